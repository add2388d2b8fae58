"""Records read, changed, added, deleted, undone; and the document that comes out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.enigma.canonical import read
from postlude.enigma.document import Document, document_from_bytes
from postlude.enigma.node import Key, Node, parse
from postlude.enigma.store import Store
from tests.enigma.builders import document, document_xml, entry, measure

ARTICULATIONS = "".join(
    f'<articAssign entnum="{number}" inci="{inci}"><articDef>{number}</articDef></articAssign>'
    for number in (1, 3)
    for inci in (0, 1)
)
CELLS = "".join(
    f'<gfhold cmper1="{staff}" cmper2="{number}"><clefID>0</clefID></gfhold>'
    for staff in (1, 2)
    for number in (1, 2)
)
XML = document_xml(
    options="<tieOptions><tieTipWidth>1.000000e+00</tieTipWidth></tieOptions>",
    others='<frameSpec cmper="1" inci="0"><startEntry>1</startEntry></frameSpec>'
    + measure(1)
    + '<measSpec cmper="1" part="2" shared="true"><width>300</width></measSpec>'
    + measure(2)
    + measure(4),
    details=ARTICULATIONS + CELLS,
    entries=entry(1, 0, 2, 0) + entry(2, 1, 3) + entry(3, 2, 0, 4, 6),
    texts='<fileInfo type="title">T</fileInfo><fileInfo type="description">D</fileInfo>'
    '<verse number="1">a b</verse>',
)


@pytest.fixture
def opened() -> Document:
    return document_from_bytes(XML)


def test_keys_are_those_of_the_records(opened: Document) -> None:
    store = opened.store
    assert list(store.keys("options", "tieOptions")) == [Key()]
    assert list(store.keys("others", "frameSpec")) == [Key(1, inci=0)]
    assert list(store.keys("others", "measSpec")) == [Key(1), Key(1, part=2), Key(2), Key(4)]
    assert list(store.keys("details", "gfhold")) == [Key(1, 1), Key(1, 2), Key(2, 1), Key(2, 2)]
    assert list(store.keys("details", "articAssign"))[:2] == [Key(1, inci=0), Key(1, inci=1)]
    assert list(store.keys("entries", "entry")) == [Key(1), Key(2), Key(3)]
    assert list(store.keys("texts", "fileInfo")) == [Key("title"), Key("description")]
    assert list(store.keys("texts", "verse")) == [Key(1)]
    assert list(store.keys("header", "headerData")) == [Key()]
    assert list(store.keys("others", "staffSpec")) == []


def test_keys_are_found_by_how_they_begin(opened: Document) -> None:
    store = opened.store
    assert store.keys_of("details", "articAssign", 3) == [Key(3, inci=0), Key(3, inci=1)]
    assert store.keys_of("details", "gfhold", 2) == [Key(2, 1), Key(2, 2)]
    assert store.keys_of("details", "gfhold", 1, 2) == [Key(1, 2)]
    assert store.keys_of("others", "measSpec", 1) == [Key(1), Key(1, part=2)]
    assert store.keys_of("others", "measSpec", 3) == []


def test_tags_come_in_writing_order_and_follow_changes(opened: Document) -> None:
    store = opened.store
    assert store.tags("others") == ["frameSpec", "measSpec"]
    store.delete("others", "frameSpec", Key(1, inci=0))
    store.save("others", "partDef", Key(0), Node("partDef"))
    store.save("others", "beatChart", Key(1, inci=0), Node("beatChart"))
    assert store.tags("others") == ["beatChart", "measSpec", "partDef"]
    with pytest.raises(ValueError, match="not a section"):
        store.tags("mappings")


def test_a_record_loads_as_a_copy_that_the_caller_owns(opened: Document) -> None:
    node = opened.store.load("others", "measSpec", Key(1))
    assert node is not None
    node.set("width", "1")
    again = opened.store.load("others", "measSpec", Key(1))
    assert again is not None
    assert again.get("width") == "600"
    assert opened.store.load("others", "measSpec", Key(3)) is None
    assert opened.store.load("others", "nothing", Key(3)) is None


def test_a_changed_record_changes_only_its_own_bytes(opened: Document) -> None:
    store = opened.store
    old = store.raw("others", "measSpec", Key(2))
    node = store.load("others", "measSpec", Key(2))
    assert old is not None and node is not None
    node.set("width", "601")
    store.save("others", "measSpec", Key(2), node)
    new = store.raw("others", "measSpec", Key(2))
    assert new == old.replace(b"600", b"601")
    at = XML.index(old)
    assert opened.to_xml() == XML[:at] + new + XML[at + len(old) :]


def test_putting_the_old_value_back_leaves_nothing_changed(opened: Document) -> None:
    store = opened.store
    node = store.load("entries", "entry", Key(2))
    assert node is not None
    node.set("dura", "512")
    store.save("entries", "entry", Key(2), node)
    assert store.changed
    node.set("dura", "1024")
    store.save("entries", "entry", Key(2), node)
    assert not store.changed
    assert opened.changes() == []
    assert store.to_xml() == XML


def test_deleting_and_adding_again_leaves_nothing_changed(opened: Document) -> None:
    store = opened.store
    node = store.load("others", "measSpec", Key(2))
    assert node is not None
    assert store.delete("others", "measSpec", Key(2))
    assert not store.delete("others", "measSpec", Key(2))
    assert list(store.keys("others", "measSpec")) == [Key(1), Key(1, part=2), Key(4)]
    store.save("others", "measSpec", Key(2), node)
    assert list(store.keys("others", "measSpec")) == [Key(1), Key(1, part=2), Key(2), Key(4)]
    assert not store.changed
    assert store.to_xml() == XML


@pytest.mark.parametrize(
    ("section", "tag", "key", "before", "after"),
    [
        ("others", "measSpec", Key(3), b"</measSpec>", b'<measSpec cmper="4">'),
        (
            "others",
            "measSpec",
            Key(1, part=1),
            b"</measSpec>",
            b'<measSpec cmper="1" part="2" shared="true">',
        ),
        ("others", "measSpec", Key(9), b"<divbeat>1024</divbeat>\r\n    </measSpec>", b"</others>"),
        ("others", "frameSpec", Key(0, inci=0), b"<others>", b'<frameSpec cmper="1" inci="0">'),
        ("others", "instUsed", Key(0, inci=0), b"</frameSpec>", b'<measSpec cmper="1">'),
        ("others", "partDef", Key(1), b"</measSpec>", b"</others>"),
        ("details", "articAssign", Key(2, inci=0), b"</articAssign>", b'<articAssign entnum="3" inci="0">'),
        ("details", "tupletDef", Key(1, inci=0), b"</gfhold>", b"</details>"),
        ("entries", "entry", Key(4), b"</entry>", b"</entries>"),
        ("texts", "fileInfo", Key("composer"), b"T</fileInfo>", b'<fileInfo type="description">'),
        ("texts", "chorus", Key(1), b"</verse>", b"</texts>"),
        ("options", "beamOptions", Key(), b"<options>", b"<tieOptions>"),
    ],
)
def test_a_new_record_goes_where_finale_would_write_it(
    opened: Document, section: str, tag: str, key: Key, before: bytes, after: bytes
) -> None:
    node = Node(tag, "x" if section == "texts" else "")
    opened.store.save(section, tag, key, node)
    record = opened.store.raw(section, tag, key)
    assert record is not None
    xml = opened.to_xml()
    assert xml.replace(record, b"", 1) == XML
    assert xml[: xml.index(record)].endswith(before)
    assert xml[xml.index(record) + len(record) :].lstrip().startswith(after)
    assert Store(read(xml)).load(section, tag, key) == parse(record)


def test_several_new_records_in_one_place_come_in_order(opened: Document) -> None:
    store = opened.store
    for key in (Key(8), Key(6), Key(6, part=1), Key(7)):
        store.save("others", "measSpec", key, Node("measSpec"))
    store.save("others", "staffSpec", Key(2), Node("staffSpec"))
    store.save("others", "staffSpec", Key(1), Node("staffSpec"))
    store.save("others", "measExprAssign", Key(1, inci=0), Node("measExprAssign"))
    again = Store(read(store.to_xml()))
    assert list(again.keys("others", "measSpec"))[-4:] == [Key(6), Key(6, part=1), Key(7), Key(8)]
    assert again.tags("others") == ["frameSpec", "measSpec", "measExprAssign", "staffSpec"]
    assert list(again.keys("others", "staffSpec")) == [Key(1), Key(2)]


def test_sections_open_and_close_with_their_records() -> None:
    xml = document_xml(entries=entry(1, 0, 0, 1))
    opened = document_from_bytes(xml)
    opened.store.save("others", "measSpec", Key(1), Node("measSpec"))
    opened.store.delete("entries", "entry", Key(1))
    changed = opened.to_xml()
    assert b'<others>\r\n    <measSpec cmper="1"/>\r\n  </others>' in changed
    assert b"\r\n  <entries/>" in changed
    again = document_from_bytes(changed)
    again.store.delete("others", "measSpec", Key(1))
    node = Store(read(xml)).load("entries", "entry", Key(1))
    assert node is not None
    again.store.save("entries", "entry", Key(1), node)
    assert again.to_xml() == xml


def test_a_section_that_the_file_lacks_is_made_in_its_place() -> None:
    xml = document_xml(others=measure(1)).replace(b"\r\n  <details/>", b"").replace(b"\r\n  <texts/>", b"")
    opened = document_from_bytes(xml)
    opened.store.save("texts", "verse", Key(1), Node("verse", "la"))
    opened.store.save("details", "gfhold", Key(1, 1), Node("gfhold"))
    tags = [
        line.strip()
        for line in opened.to_xml().splitlines()
        if line.startswith(b"  <") and line[2:4] != b"  "
    ]
    assert tags == [
        *(b"<header>", b"</header>", b"<options/>", b"<others>", b"</others>", b"<details>", b"</details>"),
        *(b"<entries/>", b"<texts>", b"</texts>"),
    ]
    opened.store.rollback(0)
    assert opened.store.to_xml() == xml


def test_key_attributes_are_written_from_the_key(opened: Document) -> None:
    store = opened.store
    node = store.load("entries", "entry", Key(1))
    assert node is not None
    node.attrs["entnum"] = "77"
    store.save("entries", "entry", Key(4), node)
    assert store.raw("entries", "entry", Key(4)).startswith(  # type: ignore[union-attr]
        b'\r\n    <entry entnum="4" prev="0" next="2">'
    )
    measure_node = store.load("others", "measSpec", Key(1, part=2))
    assert measure_node is not None
    store.save("others", "measSpec", Key(5), measure_node)
    assert store.raw("others", "measSpec", Key(5)).startswith(b'\r\n    <measSpec cmper="5">')  # type: ignore[union-attr]


def test_keys_handed_out_stay_as_they_were(opened: Document) -> None:
    before = opened.store.keys("others", "measSpec")
    for key in before:
        opened.store.delete("others", "measSpec", key)
    assert len(before) == 4
    assert list(opened.store.keys("others", "measSpec")) == []
    opened.store.rollback(0)
    assert list(opened.store.keys("others", "measSpec")) == list(before)


def test_walking_sees_changes_but_no_new_records(opened: Document) -> None:
    seen = []
    for key, node in opened.store.walk("entries", "entry"):
        seen.append((key, node.get("dura")))
        if key == Key(1):
            opened.store.delete("entries", "entry", Key(2))
            opened.store.save("entries", "entry", Key(9), node)
            node.set("dura", "64")
            opened.store.save("entries", "entry", Key(3), node)
    assert seen == [(Key(1), "1024"), (Key(3), "64")]
    assert [key for key, _ in opened.store.walk("entries", "entry")] == [Key(1), Key(3), Key(9)]
    assert list(opened.store.walk("details", "tupletDef")) == []


def test_records_out_of_order_are_found_and_kept() -> None:
    scattered = measure(5) + measure(2) + '<staffSpec cmper="1"/>' + measure(9)
    base = document_xml(others=measure(5) + measure(2) + measure(9) + '<staffSpec cmper="1"/>')
    last = base[base.index(b'\r\n    <measSpec cmper="9">') : base.index(b"\r\n    <staffSpec")]
    xml = base.replace(last, b"").replace(b'<staffSpec cmper="1"/>', b'<staffSpec cmper="1"/>' + last)
    assert scattered.count("measSpec cmper") == xml.count(b"<measSpec")
    opened = document_from_bytes(xml)
    store = opened.store
    assert list(store.keys("others", "measSpec")) == [Key(2), Key(5), Key(9)]
    node = store.load("others", "measSpec", Key(9))
    assert node is not None
    node.set("width", "9")
    store.save("others", "measSpec", Key(9), node)
    assert store.to_xml() == xml.replace(last, last.replace(b"600", b"9"))
    store.rollback(0)
    assert store.to_xml() == xml


@pytest.mark.parametrize(
    "attributes", ['cmper="1" inci="x"', 'inci="1" cmper="2"', 'cmper="a"', 'shared="true"', ""]
)
def test_odd_attributes_do_not_lose_records(attributes: str) -> None:
    xml = document_xml(others=f"{measure(1)}<measSpec {attributes}/>{measure(2)}")
    store = document_from_bytes(xml).store
    assert len(store.keys("others", "measSpec")) >= 2
    node = store.load("others", "measSpec", Key(2))
    assert node is not None
    store.delete("others", "measSpec", Key(2))
    assert store.to_xml().count(b"<measSpec") == 2


# ---- transactions -----------------------------------------------------------------------------


def test_rolling_back_returns_to_the_mark(opened: Document) -> None:
    store = opened.store
    store.delete("others", "measSpec", Key(4))
    between = store.to_xml()
    mark = store.mark()
    store.save("others", "measSpec", Key(4), Node("measSpec"))
    store.delete("texts", "verse", Key(1))
    inner = store.mark()
    store.delete("entries", "entry", Key(3))
    store.rollback(inner)
    assert store.exists("entries", "entry", Key(3))
    assert [change.tag for change in store.changes_since(mark)] == ["measSpec", "verse"]
    store.rollback(mark)
    assert store.to_xml() == between
    assert store.changes_since(mark) == []
    store.rollback(0)
    assert store.to_xml() == XML


def test_what_is_changed_and_changed_back_is_no_change_since_the_mark(opened: Document) -> None:
    store = opened.store
    store.delete("others", "measSpec", Key(4))
    mark = store.mark()
    store.save("others", "measSpec", Key(4), Node("measSpec"))
    store.delete("others", "measSpec", Key(4))
    assert store.changes_since(mark) == []
    assert [change.op for change in opened.changes()] == ["delete"]


TABLES = [
    ("others", "measSpec", [Key(n, part=p) for n in range(6) for p in (0, 2)]),
    ("others", "frameSpec", [Key(n, inci=i) for n in range(3) for i in range(2)]),
    ("others", "staffSpec", [Key(1), Key(2)]),
    ("details", "gfhold", [Key(a, b) for a in range(4) for b in range(4)]),
    ("details", "articAssign", [Key(n, inci=i) for n in range(5) for i in range(3)]),
    ("entries", "entry", [Key(n) for n in range(1, 6)]),
    ("texts", "fileInfo", [Key("title"), Key("composer"), Key("arranger"), Key("description")]),
    ("texts", "verse", [Key(n) for n in range(4)]),
    ("options", "tieOptions", [Key()]),
]
FIELDS = {
    "measSpec": ("width", "beats", "lineBreak"),
    "frameSpec": ("startEntry", "endEntry"),
    "staffSpec": ("staffLines",),
    "gfhold": ("clefID", "frame1"),
    "articAssign": ("articDef", "horzOff"),
    "entry": ("dura", "posi", "note/harmLev"),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, Key, str | None, str]:
    """One edit: the record, the field to set ("" for the text, None to delete the record), and the value."""
    section, tag, keys = draw(st.sampled_from(TABLES))
    field = draw(st.none() | st.sampled_from(FIELDS.get(tag, ("",))))
    value = "" if field == "lineBreak" else str(draw(st.integers(-99, 99)))
    return section, tag, draw(st.sampled_from(keys)), field if tag != "tieOptions" else None, value


def perform(store: Store, edit: tuple[str, str, Key, str | None, str]) -> None:
    section, tag, key, field, value = edit
    if field is None:
        store.delete(section, tag, key)
        return
    node = store.load(section, tag, key) or Node(tag)
    if field:
        node.set(field, value)
    else:
        node.text = value
    store.save(section, tag, key, node)


@settings(max_examples=80, deadline=None)
@given(st.lists(edits(), max_size=25), st.data())
def test_any_edits_undone_give_back_the_document(
    sequence: list[tuple[str, str, Key, str | None, str]], data: st.DataObject
) -> None:
    opened = document_from_bytes(XML)
    store = opened.store
    states = [(store.mark(), XML)]
    for edit in sequence:
        perform(store, edit)
        states.append((store.mark(), store.to_xml()))
    for _ in range(min(3, len(states))):
        place = data.draw(st.integers(0, len(states) - 1))
        del states[place + 1 :]
        mark, xml = states[place]
        store.rollback(mark)
        assert store.to_xml() == xml
    store.rollback(0)
    assert not store.changed
    assert store.to_xml() == opened.to_bytes(".enigmaxml", anew=True) == XML
    assert opened.changes() == []


@settings(max_examples=80, deadline=None)
@given(st.lists(edits(), max_size=25))
def test_any_edits_written_and_read_again_are_all_there(
    sequence: list[tuple[str, str, Key, str | None, str]],
) -> None:
    opened = document_from_bytes(XML)
    for edit in sequence:
        perform(opened.store, edit)
    again = document_from_bytes(opened.to_xml())
    for section, tag, _ in TABLES:
        assert list(again.store.keys(section, tag)) == list(opened.store.keys(section, tag))
        for key in opened.store.keys(section, tag):
            assert again.store.raw(section, tag, key) == opened.store.raw(section, tag, key)
    changed = {(change.section, change.tag) for change in opened.changes()}
    for section, tag, keys in TABLES:
        original = Store(read(XML))
        differs = any(original.raw(section, tag, key) != opened.store.raw(section, tag, key) for key in keys)
        assert differs == ((section, tag) in changed)


def test_an_empty_document_can_be_filled() -> None:
    opened = document()
    opened.store.save("entries", "entry", Key(1), Node("entry"))
    assert list(document_from_bytes(opened.to_xml()).store.keys("entries", "entry")) == [Key(1)]


def test_a_table_s_revision_tells_whether_it_may_have_changed(opened: Document) -> None:
    store = opened.store
    before = store.revision("others", "measSpec"), store.revision("entries", "entry"), store.version
    mark = store.mark()
    store.delete("others", "measSpec", Key(4))
    assert store.revision("others", "measSpec") != before[0]
    assert store.revision("entries", "entry") == before[1]
    after = store.version
    store.rollback(mark)
    assert before[2] != after != store.version
