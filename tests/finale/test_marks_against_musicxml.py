"""Stems, accidentals and beams of the real scores, against Finale's own export of them.

A stem that was turned round by hand inside a beamed group (``ReverseUpStem``, ``ReverseDownStem``) points another
way in the export than the group does; ``CalcStemUp`` tells that of the group. Unisons, which the export doesn't
tell apart, are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from tests.finale.musicxml import NAMES, ExportedNote, Marks
from tests.finale.test_scores_against_musicxml import (
    ENTERED_LATER,
    WRONG_POSITIONS,
    exported,
    measures,
    shown_on,
    staves,
    written,
)

OpenScore = Callable[[str], Namespace]
STEP = 12
"""EVPU from a line to the space beside it."""
ROUNDING = 1.3
"""EVPU that lie in half a tenth."""


def drawn(finale: Namespace, name: str) -> Iterator[tuple[Any, Marks]]:
    """Each note that the export tells apart from all others, with how it is drawn."""
    order = staves(finale)
    theirs = exported(name).notes
    left_out = ENTERED_LATER.get(name, set()) | WRONG_POSITIONS.get(name, set())
    for staff in order:
        for measure in measures(finale):
            cell = finale.FCNoteEntryCell(measure, staff)
            cell.LoadLayerMode = -1
            cell.Load()
            key = finale.FCCell(measure, staff).KeySignature
            for entry in cell:
                for note in entry if entry.IsNote() else []:
                    place = order.index(shown_on(finale, note)), measure
                    wanted = ExportedNote(entry.MeasurePos, written(finale, note, key), entry.GraceNote)
                    found = [each for each in theirs.get(place, []) if each == wanted]
                    if place not in left_out and len(found) == 1:
                        yield note, found[0].marks


@pytest.mark.parametrize("name", NAMES)
def test_stems_point_where_they_are_drawn(score: OpenScore, name: str) -> None:
    for note, marks in drawn(score(name), name):
        entry = note.Entry
        if marks.stem in ("up", "down") and entry.CalcStemUp() != (marks.stem == "up"):
            assert entry.ReverseUpStem or entry.ReverseDownStem
            assert not entry.CalcUnbeamedNote()


@pytest.mark.parametrize("name", NAMES)
def test_accidentals_are_drawn(score: OpenScore, name: str) -> None:
    for note, marks in drawn(score(name), name):
        assert note.CalcAccidental() == marks.accidental


@pytest.mark.parametrize("name", NAMES)
def test_beams_begin_and_end_where_they_are_drawn(score: OpenScore, name: str) -> None:
    for note, marks in drawn(score(name), name):
        if not marks.first:
            continue
        entry = note.Entry
        count = 0 if entry.CalcUnbeamedNote() else entry.CalcBeamCount()
        start, end = entry.CalcLowestBeamStart(), entry.CalcLowestBeamEnd()
        expected = []
        for number in range(1, count + 1):
            begins, ends = 0 < start <= number, 0 < end <= number
            expected.append((number, {"hook": begins and ends, "begin": begins, "end": ends}))
        for (number, kinds), (theirs, text) in zip(expected, marks.beams, strict=True):
            assert number == theirs
            assert next((kind for kind, is_so in kinds.items() if is_so), "continue") == text.split()[-1]
            if text.endswith("hook"):
                assert 0 < entry.CalcLowestBeamStub() <= number


def test_stems_without_beams_are_as_long_as_they_are_drawn(score: OpenScore) -> None:
    """All but a few: those of ``zwei_gesange`` stand on a staff that is drawn at three quarters of its size, which
    the export counts in; those of ``large_orchestra`` are one tenth off."""
    found: Counter[tuple[str, bool]] = Counter()
    for name in NAMES:
        for note, marks in drawn(score(name), name):
            entry = note.Entry
            if marks.stem_end is None or not marks.first or not entry.CalcUnbeamedNote() or entry.CrossStaff:
                continue
            low, high = entry.CalcLowestStaffPosition(), entry.CalcHighestStaffPosition()
            length = marks.stem_end - low * STEP if entry.CalcStemUp() else high * STEP - marks.stem_end
            found[name, abs(entry.CalcStemLength() - length) <= ROUNDING] += 1
    others = {name: count for (name, fits), count in found.items() if not fits}
    assert others == {"large_orchestra": 13, "zwei_gesange": 11}
    assert found.total() == 821
