"""Repeats: backward repeat bars, endings, and text repeats where they are assigned to measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import expected, method
from postlude.finale.base import Property, prop, write_only
from postlude.finale.constants import constant
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.marks.textrepeatdefs import FCTextRepeatDef, save_text
from postlude.finale.prefs.unseen import PartlyUnseen
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther, NoInciOther
from postlude.finale.text.strings import FCString
from postlude.finale.unseenfields import UnseenFields

if TYPE_CHECKING:
    from postlude.finale.layout.separate import FCSeparatePlacements
    from postlude.finale.numbers import FCNumbers

NEVER_JUMP, ALWAYS_JUMP, JUMP_ON_PASS, PLAY_SECTION, STOP_ON_PASS = range(5)
SHOW_ALL, SHOW_TOP_STAFF, SHOW_STAFF_LIST = range(3)
TRIGGERS: dict[str | None, int] = {None: ALWAYS_JUMP, "onPass": JUMP_ON_PASS, "untilPass": PLAY_SECTION}
JUMPS: dict[str | None, int] = {
    None: 9, "jumpAuto": 9, "jumpAbsolute": 1, "jumpRelative": 8, "jumpToMark": 3, "noJump": 5,
}  # fmt: skip
JUMPS_OF_TEXTS: dict[str | None, int] = JUMPS | {"noJump": 1, "stop": 0}
"""``REPTARGET_`` numbers."""
BACKWARDS = 2
ENDING_TEXT, ENDING_PASSES = "repeatEndingText", "repeatPassList"


class Repeat:
    """What all repeats have in common; positions in EVPU."""

    IndividualPositioning = flag("indivPlac")
    StaffListID = integer("staffList")
    Visible = inverted_flag("hidden")

    list_before = 1
    """The staff list that comes back when the repeat is shown on a list again."""

    @prop
    def ShowMode(self: Any) -> int:
        """Where it is shown; with ``REPSHOW_STAFFLIST`` on the staves of ``StaffListID``, the first list
        unless it had another one."""
        if self.StaffListID:
            return SHOW_STAFF_LIST
        return SHOW_ALL if self._text_at("topStaffOnly") is None else SHOW_TOP_STAFF

    @ShowMode.setter
    def _set_show_mode(self: Any, value: int) -> None:
        if not SHOW_ALL <= value <= SHOW_STAFF_LIST:
            raise expected(1, f"{SHOW_ALL} to {SHOW_STAFF_LIST}", value)
        if value == self.ShowMode:
            return
        self.list_before = self.StaffListID or self.list_before
        self.StaffListID = self.list_before if value == SHOW_STAFF_LIST else 0
        self._put_text("topStaffOnly", "" if value == SHOW_TOP_STAFF else None)

    def separate(self: Any, mode: str, number: int) -> FCSeparatePlacements:
        """The places of this repeat on the staves."""
        from postlude.finale.layout.separate import FCSeparatePlacements

        placements = FCSeparatePlacements(self._session)
        placements.Mode = constant(mode)
        placements.LoadAllForItem(number)
        return placements


class FCBackwardRepeat(Repeat, NoInciOther, tag="repeatBack"):
    """The backward repeat bar of a measure, whose number it has; positions in EVPU."""

    Action = choice("trigger", TRIGGERS)
    BottomBracketPosition = integer("line1")
    LeftBracketPosition = integer("pos2")
    ResetOnRepeatAction = flag("clrOnChange")
    RightBracketPosition = integer("pos1")
    TargetMeasure = integer("target")
    TargetTrigger = choice("action", JUMPS)
    TopBracketPosition = integer("line2")
    TotalPasses = integer("actuate")

    @method
    def CreateSeparatePlacements(self) -> FCSeparatePlacements:
        return self.separate("SEPARMODE_BACKWARDREPEAT", self.ItemNo)


class FCEndingRepeat(Repeat, NoInciOther, tag="repeatEndingStart", made_with={"trigger": "onPass"}):
    """The ending that begins at a measure, whose number it has; positions in EVPU. Its text and its passes are
    records of their own."""

    own_tags = (ENDING_TEXT, ENDING_PASSES)

    HorizontalLeftBracketPosition = integer("pos1")
    HorizontalRightBracketPosition = integer("pos2")
    HorizontalTextPosition = integer("textPos")
    SkipOnIgnore = flag("jmpIgnore")
    TargetMeasure = integer("nextEnd")
    TargetTrigger = choice("action", JUMPS)
    VerticalLeftBracketPosition = integer("line1")
    VerticalRightBracketPosition = integer("endLine")
    VerticalTextPosition = integer("textLine")
    VerticalTopBracketPosition = integer("line2")

    @prop
    def PassNumbersCount(self) -> int:
        """How many passes it is played in."""
        return len(self._passes())

    @method
    def GetPassNumbers(self, into: FCNumbers) -> bool:
        """The passes that it is played in; false if it has none."""
        passes = self._passes()
        into.IntTable = passes
        return bool(passes)

    @method
    def SetPassNumbers(self, numbers: FCNumbers) -> bool:
        """Written at once, unlike the fields of the ending's own record."""
        node = Node(ENDING_PASSES)
        node.children = [Node("act", str(number)) for number in numbers.IntTable]
        self._store.save("others", ENDING_PASSES, Key(self.ItemNo), node)
        return True

    @write_only
    def PassNumbers(self, numbers: FCNumbers) -> None:
        self.SetPassNumbers(numbers)

    def _passes(self) -> list[int]:
        node = self._store.load("others", ENDING_PASSES, Key(self.ItemNo))
        return [int(child.text) for child in node.children if child.tag == "act"] if node is not None else []

    @method
    def CreateTextString(self) -> FCString | None:
        """The text in place of the pass numbers; nil if it has none."""
        node = self._store.load("others", ENDING_TEXT, Key(self.ItemNo))
        return FCString(self._session, node.get("rptText") or "") if node is not None else None

    @method
    def SaveTextString(self, text: str) -> bool:
        """Written at once, unlike the fields of the ending's own record."""
        save_text(self, ENDING_TEXT, text)
        return True

    @method
    def CreateSeparatePlacements(self) -> FCSeparatePlacements:
        """The places of its brackets."""
        return self.separate("SEPARMODE_ENDINGREPEAT", self.ItemNo)

    @method
    def CreateTextSeparatePlacements(self) -> FCSeparatePlacements:
        """The places of its texts."""
        return self.separate("SEPARMODE_ENDINGREPEATTEXT", self.ItemNo)


def _target(repeat: FCTextRepeat) -> int:
    """What the target is; one that never jumped or that stopped jumps when it is set.

    ``REPTARGET_BACKWARDS`` has no word in documents, which have a relative jump with a negative target for it.
    """
    return JUMPS_OF_TEXTS[repeat._text_at("action")]


def _put_target(repeat: FCTextRepeat, value: int) -> None:
    words = {**{number: word for word, number in reversed(JUMPS_OF_TEXTS.items())}, **repeat.words_before}
    if value not in words:
        raise expected(1, f"one of {', '.join(map(str, sorted(words)))}", value)
    repeat.words_before = {**repeat.words_before, _target(repeat): repeat._text_at("action")}
    repeat._put_text("action", words[value])
    repeat._cache.clear()


class FCTextRepeat(Repeat, UnseenFields, InciOther, tag="textRepeatAssign"):
    """A text repeat assigned to a measure; ``ID`` is the number of its definition, positions in EVPU."""

    AutoUpdateTarget = flag("autoUpdate")
    HorizontalPos = integer("horzPos")
    ID = integer("repnum")
    JumpIfIgnore = flag("jmpIgnore")
    ResetOnRepeat = flag("clrOnChange")
    Target = integer("target")
    TotalPasses = integer("actuate")
    VerticalPos = integer("vertPos")

    jump_before: str | None = "jumpAbsolute"
    """The kind of jump that comes back when it jumps again."""
    words_before: Mapping[int, str | None] = {}
    """The words that come back when a target is set again."""

    @prop
    def Action(self) -> int:
        word = self._text_at("action")
        if word in ("noJump", "stop"):
            return NEVER_JUMP if word == "noJump" else STOP_ON_PASS
        return TRIGGERS.get(self._text_at("trigger"), ALWAYS_JUMP)

    @Action.setter
    def _set_action(self, value: int) -> None:
        if not NEVER_JUMP <= value <= STOP_ON_PASS:
            raise expected(1, f"{NEVER_JUMP} to {STOP_ON_PASS}", value)
        word = self._text_at("action")
        if word not in ("noJump", "stop"):
            self.jump_before = word
        words = {NEVER_JUMP: "noJump", STOP_ON_PASS: "stop"}
        self._put_text("action", words.get(value, self.jump_before))
        # A stop is at a pass in all real documents.
        trigger = {JUMP_ON_PASS: "onPass", STOP_ON_PASS: "onPass", PLAY_SECTION: "untilPass"}
        self._put_text("trigger", trigger.get(value))
        self._cache.clear()

    TargetTrigger = PartlyUnseen(Property(_target, _put_target, _target.__doc__), [BACKWARDS])

    @method
    def CreateTextRepeatDef(self) -> FCTextRepeatDef | None:
        definition = FCTextRepeatDef(self._session)
        return definition if definition.Load(self.ID) else None

    @method
    def AssignTextRepeatDef(self, definition: FCTextRepeatDef) -> bool:
        self.ID = definition.ItemNo
        return True

    @method
    def CreateSeparatePlacements(self) -> FCSeparatePlacements:
        """The places of this definition's texts in the measure."""
        placements = self.separate("SEPARMODE_TEXTREPEAT", self.ID)
        placements.KeepOnlyMeasure(self.ItemCmper)
        return placements


class FCTextRepeats(InciOthers, of=FCTextRepeat):
    """Text repeats of measures."""
