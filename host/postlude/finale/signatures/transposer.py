"""``FCTransposer``: moves a pitch by steps, octaves, intervals, or to another spelling.

The arithmetic works in any equal division of the octave that has a fifth: the spelling of an interval is
counted in fifths and octaves, then in chromatic steps.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase
from postlude.finale.fields import held
from postlude.finale.signatures.keys import FCKeySignature
from postlude.finale.signatures.pitches import KeyValue

if TYPE_CHECKING:
    from postlude.finale.music.notes import FCNote
    from postlude.finale.session import Session

LARGEST_ALTERATION = 7
"""Finale can't store an alteration beyond seven steps."""
_OUT_OF_REACH = 10_000
"""Chromatic steps beyond any pitch: such an alteration isn't spelled anew."""

_INTERVALS = ((0, 0), (2, -1), (4, -2), (-1, 1), (1, 0), (3, -1), (5, -2))
"""A unison to a seventh, major or perfect, in fifths and octaves."""
FIFTH = math.log2(3 / 2)
"""The part of an octave that is a pure fifth."""


def _sign(number: int) -> int:
    return -1 if number < 0 else 1


def tone(key: KeyValue, displacement: int) -> int:
    """The chromatic step of a scale degree of the key, counted from its tonic."""
    steps = key.steps
    return steps[displacement % len(steps)] + key.octave * (displacement // len(steps))


def moved(key: KeyValue, displacement: int, raiselower: int, interval: int, alteration: int) -> int:
    """The alteration against the key that a note has once it is moved by an interval.

    ``interval`` is in scale steps, ``alteration`` in semitones against its major or perfect size; what is
    given back is in chromatic steps of the key.
    """
    octave = key.octave
    fifth = math.floor(octave * FIFTH + 0.5)
    count = min(len(key.steps), len(_INTERVALS))
    fifths, octaves = _INTERVALS[abs(interval) % count]
    size = fifths * fifth + (octaves + abs(interval) // count) * octave
    semitone = 7 * fifth - 4 * octave
    wanted = _sign(interval) * size + alteration * semitone
    natural = tone(key, displacement + interval) - tone(key, displacement)
    return raiselower + wanted - natural


class FCTransposer(FCBase):
    """A pitch to be moved: of its own, or a note's, which then moves with it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._note: FCNote | None = None
        self._displacement = 0
        self._raise = 0
        self._key = KeyValue()

    @constructor
    def created(self, displacement: int, raiselower: int, key: FCKeySignature | None) -> None:
        """Without a key: in C major."""
        self._displacement, self._raise = displacement, raiselower
        self._key = key.value if key is not None else KeyValue()

    @classmethod
    def of_note(cls, note: FCNote) -> FCTransposer:
        made = cls(note._session)
        made._note = note
        made._displacement, made._raise, made._key = note.Displacement, note.RaiseLower, note.key
        return made

    Displacement = held("_displacement", int, writable=False)
    RaiseLower = held("_raise", int, writable=False)

    def _put(self, displacement: int, raiselower: int) -> None:
        self._displacement, self._raise = displacement, raiselower
        if self._note is not None:
            self._note.Displacement = displacement
            self._note.RaiseLower = raiselower

    def _tone(self, displacement: int) -> int:
        return tone(self._key, displacement)

    # All of it without leaving a trace when it fails.

    def _simplified(self, displacement: int, raiselower: int, within: int) -> tuple[int, int]:
        """The same tone spelled with the smallest alteration, once it is over ``within``."""
        if abs(raiselower) > _OUT_OF_REACH:
            return displacement, raiselower
        while abs(raiselower) > within:
            step = _sign(raiselower)
            other = displacement + step
            other_raise = raiselower - (self._tone(other) - self._tone(displacement))
            if abs(other_raise) >= abs(raiselower):
                break
            turned = _sign(other_raise) != _sign(raiselower)
            displacement, raiselower = other, other_raise
            if turned:
                break
        return displacement, raiselower

    def _accept(self, displacement: int, raiselower: int) -> bool:
        if abs(raiselower) > LARGEST_ALTERATION:
            return False
        self._put(displacement, raiselower)
        return True

    @method
    def DiatonicTranspose(self, interval: int) -> None:
        """Move by scale steps: 1 is a second up, -2 a third down."""
        self._put(self._displacement + interval, self._raise)

    @method
    def OctaveTranspose(self, numberofoctaves: int) -> None:
        self._put(self._displacement + len(self._key.steps) * numberofoctaves, self._raise)

    @method
    def EnharmonicTranspose(self, direction: int) -> bool:
        """Spell the same tone one scale step higher or lower; false if that can't be written."""
        target = self._displacement + _sign(direction)
        difference = self._tone(target) - self._tone(self._displacement)
        return self._accept(target, self._raise - difference)

    @method
    def DefaultEnharmonicTranspose(self) -> bool:
        """Spell the tone as Finale's own command does: away from its accidental, else the simpler way."""
        if self._raise:
            return bool(self.EnharmonicTranspose(_sign(self._raise)))
        original = self._displacement, self._raise
        if not self.EnharmonicTranspose(1):
            return False
        upwards = self._displacement, self._raise
        if abs(upwards[1]) != 2:
            return True
        self._put(*original)
        if not self.EnharmonicTranspose(-1):
            return False
        if abs(self._raise) >= abs(upwards[1]):
            self._put(*upwards)
        return True

    @method
    def SimplifySpelling(self) -> bool:
        """Spell the tone with as little alteration as the key allows."""
        return self._accept(*self._simplified(self._displacement, self._raise, 0))

    @method
    def ChromaticTranspose(self, interval: int, alteration: int, simplify: bool = False) -> bool:
        """Move by an interval: ``(2, -1)`` is a minor third up; both signs turned, it goes down.

        False, and nothing is changed, if the result can't be written.
        """
        target = self._displacement + interval
        raiselower = moved(self._key, self._displacement, self._raise, interval, alteration)
        return self._accept(*self._simplified(target, raiselower, 0 if simplify else LARGEST_ALTERATION))

    @method
    def EDOStepTranspose(self, numberofsteps: int) -> bool:
        """Move by chromatic steps and simplify the spelling."""
        return self._accept(*self._simplified(self._displacement, self._raise + numberofsteps, 0))
