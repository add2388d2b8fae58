"""``FCMusicRegion``: a range of measures and staves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import method
from postlude.finale.base import FCBase, write_only
from postlude.finale.fields import held
from postlude.finale.regions.cells import FCCell, FCCells
from postlude.finale.regions.inforce import meter_at
from postlude.finale.regions.regionmusic import RegionMusic
from postlude.finale.selection import Selection
from postlude.finale.session import END_OF_MEASURE
from postlude.finale.staves.staves import scroll_view

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session


class FCMusicRegion(RegionMusic, FCBase):
    """Measures from 1, staves by number or by slot (their place in scroll view, from 1), positions in EDU.

    An end position of 0x7FFFFFFF, or beyond the measure, is the measure's end.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._it, self._list = Selection(), 0
        self._clip = None

    # Positions.

    StartMeasure = held("_it.start_measure", int)
    EndMeasure = held("_it.end_measure", int)
    StartMeasurePos = held("_it.start_pos", int)
    EndMeasurePos = held("_it.end_pos", int)

    @write_only
    def Region(self, other: FCMusicRegion) -> None:
        self._it, self._list = Selection(**vars(other._it)), other._list

    @method
    def CalcMeasureSpan(self) -> int:
        return 0 if self._it.empty else self._it.end_measure - self._it.start_measure + 1

    @method
    def CalcStaffSpan(self) -> int:
        return 0 if self._it.empty else self._it.end_slot - self._it.start_slot + 1

    # Filling.

    @method
    def Clear(self) -> None:
        self._it, self._list = Selection(), 0

    @method
    def SetCurrentSelection(self) -> bool:
        """Take over the document's selection; false if nothing is selected."""
        self._it, self._list = Selection(**vars(self._session.selection)), 0
        return not self._it.empty

    @method
    def SetFullDocument(self) -> bool:
        staves = scroll_view(self._session)
        measures = self._session.measure_count()
        if not staves or not measures:
            return False
        self._it, self._list = Selection(1, measures, 0, END_OF_MEASURE, 1, len(staves)), 0
        return True

    @method
    def SetFullMeasureStack(self) -> bool:
        self._it.start_slot, self._it.end_slot = 1, len(self._order())
        return bool(self._order())

    @method
    def SetInDocument(self) -> None:
        """Make this region the document's selection."""
        self._session.selection = Selection(**vars(self._global()))

    @method
    def SetStartMeasurePosLeft(self) -> None:
        self._it.start_pos = 0

    @method
    def SetEndMeasurePosRight(self) -> None:
        self._it.end_pos = END_OF_MEASURE

    @method
    def Redraw(self) -> None:
        """Nothing is drawn here."""

    # Questions.

    @method
    def IsEmpty(self) -> bool:
        """Whether nothing is selected: no measure, no staff, or no more than a place between notes."""
        return self._it.empty or bool(self.IsSinglePos())

    @method
    def IsEmptyAndNotSinglePos(self) -> bool:
        return self._it.empty

    @method
    def IsStartPos(self, measure: int, pos: int) -> bool:
        """Whether the region begins there."""
        return (self._it.start_measure, self._it.start_pos) == (measure, pos)

    @method
    def IsCurrentDocument(self) -> bool:
        return True

    @method
    def IsMeasureIncluded(self, measureno: int) -> bool:
        return self._it.start_measure <= measureno <= self._it.end_measure

    @method
    def IsSlotIncluded(self, slotnumber: int) -> bool:
        return 0 < self._it.start_slot <= slotnumber <= self._it.end_slot

    @method
    def IsStaffIncluded(self, staffnumber: int) -> bool:
        return self.IsSlotIncluded(self.CalcSlotNumber(staffnumber))

    @method
    def IsMeasurePosWithin(self, measure: int, pos: int) -> bool:
        it = self._it
        if not it.start_measure <= measure <= it.end_measure:
            return False
        if measure == it.start_measure and pos < it.start_pos:
            return False
        return not (measure == it.end_measure and pos > it.end_pos)

    @method
    def IsCellPosWithin(self, cell: FCCell, pos: int) -> bool:
        return self.IsStaffIncluded(cell.Staff) and self.IsMeasurePosWithin(cell.Measure, pos)

    @method
    def IsEntryPosWithin(self, entry: FCNoteEntry) -> bool:
        frame, it = entry.frame, self._it
        if frame is None or not 0 < it.start_slot <= self.CalcSlotNumber(frame.staff) <= it.end_slot:
            return False
        measure = frame.measure
        if not it.start_measure <= measure <= it.end_measure:
            return False
        # Positions are worked out only where they matter: in a partial measure.
        if measure == it.start_measure and it.start_pos > 0 and frame.timing(entry)[0] < it.start_pos:
            return False
        return not (
            measure == it.end_measure and it.end_pos != END_OF_MEASURE and frame.timing(entry)[0] > it.end_pos
        )

    @method
    def IsAbsoluteEndMeasurePos(self) -> bool:
        return self._it.end_pos == END_OF_MEASURE

    @method
    def IsMeasurePartial(self, measure: int) -> bool:
        it = self._it
        return (measure == it.start_measure and it.start_pos > 0) or (
            measure == it.end_measure and not self._ends_full()
        )

    @method
    def IsPartial(self) -> bool:
        return self._it.start_pos > 0 or not self._ends_full()

    @method
    def IsFullMeasureIncluded(self, measureno: int) -> bool:
        return self.IsMeasureIncluded(measureno) and not self.IsMeasurePartial(measureno)

    @method
    def IsLastEndMeasure(self) -> bool:
        return self._it.end_measure == self._session.measure_count()

    @method
    def IsSinglePos(self) -> bool:
        it = self._it
        return not it.empty and (it.start_measure, it.start_pos) == (it.end_measure, it.end_pos)

    @method
    def IsFullDocumentSpan(self) -> bool:
        it = self._it
        full = it.start_measure == 1 and it.end_measure == self._session.measure_count()
        return full and self.slots == (1, len(scroll_view(self._session)))

    @method
    def IsOverlapping(self, other: FCMusicRegion) -> bool:
        mine, theirs = self._it, other._it
        return (
            mine.start_slot <= theirs.end_slot
            and theirs.start_slot <= mine.end_slot
            and (mine.start_measure, mine.start_pos) <= (theirs.end_measure, theirs.end_pos)
            and (theirs.start_measure, theirs.start_pos) <= (mine.end_measure, mine.end_pos)
        )

    def _ends_full(self) -> bool:
        if self._it.end_pos == END_OF_MEASURE:
            return True
        staff = self.CalcStaffNumber(self._it.end_slot)
        return self._it.end_pos >= meter_at(self._session, staff, self._it.end_measure).duration

    @method
    def AssureSortedStaves(self) -> None:
        """Let the start be the upper staff."""
        it = self._it
        if it.start_slot > it.end_slot:
            it.start_slot, it.end_slot = it.end_slot, it.start_slot

    @method
    def CreateCells(self) -> FCCells:
        """All cells of the region, staff by staff."""
        cells = FCCells(self._session)
        cells.ApplyRegion(self)
        return cells

    @method
    def AddMeasureOffset(self, offset: int) -> bool:
        it = self._it
        if it.empty or it.start_measure + offset < 1:
            return False
        it.start_measure += offset
        it.end_measure += offset
        return True

    @method
    def CalcDuration(self) -> int:
        """EDU from the region's start to its end, by the time signatures of its top staff."""
        it = self._it
        if it.empty:
            return 0
        staff = self.CalcStaffNumber(it.start_slot)
        total = 0
        for measure in range(it.start_measure, it.end_measure + 1):
            length = int(meter_at(self._session, staff, measure).duration)
            first = it.start_pos if measure == it.start_measure else 0
            last = min(it.end_pos, length) if measure == it.end_measure else length
            total += max(last - first, 0)
        return total

    def _same_as(self, other: Any) -> bool:
        return bool(self._it == other._it)
