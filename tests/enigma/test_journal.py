"""Changes, field by field."""

from __future__ import annotations

import pytest

from postlude.enigma.document import Document
from postlude.enigma.journal import Change
from postlude.enigma.node import Key, Node
from tests.enigma.builders import document, entry, measure


@pytest.fixture
def opened() -> Document:
    return document(
        options='<clefOptions><clefDef index="0"><adjust>1</adjust></clefDef></clefOptions>',
        others=measure(1) + '<measSpec cmper="1" part="2" shared="true"><width>3</width></measSpec>',
        details='<tupletDef entnum="1" inci="0"><symbolicNum>3</symbolicNum></tupletDef>',
        entries=entry(1, 0, 2, 0) + entry(2, 1, 0, 4, 6),
        texts='<fileInfo type="title">Old</fileInfo><verse number="1">a</verse><verse number="2"/>',
    )


def change(
    opened: Document, section: str, tag: str, key: Key, path: str, text: str | None
) -> dict[str, object]:
    node = opened.store.load(section, tag, key)
    assert node is not None
    node.set(path, text)
    opened.store.save(section, tag, key, node)
    (found,) = opened.changes()
    return found.to_json()


def test_a_changed_value_shows_old_and_new(opened: Document) -> None:
    assert change(opened, "others", "measSpec", Key(1), "width", "500") == {
        "op": "change",
        "section": "others",
        "tag": "measSpec",
        "key": {"cmper": 1},
        "fields": {"width": ["600", "500"]},
    }


@pytest.mark.parametrize(
    ("section", "tag", "key", "shown"),
    [
        ("options", "clefOptions", Key(), {}),
        ("others", "measSpec", Key(1, part=2), {"cmper": 1, "part": 2}),
        ("details", "tupletDef", Key(1, inci=0), {"entnum": 1, "inci": 0}),
        ("entries", "entry", Key(2), {"entnum": 2}),
        ("texts", "verse", Key(1), {"number": 1}),
        ("texts", "fileInfo", Key("title"), {"type": "title"}),
    ],
)
def test_keys_are_shown_by_their_attributes(
    opened: Document, section: str, tag: str, key: Key, shown: dict[str, object]
) -> None:
    opened.store.delete(section, tag, key)
    (found,) = opened.changes()
    assert (found.op, found.key) == ("delete", shown)


def test_flags_are_true_and_absence_is_null(opened: Document) -> None:
    on = change(opened, "others", "measSpec", Key(1), "lineBreak", "")
    assert on["fields"] == {"lineBreak": [None, True]}
    opened.store.rollback(0)
    gone = change(opened, "others", "measSpec", Key(1), "beats", None)
    assert gone["fields"] == {"beats": ["4", None]}


def test_elements_with_attributes_or_siblings_carry_a_position(opened: Document) -> None:
    node = opened.store.load("entries", "entry", Key(2))
    assert node is not None
    node.find_all("note")[1].set("harmLev", "7")
    node.find_all("note")[0].attrs["id"] = "5"
    node.attrs["next"] = "9"
    opened.store.save("entries", "entry", Key(2), node)
    (found,) = opened.changes()
    assert found.fields == {"@next": ["0", "9"], "note[1]/@id": ["1", "5"], "note[2]/harmLev": ["6", "7"]}


def test_a_single_element_with_attributes_carries_one_too(opened: Document) -> None:
    node = opened.store.load("options", "clefOptions", Key())
    assert node is not None
    node.set("clefDef/adjust", "2")
    opened.store.save("options", "clefOptions", Key(), node)
    assert opened.changes()[0].fields == {"clefDef[1]/adjust": ["1", "2"]}


def test_siblings_in_either_version_count(opened: Document) -> None:
    node = opened.store.load("entries", "entry", Key(1))
    assert node is not None
    node.children.append(Node("note", "", {"id": "2"}))
    node.find_all("note")[1].set("harmLev", "3")
    opened.store.save("entries", "entry", Key(1), node)
    assert opened.changes()[0].fields == {"note[2]/@id": [None, "2"], "note[2]/harmLev": [None, "3"]}


def test_added_and_deleted_records_show_every_field(opened: Document) -> None:
    node = Node("measSpec")
    node.set("width", "100")
    node.set("lineBreak", "")
    opened.store.save("others", "measSpec", Key(2), node)
    opened.store.delete("entries", "entry", Key(1))
    added, deleted = opened.changes()
    assert added == Change(
        "add", "others", "measSpec", {"cmper": 2}, {"width": [None, "100"], "lineBreak": [None, True]}
    )
    assert deleted.op == "delete"
    assert deleted.fields == {
        "@prev": ["0", None],
        "@next": ["2", None],
        "dura": ["1024", None],
        "numNotes": ["1", None],
        "isValid": [True, None],
        "isNote": [True, None],
        "note[1]/@id": ["1", None],
        "note[1]/harmLev": ["0", None],
        "note[1]/harmAlt": ["0", None],
        "note[1]/isValid": [True, None],
    }


def test_a_record_s_own_text_is_a_dot(opened: Document) -> None:
    node = opened.store.load("texts", "verse", Key(1))
    assert node is not None
    node.text = "b"
    opened.store.save("texts", "verse", Key(1), node)
    node.text = "c"
    opened.store.save("texts", "verse", Key(2), node)
    assert [found.fields for found in opened.changes()] == [{".": ["a", "b"]}, {".": [None, "c"]}]


def test_changes_come_in_the_order_of_the_document(opened: Document) -> None:
    store = opened.store
    store.delete("texts", "verse", Key(2))
    store.delete("texts", "fileInfo", Key("title"))
    store.delete("entries", "entry", Key(2))
    store.delete("entries", "entry", Key(1))
    store.delete("others", "measSpec", Key(1, part=2))
    store.save("others", "beatChart", Key(4, inci=0), Node("beatChart"))
    store.delete("options", "clefOptions", Key())
    assert [(found.tag, *found.key.values()) for found in opened.changes()] == [
        ("clefOptions",),
        ("beatChart", 4, 0),
        ("measSpec", 1, 2),
        ("entry", 1),
        ("entry", 2),
        ("fileInfo", "title"),
        ("verse", 2),
    ]


def test_an_overlay_shows_what_is_off(opened: Document) -> None:
    node = Node("smartShape", "", {"shared": "true"})
    node.set("hidden/offInPart", "")
    opened.store.save("others", "smartShape", Key(1, part=1), node)
    assert opened.changes()[0].fields == {"@shared": [None, "true"], "hidden/offInPart": [None, True]}


def test_the_whole_change_can_be_written_as_json(opened: Document) -> None:
    import json

    opened.store.delete("texts", "fileInfo", Key("title"))
    assert json.loads(json.dumps(opened.changes()[0].to_json())) == {
        "op": "delete",
        "section": "texts",
        "tag": "fileInfo",
        "key": {"type": "title"},
        "fields": {".": ["Old", None]},
    }
