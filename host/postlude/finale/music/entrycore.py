"""What the pieces of ``FCNoteEntry`` have in common: its record, its notes, its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from postlude.enigma.node import parse
from postlude.finale.music.notes import FCNote
from postlude.finale.music.voicetimes import Number, Tuplet

if TYPE_CHECKING:
    from postlude.enigma.entrybody import EntryBody
    from postlude.enigma.node import Node
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.frames import Frame
    from postlude.finale.session import Session


class EntryCore:
    """An entry's record, its notes and its frame, as its pieces see them."""

    _session: Session
    _node: Node
    _cache: dict[Any, Any]
    _items: list[FCNote]
    number: int = 0
    """The entry number; 0 for one that has not been saved yet."""
    frame: Frame | None = None
    changed: bool = False
    timing: tuple[Number, Number] = (0, 0)
    """Start and length in EDU, as the frame computed them; read it through :meth:`Frame.timing`."""

    _record: bytes = b""
    _body: EntryBody | None = None
    """What the record says, until somebody asks for its elements."""

    def _text_at(self, path: str) -> str | None:
        body = self._body
        return self._node.get(path) if body is None else body.facts.get(path)

    def _made(self, name: str) -> Any:
        """What is made when it is first asked for: the elements, the notes, the cache."""
        made: Any
        if name == "_node":
            made = parse(self._record, self._session.store.newline)
            if self._body is not None:
                children = made.find_all("note")
                for note in self._items:
                    note.parsed(children)
                self._body = None
        elif name == "_items":
            assert self._body is not None
            made = [FCNote.of_body(self.me, index, each) for index, each in enumerate(self._body.notes)]
        else:
            made = {}
        self.__dict__[name] = made
        return made

    @property
    def me(self) -> FCNoteEntry:
        """The entry itself, for functions that take one."""
        return cast("FCNoteEntry", self)

    @property
    def notes(self) -> list[FCNote]:
        return self._items

    @property
    def edu(self) -> int:
        return int(self._text_at("dura") or 0)

    @property
    def voice2(self) -> bool:
        return self._text_at("v2") is not None

    @property
    def grace(self) -> bool:
        return self._text_at("graceNote") is not None

    @property
    def hidden(self) -> bool:
        return self._text_at("ignore") is not None

    @property
    def sounding(self) -> bool:
        """Whether it is a note, not a rest."""
        return self._text_at("isNote") is not None

    def facts(self) -> dict[str, str]:
        """The texts of the entry's own elements."""
        if self._body is not None:
            return self._body.facts
        return {child.tag: child.text for child in self._node.children}

    def position(self) -> tuple[Number, Number]:
        """Start in the measure and length in EDU, exactly."""
        return self.frame.timing(self.me) if self.frame is not None else (0, 0)

    def tuplets(self) -> list[Tuplet]:
        """The tuplets that start here, the outermost first."""
        if self._text_at("tupletStart") is None or not self.number:
            return []
        store = self._session.store
        found = []
        for key in self._session.keys_of("details", "tupletDef", self.number):
            node = store.load("details", "tupletDef", key)
            if node is not None:
                found.append(
                    Tuplet(
                        int(node.get("symbolicNum") or 0) * int(node.get("symbolicDur") or 0),
                        int(node.get("refNum") or 0) * int(node.get("refDur") or 0),
                    )
                )
        return sorted(found, key=lambda tuplet: -tuplet.reference)

    def put(self, path: str, text: str | None) -> None:
        """Change an element of the entry, or with None take it out."""
        self.me._put_text(path, text)
        self._cache.clear()
