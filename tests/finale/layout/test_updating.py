"""Updating the layout: what is stored of systems and pages stays valid, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.finale.namespace import Namespace
from tests.conftest import shared_path
from tests.finale.conftest import finale_of
from tests.finale.layout.pages import SYSTEMS, laid_out, system
from tests.finale.oracle import DOCUMENTS

BREAK, PAGE_BREAK = "<lineBreak/>", "<pageBreak/>"


def systems_of(finale: Namespace) -> list[tuple[int, int]]:
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    return [(each.FirstMeasure, each.NextSysMeasure) for each in systems]


def pages_of(finale: Namespace) -> list[int]:
    pages = finale.FCPages()
    pages.LoadAll()
    return [each.FirstSystem for each in pages]


def tags_of(finale: Namespace) -> set[str]:
    return {change.tag for change in finale._session.store.changes_since()}


def updated(document: Document) -> Namespace:
    finale = finale_of(document)
    finale.FCStaffSystems.UpdateFullLayout()
    return finale


def test_a_layout_that_fits_is_left_as_it_is() -> None:
    finale = finale_of(laid_out())
    systems = finale.FCStaffSystems()
    assert not systems.NeedUpdateLayout()
    finale.FCStaffSystems.UpdateFullLayout()
    page = finale.FCPage()
    page.Load(1)
    page.UpdateLayout()
    assert finale._session.store.changes_since() == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_layout_of_real_scores_is_left_as_it_is(name: str) -> None:
    finale = finale_of(open_document(shared_path() / "documents" / f"{name}.musx"))
    assert not finale.FCStaffSystems().NeedUpdateLayout()
    finale.FCStaffSystems.UpdateFullLayout()
    assert finale._session.store.changes_since() == []


def test_a_break_begins_a_system_with_the_same_staves() -> None:
    size = '<staffSize cmper1="2" cmper2="2"><staffPercent>75</staffPercent></staffSize>'
    finale = finale_of(laid_out(measures={7: BREAK}, details=size))
    assert finale.FCStaffSystems().NeedUpdateLayout()
    finale.FCStaffSystems.UpdateFullLayout()
    assert systems_of(finale) == [(1, 5), (5, 7), (7, 9), (9, 13)]
    assert pages_of(finale) == [1, 4]
    for number in (2, 3, 4):
        staves = finale.FCSystemStaves()
        staves.LoadAllForItem(number)
        assert [(each.Staff, each.Distance) for each in staves] == [(1, 0), (2, 300)]
    store = finale._session.store
    assert [key[:2] for key in store.keys("details", "staffSize")] == [(2, 2), (3, 2)]


def test_a_system_of_fewer_measures_is_stretched_to_the_same_width() -> None:
    finale = updated(laid_out(measures={7: BREAK}))
    system = finale.FCStaffSystem()
    assert [(system.Load(number), system.HorizontalStretch)[1] for number in (1, 2, 3)] == [
        9000,
        18000,
        18000,
    ]


def test_a_lock_keeps_its_measures_in_one_system() -> None:
    finale = updated(laid_out(others='<lockMeas cmper="3"><endMeas>8</endMeas></lockMeas>'))
    assert systems_of(finale) == [(1, 3), (3, 8), (8, 9), (9, 13)]


def test_a_page_break_begins_a_page() -> None:
    finale = updated(laid_out(measures={5: PAGE_BREAK, 11: PAGE_BREAK}))
    assert systems_of(finale) == [(1, 5), (5, 9), (9, 11), (11, 13)]
    assert pages_of(finale) == [1, 2, 3, 4]
    page = finale.FCPage()
    assert page.Load(4)
    assert (page.Height, page.TopMargin) == (3168, 144)


def test_locks_are_taken_away_from_a_page_on_when_asked_for() -> None:
    locks = "".join(
        f'<lockMeas cmper="{first}"><endMeas>{first + 4}</endMeas></lockMeas>' for first in (1, 5, 9)
    )
    finale = finale_of(laid_out(others=locks))
    page = finale.FCPage()
    page.Load(2)
    page.UpdateLayout(False)
    assert tags_of(finale) == set()
    page.UpdateLayout(True)
    assert [int(key.cmper1) for key in finale._session.store.keys("others", "lockMeas")] == [1, 5]


def test_systems_behind_the_last_measure_go_and_their_pages_too() -> None:
    systems = SYSTEMS + system(4, 13, 17)
    finale = updated(laid_out(systems=systems))
    assert systems_of(finale) == [(1, 5), (5, 9), (9, 13)]


def test_a_layout_that_was_never_made_is_left_so() -> None:
    finale = updated(laid_out(systems=system(1, 0, 0), measures={7: BREAK}))
    assert tags_of(finale) == set()


def test_the_layout_of_a_part_is_its_own(lua: Callable[..., list[Any]]) -> None:
    finale = finale_of(laid_out(measures={7: BREAK}), part=1)
    assert lua(
        finale, "finale.FCStaffSystems.UpdateFullLayout() return finale.FCStaffSystems():LoadAll()"
    ) == [2]
    assert systems_of(finale) == [(1, 7), (7, 13)]
    assert {change.key.get("part") for change in finale._session.store.changes_since()} == {1}
