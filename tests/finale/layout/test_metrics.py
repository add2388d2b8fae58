"""Metrics of cells and entries: computed from margins, scalings, distances and widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.layout.pages import laid_out
from tests.finale.oracle import DOCUMENTS
from tests.finale.small import Line

# Steps from middle C: C5 and D5, then a rest.
FRAMES: dict[tuple[int, int, int], Line] = {
    (1, 6, 1): [(2048, [7]), (1024, [7, 8]), (1024, [])],
    (2, 6, 1): [(1536, [0]), (2560, [])],
}
TREBLE = '<clefDef index="0"><adjust>-10</adjust><clefChar>38</clefChar></clefDef>'


@pytest.fixture
def finale() -> Namespace:
    return finale_of(laid_out(FRAMES))


def cell(finale: Namespace, measure: int, staff: int) -> Any:
    metrics = finale.FCCell(measure, staff).CreateCellMetrics()
    assert metrics is not None
    return metrics


def entry(finale: Namespace, measure: int, staff: int, index: int) -> Any:
    music = finale.FCNoteEntryCell(measure, staff)
    music.Load()
    return music.GetItemAt(index)


def test_scalings_are_those_of_page_system_and_staff() -> None:
    size = '<staffSize cmper1="2" cmper2="2"><staffPercent>80</staffPercent></staffSize>'
    finale = finale_of(laid_out(details=size))
    upper, lower = cell(finale, 6, 1), cell(finale, 6, 2)
    assert (upper.SystemScaling, upper.StaffScaling) == (5000, 5000)
    assert (lower.SystemScaling, lower.StaffScaling) == (5000, 4000)
    # A position is given at the scaling of its staff.
    assert lower.ReferenceLinePos == pytest.approx((upper.ReferenceLinePos - 300) * 50 / 40, abs=1)


def test_staves_lie_where_margins_and_distances_put_them(finale: Namespace) -> None:
    # The page's top margin, then the first system: its distance, its margin, its staves and its end.
    top = 3168 - 144 - 40 - 100
    second = top - (300 + 196) * 0.5 - 40 - 100
    first_system, second_system = cell(finale, 1, 1), cell(finale, 6, 2)
    assert first_system.SystemTopPos == first_system.ReferenceLinePos == top * 2
    assert second_system.SystemTopPos == second * 2
    assert second_system.ReferenceLinePos == second * 2 - 300
    assert second_system.TopStafflinePos - second_system.BottomStafflinePos == 96
    assert (second_system.StaffSystem, second_system.SlotNumber) == (2, 2)


def test_measures_fill_their_system_from_its_right_end(finale: Namespace) -> None:
    right = (2448 - 144) * 2
    measures = [cell(finale, number, 1) for number in (5, 6, 7, 8)]
    assert [each.MusicWidth for each in measures] == [round((250 - 40) * 0.9)] * 4
    assert [each.Width for each in measures[1:]] == [225] * 3
    assert [each.RightBarlineWidth for each in measures] == [2] * 4
    # Each measure begins with the barline of the one before it; the last one has one behind it.
    assert [each.LeftEdge for each in measures[1:]] == [right - 2 - n * 227 for n in (3, 2, 1)]
    assert [each.MusicStartPos - each.LeftEdge for each in measures[1:]] == [2] * 3
    # What is left at the system's start is clefs and signatures.
    assert measures[0].LeftEdge == (144 + 20) * 2
    assert measures[0].LeftEdge + measures[0].Width == measures[1].LeftEdge


def test_repeat_signs_and_barlines_have_their_widths() -> None:
    finale = finale_of(laid_out(measures={6: "<bacRepBar/>", 7: "<forRepBar/>"}))
    assert cell(finale, 6, 1).BackRepeatWidth > 0
    assert cell(finale, 6, 1).RightBarlineWidth == 0
    assert cell(finale, 7, 1).FrontRepeatWidth > 0
    front = cell(finale, 7, 1)
    assert front.MusicStartPos - front.LeftEdge == front.FrontRepeatWidth + cell(finale, 6, 1).BackRepeatWidth


def test_a_cell_on_no_page_has_no_metrics(finale: Namespace) -> None:
    assert finale.FCCell(13, 1).CreateCellMetrics() is None
    assert finale.FCCell(1, 3).CreateCellMetrics() is None
    metrics = finale.FCCellMetrics()
    assert not metrics.LoadAtCell(finale.FCCell(13, 1))
    assert (metrics.StaffSystem, metrics.StaffScaling, metrics.MusicWidth) == (0, 0, 0)


REST = '<mmRest cmper="6"><meaSpace>400</meaSpace><nextMeas>8</nextMeas><numStart>2</numStart></mmRest>'


def test_a_rest_of_several_measures_takes_their_place() -> None:
    finale = finale_of(laid_out(others=REST))
    assert finale.FCCell(7, 1).CreateCellMetrics() is None
    rest, last = cell(finale, 6, 1), cell(finale, 8, 1)
    assert rest.Width == 360
    assert rest.LeftEdge + 2 + rest.Width == last.LeftEdge
    assert rest.RightBarlineWidth == 2


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_music_of_real_scores_fills_its_systems(score: Callable[[str], Namespace], name: str) -> None:
    finale = score(name)
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    for system in systems:
        first = cell(finale, system.FirstMeasure, system.TopStaff)
        # What stands before the music of a system: a clef at least, and a long key signature at most.
        assert 30 < first.MusicStartPos - first.LeftEdge < 850, system.ItemNo


def test_metrics_are_those_of_the_document_as_it_is(finale: Namespace) -> None:
    before = cell(finale, 6, 1).LeftEdge
    measure = finale.FCMeasure()
    measure.Load(8)
    measure.Width = 150
    measure.Save()
    assert cell(finale, 6, 1).LeftEdge == before + 90


def test_noteheads_lie_by_pitch_and_staff(finale: Namespace) -> None:
    reference = cell(finale, 6, 1).ReferenceLinePos
    metrics = finale.FCEntryMetrics()
    note = entry(finale, 6, 1, 0)
    assert metrics.Load(note)
    position = note.GetItemAt(0).CalcStaffPosition()
    assert metrics.GetNoteCenterVerticalPos(0) == (reference + position * 12) * 0.5
    assert (metrics.NoteCount, metrics.GetNoteID(0), metrics.GetNoteID(1)) == (1, 1, 0)
    assert metrics.StemTopPosition - metrics.StemBottomPosition == round(note.CalcStemLength() * 0.5)
    assert metrics.LastDotPosition == 0
    assert metrics.FirstAccidentalPosition == metrics.LeftPosition


def test_a_second_stands_on_both_sides_of_its_stem(finale: Namespace) -> None:
    metrics = finale.FCEntryMetrics()
    assert metrics.Load(entry(finale, 6, 1, 1))
    assert metrics.NoteCount == 2
    assert abs(metrics.GetNoteLeftPosition(1) - metrics.GetNoteLeftPosition(0)) == metrics.GetNoteWidth(0)
    assert metrics.CalcLeftmostNotePosition() == min(metrics.GetNoteLeftPosition(index) for index in (0, 1))


def test_a_dot_ends_behind_its_note(finale: Namespace) -> None:
    metrics = finale.FCEntryMetrics()
    assert metrics.Load(entry(finale, 6, 2, 0))
    assert metrics.LastDotPosition > metrics.RightPosition


def test_a_rest_has_a_place_but_no_notes(finale: Namespace) -> None:
    metrics, rest = finale.FCEntryMetrics(), entry(finale, 6, 1, 2)
    assert metrics.Load(rest)
    assert (metrics.NoteCount, metrics.StemTopPosition) == (0, 0)
    middle = (cell(finale, 6, 1).ReferenceLinePos + rest.CalcHighestStaffPosition() * 12) * 0.5
    assert metrics.BottomPosition < middle < metrics.TopPosition
    metrics.FreeMetrics()
    assert (metrics.TopPosition, metrics.LeftPosition) == (0, 0)


def test_beats_stand_by_time_or_by_their_chart(finale: Namespace) -> None:
    def left(of: Namespace, index: int) -> int:
        metrics = of.FCEntryMetrics()
        assert metrics.Load(entry(of, 6, 1, index))
        return int(metrics.LeftPosition)

    start = cell(finale, 6, 1).MusicStartPos
    assert left(finale, 0) == pytest.approx((start + 30 * 0.9) * 0.5, abs=1)
    assert left(finale, 1) - left(finale, 0) == pytest.approx(105 * 0.9 * 0.5, abs=1)
    chart = (
        '<beatChart cmper="6" inci="0"><control><totalDur>4096</totalDur><totalWidth>210</totalWidth></control>'
        '</beatChart><beatChart cmper="6" inci="1"><endPos>150</endPos></beatChart>'
        '<beatChart cmper="6" inci="2"><dur>2048</dur><pos>150</pos><endPos>210</endPos></beatChart>'
    )
    charted = finale_of(laid_out(FRAMES, measures={6: "<posMode>beatchartPlusPos</posMode>"}, others=chart))
    assert left(charted, 1) - left(charted, 0) == pytest.approx(150 * 0.9 * 0.5, abs=1)


def test_metrics_are_freed_when_a_script_closes_them(
    finale: Namespace, lua: Callable[..., list[Any]]
) -> None:
    source = """
        local kept
        do
            local metrics <close> = finale.FCCellMetrics()
            metrics:LoadAtCell(finale.FCCell(6, 1))
            kept = metrics
            assert(metrics.StaffSystem == 2)
        end
        finale.FCCellMetrics.MarkMetricsForRebuild()
        return kept.StaffSystem
        """
    assert lua(finale, source) == [0]
