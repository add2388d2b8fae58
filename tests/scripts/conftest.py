"""Running scripts through the front door, on real scores and on small ones, and reading what was saved."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.result import RunResult
from tests.conftest import shared_path, sources_path
from tests.scripts.reader import Score, problems, read_score

SCRIPTS = Path(__file__).parent


@dataclass
class Outcome:
    """A document before and after a script, read with the tests' own reader, and what the host said."""

    before: Score
    after: Score
    result: RunResult


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    with Host(data_dir=folder / "data", config_dir=folder / "config") as made:
        yield made


@pytest.fixture(scope="session")
def known_paths() -> frozenset[str]:
    """Every path of an element in real documents."""
    table = (shared_path() / "reference" / "xml-paths.tsv").read_text("utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines())


@pytest.fixture(scope="session")
def originals() -> dict[Path, Score]:
    """Documents as they were, read once."""
    return {}


@pytest.fixture
def run(host: Host, tmp_path: Path, originals: dict[Path, Score]) -> Callable[..., Outcome]:
    """Run a script on a document, save the document, read both; chains must be as valid as they were."""

    def run_script(script: Path, document: Path, **settings: Any) -> Outcome:
        score = host.open_document(document)
        result = host.run(script, score, **settings)
        assert result.ok, result.message
        saved = tmp_path / f"{len(list(tmp_path.iterdir()))}.enigmaxml"
        score.save(saved)
        if document not in originals:
            originals[document] = read_score(document)
        before, after = originals[document], read_score(saved)
        assert problems(after) <= problems(before)
        return Outcome(before, after, result)

    return run_script


def real_script(name: str, folder: str = "src") -> Path:
    """A script of finale-lua/lua-scripts, unmodified; skips the test without it."""
    return sources_path("lua-scripts", folder, f"{name}.lua")


def real_score(name: str) -> Path:
    return shared_path() / "documents" / f"{name}.musx"


def run_command(*arguments: str | Path) -> dict[str, Any]:
    """``postlude run --json``: its one object."""
    done = subprocess.run(
        [sys.executable, "-m", "postlude", "run", "--json", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
