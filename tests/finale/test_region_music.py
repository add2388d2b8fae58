"""Music of regions: parts of measures copied, cut and pasted; barlines drawn anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.selecting import parse_selection
from postlude.finale.session import END_OF_MEASURE
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

Q, E, H, W = 1024, 512, 2048, 4096
SCALE = [(Q, [0]), (Q, [1]), (Q, [2]), (Q, [3])]
STEPS = [(Q, [4]), (Q, [5]), (Q, [6]), (Q, [7])]


def region(finale: Namespace, spec: str) -> Any:
    found = finale.FCMusicRegion()
    finale._session.selection = parse_selection(spec, finale._session)
    assert found.SetCurrentSelection()
    return found


def at(found: Any, measure: int, position: int = 0, slot: int | None = None) -> Any:
    """Let a region begin somewhere else."""
    found.StartMeasure = found.EndMeasure = measure
    found.StartMeasurePos, found.EndMeasurePos = position, END_OF_MEASURE
    if slot is not None:
        found.StartSlot = found.EndSlot = slot
    return found


def music(finale: Namespace, staff: int = 1, layer: int = 0) -> dict[int, str]:
    """Each measure as durations in quarters: a note with its scale step and its ties, a rest with r."""
    found: dict[int, str] = {}
    entries = finale.FCNoteEntryLayer(layer, staff)
    entries.Load()
    for entry in entries:
        text = f"{entry.Duration / Q:g}"
        notes = list(entry)
        if notes:
            note = notes[0]
            text = f"{'~' if note.TieBackwards else ''}{text}:{note.Displacement}{'~' if note.Tie else ''}"
        else:
            text += "r"
        found[entry.Measure] = f"{found[entry.Measure]} {text}" if entry.Measure in found else text
    return found


def chain_is_whole(finale: Namespace, staff: int = 1) -> bool:
    """Whether entries name each other over all measures of layer 1."""
    store = finale._session.store
    entries = finale.FCNoteEntryLayer(0, staff)
    entries.Load()
    numbers = [entry.EntryNumber for entry in entries]
    nodes = [store.load("entries", "entry", (number, 0, 0, -1)) for number in numbers]
    links = [(int(node.attrs["prev"]), int(node.attrs["next"])) for node in nodes if node is not None]
    return links == list(zip([0, *numbers], [*numbers[1:], 0], strict=False))


@pytest.fixture
def finale() -> Namespace:
    return finale_of(small_score({(1, 1, 1): SCALE, (1, 2, 1): STEPS}, staves=2, measures=4))


def test_part_of_a_measure_is_copied_to_the_same_beats_of_another(finale: Namespace) -> None:
    found = region(finale, "m1b2-m1b3:s1")
    assert found.CopyMusic()
    assert at(found, 2, Q).PasteMusic()
    assert music(finale) == {1: "1:0 1:1 1:2 1:3", 2: "1:4 1:1 1:2 1:7"}
    assert chain_is_whole(finale)


def test_it_is_pasted_across_a_barline_and_into_an_empty_measure(finale: Namespace) -> None:
    found = region(finale, "m1b1-m1b2:s1")
    assert found.CopyMusic() and at(found, 2, 3 * Q).PasteMusic()
    assert music(finale)[2] == "1:4 1:5 1:6 1:0"
    assert music(finale)[3] == "1:1"
    assert chain_is_whole(finale)


def test_a_note_that_comes_to_lie_across_a_barline_is_split_and_tied() -> None:
    finale = finale_of(small_score({(1, 1, 1): [(Q, [0]), (H + Q, [1])], (1, 2, 1): STEPS}))
    found = region(finale, "m1b2-m1b4:s1")
    assert found.CopyMusic() and at(found, 2, 3 * Q).PasteMusic()
    assert music(finale)[2] == "1:4 1:5 1:6 1:1~"
    assert music(finale)[3] == "~2:1"
    assert chain_is_whole(finale)


def test_what_sounds_into_the_place_is_shortened_and_gaps_are_rests() -> None:
    finale = finale_of(small_score({(1, 1, 1): SCALE, (1, 2, 1): [(W, [4])]}))
    found = region(finale, "m1b1:s1")
    assert found.CopyMusic() and at(found, 2, Q).PasteMusic()
    assert music(finale)[2] == "1:4 1:0"
    assert at(found, 3, 2 * Q).PasteMusic()
    assert music(finale)[3] == "2r 1:0"


def test_music_behind_the_last_measure_is_left_out(finale: Namespace) -> None:
    found = region(finale, "m1b3-m2b2:s1")
    assert found.CopyMusic() and at(found, 4, 2 * Q).PasteMusic()
    assert music(finale)[4] == "2r 1:2 1:3"
    assert chain_is_whole(finale)


def test_cut_music_leaves_rests_in_parts_of_measures(finale: Namespace) -> None:
    found = region(finale, "m1b3-m2b1:s1")
    assert found.CutMusic()
    assert music(finale) == {1: "1:0 1:1 2r", 2: "1r 1:5 1:6 1:7"}
    assert at(found, 3, 0, slot=2).PasteMusic()
    assert music(finale, staff=2) == {3: "1:2 1:3 1:4"}
    assert found.ReleaseMusic() and not found.ReleaseMusic() and not found.PasteMusic()


def test_tuplets_are_carried_whole_with_their_definition() -> None:
    triplet = (
        '<tupletDef entnum="2" inci="0"><symbolicNum>3</symbolicNum><symbolicDur>512</symbolicDur>'
        "<refNum>2</refNum><refDur>512</refDur></tupletDef>"
    )
    line = [(Q, [0]), (E, [1]), (E, [2]), (E, [3]), (H, [4])]
    finale = finale_of(small_score({(1, 1, 1): line}, details=triplet))
    cell = finale.FCNoteEntryCell(1, 1)
    assert cell.Load()
    cell.GetItemAt(1).TupletStartFlag = True
    assert cell.Save()
    found = region(finale, "m1b2:s1")
    assert found.CopyMusic() and at(found, 2, 2 * Q).PasteMusic()
    cell = finale.FCNoteEntryCell(2, 1)
    assert cell.Load()
    assert [(entry.Duration, entry.MeasurePos) for entry in cell] == [
        (H, 0), (E, 2 * Q), (E, 2 * Q + 341), (E, 2 * Q + 682),
    ]  # fmt: skip


def test_chords_and_expressions_move_with_the_stretch() -> None:
    chord = (
        '<chordAssign cmper1="1" cmper2="1" inci="0"><rootScaleNum>4</rootScaleNum>'
        "<horzEdu>1024</horzEdu></chordAssign>"
    )
    mark = (
        '<measExprAssign cmper="1" inci="0"><textExprID>7</textExprID><horzEduOff>2048</horzEduOff>'
        "<staffAssign>1</staffAssign></measExprAssign>"
    )
    finale = finale_of(small_score({(1, 1, 1): SCALE}, details=chord, others=mark))
    found = region(finale, "m1b2-m1b3:s1")
    assert found.CopyMusic() and at(found, 2, 3 * Q, slot=2).PasteMusic()
    store = finale._session.store
    (key,) = store.keys_of("details", "chordAssign", 2)
    chord_there = store.load("details", "chordAssign", key)
    assert (key.cmper2, chord_there.get("horzEdu")) == (2, str(3 * Q))
    (key,) = store.keys_of("others", "measExprAssign", 3)
    mark_there = store.load("others", "measExprAssign", key)
    assert (mark_there.get("horzEduOff"), mark_there.get("staffAssign")) == (None, "2")


def test_an_empty_region_has_no_music_to_copy(finale: Namespace) -> None:
    with pytest.raises(ScriptError, match="the region is empty"):
        finale.FCMusicRegion().CopyMusic()


# ---- barlines drawn anew


def beats(finale: Namespace, number: int, count: int) -> None:
    measure = finale.FCMeasure()
    assert measure.Load(number)
    measure.TimeSignature.Beats = count
    assert measure.Save()


def test_music_of_a_longer_measure_flows_into_the_next(finale: Namespace) -> None:
    beats(finale, 1, 3)
    found = region(finale, "m1-2:s1")
    numbers = [entry.EntryNumber for entry in found_entries(finale)]
    found.RebarMusic(finale.REBARSTOP_REGIONEND, False, False)
    assert music(finale) == {1: "1:0 1:1 1:2", 2: "1:3 1:4 1:5 1:6 1:7"}
    assert [entry.EntryNumber for entry in found_entries(finale)] == numbers
    assert chain_is_whole(finale)


def found_entries(finale: Namespace) -> Any:
    entries = finale.FCNoteEntryLayer(0, 1)
    entries.Load()
    return entries


def test_music_moves_on_to_the_end_where_nothing_stops_it(finale: Namespace) -> None:
    beats(finale, 1, 3)
    beats(finale, 2, 3)
    region(finale, "m1-2:s1").RebarMusic(finale.REBARSTOP_NONE, False, True)
    assert music(finale) == {1: "1:0 1:1 1:2", 2: "1:3 1:4 1:5", 3: "1:6 1:7 2r"}


def test_notes_are_split_at_new_barlines() -> None:
    finale = finale_of(small_score({(1, 1, 1): [(W, [0])], (1, 2, 1): [(W, [1])]}))
    beats(finale, 1, 3)
    beats(finale, 2, 5)
    region(finale, "m1-2:s1").RebarMusic(finale.REBARSTOP_REGIONEND, False, False)
    assert music(finale) == {1: "3:0~", 2: "~1:0 4:1"}


def test_two_measures_become_one_and_the_second_is_deleted() -> None:
    finale = finale_of(
        small_score({(1, 1, 1): SCALE, (1, 2, 1): STEPS, (2, 2, 1): [(W, [3])]}, staves=2, measures=3)
    )
    beats(finale, 1, 8)
    found = region(finale, "m1-2")
    found.RebarMusic(finale.REBARSTOP_REGIONEND, True, False)
    assert music(finale) == {1: "1:0 1:1 1:2 1:3 1:4 1:5 1:6 1:7"}
    assert music(finale, staff=2) == {1: "4r 4:3"}
    assert chain_is_whole(finale)


def test_a_place_between_notes_is_an_empty_region(finale: Namespace) -> None:
    found = at(region(finale, "m1:s1"), 2, Q)
    assert not found.IsSinglePos() and not found.IsEmpty() and found.IsStartPos(2, Q)
    found.EndMeasurePos = Q
    assert found.IsSinglePos() and found.IsEmpty() and not found.IsEmptyAndNotSinglePos()


def test_cells_of_a_region_staff_by_staff(finale: Namespace) -> None:
    cells = region(finale, "m2-3").CreateCells()
    assert [(cell.Staff, cell.Measure) for cell in cells] == [(1, 2), (1, 3), (2, 2), (2, 3)]
    assert cells.Find(3, 2).Staff == 2 and cells.Find(1, 1) is None
    found = region(finale, "m1:s1-2")
    found.StartSlot, found.EndSlot = 2, 1
    found.AssureSortedStaves()
    assert (found.StartSlot, found.EndSlot) == (1, 2)


# ---- whatever the music


VALUES = (128, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)


@st.composite
def measures_of_music(draw: st.DrawFn) -> list[list[tuple[int, list[int]]]]:
    """Four full measures of 4/4; each note has a scale step of its own, some entries are rests."""
    found: list[list[tuple[int, list[int]]]] = []
    step = 0
    for _ in range(4):
        left, line = W, []
        while left:
            value = draw(st.sampled_from([each for each in VALUES if each <= left]))
            step += 1
            line.append((value, [step] if draw(st.integers(0, 3)) else []))
            left -= value
        found.append(line)
    return found


def score_of(measures: list[list[tuple[int, list[int]]]], **settings: Any) -> Namespace:
    frames = {(1, number, 1): line for number, line in enumerate(measures, 1)}
    return finale_of(small_score(frames, measures=len(measures) + 1, **settings))


def sounding(finale: Namespace) -> list[tuple[int, int, int]]:
    """Each note: where it begins in the whole, its scale step, and how long it and what it is tied to last."""
    found: list[tuple[int, int, int]] = []
    offsets, total = {}, 0
    measures = finale.FCMeasures()
    measures.LoadAll()
    for measure in measures:
        offsets[measure.ItemNo] = total
        total += measure.Duration
    entries = finale.FCNoteEntryLayer(0, 1)
    entries.Load()
    for entry in entries:
        for note in entry:
            if note.TieBackwards:
                begin, step, length = found.pop()
                assert step == note.Displacement
                found.append((begin, step, length + entry.Duration))
            else:
                begin = offsets[entry.Measure] + entry.MeasurePos
                found.append((begin, note.Displacement, entry.Duration))
    return found


@given(measures_of_music(), st.lists(st.integers(1, 7), min_size=4, max_size=4))
def test_new_barlines_keep_every_note_where_it_was(
    measures: list[list[tuple[int, list[int]]]], tops: list[int]
) -> None:
    finale = score_of(measures)
    before = sounding(finale)
    for number, top in enumerate(tops, 1):
        beats(finale, number, top)
    region(finale, "m1-4").RebarMusic(finale.REBARSTOP_REGIONEND, False, False)
    assert sounding(finale) == before
    assert chain_is_whole(finale)
    cells = [finale.FCCell(number, 1) for number in (1, 2, 3)]
    assert all(cell.CalcEntryDuration() <= cell.CalcDuration() for cell in cells)


@given(measures_of_music(), st.integers(0, 2 * W - 1), st.integers(1, W), st.integers(0, 2 * W - 1))
def test_a_stretch_of_time_is_pasted_and_all_else_stays(
    measures: list[list[tuple[int, list[int]]]], first: int, length: int, target: int
) -> None:
    first, length, target = (value // 128 * 128 for value in (first, max(length, 128), target))
    finale = score_of(measures)
    before = sounding(finale)
    found = finale.FCMusicRegion()
    found.StartSlot = found.EndSlot = 1
    found.StartMeasure, found.StartMeasurePos = first // W + 1, first % W
    last = first + length - 1
    found.EndMeasure, found.EndMeasurePos = last // W + 1, last % W
    copied = [note for note in before if first <= note[0] <= last]
    assert found.CopyMusic()
    whole = first % W == 0 and (last + 1) % W == 0
    assert at(found, target // W + 1, 0 if whole else target % W).PasteMusic()
    if whole:
        target = target // W * W
    reach = max([first + length, *(begin + duration for begin, _, duration in copied)]) - first
    pasted = [(begin - first + target, step, duration) for begin, step, duration in copied]
    kept = [note for note in before if not target <= note[0] < target + reach]
    shortened = [
        (begin, step, min(length, target - begin) if begin < target else length)
        for begin, step, length in kept
    ]
    if not whole:
        assert sounding(finale) == sorted(shortened + pasted)
    assert chain_is_whole(finale)


@given(measures_of_music(), st.integers(0, 2 * W - 1), st.integers(1, 2 * W))
def test_what_is_cut_out_leaves_the_rest_in_its_place(
    measures: list[list[tuple[int, list[int]]]], first: int, length: int
) -> None:
    first, length = (value // 128 * 128 for value in (first, max(length, 128)))
    finale = score_of(measures)
    last = first + length - 1
    kept = [
        (begin, step, min(duration, first - begin) if begin < first else duration)
        for begin, step, duration in sounding(finale)
        if not first <= begin <= last
    ]
    found = finale.FCMusicRegion()
    found.StartSlot = found.EndSlot = 1
    found.StartMeasure, found.StartMeasurePos = first // W + 1, first % W
    found.EndMeasure, found.EndMeasurePos = last // W + 1, last % W
    assert found.CutMusic()
    assert sounding(finale) == kept
    assert chain_is_whole(finale)
