"""The syntax tree of a Lua script, as the rules see it. Lines and columns count from 1, columns in bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlude.checking.uses import Variable


@dataclass(slots=True, eq=False)
class Node:
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Expression(Node):
    pass


@dataclass(slots=True, eq=False)
class Literal(Expression):
    """``kind`` is ``nil``, ``boolean``, ``number`` or ``string``; ``text`` is a string's value."""

    kind: str
    text: str = ""


@dataclass(slots=True, eq=False)
class Vararg(Expression):
    pass


@dataclass(slots=True, eq=False)
class Name(Expression):
    """``variable`` is what it stands for, once names are resolved."""

    name: str
    variable: Variable | None = None


@dataclass(slots=True, eq=False)
class Index(Expression):
    """``object.key`` or ``object[...]``; ``key`` is None if it isn't a constant text. The position is the key's."""

    object: Expression
    key: str | None
    computed: Expression | None = None


@dataclass(slots=True, eq=False)
class Call(Expression):
    """``function(...)``; ``method`` is the name in ``function:method(...)``, whose object is ``function``."""

    function: Expression
    arguments: list[Expression]
    method: str | None = None


@dataclass(slots=True, eq=False)
class Table(Expression):
    """``fields`` by constant name; ``others`` are all the rest: keys and values."""

    fields: list[tuple[str, Expression]]
    others: list[Expression]


@dataclass(slots=True, eq=False)
class Function(Expression):
    """``notes`` are the comment lines right above it."""

    parameters: list[Name]
    body: list[Node]
    notes: list[str] = field(default_factory=list)
    has_self: bool = False


@dataclass(slots=True, eq=False)
class Binary(Expression):
    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False)
class Unary(Expression):
    operator: str
    operand: Expression


@dataclass(slots=True, eq=False)
class Grouped(Expression):
    inner: Expression


@dataclass(slots=True, eq=False)
class Assignment(Node):
    """``local`` declares its targets, which are names then; ``recursive`` are those of ``local function``."""

    targets: list[Expression]
    values: list[Expression]
    local: bool = False
    recursive: bool = False
    notes: list[str] = field(default_factory=list)
    definition: bool = False
    """Whether it is written as ``function name() ... end``."""


@dataclass(slots=True, eq=False)
class CallStatement(Node):
    call: Expression


@dataclass(slots=True, eq=False)
class Block(Node):
    """``do``, ``while``, ``repeat`` and ``if``: conditions, then bodies. ``until`` stands in the last body's scope."""

    conditions: list[Expression]
    bodies: list[list[Node]]
    until: bool = False


@dataclass(slots=True, eq=False)
class Loop(Node):
    """``for``: over numbers (``numeric``) or whatever ``values`` feed."""

    names: list[Name]
    values: list[Expression]
    body: list[Node]
    numeric: bool = False


@dataclass(slots=True, eq=False)
class Return(Node):
    values: list[Expression]


@dataclass(slots=True)
class Comment:
    """A line of a comment; ``alone`` if nothing else stands on its line."""

    line: int
    text: str
    alone: bool


@dataclass(slots=True)
class Chunk:
    """A whole file; ``first`` is the line on which its code begins, ``complete`` whether all of it was read."""

    body: list[Node]
    comments: list[Comment]
    first: int
    complete: bool
