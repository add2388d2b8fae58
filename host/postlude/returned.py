"""What a script returns, for the result: plain values, and for all else what Lua's ``tostring`` shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postlude.errors import PluginError, ScriptError
from postlude.lua.values import LuaTable

ToString = Callable[[Any], str]


def shown(value: Any, tostring: ToString) -> Any:
    """A returned value without handles of Lua in it. Text stays bytes, tables become dicts and lists."""
    if isinstance(value, LuaTable):
        try:
            return _without_handles(value.to_python(), tostring, {})
        except ScriptError:  # too deep or too long to be taken over
            pass
    return _leaf(value, tostring)


def _without_handles(value: Any, tostring: ToString, done: dict[int, Any]) -> Any:
    if id(value) in done:
        return done[id(value)]
    if isinstance(value, dict):
        result: dict[Any, Any] = {}
        done[id(value)] = result
        for key, item in value.items():
            result[_leaf(key, tostring)] = _without_handles(item, tostring, done)
        return result
    if isinstance(value, list):
        items: list[Any] = []
        done[id(value)] = items
        items.extend(_without_handles(item, tostring, done) for item in value)
        return items
    return _leaf(value, tostring)


def _leaf(value: Any, tostring: ToString) -> Any:
    if value is None or isinstance(value, bool | int | float | bytes | str):
        return value
    try:
        return tostring(value)
    except PluginError:  # from a __tostring of the script
        return "table" if isinstance(value, LuaTable) else "userdata"
