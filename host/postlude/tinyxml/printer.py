"""Writes XML, a document's or piece by piece, byte for byte as tinyxml2 does."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from postlude.errors import ScriptError
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Declaration, Text, Unknown
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.text import BOM, escaped

if TYPE_CHECKING:
    from postlude.tinyxml.documents import Document, Surroundings

_STEP = 64 * 1024


class Printer:
    """A buffer that XML is written to.

    Each node begins a line, indented by four spaces a level, unless text stands beside it or ``compact`` is
    set. ``depth`` is the level to begin at.
    """

    class_name: ClassVar[str] = "XMLPrinter"

    def __init__(
        self, compact: bool = False, depth: int = 0, surroundings: Surroundings | None = None
    ) -> None:
        self._compact = compact
        self._depth = depth
        self._text_depth = -1
        self._is_first = True
        self._just_opened = False
        self._process_entities = True
        self._stack: list[bytes] = []
        self._pieces: list[bytes] = []
        self._meter = surroundings.meter if surroundings is not None else None
        self._reported = 0
        self._size = 0

    def __del__(self) -> None:
        with suppress(AttributeError):
            self._report(0)

    @property
    def text(self) -> bytes:
        """All that was written since the buffer was cleared."""
        if len(self._pieces) > 1:
            self._pieces = [b"".join(self._pieces)]
        return self._pieces[0] if self._pieces else b""

    def clear(self, begin_anew: bool = True) -> None:
        """Empty the buffer; ``begin_anew`` false says that the next node isn't the first one."""
        self._pieces.clear()
        self._size = 0
        self._report(0)
        self._is_first = begin_anew

    def _report(self, size: int) -> None:
        if self._meter is not None and size != self._reported:
            size, self._reported = size - self._reported, size
            self._meter(size)

    def _write(self, *pieces: bytes) -> None:
        self._pieces += pieces
        for piece in pieces:
            self._size += len(piece) + 48
        if self._size - self._reported > _STEP:
            self._report(self._size)

    # ---- piece by piece

    def push_header(self, bom: bool, declaration: bool) -> None:
        if bom:
            self._write(BOM)
        if declaration:
            self.push_declaration(b'xml version="1.0"')

    def open_element(self, name: bytes, compact: bool = False) -> None:
        self._new_node(compact)
        self._stack.append(name)
        self._write(b"<" + name)
        self._just_opened = True
        self._depth += 1

    def push_attribute(self, name: bytes, value: bytes) -> None:
        value = escaped(value, attribute=True) if self._process_entities else value
        self._write(b" " + name + b'="' + value + b'"')

    def close_element(self, compact: bool = False) -> None:
        """Close the element that is open. Raises ScriptError if none is."""
        if not self._stack:
            raise ScriptError("CloseElement: no element is open")
        self._depth -= 1
        name = self._stack.pop()
        if self._just_opened:
            self._write(b"/>")
        else:
            if self._text_depth < 0 and not compact:
                self._write(b"\n" + b"    " * self._depth)
            self._write(b"</" + name + b">")
        if self._text_depth == self._depth:
            self._text_depth = -1
        if self._depth == 0 and not compact:
            self._write(b"\n")
        self._just_opened = False

    def push_text(self, value: bytes, cdata: bool = False) -> None:
        self._text_depth = self._depth - 1
        self._seal()
        if cdata:
            self._write(b"<![CDATA[" + value + b"]]>")
        else:
            self._write(escaped(value, attribute=False) if self._process_entities else value)

    def push_comment(self, value: bytes) -> None:
        self._push(b"<!--" + value + b"-->")

    def push_declaration(self, value: bytes) -> None:
        self._push(b"<?" + value + b"?>")

    def push_unknown(self, value: bytes) -> None:
        self._push(b"<!" + value + b">")

    def _push(self, markup: bytes) -> None:
        self._new_node(self._compact)
        self._write(markup)

    def _seal(self) -> None:
        if self._just_opened:
            self._just_opened = False
            self._write(b">")

    def _new_node(self, compact: bool) -> None:
        self._seal()
        if compact:
            return
        if self._is_first:
            self._write(b"    " * self._depth)
        elif self._text_depth < 0:
            self._write(b"\n" + b"    " * self._depth)
        self._is_first = False

    # ---- nodes

    def accept(self, top: Node) -> None:
        """Write a node and all that is below it."""
        node = top
        while True:
            self._enter(node)
            if node.first is not None and not isinstance(node, _LEAVES):
                node = node.first
                continue
            while True:
                if isinstance(node, Element):
                    self.close_element(self._compact)
                if node is top:
                    return
                if node.next is not None:
                    node = node.next
                    break
                assert node.parent is not None
                node = node.parent

    def _enter(self, node: Node) -> None:
        if isinstance(node, Element):
            self.open_element(node.value, self._compact)
            for each in (node.attributes or {}).values():
                self.push_attribute(each.name, each.value)
        elif isinstance(node, Text):
            self.push_text(node.value, node.cdata)
        elif isinstance(node, Comment):
            self.push_comment(node.value)
        elif isinstance(node, Declaration):
            self.push_declaration(node.value)
        elif isinstance(node, Unknown):
            self.push_unknown(node.value)
        else:
            self._begin(node.document)

    def _begin(self, document: Document) -> None:
        self._process_entities = document.process_entities
        if document.bom:
            self._write(BOM)


_LEAVES = (Text, Comment, Declaration, Unknown)
