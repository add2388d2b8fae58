"""Unmodified real scripts that make shapes, articulations, broken beams and slurs.

What is expected is computed from the file as the tests' own reader sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.conftest import sources_path
from tests.scripts.conftest import Outcome, real_score, real_script
from tests.scripts.reader import Fields, Score

CLICK_TRACK = 32767
Run = Callable[..., Outcome]
BEAMS = ("8th", "16th", "32nd", "64th", "128th", "256th", "512th", "1024th", "2048th", "4096th")


def of_entries(score: Score, tag: str) -> dict[int, list[Fields]]:
    """The details of that tag of each entry."""
    found: dict[int, list[Fields]] = {}
    for key, fields in sorted(score.records["details"].get(tag, {}).items()):
        found.setdefault(int(dict(key)["entnum"]), []).append(fields)
    return found


def new_number(outcome: Outcome, tag: str) -> str:
    """The number of the one record of that tag that the script made."""
    [key] = set(outcome.after.records["others"][tag]) - set(outcome.before.records["others"][tag])
    return dict(key)["cmper"]


@pytest.mark.parametrize("name", ["grace_indices", "testtemplate-fin2011format"])
def test_beamed_grace_notes_get_a_slash(run: Run, name: str) -> None:
    outcome = run(real_script("gracenote_slash"), real_score(name))
    entries = outcome.before.entries
    starts = set()
    for numbers in outcome.before.cells().values():
        grace = [False, *("graceNote" in entries[number].fields for number in numbers)]
        starts |= {
            number
            for index, (number, following) in enumerate(pairwise(numbers))
            if grace[index : index + 3] == [False, True, True]
            and "isNote" in entries[number].fields
            and "beam" not in entries[following].fields
        }
    assert starts
    before, after = (of_entries(score, "articAssign") for score in (outcome.before, outcome.after))
    definition, shape = new_number(outcome, "articDef"), new_number(outcome, "shapeDef")
    slash = {"articDef": definition, "horzOff": "4", "vertOff": "-32"}
    made = {number: items for number, items in after.items() if items != before.get(number, [])}
    assert made == {number: [*before.get(number, []), slash] for number in starts}
    assert all("articDetail" in outcome.after.entries[number].fields for number in starts)
    made_definition = outcome.after.record("others", "articDef", cmper=definition)
    assert made_definition is not None
    assert (made_definition["mainIsShape"], made_definition["mainShape"]) == ("", shape)
    made_shape = outcome.after.record("others", "shapeDef", cmper=shape)
    assert made_shape is not None
    words = outcome.after.record("others", "shapeList", cmper=made_shape["instList"])
    numbers = outcome.after.record("others", "shapeData", cmper=made_shape["dataList"])
    assert words is not None and numbers is not None
    assert [text for path, text in words.items() if path.endswith("/tag")] == [
        *("startObject", "rMoveTo", "lineWidth", "setDash", "rLineTo", "stroke")
    ]
    assert sum(int(text) for path, text in words.items() if path.endswith("/numData")) == len(numbers)


def test_articulations_are_hidden(run: Run) -> None:
    script = sources_path("patterson-finalelua-scripts", "src", "articulations-make-invisible.lua")
    outcome = run(script, real_score("slurs_2voices"))
    before = outcome.before.records["details"]["articAssign"]
    assert before
    hidden = {key: fields | {"hide": ""} for key, fields in before.items()}
    assert outcome.after.records["details"]["articAssign"] == hidden
    assert outcome.after.others_than("articAssign") == outcome.before.others_than("articAssign")


def test_broken_beams_point_to_the_left(run: Run) -> None:
    script = sources_path("patterson-finalelua-scripts", "src", "broken-beam-left.lua")
    outcome = run(script, real_score("voices"), select="m1")
    inside = {
        number
        for (staff, bar, _), numbers in outcome.before.cells().items()
        for number in numbers
        if bar == 1 and staff < CLICK_TRACK
    }
    assert inside
    to_the_left = {f"do{beam}": "" for beam in BEAMS}
    assert of_entries(outcome.after, "beamStub") == {number: [to_the_left] for number in inside}
    assert all("stemDetail" in outcome.after.entries[number].fields for number in inside)


def test_dangling_ties_are_removed(run: Run) -> None:
    outcome = run(real_script("ties_remove_dangling"), real_score("zwei_gesange"))
    before, after = outcome.before.entries, outcome.after.entries
    lost = {
        (number, index)
        for number, entry in before.items()
        for index, note in enumerate(entry.notes)
        if "tieStart" in note and "tieStart" not in after[number].notes[index]
    }
    assert lost
    chains = {number: numbers for numbers in outcome.before.cells().values() for number in numbers}
    for number, index in lost:
        following = before.get(before[number].after)
        pitch = before[number].notes[index]["harmLev"], before[number].notes[index]["harmAlt"]
        assert (
            following is None
            or number not in chains
            or all((note["harmLev"], note["harmAlt"]) != pitch for note in following.notes)
        )


def test_hairpins_and_dynamics_moved_in_a_part_stay_where_they_are_in_the_score(run: Run) -> None:
    outcome = run(real_script("standalone_hairpin_adjustment"), real_score("zwei_gesange"), part=2)
    before, after = outcome.before, outcome.after
    changed = {
        (tag, key)
        for (section, tag, key), fields in after.others_than().items()
        if before.records[section].get(tag, {}).get(key) != fields
    }
    assert {tag for tag, _ in changed} == {"measExprAssign", "smartShape"}
    assert {dict(key).get("part") for _, key in changed} == {"2"}
    moved = [
        after.records["others"]["measExprAssign"][key] for tag, key in changed if tag == "measExprAssign"
    ]
    assert all(set(fields) <= {"@shared", "vertOff"} for fields in moved)
    assert before.entries == after.entries
