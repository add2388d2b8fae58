"""``socket``: as much of LuaSocket as a debugger's client in a script needs, to this machine alone.

For scripts that ask for ``LoadLuaSocket`` and are trusted. TCP connections to loopback addresses can be made;
anything else is refused and listed. Waiting for a debugger is waiting for a person: it doesn't count as run time.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from postlude.errors import ScriptError

from ..opaque import Opaque
from ..values import LuaTable
from .chunks import run_chunk
from .places import type_name
from .tcp_socket import TcpSocket, number

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

FLAG = "LoadLuaSocket"
_SLICE = 0.05
"""Seconds between two looks at whether the run was ended meanwhile."""

Refused = Callable[[str, str, str], None]
"""Records a refusal: the rule, what was tried, why not."""


_SOCKETS = Opaque(
    "tcp{client}",
    TcpSocket,
    {
        method.__name__: method
        for method in (
            TcpSocket.close, TcpSocket.connect, TcpSocket.dirty, TcpSocket.getpeername, TcpSocket.getsockname,
            TcpSocket.receive, TcpSocket.send, TcpSocket.setoption, TcpSocket.settimeout, TcpSocket.shutdown,
        )
    },
    closer="close",
)  # fmt: skip


class Sockets:
    """The library in one state, and the sockets that its script opened."""

    def __init__(self, state: LuaState, refused: Refused) -> None:
        self.state = state
        self._refused = refused
        self._opened: WeakSet[TcpSocket] = WeakSet()

    def add(self, made: TcpSocket) -> None:
        self._opened.add(made)

    def open_links(self) -> int:
        return sum(each.link is not None for each in self._opened)

    def refuse(self, where: str) -> bytes:
        reason = "scripts may connect to this machine only (localhost), for a debugger"
        self._refused(FLAG, f"socket.connect: {where}", reason)
        return f"connecting to {where} is not allowed: {reason}".encode("utf-8", "surrogateescape")

    def ready(self, reading: list[Any], writing: list[Any], end: float | None) -> tuple[list[Any], list[Any]]:
        """Which of these can be read or written at that moment at the latest."""
        with self.state.pause_clock():
            while self.state.border.stop is None:
                left = _SLICE if end is None else min(_SLICE, max(0.0, end - time.monotonic()))
                can_read, can_write, _ = select.select(reading, writing, [], left)
                if can_read or can_write or (end is not None and time.monotonic() >= end):
                    return can_read, can_write
        return [], []

    # ---- functions of the library

    def tcp(self, *_: Any) -> TcpSocket:
        return TcpSocket(self)

    def connect(self, host: Any = None, port: Any = None, *_: Any) -> Any:
        """A connected socket, or nil and a message."""
        made = self.tcp()
        answer = made.connect(host, port)
        return answer if isinstance(answer, tuple) else made

    def select(self, receiving: Any = None, sending: Any = None, timeout: Any = None, *_: Any) -> Any:
        """Those that can be read, those that can be written, and ``timeout`` if there are none; each table has
        its sockets as a sequence and as keys."""
        seconds = None if timeout is None else number(timeout, 3, "select")
        end = None if seconds is None or seconds < 0 else time.monotonic() + seconds
        readers, writers = _sockets_in(receiving, 1), _sockets_in(sending, 2)
        waiting = [each for each in readers if each.pending]
        links = {each.link: each for each in (*readers, *writers) if each.link is not None}
        can_read, can_write = self.ready(
            [each.link for each in readers if each.link is not None],
            [each.link for each in writers if each.link is not None],
            time.monotonic() if waiting else end,
        )
        read = dict.fromkeys([*waiting, *(links[link] for link in can_read)])
        written = [links[link] for link in can_write]
        problem = None if read or written else b"timeout"
        return _both_ways(list(read)), _both_ways(written), problem

    def sleep(self, seconds: Any = None, *_: Any) -> None:
        wanted = number(seconds, 1, "sleep")
        left = self.state.deadline()
        if wanted > 0:
            time.sleep(wanted if left is None else min(wanted, left))

    def gettime(self, *_: Any) -> float:
        """Seconds since the beginning of 1970."""
        return time.time()


def install_socket(state: LuaState, refused: Refused, *, flat: bool = True) -> None:
    """Give a state the library as RGP Lua does: the global ``socket``, ``require "socket"`` and
    ``"socket.core"``; with ``flat`` a ``require`` that finds LuaSocket's other files in one flat folder, too.

    A debugger's client needs hooks besides: ``debug.sethook`` works from now on.
    """
    state.core(b"allow_hooks")
    sockets = Sockets(state, refused)
    state.bind_objects(_SOCKETS)
    functions: dict[str, Callable[..., Any]] = {
        "tcp": sockets.tcp,
        "tcp4": sockets.tcp,
        "connect": sockets.connect,
        "connect4": sockets.connect,
        "select": sockets.select,
        "sleep": sockets.sleep,
        "gettime": sockets.gettime,
    }
    content = {name: state.function(function, f"socket.{name}") for name, function in functions.items()}
    module = state.table({"_VERSION": b"LuaSocket 3.0.0", **content})
    run_chunk(state, "socket", module, flat)
    state.preload("socket.core", lambda _: module)
    state.preload("socket", lambda _: module)
    state.set_global("socket", module)


def _sockets_in(table: Any, position: int) -> list[TcpSocket]:
    if table is None:
        return []
    if not isinstance(table, LuaTable):
        raise ScriptError(f"bad argument #{position} to 'select' (table expected, got {type_name(table)})")
    found = [table.get(index) for index in range(1, len(table) + 1)]
    return [each for each in found if isinstance(each, TcpSocket)]


def _both_ways(sockets: list[TcpSocket]) -> dict[Any, Any]:
    numbered: dict[Any, Any] = dict(enumerate(sockets, 1))
    return numbered | {each: number for number, each in enumerate(sockets, 1)}
