"""Unmodified scripts of finale-lua/lua-scripts that ask with a dialog and change notes.

Each has its answers file. What is expected comes from another reader of the scores (``../shared/documents/oracle``)
and from arithmetic on its notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import shared_path
from tests.finale.oracle import of_kind, oracle
from tests.scripts.conftest import real_score, real_script, run_command
from tests.scripts.dialogs import ANSWERS, Desk, shown, windows
from tests.scripts.reader import LAYERS, Score
from tests.scripts.transformations import (
    LETTERS,
    NATURAL,
    Pitch,
    key_alteration,
    oracle_pitches,
    order,
)

Line = dict[str, Any]
HIDDEN_STAVES = 32000
"""Finale keeps what no score shows in staves with high numbers."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    with made.host:
        yield made


def lines(name: str, kind: str = "e") -> list[Line]:
    return of_kind(oracle(shared_path(), name), kind)


def moved(note: Line, key: Line, steps: int, semitones: int) -> Pitch:
    """A note that many letters and semitones away, as it is written in its key."""
    step = note["lev"] + steps + key["tonic"]
    natural = 60 + 12 * (step // 7) + NATURAL[step % 7] + key_alteration(key["alter"], LETTERS[step % 7])
    return note["id"], note["lev"] + steps, note["midi"] + semitones - natural


def without_ids(pitches: list[Pitch]) -> list[tuple[int, int]]:
    return sorted(pitch[1:] for pitch in pitches)


def keys_of(name: str) -> dict[int, Line]:
    return {line["id"]: line for line in lines(name, "meas")}


# ---- transposition


@pytest.mark.parametrize("name", ["zwei_gesange", "slurs_2voices", "voices", "cross_staffs"])
def test_every_note_goes_down_a_minor_third(desk: Desk, name: str) -> None:
    # With a key held on the menu item the window closes with OK; else it stays.
    outcome = desk.run("transpose_chromatic", name, modifiers=frozenset({"shift"}))
    assert windows(outcome.result) == [("Transpose Chromatic", "OK")]
    assert outcome.after.others_than() == outcome.before.others_than()
    checked = 0
    for line in lines(name):
        pitches = oracle_pitches(line)
        if line["note"]:
            key = keys_of(name)[line["meas"]]
            pitches = sorted((moved(note, key, -2, -3) for note in line["notes"]), key=order)
            checked += len(pitches)
        assert outcome.after.entries[line["num"]].pitches == pitches, line
    assert checked > 15
    assert [block["stored"] for block in outcome.result.undo] == [True]


def test_a_window_that_stays_transposes_again_and_keeps_the_notes_that_were_there(desk: Desk) -> None:
    outcome = desk.run("transpose_chromatic", "voices", "transpose_chromatic_twice")
    assert windows(outcome.result) == [("Transpose Chromatic", "Cancel")]
    assert len(outcome.result.undo) == 2
    for line in lines("voices"):
        pitches = oracle_pitches(line)
        if line["note"]:
            key = keys_of("voices")[line["meas"]]
            # A perfect fourth down, for the notes themselves and for those a major ninth above them.
            ways = ((-3, -5), (8 - 3, 14 - 5))
            pitches = [moved(note, key, *way) for note in line["notes"] for way in ways]
        assert without_ids(outcome.after.entries[line["num"]].pitches) == without_ids(pitches), line


def test_notes_move_by_steps_of_the_scale_of_twelve(desk: Desk) -> None:
    outcome = desk.run("transpose_by_step", "voices")
    keys = keys_of("voices")
    for line in (line for line in lines("voices") if line["note"]):
        for note, (_, lev, alt) in zip(
            sorted(line["notes"], key=lambda each: order((each["id"], each["lev"], each["alt"]))),
            outcome.after.entries[line["num"]].pitches,
            strict=True,
        ):
            step = lev + keys[line["meas"]]["tonic"]
            letter = key_alteration(keys[line["meas"]]["alter"], LETTERS[step % 7])
            assert 60 + 12 * (step // 7) + NATURAL[step % 7] + letter + alt == note["midi"] + 2
            assert abs(alt) <= 1


# ---- one pitch for another


def test_the_modeless_pitch_changer_works_on_until_it_is_closed(desk: Desk) -> None:
    outcome = desk.run("pitch_changer", "voices")
    assert windows(outcome.result) == [("Pitch Changer", "Cancel"), ("Pitch Changer", "close")]
    assert [block["text"].rpartition(" Staff")[0] for block in outcome.result.undo] == [
        "Pitch Change A-Bb",
        "Pitch Change G-E",
    ]
    (alert,) = outcome.result.alerts
    assert alert["kind"] == "error"
    assert alert["text"].endswith("This pitch name is invalid:\nF#b")
    keys = keys_of("voices")
    changed = 0
    for line in lines("voices"):
        key, pitches = keys[line["meas"]], []
        for note in line["notes"]:
            step = note["lev"] + key["tonic"]
            letter = LETTERS[step % 7]
            sharps = key_alteration(key["alter"], letter) + note["alt"]
            if (letter, sharps) == ("A", 0):
                pitches.append(moved(note, key, 1, 1))
            elif (letter, sharps) == ("G", 0):
                pitches.append(moved(note, key, -2, -3))
            else:
                pitches.append((note["id"], note["lev"], note["alt"]))
                continue
            changed += 1
        assert outcome.after.entries[line["num"]].pitches == sorted(pitches, key=order), line
    assert changed >= 4


def test_the_next_run_of_the_pitch_changer_remembers_what_it_was_told(desk: Desk) -> None:
    desk.run("pitch_changer", "voices")
    again = desk.run("pitch_changer", "voices", "pitch_changer_again")
    assert windows(again.result) == [("Pitch Changer", "Close")]
    assert [shown(again.result, 1, number) for number in (4, 6, 7, 12)] == ["G", "E", "Down (z)", True]
    assert again.result.changes == []


# ---- layers and staves


def cells(score: Score) -> dict[tuple[int, int, int], list[list[Pitch]]]:
    """The notes of each staff, measure and layer; a rest has none, wherever it is put."""
    entries = {
        number: entry.pitches if "isNote" in entry.fields else [] for number, entry in score.entries.items()
    }
    return {
        cell: [entries[number] for number in numbers]
        for cell, numbers in score.cells().items()
        if cell[0] < HIDDEN_STAVES
    }


def from_oracle(name: str) -> dict[tuple[int, int, int], list[list[Pitch]]]:
    found: dict[tuple[int, int, int], list[list[Pitch]]] = {}
    for line in lines(name):
        pitches = oracle_pitches(line) if line["note"] else []
        found.setdefault((line["staff"], line["meas"], line["layer"]), []).append(pitches)
    return found


def test_layers_are_swapped_and_letters_are_refused(desk: Desk) -> None:
    outcome = desk.run("layers_swap_selective", "voices")
    assert windows(outcome.result) == [("Swap Layers", "OK")]
    assert [shown(outcome.result, 1, number) for number in (4, 8)] == ["2", "3"]
    swap = {2: 3, 3: 2}
    wanted = {
        (staff, measure, swap.get(layer, layer)): pitches
        for (staff, measure, layer), pitches in from_oracle("voices").items()
    }
    assert {layer for _, _, layer in wanted} == {1, 3}
    assert cells(outcome.after) == wanted


def test_the_layers_of_a_staff_are_exploded_onto_the_staves_below(desk: Desk) -> None:
    outcome = desk.run(
        "staff_explode", "voices", "staff_explode_from_layers", item="Staff Explode From Layers", select="s1"
    )
    assert windows(outcome.result) == [("Staff Explode", "OK")]
    assert [(alert["text"], alert["answer"]) for alert in outcome.result.alerts] == [
        ("Overwrite existing music?", "ok")
    ]
    before = from_oracle("voices")
    second = {
        (2, measure, 1): pitches
        for (staff, measure, layer), pitches in before.items()
        if (staff, layer) == (1, 2)
    }
    first = {cell: pitches for cell, pitches in before.items() if (cell[0], cell[2]) == (1, 1)}
    assert second
    assert {cell: pitches for cell, pitches in cells(outcome.after).items() if pitches} == first | second


def test_a_chord_is_exploded_to_layers_with_its_articulations(desk: Desk) -> None:
    name = "testtemplate-fin2011format"
    outcome = desk.run(
        "staff_explode", name, "staff_explode_to_layers", item="Staff Explode To Layers", select="m19:s2"
    )
    before, after = cells(outcome.before), cells(outcome.after)
    rest, chord = from_oracle(name)[2, 19, 1]
    assert rest == []
    assert len(chord) == 3
    for layer, pitch in zip(LAYERS, sorted(chord, key=order, reverse=True), strict=False):
        (found,) = after[2, 19, layer][1]
        assert found[1:] == pitch[1:]
    assert {cell for cell in after if after[cell] != before.get(cell)} == {
        (2, 19, layer) for layer in (1, 2, 3)
    }

    def articulations(score: Score, layer: int) -> list[str]:
        number = score.cells()[2, 19, layer][1]
        records = score.records["details"]["articAssign"].items()
        return sorted(fields["articDef"] for key, fields in records if dict(key)["entnum"] == str(number))

    wanted = articulations(outcome.before, 1)
    assert len(wanted) == 2
    assert [articulations(outcome.after, layer) for layer in (1, 2, 3)] == [wanted] * 3
    assert outcome.result.dialogs[0]["controls"][3]["value"] is False  # smart shapes: left as it was


def test_nothing_is_exploded_when_the_window_is_cancelled(desk: Desk) -> None:
    outcome = desk.run("staff_explode", "voices", "cancel", item="Staff Explode From Layers", select="s1")
    assert windows(outcome.result) == [("Staff Explode", "Cancel")]
    assert outcome.result.changes == []


# ---- on the command line


def test_an_answers_file_drives_a_script_from_the_command_line(tmp_path: Path) -> None:
    answer = run_command(
        real_script("transpose_chromatic"), real_score("voices"), "--select", "m1",
        "--answers", ANSWERS / "transpose_chromatic.toml", "--data-dir", tmp_path,
    )  # fmt: skip
    assert [(window["title"], window["pressed"]) for window in answer["dialogs"]] == [
        ("Transpose Chromatic", "Cancel")
    ]
    notes = [line for line in lines("voices") if line["note"] and line["meas"] == 1]
    assert {change["key"]["entnum"] for change in answer["changes"]} == {line["num"] for line in notes}
