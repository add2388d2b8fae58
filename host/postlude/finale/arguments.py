"""How arguments of a method are taken: the rules that real scripts rely on, in one place.

A method of the catalogue says what it takes with ordinary annotations; :func:`method` reads them once and
from then on converts and checks every call, from Lua and from Python alike:

========================  =====================================================================
annotation                takes
========================  =====================================================================
``int``                   a number; a float is floored
``float``                 a number
``bool``                  anything, by Lua's idea of truth; missing is false
``str``                   a Lua string, a Python string, or an ``FCString`` that is only read
``FCMeasure`` (a class)   an object of that class or of one derived from it
``X | None``              nil as well
``object``                anything, as it comes
========================  =====================================================================

Extra arguments are ignored. All else raises ``param N expected X, got Y``.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from postlude.errors import ScriptError

F = TypeVar("F", bound=Callable[..., Any])
Converter = Callable[[Any, int], Any]

INTEGERS = 2.0**63
"""Lua's integers are below it, and not below its negative."""

_LUA_NAMES: Mapping[type, str] = {
    bool: "boolean",
    int: "number",
    float: "number",
    bytes: "string",
    str: "string",
    dict: "table",
    list: "table",
}


def type_name(value: object) -> str:
    """The name of a value's type as a script's author knows it."""
    if value is None:
        return "nil"
    name = getattr(type(value), "lua_name", None)
    if isinstance(name, str):
        return name
    return _LUA_NAMES.get(type(value)) or ("function" if callable(value) else "table")


def expected(position: int, what: str, value: object) -> ScriptError:
    return ScriptError(f"param {position} expected {what}, got {type_name(value)}")


def decode(data: bytes) -> str:
    """Lua's bytes as text; bytes that aren't UTF-8 survive the way back."""
    return data.decode("utf-8", "surrogateescape")


def to_int(value: Any, position: int = 1) -> int:
    if value.__class__ is int:
        return value
    if isinstance(value, float) and -INTEGERS <= value < INTEGERS:
        return math.floor(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    raise expected(position, "number", value)


def to_float(value: Any, position: int = 1) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    raise expected(position, "number", value)


def to_bool(value: Any, position: int = 1) -> bool:
    return value is not None and value is not False


def to_text(value: Any, position: int = 1) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value)
    text = getattr(value, "text_value", None)
    if isinstance(text, str):
        return text
    raise expected(position, "FCString or string", value)


def lua_text(value: Any, position: int = 1) -> str:
    """A text, or a number as Lua writes it: what C functions make of one."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value) if isinstance(value, int) or not value.is_integer() else f"{value:.1f}"
    return to_text(value, position)


def sequence(value: Any, position: int = 1) -> list[Any]:
    """The values of a Lua table that is a list, or of a Python list."""
    if hasattr(value, "to_python"):
        value = value.to_python()
    if isinstance(value, dict) and not value:
        return []
    if not isinstance(value, list | tuple):
        raise expected(position, "table with values from 1 on", value)
    return list(value)


def _anything(value: Any, position: int) -> Any:
    return value


_PLAIN: Mapping[str, Converter] = {
    "int": to_int,
    "float": to_float,
    "bool": to_bool,
    "str": to_text,
    "object": _anything,
    "Any": _anything,
}


def _instance(name: str) -> Converter:
    from postlude.finale.base import class_named

    cls = class_named(name)
    label = cls.lua_name

    def convert(value: Any, position: int) -> Any:
        if isinstance(value, cls):
            return value
        raise expected(position, label, value)

    return convert


def _converter(annotation: str) -> tuple[Converter, bool]:
    """The converter for an annotation, and whether nil is taken."""
    names = [part.strip().strip("\"'") for part in annotation.split("|")]
    optional = "None" in names
    names = [name for name in names if name != "None"]
    if len(names) != 1:
        raise TypeError(f"an argument has one type, not {annotation!r}")
    convert = _PLAIN.get(names[0]) or _instance(names[0])
    return convert, optional


_MISSING: Any = object()


class _Parameter:
    __slots__ = ("convert", "default", "optional")

    def __init__(self, convert: Converter, optional: bool, default: Any) -> None:
        self.convert = convert
        self.optional = optional
        self.default = default

    def missing(self, position: int, given: bool) -> Any:
        """The value where nil is given or nothing is. Raises ScriptError if there has to be one."""
        if self.optional and (given or self.default is _MISSING):
            return None
        return self.convert(None, position) if self.default is _MISSING else self.default


def _parameters(function: Callable[..., Any]) -> list[_Parameter]:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    result = []
    for parameter in parameters:
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD:
            raise TypeError(f"{function.__qualname__}: only plain parameters can be declared")
        convert, optional = _converter(str(parameter.annotation))
        default = _MISSING if parameter.default is parameter.empty else parameter.default
        if default is _MISSING and convert is to_bool:
            default = False
        result.append(_Parameter(convert, optional, default))
    return result


def converting(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` with its arguments, after the first, converted as its annotations say."""
    # Counted without `inspect`, which would take longer than all the rest of loading the catalogue.
    count: int = function.__code__.co_argcount
    if count == 1:

        def call_plain(self: Any, *_: Any) -> Any:
            return function(self)

        return call_plain

    # Annotations may name classes that are declared later, so they are looked up at the first call.
    parameters: list[_Parameter] = []

    def call_with_one(self: Any, *args: Any) -> Any:
        # The commonest case by far, and scripts do it for every entry of a score.
        if not parameters:
            parameters.extend(_parameters(function))
        [parameter] = parameters
        if args and args[0] is not None:
            return function(self, parameter.convert(args[0], 1))
        return function(self, parameter.missing(1, bool(args)))

    if count == 2:
        return call_with_one

    def call(self: Any, *args: Any) -> Any:
        if not parameters:
            parameters.extend(_parameters(function))
        given = len(args)
        taken = [
            parameter.convert(args[index], index + 1)
            if index < given and args[index] is not None
            else parameter.missing(index + 1, index < given)
            for index, parameter in enumerate(parameters)
        ]
        return function(self, *taken)

    return call


def method(function: F) -> F:
    """Declare a method that scripts can call: its annotations convert and check what it is given."""
    call = converting(function)
    call.__name__ = function.__name__
    call.__qualname__ = function.__qualname__
    call.__doc__ = function.__doc__
    call.__wrapped__ = function  # type: ignore[attr-defined]
    call.declared = "method"  # type: ignore[attr-defined]
    return call  # type: ignore[return-value]


def constructor(function: Callable[..., None]) -> Callable[..., None]:
    """Declare what a class does with the arguments of ``finale.FCName(...)``; converted as a method's are."""
    return method(function)


APPROXIMATE: set[str] = set()
"""Qualified names of the members whose value only Finale's layout could give exactly."""


def approximate(function: F) -> F:
    """Mark a member as an approximation, for the coverage page; its docstring says of what.

    It stands below ``@method``, ``@prop`` or ``@static``, next to the function.
    """
    APPROXIMATE.add(f"{function.__module__}.{function.__qualname__}")
    return function


class static:
    """Declare a static method: reached as ``finale.FCClass.Name(...)``.

    The function takes the session that it is called in as its first parameter.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.call = converting(function)
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
