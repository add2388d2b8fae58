"""Walking through a region: for Python what ``eachcell``, ``eachstaff``, ``eachentry`` and ``eachentrysaved`` are
for Lua.

::

    from postlude import each_entry

    def run(finale, finenv):
        for entry in each_entry(finenv.Region(), save=True):
            entry.Visible = True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from postlude.finale.music.noteentrylayers import FCNoteEntryCell

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.regions.regions import FCMusicRegion

VISIBLE_LAYERS = 0


def each_staff(region: FCMusicRegion, *, downwards: bool = True) -> Iterator[int]:
    """The staves of a region by number, from the top down."""
    first, last = region.slots
    slots = range(first, last + 1)
    for slot in slots if downwards else reversed(slots):
        staff = region.CalcStaffNumber(slot)
        if staff > 0:
            yield staff


def each_cell(
    region: FCMusicRegion, *, forwards: bool = True, downwards: bool = True
) -> Iterator[tuple[int, int]]:
    """Measure and staff of each cell, staff after staff; partly selected measures are cells, too."""
    measures = range(region.StartMeasure, region.EndMeasure + 1)
    for staff in each_staff(region, downwards=downwards):
        for measure in measures if forwards else reversed(measures):
            yield measure, staff


def each_entry(
    region: FCMusicRegion, layers: int = VISIBLE_LAYERS, *, save: bool = False
) -> Iterator[FCNoteEntry]:
    """The entries of a region, cell after cell; ``layers`` is as ``LoadLayerMode`` of ``FCNoteEntryCell``.

    With ``save`` a cell is saved behind its last entry, without entries of duration 0; a loop that is left
    early doesn't save its last cell.
    """
    for cell in loaded_cells(region, each_cell(region), layers, save=save):
        for entry in list(cell):
            if region.IsEntryPosWithin(entry):
                yield entry


def loaded_cells(
    region: FCMusicRegion, places: Iterable[tuple[int, int]], layers: int, *, save: bool
) -> Iterator[FCNoteEntryCell]:
    """The entries of each cell; with ``save`` each is saved when the next is asked for."""
    for measure, staff in places:
        cell = FCNoteEntryCell.construct(region._session, measure, staff)
        cell.mode, cell.mirrors = layers, not save
        cell.Load()
        yield cell
        if save:
            cell.DeleteAllNullEntries()
            cell.Save()
