"""`postlude check` on Python plugins, which are read and not loaded."""

from __future__ import annotations

import pytest

from tests.checking.test_check import found
from tests.frontdoor import Door
from tests.frontdoor import door as door

HEAD = 'def plugindef(finaleplugin):\n    {}\n    return "Plugin"\n\n\n'
RUN = "def run(finale, finenv):\n    {}\n"


def plugin(head: str = "pass", body: str = "pass", run: str = RUN) -> str:
    return HEAD.format(head) + run.format(body)


WRONG = [
    ("syntax", "def plugindef(:\n", 1, "invalid syntax"),
    ("plugindef", HEAD.format("pass"), 1, "the plugin has no function `run`"),
    ("plugindef", plugin(run="def run(document):\n    {}\n"), 6, "wants an argument `document`; there are"),
    ("plugindef", plugin(run="def run(finale=None):\n    {}\n"), 6, "write it without one"),
    ("plugindef", plugin(run="async def run():\n    {}\n"), 6, "no async"),
    ("plugindef", plugin('finaleplugin.NoStore = "yes"'), 2, "NoStore is text, not true or false"),
    ("plugindef", plugin("finaleplugin.nostore = True"), 2, "it is spelled NoStore"),
    ("plugindef", "def plugindef():\n    pass\n\ndef run():\n    pass\n", 1, "returns no menu text"),
    ("version", plugin("finaleplugin.MinFinaleVersion = 20000"), 2, "MinFinaleVersion = 20000"),
    ("unknown-property", plugin("finaleplugin.RequiresScore = True"), 2, "did you mean RequireScore?"),
    ("unknown-member", plugin(body="finale.FCMesures()"), 7, "did you mean finale.FCMeasures?"),
    ("unknown-member", plugin(body="finenv.Regoin()"), 7, "did you mean finenv.Region?"),
    ("unknown-constant", plugin(body="print(finale.BARLINE_NOPE)"), 7, "no constant BARLINE_NOPE"),
    ("missing-permission", plugin(run="def run(openai):\n    {}\n"), 6, "finaleplugin.ExecuteHttpsCalls = True"),
    ("unused-permission", plugin("finaleplugin.ExecuteHttpsCalls = True"), 2, "leave it out"),
    ("bad-suppression", plugin(body="pass  # check: ignore nonsense"), 7, "there is no rule 'nonsense'"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "source", "line", "message"), WRONG)
def test_a_mistake_is_told_with_its_line(door: Door, rule: str, source: str, line: int, message: str) -> None:
    ((name, where, text),) = found(door, source, "plugin.py")
    assert (name, where) == (rule, line)
    assert message in text


RIGHT = [
    plugin(body="finale.FCMeasures().LoadAll()\n    finenv.undo_block('x')"),
    plugin("finaleplugin.ExecuteHttpsCalls = True", run="def run(openai, prefix):\n    {}\n"),
    plugin("finaleplugin.ExecuteHttpsCalls = True", "import requests"),
    plugin(body="print(hasattr(finale, 'FCNewer') and finale.FCNewer)"),
    plugin(body="finale.FCMesures()  # check: ignore unknown-member"),
    HEAD.format("pass") + "from elsewhere import run\n",
]


@pytest.mark.parametrize("source", RIGHT)
def test_what_is_right_is_not_told(door: Door, source: str) -> None:
    assert found(door, source, "plugin.py") == []


def test_nothing_of_it_runs(door: Door) -> None:
    source = "open('ran', 'w')\n" + plugin(body="open('ran', 'w')")
    assert found(door, source, "plugin.py") == []
    assert not (door.folder / "ran").exists()
