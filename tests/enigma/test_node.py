"""Records as trees: reading, writing, changing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.enigma.node import Key, Node, escape, parse, serialise, unescape
from postlude.errors import ScriptError

ENTRY = (
    b'\r\n    <entry entnum="1" prev="0" next="2">'
    b"\r\n      <dura>1024</dura>"
    b"\r\n      <isNote/>"
    b'\r\n      <note id="1">'
    b"\r\n        <harmLev>6</harmLev>"
    b"\r\n        <harmAlt>0</harmAlt>"
    b"\r\n      </note>"
    b"\r\n    </entry>"
)


def test_a_record_is_read_into_a_tree() -> None:
    node = parse(ENTRY)
    assert (node.tag, node.attrs) == ("entry", {"entnum": "1", "prev": "0", "next": "2"})
    assert [child.tag for child in node.children] == ["dura", "isNote", "note"]
    assert node.get("dura") == "1024"
    assert node.get("isNote") == ""
    assert node.get("isRest") is None
    assert node.get("note/harmLev") == "6"
    assert [path for path, _ in node.walk()] == ["dura", "isNote", "note", "note/harmLev", "note/harmAlt"]


def test_each_reading_gives_a_tree_of_its_own() -> None:
    first, second = parse(ENTRY), parse(ENTRY)
    first.find("note").attrs["id"] = "9"  # type: ignore[union-attr]
    first.set("dura", "512")
    first.find("isNote").children.append(Node("x"))  # type: ignore[union-attr]
    assert second == parse(ENTRY)
    assert serialise(second) == ENTRY


def test_a_copy_is_deep() -> None:
    node = parse(ENTRY)
    twin = node.copy()
    twin.set("note/harmLev", "7")
    twin.attrs["next"] = "0"
    assert serialise(node) == ENTRY
    assert twin != node


def test_set_makes_replaces_and_removes() -> None:
    node = Node("a")
    node.set("b/c", "1")
    node.set("flag", "")
    assert (node.get("b/c"), node.get("flag")) == ("1", "")
    node.set("b/c", "2")
    assert node.get("b/c") == "2"
    node.set("b/c", None)
    node.set("nowhere/at/all", None)
    assert node.get("b/c") is None
    assert node.find("nowhere") is None
    assert len(node.find_all("flag")) == 1


def test_set_turns_a_group_into_a_value() -> None:
    node = Node("a")
    node.set("flag/offInPart", "")
    node.set("flag", "")
    assert serialise(node, "\n", 0) == b"\n<a>\n  <flag/>\n</a>"


def test_remove_takes_that_very_child() -> None:
    node = Node("a")
    first, second = node.add("b", "1"), node.add("b", "1")
    node.remove(second)
    assert node.children[0] is first
    node.remove(second)
    assert len(node.children) == 1


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize(
    "record",
    [
        '<verse number="1">one\ntwo &amp; &lt;three&gt; &quot;four&quot; &apos;five&apos;\n</verse>',
        '<verse number="2"/>',
        '<bypassFxValue cmper="3"/>',
        '<x cmper="1">\n      <a>line\nline</a>\n    </x>',
        '<x cmper="&amp;&quot;">\n      <a>1</a>\n    </x>',
        '<x cmper="1">\n      <a>      </a>\n      <b id="2"/>\n      <c id="3">t</c>\n    </x>',
    ],
)
def test_unusual_records_survive(record: str, newline: str) -> None:
    data = f"\n    {record}".replace("\n    ", f"{newline}    ").encode()
    assert serialise(parse(data, newline), newline) == data


@pytest.mark.parametrize("text", ["\n", "\n\n", "\n    ", "\na", "a\n", " \n "])
def test_line_breaks_alone_are_text(text: str) -> None:
    leaf, group = Node("verse", text, {"number": "1"}), Node("a")
    group.children.append(Node("b", text))
    for node in (leaf, group):
        assert parse(serialise(node, "\n"), "\n") == node
        assert parse(serialise(node)) == node


def test_text_with_the_document_s_own_line_ends_is_read() -> None:
    assert parse(b'\n    <verse number="1">a\n    b\nc</verse>', "\n").text == "a\n    b\nc"


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t&<>\"'^"),
    max_size=20,
)
names = st.sampled_from(["a", "b", "note", "x1", "_y"])


@st.composite
def nodes(draw: st.DrawFn, depth: int = 2) -> Node:
    attrs = draw(st.dictionaries(names, texts.filter(lambda t: "\n" not in t and "\t" not in t), max_size=2))
    node = Node(draw(names), "", attrs)
    if depth and draw(st.booleans()):
        node.children = draw(st.lists(nodes(depth=depth - 1), min_size=1, max_size=3))
    else:
        node.text = draw(texts.filter(lambda t: "\ufffe" not in t and "\uffff" not in t))
    return node


@settings(max_examples=60, deadline=None)
@given(nodes(), st.sampled_from(["\r\n", "\n"]))
def test_writing_and_reading_gives_the_same_tree(node: Node, newline: str) -> None:
    data = serialise(node, newline)
    again = parse(data, newline)
    assert again == node
    assert serialise(again, newline) == data


@given(st.text())
def test_escaping_is_undone_by_unescaping(text: str) -> None:
    try:
        escaped = escape(text)
    except ScriptError:
        return
    assert unescape(escaped) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert not set(escaped) & set("<>\"'\r")


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\ud800", "\udce9", "\uffff"])
def test_what_xml_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ScriptError, match=r"text holds U\+[0-9A-F]{4}"):
        serialise(Node("a", text))


@pytest.mark.parametrize("tag", ["", "1a", "a b", "a>", "é"])
def test_names_that_are_none_are_refused(tag: str) -> None:
    with pytest.raises(ScriptError, match="not the name of an element"):
        serialise(Node(tag))


def test_keys_sort_as_records_do() -> None:
    keys = [Key(2), Key(1, 0, 1, 0), Key(1, 0, 0, 1), Key(1, 0, 0, 0), Key(1, 5)]
    assert sorted(keys) == [Key(1, 0, 0, 0), Key(1, 0, 0, 1), Key(1, 0, 1, 0), Key(1, 5), Key(2)]


def test_a_node_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = Node("a").parent
    with pytest.raises(AttributeError):
        Node("a").parent = 1  # type: ignore[attr-defined]


def test_a_path_tells_elements_apart_by_an_attribute() -> None:
    top = Node("lyricOptions")
    top.set("lyricSyllPosStyle[type=first]/align", "left")
    top.set("lyricSyllPosStyle[type=default]/align", "center")
    assert [child.attrs for child in top.children] == [{"type": "first"}, {"type": "default"}]
    assert top.get("lyricSyllPosStyle[type=default]/align") == "center"
    assert top.get("lyricSyllPosStyle[type=wordExt]/align") is None
    top.set("lyricSyllPosStyle[type=default]", None)
    assert top.get("lyricSyllPosStyle[type=first]/align") == "left"
    assert len(top.children) == 1
