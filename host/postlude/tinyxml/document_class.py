"""``XMLDocument``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postlude.errors import ScriptError
from postlude.tinyxml.arguments import document, expected, flag, living, printer, text, whitespace, whole
from postlude.tinyxml.classes import ClassInfo, Members
from postlude.tinyxml.constants import Whitespace, XMLError
from postlude.tinyxml.documents import Document, Surroundings
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Declaration, Text, Unknown
from postlude.tinyxml.nodes import Node
from postlude.tinyxml.printer import Printer

STANDARD_DECLARATION = b'xml version="1.0" encoding="UTF-8"'


def document_class(surroundings: Surroundings) -> ClassInfo:
    methods: Members = {
        name: function for name, function in vars(_DocumentMethods).items() if not name.startswith("_")
    }
    for name, made in {
        "NewElement": Element,
        "NewComment": Comment,
        "NewText": Text,
        "NewUnknown": Unknown,
    }.items():
        methods[name] = _new(made)

    def construct(entities: Any = None, mode: Any = None, *_: Any) -> Document:
        kept = Whitespace.PRESERVE_WHITESPACE if mode is None else whitespace(mode, 2)
        return Document(entities is None or flag(entities), kept, surroundings)

    return ClassInfo(
        "XMLDocument",
        "XMLNode",
        methods,
        statics={"ErrorIDToName": _error_name},
        construct=construct,
        closer="Clear",
    )


def _new(made: type[Node]) -> Callable[..., Node]:
    return lambda document, value=None, *_: made(document, text(value))


def _error_name(number: Any = None, *_: Any) -> bytes:
    try:
        return XMLError(whole(number)).name.encode()
    except ValueError:
        raise ScriptError(f"ErrorIDToName: tinyxml2 has no error {number}") from None


class _DocumentMethods(Document):
    """What a document can do besides being a node. None is ever made: its functions are called on documents."""

    def Parse(self, data: Any = None, size: Any = None, *_: Any) -> int:
        """``size`` is how many bytes are read; without it, or below 0, all."""
        if not isinstance(data, bytes):
            if data is not None:
                raise expected(1, "string", data)
            data = b""
        length = -1 if size is None else whole(size, 2)
        if not data or data[0] == 0 or length == 0:
            self.clear()
            return self.set_error(XMLError.XML_ERROR_EMPTY_DOCUMENT).value
        return self.parse(data if length < 0 else data[:length]).value

    def LoadFile(self, path: Any = None, *_: Any) -> int:
        return self.load(text(path)).value

    def SaveFile(self, path: Any = None, compact: Any = None, *_: Any) -> int:
        return self.save(text(path), flag(compact)).value

    def Clear(self, *_: Any) -> None:
        self.clear()

    def Print(self, to: Any = None, *_: Any) -> None:
        """To a printer, or to where the script prints."""
        if to is not None:
            printer(to).accept(self)
            return
        own = Printer(surroundings=self.surroundings)
        own.accept(self)
        self.surroundings.output(own.text)

    def DeepCopy(self, target: Any = None, *_: Any) -> None:
        self.deep_copy(document(target))

    def DeleteNode(self, target: Any = None, *_: Any) -> None:
        found = living(target)
        if found.document is not self or found is self:
            raise ScriptError(f"DeleteNode: the {found.class_name} is not a node of this document")
        found.delete()

    def NewDeclaration(self, value: Any = None, *_: Any) -> Declaration:
        return Declaration(self, STANDARD_DECLARATION if value is None else text(value))

    def RootElement(self, *_: Any) -> Element | None:
        return self.first_element()

    def ProcessEntities(self, *_: Any) -> bool:
        return self.process_entities

    def WhitespaceMode(self, *_: Any) -> int:
        return self.whitespace.value

    def HasBOM(self, *_: Any) -> bool:
        return self.bom

    def SetBOM(self, value: Any = None, *_: Any) -> None:
        self.bom = flag(value)

    def Error(self, *_: Any) -> bool:
        return self.error is not XMLError.XML_SUCCESS

    def ErrorID(self, *_: Any) -> int:
        return self.error.value

    def ErrorName(self, *_: Any) -> bytes:
        return self.error.name.encode()

    def ErrorStr(self, *_: Any) -> bytes:
        return self.error_text

    def ErrorLineNum(self, *_: Any) -> int:
        return self.error_line

    def ClearError(self, *_: Any) -> None:
        self.clear_error()

    def PrintError(self, *_: Any) -> None:
        self.surroundings.output(self.error_text + b"\n")
