"""How long a run takes: a whole process of the command line, and a run within one.

Run by hand: ``pytest -m benchmark --benchmark-only tests/benchmarks/test_run.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postlude import Host, open_document
from tests.conftest import ROOT

pytestmark = pytest.mark.benchmark

SAMPLE = ROOT / "tests" / "scores" / "sample.musx"


@pytest.fixture
def one_line(tmp_path: Path) -> Path:
    script = tmp_path / "one_line.lua"
    script.write_text('print("hello")\n', encoding="utf-8")
    return script


@pytest.fixture
def process(tmp_path: Path) -> dict[str, str]:
    """An environment for child processes in which compiled modules are kept, as where pip installed them."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environment | {"PYTHONPYCACHEPREFIX": str(tmp_path / "pycache")}


def test_a_bare_python_process(benchmark: Any, process: dict[str, str]) -> None:
    """What of the next one is Python's own."""
    benchmark(lambda: subprocess.run([sys.executable, "-c", "pass"], env=process, check=True))


def test_postlude_run_of_one_line(benchmark: Any, one_line: Path, process: dict[str, str]) -> None:
    """Promised: under 150 ms on a quiet machine."""
    command = [sys.executable, "-m", "postlude", "run", str(one_line), str(SAMPLE)]

    def run() -> None:
        done = subprocess.run(command, env=process, check=True, capture_output=True, text=True)
        assert done.stdout == "hello\n"

    benchmark.pedantic(run, warmup_rounds=2, rounds=20)


def test_a_run_of_one_line_in_a_host(benchmark: Any, one_line: Path, tmp_path: Path) -> None:
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        score = open_document(SAMPLE)
        result = benchmark(lambda: host.run(one_line, score))
    assert result.printed == "hello\n"


def test_a_python_plugin_in_a_host(benchmark: Any, tmp_path: Path) -> None:
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        score = open_document(SAMPLE)
        result = benchmark(lambda: host.run("staff_report", score))
    assert result.ok
