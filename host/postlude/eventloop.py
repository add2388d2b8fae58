"""What a run waits for: requests on their way and timers, and the thread that their callbacks run on.

Any thread may say that something is ready; everything is fired by the thread that pumps the loop, which is the
script's own. Waiting takes no processor time.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable

from postlude.errors import ScriptError

MOST_NESTED = 16
"""Loops within callbacks of loops; each takes its part of Lua's and of Python's stack."""


def _nothing(*_: object) -> None:
    pass


class Pending:
    """Something that the loop waits for, until it is closed. Made by :meth:`EventLoop.expect`."""

    __slots__ = ("_action", "_due", "_loop", "_queued", "closed", "dropped")

    def __init__(
        self,
        loop: EventLoop,
        action: Callable[[], None],
        due: float | None,
        dropped: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._action = action
        self._queued = False
        self._due = due
        self.dropped = dropped
        self.closed = False

    def ready(self) -> None:
        """Have it fired, from any thread; once, however often this is called until then."""
        self._loop._ready(self)

    def again(self, due: float) -> None:
        """Fire it again at ``due``, on the clock of the loop."""
        self._loop._schedule(self, due)

    def close(self) -> None:
        """Wait for it no longer."""
        self._loop._forget(self)


class EventLoop:
    """The pending things of one run. ``spend`` is told of the seconds that were waited."""

    def __init__(
        self,
        *,
        spend: Callable[[float], None] = _nothing,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spend = spend
        self.clock = clock
        # Re-entrant: a finalizer may close what is pending in the middle of anything.
        self._condition = threading.Condition(threading.RLock())
        self._all: dict[Pending, None] = {}
        self._queue: deque[Pending] = deque()
        self._timers: list[tuple[float, int, Pending]] = []
        self._serial = itertools.count()
        self._nested = 0
        self.stopped = False

    def expect(
        self,
        action: Callable[[], None],
        due: float | None = None,
        dropped: Callable[[], None] = _nothing,
    ) -> Pending:
        """Wait for something: ``action`` is called whenever it is ready, and when the clock reaches ``due``.

        ``dropped`` is called if the loop gives up waiting for it.
        """
        pending = Pending(self, action, due, dropped)
        with self._condition:
            self._all[pending] = None
        if due is not None:
            self._schedule(pending, due)
        return pending

    def __len__(self) -> int:
        """How many things are pending."""
        return len(self._all)

    def pump(self, seconds: float) -> None:
        """Fire what becomes ready within that time, all of which passes, even if nothing is pending.

        Raises ScriptError when too many loops run within each other.
        """
        if self._nested >= MOST_NESTED:
            raise ScriptError("event loops run within callbacks of event loops, too many of them")
        until = self.clock() + max(0.0, seconds)
        late = len(self._all)
        self._nested += 1
        try:
            # What is ready when the time is over is fired all the same, but it can't go on for ever.
            while (pending := self._next(until)) is not None:
                late -= self.clock() >= until
                pending._action()
                if late <= 0 and self.clock() >= until:
                    break
        finally:
            self._nested -= 1

    def run_until_idle(self, alive: Callable[[], bool], seconds: float | None) -> bool:
        """Fire what becomes ready while ``alive()`` and anything is pending; whether it ended within the time."""
        until = None if seconds is None else self.clock() + seconds
        late: int | None = None
        while self._all and not self.stopped and alive():
            pending = self._next(until)
            if pending is None:
                return self.stopped
            # What was ready when the time was over is fired all the same, but it can't go on for ever.
            if until is not None and self.clock() >= until:
                late = len(self._all) if late is None else late - 1
                if late <= 0:
                    return False
            pending._action()
        return True

    def stop(self) -> None:
        """Fire nothing any more, and wait no longer; may be called from any thread."""
        with self._condition:
            self.stopped = True
            self._condition.notify_all()

    def drop_all(self) -> int:
        """Give up everything that is pending; how much it was."""
        with self._condition:
            everything = list(self._all)
        for pending in everything:
            pending.close()
            pending.dropped()
        return len(everything)

    # ---- for Pending

    def _ready(self, pending: Pending) -> None:
        with self._condition:
            if pending.closed or pending._queued:
                return
            pending._queued = True
            self._queue.append(pending)
            self._condition.notify_all()

    def _schedule(self, pending: Pending, due: float) -> None:
        with self._condition:
            pending._due = due
            heapq.heappush(self._timers, (due, next(self._serial), pending))
            self._condition.notify_all()

    def _forget(self, pending: Pending) -> None:
        with self._condition:
            pending.closed = True
            pending._due = None
            self._all.pop(pending, None)

    # ---- waiting

    def _next(self, until: float | None) -> Pending | None:
        """What is to be fired next; None when the time is over or the loop stopped."""
        with self._condition:
            while not self.stopped:
                now = self.clock()
                if (found := self._due_now(now)) is not None:
                    return found
                if until is not None and now >= until:
                    return None
                ends = [
                    end for end in (until, self._timers[0][0] if self._timers else None) if end is not None
                ]
                self._condition.wait(min(ends) - now if ends else None)
                self._spend(self.clock() - now)
        return None

    def _due_now(self, now: float) -> Pending | None:
        while self._timers and self._timers[0][0] <= now:
            due, _, pending = heapq.heappop(self._timers)
            if pending._due == due:
                pending._due = None
                self._ready(pending)
        # Timers of what is closed, and earlier ones of what was put off, must not end a wait.
        while self._timers and self._timers[0][2]._due != self._timers[0][0]:
            heapq.heappop(self._timers)
        while self._queue:
            pending = self._queue.popleft()
            pending._queued = False
            if not pending.closed:
                return pending
        return None
