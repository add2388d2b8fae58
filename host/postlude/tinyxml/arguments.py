"""Arguments of tinyxml2's methods, as scripts give them.

Text is a Lua string, or a number as its text; it ends at its first NUL, as in C. Extra arguments are ignored.
All else raises ScriptError: ``param N expected X, got Y``.
"""

from __future__ import annotations

import math
from typing import Any

from postlude.errors import ScriptError
from postlude.tinyxml.constants import Whitespace
from postlude.tinyxml.documents import Document
from postlude.tinyxml.elements import Attribute
from postlude.tinyxml.nodes import Handle, Node, NodeView
from postlude.tinyxml.printer import Printer
from postlude.tinyxml.text import c_string


def expected(position: int, what: str, value: object) -> ScriptError:
    return ScriptError(f"param {position} expected {what}, got {_type_name(value)}")


def _type_name(value: object) -> str:
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, bytes):
        return "string"
    name = getattr(type(value), "class_name", None) or getattr(type(value), "lua_name", None)
    return name if isinstance(name, str) else "function" if callable(value) else "table"


def text(value: object, position: int = 1) -> bytes:
    if isinstance(value, bytes):
        return c_string(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return b"%d" % value
    if isinstance(value, float):
        written = b"%.14g" % value
        return written if any(letter in written for letter in b".ein") else written + b".0"
    raise expected(position, "string", value)


def optional_text(value: object, position: int = 1) -> bytes | None:
    return None if value is None else text(value, position)


def whole(value: object, position: int = 1) -> int:
    """A number; a fraction is floored."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return math.floor(value)
    raise expected(position, "number", value)


def real(value: object, position: int = 1) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise expected(position, "number", value)


def flag(value: object) -> bool:
    return value is not None and value is not False


def whitespace(value: object, position: int = 1) -> Whitespace:
    number = whole(value, position)
    try:
        return Whitespace(number)
    except ValueError:
        raise ScriptError(f"param {position} expected a whitespace mode of tinyxml2, got {number}") from None


def read(thing: Any) -> Node:
    """The node that a method is called on, to look at it. Raises ScriptError if its document let it go."""
    node: Node = thing.node if type(thing) is NodeView else thing
    if not node.readable:
        raise ScriptError(f"this {thing.class_name} is gone: its document was cleared, parsed or loaded anew")
    return node


def alive(thing: Any) -> Node:
    """The node that a method is called on, to change it. Raises ScriptError if it is gone or deleted."""
    node = read(thing)
    if not node.alive:
        raise ScriptError(f"this {thing.class_name} was deleted: it can be read, and no more")
    return node


def node(value: object, position: int = 1) -> Node:
    """A node that is given to be read."""
    if isinstance(value, Node | NodeView):
        return read(value)
    raise expected(position, "XMLNode", value)


def living(value: object, position: int = 1) -> Node:
    """A node that is given to be moved or deleted."""
    return alive(node(value, position))


def document(value: object, position: int = 1) -> Document:
    if isinstance(value, Document):
        return value
    raise expected(position, "XMLDocument", value)


def printer(value: object, position: int = 1) -> Printer:
    if isinstance(value, Printer):
        return value
    raise expected(position, "XMLPrinter", value)


def attribute(thing: Attribute) -> Attribute:
    """An attribute, to look at it. Raises ScriptError as :func:`read` does for its element."""
    if not thing.element.readable:
        raise ScriptError("this XMLAttribute is gone: its document was cleared, parsed or loaded anew")
    return thing


def living_attribute(thing: Attribute) -> Attribute:
    """An attribute, to change it. Raises ScriptError if it is gone or deleted."""
    attribute(thing)
    if thing.deleted or not thing.element.alive:
        raise ScriptError("this XMLAttribute was deleted: it can be read, and no more")
    return thing


def held(thing: Handle) -> Node | None:
    """The node in a handle. Raises ScriptError if its document let it go."""
    return None if thing.node is None else read(thing.node)
