"""Expressions where they are assigned to measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import approximate, method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.layout.geometry import system_of_measure
from postlude.finale.marks.expressiondefs import FCTextExpressionDef
from postlude.finale.marks.shapeexpressions import FCShapeExpressionDef
from postlude.finale.measures.measures import FCMeasure
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther
from postlude.finale.staves.staves import scroll_view, system_staves

if TYPE_CHECKING:
    from postlude.enigma.node import Key, Node
    from postlude.finale.layout.systems import FCStaffSystems
    from postlude.finale.points import FCPoint
    from postlude.finale.regions.cells import FCCell
    from postlude.finale.regions.regions import FCMusicRegion

TOP_STAFF = -1
BOTTOM_STAFF = -2


class FCExpression(InciOther, tag="measExprAssign"):
    """An expression assigned to a measure; ``MeasurePos`` in EDU, offsets in EVPU."""

    GraceNoteIndex = integer("graceNoteIndex")
    HorizontalPos = integer("horzEvpuOff")
    LayerAssignment = integer("layer")
    MeasurePos = integer("horzEduOff")
    RehearsalMarkOffset = integer("rehearsalMarkOffset")
    PlaybackLayerAssignment = choice(
        "channelSwitch",
        {None: 0, "toL1": 1, "toL2": 2, "toL3": 3, "toL4": 4, "toChord": 5, "toDyn": 6},
        doc="The layer whose channel plays it, or chords or expressions; 0 is that of the music.",
    )
    PlaybackStart = choice("playbackStart", {None: 2, "attach": 1, "measPos": 0})
    ScaleWithEntry = inverted_flag("dontScaleWithEntry")
    Staff = integer("staffAssign")
    StaffGroupID = integer("staffGroup")
    StaffListID = integer("staffList")
    TracksVoice2 = flag("v2")
    VerticalPos = integer("vertOff")
    Visible = inverted_flag("hidden")

    @prop
    def Measure(self) -> int:
        return int(self._key.cmper1)

    @prop
    def ID(self) -> int:
        """The number of the definition, of a text or of a shape."""
        return int(self._text_at("textExprID") or self._text_at("shapeExprID") or 0)

    @ID.setter
    def _set_id(self, value: int) -> None:
        self._put_text("shapeExprID" if self.IsShape() else "textExprID", str(value))
        self._cache.clear()

    @prop
    def Shape(self) -> bool:
        """Whether it is a shape; setting it keeps the number of the definition."""
        return self._text_at("shapeExprID") is not None

    @Shape.setter
    def _set_shape(self, value: bool) -> None:
        number = self.ID
        self._put_text("textExprID", None if value else str(number))
        self._put_text("shapeExprID", str(number) if value else None)
        self._cache.clear()

    @prop
    def ScoreAssignment(self) -> bool:
        return not self._nowhere and self._text_at("showStaffList") in (None, "scoreOnly")

    @ScoreAssignment.setter
    def _set_score_assignment(self, value: bool) -> None:
        self._assign(value, self.PartAssignment)

    @prop
    def PartAssignment(self) -> bool:
        return not self._nowhere and self._text_at("showStaffList") in (None, "partOnly")

    @PartAssignment.setter
    def _set_part_assignment(self, value: bool) -> None:
        self._assign(self.ScoreAssignment, value)

    _nowhere = False
    """Whether a script has taken it out of score and parts, which it may on the way from one to the other."""

    def _assign(self, score: bool, part: bool) -> None:
        self._nowhere = not score and not part
        self._put_text("showStaffList", None if score == part else "scoreOnly" if score else "partOnly")
        self._cache.clear()

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._nowhere = False

    def _save(self, key: Key) -> bool:
        if self._nowhere:
            raise ScriptError(
                "an expression belongs to the score, to parts or to both (ScoreAssignment, PartAssignment): "
                "to hide it, set Visible to false"
            )
        return super()._save(key)

    @method
    def IsShape(self) -> bool:
        return self._text_at("shapeExprID") is not None

    @method
    def IsSingleStaffAssigned(self) -> bool:
        """Whether it belongs to one staff, not to a staff list, all staves or the top one."""
        return not self.StaffGroupID and not self.StaffListID and bool(self.Staff > 0)

    @method
    def HasStaffValue(self) -> bool:
        """Whether records of this class say a staff."""
        return True

    def staff_in(self, system: int) -> int:
        """The staff that it stands at in a system (0: scroll view): its own, or the system's top or bottom."""
        staff = int(self.Staff)
        if staff not in (TOP_STAFF, BOTTOM_STAFF):
            return max(staff, 0)
        found = [staff for staff, _ in system_staves(self._session, system)] if system else []
        found = found or scroll_view(self._session)
        return (found[0] if staff == TOP_STAFF else found[-1]) if found else 0

    @method
    def CalcStaffInScrollView(self) -> int:
        """The staff that it stands at; for one of the top or the bottom staff, the first or last of them."""
        return self.staff_in(0)

    @method
    def CalcStaffInPageView(self) -> int:
        """The staff that it stands at in the system of its measure, where hidden staves are missing."""
        return self.staff_in(system_of_measure(self._session, self.Measure) or 0)

    @method
    def CalcStaffInCurrentView(self) -> int:
        """As in scroll view, which is the view that scripts run in here."""
        return self.staff_in(0)

    @method
    def CreateTextExpressionDef(self) -> FCTextExpressionDef | None:
        definition = FCTextExpressionDef(self._session)
        return definition if not self.IsShape() and definition.Load(self.ID) else None

    @method
    def AssignTextExpressionDef(self, definition: FCTextExpressionDef) -> bool:
        self._put_text("shapeExprID", None)
        self._put_text("textExprID", str(definition.ItemNo))
        self._cache.clear()
        return True

    @method
    def CreateShapeExpressionDef(self) -> FCShapeExpressionDef | None:
        definition = FCShapeExpressionDef(self._session)
        return definition if self.IsShape() and definition.Load(self.ID) else None

    @method
    def AssignShapeExpressionDef(self, definition: FCShapeExpressionDef) -> bool:
        self._put_text("textExprID", None)
        self._put_text("shapeExprID", str(definition.ItemNo))
        self._cache.clear()
        return True

    @method
    def SaveNewToCell(self, cell: FCCell) -> bool:
        """Save it as a new expression of the cell's staff and measure."""
        self.Staff = cell.Staff
        if self._text_at("playbackStart") is None:
            self._put_text("playbackStart", "attach")
        measure = FCMeasure(self._session)
        if not measure.Load(cell.Measure):
            return False
        if not measure.ExpressionFlag:
            measure.ExpressionFlag = True
            measure.Save()
        return self.SaveNew(cell.Measure)

    @method
    def ResetPos(self) -> None:
        """Move it back to its definition's place."""
        self._put_text("horzEvpuOff", None)
        self._put_text("vertOff", None)
        self._cache.clear()

    @method
    @approximate
    def CalcMetricPos(self, point: FCPoint) -> bool:
        """Write where it lies, as ``FCCellMetrics`` counts; false for one of the top or bottom staff, as in Finale,
        and in a cell that is on no page. Approximated as metrics of cells and entries are; how wide its text is
        doesn't count."""
        from postlude.finale.marks.expressionplaces import expression_place

        place = expression_place(self)
        if place is not None:
            point.x, point.y = float(round(place[0])), float(round(place[1]))
        return place is not None

    def inside(self, region: FCMusicRegion) -> bool:
        """Whether it lies in a region: by position, and by staff unless it is for the top or bottom one."""
        if not region.IsMeasurePosWithin(self.Measure, self.MeasurePos):
            return False
        staff = self.Staff
        return staff <= 0 or bool(region.IsStaffIncluded(staff))


class FCExpressions(InciOthers, of=FCExpression):
    """Expression assignments."""

    @method
    def LoadAllForRegion(self, region: FCMusicRegion) -> int:
        keys = self._all_keys()
        self._fill([key for key in keys if region.StartMeasure <= key.cmper1 <= region.EndMeasure])
        self._items = [item for item in self._items if item.inside(region)]
        return len(self._items)

    @method
    def LoadAllInCell(self, cell: FCCell) -> int:
        self._fill([key for key in self._all_keys() if key.cmper1 == cell.Measure])
        self._items = [item for item in self._items if item.Staff == cell.Staff]
        return len(self._items)

    @method
    def LoadAllInCellLayout(self, cell: FCCell, systems: FCStaffSystems) -> int:
        """The expressions that stand in a cell on the page: those of the top or bottom staff too, if it is that."""
        system = systems.FindMeasureNumber(cell.Measure)
        number = int(system.ItemNo) if system is not None else 0
        self._fill([key for key in self._all_keys() if key.cmper1 == cell.Measure])
        self._items = [item for item in self._items if item.staff_in(number) == cell.Staff]
        return len(self._items)
