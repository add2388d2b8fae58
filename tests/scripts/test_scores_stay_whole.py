"""Every script of finale-lua/lua-scripts on a score: what it leaves holds together."""

from __future__ import annotations

from pathlib import Path

from postlude import Host
from postlude.dialogs.answers import Answers
from postlude.enigma.document import open_document
from postlude.options import RunOptions
from tests.conftest import shared_path, sources_path
from tests.finale.validity import faults

OF_ITS_OWN = {"score_create_double_wind_orchestra_score"}
"""Gives staves a percussion layout by a number that only its author's default document has."""


def test_no_script_leaves_a_score_that_does_not_hold_together(tmp_path: Path) -> None:
    scripts = sorted(sources_path("lua-scripts", "src").glob("*.lua"))
    path = shared_path() / "documents" / "cross_staffs.musx"
    left: dict[str, list[str]] = {}
    changed = 0
    with Host(data_dir=tmp_path) as host:
        for script in scripts:
            score = open_document(path)
            host.run(script, score, options=RunOptions(answers=Answers(mode="ok"), select="m1-2", timeout=2))
            changed += score.store.changed
            if found := faults(score):
                left[script.stem] = found
    assert left.keys() <= OF_ITS_OWN, left
    assert changed > 25
