"""Arguments as no script should write them, for every member of every class of the catalogue."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from postlude.finale.base import ClassInfo, class_named, declared_classes
from postlude.finale.namespace import Namespace
from postlude.finale.recordlists import DataCollection
from postlude.finale.records import BaseData

VALUES: tuple[Any, ...] = (
    None, True, 0, 1, 2, -1, 10**9, 2**63 - 1, -(2**63), 0.5, -1e300,
    float("nan"), float("inf"), b"", b"1", b"\xff\x00^",
)  # fmt: skip
"""As they come over from Lua."""

TABLES: tuple[Any, ...] = ({}, {b"x": 1}, [], [1, b"x", None], print)
"""Tables and functions come as objects of their own; these stand for them."""


@dataclass(frozen=True)
class Member:
    """What a script can call: a method, a static, a property's getter or setter."""

    owner: str
    name: str
    call: Callable[..., Any]
    kinds: tuple[str, ...]
    """What the arguments are, as far as that is declared."""
    is_static: bool = False

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


@cache
def _kinds(function: Callable[..., Any]) -> tuple[str, ...]:
    declared = getattr(function, "__wrapped__", function)
    try:
        parameters = list(inspect.signature(declared).parameters.values())[1:]
    except ValueError:
        return ("Any",) * 3
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return ("Any",) * max(2, len(parameters) - 1)
    return tuple(str(each.annotation) for each in parameters)


def members(info: ClassInfo) -> Iterator[Member]:
    """The members that a class itself declares."""
    for name, function in info.methods.items():
        plain = name[:3] in ("Get", "Set") and (name[3:] in info.getters or name[3:] in info.setters)
        if not hasattr(function, "not_implemented") and not plain:
            yield Member(info.name, name, function, _kinds(function))
    for name, get in info.getters.items():
        if not hasattr(get, "not_implemented"):
            yield Member(info.name, name, lambda this, *_, get=get: get(this), ())
    for name, put in info.setters.items():
        if not hasattr(put, "not_implemented"):
            yield Member(
                info.name, f"{name} =", lambda this, value=None, *_, put=put: put(this, value), ("Any",)
            )
    if info.constructible:
        yield Member(info.name, "()", info.construct, _kinds(class_named(info.name).created), True)
    for name, static in info.statics.items():
        if not hasattr(static, "not_implemented"):
            declared = vars(class_named(info.name)).get(name)
            yield Member(
                info.name, name, static, _kinds(declared.function) if declared else ("Any",) * 3, True
            )


@cache
def concrete(name: str) -> tuple[str, ...]:
    """A class that scripts can make which has the members of that one."""
    cls = class_named(name)
    return tuple(
        each for each, other in declared_classes().items() if issubclass(other, cls) and other.constructible
    )


def make(finale: Namespace, name: str) -> Any:
    """A fresh object of a class, with plain arguments where its constructor wants some."""
    arguments = {"int": 1, "float": 1.0, "str": b"1", "bool": False}
    kinds = _kinds(class_named(name).created)
    return getattr(finale, name)(
        *(arguments.get(kind) if kind in arguments else _object(finale, kind) for kind in kinds)
    )


def _object(finale: Namespace, kind: str) -> Any:
    cls = kind.strip("'\"")
    if cls.endswith("None") or not cls.startswith("FC"):
        return None
    return make(finale, cls)


def objects(finale: Namespace, name: str) -> Iterator[Any]:
    """Objects of a class: a fresh one, and one with something of the document in it."""
    yield make(finale, name)
    if finale._session.document is None:
        return
    loaded = make(finale, name)
    if isinstance(loaded, BaseData):
        if (
            loaded.tag
            and (keys := finale._session.keys(loaded.section, loaded.tag))
            and loaded._load(keys[0])
        ):
            yield loaded
    elif isinstance(loaded, DataCollection):
        if loaded.of.tag and loaded.LoadAll():
            yield loaded
    elif hasattr(loaded, "SetFullDocument"):
        loaded.SetFullDocument()
        yield loaded
    elif name == "FCNoteEntryCell":
        loaded = finale.FCNoteEntryCell(1, 1)
        loaded.Load()
        yield loaded
    elif name == "FCNoteEntryLayer":
        loaded = finale.FCNoteEntryLayer(0, 1, 1, 2)
        loaded.Load()
        yield loaded
    elif name in ("FCNoteEntry", "FCNote"):
        cell = finale.FCNoteEntryCell(1, 1)
        if cell.Load():
            yield cell.GetItemAt(0) if name == "FCNoteEntry" else cell.GetItemAt(0).GetItemAt(0)


def argument_lists(finale: Namespace, kinds: tuple[str, ...], values: tuple[Any, ...]) -> Iterator[list[Any]]:
    """What to call a member with: nothing, each value everywhere, and each beside objects as they should be."""
    yield []
    if not kinds:
        yield [1]
        return
    wrong = finale.FCPoint(1, 2)
    for value in (*values, wrong):
        yield [value] * len(kinds)
    fitting: dict[int, Any] = {}
    for place, kind in enumerate(kinds):
        name = kind.removesuffix(" | None").strip("'\"")
        if name == "str":
            fitting[place] = b"1"
        elif name not in ("int", "float", "bool", "object", "Any"):
            try:
                candidates = concrete(name)
            except TypeError:
                continue
            if candidates:
                fitting[place] = candidates[0]
    if fitting:
        for value in values:
            yield [
                make(finale, fitting[place])
                if isinstance(fitting.get(place), str)
                else fitting.get(place, value)
                for place in range(len(kinds))
            ]
