"""One request on its way: waited for, asked about, or cut off."""

from __future__ import annotations

import threading
import time
from typing import Any, TypedDict

from postlude.https.replies import TIMED_OUT, NetworkFailure, Reply


class Attempt(TypedDict):
    """One request that was made; ``status`` is ``None`` if no answer came."""

    method: str
    host: str
    status: int | None
    seconds: float


class Exchange:
    """A request on its way. Made by :meth:`Network.start`; safe to ask from any thread."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        """On the clock of ``time.monotonic``."""
        self.done = threading.Event()
        self._attempt: Attempt | None = None
        self._began = 0.0
        self._lock = threading.Lock()
        self._connection: Any = None
        self._reply: Reply | None = None
        self._failure: NetworkFailure | None = None

    @property
    def remaining(self) -> float:
        return self.deadline - time.monotonic()

    def wait(self) -> Reply:
        """The reply; waits until the deadline at most. :class:`NetworkFailure` otherwise."""
        if not self.done.wait(max(0.0, self.remaining)):
            self.abort(TIMED_OUT)
        return self.result()

    def result(self) -> Reply:
        """The reply of an exchange that is done."""
        if self._reply is not None:
            return self._reply
        raise self._failure or NetworkFailure("the request is still on its way")

    def abort(self, message: str = "The request was cancelled.") -> None:
        """Give up at once, unless it is done: the connection is cut, ``message`` is the failure."""
        if not self.finish(failure=NetworkFailure(message)):
            return
        self.settle(None)
        with self._lock:
            connection, self._connection = self._connection, None
            # By now it may be back in the pool, and in use for another exchange.
            if connection is not None and connection.exchange is self:
                from postlude.https.transport import cut

                cut(connection)

    def claim(self, connection: Any) -> None:
        """The exchange's thread uses ``connection`` from now on (``None``: no longer)."""
        with self._lock:
            if connection is not None:
                if self.done.is_set():
                    raise NetworkFailure(TIMED_OUT)
                connection.exchange = self
            self._connection = connection

    def begin(self, method: str, host: str) -> Attempt:
        """A new attempt, to be settled by whoever ends it first: the answer, or an abort."""
        with self._lock:
            self._began = time.monotonic()
            attempt: Attempt = {"method": method, "host": host, "status": None, "seconds": 0.0}
            self._attempt = attempt
            return attempt

    def settle(self, status: int | None) -> None:
        """Complete the attempt that is under way, if any."""
        with self._lock:
            if self._attempt is not None:
                self._attempt["status"] = status
                self._attempt["seconds"] = round(time.monotonic() - self._began, 6)
                self._attempt = None

    def finish(self, reply: Reply | None = None, failure: NetworkFailure | None = None) -> bool:
        """Set the result; the first one counts. Returns whether this was it."""
        with self._lock:
            if self.done.is_set():
                return False
            self._reply, self._failure = reply, failure
            self.done.set()
            return True
