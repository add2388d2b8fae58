"""Cells: signatures of their own, the key as it is shown, clefs; positions in a measure."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

FREE = "<floatKeys/><floatTime/>"


@pytest.fixture
def finale() -> Namespace:
    return finale_of(small_score({(1, 1, 1): [(1024, [0])] * 4}, staff_fields=FREE))


def test_a_cell_gets_a_key_of_its_own(finale: Namespace) -> None:
    cell = finale.FCCell(2, 1)
    assert not cell.HasIndependentKeySig()
    key = cell.AssureSavedIndependentKeySig()
    assert cell.HasIndependentKeySig() and key.ID == 0
    key.ID = 0xFE
    assert finale.FCCell(2, 1).KeySignature.ID == 0, "a change is in the document once it is saved"
    assert cell.Save()
    assert finale.FCCell(2, 1).KeySignature.ID == 0xFE
    assert finale.FCCell(2, 2).KeySignature.ID == finale.FCCell(1, 1).KeySignature.ID == 0


def test_a_cell_gets_a_time_signature_of_its_own(finale: Namespace) -> None:
    cell = finale.FCCell(2, 1)
    assert not finale.FCCell(2, 1).Save(), "there is nothing to save"
    time = cell.AssureSavedIndependentTimeSig()
    assert (time.Beats, time.BeatDuration) == (4, 1024) and cell.HasIndependentTimeSig()
    time.Beats = 3
    assert cell.Save()
    again = finale.FCCell(2, 1)
    assert again.CalcDuration() == 3 * 1024 and again.TimeSignature.Beats == 3
    assert finale.FCCell(2, 2).CalcDuration() == 4 * 1024
    assert again.TimeSignatureForDisplay is None
    shown = again.AssureSavedIndependentTimeSigForDisplay()
    assert (shown.Beats, shown.BeatDuration) == (3, 1024)
    shown.Beats, shown.Abbreviate = 4, True
    assert again.Save()
    third = finale.FCCell(2, 1)
    assert (third.TimeSignatureForDisplay.Beats, third.TimeSignatureForDisplay.Abbreviate) == (4, True)
    third.RemoveIndependentTimeSigForDisplay()
    assert third.Save()
    assert finale.FCCell(2, 1).TimeSignatureForDisplay is None and finale.FCCell(2, 1).HasIndependentTimeSig()


def test_a_cell_of_another_time_signature_for_display_shows_that_of_its_measure(finale: Namespace) -> None:
    measure = finale.FCMeasure()
    assert measure.Load(1)
    measure.UseTimeSigForDisplay = True
    measure.TimeSignatureForDisplay.Beats = 2
    assert measure.Save()
    assert finale.FCCell(1, 1).TimeSignatureForDisplay.Beats == 2


@pytest.mark.parametrize(
    ("transposition", "concert", "shown"),
    [
        ("<keysig><interval>1</interval><adjust>2</adjust></keysig>", 0, 2),
        ("<keysig><interval>1</interval><adjust>2</adjust></keysig>", 5, 0x100 - 5),
        ("<keysig><interval>1</interval><adjust>2</adjust></keysig><noKeyOpt/>", 5, 7),
        ("<chromatic><diatonic>1</diatonic><alteration>0</alteration></chromatic>", 3, 3),
    ],
)
def test_the_visible_key_is_the_transposed_one(transposition: str, concert: int, shown: int) -> None:
    finale = finale_of(
        small_score(
            {(1, 1, 1): [(1024, [0])]}, staff_fields=f"<transposition>{transposition}</transposition>"
        )
    )
    measure = finale.FCMeasure()
    assert measure.Load(1)
    measure.KeySignature.ID = concert
    assert measure.Save()
    cell = finale.FCCell(1, 1)
    found = (
        cell.CreateCurrentVisibleKeySignature(),
        cell.CreateCurrentVisibleKeySignature(True),
        cell.KeySignature,
    )
    assert [key.ID for key in found] == [shown, concert, concert]


def test_a_score_in_concert_pitch_shows_the_concert_key() -> None:
    finale = finale_of(
        small_score(
            {},
            staff_fields="<transposition><keysig><interval>1</interval><adjust>2</adjust></keysig></transposition>",
            others='<partGlobals cmper="65534"><studioViewIUlist>65400</studioViewIUlist></partGlobals>',
        )
    )
    assert finale.FCCell(1, 1).CreateCurrentVisibleKeySignature().ID == 0


def test_entries_of_a_cell_by_layer() -> None:
    finale = finale_of(small_score({(1, 1, 1): [(1024, [0])] * 3, (1, 1, 2): [(2048, [2])]}))
    cell = finale.FCCell(1, 1)
    assert [cell.CalcEntryDuration(layer) for layer in (0, 1, 2, 3)] == [3 * 1024, 3 * 1024, 2048, 0]
    cell.ReAssign(2, 1)
    assert (cell.Measure, cell.Staff, cell.CalcContainsEntries()) == (2, 1, False)


# ---- clefs


def hold(finale: Namespace, measure: int = 1) -> Any:
    found = finale.FCCellFrameHold()
    found.ConnectCell(finale.FCCell(measure, 1))
    found.Load()
    return found


def clef(finale: Namespace, index: int, position: int) -> Any:
    made = finale.FCCellClefChange()
    made.ClefIndex, made.MeasurePos, made.ClefPercent = index, position, 75
    return made


def with_two_clefs(finale: Namespace, measure: int = 1) -> Any:
    changes = finale.FCCellClefChanges()
    changes.InsertCellClefChange(clef(finale, 3, 2048))
    changes.InsertCellClefChange(clef(finale, 0, 0))
    found = hold(finale, measure)
    assert found.SetCellClefChanges(changes) and found.Save()
    return found


def test_a_cell_takes_a_list_of_clefs(finale: Namespace) -> None:
    found = with_two_clefs(finale)
    assert found.IsClefList and found.CalcClefChange()
    assert [finale.FCCellPos(1, 1, at).CalcClefIndex() for at in (0, 2047, 2048)] == [0, 0, 3]
    assert finale.FCCell(2, 1).CalcClefIndexAt(0) == 3


def test_a_cell_is_left_one_clef(finale: Namespace) -> None:
    found = with_two_clefs(finale)
    store = finale._session.store
    assert found.MakeCellSingleClef(clef(finale, 2, 0)) and found.Save()
    assert not hold(finale).IsClefList and hold(finale).ClefIndex == 2
    assert store.keys("others", "clefEnum") == []
    found = with_two_clefs(finale)
    assert found.MakeCellSingleClef(None) and found.ClefIndex == 0
    assert not hold(finale, 1).MakeCellSingleClef(None) or found.Save()


def test_a_new_frame_hold_keeps_the_clef_in_force_and_a_new_clef_its_usual_size(finale: Namespace) -> None:
    with_two_clefs(finale)
    found = hold(finale, 2)
    assert found.SaveNew() and (hold(finale, 2).ClefIndex, hold(finale, 2).ClefPercent) == (3, 75)
    assert finale.FCCellClefChange().ClefPercent == 75


def test_a_list_of_clefs_that_cells_share_stays_with_the_other(finale: Namespace) -> None:
    first = with_two_clefs(finale)
    store = finale._session.store
    node = store.load("details", "gfhold", (1, 1, 0, -1))
    other = node.copy()
    other.set("frame1", None)
    store.save("details", "gfhold", store.keys("details", "gfhold")[0]._replace(cmper2=3), other)
    assert first.MakeCellSingleClef(None) and first.Save()
    assert finale.FCCell(3, 1).CalcClefIndexAt(4000) == 3


def test_lists_of_clefs_are_saved_copied_and_deleted(finale: Namespace) -> None:
    changes = finale.FCCellClefChanges()
    assert changes.SaveAllAsNew() == 0
    changes.InsertCellClefChange(clef(finale, 0, 0))
    changes.InsertCellClefChange(clef(finale, 3, 1024))
    assert changes.SaveAllAsNew() == 1 and changes.SaveDataAs(1, 5)
    changes.ClearItemAt(1)
    assert changes.SaveAllForItem(1)
    assert [changes.LoadAllForItem(number) for number in (1, 5)] == [1, 2]
    assert changes.DeleteDataForItem(5) and not changes.DeleteDataForItem(5)
