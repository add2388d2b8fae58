"""The fixtures of the pytest plugin, as other people's projects use them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude.testing.server import Reply, failure

WIDEN = "for m in loadall(finale.FCMeasures()) do m.Width = m.Width + 10 m:Save() end"
ASK = """
function plugindef() finaleplugin.ExecuteHttpsCalls = true return "Ask" end
local openai = require "openai"
local ok, r = openai.create_chat("m", {{role = "user", content = "hello"}}, 0, 5)
print(ok, ok and r.choices[1].message.content or r)
"""
FETCH = """
function plugindef()
    finaleplugin.ExecuteHttpsCalls = true
    finaleplugin.RequireDocument = false
    return "Fetch"
end
local internet = require "luaosutils".internet
print(internet.get_sync("https://example.com/a?q=1", 5))
print(internet.post_sync("https://example.com/b", "data", 5, {["X-A"] = "b"}))
"""
WINDOW = """
function plugindef() finaleplugin.RequireDocument = false return "Window" end
print("really:", finenv.UI():AlertYesNo("Really?", "T") == finale.YESRETURN)
local window = finale.FCCustomLuaWindow()
window:SetTitle(finale.FCString("Name"))
local edit = window:CreateEdit(0, 0)
window:CreateOkButton()
window:CreateCancelButton()
print("closed:", window:ExecuteModal(nil))
local text = finale.FCString()
edit:GetText(text)
print("name:", text.LuaString)
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "plugin.lua"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_run_with_its_changes_and_its_music(run_plugin: Any, score: Any, plugin: Any) -> None:
    made = score("treble: c4 d e f | g1")
    ran = run_plugin(plugin(WIDEN), made)
    ran.assert_changes("measure 1: width 600 -> 610", "measure 2: width 600 -> 610")
    ran.assert_music("treble: c4 d e f | g1")
    with pytest.raises(AssertionError, match="not expected: measure 1: width 600 -> 610"):
        ran.assert_unchanged()
    assert run_plugin(plugin(WIDEN), made, select="none").changed == [
        "measure 1: width 610 -> 620", "measure 2: width 610 -> 620",
    ]  # fmt: skip


def test_a_failure_says_where(run_plugin: Any, score: Any, plugin: Any) -> None:
    ran = run_plugin(plugin("local a = 1\nerror('no ' .. a)"), score("treble: c1"))
    ran.assert_fails("no 1").assert_unchanged()
    with pytest.raises(AssertionError, match=r"plugin failed: .*plugin\.lua:2: no 1"):
        ran.assert_ok()
    with pytest.raises(AssertionError, match="expected a failure that says 'other'"):
        ran.assert_fails("other")


def test_a_score_by_its_path(score: Any, run_plugin: Any, plugin: Any) -> None:
    assert run_plugin("double_barlines", score("../scores/sample.musx")).changed == [
        "measure 4: barline normal -> double"
    ]
    ran = run_plugin("double_barlines", "tests/scores/sample.musx", select="m1-4")
    ran.assert_unchanged().assert_ok()


def test_alerts_and_windows_are_answered_and_asserted(run_plugin: Any, dialogs: Any, plugin: Any) -> None:
    dialogs.alert("yes", "Really").answer(title="Name", set={"#1": "Ada"}, press="OK")
    ran = run_plugin(plugin(WINDOW))
    ran.assert_ok().assert_alert("Really").assert_dialog("^Name$")
    ran.assert_printed("really:\ttrue").assert_printed("name:\tAda")
    with pytest.raises(AssertionError, match="no dialog fits 'Other'; there were:\n  Name"):
        ran.assert_dialog("Other")


def test_requests_are_answered_by_address_and_recorded(
    run_plugin: Any, https_server: Any, plugin: Any
) -> None:
    https_server.reply("https://example.com/a", {"x": 1}, headers={"X-Served": "yes"})
    https_server.reply("https://example.com/b", lambda request: f"{request.text} {request.headers['x-a']}")
    ran = run_plugin(plugin(FETCH)).assert_ok()
    assert ran.printed == 'true\t{"x": 1}\ntrue\tdata b\n'
    assert [(each.method, each.url) for each in https_server.requests] == [
        ("GET", "https://example.com/a?q=1"), ("POST", "https://example.com/b"),
    ]  # fmt: skip


def test_a_reply_that_fails_is_the_tests_failure(run_plugin: Any, https_server: Any, plugin: Any) -> None:
    https_server.reply("https://example.com/a", lambda request: request.nothing)
    with pytest.raises(AttributeError, match="nothing"):
        run_plugin(plugin(FETCH))


def test_a_language_model_says_what_the_test_wants(
    run_plugin: Any, openai_replies: Any, score: Any, plugin: Any
) -> None:
    model = openai_replies("Guten Tag", failure(429, "too fast"))
    for printed in ("true\tGuten Tag", "false\ttoo fast", "false\t.*2 replies, this is request 3"):
        run_plugin(plugin(ASK), score("treble: c1")).assert_ok().assert_printed(printed)
    assert model.texts == ["hello"] * 3 and model.asked[0]["model"] == "m"


@pytest.mark.parametrize(
    ("reply", "printed"),
    [
        (Reply(500, b"<html>"), "false\t.*500"),
        (Reply(200, {"choices": [{"message": {"content": "raw"}}], "usage": None}), "true\traw"),
        (Reply(200, "late", delay=30), "false\t.*timed out"),
    ],
)
def test_a_language_model_s_server_may_send_anything_and_be_slow(
    run_plugin: Any, openai_replies: Any, score: Any, plugin: Any, reply: Reply, printed: str
) -> None:
    openai_replies(reply)
    slow = plugin(ASK.replace("0, 5)", "0, 0.3)" if reply.delay else "0, 5)"))
    run_plugin(slow, score("treble: c1")).assert_ok().assert_printed(printed)


def test_an_address_may_be_slow(run_plugin: Any, https_server: Any, plugin: Any) -> None:
    https_server.reply("https://example.com/a", "late", delay=0.1)
    https_server.reply("https://example.com/b", "late", delay=30)
    ran = run_plugin(plugin(FETCH.replace('"data", 5', '"data", 0.3'))).assert_ok()
    ran.assert_printed("^true\tlate\nfalse\t.*timed out")
    assert ran.network[0]["seconds"] >= 0.1


def test_without_approval_or_a_key_nothing_is_sent(
    run_plugin: Any,
    openai_replies: Any,
    https_server: Any,
    score: Any,
    plugin: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the author's own")
    model = openai_replies(lambda text: text)
    refused = run_plugin(plugin(ASK), score("treble: c1"), approve=False)
    assert refused.assert_printed("false\t.*not approved").permissions["refused"]
    run_plugin(plugin(ASK), score("treble: c1"), approve=True).assert_printed("true\thello")
    assert (
        model.texts == ["hello"]
        and https_server.requests[-1].headers["authorization"] == f"Bearer {model.key}"
    )
    keyless = openai_replies("never", key=None)
    run_plugin(plugin(ASK), score("treble: c1")).assert_printed("false\tthere is no OpenAI key")
    assert keyless.asked == [] and "OPENAI_API_KEY" not in os.environ


def pytest_run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What pytest says in a project of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, env={**os.environ, "COLUMNS": "150"},
    )  # fmt: skip


def test_fixtures_of_other_suites_win_and_nothing_is_imported_for_them(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "import pytest\n@pytest.fixture\ndef host(): return 1\n@pytest.fixture\ndef score(): return 2\n"
    )
    (tmp_path / "test_theirs.py").write_text(
        "import sys\n"
        "def test_it(host, score):\n"
        "    assert (host, score) == (1, 2)\n"
        "    loaded = {name for name in sys.modules if name.startswith('postlude')}\n"
        "    assert loaded <= {'postlude', 'postlude.testing', 'postlude.testing.plugin'}, loaded\n"
        "    assert 'lupa' not in sys.modules and 'trustme' not in sys.modules\n"
    )
    done = pytest_run(tmp_path, "-q")
    assert done.returncode == 0, done.stdout


def test_a_failure_shows_the_lines_of_the_author_alone(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "wrong.py").write_text("def run(finale):\n    finale.FCMeasure().Lood(1)\n")
    (tmp_path / "wrong.lua").write_text("finale.FCMeasure():Lood(1)\n")
    (tmp_path / "tests" / "test_wrong.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('name', ['wrong.py', 'wrong.lua'])\n"
        "def test_it(run_plugin, score, name):\n"
        "    run_plugin('../' + name, score('treble: c1')).assert_unchanged().assert_music('treble: d1')\n"
        "def test_music(run_plugin, score):\n"
        "    run_plugin('double_barlines', score('treble: c1')).assert_music('treble: d1')\n"
    )
    done = pytest_run(tmp_path, "-q")
    assert done.returncode == 1
    assert str(Path("host", "postlude")) not in done.stdout and "pluggy" not in done.stdout
    assert done.stdout.count("tests/test_wrong.py:4: AssertionError") == 2
    assert f"({tmp_path / 'wrong.py'}:2)" in done.stdout
    assert "wrong.lua:1: attempt to call" in done.stdout  # Lua shortens long paths
    assert f"{tmp_path / 'wrong.lua'}:1" in done.stdout
    assert "measure 1, staff 1, beat 1: expected d1, there is c1" in done.stdout
