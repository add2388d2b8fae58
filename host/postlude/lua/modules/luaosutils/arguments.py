"""Arguments of luaosutils: of exactly the type named, in the words of the library."""

from __future__ import annotations

import math
from typing import Any

from postlude.errors import ScriptError

from ..places import type_name


def _wrong(position: int, expected: str, value: object) -> ScriptError:
    return ScriptError(f"param {position} expected {expected}, got {type_name(value)}")


def string(value: Any, position: int, default: bytes | None = None) -> bytes:
    """A string argument; a number is none. Raises ScriptError."""
    if isinstance(value, bytes):
        return value
    if value is None and default is not None:
        return default
    raise _wrong(position, "string", value)


def number(value: Any, position: int) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise _wrong(position, "number", value)


def integer(value: Any, position: int, default: int | None = None) -> int:
    """A number argument as an integer: floored, as RGP Lua does; 0 for what has no integer."""
    if value is None and default is not None:
        return default
    given = number(value, position)
    return math.floor(given) if math.isfinite(given) else 0
