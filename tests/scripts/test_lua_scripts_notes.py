"""Unmodified scripts of finale-lua/lua-scripts that change notes: chords, spelling, ties, playback, beams.

What is expected comes from another reader of the scores (``../shared/documents/oracle``) and from the scripts'
documented transformation, never from the package.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import shared_path
from tests.finale.oracle import edu, of_kind, oracle
from tests.finale.small import small_score
from tests.scripts.conftest import Outcome, real_score, real_script
from tests.scripts.reader import Score
from tests.scripts.transformations import (
    DETAILS_OF_NOTES,
    bottom_note_only,
    details_without_notes,
    enharmonic_up,
    oracle_pitches,
    order,
    without_bottom_note,
)

Run = Callable[..., Outcome]
Line = dict[str, Any]
CHORDS = (
    "slurs_2voices",
    "voiced_parts",
    "cross_staffs",
    "tie_target_types",
    "v2triplet_at_end",
    "zwei_gesange",
)


def lines(name: str, kind: str = "e") -> list[Line]:
    return of_kind(oracle(shared_path(), name), kind)


def assert_only_entries_changed(outcome: Outcome, *also: str) -> None:
    assert outcome.after.others_than(*also) == outcome.before.others_than(*also)
    assert outcome.after.entries.keys() == outcome.before.entries.keys()
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number]
        assert (entry.before, entry.after) == (before.before, before.after)


def assert_notes(outcome: Outcome, wanted: dict[int, list[dict[str, str]]]) -> None:
    """The notes of those entries are these now; all others are as they were."""
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number]
        assert entry.notes == wanted.get(number, before.notes), number


def changed_notes(
    score: Score, number: int, changes: dict[int, dict[str, str | None]]
) -> list[dict[str, str]]:
    """The notes of an entry with elements added, or taken away (None), by number of the note."""
    found = []
    for note in score.entries[number].notes:
        changed = note | changes.get(int(note["id"]), {})
        found.append({name: text for name, text in changed.items() if text is not None})
    return found


# ---- chords


@pytest.mark.parametrize(
    ("script", "transformation"),
    [
        ("pitch_entry_keep_bottom_note", bottom_note_only),
        ("pitch_entry_delete_bottom_note", without_bottom_note),
    ],
)
@pytest.mark.parametrize("name", CHORDS)
def test_notes_of_chords_are_deleted(run: Run, name: str, script: str, transformation: Any) -> None:
    outcome = run(real_script(script), real_score(name))
    assert_only_entries_changed(outcome, *DETAILS_OF_NOTES)
    gone: dict[int, set[int]] = {}
    for line in lines(name):
        entry, before = outcome.after.entries[line["num"]], outcome.before.entries[line["num"]]
        kept = transformation(oracle_pitches(line))
        assert entry.pitches == kept
        gone[line["num"]] = {note["id"] for note in line["notes"]} - {pitch[0] for pitch in kept}
        assert entry.fields == before.fields | ({"numNotes": str(len(kept))} if gone[line["num"]] else {})
        assert entry.notes == [note for note in before.notes if int(note["id"]) not in gone[line["num"]]]
    assert any(gone.values())
    kept_details = {
        (tag, key): fields
        for tag in DETAILS_OF_NOTES
        for key, fields in outcome.after.records["details"].get(tag, {}).items()
    }
    assert kept_details == details_without_notes(outcome.before, gone)


# ---- spelling


@pytest.mark.parametrize("name", ["slurs_2voices", "zwei_gesange", "voices", "cross_staffs"])
def test_every_note_is_spelled_with_the_letter_above(run: Run, name: str) -> None:
    outcome = run(real_script("transpose_enharmonic_up"), real_score(name))
    assert_only_entries_changed(outcome)
    keys = {line["id"]: line for line in lines(name, "meas")}
    assert all(line["edo"] == 12 for line in keys.values())
    checked = 0
    for line in lines(name):
        if not line["note"]:
            assert outcome.after.entries[line["num"]].pitches == oracle_pitches(line)
            continue
        key = keys[line["meas"]]
        spelled = [enharmonic_up(note, key["alter"], key["tonic"]) for note in line["notes"]]
        wanted = sorted(spelled, key=order)
        assert outcome.after.entries[line["num"]].pitches == wanted, line
        checked += len(wanted)
    assert checked > 20
    assert outcome.result.alerts == []


# Scale step and alteration in C major, before and after.
SPELLINGS = {
    (0, 2): (1, 0), (2, -2): (1, 0), (6, 2): (7, 1), (3, -2): (2, -1), (1, 2): (2, 0), (0, -2): (-1, -1),
    (0, 1): (0, 1), (4, -1): (4, -1), (5, 0): (5, 0), (3, 3): (4, 1),
}  # fmt: skip


def test_double_accidentals_are_spelled_simply(run: Run, tmp_path: Path) -> None:
    steps = [[step] for step, _ in SPELLINGS]
    score = small_score({(1, 1, 1): [(256, step) for step in steps]}, staves=1, measures=1)
    pieces = score.to_bytes(".enigmaxml").decode().split("<harmAlt>0</harmAlt>")
    text = pieces[0]
    for (_, alteration), piece in zip(SPELLINGS, pieces[1:], strict=True):
        text += f"<harmAlt>{alteration}</harmAlt>" + piece
    path = tmp_path / "doubles" / "doubles.enigmaxml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8", newline="")
    outcome = run(real_script("accidental_simplify"), path)
    assert_only_entries_changed(outcome)
    found = [entry.pitches[0][1:] for _, entry in sorted(outcome.after.entries.items())]
    assert found == list(SPELLINGS.values())


@pytest.mark.parametrize("name", ["zwei_gesange", "cross_staffs"])
def test_scores_without_double_accidentals_stay(run: Run, name: str) -> None:
    assert all(abs(note["concert"][2]) < 2 for line in lines(name) for note in line["notes"])
    assert run(real_script("accidental_simplify"), real_score(name)).result.changes == []


# ---- playback


@pytest.mark.parametrize(
    ("name", "select", "staves", "measures"),
    [
        ("zwei_gesange", "all", range(1, 5), range(1, 1000)),
        ("zwei_gesange", "m3-5:s3", [3], range(3, 6)),
        ("voices", "s1", [1], range(1, 1000)),
    ],
)
def test_the_entries_of_the_selection_are_muted(
    run: Run, name: str, select: str, staves: Any, measures: Any
) -> None:
    outcome = run(real_script("playback_mute_notes_in_region"), real_score(name), select=select)
    assert_only_entries_changed(outcome)
    assert_notes(outcome, {})
    muted = {line["num"] for line in lines(name) if line["staff"] in staves and line["meas"] in measures}
    assert muted
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number].fields
        assert entry.fields == (before | {"noPlayback": ""} if number in muted else before)


# ---- ties


def layers(name: str) -> list[list[Line]]:
    """The entries of each staff and layer, over the barlines."""
    found: dict[tuple[int, int], list[Line]] = {}
    for line in lines(name):
        found.setdefault((line["staff"], line["layer"]), []).append(line)
    return list(found.values())


def same_pitch(one: Line, other: Line) -> bool:
    """Whether two notes are the same, in whatever keys; the other reader shows respelled notes respelled."""
    if one["midi"] != other["midi"]:
        return False
    stored = (one["lev"], one["alt"]) == (other["lev"], other["alt"])
    return stored or bool(one["concert"][:3] == other["concert"][:3] and not one["enh"] and not other["enh"])


def target(chain: list[Line], index: int, note: Line, tied: bool) -> tuple[Line, Line] | None:
    """The entry and note that a note is tied to (``tied``) or could be tied to.

    It is in the next entry; where voice 2 begins, in the next one of voice 1, which must be in the measure.
    If voice 2 begins there, its first entry counts as well.
    """
    following = chain[index + 1 :]
    if chain[index]["v2launch"]:
        following = [e for e in following if e["meas"] == chain[index]["meas"]]
        while following and following[0]["v2"]:
            following = following[1:]
    if not following or following[0]["grace"]:
        return None
    for entry in following[: 2 if following[0]["v2launch"] else 1]:
        for other in entry["notes"]:
            if same_pitch(other, note):
                if tied and not other["te"]:
                    break
                return entry, other
    return None


@pytest.mark.parametrize("name", ["zwei_gesange", "testtemplate-fin2011format", "voices"])
def test_equal_notes_in_neighbouring_entries_are_tied(run: Run, name: str) -> None:
    outcome = run(real_script("notes_tie"), real_score(name))
    assert_only_entries_changed(outcome)
    changes: dict[int, dict[int, dict[str, str | None]]] = {}
    for chain in layers(name):
        for index, entry in enumerate(chain):
            for note in entry["notes"] if entry["note"] else []:
                found = target(chain, index, note, tied=False)
                if found is not None:
                    changes.setdefault(entry["num"], {}).setdefault(note["id"], {})["tieStart"] = ""
                    changes.setdefault(found[0]["num"], {}).setdefault(found[1]["id"], {})["tieEnd"] = ""
    assert changes
    for number, entry in outcome.after.entries.items():
        wanted = changed_notes(outcome.before, number, changes.get(number, {}))
        assert sorted(map(sorted, map(dict.items, entry.notes))) == sorted(
            map(sorted, map(dict.items, wanted))
        )
    assert outcome.result.changes


@pytest.mark.parametrize("name", ["slurs_2voices", "zwei_gesange", "testtemplate-fin2011format"])
def test_untying_removes_every_tie_and_its_shape(run: Run, name: str) -> None:
    outcome = run(real_script("notes_tie"), real_score(name), item="Untie Notes")
    shapes = "tieAlterStart", "tieAlterEnd"
    assert_only_entries_changed(outcome, *shapes)
    untied = {}
    for line in lines(name):
        off: dict[str, str | None] = {"tieStart": None, "tieEnd": None}
        untied[line["num"]] = changed_notes(
            outcome.before, line["num"], {n["id"]: off for n in line["notes"]}
        )
    assert_notes(outcome, untied)
    assert any(n["ts"] for line in lines(name) for n in line["notes"])
    expected: dict[str, Any] = {}
    for tag, flag in zip(shapes, ("ts", "te"), strict=True):
        tied = {(str(e["num"]), str(n["id"])) for e in lines(name) for n in e["notes"] if n[flag]}
        records = outcome.before.records["details"].get(tag, {})
        kept = {k: f for k, f in records.items() if (dict(k)["entnum"], f["noteID"]) not in tied}
        expected |= {tag: kept} if kept else {}
    after = outcome.after.records["details"]
    assert {tag: after[tag] for tag in shapes if after.get(tag)} == expected


DANGLING = (
    "zwei_gesange",
    "testtemplate-fin2011format",
    "tie_target_types",
    "v2triplet_at_end",
    "large_orchestra",
)


def dangling(name: str) -> list[tuple[Line, Line, Line | None]]:
    """Notes with a tie to nowhere: the entry, the note, the entry that comes next in the layer."""
    found = []
    for chain in layers(name):
        for index, entry in enumerate(chain):
            for note in entry["notes"]:
                if note["ts"] and target(chain, index, note, tied=True) is None:
                    found.append((entry, note, chain[index + 1] if index + 1 < len(chain) else None))
    return found


@pytest.mark.parametrize("slurs", [False, True])
@pytest.mark.parametrize("name", DANGLING)
def test_ties_to_nowhere_go_or_become_slurs(run: Run, name: str, slurs: bool) -> None:
    outcome = run(real_script("ties_remove_dangling"), real_score(name), item=2 if slurs else 1)
    marks = ("smartShape", "smartShapeMeasMark", "smartShapeEntryMark", "centerShape", "measSpec")
    assert_only_entries_changed(outcome, *(marks if slurs else ()))
    assert measures(outcome.after) == measures(outcome.before)
    expected = dangling(name)
    assert expected
    changes: dict[int, dict[int, dict[str, str | None]]] = {}
    for entry, note, _ in expected:
        changes.setdefault(entry["num"], {})[note["id"]] = {"tieStart": None}
    assert_notes(outcome, {n: changed_notes(outcome.before, n, notes) for n, notes in changes.items()})
    if slurs:
        assert_slurs(outcome, [(entry, other) for entry, _, other in expected if other is not None])


def measures(score: Score) -> dict[Any, Any]:
    """The measures, but for whether they have smart shapes."""
    found = score.records["others"]["measSpec"].items()
    return {
        key: {path: text for path, text in fields.items() if path != "hasSmartShape"} for key, fields in found
    }


def assert_slurs(outcome: Outcome, pairs: list[tuple[Line, Line]]) -> None:
    """The shapes that came are slurs between those entries, as plain slurs are in real scores."""
    before = outcome.before.records["others"].get("smartShape", {})
    shapes = outcome.after.records["others"].get("smartShape", {})
    assert {key: fields for key, fields in shapes.items() if key in before} == before
    came = {dict(key)["cmper"]: fields for key, fields in shapes.items() if key not in before}
    wanted = [
        {
            "shapeType": "slurAuto", "entryBased": "", "rotate": "", "yBreakType": "opposite",
            "startTermSeg": "", "startTermSeg/endPt": "", "startTermSeg/endPt/inst": str(first["staff"]),
            "startTermSeg/endPt/meas": str(first["meas"]), "startTermSeg/endPt/entryNum": str(first["num"]),
            "endTermSeg": "", "endTermSeg/endPt": "", "endTermSeg/endPt/inst": str(last["staff"]),
            "endTermSeg/endPt/meas": str(last["meas"]), "endTermSeg/endPt/entryNum": str(last["num"]),
        }
        for first, last in pairs
    ]  # fmt: skip
    assert sorted(came.values(), key=str) == sorted(wanted, key=str)
    for number, fields in came.items():
        ends = [int(fields[f"{end}/endPt/meas"]) for end in ("startTermSeg", "endTermSeg")]
        assert marked(outcome.after, "others", "smartShapeMeasMark", number) == set(
            range(ends[0], ends[1] + 1)
        )
        entries = {int(fields[f"{end}/endPt/entryNum"]) for end in ("startTermSeg", "endTermSeg")}
        assert marked(outcome.after, "details", "smartShapeEntryMark", number) == entries
        assert all("smartShapeDetail" in outcome.after.entries[entry].fields for entry in entries)


def marked(score: Score, section: str, tag: str, number: str) -> set[int]:
    """The measures or entries with a mark of a shape."""
    return {
        int(key[0][1])
        for key, fields in score.records[section].get(tag, {}).items()
        if fields["shapeNum"] == number
    }


# ---- secondary beams

BREAKS = tuple(f"do{n}th" if n != 32 else "do32nd" for n in (16, 32, 64, 128, 256, 512, 1024, 2048, 4096))


def breaks_of(name: str) -> dict[int, set[str]]:
    """The beams to be broken at entries in the middle of a beat, or on its thirds.

    With them stands that the beam of the eighths goes through, as in every break of a real score.
    """
    beats = {line["id"]: max(unit for _, (unit, *_) in line["time"]) for line in lines(name, "meas")}
    frames: dict[tuple[int, int, int], list[Line]] = {}
    for line in lines(name):
        frames.setdefault((line["staff"], line["meas"], line["layer"]), []).append(line)
    found = {}
    for (_, measure, _), entries in frames.items():
        beat = beats[measure]
        length = beat // 3 if beat % 3 == 0 else beat // 2
        for before, entry in zip([None, *entries], entries, strict=False):
            if entry["beam"] or not entry["note"] or (before is not None and not before["note"]):
                continue
            if edu(entry["pos"]) % length == 0:
                broken = {beam for i, beam in enumerate(BREAKS) if 256 >> i < length}
                found[entry["num"]] = broken | {"beamThrough"}
    return found


@pytest.mark.parametrize("name", ["zwei_gesange", "voices", "slurs_2voices", "beamovers"])
def test_secondary_beams_break_in_the_middle_of_beats(run: Run, name: str) -> None:
    outcome = run(real_script("secondary_beam_breaks"), real_score(name))
    assert outcome.after.others_than("secBeamBreak") == outcome.before.others_than("secBeamBreak")
    expected = {int(dict(key)["entnum"]): set(fields) for key, fields in breaks(outcome.before).items()}
    came = breaks_of(name)
    assert came
    for number, beams in came.items():
        expected[number] = expected.get(number, set()) | beams
    assert {
        int(dict(key)["entnum"]): set(fields) for key, fields in breaks(outcome.after).items()
    } == expected
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number].fields
        assert entry.fields == (before | {"secBeam": ""} if number in came else before)


@pytest.mark.parametrize("name", ["beamovers", "testtemplate-fin2011format"])
def test_breaks_of_secondary_beams_are_cleared(run: Run, name: str) -> None:
    outcome = run(real_script("secondary_beam_breaks"), real_score(name), item="Clear secondary beam breaks")
    assert_only_entries_changed(outcome, "secBeamBreak")
    selected = {line["num"] for line in lines(name)}
    expected = {
        key: {n: t for n, t in fields.items() if n not in BREAKS}
        if int(dict(key)["entnum"]) in selected
        else fields
        for key, fields in breaks(outcome.before).items()
    }
    assert breaks(outcome.after) == expected != breaks(outcome.before)


def breaks(score: Score) -> dict[Any, Any]:
    return score.records["details"].get("secBeamBreak", {})
