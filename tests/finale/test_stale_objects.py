"""Cells and entries that changed in the document after they were loaded."""

from __future__ import annotations

from typing import Any

from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score
from tests.finale.validity import faults

FRAMES = {
    (1, 1, 1): [(1024, [0]), (1024, [1]), (1024, [2]), (1024, [3])],
    (1, 2, 1): [(2048, [4]), (2048, [5])],
}


def cell(finale: Namespace, measure: int = 1) -> Any:
    found = finale.FCNoteEntryCell(measure, 1)
    assert found.Load()
    return found


def steps(finale: Namespace, measure: int = 1) -> list[int]:
    return [entry.GetItemAt(0).Displacement if entry.Count else -1 for entry in cell(finale, measure)]


def whole(finale: Namespace) -> bool:
    return faults(finale._session.document) == []


def changed(loaded: Any) -> None:
    for entry in loaded:
        entry.BeamBeat = not entry.BeamBeat


def test_entries_that_were_removed_elsewhere_stay_removed() -> None:
    finale = finale_of(small_score(FRAMES))
    one, two = cell(finale), cell(finale)
    one.DeleteEntry(one.GetItemAt(1))
    one.Save()
    changed(two)
    two.DeleteEntry(two.GetItemAt(3))
    two.Save()
    assert steps(finale) == [0, 2] and whole(finale)


def test_entries_that_were_added_elsewhere_stay() -> None:
    finale = finale_of(small_score(FRAMES))
    one, two = finale.FCNoteEntryLayer(0, 1, 1, 1), cell(finale)
    one.Load()
    one.InsertEntriesAfter(one.GetItemAt(0), 1).Duration = 256
    one.Save()
    changed(two)
    two.AppendEntriesInLayer(1, 1).Duration = 512
    two.Save()
    assert [entry.Duration for entry in cell(finale)] == [1024, 256, 1024, 1024, 1024, 512] and whole(finale)


def test_a_cell_is_saved_where_its_music_is_now() -> None:
    finale = finale_of(small_score(FRAMES))
    held = cell(finale)
    assert finale.FCMeasures.Insert(1, 2, False)
    held.DeleteEntry(held.GetItemAt(0))
    held.Save()
    assert not finale.FCNoteEntryCell(1, 1).Load()
    assert steps(finale, 3) == [1, 2, 3] and whole(finale)


def test_music_of_a_measure_that_is_gone_does_not_come_back() -> None:
    finale = finale_of(small_score(FRAMES))
    held = cell(finale)
    assert finale.FCMeasures.Delete(1, 1)
    changed(held)
    held.Save()
    assert steps(finale) == [4, 5] and whole(finale)


def test_a_new_entry_never_has_the_number_of_one_that_is_gone() -> None:
    finale = finale_of(small_score(FRAMES))
    held, other = cell(finale, 2), cell(finale, 2)
    last = held.GetItemAt(1)
    other.DeleteEntry(other.GetItemAt(1))
    other.Save()
    elsewhere = finale.FCNoteEntryCell(3, 1)
    elsewhere.AppendEntriesInLayer(1, 1).Duration = 4096
    elsewhere.Save()
    assert cell(finale, 3).GetItemAt(0).EntryNumber > last.EntryNumber
    changed(held)
    held.Save()
    assert [entry.Duration for entry in cell(finale, 3)] == [4096] and whole(finale)


def test_what_was_attached_through_another_object_is_told_by_the_entry() -> None:
    finale = finale_of(small_score(FRAMES, others='<articDef cmper="1"><charMain>46</charMain></articDef>'))
    held = cell(finale)
    mark = finale.FCArticulation()
    mark.SetNoteEntry(cell(finale).GetItemAt(0))
    mark.ID = 1
    assert mark.SaveNew()
    changed(held)
    held.Save()
    assert cell(finale).GetItemAt(0).ArticulationFlag and whole(finale)


def test_a_flag_that_a_script_turns_off_is_off() -> None:
    finale = finale_of(small_score(FRAMES))
    held = cell(finale)
    held.GetItemAt(0).LyricFlag = True
    held.Save()
    again = cell(finale)
    again.GetItemAt(0).LyricFlag = False
    again.Save()
    assert not cell(finale).GetItemAt(0).LyricFlag


def test_entries_for_a_cell_that_was_not_loaded_replace_what_is_there() -> None:
    finale = finale_of(small_score(FRAMES))
    new = finale.FCNoteEntryCell(1, 1)
    new.AppendEntriesInLayer(1, 1).Duration = 4096
    new.Save()
    assert [entry.Duration for entry in cell(finale)] == [4096] and whole(finale)


def test_entries_are_put_at_the_start_of_a_measure_that_was_not_loaded() -> None:
    finale = finale_of(small_score(FRAMES))
    layer = finale.FCNoteEntryLayer(0, 1, 1, 1)
    layer.Load()
    layer.InsertEntriesAfter(layer.GetItemAt(3), 1, True).Duration = 512
    layer.Save()
    assert [entry.Duration for entry in cell(finale, 2)] == [512, 2048, 2048] and whole(finale)


def test_entries_for_a_measure_or_a_staff_that_is_not_there_are_told_of_and_left_out() -> None:
    finale = finale_of(small_score(FRAMES))
    layer = finale.FCNoteEntryLayer(0, 1, 1, 2)
    layer.Load()
    layer.CreateCloneEntries(0, 1, 4).Save()
    layer.CreateCloneEntries(0, 7, 1).Save()
    assert steps(finale, 4) == [0, 1, 2, 3] and whole(finale)
    assert sorted(finale._session.notes.values()) == [
        "entries for measure 1 of staff 7 were not saved: there is no staff 7",
        "entries for measure 2 of staff 7 were not saved: there is no staff 7",
        "entries for measure 5 of staff 1 were not saved: there is no measure 5",
    ]


def test_an_entry_that_becomes_like_another_keeps_its_own_details() -> None:
    finale = finale_of(
        small_score(
            FRAMES,
            details='<lyrDataVerse entnum="1" inci="0"><lyricNumber>1</lyricNumber><syll>1</syll></lyrDataVerse>',
            texts='<verse number="1">one</verse>',
        )
    )
    loaded = cell(finale)
    loaded.GetItemAt(0).LyricFlag = True
    loaded.GetItemAt(0).CopyEntry(loaded.GetItemAt(1))
    loaded.Save()
    assert steps(finale) == [1, 1, 2, 3] and cell(finale).GetItemAt(0).LyricFlag and whole(finale)


def test_a_hold_that_is_saved_for_another_cell_brings_no_music_along() -> None:
    finale = finale_of(small_score(FRAMES))
    hold = finale.FCCellFrameHold()
    for measure in (1, 4):
        hold.ConnectCell(finale.FCCell(measure, 1))
        found = hold.Load()
        hold.ClefIndex = 3
        assert hold.Save() if found else hold.SaveNew()
    assert not finale.FCNoteEntryCell(4, 1).Load()
    assert hold.Load() and hold.ClefIndex == 3 and not hold.CalcHasFrame() and whole(finale)


def test_a_hold_keeps_the_music_that_came_after_it_was_loaded() -> None:
    finale = finale_of(small_score(FRAMES))
    hold = finale.FCCellFrameHold()
    hold.ConnectCell(finale.FCCell(1, 1))
    assert hold.Load()
    loaded = cell(finale)
    loaded.AppendEntriesInLayer(2, 1).Duration = 4096
    loaded.Save()
    hold.ClefIndex = 3
    hold.Save()
    assert len(cell(finale)) == 5 and whole(finale)


def test_a_list_of_clefs_that_comes_to_another_cell_is_a_copy() -> None:
    finale = finale_of(small_score(FRAMES))
    changes = finale.FCCellClefChanges()
    change = finale.FCCellClefChange()
    change.ClefIndex, change.MeasurePos = 2, 1024
    changes.InsertCellClefChange(change)
    hold = finale.FCCellFrameHold()
    hold.ConnectCell(finale.FCCell(1, 1))
    assert hold.Load() and hold.SetCellClefChanges(changes) and hold.Save()
    hold.ConnectCell(finale.FCCell(4, 1))
    assert not hold.Load() and hold.SaveNew() and whole(finale)
