"""The clock of a Lua state: the time that its script has taken, waits for a person left out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Runs while Lua code does. Its readings may be asked for from any thread."""

    def __init__(self) -> None:
        self.depth = 0
        """How many calls into the state are under way, one within the other."""
        self._spent = 0.0
        self._entered = 0.0
        self._paused = 0

    @property
    def running(self) -> bool:
        return self.depth > 0 and self._paused == 0

    @property
    def seconds(self) -> float:
        """The time taken so far."""
        return self._spent + (time.monotonic() - self._entered if self.running else 0.0)

    def reset(self) -> None:
        """Count anew."""
        self._spent = 0.0

    def spend(self, seconds: float) -> None:
        """Count time that has passed while no Lua code ran, but the script had something to wait for."""
        if not self.running:
            self._spent += seconds

    @contextmanager
    def inside(self) -> Iterator[None]:
        """A call into the state. Within a wait for a person the clock runs for the call."""
        starts = not self.running
        paused, self._paused = self._paused, 0
        if starts:
            self._entered = time.monotonic()
        self.depth += 1
        try:
            yield
        finally:
            if starts:
                self._spent += time.monotonic() - self._entered
            self.depth -= 1
            self._paused = paused

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens inside does not count: the host waits for a person."""
        if self._paused == 0 and self.depth > 0:
            self._spent += time.monotonic() - self._entered
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1
            if self._paused == 0:
                self._entered = time.monotonic()
