"""``create_completion`` and ``create_chat``: success, and every way in which a server can fail.

None of them raises; each is tried from Lua and from Python.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

from postlude.errors import PluginError, RefusedError, ScriptError
from tests.conftest import sources_path
from tests.https.server import COMPLETION, Server
from tests.openai.conftest import MakeScript
from tests.openai.scripts import KEY, Script

URL = "/v1/chat/completions"
ASK = "local ok, r = openai.create_completion('gpt-4o', 'Ave Maria', 0.2, 5) return ok, r"
Ask = Callable[[Script], tuple[bool, Any]]


def ask_lua(script: Script) -> tuple[bool, Any]:
    success, response = script.run(f"local openai = require('openai') {ASK}")
    return success, response.decode() if isinstance(response, bytes) else response


def ask_python(script: Script) -> tuple[bool, Any]:
    return script.client.create_completion("gpt-4o", "Ave Maria", 0.2, 5)


def ask_lua_function(script: Script) -> tuple[bool, Any]:
    """With a function: at once a session and nothing heard, and the same two values later."""
    script.run(
        "openai = require('openai') called = 0"
        " session = openai.create_completion('gpt-4o', 'Ave Maria', 0.2, function(...)"
        " called, success, response = called + 1, ... end)"
        " assert(type(session) == 'userdata' and called == 0)"
    )
    script.wait()
    assert script.errors == []
    called, success, response = script.run("return called, success, response")
    assert called == 1
    return success, response.decode() if isinstance(response, bytes) else response


def ask_python_function(script: Script) -> tuple[bool, Any]:
    heard: list[tuple[bool, Any]] = []
    session = script.client.create_completion(
        "gpt-4o", "Ave Maria", 0.2, lambda *answer: heard.append(answer)
    )
    assert heard == []
    assert not session.done
    script.wait()
    assert session.done
    (answer,) = heard
    return answer


@pytest.fixture(
    params=[ask_lua, ask_python, ask_lua_function, ask_python_function],
    ids=["lua-number", "python-number", "lua-function", "python-function"],
)
def ask(request: pytest.FixtureRequest) -> Ask:
    result: Ask = request.param
    return result


def test_success_gives_the_decoded_object(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    assert ask_python(script()) == (True, COMPLETION)
    success, text, null = script().run(
        "local openai = require 'openai' local _, r = openai.create_completion('m', 'p', 0, 5)"
        "return _, r.choices[1].message.content, r.system_fingerprint == require('cjson').null"
    )
    assert (success, text, null) == (True, b"A-ve Ma-ri-a", True)


def test_what_is_sent(script: MakeScript, https_server: Server, ask: Ask) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    made = script()
    ask(made)
    seen = https_server.seen[0]
    assert (seen.method, seen.path, seen.headers["Host"]) == ("POST", URL, "api.openai.com")
    assert seen.headers["Authorization"] == f"Bearer {KEY}"
    assert seen.headers["Content-Type"] == "application/json"
    assert json.loads(seen.body) == {
        "model": "gpt-4o",
        "messages": [{"role": "user", "content": "Ave Maria"}],
        "temperature": 0.2,
    }
    assert made.asked == [("api.openai.com", 443)]


def test_messages_are_sent_whole(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    script().run(
        "require('openai').create_chat('m', {"
        "{role = 'system', content = 'S\\xc3\\xa4tze'},"
        "{role = 'user', content = {{type = 'text', text = 'x'}}, name = 'me', more = {deep = {1, 2}}}})"
    )
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": "S\u00e4tze"},
        {"role": "user", "content": [{"type": "text", "text": "x"}], "name": "me", "more": {"deep": [1, 2]}},
    ]
    script().client.create_chat("m", tuple(MappingProxyType(message) for message in messages))
    for seen in https_server.seen:
        assert json.loads(seen.body) == {"model": "m", "messages": messages}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/401", "Incorrect API key provided."),
        ("/429", "Rate limit reached."),
        ("/500", "api.openai.com: 500 Internal Server Error"),
        ("/missing", "api.openai.com: 404 Not Found"),
        ("/not-json", "api.openai.com answered with something that is not a JSON object"),
        ("/cut-off", "api.openai.com closed the connection before its reply was complete"),
        ("/cut-off-chunked", "api.openai.com closed the connection before its reply was complete"),
        ("/closed", "api.openai.com closed the connection before its reply was complete"),
        ("/redirect-here", "api.openai.com redirects elsewhere (status 302), which is not followed"),
        ("/redirect-elsewhere", "api.openai.com redirects elsewhere (status 307), which is not followed"),
    ],
)
def test_no_failure_of_the_server_raises(
    script: MakeScript, https_server: Server, ask: Ask, path: str, message: str
) -> None:
    https_server.routes[URL] = https_server.routes.get(path) or (lambda handler: handler.answer(404, b"no"))
    assert ask(script()) == (False, message)
    assert len(https_server.seen) == 1


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (400, b'{"error": "model not found"}', "model not found"),
        (400, b'{"message": "too long"}', "too long"),
        (422, b'{"detail": "bad field"}', "bad field"),
        (400, b'{"error": {"message": 5}}', "api.openai.com: 400 Bad Request"),
        (400, b'{"error": {"message": ""}}', "api.openai.com: 400 Bad Request"),
        (400, b'{"error": null}', "api.openai.com: 400 Bad Request"),
        (400, b"[1, 2]", "api.openai.com: 400 Bad Request"),
        (400, b"", "api.openai.com: 400 Bad Request"),
        (400, b"\xff\xfe", "api.openai.com: 400 Bad Request"),
        (400, b"[" * 100_000, "api.openai.com: 400 Bad Request"),
        (200, b"", "api.openai.com answered with something that is not a JSON object"),
        (200, b"null", "api.openai.com answered with something that is not a JSON object"),
        (200, b'"text"', "api.openai.com answered with something that is not a JSON object"),
        (200, b"[1]", "api.openai.com answered with something that is not a JSON object"),
        (200, b'{"a": ' + b"[" * 100_000, "api.openai.com answered with something that is not a JSON object"),
        (204, b"", "api.openai.com: 204 No Content"),
    ],
)
def test_bodies_that_nobody_expects(
    script: MakeScript, https_server: Server, ask: Ask, status: int, body: bytes, message: str
) -> None:
    https_server.route(URL, status, body)
    assert ask(script()) == (False, message)


def test_an_answer_too_deep_for_cjson_does_not_raise(script: MakeScript, https_server: Server) -> None:
    # Python's parser takes this one, lua-cjson stops at 1,000 levels.
    https_server.route(URL, 200, b'{"a": ' + b"[" * 1500 + b"]" * 1500 + b"}")
    success, message = ask_lua(script())
    assert success is False
    assert "not a JSON object" in message


@pytest.mark.parametrize("timeout", ["0.05", "0", "-1", "0/0"])
def test_a_timeout(script: MakeScript, https_server: Server, timeout: str) -> None:
    https_server.routes[URL] = https_server.routes["/drip"]
    answer = script().run(
        f"local a, b = require('openai').create_completion('m', 'p', 0, {timeout}) return a, b"
    )
    assert answer == [False, b"Request timed out."]


def test_a_bad_certificate(script: MakeScript, ask: Ask) -> None:
    success, message = ask(script(base_url="https://wrong-name.example.com"))
    assert success is False
    assert message.startswith("the certificate of wrong-name.example.com is not valid: Hostname mismatch")


@pytest.mark.parametrize("key", [None, "", " "])
def test_without_a_key_the_answer_says_where_to_put_it(
    script: MakeScript, https_server: Server, ask: Ask, key: str | None
) -> None:
    made = script(key=key)
    success, message = ask(made)
    assert success is False
    assert 'openai_api_key = "..."' in message
    assert "prefix" in message
    assert (https_server.seen, made.asked) == ([], [])


def test_what_the_original_library_sets_for_no_key_is_none(script: MakeScript) -> None:
    made = script(key=None)
    made.run("openai_api_key = 'invalid key'")
    success, message = ask_lua(made)
    assert success is False
    assert message.startswith("there is no OpenAI key")


def test_a_key_that_the_script_has_of_its_own_is_sent(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    made = script(key=None)
    made.run("openai_api_key = 'sk-of-my-own'")
    assert ask_lua(made)[0] is True
    assert https_server.seen[0].headers["Authorization"] == "Bearer sk-of-my-own"


def test_a_post_that_is_not_approved(script: MakeScript, https_server: Server, ask: Ask) -> None:
    made = script(approve=False)
    success, message = ask(made)
    assert success is False
    assert message.startswith("POST to api.openai.com: not approved")
    assert made.refused == ["post"]
    assert https_server.seen == []


def test_a_prompt_with_the_key_is_refused(script: MakeScript, https_server: Server) -> None:
    made = script()
    with pytest.raises(PluginError, match="openai_api_key may not be sent in the body") as failure:
        made.run("local r = require('openai').create_completion('m', 'my key: ' .. openai_api_key, 0, 5)")
    assert failure.value.exit_status == 4
    assert made.vault.placeholder is not None
    with pytest.raises(RefusedError):
        made.client.create_completion("m", made.vault.placeholder.decode())
    assert https_server.seen == []


def test_a_message_that_repeats_the_key_comes_without_it(
    script: MakeScript, https_server: Server, ask: Ask
) -> None:
    https_server.route(URL, 401, json.dumps({"error": {"message": f"wrong key: {KEY}"}}).encode())
    made = script()
    assert made.vault.placeholder is not None
    assert ask(made) == (False, f"wrong key: {made.vault.placeholder.decode()}")


# --- permission, arguments


@pytest.mark.parametrize("name", ["openai", "library.openai"])
def test_require_fails_without_the_flag(script: MakeScript, name: str) -> None:
    made = script(https=False)
    with pytest.raises(PluginError, match=r"script\.lua:2: .*ExecuteHttpsCalls") as failure:
        made.run(f"\nlocal openai = require('{name}')")
    assert failure.value.exit_status == 4
    assert made.refused == ["ExecuteHttpsCalls"]


def test_python_fails_without_the_flag(script: MakeScript) -> None:
    with pytest.raises(RefusedError, match="ExecuteHttpsCalls"):
        ask_python(script(https=False))


@pytest.mark.parametrize("name", ["create_completion", "create_chat"])
@pytest.mark.parametrize(
    ("argument", "found"), [("'5'", "string"), ("{}", "table"), ("true", "boolean"), ("false", "boolean")]
)
def test_any_other_fourth_argument_is_an_error_of_the_caller(
    script: MakeScript, name: str, argument: str, found: str
) -> None:
    with pytest.raises(PluginError) as failure:
        script().run(f"local openai = require('openai')\nopenai.{name}('m', {{}}, 0, {argument})")
    assert failure.value.message == (
        f"script.lua:2: param 4 (callback_or_timeout) expected number or function, got {found}"
    )


@pytest.mark.parametrize("argument", ["5", True, [], object()])
def test_any_other_fourth_argument_is_an_error_in_python(script: MakeScript, argument: Any) -> None:
    client = script().client
    with pytest.raises(ScriptError, match=r"must be a number \(seconds\) or a function"):
        client.create_completion("m", "p", 0, argument)
    with pytest.raises(ScriptError, match=r"must be a number \(seconds\) or a function"):
        client.create_chat("m", [], 0, argument)


@pytest.mark.parametrize("messages", ["'text'", "nil", "5"])
def test_messages_must_be_a_table(script: MakeScript, messages: str) -> None:
    with pytest.raises(PluginError, match=r"^script\.lua:1: param 2 \(messages\) expected table"):
        script().run(f"local r = require('openai').create_chat('m', {messages}, 0, 5)")


def test_what_is_no_json_is_an_error_of_the_caller(script: MakeScript) -> None:
    with pytest.raises(PluginError, match=r"^script\.lua:1: this cannot be sent as JSON"):
        script().run("local r = require('openai').create_chat('m', {{role = print}}, 0, 5)")
    for value in (object(), float("nan"), b"bytes", "\ud800"):
        with pytest.raises(ScriptError, match="cannot be sent as JSON"):
            script().client.create_chat("m", [{"content": value}])


def test_the_timeout_may_be_left_out(script: MakeScript, https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    assert script().run("return (require('openai').create_completion('m', 'p'))") == [True]
    assert script().client.create_completion("m", "p", None, None)[0] is True


# --- where it goes


def test_another_base(script: MakeScript, https_server: Server, ask: Ask) -> None:
    https_server.routes["/api/v1/chat/completions"] = https_server.routes["/completion"]
    assert ask(script(base_url="https://example.com/api"))[0] is True
    assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"


def test_a_local_model_without_tls(script: MakeScript, http_server: Server, ask: Ask) -> None:
    http_server.routes[URL] = http_server.routes["/completion"]
    base = f"http://127.0.0.1:{http_server.port}"
    made = script(base_url=base)
    assert ask(made)[0] is True
    assert http_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"
    assert made.asked == [("127.0.0.1", http_server.port)]
    # For openai alone: a script's own requests stay with HTTPS.
    success, message = made.internet(f"get_sync('{base}/echo', 5, {{Authorization = openai_api_key}})")
    assert (success, message[:18]) == (False, b"HTTPS is required:")


def test_the_key_of_the_environment_does_not_go_to_another_base(
    script: MakeScript, https_server: Server, ask: Ask
) -> None:
    success, message = ask(script(base_url="http://localhost:11434", environ={"OPENAI_API_KEY": KEY}))
    assert success is False
    assert "OPENAI_API_KEY" in message
    assert "localhost:11434" in message
    assert https_server.seen == []


def test_a_base_that_is_not_acceptable(script: MakeScript, ask: Ask) -> None:
    assert ask(script(base_url="http://example.com")) == (
        False,
        "openai_base_url: HTTPS is required: http to example.com is not allowed",
    )


# --- the original library, unmodified


@pytest.fixture
def original(script: MakeScript) -> Callable[..., Script]:
    """Scripts in the folder of finale-lua/lua-scripts, whose own library/openai.lua comes first."""
    folder = sources_path("lua-scripts", "src")
    return lambda **options: script(folder=folder, **options)


def test_the_original_library_comes_first(original: Callable[..., Script]) -> None:
    # It has words of its own for a wrong argument.
    with pytest.raises(PluginError, match="callback_or_timeout parameter must be"):
        original().run("local a = require('library.openai').create_completion('m', 'p', 0, {})")


def test_the_original_library_talks_to_openai(original: Callable[..., Script], https_server: Server) -> None:
    https_server.routes[URL] = https_server.routes["/completion"]
    success, text = original().run(
        f"openai = require('library.openai') local function ask() {ASK} end "
        "local ok, r = ask() return ok, r.choices[1].message.content"
    )
    assert (success, text) == (True, b"A-ve Ma-ri-a")
    assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("path", "message"),
    [("/401", b"unauthorized"), ("/500", b"internal server error"), ("/drip", b"Request timed out.")],
)
def test_the_original_library_gets_the_status_text(
    original: Callable[..., Script], https_server: Server, path: str, message: bytes
) -> None:
    https_server.routes[URL] = https_server.routes[path]
    answer = original().run(
        "local a, b = require('library.openai').create_completion('m', 'p', 0, 0.2) return a, b"
    )
    assert answer == [False, message]


@pytest.mark.parametrize(
    ("path", "heard"), [("/completion", [True, b"A-ve Ma-ri-a"]), ("/401", [False, b"unauthorized"])]
)
def test_the_original_library_with_a_function(
    original: Callable[..., Script], https_server: Server, path: str, heard: list[Any]
) -> None:
    https_server.routes[URL] = https_server.routes[path]
    made = original()
    made.run(
        "openai = require('library.openai') session = openai.create_completion('m', 'p', 0, function(ok, r)"
        " heard = {ok, ok and r.choices[1].message.content or r} end)"
    )
    made.wait()
    assert made.run("return heard") == [heard]


def test_the_original_library_fails_at_its_first_request_without_the_flag(
    original: Callable[..., Script],
) -> None:
    made = original(https=False)
    made.run("openai = require('library.openai')")
    with pytest.raises(PluginError, match="ExecuteHttpsCalls"):
        made.run("local a = openai.create_completion('m', 'p', 0, 5)")
