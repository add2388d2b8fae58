"""The key reaches the host that it is for, in the headers that are for it, and nothing else."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from postlude.errors import RefusedError
from postlude.https.access import Access
from postlude.https.key import KeyVault, placeholder_for
from postlude.https.replies import NetworkFailure
from postlude.https.session import Network
from tests.https.server import Server

KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
OPENAI = "https://api.openai.com/echo"


class Script:
    """An untrusted script: it holds the placeholder, and everything that a script may call."""

    def __init__(self, network: Network, vault: KeyVault) -> None:
        self.refusals: list[tuple[str, str, str]] = []
        self.access = Access(
            network, vault, approve=lambda host, port: True, refused=lambda *what: self.refusals.append(what)
        )
        assert vault.script_value is not None
        self.key = vault.script_value.decode()

    def get(self, url: str, **headers: str) -> bytes:
        return self.send("GET", url, None, **headers)

    def post(self, url: str, body: bytes, **headers: str) -> bytes:
        return self.send("POST", url, body, **headers)

    def send(self, method: str, url: str, body: bytes | None, **headers: str) -> bytes:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.access.request(method, url, named, body, 5.0).body


@pytest.fixture
def script(network: Network) -> Script:
    return Script(network, KeyVault(KEY, environ={}))


@pytest.mark.parametrize("header", ["Authorization", "authorization", "AUTHORIZATION", "api-key", "Api-Key"])
def test_the_key_arrives_where_it_belongs(script: Script, https_server: Server, header: str) -> None:
    script.post(OPENAI, b"{}", **{header: f"Bearer {script.key}"})
    assert https_server.seen[0].headers[header] == f"Bearer {KEY}"
    assert script.refusals == []


def test_a_server_that_repeats_the_key_does_not_hand_it_to_the_script(
    script: Script, https_server: Server
) -> None:
    encoded = base64.b64encode(b"key: " + KEY.encode()) + quote(KEY).replace("-", "%2D").encode()
    https_server.route("/echo", 401, KEY.encode() + encoded)
    answer = script.get(OPENAI, Authorization=script.key)
    assert answer.startswith(script.key.encode())
    assert KEY.encode() not in answer
    assert base64.b64encode(b"key: " + KEY.encode())[8:-4] not in answer
    assert b"%2D" not in answer


Attempt = Callable[[Script, Server], object]

ATTEMPTS: dict[str, Attempt] = {
    "in the path": lambda s, _: s.get(f"https://api.openai.com/{s.key}"),
    "in the query": lambda s, _: s.get(f"https://example.com/echo?k={s.key}"),
    "in the query, percent-encoded": lambda s, _: s.get(
        "https://example.com/echo?k=" + "".join(f"%{ord(c):02x}" for c in s.key)
    ),
    "in the query, encoded twice": lambda s, _: s.get(
        "https://example.com/echo?k=" + "".join(f"%25{ord(c):02X}" for c in s.key)
    ),
    "in the body": lambda s, _: s.post(OPENAI, b"key=" + s.key.encode()),
    "in the body, as JSON escapes": lambda s, _: s.post(
        OPENAI, ('{"k": "' + "".join(f"\\u{ord(c):04x}" for c in s.key) + '"}').encode()
    ),
    "in the body, base64": lambda s, _: s.post(OPENAI, base64.b64encode(s.key.encode())),
    "in the body, base64 shifted by one": lambda s, _: s.post(
        OPENAI, base64.b64encode(b"." + s.key.encode())
    ),
    "in the body, base64 in lines": lambda s, _: s.post(
        OPENAI, base64.encodebytes(b".." * 25 + s.key.encode())
    ),
    "in another header": lambda s, _: s.get(OPENAI, X_Key=s.key),
    "in the user agent": lambda s, _: s.get(OPENAI, User_Agent=s.key),
    "in a cookie": lambda s, _: s.get("https://example.com/echo", Cookie=f"k={s.key}"),
    "in a header's name": lambda s, _: s.get(OPENAI, **{s.key: "x"}),
    "base64 in Authorization": lambda s, _: s.get(
        OPENAI, Authorization="Basic " + base64.b64encode(f":{s.key}".encode()).decode()
    ),
    "plain and base64 in Authorization": lambda s, _: s.get(
        OPENAI, Authorization=s.key + base64.b64encode(s.key.encode()).decode()
    ),
    "to another host": lambda s, _: s.get("https://example.com/echo", Authorization=f"Bearer {s.key}"),
    "to another host as api-key": lambda s, _: s.get("https://example.com/echo", api_key=s.key),
    "to another port": lambda s, v: s.get(f"https://api.openai.com:{v.port}/echo", Authorization=s.key),
    "to a host that begins alike": lambda s, _: s.get(
        "https://api.openai.com.example.com/echo", Authorization=s.key
    ),
    "to a host with a trailing dot": lambda s, _: s.get("https://api.openai.com./echo", Authorization=s.key),
    "to a look-alike": lambda s, _: s.get("https://\u0430pi.openai.com/echo", Authorization=s.key),
}

MALFORMED: dict[str, Attempt] = {
    "userinfo before the host": lambda s, _: s.get(
        "https://api.openai.com@example.com/echo", Authorization=s.key
    ),
    "the key as userinfo": lambda s, _: s.get(f"https://{s.key}@example.com/echo"),
    "a backslash before the host": lambda s, _: s.get(
        "https://example.com\\@api.openai.com/echo", Authorization=s.key
    ),
    "http": lambda s, _: s.get("http://api.openai.com/echo", Authorization=s.key),
    "HTTP in capitals": lambda s, _: s.get("HTTP://api.openai.com/echo", Authorization=s.key),
    "a scheme with a tab": lambda s, _: s.get("ht\ttp://api.openai.com/echo", Authorization=s.key),
    "a space before the scheme": lambda s, _: s.get(" http://api.openai.com/echo", Authorization=s.key),
    "another Host header": lambda s, _: s.get(OPENAI, Authorization=s.key, Host="example.com"),
    "a line break in the header": lambda s, _: s.get(OPENAI, Authorization=f"{s.key}\r\nX-Key: {s.key}"),
    "two Authorization headers": lambda s, _: s.get(OPENAI, Authorization=s.key, authorization="x"),
    "full-width letters": lambda s, _: s.get("https://\uff41pi.openai.com/echo", Authorization=s.key),
    "a line break in the URL": lambda s, _: s.get(
        "https://api.openai.com/echo HTTP/1.1\r\nHost: example.com", Authorization=s.key
    ),
    "a chunked body": lambda s, _: s.post(OPENAI, b"x", Authorization=s.key, Transfer_Encoding="chunked"),
}


@pytest.mark.parametrize("how", ATTEMPTS)
def test_the_key_is_refused(script: Script, https_server: Server, how: str) -> None:
    with pytest.raises(RefusedError, match="openai_api_key"):
        ATTEMPTS[how](script, https_server)
    assert [rule for rule, _, _ in script.refusals] == ["key"]
    assert https_server.seen == []


@pytest.mark.parametrize("how", MALFORMED)
def test_a_malformed_request_is_not_sent(script: Script, https_server: Server, how: str) -> None:
    with pytest.raises(NetworkFailure):
        MALFORMED[how](script, https_server)
    assert https_server.seen == []


def test_no_redirect_takes_the_key_along(script: Script, https_server: Server) -> None:
    script.get("https://api.openai.com/redirect-elsewhere", Authorization=script.key, api_key=script.key)
    first, second = https_server.seen
    assert first.headers["Authorization"] == KEY
    assert second.server_name == "other.example.com"
    assert KEY.encode() not in second.text()
    assert script.key.encode() not in second.text()


def test_no_redirect_takes_the_key_to_http(script: Script, https_server: Server) -> None:
    with pytest.raises(NetworkFailure, match="HTTPS is required"):
        script.get("https://api.openai.com/redirect-http", Authorization=script.key)
    assert len(https_server.seen) == 1


def test_halves_of_the_placeholder_are_worth_nothing(script: Script, https_server: Server) -> None:
    half = len(script.key) // 2
    script.get(OPENAI, Authorization=script.key[:half], X_Rest=script.key[half:])
    seen = https_server.seen[0].text()
    assert KEY[10:half].encode() not in seen
    assert KEY[half:].encode() not in seen


def test_a_refused_post_sends_nothing_and_is_listed(network: Network, https_server: Server) -> None:
    refusals: list[tuple[str, str, str]] = []
    asked: list[tuple[str, int]] = []

    def approve(host: str, port: int) -> bool:
        asked.append((host, port))
        return False

    access = Access(
        network, KeyVault(environ={}), approve=approve, refused=lambda *what: refusals.append(what)
    )
    with pytest.raises(NetworkFailure, match=r"--allow-post example.com:443"):
        access.request("POST", "https://example.com/echo", {}, b"x", 5.0)
    assert asked == [("example.com", 443)]
    reason = "not approved (--allow-post example.com:443 approves it)"
    assert refusals == [("post", "POST to example.com", reason)]
    assert https_server.seen == []


# --- what the key is bound to


def test_a_key_is_bound_to_the_base_url(network: Network, https_server: Server) -> None:
    script = Script(network, KeyVault(KEY, base_url="https://example.com/api/", environ={}))
    script.get("https://example.com/echo", Authorization=script.key)
    assert https_server.seen[0].headers["Authorization"] == KEY
    with pytest.raises(RefusedError, match=r"bound to example\.com"):
        script.get(OPENAI, Authorization=script.key)


def test_a_key_of_the_environment_is_for_openai_whatever_the_base(
    network: Network, https_server: Server
) -> None:
    vault = KeyVault(KEY, base_url="https://example.com", environ={"OPENAI_API_KEY": KEY})
    script = Script(network, vault)
    with pytest.raises(RefusedError, match=r"bound to api\.openai\.com"):
        script.get("https://example.com/echo", Authorization=script.key)
    script.get(OPENAI, Authorization=script.key)
    assert https_server.seen[0].headers["Authorization"] == KEY


@pytest.mark.parametrize(
    ("base", "url"),
    [
        (None, "https://api.openai.com/v1"),
        (b"https://example.com", "https://example.com/v1"),
        ("https://example.com/v1/", "https://example.com/v1"),
        ("https://example.com/openai", "https://example.com/openai/v1"),
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ],
)
def test_base_url(base: object, url: str) -> None:
    vault = KeyVault(KEY, base_url=base, environ={})
    assert vault.base is not None
    assert vault.base.url == url


@pytest.mark.parametrize(
    "base", ["http://example.com", "http://localhost.example.com", "ftp://x", "example.com", "https://x/?a=b"]
)
def test_a_base_url_that_is_not_acceptable_binds_the_key_to_nothing(network: Network, base: str) -> None:
    vault = KeyVault(KEY, base_url=base, environ={})
    assert vault.base is None
    assert vault.base_failure.startswith("openai_base_url: ")
    script = Script(network, vault)
    with pytest.raises(RefusedError, match="bound to no host"):
        script.get(OPENAI, Authorization=script.key)


# --- the placeholder


def test_the_placeholder_looks_like_the_key_and_shares_nothing_with_it() -> None:
    made = {placeholder_for(KEY.encode()).decode() for _ in range(50)}
    assert len(made) == 50
    for placeholder in made:
        assert len(placeholder) == len(KEY)
        assert placeholder.startswith("sk-proj-")
        assert placeholder[8:].isalnum()
        assert not any(KEY[i : i + 5] in placeholder[8:] for i in range(8, len(KEY) - 4))


@pytest.mark.parametrize("key", ["x", "sk-", "sk-abc", "none", "k" * 200, "sch\u00fcssel-der-lang-genug-ist"])
def test_any_key_gets_a_placeholder_that_is_not_the_key(key: str) -> None:
    placeholder = placeholder_for(key.encode())
    assert len(placeholder) == max(24, len(key.encode()))
    assert key.encode() not in placeholder or len(key) < 5


def test_a_trusted_run_holds_the_key_itself(network: Network, https_server: Server) -> None:
    vault = KeyVault(KEY, environ={}, trusted=True)
    assert vault.script_value == KEY.encode()
    script = Script(network, vault)
    script.post("https://example.com/echo", KEY.encode(), Authorization=KEY)
    assert https_server.seen[0].headers["Authorization"] == KEY


@pytest.mark.parametrize("key", [None, "", b"", "  ", 7, True])
def test_no_key_is_no_key(key: object) -> None:
    vault = KeyVault(key, environ={})
    assert vault.script_value is None
    assert vault.secrets == ()


def test_space_around_a_key_is_no_part_of_it(network: Network, https_server: Server) -> None:
    script = Script(network, KeyVault(f" {KEY}\n", environ={}))
    script.get(OPENAI, Authorization=f"Bearer {script.key}")
    assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"


def test_other_strings_of_a_prefix_are_covered_too() -> None:
    vault = KeyVault(KEY, environ={"OPENAI_API_KEY": "sk-of-the-environment"})
    assert vault.placeholder is not None
    assert vault.cover(b"Bearer " + KEY.encode()) == b"Bearer " + vault.placeholder
    assert b"environment" not in vault.cover(b"sk-of-the-environment")
    assert vault.cover(b"nothing of it") == b"nothing of it"
    assert set(vault.secrets) == {KEY.encode(), b"sk-of-the-environment"}


def test_messages_hold_neither_key_nor_placeholder(script: Script, https_server: Server) -> None:
    for attempt in (ATTEMPTS | MALFORMED).values():
        with pytest.raises((RefusedError, NetworkFailure)) as failure:
            attempt(script, https_server)
        assert KEY not in str(failure.value)
        assert script.key not in str(failure.value)
    assert KEY not in json.dumps([script.refusals, script.access.network.attempts])
