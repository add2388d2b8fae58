"""Systems and pages: what stands on them, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.layout.pages import laid_out, page
from tests.finale.oracle import DOCUMENTS


@pytest.fixture
def finale() -> Namespace:
    return finale_of(laid_out())


@pytest.fixture
def system(finale: Namespace) -> Any:
    found = finale.FCStaffSystem()
    assert found.Load(2)
    return found


def test_margins_count_as_the_framework_has_them(system: Any) -> None:
    assert (system.TopMargin, system.BottomMargin, system.SpaceAbove, system.LeftMargin) == (100, 196, 40, 20)


def test_a_system_knows_its_measures_and_its_staves(finale: Namespace, system: Any) -> None:
    assert [system.ContainsMeasure(measure) for measure in (4, 5, 8, 9)] == [False, True, True, False]
    assert (system.TopStaff, system.CalcTopStaff(), system.CalcBottomStaff()) == (1, 1, 2)
    region = finale.FCMusicRegion()
    assert system.CalcRegion(region)
    assert (region.StartMeasure, region.EndMeasure, region.StartStaff, region.EndStaff) == (5, 8, 1, 2)
    assert not finale.FCStaffSystem().CalcRegion(region)


def test_the_height_of_a_system_is_counted_with_its_margins(system: Any) -> None:
    assert system.CalcStavesSpan() == 300
    assert system.CalcHeight(False) == 100 + 300 + 196
    # The top margin is held.
    assert system.CalcHeight(True) == 100 + (300 + 196) // 2
    system.HoldMargins = False
    assert system.CalcHeight(True) == (100 + 300 + 196) // 2


def test_a_system_without_one_of_the_staves_is_optimized(finale: Namespace, system: Any) -> None:
    assert not system.IsOptimized()
    staff = finale.FCSystemStaff()
    staff.Load(2, 1)
    staff.DeleteData()
    assert system.IsOptimized()


def test_the_system_of_a_measure_is_found(finale: Namespace) -> None:
    systems = finale.FCStaffSystems()
    assert systems.LoadAll() == 3
    assert [systems.FindMeasureNumber(measure).ItemNo for measure in (1, 4, 5, 12)] == [1, 1, 2, 3]
    assert systems.FindMeasureNumber(13) is None
    lookup = finale.FCStaffSystemsLookup()
    assert lookup.CurrentPartStaffSystems.Count == 3
    assert lookup.CurrentPartStaffSystems is lookup.CurrentPartStaffSystems


def test_a_system_is_locked_only_when_the_lock_is_saved(finale: Namespace, system: Any) -> None:
    assert system.CreateFreezeSystem(False) is None
    freeze = system.CreateFreezeSystem(True)
    assert (freeze.ItemNo, freeze.NextSysMeasure) == (5, 9)
    assert finale._session.store.changes_since() == []
    freeze.Save()
    assert system.CreateFreezeSystem(False).NextSysMeasure == 9


def test_a_page_knows_its_systems_and_measures(finale: Namespace) -> None:
    pages = finale.FCPages()
    pages.LoadAll()
    first, second = pages
    assert (first.CalcLastSystem(), second.CalcLastSystem()) == (2, 3)
    assert (first.CalcFirstMeasure(), first.CalcLastMeasure()) == (1, 8)
    assert (second.CalcFirstMeasure(), second.CalcLastMeasure()) == (9, 12)
    assert pages.FindMeasureNumber(8) is first
    assert pages.FindSystemNumber(3) is second
    assert pages.FindMeasureNumber(13) is None
    assert first.IsPortrait()
    assert (first.TopMargin, first.RightMargin, first.CalcInteriorHeight(False)) == (144, 144, 3168 - 288)


def test_blank_pages_are_put_between_others(finale: Namespace) -> None:
    assert finale.FCPages.InsertBlank(2, True)
    assert finale.FCPages.AppendBlank(True)
    assert not finale.FCPages.InsertBlank(9, True)
    pages = finale.FCPages()
    pages.LoadAll()
    assert [each.FirstSystem for each in pages] == [1, -1, 3, -1]
    blank = pages.GetItemAt(1)
    assert blank.IsBlank()
    assert (blank.CalcFirstMeasure(), blank.CalcLastMeasure(), blank.CalcLastSystem()) == (0, 0, -1)
    assert pages.FindSystemNumber(2) is pages.GetItemAt(0)
    assert pages.FindMeasureNumber(9) is pages.GetItemAt(2)


def test_a_blank_page_at_the_front_is_passed_over() -> None:
    finale = finale_of(laid_out(pages=page(1, -1) + page(2, 1) + page(3, 3)))
    pages = finale.FCPages()
    pages.LoadAll()
    assert pages.FindMeasureNumber(1).ItemNo == 2


@pytest.mark.parametrize("name", DOCUMENTS)
def test_systems_of_real_scores_fill_their_pages(score: Callable[[str], Namespace], name: str) -> None:
    finale = score(name)
    pages, systems = finale.FCPages(), finale.FCStaffSystems()
    pages.LoadAll()
    systems.LoadAll()
    heights = [each.SpaceAbove + each.CalcHeight(True) for each in systems]
    for each in pages:
        if not each.IsBlank():
            last = each.CalcLastSystem()
            room = each.CalcInteriorHeight(True) - sum(heights[each.FirstSystem - 1 : last])
            assert room >= 0, f"page {each.ItemNo}"
            assert room < heights[last] if last < len(heights) else True, f"page {each.ItemNo}"
