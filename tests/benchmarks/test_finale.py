"""The ``finale`` framework on a symphony: 150,000 entries, 6,000 expressions, 500 measures.

Run by hand: ``pytest -m benchmark --benchmark-only tests/benchmarks/test_finale.py``. For comparison, musxdom's
own figures on a symphony of this size: 1.32 s to load it, 0.74 s to walk its entries, 637 MB.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude import Host, open_document
from tests.benchmarks.symphony import ENTRIES, MEASURES, symphony_path

pytestmark = pytest.mark.benchmark

WALK = """
local duration, pitches, entries = 0, 0, 0
for entry in eachentry(finenv.Region()) do
    entries = entries + 1
    duration = duration + entry.Duration
    for note in each(entry) do pitches = pitches + note:CalcMIDIKey() end
end
print(entries)
"""
EXPRESSIONS = """
local expressions = finale.FCExpressions()
print(expressions:LoadAllForRegion(finenv.Region()))
"""
WIDEN = """
for measure in loadall(finale.FCMeasures()) do
    measure.Width = measure.Width + 10
    measure:Save()
end
print(finale.FCMeasures():LoadAll())
"""

Rounds = Callable[[Callable[[Host, Any], Any]], Any]


@pytest.fixture
def rounds(benchmark: Any, tmp_path: Path) -> Rounds:
    """Measures an action on the symphony, opened anew for each of two rounds."""

    def measure(action: Callable[[Host, Any], Any]) -> Any:
        with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
            return benchmark.pedantic(
                lambda score: action(host, score),
                setup=lambda: ((open_document(symphony_path()),), {}),
                rounds=2,
            )

    return measure


def lua(tmp_path: Path, source: str) -> Callable[[Host, Any], str]:
    script = tmp_path / "script.lua"
    script.write_text(source, encoding="utf-8")

    def run(host: Host, score: Any) -> str:
        result = host.run(script, score, timeout=None)
        assert result.ok, result.message
        return result.printed

    return run


def walk_in_python(host: Host, score: Any) -> int:
    entries = duration = pitches = 0
    with host.edit(score) as finale:
        for staff in range(1, 31):
            for measure in range(1, MEASURES + 1):
                cell = finale.FCNoteEntryCell(measure, staff)
                cell.Load()
                for entry in cell:
                    entries += 1
                    duration += entry.Duration
                    for note in entry:
                        pitches += note.CalcMIDIKey()
    return entries


def test_walk_all_entries_from_lua(rounds: Rounds, tmp_path: Path) -> None:
    assert int(rounds(lua(tmp_path, WALK))) == ENTRIES


def test_walk_all_entries_from_python(rounds: Rounds) -> None:
    assert rounds(walk_in_python) == ENTRIES


def test_load_all_expressions(rounds: Rounds, tmp_path: Path) -> None:
    assert int(rounds(lua(tmp_path, EXPRESSIONS))) == 12 * MEASURES


def test_change_every_measure_s_width_and_save(rounds: Rounds, tmp_path: Path) -> None:
    run = lua(tmp_path, WIDEN)

    def change_and_write(host: Host, score: Any) -> int:
        printed = run(host, score)
        score.save(tmp_path / "wider.musx")
        return int(printed)

    assert rounds(change_and_write) == MEASURES
