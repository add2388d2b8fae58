"""What the Lua side costs: figures a thousand calls each, and a new state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState
from tests.lua.conftest import FolderFence, Thing, Things, deny

pytestmark = pytest.mark.benchmark


CONSTANTS: dict[str, int | float | str] = {f"CONSTANT_{i}": i for i in range(3000)}


class Many(Things):
    """As many constants as ``finale`` has."""

    def constants(self) -> dict[str, int | float | str]:
        return CONSTANTS


def new_state() -> LuaState:
    state = LuaState(Services(FolderFence(Path()), deny, lambda name: None), Limits())
    state.bind_namespace("finale", Many())
    return state


THOUSAND = {
    "an empty loop": "",
    "property read": "local x = t.Width",
    "property write": "t.Width = i",
    "method call": "t:Add()",
    "method call with a number": "t:Add(i)",
    "method call with an object": "t:IsSame(t)",
    "object handed back": "t:Me()",
    "object creation": "local x = finale.FCThing()",
    "string.rep": "local x = rep('x', 3)",
    "string.sub": "local x = s:sub(2, 3)",
    "string.format": "local x = format('%d', i)",
    "table.insert": "table.insert(list, i)",
    "setmetatable": "setmetatable({}, list)",
}


@pytest.mark.parametrize("what", THOUSAND)
def test_a_thousand(benchmark: Callable[..., Any], what: str) -> None:
    state = new_state()
    Thing.alive.clear()
    function = state.run(
        b"local t, s, list = finale.FCThing(), 'hello', {} local rep, format = string.rep, string.format"
        b" return function() for i = 1, 1000 do " + THOUSAND[what].encode() + b" end end",
        "=benchmark",
    )[0]
    benchmark(function)
    state.close()


def test_a_new_state(benchmark: Callable[..., Any]) -> None:
    benchmark(lambda: new_state().close())


def test_a_new_state_with_every_class_and_constant(benchmark: Callable[..., Any]) -> None:
    def everything() -> None:
        state = new_state()
        state.run(b"for k, v in pairs(finale) do end", "=benchmark")
        state.close()

    benchmark(everything)
