"""Chat completions, for Lua and for Python plugins: ``success, response``, whatever the server does.

Nothing that a server does raises. What raises is a call that makes no sense (:class:`ScriptError`) and a key
that would go where it must not (:class:`RefusedError`).
"""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from postlude.callbacks import Callbacks
from postlude.errors import ScriptError
from postlude.https.access import Access
from postlude.https.calls import CallbackSession
from postlude.openai.retrying import MOST_RETRIES, retries_of
from postlude.openai.usage import Usage

if TYPE_CHECKING:
    from postlude.lua.services import Permit
    from postlude.openai.completion import Completion, Outcome, Stream

FLAG = "ExecuteHttpsCalls"
DEFAULT_TIMEOUT = 5.0

CONTROLS = ("stream", "timeout", "retries")
"""Options that are the client's; all others go into the request as they are."""
FIXED = ("model", "messages")
"""What the options can't set, because the functions have arguments for it."""

Answer = tuple[bool, Any]
Callback = Callable[[bool, Any], Any]


class OpenAIClient:
    """``create_completion`` and ``create_chat`` for Python plugins, :meth:`complete` and :meth:`begin` for Lua.

    ``permit`` is asked at every call. ``retries`` is how often a request is sent again after status 408, 409,
    429 or 5xx, or if the server gave no answer: after the time that its ``Retry-After`` names (else 0.5, 1, 2
    ... seconds), never past the timeout; none unless asked for. ``usage`` counts requests and tokens.
    """

    def __init__(
        self, access: Access, permit: Permit, *, retries: int = 0, callbacks: Callbacks | None = None
    ) -> None:
        self._access = access
        self._permit = permit
        self._callbacks = callbacks or Callbacks()
        self._timeout: float | None = None
        self.retries = retries
        self.usage = Usage()

    def with_options(self, *, retries: int | None = None, timeout: float | None = None) -> OpenAIClient:
        """This client with other settings: ``retries``, and ``timeout`` in seconds for calls that name none."""
        other = copy.copy(self)
        if retries is not None:
            other.retries = _retries(retries)
        if timeout is not None:
            other._timeout = _seconds(timeout, "timeout")
        return other

    def create_completion(
        self,
        model: str,
        prompt: str,
        temperature: float | None = None,
        callback_or_timeout: float | Callback | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Any:
        """Ask for a reply to one ``prompt``.

        With a number (5 if left out) it waits so many seconds at most and gives ``True`` and the decoded object
        of the server, or ``False`` and a message. With a function it gives a session at once, which can be
        cancelled, and the function is called with the two later, in this thread, when ``run`` has ended.

        ``options``: ``stream``, a function that gets the text of the reply piece by piece; ``retries``;
        ``timeout`` in seconds, for a call with a function; everything else (``tools``, ``response_format``,
        ``max_tokens`` ...) is sent as it is.
        """
        messages = [{"role": "user", "content": prompt}]
        return self._create("create_completion", model, messages, temperature, callback_or_timeout, options)

    def create_chat(
        self,
        model: str,
        messages: Sequence[Mapping[str, Any]],
        temperature: float | None = None,
        callback_or_timeout: float | Callback | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Any:
        """As :meth:`create_completion`; ``messages`` have ``role`` and ``content``, and are sent whole."""
        if isinstance(messages, str | bytes) or not isinstance(messages, Sequence):
            raise ScriptError("openai.create_chat: messages must be a list")
        return self._create("create_chat", model, messages, temperature, callback_or_timeout, options)

    def complete(
        self,
        body: bytes,
        timeout: float,
        key: bytes | None = None,
        stream: Stream | None = None,
        retries: float | None = None,
    ) -> Outcome:
        """POST ``body`` (JSON) and wait; ``True`` and the reply, a JSON object, or ``False`` and a message.

        ``timeout`` in seconds for all, retries included; ``key`` as the caller holds it.
        """
        self._permit(FLAG, "openai")
        timeout = timeout if timeout > 0 else 0.0
        return self._completion(body, key, timeout, stream, retries, urgent=True).run()

    def begin(
        self,
        body: bytes,
        callback: Callable[[bool, bytes], Any],
        key: bytes | None = None,
        timeout: float | None = None,
        stream: Stream | None = None,
        retries: float | None = None,
        *,
        kept: bool = False,
    ) -> CallbackSession:
        """The same without waiting: ``callback`` gets the outcome."""
        self._permit(FLAG, "openai")
        timeout = self._timeout if timeout is None else timeout
        completion = self._completion(body, key, timeout, stream, retries, urgent=False)
        return CallbackSession(self._callbacks, completion, callback, kept=kept)

    def _completion(
        self,
        body: bytes,
        key: bytes | None,
        timeout: float | None,
        stream: Stream | None,
        retries: float | None,
        *,
        urgent: bool,
    ) -> Completion:
        from postlude.openai.completion import Completion

        return Completion(
            self._access,
            self.usage,
            body,
            key,
            timeout=timeout,
            retries=self.retries if retries is None else _retries(retries),
            stream=stream,
            urgent=urgent,
            advise=self._advise,
        )

    def _advise(self, line: str) -> None:
        self._callbacks.note(f"openai: {line}")

    def _create(
        self,
        name: str,
        model: str,
        messages: object,
        temperature: float | None,
        callback_or_timeout: object,
        options: Mapping[str, Any] | None,
    ) -> Any:
        self._permit(FLAG, f"openai.{name}")
        wait = callback_or_timeout
        if wait is None:
            wait = DEFAULT_TIMEOUT if self._timeout is None else self._timeout
        is_number = isinstance(wait, int | float) and not isinstance(wait, bool)
        if not is_number and not callable(wait):
            raise ScriptError(
                f"openai.{name}: callback_or_timeout must be a number (seconds) or a function, "
                f"not {type(wait).__name__}"
            )
        controls, extra = _split(name, options)
        request: dict[str, Any] = {"model": model, "messages": messages, **extra}
        if temperature is not None:
            request["temperature"] = temperature
        stream = controls.get("stream")
        if stream is not None:
            request["stream"] = True
            request.setdefault("stream_options", {"include_usage": True})
        try:
            text = json.dumps(request, ensure_ascii=False, allow_nan=False, default=_sendable)
            body = text.encode("utf-8", "surrogateescape")
        except (TypeError, ValueError, RecursionError) as error:
            raise ScriptError(f"openai.{name}: this cannot be sent as JSON: {error}") from None
        key = self._access.vault.script_value
        pieces: Stream | None = None
        if stream is not None:
            given = stream

            def pieces(text: bytes) -> None:
                given(text.decode("utf-8", "replace"))

        retries = controls.get("retries")
        if not callable(wait):
            assert isinstance(wait, int | float)
            return _answer(*self.complete(body, float(wait), key, pieces, retries))
        callback = wait
        return self.begin(
            body,
            lambda success, answer: callback(*_answer(success, answer)),
            key,
            controls.get("timeout"),
            pieces,
            retries,
            kept=True,
        )


def _split(name: str, options: Mapping[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The client's own options, checked, and those of the request."""
    if options is None:
        return {}, {}
    if not isinstance(options, Mapping):
        raise ScriptError(f"openai.{name}: options must be a dict")
    for fixed in FIXED:
        if fixed in options:
            raise ScriptError(f"openai.{name}: {fixed} is an argument of its own, not an option")
    controls = {key: value for key, value in options.items() if key in CONTROLS and value is not None}
    if "stream" in controls and not callable(controls["stream"]):
        raise ScriptError(f"openai.{name}: the option stream must be a function that gets the text in pieces")
    if "timeout" in controls:
        controls["timeout"] = _seconds(controls["timeout"], "the option timeout")
    return controls, {key: value for key, value in options.items() if key not in CONTROLS}


def _retries(value: object) -> int:
    found = retries_of(value)
    if found is None:
        raise ScriptError(f"openai: retries must be a whole number from 0 to {MOST_RETRIES}")
    return found


def _seconds(value: object, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value) or value < 0:
        raise ScriptError(f"openai: {what} must be a number of seconds")
    return float(value)


def _answer(success: bool, answer: bytes) -> Answer:
    return (True, json.loads(answer)) if success else (False, answer.decode("utf-8", "replace"))


def _sendable(value: object) -> object:
    """Read-only mappings and other sequences, as JSON."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return list(value)
    raise TypeError(f"a value of type {type(value).__name__}")
