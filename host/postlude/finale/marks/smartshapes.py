"""Smart shapes: slurs, hairpins, lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import approximate, method
from postlude.finale.base import prop, write_only
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.marks.smartshapeends import ENDS, FCSmartShapeSegment, number_of, put_number
from postlude.finale.records import NoInciOther

if TYPE_CHECKING:
    from postlude.enigma.node import Key
    from postlude.finale.marks.smartshapecurves import FCSmartShapeCtrlPointAdjust
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.points import FCPoint
    from postlude.finale.regions.regions import FCMusicRegion

SHAPE_TYPES: dict[str | None, int] = {
    None: 0, "slurDown": 0, "slurUp": 1, "decresc": 2, "cresc": 3, "octaveDown": 4, "octaveUp": 5,
    "dashLineUp": 6, "dashLineDown": 7, "dashSlurDown": 8, "dashSlurUp": 9, "dashLine": 10, "solidLine": 11,
    "solidLineDown": 12, "solidLineUp": 13, "trill": 14, "slurAuto": 15, "dashSlurAuto": 16, "trillExt": 17,
    "solidLineDown2": 18, "solidLineUp2": 19, "twoOctaveDown": 20, "twoOctaveUp": 21, "dashLineDown2": 22,
    "dashLineUp2": 23, "glissando": 25, "tabSlide": 26, "bendHat": 27, "bendCurve": 28, "smartLine": 29,
    "solidLineUpLeft": 30, "solidLineDownLeft": 31, "dashLineUpLeft": 32, "dashLineDownLeft": 33,
    "solidLineUpDown": 34, "solidLineDownUp": 35, "dashLineUpDown": 36, "dashLineDownUp": 37, "hyphen": 38,
    "wordExt": 39, "dashContourSlurDown": 40, "dashContourSlurUp": 41, "dashContourSlurAuto": 42,
}  # fmt: skip
SOLID_SLURS = frozenset({0, 1, 15})
DASHED_SLURS = frozenset({40, 41, 42})
DASHED_CURVES = frozenset({8, 9, 16})
SLURS = SOLID_SLURS | DASHED_SLURS | DASHED_CURVES
TWO_HOOKS = frozenset({18, 19, 22, 23})
STATES: dict[str | None, int] = {None: 2, "off": 0, "on": 1}


class FCSmartShape(NoInciOther, tag="smartShape"):
    """A smart shape. Its ends are at entries, or at places in measures (``BeatAttached``)."""

    AvoidAccidentals = choice("slurAvoidAcciState", STATES)
    EngraverSlur = choice("engraverSlurState", STATES)
    LineID = integer("lineStyleID")
    MaintainAngle = flag("rotate")
    MakeHorizontal = flag("makeHorz")
    PresetShape = inverted_flag("noPresetShape")
    ShapeType = choice("shapeType", SHAPE_TYPES)
    Visible = inverted_flag("hidden")

    @prop
    def EntryBased(self) -> bool:
        """Whether the ends are at entries; setting it keeps the number that each end has."""
        return self._text_at("entryBased") is not None

    @EntryBased.setter
    def _set_entry_based(self, value: bool) -> None:
        numbers = [number_of(self, end) for end in ENDS]
        self._put_text("entryBased", "" if value else None)
        for end, number in zip(ENDS, numbers, strict=True):
            put_number(self, end, number)
        self._cache.clear()

    @prop
    def BeatAttached(self) -> bool:
        return not self.EntryBased

    @BeatAttached.setter
    def _set_beat_attached(self, value: bool) -> None:
        self.EntryBased = not value

    @write_only
    def EntryAttachedFlags(self, value: bool) -> None:
        """Set all that goes with ends at entries."""
        self.EntryBased = value
        self.MaintainAngle = value

    @write_only
    def SlurFlags(self, value: bool) -> None:
        """Set all that goes with a slur, as every slur in real scores has it."""
        self.EntryAttachedFlags = value
        self._put_text("yBreakType", "opposite" if value else None)

    @method
    def SetHairpinFlags(self) -> None:
        """Set all that goes with a hairpin, as every hairpin in real scores has it."""
        self.SetMeasureAttachedFlags(True, True)

    @method
    def SetMeasureAttachedFlags(self, presetshape: bool, makehorizontal: bool) -> None:
        """Set what goes with ends at places in measures."""
        self.EntryBased = False
        self.MaintainAngle = False
        self.PresetShape = presetshape
        self.MakeHorizontal = makehorizontal

    @prop
    def TerminateSegmentLeft(self) -> FCSmartShapeSegment:
        return FCSmartShapeSegment.of(self, "startTermSeg")

    @prop
    def TerminateSegmentRight(self) -> FCSmartShapeSegment:
        return FCSmartShapeSegment.of(self, "endTermSeg")

    @prop
    def CtrlPointAdjust(self) -> FCSmartShapeCtrlPointAdjust:
        """The curve of the whole shape, while it isn't broken across systems."""
        from postlude.finale.marks.smartshapecurves import FCSmartShapeCtrlPointAdjust

        return FCSmartShapeCtrlPointAdjust.of(self, "fullCtlPtAdj")

    # Questions.

    @method
    def IsEntryBased(self) -> bool:
        return bool(self.EntryBased)

    @method
    def IsSlur(self) -> bool:
        return self.ShapeType in SLURS

    @method
    def IsSolidSlur(self) -> bool:
        return self.ShapeType in SOLID_SLURS

    @method
    def IsDashedSlur(self) -> bool:
        return self.ShapeType in DASHED_SLURS

    @method
    def IsDashedCurve(self) -> bool:
        return self.ShapeType in DASHED_CURVES

    @method
    def IsAutoSlur(self) -> bool:
        return self.ShapeType in (15, 16, 42)

    @method
    def IsOverSlur(self) -> bool:
        return self.ShapeType in (1, 9, 41)

    @method
    def IsUnderSlur(self) -> bool:
        return self.ShapeType in (0, 8, 40)

    @method
    def IsHairpin(self) -> bool:
        return self.ShapeType in (2, 3)

    @method
    def IsGlissando(self) -> bool:
        return bool(self.ShapeType == 25)

    @method
    def IsTabSlide(self) -> bool:
        return bool(self.ShapeType == 26)

    @method
    def IsCustomLine(self) -> bool:
        return bool(self.ShapeType == 29)

    @method
    def IsTwoHooks(self) -> bool:
        return self.ShapeType in TWO_HOOKS

    @method
    def CalcLyricBased(self) -> bool:
        return self._text_at("startLyricNum") is not None

    @method
    def IsWithinRegion(self, region: FCMusicRegion) -> bool:
        """Whether both ends are within the region."""
        return all(
            region.IsStaffIncluded(end.Staff) and region.IsMeasurePosWithin(end.Measure, end.CalcMeasurePos())
            for end in (self.TerminateSegmentLeft, self.TerminateSegmentRight)
        )

    @method
    @approximate
    def CalcLeftCellMetricPos(self, point: FCPoint) -> bool:
        """Where its left end lies on the page, at the staff's scaling, for shapes that end at places in
        measures; false for those at entries, and where the measure is on no page.

        Approximated as the metrics of cells are, and by the beat chart.
        """
        return self._put_place(ENDS[0], point)

    @method
    @approximate
    def CalcRightCellMetricPos(self, point: FCPoint) -> bool:
        """Where its right end lies; approximated as ``CalcLeftCellMetricPos``."""
        return self._put_place(ENDS[1], point)

    @method
    @approximate
    def CalcLeftEntryMetricPos(self, entry: FCNoteEntry, point: FCPoint) -> bool:
        """Where a slur begins that begins at the entry, at the staff's scaling; false for other shapes.

        Approximated: by the document's options for that side and for the entry's stem alone; a slur without a
        side of its own is on the side of the notehead.
        """
        return self._put_entry_place(ENDS[0], entry, point)

    @method
    @approximate
    def CalcRightEntryMetricPos(self, entry: FCNoteEntry, point: FCPoint) -> bool:
        """Where a slur ends that ends at the entry; approximated as ``CalcLeftEntryMetricPos``."""
        return self._put_entry_place(ENDS[1], entry, point)

    def _put_entry_place(self, end: str, entry: FCNoteEntry, point: FCPoint) -> bool:
        from postlude.finale.marks.attachmentplaces import slur_place

        if not (self.IsSlur() and self.EntryBased):
            return False
        over = not entry.CalcStemUp() if self.IsAutoSlur() else self.IsOverSlur()
        place = slur_place(entry, over, "Start" if end == ENDS[0] else "End")
        if place is None:
            return False
        self._put_moved(end, place, point)
        return True

    def _put_place(self, end: str, point: FCPoint) -> bool:
        from postlude.finale.marks.attachmentplaces import cell_place

        segment = FCSmartShapeSegment.of(self, end)
        if self.EntryBased:
            return False
        place = cell_place(self._session, segment.Measure, segment.Staff, segment.MeasurePos)
        if place is None:
            return False
        self._put_moved(end, place, point)
        return True

    def _put_moved(self, end: str, place: tuple[float, float], point: FCPoint) -> None:
        """Put a place, moved by what the end is moved by hand."""
        segment = FCSmartShapeSegment.of(self, end)
        moved = self._text_at(f"{end}/endPtAdj/on") is not None
        x, y = (segment.EndpointOffsetX, segment.EndpointOffsetY) if moved else (0, 0)
        point.X, point.Y = round(place[0] + x), round(place[1] + y)

    # Saving and removing.

    @method
    def AssignToStaff(self, staff: int) -> None:
        for end in ENDS:
            self._put_text(f"{end}/endPt/inst", str(staff))

    @method
    def SaveNewEverything(self, first: FCNoteEntry | None = None, last: FCNoteEntry | None = None) -> bool:
        """Save as a new shape, with its marks at the measures and at the entries that it has its ends at."""
        for end, entry in zip(ENDS, (first, last), strict=True):
            if entry is not None and self.EntryBased and not number_of(self, end):
                put_number(self, end, entry.EntryNumber)
        from postlude.finale.marks.smartshapemarks import add_marks

        self.SaveNew()
        add_marks(self._session, int(self._key.cmper1), self._node, (first, last))
        return True

    def _save(self, key: Key) -> bool:
        """Save it; its marks follow where its ends have moved."""
        from postlude.finale.marks.smartshapemarks import fit_marks

        before = self._store.load("others", "smartShape", key._replace(part=0))
        saved = super()._save(key)
        if before is not None and any(
            before.get(path) != self._text_at(path)
            for path in (f"{end}/endPt/{leaf}" for end in ENDS for leaf in ("meas", "entryNum"))
        ):
            fit_marks(self._session, int(key.cmper1), self._node)
        return saved

    @method
    def DeleteData(self) -> bool:
        """Remove the shape and all marks of it: no real document has a mark without a shape."""
        from postlude.finale.marks.smartshapemarks import remove_marks

        remove_marks(self._session, int(self._key.cmper1))
        return super().DeleteData()

    @method
    def DeleteEverything(self) -> None:
        self.DeleteData()
