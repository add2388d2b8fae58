"""Where articulations and ends of smart shapes lie on the page: as far from staff and entry as they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from postlude.finale.namespace import Namespace

Open = Callable[[str], Namespace]


def hairpins(finale: Namespace) -> Iterator[Any]:
    shapes = finale.FCSmartShape()
    found = shapes.LoadFirst()
    while found:
        if shapes.IsHairpin():
            yield shapes
        found = shapes.LoadNext()


def test_the_ends_of_a_hairpin_lie_from_the_staff_s_line_as_their_offsets_say(score: Open) -> None:
    finale = score("dynamics_hairpins")
    checked = 0
    for hairpin in hairpins(finale):
        left, right = finale.FCPoint(0, 0), finale.FCPoint(0, 0)
        assert hairpin.CalcLeftCellMetricPos(left) and hairpin.CalcRightCellMetricPos(right)
        assert (
            left.X < right.X or hairpin.TerminateSegmentLeft.Measure != hairpin.TerminateSegmentRight.Measure
        )
        for end, point in ((hairpin.TerminateSegmentLeft, left), (hairpin.TerminateSegmentRight, right)):
            cell = finale.FCCellMetrics()
            assert cell.LoadAtCell(finale.FCCell(end.Measure, end.Staff))
            assert cell.ReferenceLinePos + end.EndpointOffsetY == point.Y
            assert cell.LeftEdge <= point.X - end.EndpointOffsetX <= cell.LeftEdge + cell.Width
        checked += 1
    assert checked > 1


def test_a_slur_s_ends_are_at_entries_not_at_cells(score: Open) -> None:
    finale = score("slurs_2voices")
    shape = finale.FCSmartShape()
    while not shape.IsSlur() or not shape.IsEntryBased():
        assert shape.LoadNext()
    assert not shape.CalcLeftCellMetricPos(finale.FCPoint(0, 0))


def test_a_slur_begins_beside_its_entry_as_the_options_say(score: Open) -> None:
    finale = score("slurs_2voices")
    shape = finale.FCSmartShape()
    checked = 0
    while shape.LoadNext():
        if not (shape.IsSlur() and shape.IsEntryBased()):
            continue
        start = shape.TerminateSegmentLeft
        cell = finale.FCNoteEntryCell(start.Measure, start.Staff)
        cell.Load()
        entry = cell.FindEntryNumber(start.EntryNumber)
        point, metrics, staff = finale.FCPoint(0, 0), finale.FCEntryMetrics(), finale.FCCellMetrics()
        assert metrics.Load(entry) and staff.LoadAtEntry(entry)
        assert shape.CalcLeftEntryMetricPos(entry, point)
        scale = staff.StaffScaling / 10000
        over = not entry.CalcStemUp() if shape.IsAutoSlur() else shape.IsOverSlur()
        if over != entry.CalcStemUp():
            outer = entry.Count - 1 if over else 0
            notehead = metrics.GetNoteCenterVerticalPos(outer) / scale
            beyond = point.Y - start.EndpointOffsetY - notehead
            assert 12 <= (beyond if over else -beyond) <= 36
            checked += 1
        point.Y = 0
        shape.EntryBased = False
        assert not shape.CalcLeftEntryMetricPos(entry, point) and point.Y == 0
    assert checked


@pytest.mark.parametrize("moved", [0, 24])
def test_an_articulation_lies_beside_its_entry_as_its_definition_says(score: Open, moved: int) -> None:
    finale = score("slurs_2voices")
    checked = 0
    for measure in range(1, 9):
        cell = finale.FCNoteEntryCell(measure, 1)
        cell.Load()
        metrics, staff = finale.FCEntryMetrics(), finale.FCCellMetrics()
        for entry in cell:
            for articulation in entry.CreateArticulations():
                definition = articulation.CreateArticulationDef()
                articulation.PlacementMode = finale.ARTICPLACEMENT_BELOW
                definition_offset = definition.DefaultVerticalPos
                articulation.VerticalPos = moved
                point = finale.FCPoint(0, 0)
                assert articulation.CalcMetricPos(point)
                assert metrics.Load(entry) and staff.LoadAtEntry(entry)
                lowest = metrics.BottomPosition * 10000 / staff.StaffScaling
                if definition.AlwaysPlaceOutsideStaff:
                    lowest = min(lowest, staff.BottomStafflinePos)
                assert pytest.approx(lowest - definition_offset + moved, abs=1) == point.Y
                checked += 1
    assert checked
    assert not finale.FCArticulation().CalcMetricPos(finale.FCPoint(0, 0))
