"""Beat charts: a control element and beats, spaced automatically or by hand."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of

CHART = (
    '<beatChart cmper="1" inci="0"><control><totalDur>4096</totalDur><totalWidth>300</totalWidth>'
    "<minWidth>260</minWidth><allotWidth>400</allotWidth></control></beatChart>"
    '<beatChart cmper="1" inci="1"><endPos>100</endPos><minPos>6</minPos></beatChart>'
    '<beatChart cmper="1" inci="2"><dur>1024</dur><pos>100</pos><endPos>160</endPos><minPos>130</minPos></beatChart>'
    '<beatChart cmper="1" inci="3"><dur>2048</dur><pos>160</pos><endPos>300</endPos><minPos>170</minPos></beatChart>'
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(document(others=CHART + measure(1)))


@pytest.fixture
def chart(finale: Namespace) -> Any:
    first = finale.FCMeasure()
    first.Load(1)
    found = first.CreateBeatChartElements()
    assert found.Count == 4
    return found


def positions(chart: Any) -> list[tuple[int, int]]:
    return [(beat.HorizontalPosition, beat.NextHorizontalPosition) for beat in list(chart)[1:]]


def test_the_control_element_says_how_much_there_is(chart: Any) -> None:
    control = chart.GetItemAt(0)
    assert control.InitElement
    assert (control.TotalDuration, control.MeasurePos) == (4096, 4096)
    assert (control.FullSpan, control.HorizontalPosition) == (300, 300)
    assert (control.MinimumWidth, control.ReferenceWidth) == (260, 400)
    assert chart.IsValid()


def test_a_beat_has_no_room_for_what_the_control_element_holds(finale: Namespace, chart: Any) -> None:
    beat = chart.GetItemAt(1)
    beat.FullSpan = 77
    beat.Save()
    assert beat.FullSpan == 0
    assert not beat.InitElement
    assert finale._session.store.changes_since() == []


def test_beats_are_as_far_apart_as_the_wider_of_two_distances(chart: Any) -> None:
    # 100 or 130 - 6; 60 or 170 - 130; 140 or 260 - 170.
    assert [chart.CalcElementWidth(index) for index in (1, 2, 3)] == [124, 60, 140]
    assert chart.CalcElementWidth(0) == 324
    assert chart.CalcElementWidth(9) == 0
    assert chart.GetItemAt(1).CalcWidth() == 100


def test_editing_a_chart_by_hand_makes_its_positions_its_own(chart: Any) -> None:
    assert not chart.CalcIsManual()
    chart.TransitionToManual()
    assert chart.CalcIsManual()
    assert positions(chart) == [(6, 130), (130, 190), (190, 330)]
    assert [beat.MinimumPosition for beat in chart] == [0, 0, 1, 1]
    assert (chart.GetItemAt(0).FullSpan, chart.GetItemAt(0).MinimumWidth) == (330, 1)


def test_a_beat_is_found_by_its_position(chart: Any) -> None:
    assert chart.FindMeasurePos(1024) is chart.GetItemAt(2)
    assert chart.FindMeasurePos(4096) is None


def test_a_beat_moves_between_its_neighbours(chart: Any) -> None:
    assert chart.GetItemAt(2).MoveHorizontalPosition(20, chart)
    assert positions(chart) == [(0, 120), (120, 160), (160, 300)]
    assert not chart.GetItemAt(2).MoveHorizontalPosition(100, chart)
    assert not chart.GetItemAt(0).MoveHorizontalPosition(1, chart)


def test_what_follows_a_wider_beat_moves_on(chart: Any) -> None:
    chart.GetItemAt(1).Width = 110
    assert chart.RebuildAfter(1, True)
    assert positions(chart) == [(0, 110), (110, 170), (170, 310)]
    assert chart.GetItemAt(0).FullSpan == 310
    chart.GetItemAt(2).HorizontalPosition = 130
    chart.RebuildNextHorizontalPositions()
    assert positions(chart) == [(0, 130), (130, 170), (170, 310)]
    assert not chart.RebuildAfter(9)


def test_the_control_element_keeps_its_width_when_it_is_zero(finale: Namespace, chart: Any) -> None:
    control = chart.GetItemAt(0)
    control.FullSpan, control.MinimumWidth = 0, 0
    assert control.Save()
    [change] = finale._session.store.changes_since()
    assert change.fields == {"control/totalWidth": ["300", "0"], "control/minWidth": ["260", None]}
