"""The members of ``os`` that reach out of the state: files behind the fence, the environment, processes.

The rest is the state's: ``clock``, ``date``, ``difftime``, ``time``, ``exit``.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError

from ..gates import gate
from .chunks import run_chunk
from .places import Places, failure, text_argument

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

_CATEGORIES = (b"all", b"collate", b"ctype", b"monetary", b"numeric", b"time")


class OsLibrary:
    """What replaces the native functions of ``os`` in one state."""

    def __init__(self, state: LuaState, places: Places) -> None:
        self._state = state
        self._services = state.services
        self._places = places
        functions = (self.execute, self.getenv, self.remove, self.rename, self.setlocale, self.tmpname)
        run_chunk(
            state,
            "os",
            {
                function.__name__: state.function(function, f"os.{function.__name__}")
                for function in functions
            },
        )

    def getenv(self, name: Any = None, *_: Any) -> bytes | None:
        key = text_argument(name, 1, "getenv").partition(b"\0")[0]
        value = self._services.getenv(key.decode("utf-8", "surrogateescape"))
        return None if value is None else value.encode("utf-8", "surrogateescape")

    def remove(self, filename: Any = None, *_: Any) -> Any:
        """Removes a file, a link (not what it leads to) or an empty directory."""
        name = text_argument(filename, 1, "remove")
        try:
            path = self._places.entry_to_write(name, "os.remove")
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()
        except OSError as error:
            return failure(error, name)
        return True

    def rename(self, old: Any = None, new: Any = None, *_: Any) -> Any:
        old_name, new_name = text_argument(old, 1, "rename"), text_argument(new, 2, "rename")
        try:
            source = self._places.entry_to_write(old_name, "os.rename")
            source.rename(self._places.entry_to_write(new_name, "os.rename"))
        except OSError as error:
            return failure(error, old_name)
        return True

    def tmpname(self, *_: Any) -> bytes:
        """The path of a new, empty file in the run's temporary folder."""
        try:
            number, path = tempfile.mkstemp(prefix="lua_", dir=self._services.temp_folder)
        except OSError:
            raise ScriptError("unable to generate a unique filename") from None
        os.close(number)
        return self._places.encode(str(Path(path)))

    def setlocale(self, locale: Any = None, category: Any = None, *_: Any) -> bytes | None:
        """Answers queries and takes the locale that is set, "C". Any other would change the whole host."""
        wanted = None if locale is None else text_argument(locale, 1, "setlocale")
        kind = b"all" if category is None else text_argument(category, 2, "setlocale")
        if kind not in _CATEGORIES:
            raise ScriptError(
                f"bad argument #2 to 'setlocale' (invalid option '{kind.decode('utf-8', 'replace')}')"
            )
        return b"C" if wanted in (None, b"", b"C", b"POSIX") else None

    def execute(self, command: Any = None, *_: Any) -> Any:
        """Runs a command by the shell; what it prints joins the run's capture."""
        line = None if command is None else text_argument(command, 1, "execute")
        gate(self._services.permit, "os.execute")
        if line is None:
            return True
        from . import processes

        finished = processes.run(line, self._places.folder, self._state.deadline(), with_errors=True)
        if finished is None:
            return None, b"exit", 127
        self._services.output.write(finished.output)
        return finished.as_lua()
