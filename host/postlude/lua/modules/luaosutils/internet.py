"""``luaosutils.internet``: requests for Lua scripts, over :mod:`postlude.https`.

As in RGP Lua (luaosutils 2.5.0), only status 200 is success. Every other answer gives ``false`` and the
text of its *status*; what the server wrote in its body is not to be had. macOS words that text itself, in
lower case ("not found"); Windows passes on what the server sent ("Not Found").

``get``, ``post`` and ``download_url`` return a session at once; their callback runs on the script's thread, from
the run's event loop.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from postlude.callbacks import Callbacks
from postlude.errors import RefusedError, ScriptError
from postlude.https.access import Access
from postlude.https.calls import CallbackSession
from postlude.https.exchange import Exchange
from postlude.https.policy import server_name, url_escape
from postlude.https.replies import TIMED_OUT, NetworkFailure, Reply
from postlude.lua.gates import gate
from postlude.lua.modules.luaosutils.sessions import TYPE_NAME, bind_sessions
from postlude.lua.services import Permit
from postlude.lua.values import LuaFunction, LuaTable

PROMPT = 0.005
"""Seconds within which no failure gets to a script: RGP Lua hands it over from its event loop. Its own tests have a
URL that macOS refuses run into a timeout of 0.001 seconds."""

# Where macOS words a status otherwise than the standard does (its CFNetwork framework; not checked on a Mac).
_MAC_WORDS = {
    200: "no error",
    305: "needs proxy",
    307: "temporarily redirected",
    406: "unacceptable",
    408: "request timed out",
    410: "no longer exists",
    501: "unimplemented",
    504: "gateway timed out",
    505: "unsupported version",
}
_MAC_CLASSES = {1: "informational", 2: "success", 3: "redirected", 4: "client error", 5: "server error"}


def status_text(reply: Reply, platform: str) -> str:
    """What a script is told of an answer that is not 200."""
    if platform == "windows":
        return reply.reason or f"Request returned status {reply.status}."
    if reply.status in _MAC_WORDS:
        return _MAC_WORDS[reply.status]
    try:
        return HTTPStatus(reply.status).phrase.lower()
    except ValueError:
        return _MAC_CLASSES.get(reply.status // 100, "server error")


def internet_namespace(
    access: Access,
    permit: Permit,
    *,
    callbacks: Callbacks | None = None,
    consent: Callable[[str], bool] = lambda url: False,
    launched: Callable[[str], None] = lambda url: None,
    browse: Callable[[str], Any] | None = None,
) -> dict[str, Callable[..., Any]]:
    """The functions of ``luaosutils.internet`` by name, to be guarded and bound by the Lua state.

    ``launched`` gets each address that a script wants to open in a browser; it is opened with ``browse`` only
    if ``consent`` says that a person agreed. ``callbacks`` are those of the run. Strings arrive as bytes, tables
    and functions as Lua handles.
    """
    calls = _Calls(access, permit, callbacks or Callbacks(), consent, launched, browse)
    return {
        "get_sync": calls.get_sync,
        "post_sync": calls.post_sync,
        "download_url_sync": calls.download_url_sync,
        "get": calls.get,
        "post": calls.post,
        "download_url": calls.download_url,
        "cancel_session": calls.cancel_session,
        "report_errors": calls.report_errors,
        "server_name": calls.server_name,
        "url_escape": calls.url_escape,
        "launch_website": calls.launch_website,
    }


class _Calls:
    def __init__(
        self,
        access: Access,
        permit: Permit,
        callbacks: Callbacks,
        consent: Callable[[str], bool],
        launched: Callable[[str], None],
        browse: Callable[[str], Any] | None,
    ) -> None:
        self._access = access
        self._permit = permit
        self._callbacks = callbacks
        self._consent = consent
        self._launched = launched
        self._browse = browse

    def get_sync(self, *arguments: Any) -> tuple[bool, bytes]:
        self._gate("get_sync")
        return self._get(arguments)

    def download_url_sync(self, *arguments: Any) -> tuple[bool, bytes]:
        self._gate("download_url_sync")
        return self._get(arguments)

    def post_sync(self, *arguments: Any) -> tuple[bool, bytes]:
        self._gate("post_sync")
        url, data = _string(arguments, 1), _string(arguments, 2)
        return self._send("POST", url, _headers(arguments, 4), data, _number(arguments, 3))

    def get(self, *arguments: Any) -> CallbackSession:
        """Calls back ``callback(success, data)`` later; the session aborts the request when it is collected."""
        self._gate("get")
        return self._start_get(arguments)

    def download_url(self, *arguments: Any) -> CallbackSession:
        self._gate("download_url")
        return self._start_get(arguments)

    def post(self, *arguments: Any) -> CallbackSession:
        self._gate("post")
        url, data, callback = _string(arguments, 1), _string(arguments, 2), _expect(arguments, 3, "function")
        return self._start("POST", url, _headers(arguments, 4), data, callback)

    def cancel_session(self, *arguments: Any) -> None:
        """Aborts the request of a session; its callback is not called. Nil is fine."""
        self._gate("cancel_session")
        session = _session(arguments)
        if session is not None:
            session.cancel()

    def report_errors(self, *arguments: Any) -> tuple[()]:
        """Sets whether an error in the callback is shown in an alert."""
        self._gate("report_errors")
        session, value = _session(arguments), _expect(arguments, 2, "boolean")
        if session is not None:
            session.report_errors = value
        return ()

    def server_name(self, *arguments: Any) -> str:
        return server_name(_text(_string(arguments, 1)), self._access.platform)

    def url_escape(self, *arguments: Any) -> str:
        return url_escape(_string(arguments, 1), self._access.platform)

    def launch_website(self, *arguments: Any) -> tuple[()]:
        """Recorded; opened only with a person's consent, and only if it is a web or mail address."""
        raw = _string(arguments, 1)
        try:
            self._access.vault.refuse_in_url(raw)
        except RefusedError as refusal:
            self._access.note("key", "luaosutils.internet.launch_website", refusal.message)
            raise
        url = _text(raw)
        self._launched(url)
        is_address = url.lower().startswith(("https://", "http://", "mailto:")) and url.isprintable()
        if is_address and self._consent(url):
            if self._browse is not None:
                self._browse(url)
            else:
                import webbrowser

                webbrowser.open(url)
        return ()

    def _gate(self, name: str) -> None:
        gate(self._permit, f"luaosutils.internet.{name}")

    def _get(self, arguments: tuple[Any, ...]) -> tuple[bool, bytes]:
        return self._send("GET", _string(arguments, 1), _headers(arguments, 3), None, _number(arguments, 2))

    def _start_get(self, arguments: tuple[Any, ...]) -> CallbackSession:
        url, callback = _string(arguments, 1), _expect(arguments, 2, "function")
        return self._start("GET", url, _headers(arguments, 3), None, callback)

    def _start(
        self, method: str, url: bytes, headers: dict[str, str], body: bytes | None, callback: LuaFunction
    ) -> CallbackSession:
        bind_sessions(callback.state)
        call = _Request(self._access, method, _text(url), headers, body)
        return CallbackSession(self._callbacks, call, callback)

    def _send(
        self, method: str, url: bytes, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> tuple[bool, bytes]:
        try:
            reply = self._access.request(method, _text(url), headers, body, timeout)
        except NetworkFailure as failure:
            return _failed(failure if timeout >= PROMPT else NetworkFailure(TIMED_OUT))
        return _result(reply, self._access.platform)


class _Request:
    """One request without a timeout of its own; it ends with the run at the latest."""

    def __init__(
        self, access: Access, method: str, url: str, headers: dict[str, str], body: bytes | None
    ) -> None:
        self._access = access
        self._arguments = (method, url, headers, body, None)

    def begin(self) -> Exchange:
        return self._access.start(*self._arguments, urgent=False)

    def pieces(self, exchange: Exchange) -> None:
        """The whole reply comes at the end."""

    def end(self, exchange: Exchange) -> tuple[bool, bytes]:
        try:
            reply = self._access.finish(exchange)
        except NetworkFailure as failure:
            return _failed(failure)
        return _result(reply, self._access.platform)

    def failed(self, failure: NetworkFailure) -> tuple[bool, bytes]:
        return _failed(failure)


def _result(reply: Reply, platform: str) -> tuple[bool, bytes]:
    if reply.ok:
        return True, reply.body
    return False, status_text(reply, platform).encode("utf-8", "surrogateescape")


def _failed(failure: NetworkFailure) -> tuple[bool, bytes]:
    return False, failure.message.encode("utf-8", "surrogateescape")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def lua_type_name(value: object) -> str:
    """The Lua type of a value that came from a Lua state."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, bytes):
        return "string"
    if isinstance(value, LuaTable):
        return "table"
    return "function" if isinstance(value, LuaFunction) else "userdata"


def _expect(arguments: tuple[Any, ...], position: int, kind: str) -> Any:
    """The argument at ``position`` (from 1), which must be of exactly this Lua type; no conversion."""
    value = arguments[position - 1] if position <= len(arguments) else None
    found = lua_type_name(value) if position <= len(arguments) else "no value"
    if found != kind:
        raise ScriptError(f"param {position} expected {kind}, got {found}")
    return value


def _string(arguments: tuple[Any, ...], position: int) -> bytes:
    return bytes(_expect(arguments, position, "string"))


def _number(arguments: tuple[Any, ...], position: int) -> float:
    """A timeout in seconds; below zero and not-a-number count as zero, as in RGP Lua."""
    value = float(_expect(arguments, position, "number"))
    return 0.0 if math.isnan(value) else max(0.0, value)


def _headers(arguments: tuple[Any, ...], position: int) -> dict[str, str]:
    if position > len(arguments) or arguments[position - 1] is None:
        return {}
    headers: dict[str, str] = {}
    for name, value in _expect(arguments, position, "table").items():
        text = str(value) if lua_type_name(value) == "number" else value
        if not isinstance(name, bytes) or not isinstance(text, bytes | str):
            raise ScriptError(f"param {position} expected a table of strings by name")
        headers[_text(name)] = text if isinstance(text, str) else _text(text)
    return headers


def _session(arguments: tuple[Any, ...]) -> CallbackSession | None:
    given = arguments[0] if arguments else None
    if given is None or isinstance(given, CallbackSession):
        return given
    raise ScriptError(f"param 1 expected {TYPE_NAME}, got {lua_type_name(given)}")
