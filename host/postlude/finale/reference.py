"""What tools can say of ``finale``: its classes, their members with types and a line each, and the constants.

The catalogue says what there is and what it does, the framework's documentation (:mod:`postlude.finale.framework`)
adds types and what the catalogue lacks. There is exactly what the reflection tables of a Lua state have.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from postlude.finale import framework
from postlude.finale.constants import constants as _values
from postlude.finale.constants import stand_ins
from postlude.finale.memberfacts import Member, creation, members, summary
from postlude.finale.membertypes import ANY, Form, Parameter, Value, lineage
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session


class ClassFacts(NamedTuple):
    """A class: ``members`` are its own, those of its bases are theirs (:func:`member` finds both).

    ``creation`` is what ``finale.FCName(...)`` takes, None for a class that isn't made that way.
    """

    name: str
    base: str | None
    constructible: bool
    creation: Form | None
    doc: str
    members: dict[str, Member]
    implemented: bool
    documented: bool
    uses: int


class Constant(NamedTuple):
    """``stand_in``: the real value isn't known, and this one is good for comparison only."""

    name: str
    value: int | float | str
    stand_in: bool


@cache
def _namespace() -> Namespace:
    return Namespace(Session(None))


@cache
def class_names() -> tuple[str, ...]:
    """All classes by name, bases that scripts never make (``__FC...``) among them."""
    return tuple(_namespace().classes())


@cache
def describe(name: str) -> ClassFacts | None:
    """A class by its name in Lua; None if there is none."""
    info = _namespace().info(name)
    if info is None:
        return None
    documented = framework.framework_class(name)
    found = {each.name: each for each in members(info)}
    return ClassFacts(
        name=name,
        base=info.parent,
        constructible=info.constructible,
        creation=creation(info) if info.constructible else None,
        doc=summary(info.python_class),
        members=dict(sorted(found.items())),
        implemented=info.python_class is not None,
        documented=documented is not None,
        uses=documented.uses if documented is not None else 0,
    )


def bases(name: str) -> tuple[str, ...]:
    """A class and those it is derived from, the nearest first; empty if there is no such class."""
    return tuple(lineage(name))


@cache
def member(cls: str, name: str) -> Member | None:
    """A member of a class or of its bases; None if there is none.

    What a collection gives is an item of that collection, and a clone is of the class that was cloned.
    """
    found = next(
        (facts.members[name] for base in bases(cls) if (facts := describe(base)) and name in facts.members),
        None,
    )
    return _seen_from(cls, found) if found is not None else None


def all_members(cls: str) -> dict[str, Member]:
    """The members of a class with those of its bases, as :func:`member` gives them."""
    names = {name for base in bases(cls) if (facts := describe(base)) for name in facts.members}
    return {name: found for name in sorted(names) if (found := member(cls, name)) is not None}


@cache
def item_class(cls: str) -> str | None:
    """The class of what a collection holds, as its ``GetItemAt`` gives it; None for what isn't a collection."""
    for base in bases(cls):
        documented = framework.framework_class(base)
        method = documented.methods.get("GetItemAt") if documented else None
        if method is not None and framework.framework_class(method.forms[0].returns) is not None:
            return method.forms[0].returns
        declared = (describe(base) or _NOTHING).members.get("GetItemAt")
        if declared is not None and declared.returns and declared.returns[0].type != ANY:
            return declared.returns[0].type
    return None


@cache
def constants() -> dict[str, Constant]:
    """All constants of ``finale`` by name."""
    unknown = stand_ins()
    return {name: Constant(name, number, name in unknown) for name, number in sorted(_values().items())}


def near(name: str, known: Iterable[str]) -> str | None:
    """The name that was probably meant; None if nothing is like it."""
    by_lower: dict[str, str] = {}
    for each in known:
        by_lower.setdefault(each.lower(), each)
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.72)
    return by_lower[found[0]] if found else None


_NOTHING = ClassFacts("", None, False, None, "", {}, False, False, 0)
ITEMS = frozenset({"__FCBase", "__FCBaseData", "__FCOther", "__FCDetail", "__FCNoInciOther", "__FCInciOther"})


def _seen_from(cls: str, found: Member) -> Member:
    """A member with the types that it has for objects of a class, which may be derived from its owner."""
    if found.name == "CreateClone":
        return _giving(found, cls)
    item = item_class(cls) if "__FCIteratorBase" in bases(cls) else None
    if item is not None and found.returns and found.returns[0].type in ITEMS:
        return _giving(found, item)
    return found


def _giving(found: Member, cls: str) -> Member:
    if found.kind == "property":
        return found._replace(type=found.type._replace(type=cls))
    forms = tuple(
        form._replace(returns=(form.returns[0]._replace(type=cls), *form.returns[1:]))
        if form.returns
        else form
        for form in found.forms
    )
    return found._replace(forms=forms)


__all__ = [
    "ITEMS",
    "ClassFacts",
    "Constant",
    "Form",
    "Member",
    "Parameter",
    "Value",
    "all_members",
    "bases",
    "class_names",
    "constants",
    "describe",
    "item_class",
    "member",
    "near",
    "summary",
]
