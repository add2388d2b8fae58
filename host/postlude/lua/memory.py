"""How much memory the process holds: what Lua's own count can't see of a script's doings.

A script makes Python keep things (a long text in an ``FCString``, records of a document). Their size is not
known one by one, so the growth of the whole process is watched besides.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

SLACK = 64 * 1024 * 1024
"""Bytes that the process may grow beyond the script's limit: indexes of the document, what Python keeps."""
INTERVAL = 0.02
"""Seconds between two looks."""


def _linux() -> int:
    with open("/proc/self/statm", "rb") as facts:  # noqa: PTH123 - asked often
        return int(facts.read().split()[1]) * _PAGE


def _peak() -> int:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            *((name, ctypes.c_size_t) for name in ("peak", "working", "a", "b", "c", "d", "e", "f")),
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    windll = getattr(ctypes, "windll")  # noqa: B009 - not there for type checkers elsewhere
    windll.psapi.GetProcessMemoryInfo(
        ctypes.c_void_p(windll.kernel32.GetCurrentProcess()), ctypes.byref(counters), counters.cb
    )
    return int(counters.working)


_PAGE = 4096


def _reader() -> Callable[[], int]:
    """The way to ask on this system: what is held now, or where only that is known, the most so far."""
    global _PAGE
    if sys.platform == "win32":
        return _windows
    if sys.platform.startswith("linux"):
        import resource

        _PAGE = resource.getpagesize()
        try:
            _linux()
        except OSError:
            return _peak
        return _linux
    return _peak


class Growth:
    """How much the process has grown since it was first looked at, at a script's first instructions."""

    def __init__(self) -> None:
        self._read = _reader()
        self._start: int | None = None
        self._next = 0.0

    def over(self, limit: int) -> bool:
        """Whether it has grown beyond ``limit`` bytes and the slack; looks every now and then only."""
        moment = time.monotonic()
        if moment < self._next:
            return False
        self._next = moment + INTERVAL
        if self._start is None:
            self._start = self._read()
        return self._read() - self._start > limit + SLACK

    def still_over(self, limit: int) -> bool:
        """The same now, after Python has collected what it can."""
        gc.collect()
        return self._start is not None and self._read() - self._start > limit + SLACK
