"""How the members of a class are read for tools: what the catalogue declares and the framework documents."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from postlude.finale import framework
from postlude.finale.base import ClassInfo
from postlude.finale.membertypes import (
    ANY,
    TEXT,
    Form,
    Parameter,
    Value,
    declared_form,
    documented_forms,
    joined,
    lineage,
    results,
    value,
)

Kind = Literal["method", "static", "property"]


class Member(NamedTuple):
    """A member of a class.

    ``owner`` is the class that has it. A method or static has ``forms``; a property has a ``type`` (with ``takes``
    where it is written as another: a ``str`` takes an ``FCString``, too), and ``readable`` and ``writable``;
    so has a method if a property has the same name, which is then read as the method.
    ``documented`` is false for what only Postlude and scripts know; what is not ``implemented`` raises an error.
    ``uses`` counts the real scripts that reach it.
    """

    name: str
    owner: str
    kind: Kind
    forms: tuple[Form, ...] = ()
    readable: bool = False
    writable: bool = False
    type: Value = Value(ANY)
    takes: str = ANY
    doc: str = ""
    implemented: bool = True
    documented: bool = True
    uses: int = 0

    @property
    def returns(self) -> tuple[Value, ...]:
        """What comes back: of a method's first form, or the property's value."""
        if self.kind == "property":
            return (self.type,) if self.readable else ()
        return self.forms[0].returns if self.forms else (Value(ANY),)


def summary(documented: object) -> str:
    """The docstring of a class or function; empty where it has none of its own."""
    text = getattr(documented, "__doc__", None)
    return inspect.cleandoc(text) if text else ""


def creation(info: ClassInfo) -> Form | None:
    cls = info.python_class
    form = declared_form(cls.created) if cls is not None else None
    return Form(form.parameters if form else (), (Value(info.name),))


def members(info: ClassInfo) -> Iterator[Member]:
    for name in sorted({*info.getters, *info.setters} - set(info.methods)):
        yield _property(info, name)
    for name, function in info.methods.items():
        found = _method(info, name, function, "method")
        if name in info.getters or name in info.setters:
            twin = _property(info, name)
            found = found._replace(readable=twin.readable, writable=twin.writable, type=twin.type)
        yield found
    for name, function in info.statics.items():
        yield _method(info, name, function, "static")


def _documented(cls: str, name: str) -> framework.FrameworkMethod | None:
    """What the framework has of a method, here or in the nearest base."""
    for base in lineage(cls):
        facts = framework.framework_class(base)
        if facts is not None and name in facts.methods:
            return facts.methods[name]
    return None


def _property(info: ClassInfo, name: str) -> Member:
    getter, setter = info.getters.get(name), info.setters.get(name)
    facts = framework.framework_class(info.name)
    own = facts.properties.get(name) if facts is not None else None
    kind = _read_type(info, name, getter)
    written = _documented(info.name, f"Set{name}")
    taken = (
        next((form.arguments[0].type for form in written.forms if form.arguments), None) if written else None
    )
    takes = value(taken).type if taken else kind.type
    declared = vars(info.python_class).get(name) if info.python_class is not None else None
    return Member(
        name,
        info.name,
        "property",
        readable=getter is not None,
        writable=setter is not None,
        type=kind if getter is not None else Value(takes),
        takes=TEXT if takes == "str" else takes,
        doc=summary(declared) if declared is not None and declared.__doc__ else "",
        implemented=not any(hasattr(each, "not_implemented") for each in (getter, setter)),
        documented=own is not None,
        uses=own.uses if own is not None else 0,
    )


def _read_type(info: ClassInfo, name: str, getter: Callable[..., Any] | None) -> Value:
    declared = None
    if getter is not None and not hasattr(getter, "not_implemented"):
        annotations = getattr(inspect.unwrap(getter), "__annotations__", {})
        if annotations.get("return") is not None:
            declared = results(annotations["return"])
    if declared and declared[0].type != ANY:
        return declared[0]
    method = _documented(info.name, f"Get{name}")
    if method is not None and not method.forms[0].arguments and method.forms[0].returns != "void":
        return value(method.forms[0].returns)
    for base in lineage(info.name):
        facts = framework.framework_class(base)
        if facts is not None and name in facts.properties:
            return value(facts.properties[name].type)
    return Value(ANY)


def _method(info: ClassInfo, name: str, function: Callable[..., Any], kind: Kind) -> Member:
    facts = framework.framework_class(info.name)
    own = facts.methods.get(name) if facts is not None else None
    implemented = not hasattr(function, "not_implemented")
    return Member(
        name,
        info.name,
        kind,
        forms=_forms(info, name, function, kind),
        doc=_doc(info, name) if implemented else "",
        implemented=implemented,
        documented=own is not None,
        uses=own.uses if own is not None else 0,
    )


def _declared(info: ClassInfo, name: str) -> Any:
    """What stands in the class under a name, or in the plain classes that it is put together from."""
    return inspect.getattr_static(info.python_class, name, None) if info.python_class is not None else None


def _doc(info: ClassInfo, name: str) -> str:
    declared = _declared(info, name)
    if declared is None and name[:3] in ("Get", "Set"):
        declared = _declared(info, name[3:])
    return summary(declared) if declared is not None and type(declared).__doc__ != declared.__doc__ else ""


def _forms(info: ClassInfo, name: str, function: Callable[..., Any], kind: Kind) -> tuple[Form, ...]:
    found = _documented(info.name, name)
    documented = documented_forms(found) if found is not None else ()
    if kind == "static":
        declared = _declared(info, name)
        return joined(declared_form(declared) if declared is not None else None, documented)
    bare = not hasattr(function, "declared") and not hasattr(function, "not_implemented")
    if bare and name.startswith("Get") and name[3:] in info.getters:
        return (Form((), (_property(info, name[3:]).type,)),)
    if bare and name.startswith("Set") and name[3:] in info.setters:
        takes = _property(info, name[3:]).takes
        return (Form((Parameter("value", takes, takes == "bool"),), ()),)
    return joined(declared_form(function), documented) or (Form((), (Value(ANY),)),)
