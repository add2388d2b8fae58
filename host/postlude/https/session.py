"""The network of one run: every request of every plugin goes through one :class:`Network`.

A request runs in a thread of its own, as an :class:`Exchange`. The caller waits for it, at most for the whole
timeout whatever the server does (a server that sends one byte a second never runs into a read timeout), and
cuts the connection if it takes longer. Who does not want to wait keeps the exchange and asks again.

Proxies of the environment (``HTTPS_PROXY``, ``NO_PROXY``, the system's settings) are used: they see no more
than the name of the host. Nothing else is read from there: no ``.netrc``, no other certificate bundle.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from postlude.callbacks import LONGEST_LIFE
from postlude.https.exchange import Attempt, Exchange
from postlude.https.policy import Target, headers_elsewhere, is_local_host, parse_target
from postlude.https.replies import TIMED_OUT, NetworkFailure, Reply
from postlude.https.resolve import Place

if TYPE_CHECKING:
    import requests

MOST_BYTES = 64 * 1024 * 1024
MOST_REDIRECTS = 5
MOST_AT_ONCE = 16
"""Requests on their way at the same time; further ones wait for their turn."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 24 * 3600.0


class Network:
    """The only way out.

    ``resolve`` and ``ca_file`` are the options of those names; ``remaining`` gives the seconds left to the
    run, which no request outlasts. ``attempts`` lists all requests, redirects included.
    """

    def __init__(
        self,
        *,
        resolve: Mapping[Place, Place] | None = None,
        ca_file: Path | None = None,
        remaining: Callable[[], float | None] | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._resolve = dict(resolve or {})
        self._ca_file = ca_file
        self._remaining = remaining
        self._most_bytes = most_bytes
        self._session: requests.Session | None = None
        self._pending: set[Exchange] = set()
        self._waiting: deque[tuple[Exchange, Callable[[], None]]] = deque()
        self._running = 0
        self._closed = threading.Event()
        self._lock = threading.RLock()
        self.attempts: list[Attempt] = []

    def request(
        self,
        method: str,
        target: Target,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        timeout: float | None = None,
    ) -> Reply:
        """Send and wait, ``timeout`` seconds in all (``None``: as long as the run may).

        :class:`NetworkFailure` if there is no whole reply by then.
        """
        return self.start(method, target, headers, body, timeout).wait()

    def start(
        self,
        method: str,
        target: Target,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        timeout: float | None = None,
        *,
        streams: bool = False,
        urgent: bool = True,
    ) -> Exchange:
        """Send without waiting. ``headers`` and ``target`` are those that :mod:`policy` has checked.

        A POST follows no redirect: the reply is the redirect itself. A GET follows five, over HTTPS, and
        takes no credentials to another origin. ``streams``: the exchange gives pieces of the body as they
        come. Not ``urgent``: it waits for its turn if many are on their way.

        :class:`NetworkFailure` if the network is closed.
        """
        if self._closed.is_set():
            raise NetworkFailure("The run is over.")
        session = self._opened()
        exchange = Exchange(time.monotonic() + self.patience(timeout, urgent=urgent), streams=streams)
        arguments = (session, exchange, method.upper(), target, list(headers), body)

        def send() -> None:
            threading.Thread(target=self._run, args=arguments, name="postlude-request", daemon=True).start()

        with self._lock:
            self._pending.add(exchange)
            if not urgent and self._running >= MOST_AT_ONCE:
                self._waiting.append((exchange, send))
                return exchange
            self._running += 1
        send()
        return exchange

    def close(self) -> None:
        """Abort what is pending, close all connections, and send nothing any more; from any thread."""
        self._closed.set()
        with self._lock:
            pending = list(self._pending)
            self._waiting.clear()
        for exchange in pending:
            exchange.abort()
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def pause(self, seconds: float) -> None:
        """Let that time pass, unless the network is closed meanwhile."""
        self._closed.wait(seconds)

    def patience(self, timeout: float | None, *, urgent: bool = True) -> float:
        """Seconds that a request with this timeout gets: no more than are left to the run.

        One that is not ``urgent`` leaves some for its callback: a run lives no longer than a minute for it.
        """
        limits = [_LONGEST_WAIT]
        if timeout is not None:
            # Not a number counts as zero, as it does in RGP Lua.
            limits.append(timeout if timeout > 0 else 0.0)
        if self._remaining is not None and (left := self._remaining()) is not None:
            limits.append(max(0.0, left))
        if urgent:
            return min(limits)
        limits.append(LONGEST_LIFE)
        left = min(limits)
        # A timeout of its own, and shorter than that, stays what it is.
        return left if left == timeout else left - min(1.0, left / 10)

    def _opened(self) -> requests.Session:
        if self._session is None:
            from postlude.https.transport import make_session

            self._session = make_session(self._resolve, self._ca_file)
        return self._session

    def _run(
        self,
        session: requests.Session,
        exchange: Exchange,
        method: str,
        target: Target,
        headers: list[tuple[str, str]],
        body: bytes | None,
    ) -> None:
        from postlude.https.transport import current

        current.claim = exchange.claim
        try:
            exchange.finish(self._follow(session, exchange, method, target, headers, body))
        except NetworkFailure as failure:
            exchange.finish(failure=failure)
        except BaseException as error:
            # A defect must not leave its caller waiting. The type alone: its text might hold a header.
            exchange.finish(failure=NetworkFailure(f"the request failed ({type(error).__name__})"))
        finally:
            exchange.claim(None)
            current.claim = None
            self._ended(exchange)

    def _ended(self, exchange: Exchange) -> None:
        """Let the next one go that waits for its turn."""
        with self._lock:
            self._pending.discard(exchange)
            while self._waiting:
                following, send = self._waiting.popleft()
                if not following.done.is_set():
                    break
                self._pending.discard(following)
            else:
                self._running -= 1
                return
        send()

    def _follow(
        self,
        session: requests.Session,
        exchange: Exchange,
        method: str,
        target: Target,
        headers: list[tuple[str, str]],
        body: bytes | None,
    ) -> Reply:
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._attempt(session, exchange, method, target, headers, body)
            location = reply.headers.get("location")
            if method != "GET" or reply.status not in _REDIRECTS or not location:
                return reply
            try:
                following = parse_target(urljoin(target.url, location), platform="windows")
            except NetworkFailure as failure:
                raise NetworkFailure(f"{target.authority} redirects elsewhere: {failure.message}") from None
            if following.origin != target.origin:
                headers = headers_elsewhere(headers)
            target = following
        raise NetworkFailure(f"more than {MOST_REDIRECTS} redirects")

    def _attempt(
        self,
        session: requests.Session,
        exchange: Exchange,
        method: str,
        target: Target,
        headers: list[tuple[str, str]],
        body: bytes | None,
    ) -> Reply:
        self.attempts.append(exchange.begin(method, target.authority))
        try:
            if exchange.remaining <= 0 or exchange.done.is_set():
                raise NetworkFailure(TIMED_OUT)
            from postlude.https.sending import send

            proxies = self._proxies(target)
            reply = send(session, exchange, method, target, headers, body, self._most_bytes, proxies)
        except BaseException:
            exchange.settle(None)
            raise
        exchange.settle(reply.status)
        return reply

    def _proxies(self, target: Target) -> dict[str, str]:
        if is_local_host(target.host) or (target.host, target.port) in self._resolve:
            return {}
        from requests.utils import get_environ_proxies

        return dict(get_environ_proxies(target.url))
