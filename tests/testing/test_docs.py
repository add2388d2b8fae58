"""The tests that docs/testing.md shows pass."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT
from tests.testing.test_plugin import pytest_run

PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_tests_of_the_page_pass(tmp_path: Path) -> None:
    tests, specs = blocks("python test"), blocks("lua spec")
    assert tests and specs
    for at, text in enumerate(tests):
        (tmp_path / f"test_{at}.py").write_text(text, encoding="utf-8")
    for at, text in enumerate(specs):
        (tmp_path / f"{at}_spec.lua").write_text(text, encoding="utf-8")
    done = pytest_run(tmp_path, "-q")
    assert done.returncode == 0, done.stdout


def test_the_snapshot_of_the_page_is_that_of_its_test(tmp_path: Path) -> None:
    (text,) = blocks("python snapshot")
    (tmp_path / "test_song.py").write_text(text, encoding="utf-8")
    done = pytest_run(tmp_path, "-q", "--update-score-snapshots")
    assert done.returncode == 0, done.stdout
    made = (tmp_path / "snapshots" / "test_song" / "test_the_whole_score.txt").read_text(encoding="utf-8")
    (shown,) = (block for block in blocks("text") if block.startswith("page 1:"))
    assert made.startswith(shown.removesuffix("...\n"))
    assert "m2  3/4, G major, width 600, double barline\n" in made
