"""What a script finds in its Lua state besides the language.

RGP Lua's functions, ``io`` and ``os`` behind the file fence, ``tinyxml2``, and what ``require`` offers without a
file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..values import LuaFunction
from .chunks import run_chunk
from .cjson import cjson_openers
from .io_library import IoLibrary
from .os_library import OsLibrary
from .places import Places
from .tinyxml2 import bind_tinyxml2

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

Pump = Callable[[float], Any]
"""Waits that many seconds; whoever has an event loop pumps it meanwhile."""

Namespaces = Mapping[str, Mapping[str, Any]]


def install(
    state: LuaState,
    *,
    namespaces: Callable[[], Namespaces] | Namespaces | None = None,
    load_luaosutils: bool = True,
    pump: Pump = time.sleep,
) -> Places:
    """Give a state all of it; the paths of the state, for others who open files for it.

    ``namespaces`` are further ones of ``luaosutils`` (``internet``), by name, or a function that makes them
    when the library is first required. ``load_luaosutils`` is false
    for a script that sets ``finaleplugin.LoadLuaOSUtils`` so: ``require`` then looks for a file. ``pump`` is
    what ``process.run_event_loop`` waits by.
    """
    places = Places.of(state)
    run_chunk(state, "globals")
    run_chunk(state, "bit32")
    library = IoLibrary(state, places)
    OsLibrary(state, places)
    bind_tinyxml2(state, places)

    plain, safe = cjson_openers(state)
    state.preload("cjson", plain)
    state.preload("cjson.safe", safe)
    state.preload("lfs", lambda opened: open_lfs(opened, places, library.file_type))
    if load_luaosutils:
        state.preload("luaosutils", lambda opened: _luaosutils(opened, places, namespaces, pump))
    return places


def open_lfs(state: LuaState, places: Places, file_type: LuaFunction) -> Any:
    """``lfs``, which also sets the global of that name, as the library does when it is first required."""
    from .lfs import FileSystem

    module = FileSystem(state, places, file_type).module
    state.set_global("lfs", module)
    return module


def _luaosutils(
    state: LuaState, places: Places, more: Callable[[], Namespaces] | Namespaces | None, pump: Pump
) -> Any:
    from .luaosutils import open_luaosutils
    from .luaosutils.crypto import crypto_namespace
    from .luaosutils.process import process_namespace
    from .luaosutils.text import text_namespace

    further = more() if callable(more) else more or {}
    return open_luaosutils(
        state,
        {
            "crypto": crypto_namespace(state, places),
            "process": process_namespace(state, places, pump),
            "text": text_namespace(state.services.platform),
            **further,
        },
    )
