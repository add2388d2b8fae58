"""Asynchronous requests in whole runs: how long a run lives, what its callbacks change, who ends it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.https.resolve import parse_resolve
from postlude.result import RunResult
from tests.frontdoor import PARTS
from tests.https.server import COMPLETION, Handler, Server

URL = "/v1/chat/completions"
KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
PLUGINDEF = """
function plugindef()
    finaleplugin.RequireDocument = false
    finaleplugin.ExecuteHttpsCalls = true
    %s
    return "Plugin"
end
"""
INTERNET = "local internet = require('luaosutils').internet\n"
WIDEN = """
function widen(by)
    local m = finale.FCMeasure()
    m:Load(1)
    m.Width = m.Width + by
    m:Save()
end
"""


class Runner:
    def __init__(self, host: Host, folder: Path, server: Server) -> None:
        self.host = host
        self.folder = folder
        self.server = server
        self.prefix = folder / "prefix.lua"
        self.prefix.write_text(f'openai_api_key = "{KEY}"\n', encoding="utf-8")

    def __call__(
        self, source: str, document: Any = None, *, flags: str = "", suffix: str = ".lua", **settings: Any
    ) -> RunResult:
        script = self.folder / f"plugin{suffix}"
        head = PLUGINDEF % flags if suffix == ".lua" else ""
        script.write_text(head + source, encoding="utf-8")
        defaults: dict[str, Any] = {
            "resolve": parse_resolve(self.server.resolve_options()),
            "ca_file": self.server.ca_file,
            "allow_post": ["api.openai.com", "example.com"],
            "system_prefix": False,
            "prefix": self.prefix,
        }
        return self.host.run(str(script), document, **(defaults | settings))


@pytest.fixture
def run(tmp_path: Path, https_server: Server) -> Iterator[Runner]:
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        yield Runner(host, tmp_path, https_server)


# --- how long a run lives


def test_a_run_lives_until_its_callback_has_let_it_go(run: Runner) -> None:
    result = run(
        INTERNET + "session = internet.get('https://example.com/ok', function(ok, data)"
        " print(ok, data) finenv.RetainLuaState = false end)"
        " finenv.RetainLuaState = true print('left')"
    )
    assert (result.ok, result.printed) == (True, "left\ntrue\tall is well\n")
    assert [(each["method"], each["status"]) for each in result.network] == [("GET", 200)]
    assert result.notes == []


def test_a_run_that_retains_its_state_lives_until_nothing_is_pending(run: Runner) -> None:
    source = INTERNET + (
        "count = (count or 0) + 1 print(count)"
        " session = internet.get('https://example.com/ok', function(ok, data) print(data) end)"
        " finenv.RetainLuaState = true"
    )
    assert run(source).printed == "1\nall is well\n"
    assert run(source).printed == "2\nall is well\n"


def test_without_retain_a_request_is_aborted_with_the_state(run: Runner) -> None:
    started = time.monotonic()
    result = run(INTERNET + "session = internet.get('https://example.com/silent', print)")
    assert (result.ok, result.printed) == (True, "")
    assert result.notes == ["1 request was still on the way when the script ended, and aborted"]
    assert time.monotonic() - started < 2


def test_a_request_times_out_before_its_run_does(run: Runner) -> None:
    started = time.monotonic()
    result = run(
        INTERNET + "session = internet.get('https://example.com/drip', print) finenv.RetainLuaState = true",
        timeout=1,
    )
    assert (result.ok, result.printed, result.notes) == (True, "false\tRequest timed out.\n", [])
    assert 0.5 < time.monotonic() - started < 3


def test_a_run_that_goes_on_asking_ends_with_its_time(run: Runner) -> None:
    started = time.monotonic()
    result = run(
        INTERNET + "function again() session = internet.get('https://example.com/ok', again) end again()"
        " finenv.RetainLuaState = true",
        timeout=0.5,
    )
    assert result.ok
    assert result.notes == ["1 request was still on the way when the run's time was over, and aborted"]
    assert time.monotonic() - started < 2


def test_what_was_waited_counts_as_the_runs_time(run: Runner, https_server: Server) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(0.6)
        handler.answer(200, b"")

    https_server.routes["/slow"] = slow
    started = time.monotonic()
    result = run(
        INTERNET + "session = internet.get('https://example.com/slow', function() while true do end end)"
        " finenv.RetainLuaState = true",
        timeout=1,
    )
    assert result.exit_status == 6
    assert time.monotonic() - started < 1.5


def test_a_script_may_pump_the_loop_itself(run: Runner) -> None:
    result = run(
        INTERNET + "local answer local session = internet.get('https://example.com/ok',"
        " function(ok, data) answer = data end)"
        " for i = 1, 100 do if answer then break end"
        " require('luaosutils').process.run_event_loop(0.02) end print(answer, session ~= nil)"
    )
    assert result.printed == "all is well\ttrue\n"


def test_os_exit_in_a_callback_ends_the_run(run: Runner) -> None:
    result = run(
        INTERNET + "a = internet.get('https://example.com/ok', function() os.exit(0) end)"
        " b = internet.get('https://example.com/drip', print) finenv.RetainLuaState = true"
    )
    assert (result.exit_status, result.printed) == (0, "")


# --- errors


def test_an_error_in_a_callback_fails_the_run(run: Runner) -> None:
    result = run(
        INTERNET + "a = internet.get('https://example.com/ok', function()\nerror('mine') end)"
        " b = internet.get('https://example.com/drip', print) finenv.RetainLuaState = true"
    )
    assert (result.ok, result.exit_status, result.kind) == (False, 1, "LUA_ERROR")
    assert result.message.endswith("plugin.lua:10: mine")
    assert result.error is not None
    assert result.error.line == 10
    assert result.printed == result.message + "\n"
    assert [(alert["kind"], alert["text"], alert["caption"]) for alert in result.alerts] == [
        ("error", result.message, "Error")
    ]
    assert "1 request was still on the way when the script ended, and aborted" in result.notes


def test_an_error_may_go_without_an_alert_but_not_unreported(run: Runner) -> None:
    result = run(
        INTERNET + "a = internet.get('https://example.com/ok', function() error('mine') end)"
        " internet.report_errors(a, false) finenv.RetainLuaState = true"
    )
    assert (result.exit_status, result.alerts) == (1, [])
    assert result.message.endswith("mine")


def test_a_refusal_in_a_callback_is_status_4(run: Runner) -> None:
    result = run(
        INTERNET + "a = internet.get('https://example.com/ok', function() os.execute('true') end)"
        " finenv.RetainLuaState = true"
    )
    assert result.exit_status == 4
    assert result.permissions["refused"]


def test_the_state_is_not_retained_after_an_error(run: Runner) -> None:
    source = INTERNET + (
        "count = (count or 0) + 1 print(count)"
        " a = internet.get('https://example.com/ok', function() error('mine') end)"
        " finenv.RetainLuaState = true"
    )
    for _ in range(2):
        assert run(source).printed.startswith("1\n")


# --- undo


def blocks(result: RunResult) -> list[tuple[str, bool]]:
    return [(block["text"], block["stored"]) for block in result.undo]


CALLBACK = WIDEN + (
    "widen(1) local internet = require('luaosutils').internet"
    " session = internet.get('https://example.com/ok', function() %s finenv.RetainLuaState = false end)"
    " finenv.RetainLuaState = true"
)


def widths(result: RunResult) -> list[Any]:
    return [
        int(new) - int(old) for change in result.changes for name, (old, new) in change.fields.items()
        if name == "width"
    ]  # fmt: skip


def test_a_callback_with_a_block_of_its_own(run: Runner) -> None:
    result = run(
        CALLBACK % "finenv.StartNewUndoBlock('Mine', false) widen(10) finenv.EndUndoBlock(true)", PARTS
    )
    assert blocks(result) == [("Plugin", True), ("Mine", True)]
    assert widths(result) == [11]


def test_a_callback_without_a_block_is_a_further_automatic_one(run: Runner) -> None:
    result = run(CALLBACK % "widen(10)", PARTS)
    assert blocks(result) == [("Plugin", True), ("Plugin", True)]
    assert widths(result) == [11]


def test_a_callback_that_cancels_its_block_leaves_the_main_part(run: Runner) -> None:
    result = run(CALLBACK % "finenv.StartNewUndoBlock('Mine') widen(10) finenv.EndUndoBlock(false)", PARTS)
    assert blocks(result) == [("Plugin", True), ("Mine", False)]
    assert widths(result) == [1]


def test_under_handles_undo_only_blocks_of_the_script_count(run: Runner) -> None:
    own = "widen(100) finenv.StartNewUndoBlock('Mine', false) widen(10) finenv.EndUndoBlock(true) widen(200)"
    result = run(CALLBACK % own, PARTS, flags="finaleplugin.HandlesUndo = true")
    assert blocks(result) == [
        ("Plugin", False), ("Plugin", False), ("Mine", True), ("Plugin", False)
    ]  # fmt: skip
    assert widths(result) == [10]


def test_under_no_store_callbacks_change_nothing_in_the_end(run: Runner) -> None:
    own = "finenv.StartNewUndoBlock('Mine') widen(10) finenv.EndUndoBlock(true) widen(5)"
    result = run(CALLBACK % own, PARTS, flags="finaleplugin.NoStore = true")
    assert widths(result) == []
    assert not any(stored for _, stored in blocks(result))


def test_a_callback_that_fails_loses_its_open_block_alone(run: Runner) -> None:
    result = run(CALLBACK % "widen(10) error('mine')", PARTS)
    assert result.exit_status == 1
    assert blocks(result) == [("Plugin", True), ("Plugin", False)]
    assert widths(result) == [1]


# --- a host that is closed


@pytest.mark.parametrize(
    "source",
    [
        INTERNET + "session = internet.get('https://example.com/drip', print) finenv.RetainLuaState = true",
        INTERNET + "print(internet.get_sync('https://example.com/drip', 30))",
        "require('luaosutils').process.run_event_loop(30)",
        "while true do pcall(function() end) end",
    ],
    ids=["asynchronous", "synchronous", "pumping", "running"],
)
def test_a_host_closed_in_flight_ends_the_run_at_once(run: Runner, source: str) -> None:
    threading.Timer(0.3, run.host.close).start()
    started = time.monotonic()
    result = run(source, timeout=20)
    assert time.monotonic() - started < 3
    assert (result.exit_status, result.message) == (6, "the host was closed while the plugin ran")


def test_a_finalizer_that_waits_when_the_state_closes_does_not(run: Runner) -> None:
    started = time.monotonic()
    run(
        INTERNET + "trap = setmetatable({}, {__gc = function()"
        " session = internet.get('https://example.com/drip', print)"
        " require('luaosutils').process.run_event_loop(10) end})",
        timeout=20,
    )
    assert time.monotonic() - started < 3


def test_closing_a_host_with_a_retained_state_is_quick(run: Runner) -> None:
    run("finenv.RetainLuaState = true")
    started = time.monotonic()
    run.host.close()
    assert time.monotonic() - started < 1


# --- openai

PYTHON = """
def plugindef(finaleplugin):
    finaleplugin.RequireDocument = False
    finaleplugin.ExecuteHttpsCalls = True
    return "Plugin"
"""


def test_openai_with_a_function_in_a_lua_plugin(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    result = run(
        "local openai = require('openai') session = openai.create_completion('m', 'p', 0, function(ok, r)"
        " print(ok, r.choices[1].message.content) finenv.RetainLuaState = false end)"
        " finenv.RetainLuaState = true print(type(session))"
    )
    assert result.printed == "userdata\ntrue\tA-ve Ma-ri-a\n"
    assert result.usage == {
        "requests": 1, "prompt_tokens": 7, "completion_tokens": 6, "total_tokens": 13
    }  # fmt: skip
    assert result.as_json()["usage"] == result.usage


def test_openai_with_a_function_in_a_python_plugin(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    result = run(
        PYTHON + "import threading\n"
        "def run(openai):\n"
        "    here = threading.get_ident()\n"
        "    def callback(ok, r):\n"
        "        print(ok, r['choices'][0]['message']['content'], here == threading.get_ident())\n"
        "    openai.create_completion('m', 'p', 0, callback)\n"
        "    print('left')\n",
        suffix=".py",
    )
    assert (result.ok, result.printed) == (True, "left\nTrue A-ve Ma-ri-a True\n")
    assert result.usage is not None


def test_an_error_in_a_python_callback(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    result = run(
        PYTHON + "def run(openai):\n"
        "    def callback(ok, r):\n"
        "        raise ValueError('mine')\n"
        "    openai.create_completion('m', 'p', 0, callback)\n",
        suffix=".py",
    )
    assert (result.exit_status, result.message) == (1, "ValueError: mine")
    assert result.error is not None
    assert result.error.line == 8


def test_a_python_session_may_be_cancelled(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/silent"]
    result = run(
        PYTHON + "def run(openai):\n"
        "    session = openai.create_completion('m', 'p', 0, print)\n"
        "    assert not session.done\n"
        "    session.cancel()\n"
        "    assert session.done\n",
        suffix=".py",
    )
    assert (result.ok, result.printed, result.notes) == (True, "", [])


def conversation(handler: Handler) -> None:
    messages = json.loads(handler.body)["messages"]
    content = " | ".join(f"{each['role']}: {each['content']}" for each in messages)
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": f"<{content}>"},
        "finish_reason": "stop",
    }
    handler.answer(200, json.dumps(COMPLETION | {"choices": [choice]}).encode())


TWO_TURNS = "<user: one | assistant: <user: one> | user: two>"


def test_a_conversation_of_two_turns_in_lua(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = conversation
    result = run(
        "local openai = require('openai') local messages = {{role = 'user', content = 'one'}}\n"
        "local ok, r = openai.create_chat('m', messages, 0, 5)\n"
        "local said = r.choices[1].message\n"
        "messages[#messages + 1] = {role = said.role, content = said.content}\n"
        "messages[#messages + 1] = {role = 'user', content = 'two'}\n"
        "ok, r = openai.create_chat('m', messages, 0, 5) print(r.choices[1].message.content)"
    )
    assert result.printed == TWO_TURNS + "\n"


def test_a_conversation_of_two_turns_in_lua_with_functions(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = conversation
    result = run(
        "local openai = require('openai') messages = {{role = 'user', content = 'one'}}\n"
        "finenv.RetainLuaState = true\n"
        "session = openai.create_chat('m', messages, 0, function(ok, r)\n"
        "  messages[#messages + 1] = r.choices[1].message\n"
        "  messages[#messages + 1] = {role = 'user', content = 'two'}\n"
        "  session = openai.create_chat('m', messages, 0, function(ok, r)\n"
        "    print(r.choices[1].message.content) finenv.RetainLuaState = false end) end)"
    )
    assert result.printed == TWO_TURNS + "\n"
    assert result.usage is not None
    assert result.usage["requests"] == 2


@pytest.mark.parametrize("form", ["number", "function"])
def test_a_conversation_of_two_turns_in_python(run: Runner, https_server: Server, form: str) -> None:
    https_server.routes[URL] = conversation
    number = (
        "def run(openai):\n"
        "    messages = [{'role': 'user', 'content': 'one'}]\n"
        "    ok, r = openai.create_chat('m', messages, 0, 5)\n"
        "    messages += [r['choices'][0]['message'], {'role': 'user', 'content': 'two'}]\n"
        "    ok, r = openai.create_chat('m', messages, 0, 5)\n"
        "    print(r['choices'][0]['message']['content'])\n"
    )
    function = (
        "def run(openai):\n"
        "    messages = [{'role': 'user', 'content': 'one'}]\n"
        "    def second(ok, r):\n"
        "        print(r['choices'][0]['message']['content'])\n"
        "    def first(ok, r):\n"
        "        messages.extend([r['choices'][0]['message'], {'role': 'user', 'content': 'two'}])\n"
        "        openai.create_chat('m', messages, 0, second)\n"
        "    openai.create_chat('m', messages, 0, first)\n"
    )
    result = run(PYTHON + (number if form == "number" else function), suffix=".py")
    assert (result.ok, result.printed) == (True, TWO_TURNS + "\n")


def test_a_prefix_asks_for_retries(run: Runner, https_server: Server) -> None:
    waiting = [https_server.routes["/429"], https_server.routes["/429"], https_server.routes["/completion"]]
    https_server.routes[URL] = lambda handler: waiting.pop(0)(handler)
    run.prefix.write_text(f'openai_api_key = "{KEY}" openai_max_retries = 2', encoding="utf-8")
    result = run("print((require('openai').create_completion('m', 'p', 0, 5)))")
    assert result.printed == "true\n"
    assert [attempt["status"] for attempt in result.network] == [429, 429, 200]
    assert result.usage is not None
    assert (result.usage["requests"], result.usage["total_tokens"]) == (3, 13)


def test_a_script_cannot_ask_for_retries_by_the_global(run: Runner, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/429"]
    run("openai_max_retries = 2 local ok = require('openai').create_completion('m', 'p', 0, 5)")
    assert len(https_server.seen) == 1


def test_a_run_without_openai_shows_no_usage(run: Runner) -> None:
    result = run("print(1)")
    assert result.usage is None
    assert "usage" not in result.as_json()
