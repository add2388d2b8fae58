"""From the bytes that a script calls a path to a real path inside the run's file fence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.lua.services import Services
from postlude.lua.values import LuaFunction, LuaTable, to_bytes, to_text

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

_LONGEST = 32767 if os.name == "nt" else 4096
"""Bytes in a path that any system takes; resolving a longer one only takes time."""

_LUA_TYPES: dict[type, str] = {
    type(None): "no value",
    bool: "boolean",
    int: "number",
    float: "number",
    bytes: "string",
    LuaTable: "table",
    LuaFunction: "function",
}


def type_name(value: object) -> str:
    """What Lua calls the type of a value that came from a script; nil is a missing argument."""
    return _LUA_TYPES.get(type(value), "userdata")


def text_argument(value: object, position: int, name: str) -> bytes:
    """An argument that must be a string; a number counts as its text.

    Raises ScriptError in the words of Lua's own libraries.
    """
    if isinstance(value, bytes):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return b"%d" % value
    if isinstance(value, float):
        text = format(value, ".14g")
        return (text if any(c in text for c in ".ein") else text + ".0").encode("ascii")
    raise ScriptError(f"bad argument #{position} to '{name}' (string expected, got {type_name(value)})")


def problem(error: OSError) -> bytes:
    """What is wrong, in the words of C."""
    return to_bytes(error.strerror or str(error))


def failure(error: OSError, name: bytes | None = None) -> tuple[None, bytes, int]:
    """The results of a library function that failed: nil, a message, the error's number."""
    message = problem(error)
    return None, message if name is None else name + b": " + message, error.errno or 0


class Places:
    """The paths of one Lua state.

    ``folder`` is what relative paths count from: the script's folder until the script changes it
    (``lfs.chdir``). It is this state's only; the process's own directory never changes.

    Every method that returns a path asks the fence first and raises what it raises. A path with a NUL byte is
    an OSError (EINVAL): C would cut it there.
    """

    def __init__(self, services: Services, script_folder: Path | None) -> None:
        self._fence = services.fence
        self._windows = services.platform == "windows"
        self.trusted = services.trusted
        self.folder = script_folder

    @classmethod
    def of(cls, state: LuaState) -> Places:
        return cls(state.services, state.script_folder)

    def decode(self, path: bytes) -> str:
        """A path as text: UTF-8, or else the default code page, to which scripts on Windows convert paths."""
        if b"\0" in path:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if len(path) > _LONGEST:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        try:
            return path.decode("utf-8")
        except UnicodeDecodeError:
            if self._windows:
                return path.decode("cp1252", "surrogateescape")
            return to_text(path)

    def encode(self, path: str) -> bytes:
        """A path for a script: in the default code page of the platform that it believes to be on."""
        if self._windows:
            try:
                return path.encode("cp1252", "surrogateescape")
            except UnicodeEncodeError:
                pass
        return to_bytes(path)

    def native(self, path: Path) -> bytes:
        """A path for the C library of this process."""
        return str(path).encode("mbcs") if os.name == "nt" else os.fsencode(path)

    def absolute(self, path: bytes | str) -> str:
        """The path counted from the state's folder; links and ``..`` are left for the fence to resolve."""
        text = path if isinstance(path, str) else self.decode(path)
        if self.folder is None:
            return text
        # Joined as text: pathlib would drop a final separator, which says that a directory is meant.
        return os.path.join(self.folder, text)  # noqa: PTH118

    def to_read(self, path: bytes | str, what: str) -> Path:
        return self._fence.read(self.absolute(path), what)

    def to_write(self, path: bytes | str, what: str) -> Path:
        return self._fence.write(self.absolute(path), what)

    def entry_to_read(self, path: bytes, what: str) -> Path:
        """As :meth:`to_read`, for the name itself: a link isn't followed, and may lead anywhere."""
        link = self._link(path)
        if link is None:
            return self.to_read(path, what)
        return self._fence.read(str(link.parent), what) / link.name

    def entry_to_write(self, path: bytes, what: str) -> Path:
        """As :meth:`to_write`, for the name itself: a link isn't followed, but may not lead out."""
        real = self.to_write(path, what)
        link = self._link(path)
        return real if link is None else self._fence.write(str(link.parent), what) / link.name

    def _link(self, path: bytes) -> Path | None:
        entry = Path(self.absolute(path))
        return entry if entry.name not in ("", "..") and entry.is_symlink() else None
