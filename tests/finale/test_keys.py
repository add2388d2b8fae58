"""What the number of a key signature means: major and minor keys, custom scales, other divisions of the octave."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from postlude.finale.signatures.keys import KeyValue
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


def finale_with(others: str, key: int) -> Any:
    """A namespace on a small score whose first measure has that key."""
    score = small_score({(1, 1, 1): [(1024, [0])]}, others=others)
    finale = Namespace(Session(score))
    measure = finale.FCMeasure()
    assert measure.Load(1)
    measure.KeySignature.ID = key
    assert measure.Save()
    return finale


def the_note(finale: Any) -> Any:
    entries = finale.FCNoteEntryCell(1, 1)
    assert entries.Load()
    (note,) = next(iter(entries))
    return note


def children(tag: str, values: list[int]) -> str:
    return "".join(f"<{tag}>{value}</{tag}>" for value in values)


def key_map(steps: list[int], total: int) -> str:
    made = ""
    for step in range(total):
        level = f"<hlevel>{steps.index(step)}</hlevel>" if step in steps[1:] else ""
        made += f"<keych><diatonic/>{level}</keych>" if step in steps else "<keych/>"
    return made


DORIAN = (
    '<keyFormat cmper="2"/>'
    f'<fstKeySharps cmper="2">{children("tcent", [1, 5, 2, 6, 3, 0, 4, 1])}</fstKeySharps>'
    f'<fstKeyFlats cmper="2">{children("tcent", [1, 4, 0, 3, 6, 2, 5, 1])}</fstKeyFlats>'
)
FREYGISH = (
    '<keyFormat cmper="16384"><semitones>12</semitones><scaleTones>7</scaleTones></keyFormat>'
    f'<keyMap cmper="16384">{key_map([0, 2, 3, 6, 7, 9, 10], 12)}</keyMap>'
    f'<acciAmountSharps cmper="16384">{children("amount", [-1, -1, 1, 0, 0, 0, 0])}</acciAmountSharps>'
    f'<acciOrderSharps cmper="16384">{children("acci", [6, 2, 3, 1, 5, 2, 6])}</acciOrderSharps>'
    f'<fstKeySharps cmper="16384">{children("tcent", [1])}</fstKeySharps>'
)
THIRTY_ONE = (
    '<keysAttrib cmper="2"><middleCKey>64</middleCKey></keysAttrib>'
    '<keyFormat cmper="2"><semitones>31</semitones><scaleTones>7</scaleTones></keyFormat>'
    f'<keyMap cmper="2">{key_map([0, 5, 10, 13, 18, 23, 28], 31)}</keyMap>'
    f'<acciAmountSharps cmper="2">{children("amount", [2] * 7)}</acciAmountSharps>'
    f'<acciOrderSharps cmper="2">{children("acci", [3, 0, 4, 1, 5, 2, 6])}</acciOrderSharps>'
)


@pytest.mark.parametrize(
    ("others", "key", "root", "steps", "scale"),
    [
        (DORIAN, 0x200, 1, [0, 2, 3, 5, 7, 9, 10], "D4 E4 F4 G4 A4 B4 C5"),
        (DORIAN, 0x202, 2, [0, 2, 3, 5, 7, 9, 10], "E4 F#4 G4 A4 B4 C#5 D5"),
        (DORIAN, 0x2FE, 0, [0, 2, 3, 5, 7, 9, 10], "C4 D4 Eb4 F4 G4 A4 Bb4"),
        (FREYGISH, 0x4000, 1, [0, 1, 4, 5, 7, 8, 10], "D4 Eb4 F#4 G4 A4 Bb4 C5"),
        (THIRTY_ONE, 0x201, 4, [0, 5, 10, 13, 18, 23, 28], "G4 A4 B4 C5 D5 E5 F##5"),
    ],
)
def test_custom_keys_have_their_scale(others: str, key: int, root: int, steps: list[int], scale: str) -> None:
    finale = finale_with(others, key)
    found = finale.FCCell(1, 1).KeySignature
    assert not found.IsPredefined() and not found.IsMajor() and not found.IsMinor()
    assert (found.CalcScaleRootIndex(), found.CalcDiatonicStepsMap()) == (root, steps)
    note = the_note(finale)
    names = []
    for displacement in range(7):
        note.Displacement = displacement
        string = finale.FCString()
        note.GetString(string, found, False, False)
        names.append(string.LuaString)
    assert " ".join(names) == scale


@pytest.mark.parametrize(
    ("others", "key", "displacement", "alteration", "midi"),
    [
        (DORIAN, 0x200, 0, 0, 62),
        (DORIAN, 0x200, 2, 1, 66),
        (FREYGISH, 0x4000, 1, 0, 63),
        (FREYGISH, 0x4000, -5, 0, 54),
        (THIRTY_ONE, 0x200, 0, 0, 64),
        (THIRTY_ONE, 0x200, 7, 0, 64 + 31),
        (THIRTY_ONE, 0x201, 6, -1, 64 + 31 + 13 + 2 - 1),
    ],
)
def test_the_midi_key_counts_chromatic_steps_of_the_mode_from_its_middle_c(
    others: str, key: int, displacement: int, alteration: int, midi: int
) -> None:
    note = the_note(finale_with(others, key))
    note.Displacement, note.RaiseLower = displacement, alteration
    assert note.CalcMIDIKey() == midi


@pytest.mark.parametrize("midi", [48, 60, 61, 63, 66, 70, 78])
@pytest.mark.parametrize(
    ("key", "others"), [(0, ""), (0x0FC, ""), (0x104, ""), (0x200, DORIAN), (0x4000, FREYGISH)]
)
def test_a_midi_key_is_spelled_with_the_key_s_own_tones_first(key: int, others: str, midi: int) -> None:
    finale = finale_with(others, key)
    value = finale.FCKeySignature(key).value
    displacement, alteration = value.spell(midi)
    assert value.midi(displacement, alteration) == midi
    own = {value.midi(step, 0) for step in range(-30, 30)}
    assert (alteration == 0) is (midi in own)


def test_the_accidentals_of_a_key_by_letter() -> None:
    finale = finale_with(FREYGISH, 0x4000)
    key = finale.FCCell(1, 1).KeySignature
    assert [key.IsSharpNote(letter) for letter in range(7)] == [letter == 3 for letter in range(7)]
    assert [key.IsFlatNote(letter) for letter in range(7)] == [letter in (2, 6) for letter in range(7)]
    assert (key.Alteration, key.CalcSharps(), key.CalcFlats()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("key", "fifths", "simplify", "moved"),
    [
        (0xFC, -3, True, 5),
        (0xFC, -3, False, 0xF9),
        (2, 3, True, 5),
        (0x101, 7, True, 0x1FC),
        (0x4000, 2, True, 0x4000),
    ],
)
def test_a_key_moved_by_fifths(key: int, fifths: int, simplify: bool, moved: int) -> None:
    found = Namespace(Session(None)).FCKeySignature(key)
    found.TransposeAlteration, found.TransposeSimplify = fifths, simplify
    assert (found.ID, found.IDWithTransposition) == (key, moved)


def test_custom_keys_transpose_by_their_own_steps() -> None:
    finale = finale_with(THIRTY_ONE, 0x200)
    pitch = finale.FCTransposer(0, 0, finale.FCCell(1, 1).KeySignature)
    assert pitch.ChromaticTranspose(2, -1)  # a minor third is 8 of 31 steps, a major one 10
    assert (pitch.Displacement, pitch.RaiseLower) == (2, -2)
    assert pitch.EDOStepTranspose(2)
    assert (pitch.Displacement, pitch.RaiseLower) == (2, 0)
    assert pitch.EnharmonicTranspose(1)
    assert (pitch.Displacement, pitch.RaiseLower) == (3, -3)
