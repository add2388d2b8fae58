"""What may be written: names, order, attributes and forms."""

from __future__ import annotations

import csv

import pytest

from postlude.enigma import schema
from postlude.enigma.additions import ADDITIONS, RECORDS
from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from tests.conftest import shared_path
from tests.enigma.builders import document, entry, measure


def test_the_schema_tells_order_attributes_and_forms() -> None:
    assert schema.child_order("entries", "entry")[:3] == ("dura", "numNotes", "posi")
    assert schema.child_order("entries", "entry/note")[0] == "harmLev"
    assert schema.attributes("entries", "entry") == ("entnum", "prev", "next")
    assert schema.attributes("others", "measSpec") == ("cmper", "part", "shared")
    assert schema.form("others", "measSpec/width") == "int"
    assert schema.form("others", "measSpec/lineBreak") == "flag"
    assert schema.form("others", "measSpec/barline") == "enum"
    assert "normal" in schema.enum_values("others", "measSpec/barline")
    assert schema.form("options", "chordOptions/fretPercent") == "float"
    assert schema.form("texts", "verse") == "text"
    assert schema.form("entries", "entry/note") == "group"
    assert schema.is_known("others", "smartShape/startTermSeg/endPt/inst")
    assert not schema.is_known("others", "smartShape/startTermSeg/nothing")
    assert schema.form("others", "nothing") is None
    assert schema.child_order("others", "nothing") == ()


def test_tags_come_in_the_order_of_real_documents() -> None:
    order = schema.tag_order("others")
    assert (
        order.index("frameSpec") < order.index("measSpec") < order.index("staffSpec") < order.index("partDef")
    )
    assert schema.tag_order("texts")[0] == "fileInfo"


def test_every_listed_path_is_in_the_schema_and_no_other() -> None:
    with (shared_path() / "reference" / "xml-paths.tsv").open(encoding="utf-8", newline="") as file:
        listed = {row["path"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    sections = ("options", "others", "details", "entries", "texts")
    paths = {
        path for path in listed if path.partition("/")[0] in sections and not path.endswith("/offInPart")
    }
    known: set[str] = set()

    def collect(section: str, path: str) -> None:
        known.add(f"{section}/{path}")
        for child in schema.child_order(section, path):
            collect(section, f"{path}/{child}")

    for section in sections:
        for tag in schema.tag_order(section):
            collect(section, tag)
    added = {f"{section}/{tag}/{path}" for (section, tag), some in ADDITIONS.items() for path in some}
    for section, tag in RECORDS:
        added |= {path for path in known if f"{path}/".startswith(f"{section}/{tag}/")}
    assert added.isdisjoint(paths)
    assert known == paths | added
    for path in paths:
        section, _, inner = path.partition("/")
        if listed[path]["form"] in ("int", "float"):
            assert schema.form(section, inner) == listed[path]["form"]


def test_children_are_saved_in_writing_order() -> None:
    store = document(others=measure(1)).store
    node = Node("measSpec")
    for tag, text in (("barline", "normal"), ("beats", "3"), ("width", "500")):
        node.set(tag, text)
    store.save("others", "measSpec", Key(2), node)
    saved = store.load("others", "measSpec", Key(2))
    assert saved is not None
    assert [child.tag for child in saved.children] == ["width", "beats", "barline"]


def test_order_holds_inside_groups_and_keeps_siblings_of_one_name() -> None:
    store = document(entries=entry(1, 0, 0, 5, 6)).store
    node = store.load("entries", "entry", Key(1))
    assert node is not None
    node.children.reverse()
    for note in node.find_all("note"):
        note.children.reverse()
    store.save("entries", "entry", Key(1), node)
    saved = store.load("entries", "entry", Key(1))
    assert saved is not None
    assert [child.tag for child in saved.children] == [
        "dura",
        "numNotes",
        "isValid",
        "isNote",
        "note",
        "note",
    ]
    assert [note.attrs["id"] for note in saved.find_all("note")] == ["2", "1"]
    assert [child.tag for child in saved.find_all("note")[0].children] == ["harmLev", "harmAlt", "isValid"]


def test_a_record_of_the_file_in_another_order_keeps_it() -> None:
    opened = document(others='<measSpec cmper="1"><beats>4</beats><width>600</width></measSpec>')
    node = opened.store.load("others", "measSpec", Key(1))
    assert node is not None
    opened.store.save("others", "measSpec", Key(1), node)
    assert opened.changes() == []
    node.set("width", "601")
    opened.store.save("others", "measSpec", Key(1), node)
    assert opened.changes()[0].fields == {"width": ["600", "601"]}


def test_an_unknown_child_of_the_file_keeps_its_place() -> None:
    xml = '<measSpec cmper="1"><width>600</width><fromTheFuture>7</fromTheFuture><beats>4</beats></measSpec>'
    store = document(others=xml).store
    node = store.load("others", "measSpec", Key(1))
    assert node is not None
    node.set("lineBreak", "")
    node.set("width", "601")
    store.save("others", "measSpec", Key(1), node)
    saved = store.load("others", "measSpec", Key(1))
    assert saved is not None
    assert [child.tag for child in saved.children] == ["width", "fromTheFuture", "beats", "lineBreak"]


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("nonsense", "1", "measSpec/nonsense is not an element that Finale writes"),
        ("keySig/nonsense", "", "measSpec/keySig/nonsense is not an element that Finale writes"),
        ("width/offInPart", "", "measSpec/width"),
        ("width", "wide", "measSpec/width must be a whole number, not 'wide'"),
        ("width", "4294967296", "measSpec/width must be a number of 32 bits, not 4294967296"),
        ("width", "6.5", "measSpec/width must be a whole number, not '6.5'"),
        ("lineBreak", "1", "measSpec/lineBreak must be empty"),
        ("barline", "two words", "measSpec/barline must be one word"),
        ("keySig", "5", "measSpec/keySig holds '5' where it has children"),
    ],
)
def test_what_finale_never_writes_is_refused(path: str, text: str, what: str) -> None:
    opened = document(others=measure(1))
    node = opened.store.load("others", "measSpec", Key(1))
    assert node is not None
    node.set(path, text)
    with pytest.raises(ScriptError, match=what):
        opened.store.save("others", "measSpec", Key(1), node)
    assert not opened.changes()


def test_unknown_attributes_and_records_are_refused() -> None:
    store = document(entries=entry(1, 0, 0, 5)).store
    node = store.load("entries", "entry", Key(1))
    assert node is not None
    node.find_all("note")[0].attrs["colour"] = "red"
    with pytest.raises(ScriptError, match="entry/note/@colour is not an attribute"):
        store.save("entries", "entry", Key(1), node)
    with pytest.raises(ScriptError, match="others/nonsense: Finale writes no such record"):
        store.save("others", "nonsense", Key(1), Node("nonsense"))


def test_a_record_s_own_attributes_and_text_are_checked_too() -> None:
    store = document(others=measure(1)).store
    with pytest.raises(ScriptError, match="measSpec/@colour is not an attribute"):
        store.save("others", "measSpec", Key(1), Node("measSpec", "", {"colour": "red"}))
    with pytest.raises(ScriptError, match="measSpec holds 'words' where no text belongs"):
        store.save("others", "measSpec", Key(1), Node("measSpec", "words"))
    with pytest.raises(ScriptError, match="verse/b is not an element"):
        verse = Node("verse")
        verse.add("b")
        store.save("texts", "verse", Key(1), verse)


def test_keys_are_whole_numbers() -> None:
    store = document(others=measure(1)).store
    store.save("others", "measSpec", Key(2.0), Node("measSpec"))
    assert store.raw("others", "measSpec", Key(2)) == b'\r\n    <measSpec cmper="2"/>'
    with pytest.raises(ScriptError, match="is not a key"):
        store.save("others", "measSpec", Key("two"), Node("measSpec"))


def test_a_strange_value_of_the_file_may_stay_but_not_come_anew() -> None:
    xml = '<measSpec cmper="1"><width>wide</width><beats>4</beats></measSpec>'
    store = document(others=xml).store
    node = store.load("others", "measSpec", Key(1))
    assert node is not None
    node.set("beats", "3")
    store.save("others", "measSpec", Key(1), node)
    with pytest.raises(ScriptError):
        store.save("others", "measSpec", Key(2), node.copy())
    node.set("width", "wider")
    with pytest.raises(ScriptError):
        store.save("others", "measSpec", Key(1), node)


def test_a_flag_may_be_off_in_a_part() -> None:
    store = document(others='<smartShape cmper="1"><hidden/></smartShape>').store
    node = Node("smartShape", "", {"shared": "true"})
    node.set("hidden/offInPart", "")
    store.save("others", "smartShape", Key(1, part=1), node)
    assert store.raw("others", "smartShape", Key(1, part=1)) == (
        b'\r\n    <smartShape cmper="1" part="1" shared="true">\r\n      <hidden>\r\n        <offInPart/>'
        b"\r\n      </hidden>\r\n    </smartShape>"
    )
