"""Whatever is printed is read back the same, and no text can break the parser."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from postlude.tinyxml.constants import Whitespace, XMLError
from postlude.tinyxml.documents import Document
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Text
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.printer import Printer

letters = st.text("abZé_:", min_size=1, max_size=3)
names = st.builds(lambda first, rest: (first + rest).encode(), letters, st.text("a9.-é", max_size=3))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
visible = texts.map(str.encode).filter(lambda text: text.strip(b" \t\n\v\f") != b"")
elements = st.deferred(
    lambda: st.tuples(names, st.dictionaries(names, texts.map(str.encode), max_size=3), contents)
)
comments = st.text("ab <>&-", max_size=5).map(str.encode).filter(lambda text: b"--" not in text + b"-")
cdata = st.text("ab <>&]", max_size=5).map(str.encode).filter(lambda text: b"]]>" not in text)
contents: Any = st.lists(
    st.tuples(st.just("text"), visible)
    | st.tuples(st.just("comment"), comments)
    | st.tuples(st.just("cdata"), cdata)
    | st.tuples(st.just("element"), elements),
    max_size=4,
).map(
    lambda items: [item for i, item in enumerate(items) if not (i and item[0] == items[i - 1][0] == "text")]
)


def built(document: Document, described: Any) -> Element:
    name, attributes, children = described
    element = Element(document, name)
    for key, value in attributes.items():
        element.set_attribute(key, value)
    for kind, content in children:
        child: Node
        if kind == "element":
            child = built(document, content)
        elif kind == "comment":
            child = Comment(document, content)
        else:
            child = Text(document, content, cdata=kind == "cdata")
        element.insert_end(child)
    return element


def shape(node: Node) -> Any:
    more = (
        [(each.name, each.value) for each in (node.attributes or {}).values()]
        if isinstance(node, Element)
        else []
    )
    flag = isinstance(node, Text) and node.cdata
    return type(node).__name__, node.value, flag, more, [shape(child) for child in node.children()]


def printed(node: Node, compact: bool) -> bytes:
    printer = Printer(compact)
    printer.accept(node)
    return printer.text


@given(elements, st.booleans(), st.booleans())
def test_what_is_printed_is_read_back_the_same(described: Any, compact: bool, bom: bool) -> None:
    document = Document()
    document.bom = bom
    document.insert_end(built(document, described))
    text = printed(document, compact)
    again = Document()
    assert again.parse(text) is XMLError.XML_SUCCESS
    assert (shape(again), again.bom) == (shape(document), bom)
    assert printed(again, compact) == text


pieces = st.sampled_from(
    [
        *b"<>/='\"&;! \n\r\0a1",
        *(b"<a>", b"</a>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"&#x", b"\xff"),
    ]
).map(lambda piece: piece if isinstance(piece, bytes) else bytes((piece,)))
junk = st.lists(pieces, max_size=25).map(b"".join) | st.binary(max_size=40)


@given(junk, st.booleans(), st.sampled_from(Whitespace))
def test_no_text_breaks_the_parser(data: bytes, entities: bool, whitespace: Whitespace) -> None:
    document = Document(entities, whitespace)
    error = document.parse(data)
    assert document.error is error
    if error:
        assert document.first is None
        assert document.error_text.startswith(b"Error=" + error.name.encode())
    printed(document, compact=False)
    again = document.deep_clone(document) or document
    document.clear()
    assert document.first is None and again is document
