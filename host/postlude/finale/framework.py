"""What the PDK Framework shows to Lua: every class with its base, its members and how many real scripts use them.

Facts from the framework's documentation (``framework.txt``), not a declaration of what Postlude does: the
catalogue is compared with it, a member that the catalogue lacks raises an error that names it
(:func:`complete`), and the coverage page counts it as missing.

A block of the file::

    FCRanges __FCBase region 0          name, base, theme, scripts that use it
     .Count r int 0                     property: r, w or rw; its type; uses
     AddRange(FCRange:range)bool 0      method: type and name of each argument (name? has a default); result; uses
     +GetMaxLayers()int 5               static method
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postlude.errors import MissingMemberError

if TYPE_CHECKING:
    from postlude.finale.base import ClassInfo


class Argument(NamedTuple):
    type: str
    name: str
    optional: bool


class Form(NamedTuple):
    """One way to call a method."""

    arguments: tuple[Argument, ...]
    returns: str


class FrameworkMethod(NamedTuple):
    """A method: ``uses`` counts the scripts of finale-lua/lua-scripts that reach it."""

    forms: tuple[Form, ...]
    uses: int
    static: bool


class FrameworkProperty(NamedTuple):
    readable: bool
    writable: bool
    type: str
    uses: int


class FrameworkClass(NamedTuple):
    """A class as the framework's documentation has it; members only where they are declared."""

    name: str
    base: str | None
    theme: str
    uses: int
    methods: dict[str, FrameworkMethod]
    properties: dict[str, FrameworkProperty]


_METHOD = re.compile(r" (\+?)(\w+)\((.*)\)(\S+) (\d+)")
_PROPERTY = re.compile(r" \.(\w+) (r?)(w?) (\S+) (\d+)")


@cache
def _text() -> str:
    return Path(__file__).with_name("framework.txt").read_text(encoding="utf-8")


@cache
def framework_names() -> tuple[str, ...]:
    """The names of all classes, in alphabetical order."""
    return tuple(re.findall(r"^\w+", _text(), re.MULTILINE))


@cache
def framework_class(name: str) -> FrameworkClass | None:
    """A class of the framework; None if it has none of that name."""
    start = _text().find(f"\n{name} ") + 1
    if start == 0:
        return None
    head, *lines = _block(start)
    _, base, theme, uses = head.split(" ")
    found = FrameworkClass(name, None if base == "-" else base, theme, int(uses), {}, {})
    for line in lines:
        if line[1] == ".":
            match = _PROPERTY.fullmatch(line)
            assert match, line
            member, readable, writable, kind, count = match.groups()
            found.properties[member] = FrameworkProperty(bool(readable), bool(writable), kind, int(count))
        else:
            match = _METHOD.fullmatch(line)
            assert match, line
            is_static, member, arguments, returns, count = match.groups()
            form = Form(tuple(_arguments(arguments)), returns)
            before = found.methods.get(member)
            forms = (*before.forms, form) if before else (form,)
            found.methods[member] = FrameworkMethod(forms, int(count), bool(is_static))
    return found


def _block(start: int) -> list[str]:
    text = _text()
    end = start
    while True:
        end = text.find("\n", end) + 1
        if text[end : end + 1] != " ":
            return text[start : end - 1].split("\n")


def _arguments(text: str) -> Iterator[Argument]:
    for each in filter(None, text.split(",")):
        kind, _, name = each.partition(":")
        yield Argument(kind, name.rstrip("?"), name.endswith("?"))


# ---- what the catalogue lacks


def _refusal(name: str) -> str:
    return f"finale.{name} is not implemented in Postlude (docs/coverage.md lists what is)"


def not_implemented(name: str) -> Callable[..., Any]:
    """What is called in place of a member that the catalogue lacks."""

    def refuse(*_: Any) -> Any:
        raise MissingMemberError(name, _refusal(name))

    refuse.not_implemented = True  # type: ignore[attr-defined]
    return refuse


def missing(classes: Iterable[str], member: str) -> str | None:
    """What to say of a member that isn't implemented; None if it is, or if the framework has none of that name
    in any of those classes."""
    from postlude.finale.base import class_named

    for name in classes:
        facts = framework_class(name) if name else None
        if facts is not None and (member in facts.methods or member in facts.properties):
            return None if hasattr(class_named(name), member) else _refusal(f"{name}.{member}")
    return None


def undeclared_class(name: str) -> ClassInfo | None:
    """A class that the framework has and the catalogue hasn't: it has a name, a base and no working member."""
    from postlude.finale.base import ClassInfo

    facts = framework_class(name)
    if facts is None:
        return None
    return ClassInfo(name, facts.base, not name.startswith("__"), not_implemented(name))


def complete(info: ClassInfo, inherited: Callable[[str, str], bool]) -> None:
    """Give a class the members that the framework has and the catalogue lacks.

    ``inherited(table, name)`` says whether a base has the member: the catalogue may declare it there.
    """
    facts = framework_class(info.name)
    if facts is None:
        return
    for name, method in facts.methods.items():
        table = "statics" if method.static else "methods"
        own = getattr(info, table)
        if name not in own and not inherited(table, name):
            own[name] = not_implemented(f"{info.name}.{name}")
    for name, property_ in facts.properties.items():
        label = f"{info.name}.{name}"
        if property_.readable and name not in info.getters and not inherited("getters", name):
            info.getters[name] = not_implemented(label)
        if property_.writable and name not in info.setters and not inherited("setters", name):
            info.setters[name] = not_implemented(label)
