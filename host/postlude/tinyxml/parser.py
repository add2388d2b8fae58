"""Reads a text into a document, as leniently as tinyxml2 does and with its errors.

It walks the text once, without recursion; an element that isn't closed stands in the tree already, and goes
when an error ends the parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlude.tinyxml.constants import DEPTH, Closing, Whitespace, XMLError
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Declaration, Text, Unknown
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.text import BOM, collapsed, decoded, normalized

if TYPE_CHECKING:
    from postlude.tinyxml.documents import Document

_SPACE = re.compile(rb"[ \t\n\v\f\r]+")
_SPACES = frozenset(b" \t\n\v\f\r")
_NAME = re.compile(rb"[A-Za-z_:\x80-\xff][A-Za-z0-9_:.\x80-\xff-]*")
_ATTRIBUTE = re.compile(
    rb"""([A-Za-z_:\x80-\xff][A-Za-z0-9_:.\x80-\xff-]*)[ \t\n\v\f\r]*=[ \t\n\v\f\r]*(?:"([^"]*)"|'([^']*)')"""
)


class ParseError(Exception):
    """Ends the parse: what :meth:`Document.set_error` is to note."""

    def __init__(self, error: XMLError, line: int, detail: bytes | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.line = line
        self.detail = detail


class Parser:
    """One parse. ``data`` holds no NUL."""

    def __init__(self, document: Document, data: bytes) -> None:
        self._document = document
        self._data = data
        self._end = len(data)
        self._at = 0
        self._line = 1
        self._depth = 1
        self._names: dict[bytes, bytes] = {}

    def run(self) -> None:
        """Read it all. Raises ParseError; elements that were open are gone then."""
        self._skip_space()
        document = self._document
        document.bom = self._data.startswith(BOM, self._at)
        if document.bom:
            self._at += len(BOM)
        if self._at == self._end:
            raise ParseError(XMLError.XML_ERROR_EMPTY_DOCUMENT, 0)
        self._open: Node = document
        self._is_first = True
        try:
            while self._read_node():
                pass
        except ParseError:
            self._drop_open()
            raise

    def _drop_open(self) -> None:
        node = self._open
        if node is self._document:
            return
        while node.parent is not None and node.parent is not self._document:
            node = node.parent
        node.delete()

    # ---- places

    def _skip_space(self) -> None:
        at = self._at
        if at < self._end and self._data[at] in _SPACES:
            found = _SPACE.match(self._data, at)
            assert found is not None
            self._move(found.end())

    def _move(self, to: int) -> None:
        self._line += self._data.count(b"\n", self._at, to)
        self._at = to

    def _through(self, mark: bytes, error: XMLError, start: int) -> bytes:
        """What stands from ``start`` up to a mark, which is passed too; line ends normalized."""
        end = self._data.find(mark, start)
        if end < 0:
            raise ParseError(error, self._line)
        self._move(end + len(mark))
        return normalized(self._data[start:end])

    # ---- nodes

    def _read_node(self) -> bool:
        """Read what comes next; False when the document is complete."""
        data, start, start_line = self._data, self._at, self._line
        is_first, self._is_first = self._is_first, False
        self._skip_space()
        at = self._at
        if at == self._end:
            if self._open is self._document:
                return False
            raise ParseError(XMLError.XML_ERROR_PARSING, self._open.line)
        if data[at] != 60:  # <
            self._read_text(start, start_line)
            return True
        mark = data[at + 1 : at + 2]
        if mark == b"!":
            self._read_special()
        elif mark == b"?":
            self._read_declaration()
        elif (
            mark == b"/"
            and is_first
            and at != start
            and self._document.whitespace == Whitespace.PEDANTIC_WHITESPACE
        ):
            self._line, line = start_line, start_line
            self._read_text(start, line)
        else:
            return self._read_tag()
        return True

    def _read_text(self, start: int, start_line: int) -> None:
        document, line = self._document, self._line
        end = self._data.find(b"<", start)
        if end < 0:
            raise ParseError(XMLError.XML_ERROR_PARSING_TEXT, line)
        if end + 1 == self._end:
            raise ParseError(XMLError.XML_ERROR_PARSING, line)
        value = normalized(self._data[start:end])
        if document.process_entities:
            value = decoded(value)
        if document.whitespace == Whitespace.COLLAPSE_WHITESPACE:
            value = collapsed(value)
        self._at, self._line = start, start_line
        self._move(end)
        self._open.append(Text(document, value, line))

    def _read_special(self) -> None:
        data, at, line, document = self._data, self._at, self._line, self._document
        node: Node
        if data.startswith(b"<!--", at):
            value = self._through(b"-->", XMLError.XML_ERROR_PARSING_COMMENT, at + 4)
            node = Comment(document, value, line)
        elif data.startswith(b"<![CDATA[", at):
            value = self._through(b"]]>", XMLError.XML_ERROR_PARSING_CDATA, at + 9)
            node = Text(document, value, line, cdata=True)
        else:
            value = self._through(b">", XMLError.XML_ERROR_PARSING_UNKNOWN, at + 2)
            node = Unknown(document, value, line)
        self._open.append(node)

    def _read_declaration(self) -> None:
        line, document = self._line, self._document
        value = self._through(b"?>", XMLError.XML_ERROR_PARSING_DECLARATION, self._at + 2)
        # Declarations come before all else, and in the document itself.
        among = all(each is None or isinstance(each, Declaration) for each in (document.first, document.last))
        if self._open is not document or not among:
            raise ParseError(XMLError.XML_ERROR_PARSING_DECLARATION, line, b"XMLDeclaration value=" + value)
        document.append(Declaration(document, value, line))

    # ---- elements

    def _read_tag(self) -> bool:
        """Read a tag; False for a closing one where nothing is open: the library stops there."""
        line = self._line
        self._at += 1
        self._skip_space()
        closing = self._data.startswith(b"/", self._at)
        self._at += closing
        found = _NAME.match(self._data, self._at)
        if found is None:
            raise ParseError(XMLError.XML_ERROR_PARSING, line)
        self._at = found.end()
        name = self._names.setdefault(found[0], found[0])
        element = Element(self._document, name, line)
        if self._read_attributes(element):
            element.closing = Closing.CLOSED
            self._open.append(element)
        elif closing:
            element.delete()
            return self._close(name)
        elif self._at == self._end:
            raise self._mismatched(element)
        else:
            self._open.append(element)
            self._open = element
            self._is_first = True
            self._depth += 1
            if self._depth == DEPTH:
                raise ParseError(
                    XMLError.XML_ELEMENT_DEPTH_EXCEEDED, self._line, b"Element nesting is too deep."
                )
        return True

    def _close(self, name: bytes) -> bool:
        element = self._open
        if element is self._document:
            return False
        if name != element.value:
            raise self._mismatched(element)
        assert element.parent is not None
        self._open = element.parent
        self._depth -= 1
        return True

    @staticmethod
    def _mismatched(element: Node) -> ParseError:
        return ParseError(
            XMLError.XML_ERROR_MISMATCHED_ELEMENT, element.line, b"XMLElement name=" + element.value
        )

    def _read_attributes(self, element: Element) -> bool:
        """Read attributes and the end of the tag; whether that closes the element at once."""
        data, entities = self._data, self._document.process_entities
        while not data.startswith(b">", self._at):
            self._skip_space()
            found = _ATTRIBUTE.match(data, self._at)
            if found is None:
                break
            name, value = found[1], found[2]
            if value is None:
                value = found[3]
            if element.attributes and name in element.attributes:
                raise self._wrong_attribute(element)
            value = normalized(value)
            element.add_attribute(
                self._names.setdefault(name, name), decoded(value) if entities else value, self._line
            )
            self._move(found.end())
        at = self._at
        if data.startswith(b">", at):
            self._at += 1
            return False
        if data.startswith(b"/>", at):
            self._at += 2
            return True
        if at == self._end:
            raise ParseError(
                XMLError.XML_ERROR_PARSING_ELEMENT, element.line, b"XMLElement name=" + element.value
            )
        if _NAME.match(data, at):
            raise self._wrong_attribute(element)
        raise ParseError(XMLError.XML_ERROR_PARSING_ELEMENT, element.line)

    def _wrong_attribute(self, element: Element) -> ParseError:
        return ParseError(
            XMLError.XML_ERROR_PARSING_ATTRIBUTE, self._line, b"XMLElement name=" + element.value
        )
