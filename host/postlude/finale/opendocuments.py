"""The documents of a session: which are open, which one everything works on, and what each one's view is.

One document is current; records, parts and the selection are always those of the current one, and objects work
on whichever that is when they are used, as in Finale. Each document has its own store and its own undo blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from postlude.finale.selection import Selection

if TYPE_CHECKING:
    from postlude.enigma.document import Document
    from postlude.enigma.store import Mark
    from postlude.finale.session import Session


@dataclass
class OpenDocument:
    """One open document, and its view while another one is current."""

    number: int
    document: Document
    path: Path | None
    clean: Mark
    """The point in the history of its store at which it was as in its file."""
    part: int = 0
    selection: Selection = field(default_factory=Selection)
    displaced_frames: set[int] = field(default_factory=set)
    begin: Mark = 0
    """Where its open undo block began, for a session without undo blocks of its own."""
    said_dirty: bool = False

    @property
    def dirty(self) -> bool:
        return self.said_dirty or bool(self.document.store.changes_since(self.clean))

    @dirty.setter
    def dirty(self, value: bool) -> None:
        self.said_dirty = value
        if not value:
            self.clean = self.document.store.mark()


class OpenDocuments:
    """The open documents of a session, in the order in which they were opened."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last = 0
        self.all: list[OpenDocument] = []
        self.current: OpenDocument | None = None
        if session.document is not None:
            self.current = self._add(session.document)
        self.home = self.current

    def _add(self, document: Document) -> OpenDocument:
        self._last += 1
        made = OpenDocument(self._last, document, document.path, clean=0, begin=document.store.mark())
        self.all.append(made)
        return made

    def find(self, number: int) -> OpenDocument | None:
        return next((each for each in self.all if each.number == number), None)

    def at(self, path: Path) -> OpenDocument | None:
        """The open document of that file."""
        return next((each for each in self.all if each.path is not None and _same(each.path, path)), None)

    def open(self, document: Document) -> OpenDocument:
        """Take on a document; it isn't current yet."""
        return self._add(document)

    def switch(self, to: OpenDocument | None, *, stored: bool, text: str | None = None) -> None:
        """Make a document current. The undo block of the one before ends, stored or rolled back, and one of
        that text begins."""
        if to is self.current:
            return
        self._leave(stored)
        self._enter(to, text)

    def close(self, closing: OpenDocument, *, stored: bool, then: OpenDocument | None) -> None:
        """Close a document; if it was current, another one is, or none."""
        if closing is self.current:
            self._leave(stored)
            self.current = None
        self.all.remove(closing)
        if self.current is None:
            self._enter(then if then in self.all else None, None)

    def go_home(self) -> None:
        """Back to the document that the run began with; one that was closed is open again for the next run."""
        if self.home is not None and self.home not in self.all:
            self.all.insert(0, self.home)
        self.switch(self.home, stored=True)

    def _leave(self, stored: bool) -> None:
        session, old = self._session, self.current
        if old is None:
            return
        if session.undo is not None:
            session.undo.leave(stored=stored)
        elif not stored:
            old.document.store.rollback(old.begin)
        old.part, old.selection = session.part, session.selection
        old.displaced_frames = session.displaced_frames

    def _enter(self, to: OpenDocument | None, text: str | None) -> None:
        session = self._session
        self.current = to
        session.view(to.document if to is not None else None)
        if to is not None:
            session.part, session.selection = to.part, to.selection
            session.displaced_frames = to.displaced_frames
            to.begin = to.document.store.mark()
            if session.undo is not None:
                session.undo.enter(text)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other
