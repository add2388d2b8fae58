"""``cjson`` and ``cjson.safe`` (cjson.lua): both of one state share the value of ``null``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .chunks import run_chunk

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


def cjson_openers() -> tuple[Callable[[LuaState], Any], Callable[[LuaState], Any]]:
    """The openers of ``cjson`` and ``cjson.safe`` for one state; the first to be required compiles both."""
    constructors: list[Any] = []

    def open_module(state: LuaState, index: int) -> Any:
        if not constructors:
            constructors.extend(run_chunk(state, "cjson"))
        return state.call(constructors[index])[0]

    return (lambda state: open_module(state, 0)), (lambda state: open_module(state, 1))
