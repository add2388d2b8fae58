"""What a request costs over ``requests`` alone, and a hundred callbacks: run by hand, on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from postlude.callbacks import Callbacks
from postlude.https.policy import parse_target
from postlude.https.session import Network
from tests.https.conftest import _https_server, https_server, network
from tests.https.server import Server, http_server
from tests.openai.scripts import KEY, Script

__all__ = ["_https_server", "http_server", "https_server", "network"]

pytestmark = pytest.mark.benchmark

URL = "/v1/chat/completions"
BODY = b'{"model": "m", "messages": [{"role": "user", "content": "p"}], "temperature": 0}'


@pytest.fixture
def script(network: Network, http_server: Server) -> Iterator[Script]:
    http_server.routes[URL] = http_server.routes["/completion"]
    made = Script(network, base_url=f"http://127.0.0.1:{http_server.port}")
    yield made
    made.state.close()


def test_a_request_of_requests_alone(benchmark: Callable[..., Any], http_server: Server) -> None:
    http_server.routes[URL] = http_server.routes["/completion"]
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
    url = f"http://127.0.0.1:{http_server.port}{URL}"
    with requests.Session() as session:
        session.trust_env = False
        assert benchmark(lambda: session.post(url, data=BODY, headers=headers).status_code) == 200


def test_the_same_through_the_network(
    benchmark: Callable[..., Any], network: Network, http_server: Server
) -> None:
    http_server.routes[URL] = http_server.routes["/completion"]
    target = parse_target(f"http://127.0.0.1:{http_server.port}{URL}", local_http=True)
    headers = [("Content-Type", "application/json"), ("Authorization", f"Bearer {KEY}")]
    assert benchmark(lambda: network.request("POST", target, headers, BODY, 5).status) == 200


def test_the_same_through_openai_in_python(benchmark: Callable[..., Any], script: Script) -> None:
    assert benchmark(lambda: script.client.create_completion("m", "p", 0, 5)[0])


def test_the_same_through_openai_in_lua(benchmark: Callable[..., Any], script: Script) -> None:
    (ask,) = script.state.run(
        b"local openai = require('openai')"
        b" return function() return (openai.create_completion('m', 'p', 0, 5)) end",
        "=benchmark",
    )
    assert benchmark(ask)


def test_a_hundred_callbacks_that_are_ready(benchmark: Callable[..., Any], script: Script) -> None:
    """The loop and the way into Lua alone, without a network."""
    (call,) = script.state.run(b"count = 0 return function(ok, data) count = count + 1 end", "=benchmark")
    callbacks: Callbacks = script.callbacks

    def hundred() -> None:
        for _ in range(100):
            pending = callbacks.loop.expect(lambda: callbacks.call(lambda: call(True, b"data")))
            pending.ready()
        callbacks.loop.pump(0)
        callbacks.loop.drop_all()

    benchmark(hundred)


def test_a_hundred_requests_with_callbacks(benchmark: Callable[..., Any], script: Script) -> None:
    (ask,) = script.state.run(
        b"local openai = require('openai') sessions = {}"
        b" return function() count = 0 for i = 1, 100 do sessions[i] = openai.create_completion('m', 'p', 0,"
        b" function(ok) count = count + (ok and 1 or 0) end) end end",
        "=benchmark",
    )

    def hundred() -> None:
        ask()
        script.wait(20)
        assert script.state.get_global("count") == 100

    benchmark(hundred)
