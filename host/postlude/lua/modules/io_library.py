"""The ``io`` library behind the run's file fence.

Opening is done here, in Python: the native functions that open files are kept where no script can get at
them. What works on open files is Lua (files.lua) and native file methods. Standard input is empty; standard
output and standard error join the run's capture.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError

from ..gates import gate
from ..values import to_text
from .chunks import run_chunk
from .places import Places, failure, problem, text_argument, type_name

if TYPE_CHECKING:
    from postlude.lua.modules import processes
    from postlude.lua.state import LuaState

_MODE = re.compile(rb"[rwa]\+?b*")
_NAMES_OF_KIND = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def refuse_special(path: Path) -> None:
    """Raise OSError for a device, pipe or socket: reading one can hang the run or never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    for is_kind, kind in _NAMES_OF_KIND:
        if is_kind(mode):
            raise OSError(errno.EACCES, f"is {kind}, and scripts may open files only")


class IoLibrary:
    """Opens files for one state."""

    def __init__(self, state: LuaState, places: Places) -> None:
        self._state = state
        self._services = state.services
        self._places = places
        opening = {
            function.__name__: state.function(function, f"io.{function.__name__}")
            for function in (self.open, self.lines, self.input, self.output, self.popen, self.tmpfile)
        }
        (
            self._native_open,
            self.file_type,
            self._default_input,
            self._default_output,
            self._closing_lines,
            self._input_lines,
            self._process_file,
        ) = run_chunk(
            state,
            "files",
            state.native("io"),
            os.devnull,
            state.function(self._services.output.write, "io.write"),
            opening,
        )

    def open(self, filename: Any = None, mode: Any = None, *_: Any) -> Any:
        name = text_argument(filename, 1, "open")
        how = b"r" if mode is None else text_argument(mode, 2, "open")
        if not _MODE.fullmatch(how):
            raise ScriptError("bad argument #2 to 'open' (invalid mode)")
        try:
            return self._open(name, how, "io.open")
        except OSError as error:
            return failure(error, name)

    def _open(self, name: bytes, mode: bytes, what: str) -> Any:
        """An open file handle. Raises OSError, and RefusedError for a path outside the fence."""
        path = None
        if mode.startswith(b"r"):
            path = self._places.to_read(name, what)
        if not mode.startswith(b"r") or b"+" in mode:
            path = self._places.to_write(name, what)
        assert path is not None
        if not self._places.trusted:
            refuse_special(path)
        return self._native(self._native_open, self._places.native(path), mode)

    def _native(self, function: Any, path: bytes, mode: bytes) -> Any:
        result = function(path, mode)
        if isinstance(result, tuple):
            raise OSError(result[2], os.strerror(result[2]))
        return result

    def lines(self, filename: Any = None, *formats: Any) -> Any:
        if filename is None:
            return self._input_lines(*formats)
        name = text_argument(filename, 1, "lines")
        try:
            file = self._open(name, b"r", "io.lines")
        except OSError as error:
            raise ScriptError(f"{to_text(name)}: {to_text(problem(error))}") from None
        return self._closing_lines(file, *formats)

    def input(self, file: Any = None, *_: Any) -> Any:
        return self._default_input(self._default_file(file, b"r", "input"))

    def output(self, file: Any = None, *_: Any) -> Any:
        return self._default_output(self._default_file(file, b"w", "output"))

    def _default_file(self, file: Any, mode: bytes, what: str) -> Any:
        """The handle that io.input or io.output is to take: the one given, or a file of that name, opened."""
        if file is None or self.file_type(file) is not None:
            return file
        if not isinstance(file, (bytes, int, float)) or isinstance(file, bool):
            raise ScriptError(f"bad argument #1 to '{what}' (FILE* expected, got {type_name(file)})")
        name = text_argument(file, 1, what)
        try:
            return self._open(name, mode, f"io.{what}")
        except OSError as error:
            raise ScriptError(f"cannot open file '{to_text(name)}' ({to_text(problem(error))})") from None

    def tmpfile(self, *_: Any) -> Any:
        """A new file in the run's temporary folder, removed when closed (on Windows: with the folder)."""
        try:
            file, path = self._temporary()
            if os.name != "nt":
                path.unlink()
        except OSError as error:
            return failure(error)
        return file

    def _temporary(self) -> tuple[Any, Path]:
        number, path = tempfile.mkstemp(prefix="lua_", dir=self._services.temp_folder)
        os.close(number)
        return self._native(self._native_open, self._places.native(Path(path)), b"w+b"), Path(path)

    def popen(self, command: Any = None, mode: Any = None, *_: Any) -> Any:
        """A process in the state's folder, read or written through a temporary file.

        lupa's Lua has no pipes. A process that is read has ended when this returns; one that is written starts
        when the file is closed, and what it prints joins the run's capture.
        """
        line = text_argument(command, 1, "popen")
        how = b"r" if mode is None else text_argument(mode, 2, "popen")
        if how not in (b"r", b"w"):
            raise ScriptError("bad argument #2 to 'popen' (invalid mode)")
        gate(self._services.permit, "io.popen")
        from . import processes

        try:
            file, path = self._temporary()
        except OSError as error:
            return failure(error, line)
        if how == b"w":
            at_close = partial(self._run_written, line, path)
        else:
            finished = processes.run(line, self._places.folder, self._state.deadline())
            with contextlib.suppress(OSError):
                path.write_bytes(finished.output if finished else b"")
                if os.name != "nt":
                    path.unlink()
            at_close = partial(_results, finished)
        self._process_file(file, self._state.function(at_close, "file:close"))
        return file

    def _run_written(self, command: bytes, path: Path) -> tuple[bool | None, bytes, int]:
        from . import processes

        with path.open("rb") as stdin:
            finished = processes.run(
                command, self._places.folder, self._state.deadline(), with_errors=True, stdin=stdin
            )
        if finished:
            self._services.output.write(finished.output)
        with contextlib.suppress(OSError):
            path.unlink()
        return _results(finished)


def _results(finished: processes.Finished | None) -> tuple[bool | None, bytes, int]:
    return finished.as_lua() if finished else (None, b"exit", 127)
