"""Nodes that are made, moved, copied and deleted."""

from __future__ import annotations

import gc
import weakref

import pytest

from postlude.errors import ScriptError
from postlude.tinyxml.documents import Document
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Text
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.printer import Printer


def parsed(data: bytes) -> tuple[Document, Element]:
    document = Document()
    document.parse(data)
    root = document.first_element()
    assert root is not None
    return document, root


def printed(node: Node) -> bytes:
    printer = Printer(compact=True)
    printer.accept(node)
    return printer.text


def named(parent: Node, name: bytes) -> Element:
    found = parent.first_element(name)
    assert found is not None
    return found


def check_links(node: Node) -> None:
    """All links of a tree agree."""
    children = node.children()
    assert (node.first, node.last) == ((children[0], children[-1]) if children else (None, None))
    for index, child in enumerate(children):
        assert child.parent is node
        assert child.prev is (children[index - 1] if index else None)
        check_links(child)


def test_looking_for_elements() -> None:
    _, root = parsed(b"<r>t<a/><b/><!--c--><a n='2'/>u</r>")
    first, last = root.first_element(b"a"), root.last_element(b"a")
    assert first is not None and last is not None
    assert first.next_element(b"a") is last
    assert last.previous_element(b"a") is first
    assert first.next_element() is root.first_element(b"b")
    assert root.first_element(b"x") is None and last.next_element() is None
    assert (root.count_elements(), root.count_elements(b"a"), root.count_elements(b"x")) == (3, 2, 0)


def test_insertion_moves_a_node_from_where_it_was() -> None:
    document, root = parsed(b"<r><a/><b/><c/></r>")
    a, b, c = (named(root, name) for name in (b"a", b"b", b"c"))
    assert root.insert_end(a) is a
    assert printed(root) == b"<r><b/><c/><a/></r>"
    assert root.insert_first(c) is c
    assert printed(root) == b"<r><c/><b/><a/></r>"
    assert root.insert_after(b, c) is c
    assert printed(root) == b"<r><b/><c/><a/></r>"
    assert root.insert_after(c, c) is c
    assert root.insert_after(a, b) is b
    assert a.insert_end(b) is b
    assert printed(root) == b"<r><c/><a><b/></a></r>"
    check_links(document)


def test_what_can_t_be_inserted() -> None:
    document, root = parsed(b"<r><a><b/></a></r>")
    a = named(root, b"a")
    other, stranger = parsed(b"<x/>")
    assert root.insert_end(stranger) is None
    assert root.insert_first(stranger) is None
    assert root.insert_after(a, stranger) is None
    assert root.insert_after(named(a, b"b"), Element(document, b"n")) is None
    for parent, child in (
        (a, a),
        (named(a, b"b"), root),
        (root, document),
        (Element(document, b"n"), document),
    ):
        with pytest.raises(ScriptError, match="below itself"):
            parent.insert_end(child)
    assert printed(document) == b"<r><a><b/></a></r>"
    assert printed(other) == b"<x/>"


def test_deleted_nodes_can_be_read_and_no_more() -> None:
    document, root = parsed(b"<r><a n='1'><b>t</b></a><c/></r>")
    a = named(root, b"a")
    inner = named(a, b"b")
    a.delete()
    assert printed(document) == b"<r><c/></r>"
    assert (a.alive, a.readable, inner.alive, inner.readable) == (False, True, False, True)
    assert (a.parent, a.next, inner.text()) == (None, None, b"t")
    check_links(document)
    root.delete_children()
    assert printed(document) == b"<r/>"


def test_clearing_ends_every_node_in_the_tree_or_not() -> None:
    document, root = parsed(b"<r><a/></r>")
    loose, deleted = Text(document, b"t"), named(root, b"a")
    deleted.delete()
    document.clear()
    assert [node.readable for node in (root, loose, deleted)] == [False, False, False]
    assert document.first is None and document.readable
    again = Element(document, b"n")
    assert document.insert_end(again) is again


def test_attributes_keep_their_order() -> None:
    _, root = parsed(b"<r a='1' b='2' c='3'/>")
    a, b, c = (root.attribute(name) for name in (b"a", b"b", b"c"))
    assert a is not None and b is not None and c is not None
    root.set_attribute(b"b", b"x")
    root.set_attribute(b"d", b"4")
    assert printed(root) == b'<r a="1" b="x" c="3" d="4"/>'
    root.delete_attribute(b"b")
    root.delete_attribute(b"nothing")
    assert (a.next, c.prev, b.next, b.deleted) == (c, a, None, True)
    root.delete_attribute(b"a")
    assert root.first_attribute is c
    assert printed(root) == b'<r c="3" d="4"/>'


def test_text_of_an_element() -> None:
    _, root = parsed(b"<r><!--c--><b/></r>")
    root.set_text(b"1")
    root.set_text(b"2")
    assert printed(root) == b"<r>2<!--c--><b/></r>"


def test_copies() -> None:
    document, root = parsed(b"<r a='1'>t<b><c/><![CDATA[d]]></b><!--e--><!f></r>")
    other = Document()
    for target in (document, other):
        copy = root.deep_clone(target)
        assert copy is not None and copy.document is target and copy.parent is None
        assert printed(copy) == printed(root)
        check_links(copy)
    shallow = root.shallow_clone(document)
    assert printed(shallow) == b'<r a="1"/>'
    assert document.deep_clone(other) is None
    document.deep_copy(other)
    assert printed(other) == printed(document)
    document.deep_copy(document)
    assert document.first is root


def test_comparing_leaves_out_children_and_names_of_attributes() -> None:
    _, one = parsed(b"<r a='1' b='2'><x/></r>")
    _, two = parsed(b"<r c='1' d='2'/>")
    _, three = parsed(b"<r a='1'/>")
    assert one.shallow_equal(two)
    assert not one.shallow_equal(three)
    document = Document()
    assert not document.shallow_equal(document)
    assert Text(document, b"t").shallow_equal(Text(document, b"t", cdata=True))
    assert not Text(document, b"t").shallow_equal(Element(document, b"t"))


def test_a_tree_may_be_deeper_than_what_is_parsed() -> None:
    document = Document()
    top = at = Element(document, b"a")
    document.append(top)
    for _ in range(5000):
        at.append(child := Element(document, b"a"))
        at = child
    copy = top.deep_clone(document)
    assert copy is not None
    assert printed(copy) == b"<a>" * 5000 + b"<a/>" + b"</a>" * 5000
    top.delete()
    document.clear()


class Counting:
    """Surroundings that add up what they are told."""

    def __init__(self) -> None:
        self.bytes = 0

    def meter(self, size: int) -> None:
        self.bytes += size

    def read(self, path: bytes) -> bytes:
        raise FileNotFoundError

    def write(self, path: bytes, data: bytes) -> None:
        raise FileNotFoundError

    def output(self, data: bytes) -> None:
        raise AssertionError


def test_all_memory_that_was_counted_is_given_back() -> None:
    counting = Counting()
    document = Document(surroundings=counting)
    document.parse(b"<r>" + b"<a b='c'>text</a>" * 2000 + b"</r>")
    full = counting.bytes
    assert full > 2000 * 500
    root = document.first_element()
    assert root is not None
    root.delete_children()
    assert counting.bytes < full / 10
    document.parse(b"<r>" + b"x" * 1_000_000 + b"</r>")
    assert 1_000_000 < counting.bytes < 1_200_000
    printer = Printer(surroundings=counting)
    printer.accept(document)
    assert counting.bytes > 2_000_000
    del printer
    held = weakref.ref(counting)
    del document, root
    gc.collect()
    assert counting.bytes == 0
    assert held() is counting
