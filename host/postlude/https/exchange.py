"""One request on its way: waited for, asked about, or cut off."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
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

    def __init__(self, deadline: float, *, streams: bool = False) -> None:
        self.deadline = deadline
        """On the clock of ``time.monotonic``."""
        self.streams = streams
        """Whether :meth:`take` gives the body piece by piece, besides the whole reply."""
        self.done = threading.Event()
        self._news = threading.Event()
        self._notify: Callable[[], None] | None = None
        self._head: Reply | None = None
        self._pieces: deque[bytes] = deque()
        self._attempt: Attempt | None = None
        self._began = 0.0
        # Re-entrant: a finalizer may abort an exchange in the middle of anything.
        self._lock = threading.RLock()
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

    def wait_for_news(self) -> bool:
        """Wait until pieces have come or it is done; whether it is done. Aborts it at the deadline."""
        if not self._news.wait(max(0.0, self.remaining)):
            self.abort(TIMED_OUT)
        self._news.clear()
        return self.done.is_set()

    def notify(self, news: Callable[[], None]) -> None:
        """Call ``news``, from any thread, when pieces have come and when it is done; at once if it is."""
        with self._lock:
            self._notify = news
        if self.done.is_set():
            news()

    def arrived(self, head: Reply, piece: bytes) -> None:
        """A piece of the body has come; ``head`` is the reply without it."""
        if self.streams:
            self._head = head
            self._pieces.append(piece)
            self._tell()

    def take(self) -> tuple[Reply | None, list[bytes]]:
        """The reply's head, if it is there, and the pieces that have come since this was last asked."""
        pieces = []
        while self._pieces:
            pieces.append(self._pieces.popleft())
        return self._head, pieces

    def _tell(self) -> None:
        self._news.set()
        notify = self._notify
        if notify is not None:
            notify()

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
        self._tell()
        return True
