"""Chat completions, for Lua and for Python plugins: ``success, response``, whatever the server does.

Nothing that a server does raises. What raises is a call that makes no sense (:class:`ScriptError`) and a key
that would go where it must not (:class:`RefusedError`).
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError
from postlude.https.access import Access
from postlude.https.key import BASE_URL_GLOBAL, KEY_GLOBAL, OPENAI
from postlude.https.replies import TIMED_OUT, NetworkFailure, Reply

if TYPE_CHECKING:
    from postlude.lua.services import Permit

FLAG = "ExecuteHttpsCalls"
DEFAULT_TIMEOUT = 5.0

NO_KEY = (
    f'there is no OpenAI key: set {KEY_GLOBAL} = "..." in the prefix of this plugin or in the system prefix, '
    "or OPENAI_API_KEY in the environment"
)

# The original library sends this where there is no key.
_ABSENT_KEYS = frozenset({b"", b"invalid key"})
_WORTH_RETRYING = frozenset({408, 429, 500, 502, 503, 504})
_LONGEST_PAUSE = 60.0

Outcome = tuple[bool, bytes]


class OpenAIClient:
    """``create_completion`` and ``create_chat`` for Python plugins, :meth:`complete` for the Lua module.

    ``permit`` is asked at every call. ``retries`` is how often a request is sent again after status 408, 429
    or 5xx, after the seconds of ``Retry-After`` (else 0.5, 1, 2 ...), never past the timeout; none unless
    asked for.
    """

    def __init__(self, access: Access, permit: Permit, *, retries: int = 0) -> None:
        self._access = access
        self._permit = permit
        self.retries = retries

    def create_completion(
        self,
        model: str,
        prompt: str,
        temperature: float | None = None,
        callback_or_timeout: float | Callable[[bool, Any], None] | None = DEFAULT_TIMEOUT,
    ) -> tuple[bool, Any]:
        """Ask for a reply to one ``prompt``; waits ``callback_or_timeout`` seconds at most.

        Gives ``True`` and the decoded object of the server, or ``False`` and a message.
        """
        messages = [{"role": "user", "content": prompt}]
        return self._create("create_completion", model, messages, temperature, callback_or_timeout)

    def create_chat(
        self,
        model: str,
        messages: Sequence[Mapping[str, Any]],
        temperature: float | None = None,
        callback_or_timeout: float | Callable[[bool, Any], None] | None = DEFAULT_TIMEOUT,
    ) -> tuple[bool, Any]:
        """As :meth:`create_completion`; ``messages`` have ``role`` and ``content``, and are sent whole."""
        if isinstance(messages, str | bytes) or not isinstance(messages, Sequence):
            raise ScriptError("openai.create_chat: messages must be a list")
        return self._create("create_chat", model, messages, temperature, callback_or_timeout)

    def complete(self, body: bytes, timeout: float, key: bytes | None = None) -> Outcome:
        """POST ``body`` (JSON); ``True`` and the reply, which is a JSON object, or ``False`` and a message.

        ``timeout`` in seconds for all, retries included; ``key`` as the caller holds it.
        """
        self._permit(FLAG, "openai")
        vault = self._access.vault
        if vault.base is None:
            return False, _line(vault.base_failure)
        if key is None or key.strip() in _ABSENT_KEYS:
            return False, _line(NO_KEY)
        if key == vault.script_value and vault.base.origin != vault.bound:
            return False, _line(
                f"the key of the environment (OPENAI_API_KEY) is for {OPENAI} only, and {BASE_URL_GLOBAL} is "
                f"{vault.base.authority}: set {KEY_GLOBAL} in a prefix to the key of that server"
            )
        headers = {
            "Content-Type": "application/json",
            "Authorization": "Bearer " + key.strip().decode("utf-8", "surrogateescape"),
        }
        deadline = time.monotonic() + (timeout if timeout > 0 else 0.0)
        for retry in range(self.retries + 1):
            try:
                reply = self._access.request(
                    "POST",
                    f"{vault.base.url}/chat/completions",
                    headers,
                    body,
                    deadline - time.monotonic(),
                    local_http=True,
                )
            except NetworkFailure as failure:
                return False, _line(failure.message)
            pause = _pause(reply, retry)
            if retry == self.retries or pause is None or time.monotonic() + pause >= deadline:
                return _outcome(reply, vault.base.authority)
            time.sleep(pause)
        return False, _line(TIMED_OUT)

    def _create(
        self, name: str, model: str, messages: object, temperature: float | None, callback_or_timeout: object
    ) -> tuple[bool, Any]:
        self._permit(FLAG, f"openai.{name}")
        timeout = DEFAULT_TIMEOUT if callback_or_timeout is None else callback_or_timeout
        if isinstance(timeout, bool) or not isinstance(timeout, int | float):
            if callable(timeout):
                raise ScriptError(
                    f"openai.{name} with a function is not available yet; pass a number of seconds"
                )
            raise ScriptError(
                f"openai.{name}: callback_or_timeout must be a number (seconds) or a function, "
                f"not {type(timeout).__name__}"
            )
        request: dict[str, Any] = {"model": model, "messages": messages}
        if temperature is not None:
            request["temperature"] = temperature
        try:
            text = json.dumps(request, ensure_ascii=False, allow_nan=False, default=_sendable)
            body = text.encode("utf-8", "surrogateescape")
        except (TypeError, ValueError, RecursionError) as error:
            raise ScriptError(f"openai.{name}: this cannot be sent as JSON: {error}") from None
        success, answer = self.complete(body, float(timeout), self._access.vault.script_value)
        return (True, json.loads(answer)) if success else (False, answer.decode("utf-8", "replace"))


def _sendable(value: object) -> object:
    """Read-only mappings and other sequences, as JSON."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return list(value)
    raise TypeError(f"a value of type {type(value).__name__}")


def _line(message: str) -> bytes:
    return message.encode("utf-8", "surrogateescape")


def _pause(reply: Reply, retry: int) -> float | None:
    """Seconds to wait before sending again; ``None`` if that would not help."""
    if reply.status not in _WORTH_RETRYING:
        return None
    try:
        asked = float(reply.headers.get("retry-after", ""))
    except ValueError:
        return 0.5 * 2.0**retry
    return asked if math.isfinite(asked) and 0 <= asked <= _LONGEST_PAUSE else None


def _outcome(reply: Reply, where: str) -> Outcome:
    decoded = _decode(reply.body)
    if reply.ok:
        if isinstance(decoded, dict):
            return True, reply.body
        return False, _line(f"{where} answered with something that is not a JSON object")
    if 300 <= reply.status < 400:
        return False, _line(f"{where} redirects elsewhere (status {reply.status}), which is not followed")
    return False, _server_message(decoded) or _line(f"{where}: {reply.status} {reply.reason}".rstrip())


def _decode(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _server_message(decoded: Any) -> bytes:
    """The server's own words, as OpenAI and the servers that imitate it place them."""
    if not isinstance(decoded, dict):
        return b""
    error = decoded.get("error")
    nested = error.get("message") if isinstance(error, dict) else error
    for candidate in (nested, decoded.get("message"), decoded.get("detail")):
        if isinstance(candidate, str) and candidate.strip():
            return candidate.encode("utf-8", "surrogatepass")
    return b""
