"""The border between Python and one Lua state: conversion, and the guarded call of host functions.

Nothing but None, bool, int, float, bytes and objects of the host goes over, and no exception: a host function
that raises leaves a marker, and the Lua side raises an error *string* with the position of the calling line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from lupa.lua54 import as_attrgetter

from ..errors import LimitError, MissingMemberError, PluginError, PostludeError, RefusedError
from .signals import ScriptExit, Stopped
from .values import MAX_DEPTH, LuaFunction, LuaOpaque, LuaTable, LuaValue, to_bytes, to_text

if TYPE_CHECKING:
    from .state import LuaState

FAIL = b"fail" + os.urandom(16)
VALUES = b"values" + os.urandom(16)

SIMPLE = frozenset((type(None), bool, int, float, bytes))
SMALL = frozenset((type(None), bool, int, float))
CLASS_MASK = 0xFFF
_PLANNED = (str, tuple, list, dict, int, float, bytes, LuaValue)


class Raw:
    """A Python function for the host's own Lua code, which keeps it where no script can reach it."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function


class Objects:
    """The objects that one state knows, by number: serial number * 4096 + number of the class."""

    def __init__(self) -> None:
        self.by_number: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}
        self._serial = 0
        self.classes: dict[type, int] = {}
        self.class_number: Callable[[Any], int | None] = lambda obj: None
        self.created_since_collection = 0
        self.in_hand: set[int] = set()
        """What Lua was told last: it may not have looked these numbers up yet."""
        self._late: list[int] = []

    def number(self, obj: Any) -> tuple[int, bool] | None:
        """The object's number and whether it is new; None if objects of its type aren't bound."""
        number = self.numbers.get(id(obj))
        if number is not None:
            return number, False
        kind = self.classes.get(type(obj))
        if kind is None:
            kind = self.class_number(obj)
            if kind is None:
                return None
            self.classes[type(obj)] = kind
        return self._add(obj, kind), True

    def _add(self, obj: Any, kind: int) -> int:
        self._serial += 1
        number = self._serial << 12 | kind
        self.by_number[number] = obj
        self.numbers[id(obj)] = number
        self.created_since_collection += 1
        return number

    def renew(self, number: int) -> int:
        """Another number for an object whose former userdata is about to be finalized."""
        return self._add(self.by_number[number], number & CLASS_MASK)

    def release(self, numbers: Iterable[int]) -> None:
        """Let objects go whose userdata are gone. A number in hand waits: its userdata can die in a hook, between the
        answer and the line that looks it up."""
        waiting, self._late = [*self._late, *numbers], []
        for number in waiting:
            if number in self.in_hand:
                self._late.append(number)
                continue
            obj = self.by_number.pop(number, None)
            if obj is not None and self.numbers.get(id(obj)) == number:
                del self.numbers[id(obj)]

    def clear(self) -> None:
        self.by_number.clear()
        self.numbers.clear()


class Border:
    """What the two sides call to reach each other."""

    def __init__(self, state: LuaState) -> None:
        self.state = state
        self.objects = Objects()
        self.functions: list[Callable[..., Any]] = []
        self.names: list[str] = []
        self.stop: BaseException | None = None
        self.defects: list[BaseException] = []
        self.missing: dict[str, None] = {}
        self._error: tuple[bytes, bool, int | None] | None = None
        self._pending: tuple[Any, ...] = ()
        self._thrown: LuaValue | None = None
        self.refusal: bytes | None = None

    def add(self, function: Callable[..., Any], name: str) -> int:
        self.functions.append(function)
        self.names.append(name)
        return len(self.functions) - 1

    # ---- Lua to Python

    def decode(self, kinds: bytes, values: Sequence[Any]) -> list[Any]:
        """The values that Lua's ``export`` describes by ``kinds``."""
        result = []
        for kind, value in zip(kinds, values, strict=False):
            if kind == 46:  # .
                result.append(value)
            elif kind == 111:  # o
                result.append(self.objects.by_number[value])
            elif kind == 116:  # t
                result.append(LuaTable(self.state, value))
            elif kind == 102:  # f
                result.append(LuaFunction(self.state, value))
            else:
                result.append(LuaOpaque(self.state, value))
        return result

    # ---- Python to Lua

    def plan(self, values: Sequence[Any]) -> tuple[bytes, list[Any]]:
        """The plan and the flat values from which Lua's ``import`` builds ``values``."""
        plan = bytearray()
        flat: list[Any] = []
        self.objects.in_hand = set()
        size = self._plan(values, plan, flat, 0)
        self.state.make_room(size)
        return bytes(plan), flat

    def _plan(self, values: Sequence[Any], plan: bytearray, flat: list[Any], depth: int) -> int:
        size = 0
        for value in values:
            kind = type(value)
            if kind in SIMPLE:
                plan += b"."
                flat.append(value)
                size += len(value) + 64 if kind is bytes else 16
            elif isinstance(value, str):
                data = to_bytes(value)
                plan += b"."
                flat.append(data)
                size += len(data) + 64
            elif kind is Raw:
                plan += b"."
                flat.append(as_attrgetter(value.function))
            elif isinstance(value, LuaValue):
                if value.state is not self.state:
                    raise TypeError("a value of another Lua state")
                plan += b"a"
                flat.append(value.anchor)
            elif isinstance(value, list | tuple | dict):
                if depth >= MAX_DEPTH:
                    raise ValueError("nested too deeply for Lua")
                if isinstance(value, dict):
                    plan += b"{"
                    for key, item in value.items():
                        if key is None or key != key:
                            raise ValueError("None and NaN can't be keys of a Lua table")
                        size += self._plan((key, item), plan, flat, depth + 1)
                    plan += b"}"
                else:
                    plan += b"["
                    size += self._plan(value, plan, flat, depth + 1)
                    plan += b"]"
                size += 64
            elif isinstance(value, bool | int | float | bytes):  # their subclasses: IntEnum and the like
                plan += b"."
                flat.append(value)
                size += 64
            else:
                found = self.objects.number(value)
                if found is None:
                    raise TypeError(f"a {kind.__name__} can't be handed to Lua")
                number, new = found
                plan += b"n" if new else b"o"
                self.objects.in_hand.add(number)
                flat.append(number)
                if new:
                    flat.append(as_attrgetter(value))
                size += 512
        return size

    # ---- host functions, called by Lua

    def result(self, value: Any) -> Any:
        """What a host function hands back when its value is not a simple one."""
        objects = self.objects
        number = objects.numbers.get(id(value))
        if number is not None:
            objects.in_hand = {number}
            return number, True
        kind = type(value)
        if kind is str:
            value, kind = to_bytes(value), bytes
        if kind is bytes:
            if len(value) > 4096:
                self.state.make_room(len(value))
            return value
        if kind in objects.classes or not isinstance(value, _PLANNED):
            found = objects.number(value)
            if found is not None:
                self.state.make_room(512)
                return found[0], as_attrgetter(value)
        plan, flat = self.plan(value if isinstance(value, tuple) else (value,))
        self.state.feed(flat)
        self._pending = (plan, *flat)
        return VALUES, True

    def fail(self, exc: BaseException, name: str) -> tuple[bytes, bool]:
        """Note what Lua is to raise for ``exc``."""
        self._error = None
        if self.stop is not None or isinstance(exc, Stopped):
            pass
        elif isinstance(exc, PluginError):
            # From a Lua function that the host called: the error goes on as it came, value and all.
            thrown = getattr(exc, "lua_value", None)
            self._thrown = thrown
            self._error = (to_bytes(exc.message), True, thrown.anchor if thrown is not None else None)
        elif isinstance(exc, LimitError | ScriptExit):
            self.stop = exc
        elif isinstance(exc, PostludeError):
            self._error = (to_bytes(exc.message), False, None)
            if isinstance(exc, RefusedError):
                self.refusal = self._error[0]
            elif isinstance(exc, MissingMemberError):
                self.missing[exc.member] = None
        elif isinstance(exc, MemoryError):
            self.stop = LimitError("the script used more memory than its limit allows")
        elif isinstance(exc, Exception):
            self.defects.append(exc)
            text = f"internal error in {name}: {type(exc).__name__}: {exc}"
            self._error = (to_bytes(text[:4000]), False, None)
        else:
            self.stop = exc
        return FAIL, True

    # The four below are what a read, a write or a call costs: nothing in them is shared, on purpose.

    def getter(self, function: Callable[[Any], Any], name: str) -> Raw:
        """What Lua calls to read a property, with the object's number."""
        by_number, simple, convert, fail = self.objects.by_number, SMALL, self.result, self.fail

        def get(number: int) -> Any:
            try:
                value = function(by_number[number])
                return value if type(value) in simple else convert(value)
            except BaseException as exc:
                return fail(exc, name)

        return Raw(get)

    def setter(self, function: Callable[[Any, Any], None], name: str) -> Raw:
        """What Lua calls to write a property, with the object's number and a simple value."""
        by_number, fail = self.objects.by_number, self.fail

        def set(number: int, value: Any = None) -> Any:
            try:
                function(by_number[number], value)
                return None
            except BaseException as exc:
                return fail(exc, name)

        return Raw(set)

    def method(self, function: Callable[..., Any], name: str) -> Raw:
        """What Lua calls for a method, with the object's number and simple values."""
        by_number, simple, convert, fail = self.objects.by_number, SMALL, self.result, self.fail

        def call(number: int, *args: Any) -> Any:
            try:
                value = function(by_number[number], *args)
                return value if type(value) in simple else convert(value)
            except BaseException as exc:
                return fail(exc, name)

        return Raw(call)

    def free(self, function: Callable[..., Any], name: str) -> Raw:
        """What Lua calls for a function without object, with simple values."""
        simple, convert, fail = SMALL, self.result, self.fail

        def call(*args: Any) -> Any:
            try:
                value = function(*args)
                return value if type(value) in simple else convert(value)
            except BaseException as exc:
                return fail(exc, name)

        return Raw(call)

    def entry_points(self) -> dict[bytes, Callable[..., Any]]:
        """The functions that the host's Lua code calls; they never raise."""
        functions, names = self.functions, self.names
        objects = self.objects
        fail, convert, decode = self.fail, self.result, self.decode
        simple, by_number = SMALL, objects.by_number

        def call_mixed(function: int, kinds: bytes, *args: Any) -> Any:
            try:
                value = functions[function](*decode(kinds, args))
                return value if type(value) in simple else convert(value)
            except BaseException as exc:
                return fail(exc, names[function])

        def take() -> tuple[Any, ...]:
            pending, self._pending = self._pending, ()
            return pending

        def take_error() -> tuple[Any, ...] | None:
            error, self._error = self._error, None
            if error is not None:
                try:
                    self.state.make_room(len(error[0]) + 256)
                except LimitError:
                    return None
            return error

        def call_with_object(function: int, number: int, argument: int) -> Any:
            try:
                value = functions[function](by_number[number], by_number[argument])
                return value if type(value) in simple else convert(value)
            except BaseException as exc:
                return fail(exc, names[function])

        def fetch(number: int) -> tuple[Any, int]:
            return as_attrgetter(by_number[number]), objects.renew(number)

        def release(*numbers: int) -> None:
            objects.release(numbers)

        def tick() -> bool:
            try:
                return self.state.tick()
            except BaseException as exc:
                self.stop = self.stop or exc
                return True

        def exit(code: int) -> None:
            self.stop = self.stop or ScriptExit(code)

        points: tuple[Callable[..., Any], ...] = (
            call_mixed, call_with_object, take, take_error, fetch, release, tick, exit,
        )  # fmt: skip
        return {to_bytes(point.__name__): point for point in points}

    def plain(self, value: Any) -> Any:
        """A simple value, text encoded."""
        return to_bytes(value) if isinstance(value, str) else value


__all__ = ["CLASS_MASK", "FAIL", "SIMPLE", "VALUES", "Border", "Objects", "to_text"]
