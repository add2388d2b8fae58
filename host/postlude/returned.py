"""What a script returns, for the result: plain values, and for all else what Lua's ``tostring`` shows."""

from __future__ import annotations

from typing import Any

from postlude.errors import ScriptError
from postlude.lua.values import LuaFunction, LuaTable, LuaValue


def shown(value: Any) -> Any:
    """A returned value without handles of Lua in it. Text stays bytes, tables become dicts and lists."""
    if isinstance(value, LuaTable):
        try:
            return _without_handles(value.to_python(), {})
        except ScriptError:
            return _name("table", value)
    return _leaf(value)


def _without_handles(value: Any, done: dict[int, Any]) -> Any:
    if id(value) in done:
        return done[id(value)]
    if isinstance(value, dict):
        result: dict[Any, Any] = {}
        done[id(value)] = result
        for key, item in value.items():
            result[_leaf(key)] = _without_handles(item, done)
        return result
    if isinstance(value, list):
        items: list[Any] = []
        done[id(value)] = items
        items.extend(_without_handles(item, done) for item in value)
        return items
    return _leaf(value)


def _leaf(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | bytes | str):
        return value
    if isinstance(value, LuaFunction):
        return _name("function", value)
    if isinstance(value, LuaValue):
        return _name("userdata", value)
    return f"{type(value).__name__}: {id(value):#014x}"


def _name(kind: str, value: LuaValue) -> str:
    return f"{kind}: {value.anchor:#014x}"
