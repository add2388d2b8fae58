"""What transposing staves write: the way there and back, by key and chromatically."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.finale.signatures.pitches import KeyValue, parse_pitch
from postlude.finale.signatures.transpositions import Transposition
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

INTERVALS = ((1, 2), (4, 1), (-2, 3), (5, 3), (8, 2), (-7, 0), (3, -1), (0, 0))
"""Steps and fifths of instruments in Bb, F, Eb (high and low), Bb an octave lower, piccolo, G, C."""

keys = st.builds(
    lambda fifths, minor: KeyValue((fifths & 0xFF) | minor << 8), st.integers(-7, 7), st.booleans()
)


@given(keys, st.sampled_from(INTERVALS), st.booleans(), st.integers(-21, 28), st.integers(-2, 2))
def test_transposed_by_key_a_note_keeps_its_alteration_against_the_key(
    key: KeyValue, interval: tuple[int, int], simplify: bool, displacement: int, raiselower: int
) -> None:
    transposition = Transposition(*interval, chromatic=False, simplify=simplify)
    written_key = transposition.key(key)
    written = transposition.written(displacement, raiselower, key)
    assert written.alteration == written_key.alteration_of(written.letter) + raiselower
    assert written_key.pitch(0, 0).letter == (written.step - displacement) % 7
    # All notes are as far from what sounds as the transposed tonic is.
    distance = transposition.written(0, 0, key).midi - key.midi(0, 0)
    assert written.midi - key.midi(displacement, raiselower) == distance
    assert transposition.read(written, key) == (displacement, raiselower)


@given(keys, st.integers(-9, 9), st.integers(-1, 1), st.integers(-21, 28), st.integers(-2, 2))
def test_transposed_chromatically_the_key_stays(
    key: KeyValue, interval: int, alteration: int, displacement: int, raiselower: int
) -> None:
    transposition = Transposition(interval, alteration, chromatic=True)
    assert transposition.key(key) == key
    written = transposition.written(displacement, raiselower, key)
    assert written.step == key.pitch(displacement, 0).step + interval
    assert transposition.read(written, key) == (displacement, raiselower)


@pytest.mark.parametrize(
    ("text", "place"),
    [("C4", (-1, -1)), ("F#4", (2, 0)), ("Bb5", (12, -1)), ("c##3", None), ("H4", None), ("", None)],
)
def test_a_written_pitch_is_taken_from_a_string(text: str, place: tuple[int, int] | None) -> None:
    staff = "<transposition><keysig><interval>1</interval><adjust>2</adjust></keysig></transposition>"
    finale = finale_of(small_score({(1, 1, 1): [(1024, [0])]}, staff_fields=staff))
    cell: Any = finale.FCNoteEntryCell(1, 1)
    assert cell.Load()
    (note,) = next(iter(cell))
    key, string = finale.FCCell(1, 1).KeySignature, finale.FCString()
    taken = note.SetString(text, key, True)
    assert taken is (parse_pitch(text) is not None)
    if place is not None:
        assert (note.Displacement, note.RaiseLower) == place
    if taken:
        note.GetString(string, key, False, True)
        assert string.LuaString.lower() == text.lower()
