"""Replies that come piece by piece: however they are cut, and whatever the server does wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from postlude.errors import PluginError, ScriptError
from postlude.openai.streaming import Assembly, Events, Withholding
from tests.https.server import COMPLETION, Handler, Server
from tests.openai.conftest import MakeScript
from tests.openai.scripts import KEY, Script

URL = "/v1/chat/completions"


def chunk(content: str | None = None, **more: Any) -> dict[str, Any]:
    delta = {"content": content} if content is not None else {}
    choice = {"index": 0, "delta": delta, "finish_reason": None}
    return {"id": "c-1", "object": "chat.completion.chunk", "model": "m", "choices": [choice]} | more


END = {"id": "c-1", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
USAGE = {"id": "c-1", "choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}}
WHOLE = [chunk("A-"), chunk("v\u00e9"), END, USAGE]


def events(*chunks: dict[str, Any], done: bool = True) -> bytes:
    data = [json.dumps(each, ensure_ascii=False).encode() for each in chunks] + [b"[DONE]"] * done
    return b"".join(b"data: " + each + b"\n\n" for each in data)


def answer_in(*pieces: bytes, wait: float = 0.0, cut: bool = False) -> Callable[[Handler], None]:
    """A chunked event stream in these pieces; ``cut``: the connection ends without the last chunk."""

    def route(handler: Handler) -> None:
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            handler.wfile.flush()
            time.sleep(wait)
        if not cut:
            handler.wfile.write(b"0\r\n\r\n")

    return route


# --- the form of the stream


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_however_they_are_cut(end: bytes, size: int) -> None:
    text = (
        b'\xef\xbb\xbf: a comment|event: x|data: {"a": "\xc3\xa9"}||data:one|data: two|id: 5||retry: 3||data|'
    )
    stream = text.replace(b"|", end)
    parser = Events()
    found = [each for at in range(0, len(stream), size) for each in parser.feed(stream[at : at + size])]
    assert found == [b'{"a": "\xc3\xa9"}', b"one\ntwo"]


def test_an_event_without_an_empty_line_after_it_counts_at_the_end() -> None:
    for stream in (b"data: x", b"data: x\n", b"data: x\r", b"data: x\r\n"):
        parser = Events()
        assert parser.feed(stream) == []
        assert parser.close() == [b"x"]
        assert parser.close() == []


def test_a_secret_is_withheld_wherever_it_is_cut() -> None:
    text = b"it is sk-secret-sk-secret, so s sk-secr"
    for size in range(1, len(text)):
        keeper = Withholding([b"sk-secret"], lambda data: data.replace(b"sk-secret", b"***"))
        shown = [keeper.feed(text[at : at + size]) for at in range(0, len(text), size)] + [keeper.rest()]
        assert b"".join(shown) == b"it is ***-***, so s sk-secr"


def test_chunks_are_put_together_to_what_would_have_come_at_once() -> None:
    assembly = Assembly()
    assert [assembly.add(json.dumps(each).encode()) for each in WHOLE] == ["A-", "v\u00e9", "", ""]
    assert assembly.complete
    assert assembly.response() == {
        "id": "c-1",
        "object": "chat.completion",
        "model": "m",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "A-v\u00e9"},
                "finish_reason": "stop",
            }
        ],
        "usage": USAGE["usage"],
    }


def test_calls_of_tools_are_put_together() -> None:
    def call(index: int, **parts: Any) -> bytes:
        delta = {"tool_calls": [{"index": index, **parts}]}
        return json.dumps({"choices": [{"index": 0, "delta": delta}]}).encode()

    assembly = Assembly()
    for data in (
        call(0, id="a", type="function", function={"name": "transpose", "arguments": ""}),
        call(0, function={"arguments": '{"steps"'}),
        call(1, id="b", type="function", function={"name": "stop", "arguments": "{}"}),
        call(0, function={"arguments": ": 2}"}),
    ):
        assert assembly.add(data) == ""
    assert assembly.response()["choices"][0]["message"]["tool_calls"] == [
        {"id": "a", "type": "function", "function": {"name": "transpose", "arguments": '{"steps": 2}'}},
        {"id": "b", "type": "function", "function": {"name": "stop", "arguments": "{}"}},
    ]


@pytest.mark.parametrize("data", [b"nonsense", b"null", b"[1]", b'{"choices": [', b"[" * 100_000])
def test_a_chunk_that_is_no_json_object_breaks_the_reply(data: bytes) -> None:
    assembly = Assembly()
    assembly.add(data)
    assert assembly.broken


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"{}",
        b'{"choices": 5}',
        b'{"choices": [5, null, {"index": "x"}]}',
        b'{"choices": [{"delta": 5}]}',
        b'{"choices": [{"delta": {"content": 5, "tool_calls": 7}}]}',
        b'{"choices": [{"delta": {"content": "x", "tool_calls": [5, {"index": true, "function": 1}]}}]}',
        b'{"usage": []}',
    ],
)
def test_chunks_that_nobody_expects_break_nothing(data: bytes) -> None:
    assembly = Assembly()
    assembly.add(data)
    assembly.add(b'{"choices": [{"index": 0, "delta": {"content": "y"}}]}')
    assembly.add(b"[DONE]")
    assert assembly.complete
    assert not assembly.broken
    json.dumps(assembly.response())


# --- over the network, from Lua and from Python


def ask_lua(script: Script) -> tuple[bool, Any, list[str]]:
    success, content, pieces = script.run(
        "local pieces = {} local ok, r = require('openai').create_completion('m', 'p', nil, 5,"
        " {stream = function(piece) pieces[#pieces + 1] = piece end})"
        " return ok, ok and r.choices[1].message.content or r, pieces"
    )
    return success, content.decode(), [piece.decode() for piece in pieces] if pieces else []


def ask_python(script: Script) -> tuple[bool, Any, list[str]]:
    pieces: list[str] = []
    success, answer = script.client.create_completion("m", "p", None, 5, {"stream": pieces.append})
    return success, answer["choices"][0]["message"]["content"] if success else answer, pieces


def ask_lua_function(script: Script) -> tuple[bool, Any, list[str]]:
    script.run(
        "pieces = {} session = require('openai').create_completion('m', 'p', nil, function(ok, r)"
        " success, answer = ok, ok and r.choices[1].message.content or r end,"
        " {stream = function(piece) assert(success == nil) pieces[#pieces + 1] = piece end})"
    )
    script.wait()
    assert script.errors == []
    success, answer, pieces = script.run("return success, answer, pieces")
    return success, answer.decode(), [piece.decode() for piece in pieces] if pieces else []


def ask_python_function(script: Script) -> tuple[bool, Any, list[str]]:
    pieces: list[str] = []
    outcome: list[tuple[bool, Any]] = []
    script.client.create_completion(
        "m", "p", None, lambda ok, r: outcome.append((ok, r)), {"stream": pieces.append}
    )
    script.wait()
    ((success, answer),) = outcome
    return success, answer["choices"][0]["message"]["content"] if success else answer, pieces


Ask = Callable[[Script], tuple[bool, Any, list[str]]]


@pytest.fixture(
    params=[ask_lua, ask_python, ask_lua_function, ask_python_function],
    ids=["lua-number", "python-number", "lua-function", "python-function"],
)
def ask(request: pytest.FixtureRequest) -> Ask:
    found: Ask = request.param
    return found


def test_the_text_comes_in_pieces_and_then_whole(script: MakeScript, https_server: Server, ask: Ask) -> None:
    stream = events(*WHOLE)
    middle = stream.index("\u00e9".encode()) + 1  # within a character
    https_server.routes[URL] = answer_in(stream[:10], stream[10:middle], stream[middle:], wait=0.01)
    made = script()
    assert ask(made) == (True, "A-v\u00e9", ["A-", "v\u00e9"])
    sent = json.loads(https_server.seen[0].body)
    assert (sent["stream"], sent["stream_options"]) == (True, {"include_usage": True})
    assert made.client.usage.total_tokens == 5


def test_pieces_come_before_the_reply_ends(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = answer_in(
        *[events(chunk(str(n)), done=False) for n in range(3)], events(END), wait=0.05
    )
    times: list[float] = []
    script().client.create_completion(
        "m", "p", None, 5, {"stream": lambda piece: times.append(time.monotonic())}
    )
    ended = time.monotonic()
    assert len(times) == 3
    assert ended - times[0] > 0.1


def test_pieces_come_without_chunks_too(script: MakeScript, https_server: Server, ask: Ask) -> None:
    def until_closed(handler: Handler) -> None:
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(events(*WHOLE))

    https_server.routes[URL] = until_closed
    assert ask(script()) == (True, "A-v\u00e9", ["A-", "v\u00e9"])


def test_a_server_that_does_not_stream_gives_one_piece(
    script: MakeScript, https_server: Server, ask: Ask
) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    text = COMPLETION["choices"][0]["message"]["content"]  # type: ignore[index]
    assert ask(script()) == (True, text, [text])


@pytest.mark.parametrize(
    ("route", "message", "pieces"),
    [
        (
            answer_in(events(chunk("A-"), done=False), cut=True),
            "api.openai.com closed the connection before its reply was complete",
            ["A-"],
        ),
        (
            answer_in(events(chunk("A-"), done=False)),
            "api.openai.com ended its reply before it was complete",
            ["A-"],
        ),
        (
            answer_in(events(chunk("A-"), {"error": {"message": "overloaded"}}, done=False)),
            "overloaded",
            ["A-"],
        ),
        (
            answer_in(events(chunk("A-"), done=False), b"data: {broken\n\n", events(*WHOLE)),
            "api.openai.com sent a piece of its reply that is broken",
            ["A-"],
        ),
        (answer_in(b""), "api.openai.com answered with something that is not a JSON object", []),
    ],
    ids=["cut-off", "no-end", "error", "broken", "empty"],
)
def test_a_stream_that_breaks_is_a_failure(
    script: MakeScript, https_server: Server, ask: Ask, route: Any, message: str, pieces: list[str]
) -> None:
    https_server.routes[URL] = route
    assert ask(script()) == (False, message, pieces)


def test_an_error_reply_is_no_stream(script: MakeScript, https_server: Server, ask: Ask) -> None:
    https_server.routes[URL] = https_server.routes["/401"]
    assert ask(script()) == (False, "Incorrect API key provided.", [])


def test_a_stream_that_takes_too_long_times_out(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = answer_in(*[events(chunk("x"), done=False)] * 50, wait=0.02)
    pieces: list[str] = []
    answer = script().client.create_completion("m", "p", None, 0.2, {"stream": pieces.append})
    assert answer == (False, "Request timed out.")
    assert 0 < len(pieces) < 50


def test_a_key_that_a_server_repeats_in_pieces_does_not_reach_the_script(
    script: MakeScript, https_server: Server
) -> None:
    https_server.routes[URL] = answer_in(events(chunk("it is " + KEY[:9]), chunk(KEY[9:] + "!"), END))
    made = script()
    success, content, pieces = ask_lua(made)
    assert success
    assert made.vault.placeholder is not None
    assert content == "".join(pieces) == f"it is {made.vault.placeholder.decode()}!"


def test_an_error_in_the_function_ends_the_request(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = answer_in(*[events(chunk("x"), done=False)] * 200, wait=0.02)
    started = time.monotonic()
    with pytest.raises(PluginError, match=r"script\.lua:2: mine"):
        script().run(
            "local r = require('openai').create_completion('m', 'p', 0, 5, {stream = function()\nerror('mine') end})"
        )
    with pytest.raises(ZeroDivisionError):
        script().client.create_completion("m", "p", 0, 5, {"stream": lambda piece: 1 // 0})
    made = script()
    made.run(
        "session = require('openai').create_completion('m', 'p', 0, function() called = true end,"
        " {stream = function()\nerror('mine') end})"
    )
    made.wait()
    assert made.errors == [("script.lua:2: mine", True)]
    assert made.run("return called") == [None]
    assert time.monotonic() - started < 2


def test_stream_must_be_a_function(script: MakeScript) -> None:
    with pytest.raises(PluginError, match=r"script\.lua:1: param 5 \(options\): stream expected function"):
        script().run("local r = require('openai').create_completion('m', 'p', 0, 5, {stream = true})")
    with pytest.raises(ScriptError, match="stream must be a function"):
        script().client.create_completion("m", "p", 0, 5, {"stream": True})
