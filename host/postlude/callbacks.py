"""The callbacks of one run: the loop that fires them, and what becomes of their errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postlude.errors import PluginError
from postlude.eventloop import EventLoop

LONGEST_LIFE = 60.0
"""Seconds that a run stays alive, after its main part, for what is still pending."""

Guard = Callable[[Callable[[], Any]], Any]


class Callbacks:
    """Calls back into a plugin on the plugin's thread.

    An error in a callback ends only that callback: it is handed to ``failed``, with whether an alert is wanted;
    the first one is kept as ``failure``. ``guard`` calls into the plugin and makes a PluginError of what it
    raises. ``notes`` are lines for the user about requests that were given up.
    """

    def __init__(
        self,
        *,
        failed: Callable[[PluginError, bool], None] = lambda error, alert: None,
        spend: Callable[[float], None] = lambda seconds: None,
        guard: Guard = lambda call: call(),
    ) -> None:
        self.loop = EventLoop(spend=spend)
        self.failure: PluginError | None = None
        self.notes: list[str] = []
        self.guard = guard
        self._failed = failed

    def call(self, function: Callable[[], Any], *, alert: bool = True) -> bool:
        """Call into the plugin; whether it went well. A limit and ``os.exit`` go on to whoever pumps."""
        try:
            self.guard(function)
        except PluginError as error:
            self.failure = self.failure or error
            self._failed(error, alert)
            return False
        return True

    def linger(self, alive: Callable[[], bool], left: float | None) -> None:
        """Stay while ``alive()`` and something is pending, for the ``left`` seconds and a minute at most.

        What is pending then is given up.
        """
        limit = LONGEST_LIFE if left is None else min(LONGEST_LIFE, left)
        in_time = self.loop.run_until_idle(alive, limit)
        self.give_up("the script ended" if in_time else "the run's time was over")

    def give_up(self, why: str) -> None:
        """Abort what is pending; a note says so."""
        count = self.loop.drop_all()
        if count and not self.loop.stopped:
            what = "1 request was" if count == 1 else f"{count} requests were"
            self.note(f"{what} still on the way when {why}, and aborted")

    def note(self, text: str) -> None:
        """Tell the user, once."""
        if text not in self.notes:
            self.notes.append(text)

    def check(self) -> None:
        """Raise the first error of a callback, if there was one."""
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure
