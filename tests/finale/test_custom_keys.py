"""Custom key modes: their tables, new ones, and the lists of their symbols."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.finale.small import small_score

AMOUNTS = {sign * number: sign for sign in (1, -1) for number in range(1, 8)}


@pytest.fixture
def finale() -> Namespace:
    return Namespace(Session(small_score({(1, 1, 1): [(1024, [0])]})))


def microtonal(finale: Namespace) -> Any:
    """A new mode of 31 steps, saved."""
    mode = finale.FCCustomKeyModeDef()
    mode.TotalChromaticSteps = 31
    mode.DiatonicStepsMap = [0, 5, 10, 13, 18, 23, 28]
    mode.AccidentalAmounts = {number: 2 * amount for number, amount in AMOUNTS.items()}
    mode.AccidentalOrder = finale.FCCustomKeyModeDef.GetDefaultAccidentalOrder()
    mode.MiddleKeyNumber = 60
    assert mode.SaveNewLinear()
    return mode


def test_a_new_linear_mode_makes_keys_that_measures_take(finale: Namespace) -> None:
    mode = microtonal(finale)
    assert (mode.ItemNo, mode.GetKeyID(-1)) == (2, 0x2FF)
    measure = finale.FCMeasure()
    assert measure.Load(1)
    measure.KeySignature.ID = mode.GetKeyID(1)
    assert measure.Save()
    key = finale.FCCell(1, 1).KeySignature
    assert (key.KeyMode, key.Alteration, key.CalcTotalChromaticSteps()) == (2, 1, 31)
    assert key.CalcDiatonicStepsMap() == [0, 5, 10, 13, 18, 23, 28]
    modes = finale.FCCustomKeyModeDefs()
    assert modes.LoadAll() == modes.LoadAllLinear() == 1
    assert modes.FindIndexForKeySignature(key) == 0
    assert modes.FindKeySignature(key).ItemNo == 2
    assert modes.FindKeySignature(finale.FCKeySignature(0)) is None
    assert modes.LoadAllNonLinear() == 0


def test_a_mode_is_read_back_as_it_was_saved(finale: Namespace) -> None:
    microtonal(finale)
    mode = finale.FCCustomKeyModeDef()
    assert mode.Load(2)
    assert (mode.TotalChromaticSteps, mode.DiatonicStepsMap) == (31, [0, 5, 10, 13, 18, 23, 28])
    assert mode.AccidentalAmounts == {number: 2 * amount for number, amount in AMOUNTS.items()}
    assert finale.FCCustomKeyModeDef.CalcIsDefaultAccidentalOrder(mode.AccidentalOrder)
    assert mode.TonalCenters == {} and mode.ClefAccidentalPlacements == []
    clone = mode.CreateClone()
    clone.DiatonicStepsMap = [0, 2, 4]
    assert mode.DiatonicStepsMap == [0, 5, 10, 13, 18, 23, 28]


def test_a_tonal_center_makes_the_tonics_of_all_keys(finale: Namespace) -> None:
    mode = microtonal(finale)
    mode.BaseTonalCenter = 1
    assert mode.Save() and mode.Reload()
    tonics = {
        number: finale.FCKeySignature(mode.GetKeyID(number)).CalcScaleRootIndex() for number in (-2, 0, 2)
    }
    assert tonics == {-2: 0, 0: 1, 2: 2}
    mode.BaseTonalCenter = 0
    assert mode.TonalCenters == {}


def test_a_nonlinear_mode_has_one_list_of_accidentals(finale: Namespace) -> None:
    mode = finale.FCCustomKeyModeDef()
    mode.AccidentalAmounts, mode.AccidentalOrder = [-1, 1], [6, 3]
    mode.BaseTonalCenter = 4
    assert mode.SaveNewNonLinear() and mode.ItemNo == 0x4000
    assert mode.IsNonLinear() and not mode.IsPredefined() and mode.GetKeyID(3) == 0x4000
    key = mode.CreateKeySignature()
    assert [key.IsFlatNote(6), key.IsSharpNote(3), key.CalcScaleRootIndex()] == [True, True, 4]
    mode.TonalCenters = {0: 4}
    assert mode.Save()
    assert key.CalcDiatonicStepsMap() == [0, 2, 3, 5, 7, 9, 11]


@pytest.mark.parametrize("number", [0, 1])
def test_major_and_minor_are_not_in_the_document(finale: Namespace, number: int) -> None:
    mode = finale.FCCustomKeyModeDef()
    assert not mode.Load(number)
    assert mode.IsPredefined() and mode.IsLinear()
    assert mode.CreateKeySignature(2).IsMinor() is (number == 1)
    assert mode.BaseTonalCenter == (0, 5)[number]


def test_a_mode_goes_with_all_its_records(finale: Namespace) -> None:
    store = finale._session.store
    mark = store.mark()
    mode = microtonal(finale)
    mode.ClefAccidentalPlacements = finale.FCCustomKeyModeDef.GetDefaultClefAccidentalPlacements()
    assert mode.Save() and len(mode.ClefAccidentalPlacements) == 18
    assert mode.DeleteData() and not mode.DeleteData()
    assert not mode.Load(2)
    left = {change.tag for change in store.changes_since(mark)}
    assert left == set()


def test_lists_of_symbols(finale: Namespace) -> None:
    one = finale.FCCustomKeyModeSymbolList()
    one.List = {-1: "b", 0: "n", 1: "#"}
    assert one.Save() and one.ItemNo == 1
    other = finale.FCCustomKeyModeSymbolList()
    other.List = {0: "="}
    assert other.Save() and other.ItemNo == 2
    assert one.CreateListString().LuaString == "b n #"
    one.List = {-1: "v"}
    assert one.Save()
    assert other.LoadFirst() and other.List == {-1: "v"}
    assert other.LoadNext() and other.List == {0: "="} and not other.LoadNext()
    lists = finale.FCCustomKeyModeSymbolLists()
    assert lists.LoadAll() == 2
    assert one.DeleteData() and lists.LoadAll() == 1
