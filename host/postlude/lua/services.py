"""What a Lua state needs from the rest of the host, as protocols.

The Lua side asks; the run decides. Nothing here holds a policy of its own, so that the same rules serve
Lua plugins, Python plugins and prefixes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class Fence(Protocol):
    """Decides which files a script may reach.

    Both methods take the path as the script gave it (relative ones count from the script's folder), resolve
    links, and return the real path; they raise :class:`postlude.errors.RefusedError` and record the refusal
    otherwise.
    """

    def read(self, path: str, what: str) -> Path: ...

    def write(self, path: str, what: str) -> Path: ...


class Permit(Protocol):
    """Decides whether a gated function may be called: raises RefusedError, and records it, if not.

    ``flag`` is the plugindef flag that the function needs (``"ExecuteExternalCode"``), ``what`` the
    function as the script names it (``"os.execute"``).
    """

    def __call__(self, flag: str, what: str) -> None: ...


class Output:
    """The one ordered capture of all that a script prints: print, io.write, io.stderr, warn.

    ``sink`` sees each piece as it comes (the command line passes it on to standard output).
    """

    def __init__(self, sink: Callable[[bytes], None] | None = None, limit: int = 64 * 1024 * 1024) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._sink = sink
        self._limit = limit

    def write(self, data: bytes) -> None:
        """Append; beyond the limit (bytes) further output is dropped and noted once."""
        if self._size >= self._limit:
            return
        self._size += len(data)
        if self._size >= self._limit:
            data += b"\n[output cut here: too long]\n"
        self._pieces.append(data)
        if self._sink is not None:
            self._sink(data)

    def clear(self) -> None:
        """Begin anew: another invocation of a script that retains its state."""
        self._pieces.clear()
        self._size = 0

    def getvalue(self) -> bytes:
        return b"".join(self._pieces)


@dataclass
class Limits:
    """``seconds`` of run time, waits for a person left out, and ``memory`` in bytes."""

    seconds: float | None = 60.0
    memory: int | None = 1024 * 1024 * 1024


@dataclass
class Services:
    """Everything a state asks of its run."""

    fence: Fence
    permit: Permit
    getenv: Callable[[str], str | None]
    output: Output = field(default_factory=Output)
    platform: str = "mac"
    temp_folder: Path | None = None
    """Where ``os.tmpname`` and ``io.tmpfile`` put files: the run's own temporary folder."""
    trusted: bool = False
