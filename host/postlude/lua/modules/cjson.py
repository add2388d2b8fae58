"""``cjson`` and ``cjson.safe`` (cjson.lua): both of one state share the value of ``null``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .chunks import run_chunk

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


def cjson_openers(state: LuaState) -> tuple[Callable[[LuaState], Any], Callable[[LuaState], Any]]:
    """The openers of ``cjson`` and ``cjson.safe`` for one state; the first to be required compiles both."""
    constructors: list[Any] = []
    upvalueid = state.get_global("debug").get("upvalueid")

    def open_module(index: int) -> Any:
        if not constructors:
            # Counts as a script: it may take long, and then the state's limits must be able to end it.
            constructors.extend(run_chunk(state, "cjson", upvalueid, name="=cjson"))
        return state.call(constructors[index])[0]

    return (lambda _: open_module(0)), (lambda _: open_module(1))
