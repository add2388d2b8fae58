"""Measure number regions: which measures are numbered together, how, and where the numbers stand."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.constants import constant
from postlude.finale.fieldmethods import SCORE_OR_PARTS, FontByParts, by_parts, string
from postlude.finale.fields import choice, combination, flag, integer
from postlude.finale.marks.enclosures import FCEnclosure
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther, put_group
from postlude.finale.remember import remembering
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.enigma.node import Key
    from postlude.finale.session import Session

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


NUMBERING_CUSTOM, NUMBERING_FRAMES = constant("NUMBERING_CUSTOM"), constant("NUMBERING_FRAMES")
_STYLES = {
    constant("NUMBERING_DIGITS"): (10, ord("0"), True, False),
    constant("NUMBERING_LOWERCASE"): (26, ord("a"), False, False),
    constant("NUMBERING_LOWERCASEDOUBLE"): (26, ord("a"), False, True),
    constant("NUMBERING_UPPERCASE"): (26, ord("A"), False, False),
    constant("NUMBERING_UPPERCASEDOUBLE"): (26, ord("A"), False, True),
}
"""Styles of numbering: base, first character, whether they count from one, whether they double letters."""


ALWAYS = {
    f"{data}/{path}": text
    for data in ("scoreData", "partData")
    for path, text in (
        ("startFont/fontID", "0"), ("startFont/fontSize", "10"), ("multipleFont/fontID", "0"),
        ("multipleFont/fontSize", "10"), ("mmRestFont/fontID", "0"), ("mmRestFont/fontSize", "10"),
        ("startYdisp", "44"), ("multipleYdisp", "28"), ("mmRestYdisp", "-160"),
    )
} | {"startChar": "48", "base": "10"}  # fmt: skip
"""What all regions in real documents have, and the usual values."""


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

    def _save(self, key: Key) -> bool:
        """Save it, a new one with all that every region in real documents has: what is missing is as in the
        document's first."""
        if self._store.exists(self.section, self.tag, key):
            return super()._save(key)
        first = next((node for _, node in self._store.walk("others", "measNumbRegion")), None)
        for path, text in ALWAYS.items():
            if self._text_at(path) is None:
                found = first.get(path) if first is not None else None
                self._put_text(path, found if found is not None else text)
        if not self.ID:
            self._put_text("region", str(key.cmper1))
        self._cache.clear()
        return super()._save(key)

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
    MultipleStartMeasure = by_parts(integer, "startWith", add=1)
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

    @prop
    def NumberingStyle(self) -> int:
        """One of the usual styles, or custom: what base, first character and the flags make together."""
        if self.Time:
            return NUMBERING_FRAMES if self.TimeFrames else int(self.TimePrecision)
        found = (self.Base, self.StartCharacter, self.CountFromOne, self.DoubleUp)
        return next((style for style, each in _STYLES.items() if each == found), NUMBERING_CUSTOM)

    @NumberingStyle.setter
    def _set_numbering_style(self, value: int) -> None:
        times = {*_PRECISIONS.values(), NUMBERING_FRAMES}
        if value not in times and value not in _STYLES:
            raise ScriptError(
                "a style of one's own is made of Base, StartCharacter, CountFromOne and DoubleUp"
            )
        self.Time = value in times
        self.TimeFrames = value == NUMBERING_FRAMES
        if value in _PRECISIONS.values():
            self.TimePrecision = value
        if value in _STYLES:
            self.Base, self.StartCharacter, self.CountFromOne, self.DoubleUp = _STYLES[value]
            self.NoZero = not self.CountFromOne

    @method
    def SaveNew(self) -> bool:
        """Save as a new region, with an ``ID`` that no other region has."""
        used = {int(node.get("region") or 0) for _, node in self._store.walk("others", self.tag)}
        if self.ID in used or not self.ID:
            self.ID = max(used, default=0) + 1
        return super().SaveNew()

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

    @method
    def CloneFormattingFrom(self, region: FCMeasureNumberRegion, score: bool, parts: bool) -> None:
        """Take over how another region shows its numbers, in the score, in the parts or in both."""
        for path, wanted in zip(SCORE_OR_PARTS, (score, parts), strict=True):
            if wanted:
                self._node.set(path, None)
                put_group(self._node, path, region._group(path).copy())
                self._cache.clear()

    def _displayed(self, measure: int) -> str | None:
        if not self.IsMeasureIncluded(measure):
            return None
        if self.Time:
            raise ScriptError(
                f"measure number region {self.ItemNo} shows times, which only Finale's playback knows"
            )
        left_out = left_out_of_numbering(self._session)
        at = bisect_left(left_out, measure)
        if left_out[at : at + 1] == [measure]:
            return None
        before = at - bisect_left(left_out, self.StartMeasure)
        number = self.StartNumber + measure - self.StartMeasure - before
        return _counted(
            number, self.Base, self.StartCharacter, letters=not self.CountFromOne, repeat=self.DoubleUp
        )


@remembering(("others", "measSpec"))
def left_out_of_numbering(session: Session) -> list[int]:
    """The measures that have no number, in order."""
    nodes = (
        (int(key.cmper1), session.store.load("others", "measSpec", key))
        for key in session.keys("others", "measSpec")
    )
    return [measure for measure, node in nodes if node is not None and node.get("noMeasNum") is not None]


def _counted(number: int, base: int, first: int, *, letters: bool, repeat: bool) -> str:
    """A number in a region's style: digits from a first character on, or letters, which have no zero
    (a ... z, aa, ab ...) and may be repeated instead (a ... z, aa, bb ...)."""
    if base <= 1:
        return chr(first)
    sign, number = ("-" if number < 0 else ""), abs(number)
    if letters and repeat:
        rounds, digit = divmod(max(number, 1) - 1, base)
        return sign + chr(first + digit) * (rounds + 1)
    if repeat:
        rounds, digit = divmod(number, base)
        return sign + chr(first + digit) * (rounds + 1)
    digits = ""
    while number or not digits:
        number, digit = divmod(number - 1 if letters and number else number, base)
        digits = chr(first + digit) + digits
    return sign + digits


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

    @method
    def CalcStringFromNumber(self, measure: int, into: FCString) -> int:
        """Write what a measure shows as its number; the index of the region that numbers it, -1 if none does."""
        for index, region in enumerate(self._items):
            shown = region.CreateDisplayedString(measure)
            if shown is not None:
                into.text_value = shown.text_value
                return index
        return -1

    @method
    def IsStringUnique(self, value: str) -> bool:
        """Whether one measure only shows this as its number."""
        shown = FCString(self._session, "")
        count = self._session.measure_count()
        numbered = (self.CalcStringFromNumber(measure, shown) >= 0 for measure in range(1, count + 1))
        return sum(each and shown.text_value == value for each in numbered) == 1
