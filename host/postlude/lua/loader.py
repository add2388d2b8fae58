"""Files of Lua code: reading them through the fence, for ``require``, ``loadfile`` and ``dofile``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RefusedError
from .counting import note_loaded
from .gates import gate
from .values import to_bytes, to_text

if TYPE_CHECKING:
    from .state import LuaState

BOM = b"\xef\xbb\xbf"


def script_text(data: bytes, as_string: bool = False) -> bytes:
    """What of a script file Lua is given.

    Without a byte order mark and with a first line that begins with ``#`` left empty, as Lua reads files. With
    ``as_string`` (RGP Lua's LoadAsString) the text ends at the first NUL: data of any kind may follow it.
    """
    if data.startswith(BOM):
        data = data[len(BOM) :]
    if data.startswith(b"#"):
        end = data.find(b"\n")
        data = b"" if end < 0 else data[end:]
    return data.partition(b"\0")[0] if as_string else data


class Loader:
    """The Python half of ``package.lua``."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    def entry_points(self) -> tuple[Any, ...]:
        """The rest of the arguments of ``package.lua``."""
        make = self._state.host_function
        folder = self._state.script_folder
        library = "dll" if os.name == "nt" else "so"
        return (
            make(self.read, "loadfile"),
            make(self.probe, "require"),
            make(self.permit_library, "package.loadlib"),
            to_bytes(os.sep),
            make(self._state.services.output.write, "print"),
            to_bytes(search_path([folder])) if folder else b"",
            to_bytes(f"{folder}{os.sep}?.{library}") if folder else b"",
        )

    def read(self, name: bytes) -> Any:
        """The text of a file, or None and why not."""
        path = self._state.services.fence.read(to_text(name), "loadfile")
        try:
            size = path.stat().st_size
            self._state.make_room(size * 3)
            text = script_text(path.read_bytes())
        except OSError as exc:
            return None, f"cannot open {to_text(name)}: {exc.strerror}"
        except ValueError:
            return None, f"cannot open {to_text(name)}: invalid name"
        note_loaded(self._state, path, text)
        return text

    def probe(self, name: bytes) -> bool:
        """Whether ``require`` may read such a file. One outside the fence is not there for it."""
        try:
            return self._state.services.fence.read(to_text(name), "require").is_file()
        except (RefusedError, OSError, ValueError):
            return False

    def permit_library(self, path: bytes) -> bytes:
        """The real path of a C library; needs the ExecuteExternalCode permission."""
        services = self._state.services
        gate(services.permit, "package.loadlib")
        return to_bytes(str(services.fence.read(to_text(path), "package.loadlib")))


def search_path(folders: list[Path]) -> str:
    """The ``package.path`` that looks for modules in these folders, in their order."""
    return ";".join(
        f"{folder}{os.sep}{tail}" for folder in folders for tail in ("?.lua", f"?{os.sep}init.lua")
    )
