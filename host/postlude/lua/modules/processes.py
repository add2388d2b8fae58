"""Child processes for scripts that may run them. Every caller asks for the permission first."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

from postlude.errors import LimitError
from postlude.lua.services import Output

from .places import Places

_HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def _text(command: bytes) -> str:
    return command.partition(b"\0")[0].decode("utf-8", "surrogateescape")


def _shell() -> str:
    """The user's shell, which luaosutils runs commands by; the system's own where that isn't known."""
    import pwd

    shell = pwd.getpwuid(os.getuid()).pw_shell
    return shell if shell and Path(shell).exists() else "/bin/sh"


def _popen(
    command: bytes, folder: Path | None, *, by_user_shell: bool = False, **streams: Any
) -> subprocess.Popen[bytes]:
    """Start a command in a folder, without input, in a group of its own so that all of it can be ended."""
    line = _text(command)
    if os.name == "nt":
        shell = not by_user_shell
        return subprocess.Popen(
            line, shell=shell, cwd=folder, stdin=subprocess.DEVNULL, creationflags=_HIDDEN, **streams
        )
    arguments = [_shell() if by_user_shell else "/bin/sh", "-c", line]
    return subprocess.Popen(
        arguments, cwd=folder, stdin=subprocess.DEVNULL, start_new_session=True, **streams
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            process.kill()


def _communicate(process: subprocess.Popen[bytes], seconds: float | None) -> bytes:
    """All that a process prints. Raises LimitError, having ended it, when the run's time is over."""
    with process:
        try:
            return process.communicate(timeout=None if seconds is None else max(0.0, seconds))[0]
        except subprocess.TimeoutExpired:
            _end(process)
            process.communicate()
            raise LimitError("the run's time was over while it waited for a child process") from None


def run_shell(command: bytes, places: Places, output: Output, seconds: float | None) -> int | None:
    """Run a command as ``os.execute``; its status, negative for a signal, None if it can't be started."""
    try:
        process = _popen(command, places.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError:
        return None
    output.write(_communicate(process, seconds))
    return process.returncode


def capture(command: bytes, folder: Path | None, seconds: float | None) -> bytes | None:
    """What a command writes to standard output (on Windows to standard error too); None if it can't start."""
    errors = subprocess.STDOUT if os.name == "nt" else subprocess.DEVNULL
    try:
        process = _popen(command, folder, by_user_shell=True, stdout=subprocess.PIPE, stderr=errors)
    except OSError:
        return None
    return _communicate(process, seconds)


def launch(command: bytes, folder: Path | None) -> bool:
    """Start a command and leave it running; false if it can't be started."""
    try:
        process = _popen(
            command, folder, by_user_shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    # Somebody has to wait for it, or it stays a zombie.
    threading.Thread(target=process.wait, name="launched process", daemon=True).start()
    return True
