"""What all tests share: where facts and real scores lie, if they are here at all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from postlude.collector import calm_collector

# A run says something of the commit, not of the day: every run tries the same examples. To look for new faults:
# pytest --hypothesis-profile=default
settings.register_profile("fixed", derandomize=True)
settings.load_profile("fixed")

# Shells start what runs in the background with interrupts ignored, and so would every process of the tests be.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


def shared_path() -> Path:
    """The folder of reference data and real scores beside the checkout; skips the test without it."""
    path = ROOT.parent / "shared"
    if not (path / "reference").is_dir():
        pytest.skip("../shared (reference data, real scores) is not here")
    return path


def sources_path(*parts: str) -> Path:
    """A file or folder of the public repositories under $POSTLUDE_SOURCES; skips the test without it."""
    root = os.environ.get("POSTLUDE_SOURCES")
    if not root or not (path := Path(root, *parts)).exists():
        pytest.skip(f"{'/'.join(parts)} is not under $POSTLUDE_SOURCES")
    return path


@pytest.fixture(autouse=True, scope="module")
def _calm() -> Iterator[None]:
    """As in a run: the collector keeps off what was there before, which here is all tests and their scores."""
    with calm_collector():
        yield
