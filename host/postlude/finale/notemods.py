"""Alterations of single notes: one record for a note of an entry, found by the note's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Node
from postlude.finale.arguments import constructor, method
from postlude.finale.base import prop
from postlude.finale.fields import flag, integer
from postlude.finale.records import EntryDetailNoteID

if TYPE_CHECKING:
    from postlude.finale.session import Session


class FCAccidentalMod(EntryDetailNoteID, tag="acciAlter"):
    """A note's accidental: its character, size in percent, place in EVPU."""

    CustomChar = integer("altChar")
    FontSize = integer("fontSize")
    HorizontalPos = integer("axDisp")
    Resize = integer("percent", default=100)
    UseCustomFont = flag("useOwnFont")
    UseCustomVerticalPos = flag("allowVertPos")
    VerticalPos = integer("ayDisp")

    @prop
    def UseCustomChar(self) -> bool:
        return bool(self._text_at("altChar"))

    @method
    def ClearChar(self) -> None:
        self.CustomChar = 0


class FCNoteheadMod(EntryDetailNoteID, tag="noteAlter"):
    """A note's notehead: its character, size in percent, place in EVPU, and its spelling in a part."""

    CustomChar = integer("altNhead")
    EnharmonicFlip = flag("enharmonic")
    FontSize = integer("fontSize")
    HorizontalPos = integer("nxdisp")
    Resize = integer("percent", default=100)
    UseCustomFont = flag("useOwnFont")
    UseCustomVerticalPos = flag("allowVertPos")
    VerticalPos = integer("nydisp")

    @prop
    def UseCustomChar(self) -> bool:
        return bool(self._text_at("altNhead"))

    @method
    def ClearChar(self) -> None:
        self.CustomChar = 0


class FCCrossStaffMod(EntryDetailNoteID, tag="crossStaff"):
    """The staff that a note is shown on instead of its own."""

    Staff = integer("instrument")


class FCDotMod(EntryDetailNoteID, tag="dotOffset"):
    """The place of a note's augmentation dots, in EVPU."""

    HorizontalPos = integer("xadd")
    InterDotSpacing = integer("posIncr")
    VerticalPos = integer("yadd")


class FCPercussionNoteMod(EntryDetailNoteID, tag="percussionNoteCode"):
    """The percussion sound of a note."""

    NoteType = integer("noteCode")


class FCTablatureNoteMod(EntryDetailNoteID, tag="tabAlter"):
    """The string that a note is played on in tablature.

    No document in hand has such a record, so its form is not known well enough to write one.
    """

    @prop
    def StringNumber(self) -> int:
        return int(self._text_at("stringNumber") or 0)


class FCPerformanceMod(EntryDetailNoteID, tag="perfData"):
    """What a performance changed of a note's playback.

    No document in hand has such a record: nothing is found, and nothing is written.
    """


class FCTieMod(EntryDetailNoteID, tag="tieAlterStart"):
    """The shape of the tie that starts at a note, or of the one that ends there."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._starts = True

    @constructor
    def created(self, tietype: int = 1) -> None:
        self._starts = tietype == 1
        # The tag is the instance's own: both kinds share this class.
        self.tag = "tieAlterStart" if self._starts else "tieAlterEnd"  # type: ignore[misc]
        self._node = Node(self.tag)

    EndHorizontalPos = integer("xEnd")
    EndVerticalPos = integer("yEnd")
    FixedInsetStyle = flag("ctlPtFixed")
    LeftHeight = integer("height1")
    LeftInset = integer("insetRatio1")
    RightHeight = integer("height2")
    RightInset = integer("insetRatio2")
    StartHorizontalPos = integer("xStart")
    StartVerticalPos = integer("yStart")

    @method
    def IsStartTie(self) -> bool:
        return self._starts

    @method
    def IsStartPointActive(self) -> bool:
        return self._text_at("stPtAdjOn") is not None

    @method
    def IsEndPointActive(self) -> bool:
        return self._text_at("enPtAdjOn") is not None

    @method
    def IsContourActive(self) -> bool:
        return self._text_at("ctlPtAdjOn") is not None
