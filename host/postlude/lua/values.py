"""Lua values in Python's hands: tables and functions that stay in Lua, and text.

Lua strings are bytes. Inside Python text is ``str``: UTF-8 with "surrogateescape", so that all 256 byte
values survive a round trip.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import ScriptError

if TYPE_CHECKING:
    from .state import LuaState

MAX_DEPTH = 100
MAX_ENTRIES = 2_000_000


def to_bytes(text: str) -> bytes:
    """Encode text for Lua."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """Decode a Lua string."""
    return data.decode("utf-8", "surrogateescape")


class LuaValue:
    """A value that lives in a Lua state; kept alive there as long as this handle is."""

    __slots__ = ("_id", "_state")

    def __init__(self, state: LuaState, anchor: int) -> None:
        self._state = state
        self._id = anchor

    def __del__(self) -> None:
        # May run on any thread and at any moment: the state lets go when it is next entered.
        self._state.released.append(self._id)

    @property
    def state(self) -> LuaState:
        return self._state

    @property
    def anchor(self) -> int:
        return self._id

    def same(self, other: LuaValue) -> bool:
        """Whether both are the same Lua value."""
        return self._state is other._state and bool(self._state.core(b"same", self._id, other._id))


class LuaFunction(LuaValue):
    """A Lua function. Call it on the thread that runs its state, and on no other."""

    __slots__ = ()

    def __call__(self, *args: Any) -> Any:
        """Call it (see :meth:`LuaState.call`): its one result, None without any, a tuple of several."""
        results = self._state.call(self, *args)
        if len(results) == 1:
            return results[0]
        return tuple(results) if results else None


class LuaTable(LuaValue):
    """A Lua table, reached without its metamethods."""

    __slots__ = ()

    def get(self, key: Any) -> Any:
        """The value under ``key`` (text or bytes, number, bool); tables and functions come as handles."""
        state = self._state
        kinds, value = state.core(b"get", self._id, state.plain(key))
        return state.decode(kinds, (value,))[0]

    def set(self, key: Any, value: Any) -> None:
        self._state.core_with(b"set", self._id, (key, value))

    __getitem__ = get
    __setitem__ = set

    def __len__(self) -> int:
        return int(self._state.core(b"length", self._id))

    def items(self) -> Iterator[tuple[Any, Any]]:
        """The entries, tables within them as dicts (see :meth:`to_python`)."""
        return iter(self.to_dict().items())

    def to_dict(self) -> dict[Any, Any]:
        """The entries as a dict, even where they are a sequence; tables within as :meth:`to_python` says."""
        result = dump(self, sequences=False)
        assert isinstance(result, dict)
        return result

    def to_python(self) -> Any:
        """A list if the keys are exactly 1..n (n > 0), else a dict; tables within likewise.

        Strings stay bytes, functions and threads stay handles. A table met twice is the same object twice,
        cycles included. Raises ScriptError beyond 100 levels or two million entries.
        """
        return dump(self, sequences=True)


class LuaOpaque(LuaValue):
    """A coroutine, or a userdata that is no object of the host: can be kept and handed back."""

    __slots__ = ()


def dump(table: LuaTable, *, sequences: bool) -> Any:
    """Deep conversion; ``sequences`` says whether the outermost table may become a list."""
    state = table.state
    anchor, size = state.core(b"dump", table.anchor, MAX_DEPTH, MAX_ENTRIES)
    if anchor is None:
        raise ScriptError(f"the table can't be converted: {to_text(size)}")
    holder = LuaTable(state, anchor)
    flat: list[Any] = []
    step = 1000
    for start in range(1, size + 1, step):
        piece = state.core(b"slice", anchor, start, min(start + step - 1, size))
        flat.extend(piece if isinstance(piece, tuple) else (piece,))
    del holder
    # First the kinds of all tables, so that a reference forward finds its object.
    shapes: list[tuple[int, int]] = []
    at = 0
    while at < size:
        count = flat[at]
        shapes.append((at + 1, count))
        at += 1 + count * 4
    results: list[Any] = []
    for number, (start, count) in enumerate(shapes):
        keys = [flat[start + i * 4 + 1] for i in range(count) if flat[start + i * 4] == b"."]
        is_list = (
            count > 0
            and (sequences or number > 0)
            and len(keys) == count
            and all(type(key) is int for key in keys)
            and sorted(keys) == list(range(1, count + 1))
        )
        results.append([None] * count if is_list else {})

    def value(kind: bytes, item: Any) -> Any:
        if kind == b".":
            return item
        if kind == b"t":
            return results[item - 1]
        return state.decode(kind, (item,))[0]

    for number, (start, count) in enumerate(shapes):
        result = results[number]
        is_list = isinstance(result, list)
        for i in range(start, start + count * 4, 4):
            content = value(flat[i + 2], flat[i + 3])
            if is_list:
                result[flat[i + 1] - 1] = content
            else:
                key = value(flat[i], flat[i + 1])
                if isinstance(key, dict | list):
                    key = id(key)
                result[key] = content
    return results[0]
