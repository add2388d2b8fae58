"""Where articulations and the ends of smart shapes lie on the page.

Vertical places are in EVPU over the bottom of the page, horizontal ones from its left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.layout.cellmetrics import FCCellMetrics
from postlude.finale.layout.entrymetrics import FCEntryMetrics
from postlude.finale.layout.geometry import SYSTEMS, number, record, system_of_measure
from postlude.finale.layout.measureplaces import beat_place, measure_places, options
from postlude.finale.regions.cells import FCCell

if TYPE_CHECKING:
    from postlude.finale.marks.articulationdefs import FCArticulationDef
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session

STRETCHED = 10000
HALF_NOTEHEAD = 12


def articulation_place(
    entry: FCNoteEntry, definition: FCArticulationDef, above: bool
) -> tuple[float, float] | None:
    """The place that a definition gives an articulation, at the staff's scaling; None if the entry is on no page.

    Scripts compare it with the metrics of entries once they have divided those by the staff's scaling.
    """
    session = entry._session
    cell, metrics = FCCellMetrics(session), FCEntryMetrics(session)
    if not (metrics.Load(entry) and cell.LoadAtEntry(entry)):
        return None
    scale = cell.StaffScaling / STRETCHED
    index = metrics.NoteCount - 1 if definition.AttachToTopNote or above else 0
    x = metrics.GetNoteLeftPosition(index) / scale
    if definition.CenterHorizontally:
        x += metrics.GetNoteWidth(index) / scale / 2
    y = (metrics.TopPosition if above else metrics.BottomPosition) / scale
    if definition.AlwaysPlaceOutsideStaff:
        y = max(y, cell.TopStafflinePos) if above else min(y, cell.BottomStafflinePos)
    return x, y + (definition.DefaultVerticalPos if above else -definition.DefaultVerticalPos)


def slur_place(entry: FCNoteEntry, over: bool, end: str) -> tuple[float, float] | None:
    """Where a slur begins ("Start") or ends ("End") at an entry by the document's options, at the staff's scaling;
    None if the entry is on no page, or the options have no such style."""
    session = entry._session
    cell, metrics = FCCellMetrics(session), FCEntryMetrics(session)
    if not (metrics.Load(entry) and cell.LoadAtEntry(entry)):
        return None
    at = "Note" if over != entry.CalcStemUp() else "Stem" if entry.CalcUnbeamedNote() else "Beam"
    wanted = f"{'over' if over else 'under'}{at}{end}"
    styles = options(session, "smartShapeOptions").find_all("slurConnectStyle")
    style = next((each for each in styles if each.attrs.get("type") == wanted), None)
    if style is None:
        return None
    scale = cell.StaffScaling / STRETCHED
    x, y = _connection(metrics, style.get("connectIndex") or "headRightTop", over, scale)
    return x / scale + number(style, "xOffset"), y / scale + number(style, "yOffset")


def _connection(metrics: FCEntryMetrics, connection: str, over: bool, scale: float) -> tuple[float, float]:
    """A corner or the middle of a side of an entry's outer notehead, or of its stem, on paper."""
    if connection.startswith("stem") and metrics.StemTopPosition:
        left, right = metrics.StemLeftPosition, metrics.StemRightPosition
        bottom, top = metrics.StemBottomPosition, metrics.StemTopPosition
    else:
        index = metrics.NoteCount - 1 if over else 0
        left = metrics.GetNoteLeftPosition(index)
        right = left + metrics.GetNoteWidth(index)
        middle = metrics.GetNoteCenterVerticalPos(index)
        bottom, top = middle - HALF_NOTEHEAD * scale, middle + HALF_NOTEHEAD * scale
    x = left if "Left" in connection else right if "Right" in connection else (left + right) / 2
    y = top if "Top" in connection else bottom if "Bottom" in connection else (bottom + top) / 2
    return x, y


def cell_place(session: Session, measure: int, staff: int, edu: int) -> tuple[float, float] | None:
    """A position in a cell, at the staff's reference line, as ``FCCellMetrics`` scales it; None if the cell is on
    no page."""
    cell, system = FCCellMetrics(session), system_of_measure(session, measure)
    if system is None or not cell.LoadAtCell(FCCell.construct(session, measure, staff)):
        return None
    place = measure_places(session, system).get(measure)
    spec = record(session, SYSTEMS, Key(system))
    if place is None or spec is None:
        return None
    along = beat_place(session, measure, edu) * number(spec, "horzPercent") / STRETCHED
    return place.music + along, cell.ReferenceLinePos
