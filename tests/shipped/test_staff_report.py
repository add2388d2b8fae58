"""The shipped plugin that reports on staves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postlude import Document, Host, open_document
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import shared_path
from tests.scores.builder import BASS, Score, Staff
from tests.shipped.conftest import PLUGINS, SCORES

PLUGIN = PLUGINS / "staff_report.py"
FLUTE = "2575136d-9927-47bd-a727-f554c169257e"


def report(host: Host, document: Document | Path, **options: Any) -> dict[str, Any]:
    result = host.run(PLUGIN, document, **options)
    assert result.ok, result.message
    assert result.changes == []
    (returned,) = result.returned
    json.dumps(returned)
    return returned  # type: ignore[no-any-return]


def one_staff(music: dict[int, str], measures: int = 1, **options: Any) -> Document:
    score = Score([Staff("Flute", "Fl.", FLUTE, layers=music)], measures=measures, **options)
    score.music()
    return score.document()


def oddities(host: Host, document: Document, **options: Any) -> list[tuple[Any, ...]]:
    found = report(host, document, **options)["staves"][0]["oddities"]
    return [(odd["kind"], odd["measure"], odd["beat"], odd["layer"], odd["text"]) for odd in found]


def test_ranges_sound_and_are_written_with_their_place(host: Host) -> None:
    found = report(host, SCORES / "sample.musx")
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


def test_durations_are_counted_by_their_names(host: Host) -> None:
    soprano = report(host, SCORES / "sample.musx")["staves"][0]
    assert soprano["durations"] == {
        "notes": {
            "whole": 1, "dotted half": 1, "half": 2, "dotted quarter": 2, "quarter": 16, "8th": 2,
        },
        "rests": {"quarter": 1},
    }  # fmt: skip
    assert (soprano["notes"], soprano["rests"]) == (24, 1)


@pytest.mark.parametrize(("steps", "lowest", "kinds"), [(0, "D4", []), (31, None, ["key"] * 4)])
def test_pitches_in_custom_keys_of_twelve_tones(
    host: Host, steps: int, lowest: str | None, kinds: list[str]
) -> None:
    finale = Namespace(Session(one_staff({1: "c4/4 d4/4 e4/4 f4/4"})))
    mode = finale.FCCustomKeyModeDef()
    mode.TotalChromaticSteps = steps
    mode.BaseTonalCenter = 1
    assert mode.SaveNewLinear()
    measure = finale.FCMeasure()
    assert measure.Load(1)
    measure.KeySignature.ID = mode.GetKeyID()
    assert measure.Save()
    found = report(host, finale._session.document)["staves"][0]
    assert (found["range"] and found["range"]["lowest"]["sounding"]) == lowest
    assert [odd["kind"] for odd in found["oddities"]] == kinds


def test_what_a_careful_reader_would_stumble_over(host: Host) -> None:
    document = open_document(SCORES / "layers.enigmaxml")
    assert oddities(host, document) == [
        ("underfull", 2, None, 1, "holds only 3 of 4 quarters"),
        ("short", 3, 1, 2, "128th note"),
        ("tie", 3, 1, 1, "the tie leads to no note"),
        ("short", 3, 1.031, 2, "128th rest"),
        ("range", 4, 1, 1, "A3 is below the usual range of the instrument"),
        ("hidden", 5, 2, 1, "hidden quarter note"),
        ("tie", 5, 4, 1, "the tie leads to no note"),
        ("tie", 6, 1, 1, "the tie comes from no note"),
    ]
    empty = report(host, document)["staves"][1]
    assert [odd["kind"] for odd in empty["oddities"]] == ["empty"]
    assert empty["range"] is None


@pytest.mark.parametrize(
    ("music", "expected"),
    [
        ({1: "c5/4 d5/4 e5/4 f5/4 g5/4"}, [("overfull", 1, None, 1, "holds 5 of 4 quarters")]),
        ({1: "c5+c5/1"}, [("unison", 1, 1, 1, "the chord has a pitch twice")]),
        ({1: "d7/2 d#7/2"}, [("range", 1, 3, 1, "D#7 is above the usual range of the instrument")]),
        ({1: "c5/2~ c5/2_"}, []),
        ({1: "c5/2~ d5/2", 2: "r/2 c5/2"}, []),  # a tie may lead into another layer
        ({1: "c5/1~ | c5/1_"}, []),
    ],
)
def test_oddities(host: Host, music: dict[int, str], expected: list[tuple[Any, ...]]) -> None:
    assert oddities(host, one_staff(music, measures=1 + music[1].count("|"))) == expected


def test_a_tie_out_of_the_selection_is_followed(host: Host) -> None:
    document = one_staff({1: "c5/1~ | c5/1_"}, measures=2)
    assert oddities(host, document, select="m1") == oddities(host, document, select="m2") == []


def test_only_what_is_selected_counts(host: Host) -> None:
    found = report(host, SCORES / "sample.musx", select="m2b3-m3b2:s2-3")
    assert [staff["staff"] for staff in found["staves"]] == [2, 3]
    assert found["staves"][1]["durations"]["notes"] == {"half": 1, "quarter": 2}


def test_an_instrument_that_is_not_in_the_table_has_no_range_to_leave(host: Host) -> None:
    score = Score([Staff("Theremin", "Th.", "unknown", BASS, layers={1: "c1/2 c9/2"})], measures=1)
    score.music()
    assert oddities(host, score.document()) == []


def test_it_prints_what_a_person_can_read(host: Host, capfd: pytest.CaptureFixture[str]) -> None:
    result = host.run(PLUGIN, SCORES / "layers.enigmaxml")
    lines = (capfd.readouterr().out + result.printed).splitlines()
    assert lines[0] == "Staff 1: Flute"
    assert "  lowest A3 in measure 4, beat 1" in lines
    assert "  ! measure 5, beat 2, layer 1: hidden quarter note" in lines
    assert lines[-1] == "  ! no notes in the selection"


@pytest.mark.parametrize(
    "name", ["voices", "tuplets_nested", "drumset", "timesigs_composite", "zwei_gesange", "large_orchestra"]
)
def test_real_scores(host: Host, name: str) -> None:
    """Notes fill their measures in engraved scores, tuplets and composite meters included."""
    path = shared_path() / "documents" / f"{name}.musx"
    found = report(host, path)
    assert found["staves"]
    kinds = [odd["kind"] for staff in found["staves"] for odd in staff["oddities"]]
    assert "overfull" not in kinds
