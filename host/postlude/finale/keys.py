"""Key signatures, and what a pitch is in one.

A note stores the scale step from the key's tonic (``harmLev``) and the alteration against the key
(``harmAlt``), at concert pitch. ``key`` holds the mode in its high byte (0 major, 1 minor) and the fifths,
signed, in its low one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, prop, write_only
from postlude.finale.strings import FCString

if TYPE_CHECKING:
    from postlude.enigma.node import Node
    from postlude.finale.session import Session

MAJOR_STEPS = (0, 2, 4, 5, 7, 9, 11)
MINOR_STEPS = (0, 2, 3, 5, 7, 8, 10)
LETTERS = "CDEFGAB"
NONLINEAR = 0x4000
_ORDER_OF_SHARPS = (3, 0, 4, 1, 5, 2, 6)


class Pitch(NamedTuple):
    """A pitch by name: the letter's index (C 0), the alteration in semitones, the octave (middle C: 4)."""

    letter: int
    alteration: int
    octave: int

    @property
    def midi(self) -> int:
        return (self.octave + 1) * 12 + MAJOR_STEPS[self.letter] + self.alteration

    def __str__(self) -> str:
        sign = "#" if self.alteration > 0 else "b"
        return f"{LETTERS[self.letter]}{sign * abs(self.alteration)}{self.octave}"


@dataclass(frozen=True)
class KeyValue:
    """The number of a key, taken apart. Only major and minor keys of twelve tones are known here."""

    number: int = 0

    @property
    def predefined(self) -> bool:
        return self.number < 0x200

    @property
    def mode(self) -> int:
        return self.number >> 8 if self.number < NONLINEAR else self.number

    @property
    def fifths(self) -> int:
        low = self.number & 0xFF
        return low - 256 if low > 127 else low

    @property
    def minor(self) -> bool:
        return self.number >> 8 == 1

    @property
    def tonic(self) -> int:
        """The letter of the key's tonic: C is 0."""
        return (self.fifths * 4 + (5 if self.minor else 0)) % 7

    @property
    def steps(self) -> tuple[int, ...]:
        """The semitones of the scale above its tonic."""
        return MINOR_STEPS if self.minor else MAJOR_STEPS

    def alteration_of(self, letter: int) -> int:
        """How the key alters a letter, in semitones."""
        # A letter may be altered more than once: eight sharps give F a double one.
        if self.fifths >= 0:
            return (self.fifths + 6 - _ORDER_OF_SHARPS.index(letter)) // 7
        return -((-self.fifths + _ORDER_OF_SHARPS.index(letter)) // 7)

    def pitch(self, displacement: int, alteration: int) -> Pitch:
        """The pitch of a note stored with this key in force. Raises ScriptError in a custom key."""
        self.known()
        step = displacement + self.tonic
        letter = step % 7
        return Pitch(letter, self.alteration_of(letter) + alteration, 4 + step // 7)

    def midi(self, displacement: int, alteration: int) -> int:
        """The MIDI key of that pitch. Raises ScriptError in a custom key."""
        self.known()
        tonic, tones = _tones(self)
        octave, letter = divmod(displacement + tonic, 7)
        return 60 + 12 * octave + tones[letter] + alteration

    def known(self) -> None:
        """Raise ScriptError for a custom key: its tones are not those of any letter's."""
        if not self.predefined:
            raise ScriptError(f"the custom key signature {self.number:#x} is not understood yet")

    def with_fifths(self, fifths: int) -> KeyValue:
        """The key of the same mode with so many sharps (flats below zero); a custom key stays."""
        return KeyValue((self.number & ~0xFF) | (fifths & 0xFF)) if self.predefined else self


@cache
def _tones(key: KeyValue) -> tuple[int, tuple[int, ...]]:
    """The letter of a key's tonic, and the chromatic step of each letter in the key."""
    return key.tonic, tuple(MAJOR_STEPS[letter] + key.alteration_of(letter) for letter in range(7))


def key_in(node: Node, path: str = "keySig/key") -> KeyValue:
    return KeyValue(int(node.get(path) or 0))


class FCKeySignature(FCBase):
    """A key signature. Changes go to the measure that it came from when that is saved."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._node: Node | None = None
        self._number = 0

    @constructor
    def created(self, key: int = 0) -> None:
        self._number = key

    @classmethod
    def of(cls, session: Session, value: KeyValue, node: Node | None = None) -> FCKeySignature:
        """The signature for a value; with a node it writes through to its ``keySig/key``."""
        made = cls(session)
        made._number = value.number
        made._node = node
        return made

    @property
    def value(self) -> KeyValue:
        return KeyValue(self._number)

    def _put(self, number: int) -> None:
        self._number = number
        if self._node is not None:
            from postlude.finale.records import put_text

            put_text(self._node, "keySig/key", str(number) if number else None)

    @prop
    def ID(self) -> int:
        return self._number

    @ID.setter
    def _set_id(self, value: int) -> None:
        self._put(value)

    @prop
    def Alteration(self) -> int:
        """Sharps counted up, flats down."""
        return self.value.fifths

    @prop
    def KeyMode(self) -> int:
        return self.value.mode

    @write_only
    def MajorKey(self, alteration: int) -> None:
        self._put(alteration & 0xFF)

    @write_only
    def MinorKey(self, alteration: int) -> None:
        self._put(0x100 | (alteration & 0xFF))

    @method
    def IsPredefined(self) -> bool:
        return self.value.predefined

    @method
    def IsLinear(self) -> bool:
        return self._number < NONLINEAR

    @method
    def IsMajor(self) -> bool:
        return self.value.predefined and not self.value.minor

    @method
    def IsMinor(self) -> bool:
        return self.value.predefined and self.value.minor

    @method
    def CalcSharps(self) -> int:
        return max(self.value.fifths, 0)

    @method
    def CalcFlats(self) -> int:
        return max(-self.value.fifths, 0)

    @method
    def CalcTotalChromaticSteps(self) -> int:
        """Steps to the octave."""
        self.value.known()
        return 12

    @method
    def CalcDiatonicStepsMap(self) -> list[int]:
        """The chromatic steps of the scale above its tonic."""
        self.value.known()
        return list(self.value.steps)

    def _same_as(self, other: FCKeySignature) -> bool:
        return self._number == other._number

    @method
    def MakeString(self, into: FCString) -> None:
        """Write it as in ``Bb Major``."""
        value = self.value
        tonic = value.pitch(0, 0)
        sign = "#" if tonic.alteration > 0 else "b"
        mode = "Minor" if value.minor else "Major"
        into.text_value = f"{LETTERS[tonic.letter]}{sign * abs(tonic.alteration)} {mode}"
