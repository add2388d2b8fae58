"""``measure_span`` divides measures and joins them: the music is the same, whatever barlines it crosses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.scripts.conftest import Outcome, real_score, real_script

Run = Callable[..., Outcome]
JOIN, DIVIDE = "2", "3"


def sounding(finale: Namespace) -> dict[int, Counter[tuple[int, int]]]:
    """For each staff the notes by MIDI key and the EDU that they and what they are tied to last."""
    found: dict[int, Counter[tuple[int, int]]] = {}
    staves = finale.FCSystemStaves()
    staves.LoadScrollView()
    for staff in staves:
        counted = found[staff.Staff] = Counter()
        for layer in range(4):
            entries = finale.FCNoteEntryLayer(layer, staff.Staff)
            entries.Load()
            open_ties: dict[int, int] = {}
            for entry in entries:
                for note in entry:
                    key = note.CalcMIDIKey()
                    length = entry.ActualDuration + (open_ties.pop(key, 0) if note.TieBackwards else 0)
                    if note.Tie:
                        open_ties[key] = length
                    else:
                        counted[key, length] += 1
    return found


def durations(finale: Namespace) -> list[int]:
    measures = finale.FCMeasures()
    measures.LoadAll()
    return [measure.Duration for measure in measures]


@pytest.mark.parametrize(
    ("score", "select", "item"),
    [
        ("voices", "m1-2", DIVIDE), ("voices", "m1-2", JOIN), ("zwei_gesange", "m60-65", DIVIDE),
        ("zwei_gesange", "m2-3", JOIN), ("large_orchestra", "m1-2", JOIN), ("slurs_2voices", "m1-4", DIVIDE),
        ("testtemplate-fin2011format", "m50-53", DIVIDE),
    ],
)  # fmt: skip
def test_the_music_stays_the_same(host: Any, run: Run, score: str, select: str, item: str) -> None:
    script, document = real_script("measure_span"), real_score(score)
    before = Namespace(Session(host.open_document(document)))
    changed = host.open_document(document)
    assert run(script, document, select=select, item=item).result.changes
    assert host.run(script, changed, select=select, item=item).ok
    after = Namespace(Session(changed))
    assert sounding(after) == sounding(before)
    assert sum(durations(after)) == sum(durations(before))
    assert len(durations(after)) != len(durations(before))
