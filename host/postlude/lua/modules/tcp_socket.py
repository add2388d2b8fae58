"""One TCP socket of a script, with LuaSocket's methods."""

from __future__ import annotations

import contextlib
import errno
import math
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError
from postlude.https.policy import is_local_host

from ..values import to_text
from .places import text_argument, type_name

if TYPE_CHECKING:
    from .socket import Sockets

MOST_SOCKETS = 64
_PIECE = 65536
_IN_PROGRESS = (errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK))

Failure = tuple[None, bytes]


class TcpSocket:
    """A TCP socket of a script: unconnected (``tcp{master}``) or connected (``tcp{client}``)."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._state = sockets.state
        self.link: socket.socket | None = None
        self.pending = bytearray()
        self._each: float | None = None
        self._whole: float | None = None
        self._closed = False

    def __del__(self) -> None:
        self.close()

    def close(self, *_: Any) -> int:
        self._closed = True
        if self.link is not None:
            self.link.close()
            self.link = None
        return 1

    def settimeout(self, seconds: Any = None, mode: Any = None, *_: Any) -> int:
        """How long an operation may take in all (mode ``t``), or each of its waits (``b``); nil: as long as it
        takes."""
        given = None if seconds is None else number(seconds, 2, "settimeout")
        limit = None if given is None or given < 0 or not math.isfinite(given) else given
        if mode in (b"t", b"r"):
            self._whole = limit
        elif mode in (None, b"b"):
            self._each = limit
        else:
            raise ScriptError("bad argument #3 to 'settimeout' (invalid timeout mode)")
        return 1

    def connect(self, host: Any = None, port: Any = None, *_: Any) -> int | Failure:
        """Connect to a port of this machine; nil and a message otherwise."""
        name = to_text(text_argument(host, 2, "connect"))
        number = _port(port)
        if self._closed:
            return None, b"closed"
        if self.link is not None:
            return None, b"already connected"
        if not is_local_host(name):
            return None, self._sockets.refuse(f"{name}:{number}")
        if self._sockets.open_links() >= MOST_SOCKETS:
            return None, b"too many open sockets"
        error = b"host not found"
        for family, kind, protocol, _name, address in _addresses(name, number):
            link = socket.socket(family, kind, protocol)
            link.setblocking(False)
            problem = self._try(link, address)
            if problem is None:
                self.link = link
                self._sockets.add(self)
                return 1
            link.close()
            error = problem
        return None, error

    def _try(self, link: socket.socket, address: Any) -> bytes | None:
        code = link.connect_ex(address)
        if code in _IN_PROGRESS:
            end = self._end()
            if not self._wait(link, end, writing=True):
                return b"timeout"
            code = link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        return None if code == 0 else _problem(code)

    def send(self, data: Any = None, first: Any = None, last: Any = None, *_: Any) -> Any:
        """The index of the last byte sent; or nil, a message, and that index."""
        text = text_argument(data, 2, "send")
        begin, after = _span(len(text), first, last)
        sent, end = begin, self._end()
        while sent < after:
            if self.link is None:
                return None, b"closed", sent
            try:
                sent += self.link.send(text[sent : min(after, sent + _PIECE)])
            except (BlockingIOError, InterruptedError):
                if not self._wait(self.link, end, writing=True):
                    return None, b"timeout", sent
            except OSError:
                return None, b"closed", sent
        return after

    def receive(self, pattern: Any = None, prefix: Any = None, *_: Any) -> Any:
        """A line (``*l``, without its end), all until the end (``*a``), or that many bytes; behind ``prefix``.
        Or nil, ``timeout`` or ``closed``, and what did arrive."""
        start = b"" if prefix is None else text_argument(prefix, 3, "receive")
        take = self._taker(pattern, len(start))
        end = self._end()
        while True:
            found = take(False)
            if found is not None:
                return start + found
            problem = self._fill(end)
            if problem is not None:
                rest = take(True) if problem == b"closed" else None
                if rest is not None:
                    return start + rest
                partial, self.pending = bytes(self.pending), bytearray()
                if pattern is None or _is_pattern(pattern, b"l"):
                    partial = partial.replace(b"\r", b"")
                return None, problem, start + partial

    def _taker(self, pattern: Any, have: int) -> Callable[[bool], bytes | None]:
        """What takes the answer off the pending bytes, once it is whole; its argument says that no more come."""
        if pattern is None or _is_pattern(pattern, b"l"):
            return lambda ended: self._take_line()
        if _is_pattern(pattern, b"a"):
            return lambda ended: self._take(len(self.pending)) if ended else None
        if isinstance(pattern, (int, float)) and not isinstance(pattern, bool):
            size = max(0, math.floor(pattern) - have) if math.isfinite(pattern) else 0
            return lambda ended: self._take(size) if len(self.pending) >= size else None
        raise ScriptError("bad argument #2 to 'receive' (invalid receive pattern)")

    def _take_line(self) -> bytes | None:
        cut = self.pending.find(b"\n")
        return None if cut < 0 else self._take(cut + 1)[:-1].replace(b"\r", b"")

    def _take(self, size: int) -> bytes:
        taken = bytes(self.pending[:size])
        del self.pending[:size]
        return taken

    def _fill(self, end: float | None) -> bytes | None:
        """Wait for some more bytes; what is wrong if none come."""
        if self.link is None:
            return b"closed"
        try:
            piece = self.link.recv(_PIECE)
        except (BlockingIOError, InterruptedError):
            return None if self._wait(self.link, end) else b"timeout"
        except OSError:
            return b"closed"
        if not piece:
            return b"closed"
        self._state.make_room(len(self.pending) + len(piece))
        self.pending += piece
        return None

    def _end(self) -> float | None:
        return None if self._whole is None else time.monotonic() + self._whole

    def _wait(self, link: socket.socket, end: float | None, *, writing: bool = False) -> bool:
        """Whether the socket is ready before its time is over."""
        limits = [time.monotonic() + self._each] if self._each is not None else []
        limits += [end] if end is not None else []
        reading, written = ([], [link]) if writing else ([link], [])
        return any(self._sockets.ready(reading, written, min(limits, default=None)))

    def shutdown(self, mode: Any = None, *_: Any) -> int | Failure:
        how = {
            None: socket.SHUT_RDWR,
            b"both": socket.SHUT_RDWR,
            b"send": socket.SHUT_WR,
            b"receive": socket.SHUT_RD,
        }
        if mode not in how:
            raise ScriptError("bad argument #2 to 'shutdown' (invalid shutdown method)")
        if self.link is None:
            return None, b"closed"
        with contextlib.suppress(OSError):
            self.link.shutdown(how[mode])
        return 1

    def getpeername(self, *_: Any) -> Any:
        return self._name(lambda link: link.getpeername())

    def getsockname(self, *_: Any) -> Any:
        return self._name(lambda link: link.getsockname())

    def _name(self, ask: Callable[[socket.socket], Any]) -> Any:
        if self.link is None:
            return None, b"closed" if self._closed else b"not connected"
        try:
            host, port, *_ = ask(self.link)
        except OSError as error:
            return None, _problem(error.errno or 0)
        return host, port, "inet6" if self.link.family == socket.AF_INET6 else "inet"

    def setoption(self, option: Any = None, value: Any = None, *_: Any) -> int | Failure:
        options = {
            b"tcp-nodelay": (socket.IPPROTO_TCP, socket.TCP_NODELAY),
            b"keepalive": (socket.SOL_SOCKET, socket.SO_KEEPALIVE),
        }
        name = text_argument(option, 2, "setoption")
        if name not in options:
            raise ScriptError(f"bad argument #2 to 'setoption' (unsupported option `{to_text(name)}')")
        if self.link is None:
            return None, b"not connected"
        self.link.setsockopt(*options[name], bool(value))
        return 1

    def dirty(self, *_: Any) -> bool:
        """Whether bytes have arrived that weren't asked for yet."""
        return bool(self.pending)


def _addresses(host: str, port: int) -> list[Any]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []


def _problem(code: int) -> bytes:
    if code in (errno.ECONNREFUSED, getattr(errno, "WSAECONNREFUSED", errno.ECONNREFUSED)):
        return b"connection refused"
    return errno.errorcode.get(code, "unknown error").lower().encode("ascii")


def _port(value: Any) -> int:
    text = text_argument(value, 3, "connect").decode("ascii", "replace")
    number = text.removesuffix(".0")
    if not number.isascii() or not number.isdigit() or not 0 < int(number[:9]) < 65536:
        raise ScriptError(f"bad argument #3 to 'connect' ({text!r} is no port number)")
    return int(number)


def number(value: Any, position: int, name: str) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise ScriptError(f"bad argument #{position} to '{name}' (number expected, got {type_name(value)})")


def _span(length: int, first: Any, last: Any) -> tuple[int, int]:
    """Where to begin and end in a text, from Lua's indices: negative ones count from the end."""
    begin = 1 if first is None else math.floor(number(first, 3, "send"))
    end = -1 if last is None else math.floor(number(last, 4, "send"))
    begin = max(1, begin + length + 1 if begin < 0 else begin)
    end = min(length, end + length + 1 if end < 0 else end)
    return begin - 1, max(end, begin - 1)


def _is_pattern(value: Any, letter: bytes) -> bool:
    return isinstance(value, bytes) and value.removeprefix(b"*")[:1] == letter
