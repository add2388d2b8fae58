"""The nodes of a document, and its tree.

A node belongs to one document all its life, in its tree or not. One that was deleted, by itself or with what it
stood in, can still be read: real scripts do, and in C++ it lies in its pool as before. It never comes back. When
the document is cleared, parsed or loaded anew, all its nodes are gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postlude.errors import ScriptError

if TYPE_CHECKING:
    from postlude.tinyxml.documents import Document
    from postlude.tinyxml.elements import Element


class Node:
    """What elements, text and all else in a document have in common."""

    __slots__ = (
        "_view", "document", "epoch", "first", "last", "line", "next", "parent", "prev", "value",
    )  # fmt: skip

    class_name: ClassVar[str] = "XMLNode"
    is_element: ClassVar[bool] = False
    SIZE: ClassVar[int] = 220
    """Bytes that one takes, its text left out."""

    def __init__(self, document: Document, value: bytes = b"", line: int = 0) -> None:
        self.document = document
        self.epoch: int = document.epoch
        self.value = value
        self.line = line
        self.parent: Node | None = None
        self.first: Node | None = None
        self.last: Node | None = None
        self.prev: Node | None = None
        self.next: Node | None = None
        self._view: NodeView | None = None
        document.grow(self.SIZE + len(value))

    @property
    def alive(self) -> bool:
        """Whether it may be changed and inserted."""
        return self.epoch == self.document.epoch

    @property
    def readable(self) -> bool:
        """Whether it is alive, or at least was deleted by itself, and not with all of the document."""
        epoch = self.document.epoch
        return self.epoch == epoch or self.epoch == ~epoch

    @property
    def view(self) -> NodeView:
        """The node as one of whatever kind; always the same object."""
        if self._view is None:
            self._view = NodeView(self)
        return self._view

    def size(self) -> int:
        """Bytes that it is counted with."""
        return self.SIZE + len(self.value)

    def set_value(self, value: bytes) -> None:
        self.document.grow(len(value) - len(self.value))
        self.value = value

    # ---- looking around

    def first_element(self, name: bytes | None = None) -> Element | None:
        return _element_from(self.first, name)

    def last_element(self, name: bytes | None = None) -> Element | None:
        return _element_back_from(self.last, name)

    def next_element(self, name: bytes | None = None) -> Element | None:
        return _element_from(self.next, name)

    def previous_element(self, name: bytes | None = None) -> Element | None:
        return _element_back_from(self.prev, name)

    def count_elements(self, name: bytes | None = None) -> int:
        count, child = 0, self.first_element(name)
        while child is not None:
            count, child = count + 1, child.next_element(name)
        return count

    # ---- changing the tree

    def append(self, child: Node) -> None:
        """Put a new node last; no checks."""
        child.parent, child.prev = self, self.last
        if self.last is None:
            self.first = child
        else:
            self.last.next = child
        self.last = child

    def unlink(self) -> None:
        """Take it out of the tree, with all below it."""
        parent = self.parent
        if parent is None:
            return
        if self.prev is None:
            parent.first = self.next
        else:
            self.prev.next = self.next
        if self.next is None:
            parent.last = self.prev
        else:
            self.next.prev = self.prev
        self.parent = self.prev = self.next = None

    def insert_end(self, child: Node) -> Node | None:
        """Put a node last, from wherever it was; None if it is of another document."""
        if not self._takes(child):
            return None
        self.append(child)
        return child

    def insert_first(self, child: Node) -> Node | None:
        """Put a node first, from wherever it was; None if it is of another document."""
        if not self._takes(child):
            return None
        self._put(child, None)
        return child

    def insert_after(self, after: Node, child: Node) -> Node | None:
        """Put a node after a child; None if that is no child of this one, or another document's."""
        if child.document is not self.document or after.parent is not self:
            return None
        if after is not child and self._takes(child):
            self._put(child, after)
        return child

    def _put(self, child: Node, after: Node | None) -> None:
        following = self.first if after is None else after.next
        child.parent, child.prev, child.next = self, after, following
        if after is None:
            self.first = child
        else:
            after.next = child
        if following is None:
            self.last = child
        else:
            following.prev = child

    def _takes(self, child: Node) -> bool:
        """Take a node out of where it is, to come below this one; False for another document's.

        Raises ScriptError for a node that this one stands in: the tree would bite its tail.
        """
        if child.document is not self.document:
            return False
        if child is self.document or self._stands_in(child):
            raise ScriptError(f"an {child.class_name} can't be inserted below itself")
        child.unlink()
        return True

    def _stands_in(self, other: Node) -> bool:
        """Whether it is ``other``, or below it."""
        if other.first is None:
            return other is self
        at: Node | None = self
        while at is not None and at is not other:
            at = at.parent
        return at is other

    def delete_children(self) -> None:
        while self.first is not None:
            self.first.delete()

    def delete(self) -> None:
        """Take it out of the tree for good, with all below it."""
        self.unlink()
        size, ending = 0, [self]
        while ending:
            node = ending.pop()
            ending += node.children()
            size += node.size()
            node.epoch = ~self.document.epoch
        self.document.grow(-size)

    def children(self) -> list[Node]:
        found, child = [], self.first
        while child is not None:
            found.append(child)
            child = child.next
        return found

    # ---- copies

    def shallow_clone(self, document: Document) -> Node | None:
        """A copy without children in a document; None for a document itself."""
        raise NotImplementedError

    def deep_clone(self, document: Document) -> Node | None:
        """A copy with all that is below; None for a document itself."""
        copy = self.shallow_clone(document)
        node, above = self.first, copy
        if copy is None:
            return None
        while node is not None:
            assert above is not None
            twin = node.shallow_clone(document)
            assert twin is not None
            above.append(twin)
            if node.first is not None:
                node, above = node.first, twin
                continue
            while node is not self and node.next is None:
                assert node.parent is not None
                assert above is not None
                node, above = node.parent, above.parent
            node = None if node is self else node.next
        return copy

    def shallow_equal(self, other: Node) -> bool:
        """Whether both are of one kind and say the same, children left out."""
        return type(other) is type(self) and other.value == self.value

    def __repr__(self) -> str:
        return f"<{self.class_name} {self.value[:40]!r}>"


class NodeView:
    """A node of which no more is known than that it is one: what ``FirstChild`` gives."""

    __slots__ = ("node",)
    class_name: ClassVar[str] = "XMLNode"

    def __init__(self, node: Node) -> None:
        self.node = node


class Handle:
    """A node or none; what is looked for from none is none again."""

    __slots__ = ("node",)
    class_name: ClassVar[str] = "XMLHandle"

    def __init__(self, node: Node | None) -> None:
        self.node = node


def _element_from(node: Node | None, name: bytes | None) -> Element | None:
    while node is not None and not (node.is_element and name in (None, node.value)):
        node = node.next
    return node  # type: ignore[return-value]


def _element_back_from(node: Node | None, name: bytes | None) -> Element | None:
    while node is not None and not (node.is_element and name in (None, node.value)):
        node = node.prev
    return node  # type: ignore[return-value]
