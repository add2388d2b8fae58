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
