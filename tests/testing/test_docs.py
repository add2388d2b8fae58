"""The tests that docs/testing.md shows pass, each in a folder of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.testing.test_plugin import pytest_run

PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[object]:
    found = re.finditer(rf"^```{kind}\n(.*?)^```$", PAGE, re.M | re.S)
    return [pytest.param(match[1], id=f"line {PAGE.count(chr(10), 0, match.start()) + 1}") for match in found]


@pytest.mark.parametrize("text", blocks("python test"))
def test_a_block_of_tests_passes(text: str, tmp_path: Path) -> None:
    (tmp_path / "test_block.py").write_text(text, encoding="utf-8")
    done = pytest_run(tmp_path, "-q")
    assert done.returncode == 0, done.stdout
