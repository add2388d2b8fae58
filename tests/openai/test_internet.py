"""``luaosutils.internet`` as a script sees it."""

from __future__ import annotations

import pytest

from postlude.errors import PluginError
from postlude.https.session import Network
from tests.https.server import Server
from tests.openai.conftest import MakeScript
from tests.openai.scripts import KEY

GATED = [
    ("get_sync", "'https://example.com/ok', 5"),
    ("post_sync", "'https://example.com/ok', 'data', 5"),
    ("download_url_sync", "'https://example.com/ok', 5"),
    ("get", "'https://example.com/ok', print"),
    ("post", "'https://example.com/ok', 'data', print"),
    ("download_url", "'https://example.com/ok', print"),
    ("cancel_session", "nil"),
    ("report_errors", "nil, true"),
]


@pytest.mark.parametrize(("name", "arguments"), GATED)
def test_without_the_flag_the_call_fails_in_rgp_luas_words(
    script: MakeScript, https_server: Server, name: str, arguments: str
) -> None:
    made = script(https=False)
    made.run("internet = require('luaosutils').internet")
    with pytest.raises(PluginError) as failure:
        made.run(f"\n\ninternet.{name}({arguments})")
    assert failure.value.message.startswith(
        "script.lua:3: the current permissions environment does not allow this function to run: "
        "ExecuteHttpsCalls"
    )
    assert f"luaosutils.internet.{name}" in failure.value.message
    assert failure.value.exit_status == 4
    assert made.refused == ["ExecuteHttpsCalls"]
    assert https_server.seen == []


def test_what_only_looks_at_text_needs_no_flag(script: MakeScript) -> None:
    made = script(https=False)
    assert made.internet("server_name('https://mysite.com/x')") == [b"mysite.com"]
    assert made.internet("url_escape('my string with spaces')") == [b"my%20string%20with%20spaces"]
    assert script(https=False, platform="windows").internet("url_escape('a/b?')") == [b"a%2Fb%3F"]


@pytest.mark.parametrize("name", ["get_sync", "download_url_sync"])
def test_get_gives_the_bytes(script: MakeScript, name: str) -> None:
    made = script()
    assert made.internet(f"{name}('https://example.com/binary', 5)") == [True, bytes(range(256))]
    assert made.asked == []
    assert made.permissions.ledger.as_json()["used"] == ["ExecuteHttpsCalls"]


def test_post_sends_the_bytes_and_the_headers(script: MakeScript, https_server: Server) -> None:
    made = script()
    (success, _) = made.internet(
        "post_sync('https://example.com/echo', 'a\\0b\\xff', 5.5,"
        "{['X-Name'] = 'Beyonc\\xe9', ['X-Number'] = 7})"
    )
    assert success is True
    seen = https_server.seen[0]
    assert seen.body == b"a\0b\xff"
    assert seen.headers["X-Name"] == "Beyonc\u00e9"
    assert seen.headers["X-Number"] == "7"
    assert seen.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert made.asked == [("example.com", 443)]


def test_post_takes_the_content_type_of_the_script(script: MakeScript, https_server: Server) -> None:
    script().internet(
        "post_sync('https://example.com/echo', '{}', 5, {['content-type'] = 'application/json'})"
    )
    assert https_server.seen[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "mac", "windows"),
    [
        ("missing", b"not found", b"Not Found"),
        ("401", b"unauthorized", b"Unauthorized"),
        ("429", b"too many requests", b"Too Many Requests"),
        ("500", b"internal server error", b"Internal Server Error"),
    ],
)
def test_another_status_than_200_gives_false_and_its_text(
    script: MakeScript, path: str, mac: bytes, windows: bytes
) -> None:
    call = f"get_sync('https://example.com/{path}', 5)"
    assert script().internet(call) == [False, mac]
    assert script(platform="windows").internet(call) == [False, windows]


def test_a_status_without_a_text_of_its_own(script: MakeScript, https_server: Server) -> None:
    https_server.route("/odd", 499)
    assert script().internet("get_sync('https://example.com/odd', 5)") == [False, b"client error"]
    windows = script(platform="windows").internet("get_sync('https://example.com/odd', 5)")
    assert windows == [False, b"Request returned status 499."]


def test_201_is_no_success_in_rgp_lua(script: MakeScript, https_server: Server) -> None:
    https_server.route("/created", 201, b"made")
    assert script().internet("post_sync('https://example.com/created', '', 5)") == [False, b"created"]


def test_a_redirected_post_is_not_followed(script: MakeScript, https_server: Server) -> None:
    assert script().internet("post_sync('https://example.com/redirect-here', 'x', 5)") == [False, b"found"]
    assert len(https_server.seen) == 1


@pytest.mark.parametrize("timeout", ["0.05", "0", "-1", "0/0"])
def test_a_timeout_in_rgp_luas_words(script: MakeScript, timeout: str) -> None:
    answer = script().internet(f"get_sync('https://example.com/silent', {timeout})")
    assert answer == [False, b"Request timed out."]


def test_failures_give_false_and_a_line(script: MakeScript) -> None:
    made = script()
    for url, words in {
        "https://example.com/cut-off": b"closed the connection",
        "https://wrong-name.example.com/ok": b"certificate",
        "https://127.0.0.1:1/": b"could not connect",
        "http://example.com/ok": b"HTTPS is required",
        "https://example.com/a b": b"unsupported URL",
        "": b"unsupported URL",
    }.items():
        success, message = made.internet(f"get_sync('{url}', 5)")
        assert success is False
        assert words in message
        assert b"\n" not in message
    assert made.refused == []


def test_a_space_in_a_url_is_encoded_on_windows(script: MakeScript, https_server: Server) -> None:
    script(platform="windows").internet("get_sync('https://example.com/test space.txt', 5)")
    assert https_server.seen[0].path == "/test%20space.txt"


def test_a_post_that_is_not_approved(script: MakeScript, https_server: Server) -> None:
    made = script(approve=False)
    assert made.internet("post_sync('https://example.com/echo', 'x', 5)") == [
        False,
        b"POST to example.com: not approved (--allow-post example.com:443 approves it)",
    ]
    assert made.refused == ["post"]
    assert https_server.seen == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("get_sync()", "param 1 expected string, got no value"),
        ("get_sync(nil, 5)", "param 1 expected string, got nil"),
        ("get_sync(5, 5)", "param 1 expected string, got number"),
        ("get_sync('https://example.com')", "param 2 expected number, got no value"),
        ("get_sync('https://example.com', '5')", "param 2 expected number, got string"),
        ("get_sync('https://example.com', true)", "param 2 expected number, got boolean"),
        ("get_sync('https://example.com', 5, 'x')", "param 3 expected table, got string"),
        ("get_sync('https://example.com', 5, {'x'})", "param 3 expected a table of strings by name"),
        ("get_sync('https://example.com', 5, {x = {}})", "param 3 expected a table of strings by name"),
        ("get_sync('https://example.com', 5, {x = true})", "param 3 expected a table of strings by name"),
        ("post_sync('https://example.com', {}, 5)", "param 2 expected string, got table"),
        ("post_sync('https://example.com', 'x', print)", "param 3 expected number, got function"),
        ("post_sync('https://example.com', 'x', 5, 6)", "param 4 expected table, got number"),
        ("get('https://example.com')", "param 2 expected function, got no value"),
        ("get('https://example.com', 5)", "param 2 expected function, got number"),
        ("get('https://example.com', print, 'x')", "param 3 expected table, got string"),
        ("download_url({}, print)", "param 1 expected string, got table"),
        ("post('https://example.com', print)", "param 2 expected string, got function"),
        ("post('https://example.com', 'x', 5)", "param 3 expected function, got number"),
        ("server_name({})", "param 1 expected string, got table"),
        ("url_escape()", "param 1 expected string, got no value"),
        ("launch_website(false)", "param 1 expected string, got boolean"),
        ("cancel_session('x')", "param 1 expected luaosutils_callback_session, got string"),
        ("cancel_session(io.stdout)", "param 1 expected luaosutils_callback_session, got userdata"),
        ("report_errors({}, true)", "param 1 expected luaosutils_callback_session, got table"),
        ("report_errors(nil)", "param 2 expected boolean, got no value"),
    ],
)
def test_wrong_arguments(script: MakeScript, call: str, message: str) -> None:
    with pytest.raises(PluginError, match=f"^script.lua:1: {message}$"):
        script().internet(call)


def test_a_website_is_recorded_and_opened_only_with_consent(script: MakeScript) -> None:
    made = script(https=False)
    assert made.internet("launch_website('https://mysite.com')") == []
    assert (made.launched, made.browsed) == (["https://mysite.com"], [])
    willing = script(https=False, consent=True)
    for url in ("https://mysite.com", "file:///etc/passwd", "x; rm -rf ~", "https://mysite.com\\n"):
        willing.internet(f"launch_website('{url}')")
    assert len(willing.launched) == 4
    assert willing.browsed == ["https://mysite.com"]


def test_a_website_does_not_get_the_key(script: MakeScript) -> None:
    made = script(consent=True)
    with pytest.raises(PluginError, match="may not be sent in a URL"):
        made.internet("launch_website('https://example.com/?k=' .. openai_api_key)")
    assert (made.launched, made.browsed, made.refused) == ([], [], ["key"])


def test_the_key_replaces_its_placeholder_on_the_way(script: MakeScript, https_server: Server) -> None:
    made = script()
    made.internet("get_sync('https://api.openai.com/echo', 5, {Authorization = 'Bearer ' .. openai_api_key})")
    assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"
    assert made.run("return openai_api_key") != [KEY.encode()]


def test_the_key_in_a_url_ends_the_script_as_a_refusal(script: MakeScript, https_server: Server) -> None:
    made = script()
    with pytest.raises(PluginError, match="openai_api_key may not be sent in a URL") as failure:
        made.internet("get_sync('https://example.com/' .. openai_api_key, 5)")
    assert failure.value.exit_status == 4
    assert made.refused == ["key"]
    assert https_server.seen == []


def test_a_script_without_the_flag_can_use_the_key_for_nothing(
    script: MakeScript, https_server: Server, network: Network
) -> None:
    with pytest.raises(PluginError, match="ExecuteHttpsCalls"):
        script(https=False).internet(
            "get_sync('https://api.openai.com/echo', 5, {Authorization = openai_api_key})"
        )
    assert (https_server.seen, network.attempts) == ([], [])
