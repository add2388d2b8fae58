"""Unmodified scripts of finale-lua/lua-scripts on real scores.

What is expected comes from another reader of the scores (``../shared/documents/oracle``) and from the scripts'
documented transformation, never from the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import shared_path
from tests.finale.oracle import of_kind, oracle
from tests.scripts.conftest import Outcome, real_score, real_script, run_command
from tests.scripts.reader import Score, problems, read_score
from tests.scripts.transformations import (
    DETAILS_OF_NOTES,
    details_without_notes,
    entry_state,
    oracle_pitches,
    rotated_up,
    top_note_only,
    undotted,
    with_dot,
    without_dot,
)

Run = Callable[..., Outcome]
SOURCES = ("src", "dist")


def in_both_folders(*names: str) -> pytest.MarkDecorator:
    """Each score with the script from ``src``, the first one also with the bundle in ``dist``."""
    return pytest.mark.parametrize(
        ("name", "folder"), [(names[0], "dist"), *((name, "src") for name in names)]
    )


CHORDS = (
    "slurs_2voices",
    "voiced_parts",
    "cross_staffs",
    "tie_target_types",
    "v2triplet_at_end",
    "zwei_gesange",
)


def entries_of(name: str) -> list[dict[str, Any]]:
    return of_kind(oracle(shared_path(), name), "e")


def note_details(score: Score) -> dict[Any, Any]:
    return {
        (tag, key): fields
        for tag in DETAILS_OF_NOTES
        for key, fields in score.records["details"].get(tag, {}).items()
    }


def assert_only_entries_changed(outcome: Outcome, *also: str) -> None:
    assert outcome.after.others_than(*also) == outcome.before.others_than(*also)
    assert outcome.after.entries.keys() == outcome.before.entries.keys()


@in_both_folders(*CHORDS)
def test_keep_top_note_leaves_the_highest_note_of_every_chord(run: Run, name: str, folder: str) -> None:
    outcome = run(real_script("pitch_entry_keep_top_note", folder), real_score(name))
    assert_only_entries_changed(outcome, *DETAILS_OF_NOTES)
    gone: dict[int, set[int]] = {}
    for line in entries_of(name):
        entry, before = outcome.after.entries[line["num"]], outcome.before.entries[line["num"]]
        kept = top_note_only(oracle_pitches(line)) if len(line["notes"]) > 1 else oracle_pitches(line)
        assert entry.pitches == kept
        gone[line["num"]] = {note["id"] for note in line["notes"]} - {pitch[0] for pitch in kept}
        wanted = before.fields | ({"numNotes": str(len(kept))} if gone[line["num"]] else {})
        assert (entry.fields, entry.before, entry.after) == (wanted, before.before, before.after)
        assert entry.notes == [note for note in before.notes if int(note["id"]) not in gone[line["num"]]]
    assert any(gone.values())
    assert note_details(outcome.after) == details_without_notes(outcome.before, gone)


@in_both_folders(*CHORDS)
def test_rotate_chord_up_moves_the_bottom_note_over_the_others(run: Run, name: str, folder: str) -> None:
    outcome = run(real_script("pitch_rotate_chord_up", folder), real_score(name))
    assert_only_entries_changed(outcome)
    changed = 0
    for line in entries_of(name):
        entry, before = outcome.after.entries[line["num"]], outcome.before.entries[line["num"]]
        wanted = rotated_up(oracle_pitches(line))
        assert entry.pitches == wanted
        assert (entry.fields, entry.before, entry.after) == (before.fields, before.before, before.after)
        others = [without_pitch(note) for note in before.notes]
        for note in entry.notes:
            assert without_pitch(note) in others
        changed += wanted != oracle_pitches(line)
    assert changed == len([line for line in entries_of(name) if len(line["notes"]) > 1])


DOTS: dict[str, tuple[dict[str, Any], Callable[[int], int]]] = {
    "add": ({}, with_dot),
    "remove": ({"item": "Remove Augmentation Dots"}, without_dot),
    "remove all": ({"item": 2, "modifiers": frozenset({"shift"})}, undotted),
}


@pytest.mark.parametrize("item", DOTS)
@in_both_folders("slurs_2voices", "whole_rests", "grace_beamed", "tuplets_nested", "v2triplet_at_end")
def test_augmentation_dots_change_every_duration(run: Run, name: str, item: str, folder: str) -> None:
    settings, transformation = DOTS[item]
    outcome = run(real_script("note_add_augmentation_dots", folder), real_score(name), **settings)
    assert_only_entries_changed(outcome)
    for line in entries_of(name):
        entry, before = outcome.after.entries[line["num"]], outcome.before.entries[line["num"]]
        assert entry.duration == transformation(line["dura"])
        wanted = before.fields | {"dura": str(transformation(line["dura"]))}
        assert without_beam(entry.fields) == without_beam(wanted)
        assert (entry.notes, entry.before, entry.after) == (before.notes, before.before, before.after)


def without_pitch(note: dict[str, str]) -> dict[str, str]:
    """What a note is apart from its pitch, and from its side of the stem, which follows from the pitches."""
    pitch = ("harmLev", "harmAlt", "upStemSecond", "downStemSecond")
    return {name: text for name, text in note.items() if name not in pitch}


def without_beam(fields: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if name != "beam"}


@pytest.mark.parametrize("name", ["smartshape_lines", "voices"])
def test_after_a_dot_beams_begin_on_the_beats_of_the_new_rhythm(run: Run, name: str) -> None:
    outcome = run(real_script("note_add_augmentation_dots"), real_score(name))
    beats = {line["id"]: line["time"] for line in of_kind(oracle(shared_path(), name), "meas")}
    checked = 0
    for (staff, measure, _), numbers in outcome.after.cells().items():
        if staff > 1000 or any("tupletStart" in outcome.before.entries[n].fields for n in numbers):
            continue
        [[[[count, _]], [unit]]] = beats[measure]
        starts = {index * unit for index in range(count)}
        position = Fraction()
        for number in numbers:
            entry = outcome.after.entries[number]
            if "graceNote" in entry.fields or "v2" in entry.fields or "freezeBeam" in entry.fields:
                continue
            # Four plain eighths that fill half a measure could be one group; with dots there are none.
            assert ("beam" in entry.fields) == (position in starts)
            position += entry.duration
            checked += 1
    assert checked


@in_both_folders("voices", "slurs_2voices", "smartshape_lines", "zwei_gesange")
def test_layers_one_and_two_change_places(run: Run, name: str, folder: str) -> None:
    outcome = run(real_script("layers_swap_1_2", folder), real_score(name))
    staves = {line["id"] for line in of_kind(oracle(shared_path(), name), "staff")}
    other = {1: 2, 2: 1}
    expected: dict[tuple[int, int, int], list[int]] = {}
    for line in entries_of(name):
        cell = line["staff"], line["meas"], other.get(line["layer"], line["layer"])
        expected.setdefault(cell, []).append(line["num"])
    found = {cell: numbers for cell, numbers in outcome.after.cells().items() if cell[0] in staves}
    assert found == expected
    assert_only_entries_changed(outcome, "gfhold")
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number]
        assert (entry.fields, entry.notes) == (before.fields, before.notes)
    holds = outcome.before.records["details"]["gfhold"]
    for key, hold in outcome.after.records["details"]["gfhold"].items():
        wanted = dict(holds[key])
        if int(dict(key)["cmper1"]) in staves:
            first, second = wanted.pop("frame1", None), wanted.pop("frame2", None)
            wanted |= {"frame1": second} if second else {}
            wanted |= {"frame2": first} if first else {}
        assert hold == wanted


@pytest.mark.parametrize("name", ["voices", "slurs_2voices", "zwei_gesange"])
def test_layers_swapped_twice_are_the_document_that_was_read(
    host: Any, run: Run, tmp_path: Path, name: str
) -> None:
    script = real_script("layers_swap_1_2")
    document = host.open_document(real_score(name))
    before = document.to_bytes(".enigmaxml")
    assert host.run(script, document).changes
    assert document.to_bytes(".enigmaxml") != before
    assert host.run(script, document).ok
    assert document.to_bytes(".enigmaxml") == before


@pytest.mark.parametrize("folder", SOURCES)
def test_enclosures_of_single_staff_expressions_go(run: Run, folder: str) -> None:
    outcome = run(real_script("expression_remove_enclosure", folder), real_score("enclosures"))
    deleted = {
        key: outcome.before.records["others"]["textExpressionEnclosure"][(("cmper", key),)]
        for key in enclosed_on_single_staves(outcome.before)
    }
    assert deleted
    changes = [(c.op, c.section, c.tag, c.key, c.fields) for c in outcome.result.changes]
    flag = [
        ("change", "others", "textExprDef", {"cmper": int(key)}, {"newEnclosure": [True, None]})
        for key in deleted
    ]
    gone = [
        ("delete", "others", "textExpressionEnclosure", {"cmper": int(key)}, no_value_after(fields))
        for key, fields in deleted.items()
    ]
    assert sorted(changes, key=repr) == sorted(flag + gone, key=repr)
    tags = "textExprDef", "textExpressionEnclosure"
    assert outcome.after.others_than(*tags) == outcome.before.others_than(*tags)


def no_value_after(fields: dict[str, str]) -> dict[str, list[str | bool | None]]:
    return {name: [text or True, None] for name, text in fields.items()}


def enclosed_on_single_staves(score: Score) -> list[str]:
    """Definitions with an enclosure that an assignment puts on one staff in the score."""
    definitions = score.records["others"]["textExprDef"]
    found = []
    for fields in score.records["others"]["measExprAssign"].values():
        number = fields.get("textExprID")
        if not number or fields.get("staffList") or fields.get("staffGroup"):
            continue
        if int(fields.get("staffAssign", 0)) > 0 and "newEnclosure" in definitions[(("cmper", number),)]:
            found.append(number)
    return sorted(set(found), key=int)


@pytest.mark.parametrize("folder", SOURCES)
def test_lyrics_without_a_font_get_the_default_one(run: Run, folder: str) -> None:
    outcome = run(real_script("prefs_reset_lyrics_fonts", folder), real_score("testtemplate-fin2011format"))
    # Verse 2 is empty; the others begin with the default font of lyrics already.
    [change] = outcome.result.changes
    assert (change.op, change.section, change.tag, change.key) == ("change", "texts", "verse", {"number": 2})
    verse = outcome.after.record("texts", "verse", number=2)
    assert verse == {".": "^fontid(2)^size(12)^nfx(0)"}
    assert outcome.after.others_than("verse") == outcome.before.others_than("verse")
    first = {"number": 1}
    assert outcome.after.record("texts", "verse", **first) == outcome.before.record("texts", "verse", **first)


def test_lyrics_in_the_default_font_stay(run: Run) -> None:
    outcome = run(real_script("prefs_reset_lyrics_fonts"), real_score("zwei_gesange"))
    assert outcome.result.changes == []


NAMES = {
    16: "128th Notes", 64: "64th Notes", 128: "32th Notes", 256: "16th Notes", 512: "8th Notes",
    1024: "Quarter Notes", 2048: "Half Notes", 4096: "Whole Notes", 8192: "Breve", 1536: "Dotted Quarter Notes",
    3072: "Dotted Half Notes", 6144: "Dotted Whole Notes",
}  # fmt: skip


@in_both_folders("zwei_gesange", "smartshape_lines", "voices", "testtemplate-fin2011format")
def test_duration_statistics_count_the_notes(run: Run, name: str, folder: str) -> None:
    outcome = run(real_script("note_duration_statistics", folder), real_score(name))
    counted = Counter(line["dura"] for line in entries_of(name) if line["note"])
    rows = [f"Total Count : \t{sum(counted.values())}"]
    text = f"Total Count : {sum(counted.values())}\n"
    for duration, count in sorted(counted.items()):
        if duration in NAMES:
            rows.append(f"{NAMES[duration]}\t:\t{count}")
            text += f"{NAMES[duration]} : {count}\n"
        else:
            rows.append(f"EDU duration\t{duration}\t:\t{count}")
            text += f"EDU duration {duration} : {count}\n"
    assert outcome.result.printed == "\n".join(rows) + "\n"
    [alert] = outcome.result.alerts
    assert (alert["kind"], alert["text"], alert["caption"]) == ("info", text, "Note Durations Statistics")
    assert outcome.result.changes == []


@pytest.mark.parametrize(
    ("script", "document", "options"),
    [
        ("pitch_entry_keep_top_note", "slurs_2voices", ()),
        ("pitch_rotate_chord_up", "slurs_2voices", ("--select", "m1-2:s1")),
        (
            "note_add_augmentation_dots",
            "voices",
            ("--item", "remove augmentation dots", "--modifiers", "shift"),
        ),
        ("layers_swap_1_2", "voices", ()),
        ("expression_remove_enclosure", "enclosures", ()),
        ("prefs_reset_lyrics_fonts", "testtemplate-fin2011format", ()),
        ("note_duration_statistics", "voices", ()),
    ],
)
def test_the_command_line_saves_what_the_library_does(
    host: Any, tmp_path: Path, script: str, document: str, options: tuple[str, ...]
) -> None:
    path, source = real_script(script), real_score(document)
    output = tmp_path / "after.musx"
    answer = run_command(path, source, "-o", output, "--data-dir", tmp_path / "data", *options)
    assert answer["ok"] and answer["saved"] == str(output)
    before, after = read_score(source), read_score(output)
    assert problems(after) <= problems(before)
    assert changed_tags(before, after) == {(change["section"], change["tag"]) for change in answer["changes"]}


def changed_tags(before: Score, after: Score) -> set[tuple[str, str]]:
    one, other = before.others_than(), after.others_than()
    tags = {key[:2] for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    numbers = before.entries.keys() | after.entries.keys()
    if any(
        n not in before.entries
        or n not in after.entries
        or entry_state(before.entries[n]) != entry_state(after.entries[n])
        for n in numbers
    ):
        tags.add(("entries", "entry"))
    return tags


@pytest.mark.parametrize("name", ["slurs_2voices", "enclosures"])
def test_only_known_elements_are_written(run: Run, known_paths: frozenset[str], name: str) -> None:
    for script in (
        "pitch_entry_keep_top_note", "pitch_rotate_chord_up", "note_add_augmentation_dots", "layers_swap_1_2",
        "expression_remove_enclosure", "prefs_reset_lyrics_fonts",
    ):  # fmt: skip
        outcome = run(real_script(script), real_score(name))
        assert outcome.after.paths - outcome.before.paths <= known_paths
