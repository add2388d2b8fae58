"""Counts which lines of Lua files run, in all states that are made while somebody wants to know.

Off, it costs nothing. On, Lua calls a hook of the host for each line: the script can neither reach nor replace it, and
its limits hold as ever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from lupa.lua54 import LuaError

if TYPE_CHECKING:
    from .state import LuaState

Counts = dict[int, dict[int, int]]
"""How often lines ran: by the line where their function begins (0: the file itself), then by line."""

_current: LineCounter | None = None


class LineCounter:
    """What ran so far. ``loaded`` has the text of each file that was loaded as a script or a library, as it was then;
    lines are counted of others, too: of prefixes, and of scripts whose ``plugindef`` alone was called."""

    def __init__(self) -> None:
        self.counts: dict[Path, Counts] = {}
        self.loaded: dict[Path, bytes] = {}
        self.specs: set[Path] = set()
        self._paths: dict[tuple[bytes, Path | None], Path] = {}
        self._lock = Lock()

    def load(self, file: Path, text: bytes, *, spec: bool = False) -> None:
        """Note that a file is loaded with that text."""
        path = Path(os.path.realpath(file))
        with self._lock:
            self.loaded[path] = text
            if spec:
                self.specs.add(path)

    def add(self, taken: bytes, folder: Path | None) -> None:
        """Add what a state counted (``take_counts``); relative names count from ``folder``."""
        pieces = taken.split(b"\0") if taken else []
        with self._lock:
            for source, text in zip(pieces[::2], pieces[1::2], strict=True):
                functions = self.counts.setdefault(self._path(source[1:], folder), {})
                numbers = list(map(int, text.split()))
                for defined, line, count in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
                    counts = functions.setdefault(defined, {})
                    counts[line] = counts.get(line, 0) + count

    @property
    def content(self) -> tuple[dict[Path, Counts], dict[Path, bytes], set[Path]]:
        """All of it, to be sent to another process."""
        return self.counts, self.loaded, self.specs

    def merge(self, counts: dict[Path, Counts], loaded: dict[Path, bytes], specs: set[Path]) -> None:
        """Add the content of another one."""
        with self._lock:
            self.loaded.update(loaded)
            self.specs |= specs
            for path, functions in counts.items():
                own = self.counts.setdefault(path, {})
                for defined, lines in functions.items():
                    sums = own.setdefault(defined, {})
                    for line, count in lines.items():
                        sums[line] = sums.get(line, 0) + count

    def _path(self, name: bytes, folder: Path | None) -> Path:
        key = name, folder
        if key not in self._paths:
            self._paths[key] = Path(os.path.realpath(Path(folder or "", os.fsdecode(name))))
        return self._paths[key]


def current_counter() -> LineCounter | None:
    """The counter of the states that are made now; None if nobody counts."""
    return _current


def note_loaded(state: LuaState, file: Path, text: bytes, *, spec: bool = False) -> None:
    """Say that this file is a script, a library or (``spec``) tests: its lines count where lines are counted."""
    if state.counter is not None:
        state.counter.load(file, text, spec=spec)


def take_counts(state: LuaState) -> None:
    """Take over what a state counted; nothing of it is lost if the state is never closed."""
    counter, stop = state.counter, state.border.stop
    if counter is None:
        return
    with suppress(LuaError, MemoryError):
        counter.add(state._here(b"take_counts")(), state.script_folder)
    if stop is None and state.border.stop is not None:
        state._end()  # the time ran out here, where no script runs any more


def lineless(code: bytes) -> bytes:
    """A chunk of the host's own, so that the hook is not called for each of its lines."""
    from .bytecode import without_lines  # late: a state has no other use for it

    return without_lines(code)


@contextmanager
def counting(counter: LineCounter) -> Iterator[LineCounter]:
    """While it lasts, states that are made count into that counter."""
    global _current
    before, _current = _current, counter
    try:
        yield counter
    finally:
        _current = before
