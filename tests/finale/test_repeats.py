"""Repeats: actions and targets, staves that they are shown on, texts and enclosures in records of their own."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

REPEATS = (
    '<repeatBack cmper="2"><actuate>2</actuate><staffList>3</staffList></repeatBack>'
    '<repeatEndingStart cmper="2"><textPos>24</textPos><trigger>onPass</trigger></repeatEndingStart>'
    '<repeatEndingText cmper="2"><rptText>1. 2.</rptText></repeatEndingText>'
    '<repeatPassList cmper="2"><act>1</act><act>2</act></repeatPassList>'
    '<textRepeatAssign cmper="3" inci="0"><repnum>1</repnum><action>noJump</action></textRepeatAssign>'
    '<textRepeatDef cmper="1"><fontSize>12</fontSize><justify>center</justify></textRepeatDef>'
    '<textRepeatEnclosure cmper="1"><xMargin>9</xMargin><sides>3</sides></textRepeatEnclosure>'
    '<textRepeatText cmper="1"><rptText>Fine</rptText></textRepeatText>'
)


@pytest.fixture
def document() -> Document:
    return small_score({}, others=REPEATS)


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


@pytest.fixture
def text_repeat(finale: Namespace) -> Any:
    found = finale.FCTextRepeat()
    assert found.Load(3, 0)
    return found


def test_a_repeat_is_shown_on_all_staves_the_top_one_or_a_list(finale: Namespace) -> None:
    repeat = finale.FCBackwardRepeat()
    assert repeat.Load(2) and (repeat.ShowMode, repeat.StaffListID) == (finale.REPSHOW_STAFFLIST, 3)
    repeat.ShowMode = finale.REPSHOW_TOPSTAFF
    assert (repeat.ShowMode, repeat.StaffListID) == (finale.REPSHOW_TOPSTAFF, 0)
    repeat.ShowMode = finale.REPSHOW_STAFFLIST
    assert (repeat.ShowMode, repeat.StaffListID) == (finale.REPSHOW_STAFFLIST, 3)
    repeat.ShowMode = finale.REPSHOW_ALL
    assert (repeat.ShowMode, repeat.StaffListID) == (finale.REPSHOW_ALL, 0)
    with pytest.raises(ScriptError, match="0 to 2"):
        repeat.ShowMode = 3


def test_what_a_text_repeat_does(finale: Namespace, document: Document, text_repeat: Any) -> None:
    assert text_repeat.Action == finale.REPACTION_NEVERJUMP
    assert text_repeat.TargetTrigger == finale.REPTARGET_MEASURENUM
    for action, stored in (
        (finale.REPACTION_JUMPONPASS, ("jumpAbsolute", "onPass")),
        (finale.REPACTION_PLAYSECTION, ("jumpAbsolute", "untilPass")),
        (finale.REPACTION_STOPONPASS, ("stop", "onPass")),
        (finale.REPACTION_ALWAYSJUMP, ("jumpAbsolute", None)),
        (finale.REPACTION_NEVERJUMP, ("noJump", None)),
    ):
        text_repeat.Action = action
        assert text_repeat.Save() and text_repeat.Reload() and text_repeat.Action == action
        node = document.store.load("others", "textRepeatAssign", Key(3, inci=0))
        assert node is not None and (node.get("action"), node.get("trigger")) == stored
    with pytest.raises(ScriptError, match="0 to 4"):
        text_repeat.Action = 5


def test_the_target_of_a_jump_outlasts_another_action(finale: Namespace, text_repeat: Any) -> None:
    text_repeat.TargetTrigger = finale.REPTARGET_DEFID
    assert text_repeat.Action == finale.REPACTION_ALWAYSJUMP
    text_repeat.Action = finale.REPACTION_NEVERJUMP
    text_repeat.Action = finale.REPACTION_JUMPONPASS
    assert text_repeat.TargetTrigger == finale.REPTARGET_DEFID


def test_a_jump_backwards_has_no_word_in_documents(
    finale: Namespace, document: Document, text_repeat: Any
) -> None:
    text_repeat.TargetTrigger = finale.REPTARGET_BACKWARDS
    mark = document.store.mark()
    assert text_repeat.Save() and text_repeat.Reload()
    assert text_repeat.TargetTrigger == finale.REPTARGET_BACKWARDS
    assert document.store.changes_since(mark) == []
    (note,) = finale._session.notes.values()
    assert note.startswith("FCTextRepeat(3,0).TargetTrigger = 2 holds for this run only")
    text_repeat.TargetTrigger = finale.REPTARGET_MEASURENUM
    assert text_repeat.Save() and text_repeat.Reload() and not finale._session.notes
    assert text_repeat.TargetTrigger == finale.REPTARGET_MEASURENUM
    with pytest.raises(ScriptError, match="expected one of 0, 1, 3, 8, 9"):
        text_repeat.TargetTrigger = 77


def test_a_definition_has_its_text_and_its_frame(
    finale: Namespace, document: Document, text_repeat: Any
) -> None:
    definition = text_repeat.CreateTextRepeatDef()
    assert definition.CreateTextString().LuaString == "Fine"
    frame = definition.CreateEnclosure()
    assert (frame.Shape, frame.HorizontalMargin) == (finale.ENCLOSURE_TRIANGLE, 9)
    frame.Shape = finale.ENCLOSURE_RECTANGLE
    clone = frame.CreateClone()
    assert clone.Save()
    assert definition.CreateEnclosure().Shape == finale.ENCLOSURE_RECTANGLE
    assert document.store.keys("others", "textExpressionEnclosure") == []

    new = finale.FCTextRepeatDef()
    text = finale.FCString("D.C.")
    assert new.DeepSaveNew(text, frame) and new.ItemNo == 2
    assert text_repeat.AssignTextRepeatDef(new)
    assigned = text_repeat.CreateTextRepeatDef()
    assert assigned.CreateTextString().LuaString == "D.C."
    assert assigned.CreateEnclosure().Shape == finale.ENCLOSURE_RECTANGLE
    assert assigned.DeepSaveAs(7) and assigned.CreateTextString().LuaString == "D.C."
    assert assigned.DeepDeleteData()
    for tag in ("textRepeatDef", "textRepeatText", "textRepeatEnclosure"):
        assert [key.cmper1 for key in document.store.keys("others", tag)] == [1, 2]


def test_an_ending_has_its_passes_and_its_text(finale: Namespace, document: Document) -> None:
    ending = finale.FCEndingRepeat()
    assert ending.Load(2) and ending.PassNumbersCount == 2
    assert ending.CreateTextString().LuaString == "1. 2."
    assert ending.SaveTextString(finale.FCString("1.-2."))
    passes = finale.FCNumbers()
    assert ending.GetPassNumbers(passes) and passes.IntTable == [1, 2]
    passes.AddInt(3)
    ending.PassNumbers = passes
    assert ending.PassNumbersCount == 3
    assert ending.DeepSaveAs(4)
    moved = finale.FCEndingRepeat()
    assert moved.Load(4) and moved.PassNumbersCount == 3 and moved.HorizontalTextPosition == 24
    assert moved.CreateTextString().LuaString == "1.-2."
    assert moved.DeepDeleteData()
    for tag in ("repeatEndingStart", "repeatEndingText", "repeatPassList"):
        assert [key.cmper1 for key in document.store.keys("others", tag)] == [2]
    assert moved.CreateTextString() is None and moved.PassNumbersCount == 0
