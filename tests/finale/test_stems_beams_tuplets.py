"""Stems, beams, staff positions and tuplets of the entries of all the real scores, against another reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.conftest import shared_path
from tests.finale.oracle import DOCUMENTS, of_kind, oracle

OpenScore = Callable[[str], Namespace]
Line = dict[str, Any]


def entries(finale: Namespace, name: str) -> Iterator[tuple[Line, Any]]:
    """Each entry that the other reader lists, with the same entry here."""

    @cache
    def cell(measure: int, staff: int) -> Any:
        found = finale.FCNoteEntryCell(measure, staff)
        found.LoadLayerMode = -1
        found.Load()
        return found

    for line in of_kind(oracle(shared_path(), name), "e"):
        yield line, cell(line["meas"], line["staff"]).FindEntryNumber(line["num"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_stems_point_where_finale_points_them(score: OpenScore, name: str) -> None:
    """All 1,900 entries agree: there is no share of them for which the rules here give another direction."""
    for line, entry in entries(score(name), name):
        assert (line["num"], int(entry.CalcStemUp())) == (line["num"], line["upStem"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_entries_have_their_beams_sizes_and_clefs(score: OpenScore, name: str) -> None:
    for line, entry in entries(score(name), name):
        found = {
            "num": entry.EntryNumber,
            "beams": entry.CalcBeamCount(),
            "unbeamed": int(entry.CalcUnbeamedNote()),
            "asRest": int(entry.CalcDisplaysAsRest()),
            "size": entry.CalcResize(),
            "clef": entry.ClefIndex,
        }
        assert found == {key: line[key] for key in found}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_beamed_groups_are_walked_alike_in_both_directions(score: OpenScore, name: str) -> None:
    for _, entry in entries(score(name), name):
        behind = entry.NextInBeamedGroup()
        if behind is not None and entry.Visible:
            assert behind.PreviousInBeamedGroup() is entry
            assert behind.CalcBeamStartEntry() is entry.CalcBeamStartEntry()
            assert not entry.CalcBeamedGroupEnd()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_notes_stand_where_the_clef_and_the_transposition_put_them(score: OpenScore, name: str) -> None:
    for line, entry in entries(score(name), name):
        for wanted in line["notes"]:
            note = entry.FindNoteID(wanted["id"])
            assert note.CalcStaffPosition() == wanted["written"][3]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_seconds_are_those_that_finale_marked(score: OpenScore, name: str) -> None:
    for _, entry in entries(score(name), name):
        for note in entry:
            flag = note.Upstem2nd if entry.CalcStemUp() else note.Downstem2nd
            assert note.IsNonAligned2nd() == flag
            assert note.CalcRightsidePlacement() == (flag if entry.CalcStemUp() else not flag)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tuplets_hold_the_entries_that_they_should(score: OpenScore, name: str) -> None:
    frames = defaultdict(list)
    for line, entry in entries(score(name), name):
        assert entry.IsPartOfTuplet() == bool(line["tuplets"])
        frames[line["staff"], line["meas"], line["layer"]].append((line, entry))
    for members in frames.values():
        spans: dict[int, list[Any]] = defaultdict(list)
        for line, entry in members:
            for index in line["tuplets"]:
                spans[index].append(entry)
        for first, *rest in spans.values():
            last = [first, *rest][-1].EntryNumber
            assert first.IsStartOfTuplet()
            assert last in [first.CalcLastTupletEntry(each).EntryNumber for each in first.CreateTuplets()]


STALE_ACCIDENTALS = 30
"""So many of the 1,703 notes have a stored flag that isn't what is shown."""


def test_accidentals_are_those_that_finale_stored_but_for_stale_flags(score: OpenScore) -> None:
    """The flag says no more than that a note was altered against its key: it stays at notes that a tie brings
    over, at ones that repeat an accidental, and after music was moved to another key. All the rest agree."""
    differ = repeated = notes = 0
    for name in DOCUMENTS:
        for line, entry in entries(score(name), name):
            for wanted in line["notes"] if line["note"] else []:
                note = entry.FindNoteID(wanted["id"])
                notes += 1
                if note.CalcAccidental() != bool(wanted["acci"]):
                    differ += 1
                    repeated += bool(wanted["acci"] and (wanted["te"] or wanted["alt"]))
    assert (notes, differ) == (1703, STALE_ACCIDENTALS)
    assert repeated == 16
