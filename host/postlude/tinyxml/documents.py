"""A document: parsed, loaded, built, cleared, saved."""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol

from postlude.tinyxml.constants import Whitespace, XMLError
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.parser import ParseError, Parser
from postlude.tinyxml.printer import Printer
from postlude.tinyxml.text import c_string

_STEP = 64 * 1024
"""Bytes that a document may grow before it reports them."""
_LONGEST_ERROR = 999


class Surroundings(Protocol):
    """What documents and printers ask of whoever holds them."""

    def meter(self, size: int) -> None:
        """Take note of that many bytes more (negative: less); may raise to end the script."""

    def read(self, path: bytes) -> bytes:
        """The content of a file. Raises OSError (IsADirectoryError for what is no file) and refusals."""

    def write(self, path: bytes, data: bytes) -> None:
        """Write a file. Raises OSError and refusals."""

    def output(self, data: bytes) -> None:
        """Print."""


class Alone:
    """Surroundings with no limits and no files, for documents in memory."""

    def meter(self, size: int) -> None:
        pass

    def read(self, path: bytes) -> bytes:
        raise FileNotFoundError

    def write(self, path: bytes, data: bytes) -> None:
        raise PermissionError

    def output(self, data: bytes) -> None:
        pass


class Document(Node):
    """An XML document.

    ``process_entities`` false leaves references in text and attributes as they are, reading and writing.
    ``whitespace`` counts for text that is parsed.
    """

    __slots__ = (
        "_grown", "_unreported", "bom", "error", "error_line", "error_text", "process_entities",
        "surroundings", "whitespace",
    )  # fmt: skip
    class_name = "XMLDocument"

    def __init__(
        self,
        process_entities: bool = True,
        whitespace: Whitespace = Whitespace.PRESERVE_WHITESPACE,
        surroundings: Surroundings | None = None,
    ) -> None:
        self.surroundings: Surroundings = surroundings or Alone()
        self._grown = 0
        self._unreported = 0
        self.epoch: int = 0
        super().__init__(self)
        self.process_entities = process_entities
        self.whitespace = whitespace
        self.bom: bool = False
        self.clear_error()

    def __del__(self) -> None:
        with suppress(AttributeError):
            self.surroundings.meter(self._unreported - self._grown)

    def grow(self, size: int) -> None:
        """Count ``size`` bytes more (negative: less); what has come together is reported."""
        self._grown += size
        self._unreported += size
        if not -_STEP < self._unreported < _STEP:
            size, self._unreported = self._unreported, 0
            self.surroundings.meter(size)

    # ---- errors

    def clear_error(self) -> None:
        self.error = XMLError.XML_SUCCESS
        self.error_line = 0
        self.error_text = b""

    def set_error(self, error: XMLError, line: int = 0, detail: bytes | None = None) -> XMLError:
        """Note an error, with the message that the library has for it."""
        self.error, self.error_line = error, line
        text = b"Error=%s ErrorID=%d (0x%x) Line number=%d" % (error.name.encode(), error, error, line)
        self.error_text = (text if detail is None else text + b": " + detail)[:_LONGEST_ERROR]
        return error

    # ---- reading

    def clear(self) -> None:
        """Empty it: every node that it ever made is gone, in the tree or not."""
        self._dismantle()
        self.epoch += 1
        self.grow(self.SIZE - self._grown)
        self.clear_error()

    def _dismantle(self) -> None:
        # Nodes hold each other in circles; apart, they are freed at once.
        ending = self.children()
        self.first = self.last = None
        while ending:
            node = ending.pop()
            ending += node.children()
            node.parent = node.first = node.last = node.prev = node.next = None

    def parse(self, data: bytes) -> XMLError:
        """Read a text; what stood in the document before is gone. Nothing of it stays if it is wrong."""
        self.clear()
        if self._parse(c_string(data)) is not XMLError.XML_SUCCESS:
            self.delete_children()
        return self.error

    def _parse(self, data: bytes) -> XMLError:
        self.grow(len(data))
        try:
            Parser(self, data).run()
        except ParseError as wrong:
            self.set_error(wrong.error, wrong.line, wrong.detail)
        finally:
            self.grow(-len(data))
        return self.error

    def load(self, path: bytes) -> XMLError:
        """Read a file. What is whole before an error, a declaration perhaps, stays."""
        self.clear()
        try:
            data = self.surroundings.read(path)
        except IsADirectoryError:
            return self.set_error(XMLError.XML_ERROR_FILE_READ_ERROR)
        except OSError:
            return self.set_error(XMLError.XML_ERROR_FILE_NOT_FOUND, 0, b"filename=" + path)
        return self._parse(c_string(data))

    # ---- writing

    def save(self, path: bytes, compact: bool = False) -> XMLError:
        printer = Printer(compact, surroundings=self.surroundings)
        printer.accept(self)
        try:
            self.surroundings.write(path, printer.text)
        except OSError:
            return self.set_error(XMLError.XML_ERROR_FILE_COULD_NOT_BE_OPENED, 0, b"filename=" + path)
        self.clear_error()
        return self.error

    # ---- as a node

    def set_value(self, value: bytes) -> None:
        """A document has no value; what it is given is forgotten."""

    def shallow_clone(self, document: Document) -> None:
        return None

    def shallow_equal(self, other: Node) -> bool:
        return False

    def deep_copy(self, target: Document) -> None:
        """Make ``target`` a copy of this one."""
        if target is self:
            return
        target.clear()
        child = self.first
        while child is not None:
            copy = child.deep_clone(target)
            assert copy is not None
            target.append(copy)
            child = child.next
