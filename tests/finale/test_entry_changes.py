"""Entries and notes as scripts change them: rests, pitches, copies, tuplets, searching, inserting."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key
from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import Line, small_score
from tests.scripts.reader import parse_score, problems

CLEFS = (
    '<clefOptions><clefDef index="0"><adjust>-10</adjust></clefDef>'
    '<clefDef index="3"><adjust>2</adjust></clefDef></clefOptions>'
)
STAFF = (
    "<dwRestOffset>-4</dwRestOffset><wRestOffset>-6</wRestOffset><hRestOffset>-4</hRestOffset>"
    "<otherRestOffset>-4</otherRestOffset><stemReversal>-4</stemReversal>"
)
TRIPLET = (
    '<tupletDef entnum="1" inci="0"><symbolicNum>3</symbolicNum><symbolicDur>512</symbolicDur>'
    "<refNum>2</refNum><refDur>512</refDur></tupletDef>"
)


def made(line: Line, **records: str) -> Namespace:
    """A score with one line of entries in measure 1, staff 1, layer 1: a treble clef, five lines."""
    settings = {"options": CLEFS, "staff_fields": STAFF} | records
    return finale_of(small_score({(1, 1, 1): line}, **settings))


def cell(finale: Namespace, measure: int = 1, staff: int = 1) -> Any:
    found = finale.FCNoteEntryCell(measure, staff)
    found.Load()
    return found


def layer(finale: Namespace, index: int = 0, staff: int = 1, first: int = 1, last: int = 1) -> Any:
    found = finale.FCNoteEntryLayer(index, staff, first, last)
    found.Load()
    return found


def document_of(finale: Namespace) -> Document:
    document = finale._session.document
    assert document is not None
    return document


def sound(finale: Namespace) -> bool:
    return problems(parse_score(document_of(finale).to_bytes(".enigmaxml"))) == set()


# ---- rests


@pytest.mark.parametrize(("duration", "position"), [(1024, -4), (2048, -4), (4096, -6)])
def test_a_rest_that_becomes_movable_stays_where_it_stood(duration: int, position: int) -> None:
    finale = made([(duration, [])])
    found = cell(finale)
    rest = found.GetItemAt(0)
    assert rest.CalcHighestStaffPosition() == position
    assert not rest.IsRestMovable()
    rest.MakeMovableRest()
    assert rest.IsRestMovable() and rest.IsRest() and not rest.FloatingRest
    assert rest.GetItemAt(0).CalcStaffPosition() == position
    rest.RestDisplacement += 2
    assert found.Save()
    again = cell(finale).GetItemAt(0)
    assert again.CalcLowestStaffPosition() == position + 2
    assert again.RestDisplacement == rest.RestDisplacement
    assert sound(finale)


def test_rests_side_by_side_become_few() -> None:
    finale = made([(512, []), (512, []), (1024, [0]), (1024, []), (512, []), (512, [])])
    found = cell(finale)
    assert found.ReduceEntries() is True
    assert [(entry.Duration, entry.IsRest()) for entry in found] == [
        (1024, True),
        (1024, False),
        (2048, True),
    ]
    assert found.ReduceEntries() is False
    found.Save()
    assert sound(finale)


@pytest.mark.parametrize(
    ("durations", "wanted"),
    [
        ([512, 512, 512, 512, 512, 512], [3072]),
        ([512, 512, 512, -512, 512, 512], [1536, -512, 512, 512]),
        ([-512, 512, 512, 512, 512, 512], [-512, 512, 512, 1536]),
    ],
)
def test_rests_in_compound_time_follow_the_beats(durations: list[int], wanted: list[int]) -> None:
    line = [(abs(duration), [] if duration > 0 else [0]) for duration in durations]
    score = small_score({(1, 1, 1): line})
    measure = score.store.load("others", "measSpec", Key(1))
    assert measure is not None
    measure.set("beats", "2")
    measure.set("divbeat", "1536")
    score.store.save("others", "measSpec", Key(1), measure)
    found = cell(finale_of(score))
    found.ReduceEntries()
    assert [entry.Duration * (-1 if entry.IsNote() else 1) for entry in found] == wanted


def test_a_measure_of_rests_becomes_one_rest() -> None:
    finale = made([(1024, [])] * 4)
    found = cell(finale)
    assert found.ReduceEntries()
    assert [entry.Duration for entry in found] == [4096]


def test_rests_in_a_tuplet_stay() -> None:
    flagged = finale_of(small_score({(1, 1, 1): [(512, [])] * 3 + [(1024, [0])] * 3}, details=TRIPLET))
    found = cell(flagged)
    found.GetItemAt(0).TupletStartFlag = True
    assert found.ReduceEntries() is False


# ---- pitches


def test_pitches_are_added_from_another_entry() -> None:
    finale = made([(1024, [0, 2]), (1024, [2, 4]), (1024, [])])
    first, second, rest = cell(finale)
    assert first.CalcDisplacementMatchCount(second) == 1
    assert not first.HasSameNotes(second)
    assert first.AddPitches(second, True, True) == 1
    assert sorted(note.Displacement for note in first) == [0, 2, 4]
    assert [note.Tie for note in first] == [False, False, True]
    assert rest.AddPitch(second.GetItemAt(0)) == 1
    assert rest.IsNote() and not rest.FloatingRest and rest.GetItemAt(0).Displacement == 2


def test_notes_marked_for_erasing_go_when_the_entry_is_saved() -> None:
    finale = made([(4096, [0, 2, 4])])
    found = cell(finale)
    found.GetItemAt(0).GetItemAt(1).MarkForErase()
    assert found.GetItemAt(0).Count == 3
    found.Save()
    assert [note.Displacement for note in cell(finale).GetItemAt(0)] == [0, 4]


def test_seconds_are_marked_when_a_chord_is_saved() -> None:
    finale = made([(4096, [0])])
    found = cell(finale)
    found.GetItemAt(0).AddNewNote().Displacement = 1
    found.Save()
    lower, upper = cell(finale).GetItemAt(0)
    assert (lower.Upstem2nd, lower.Downstem2nd) == (False, True)
    assert (upper.Upstem2nd, upper.Downstem2nd) == (True, False)
    assert lower.IsLower2nd() and not lower.IsUpper2nd()
    assert upper.IsUpper2nd() and not upper.IsLower2nd()


@pytest.mark.parametrize(
    ("step", "position", "lines", "on_line"),
    [(0, -10, -1, True), (-1, -11, -1, False), (-2, -12, -2, True), (4, -6, 0, False), (12, 2, 1, True)],
)
def test_ledger_lines(step: int, position: int, lines: int, on_line: bool) -> None:
    note = cell(made([(4096, [step])])).GetItemAt(0).GetItemAt(0)
    assert note.CalcStaffPosition() == position
    assert (note.CalcNumberOfLedgerLines(), note.CalcOnLedgerLine()) == (lines, on_line)


def test_a_pitch_is_read_as_a_transposing_staff_writes_it() -> None:
    clarinet = "<transposition><keysig><interval>1</interval><adjust>2</adjust></keysig></transposition>"
    finale = made([(4096, [0])], staff_fields=clarinet + STAFF)
    note = cell(finale).GetItemAt(0).GetItemAt(0)
    text = finale.FCString()
    assert note.SetString("F#4", None, True)
    note.GetString(text, None, False, True)
    assert text.LuaString == "F#4"
    note.GetString(text, None)
    assert text.LuaString == "E4"


def test_accidentals_hold_until_the_barline() -> None:
    finale = made([(1024, [3]), (1024, [3]), (1024, [3]), (1024, [10])])
    found = cell(finale)
    for entry, alteration in zip(found, (1, 1, 0, 1), strict=True):
        entry.GetItemAt(0).RaiseLower = alteration
    assert [entry.GetItemAt(0).CalcAccidental() for entry in found] == [True, False, True, True]
    assert found.CalcAccidental(found.GetItemAt(2), found.GetItemAt(2).GetItemAt(0))
    frozen = found.GetItemAt(1).GetItemAt(0)
    frozen.AccidentalFreeze = frozen.Accidental = True
    assert frozen.CalcAccidental()
    tied = found.GetItemAt(3).GetItemAt(0)
    tied.TieBackwards = True
    assert not tied.CalcAccidental()


def test_ties_of_entries() -> None:
    finale = made([(2048, [0, 2]), (2048, [0, 4])])
    first, second = cell(finale)
    first.GetItemAt(0).Tie = second.GetItemAt(0).TieBackwards = True
    assert (first.IsTied(), first.IsAllTied()) == (True, False)
    assert (second.IsTiedBackwards(), second.IsAllTiedBackwards()) == (True, False)
    assert second.IsTiedToPrevious() and not first.IsTiedToPrevious()


# ---- stems


def test_a_stem_follows_the_note_farthest_from_the_middle() -> None:
    finale = made([(1024, [0]), (1024, [12]), (1024, [6]), (1024, [0, 11])])
    assert [entry.CalcStemUp() for entry in cell(finale)] == [True, False, False, True]
    entry = cell(finale).GetItemAt(0)
    entry.FreezeStem = True
    assert entry.CalcStemUp() is False


def test_a_layer_can_freeze_its_stems() -> None:
    frozen = '<layerAtts cmper="0"><freezeLayUp/><freezeLayer/><floatLayer/></layerAtts>'
    score = small_score({(1, 1, 1): [(4096, [13])]}, options=CLEFS, staff_fields=STAFF, others=frozen)
    assert cell(finale_of(score)).GetItemAt(0).CalcStemUp() is False
    both = {(1, 1, 1): [(2048, [13])], (1, 1, 2): [(2048, [0])]}
    score = small_score(both, options=CLEFS, staff_fields=STAFF, others=frozen)
    assert layer(finale_of(score)).GetItemAt(0).CalcStemUp() is True


def test_grace_notes_count_from_the_first_before_their_note() -> None:
    finale = made([(512, [0]), (512, [1]), (4096, [2])])
    found = cell(finale)
    for entry in list(found)[:2]:
        entry.GraceNote = True
    assert [entry.CalcGraceNoteIndex() for entry in found] == [0, 1, -1]
    assert [entry.MeasurePos for entry in found] == [0, 0, 0]
    assert found.GetItemAt(0).CalcStemUp() is True


# ---- copies


def test_tuplets_are_cloned_with_the_entries_of_a_layer() -> None:
    finale = made([(512, [0]), (512, [1]), (512, [2]), (1024, [0])], details=TRIPLET)
    source = layer(finale)
    source.GetItemAt(0).TupletStartFlag = True
    source.Save()
    copy = source.CreateCloneEntries(1, 2, 1)
    assert not copy.GetItemAt(0).TupletStartFlag
    assert copy.Save() and copy.CloneTuplets(source) and copy.Save()
    again = layer(finale, 1, 2)
    assert [entry.MeasurePos for entry in again] == [entry.MeasurePos for entry in source]
    [tuplet] = again.GetItemAt(0).CreateTuplets()
    assert (tuplet.CalcFullSymbolicDuration(), tuplet.CalcFullReferenceDuration()) == (1536, 1024)
    assert again.GetItemAt(0).CalcLastTupletEntry(tuplet) is again.GetItemAt(2)
    assert [entry.IsPartOfTuplet() for entry in again] == [True, True, True, False]
    assert not copy.CloneTuplets(layer(finale, 0, 1, 2, 2))
    assert sound(finale)


def test_a_new_tuplet_takes_its_look_from_the_options() -> None:
    look = "<tupletOptions><avoidStaff/><tupOffY>24</tupOffY><numStyle>number</numStyle></tupletOptions>"
    finale = made([(4096, [])], options=CLEFS + look)
    tuplet = finale.FCTuplet()
    tuplet.PrefsReset(False)
    assert (tuplet.AvoidStaff, tuplet.NumberStyle, tuplet.VerticalOffset) == (True, 1, 0)
    tuplet.PrefsReset(True)
    assert tuplet.VerticalOffset == 24
    tuplet.SymbolicNumber, tuplet.SymbolicDuration = 1, 4096
    tuplet.ReferenceNumber, tuplet.ReferenceDuration = 1, 3072
    found = cell(finale)
    tuplet.SetNoteEntry(found.GetItemAt(0))
    assert tuplet.SaveNew()
    assert found.GetItemAt(0).ActualDuration == 3072
    assert cell(finale).GetItemAt(0).IsStartOfTuplet()


def test_an_entry_is_copied_with_and_without_its_details() -> None:
    artic = '<articAssign entnum="1" inci="0"><articDef>4</articDef></articAssign>'
    finale = made([(1024, [0, 4]), (2048, [])], details=artic + TRIPLET)
    found = cell(finale)
    first, second = found
    first.StemUp = first.FreezeStem = True
    second.CopyEntry(first)
    assert second.HasSameNotes(first)
    assert (second.Duration, second.FreezeStem, second.IsNote()) == (1024, True, True)
    assert [note.NoteID for note in second] == [1, 2]
    found.Save()
    second.CopyEntryDetails(first, False)
    found.Save()
    store = document_of(finale).store
    assert [key.cmper1 for key in store.keys("details", "articAssign")] == [1, 2]
    assert [key.cmper1 for key in store.keys("details", "tupletDef")] == [1]
    assert cell(finale).GetItemAt(1).ArticulationFlag
    assert second.AddArticulations(first) == 0
    assert second.AddArticulations(first, False) == 1
    assert store.keys_of("details", "articAssign", 2)[-1] == Key(2, inci=1)
    assert sound(finale)


# ---- searching, inserting


def test_entries_are_found_by_position() -> None:
    finale = made([(1024, [0]), (1024, []), (2048, [1])])
    found = cell(finale)
    first, rest, last = found
    assert found.FindClosestPos(900) is rest
    assert found.FindNextEntryPos(1024) is last and found.FindNextEntryPos(2048) is None
    assert found.FindPreviousEntryPos(2048) is rest and found.FindPreviousEntryPos(0) is None
    assert found.FindEntryStartPosition(1024, 1) is rest
    assert found.FindEntryStartPosition(1000, 1) is None
    assert found.FindCoveredEntry(4000, 1) is last
    assert found.FindCoveredEntry(4000, 2) is None
    found.FindRests = False
    assert found.FindNextEntryPos(0) is last
    assert found.FindClosestPos(900) is first
    last.Visible = found.FindHidden = False
    assert found.FindNextEntryPos(0) is None


def test_entries_can_be_put_between_others() -> None:
    finale = made([(1024, [0]), (1024, [1])])
    found = layer(finale, last=2)
    first, second = found
    behind = found.InsertEntriesAfter(first, 1, False)
    behind.Duration = 512
    assert found.InsertEntriesBefore(first, 2) is found.GetItemAt(0)
    over = found.InsertEntriesAfter(second, 1, True)
    over.Duration = 4096
    assert [entry.Duration for entry in found] == [0, 0, 1024, 512, 1024, 4096]
    assert found.IsInSuccession(second, over) and not found.IsInSuccession(first, second)
    assert found.DeleteAllNullEntries()
    assert found.Save()
    assert [entry.MeasurePos for entry in layer(finale, last=2)] == [0, 1024, 1536, 0]
    assert over.Measure == 2
    assert sound(finale)


def test_measures_of_rests_are_emptied() -> None:
    score = small_score({(1, 1, 1): [(4096, [])], (1, 2, 1): [(4096, [0])]})
    finale = finale_of(score)
    found = layer(finale, last=2)
    assert found.DeleteAllRestFrames()
    assert found.Save()
    assert [entry.Measure for entry in layer(finale, last=2)] == [2]
    assert not found.DeleteAllRestFrames()
    assert sound(finale)


def test_clearing_what_was_loaded_leaves_the_document_alone() -> None:
    finale = made([(4096, [0])])
    mark = document_of(finale).store.mark()
    one, row = cell(finale), layer(finale)
    one.ClearFrame()
    row.ClearFrames()
    assert (one.Count, row.Count) == (0, 0)
    assert one.Save() and row.Save()
    assert document_of(finale).store.changes_since(mark) == []


def test_a_layer_without_entries_loads_and_saves_nothing() -> None:
    finale = made([(4096, [0])])
    empty = finale.FCNoteEntryLayer(1, 1, 1, 2)
    assert empty.Load() and empty.Count == 0
    assert empty.Save()


# ---- parts


def test_a_part_has_its_own_place_and_stem_of_an_entry() -> None:
    part = '<partDef cmper="1"><orderID>1</orderID></partDef>'
    score = small_score({(1, 1, 1): [(4096, [0])]}, others=part)
    in_score, in_part = finale_of(score), finale_of(score, part=1)
    own = cell(in_part)
    entry = own.GetItemAt(0)
    entry.ManualPosition, entry.StemUp, entry.FreezeStem = 24, True, True
    assert own.Save()
    seen = cell(in_score).GetItemAt(0)
    assert (seen.ManualPosition, seen.StemUp, seen.FreezeStem) == (0, False, False)
    again = cell(in_part).GetItemAt(0)
    assert (again.ManualPosition, again.StemUp, again.FreezeStem) == (24, True, True)
    assert again.RelinkToCurrentView()
    assert cell(in_score).GetItemAt(0).ManualPosition == 24
    own = cell(in_part)
    own.GetItemAt(0).ManualPosition = 48
    own.Save()
    entry = own.GetItemAt(0)
    assert entry.RelinkToScore()
    assert entry.ManualPosition == 24
    assert own.Save()
    assert cell(in_part).GetItemAt(0).ManualPosition == 24


def test_a_chord_without_notes_is_a_rest_when_it_is_saved() -> None:
    finale = finale_of(small_score({(1, 1, 1): [(2048, [0, 2]), (2048, [1])]}))
    cell = finale.FCNoteEntryCell(1, 1)
    assert cell.Load()
    for note in cell.GetItemAt(0):
        note.MarkForErase()
    cell.GetItemAt(1).DeleteNote(cell.GetItemAt(1).GetItemAt(0))
    assert cell.Save() and cell.Load()
    assert [(entry.IsRest(), entry.FloatingRest, entry.Count) for entry in cell] == [(True, True, 0)] * 2
