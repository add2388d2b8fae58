"""Child processes for scripts that may run them. Every caller asks for the permission first."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from postlude.errors import LimitError

from ..values import to_text

MOST_OUTPUT = 256 * 1024 * 1024
"""Bytes that a child may print before it is ended."""

_HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass
class Finished:
    """A process that has ended: what it printed, and its status (negative: the signal that ended it)."""

    output: bytes
    status: int

    def as_lua(self) -> tuple[bool | None, bytes, int]:
        """What Lua's ``os.execute`` and the closing of a pipe return."""
        if self.status < 0:
            return None, b"signal", -self.status
        return (True if self.status == 0 else None), b"exit", self.status


def _user_shell() -> str:
    """The shell by which luaosutils runs commands; the system's own where the user's isn't known."""
    import pwd

    with contextlib.suppress(KeyError):
        shell = pwd.getpwuid(os.getuid()).pw_shell
        if shell and Path(shell).exists():
            return shell
    return "/bin/sh"


def _start(
    command: bytes,
    folder: Path | None,
    *,
    user_shell: bool,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    **streams: Any,
) -> subprocess.Popen[bytes]:
    """Start a command in a folder, in a group of its own so that all of it can be ended.

    ``user_shell`` says how luaosutils runs it: by the user's shell, on Windows by none.
    """
    line = to_text(command.partition(b"\0")[0])
    if os.name == "nt":
        return subprocess.Popen(
            line, shell=not user_shell, cwd=folder, stdin=stdin, creationflags=_HIDDEN, **streams
        )
    arguments = [_user_shell() if user_shell else "/bin/sh", "-c", line]
    return subprocess.Popen(arguments, cwd=folder, stdin=stdin, start_new_session=True, **streams)


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _finish(process: subprocess.Popen[bytes], seconds: float | None) -> Finished:
    pieces: list[bytes] = []
    too_much = threading.Event()

    def read() -> None:
        stream, size = process.stdout, 0
        assert stream is not None
        while piece := os.read(stream.fileno(), 65536):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_OUTPUT:
                too_much.set()
                return

    reader = threading.Thread(target=read, name="output of a child process", daemon=True)
    with process:
        reader.start()
        reader.join(seconds)
        try:
            if not reader.is_alive() and not too_much.is_set():
                process.wait(seconds)
                return Finished(b"".join(pieces), process.returncode)
        except subprocess.TimeoutExpired:
            pass
        _end(process)
        reader.join(5)
    if too_much.is_set():
        raise LimitError(f"a child process printed more than {MOST_OUTPUT // 2**20} MB")
    raise LimitError("the run's time was over while it waited for a child process")


def run(
    command: bytes,
    folder: Path | None,
    seconds: float | None,
    *,
    with_errors: bool = False,
    user_shell: bool = False,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
) -> Finished | None:
    """Run a command to its end; None if it can't be started.

    ``with_errors`` keeps what it prints to standard error too. Raises LimitError, having ended it and what it
    started, when ``seconds`` are over or it prints too much.
    """
    errors = subprocess.STDOUT if with_errors else subprocess.DEVNULL
    try:
        process = _start(
            command, folder, user_shell=user_shell, stdin=stdin, stdout=subprocess.PIPE, stderr=errors
        )
    except OSError:
        return None
    return _finish(process, seconds)


def launch(command: bytes, folder: Path | None) -> bool:
    """Start a command as luaosutils does and leave it running; false if it can't be started."""
    try:
        process = _start(
            command, folder, user_shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    # Somebody has to wait for it, or it stays a zombie.
    threading.Thread(target=process.wait, name="launched process", daemon=True).start()
    return True
