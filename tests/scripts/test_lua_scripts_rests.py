"""Unmodified scripts of finale-lua/lua-scripts that change rests and the rhythm.

What is expected comes from another reader of the scores (``../shared/documents/oracle``) and from what the
scripts say they do, never from the package.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import shared_path
from tests.finale.oracle import edu, of_kind, oracle
from tests.scripts.conftest import Outcome, real_score, real_script
from tests.scripts.reader import Score

Run = Callable[..., Outcome]


def durations_of(score: Score, numbers: list[int]) -> list[tuple[int, bool]]:
    return [(score.entries[n].duration, "isNote" in score.entries[n].fields) for n in numbers]


@pytest.mark.parametrize("name", ["testtemplate-fin2011format", "cross_staffs", "zwei_gesange"])
def test_the_rhythm_reducer_joins_rests_and_leaves_notes(run: Run, name: str) -> None:
    outcome = run(real_script("rhythm_reducer"), real_score(name))
    assert outcome.after.others_than("frameSpec") == outcome.before.others_than("frameSpec")
    before, after = outcome.before.cells(), outcome.after.cells()
    assert before.keys() == after.keys()
    for place, numbers in before.items():
        old, new = durations_of(outcome.before, numbers), durations_of(outcome.after, after[place])
        assert sum(duration for duration, _ in old) == sum(duration for duration, _ in new)
        assert [each for each in old if each[1]] == [each for each in new if each[1]]
        assert set(after[place]) <= set(numbers)


@pytest.mark.parametrize("name", ["timesigs_changing", "voices"])
def test_layers_without_entries_get_rests_as_long_as_the_measure(run: Run, name: str) -> None:
    outcome = run(real_script("layers_create_whole_rests_1_2"), real_score(name))
    lengths = {line["id"]: edu(line["dur"]) for line in of_kind(oracle(shared_path(), name), "meas")}
    old, now = outcome.before.cells(), outcome.after.cells()
    new = {place: now[place] for place in now.keys() - old.keys()}
    assert new
    tuplets = outcome.after.records["details"].get("tupletDef", {})
    length_of = {dict(key)["entnum"]: int(fields.get("refDur", 0)) for key, fields in tuplets.items()}
    for (_, measure, layer), [number] in new.items():
        entry = outcome.after.entries[number]
        assert layer in (1, 2)
        assert (entry.duration, "isNote" in entry.fields) == (4096, False)
        assert length_of.get(str(number), 4096) == lengths[measure]
        assert ("tupletStart" in entry.fields) == (str(number) in length_of)
