"""How ``--watch`` starts a run: in a copy of a process that is warm, or where there are no copies, in a new one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol

from postlude.testing.watched import Task

_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
_WARM = _BOOT + "from postlude.testing.warm import serve; serve(int(sys.argv[2]), int(sys.argv[3]))"
_FRESH = (
    _BOOT + "from postlude.testing.watched import run_watched; sys.exit(run_watched(json.loads(sys.argv[2])))"
)

Tell = Callable[[str, Any], None]
"""Is told of ``("done", status)`` and ``("lost", status)``, from another thread."""


class Runner(Protocol):
    """Runs one task at a time."""

    def run(self, task: Task) -> None:
        """Start it."""

    def interrupt(self, *, hard: bool = False) -> None:
        """End it as Ctrl-C does, or at once; it is done soon."""

    def is_old(self, path: str) -> bool:
        """Whether a change of that file changes the tests' tools, so that the runner must be made anew."""

    def close(self) -> None:
        """End everything."""


def make_runner(tell: Tell) -> Runner:
    """The quickest that the system has."""
    return _Warm(tell) if hasattr(os, "fork") else Fresh(tell)


def _path() -> str:
    return json.dumps([os.fspath(folder) for folder in sys.path])


class _Warm:
    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._loaded: set[str] = set()
        self._hard = False
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _WARM, _path(), str(commands), str(answers)],
                pass_fds=(commands, answers),
            )
        finally:
            os.close(commands)
            os.close(answers)
        self._started = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with os.fdopen(self._answers, "rb") as lines:
            for line in lines:
                message: Mapping[str, Any] = json.loads(line)
                if "loaded" in message:
                    self._loaded = set(message["loaded"])
                elif "started" in message:
                    self._started.set()
                else:
                    self._started.clear()
                    self._tell("done", message["done"])
        self._started.set()  # nobody need wait for it
        self._tell("lost", self._process.wait())

    def run(self, task: Task) -> None:
        with suppress(BrokenPipeError):  # it was lost, which is told
            os.write(self._commands, json.dumps(task).encode() + b"\n")

    def interrupt(self, *, hard: bool = False) -> None:
        self._started.wait(10)
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGUSR2 if hard else signal.SIGUSR1)

    def is_old(self, path: str) -> bool:
        return path in self._loaded

    def close(self) -> None:
        self._process.terminate()
        with suppress(OSError):
            os.close(self._commands)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Fresh:
    """Each run is a new process."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, task: Task) -> None:
        self._process = process = subprocess.Popen([sys.executable, "-c", _FRESH, _path(), json.dumps(task)])
        threading.Thread(target=lambda: self._tell("done", process.wait()), daemon=True).start()

    def interrupt(self, *, hard: bool = False) -> None:
        if self._process is not None:
            if hard or sys.platform == "win32":
                self._process.kill()
            else:
                self._process.send_signal(signal.SIGINT)

    def is_old(self, path: str) -> bool:
        return False

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
