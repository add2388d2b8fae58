"""Real scripts on regions, meters and clefs, and what they leave in the document."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.scripts.conftest import real_score, real_script


def changed(host: Any, script: str, score: str, **settings: Any) -> tuple[Namespace, Namespace]:
    """The document before and after a script."""
    before, after = (host.open_document(real_score(score)) for _ in range(2))
    result = host.run(real_script(script), after, **settings)
    assert result.ok, result.message
    return Namespace(Session(before)), Namespace(Session(after))


def notes(finale: Namespace, measure: int, staff: int, edus: range) -> list[tuple[int, int, list[int]]]:
    """Position from the start of the range, duration and MIDI keys of the entries that begin in it."""
    cell = finale.FCNoteEntryCell(measure, staff)
    cell.Load()
    return [
        (entry.MeasurePos - edus.start, entry.Duration, sorted(note.CalcMIDIKey() for note in entry))
        for entry in cell
        if entry.MeasurePos in edus
    ]


@pytest.mark.parametrize(("score", "measure", "staff"), [("zwei_gesange", 21, 2), ("zwei_gesange", 20, 2)])
def test_a_beat_is_replicated_behind_itself(host: Any, score: str, measure: int, staff: int) -> None:
    select = f"m{measure}b1:s{staff}"
    before, after = changed(host, "region_replicate_music", score, select=select)
    first, second = range(1024), range(1024, 2048)
    assert notes(after, measure, staff, first) == notes(before, measure, staff, first)
    assert notes(after, measure, staff, second) == notes(before, measure, staff, first)
    assert notes(after, measure + 1, staff, first) == notes(before, measure + 1, staff, first)


def test_measures_are_replicated_behind_themselves(host: Any) -> None:
    before, after = changed(host, "region_replicate_music", "zwei_gesange", select="m20-21")
    for staff in (1, 2, 3, 4):
        for measure in (20, 21):
            whole = range(4096)
            assert notes(after, measure + 2, staff, whole) == notes(before, measure, staff, whole)


@pytest.mark.parametrize(
    ("item", "duration", "groups", "shown"),
    [("Meter - 3/4", 3072, None, None), ("Meter - 5/8 (2+3)", 2560, [2, 3], (5, 512))],
)
def test_the_meter_of_selected_measures_is_changed(
    host: Any, item: str, duration: int, groups: list[int] | None, shown: tuple[int, int] | None
) -> None:
    before, after = changed(host, "meter_change", "zwei_gesange", select="m2-3", item=item)
    for number in (1, 2, 3, 4):
        measure, was = after.FCMeasure(), before.FCMeasure()
        assert measure.Load(number) and was.Load(number)
        assert measure.Duration == (duration if number in (2, 3) else was.Duration)
        if number in (2, 3):
            top = measure.TimeSignature.CreateCompositeTop()
            assert (
                None if top is None else [top.GetGroupElementBeats(0, index) for index in (0, 1)]
            ) == groups
            display = measure.TimeSignatureForDisplay
            assert (None if display is None else (display.Beats, display.BeatDuration)) == shown


def test_a_clef_is_set_for_whole_measures_and_what_follows_keeps_its_own(host: Any) -> None:
    before, after = changed(host, "clef_change", "zwei_gesange", select="m2-3:s1", item="2")
    found = [after.FCCell(measure, 1).CalcClefIndexAt(0) for measure in (1, 2, 3, 4)]
    was = [before.FCCell(measure, 1).CalcClefIndexAt(0) for measure in (1, 2, 3, 4)]
    assert found == [was[0], 3, 3, was[3]] and 3 not in was


def test_a_clef_is_set_for_part_of_a_measure(host: Any) -> None:
    before, after = changed(host, "clef_change", "zwei_gesange", select="m2b2:s1", item="2")
    was = before.FCCell(2, 1).CalcClefIndexAt(0)
    assert [after.FCCell(2, 1).CalcClefIndexAt(at) for at in (0, 1023, 1024, 2046)] == [was, was, 3, 3]
    assert after.FCCell(3, 1).CalcClefIndexAt(0) == was
