"""Against a server that other people wrote: ``llmock``, which fails as OpenAI does and judges its client.

Runs where the command ``llmock`` is installed.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from postlude.https.session import Network
from tests.openai.scripts import Script
from tests.openai.test_client import ask_lua, ask_lua_function, ask_python, ask_python_function

Ask = Callable[[Script], tuple[bool, Any]]


@pytest.fixture(params=[ask_lua, ask_python, ask_lua_function, ask_python_function])
def ask(request: pytest.FixtureRequest) -> Ask:
    found: Ask = request.param
    return found


class Server:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def fails(self, **behaviour: Any) -> None:
        reply = requests.post(f"{self.url}/_llmock/scenario", json={"behaviors": [behaviour]}, timeout=5)
        assert reply.ok, reply.text

    def findings(self) -> list[str]:
        """What it has to say about its client."""
        verdict = requests.get(f"{self.url}/_llmock/verdict", timeout=5).json()
        return [finding["code"] for finding in verdict["findings"]]


@pytest.fixture(scope="module")
def _server() -> Iterator[Server]:
    command = shutil.which("llmock", path=str(Path(sys.executable).parent)) or shutil.which("llmock")
    if command is None:
        pytest.skip("llmock is not installed (the extra `servers`)")
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    process = subprocess.Popen(
        [command, "serve", "--port", str(port), "--log-level", "warning"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            try:
                requests.get(f"http://127.0.0.1:{port}/health", timeout=5)
                break
            except requests.ConnectionError:
                assert process.poll() is None, "llmock did not start"
                time.sleep(0.1)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def server(_server: Server) -> Server:
    requests.post(f"{_server.url}/_llmock/reset", timeout=5)
    return _server


@pytest.fixture
def script(server: Server) -> Iterator[Script]:
    network = Network()
    made = Script(network, base_url=server.url)
    yield made
    made.callbacks.give_up("the test ended")
    made.state.close()
    network.close()


def streamed(script: Script) -> tuple[bool, Any, str]:
    pieces: list[str] = []
    success, answer = script.client.create_completion("m", "hello", 0, 5, {"stream": pieces.append})
    return success, answer, "".join(pieces)


def test_an_answer(script: Script, ask: Ask) -> None:
    assert ask(script)[0] is True
    assert script.client.usage.total_tokens > 0


def test_a_rate_limit_is_waited_out(script: Script, server: Server, ask: Ask) -> None:
    server.fails(type="fail", status=429, retry_after=0.3)
    script.client.retries = 2
    started = time.monotonic()
    assert ask(script)[0] is True
    assert time.monotonic() - started > 0.3
    assert server.findings() == []


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_that_is_down_for_a_while(script: Script, server: Server, status: int) -> None:
    server.fails(type="fail", status=status)
    script.client.retries = 2
    assert ask_python(script)[0] is True
    assert server.findings() == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_is_wrong_for_good_is_said_once(script: Script, server: Server, ask: Ask, status: int) -> None:
    server.fails(type="fail", status=status)
    script.client.retries = 2
    success, message = ask(script)
    assert success is False
    assert isinstance(message, str)
    assert message
    assert script.client.usage.requests == 1
    assert server.findings() == []


def test_an_answer_that_is_slow_is_not_waited_for(script: Script, server: Server) -> None:
    server.fails(type="delay", seconds=2)
    started = time.monotonic()
    assert script.client.create_completion("m", "p", 0, 0.3) == (False, "Request timed out.")
    assert time.monotonic() - started < 1


def test_a_stream(script: Script) -> None:
    success, answer, text = streamed(script)
    assert success is True
    assert answer["choices"][0]["message"]["content"] == text
    assert text
    assert answer["usage"]["total_tokens"] == script.client.usage.total_tokens > 0


@pytest.mark.parametrize("kind", ["disconnect", "truncate", "malformed"])
def test_a_stream_that_breaks(script: Script, server: Server, kind: str) -> None:
    server.fails(type="stream_fault", kind=kind, after_chunks=2)
    success, message, text = streamed(script)
    assert success is False
    assert message.endswith("broken" if kind == "malformed" else "complete")
    assert len(text) < 100


def test_a_stream_that_stalls(script: Script, server: Server) -> None:
    server.fails(type="stream_fault", kind="stall", after_chunks=2, stall_seconds=3)
    started = time.monotonic()
    answer = script.client.create_completion("m", "hello", 0, 0.5, {"stream": lambda piece: None})
    assert answer == (False, "Request timed out.")
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_is_called_and_its_result_sent_back(script: Script, stream: bool) -> None:
    tool = {
        "type": "function",
        "function": {
            "name": "transpose",
            "description": "Transpose the music",
            "parameters": {
                "type": "object",
                "properties": {"steps": {"type": "integer"}},
                "required": ["steps"],
            },
        },
    }
    options: dict[str, Any] = {"tools": [tool]}
    if stream:
        options["stream"] = lambda piece: None
    messages: list[dict[str, Any]] = [{"role": "user", "content": "transpose the music"}]
    success, answer = script.client.create_chat("m", messages, 0, 5, options)
    assert success is True
    said = answer["choices"][0]["message"]
    (call,) = said["tool_calls"]
    assert call["function"]["name"] == "transpose"
    messages += [said, {"role": "tool", "tool_call_id": call["id"], "content": "done"}]
    success, answer = script.client.create_chat("m", messages, 0, 5, options)
    assert success is True
    assert answer["choices"][0]["message"]["content"]
