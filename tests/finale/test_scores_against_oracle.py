"""Staves, measures and entries of all the real scores, read through the framework, against another reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.conftest import shared_path
from tests.finale.oracle import DOCUMENTS, edu, of_kind, oracle

OpenScore = Callable[[str], Namespace]


def lines(name: str, kind: str) -> list[dict[str, Any]]:
    return of_kind(oracle(shared_path(), name), kind)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_staves_stand_in_the_order_of_scroll_view(score: OpenScore, name: str) -> None:
    finale = score(name)
    systems = finale.FCSystemStaves()
    systems.LoadScrollView()
    for expected, shown in zip(lines(name, "staff"), systems, strict=True):
        staff = finale.FCStaff()
        assert staff.Load(shown.Staff)
        found = {
            "slot": finale.FCMusicRegion().CalcSlotNumber(shown.Staff),
            "id": shown.Staff,
            "dist": -shown.Distance,
            "defClef": staff.DefaultClef,
            "uuid": staff.InstrumentUUID,
            "fullName": staff.CreateDisplayFullNameString().LuaString,
            "abbrName": staff.CreateDisplayAbbreviatedNameString().LuaString,
        }
        if "tkey" in expected:
            found["tkey"] = [staff.TransposeInterval, staff.TransposeAlteration]
        assert found == {key: expected[key] for key in found}


def groups_of(time: Any) -> list[Any]:
    """A time signature as groups of beats (fractions) and durations."""
    top, bottom = time.CreateCompositeTop(), time.CreateCompositeBottom()
    tops: list[Any] = [[[time.Beats, 1]]]
    if top is not None:
        tops = [
            [
                list(Fraction(top.GetGroupElementBeatsWithFraction(group, index)).as_integer_ratio())
                for index in range(top.GetGroupElementCount(group))
            ]
            for group in range(top.GroupCount)
        ]
    bottoms = [[time.BeatDuration]] * len(tops)
    if bottom is not None:
        bottoms = [
            [bottom.GetGroupElementBeatDuration(group, i) for i in range(bottom.GetGroupElementCount(group))]
            for group in range(bottom.GroupCount)
        ]
    return [list(each) for each in zip(tops, bottoms, strict=True)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_parts_have_their_names(score: OpenScore, name: str) -> None:
    finale = score(name)
    parts, string = finale.FCParts(), finale.FCString()
    parts.LoadAll()
    found = {}
    for part in parts:
        part.GetName(string)
        found[part.ID] = string.LuaString
    assert found == {line["id"]: line["name"] for line in lines(name, "part")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_measures_have_their_widths_signatures_and_flags(score: OpenScore, name: str) -> None:
    finale = score(name)
    measures = finale.FCMeasures()
    measures.LoadAll()
    for expected, measure in zip(lines(name, "meas"), measures, strict=True):
        time, key = measure.TimeSignature, measure.KeySignature
        found = {
            "id": measure.ItemNo,
            "width": measure.Width,
            "beats": time.Beats,
            "divbeat": time.BeatDuration,
            "compNum": int(time.CompositeTop),
            "compDen": int(time.CompositeBottom),
            "key": key.ID,
            "hasExpr": int(measure.ExpressionFlag),
            "hasSS": int(measure.SmartShapeFlag),
            "fwdRpt": int(measure.ForwardRepeat),
            "bacRpt": int(measure.BackwardRepeat),
        }
        assert found == {key: expected[key] for key in found}
        assert measure.Duration == edu(expected["dur"])
        assert groups_of(time) == expected["time"]
        assert time.CalcBeats() == int(
            sum(Fraction(*beats) for tops, _ in expected["time"] for beats in tops)
        )
        assert measure.Keyless == bool(expected["keyless"])
        # The other reader gives a mode without a format no tones at all; the framework gives it twelve.
        assert key.CalcTotalChromaticSteps() == (expected["edo"] or 12)
        assert (key.KeyMode, key.Alteration) == (expected["mode"], expected["alter"])
        assert key.CalcScaleRootIndex() == expected["tonic"]
        assert [key.IsMajor(), key.IsMinor()] == [expected["mode"] == 0, expected["mode"] == 1]


def entry_facts(entry: Any, cell: Any) -> dict[str, Any]:
    return {
        "staff": entry.Staff,
        "meas": entry.Measure,
        "layer": entry.LayerNumber,
        "num": entry.EntryNumber,
        "dura": entry.Duration,
        "note": int(entry.IsNote()),
        "hidden": int(not entry.Visible),
        "v2": int(entry.Voice2),
        "v2launch": int(entry.Voice2Launch),
        "grace": int(entry.GraceNote),
        "float": int(entry.FloatingRest),
        "hoff": entry.ManualPosition,
        "freezeStem": int(entry.FreezeStem),
        "upStemFlag": int(entry.StemUp),
        "beam": int(entry.BeamBeat),
        "secBeam": int(entry.SecondaryBeamFlag),
        "pos": entry.MeasurePos,
        "adur": entry.ActualDuration,
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_entries_have_their_places_durations_and_flags(score: OpenScore, name: str) -> None:
    finale = score(name)
    by_cell: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for line in lines(name, "e"):
        by_cell[line["staff"], line["meas"]].append(line)
    for staff in (line["id"] for line in lines(name, "staff")):
        for measure in (line["id"] for line in lines(name, "meas")):
            entries = finale.FCNoteEntryCell(measure, staff)
            entries.LoadLayerMode = -1
            entries.Load()
            cell = finale.FCCell(measure, staff)
            expected = by_cell.get((staff, measure), [])
            assert entries.Count == len(expected)
            for entry, line in zip(entries, expected, strict=True):
                wanted = line | {"pos": edu(line["pos"]), "adur": edu(line["adur"])}
                found = entry_facts(entry, cell)
                assert found == {key: wanted[key] for key in found}
                assert cell.CalcClefIndexAt(entry.MeasurePos) == line["clefC"]
                assert entry.ClefIndex == line["clef"]


def note_facts(note: Any, key: Any, string: Any) -> dict[str, Any]:
    facts = {
        "id": note.NoteID,
        "lev": note.Displacement,
        "alt": note.RaiseLower,
        "ts": int(note.Tie),
        "te": int(note.TieBackwards),
        "acci": int(note.Accidental),
        "midi": note.CalcMIDIKey(),
    }
    for name, written in (("concert", False), ("written", True)):
        note.GetString(string, key, False, written)
        letter = note.CalcWrittenPitchChar() if written else note.CalcPitchChar()
        facts[name] = [letter, note.CalcPitchRaiseLower(written), string.LuaString]
    return facts


def spelled(pitch: list[Any]) -> list[Any]:
    letter, octave, alteration, _ = pitch
    sign = "#" * alteration if alteration > 0 else "b" * -alteration
    return [letter, alteration, f"{letter}{sign}{octave}"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_notes_have_their_pitches_as_they_sound_and_as_written(score: OpenScore, name: str) -> None:
    finale = score(name)
    string = finale.FCString()
    cells: dict[tuple[int, int], Any] = {}
    for line in lines(name, "e"):
        where = line["meas"], line["staff"]
        if where not in cells:
            cells[where] = finale.FCNoteEntryCell(*where)
            cells[where].LoadLayerMode = -1
            cells[where].Load()
        entry = cells[where].FindEntryNumber(line["num"])
        key = finale.FCCell(*where).KeySignature
        assert entry.Count == len(line["notes"])
        for expected in line["notes"]:
            found = note_facts(entry.FindNoteID(expected["id"]), key, string)
            wanted = expected | {name: spelled(expected[name]) for name in ("concert", "written")}
            if expected["enh"]:
                # The other reader shows an enharmonic respelling; the framework's methods tell the note's
                # own spelling.
                wanted = {name: wanted[name] for name in wanted if name not in ("concert", "written", "midi")}
            assert {name: found[name] for name in found if name in wanted} == {
                name: wanted[name] for name in found if name in wanted
            }
