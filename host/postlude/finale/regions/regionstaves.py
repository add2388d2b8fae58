"""The staves of a region: by number, and by slot in scroll view or in a system's list of staves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import held
from postlude.finale.selection import Selection
from postlude.finale.staves.staves import scroll_view, slots, system_staves

if TYPE_CHECKING:
    from postlude.finale.session import Session


class RegionStaves:
    """Which staves a region has."""

    _session: Session
    _it: Selection
    _list: int

    StartSlot = held("_it.start_slot", int)
    EndSlot = held("_it.end_slot", int)
    InstrumentList = held(
        "_list", int, "The list that slots count in: 0 is scroll view, else a system's number."
    )

    @prop
    def StartStaff(self) -> int:
        return self.CalcStaffNumber(self._it.start_slot)

    @StartStaff.setter
    def _set_start_staff(self, value: int) -> None:
        self._it.start_slot = self.CalcSlotNumber(value)

    @prop
    def EndStaff(self) -> int:
        return self.CalcStaffNumber(self._it.end_slot)

    @EndStaff.setter
    def _set_end_staff(self, value: int) -> None:
        self._it.end_slot = self.CalcSlotNumber(value)

    def _order(self) -> list[int]:
        """The staves that slots count."""
        if self._list:
            return [staff for staff, _ in system_staves(self._session, self._list)]
        return scroll_view(self._session)

    def _global(self) -> Selection:
        """The region with slots of scroll view."""
        if not self._list:
            return self._it
        place, it = slots(self._session), self._it
        start, end = (place.get(self.CalcStaffNumber(slot), 0) for slot in (it.start_slot, it.end_slot))
        return Selection(**{**vars(it), "start_slot": start, "end_slot": end})

    @property
    def slots(self) -> tuple[int, int]:
        """The first and last slot in scroll view."""
        it = self._global()
        return it.start_slot, it.end_slot

    def staves(self) -> list[int]:
        """The region's staves from the top."""
        return self._order()[max(self._it.start_slot - 1, 0) : self._it.end_slot]

    @method
    def CalcStaffNumber(self, slot: int) -> int:
        """The staff in a slot, 0 if there is none."""
        staves = self._order()
        return staves[slot - 1] if 1 <= slot <= len(staves) else 0

    @method
    def CalcSlotNumber(self, staff: int) -> int:
        """The slot of a staff, 0 if it has none."""
        if not self._list:
            return slots(self._session).get(staff, 0)
        staves = self._order()
        return staves.index(staff) + 1 if staff in staves else 0

    @method
    def ConvertToGlobalInstrumentList(self) -> None:
        """Let slots count in scroll view; the region keeps its staves."""
        self._it, self._list = self._global(), 0
