"""``FCTransposer`` against pitch arithmetic of the test's own: letters, semitones and the circle of fifths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.enigma.builders import document, entry, measure
from tests.finale.conftest import finale_of

NATURAL = (0, 2, 4, 5, 7, 9, 11)
SIZES = (0, 2, 4, 5, 7, 9, 11)
"""Semitones of a unison to a seventh, perfect or major."""
SHARPS = "FCGDAEB"
LETTERS = "CDEFGAB"

finale = Namespace(Session(None))


@dataclass(frozen=True)
class Key:
    fifths: int
    minor: bool

    @property
    def number(self) -> int:
        return (self.fifths & 0xFF) | (0x100 if self.minor else 0)

    @property
    def tonic(self) -> int:
        major = (self.fifths * 4) % 7
        return (major + 5) % 7 if self.minor else major

    def alteration(self, letter: int) -> int:
        name = LETTERS[letter]
        if self.fifths > 0:
            return int(name in SHARPS[: self.fifths])
        return -int(name in SHARPS[::-1][: -self.fifths]) if self.fifths else 0

    def sound(self, displacement: int, raiselower: int) -> int:
        """Semitones above the C under middle C's octave line."""
        step = displacement + self.tonic
        return 12 * (step // 7) + NATURAL[step % 7] + self.alteration(step % 7) + raiselower


keys = st.builds(Key, st.integers(-7, 7), st.booleans())
displacements = st.integers(-21, 28)
alterations = st.integers(-2, 2)


def transposer(key: Key, displacement: int, raiselower: int) -> Any:
    return finale.FCTransposer(displacement, raiselower, finale.FCKeySignature(key.number))


@given(keys, displacements, alterations, st.integers(-15, 15), st.integers(-2, 2))
def test_chromatic_transposition_moves_by_the_interval(
    key: Key, displacement: int, raiselower: int, interval: int, alteration: int
) -> None:
    size = SIZES[abs(interval) % 7] + 12 * (abs(interval) // 7)
    distance = (size if interval >= 0 else -size) + alteration
    target = displacement + interval
    raised = key.sound(displacement, raiselower) + distance - key.sound(target, 0)
    pitch = transposer(key, displacement, raiselower)
    done = pitch.ChromaticTranspose(interval, alteration)
    assert done is (abs(raised) <= 7)
    wanted = (target, raised) if done else (displacement, raiselower)
    assert (pitch.Displacement, pitch.RaiseLower) == wanted


@given(keys, displacements, alterations, st.integers(-15, 15))
def test_diatonic_transposition_moves_by_steps(
    key: Key, displacement: int, raiselower: int, steps: int
) -> None:
    pitch = transposer(key, displacement, raiselower)
    pitch.DiatonicTranspose(steps)
    assert (pitch.Displacement, pitch.RaiseLower) == (displacement + steps, raiselower)


@given(keys, displacements, alterations, st.integers(-3, 3))
def test_octaves_keep_the_alteration(key: Key, displacement: int, raiselower: int, octaves: int) -> None:
    pitch = transposer(key, displacement, raiselower)
    pitch.OctaveTranspose(octaves)
    assert (
        key.sound(pitch.Displacement, pitch.RaiseLower) == key.sound(displacement, raiselower) + 12 * octaves
    )


@given(keys, displacements, alterations, st.sampled_from([1, -1]))
def test_an_enharmonic_spelling_sounds_the_same_one_step_away(
    key: Key, displacement: int, raiselower: int, direction: int
) -> None:
    pitch = transposer(key, displacement, raiselower)
    assert pitch.EnharmonicTranspose(direction)
    assert pitch.Displacement == displacement + direction
    assert key.sound(pitch.Displacement, pitch.RaiseLower) == key.sound(displacement, raiselower)


@given(keys, displacements, alterations)
def test_the_default_enharmonic_sounds_the_same_and_leaves_the_accidental(
    key: Key, displacement: int, raiselower: int
) -> None:
    pitch = transposer(key, displacement, raiselower)
    assert pitch.DefaultEnharmonicTranspose()
    assert key.sound(pitch.Displacement, pitch.RaiseLower) == key.sound(displacement, raiselower)
    assert pitch.Displacement != displacement
    if raiselower:
        assert pitch.Displacement - displacement == (1 if raiselower > 0 else -1)


@given(keys, displacements, st.integers(-24, 24))
def test_steps_of_twelve_to_the_octave_come_out_simply_spelled(
    key: Key, displacement: int, steps: int
) -> None:
    pitch = transposer(key, displacement, 0)
    if pitch.EDOStepTranspose(steps):
        assert key.sound(pitch.Displacement, pitch.RaiseLower) == key.sound(displacement, 0) + steps
        assert abs(pitch.RaiseLower) <= 1


@given(keys, displacements, st.integers(-4, 4))
def test_a_simplified_spelling_sounds_the_same_with_less_alteration(
    key: Key, displacement: int, raiselower: int
) -> None:
    pitch = transposer(key, displacement, raiselower)
    assert pitch.SimplifySpelling()
    assert key.sound(pitch.Displacement, pitch.RaiseLower) == key.sound(displacement, raiselower)
    assert abs(pitch.RaiseLower) <= min(1, abs(raiselower))


@pytest.mark.parametrize(
    ("fifths", "start", "interval", "result"),
    [
        (0, (0, 0), (2, -1), (2, -1)),  # C to E flat
        (0, (0, 0), (3, 1), (3, 1)),  # C to F sharp
        (-4, (0, 0), (4, 0), (4, 0)),  # A flat to E flat
        (0, (6, 0), (1, -1), (7, 0)),  # B to C
        (2, (2, 0), (-2, 1), (0, 1)),  # F sharp down a minor third to D sharp
    ],
)
def test_intervals_by_name(
    fifths: int, start: tuple[int, int], interval: tuple[int, int], result: tuple[int, int]
) -> None:
    pitch = transposer(Key(fifths, False), *start)
    assert pitch.ChromaticTranspose(*interval)
    assert (pitch.Displacement, pitch.RaiseLower) == result


def test_a_notes_transposer_moves_the_note() -> None:
    others = measure(1) + (
        '<frameSpec cmper="1" inci="0"><startEntry>1</startEntry><endEntry>1</endEntry></frameSpec>'
    )
    details = '<gfhold cmper1="1" cmper2="1"><clefID>0</clefID><clefPercent>75</clefPercent><frame1>1</frame1></gfhold>'
    namespace = finale_of(document(others=others, details=details, entries=entry(1, 0, 0, 0)))
    cell = namespace.FCNoteEntryCell(1, 1)
    cell.Load()
    note = cell.GetItemAt(0).GetItemAt(0)
    assert note.Transposer.ChromaticTranspose(2, -1)
    assert (note.Displacement, note.RaiseLower) == (2, -1)
    assert note.CalcMIDIKey() == 63
