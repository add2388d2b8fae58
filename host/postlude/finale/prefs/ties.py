"""Options for ties."""

from __future__ import annotations

from postlude.finale.arguments import method, to_float
from postlude.finale.fieldmethods import Indexed
from postlude.finale.fields import Field, choice, flag, integer, is_word, scaled
from postlude.finale.prefs.base import Prefs
from postlude.finale.prefs.unseen import PartlyUnseen

SPANS = ("shortSpan", "mediumSpan", "longSpan", "tieEnds")
"""``TCONTOURIDX_`` numbers: the contours of ties by their length."""

PLACES = (
    "over{}PosInner", "under{}PosInner", "overHighestNote{}PosOver", "underLowestNote{}PosUnder",
    "overHighestNoteStem{}PosOver", "underLowestNoteStem{}PosUnder",
)  # fmt: skip
"""``TIEPLACE_`` numbers: the places of ties; the gap is for ``Start`` or ``End``."""


def _of_contours(path: str) -> Indexed:
    return Indexed([integer(f"tieControlStyle[type={span}]/{path}") for span in SPANS], index_first=True)


def _relative_of_contours(path: str) -> Indexed:
    """A ratio, stored in 1024ths, as percent with one decimal, which is what Finale reads back."""

    def read(text: str | None) -> float:
        return round(int(text or 0) * 100 / 1024, 1)

    def write(value: float) -> str | None:
        stored = round(value * 1024 / 100)
        return str(stored) if stored else None

    fields = [Field(f"tieControlStyle[type={span}]/{path}", read, write, to_float) for span in SPANS]
    return Indexed(fields, index_first=True)


def _of_places(end: str, path: str) -> Indexed:
    return Indexed(
        [integer(f"tieConnectStyle[type={place.format(end)}]/{path}") for place in PLACES], index_first=True
    )


class FCTieContourPrefs(Prefs, tag="tieOptions"):
    """The contours of ties of three lengths and of tie ends (a ``TCONTOURIDX_`` number): spans, heights and fixed
    insets in EVPU, relative insets in percent or, raw, in 1024ths."""

    LeftFixedInset = _of_contours("cp1/insetFixed")
    LeftHeight = _of_contours("cp1/height")
    LeftRawRelativeInset = _of_contours("cp1/insetRatio")
    LeftRelativeInset = _relative_of_contours("cp1/insetRatio")
    RightFixedInset = _of_contours("cp2/insetFixed")
    RightHeight = _of_contours("cp2/height")
    RightRawRelativeInset = _of_contours("cp2/insetRatio")
    RightRelativeInset = _relative_of_contours("cp2/insetRatio")
    Span = _of_contours("span")


class FCTiePlacementPrefs(Prefs, tag="tieOptions"):
    """Where ties begin and end, by their place (a ``TIEPLACE_`` number), in EVPU."""

    HorizontalEnd = _of_places("End", "offsetX")
    HorizontalStart = _of_places("Start", "offsetX")
    VerticalEnd = _of_places("End", "offsetY")
    VerticalStart = _of_places("Start", "offsetY")


class FCTiePrefs(Prefs, tag="tieOptions"):
    """Ties: distances in EVPU, the width of their tip in 10000ths of an EVPU, as ``CreateTieContourPrefs`` and
    ``CreateTiePlacementPrefs`` have what is kept by length and by place."""

    AfterMultipleDots = flag("afterMultipleDots")
    AfterSingleDot = flag("afterSingleDot")
    AvoidStaffLines = is_word("specialPosMode", "avoid")
    AvoidStaffLinesDistance = integer("avoidStaffLinesDistance")
    AvoidStaffLinesOnly = flag("avoidStaffLinesOnly")
    BeforeSingleAccidental = flag("beforeAcciSingleNote")
    BreakForKeySigs = flag("breakForKeySigs")
    BreakForTimeSigs = flag("breakForTimeSigs")
    ChordDirectionOpposingSeconds = flag("chordTieDirOpposingSeconds")
    ChordDirectionType = choice("chordTieDirType", {None: 0, "stemReversal": 1, "splitEvenly": 2})
    ExtraSystemStartSpace = integer("frontTieSepar")
    FixedInsetStyle = is_word("insetStyle", "percent", inverted=True)
    KeySigLeftHorizontalOffset = integer("breakKeySigLeftHOffset")
    KeySigRightHorizontalOffset = integer("breakKeySigRightHOffset")
    MixedStemDirectionType = choice("mixedStemDirection", {None: 0, "over": 0, "under": 1, "start": 2})
    SecondsPlacement = PartlyUnseen(choice("secondsPlacement", {None: 0, "both": 3}), (1, 2))
    SystemLeftHorizontalOffset = integer("sysBreakLeftHAdj")
    SystemRightHorizontalOffset = integer("sysBreakRightHAdj")
    ThicknessLeft = integer("thicknessLeft")
    ThicknessRight = integer("thicknessRight")
    TimeSigLeftHorizontalOffset = integer("breakTimeSigLeftHOffset")
    TimeSigRightHorizontalOffset = integer("breakTimeSigRightHOffset")
    TipWidth = scaled("tieTipWidth")
    UseInterpolation = flag("useInterpolation")
    UseOuterPlacement = flag("useOuterPlacement")
    UseTieEndStyle = flag("useTieEndCtlStyle")

    @method
    def CreateTieContourPrefs(self) -> FCTieContourPrefs | None:
        return self._copy_of(FCTieContourPrefs)

    @method
    def SaveTieContourPrefs(self, prefs: FCTieContourPrefs) -> bool:
        """Take over what ``CreateTieContourPrefs`` gave; it is in the document after ``Save``."""
        return self._take_changes(prefs)

    @method
    def CreateTiePlacementPrefs(self) -> FCTiePlacementPrefs | None:
        return self._copy_of(FCTiePlacementPrefs)

    @method
    def SaveTiePlacementPrefs(self, prefs: FCTiePlacementPrefs) -> bool:
        """Take over what ``CreateTiePlacementPrefs`` gave; it is in the document after ``Save``."""
        return self._take_changes(prefs)
