"""The types of arguments and results: from the catalogue's annotations, and where it has none from the framework.

A type is ``int``, ``float``, ``bool``, ``str``, ``table``, ``function``, ``any``, the name of a class as Lua knows
it, or ``text``: a Lua string or an ``FCString`` that is only read.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from postlude.finale import framework
from postlude.finale.base import class_named

ANY = "any"
TEXT = "text"


class Value(NamedTuple):
    """What comes back: its type, and whether it may be nil instead."""

    type: str
    nullable: bool = False


class Parameter(NamedTuple):
    """An argument; one that is ``optional`` may be left out or be nil."""

    name: str
    type: str
    optional: bool = False


class Form(NamedTuple):
    """One way to call something; ``returns`` is empty where there is no result."""

    parameters: tuple[Parameter, ...]
    returns: tuple[Value, ...]


_PLAIN = {
    "int": "int",
    "float": "float",
    "number": "int",
    "bool": "bool",
    "str": "str",
    "table": "table",
    "Table": "table",
    "any": ANY,
    "Any": ANY,
    "object": ANY,
    "Callable": "function",
}
_FUNCTIONS = {"function", "callback", "handler"}
_TUPLE = re.compile(r"tuple\[(.*)\]")


def value(annotation: str) -> Value:
    """The type that an annotation, or a type of the framework, names."""
    names = [part.strip().strip("\"'") for part in annotation.split("|")]
    nullable = "None" in names
    names = [name for name in names if name != "None"]
    return Value(_named(names[0]) if len(names) == 1 else ANY, nullable)


def _named(name: str) -> str:
    plain = _PLAIN.get(name.partition("[")[0])
    if plain is not None:
        return plain
    if name.startswith(("list[", "dict[")):
        return "table"
    if framework.framework_class(name) is not None:
        return name
    try:
        return class_named(name).lua_name
    except TypeError:
        return ANY


def results(annotation: object) -> tuple[Value, ...] | None:
    """What a function that is annotated so gives; None if the annotation says nothing."""
    if annotation in (None, "None"):
        return ()
    if annotation is inspect.Signature.empty or annotation in ("Any", "object"):
        return None
    text = str(annotation)
    several = _TUPLE.fullmatch(text)
    return tuple(value(part) for part in several[1].split(",")) if several else (value(text),)


def declared_form(function: Callable[..., Any]) -> Form | None:
    """The form that a method of the catalogue is declared with; None if it takes its arguments as they come.

    Results are unknown (``any``) where the annotation doesn't tell them.
    """
    if not hasattr(function, "__wrapped__"):
        return None
    signature = inspect.signature(inspect.unwrap(function), follow_wrapped=False)
    parameters = [_declared(each) for each in list(signature.parameters.values())[1:]]
    returns = results(signature.return_annotation)
    return Form(tuple(parameters), (Value(ANY),) if returns is None else returns)


def _declared(parameter: inspect.Parameter) -> Parameter:
    annotation = "Any" if parameter.annotation is parameter.empty else str(parameter.annotation)
    kind, nullable = value(annotation)
    optional = nullable or kind == "bool" or parameter.default is not parameter.empty
    return Parameter(parameter.name, _taken(kind, parameter.name), optional)


def _taken(kind: str, name: str) -> str:
    if kind == "str":
        return TEXT
    return "function" if kind == ANY and name in _FUNCTIONS else kind


def documented_forms(method: framework.FrameworkMethod) -> tuple[Form, ...]:
    """The forms that the framework's documentation has, those that are alike here only once."""
    forms: dict[tuple[str, ...], Form] = {}
    for form in method.forms:
        parameters = tuple(
            Parameter(argument.name, _taken(kind, argument.name), argument.optional or kind == "bool")
            for argument in form.arguments
            for kind in (value(argument.type).type,)
        )
        forms.setdefault(tuple(each.type for each in parameters), Form(parameters, _documented(form.returns)))
    return tuple(forms.values())


def _documented(returns: str) -> tuple[Value, ...]:
    if returns == "void":
        return ()
    return (Value(ANY),) if returns == "several" else (value(returns),)


def joined(declared: Form | None, documented: Sequence[Form]) -> tuple[Form, ...]:
    """What is known of both: the catalogue says what it takes, the framework what the catalogue leaves open."""
    if declared is None:
        return tuple(documented)
    alike = next((form for form in documented if len(form.parameters) == len(declared.parameters)), None)
    parameters = declared.parameters
    if alike is not None:
        parameters = tuple(
            own._replace(type=_taken(other.type, own.name)) if own.type == ANY else own
            for own, other in zip(parameters, alike.parameters, strict=True)
        )
    returns = declared.returns
    other = next((form.returns for form in ([alike] if alike else documented)), None)
    if other is not None and len(returns) == len(other) == 1:
        returns = (narrower(returns[0], other[0]),)
    return (Form(parameters, returns),)


def narrower(own: Value, other: Value) -> Value:
    """The one of two types that says more; nil is possible where the catalogue says so."""
    if own.type == ANY or other.type in derived_from(own.type):
        return Value(other.type, own.nullable)
    return own


def derived_from(name: str) -> _Derived:
    """The classes that a class is a base of: to be asked with ``in``."""
    return _Derived(name)


class _Derived:
    def __init__(self, base: str) -> None:
        self.base = base

    def __contains__(self, name: str) -> bool:
        return name != self.base and self.base in lineage(name)


def lineage(name: str) -> Iterable[str]:
    """A class and its bases, the nearest first; nothing for what is no class of the framework."""
    current: str | None = name
    while current is not None:
        facts = framework.framework_class(current)
        if facts is None:
            return
        yield current
        current = facts.base
