"""Unmodified scripts of finale-lua/lua-scripts that change staves, chord symbols and articulations.

What is expected is computed from the file as the tests' own reader sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import shared_path
from tests.finale.oracle import of_kind, oracle
from tests.finale.small import small_score
from tests.scripts.conftest import Outcome, real_score, real_script
from tests.scripts.reader import Fields, Key, read_score

Run = Callable[..., Outcome]
QUARTERS = [(1024, [0]), (1024, [1]), (1024, [2]), (1024, [3])]


@pytest.mark.parametrize("name", ["whole_rests", "zwei_gesange", "large_orchestra"])
def test_staves_show_no_whole_rests_in_empty_measures(run: Run, name: str) -> None:
    outcome = run(real_script("rest_remove_default_whole_rests"), real_score(name))
    before = outcome.before.records["others"]["staffSpec"]
    after = outcome.after.records["others"]["staffSpec"]
    assert after == {key: fields | {"blankMeasure": ""} for key, fields in before.items()}
    staves = {line["id"] for line in of_kind(oracle(shared_path(), name), "staff")}
    assert staves <= {int(dict(key)["cmper"]) for key in after}
    assert outcome.after.others_than("staffSpec") == outcome.before.others_than("staffSpec")
    assert outcome.after.entries == outcome.before.entries


def toggled(fields: Fields) -> Fields:
    changed = dict(fields)
    if changed.pop("hidden", None) is None:
        changed["hidden"] = ""
    return changed


@pytest.mark.parametrize(
    ("name", "select", "measures"),
    [
        ("chords", "all", range(1, 1000)),
        ("chords", "m2-3", range(2, 4)),
        ("testtemplate-fin2011format", "all", range(1, 1000)),
    ],
)
def test_chord_symbols_are_hidden(run: Run, name: str, select: str, measures: Any) -> None:
    outcome = run(real_script("chord_toggle_visibility"), real_score(name), select=select)
    before = outcome.before.records["details"]["chordAssign"]
    inside = {key for key in before if int(dict(key)["cmper2"]) in measures}
    assert inside
    assert outcome.after.records["details"]["chordAssign"] == {
        key: toggled(fields) if key in inside else fields for key, fields in before.items()
    }
    assert outcome.after.others_than("chordAssign") == outcome.before.others_than("chordAssign")
    assert outcome.after.entries == outcome.before.entries


def test_chord_symbols_are_shown_again(host: Any, run: Run, tmp_path: Path) -> None:
    script = real_script("chord_toggle_visibility")
    first = host.open_document(real_score("chords"))
    assert host.run(script, first, select="m1-4").ok
    hidden = tmp_path / "hidden" / "chords.musx"
    hidden.parent.mkdir()
    first.save(hidden)
    outcome = run(script, hidden)
    before = outcome.before.records["details"]["chordAssign"]
    assert {"hidden" in fields for fields in before.values()} == {True, False}
    after = outcome.after.records["details"]["chordAssign"]
    assert after == {key: toggled(fields) for key, fields in before.items()}


def articulations(records: dict[Key, Fields]) -> dict[int, list[Fields]]:
    """The articulations of each entry, in order."""
    found: dict[int, dict[int, Fields]] = {}
    for key, fields in records.items():
        facts = dict(key)
        found.setdefault(int(facts["entnum"]), {})[int(facts["inci"])] = fields
    assert all(sorted(items) == list(range(len(items))) for items in found.values())
    return {number: [items[inci] for inci in sorted(items)] for number, items in found.items()}


def each_once(items: list[Fields]) -> list[Fields]:
    """Each definition once, in order, as the script makes them anew: at their default place."""
    return [{"articDef": number} for number in dict.fromkeys(item["articDef"] for item in items)]


@pytest.mark.parametrize("name", ["testtemplate-fin2011format", "techniques", "slurs_2voices", "duplicates"])
def test_each_articulation_of_an_entry_stays_once(run: Run, tmp_path: Path, name: str) -> None:
    path = duplicates(tmp_path) if name == "duplicates" else real_score(name)
    outcome = run(real_script("articulation_delete_duplicates"), path)
    chosen = chosen_entries(name) if name != "duplicates" else set(outcome.before.entries)
    before = articulations(outcome.before.records["details"]["articAssign"])
    assert before.keys() & chosen
    expected = {n: each_once(items) if n in chosen else items for n, items in before.items()}
    assert articulations(outcome.after.records["details"]["articAssign"]) == expected
    assert outcome.after.others_than("articAssign") == outcome.before.others_than("articAssign")
    for number, entry in outcome.after.entries.items():
        flag = {"articDetail": ""} if number in before and number in chosen else {}
        assert entry.fields == outcome.before.entries[number].fields | flag
        assert entry.notes == outcome.before.entries[number].notes


def chosen_entries(name: str) -> set[int]:
    return {line["num"] for line in of_kind(oracle(shared_path(), name), "e")}


def duplicates(folder: Path) -> Path:
    """A score whose entries have articulations twice and three times, with places of their own."""
    assigned = {1: [4, 4], 2: [4, 7, 4, 7, 4], 3: [9], 4: [5, 6, 5]}
    details = "".join(
        f'<articAssign entnum="{entry}" inci="{inci}"><articDef>{number}</articDef><horzOff>{inci + 1}</horzOff>'
        "</articAssign>"
        for entry, numbers in assigned.items()
        for inci, number in enumerate(numbers)
    )
    path = folder / "made" / "duplicates.enigmaxml"
    path.parent.mkdir()
    small_score({(1, 1, 1): QUARTERS}, staves=1, measures=1, details=details).save(path)
    counted = articulations(read_score(path).records["details"]["articAssign"])
    assert {number: len(items) for number, items in counted.items()} == {1: 2, 2: 5, 3: 1, 4: 3}
    return path
