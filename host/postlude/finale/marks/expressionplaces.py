"""Where expressions lie on the page.

Vertical places are in EVPU over the bottom of the page, horizontal ones from its left, both at the scaling of
staff and system, as ``FCCellMetrics`` has them. How alignment points count is as in musxdom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.constants import constant
from postlude.finale.layout.cellmetrics import FCCellMetrics
from postlude.finale.layout.entrymetrics import FCEntryMetrics
from postlude.finale.marks.attachmentplaces import cell_place
from postlude.finale.music.noteentrylayers import FCNoteEntryCell
from postlude.finale.regions.cells import FCCell
from postlude.finale.staves.baselines import FCBaseline

if TYPE_CHECKING:
    from postlude.finale.marks.expressiondefs import ExpressionDefinition
    from postlude.finale.marks.expressions import FCExpression
    from postlude.finale.music.entries import FCNoteEntry

STRETCHED = 10000
ALL_LAYERS = -1
(LEFT_BARLINE, TIME_SIGNATURE, AFTER_SIGNATURES, CLICKED, BETWEEN_BARLINES, OVER_MUSIC, RIGHT_BARLINE,
 START_OF_MUSIC) = range(8)  # fmt: skip
LEFT_OF_NOTEHEADS, STEM, PRIMARY_NOTEHEAD, NOTEHEADS, LEFT_OF_PRIMARY, RIGHT_OF_NOTEHEADS = range(9, 15)
(ABOVE_STAFF, BELOW_STAFF, CLICKED_HEIGHT, REFERENCE_LINE, TOP_NOTE, BOTTOM_NOTE, ABOVE_ENTRY, BELOW_ENTRY,
 ABOVE_STAFF_OR_ENTRY, BELOW_STAFF_OR_ENTRY) = range(10)  # fmt: skip


def expression_place(expression: FCExpression) -> tuple[float, float] | None:
    """The place of an expression; None if it is for the top or bottom staff, or its cell on no page."""
    definition = expression.CreateTextExpressionDef() or expression.CreateShapeExpressionDef()
    session, measure, staff = expression._session, int(expression.Measure), int(expression.Staff)
    metrics = FCCellMetrics(session)
    if definition is None or staff <= 0:
        return None
    if not metrics.LoadAtCell(FCCell.construct(session, measure, staff)):
        return None
    entry = entry_of(expression)
    placed = _entry_metrics(entry)
    x = _across(expression, definition, metrics, placed)
    y = _up(definition, metrics, staff, placed)
    return x + definition.HorizontalOffset + expression.HorizontalPos, y + expression.VerticalPos


def entry_of(expression: FCExpression) -> FCNoteEntry | None:
    """The entry that an expression stands at: in its layer, or in the first layer that has one there."""
    session = expression._session
    cell = FCNoteEntryCell.construct(session, int(expression.Measure), int(expression.Staff))
    cell.mode = ALL_LAYERS
    cell.Load()
    layer, voice = int(expression.LayerAssignment), 2 if expression.TracksVoice2 else 1
    grace = int(expression.GraceNoteIndex)
    here: list[FCNoteEntry] = [
        entry
        for entry in cell
        if entry.MeasurePos == expression.MeasurePos
        and (not layer or entry.LayerNumber == layer)
        and (not layer or (2 if entry.Voice2 else 1) == voice)
    ]
    graces = [entry for entry in here if entry.GraceNote]
    if 0 < grace <= len(graces):
        return graces[grace - 1]
    return next((entry for entry in here if not entry.GraceNote), None)


def _entry_metrics(entry: FCNoteEntry | None) -> FCEntryMetrics | None:
    if entry is None or not entry.IsNote():
        return None
    metrics = FCEntryMetrics(entry._session)
    return metrics if metrics.Load(entry) else None


def _across(
    expression: FCExpression,
    definition: ExpressionDefinition,
    cell: FCCellMetrics,
    entry: FCEntryMetrics | None,
) -> float:
    point: int = definition.HorizontalAlignmentPoint
    left, width = float(cell.LeftEdge), float(cell.Width)
    fixed: dict[int, float] = {
        LEFT_BARLINE: left,
        TIME_SIGNATURE: float(cell.MusicStartPos),
        AFTER_SIGNATURES: float(cell.MusicStartPos),
        BETWEEN_BARLINES: left + width / 2,
        OVER_MUSIC: (cell.MusicStartPos + left + width) / 2,
        RIGHT_BARLINE: left + width,
        START_OF_MUSIC: float(cell.MusicStartPos),
    }
    if point in fixed:
        return fixed[point]
    if point == CLICKED or entry is None:
        session, staff = expression._session, int(expression.Staff)
        found = cell_place(session, int(expression.Measure), staff, int(expression.MeasurePos))
        return found[0] if found is not None else fixed[START_OF_MUSIC]
    scale = cell.SystemScaling / STRETCHED
    lefts: list[float] = [entry.GetNoteLeftPosition(index) / scale for index in range(entry.NoteCount)]
    widths: list[float] = [entry.GetNoteWidth(index) / scale for index in range(entry.NoteCount)]
    outer: float = max(at + width for at, width in zip(lefts, widths, strict=True))
    if point == PRIMARY_NOTEHEAD:
        return lefts[0] + widths[0] / 2
    if point == NOTEHEADS:
        return (min(lefts) + outer) / 2
    if point == RIGHT_OF_NOTEHEADS:
        return outer
    if point == STEM:
        stem: float = entry.StemLeftPosition / scale
        return stem or lefts[0]
    return min(lefts) if point == LEFT_OF_NOTEHEADS else lefts[0]


def _up(
    definition: ExpressionDefinition, cell: FCCellMetrics, staff: int, entry: FCEntryMetrics | None
) -> float:
    point = definition.VerticalAlignmentPoint
    scale, line = cell.StaffScaling / STRETCHED, float(cell.ReferenceLinePos)
    at_staff, at_entry = int(definition.VerticalBaselineOffset), int(definition.VerticalEntryOffset)
    if point in (ABOVE_STAFF, ABOVE_STAFF_OR_ENTRY, BELOW_STAFF, BELOW_STAFF_OR_ENTRY):
        above = point in (ABOVE_STAFF, ABOVE_STAFF_OR_ENTRY)
        mode = constant("BASELINEMODE_EXPRESSIONABOVE" if above else "BASELINEMODE_EXPRESSIONBELOW")
        # Baselines begin halfway between the reference line and the bottom one.
        middle = (cell.ReferenceLinePos + cell.BottomStafflinePos) / 2
        offset = FCBaseline.CalcTotalOffset.call(cell._session, mode, cell.StaffSystem, staff)
        baseline = float(middle + offset)
        if entry is not None and point == ABOVE_STAFF_OR_ENTRY and entry.TopPosition / scale > baseline:
            return float(entry.TopPosition / scale + at_entry)
        if entry is not None and point == BELOW_STAFF_OR_ENTRY and entry.BottomPosition / scale < baseline:
            return float(entry.BottomPosition / scale + at_entry)
        return baseline + at_staff
    if point in (CLICKED_HEIGHT, REFERENCE_LINE) or entry is None:
        return line + at_staff
    edge = entry.TopPosition if point in (TOP_NOTE, ABOVE_ENTRY) else entry.BottomPosition
    if point in (TOP_NOTE, BOTTOM_NOTE):
        places = [entry.GetNoteCenterVerticalPos(index) for index in range(entry.NoteCount)]
        edge = max(places) if point == TOP_NOTE else min(places)
    return float(edge / scale + at_entry)
