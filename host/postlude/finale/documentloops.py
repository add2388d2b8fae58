"""The part of ``FCLuaIterator`` that goes through parts, open documents and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from postlude.errors import DocumentError
from postlude.finale.arguments import method
from postlude.finale.documents import FCDocument
from postlude.finale.parts import FCParts
from postlude.finale.text.stringlists import FCStrings

if TYPE_CHECKING:
    from postlude.finale.base import FCCollection
    from postlude.finale.opendocuments import OpenDocument
    from postlude.finale.session import Session


class DocumentLoops:
    """Loops that change which part or document is in view, and put back what was."""

    _session: Session
    score: bool
    current_part: bool
    current_document: bool

    if TYPE_CHECKING:

        def _run(
            self, things: Iterable[tuple[Any, ...]], call: Any, done: Callable[..., object] | None = None
        ) -> int: ...

        def _ordered(self, collection: FCCollection) -> list[Any]: ...

    @method
    def ForEachPart(self, function: object) -> int:
        """``function(part)``, with each part in view in its turn."""
        session = self._session
        before = session.part
        parts = FCParts(session)
        parts.LoadAll()

        def visited() -> Iterator[tuple[Any]]:
            for part in self._ordered(parts):
                number = part.ID
                if (number or self.score) and (number != before or self.current_part):
                    session.part = number
                    yield (part,)

        try:
            return self._run(visited(), function)
        finally:
            session.part = before

    @method
    def ForEachDocument(self, function: object) -> int:
        """``function(document)``, each current in its turn; what it changes in others is undone."""
        return self._documents(function, stored=False)

    @method
    def ForEachDocumentSaved(self, function: object) -> int:
        """The same, but the changes stay, each document's in an undo block of its own."""
        return self._documents(function, stored=True)

    def _documents(self, function: object, *, stored: bool) -> int:
        documents = self._session.documents
        before = documents.current

        def visited() -> Iterator[tuple[FCDocument]]:
            for each in list(documents.all):
                if each is not before or self.current_document:
                    documents.switch(each, stored=stored or documents.current is before)
                    yield (FCDocument.construct(self._session, each.number),)

        try:
            return self._run(visited(), function)
        finally:
            if before in documents.all:
                documents.switch(before, stored=stored)

    @method
    def ForEachFile(self, files: FCStrings, function: object) -> int:
        """``function(document, path)`` with each file opened, and closed again unless it was open before."""
        return self._files(files, function, saved=False)

    @method
    def ForEachFileSaved(self, files: FCStrings, function: object) -> int:
        """The same, and each is written back; files that can't be opened or written are left out."""
        return self._files(files, function, saved=True)

    def _files(self, files: FCStrings, function: object, *, saved: bool) -> int:
        documents = self._session.documents
        before = documents.current
        reach = self._session.surroundings.files
        opened: list[OpenDocument] = []

        def close() -> None:
            while opened:
                documents.close(opened.pop(), stored=True, then=before)

        def visited() -> Iterator[tuple[FCDocument, Any]]:
            from postlude.enigma.document import open_document

            for name in self._ordered(files):
                close()
                file = reach.read(name.text_value, "FCLuaIterator.ForEachFile")
                found = documents.at(file)
                if found is None:
                    try:
                        found = documents.open(open_document(file))
                    except DocumentError as error:
                        self._session.surroundings.alert("error", error.message, "")
                        continue
                    opened.append(found)
                documents.switch(found, stored=True)
                yield FCDocument.construct(self._session, found.number), name

        try:
            done = (lambda document, name: document.Save()) if saved else None
            return self._run(visited(), function, done)
        finally:
            close()
            if before in documents.all:
                documents.switch(before, stored=True)
