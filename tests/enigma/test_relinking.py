"""Relinking: a part gives up what it has for itself, or makes it everybody's."""

from __future__ import annotations

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part, save_for_part
from postlude.enigma.relinking import relink_to_score, relink_to_view
from tests.enigma.builders import document, entry, measure

MEASURE = ("others", "measSpec", Key(1))
ENTRY = ("entries", "entry", Key(1))


@pytest.fixture
def opened() -> Document:
    return document(
        others='<instUsed cmper="0" inci="0"><inst>1</inst></instUsed>'
        + measure(1)
        + '<measSpec cmper="1" part="1" shared="true"><width>300</width></measSpec>'
        + '<measSpec cmper="1" part="2" shared="true"><width>400</width></measSpec>',
        entries=entry(1, 0, 0, 4),
    )


def seen(opened: Document, record: tuple[str, str, Key], path: str) -> list[str | None]:
    """What the score and parts 1 and 2 see."""
    nodes = [load_for_part(opened.store, *record, part) for part in (0, 1, 2)]
    return [node.get(path) for node in nodes if node is not None]


def test_a_part_gives_up_its_own(opened: Document) -> None:
    assert relink_to_score(opened.store, *MEASURE, 1)
    assert seen(opened, MEASURE, "width") == ["600", "600", "400"]


def test_in_view_of_the_score_all_parts_give_up_theirs(opened: Document) -> None:
    assert relink_to_score(opened.store, *MEASURE, 0)
    assert seen(opened, MEASURE, "width") == ["600", "600", "600"]


def test_what_a_part_sees_becomes_everybody_s(opened: Document) -> None:
    assert relink_to_view(opened.store, *MEASURE, 1)
    assert seen(opened, MEASURE, "width") == ["300", "300", "300"]
    saved = opened.store.load(*MEASURE)
    assert saved is not None and "shared" not in saved.attrs


def test_zero_in_a_part_is_nothing_in_the_score() -> None:
    opened = document(
        others=measure(1)
        + '<smartShape cmper="1"><startTermSeg><endPt><inst>2</inst></endPt></startTermSeg></smartShape>'
        + '<smartShape cmper="1" part="2" shared="true"><startTermSeg><endPtAdj><x>0</x><y>-230</y><on/></endPtAdj>'
        + "<ctlPtAdj><startCtlPtX>0</startCtlPtX><on><offInPart/></on></ctlPtAdj></startTermSeg></smartShape>",
    )
    assert relink_to_view(opened.store, "others", "smartShape", Key(1), 2)
    shape = opened.store.load("others", "smartShape", Key(1))
    assert shape is not None
    assert [path for path, _ in shape.walk()] == [
        *("startTermSeg", "startTermSeg/endPt", "startTermSeg/endPt/inst", "startTermSeg/endPtAdj"),
        *("startTermSeg/endPtAdj/y", "startTermSeg/endPtAdj/on"),
    ]


def test_a_part_s_stem_goes_to_the_score_with_nothing_left_behind(opened: Document) -> None:
    node = load_for_part(opened.store, *ENTRY, 2)
    assert node is not None
    node.set("freezeStem", "")
    save_for_part(opened.store, *ENTRY, 2, node)
    assert seen(opened, ENTRY, "freezeStem") == [None, None, ""]
    assert relink_to_view(opened.store, *ENTRY, 2)
    assert seen(opened, ENTRY, "freezeStem") == ["", "", ""]
    assert opened.store.keys("details", "entryPartFieldDetail") == []


def test_what_has_no_counterpart_in_the_score_cannot_be_linked(opened: Document) -> None:
    assert not relink_to_score(opened.store, "others", "measSpec", Key(9), 1)
    assert not relink_to_view(opened.store, "others", "instUsed", Key(0, inci=0), 1)


def test_an_alteration_made_in_a_part_changes_nothing_in_the_score(opened: Document) -> None:
    mod = Node("dotOffset")
    mod.set("noteID", "1")
    mod.set("xadd", "12")
    key = Key(1, inci=0)
    save_for_part(opened.store, "details", "dotOffset", key, 2, mod)
    assert seen(opened, ("details", "dotOffset", key), "xadd") == [None, None, "12"]
    assert seen(opened, ("details", "dotOffset", key), "noteID") == ["1", "1", "1"]
