"""Multimeasure rests, and the options for them."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.prefs.base import Prefs
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther


class RestFields:
    """What a multimeasure rest and the options for them have both."""

    NumberHorizontalAdjust = integer("numAdjX")
    NumberVerticalAdjust = integer("numdec")
    ShapeEndAdjust = integer("endAdjust")
    ShapeID = integer("shapeDef")
    ShapeStartAdjust = integer("startAdjust")
    StartNumberingAt = integer("numStart")
    StretchHorizontally = inverted_flag("noHorizontalStretch")
    SymbolSpace = integer("spacing")
    UseSymbols = flag("useCharRestStyle")
    UseSymbolsLessThan = integer("threshold")
    Width = integer("meaSpace")


def _copy(source: object, target: object) -> None:
    for name in vars(RestFields):
        if name[0].isupper():
            setattr(target, name, getattr(source, name))


class FCMultiMeasureRest(RestFields, NoInciOther, tag="mmRest"):
    """A multimeasure rest of the score or the part in view; distances in EVPU. Its number is the first measure."""

    EndMeasure = integer("nextMeas", add=-1)

    @prop
    def StartMeasure(self) -> int:
        return int(self.ItemNo)

    @StartMeasure.setter
    def _set_start_measure(self, value: int) -> None:
        self._set_item_no(value)

    @method
    def CalcMeasureSpan(self) -> int:
        return int(self.EndMeasure - self.StartMeasure + 1)

    @method
    def IsMeasureIncluded(self, measure: int) -> bool:
        return bool(self.StartMeasure <= measure <= self.EndMeasure)

    @method
    def IsShape(self) -> bool:
        """Whether it shows its shape: with symbols for less than some number of measures, it has more of them."""
        return not (self.UseSymbols and self.CalcMeasureSpan() < self.UseSymbolsLessThan)

    @method
    def PrefsReset(self) -> None:
        """Give it what the document's options say; it isn't saved by it."""
        prefs = FCMultiMeasureRestPrefs(self._session)
        if prefs.Load(1):
            _copy(prefs, self)


class FCMultiMeasureRests(NoInciOthers, of=FCMultiMeasureRest):
    """The multimeasure rests of the score or the part in view."""


class FCMultiMeasureRestPrefs(RestFields, Prefs, tag="multimeasureRestOptions"):
    """How multimeasure rests are made anew; distances in EVPU."""

    AutoUpdate = flag("autoUpdateMmRests")

    @method
    def ChangeRest(self, rest: FCMultiMeasureRest) -> bool:
        """Give a rest what is here; the rest isn't saved by it."""
        _copy(self, rest)
        return True

    @method
    def CopyFromRest(self, rest: FCMultiMeasureRest) -> bool:
        """Take over what a rest has."""
        _copy(rest, self)
        return True
