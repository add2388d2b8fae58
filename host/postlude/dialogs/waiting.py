"""Time in open windows: their timers, and waiting for requests.

As long as nothing outside is on its way, time is skipped: a timer's next turn comes at once, in order, and what a
script waits for with timers alone takes no time. ``os.time`` and ``os.clock`` go on as ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from postlude.dialogs.model import Surface

SLICE = 0.05
"""Seconds of real waiting after which timers that a callback set are seen."""
SHORTEST = 0.001
"""Seconds between the turns of a timer, at least."""
LONGEST_IDLE = 60.0
"""Seconds that timers which never stop are given until a run counts as idle."""

Fire = Callable[[Any, int], None]


class Waiting:
    """The timers of the open windows. ``fire`` is called with the window and the number of a timer that is due."""

    def __init__(self, surface: Surface, windows: Callable[[], Sequence[Any]], fire: Fire) -> None:
        self._surface = surface
        self._windows = windows
        self._fire = fire
        self._now = 0.0
        self._due: dict[tuple[int, int], tuple[int, float]] = {}
        """When each timer is due, by its window and number, with the interval that this was reckoned with."""

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Let that much time pass, or less if ``until()`` becomes true."""
        end = self._now + seconds
        while not until():
            self._surface.check_time()
            due = self._next_due()
            at = end if due is None else min(end, max(due, self._now))
            self._pass(at)
            if self._now >= at and not self._fire_due(until) and self._now >= end:
                return

    def idle(self, until: Callable[[], bool] = lambda: False) -> None:
        """Wait until nothing is on its way and no timer runs; a timer that goes on is given a minute."""
        while not until():
            while self._surface.pending() and not until():
                self.wait(SLICE, until)
            if self._next_due() is None:
                return
            self.wait(LONGEST_IDLE, lambda: until() or self._surface.pending() or self._next_due() is None)
            if not self._surface.pending():
                return

    def _pass(self, at: float) -> None:
        """Let time pass until then: at once, or no longer than a slice while something is on its way."""
        if not self._surface.pending():
            self._now = max(self._now, at)
            return
        began = time.monotonic()
        self._surface.pump(min(max(at - self._now, 0.0), SLICE))
        self._now = min(self._now + max(time.monotonic() - began, SHORTEST), max(at, self._now))

    def _next_due(self) -> float | None:
        self._look()
        return min((due for _, due in self._due.values()), default=None)

    def _look(self) -> None:
        """Take notice of timers that were set, changed and stopped."""
        running = {
            (id(window), number): interval
            for window in self._windows()
            for number, interval in window.timers.items()
        }
        for key in [key for key in self._due if key not in running]:
            del self._due[key]
        for key, interval in running.items():
            if key not in self._due or self._due[key][0] != interval:
                self._due[key] = (interval, self._now + max(interval / 1000, SHORTEST))

    def _fire_due(self, until: Callable[[], bool]) -> bool:
        """Fire each timer that is due once; whether there was one."""
        due = sorted((at, key) for key, (_, at) in self._due.items() if at <= self._now)
        for _, (window_id, number) in due:
            window = next((each for each in self._windows() if id(each) == window_id), None)
            if window is None or number not in window.timers:
                continue
            interval = window.timers[number]
            self._due[window_id, number] = (interval, self._now + max(interval / 1000, SHORTEST))
            self._fire(window, number)
            if until():
                break
        return bool(due)
