"""The nodes that hold text and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.tinyxml.nodes import Node

if TYPE_CHECKING:
    from postlude.tinyxml.documents import Document


class Text(Node):
    """Text; ``cdata`` says whether it is written as a CDATA section."""

    __slots__ = ("cdata",)
    class_name = "XMLText"

    def __init__(self, document: Document, value: bytes = b"", line: int = 0, *, cdata: bool = False) -> None:
        super().__init__(document, value, line)
        self.cdata = cdata

    def shallow_clone(self, document: Document) -> Text:
        return Text(document, self.value, cdata=self.cdata)


class Comment(Node):
    __slots__ = ()
    class_name = "XMLComment"

    def shallow_clone(self, document: Document) -> Comment:
        return Comment(document, self.value)


class Declaration(Node):
    """What stands between ``<?`` and ``?>``, as it is."""

    __slots__ = ()
    class_name = "XMLDeclaration"

    def shallow_clone(self, document: Document) -> Declaration:
        return Declaration(document, self.value)


class Unknown(Node):
    """What stands between ``<!`` and ``>``, as it is: a document type."""

    __slots__ = ()
    class_name = "XMLUnknown"

    def shallow_clone(self, document: Document) -> Unknown:
        return Unknown(document, self.value)
