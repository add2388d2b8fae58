"""What the pieces of ``FCNote`` have in common: its record and its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from postlude.finale.cells import key_at
from postlude.finale.pitches import KeyValue, Pitch

if TYPE_CHECKING:
    from postlude.enigma.node import Node
    from postlude.finale.entries import FCNoteEntry
    from postlude.finale.notes import FCNote
    from postlude.finale.session import Session


class NoteCore:
    """A note's record and its entry, as its pieces see them."""

    _session: Session
    _node: Node
    _cache: dict[Any, Any]
    _entry: FCNoteEntry | None

    def _text_at(self, path: str) -> str | None:
        return self._node.get(path)

    @property
    def me(self) -> FCNote:
        """The note itself, for functions that take one."""
        return cast("FCNote", self)

    @property
    def entry(self) -> FCNoteEntry:
        assert self._entry is not None
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
