"""What is found out about names: variables, where they get their values, and each use of a name or member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from postlude.checking import tree


class Role(Enum):
    """What is done with the value of an expression."""

    VALUE = auto()
    CALLED = auto()
    INDEXED = auto()
    OPERAND = auto()
    """Of arithmetic, `..`, `#` or an order."""
    COMPARED = auto()
    """With a literal that isn't nil."""
    TESTED = auto()
    """Whether it is there at all."""
    ASSIGNED = auto()


class Source(NamedTuple):
    """Where a variable gets a value: the result at ``position`` of an expression or a loop, or that parameter."""

    node: tree.Expression | tree.Loop
    position: int
    parameter: bool = False


@dataclass(slots=True, eq=False)
class Use:
    """A name, member or call where it stands. ``guarded``: within a `pcall`, where a failure is expected."""

    node: tree.Name | tree.Index | tree.Call
    role: Role
    function: tree.Function | None
    guarded: bool
    call: tree.Call | None = None
    """The call whose function it is."""


@dataclass(slots=True, eq=False)
class Variable:
    """``assigned`` are the places where a global gets a value, with the functions that they stand in; ``calls`` those
    that call it, and ``escapes`` is true if something else is done with it, too."""

    name: str
    is_global: bool
    calls: list[tree.Call] = field(default_factory=list)
    escapes: bool = False
    sources: list[Source] = field(default_factory=list)
    assigned: list[tuple[tree.Name, tree.Function | None, bool]] = field(default_factory=list)
    notes: Sequence[str] = ()


@dataclass(slots=True)
class Resolved:
    """All that a chunk says of its names."""

    uses: list[Use] = field(default_factory=list)
    globals: dict[str, Variable] = field(default_factory=dict)
    fields: dict[str, list[tuple[tree.Expression | None, Source]]] = field(default_factory=dict)
    """By name: each value that a field of that name gets, and the object (None: in a table constructor)."""
    returns: dict[tree.Function, list[tree.Return]] = field(default_factory=dict)
    tested: set[str] = field(default_factory=set)
    """Names of members that are asked for before they are used."""
    called: set[str] = field(default_factory=set)
    """Names of members that are called."""
    words: set[str] = field(default_factory=set)
    """Every member, name and literal text."""
    owners: dict[tree.Function, Variable] = field(default_factory=dict)
    """The variable that a function is the value of."""
    outer: dict[tree.Function, tree.Function | None] = field(default_factory=dict)
    """The function that each one stands in."""
    bundled: set[tree.Function] = field(default_factory=set)
    """Modules that a bundled script brings along."""
    locals: set[str] = field(default_factory=set)
    """Names of local variables, wherever they hold."""
    dynamic: bool = False
    """Whether globals may come from somewhere else: computed names in `_G`, chunks loaded from text."""


def within(resolved: Resolved, function: tree.Function | None) -> bool:
    """Whether a function stands in a module that the script brings along."""
    while function is not None:
        if function in resolved.bundled:
            return True
        function = resolved.outer.get(function)
    return False
