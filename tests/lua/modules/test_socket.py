"""`socket`: a TCP client to this machine, and hooks, as a debugger's client in a script uses them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from postlude.errors import LimitError
from postlude.lua.modules.socket import install_socket
from postlude.lua.services import Limits

from .conftest import Lua, World


class Peer:
    """The other end: listens on loopback; ``serve`` runs on the first connection, in a thread."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(5)
        self.port: int = self._listener.getsockname()[1]
        self._thread: threading.Thread | None = None

    def serve(self, talk: Callable[[socket.socket], None]) -> None:
        def run() -> None:
            connection, _ = self._listener.accept()
            with connection:
                connection.settimeout(5)
                talk(connection)

        self._thread = threading.Thread(target=run)
        self._thread.start()

    def close(self) -> None:
        if self._thread is not None:
            self._thread.join()
        self._listener.close()


@pytest.fixture
def peer() -> Iterator[Peer]:
    made = Peer()
    yield made
    made.close()


@pytest.fixture
def refused() -> list[tuple[str, str, str]]:
    return []


def with_socket(
    world: World, refused: list[tuple[str, str, str]], *, flat: bool = True, seconds: float = 60
) -> Lua:
    lua = world.state(limits=Limits(seconds=seconds))
    install_socket(lua.state, lambda *entry: refused.append(entry), flat=flat)
    return lua


@pytest.fixture
def lua(world: World, refused: list[tuple[str, str, str]]) -> Lua:
    return with_socket(world, refused)


def connected(peer: Peer) -> str:
    return f"local s = assert(socket.connect('127.0.0.1', {peer.port})) "


def test_lines_bytes_and_the_rest_are_received(peer: Peer, lua: Lua) -> None:
    peer.serve(lambda link: link.sendall(b"one\r\ntwo\n12345678\0rest\nof it"))
    source = (
        "return s:receive(), s:receive('*l'), s:receive(4), s:receive(5, '<'), s:receive('*a'), s:receive()"
    )
    assert lua(connected(peer) + source) == [
        b"one", b"two", b"1234", b"<5678", b"\0rest\nof it", None, b"closed", b"",
    ]  # fmt: skip


def test_what_arrived_before_the_end_is_handed_over(peer: Peer, lua: Lua) -> None:
    peer.serve(lambda link: link.sendall(b"no end"))
    assert lua(connected(peer) + "return s:receive(10, '> ')") == [None, b"closed", b"> no end"]


def test_a_text_or_a_part_of_it_is_sent(peer: Peer, lua: Lua) -> None:
    got = bytearray()

    def talk(link: socket.socket) -> None:
        while piece := link.recv(100_000):
            got.extend(piece)

    peer.serve(talk)
    source = "return s:send(('x'):rep(3000000)), s:send('abcdef', 2, -2), s:send('abc', 3), s:send('', 1), s:close()"
    assert lua(connected(peer) + source) == [3_000_000, 5, 3, 0, 1]
    peer.close()
    assert bytes(got) == b"x" * 3_000_000 + b"bcde" + b"c"


def test_a_timeout_ends_a_wait_and_loses_nothing(peer: Peer, lua: Lua) -> None:
    go = threading.Event()

    def talk(link: socket.socket) -> None:
        link.sendall(b"half")
        go.wait(5)
        link.sendall(b" done\n")

    peer.serve(talk)
    source = """s:settimeout(0.1)
        local line, problem, part = s:receive()
        go()
        s:settimeout()
        return line, problem, part, s:receive()"""
    lua.state.set_global("go", lua.state.function(lambda *_: go.set(), "go"))
    assert lua(connected(peer) + source) == [None, b"timeout", b"half", b" done"]


def test_looking_without_waiting(peer: Peer, lua: Lua) -> None:
    asked = threading.Event()
    peer.serve(lambda link: asked.wait(5) and None)
    started = time.monotonic()
    source = """s:settimeout(0)
        local got, problem = s:receive(1)
        local read, written, nothing = socket.select({ s }, nil, 0)
        local _, ready = socket.select(nil, { s }, 1)
        return got, problem, #read, nothing, #ready, ready[s], ready[1] == s"""
    assert lua(connected(peer) + source) == [None, b"timeout", 0, b"timeout", 1, 1, True]
    assert time.monotonic() - started < 2
    asked.set()


def test_bytes_that_already_arrived_are_ready(peer: Peer, lua: Lua) -> None:
    done = threading.Event()

    def talk(link: socket.socket) -> None:
        link.sendall(b"one\ntwo\n")
        done.wait(5)

    peer.serve(talk)
    source = "s:receive() local read = socket.select({ s }, nil, 5) return #read, s:dirty(), s:receive()"
    assert lua(connected(peer) + source) == [1, True, b"two"]
    done.set()


@pytest.mark.parametrize(
    "host", ["example.com", "10.0.0.1", "0.0.0.0", "127.0.0.1.example.com", "localhost."]
)
def test_only_this_machine_is_reached_and_the_rest_is_listed(
    lua: Lua, refused: list[tuple[str, str, str]], host: str
) -> None:
    found, message = lua(f"return socket.connect('{host}', 80)")
    assert found is None and b"this machine only" in message
    ((rule, what, reason),) = refused
    assert (rule, what) == ("LoadLuaSocket", f"socket.connect: {host}:80") and reason


def test_nobody_listens(peer: Peer, lua: Lua, refused: list[tuple[str, str, str]]) -> None:
    peer.close()
    assert lua(f"return socket.connect('localhost', '{peer.port}')") == [None, b"connection refused"]
    assert refused == []


def test_names_options_and_the_end_of_a_connection(peer: Peer, lua: Lua) -> None:
    peer.serve(lambda link: link.recv(1) and None)
    source = """local host, port, family = s:getpeername()
        local own = s:getsockname()
        return host, port, family, own, s:setoption('tcp-nodelay', true), s:shutdown('send'), s:close(), s:send('x'),
            type(s), socket.tcp():getpeername()"""
    assert lua(connected(peer) + source) == [
        b"127.0.0.1", peer.port, b"inet", b"127.0.0.1", 1, 1, 1, None, b"userdata", None, b"not connected",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("socket.connect({}, 1)", "string expected, got table"),
        ("socket.connect('localhost', 'http')", "no port number"),
        ("socket.connect('localhost', 70000)", "no port number"),
        ("socket.tcp():receive('*x')", "invalid receive pattern"),
        ("socket.tcp():settimeout('1')", "number expected"),
        ("socket.tcp():settimeout(1, 'x')", "invalid timeout mode"),
        ("socket.select(1)", "table expected"),
    ],
)
def test_wrong_arguments_are_errors(lua: Lua, call: str, message: str) -> None:
    assert message in lua.error(call)


def test_waiting_for_a_debugger_is_not_run_time(world: World, peer: Peer) -> None:
    def talk(link: socket.socket) -> None:
        time.sleep(0.5)
        link.sendall(b"late\n")

    peer.serve(talk)
    lua = with_socket(world, [], seconds=0.3)
    assert lua(connected(peer) + "return s:receive()") == b"late"


def test_a_run_that_is_ended_waits_no_longer(world: World, peer: Peer) -> None:
    over = threading.Event()
    peer.serve(lambda link: over.wait(5) and None)
    lua = with_socket(world, [])
    timer = threading.Timer(0.2, lua.state.interrupt, [LimitError("ended from outside")])
    timer.start()
    with pytest.raises(LimitError, match="ended from outside"):
        lua(connected(peer) + "s:receive() while true do end")
    over.set()
    timer.join()


def test_requiring_finds_the_library_and_other_files_of_it_without_their_folder(
    world: World, lua: Lua
) -> None:
    (world.script / "url.lua").write_text("return 'url'", encoding="utf-8")
    source = """return require('socket') == socket, require('socket.core') == socket, (require 'socket.url'),
        __original_require ~= require, select(2, pcall(__original_require, 'socket.url')):match('not found') """
    assert lua(source) == [True, True, b"url", True, b"not found"]


def test_for_debugging_alone_require_stays(world: World) -> None:
    lua = with_socket(world, [], flat=False)
    assert lua("return __original_require, require('socket') == socket") == [None, True]


def test_try_and_protect_turn_failures_into_results(lua: Lua) -> None:
    source = """local cleaned = 0
        local try = socket.newtry(function() cleaned = cleaned + 1 end)
        local f = socket.protect(function(...) return try(...) end)
        local a, b = f(1, 2)
        local c, d = f(nil, 'problem')
        local ok = pcall(socket.protect(function() error('other') end))
        return a, b, c, d, cleaned, ok, socket.skip(1, 'x', 'y')"""
    assert lua(source) == [1, 2, None, b"problem", 1, False, b"y"]


# Hooks


LINES = """local lines = {}
    debug.sethook(function(event, line) lines[#lines + 1] = event:sub(1, 1) .. (line or '') end, 'l')
    local x = 1
    x = x + 1
    debug.sethook()
    return table.concat(lines, ' '), debug.gethook()"""


def test_hooks_are_for_those_who_are_debugged(world: World) -> None:
    assert "debug.sethook is not available here" in world.state().error(LINES)
    assert with_socket(world, [])(LINES) == [b"l3 l4 l5", None]


def test_a_hook_looks_at_the_code_that_runs(lua: Lua) -> None:
    source = """local seen
        local function look()
            local info = debug.getinfo(2, 'Sl')
            if info.currentline == 8 then seen = debug.getlocal(2, 1) .. '=' .. select(2, debug.getlocal(2, 1)) end
        end
        local function watched(value)
            value = value + 1
            value = value + 1
            return value
        end
        debug.sethook(look, 'l')
        watched(5)
        debug.sethook()
        return seen"""
    assert lua(source) == b"value=6"


def test_calls_of_the_host_are_not_seen(lua: Lua) -> None:
    source = """local names = {}
        local function inner() return string.rep('x', 2) end
        debug.sethook(function(event) names[#names + 1] = event .. ' ' .. debug.getinfo(2, 'S').what end, 'c')
        inner()
        debug.sethook()
        return table.concat(names, ', ')"""
    assert lua(source).startswith(b"call Lua")


@pytest.mark.parametrize("mask", ["l", "c", "r", ""])
def test_the_limits_hold_beside_a_hook(world: World, mask: str) -> None:
    lua = with_socket(world, [], seconds=0.3)
    with pytest.raises(LimitError, match="longer than its"):
        lua(f"debug.sethook(function() end, '{mask}', 1000000) local function f() end while true do f() end")


def test_an_error_in_a_hook_is_the_scripts(lua: Lua) -> None:
    source = """return pcall(function()
        debug.sethook(function() debug.sethook() error('from the hook') end, 'l')
        local x = 1
    end)"""
    assert lua(source) == [False, b"test.lua:2: from the hook"]
