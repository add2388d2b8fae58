"""What the number of a key signature means, and what is not known of it."""

from __future__ import annotations

import pytest

from postlude.errors import ScriptError
from postlude.finale.keys import KeyValue
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.finale.small import small_score

E_FLAT_MAJOR, C_SHARP_MINOR = 0x0100 - 3, 0x0104


@pytest.mark.parametrize(
    ("key", "displacement", "alteration", "name"),
    [
        (0, 0, 0, "C4"),
        (0, 6, 1, "B#4"),
        (E_FLAT_MAJOR, 0, 0, "Eb4"),
        (E_FLAT_MAJOR, 4, 1, "B4"),
        (E_FLAT_MAJOR, -1, 0, "D4"),
        (C_SHARP_MINOR, 0, 0, "C#4"),
        (C_SHARP_MINOR, 6, 1, "B#4"),
    ],
)
def test_a_note_counts_scale_steps_from_the_tonic_above_middle_c(
    key: int, displacement: int, alteration: int, name: str
) -> None:
    value = KeyValue(key)
    assert str(value.pitch(displacement, alteration)) == name
    assert value.midi(displacement, alteration) == value.pitch(displacement, alteration).midi


@pytest.mark.parametrize("key", [0x0200, 0x04FF, 0x4000])
def test_a_pitch_in_a_custom_key_is_an_error_that_names_the_key(key: int) -> None:
    score = small_score({(1, 1, 1): [(1024, [0])]})
    finale = Namespace(Session(score))
    measure = finale.FCMeasure()
    assert measure.Load(1)
    measure.KeySignature.ID = key
    assert measure.Save()
    entries = finale.FCNoteEntryCell(1, 1)
    assert entries.Load()
    (note,) = next(iter(entries))
    assert note.Displacement == 0
    with pytest.raises(ScriptError, match=f"the custom key signature {key:#x} is not understood yet"):
        note.CalcMIDIKey()
