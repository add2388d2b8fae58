"""Python's cycle collector while a script runs: called seldom, and kept off what was there before."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

THRESHOLDS = (50_000, 20, 100)
"""A large score means hundreds of thousands of small objects that all stay: looking through them for cycles
every few hundred would be more than half of the work."""

_lock = Lock()
_running = 0
_before: tuple[int, int, int] = gc.get_threshold()
_froze = False


@contextmanager
def calm_collector() -> Iterator[None]:
    """Let the collector look seldom, and not at all at the document that was opened before.

    It is the whole process's: runs that overlap share it, and the last one puts back what it was. A process
    that has turned the collector off, or frozen objects itself, is left alone.
    """
    _calm()
    try:
        yield
    finally:
        _restore()


def _calm() -> None:
    global _running, _before, _froze
    with _lock:
        _running += 1
        if _running > 1:
            return
        _before = gc.get_threshold()
        if _before[0]:  # 0: turned off
            gc.set_threshold(*map(max, _before, THRESHOLDS))
        _froze = gc.isenabled() and gc.get_freeze_count() == 0
        if _froze:
            gc.freeze()


def _restore() -> None:
    global _running
    with _lock:
        _running -= 1
        if _running:
            return
        gc.set_threshold(*_before)
        if _froze:
            gc.unfreeze()
