"""``FCMusicRegion``: ranges of measures and staves, partial measures, selections; and beaming anew."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.errors import UsageError
from postlude.finale.namespace import Namespace
from postlude.finale.selecting import parse_selection
from postlude.finale.session import END_OF_MEASURE
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

EIGHTHS = [(512, [0])] * 8


@pytest.fixture
def finale() -> Namespace:
    return finale_of(small_score({(1, 1, 1): EIGHTHS}, staves=3, measures=4))


def region(finale: Namespace, spec: str) -> Any:
    found = finale.FCMusicRegion()
    finale._session.selection = parse_selection(spec, finale._session)
    found.SetCurrentSelection()
    return found


@pytest.mark.parametrize(
    ("spec", "measures", "positions", "slots"),
    [
        ("all", (1, 4), (0, END_OF_MEASURE), (1, 3)),
        ("m2-3", (2, 3), (0, END_OF_MEASURE), (1, 3)),
        ("s2", (1, 4), (0, END_OF_MEASURE), (2, 2)),
        ("m2b3-m3b1:s1-2", (2, 3), (2048, 1023), (1, 2)),
        ("m1b2", (1, 1), (1024, 2047), (1, 3)),
    ],
)
def test_a_selection_becomes_a_region(
    finale: Namespace,
    spec: str,
    measures: tuple[int, int],
    positions: tuple[int, int],
    slots: tuple[int, int],
) -> None:
    found = region(finale, spec)
    assert (found.StartMeasure, found.EndMeasure) == measures
    assert (found.StartMeasurePos, found.EndMeasurePos) == positions
    assert (found.StartSlot, found.EndSlot) == slots
    assert (found.StartStaff, found.EndStaff) == slots
    assert found.CalcMeasureSpan() == measures[1] - measures[0] + 1
    assert found.CalcStaffSpan() == slots[1] - slots[0] + 1


def test_nothing_selected_is_an_empty_region(finale: Namespace) -> None:
    found = region(finale, "none")
    assert found.IsEmpty() and not found.SetCurrentSelection()
    assert (found.CalcMeasureSpan(), found.CalcStaffSpan(), found.CalcDuration()) == (0, 0, 0)
    assert not found.IsStaffIncluded(1) and not found.IsMeasureIncluded(1)


@pytest.mark.parametrize("spec", ["m0", "m9", "s4", "m3-2", "x", "m1b5", "m1:m2", ""])
def test_a_selection_that_cannot_be_is_refused(finale: Namespace, spec: str) -> None:
    with pytest.raises(UsageError):
        parse_selection(spec, finale._session)


def test_what_lies_in_a_region(finale: Namespace) -> None:
    found = region(finale, "m2b3-m3b1:s2-3")
    assert [number for number in range(5) if found.IsMeasureIncluded(number)] == [2, 3]
    assert [number for number in range(5) if found.IsStaffIncluded(number)] == [2, 3]
    inside = [
        (measure, position)
        for measure in (1, 2, 3, 4)
        for position in (0, 1023, 1024, 2047, 2048)
        if found.IsMeasurePosWithin(measure, position)
    ]
    assert inside == [(2, 2048), (3, 0), (3, 1023)]
    assert found.IsCellPosWithin(finale.FCCell(3, 2), 0) and not found.IsCellPosWithin(finale.FCCell(3, 1), 0)


def test_whole_and_partial_measures(finale: Namespace) -> None:
    found = region(finale, "m2b3-m4b1")
    assert [found.IsMeasurePartial(number) for number in (2, 3, 4)] == [True, False, True]
    assert [found.IsFullMeasureIncluded(number) for number in (1, 2, 3, 4)] == [False, False, True, False]
    assert found.IsPartial() and not found.IsAbsoluteEndMeasurePos() and found.IsLastEndMeasure()
    assert found.CalcDuration() == 2048 + 4096 + 1023
    found.SetStartMeasurePosLeft()
    found.EndMeasurePos = 4096
    assert not found.IsPartial()
    found.SetEndMeasurePosRight()
    assert found.IsAbsoluteEndMeasurePos() and found.CalcDuration() == 3 * 4096
    assert region(finale, "all").IsFullDocumentSpan() and not found.IsFullDocumentSpan()


def test_entries_of_a_partial_measure(finale: Namespace) -> None:
    cell = finale.FCNoteEntryCell(1, 1)
    cell.Load()
    found = region(finale, "m1b2-m1b3:s1")
    assert [entry.MeasurePos for entry in cell if found.IsEntryPosWithin(entry)] == [1024, 1536, 2048, 2560]
    assert cell.GetRegionItemAt(0, found).MeasurePos == 1024
    assert cell.GetRegionItemAt(4, found) is None


def test_regions_can_be_made_moved_and_compared(finale: Namespace) -> None:
    one, other = finale.FCMusicRegion(), finale.FCMusicRegion()
    assert one.SetFullDocument()
    other.Region = one
    assert one.IsIdentical(other)
    other.StartMeasure = other.EndMeasure = 3
    other.StartStaff = other.EndStaff = 2
    assert (other.StartSlot, other.EndSlot) == (2, 2)
    assert one.IsOverlapping(other)
    assert other.AddMeasureOffset(-2) and other.StartMeasure == 1
    assert not other.AddMeasureOffset(-1)
    one.StartMeasure = 2
    assert not one.IsOverlapping(other)
    other.SetInDocument()
    assert one.SetCurrentSelection() and one.IsIdentical(other)
    one.Clear()
    assert one.IsEmpty()


# ---- beams


def beams(finale: Namespace, durations: list[int], **records: str) -> list[int]:
    """Beam a measure of notes (rests: negative) anew; the positions where groups begin."""
    line = [(abs(duration), [0] if duration > 0 else []) for duration in durations]
    made = finale_of(small_score({(1, 1, 1): line}, measures=1, **records))
    found = region(made, "all")
    found.RebeamMusic()
    cell = made.FCNoteEntryCell(1, 1)
    cell.Load()
    return [entry.MeasurePos for entry in cell if entry.BeamBeat]


FOUR = "<beamOptions><beamFourEighthsInCommonTime/></beamOptions>"
THREE = "<beamOptions><beamThreeEighthsInCommonTime/><beamFourEighthsInCommonTime/></beamOptions>"


@pytest.mark.parametrize(
    ("durations", "options", "wanted"),
    [
        ([512] * 8, "", [0, 1024, 2048, 3072]),
        ([512] * 8, FOUR, [0, 2048]),
        ([1024, 512, 512, 512, 512, 512, 512], FOUR, [0, 1024, 2048]),
        ([512, 512, 256, 256, 512, 2048], FOUR, [0, 1024, 2048]),
        ([-512, 512, 512, 512, 512, 512, 512, -512], FOUR, [0, 1024, 2048, 3072]),
        ([-512, 512, 512, 512, 512, 512, 512, -512], THREE, [0, 2048]),
        ([1536, 512, 2048], "", [0, 2048]),
        ([4096], "", [0]),
    ],
)
def test_groups_of_beams_begin_on_beats(
    finale: Namespace, durations: list[int], options: str, wanted: list[int]
) -> None:
    assert beams(finale, durations, options=options) == wanted


RESTS = "<beamOptions><incRestsInClassicBeams/><beamFourEighthsInCommonTime/></beamOptions>"
EDGES = "<beamOptions><incEdgeRestsInBeamGroups/><incRestsInClassicBeams/><beamFourEighthsInCommonTime/></beamOptions>"


@pytest.mark.parametrize(
    ("options", "wanted"), [(FOUR, [0, 1024, 2048, 3072]), (RESTS, [0, 2048, 3072]), (EDGES, [0, 2048])]
)
def test_rests_between_four_eighths(finale: Namespace, options: str, wanted: list[int]) -> None:
    assert beams(finale, [512, -512, -512, 512, -512, 512, 512, -512], options=options) == wanted


def test_entries_beamed_by_hand_are_beamed_anew() -> None:
    made = finale_of(small_score({(1, 1, 1): EIGHTHS}, measures=1))
    cell = made.FCNoteEntryCell(1, 1)
    cell.Load()
    by_hand = cell.GetItemAt(1)
    by_hand.FreezeBeam = by_hand.BeamBeat = True
    cell.Save()
    region(made, "all").RebeamMusic()
    cell.Load()
    assert cell.GetItemAt(1).BeamBeat is False


def test_slots_count_in_the_list_of_a_system_as_well() -> None:
    made = finale_of(small_score({(1, 1, 1): EIGHTHS}, staves=3, measures=4))
    for inci, staff in enumerate((2, 3)):
        record = made.FCSystemStaff()
        record.Staff, record.Distance = staff, -300 * inci
        assert record.SaveNew(1)
    found = region(made, "m1-2")
    found.InstrumentList = 1
    found.StartStaff, found.EndStaff = 3, 3
    assert (found.StartSlot, found.EndSlot) == (2, 2)
    assert [found.IsStaffIncluded(staff) for staff in (1, 2, 3)] == [False, False, True]
    assert [cell.Staff for cell in found.CreateCells()] == [3, 3]
    found.ConvertToGlobalInstrumentList()
    assert (found.InstrumentList, found.StartSlot, found.EndSlot, found.StartStaff) == (0, 3, 3, 3)
    found.InstrumentList = 1
    assert found.SetFullMeasureStack() and (found.StartStaff, found.EndStaff) == (2, 3)
