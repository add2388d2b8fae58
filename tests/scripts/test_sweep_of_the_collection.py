"""The collection of finale-lua/lua-scripts, swept: nothing fails that is of the host's making."""

from __future__ import annotations

import pytest

from tests.conftest import shared_path, sources_path
from tests.frontdoor import Door, door

__all__ = ["door"]

NOT_FOR_THIS_VERSION = {"musicxml_massage_export.lua"}
"""Wants a newer RGP Lua than the one that is emulated."""


@pytest.mark.parametrize("dialogs", ["cancel", "ok"])
def test_no_script_fails_because_of_the_host(door: Door, dialogs: str) -> None:
    scripts, score = sources_path("lua-scripts", "src"), shared_path() / "documents" / "zwei_gesange.musx"
    # With the last measures in it, ostinato_maker never ends: it looks for room behind them for ever.
    options = ("--select", "m1-8:s1", "--dialogs", dialogs, "--json")
    done = door("sweep", scripts, "--document", score, *options)
    *rows, last = done.lines
    assert len(rows) == 145
    failed = [(row["script"], row["missing"], row["message"]) for row in rows if row["blame"] == "host"]
    assert failed == []
    assert done.status == 0
    assert all(row["loaded"] for row in rows)
    assert {row["script"] for row in rows if row["blame"] == "requirement"} == NOT_FOR_THIS_VERSION
    assert last["summary"]["ran"] >= 140
    assert last["summary"]["missing"] == []
