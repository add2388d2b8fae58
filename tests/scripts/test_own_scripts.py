"""Scripts of our own on our own scores: the paths that the real scripts take, for a checkout without them.

What is expected is computed from the file as the tests' own reader sees it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.scripts.conftest import SCRIPTS, Outcome, run_command
from tests.scripts.reader import Score, problems, read_score
from tests.scripts.transformations import order, rotated_up, top_note_only, undotted, with_dot, without_dot

Run = Callable[..., Outcome]
SCORES = ROOT / "tests" / "scores"
CHORDS = SCORES / "sample.musx"
LAYERS = SCORES / "layers.enigmaxml"
EXPRESSIONS = SCORES / "expressions.enigmaxml"
LYRICS = SCORES / "lyrics.enigmaxml"


def in_scroll_view(score: Score) -> set[int]:
    used = score.records["others"]["instUsed"]
    return {int(fields["inst"]) for key, fields in used.items() if ("cmper", "0") in key}


def selected(score: Score) -> list[int]:
    """The entries of all staves in scroll view."""
    staves = in_scroll_view(score)
    return [number for (staff, _, _), chain in score.cells().items() if staff in staves for number in chain]


def assert_only_entries_changed(outcome: Outcome) -> None:
    assert outcome.after.others_than() == outcome.before.others_than()
    assert outcome.after.entries.keys() == outcome.before.entries.keys()
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number]
        assert (entry.before, entry.after) == (before.before, before.after)


@pytest.mark.parametrize(
    ("script", "transformation"), [("keep_top", top_note_only), ("rotate_up", rotated_up)]
)
def test_chords_change_as_they_should(run: Run, script: str, transformation: Any) -> None:
    outcome = run(SCRIPTS / f"{script}.lua", CHORDS)
    assert_only_entries_changed(outcome)
    changed = 0
    for number in selected(outcome.before):
        pitches = sorted(outcome.before.entries[number].pitches, key=order)
        assert outcome.after.entries[number].pitches == transformation(pitches)
        changed += len(pitches) > 1
    assert changed == len(outcome.result.changes) > 0


@pytest.mark.parametrize(
    ("settings", "transformation"),
    [
        ({}, with_dot),
        ({"item": "remove dots"}, without_dot),
        ({"item": 2, "modifiers": frozenset({"shift"})}, undotted),
    ],
)
def test_dots_change_every_duration(
    run: Run, settings: dict[str, Any], transformation: Callable[[int], int]
) -> None:
    outcome = run(SCRIPTS / "dots.lua", CHORDS, **settings)
    assert_only_entries_changed(outcome)
    for number in selected(outcome.before):
        assert outcome.after.entries[number].duration == transformation(
            outcome.before.entries[number].duration
        )
    assert outcome.result.changes
    assert outcome.result.undo[0]["text"] in ("Add Dots", "Remove Dots")


def test_layers_change_places(run: Run) -> None:
    outcome = run(SCRIPTS / "swap_layers.lua", LAYERS)
    other = {1: 2, 2: 1}
    wanted = {
        (s, m, other.get(layer, layer)): chain for (s, m, layer), chain in outcome.before.cells().items()
    }
    assert outcome.after.cells() == wanted != outcome.before.cells()
    assert outcome.after.others_than("gfhold") == outcome.before.others_than("gfhold")
    for number, entry in outcome.after.entries.items():
        before = outcome.before.entries[number]
        assert (entry.fields, entry.notes) == (before.fields, before.notes)


def test_enclosures_of_single_staves_go(run: Run) -> None:
    outcome = run(SCRIPTS / "remove_enclosures.lua", EXPRESSIONS)
    definitions = outcome.before.records["others"]["textExprDef"]
    wanted = set()
    for fields in outcome.before.records["others"]["measExprAssign"].values():
        number = fields.get("textExprID", "")
        single = int(fields.get("staffAssign", 0)) > 0 and not (
            fields.get("staffList") or fields.get("staffGroup")
        )
        if number and single and "newEnclosure" in definitions[(("cmper", number),)]:
            wanted.add(number)
    assert wanted
    kept = outcome.after.records["others"].get("textExpressionEnclosure", {})
    before = outcome.before.records["others"]["textExpressionEnclosure"]
    assert kept == {key: fields for key, fields in before.items() if dict(key)["cmper"] not in wanted}
    for key, fields in outcome.after.records["others"]["textExprDef"].items():
        expected = dict(definitions[key])
        if dict(key)["cmper"] in wanted:
            del expected["newEnclosure"]
        assert fields == expected
    tags = "textExprDef", "textExpressionEnclosure"
    assert outcome.after.others_than(*tags) == outcome.before.others_than(*tags)


DEFAULT = "^fontid({})^size({})^nfx({})"
BITS = {"bold": 1, "italic": 2, "underline": 4}


def default_font(score: Score, kind: str) -> str:
    fonts = score.records["options"]["fontOptions"][()]
    place = next(
        path[: -len("@type")] for path, text in fonts.items() if path.endswith("@type") and text == kind
    )
    styles = sum(bit for style, bit in BITS.items() if f"{place}/efx/{style}" in fonts)
    return DEFAULT.format(fonts.get(f"{place}/fontID", "0"), fonts[f"{place}/fontSize"], styles)


def test_lyrics_begin_with_the_default_font(run: Run) -> None:
    outcome = run(SCRIPTS / "lyrics_font.lua", LYRICS)
    kinds = {"verse": "lyricVerse", "chorus": "lyricChorus", "section": "lyricSection"}
    assert outcome.after.others_than(*kinds) == outcome.before.others_than(*kinds)
    seen = 0
    for tag, kind in kinds.items():
        font = default_font(outcome.before, kind)
        for key, fields in outcome.before.records["texts"].get(tag, {}).items():
            text = fields.get(".", "")
            commands, rest = split_font(text)
            wanted = text if commands == font else font + rest
            assert outcome.after.records["texts"][tag][key].get(".", "") == wanted
            seen += wanted != text
    assert seen == len(outcome.result.changes) > 0


def split_font(text: str) -> tuple[str, str]:
    """The font commands that a text begins with, and the rest."""
    end = 0
    while any(text.startswith(command, end) for command in ("^fontid(", "^font(", "^size(", "^nfx(")):
        end = text.index(")", end) + 1
    return text[:end], text[end:]


def test_notes_are_counted(run: Run) -> None:
    outcome = run(SCRIPTS / "durations.lua", CHORDS)
    entries = [outcome.before.entries[number] for number in selected(outcome.before)]
    counted = Counter(entry.duration for entry in entries if "isNote" in entry.fields)
    rows = [("total", sum(counted.values())), *sorted(counted.items())]
    assert outcome.result.printed == "".join(f"{name}\t{count}\n" for name, count in rows)
    assert [alert["text"] for alert in outcome.result.alerts] == [f"{sum(counted.values())} notes"]
    assert outcome.result.changes == []


@pytest.mark.parametrize(("script", "score"), [("keep_top", CHORDS), ("swap_layers", LAYERS)])
def test_the_command_line_saves_the_same(
    run: Run, tmp_path: Any, tmp_path_factory: pytest.TempPathFactory, script: str, score: Any
) -> None:
    output = tmp_path_factory.mktemp("out") / "after.musx"
    answer = run_command(
        SCRIPTS / f"{script}.lua", score, "-o", output, "--data-dir", tmp_path_factory.mktemp("data")
    )
    assert answer["ok"] and answer["saved"] == str(output)
    outcome = run(SCRIPTS / f"{script}.lua", score)
    written = read_score(output)
    assert problems(written) == problems(outcome.after)
    assert (written.records, written.entries) == (outcome.after.records, outcome.after.entries)


@pytest.mark.parametrize("script", ["keep_top", "rotate_up", "dots", "swap_layers"])
def test_a_part_of_the_score_can_be_selected(run: Run, script: str) -> None:
    outcome = run(SCRIPTS / f"{script}.lua", LAYERS, select="m2:s1")
    staff = min(in_scroll_view(outcome.before))
    touched = {
        place
        for place, chain in outcome.before.cells().items()
        for number in chain
        if (outcome.before.entries[number].fields, outcome.before.entries[number].notes)
        != (outcome.after.entries[number].fields, outcome.after.entries[number].notes)
        or outcome.after.cells().get(place) != chain
    }
    assert {(place[0], place[1]) for place in touched} <= {(staff, 2)}


def test_a_run_that_is_rolled_back_leaves_the_document_as_it_was(host: Any) -> None:
    document = host.open_document(CHORDS)
    before = document.to_bytes(".enigmaxml")
    mark = document.store.mark()
    for script in ("swap_layers", "dots", "rotate_up", "keep_top"):
        assert host.run(SCRIPTS / f"{script}.lua", document).changes
    assert document.to_bytes(".enigmaxml") != before
    document.store.rollback(mark)
    assert document.to_bytes(".enigmaxml") == before
