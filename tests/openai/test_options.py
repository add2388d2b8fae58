"""What goes beyond the original library: options that are passed through, usage, advice for the user."""

from __future__ import annotations

import json
from typing import Any

import pytest

from postlude.errors import PluginError, ScriptError
from postlude.openai.usage import Usage
from tests.https.server import COMPLETION, Server
from tests.openai.conftest import MakeScript
from tests.openai.test_client import URL, Ask, ask

__all__ = ["ask"]

TOOL = {
    "type": "function",
    "function": {
        "name": "transpose",
        "parameters": {"type": "object", "properties": {"steps": {"type": "integer"}}},
    },
}
CALLED = COMPLETION | {
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {
                        "id": "a",
                        "type": "function",
                        "function": {"name": "transpose", "arguments": '{"steps": 2}'},
                    }
                ],
            },
            "finish_reason": "tool_calls",
        }
    ]
}


def test_tools_and_structured_answers_are_passed_through_and_back(
    script: MakeScript, https_server: Server
) -> None:
    https_server.route(URL, 200, json.dumps(CALLED).encode())
    options: dict[str, Any] = {
        "tools": [TOOL],
        "tool_choice": "auto",
        "response_format": {"type": "json_object"},
        "seed": 7,
        "max_tokens": 20,
    }
    success, response = script().client.create_completion("m", "p", 0, 5, options)
    assert (success, response) == (True, CALLED)
    (steps,) = script().run(
        "local properties = {steps = {type = 'integer'}}"
        " local tool = {type = 'function', ['function'] = {name = 'transpose',"
        " parameters = {type = 'object', properties = properties}}}"
        " local ok, r = require('openai').create_completion('m', 'p', 0, 5, {tools = {tool},"
        " tool_choice = 'auto', response_format = {type = 'json_object'}, seed = 7, max_tokens = 20})"
        " local call = r.choices[1].message.tool_calls[1]['function']"
        " return require('cjson').decode(call.arguments).steps"
    )
    assert steps == 2
    for seen in https_server.seen:
        assert (
            json.loads(seen.body)
            == {
                "model": "m",
                "messages": [{"role": "user", "content": "p"}],
                "temperature": 0,
            }
            | options
        )


def test_a_call_of_a_tool_can_be_sent_back(script: MakeScript, https_server: Server) -> None:
    https_server.route(URL, 200, json.dumps(CALLED).encode())
    made = script()
    made.run(
        "local openai, messages = require('openai'), {{role = 'user', content = 'p'}}"
        " local ok, r = openai.create_chat('m', messages, 0, 5)"
        " local said = r.choices[1].message messages[2] = said"
        " messages[3] = {role = 'tool', tool_call_id = said.tool_calls[1].id, content = 'done'}"
        " local ok, r = openai.create_chat('m', messages, 0, 5)"
    )
    assert json.loads(https_server.seen[1].body)["messages"] == [
        {"role": "user", "content": "p"},
        CALLED["choices"][0]["message"],  # type: ignore[index]
        {"role": "tool", "tool_call_id": "a", "content": "done"},
    ]


def test_options_do_not_replace_arguments(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    made = script()
    made.client.create_completion("m", "p", 0.5, 5, {"temperature": 1})
    made.run("local r = require('openai').create_completion('m', 'p', 0.5, 5, {temperature = 1})")
    made.client.create_completion("m", "p", None, 5, {"temperature": 1})
    made.run("local r = require('openai').create_completion('m', 'p', nil, 5, {temperature = 1})")
    assert [json.loads(seen.body)["temperature"] for seen in https_server.seen] == [0.5, 0.5, 1, 1]
    for name in ("model", "messages"):
        with pytest.raises(ScriptError, match=f"{name} is an argument of its own"):
            made.client.create_completion("m", "p", 0, 5, {name: "x"})
        with pytest.raises(PluginError, match=rf"^script\.lua:1: param 5 \(options\): {name} is an argument"):
            made.run(f"local r = require('openai').create_completion('m', 'p', 0, 5, {{{name} = 'x'}})")


@pytest.mark.parametrize("options", ["5", "'x'", "true", "print"])
def test_options_must_be_a_table(script: MakeScript, options: str) -> None:
    with pytest.raises(PluginError, match=r"^script\.lua:1: param 5 \(options\) expected table"):
        script().run(f"local r = require('openai').create_completion('m', 'p', 0, 5, {options})")


@pytest.mark.parametrize("options", [5, "x", [1]])
def test_options_must_be_a_mapping_in_python(script: MakeScript, options: Any) -> None:
    with pytest.raises(ScriptError, match="options must be a dict"):
        script().client.create_completion("m", "p", 0, 5, options)


@pytest.mark.parametrize("timeout", [-1, "5", True, float("nan")])
def test_a_timeout_that_makes_no_sense(script: MakeScript, timeout: Any) -> None:
    with pytest.raises(ScriptError, match="timeout must be a number of seconds"):
        script().client.create_completion("m", "p", 0, print, {"timeout": timeout})


def test_a_call_with_a_function_may_have_a_timeout(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/drip"]
    made = script()
    made.run(
        "session = require('openai').create_completion('m', 'p', 0, function(...) heard = {...} end,"
        " {timeout = 0.05})"
    )
    made.wait(2)
    assert made.run("return heard[1], heard[2]") == [False, b"Request timed out."]


def test_a_lua_call_with_a_function_gives_its_session_alone(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    made = script()
    assert made.run("return select('#', require('openai').create_completion('m', 'p', 0, print))") == [1]


def test_a_session_of_openai_can_be_cancelled(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/drip"]
    made = script()
    made.run("session = require('openai').create_completion('m', 'p', 0, function() called = true end)")
    made.internet("cancel_session(session)")
    made.wait(1)
    assert made.run("return called") == [None]


# --- usage


def test_usage_is_counted_over_a_run(script: MakeScript, https_server: Server, ask: Ask) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    made = script()
    ask(made)
    ask(made)
    https_server.routes[URL] = https_server.routes["/401"]
    ask(made)
    assert vars(made.client.usage) == {
        "requests": 3, "prompt_tokens": 14, "completion_tokens": 12, "total_tokens": 26
    }  # fmt: skip


@pytest.mark.parametrize(
    "used",
    [None, 5, [], {"total_tokens": "5"}, {"total_tokens": -1}, {"total_tokens": True}, {"total_tokens": 1e3}],
)
def test_usage_that_nobody_expects_counts_nothing(used: Any) -> None:
    usage = Usage()
    usage.add({"usage": used})
    usage.add(None)
    assert usage.total_tokens == 0


# --- advice


def error(message: str | None, code: str | None = None) -> bytes:
    return json.dumps({"error": {"message": message, "code": code}}).encode()


@pytest.mark.parametrize(
    ("status", "body", "message", "advice"),
    [
        (
            401,
            error("Incorrect API key."),
            "Incorrect API key.",
            "does not accept the key: check openai_api_key",
        ),
        (401, b"", None, "does not accept the key: check openai_api_key"),
        (403, b"", None, "does not accept the key"),
        (429, error("Slow down."), "Slow down.", "set openai_max_retries = 2 in a prefix"),
        (429, b"", None, "set openai_max_retries = 2 in a prefix"),
        (429, error("No money.", "insufficient_quota"), "No money.", "has no credit left"),
        (404, error("No gpt-9.", "model_not_found"), "No gpt-9.", "check the name of the model"),
        (404, b"", "api.openai.com: 404 Not Found", "check openai_base_url"),
    ],
)
def test_the_user_is_told_what_to_do(
    script: MakeScript,
    https_server: Server,
    ask: Ask,
    status: int,
    body: bytes,
    message: str | None,
    advice: str,
) -> None:
    https_server.route(URL, status, body)
    made = script()
    success, said = ask(made)
    assert success is False
    if message is None:
        # Where the server says nothing the script is told as well.
        assert said.startswith(f"api.openai.com: {status} ")
        assert advice in said
    else:
        assert said == message
    ask(made)
    (note,) = made.callbacks.notes
    assert note.startswith("openai: ")
    assert advice in note


def test_without_a_network_the_message_says_what_to_check(script: MakeScript, ask: Ask) -> None:
    made = script(base_url="https://127.0.0.1:1")
    success, message = ask(made)
    assert success is False
    assert message == (
        "could not connect to 127.0.0.1:1: check the connection to the network, and openai_base_url if a prefix "
        "sets it"
    )
