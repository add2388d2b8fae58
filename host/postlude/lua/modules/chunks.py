"""The parts of the environment that are written in Lua: package data beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


@cache
def source(name: str) -> bytes:
    """The text of ``<name>.lua``."""
    return (resources.files(__package__) / f"{name}.lua").read_bytes()


def run_chunk(state: LuaState, name: str, *arguments: Any) -> list[Any]:
    """Run ``<name>.lua`` in a state, with arguments; its results.

    The chunk counts as host code: left out of tracebacks, and not interrupted by the state's limits.
    """
    return state.call(state.compile(source(name), f"=[postlude {name}]"), *arguments)
