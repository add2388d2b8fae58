"""Requests over a real connection: what comes back, what goes wrong, how long it may take."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.https.policy import parse_target
from postlude.https.replies import TIMED_OUT, NetworkFailure, Reply
from postlude.https.resolve import parse_resolve
from postlude.https.session import Network
from tests.https.server import Handler, Route, Server


def get(network: Network, url: str, timeout: float = 5.0, **headers: str) -> Reply:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return network.request("GET", parse_target(url), named, timeout=timeout)


def post(network: Network, url: str, body: bytes, **headers: str) -> Reply:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return network.request("POST", parse_target(url), named, body, 5.0)


def test_a_reply_comes_as_bytes_undecoded(network: Network) -> None:
    reply = get(network, "https://example.com/binary")
    assert (reply.status, reply.reason, reply.body) == (200, "OK", bytes(range(256)))


def test_a_body_is_sent_as_it_is(network: Network, https_server: Server) -> None:
    post(network, "https://example.com/echo", bytes(range(256)))
    assert https_server.seen[0].body == bytes(range(256))


def test_an_empty_post_says_that_it_is_empty(network: Network, https_server: Server) -> None:
    post(network, "https://example.com/echo", b"")
    assert https_server.seen[0].headers["Content-Length"] == "0"


def test_the_host_names_itself_unless_the_script_does(network: Network, https_server: Server) -> None:
    get(network, "https://example.com/echo")
    get(network, "https://example.com/echo", user_agent="Mozilla/5.0")
    agents = [seen.headers["User-Agent"] for seen in https_server.seen]
    assert agents[0].startswith("Postlude/")
    assert agents[1] == "Mozilla/5.0"


def test_ten_requests_reuse_one_connection(network: Network, https_server: Server) -> None:
    for _ in range(10):
        assert get(network, "https://example.com/ok").body == b"all is well"
    assert len({seen.connection for seen in https_server.seen}) == 1
    assert len(https_server.seen) == 10


def test_every_attempt_is_listed_redirects_included(network: Network) -> None:
    get(network, "https://example.com/redirect-elsewhere")
    with pytest.raises(NetworkFailure):
        get(network, "https://example.com/closed")
    listed = [(a["method"], a["host"], a["status"]) for a in network.attempts]
    assert listed == [
        ("GET", "example.com", 307),
        ("GET", "other.example.com", 200),
        ("GET", "example.com", None),
    ]
    assert all(0 < attempt["seconds"] < 5 for attempt in network.attempts)


def test_a_port_is_listed_if_it_is_not_the_usual_one(https_server: Server) -> None:
    network = Network(ca_file=https_server.ca_file)
    get(network, f"https://127.0.0.1:{https_server.port}/ok")
    assert network.attempts[0]["host"] == f"127.0.0.1:{https_server.port}"
    network.close()


def test_no_cookie_is_kept(network: Network, https_server: Server) -> None:
    https_server.route("/cookie", 200, b"", Set_Cookie="session=1; Path=/")
    get(network, "https://example.com/cookie")
    get(network, "https://example.com/echo")
    assert "Cookie" not in https_server.seen[1].headers


def test_credentials_files_are_not_read(
    network: Network, https_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine example.com login someone password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    get(network, "https://example.com/echo")
    assert "Authorization" not in https_server.seen[0].headers


# --- verification


def test_resolve_keeps_asking_for_and_verifying_the_original_name(
    network: Network, https_server: Server
) -> None:
    get(network, "https://api.openai.com/echo")
    assert https_server.seen[0].server_name == "api.openai.com"
    assert https_server.seen[0].headers["Host"] == "api.openai.com"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("other-authority.example.com", "unable to get local issuer certificate"),
        ("wrong-name.example.com", "Hostname mismatch"),
        ("expired.example.com", "expired"),
    ],
)
def test_a_bad_certificate_fails_and_nothing_is_sent(
    network: Network, https_server: Server, name: str, why: str
) -> None:
    with pytest.raises(NetworkFailure, match=f"the certificate of {name} is not valid: .*{why}"):
        get(network, f"https://{name}/ok")
    assert https_server.seen == []


def test_without_ca_file_the_server_is_not_trusted(https_server: Server) -> None:
    network = Network(resolve=https_server.resolve())
    with pytest.raises(NetworkFailure, match=r"certificate of example.com is not valid"):
        get(network, "https://example.com/ok")
    network.close()


def test_ca_file_is_added_to_the_authorities_not_put_in_their_place(https_server: Server) -> None:
    from postlude.https.transport import make_context

    plain = {str(ca["serialNumber"]) for ca in make_context(None).get_ca_certs()}
    more = {str(ca["serialNumber"]) for ca in make_context(https_server.ca_file).get_ca_certs()}
    assert plain < more
    assert len(plain) > 50


def test_a_ca_file_that_became_another_one_is_read_anew(https_server: Server, tmp_path: Path) -> None:
    from postlude.https.transport import make_context

    file = tmp_path / "ca.pem"
    file.write_bytes(https_server.ca_file.read_bytes())
    first = make_context(file)
    assert make_context(file) is first
    file.write_text("-----BEGIN NOTHING-----")
    with pytest.raises(UsageError, match="not a readable PEM file"):
        make_context(file)


def test_an_unreadable_ca_file_is_a_usage_error(https_server: Server, tmp_path: Path) -> None:
    network = Network(ca_file=tmp_path / "none.pem")
    with pytest.raises(UsageError, match="--ca-file"):
        get(network, "https://example.com/ok")


def test_the_environment_cannot_turn_verification_off(
    https_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(https_server.ca_file))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(https_server.ca_file))
    network = Network(resolve=https_server.resolve())
    with pytest.raises(NetworkFailure, match="not valid"):
        get(network, "https://example.com/ok")
    network.close()


# --- failures


@pytest.mark.parametrize("path", ["cut-off", "cut-off-chunked", "closed"])
def test_a_connection_that_closes_early_is_a_failure(network: Network, path: str) -> None:
    with pytest.raises(NetworkFailure, match=r"example.com closed the connection before its reply"):
        get(network, f"https://example.com/{path}")


def test_nobody_listening_is_a_failure(network: Network) -> None:
    with pytest.raises(NetworkFailure, match=r"could not connect to 127\.0\.0\.1:1$"):
        get(network, "https://127.0.0.1:1/")


def test_an_unknown_host_is_a_failure() -> None:
    network = Network(resolve={("nowhere.example.com", 443): ("no-such-host.invalid", 443)})
    with pytest.raises(NetworkFailure, match=r"nowhere.example.com could not be found"):
        get(network, "https://nowhere.example.com/")
    network.close()


@pytest.mark.parametrize("path", ["drip", "drip-head", "silent"])
def test_the_timeout_is_for_the_whole_request(network: Network, path: str) -> None:
    get(network, "https://example.com/ok")
    started = time.monotonic()
    with pytest.raises(NetworkFailure) as failure:
        get(network, f"https://example.com/{path}", timeout=0.1)
    assert failure.value.message == TIMED_OUT
    assert 0.09 < time.monotonic() - started < 0.4
    assert network.attempts[-1]["status"] is None
    assert network.attempts[-1]["seconds"] == pytest.approx(0.1, abs=0.1)


@pytest.mark.parametrize("timeout", [0.0, -1.0, float("nan")])
def test_no_time_is_a_timeout_at_once(network: Network, https_server: Server, timeout: float) -> None:
    with pytest.raises(NetworkFailure, match=r"Request timed out\."):
        get(network, "https://example.com/ok", timeout=timeout)
    assert https_server.seen == []


def test_no_request_outlasts_the_run(https_server: Server) -> None:
    network = Network(resolve=https_server.resolve(), ca_file=https_server.ca_file, remaining=lambda: 0.1)
    with pytest.raises(NetworkFailure, match="timed out"):
        get(network, "https://example.com/silent", timeout=float("inf"))
    network.close()


def test_a_reply_beyond_the_limit_is_a_failure(https_server: Server) -> None:
    https_server.route("/long", 200, b"x" * 1001)
    network = Network(resolve=https_server.resolve(), ca_file=https_server.ca_file, most_bytes=1000)
    with pytest.raises(NetworkFailure, match="more than 1000 bytes"):
        get(network, "https://example.com/long")
    network.close()


def test_an_exchange_can_be_cut_from_outside(network: Network, https_server: Server) -> None:
    waiting = threading.Event()
    https_server.routes["/silent"] = _then(https_server.routes["/silent"], waiting.set)
    exchange = network.start("GET", parse_target("https://example.com/silent"), timeout=5)
    assert waiting.wait(2)
    exchange.abort()
    with pytest.raises(NetworkFailure, match="cancelled"):
        exchange.wait()
    assert get(network, "https://example.com/ok").status == 200


def _then(route: Route, first: Callable[[], object]) -> Route:
    def both(handler: Handler) -> None:
        first()
        route(handler)

    return both


def test_closing_the_network_ends_what_is_pending(https_server: Server) -> None:
    network = Network(resolve=https_server.resolve(), ca_file=https_server.ca_file)
    exchange = network.start("GET", parse_target("https://example.com/silent"), timeout=5)
    network.close()
    with pytest.raises(NetworkFailure):
        exchange.wait()


def test_a_proxy_of_the_environment_is_used_except_where_the_user_says_where_to_connect(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert get(network, "https://example.com/ok").status == 200
    with pytest.raises(NetworkFailure, match=r"the proxy does not connect to somewhere\.example\.com"):
        get(network, "https://somewhere.example.com/")


# --- redirects


def test_get_follows_a_redirect(network: Network) -> None:
    assert get(network, "https://example.com/redirect-here").status == 200


def test_get_follows_five_redirects_at_most(network: Network, https_server: Server) -> None:
    with pytest.raises(NetworkFailure, match="more than 5 redirects"):
        get(network, "https://example.com/redirect-round")
    assert len(https_server.seen) == 6


def test_get_follows_no_redirect_to_http(network: Network, https_server: Server) -> None:
    with pytest.raises(NetworkFailure, match="redirects elsewhere: HTTPS is required"):
        get(network, "https://example.com/redirect-http")
    assert len(https_server.seen) == 1


@pytest.mark.parametrize("path", ["redirect-here", "redirect-elsewhere", "redirect-http"])
def test_post_follows_no_redirect(network: Network, https_server: Server, path: str) -> None:
    assert post(network, f"https://example.com/{path}", b"data").status in (301, 302, 307)
    assert len(https_server.seen) == 1


def test_credentials_stay_on_the_same_origin(network: Network, https_server: Server) -> None:
    credentials = {"Authorization": "Bearer x", "api_key": "y", "Cookie": "z", "X_Token": "t"}
    get(network, "https://example.com/redirect-here", 5.0, **credentials)
    get(network, "https://example.com/redirect-elsewhere", 5.0, Accept_Language="de", **credentials)
    _, here, _, elsewhere = https_server.seen
    assert here.headers["Authorization"] == "Bearer x"
    assert not any(name.replace("_", "-") in elsewhere.headers for name in credentials)
    assert elsewhere.headers["Accept-Language"] == "de"


# --- --resolve


@pytest.mark.parametrize(
    ("option", "place", "to"),
    [
        ("Example.com:443:127.0.0.1", ("example.com", 443), ("127.0.0.1", 443)),
        ("example.com:443:127.0.0.1:8443", ("example.com", 443), ("127.0.0.1", 8443)),
        ("example.com:443:[::1]:8443", ("example.com", 443), ("::1", 8443)),
        ("[::1]:443:localhost", ("::1", 443), ("localhost", 443)),
    ],
)
def test_resolve_option(option: str, place: tuple[str, int], to: tuple[str, int]) -> None:
    assert parse_resolve([option]) == {place: to}


@pytest.mark.parametrize(
    "option", ["", "example.com", "example.com:443", "example.com:x:1.2.3.4", "a:0:b", "a:70000:b", "a:1:b:c"]
)
def test_a_wrong_resolve_option_is_a_usage_error(option: str) -> None:
    with pytest.raises(
        UsageError, match=r"is not HOST:PORT:ADDRESS|a port is a number from 1 to 65535"
    ) as wrong:
        parse_resolve([option])
    assert repr(option) in wrong.value.message


def test_importing_the_package_does_not_import_requests() -> None:
    modules = (
        "postlude.https.access, postlude.https.redact, postlude.openai.client, postlude.lua.modules.openai"
    )
    code = f"import sys, {modules}; sys.exit('requests' in sys.modules or 'urllib3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
