"""``XMLElement`` and ``XMLAttribute``."""

from __future__ import annotations

from typing import Any

from postlude.tinyxml.arguments import (
    alive,
    attribute,
    flag,
    living_attribute,
    optional_text,
    read,
    real,
    text,
    whole,
)
from postlude.tinyxml.classes import ClassInfo, Members
from postlude.tinyxml.constants import XMLError
from postlude.tinyxml.elements import Attribute as OneAttribute
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Declaration, Text, Unknown
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.numbers import KINDS, Kind, wrap


def number(kind: Kind, value: Any, position: int) -> Any:
    """A number or truth from a script, as a variable of that type keeps it."""
    if kind.name == "Bool":
        return flag(value)
    if isinstance(kind.zero, float):
        return kind.keep(real(value, position))
    return kind.keep(whole(value, position))


def answer(kind: Kind, value: Any) -> Any:
    """A number for a script: Lua's whole numbers have 64 bits and a sign."""
    return wrap(value, 64, signed=True) if kind.name == "Unsigned64" else value


def element(self: Any) -> Element:
    """The element that a method is called on, to look at it."""
    found = read(self)
    assert isinstance(found, Element)
    return found


def living_element(self: Any) -> Element:
    """The same, to change it."""
    found = alive(self)
    assert isinstance(found, Element)
    return found


def element_class() -> ClassInfo:
    methods: Members = {
        name: function for name, function in vars(_ElementMethods).items() if not name.startswith("_")
    }
    for kind in KINDS:
        methods.update(_element_numbers(kind))
    for name, made in {
        "InsertNewChildElement": Element,
        "InsertNewComment": Comment,
        "InsertNewText": Text,
        "InsertNewDeclaration": Declaration,
        "InsertNewUnknown": Unknown,
    }.items():
        methods[name] = _insert_new(made)
    return ClassInfo("XMLElement", "XMLNode", methods)


def _insert_new(made: type[Node]) -> Any:
    def insert(self: Any, value: Any = None, *_: Any) -> Node:
        parent = living_element(self)
        child = made(parent.document, text(value))
        parent.append(child)
        return child

    return insert


class _ElementMethods:
    """What an element can do, numbers left out."""

    def Name(self: Any, *_: Any) -> bytes:
        return element(self).value

    def SetName(self: Any, name: Any = None, *_: Any) -> None:
        living_element(self).set_value(text(name))

    def Attribute(self: Any, name: Any = None, value: Any = None, *_: Any) -> bytes | None:
        """The value of an attribute; where one is given, only if it is that."""
        found = element(self).attribute(text(name))
        wanted = optional_text(value, 2)
        return found.value if found is not None and wanted in (None, found.value) else None

    def QueryStringAttribute(self: Any, name: Any = None, *_: Any) -> tuple[int, bytes | None]:
        found = element(self).attribute(text(name))
        if found is None:
            return XMLError.XML_NO_ATTRIBUTE.value, None
        return XMLError.XML_SUCCESS.value, found.value

    def SetAttribute(self: Any, name: Any = None, value: Any = None, *_: Any) -> None:
        living_element(self).set_attribute(text(name), text(value, 2))

    def DeleteAttribute(self: Any, name: Any = None, *_: Any) -> None:
        living_element(self).delete_attribute(text(name))

    def FirstAttribute(self: Any, *_: Any) -> OneAttribute | None:
        return element(self).first_attribute

    def FindAttribute(self: Any, name: Any = None, *_: Any) -> OneAttribute | None:
        return element(self).attribute(text(name))

    def GetText(self: Any, *_: Any) -> bytes | None:
        return element(self).text()

    def SetText(self: Any, value: Any = None, *_: Any) -> None:
        living_element(self).set_text(text(value))

    def ClosingType(self: Any, *_: Any) -> int:
        return element(self).closing.value


def _element_numbers(kind: Kind) -> Members:
    """The methods for one type: ``IntAttribute``, ``QueryIntAttribute``, ``SetIntAttribute``, ``IntText`` ..."""

    def query_attribute(self: Any, name: Any = None, *_: Any) -> tuple[int, Any]:
        found = element(self).attribute(text(name))
        return (XMLError.XML_NO_ATTRIBUTE.value, kind.zero) if found is None else _query(kind, found.value)

    def query_text(self: Any, *_: Any) -> tuple[int, Any]:
        first = element(self).first
        if not isinstance(first, Text):
            return XMLError.XML_NO_TEXT_NODE.value, kind.zero
        return _query(kind, first.value, XMLError.XML_CAN_NOT_CONVERT_TEXT)

    def get_attribute(self: Any, name: Any = None, default: Any = None, *_: Any) -> Any:
        default = kind.zero if default is None else number(kind, default, 2)
        error, value = query_attribute(self, name)
        return answer(kind, default) if error else value

    def get_text(self: Any, default: Any = None, *_: Any) -> Any:
        default = kind.zero if default is None else number(kind, default, 1)
        error, value = query_text(self)
        return answer(kind, default) if error else value

    def set_attribute(self: Any, name: Any = None, value: Any = None, *_: Any) -> None:
        living_element(self).set_attribute(text(name), kind.write(number(kind, value, 2)))

    def set_text(self: Any, value: Any = None, *_: Any) -> None:
        living_element(self).set_text(kind.write(number(kind, value, 1)))

    return {
        f"{kind.name}Attribute": get_attribute,
        f"Query{kind.name}Attribute": query_attribute,
        f"Set{kind.name}Attribute": set_attribute,
        f"{kind.name}Text": get_text,
        f"Query{kind.name}Text": query_text,
        f"Set{kind.name}Text": set_text,
    }


def _query(kind: Kind, data: bytes, error: XMLError = XMLError.XML_WRONG_ATTRIBUTE_TYPE) -> tuple[int, Any]:
    value = kind.read(data)
    return (error.value, kind.zero) if value is None else (XMLError.XML_SUCCESS.value, answer(kind, value))


def attribute_class() -> ClassInfo:
    methods: Members = {
        "Name": lambda self, *_: attribute(self).name,
        "Value": lambda self, *_: attribute(self).value,
        "GetLineNum": lambda self, *_: attribute(self).line,
        "Next": lambda self, *_: attribute(self).next,
        "SetAttribute": _set_attribute,
    }
    for kind in KINDS:
        methods.update(_attribute_numbers(kind))
    return ClassInfo("XMLAttribute", methods=methods)


def _set_attribute(self: OneAttribute, value: Any = None, *_: Any) -> None:
    living_attribute(self).set_value(text(value))


def _attribute_numbers(kind: Kind) -> Members:
    """``IntValue``, ``QueryIntValue`` and what sets it: the manual's rule gives ``SetIntValue``, an earlier
    edition of it names ``SetIntAttribute``."""

    def query(self: OneAttribute, *_: Any) -> tuple[int, Any]:
        return _query(kind, attribute(self).value)

    def get(self: OneAttribute, *_: Any) -> Any:
        return query(self)[1]

    def put(self: OneAttribute, value: Any = None, *_: Any) -> None:
        living_attribute(self).set_value(kind.write(number(kind, value, 1)))

    return {
        f"{kind.name}Value": get,
        f"Query{kind.name}Value": query,
        f"Set{kind.name}Value": put,
        f"Set{kind.name}Attribute": put,
    }
