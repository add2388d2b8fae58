"""``luaosutils.process``: child processes, for those who may; directories and waiting, for every script."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...gates import gate
from .. import processes
from ..places import Places
from .arguments import number, string
from .listing import list_unix, list_windows

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

Pump = Callable[[float], None]
"""Lets pass the seconds given, firing the timers and callbacks that become due."""


class _Process:
    def __init__(self, state: LuaState, places: Places, pump: Pump) -> None:
        self._state = state
        self._services = state.services
        self._places = places
        self._pump = pump

    def execute(self, command: Any = None, folder: Any = None, *_: Any) -> bytes | None:
        """Runs a command line and waits; what it printed, or nil if it could not be started."""
        line, where = string(command, 1), string(folder, 2, b"")
        gate(self._services.permit, "process.execute")
        if not line:
            return None
        try:
            place = self._working_folder(where)
        except OSError:
            return None
        finished = processes.run(
            line, place, self._state.deadline(), user_shell=True, with_errors=os.name == "nt"
        )
        return None if finished is None else finished.output

    def launch(self, command: Any = None, folder: Any = None, *_: Any) -> bool:
        """Starts a command line and leaves it running."""
        line, where = string(command, 1), string(folder, 2, b"")
        gate(self._services.permit, "process.launch")
        if not line:
            return False
        try:
            return processes.launch(line, self._working_folder(where))
        except OSError:
            return False

    def _working_folder(self, folder: bytes) -> Path | None:
        return Path(self._places.absolute(folder)) if folder else self._places.folder

    def make_dir(self, path: Any = None, base: Any = None, *_: Any) -> bool:
        """Makes a directory; true even if it is there already: RGP Lua only says that it started ``mkdir``.

        False if the base directory is not there. As ``mkdir`` on Windows, and unlike that on macOS, the
        directories above are made too where the platform is Windows.
        """
        name, where = string(path, 1), string(base, 2, b"")
        try:
            whole = str(Path(self._places.decode(where), self._places.decode(name)))
            if where and not self._places.to_read(where, "process.make_dir").is_dir():
                return False
            folder = self._places.to_write(whole, "process.make_dir")
            folder.mkdir(parents=self._services.platform == "windows", exist_ok=True)
        except OSError:
            return True
        return True

    def list_dir(self, path: Any = None, options: Any = None, *_: Any) -> bytes | None:
        """What ``ls`` or ``dir``, by the platform, prints for a directory; nil if it can't be read."""
        name, choice = string(path, 1), string(options, 2, b"").decode("utf-8", "surrogateescape")
        try:
            folder = self._places.to_read(name or b".", "process.list_dir")
            list_folder = list_windows if self._services.platform == "windows" else list_unix
            return self._places.encode(list_folder(folder, choice))
        except OSError:
            return None

    def run_event_loop(self, seconds: Any = None, *_: Any) -> None:
        """Waits, for no longer than the run may last; timers and callbacks come due meanwhile."""
        wanted = max(0.0, float(number(seconds, 1)))
        left = self._state.deadline()
        self._pump(wanted if left is None else min(wanted, max(0.0, left)))


def process_namespace(state: LuaState, places: Places, pump: Pump = time.sleep) -> dict[str, Any]:
    """The functions of the namespace by name."""
    process = _Process(state, places, pump)
    return {
        "execute": process.execute,
        "launch": process.launch,
        "make_dir": process.make_dir,
        "list_dir": process.list_dir,
        "run_event_loop": process.run_event_loop,
    }
