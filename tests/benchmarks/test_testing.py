"""How long a test of a plugin takes once the host is warm."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from postlude.lua.counting import LineCounter, counting
from postlude.testing import score
from tests.testing.test_watch import FILES, PLUGIN, WAITING, Watch


@pytest.mark.benchmark(group="testing")
def test_a_score_of_two_lines(benchmark: Any) -> None:
    number = count()  # the same score would be built once
    made = benchmark(
        lambda: score("treble 4/4 2#: c4 d e f | g1", f'bass: r1 | <c, e g>2 r^"{next(number)}"')
    )
    assert made.changes() == []


@pytest.mark.benchmark(group="testing")
def test_a_spec_that_builds_runs_and_asserts(benchmark: Any, postlude_bench: Any) -> None:
    """The aim is 10 ms: a score, a run of a Lua plugin, its changes and its music."""

    number = count()

    def spec() -> Any:
        made = postlude_bench.score(f'treble: c1^"{next(number)}" | d1 | e1\\rehearsal"" | f1')
        ran = postlude_bench.run("double_barlines", made)
        return ran.assert_changes("measure 2: barline normal -> double").assert_music(
            "treble: c1 | d1 | e1 | f1"
        )

    assert benchmark(spec).ok


@pytest.mark.benchmark(group="testing")
def test_the_same_with_its_lines_counted(benchmark: Any, postlude_bench: Any) -> None:
    def spec() -> Any:
        made = postlude_bench.score('treble: c1 | d1 | e1\\rehearsal"" | f1')
        return postlude_bench.run("double_barlines", made).assert_ok()

    with counting(LineCounter()) as counter:
        assert benchmark(spec).ok
    assert counter.counts


@pytest.mark.benchmark(group="testing")
def test_a_run_after_a_change_while_watching(benchmark: Any, tmp_path: Path) -> None:
    """The aim is a second, from the save of a plugin to the last line."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    watch, number = Watch(tmp_path), count()
    try:
        watch.until(WAITING)
        said = benchmark.pedantic(
            lambda: watch.write("plugins/a.lua", f"{PLUGIN}-- {next(number)}\n"), rounds=10
        )
        assert "2 passed" in said
    finally:
        assert watch.end() == 130
