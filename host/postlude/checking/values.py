"""What can be known of a value, and how what is known of several comes together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postlude.checking import tree, world
from postlude.finale import reference
from postlude.finale.membertypes import Value
from postlude.finale.scriptglobals import environment


@dataclass(frozen=True)
class Type:
    """``kind``: ``object`` (of the class ``name``, or one derived from it unless ``exact``), ``class``,
    ``library`` (``finale``, ``finenv``, ``luaosutils.internet`` ...), ``function`` (by the name that scripts know it
    by), ``loop``, ``plain`` (``int``, ``str`` ...), ``table``, ``closure`` or ``nil``."""

    kind: str
    name: str = ""
    exact: bool = False
    items: tuple[Type | None, ...] = ()
    node: tree.Expression | None = None


NIL = Type("nil")


def annotated(text: str) -> Type | None:
    """The type that an annotation of the Lua language server names, if it is one class."""
    names = {each.rstrip("?") for each in text.split("|")} - {"nil"}
    if len(names) != 1:
        return None
    (name,) = names
    return Type("object", name) if reference.describe(name) is not None else None


def of_value(value: Value) -> Type | None:
    """The type that the framework's facts give a result."""
    if reference.describe(value.type) is not None:
        return Type("object", value.type)
    if value.type in ("int", "float", "bool", "str"):
        return Type("plain", value.type)
    return None


def member_type(owner: Type, key: str) -> Type | None:
    """The type of a member of a library, a class or an object."""
    match owner.kind:
        case "library" if owner.name == "finale":
            if reference.describe(key) is not None:
                return Type("class", key)
            return Type("plain", "number") if key in reference.constants() else None
        case "library" if owner.name == "finenv":
            known = environment().get(key)
            if known is None:
                return None
            return Type("function", f"finenv.{key}") if known.form is not None else of_value(known.type)
        case "library":
            kind = world.members_of(owner.name).get(key)
            name = f"{owner.name}.{key}"
            if kind == "table" and world.members_of(name):
                return Type("library", name)
            return Type("function", name) if kind == "function" else None
        case "class":
            found = reference.member(owner.name, key)
            return Type("method", f"{owner.name}.{key}") if found is not None else None
        case "object":
            found = world.member_of(owner.name, key, owner.exact)
            if found is None:
                return None
            if found.kind == "property":
                return of_value(found.type) if found.readable else None
            return Type("method", f"{found.owner}.{key}")
    return None


def module_named(arguments: Sequence[tree.Expression]) -> Type | None:
    """What ``require`` gives for these arguments, if it is one of the modules that need no file."""
    if not arguments or not isinstance(arguments[0], tree.Literal) or arguments[0].kind != "string":
        return None
    name = arguments[0].text
    return Type("library", name) if world.members_of(name) else None


def joined(types: Iterable[Type | None]) -> Type | None:
    """The one type that all have; nil and what is still being found out doesn't count."""
    found: Type | None = NIL
    for each in types:
        if each is None:
            return None
        if each in (NIL, found):
            continue
        if found != NIL:
            if found is not None and each.kind == found.kind == "object" and each.name == found.name:
                found = Type("object", each.name)
                continue
            return None
        found = each
    return found
