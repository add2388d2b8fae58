"""The shipped plugin that reports on staves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import shared_path

Report = Callable[..., dict[str, Any]]
FLUTE = '"Flute/Fl." treble for flute'


@pytest.fixture
def report(run_plugin: Any) -> Report:
    """What the plugin returns for a score, which it leaves as it was."""

    def run(document: Any, **settings: Any) -> dict[str, Any]:
        ran = run_plugin("staff_report", document, **settings).assert_ok().assert_unchanged()
        found: dict[str, Any]
        (found,) = ran.returned
        json.dumps(found)
        return found

    return run


def oddities(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Those of the first staff."""
    found = report["staves"][0]["oddities"]
    return [(odd["kind"], odd["measure"], odd["beat"], odd["layer"], odd["text"]) for odd in found]


def test_ranges_sound_and_are_written_with_their_place(report: Report, score: Any) -> None:
    found = report(score("../scores/sample.musx"))
    assert found["measures"] == [1, 8]
    soprano, clarinet, cello = found["staves"]
    assert [staff["name"] for staff in found["staves"]] == ["Soprano", "Clarinet in Bb", "Violoncello"]
    assert clarinet["range"] == {
        "lowest": {"sounding": "F#4", "written": "G#4", "measure": 2, "beat": 1},
        "highest": {"sounding": "F#5", "written": "G#5", "measure": 6, "beat": 2.5},
    }
    assert (cello["range"]["lowest"]["sounding"], cello["range"]["lowest"]["measure"]) == ("D2", 8)
    assert soprano["range"]["highest"]["written"] == "D5"
    assert [staff["oddities"] for staff in found["staves"]] == [[], [], []]


def test_durations_are_counted_by_their_names(report: Report, score: Any) -> None:
    soprano = report(score("../scores/sample.musx"))["staves"][0]
    assert soprano["durations"] == {
        "notes": {
            "whole": 1, "dotted half": 1, "half": 2, "dotted quarter": 2, "quarter": 16, "8th": 2,
        },
        "rests": {"quarter": 1},
    }  # fmt: skip
    assert (soprano["notes"], soprano["rests"]) == (24, 1)


@pytest.mark.parametrize(("steps", "lowest", "kinds"), [(0, "D4", []), (31, None, ["key"] * 4)])
def test_pitches_in_custom_keys_of_twelve_tones(
    report: Report, score: Any, host: Any, steps: int, lowest: str | None, kinds: list[str]
) -> None:
    document = score(f"{FLUTE}: c4 d e f")
    with host.edit(document) as finale:
        mode = finale.FCCustomKeyModeDef()
        mode.TotalChromaticSteps = steps
        mode.BaseTonalCenter = 1
        assert mode.SaveNewLinear()
        measure = finale.FCMeasure()
        assert measure.Load(1)
        measure.KeySignature.ID = mode.GetKeyID()
        assert measure.Save()
    found = report(document)["staves"][0]
    assert (found["range"] and found["range"]["lowest"]["sounding"]) == lowest
    assert [odd["kind"] for odd in found["oddities"]] == kinds


def test_what_a_careful_reader_would_stumble_over(report: Report, score: Any) -> None:
    found = report(score("../scores/layers.enigmaxml"))
    assert oddities(found) == [
        ("underfull", 2, None, 1, "holds only 3 of 4 quarters"),
        ("short", 3, 1, 2, "128th note"),
        ("tie", 3, 1, 1, "the tie leads to no note"),
        ("short", 3, 1.031, 2, "128th rest"),
        ("range", 4, 1, 1, "A3 is below the usual range of the instrument"),
        ("hidden", 5, 2, 1, "hidden quarter note"),
        ("tie", 5, 4, 1, "the tie leads to no note"),
        ("tie", 6, 1, 1, "the tie comes from no note"),
    ]
    empty = found["staves"][1]
    assert [odd["kind"] for odd in empty["oddities"]] == ["empty"]
    assert empty["range"] is None


@pytest.mark.parametrize(
    ("music", "expected"),
    [
        ("c'4 d' e' f' g' ...", [("overfull", 1, None, 1, "holds 5 of 4 quarters")]),
        ("<c' c'>1", [("unison", 1, 1, 1, "the chord has a pitch twice")]),
        ("d'''2 d#'''", [("range", 1, 3, 1, "D#7 is above the usual range of the instrument")]),
        ("c'2~ c'", []),
        ("c'2~ d' // r2 c'", []),  # a tie may lead into another layer
        ("c'1~ | c'", []),
    ],
)
def test_oddities(report: Report, score: Any, music: str, expected: list[tuple[Any, ...]]) -> None:
    assert oddities(report(score(f"{FLUTE}: {music}"))) == expected


@pytest.mark.parametrize("select", ["m1", "m2"])
def test_a_tie_out_of_the_selection_is_followed(report: Report, score: Any, select: str) -> None:
    assert oddities(report(score(f"{FLUTE}: c'1~ | c'"), select=select)) == []


def test_only_what_is_selected_counts(report: Report, score: Any) -> None:
    found = report(score("../scores/sample.musx"), select="m2b3-m3b2:s2-3")
    assert [staff["staff"] for staff in found["staves"]] == [2, 3]
    assert found["staves"][1]["durations"]["notes"] == {"half": 1, "quarter": 2}


@pytest.mark.parametrize("instrument", ["", "for theremin"])
def test_an_instrument_that_is_not_in_the_table_has_no_range_to_leave(
    report: Report, score: Any, instrument: str
) -> None:
    assert oddities(report(score(f"\"Theremin/Th.\" bass {instrument}: c,,2 c''''''"))) == []


def test_it_prints_what_a_person_can_read(run_plugin: Any, score: Any) -> None:
    lines = run_plugin("staff_report", score("../scores/layers.enigmaxml")).assert_ok().printed.splitlines()
    assert lines[0] == "Staff 1: Flute"
    assert "  lowest A3 in measure 4, beat 1" in lines
    assert "  ! measure 5, beat 2, layer 1: hidden quarter note" in lines
    assert lines[-1] == "  ! no notes in the selection"


@pytest.mark.parametrize(
    "name", ["voices", "tuplets_nested", "drumset", "timesigs_composite", "zwei_gesange", "large_orchestra"]
)
def test_real_scores(report: Report, score: Any, name: str) -> None:
    """Notes fill their measures in engraved scores, tuplets and composite meters included."""
    found = report(score(str(shared_path() / "documents" / f"{name}.musx")))
    assert found["staves"]
    kinds = [odd["kind"] for staff in found["staves"] for odd in staff["oddities"]]
    assert "overfull" not in kinds
