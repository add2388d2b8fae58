"""Metrics of a cell: where its staff and its music lie on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import approximate, method, static
from postlude.finale.base import FCBase, prop
from postlude.finale.layout.geometry import (
    SYSTEMS,
    is_joined,
    number,
    record,
    staff_place,
    staff_scale,
    system_of_measure,
    system_place,
    system_scale,
)
from postlude.finale.layout.measureplaces import (
    MeasurePlace,
    back_repeat_width,
    barline_width,
    front_repeat_width,
    measure_places,
)
from postlude.finale.staves.staffpositions import lines_of
from postlude.finale.staves.staffstyles import staff_source
from postlude.finale.staves.staves import slots

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.regions.cells import FCCell
    from postlude.finale.session import Session

STEP = 12


class FCCellMetrics(FCBase):
    """Where a cell lies on the page. Vertical positions are in EVPU over the bottom of the page, at the staff's
    scaling, horizontal ones from the left of the page, at the system's; scalings in hundredths of a percent.

    Systems, staves and widths follow from the document. What stands before the music within a system is
    estimated, and so are repeat signs; figures that depend on that are marked as approximated.
    """

    closer = "FreeMetrics"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.FreeMetrics()

    @method
    def FreeMetrics(self) -> None:
        self._measure = self._staff = self._system = 0

    @method
    def LoadAtCell(self, cell: FCCell) -> bool:
        """False for a cell that is on no page, or that a rest of several measures stands for."""
        return self._at(cell.Measure, cell.Staff)

    @method
    def LoadAtEntry(self, entry: FCNoteEntry) -> bool:
        """False for an entry that is on no page."""
        return self._at(entry.Measure, entry.Staff)

    @static
    def MarkMetricsForRebuild(session: Session) -> None:
        """Nothing to do: metrics are computed from the document as it is."""

    def _at(self, measure: int, staff: int) -> bool:
        self.FreeMetrics()
        system = system_of_measure(self._session, measure)
        if (
            system is None
            or is_joined(self._session, measure)
            or staff_place(self._session, system, staff) is None
        ):
            return False
        self._measure, self._staff, self._system = measure, staff, system
        return True

    @property
    def _place(self) -> MeasurePlace:
        return measure_places(self._session, self._system).get(self._measure) or MeasurePlace(0, 0, 0, 0)

    @property
    def _scale(self) -> float:
        return staff_scale(self._session, self._system, self._staff)

    @property
    def _reference(self) -> float:
        return (staff_place(self._session, self._system, self._staff) or 0) / self._scale

    @prop
    @approximate
    def AttachmentCount(self) -> int:
        """Approximated: none, since no attachments are kept with these metrics, nor can scripts reach one."""
        return 0

    @prop
    @approximate
    def BackRepeatWidth(self) -> int:
        """The width of a repeat sign at its end; approximated: its dots have the usual width."""
        return round(back_repeat_width(self._session, self._measure))

    @prop
    @approximate
    def FrontRepeatWidth(self) -> int:
        """The width of a repeat sign at its start; approximated: its dots have the usual width."""
        return round(front_repeat_width(self._session, self._measure))

    @prop
    @approximate
    def RightBarlineWidth(self) -> int:
        """Approximated: by the kind of barline; a barline of the group's and a shape are left out."""
        if back_repeat_width(self._session, self._measure):
            return 0
        return round(barline_width(self._session, self._measure))

    @prop
    def HorizontalStretch(self) -> int:
        """By how much the system stretches its measures."""
        spec = record(self._session, SYSTEMS, Key(self._system))
        return number(spec, "horzPercent") if spec is not None else 0

    @prop
    @approximate
    def LeftEdge(self) -> int:
        """Approximated within a system: signs and barlines between measures have the usual widths."""
        return round(self._place.left)

    @prop
    @approximate
    def MusicStartPos(self) -> int:
        """Where what stands before the music ends; approximated as ``LeftEdge``."""
        return round(self._place.music)

    @prop
    def MusicWidth(self) -> int:
        """The width of the music, the space before and behind it left out."""
        return round(self._place.music_width)

    @prop
    @approximate
    def Width(self) -> int:
        """The width of it all; approximated where clefs or signatures stand before the music."""
        return round(self._place.width)

    @prop
    @approximate
    def ReferenceLinePos(self) -> int:
        """Approximated where a page's systems have margins that are not held."""
        return int(self._reference)

    @prop
    @approximate
    def TopStafflinePos(self) -> int:
        """Approximated as ``ReferenceLinePos``."""
        return int(self._reference + self._lines()[0] * STEP)

    @prop
    @approximate
    def BottomStafflinePos(self) -> int:
        """Approximated as ``ReferenceLinePos``."""
        return int(self._reference + self._lines()[1] * STEP)

    def _lines(self) -> tuple[int, int]:
        """The steps from the reference line to the top and to the bottom line."""
        return lines_of(staff_source(self._session, self._staff, self._measure, 0, "staffType"))

    @prop
    @approximate
    def SystemTopPos(self) -> int:
        """The reference line of the system's top staff; approximated as ``ReferenceLinePos``."""
        place = system_place(self._session, self._system)
        return int(place.top / system_scale(self._session, self._system)) if place is not None else 0

    @prop
    def SlotNumber(self) -> int:
        """The place of the staff among those of scroll view, from 1."""
        return slots(self._session).get(self._staff, 0)

    @prop
    def StaffScaling(self) -> int:
        """Of the staff with its system and its page."""
        return round(self._scale * 10000) if self._system else 0

    @prop
    def StaffSystem(self) -> int:
        """The number of the system."""
        return int(self._system)

    @prop
    def SystemScaling(self) -> int:
        """Of the system with its page."""
        return round(system_scale(self._session, self._system) * 10000) if self._system else 0
