"""Facts as annotations of the Lua language server: types, functions, comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from postlude.finale.membertypes import TEXT, Form, Parameter, Value

_TYPES: Mapping[str, str] = {
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "str": "string",
    TEXT: "string|FCString",
}
_KEYWORDS = frozenset(
    {
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    }
)  # fmt: skip
_ROLE = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`")


def lua_type(kind: str, nullable: bool = False) -> str:
    """A type as the language server writes it."""
    text = _TYPES.get(kind, kind)
    if not nullable or text == "any":
        return text
    return f"{text}|nil" if "|" in text else f"{text}?"


def lua_value(value: Value) -> str:
    return lua_type(value.type, value.nullable)


def argument_name(name: str) -> str:
    """A name that Lua takes for an argument."""
    return f"{name}_" if name in _KEYWORDS else name


def plain(text: str) -> str:
    """A docstring with the marks of Markdown."""
    return _ROLE.sub(r"`\1`", text).replace("``", "`")


def comment(text: str, *notes: str) -> Iterator[str]:
    """A docstring as comment lines, with notes behind it."""
    lua = plain(text).replace("Raises ScriptError", "Raises an error")
    for line in [*lua.splitlines(), *notes]:
        yield f"---{line}".rstrip()


def function_type(form: Form, owner: str | None = None) -> str:
    """A form as a type, ``fun(x: number): FCCtrlStatic``; with an owner that of a method."""
    arguments = [f"self: {owner}"] if owner else []
    arguments += [
        f"{argument_name(each.name)}{'?' if each.optional else ''}: {lua_type(each.type)}"
        for each in form.parameters
    ]
    returns = ", ".join(map(lua_value, form.returns))
    return f"fun({', '.join(arguments)})" + (f": {returns}" if returns else "")


def parameters(each: Iterable[Parameter]) -> Iterator[str]:
    for one in each:
        yield f"---@param {argument_name(one.name)}{'?' if one.optional else ''} {lua_type(one.type)}"


def function(
    name: str, forms: tuple[Form, ...], doc: str, *notes: str, owner: str | None = None
) -> Iterator[str]:
    """A function (``owner`` for a method: its class) with its comment; further forms are overloads."""
    first, *others = forms
    yield from comment(doc, *notes)
    yield from parameters(first.parameters)
    if first.returns:
        yield f"---@return {', '.join(map(lua_value, first.returns))}"
    for other in others:
        yield f"---@overload {function_type(other, owner)}"
    yield f"function {name}({', '.join(argument_name(each.name) for each in first.parameters)}) end"
    yield ""


def literal(value: int | float | str | bool) -> str:
    """A constant as Lua writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)
