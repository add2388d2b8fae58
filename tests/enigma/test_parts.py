"""Parts: what they see, what they unlink, what stays the score's."""

from __future__ import annotations

import pytest

from postlude.enigma import parts, schema, sharing
from postlude.enigma.document import Document, document_from_bytes
from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part, relink, save_for_part
from postlude.errors import ScriptError
from tests.enigma.builders import document, entry, measure

SHAPE = (
    "<smartShape {0}><shapeType>cresc</shapeType><startTermSeg><endPt><inst>2</inst></endPt><endPtAdj><x>4</x>"
    "<y>-144</y><on/></endPtAdj></startTermSeg><hidden/></smartShape>"
)


@pytest.fixture
def opened() -> Document:
    return document(
        others='<instUsed cmper="0" inci="0"><inst>1</inst></instUsed>'
        + measure(1)
        + '<measSpec cmper="1" part="2" shared="true"><width>300</width></measSpec>'
        + SHAPE.format('cmper="1"')
        + '<smartShape cmper="1" part="3" shared="true"><startTermSeg><endPtAdj><x>0</x><y>-230</y></endPtAdj>'
        + "</startTermSeg><hidden><offInPart/></hidden></smartShape>"
        + '<staffSystemSpec cmper="1"><startMeas>1</startMeas></staffSystemSpec>'
        + '<staffSystemSpec cmper="1" part="2" shared="false"><startMeas>4</startMeas></staffSystemSpec>',
        details='<articAssign entnum="1" inci="0"><articDef>3</articDef><horzOff>5</horzOff></articAssign>'
        '<centerShape cmper1="1" cmper2="1"><ctlPtAdj><endCtlPtX>1</endCtlPtX></ctlPtAdj></centerShape>',
        entries=entry(1, 0, 0, 4),
    )


def value(opened: Document, section: str, tag: str, key: Key, part: int, path: str) -> str | None:
    node = load_for_part(opened.store, section, tag, key, part)
    assert node is not None
    return node.get(path)


def edit(opened: Document, section: str, tag: str, key: Key, part: int, **fields: str | None) -> None:
    node = load_for_part(opened.store, section, tag, key, part)
    assert node is not None
    for path, text in fields.items():
        node.set(path.replace("__", "/"), text)
    save_for_part(opened.store, section, tag, key, part, node)


def test_a_part_without_a_record_shares_the_score_s(opened: Document) -> None:
    assert value(opened, "others", "measSpec", Key(1), 1, "width") == "600"
    assert value(opened, "others", "measSpec", Key(1), 0, "width") == "600"
    assert load_for_part(opened.store, "others", "measSpec", Key(9), 1) is None


def test_an_overlay_lies_over_the_score_s_record(opened: Document) -> None:
    assert value(opened, "others", "measSpec", Key(1), 2, "width") == "300"
    assert value(opened, "others", "measSpec", Key(1), 2, "beats") == "4"
    shape = load_for_part(opened.store, "others", "smartShape", Key(1), 3)
    assert shape is not None
    assert shape.get("shapeType") == "cresc"
    assert shape.get("startTermSeg/endPt/inst") == "2"
    assert shape.get("startTermSeg/endPtAdj/x") == "0"
    assert shape.get("startTermSeg/endPtAdj/y") == "-230"
    assert shape.get("startTermSeg/endPtAdj/on") == ""
    assert shape.get("hidden") is None


def test_a_record_of_its_own_is_all_that_a_part_sees(opened: Document) -> None:
    assert value(opened, "others", "staffSystemSpec", Key(1), 2, "startMeas") == "4"
    assert load_for_part(opened.store, "others", "staffSystemSpec", Key(1), 1) is None
    assert load_for_part(opened.store, "others", "instUsed", Key(0, inci=0), 2) is None
    assert parts.keys_for_part(opened.store, "others", "instUsed", 2) == []
    assert parts.keys_for_part(opened.store, "others", "staffSystemSpec", 2) == [Key(1)]
    assert parts.keys_for_part(opened.store, "others", "measSpec", 2) == [Key(1)]


def test_an_unlinkable_field_changes_in_the_part_only(opened: Document) -> None:
    edit(opened, "details", "articAssign", Key(1, inci=0), 2, horzOff="7", vertOff="-3")
    assert value(opened, "details", "articAssign", Key(1, inci=0), 2, "horzOff") == "7"
    assert value(opened, "details", "articAssign", Key(1, inci=0), 0, "horzOff") == "5"
    assert value(opened, "details", "articAssign", Key(1, inci=0), 1, "vertOff") is None
    (change,) = opened.changes()
    assert (change.op, change.key) == ("add", {"entnum": 1, "inci": 0, "part": 2})
    assert change.fields == {"@shared": [None, "true"], "horzOff": [None, "7"], "vertOff": [None, "-3"]}


def test_other_fields_change_in_the_score(opened: Document) -> None:
    edit(opened, "details", "articAssign", Key(1, inci=0), 2, articDef="8")
    (change,) = opened.changes()
    assert (change.key, change.fields) == ({"entnum": 1, "inci": 0}, {"articDef": ["3", "8"]})


def test_both_kinds_of_fields_go_where_they_belong(opened: Document) -> None:
    edit(opened, "others", "measSpec", Key(1), 2, width="310", beats="3")
    assert [(change.key, change.fields) for change in opened.changes()] == [
        ({"cmper": 1}, {"beats": ["4", "3"]}),
        ({"cmper": 1, "part": 2}, {"width": ["300", "310"]}),
    ]


def test_saving_what_was_loaded_changes_nothing(opened: Document) -> None:
    store = opened.store
    for section in ("others", "details", "entries"):
        for tag in store.tags(section):
            for part in (0, 1, 2, 3):
                for key in parts.keys_for_part(store, section, tag, part):
                    node = load_for_part(store, section, tag, key, part)
                    assert node is not None
                    save_for_part(store, section, tag, key, part, node)
    assert opened.changes() == []


def test_zero_and_off_are_written_out_in_an_overlay(opened: Document) -> None:
    edit(opened, "details", "articAssign", Key(1, inci=0), 1, horzOff=None)
    edit(opened, "others", "smartShape", Key(1), 1, hidden=None)
    assert opened.store.load("details", "articAssign", Key(1, part=1, inci=0)).get("horzOff") == "0"  # type: ignore[union-attr]
    hidden = opened.store.load("others", "smartShape", Key(1, part=1)).find("hidden")  # type: ignore[union-attr]
    assert hidden is not None and hidden.find(schema.OFF_IN_PART) is not None
    assert value(opened, "others", "smartShape", Key(1), 1, "hidden") is None
    assert value(opened, "others", "smartShape", Key(1), 0, "hidden") == ""


def test_a_flag_that_is_off_can_be_turned_on_again(opened: Document) -> None:
    edit(opened, "others", "smartShape", Key(1), 3, hidden="")
    assert value(opened, "others", "smartShape", Key(1), 3, "hidden") == ""
    overlay = opened.store.load("others", "smartShape", Key(1, part=3))
    assert overlay is not None
    assert overlay.find("hidden/offInPart") is None


NUMBER = '<measNumbIndivPos cmper1="1" cmper2="{0}" inci="0"><region>1</region>{1}</measNumbIndivPos>'


def test_a_choice_of_a_part_is_taken_back() -> None:
    opened = document(others=measure(1), details=NUMBER.format(1, ""))
    key = Key(1, 1, inci=0)
    edit(opened, "details", "measNumbIndivPos", key, 2, forceHide="hide")
    assert value(opened, "details", "measNumbIndivPos", key, 2, "forceHide") == "hide"
    edit(opened, "details", "measNumbIndivPos", key, 2, forceHide=None)
    assert value(opened, "details", "measNumbIndivPos", key, 2, "forceHide") is None


def test_a_choice_of_the_score_cannot_be_left_out_in_a_part() -> None:
    opened = document(others=measure(1), details=NUMBER.format(1, "<forceHide>force</forceHide>"))
    key = Key(1, 1, inci=0)
    with pytest.raises(ScriptError, match="no document shows how a part has none"):
        edit(opened, "details", "measNumbIndivPos", key, 2, forceHide=None)
    assert opened.changes() == []


def test_fields_that_unlink_together_do(opened: Document) -> None:
    edit(opened, "others", "smartShape", Key(1), 1, startTermSeg__endPtAdj__x="9")
    overlay = opened.store.load("others", "smartShape", Key(1, part=1))
    assert overlay is not None
    assert overlay.get("startTermSeg/endPtAdj/y") == "-144"
    assert overlay.get("startTermSeg/breakAdj/x") == "0"
    assert overlay.find("startTermSeg/breakAdj/on/offInPart") is not None
    assert overlay.find("startTermSeg/endPt") is None
    assert overlay.find("hidden") is None


def test_editing_again_what_is_unlinked_leaves_the_score_alone(opened: Document) -> None:
    edit(opened, "others", "smartShape", Key(1), 1, startTermSeg__endPtAdj__x="9")
    before = opened.store.load("others", "smartShape", Key(1))
    edit(opened, "others", "smartShape", Key(1), 1, startTermSeg__endPtAdj__x="10")
    assert opened.store.load("others", "smartShape", Key(1)) == before
    assert [change.key for change in opened.changes()] == [{"cmper": 1, "part": 1}]


def test_a_field_once_unlinked_stays_so_even_if_equal(opened: Document) -> None:
    edit(opened, "others", "measSpec", Key(1), 2, width="600")
    assert opened.store.load("others", "measSpec", Key(1, part=2)).get("width") == "600"  # type: ignore[union-attr]
    edit(opened, "others", "measSpec", Key(1), 0, width="700")
    assert value(opened, "others", "measSpec", Key(1), 2, "width") == "600"
    assert value(opened, "others", "measSpec", Key(1), 1, "width") == "700"


def test_records_of_a_part_of_their_own_are_saved_whole(opened: Document) -> None:
    edit(opened, "others", "staffSystemSpec", Key(1), 2, startMeas="5")
    assert opened.store.load("others", "staffSystemSpec", Key(1)).get("startMeas") == "1"  # type: ignore[union-attr]
    node = Node("staffSystemSpec")
    node.set("startMeas", "9")
    save_for_part(opened.store, "others", "staffSystemSpec", Key(2), 2, node)
    saved = opened.store.load("others", "staffSystemSpec", Key(2, part=2))
    assert saved is not None
    assert saved.attrs["shared"] == "false"


def test_some_shared_records_become_whole_ones_when_edited(opened: Document) -> None:
    key = Key(1, 1)
    assert value(opened, "details", "centerShape", key, 1, "ctlPtAdj/endCtlPtX") == "1"
    edit(opened, "details", "centerShape", key, 1, ctlPtAdj__endCtlPtX="2")
    saved = opened.store.load("details", "centerShape", key._replace(part=1))
    assert saved is not None
    assert (saved.attrs["shared"], saved.get("ctlPtAdj/endCtlPtX")) == ("false", "2")
    assert value(opened, "details", "centerShape", key, 0, "ctlPtAdj/endCtlPtX") == "1"


def test_what_is_created_in_a_part_is_the_score_s(opened: Document) -> None:
    node = Node("articAssign")
    node.set("articDef", "1")
    save_for_part(opened.store, "details", "articAssign", Key(1, inci=1), 2, node)
    assert opened.store.exists("details", "articAssign", Key(1, inci=1))
    assert not opened.store.exists("details", "articAssign", Key(1, part=2, inci=1))


def test_relinking_returns_to_the_score(opened: Document) -> None:
    assert parts.is_unlinked(opened.store, "others", "measSpec", Key(1), 2)
    assert relink(opened.store, "others", "measSpec", Key(1), 2)
    assert value(opened, "others", "measSpec", Key(1), 2, "width") == "600"
    assert not relink(opened.store, "others", "measSpec", Key(1), 2)
    assert not relink(opened.store, "others", "measSpec", Key(1), 0)
    assert not parts.is_unlinked(opened.store, "others", "measSpec", Key(1), 2)
    assert opened.store.exists("others", "measSpec", Key(1))


def test_what_a_part_changes_of_an_entry_lies_in_a_detail(opened: Document) -> None:
    edit(opened, "entries", "entry", Key(1), 2, posi="28", freezeStem="", upStem="", note__harmLev="5")
    assert not any(key.part for key in opened.store.keys("entries", "entry"))
    part_view = load_for_part(opened.store, "entries", "entry", Key(1), 2)
    score_view = load_for_part(opened.store, "entries", "entry", Key(1), 0)
    assert part_view is not None and score_view is not None
    assert [part_view.get(name) for name in ("posi", "freezeStem", "upStem", "note/harmLev")] == [
        "28",
        "",
        "",
        "5",
    ]
    assert [score_view.get(name) for name in ("posi", "freezeStem", "upStem", "note/harmLev")] == [
        None,
        None,
        None,
        "5",
    ]
    detail = opened.store.load("details", "entryPartFieldDetail", Key(1, part=2))
    assert detail is not None
    assert detail.attrs["shared"] == "true"
    assert opened.store.exists("details", "entryPartFieldDetail", Key(1))
    assert parts.is_unlinked(opened.store, "entries", "entry", Key(1), 2)
    assert relink(opened.store, "entries", "entry", Key(1), 2)
    again = load_for_part(opened.store, "entries", "entry", Key(1), 2)
    assert again is not None
    assert again.get("posi") is None


def test_a_frozen_stem_can_point_the_other_way_in_a_part() -> None:
    opened = document(entries=entry(1).replace("<isValid/>", "<isValid/><freezeStem/><upStem/>"))
    edit(opened, "entries", "entry", Key(1), 3, upStem=None)
    detail = opened.store.load("details", "entryPartFieldDetail", Key(1, part=3))
    score = opened.store.load("details", "entryPartFieldDetail", Key(1))
    assert detail is not None and score is not None
    assert (detail.get("freezeStem"), detail.find("upStem/offInPart") is not None) == ("", True)
    assert (score.get("freezeStem"), score.get("upStem")) == ("", "")
    assert value(opened, "entries", "entry", Key(1), 3, "upStem") is None
    assert value(opened, "entries", "entry", Key(1), 0, "upStem") == ""


def test_cells_options_and_texts_are_always_the_score_s(opened: Document) -> None:
    save_for_part(opened.store, "details", "gfhold", Key(1, 1), 2, Node("gfhold"))
    save_for_part(opened.store, "texts", "verse", Key(1), 2, Node("verse", "x"))
    save_for_part(opened.store, "options", "tieOptions", Key(), 2, Node("tieOptions"))
    assert all("part" not in change.key for change in opened.changes())
    assert load_for_part(opened.store, "texts", "verse", Key(1), 2) == opened.store.load(
        "texts", "verse", Key(1)
    )


def test_part_edits_undone_give_back_the_document(opened: Document) -> None:
    xml = opened.to_xml()
    edit(
        opened,
        "others",
        "smartShape",
        Key(1),
        1,
        startTermSeg__endPtAdj__x="9",
        hidden=None,
        shapeType="decresc",
    )
    edit(opened, "entries", "entry", Key(1), 2, posi="28")
    changed = document_from_bytes(opened.to_xml())
    assert load_for_part(changed.store, "entries", "entry", Key(1), 2).get("posi") == "28"  # type: ignore[union-attr]
    opened.store.rollback(0)
    assert opened.store.to_xml() == xml


def test_every_unlinkable_tag_is_a_real_record() -> None:
    lyrics = {"lyrDataChorus", "lyrDataSection"}  # known to Finale, in no document of ours
    for tag in (*sharing.UNLINKABLE, *sharing.OWN_TAGS, *sharing.WHOLE_TAGS):
        assert tag in lyrics or schema.record("others", tag) or schema.record("details", tag), tag
