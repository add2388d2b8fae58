"""``luaosutils`` 2.5.0, as embedded in RGP Lua: the package that joins its namespaces.

A namespace is a mapping from names to functions and values; each is written in a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...values import LuaValue

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

VERSION = "Luaosutils 2.5.0"


def open_luaosutils(state: LuaState, namespaces: Mapping[str, Mapping[str, Any]]) -> Any:
    """The value of ``require("luaosutils")``: a table of namespaces, and ``_VERSION``.

    Python functions become Lua functions that fail under their full name; other values are converted.
    """
    module = state.table({"_VERSION": VERSION.encode("ascii")})
    for name, members in namespaces.items():
        module.set(
            name, {member: _lua_value(state, f"{name}.{member}", value) for member, value in members.items()}
        )
    return module


def _lua_value(state: LuaState, name: str, value: Any) -> Any:
    """A member of a namespace as a Lua value; what already is one stays as it is."""
    if callable(value) and not isinstance(value, LuaValue):
        return state.function(value, name)
    return value
