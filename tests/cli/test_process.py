"""The command line as a process: what only a real one shows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.frontdoor import PARTS, WIDEN

SPIN = 'string.find(string.rep("a", 30), string.rep("a?", 30) .. string.rep("a", 30))'


class Process:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        keep = {name: value for name, value in os.environ.items() if name != "OPENAI_API_KEY"}
        own = {"POSTLUDE_CONFIG_DIR": str(folder / "config"), "POSTLUDE_DATA_DIR": str(folder / "data")}
        self.environment = {**keep, **own, "PYTHONWARNINGS": "error"}

    def script(self, source: str, name: str = "plugin.lua") -> Path:
        path = self.folder / name
        path.write_text(source, encoding="utf-8")
        return path

    def start(self, *arguments: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "postlude", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            env=self.environment,
        )

    def __call__(self, *arguments: object) -> tuple[int, bytes, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err.decode()


@pytest.fixture
def process(tmp_path: Path) -> Process:
    return Process(tmp_path)


def test_python_m_postlude_prints_and_has_the_status(process: Process) -> None:
    status, out, err = process(
        "run", process.script("print('hello') io.write('\\255\\r\\n') error('x')"), PARTS
    )
    assert (status, out) == (1, b"hello\n\xff\r\n")
    assert "plugin.lua:1: x" in err
    assert "Traceback" not in err
    assert process("run", "missing.lua", PARTS)[0] == 2


def test_a_c_function_that_spins_is_ended_with_status_6_and_a_result(process: Process) -> None:
    copy = process.folder / "score.enigmaxml"
    copy.write_bytes(PARTS.read_bytes())
    script = process.script(WIDEN + "print('before') io.write('no end') " + SPIN)
    status, out, err = process("run", script, copy, copy, "--in-place", "--timeout", "0.3", "--json")
    assert (status, err) == (6, "")
    (line,) = out.splitlines()
    result = json.loads(line)
    assert (result["ok"], result["kind"], result["printed"]) == (
        False,
        "EXTERNAL_TERMINATION",
        "before\nno end",
    )
    assert result["document"] == str(copy)
    assert copy.read_bytes() == PARTS.read_bytes()
    assert list((process.folder / "data" / "temporary").iterdir()) == []


def test_the_watchdog_leaves_the_status_of_an_earlier_document(process: Process) -> None:
    script = process.script("print('before') io.write('no end') " + SPIN)
    status, out, err = process("run", script, "missing.musx", PARTS, "--timeout", "0.3")
    assert (status, out) == (5, b"before\nno end")
    assert "longer than its 0.3 seconds" in err


def test_a_python_plugin_that_never_ends_is_ended_too(process: Process) -> None:
    script = process.script("def run(finale):\n    print('before')\n    while True: pass\n", "plugin.py")
    status, out, err = process("run", script, PARTS, "--timeout", "0.3")
    assert (status, out) == (6, b"before\n")
    assert "0.3 seconds" in err
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another system")
@pytest.mark.parametrize(
    "source", ["print('started') io.write('x\\n') while true do end", f"print('started') {SPIN}"]
)
def test_an_interrupt_ends_the_run_without_a_traceback(process: Process, source: str) -> None:
    copy = process.folder / "score.enigmaxml"
    copy.write_bytes(PARTS.read_bytes())
    running = process.start("run", process.script(WIDEN + source), copy, "--in-place")
    assert running.stdout is not None
    assert running.stdout.readline() == b"started\n"
    running.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, err = running.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert (running.returncode, err.decode()) == (130, "postlude: interrupted\n")
    assert copy.read_bytes() == PARTS.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of another system")
def test_a_reader_that_goes_away_is_no_traceback(process: Process) -> None:
    running = process.start("run", process.script("for i = 1, 1e5 do print(('x'):rep(100)) end"), PARTS)
    assert running.stdout is not None
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr is not None
    err = running.stderr.read().decode()
    running.wait(30)
    running.stderr.close()
    assert "Traceback" not in err
    assert "internal error" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_an_output_that_is_full_is_no_traceback(process: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "postlude", "run", process.script("print('x')"), PARTS],
            stdout=full, stderr=subprocess.PIPE, env=process.environment, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode != 0
    assert done.stderr == b"postlude: standard output: No space left on device\n"
