"""``finale`` as a Python plugin sees it: lists, texts, walking, and what is said of members that aren't there."""

from __future__ import annotations

import pytest

from postlude import each_cell, each_entry, each_staff
from postlude.errors import ScriptError
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of
from tests.finale.small import small_score


def test_collections_are_walked_counted_and_indexed() -> None:
    measures = finale_of(document(others=measure(1) + measure(2))).FCMeasures()
    assert not measures
    measures.LoadAll()
    assert [each.ItemNo for each in measures] == [1, 2]
    assert (len(measures), measures[0].ItemNo, measures[-1].ItemNo) == (2, 1, 2)
    with pytest.raises(IndexError):
        measures[2]


def test_a_rest_is_an_entry_though_it_has_no_notes() -> None:
    cell = finale_of(small_score({(1, 1, 1): [(1024, [])]})).FCNoteEntryCell(1, 1)
    cell.Load()
    assert len(cell[0]) == 0 and cell[0]


def test_a_string_shows_its_text() -> None:
    text = finale_of(document()).FCString("sfz")
    assert (str(text), repr(text), f"{text}") == ("sfz", "<FCString 'sfz'>", "sfz")


def test_a_member_that_is_not_implemented_is_told_from_one_that_never_was() -> None:
    finale = finale_of(document())
    with pytest.raises(AttributeError, match=r"finale\.FCRawData\.Load is not implemented"):
        finale.FCRawData().Load()
    with pytest.raises(AttributeError, match="FCMeasure has no member 'Wdth'"):
        _ = finale.FCMeasure().Wdth
    with pytest.raises(AttributeError, match="FCMeasure has no writable member 'Load'"):
        finale.FCMeasure().Load = 1


def test_an_editor_finds_classes_constants_and_statics() -> None:
    finale = finale_of(document())
    assert {"FCMeasure", "BARLINE_DASHED"} <= set(dir(finale))
    assert dir(finale.FCLayerPrefs) == ["GetMaxLayers"]
    assert finale.FCMeasure.__doc__.startswith("A measure")


def test_a_region_is_walked_by_staff_cell_and_entry() -> None:
    finale = finale_of(
        small_score({(1, 1, 1): [(1024, [0]), (512, [])], (2, 2, 1): [(2048, [2])]}, measures=2)
    )
    region = finale.FCMusicRegion()
    region.SetFullDocument()
    assert list(each_staff(region)) == [1, 2]
    assert list(each_cell(region)) == [(1, 1), (2, 1), (1, 2), (2, 2)]
    assert [entry.Duration for entry in each_entry(region)] == [1024, 512, 2048]
    assert list(each_entry(region, -3)) == []


def test_entries_are_saved_with_their_cell_and_only_then() -> None:
    finale = finale_of(small_score({(1, 1, 1): [(1024, [0])], (1, 2, 1): [(1024, [1]), (1024, [2])]}))
    region = finale.FCMusicRegion()
    region.SetFullDocument()
    for entry in each_entry(region, save=True):
        entry.Visible = False
        if entry.Measure == 2:
            break
    assert [entry.Visible for entry in each_entry(region)] == [False, True, True]
    for entry in each_entry(region, save=True):
        if entry.Measure == 1:
            entry.Duration = 0
    assert [entry.Measure for entry in each_entry(region)] == [2, 2]


def test_arguments_are_checked_as_for_lua() -> None:
    with pytest.raises(ScriptError, match="param 1 expected number, got string"):
        finale_of(document()).FCMeasure().Load("one")
