"""One completion on its way: sent, streamed, sent again, and what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from postlude.https.exchange import Exchange
from postlude.https.key import BASE_URL_GLOBAL, KEY_GLOBAL, KEY_VARIABLE, OPENAI
from postlude.https.replies import NetworkFailure, PostRefused, Reply
from postlude.openai import messages
from postlude.openai.retrying import backoff, pause, worth_retrying
from postlude.openai.streaming import Assembly, Events, Withholding

if TYPE_CHECKING:
    from postlude.https.access import Access
    from postlude.openai.usage import Usage

# The original library sends this where there is no key.
_ABSENT_KEYS = frozenset({b"", b"invalid key"})

Outcome = tuple[bool, bytes]
Stream = Callable[[bytes], object]
"""Gets the text of the reply, piece by piece."""


class Completion:
    """A POST of ``body`` (JSON) and its outcome: ``True`` and a JSON object, or ``False`` and a message.

    ``timeout`` in seconds is for all of it, retries included; None for as long as the run may take. ``key`` is
    what the caller holds. ``advise`` gets a line for the user.
    """

    def __init__(
        self,
        access: Access,
        usage: Usage,
        body: bytes,
        key: bytes | None,
        *,
        timeout: float | None,
        retries: int = 0,
        stream: Stream | None = None,
        urgent: bool = True,
        advise: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._access = access
        self._usage = usage
        self._body = body
        self._key = key
        self._deadline = time.monotonic() + access.network.patience(timeout, urgent=urgent)
        self._retries = retries
        self._tried = 0
        self._stream = stream
        self._urgent = urgent
        self._advise = advise
        self._streaming: _Streaming | None = None

    def run(self) -> Outcome:
        """Send it and wait for the outcome."""
        while True:
            try:
                exchange = self.begin()
            except NetworkFailure as failure:
                return self.failed(failure)
            try:
                finished = False
                while self._stream is not None and not finished:
                    finished = exchange.wait_for_news()
                    self.pieces(exchange)
                exchange.done.wait(max(0.0, exchange.remaining))
            except BaseException:
                exchange.abort()
                raise
            step = self.end(exchange)
            if isinstance(step, tuple):
                return step
            self._access.network.pause(step)

    def begin(self) -> Exchange:
        """Send it. :class:`NetworkFailure` if it can't be sent, with a message for the script."""
        vault = self._access.vault
        if vault.base is None:
            raise NetworkFailure(vault.base_failure)
        if self._key is None or self._key.strip() in _ABSENT_KEYS:
            raise NetworkFailure(messages.NO_KEY)
        if self._key == vault.script_value and vault.base.origin != vault.bound:
            raise NetworkFailure(
                f"the key of the environment ({KEY_VARIABLE}) is for {OPENAI} only, and {BASE_URL_GLOBAL} is "
                f"{vault.base.authority}: set {KEY_GLOBAL} in a prefix to the key of that server"
            )
        headers = {
            "Content-Type": "application/json",
            "Authorization": "Bearer " + self._key.strip().decode("utf-8", "surrogateescape"),
        }
        exchange = self._access.start(
            "POST",
            f"{vault.base.url}/chat/completions",
            headers,
            self._body,
            max(0.0, self._deadline - time.monotonic()),
            local_http=True,
            streams=self._stream is not None,
            urgent=self._urgent,
        )
        self._usage.requests += 1
        self._streaming = _Streaming(self._access, self._stream) if self._stream is not None else None
        return exchange

    def pieces(self, exchange: Exchange) -> None:
        """Hand over what has come of a reply that is streamed."""
        if self._streaming is None:
            return
        self._streaming.take(exchange)
        if self._streaming.broken:
            exchange.abort(f"{self._where} sent a piece of its reply that is broken")

    def end(self, exchange: Exchange) -> Outcome | float:
        """The outcome of an exchange that is done, or the seconds after which to send it again."""
        try:
            reply = self._access.finish(exchange)
        except NetworkFailure as failure:
            wait = backoff(self._tried) if failure.unanswered else None
            return self.failed(failure) if not self._goes_on(wait) else wait or 0.0
        wait = pause(reply.headers, self._tried) if worth_retrying(reply) else None
        if self._goes_on(wait):
            return wait or 0.0
        return self._outcome(reply)

    def failed(self, failure: NetworkFailure) -> Outcome:
        """The outcome of a request without a reply."""
        message, advice = messages.of_failure(failure)
        if advice and not isinstance(failure, PostRefused):
            self._advise(advice)
        return False, line(message)

    @property
    def _where(self) -> str:
        base = self._access.vault.base
        return base.authority if base is not None else "the server"

    def _goes_on(self, wait: float | None) -> bool:
        """Whether to send it again after that time."""
        if wait is None or self._tried >= self._retries or time.monotonic() + wait >= self._deadline:
            return False
        self._tried += 1
        return True

    def _outcome(self, reply: Reply) -> Outcome:
        where = self._where
        if not reply.ok:
            message, advice = messages.of_reply(reply, where)
            if advice:
                self._advise(advice)
            return False, line(message)
        body: bytes | None = reply.body
        if self._streaming is not None:
            problem = self._streaming.problem
            if self._streaming.broken:
                problem = f"{where} sent a piece of its reply that is broken"
            if problem:
                return False, line(problem)
            body = self._streaming.whole()
            if body is None:
                return False, line(f"{where} ended its reply before it was complete")
        assert body is not None
        answer = messages.decoded(body)
        if not isinstance(answer, dict):
            return False, line(f"{where} answered with something that is not a JSON object")
        self._usage.add(answer)
        return True, body


class _Streaming:
    """The reply to one request, handed over while it comes."""

    def __init__(self, access: Access, stream: Stream) -> None:
        self._access = access
        self._stream = stream
        self._events = Events()
        self._assembly = Assembly()
        self._withholding = Withholding(access.hidden, access.scrub)
        self._plain: list[bytes] = []
        self._is_stream: bool | None = None
        self._is_ok = False
        self._ended = False

    def take(self, exchange: Exchange) -> None:
        """Give the script what has come; at the end, all that is left."""
        done = exchange.done.is_set()
        head, pieces = exchange.take()
        if head is not None and self._is_stream is None:
            kind = head.headers.get("content-type", "").partition(";")[0].strip().lower()
            self._is_stream = head.ok and kind == "text/event-stream"
            self._is_ok = head.ok
        for piece in pieces:
            if not self._is_stream:
                self._plain.append(piece)
                continue
            for event in self._events.feed(piece):
                self._event(event)
        if done and not self._ended:
            self._ended = True
            self._finish()

    @property
    def broken(self) -> bool:
        return self._assembly.broken

    @property
    def problem(self) -> str:
        """What the server says of its failure in the middle of a stream."""
        error = self._assembly.error
        if error is None:
            return ""
        return messages.server_message(error) or "the server ended its reply with an error"

    def whole(self) -> bytes | None:
        """The response put together, as JSON; None if its end is missing."""
        if not self._is_stream:
            return self._access.scrub(b"".join(self._plain))
        if not self._assembly.complete:
            return None
        text = json.dumps(self._assembly.response(), ensure_ascii=False)
        return self._access.scrub(text.encode("utf-8", "surrogatepass"))

    def _event(self, data: bytes) -> None:
        if self._assembly.done or self._assembly.broken:
            return
        text = self._assembly.add(self._access.scrub(data))
        if text:
            self._give(self._withholding.feed(text.encode("utf-8", "surrogatepass")))

    def _finish(self) -> None:
        for event in self._events.close():
            self._event(event)
        self._give(self._withholding.rest())
        if self._is_stream is False and self._is_ok:
            # A server that does not stream: all of it is the one piece.
            answer = messages.decoded(self._access.scrub(b"".join(self._plain)))
            try:
                text = answer["choices"][0]["message"]["content"]
            except (TypeError, LookupError):
                return
            if isinstance(text, str):
                self._give(text.encode("utf-8", "surrogatepass"))

    def _give(self, text: bytes) -> None:
        if text:
            self._stream(text)


def line(message: str) -> bytes:
    """A message as Lua gets it."""
    try:
        return message.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return message.encode("utf-8", "surrogatepass")
