"""Asynchronous requests of a script: sessions, their callbacks, and what becomes of both."""

from __future__ import annotations

import threading
import time

import pytest

from postlude.errors import PluginError
from postlude.https.session import MOST_AT_ONCE, Network
from tests.https.server import Handler, Server
from tests.openai.conftest import MakeScript
from tests.openai.scripts import Script

START = """
local internet = require('luaosutils').internet
heard = {}
function hear(success, data) heard[#heard + 1] = {success, data} end
"""


def start(script: Script, call: str) -> None:
    """Set the global ``session`` to what a call gives; ``hear`` is the callback that keeps what it hears."""
    script.run(f"{START} session = internet.{call}")


def heard(script: Script) -> list[object]:
    (answers,) = script.run("return heard")
    return list(answers)


@pytest.mark.parametrize("name", ["get", "download_url"])
def test_a_get_calls_back_with_the_bytes(script: MakeScript, name: str) -> None:
    made = script()
    start(made, f"{name}('https://example.com/binary', hear)")
    assert made.run("return type(session), #heard") == [b"userdata", 0]
    made.wait()
    assert heard(made) == [[True, bytes(range(256))]]


def test_a_post_sends_the_bytes_and_the_headers(script: MakeScript, https_server: Server) -> None:
    made = script()
    start(made, "post('https://example.com/echo', 'a\\0b', hear, {['X-Name'] = 'me'})")
    made.wait()
    assert (https_server.seen[0].body, https_server.seen[0].headers["X-Name"]) == (b"a\0b", "me")
    assert made.asked == [("example.com", 443)]
    assert len(heard(made)) == 1


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://example.com/missing", b"not found"),
        ("https://example.com/429", b"too many requests"),
        ("https://example.com/500", b"internal server error"),
        ("https://example.com/cut-off", b"example.com closed the connection before its reply was complete"),
        (
            "https://example.com/cut-off-chunked",
            b"example.com closed the connection before its reply was complete",
        ),
        ("https://example.com/closed", b"example.com closed the connection before its reply was complete"),
        ("https://127.0.0.1:1/", b"could not connect to 127.0.0.1:1"),
        ("http://example.com/ok", b"HTTPS is required: http to example.com is not allowed"),
        ("nonsense", b"unsupported URL: it must begin with https://"),
    ],
)
def test_failures_come_by_the_callback(script: MakeScript, url: str, message: bytes) -> None:
    made = script()
    start(made, f"get('{url}', hear)")
    assert heard(made) == {} or heard(made) == []
    made.wait()
    assert heard(made) == [[False, message]]


def test_a_post_that_is_not_approved_says_so_by_the_callback(
    script: MakeScript, https_server: Server
) -> None:
    made = script(approve=False)
    start(made, "post('https://example.com/echo', 'x', hear)")
    assert made.run("return type(session)") == [b"userdata"]
    made.wait()
    assert heard(made) == [
        [False, b"POST to example.com: not approved (--allow-post example.com:443 approves it)"]
    ]
    assert (made.refused, https_server.seen) == (["post"], [])


def test_the_key_in_a_url_fails_at_the_call(script: MakeScript, https_server: Server) -> None:
    made = script()
    with pytest.raises(PluginError, match="may not be sent in a URL"):
        start(made, "get('https://example.com/' .. openai_api_key, hear)")
    assert len(made.callbacks.loop) == 0
    assert https_server.seen == []


def test_ten_sessions_at_once(script: MakeScript, https_server: Server) -> None:
    everyone = threading.Barrier(10, timeout=5)

    def meet(handler: Handler) -> None:
        everyone.wait()
        handler.answer(200, handler.path.partition("?")[2].encode())

    https_server.routes["/meet"] = meet
    made = script()
    made.run(
        START + "sessions = {} for i = 1, 10 do"
        " sessions[i] = internet.get('https://example.com/meet?' .. i, hear) end"
    )
    made.wait()
    assert sorted(heard(made), key=str) == sorted(([True, str(i).encode()] for i in range(1, 11)), key=str)


def test_a_hundred_sessions_take_turns(script: MakeScript, https_server: Server) -> None:
    at_once, most = [0], [0]
    lock = threading.Lock()

    def count(handler: Handler) -> None:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.005)
        with lock:
            at_once[0] -= 1
        handler.answer(200, b"")

    https_server.routes["/count"] = count
    made = script()
    made.run(
        START + "sessions = {} for i = 1, 100 do"
        " sessions[i] = internet.get('https://example.com/count', hear) end"
    )
    made.wait(10)
    assert made.run("return #heard") == [100]
    assert 1 < most[0] <= MOST_AT_ONCE


def test_a_session_may_be_cancelled_and_once_more(script: MakeScript, network: Network) -> None:
    made = script()
    start(made, "get('https://example.com/silent', hear)")
    assert made.internet("cancel_session(session)") == [None]
    made.run("session = require('luaosutils').internet.cancel_session(session)")
    assert made.run("return session == nil") == [True]
    made.wait(1)
    assert made.run("return #heard") == [0]
    assert [attempt["status"] for attempt in network.attempts] in ([None], [])


def test_cancelling_what_is_done_or_nothing_is_fine(script: MakeScript) -> None:
    made = script()
    start(made, "get('https://example.com/ok', hear)")
    made.wait()
    assert made.internet("cancel_session(session)") == [None]
    assert made.internet("cancel_session(nil)") == [None]
    assert made.internet("cancel_session()") == [None]
    assert made.internet("report_errors(nil, true)") == []


def test_a_session_that_is_collected_aborts_its_request(script: MakeScript, network: Network) -> None:
    made = script()
    start(made, "get('https://example.com/silent', hear)")
    made.run("session = nil collectgarbage() collectgarbage()")
    assert len(made.callbacks.loop) == 0
    made.wait(1)
    assert made.run("return #heard") == [0]
    start(made, "get('https://example.com/silent', hear)")
    made.run("session = nil collectgarbage() collectgarbage()")
    (note,) = made.callbacks.notes
    assert "collected" in note
    assert not network._pending or all(exchange.done.is_set() for exchange in network._pending)


def test_a_callback_that_holds_its_session_keeps_it(script: MakeScript) -> None:
    made = script()
    made.run(
        START + "do local mine mine = internet.get('https://example.com/ok',"
        " function(...) hear(...) return mine end) end collectgarbage() collectgarbage()"
    )
    made.wait()
    assert heard(made) == [[True, b"all is well"]]


def test_a_state_that_closes_aborts_its_sessions(script: MakeScript) -> None:
    made = script()
    start(made, "get('https://example.com/silent', hear)")
    made.state.close()
    assert len(made.callbacks.loop) == 0


def test_a_finalizer_that_asks_again_when_the_state_closes_gets_nothing(
    script: MakeScript, network: Network, https_server: Server
) -> None:
    made = script()
    made.run(
        START + "trap = setmetatable({}, {__gc = function()"
        " last = internet.get('https://example.com/ok', hear) internet.get_sync('https://example.com/ok', 5) end})"
    )
    network.close()
    made.state.close()
    made.callbacks.give_up("the test ended")
    assert https_server.seen == []
    assert len(made.callbacks.loop) == 0


def test_an_error_in_a_callback_is_reported_and_others_go_on(script: MakeScript) -> None:
    made = script()
    made.run(
        START + "a = internet.get('https://example.com/ok', function()\nerror('mine') end)"
        " b = internet.get('https://example.com/ok', hear)"
    )
    made.wait()
    assert made.errors == [("script.lua:6: mine", True)]
    assert made.callbacks.failure is not None
    assert (made.callbacks.failure.file, made.callbacks.failure.line) == ("script.lua", 6)
    assert heard(made) == [[True, b"all is well"]]


def test_report_errors_says_whether_an_alert_is_shown(script: MakeScript) -> None:
    made = script()
    start(made, "get('https://example.com/ok', function() error({}) end)")
    assert made.internet("report_errors(session, false)") == []
    made.wait()
    assert [alert for _, alert in made.errors] == [False]


def test_a_refusal_in_a_callback_stays_one(script: MakeScript) -> None:
    made = script()
    start(made, "get('https://example.com/ok', function() os.execute('true') end)")
    made.wait()
    assert made.callbacks.failure is not None
    assert made.callbacks.failure.exit_status == 4


def test_the_loop_is_pumped_by_run_event_loop(script: MakeScript) -> None:
    made = script()
    (count, waited) = made.run(
        START + "local session = internet.get('https://example.com/ok', hear)"
        " local began = os.clock() local process = require('luaosutils').process"
        " local turns = 0 while #heard == 0 and turns < 100 do process.run_event_loop(0.05) turns = turns + 1 end"
        " return #heard, session ~= nil"
    )
    assert (count, waited) == (1, True)


def test_an_error_while_the_script_pumps_does_not_end_the_script(script: MakeScript) -> None:
    made = script()
    assert made.run(
        START + "local session = internet.get('https://example.com/ok', function() heard = 1 error('x') end)"
        " while heard ~= 1 do require('luaosutils').process.run_event_loop(0.02) end return 'on'"
    ) == [b"on"]
    assert [message for message, _ in made.errors] == ["script.lua:5: x"]


def test_a_callback_may_start_another_request_and_pump(script: MakeScript) -> None:
    made = script()
    made.run(
        START + "one = internet.get('https://example.com/ok', function(...) hear(...)"
        " two = internet.get('https://example.com/binary', hear)"
        " while #heard < 2 do require('luaosutils').process.run_event_loop(0.02) end end)"
    )
    made.wait()
    assert heard(made) == [[True, b"all is well"], [True, bytes(range(256))]]


def test_what_is_pending_ends_with_the_runs_time(https_server: Server) -> None:
    left = [0.15]
    network = Network(resolve=https_server.resolve(), ca_file=https_server.ca_file, remaining=lambda: left[0])
    made = Script(network)
    start(made, "get('https://example.com/drip', hear)")
    started = time.monotonic()
    made.wait()
    assert time.monotonic() - started < 2
    assert heard(made) == [[False, b"Request timed out."]]
    made.state.close()
    network.close()


def test_a_network_that_closes_ends_what_is_on_its_way(script: MakeScript, network: Network) -> None:
    made = script()
    start(made, "get('https://example.com/silent', hear)")
    threading.Timer(0.05, network.close).start()
    started = time.monotonic()
    made.wait()
    assert time.monotonic() - started < 2
    assert heard(made) == [[False, b"The request was cancelled."]]


def test_scripts_can_do_nothing_else_with_a_session(script: MakeScript) -> None:
    made = script()
    start(made, "get('https://example.com/silent', hear)")
    assert made.run(
        "local m = getmetatable(session)"
        " return session.cancel, session._task, m.__gc, pcall(function() session.x = 1 end),"
        " (tostring(session):gsub('0x%x+', ''))"
    )[:3] == [None, None, None]
    assert made.run("return (tostring(session):match('^[%w_]+'))") == [b"luaosutils_callback_session"]
    assert made.run("return luaosutils_callback_session, (pcall(setmetatable, session, {}))") == [None, False]
