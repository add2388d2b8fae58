"""Places in a score by numbers of any size."""

from __future__ import annotations

from typing import Any

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session


def region(finale: Namespace, first: int, last: int, staff: int | None) -> Any:
    """Whole measures on one staff, or on all."""
    found = finale.FCMusicRegion()
    found.SetFullDocument()
    found.StartMeasure, found.EndMeasure = min(first, last), max(first, last)
    if staff is not None:
        found.StartStaff = found.EndStaff = staff
    return found


class Places:
    """Measures, staves, cells and entries of the score at hand, each by a number modulo how many there are."""

    finale: Namespace
    session: Session

    def measure(self, number: int) -> int:
        return number % self.session.measure_count() + 1

    def staves(self) -> list[int]:
        return sorted(
            int(key.cmper1) for key in self.session.keys("others", "staffSpec") if key.cmper1 < 32000
        )

    def staff(self, number: int) -> int:
        known = self.staves()
        return known[number % len(known)]

    def _region(self, a: int, b: int, c: int) -> Any:
        return region(self.finale, self.measure(a), self.measure(b), self.staff(c) if c % 3 else None)

    def _part_of_measures(self, a: int, b: int, c: int) -> Any:
        found = self._region(a, b, c)
        found.StartMeasurePos, found.EndMeasurePos = 1024 * (a % 4), 1024 * (b % 4) + 511
        return found

    def _cell(self, measure: int, staff: int) -> Any:
        """The entries of a cell, None if it has none."""
        cell = self.finale.FCNoteEntryCell(self.measure(measure), self.staff(staff))
        return cell if cell.Load() and len(cell) else None

    def _entry(self, measure: int, staff: int, number: int) -> Any:
        """An entry of a cell and the cell, None if there is none."""
        cell = self._cell(measure, staff)
        return (cell, cell.GetItemAt(number % len(cell))) if cell is not None else None

    def _record(self, class_name: str, number: int) -> Any:
        """One of the records of a class, None if there is none."""
        record = getattr(self.finale, class_name)()
        keys = record._keys()
        return record if keys and record._load(keys[number % len(keys)]) else None
