"""How long a test of a plugin takes once the host is warm."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.testing import score


@pytest.mark.benchmark(group="testing")
def test_a_score_of_two_lines(benchmark: Any) -> None:
    made = benchmark(score, "treble 4/4 2#: c4 d e f | g1", "bass: r1 | <c, e g>2 r")
    assert made.changes() == []


@pytest.mark.benchmark(group="testing")
def test_a_spec_that_builds_runs_and_asserts(benchmark: Any, postlude_bench: Any) -> None:
    """The aim is 10 ms: a score, a run of a Lua plugin, its changes and its music."""

    def spec() -> Any:
        made = postlude_bench.score('treble: c1 | d1 | e1\\rehearsal"" | f1')
        ran = postlude_bench.run("double_barlines", made)
        return ran.assert_changes("measure 2: barline normal -> double").assert_music(
            "treble: c1 | d1 | e1 | f1"
        )

    assert benchmark(spec).ok
