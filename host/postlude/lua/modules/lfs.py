"""``lfs``, LuaFileSystem 1.8, behind the run's file fence.

What needs no disk is Lua (lfs.lua). ``chdir`` changes where this state's relative paths count from, not the
process.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError

from ..values import LuaFunction, to_text
from .chunks import run_chunk
from .places import Places, failure, problem, text_argument, type_name

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "directory"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISCHR, "char device"),
    (stat.S_ISBLK, "block device"),
)


def _signed(number: int) -> int:
    """A number of the file system as Lua's signed 64 bits hold it."""
    return (number + 2**63) % 2**64 - 2**63


def _permissions(mode: int) -> str:
    return "".join(letter if mode & (1 << (8 - i)) else "-" for i, letter in enumerate("rwxrwxrwx"))


_MEMBERS: dict[str, Callable[[os.stat_result], int | str]] = {
    "mode": lambda s: next((name for is_kind, name in _KINDS if is_kind(s.st_mode)), "other"),
    "dev": lambda s: _signed(s.st_dev),
    "ino": lambda s: _signed(s.st_ino),
    "nlink": lambda s: s.st_nlink,
    "uid": lambda s: s.st_uid,
    "gid": lambda s: s.st_gid,
    "rdev": lambda s: _signed(getattr(s, "st_rdev", 0)),
    "access": lambda s: int(s.st_atime),
    "modification": lambda s: int(s.st_mtime),
    "change": lambda s: int(s.st_ctime),
    "size": lambda s: s.st_size,
    "permissions": lambda s: _permissions(s.st_mode),
}
if os.name != "nt":
    _MEMBERS["blocks"] = lambda s: s.st_blocks
    _MEMBERS["blksize"] = lambda s: s.st_blksize


class FileSystem:
    """The functions of ``lfs`` for one state."""

    def __init__(self, state: LuaState, places: Places, file_type: LuaFunction) -> None:
        self._state = state
        self._places = places
        self.module = state.table(
            {
                "_VERSION": b"LuaFileSystem 1.8.0",
                "_DESCRIPTION": b"Attributes, directories and links of the file system, for Lua",
            }
        )
        for function in (
            self.attributes,
            self.symlinkattributes,
            self.chdir,
            self.currentdir,
            self.dir,
            self.link,
            self.lock_dir,
            self.mkdir,
            self.rmdir,
            self.touch,
        ):
            self.module.set(function.__name__, state.function(function, f"lfs.{function.__name__}"))
        glue = state.table({})
        run_chunk(state, "lfs", self.module, glue, file_type)
        self._lua = {name: glue.get(name) for name in ("directory", "fill", "lock")}

    # Attributes ---------------------------------------------------------------------------------------

    def attributes(self, path: Any = None, request: Any = None, *_: Any) -> Any:
        name = text_argument(path, 1, "attributes")
        try:
            found = self._places.to_read(name, "lfs.attributes").stat()
        except OSError as error:
            return self._no_information(error, name)
        return self._answer(found, request)

    def symlinkattributes(self, path: Any = None, request: Any = None, *_: Any) -> Any:
        """As ``attributes``, for a link itself; its ``target`` too."""
        name = text_argument(path, 1, "symlinkattributes")
        try:
            entry = self._places.entry_to_read(name, "lfs.symlinkattributes")
        except OSError as error:
            return self._no_information(error, name)
        if request == b"target":
            try:
                return self._places.encode(str(entry.readlink()))
            except OSError as error:
                return failure(error, b"could not obtain link target")
        try:
            found = entry.lstat()
        except OSError as error:
            return self._no_information(error, name)
        target: dict[str, Any] = {}
        if stat.S_ISLNK(found.st_mode):
            with contextlib.suppress(OSError):
                target["target"] = self._places.encode(str(entry.readlink()))
        return self._answer(found, request, target)

    @staticmethod
    def _no_information(error: OSError, name: bytes) -> tuple[None, bytes, int]:
        return failure(error, b"cannot obtain information from file '" + name + b"'")

    def _answer(self, found: os.stat_result, request: Any, more: dict[str, Any] | None = None) -> Any:
        """One attribute, or all of them in a new table or the one that was given."""
        if isinstance(request, (bytes, int, float)) and not isinstance(request, bool):
            member = text_argument(request, 2, "attributes").decode("utf-8", "replace")
            if member not in _MEMBERS:
                raise ScriptError(f"invalid attribute name '{member}'")
            return _MEMBERS[member](found)
        values = {name: value(found) for name, value in _MEMBERS.items()}
        return self._lua["fill"](values | (more or {}), request)

    # Directories --------------------------------------------------------------------------------------

    def chdir(self, path: Any = None, *_: Any) -> Any:
        name = text_argument(path, 1, "chdir")
        try:
            folder = self._places.to_read(name, "lfs.chdir")
            os.scandir(folder).close()
        except OSError as error:
            return None, b"Unable to change working directory to '" + name + b"'\n" + problem(error) + b"\n"
        self._places.folder = folder
        return True

    def currentdir(self, *_: Any) -> Any:
        return self._places.encode(str(self._places.folder or Path.cwd()))

    def dir(self, path: Any = None, *_: Any) -> Any:
        """An iterator over the names in a directory: ``.`` and ``..`` first, the rest sorted."""
        name = text_argument(path, 1, "dir")
        try:
            names = sorted(os.listdir(self._places.to_read(name, "lfs.dir")))  # noqa: PTH208
        except OSError as error:
            raise ScriptError(f"cannot open {to_text(name)}: {to_text(problem(error))}") from None
        return self._lua["directory"]([b".", b"..", *map(self._places.encode, names)])

    def mkdir(self, path: Any = None, *_: Any) -> Any:
        name = text_argument(path, 1, "mkdir")
        return self._done(lambda: self._places.to_write(name, "lfs.mkdir").mkdir())

    def rmdir(self, path: Any = None, *_: Any) -> Any:
        name = text_argument(path, 1, "rmdir")
        return self._done(lambda: self._places.entry_to_write(name, "lfs.rmdir").rmdir())

    @staticmethod
    def _done(action: Callable[[], object]) -> Any:
        try:
            action()
        except OSError as error:
            return failure(error)
        return True

    # Files --------------------------------------------------------------------------------------------

    def link(self, old: Any = None, new: Any = None, symbolic: Any = None, *_: Any) -> Any:
        """A second name for a file, or a link to it.

        A hard link needs the right to write the file itself: by its new name it could be changed.
        """
        target, name = text_argument(old, 1, "link"), text_argument(new, 2, "link")
        is_symbolic = symbolic is not None and symbolic is not False

        def make() -> None:
            entry = self._places.entry_to_write(name, "lfs.link")
            if is_symbolic:
                text = self._places.decode(target)
                # A symbolic link's target counts from where the link stands.
                aim = entry.parent / text
                self._places.to_read(str(aim), "lfs.link")
                entry.symlink_to(text, target_is_directory=aim.is_dir())
            else:
                entry.hardlink_to(self._places.to_write(target, "lfs.link"))

        return self._done(make)

    def touch(self, path: Any = None, *times: Any) -> Any:
        """Sets the times of a file: access (now), modification (as access)."""
        name = text_argument(path, 1, "touch")
        for position, value in enumerate(times[:2], 2):
            if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
                raise ScriptError(
                    f"bad argument #{position} to 'touch' (number expected, got {type_name(value)})"
                )
        now = time.time()
        access = (times[0] if times[0] is not None else 0) if times else now
        modification = times[1] if len(times) > 1 and times[1] is not None else access
        return self._done(
            lambda: os.utime(self._places.to_write(name, "lfs.touch"), (float(access), float(modification)))
        )

    def lock_dir(self, path: Any = None, *_: Any) -> Any:
        """Locks a directory by a link in it, until the lock is freed or collected."""
        name = text_argument(path, 1, "lock_dir")
        try:
            lock = self._places.to_write(name, "lfs.lock_dir") / "lockfile.lfs"
            if os.name == "nt":
                lock.touch(exist_ok=False)
            else:
                lock.symlink_to("lock")
        except OSError as error:
            return None, failure(error)[1]

        def release() -> None:
            with contextlib.suppress(OSError):
                lock.unlink()

        return self._lua["lock"](self._state.function(release, "lock.free"))
