"""The parts of the environment that are written in Lua: package data beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


@cache
def source(file: str) -> bytes:
    """The text of ``<file>.lua``."""
    return Path(__file__).with_name(f"{file}.lua").read_bytes()


def run_chunk(state: LuaState, file: str, *arguments: Any, name: str | None = None) -> list[Any]:
    """Run ``<file>.lua`` in a state, with arguments; its results.

    The chunk counts as host code, left out of tracebacks and not interrupted by the state's limits,
    unless another ``name`` is given for it.
    """
    return state.call(state.compile(source(file), name or f"=[postlude {file}]"), *arguments)
