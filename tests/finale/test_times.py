"""Time signatures: beats and their positions, composite ones."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score


@pytest.fixture
def finale() -> Namespace:
    return finale_of(small_score({}))


def measure(finale: Namespace, number: int = 1) -> Any:
    found = finale.FCMeasure()
    assert found.Load(number)
    return found


def groups(finale: Namespace, *counts: list[int]) -> Any:
    top = finale.FCCompositeTimeSigTop()
    for beats in counts:
        group = top.AddGroup(len(beats))
        for index, count in enumerate(beats):
            top.SetGroupElementBeats(group, index, count)
    return top


def units(finale: Namespace, *durations: int) -> Any:
    bottom = finale.FCCompositeTimeSigBottom()
    for duration in durations:
        bottom.SetGroupElementBeatDuration(bottom.AddGroup(), 0, duration)
    return bottom


def tags(finale: Namespace) -> list[tuple[str, int]]:
    store = finale._session.store
    return [(tag, key.cmper1) for tag in ("timeUpper", "timeLower") for key in store.keys("others", tag)]


def test_a_measure_takes_a_composite_signature(finale: Namespace) -> None:
    changed = measure(finale)
    time = changed.TimeSignature
    assert time.SaveNewCompositeTop(groups(finale, [2, 3], [1]))
    assert time.SaveNewCompositeBottom(units(finale, 512, 1024))
    assert changed.Save()
    found = measure(finale).TimeSignature
    assert found.CompositeTop and found.CompositeBottom and measure(finale).Duration == 5 * 512 + 1024
    top, bottom = found.CreateCompositeTop(), found.CreateCompositeBottom()
    assert (top.GroupCount, top.ElementCount, top.GetGroupElementCount(0)) == (2, 3, 2)
    assert [top.GetGroupElementBeats(0, index) for index in range(3)] == [2, 3, 0]
    assert [top.CalcTotalGroupBeats(group) for group in range(3)] == [5, 1, 0]
    assert [bottom.GetGroupElementBeatDuration(group, 0) for group in range(2)] == [512, 1024]
    assert found.CalcBeats() == 6 and found.CalcLargestBeats() == 3
    assert (found.CalcSmallestBeatDuration(), found.CalcLargestBeatDuration()) == (512, 1024)


def test_a_composite_signature_is_removed_with_its_record(finale: Namespace) -> None:
    for number in (1, 2):
        changed = measure(finale, number)
        assert changed.TimeSignature.SaveNewCompositeTop(groups(finale, [2, 3]))
        assert changed.Save()
    shared = measure(finale, 3)
    shared.TimeSignature.Beats, shared.TimeSignature.CompositeTop = 2, True
    assert shared.Save()
    assert tags(finale) == [("timeUpper", 1), ("timeUpper", 2)]
    for number in (1, 2):
        changed = measure(finale, number)
        changed.TimeSignature.RemoveCompositeTop(3)
        assert changed.Save() and changed.Duration == 3 * 1024
    assert tags(finale) == [("timeUpper", 2)], "measure 3 has the second one as well"
    assert measure(finale).TimeSignature.CreateCompositeTop() is None


def test_groups_with_fractions_merged_and_deleted(finale: Namespace) -> None:
    top = groups(finale, [1, 0], [2])
    top.SetGroupElementBeatsWithFraction(0, 1, 2.5)
    assert (top.GetGroupElementBeatsWithFraction(0, 1), top.GetGroupElementBeats(0, 1)) == (2.5, 2)
    assert not top.SaveAll() and top.SaveAllForItem(7) and top.SaveAll()
    assert finale.FCCompositeTimeSigTop().LoadAllForItem(7) == 3
    top.MergeWithPreviousGroup(1)
    assert (top.GroupCount, top.CalcTotalGroupBeats(0)) == (1, 5)
    bottom = units(finale, 512, 1024)
    assert bottom.DeleteGroup(0) and not bottom.DeleteGroup(1)
    assert bottom.GetGroupElementBeatDuration(0, 0) == 1024
    assert top.DeleteDataForItem(7) and not top.DeleteDataForItem(7)
    assert finale.FCCompositeTimeSigTop().SaveAllAsNew() == 0


def test_where_beats_begin(finale: Namespace) -> None:
    time = measure(finale).TimeSignature
    time.Beats, time.BeatDuration = 2, 1536
    assert [at for at in (0, 512, 1536, 3072) if time.IsBeatPosition(at)] == [0, 1536]
    assert [time.CalcNextBeatPosition(at) for at in (0, 1535, 1536)] == [1536, 1536, 3072]
    assert [time.CalcPrevBeatPosition(at) for at in (0, 1536, 1537)] == [0, 0, 1536]
    assert time.IsCompound()
    assert finale.FCTimeSignature.IsCompoundBeatDuration(768)
    assert not finale.FCTimeSignature.IsCompoundBeatDuration(1024)


def test_beats_that_name_no_groups_are_a_number_again(finale: Namespace) -> None:
    measure = finale.FCMeasure()
    assert measure.Load(1)
    signature = measure.GetTimeSignature()
    top = finale.FCCompositeTimeSigTop()
    top.AddGroup(2)
    top.SetGroupElementBeats(0, 0, 3)
    top.SetGroupElementBeats(0, 1, 2)
    assert signature.SaveNewCompositeTop(top) and signature.CompositeTop
    signature.Beats = 99
    assert not signature.CompositeTop and measure.Save()
    assert measure.Reload() and measure.GetTimeSignature().Beats == 99 and measure.Duration == 99 * 1024
