"""Measure number regions: which measures are numbered together, how, and where the numbers stand."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.constants import constant
from postlude.finale.enclosures import FCEnclosure
from postlude.finale.fieldmethods import SCORE_OR_PARTS, FontByParts, by_parts, string
from postlude.finale.fields import choice, combination, flag, integer
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.strings import FCString

_ALIGNMENTS: dict[str | None, int] = {
    None: constant("MNALIGN_LEFT"), "center": constant("MNALIGN_CENTER"), "right": constant("MNALIGN_RIGHT")
}  # fmt: skip
_JUSTIFICATIONS: dict[str | None, int] = {
    None: constant("MNJUSTIFY_LEFT"),
    "center": constant("MNJUSTIFY_CENTER"),
    "right": constant("MNJUSTIFY_RIGHT"),
}
_PRECISIONS: dict[str | None, int] = {
    None: constant("NUMBERING_TIME_SECONDS"),
    "tenths": constant("NUMBERING_TIME_10"),
    "hundredths": constant("NUMBERING_TIME_100"),
    "thousandths": constant("NUMBERING_TIME_1000"),
}


class FCMeasureNumberRegion(NoInciOther, tag="measNumbRegion"):
    """A range of measures that are numbered on; positions in EVPU. Methods that take ``parts`` mean the
    numbers of the score or those of the parts."""

    Base = integer("base")
    CountFromOne = flag("countFromOne")
    DoubleUp = flag("doubleUp")
    EndMeasure = integer("endMeas", add=-1, doc="The last measure; the file holds the one behind it.")
    ID = integer("region")
    NoZero = flag("noZero")
    Prefix = string("prefix")
    StartCharacter = integer("startChar")
    StartMeasure = integer("startMeas")
    StartNumber = integer("offset", add=1)
    Suffix = string("suffix")
    Time = flag("time")
    TimeFrames = flag("smpteFrames")
    TimePrecision = choice("timePrecision", _PRECISIONS)
    UseHours = flag("includeHours")
    UseScoreInfoForParts = flag("useScoreInfoForPart")
    View = combination(
        ("hideScroll", "hidePage"),
        {
            (False, False): constant("NUMBERVIEW_ALL"),
            (True, False): constant("NUMBERVIEW_PAGEONLY"),
            (False, True): constant("NUMBERVIEW_SCROLLONLY"),
        },
    )

    BreakMultiMeasureRests = by_parts(flag, "breakMmRest")
    ExcludeOtherStaves = by_parts(flag, "excludeOthers")
    HideFirstNumber = by_parts(flag, "exceptFirstMeas")
    MultiMeasureAlignment = by_parts(choice, "mmRestAlign", _ALIGNMENTS)
    MultiMeasureBracketLeft = by_parts(integer, "leftMmBracketChar")
    MultiMeasureBracketRight = by_parts(integer, "rightMmBracketChar")
    MultiMeasureFontInfo = FontByParts("mmRestFont")
    MultiMeasureHorizontalPosition = by_parts(integer, "mmRestXdisp")
    MultiMeasureJustification = by_parts(choice, "mmRestJustify", _JUSTIFICATIONS)
    MultiMeasureVerticalPosition = by_parts(integer, "mmRestYdisp")
    MultipleAlignment = by_parts(choice, "multipleAlign", _ALIGNMENTS)
    MultipleFontInfo = FontByParts("multipleFont")
    MultipleHorizontalPosition = by_parts(integer, "multipleXdisp")
    MultipleJustification = by_parts(choice, "multipleJustify", _JUSTIFICATIONS)
    MultipleStartMeasure = by_parts(integer, "startWith")
    MultipleValue = by_parts(integer, "incidence")
    MultipleVerticalPosition = by_parts(integer, "multipleYdisp")
    ShowMultiMeasureRange = by_parts(flag, "mmRestRange")
    ShowMultiples = by_parts(flag, "multipleOf")
    ShowOnBottomStaff = by_parts(flag, "showOnBottom")
    ShowOnMultiMeasureRests = by_parts(flag, "mmRestRangeForce")
    ShowOnSystemStart = by_parts(flag, "startOfLine")
    ShowOnTopStaff = by_parts(flag, "showOnTop")
    StartAlignment = by_parts(choice, "startAlign", _ALIGNMENTS)
    StartFontInfo = FontByParts("startFont")
    StartHorizontalPosition = by_parts(integer, "startXdisp")
    StartJustification = by_parts(choice, "startJustify", _JUSTIFICATIONS)
    StartVerticalPosition = by_parts(integer, "startYdisp")
    UseEnclosureMultiple = by_parts(flag, "useMultipleEncl")
    UseEnclosureStart = by_parts(flag, "useStartEncl")

    @method
    def GetEnclosureMultiple(self, parts: bool) -> FCEnclosure:
        """The frame around numbers at intervals; it is saved with the region."""
        return self._piece(FCEnclosure, f"{SCORE_OR_PARTS[parts]}/multipleEnclosure")

    @method
    def GetEnclosureStart(self, parts: bool) -> FCEnclosure:
        """The frame around the number at a system's start; it is saved with the region."""
        return self._piece(FCEnclosure, f"{SCORE_OR_PARTS[parts]}/startEnclosure")

    @method
    def IsMeasureIncluded(self, measureno: int) -> bool:
        return bool(self.StartMeasure <= measureno <= self.EndMeasure)

    @method
    def GetDisplayedNumber(self, number: int, into: FCString) -> bool:
        """Write the number that a measure shows, without what stands around it; false if it has none."""
        found = self._displayed(number)
        if found is not None:
            into.text_value = found
        return found is not None

    @method
    def CreateDisplayedString(self, measure: int) -> FCString | None:
        """The number that a measure shows, with prefix and suffix; nil if it has none."""
        found = self._displayed(measure)
        if found is None:
            return None
        prefix, suffix = self._text_at("prefix") or "", self._text_at("suffix") or ""
        return FCString(self._session, prefix + found + suffix)

    def _displayed(self, measure: int) -> str | None:
        if not self.IsMeasureIncluded(measure):
            return None
        if (self.Base, self.StartCharacter) != (10, ord("0")) or self.Time:
            raise ScriptError(f"measure number region {self.ItemNo} counts in a style that is not known yet")
        counted = [number for number in range(self.StartMeasure, measure + 1) if self._counts(number)]
        return str(self.StartNumber + len(counted) - 1) if measure in counted[-1:] else None

    def _counts(self, measure: int) -> bool:
        node = self._store.load("others", "measSpec", Key(measure))
        return node is not None and node.get("noMeasNum") is None


class FCMeasureNumberRegions(NoInciOthers, of=FCMeasureNumberRegion):
    """The measure number regions of the document."""

    @method
    def FindByID(self, theid: int) -> FCMeasureNumberRegion | None:
        return next((region for region in self._items if theid == region.ID), None)

    @method
    def FindMeasure(self, measure: int) -> FCMeasureNumberRegion | None:
        """The first region that a measure is in."""
        return next((region for region in self._items if region.IsMeasureIncluded(measure)), None)

    @method
    def CountRegionsForMeasure(self, measure: int) -> int:
        return len([region for region in self._items if region.IsMeasureIncluded(measure)])

    @method
    def IsMeasureIncluded(self, measure: int) -> bool:
        return self.FindMeasure(measure) is not None
