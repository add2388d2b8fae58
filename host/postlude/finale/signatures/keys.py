"""Key signatures: the arithmetic of pitches, with custom keys as the document has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, prop, write_only
from postlude.finale.fields import held
from postlude.finale.remember import remembering
from postlude.finale.signatures.pitches import (
    FLATS,
    LETTERS,
    MAJOR,
    MAJOR_STEPS,
    MIDDLE_C,
    NONLINEAR,
    OCTAVE,
    SHARPS,
    KeyValue,
    Mode,
    Pitch,
    signs,
)
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session

__all__ = ["LETTERS", "MAJOR_STEPS", "NONLINEAR", "FCKeySignature", "KeyValue", "Pitch", "key_in", "resolved"]

DIATONIC_MODES = ("Major", "Dorian", "Phrygian", "Lydian", "Mixolydian", "Minor", "Locrian")
"""The names of scales by the letter on which they begin without accidentals."""


def key_in(node: Node, path: str = "keySig/key") -> KeyValue:
    """The number of the key in a record; :func:`resolved` adds what its mode is."""
    return KeyValue(int(node.get(path) or 0))


def resolved(session: Session, key: KeyValue) -> KeyValue:
    """The key with what the document says of its mode, if it is a custom one."""
    if key.predefined or session.document is None:
        return key
    return KeyValue(key.number, mode_at(session, key.mode))


MODE_TABLES = (
    ("others", "keyFormat"), ("others", "keyMap"), ("others", "keysAttrib"), ("others", "acciAmountSharps"),
    ("others", "acciAmountFlats"), ("others", "acciOrderSharps"), ("others", "acciOrderFlats"),
    ("others", "fstKeySharps"), ("others", "fstKeyFlats"),
)  # fmt: skip
"""The tables that say what a custom mode is, all under its number."""


@remembering(*MODE_TABLES)
def mode_at(session: Session, number: int) -> Mode:
    """A custom mode of the document; what it doesn't say is as in major.

    A middle C of zero counts as the usual one, 60: the framework's own new modes are saved so.
    """

    def record(tag: str) -> Node:
        return session.store.load("others", tag, Key(number)) or Node(tag)

    def accidentals(side: str, usual: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        amounts = numbers(record(f"acciAmount{side}"), "amount")[:7]
        order = numbers(record(f"acciOrder{side}"), "acci")[:7]
        return tuple(
            zip(
                order or [letter for letter, _ in usual],
                amounts or [amount for _, amount in usual],
                strict=False,
            )
        )

    linear = number < NONLINEAR
    letters = diatonic_steps(record("keyMap"))
    sharps = accidentals("Sharps", SHARPS if linear else ())
    if not letters:
        natural = list(MAJOR_STEPS)
        if not linear:
            for letter, amount in KeyValue(number, Mode(linear=False, sharps=sharps)).accidentals:
                natural[letter % 7] += amount
        letters = natural
    attributes = record("keysAttrib")
    return Mode(
        linear=linear,
        letters=tuple(letters),
        octave=int(record("keyFormat").get("semitones") or 0) or OCTAVE,
        sharps=sharps,
        flats=accidentals("Flats", FLATS) if linear else (),
        sharp_centers=tuple(numbers(record("fstKeySharps"), "tcent")[:8]) or MAJOR.sharp_centers,
        flat_centers=tuple(numbers(record("fstKeyFlats"), "tcent")[:8]) or MAJOR.flat_centers,
        middle=int(attributes.get("middleCKey") or 0) or MIDDLE_C,
    )


def numbers(node: Node, child: str) -> list[int]:
    """The numbers in the children of that name."""
    return [int(each.text or 0) for each in node.find_all(child)]


def diatonic_steps(key_map: Node) -> list[int]:
    """Which chromatic steps of a ``keyMap`` belong to the scale."""
    return [step for step, each in enumerate(key_map.find_all("keych")) if each.find("diatonic") is not None]


class FCKeySignature(FCBase):
    """A key signature. Changes of ``ID`` go to the measure or cell that it came from when that is saved.

    A transposition that is set here stays in the object: ``IDWithTransposition`` is the key that comes of it.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._node: Node | None = None
        self._number = 0
        self._transpose = 0
        self._simplify = False
        self._chromatic = False

    @constructor
    def created(self, key: int = 0) -> None:
        self._number = key & 0xFFFF

    @classmethod
    def of(cls, session: Session, value: KeyValue, node: Node | None = None) -> FCKeySignature:
        """The signature for a value; with a node it writes through to its ``keySig/key``."""
        made = cls(session)
        made._number = value.number
        made._node = node
        return made

    @property
    def value(self) -> KeyValue:
        return resolved(self._session, KeyValue(self._number))

    def _put(self, number: int) -> None:
        self._number = number & 0xFFFF
        if self._node is not None:
            from postlude.finale.records import put_text

            put_text(self._node, "keySig/key", str(self._number) if number else None)

    @prop
    def ID(self) -> int:
        return self._number

    @ID.setter
    def _set_id(self, value: int) -> None:
        self._put(value)

    @prop
    def IDWithTransposition(self) -> int:
        """The key moved by ``TransposeAlteration`` fifths, simplified if ``TransposeSimplify`` says so."""
        return self.value.transposed(self._transpose, self._simplify)[0].number

    TransposeAlteration = held("_transpose", int)
    TransposeSimplify = held("_simplify", bool)
    TransposeChromatic = held("_chromatic", bool, writable=False)

    @prop
    def Alteration(self) -> int:
        """Sharps counted up, flats down."""
        return self.value.fifths

    @prop
    def KeyMode(self) -> int:
        """0 major, 1 minor, else the number of an ``FCCustomKeyModeDef``."""
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
        return self.value.linear

    @method
    def IsMajor(self) -> bool:
        return self.value.predefined and not self.value.minor

    @method
    def IsMinor(self) -> bool:
        return self.value.predefined and self.value.minor

    @method
    def IsSharpNote(self, letterindex: int) -> bool:
        """Whether the key raises a letter: C is 0."""
        return self.value.alteration_of(letterindex % 7) > 0

    @method
    def IsFlatNote(self, letterindex: int) -> bool:
        """Whether the key lowers a letter: C is 0."""
        return self.value.alteration_of(letterindex % 7) < 0

    @method
    def CalcSharps(self) -> int:
        return max(self.value.fifths, 0)

    @method
    def CalcFlats(self) -> int:
        return max(-self.value.fifths, 0)

    @method
    def CalcScaleRootIndex(self) -> int:
        """The letter of the tonic: C is 0."""
        return self.value.tonic

    @method
    def CalcTotalChromaticSteps(self) -> int:
        """Steps to the octave."""
        return self.value.octave

    @method
    def CalcDiatonicStepsMap(self) -> list[int]:
        """The chromatic steps of the scale above its tonic."""
        return list(self.value.steps)

    def _same_as(self, other: FCKeySignature) -> bool:
        return self._number == other._number

    @method
    def MakeString(self, into: FCString) -> None:
        """Write it as in ``Bb Major``; a custom linear key with the name of its scale, a nonlinear one bare."""
        value = self.value
        tonic = value.pitch(0, 0)
        scale = f" {DIATONIC_MODES[value.tables.center % 7]}" if value.linear else ""
        into.text_value = f"{LETTERS[tonic.letter]}{signs(tonic.alteration)}{scale}"
