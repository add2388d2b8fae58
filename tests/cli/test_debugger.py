"""A trusted script and a debugger on this machine: the protocol of MobDebug in a few lines."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.frontdoor import Door

FLAG = 'finaleplugin.LoadLuaSocket = true return "Debugged"'
CLIENT = """
local server = assert(socket.connect("127.0.0.1", PORT))
local function pause(_, line)
    debug.sethook()
    server:send("paused " .. line .. "\\n")
    local name = assert(server:receive())
    local index = 1
    while true do
        local found, value = debug.getlocal(2, index)
        if not found then break end
        if found == name then server:send(name .. " is " .. tostring(value) .. "\\n") end
        index = index + 1
    end
    assert(server:receive() == "go on")
end
local width = 600
debug.sethook(pause, "l")
print(width + 1)
server:close()
"""


class Debugger:
    """Listens, asks for a variable when the script pauses, and lets it go on."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(10)
        self.port: int = self._listener.getsockname()[1]
        self.heard: list[str] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            link, _ = self._listener.accept()
        except OSError:
            return
        with link, link.makefile("rw", encoding="utf-8", newline="\n") as stream:
            for answer in ("width", "go on"):
                self.heard.append(stream.readline().strip())
                stream.write(answer + "\n")
                stream.flush()

    def close(self) -> None:
        self._listener.close()
        self._thread.join()


@pytest.fixture
def debugger() -> Iterator[Debugger]:
    made = Debugger()
    yield made
    made.close()


def test_a_debugger_pauses_a_trusted_script_and_looks_at_it(door: Door, debugger: Debugger) -> None:
    done = door.run(CLIENT.replace("PORT", str(debugger.port)), "--trust", "--json", plugindef=FLAG)
    assert (done.status, done.json["printed"]) == (0, "601\n"), done.json["message"]
    assert debugger.heard == ["paused 19", "width is 600"]
    assert done.json["permissions"]["used"] == ["LoadLuaSocket"]


def test_nobody_else_is_reached(door: Door) -> None:
    done = door.run('print(socket.connect("example.com", 443))', "--trust", "--json", plugindef=FLAG)
    assert done.json["printed"].startswith("nil\tconnecting to example.com:443 is not allowed")
    (refused,) = done.json["permissions"]["refused"]
    assert (refused["rule"], refused["what"]) == ("LoadLuaSocket", "socket.connect: example.com:443")


def test_without_trust_or_the_flag_there_is_no_socket(door: Door) -> None:
    source = 'print(socket, pcall(require, "socket"), (pcall(debug.sethook)))'
    asked = door.run(source, "--json", plugindef=FLAG).json
    assert asked["printed"].startswith("nil\tfalse\t") and asked["printed"].endswith("false\n")
    (refused,) = asked["permissions"]["refused"]
    assert (refused["rule"], refused["what"]) == ("LoadLuaSocket", "require 'socket'")
    unasked = door.run(source, "--trust").out
    assert unasked.startswith("nil\tfalse") and unasked.endswith("false\n")
