"""Elements and their attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postlude.tinyxml.constants import Closing
from postlude.tinyxml.leaves import Comment, Text
from postlude.tinyxml.nodes import Node

if TYPE_CHECKING:
    from postlude.tinyxml.documents import Document


class Attribute:
    """An attribute of an element. One that was deleted can still be read, like a node."""

    __slots__ = ("deleted", "element", "line", "name", "next", "prev", "value")
    class_name: ClassVar[str] = "XMLAttribute"
    SIZE: ClassVar[int] = 320

    def __init__(self, element: Element, name: bytes, value: bytes, line: int = 0) -> None:
        self.element = element
        self.deleted = False
        self.name = name
        self.value = value
        self.line = line
        self.prev: Attribute | None = None
        self.next: Attribute | None = None

    def set_value(self, value: bytes) -> None:
        self.element.document.grow(len(value) - len(self.value))
        self.value = value

    def size(self) -> int:
        return self.SIZE + len(self.name) + len(self.value)


class Element(Node):
    """An element; its ``value`` is its name."""

    __slots__ = ("attributes", "closing")
    class_name = "XMLElement"
    is_element = True

    def __init__(self, document: Document, value: bytes = b"", line: int = 0) -> None:
        super().__init__(document, value, line)
        self.attributes: dict[bytes, Attribute] | None = None
        self.closing = Closing.OPEN

    def size(self) -> int:
        more = sum(each.size() for each in self.attributes.values()) if self.attributes else 0
        return super().size() + more

    @property
    def first_attribute(self) -> Attribute | None:
        return next(iter(self.attributes.values())) if self.attributes else None

    def attribute(self, name: bytes) -> Attribute | None:
        return self.attributes.get(name) if self.attributes else None

    def add_attribute(self, name: bytes, value: bytes, line: int = 0) -> None:
        """Add one that it doesn't have, last."""
        made = Attribute(self, name, value, line)
        if self.attributes:
            made.prev = next(reversed(self.attributes.values()))
            made.prev.next = made
            self.attributes[name] = made
        else:
            self.attributes = {name: made}
        self.document.grow(made.size())

    def set_attribute(self, name: bytes, value: bytes) -> None:
        found = self.attribute(name)
        if found is None:
            self.add_attribute(name, value)
        else:
            found.set_value(value)

    def delete_attribute(self, name: bytes) -> None:
        found = self.attributes.pop(name, None) if self.attributes else None
        if found is None:
            return
        if found.prev is not None:
            found.prev.next = found.next
        if found.next is not None:
            found.next.prev = found.prev
        found.prev = found.next = None
        found.deleted = True
        self.document.grow(-found.size())

    def text(self) -> bytes | None:
        """The text that it begins with, comments before it left out."""
        child = self.first
        while isinstance(child, Comment):
            child = child.next
        return child.value if isinstance(child, Text) else None

    def set_text(self, value: bytes) -> None:
        """Change the text that it begins with, or put one first."""
        if isinstance(self.first, Text):
            self.first.set_value(value)
        else:
            self.insert_first(Text(self.document, value))

    def shallow_clone(self, document: Document) -> Element:
        copy = Element(document, self.value)
        for each in (self.attributes or {}).values():
            copy.add_attribute(each.name, each.value)
        return copy

    def shallow_equal(self, other: Node) -> bool:
        """As the library has it: the attributes' values count, in their order, and not their names."""
        if not isinstance(other, Element) or other.value != self.value:
            return False
        own, others = self.attributes or {}, other.attributes or {}
        return [each.value for each in own.values()] == [each.value for each in others.values()]
