"""Entries: where they stand, how they are added and removed, and the chain that holds them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.enigma.document import Document
from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score
from tests.scripts.reader import Score, parse_score, problems

QUARTERS = [(1024, [0]), (1024, [1]), (1024, []), (1024, [2, 4])]
HALVES = [(2048, [7]), (2048, [9])]


def score() -> Document:
    return small_score(
        {(1, 1, 1): QUARTERS, (1, 2, 1): HALVES, (1, 1, 2): HALVES, (1, 3, 1): QUARTERS, (2, 1, 1): HALVES}
    )


@pytest.fixture
def document() -> Document:
    return score()


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


def saved(document: Document) -> Score:
    return parse_score(document.to_bytes(".enigmaxml"))


def cell(finale: Namespace, measure: int, staff: int, mode: int = -1) -> Any:
    found = finale.FCNoteEntryCell(measure, staff)
    found.LoadLayerMode = mode
    found.Load()
    return found


def durations(document: Document) -> dict[tuple[int, int, int], list[int]]:
    found = saved(document)
    return {place: [found.entries[n].duration for n in numbers] for place, numbers in found.cells().items()}


def test_the_score_for_these_tests_is_sound(document: Document) -> None:
    assert problems(saved(document)) == set()


@pytest.mark.parametrize(
    ("mode", "layers"),
    [(-1, [1, 2]), (0, [1, 2]), (1, [1]), (2, [2]), (3, []), (0x100, [1]), (0x300, [1, 2]), (-3, [])],
)
def test_a_cell_is_loaded_by_layers(finale: Namespace, mode: int, layers: list[int]) -> None:
    assert sorted({entry.LayerNumber for entry in cell(finale, 1, 1, mode)}) == layers


def test_entries_can_be_added_at_the_end_of_a_layer(document: Document, finale: Namespace) -> None:
    found = cell(finale, 2, 1)
    first = found.AppendEntriesInLayer(1, 2)
    first.Duration = 512
    first.AddNewNote().Displacement = 4
    found.GetItemAt(3).Duration = 512
    assert [entry.MeasurePos for entry in found] == [0, 2048, 4096, 4608]
    assert found.Save()
    after = saved(document)
    assert problems(after) == set()
    assert durations(document)[1, 2, 1] == [2048, 2048, 512, 512]
    new = after.entries[after.cells()[1, 2, 1][2]]
    assert new.pitches == [(1, 4, 0)] and "isNote" in new.fields


def test_a_cell_without_a_frame_gets_one(document: Document, finale: Namespace) -> None:
    found = cell(finale, 2, 2)
    assert found.Count == 0
    found.AppendEntriesInLayer(2, 1).Duration = 4096
    assert found.Save()
    assert problems(saved(document)) == set()
    assert durations(document)[2, 2, 2] == [4096]


def test_entries_of_no_duration_go(document: Document, finale: Namespace) -> None:
    found = cell(finale, 1, 1, 1)
    found.GetItemAt(0).Duration = 0
    found.GetItemAt(3).Duration = 0
    assert found.DeleteAllNullEntries() is True
    assert found.DeleteAllNullEntries() is False
    assert found.Save()
    assert problems(saved(document)) == set()
    assert durations(document)[1, 1, 1] == [1024, 1024]


def test_a_layer_can_be_cleared(document: Document, finale: Namespace) -> None:
    layer = finale.FCNoteEntryLayer(0, 1, 1, 2)
    assert layer.Load()
    assert layer.Count == 6
    layer.ClearAllEntries()
    assert problems(saved(document)) == set()
    assert sorted(durations(document)) == [(1, 1, 2), (1, 3, 1), (2, 1, 1)]


def test_a_layer_can_be_copied_to_another_staff(document: Document, finale: Namespace) -> None:
    layer = finale.FCNoteEntryLayer(0, 1, 1, 3)
    layer.Load()
    copy = layer.CreateCloneEntries(0, 2, 1)
    assert copy.Save()
    after = saved(document)
    assert problems(after) == set()
    for measure in (1, 2, 3):
        old, new = after.cells()[1, measure, 1], after.cells()[2, measure, 1]
        assert not set(old) & set(new)
        assert [after.entries[n].pitches for n in old] == [after.entries[n].pitches for n in new]


def test_a_rest_becomes_a_note_and_back(document: Document, finale: Namespace) -> None:
    found = cell(finale, 1, 1, 1)
    rest, chord = found.GetItemAt(2), found.GetItemAt(3)
    rest.AddNewNote().Displacement = 3
    chord.MakeRest()
    assert (rest.IsNote(), chord.IsRest(), chord.Count) == (True, True, 0)
    found.Save()
    entries = saved(document).entries
    assert (entries[3].pitches, entries[4].pitches) == ([(1, 3, 0)], [])
    assert "isNote" in entries[3].fields and "floatRest" in entries[4].fields


def test_notes_are_kept_from_low_to_high(document: Document, finale: Namespace) -> None:
    found = cell(finale, 1, 1, 1)
    found.GetItemAt(3).GetItemAt(0).Displacement = 9
    found.Save()
    assert saved(document).entries[4].pitches == [(2, 4, 0), (1, 9, 0)]


def test_the_highest_and_lowest_notes_of_a_chord(finale: Namespace) -> None:
    chord = cell(finale, 1, 1, 1).GetItemAt(3)
    high, low = chord.CalcHighestNote(), chord.CalcLowestNote()
    assert (high.Displacement, low.Displacement) == (4, 2)
    assert chord.CalcLowestNote(low) is high
    assert high.CalcIsTopNote() and low.CalcIsBottomNote() and high.IsHigherPitchThan(low)
    assert (chord.CalcDisplacementRange(), high.NoteIndex) == (2, 1)


@pytest.mark.parametrize(
    ("duration", "dots"), [(1024, 0), (1536, 1), (1792, 2), (1920, 3), (4096, 0), (6144, 1)]
)
def test_dots_are_counted(finale: Namespace, duration: int, dots: int) -> None:
    assert finale.FCNoteEntry.CalcDotsForDuration(duration) == dots


def test_a_new_duration_moves_what_follows(finale: Namespace) -> None:
    found = cell(finale, 1, 1, 1)
    assert [entry.MeasurePos for entry in found] == [0, 1024, 2048, 3072]
    found.GetItemAt(0).Duration = 512
    assert [entry.MeasurePos for entry in found] == [0, 512, 1536, 2560]
    found.GetItemAt(1).GraceNote = True
    assert [entry.MeasurePos for entry in found] == [0, 512, 512, 1536]


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["append", "delete", "shorten", "swap", "copy", "clear", "note"]),
        st.integers(1, 4),
        st.integers(1, 2),
        st.integers(1, 2),
    ),
    max_size=12,
)


def edit(finale: Namespace, what: str, measure: int, staff: int, layer: int) -> None:
    found = cell(finale, measure, staff, layer)
    layers = [finale.FCNoteEntryLayer(index, staff, measure, measure) for index in (0, 1)]
    if what == "append":
        found.AppendEntriesInLayer(layer, 2).Duration = 1024
        found.Save()
    elif what == "delete" and found.Count:
        found.DeleteEntry(found.GetItemAt(found.Count - 1))
        found.Save()
    elif what == "shorten" and found.Count:
        found.GetItemAt(0).Duration = 0
        found.DeleteAllNullEntries()
        found.Save()
    elif what == "swap":
        for index, each in enumerate(layers):
            each.Load()
            each.LayerIndex = 1 - index
        for each in layers:
            each.Save()
    elif what == "copy":
        layers[0].Load()
        layers[0].CreateCloneEntries(layer - 1, 3 - staff, measure).Save()
    elif what == "clear":
        layers[layer - 1].Load()
        layers[layer - 1].ClearAllEntries()
    elif what == "note" and found.Count:
        found.GetItemAt(0).AddNewNote().Displacement = measure
        found.Save()


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_any_edits_leave_sound_chains_and_can_be_undone(edits: list[tuple[str, int, int, int]]) -> None:
    from postlude.finale.undo import Undo

    document = score()
    finale = finale_of(document)
    before = document.to_bytes(".enigmaxml")
    mark = document.store.mark()
    for each in edits:
        undo = Undo(finale._session, "Edit")
        edit(finale, *each)
        undo.finish()
        assert problems(saved(document)) == set(), each
    document.store.rollback(mark)
    assert document.to_bytes(".enigmaxml") == before


def test_lua_walks_cells_and_entries(finale: Namespace, lua: Callable[..., list[Any]]) -> None:
    source = """
        local count, total = 0, 0
        for measure = 1, 3 do
            local cell = finale.FCNoteEntryCell(measure, 1)
            cell:Load()
            for index = 0, cell.Count - 1 do
                count, total = count + 1, total + cell:GetItemAt(index).Duration
            end
        end
        return count, total
        """
    assert lua(finale, source) == [12, 16384]


def test_a_rest_is_true_in_python(finale: Namespace) -> None:
    rest = cell(finale, 1, 1, 1).GetItemAt(2)
    assert len(rest) == 0
    assert rest
