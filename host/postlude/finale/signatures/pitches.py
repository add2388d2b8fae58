"""What a pitch is in a key: the arithmetic, for major and minor keys and for custom ones of any division.

A note stores the scale step from the key's tonic (``harmLev``) and the alteration against the key
(``harmAlt``), at concert pitch. The number of a linear key holds the mode in its high byte (0 major, 1 minor,
from 2 custom) and the fifths, signed, in its low one; from 0x4000 the number is a nonlinear key of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

MAJOR_STEPS = (0, 2, 4, 5, 7, 9, 11)
LETTERS = "CDEFGAB"
NONLINEAR = 0x4000
OCTAVE = 12
MIDDLE_C = 60
SHARPS = ((3, 1), (0, 1), (4, 1), (1, 1), (5, 1), (2, 1), (6, 1))
"""The accidentals of a key in their order: the letter's index and by how much it is altered."""
FLATS = ((6, -1), (2, -1), (5, -1), (1, -1), (4, -1), (0, -1), (3, -1))


class Pitch(NamedTuple):
    """A pitch by name: the letter's index (C 0), the alteration in chromatic steps, the octave (middle C: 4)."""

    letter: int
    alteration: int
    octave: int

    @property
    def midi(self) -> int:
        """The MIDI key in twelve tones."""
        return (self.octave + 1) * OCTAVE + MAJOR_STEPS[self.letter] + self.alteration

    @property
    def step(self) -> int:
        """Scale steps from middle C."""
        return (self.octave - 4) * 7 + self.letter

    def __str__(self) -> str:
        return f"{LETTERS[self.letter]}{signs(self.alteration)}{self.octave}"


def signs(alteration: int) -> str:
    """``#`` or ``b`` for each step of an alteration."""
    return ("#" if alteration > 0 else "b") * abs(alteration)


def parse_pitch(text: str) -> Pitch | None:
    """The pitch that a text such as ``Bb4`` says, None if it says none."""
    found = re.fullmatch(r"\s*([A-Ga-g])(#*|b*)(-?\d+)\s*", text)
    if found is None:
        return None
    letter, accidentals, octave = found.groups()
    alteration = len(accidentals) if accidentals.startswith("#") else -len(accidentals)
    return Pitch(LETTERS.index(letter.upper()), alteration, int(octave))


def simplified(pitch: Pitch) -> Pitch:
    """The same tone without an alteration, or with one sharp."""
    octave, tone = divmod(pitch.midi, OCTAVE)
    sharp = tone not in MAJOR_STEPS
    return Pitch(MAJOR_STEPS.index(tone - sharp), int(sharp), octave - 1)


@dataclass(frozen=True, eq=False)
class Mode:
    """What the keys of one mode have in common; major unless it says otherwise.

    Modes are told by identity, which makes keys quick to look up: there is one object a mode and document.
    """

    linear: bool = True
    letters: tuple[int, ...] = MAJOR_STEPS
    """The chromatic step of each letter, from C: as it is without accidentals, in a nonlinear key as it is with
    those of the key."""
    octave: int = OCTAVE
    """How many chromatic steps make an octave."""
    sharps: tuple[tuple[int, int], ...] = SHARPS
    """In a nonlinear key: all its accidentals, flats as well."""
    flats: tuple[tuple[int, int], ...] = FLATS
    sharp_centers: tuple[int, ...] = (0, 4, 1, 5, 2, 6, 3, 0)
    """The letter of the tonic by the number of sharps."""
    flat_centers: tuple[int, ...] = (0, 3, 6, 2, 5, 1, 4, 0)
    middle: int = MIDDLE_C
    """The MIDI key of middle C."""

    @property
    def center(self) -> int:
        """The tonic's letter without accidentals (in a nonlinear key: with its own)."""
        return self.sharp_centers[0] if self.sharp_centers else 0

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The chromatic steps of the scale above its tonic."""
        count = len(self.letters)
        start = self.center % count
        turned = (self.letters[start:] + self.letters[:start]) if count else ()
        return tuple((step - turned[0]) % self.octave for step in turned)


MAJOR = Mode()
MINOR = Mode(sharp_centers=(5, 2, 6, 3, 0, 4, 1, 5), flat_centers=(5, 1, 4, 0, 3, 6, 2, 5))


@dataclass(frozen=True)
class KeyValue:
    """A key: its number and, for a custom one, what the document says of its mode."""

    number: int = 0
    custom: Mode | None = None

    @property
    def predefined(self) -> bool:
        return self.number < 0x200

    @property
    def linear(self) -> bool:
        return self.number < NONLINEAR

    @property
    def tables(self) -> Mode:
        return MINOR if self.minor else self.custom or MAJOR

    @property
    def mode(self) -> int:
        return self.number >> 8 if self.linear else self.number

    @property
    def fifths(self) -> int:
        """Sharps counted up, flats down; 0 for a nonlinear key."""
        if not self.linear:
            return 0
        low = self.number & 0xFF
        return low - 256 if low > 127 else low

    @property
    def minor(self) -> bool:
        return self.number >> 8 == 1

    @property
    def tonic(self) -> int:
        """The letter of the key's tonic: C is 0."""
        return _tonic(self)

    @property
    def octave(self) -> int:
        """Chromatic steps in an octave."""
        return self.tables.octave

    @property
    def steps(self) -> tuple[int, ...]:
        """The chromatic steps of the scale above its tonic."""
        return self.tables.steps

    @property
    def accidentals(self) -> list[tuple[int, int]]:
        """The letters that the key alters, and by how much, in order; more than seven begin again."""
        fifths, tables = self.fifths, self.tables
        if self.linear:
            order = tables.sharps if fifths >= 0 else tables.flats
            return [order[index % len(order)] for index in range(abs(fifths))] if order else []
        ended = [index for index, (_, amount) in enumerate(tables.sharps) if amount == 0]
        return list(tables.sharps[: ended[0]] if ended else tables.sharps)

    def alteration_of(self, letter: int) -> int:
        """How the key alters a letter, in chromatic steps."""
        return _alterations(self)[letter]

    def pitch(self, displacement: int, alteration: int) -> Pitch:
        """The pitch of a note stored with this key in force."""
        step = displacement + _tonic(self)
        letter = step % 7
        return Pitch(letter, _alterations(self)[letter] + alteration, 4 + step // 7)

    def place(self, pitch: Pitch) -> tuple[int, int]:
        """How a note of that pitch is stored with this key in force: scale step and alteration."""
        return pitch.step - self.tonic, pitch.alteration - self.alteration_of(pitch.letter)

    def midi(self, displacement: int, alteration: int) -> int:
        """The MIDI key of that pitch: in another division, chromatic steps from the mode's middle C."""
        middle, octave, tonic, tones = _tones(self)
        octaves, letter = divmod(displacement + tonic, len(tones))
        return middle + octave * octaves + tones[letter] + alteration

    def spell(self, midi: int) -> tuple[int, int] | None:
        """The scale step and alteration for a MIDI key: the key's own tone if it has it, else the nearest,
        altered as the key's signature goes. None beyond what a note can hold."""
        best: tuple[int, int, int, int] | None = None
        for displacement in range(-42, 50):
            alteration = midi - self.midi(displacement, 0)
            if abs(alteration) <= 7:
                against = 1 if alteration and (alteration < 0) != (self.fifths < 0) else 0
                rank = (abs(alteration), against, displacement, alteration)
                best = rank if best is None else min(best, rank)
        return None if best is None else (best[2], best[3])

    def with_fifths(self, fifths: int) -> KeyValue:
        """The key of the same mode with so many sharps (flats below zero); a nonlinear key stays."""
        return KeyValue((self.number & ~0xFF) | (fifths & 0xFF), self.custom) if self.linear else self

    def transposed(self, fifths: int, simplify: bool) -> tuple[KeyValue, int]:
        """The key moved by fifths, and the scale steps that simplifying it adds.

        A key of seven and more accidentals becomes the one of the same sound with fewer.
        """
        if not self.linear:
            return self, 0
        moved, steps = self.fifths + fifths, 0
        if simplify and fifths:
            while abs(moved) >= 7:
                direction = 1 if moved > 0 else -1
                moved -= 12 * direction
                steps += direction
        return self.with_fifths(moved), steps


@cache
def _tonic(key: KeyValue) -> int:
    fifths, tables = key.fifths, key.tables
    centers = tables.sharp_centers if fifths >= 0 else tables.flat_centers
    if key.linear and abs(fifths) < len(centers):
        return centers[abs(fifths)] % 7
    return (tables.center + 4 * fifths) % 7


@cache
def _alterations(key: KeyValue) -> tuple[int, ...]:
    found = [0] * 7
    for letter, amount in key.accidentals:
        found[letter % 7] += amount
    return tuple(found)


@cache
def _tones(key: KeyValue) -> tuple[int, int, int, tuple[int, ...]]:
    """The MIDI key of middle C, the steps of an octave, the letter of a key's tonic, and the chromatic step of
    each letter in the key."""
    tables = key.tables
    tones = tables.letters or MAJOR_STEPS
    if key.linear:
        tones = tuple(tone + key.alteration_of(letter % 7) for letter, tone in enumerate(tones))
    return tables.middle, tables.octave, key.tonic, tones
