"""What a script finds: the members of ``finale`` and its objects, of the libraries and modules, and the globals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from postlude.finale import framework, reference
from postlude.finale.memberfacts import Member

LIBRARY_CODE = Path(__file__).with_name("libraries.lua")


@cache
def descendants(cls: str) -> tuple[str, ...]:
    """The classes that are derived from a class."""
    return tuple(each for each in reference.class_names() if each != cls and cls in reference.bases(each))


@cache
def member_of(cls: str, name: str, exact: bool) -> Member | None:
    """A member of an object that is of a class or, unless that is ``exact``, of one derived from it."""
    found = reference.member(cls, name)
    if found is not None or exact:
        return found
    return next((found for each in descendants(cls) if (found := reference.member(each, name))), None)


@cache
def is_documented(cls: str, name: str) -> bool:
    """Whether the framework's documentation has the member, as a property or as what reads or writes one."""
    related = {cls, *reference.bases(cls), *descendants(cls)}
    for each in related:
        facts = framework.framework_class(each)
        if facts is None:
            continue
        if name in facts.methods or name in facts.properties:
            return True
        if name[:3] in ("Get", "Set") and name[3:] in facts.properties:
            return True
        if f"Get{name}" in facts.methods or f"Set{name}" in facts.methods:
            return True
    return False


@cache
def least_arguments(cls: str, name: str) -> int:
    """How many arguments a method needs at least, by all that is known of it."""
    counts = []
    found = reference.member(cls, name)
    if found is None or not found.forms:
        return 0
    for form in found.forms:
        counts.append(_needed((each.type, each.optional) for each in form.parameters))
    for base in reference.bases(cls):
        facts = framework.framework_class(base)
        if facts is not None and name in facts.methods:
            for documented in facts.methods[name].forms:
                counts.append(_needed((each.type, each.optional) for each in documented.arguments))
    return min(counts, default=0)


def creation_needs(cls: str) -> int:
    """How many arguments ``finale.FCName(...)`` needs."""
    facts = reference.describe(cls)
    if facts is None or facts.creation is None:
        return 0
    return _needed((each.type, each.optional) for each in facts.creation.parameters)


_NEEDED = {"int", "float", "number", "str", "text"}


def _needed(parameters: Iterable[tuple[str, bool]]) -> int:
    # Objects may be nil and a missing bool is false: only numbers and texts must be there.
    return max(
        (at for at, (kind, optional) in enumerate(parameters, 1) if kind in _NEEDED and not optional),
        default=0,
    )


@cache
def _libraries() -> Mapping[str, Any]:
    """What a Lua state of ours really has: each global table and module by name, with the kinds of its members."""
    return _ask_lua()


def members_of(library: str) -> Mapping[str, str]:
    """The members of a library, such as ``string`` or ``luaosutils.internet``, and the Lua type of each."""
    found: Mapping[str, str] = _libraries().get(library, {})
    return found


def is_module(name: str) -> bool:
    """Whether ``require`` gives it without a file."""
    from postlude.lua.gates import GATED_MODULES

    return name in _libraries()["*modules"] or name in GATED_MODULES


@cache
def language_members() -> frozenset[str]:
    """Names of global tables that are libraries."""
    return frozenset(name for name in _libraries() if "." not in name and name != "*modules")


def _ask_lua() -> Mapping[str, Any]:
    from postlude.finale.session import Session
    from postlude.lua.modules import install
    from postlude.lua.modules.luaosutils.internet import internet_namespace
    from postlude.lua.modules.luaosutils.menu import menu_namespace
    from postlude.plugins.plugindef import state_alone

    state = state_alone()
    anything: Any = None  # nothing of it is called: only the names are looked at
    session = Session(None)
    try:
        install(
            state,
            namespaces=lambda: {
                "internet": internet_namespace(anything, anything),
                "menu": menu_namespace(state, session, anything),
            },
        )
        (found,) = state.run(LIBRARY_CODE.read_bytes(), "=[postlude check]")
        return {_text(name): _kinds(members) for name, members in found.to_python().items()}
    finally:
        state.close()


def _kinds(members: Any) -> dict[str, str]:
    return {_text(name): _text(kind) for name, kind in members.items()} if members else {}


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
