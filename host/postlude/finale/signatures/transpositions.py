"""Transposing staves: how they write what sounds, and what sounds for what they write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.finale.signatures.pitches import KeyValue, Pitch
from postlude.finale.signatures.transposer import moved
from postlude.finale.staves.staffstyles import staff_source

if TYPE_CHECKING:
    from postlude.finale.music.notes import FCNote
    from postlude.finale.session import Session


@dataclass(frozen=True)
class Transposition:
    """How a staff writes what sounds: steps and fifths by key, or steps and semitones for all notes."""

    interval: int
    adjust: int
    chromatic: bool
    simplify: bool = True
    """Whether a key of seven and more signs is written as the simpler one of the same sound."""

    def key(self, key: KeyValue) -> KeyValue:
        """The key signature as written: a chromatic transposition leaves it."""
        return key if self.chromatic else self._written(key)[0]

    def write(self, note: FCNote) -> Pitch:
        """The pitch of a note as written; :meth:`read` is the way back."""
        return self.written(note.Displacement, note.RaiseLower, note.key)

    def written(self, displacement: int, raiselower: int, key: KeyValue) -> Pitch:
        """The pitch as written of what is stored in a concert key."""
        if self.chromatic:
            raised = moved(key, displacement, raiselower, self.interval, self.adjust)
            return key.pitch(displacement + self.interval, raised)
        written, interval = self._written(key)
        step = displacement + key.tonic + interval
        letter = step % 7
        return Pitch(letter, written.alteration_of(letter) + raiselower, 4 + step // 7)

    def read(self, pitch: Pitch, key: KeyValue) -> tuple[int, int]:
        """Scale step and alteration in the concert key for what is written as that pitch."""
        if self.chromatic:
            displacement, raised = key.place(pitch)
            displacement -= self.interval
            return displacement, raised - moved(key, displacement, 0, self.interval, self.adjust)
        written, interval = self._written(key)
        return pitch.step - key.tonic - interval, pitch.alteration - written.alteration_of(pitch.letter)

    def _written(self, key: KeyValue) -> tuple[KeyValue, int]:
        written, steps = key.transposed(self.adjust, self.simplify)
        return written, self.interval + steps


def transposition_at(session: Session, staff: int, measure: int, position: int) -> Transposition | None:
    """How a staff transposes at a place (EDU), staff styles counted in; None at concert pitch."""
    node = staff_source(session, staff, measure, position, "transposition")
    found = node.find("transposition") if node is not None else None
    if found is None:
        return None
    kind = "chromatic" if found.find("chromatic") is not None else "keysig"
    interval, adjust = ("diatonic", "alteration") if kind == "chromatic" else ("interval", "adjust")
    return Transposition(
        int(found.get(f"{kind}/{interval}") or 0),
        int(found.get(f"{kind}/{adjust}") or 0),
        kind == "chromatic",
        found.find("noKeyOpt") is None,
    )
