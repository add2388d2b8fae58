"""Scores from a few lines of notation, read back through the `finale` classes and as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude import Host, open_document
from postlude.enigma.node import Key
from postlude.errors import UsageError
from postlude.testing import assert_changes, assert_music, describe_changes, score
from postlude.testing.reading import Music


def entries(document: Any, measure: int, staff: int = 1) -> list[tuple[Any, ...]]:
    """Position, duration as it sounds, and MIDI keys of what `finale` finds in a cell."""
    with Host() as host, host.edit(document) as finale:
        cell = finale.FCNoteEntryCell(measure, staff)
        cell.Load()
        return [
            (entry.MeasurePos, entry.ActualDuration, [note.CalcMIDIKey() for note in entry]) for entry in cell
        ]


def test_a_score_of_two_lines() -> None:
    made = score("treble 4/4 2#: c4 d e f | g1", "bass: r1 | <c, e g>2 r")
    assert entries(made, 1) == [(0, 1024, [60]), (1024, 1024, [62]), (2048, 1024, [64]), (3072, 1024, [65])]
    assert entries(made, 1, 2) == [(0, 4096, [])]
    assert entries(made, 2, 2) == [(0, 2048, [36, 52, 55]), (2048, 2048, [])]
    assert made.changes() == []


@pytest.mark.parametrize("suffix", [".musx", ".enigmaxml"])
def test_it_can_be_saved_and_opened(tmp_path: Path, suffix: str) -> None:
    made = score("treble 3/4 3b: eb4. f8 g4 | bb2.", "title: Test")
    made.save(tmp_path / f"made{suffix}")
    again = open_document(tmp_path / f"made{suffix}")
    assert again.to_xml() == made.to_xml()
    assert Music(again).text(1) == "eb4. f8 g4 | bb2."


@pytest.mark.parametrize(
    "music",
    [
        "c d e f",
        "c'2. d,,4 | f##16 gbb a# bb c2.",
        "c~ c <c e g>~ <c e g> | r1",
        "3:2{c8 d e} f4 g2 | 3:2{c4 5:4{d16 e f g a} b4} c'2",
        "*d16 c4 d2.",
        "c2 {v2 a,4 b,} d2",
        "c1 |  | d",
        "c64... d1024",
        "c d e f g",
    ],
)
def test_what_is_written_is_what_is_read_back(music: str) -> None:
    text = music if music not in ("c64... d1024", "c d e f g") else f"{music} ..."
    made = score(f"treble 1b: {text}")
    assert Music(made).text(1) == music
    assert_music(made, f"treble: {text}")


def test_layers_of_a_measure() -> None:
    made = score("treble: c1 // e2 d | g1")
    assert Music(made).text(1, 1) == "c1 | g" and Music(made).text(1, 2).startswith("e2 d")


def test_keys_times_and_clefs_begin_where_they_are_written() -> None:
    made = score("treble 4/4 2#: c1 | [6/8 3bm bass] eb4. g | c2.", "alto: r1 | r2. | c2.")
    store = made.store
    second, third = (store.load("others", "measSpec", Key(number)) for number in (2, 3))
    assert second is not None and third is not None
    for record in (second, third):
        assert (record.get("beats"), record.get("divbeat"), record.get("keySig/key")) == ("2", "1536", "509")
    cell = store.load("details", "gfhold", Key(1, 3))
    assert cell is not None and cell.get("clefID") == "3"
    assert entries(made, 2) == [(0, 1536, [63]), (1536, 1536, [67])]


def test_names_transpositions_parts_and_facts_of_the_document() -> None:
    made = score(
        '"Clarinet/Cl." treble in Bb for ClarinetBFlat: c1',
        '"Cello" bass: c1',
        "part Solo Clarinet: 1",
        "composer: N. N.",
    )
    with Host() as host, host.edit(made) as finale:
        staff = finale.FCStaff()
        staff.Load(1)
        assert (staff.CreateFullNameString().LuaString, staff.CreateAbbreviatedNameString().LuaString) == (
            "^font(Times New Roman,4096)^size(12)^nfx(0)Clarinet",
            "^font(Times New Roman,4096)^size(12)^nfx(0)Cl.",
        )  # fmt: skip
        assert (staff.TransposeInterval, staff.TransposeAlteration) == (1, 2)
        assert staff.InstrumentUUID == finale.FFUUID_CLARINETBFLAT
        parts = finale.FCParts()
        parts.LoadAll()
        assert parts.Count == 2
        info = finale.FCFileInfoText()
        info.LoadComposer()
        assert info.CreateString().LuaString == "N. N."


def test_marks_behind_notes() -> None:
    made = score(r'treble: c4-.-> d\mf e\tempo"Andante" f^"dolce" | g1\p')
    store = made.store
    assigned = [(key.cmper1, node.get("horzEduOff")) for key, node in store.walk("others", "measExprAssign")]
    assert assigned == [(1, "1024"), (1, "2048"), (1, "3072"), (2, None)]
    with Host() as host, host.edit(made) as finale:
        marks = _first(finale).CreateArticulations()
        assert [mark.CreateArticulationDef().MainSymbolChar for mark in marks] == [46, 62]
        definitions = finale.FCTextExpressionDefs()
        definitions.LoadAll()
        assert [each.CategoryID for each in definitions] == [1, 2, 4, 1]


def _first(finale: Any) -> Any:
    cell = finale.FCNoteEntryCell(1, 1)
    cell.Load()
    return cell.GetItemAt(0)


def test_syllables_pass_over_rests_ties_and_second_voices() -> None:
    made = score("treble: c4~ c r d | e2 {v2 c2} f2", "verse: O-ver the hills")
    found = [
        (key.cmper1, node.get("lyricNumber"), node.get("syll"))
        for key, node in made.store.walk("details", "lyrDataVerse")
    ]
    assert found == [(1, "1", "1"), (4, "1", "2"), (5, "1", "3"), (7, "1", "4")]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("treble: c4 d e", "line 1, column 15: measure 1 holds 3 quarters, 4/4 takes 4 quarters (write ..."),
        ("treble: c1\nbass: c1 d1", "line 2, column 12: measure 1 holds 8 quarters"),
        ("tremble: c1", "line 1, column 1: expected a clef (treble, alto, tenor, bass)"),
        ("treble: c4 d h f", "line 1, column 14: expected a note (c to b)"),
        ("treble: c3", "line 1, column 10: 3 is no length"),
        ("treble: c4?", "line 1, column 11: '?' can't stand behind a note"),
        ("treble: <c4 e>", "line 1, column 11: expected a note of the chord, or >"),
        ("treble: 3:2{c8 d | e", "line 1, column 9: this brace has no }"),
        ("treble: c4-x", "line 1, column 11: expected an articulation: -. staccato"),
        (r"treble: c4\loud", r"line 1, column 11: expected \ppp"),
        ("treble: c4^dolce", 'expected a text in "double quotes"'),
        (
            "treble: c4 [3/4] d",
            "line 1, column 13: a key, time or clef changes at the beginning of a measure",
        ),
        ("treble in H: c1", "line 1, column 11: expected an instrument's pitch behind in"),
        ("treble for floete: c1", "column 12: expected an instrument behind for, such as flute"),
        ("treble for: c1", "line 1, column 8: expected an instrument behind for, such as flute"),
        (
            "treble: c1 d1",
            "measure 1 holds 8 quarters, 4/4 takes 4 quarters (write ... where it has too much)",
        ),
        ("treble 3/4: c2.\nbass 4/4: c1", "line 2, column 10: another staff has another time in measure 1"),
        ("c4 d e f", 'expected ":"'),
        ("verse: one\ntreble: c1", "lyrics stand behind the line of the staff"),
        ("treble: c1\nverse: one two", "verse 1 has 2 syllables, its staff 1 notes to sing them"),
        ("treble: c1\npart Both: 1 2", "part Both has staff 2; the score has staves 1 to 1"),
        ("", 'expected a staff, such as "treble 4/4: c4 d e f"'),
    ],
)
def test_a_mistake_says_where_and_what_was_expected(lines: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        score(lines)
    assert what in caught.value.message


def test_music_that_differs_is_told_by_measure_staff_and_beat() -> None:
    made = score("treble: c4 d e f | g1", "bass: c1 | c2. d4 // e1")
    assert_music(made, "treble: c4 d e f | g1", "bass: c1 | c2. d4 // e1")
    with pytest.raises(AssertionError) as caught:
        assert_music(made, "treble: c4 d e4~ f | g2 r", "bass: c1 | c2. 3:2{d8 d d} | c1")
    assert str(caught.value).splitlines() == [
        "the music differs:",
        "  expected 3 measures, there are 2",
        "  measure 1, staff 1, beat 3: expected e4~, there is e4",
        "  measure 2, staff 1, beat 1: expected g2, there is g1",
        "  measure 2, staff 2, layer 1, beat 4: expected d8, there is d4",
        "  measure 2, staff 2, layer 2, beat 1: expected nothing, there is e1",
    ]


def test_changes_are_told_by_place_and_name() -> None:
    made = score("treble 2#: c4 d e f | g1")
    with Host() as host, host.edit(made) as finale:
        cell = finale.FCNoteEntryCell(1, 1)
        cell.Load()
        cell.GetItemAt(2).GetItemAt(0).Displacement += 1
        cell.Save()
        measure = finale.FCMeasure()
        measure.Load(2)
        measure.Width += 12
        measure.Save()
    lines = ["measure 2: width 600 -> 612", "measure 1, staff 1, beat 3: e4 -> f#4"]
    assert describe_changes(made, made.changes()) == lines
    assert_changes(made, made.changes(), lines)
    with pytest.raises(AssertionError) as caught:
        assert_changes(made, made.changes(), ["measure 2: width 600 -> 624", lines[1]])
    assert str(caught.value).splitlines()[1:] == [
        "  expected, not there: measure 2: width 600 -> 624",
        "  not expected: measure 2: width 600 -> 612",
    ]


def test_the_samples_of_the_project_read_as_notation() -> None:
    sample = open_document(Path(__file__).parent.parent / "scores" / "sample.musx")
    assert Music(sample).text(1) == (
        "d e f# a | b4. a8 f#2 | g4 f# e d | e2. r4 | d e f# a | b4. d'8 a2 | g4 e f# e | d1"
    )
