"""Ties that are changed by hand: where they begin and end, how they are curved, on which side they are.

A tie has a record at the note that it starts from, and one at the note that it ends at for the part of it
that follows a system break or stands alone.
"""

from __future__ import annotations

from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import Property
from postlude.finale.fields import choice, combination, flag, integer, inverted_flag, put_only, read_only
from postlude.finale.marks.entrydetails import EntryDetailNoteID
from postlude.finale.recordlists import EntryDetails
from postlude.finale.records import NO_KEY

START, END = "tieAlterStart", "tieAlterEnd"
CONNECTIONS: dict[str | None, int] = {
    None: 0, "entryLeftNoteCenter": 1, "entryRightNoteCenter": 2, "noteLeftNoteCenter": 3,
    "noteRightNoteCenter": 4, "noteCenterNoteBottom": 5, "noteCenterNoteTop": 6, "dotRightNoteCenter": 7,
    "acciLeftNoteCenter": 8, "entryCenterNoteBottom": 9, "entryCenterNoteTop": 10, "noteLeftNoteBottom": 11,
    "noteRightNoteBottom": 12, "noteLeftNoteTop": 13, "noteRightNoteTop": 14, "systemEnd": 15,
    "systemStart": 16,
}  # fmt: skip
"""Places that an end of a tie is counted from: the constants ``TIEMODCNCT_...``."""
WORDS = {number: word for word, number in CONNECTIONS.items()}

DEFAULT, ON, OFF = 0, 1, 2
AUTOMATIC, OVER, UNDER = 0, 1, 2

PREFERENCES = {
    "afterSingleDot": "afterSingleDot",
    "afterMultiDots": "afterMultipleDots",
    "shiftForSeconds": "secondsPlacement",
    "beforeSingleAcci": "beforeAcciSingleNote",
}
"""Settings that a tie takes over, and the option that each begins as."""


def _local(name: str) -> Property:
    """A setting of the tie's own (on or off), or that of the document."""
    states: dict[tuple[bool, ...], int] = {
        (False, False): DEFAULT,
        (False, True): DEFAULT,
        (True, True): ON,
        (True, False): OFF,
    }
    return combination((f"{name}Local", f"{name}On"), states)


class FCTieMod(EntryDetailNoteID, tag=START):
    """The tie that starts at a note or, made with ``TIEMODTYPE_TIEEND``, the one that ends there.

    Places are in EVPU, heights too; insets are in EVPU or, unless ``FixedInsetStyle``, in 1/1024 of the length.
    """

    @constructor
    def created(self, tietype: int = 1) -> None:
        self._use(START if tietype else END)

    AvoidStaffLines = inverted_flag("noSpecialArc")
    BreakForKeySignature = _local("breakKey")
    BreakForTimeSignature = _local("breakTime")
    EndConnectionCode = read_only(choice("enPtEntCnct", CONNECTIONS))
    EndHorizontalPos = integer("xEnd")
    EndVerticalPos = integer("yEnd")
    FixedInsetStyle = flag("ctlPtFixed")
    LeftHeight = integer("height1")
    LeftInset = integer("insetRatio1")
    NoteID = put_only(integer("noteID"))
    OuterPlacement = _local("outer")
    RightHeight = integer("height2")
    RightInset = integer("insetRatio2")
    StartConnectionCode = read_only(choice("stPtEntCnct", CONNECTIONS))
    StartHorizontalPos = integer("xStart")
    StartVerticalPos = integer("yStart")
    TieDirection = combination(
        ("freeze", "down"),
        {(False, False): AUTOMATIC, (False, True): AUTOMATIC, (True, False): OVER, (True, True): UNDER},
    )

    @method
    def IsStartTie(self) -> bool:
        return self.tag == START

    @method
    def IsStartPointActive(self) -> bool:
        return self._text_at("stPtAdjOn") is not None

    @method
    def IsEndPointActive(self) -> bool:
        return self._text_at("enPtAdjOn") is not None

    @method
    def IsContourActive(self) -> bool:
        return self._text_at("ctlPtAdjOn") is not None

    @method
    def ActivateStartPoint(self, fortieover: bool, connectioncode: int, hoffset: int, voffset: int) -> None:
        """Give the tie a start of its own: an offset in EVPU from that place of the note or the system."""
        self._activate("st", fortieover, connectioncode)
        self.StartHorizontalPos = hoffset
        self.StartVerticalPos = voffset

    @method
    def ActivateEndPoint(self, fortieover: bool, connectioncode: int, hoffset: int, voffset: int) -> None:
        self._activate("en", fortieover, connectioncode)
        self.EndHorizontalPos = hoffset
        self.EndVerticalPos = voffset

    def _activate(self, end: str, over: bool, code: int) -> None:
        if code not in WORDS:
            raise ScriptError(f"param 2 expected one of the TIEMODCNCT constants, got {code}")
        self._put_text(f"{end}PtAdjOn", "")
        self._put_text(f"{end}PtEntCnct", WORDS[code])
        self._put_text(f"{end}PtContext", "over" if over else "under")
        self._cache.clear()

    @method
    def DeactivateStartPoint(self) -> None:
        self._clear("stPtAdjOn", "stPtEntCnct", "stPtContext", "xStart", "yStart")

    @method
    def DeactivateEndPoint(self) -> None:
        self._clear("enPtAdjOn", "enPtEntCnct", "enPtContext", "xEnd", "yEnd")

    @method
    def ActivateContour(
        self, insetleft: int, heightleft: int, insetright: int, heightright: int, fixedinset: bool = False
    ) -> None:
        """Give the tie a curve of its own."""
        self._put_text("ctlPtAdjOn", "")
        self.LeftInset, self.LeftHeight = insetleft, heightleft
        self.RightInset, self.RightHeight = insetright, heightright
        self.FixedInsetStyle = fixedinset

    @method
    def DeactivateContour(self) -> None:
        self._clear("ctlPtAdjOn", "insetRatio1", "height1", "insetRatio2", "height2", "ctlPtFixed")

    def _clear(self, *paths: str) -> None:
        for path in paths:
            self._put_text(path, None)
        self._cache.clear()

    @method
    def LocalizeFromPreferences(self) -> None:
        """Make the document's settings for dots, seconds and accidentals the tie's own.

        Ties in real documents whose two ends are set by hand have all of these.
        """
        options = self._store.load("options", "tieOptions", NO_KEY)
        for name, option in PREFERENCES.items():
            setting = options.get(option) if options is not None else None
            self._put_text(f"{name}Local", "")
            self._put_text(f"{name}On", "" if setting is not None and setting != "none" else None)
        self._cache.clear()


class FCStartTieMods(EntryDetails, of=FCTieMod, tag=START):
    """The changed ties that start at an entry, or those of the document."""


class FCEndTieMods(EntryDetails, of=FCTieMod, tag=END):
    """The changed ties that end at an entry, or those of the document."""
