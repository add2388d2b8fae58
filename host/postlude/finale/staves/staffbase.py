"""What a staff and a staff style have in common (``__FCStaffBase``)."""

from __future__ import annotations

from collections.abc import Sequence

from postlude.enigma.node import Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.constants import constant
from postlude.finale.fieldmethods import font
from postlude.finale.fields import choice, flag, integer, inverted_flag, text
from postlude.finale.records import NoInciOther
from postlude.finale.staves.stafflabels import StaffNames
from postlude.finale.staves.staffstyles import has_instrument
from postlude.finale.staves.stafftransposition import StaffTransposition

_ALTERNATE_NOTATIONS: dict[str | None, int] = {
    None: constant("ALTSTAFF_NORMAL"),
    "slashBeats": constant("ALTSTAFF_SLASHBEATS"),
    "rhythmic": constant("ALTSTAFF_RHYTHMIC"),
    "oneBarRepeat": constant("ALTSTAFF_ONEBARREPEAT"),
    "twoBarRepeat": constant("ALTSTAFF_TWOBARREPEAT"),
    "blankWithRests": constant("ALTSTAFF_BLANKNOTATIONRESTS"),
    "blank": constant("ALTSTAFF_BLANKNOTATION"),
}
_HIDE_MODES: dict[str | None, int] = {None: 0, "score": 1, "scoreParts": 2, "cutaway": 3}

TOP_LINE, MIDDLE_LINE = 11, 13
"""Of the lines that a staff may have, counted from above: the first and the third of an ordinary staff."""
MOST_LINES = 1000
"""Far more than any staff has."""


NEW_STAFF = {
    "staffLines": "5", "lineSpace": "24", "dwRestOffset": "-4", "wRestOffset": "-4", "hRestOffset": "-4",
    "otherRestOffset": "-4", "stemReversal": "-4", "botRepeatDotOff": "-5", "topRepeatDotOff": "-3",
    "vertTabNumOff": "-1024",
}  # fmt: skip
"""What real documents have for a plain staff or style, beside its instrument."""


class StaffBase(StaffNames, StaffTransposition, NoInciOther, name="__FCStaffBase"):
    """What a staff and a staff style have in common.

    Rest, stem reversal and repeat dot positions are staff positions; barline offsets are in EVPU, offsets of
    stems and tablature numbers and the space between lines in EFIX.
    """

    AllowHiding = inverted_flag("noOptimize")
    AltNotationDisplayOtherLayerNotes = inverted_flag("altHideOtherNotes")
    AltNotationLayer = integer("altLayer", add=1)
    AltNotationStyle = choice("altNotation", _ALTERNATE_NOTATIONS)
    AltRhythmStemsUp = flag("altRhythmStemsUp")
    AltShowArticulations = inverted_flag("altHideArtics")
    AltShowExpression = inverted_flag("altHideExpressions")
    AltShowLyrics = inverted_flag("altHideLyrics")
    AltShowOtherArticulations = inverted_flag("altHideOtherArtics")
    AltShowOtherExpressions = inverted_flag("altHideOtherExpressions")
    AltShowOtherLyrics = inverted_flag("altHideOtherLyrics")
    AltShowOtherNotes = inverted_flag("altHideOtherNotes")
    AltShowOtherSmartShapes = inverted_flag("altHideOtherSmartShapes")
    AltShowSmartShapes = inverted_flag("altHideSmartShapes")
    AltSlashDots = flag("altSlashDots")
    BottomBarlineOffset = integer("botBarlineOffset")
    BottomRepeatDotPosition = integer("botRepeatDotOff")
    BreakBarlines = flag("blineBreak")
    BreakRepeatBarlines = flag("rbarBreak")
    BreakTablatureLines = flag("breakTabLinesAtNotes")
    CapoPosition = integer("capoPos")
    DefaultClef = integer("defaultClef")
    DisplayEmptyRests = inverted_flag("blankMeasure")
    DoubleWholeRestPosition = integer("dwRestOffset")
    FlatBeams = flag("flatBeams")
    FretInstrumentDefID = integer("fretInstID")
    FretLetters = flag("useTabLetters")
    HalfRestPosition = integer("hRestOffset")
    HideMode = choice("hideMode", _HIDE_MODES)
    IgnoreKeySig = flag("noKey")
    IndependentFont = flag("useNoteFont")
    IndependentFontInfo = font("noteFont", creates=True, reads=False)
    IndependentKeySig = flag("floatKeys")
    IndependentTimeSig = flag("floatTime")
    InstrumentUUID = text("instUuid")
    LineSpacing = integer("lineSpace", factor=64, explicit=True)
    LowestFret = integer("lowestFret")
    NoKeySigShowAccidentals = flag("hideKeySigsShowAccis")
    NotationStyle = choice("notationStyle", {None: 0, "percussion": 1, "tab": 2})
    OtherRestPosition = integer("otherRestOffset")
    RedisplayOtherLayerAccidentals = flag("redisplayLayerAccis")
    ShowAugmentationDots = inverted_flag("hideDots")
    ShowBarlines = inverted_flag("hideBarlines")
    ShowBeams = inverted_flag("hideBeams")
    ShowBottomRepeatDot = inverted_flag("hideRepeatBottomDot")
    ShowChords = inverted_flag("hideChords")
    ShowClefs = inverted_flag("hideClefs")
    ShowFretboards = inverted_flag("hideFretboards")
    ShowKeySignatures = inverted_flag("hideKeySigs")
    ShowLyrics = inverted_flag("hideLyrics")
    ShowMeasureNumbers = inverted_flag("hideMeasNums")
    ShowNoteColors = flag("showNoteColors")
    ShowNoteShapes = flag("useNoteShapes")
    ShowOnlyFirstMeasureClef = inverted_flag("showTabClefAllSys")
    ShowPartStaffNames = flag("showNameParts")
    ShowPartTimeSignatures = inverted_flag("hideTimeSigsInParts")
    ShowRepeats = inverted_flag("hideRptBars")
    ShowRests = inverted_flag("hideRests")
    ShowScoreStaffNames = inverted_flag("hideStfNameInScore")
    ShowScoreTimeSignatures = inverted_flag("hideTimeSigs")
    ShowStaffLines = flag(
        "hideStaffLines", "False on staves that show their lines, as RGP Lua's own tests have it."
    )
    ShowStems = inverted_flag("hideStems")
    ShowTextRepeats = inverted_flag("hideRepeats")
    ShowTies = inverted_flag("hideTies")
    ShowTimeSignatures = inverted_flag("hideTimeSigs")
    ShowTopRepeatDot = inverted_flag("hideRepeatTopDot")
    ShowTuplets = inverted_flag("hideTuplets")
    StemReversalPosition = integer("stemReversal")
    StemsDirection = choice("stemDir", {None: 0, "alwaysUp": 1, "alwaysDown": 2})
    StemsDownHorizontalOffset = integer("horzStemOffDown")
    StemsDownVerticalOffsetForBeamEnd = integer("vertStemEndOffDown")
    StemsDownVerticalOffsetForNoteheadEnd = integer("vertStemStartOffDown")
    StemsNoteheadEndFixedToStaff = flag("stemStartFromStaff")
    StemsUpHorizontalOffset = integer("horzStemOffUp")
    StemsUpVerticalOffsetForBeamEnd = integer("vertStemEndOffUp")
    StemsUpVerticalOffsetForNoteheadEnd = integer("vertStemStartOffUp")
    StemsUseVerticalOffsetForBeamEnd = flag("stemsFixedEnd")
    StemsUseVerticalOffsetForNoteheadEnd = flag("stemsFixedStart")
    TopBarlineOffset = integer("topBarlineOffset")
    TopRepeatDotPosition = integer("topRepeatDotOff")
    VerticalFretOffset = integer("vertTabNumOff")
    WholeRestPosition = integer("wRestOffset")

    # Its lines.

    @prop
    def LineCount(self) -> int:
        return len(self._lines())

    @LineCount.setter
    def _set_line_count(self, value: int) -> None:
        if not 0 <= value <= MOST_LINES:
            raise ScriptError(f"param 1 expected 0 to {MOST_LINES} staff lines, got {value}")
        # Finale keeps a single line as a list of its own, in the middle of the staff.
        self._put_lines([MIDDLE_LINE] if value == 1 else range(TOP_LINE, TOP_LINE + value))

    def _lines(self) -> list[int]:
        """The staff's lines from above; those of an ordinary staff are 11 to 15."""
        custom = self._node.find("customStaff")
        if custom is not None:
            return [int(line.text) for line in custom.children]
        return [*range(TOP_LINE, TOP_LINE + int(self._text_at("staffLines") or 0))]

    def _put_lines(self, lines: Sequence[int]) -> None:
        ordinary = len(lines) != 1
        self._put_text("staffLines", str(len(lines)) if ordinary else None)
        self._put_text("customStaff", None)
        if not ordinary:
            custom = Node("customStaff")
            for line in lines:
                custom.children.append(Node("staffLine", text=str(line)))
            self._node.children.append(custom)
        self._cache.clear()

    @method
    def CalcTopStaffLinePosition(self, forledgerlines: bool = False) -> int:
        """The staff position of the highest line: 0 is that of an ordinary staff; without a line, too."""
        return 2 * (TOP_LINE - (self._lines() or [TOP_LINE])[0])

    @method
    def CalcBottomStaffLinePosition(self, forledgerlines: bool = False) -> int:
        """The staff position of the lowest line; -8 without a line, as in an ordinary staff."""
        return 2 * (TOP_LINE - (self._lines() or [TOP_LINE + 4])[-1])

    @method
    def MakeStandard5LineStaff(self) -> None:
        self._make_lines(range(TOP_LINE, TOP_LINE + 5))

    @method
    def Make0LineFullBarlineStaff(self) -> None:
        self._make_lines([])

    @method
    def Make1LineFullBarlineStaff(self) -> None:
        self._make_lines([MIDDLE_LINE], barline=48)

    @method
    def Make1LineShortBarlineStaff(self) -> None:
        self._make_lines([MIDDLE_LINE], barline=24)

    def _make_lines(self, lines: Sequence[int], barline: int = 0) -> None:
        """Lines, barlines and rests as in the staff styles that come with Finale."""
        self._put_lines(lines)
        self.TopBarlineOffset, self.BottomBarlineOffset = barline, -barline
        single = len(lines) == 1
        self.DoubleWholeRestPosition, self.WholeRestPosition = (-5, -6) if single else (-4, -4)
        self.HalfRestPosition = self.OtherRestPosition = -4

    # Its notation and its instrument.

    @method
    def IsNormalNotation(self) -> bool:
        return bool(self.NotationStyle == constant("STAFFNOTATION_NORMAL"))

    @method
    def IsPercussion(self) -> bool:
        return bool(self.NotationStyle == constant("STAFFNOTATION_PERCUSSION"))

    @method
    def IsTablature(self) -> bool:
        return bool(self.NotationStyle == constant("STAFFNOTATION_TABLATURE"))

    @method
    def MakeNormalNotation(self) -> None:
        self.NotationStyle = constant("STAFFNOTATION_NORMAL")

    @method
    def InstrumentMatchesUUID(self, pszUUID: str) -> bool:
        return bool(self.InstrumentUUID.lower() == pszUUID.lower())

    @method
    def HasInstrumentAssigned(self) -> bool:
        """Whether the staff is that of a known instrument, not blank or unknown."""
        return has_instrument(self.InstrumentUUID)
