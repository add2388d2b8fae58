"""``XMLNode``, the leaves of the tree, and ``XMLHandle``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postlude.errors import ScriptError
from postlude.tinyxml.arguments import (
    alive,
    document,
    expected,
    flag,
    held,
    living,
    node,
    optional_text,
    printer,
    read,
    text,
)
from postlude.tinyxml.classes import ClassInfo, Members
from postlude.tinyxml.documents import Document
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Declaration, Text, Unknown
from postlude.tinyxml.nodes import Handle, Node, NodeView

_KINDS: dict[str, type[Node]] = {
    "ToElement": Element,
    "ToText": Text,
    "ToComment": Comment,
    "ToDocument": Document,
    "ToDeclaration": Declaration,
    "ToUnknown": Unknown,
}
_NEIGHBOURS = {
    "Parent": "parent",
    "FirstChild": "first",
    "LastChild": "last",
    "PreviousSibling": "prev",
    "NextSibling": "next",
}
_ELEMENTS: dict[str, Callable[[Node, bytes | None], Element | None]] = {
    "FirstChildElement": Node.first_element,
    "LastChildElement": Node.last_element,
    "PreviousSiblingElement": Node.previous_element,
    "NextSiblingElement": Node.next_element,
}


def view(found: Node | None) -> NodeView | None:
    return None if found is None else found.view


def node_class() -> ClassInfo:
    methods: Members = {
        name: function for name, function in vars(_NodeMethods).items() if not name.startswith("_")
    }
    for name, link in _NEIGHBOURS.items():
        methods[name] = _neighbour(link)
    for name, kind in _KINDS.items():
        methods[name] = _cast(kind)
    for name, find in _ELEMENTS.items():
        methods[name] = _element(find)
    return ClassInfo("XMLNode", methods=methods)


def _neighbour(link: str) -> Callable[..., Any]:
    return lambda self, *_: view(getattr(read(self), link))


def _cast(kind: type[Node]) -> Callable[..., Any]:
    def cast(self: Any, *_: Any) -> Any:
        found = read(self)
        return found if isinstance(found, kind) else None

    return cast


def _element(find: Callable[[Node, bytes | None], Element | None]) -> Callable[..., Any]:
    return lambda self, name=None, *_: find(read(self), optional_text(name))


class _NodeMethods:
    """What every node can do."""

    def GetDocument(self: Any, *_: Any) -> Document:
        return read(self).document

    def Value(self: Any, *_: Any) -> bytes | None:
        found = read(self)
        return None if isinstance(found, Document) else found.value

    def SetValue(self: Any, value: Any = None, *_: Any) -> None:
        alive(self).set_value(text(value))

    def GetLineNum(self: Any, *_: Any) -> int:
        return read(self).line

    def NoChildren(self: Any, *_: Any) -> bool:
        return read(self).first is None

    def ChildElementCount(self: Any, name: Any = None, *_: Any) -> int:
        return read(self).count_elements(optional_text(name))

    def InsertEndChild(self: Any, child: Any = None, *_: Any) -> NodeView | None:
        return view(alive(self).insert_end(living(child)))

    LinkEndChild = InsertEndChild

    def InsertFirstChild(self: Any, child: Any = None, *_: Any) -> NodeView | None:
        return view(alive(self).insert_first(living(child)))

    def InsertAfterChild(self: Any, after: Any = None, child: Any = None, *_: Any) -> NodeView | None:
        return view(alive(self).insert_after(living(after), living(child, 2)))

    def DeleteChildren(self: Any, *_: Any) -> None:
        alive(self).delete_children()

    def DeleteChild(self: Any, child: Any = None, *_: Any) -> None:
        found = node(child)
        if found.parent is not alive(self):
            raise ScriptError(f"DeleteChild: the {found.class_name} is not a child of this {self.class_name}")
        found.delete()

    def ShallowClone(self: Any, target: Any = None, *_: Any) -> NodeView | None:
        found = read(self)
        return view(found.shallow_clone(found.document if target is None else document(target)))

    def DeepClone(self: Any, target: Any = None, *_: Any) -> NodeView | None:
        found = read(self)
        return view(found.deep_clone(found.document if target is None else document(target)))

    def ShallowEqual(self: Any, other: Any = None, *_: Any) -> bool:
        return read(self).shallow_equal(node(other))

    def Accept(self: Any, visitor: Any = None, *_: Any) -> bool:
        """The only visitor that a script can have is a printer."""
        printer(visitor).accept(read(self))
        return True


def leaf_classes() -> tuple[ClassInfo, ...]:
    return (
        ClassInfo("XMLText", "XMLNode", {"CData": _cdata, "SetCData": _set_cdata}),
        *(ClassInfo(name, "XMLNode") for name in ("XMLComment", "XMLDeclaration", "XMLUnknown")),
    )


def _cdata(self: Text, *_: Any) -> bool:
    read(self)
    return self.cdata


def _set_cdata(self: Text, value: Any = None, *_: Any) -> None:
    alive(self)
    self.cdata = flag(value)


def handle_class() -> ClassInfo:
    methods: Members = {"ToNode": lambda self, *_: view(held(self))}
    for name, link in _NEIGHBOURS.items():
        if name != "Parent":
            methods[name] = _handle_neighbour(link)
    for name, find in _ELEMENTS.items():
        methods[name] = _handle_element(find)
    for name, kind in _KINDS.items():
        if name not in ("ToComment", "ToDocument"):
            methods[name] = _handle_cast(kind)
    return ClassInfo("XMLHandle", methods=methods, construct=_make_handle)


def _make_handle(value: Any = None, *_: Any) -> Handle:
    if value is None or isinstance(value, Handle):
        return Handle(None if value is None else value.node)
    if isinstance(value, Node | NodeView):
        return Handle(read(value))
    raise expected(1, "XMLNode", value)


def _handle_neighbour(link: str) -> Callable[..., Any]:
    def go(self: Handle, *_: Any) -> Handle:
        found = held(self)
        return Handle(None if found is None else getattr(found, link))

    return go


def _handle_element(find: Callable[[Node, bytes | None], Element | None]) -> Callable[..., Any]:
    def go(self: Handle, name: Any = None, *_: Any) -> Handle:
        found = held(self)
        return Handle(None if found is None else find(found, optional_text(name)))

    return go


def _handle_cast(kind: type[Node]) -> Callable[..., Any]:
    def cast(self: Handle, *_: Any) -> Node | None:
        found = held(self)
        return found if isinstance(found, kind) else None

    return cast
