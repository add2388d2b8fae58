"""Requests that nobody waits for: a session at once, a callback later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from postlude.callbacks import Callbacks
from postlude.eventloop import Pending
from postlude.https.exchange import Exchange
from postlude.https.replies import TIMED_OUT, NetworkFailure

Result = tuple[bool, Any]
"""What a callback gets: success, and the answer or a message."""


class Call(Protocol):
    """One request, perhaps sent several times."""

    def begin(self) -> Exchange:
        """Send it. :class:`NetworkFailure` if that can't be done."""
        ...

    def pieces(self, exchange: Exchange) -> None:
        """Hand over what has come of the reply so far."""
        ...

    def end(self, exchange: Exchange) -> Result | float:
        """The result of an exchange that is done, or the seconds after which to begin again."""
        ...

    def failed(self, failure: NetworkFailure) -> Result:
        """The result if it could not be sent."""
        ...


class CallbackSession:
    """What a caller holds of a request on its way.

    The request is aborted, and its callback never called, when it is cancelled or when nobody holds the session
    any more. ``kept``: it holds itself until the callback was called.
    """

    def __init__(
        self, callbacks: Callbacks, call: Call, deliver: Callable[[bool, Any], Any], *, kept: bool = False
    ) -> None:
        self._task = _Task(callbacks, call, deliver)
        self._task.start()
        if kept and self._task.live:
            self._task.keeper = self

    @property
    def done(self) -> bool:
        """Whether the callback was called, or never will be."""
        return not self._task.live

    @property
    def report_errors(self) -> bool:
        """Whether an error in the callback shows an alert."""
        return self._task.report_errors

    @report_errors.setter
    def report_errors(self, value: bool) -> None:
        self._task.report_errors = value

    def cancel(self) -> None:
        """Abort the request, if it is on its way: its callback will not be called."""
        self._task.abort()

    def __del__(self) -> None:
        task = self.__dict__.get("_task")
        if task is not None and task.live:
            task.abort()
            task.callbacks.note(
                "a request was aborted because its session was collected: keep it in a variable until the "
                "callback is called"
            )


class _Task:
    """The steps of a call. Only the loop's thread does anything here."""

    def __init__(self, callbacks: Callbacks, call: Call, deliver: Callable[[bool, Any], Any]) -> None:
        self.callbacks = callbacks
        self.live = True
        self.report_errors = True
        self.keeper: CallbackSession | None = None
        self._call = call
        self._deliver: Callable[[bool, Any], Any] | None = deliver
        self._exchange: Exchange | None = None
        self._pending: Pending | None = None

    def start(self) -> None:
        try:
            self._begin()
        except NetworkFailure as failure:
            self._later(self._call.failed(failure))
        except BaseException:
            self.live = False
            raise

    def abort(self) -> None:
        """Give up at once; the callback is not called."""
        self._end()
        if self._exchange is not None:
            self._exchange.abort()

    def _begin(self) -> None:
        exchange = self._exchange = self._call.begin()
        pending = self._pending = self.callbacks.loop.expect(self._progress, exchange.deadline, self.abort)
        exchange.notify(pending.ready)

    def _again(self) -> None:
        self._let_go()
        try:
            self._begin()
        except NetworkFailure as failure:
            self._call_back(self._call.failed(failure))

    def _progress(self) -> None:
        exchange = self._exchange
        assert exchange is not None
        if not exchange.done.is_set() and exchange.remaining <= 0:
            exchange.abort(TIMED_OUT)
        done = exchange.done.is_set()
        if not self.callbacks.call(lambda: self._call.pieces(exchange), alert=self.report_errors):
            self.abort()
        if not done or not self.live:
            return
        self._let_go()
        step = self._call.end(exchange)
        if isinstance(step, tuple):
            self._call_back(step)
        else:
            loop = self.callbacks.loop
            self._pending = loop.expect(self._again, loop.clock() + step, self.abort)

    def _later(self, result: Result) -> None:
        """Call back from the loop: never before the caller has its session."""
        self._pending = self.callbacks.loop.expect(lambda: self._call_back(result), None, self.abort)
        self._pending.ready()

    def _call_back(self, result: Result) -> None:
        deliver = self._deliver
        self._end()
        if deliver is not None:
            self.callbacks.call(lambda: deliver(*result), alert=self.report_errors)

    def _end(self) -> None:
        self.live = False
        self.keeper = self._deliver = None
        self._let_go()

    def _let_go(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.close()
