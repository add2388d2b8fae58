"""Measures: one record ``measSpec`` a measure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import method, static
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.signatures.keys import FCKeySignature, key_in
from postlude.finale.signatures.times import FOR_DISPLAY, FCTimeSignature, meter_of
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.enigma.node import Key
    from postlude.finale.layout.beatcharts import FCBeatChartElements
    from postlude.finale.layout.tempos import FCTempoElements
    from postlude.finale.marks.expressions import FCExpressions
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session

BARLINES: dict[str | None, int] = {
    None: 0, "normal": 1, "double": 2, "dash": 3, "solid": 4,
    "final": 5, "partial": 6, "custom": 7, "default": 8,
}  # fmt: skip


class FCMeasure(NoInciOther, tag="measSpec"):
    """A measure: its width in EVPU, its signatures, barlines and breaks."""

    AllowHorizontalSplit = flag("posSplit")
    BackwardRepeat = flag("bacRepBar")
    Barline = choice("barline", BARLINES)
    BarlineShapeID = integer("customBarShape")
    BreakMMRest = flag("breakRest")
    BreakWordExtension = flag("breakWordExt")
    ChordFlag = flag("hasChord")
    ContainsManualMeasureNumbers = flag("mnSepPlace")
    ExpressionFlag = flag("hasExpr")
    ForwardRepeat = flag("forRepBar")
    HideCautionary = flag("hideCaution")
    HideKeySigShowAccis = flag("keySig/hideKeySigShowAccis")
    IncludeInNumbering = inverted_flag("noMeasNum")
    Keyless = flag("keySig/keyless")
    LeftBarline = choice("leftBarline", BARLINES)
    LeftBarlineShapeID = integer("customLeftBarShape")
    OverrideGroupBarlines = flag("groupBarlineOverride")
    PageBreak = flag("pageBreak")
    PositionEvenly = flag("indivPosDef")
    PositioningNotesMode = choice(
        "posMode", {None: 1, "timesigPlusPos": 0, "timesig": 0, "beatchartPlusPos": 2}
    )
    RepeatBracketFlag = flag("barEnding")
    ShowFullNames = flag("showFullNames")
    ShowKeySignature = choice("showKey", {None: 0, "deltaKey": 1, "ignoreKey": 2})
    ShowTimeSignature = choice("showTime", {None: 0, "deltaTime": 1, "ignoreTime": 2})
    SmartShapeFlag = flag("hasSmartShape")
    SpaceAfter = integer("backSpaceExtra")
    SpaceBefore = integer("frontSpaceExtra")
    SystemBreak = flag("lineBreak")
    TextFlag = flag("hasTextBlock")
    TextRepeatFlag = flag("txtRepeats")
    UseTimeSigForDisplay = flag("useDisplayTimesig")
    Width = integer("width")

    @prop
    def Duration(self) -> int:
        """EDU in the measure."""
        return int(meter_of(self._store, self._node).duration)

    @prop
    def KeySignature(self) -> FCKeySignature:
        return FCKeySignature.of(self._session, key_in(self._node), self._node)

    @prop
    def TimeSignature(self) -> FCTimeSignature:
        return FCTimeSignature(self._session)._connect(self._node)

    @prop
    def TimeSignatureForDisplay(self) -> FCTimeSignature | None:
        """The signature that is shown instead of the one in force, nil where they are the same."""
        if not self.UseTimeSigForDisplay:
            return None
        return FCTimeSignature(self._session)._connect(self._node, FOR_DISPLAY)

    def _save(self, key: Key) -> bool:
        """Save it; as the one behind the last measure it is added as a measure. Raises ScriptError for one farther
        behind: measures are counted without gaps."""
        if self._store.exists(self.section, self.tag, key._replace(part=0)):
            return super()._save(key)
        count = self._session.measure_count()
        if count and key.cmper1 != count + 1:
            raise ScriptError(
                f"cannot save measure {key.cmper1}: the score has {count} (FCMeasures.Append adds some)"
            )
        if count:
            _insert(self._session, count + 1, 1)
        return super()._save(key)

    @method
    def DeleteData(self) -> bool:
        """Take the measure out with all that stands in it, as ``FCMeasures.Delete`` does; false for the only one."""
        return _delete(self._session, self.ItemNo, 1)

    @method
    def CreateExpressions(self) -> FCExpressions:
        """The expressions that are assigned in the measure."""
        from postlude.finale.marks.expressions import FCExpressions

        found = FCExpressions(self._session)
        found.LoadAllForItem(self.ItemNo)
        return found

    @method
    def CreateBeatChartElements(self) -> FCBeatChartElements:
        """The measure's beat chart, empty if it has none."""
        from postlude.finale.layout.beatcharts import FCBeatChartElements

        found = FCBeatChartElements(self._session)
        found.LoadAllForItem(self.ItemNo)
        return found

    @method
    def CreateTempoElements(self) -> FCTempoElements:
        """The changes of tempo in the measure."""
        from postlude.finale.layout.tempos import FCTempoElements

        found = FCTempoElements(self._session)
        found.LoadAllForItem(self.ItemNo)
        return found

    @method
    def CreateNumberString(self, showallrepeatpasses: bool = False) -> FCString:
        """The number that the measure shows; for one without, its place in the document behind a ``#``."""
        number = self._number(showallrepeatpasses)
        return FCString(self._session, number if number is not None else f"#{self.ItemNo}")

    @method
    def CreateNumberStringUnqualified(self, showallrepeatpasses: bool = False) -> FCString:
        """The number that the measure shows, or its place in the document."""
        number = self._number(showallrepeatpasses)
        return FCString(self._session, number if number is not None else str(self.ItemNo))

    def _number(self, all_passes: bool) -> str | None:
        from postlude.finale.measures.measurenumbers import FCMeasureNumberRegions

        regions = FCMeasureNumberRegions(self._session)
        regions.LoadAll()
        if all_passes and regions.CountRegionsForMeasure(self.ItemNo) > 1:
            raise ScriptError(
                f"measure {self.ItemNo} has several numbers: how Finale joins them is not known"
            )
        shown = FCString(self._session, "")
        return shown.text_value if regions.CalcStringFromNumber(self.ItemNo, shown) >= 0 else None


class FCMeasures(NoInciOthers, of=FCMeasure):
    """The measures of the document."""

    @method
    def LoadRegion(self, region: FCMusicRegion) -> None:
        keys = self._all_keys()
        self._fill([key for key in keys if region.StartMeasure <= key.cmper1 <= region.EndMeasure])

    @static
    def Append(session: Session, count: int, updatelayout: bool) -> bool:
        """Put measures behind the last one. The layout is kept valid in any case."""
        return _insert(session, session.measure_count() + 1, count)

    @static
    def Insert(session: Session, measureno: int, count: int, updatelayout: bool) -> bool:
        """Put measures before one, with the signatures of the measure before them. All that is counted by measures
        moves on, except the regions of measure numbers; the caller moves them, as scripts do. The layout is kept
        valid in any case."""
        return _insert(session, measureno, count)

    @static
    def Delete(session: Session, measureno: int, count: int) -> bool:
        """Take measures out with all that stands in them; false if none would remain."""
        return _delete(session, measureno, count)


def _delete(session: Session, measure: int, count: int) -> bool:
    from postlude.finale.measures.measurelist import delete_measures

    return _change(session, lambda: delete_measures(session, measure, count))


def _insert(session: Session, measure: int, count: int) -> bool:
    from postlude.finale.measures.measurelist import insert_measures

    return _change(session, lambda: insert_measures(session, measure, count))


def _change(session: Session, change: Callable[[], bool]) -> bool:
    """Change the measures, and fit the layouts of score and parts to them."""
    from postlude.finale.layout.updating import in_each_view, music_widths, update_layout

    before: dict[int, dict[int, int]] = {}
    in_each_view(session, lambda part: before.update({part: music_widths(session)}))
    changed = change()
    if changed:
        in_each_view(session, lambda part: update_layout(session, before=before[part]))
    return changed
