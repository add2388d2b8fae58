"""What the pieces of ``FCNote`` have in common: its record and its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from postlude.enigma.node import Node
from postlude.errors import ScriptError
from postlude.finale.regions.cells import key_at
from postlude.finale.signatures.pitches import KeyValue, Pitch

if TYPE_CHECKING:
    from postlude.enigma.entrybody import NoteBody
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote
    from postlude.finale.session import Session


class NoteCore:
    """A note's record and its entry, as its pieces see them."""

    _session: Session
    _node: Node
    _cache: dict[Any, Any]
    _entry: FCNoteEntry | None

    _body: NoteBody | None = None
    """What the record says, until somebody asks for its elements."""
    _index: int = 0
    """The place among the notes of the record."""

    def _text_at(self, path: str) -> str | None:
        body = self._body
        return self._node.get(path) if body is None else body.facts.get(path)

    def parsed(self, notes: list[Node]) -> None:
        """The entry was parsed: these are the elements of its notes."""
        if self._body is not None:  # or it was added since the entry was loaded
            self.__dict__["_node"], self._body = notes[self._index], None

    def _made(self, name: str) -> Any:
        """What is made when it is first asked for: the elements, the cache."""
        if name == "_node":
            assert self._entry is not None
            if self._entry._node is not None and name not in self.__dict__:
                # No longer one of the entry's notes when that was parsed.
                body = self._body
                assert body is not None
                own = self.__dict__["_node"] = Node("note", attrs={"id": body.id})
                for tag, text in body.facts.items():
                    own.add(tag, text)
                self._body = None
        else:
            self.__dict__[name] = {}
        return self.__dict__[name]

    @property
    def me(self) -> FCNote:
        """The note itself, for functions that take one."""
        return cast("FCNote", self)

    @property
    def entry(self) -> FCNoteEntry:
        if self._entry is None:
            raise ScriptError("the note belongs to no entry: take it from one, or add it to one")
        return self._entry

    @property
    def key(self) -> KeyValue:
        """The concert key that the note is stored in."""
        frame = self._entry.frame if self._entry is not None else None
        return key_at(self._session, frame.staff, frame.measure) if frame is not None else KeyValue()

    @property
    def order(self) -> tuple[int, int]:
        """Scale step and alteration against the key, as they are stored."""
        return int(self._text_at("harmLev") or 0), int(self._text_at("harmAlt") or 0)

    @property
    def pitch(self) -> Pitch:
        """The sounding pitch."""
        return self.key.pitch(*self.order)

    @property
    def height(self) -> tuple[int, int]:
        """What pitches are compared by, whatever the keys: the scale step from middle C, the alteration."""
        pitch = self.pitch
        return pitch.step, pitch.alteration

    def put_order(self, displacement: int, raiselower: int) -> None:
        """Store another pitch."""
        self.me._put_text("harmLev", str(displacement))
        self.me._put_text("harmAlt", str(raiselower))
        self._cache.clear()
