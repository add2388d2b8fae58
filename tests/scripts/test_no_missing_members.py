"""How many of the scripts that need no dialog and no layout run to their end, whatever they do to the score.

``../shared/reference/scripts.tsv`` marks them as simple. That they do the right thing is for other tests to say;
this one is the floor under the classes and members that the catalogue has.
"""

from __future__ import annotations

import csv
from typing import Any

import pytest

from tests.conftest import shared_path
from tests.scripts.conftest import real_score, real_script

FLOOR = 60
"""So many of the 61 scripts run on each of the scores. It only rises."""

SCORES = ("voices", "zwei_gesange", "testtemplate-fin2011format")


def simple_scripts() -> list[str]:
    with (shared_path() / "reference" / "scripts.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [row["script"] for row in rows if row["simple"] == "yes"]


@pytest.mark.conformance
def test_simple_scripts_find_what_they_call(host: Any, capsys: pytest.CaptureFixture[str]) -> None:
    names = simple_scripts()
    assert len(names) == 61
    failed: dict[str, str] = {}
    for name in names:
        script = real_script(name)
        for score in SCORES:
            result = host.run(script, real_score(score))
            if not result.ok:
                failed.setdefault(name, f"{score}: {result.message}")
    with capsys.disabled():
        print(f"\nsimple scripts: {len(names) - len(failed)} of {len(names)} run")
        for name, message in failed.items():
            print(f"  {name}: {message}")
    assert len(names) - len(failed) >= FLOOR
