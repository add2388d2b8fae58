"""Baselines: of all staves, of a staff in the piece, of a staff in a system; and where lyrics go on."""

from __future__ import annotations

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

CHORDS = '<baselinesChords cmper1="0" cmper2="0"><basedisp>144</basedisp></baselinesChords>'
VERSES = "".join(
    f'<baselinesLyricsVerse cmper1="0" cmper2="0" inci="{inci}"><basedisp>{-144 - 40 * inci}</basedisp>'
    f"<lyricNumber>{inci + 1}</lyricNumber></baselinesLyricsVerse>"
    for inci in range(3)
)


@pytest.fixture
def document() -> Document:
    return small_score({}, details=CHORDS + VERSES)


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


def test_the_default_of_a_kind_is_loaded_by_its_mode(finale: Namespace) -> None:
    baseline = finale.FCBaseline()
    assert baseline.LoadDefaultForMode(finale.BASELINEMODE_CHORD)
    assert (baseline.VerticalOffset, baseline.Mode, baseline.GlobalScope) == (144, 3, True)
    assert not baseline.LoadDefaultForMode(finale.BASELINEMODE_FRETBOARD)
    assert baseline.LoadDefaultForLyricNumber(finale.BASELINEMODE_LYRICSVERSE, 2)
    assert (baseline.VerticalOffset, baseline.IsLyricMode()) == (-184, True)
    assert finale.FCBaseline.IsModeLyricMode(finale.BASELINEMODE_LYRICSVERSE)
    assert not finale.FCBaseline.IsModeLyricMode(finale.BASELINEMODE_CHORD)
    with pytest.raises(ScriptError, match="BASELINEMODE_"):
        baseline.LoadDefaultForMode(99)


def test_a_missing_baseline_of_a_staff_is_saved_once(document: Document, finale: Namespace) -> None:
    baselines = finale.FCBaselines()
    assert baselines.LoadAllForSystem(finale.BASELINEMODE_EXPRESSIONABOVE, 2) == 0
    made = baselines.AssureSavedStaff(finale.BASELINEMODE_EXPRESSIONABOVE, 2, 1)
    assert (made.System, made.Staff, made.GlobalScope) == (2, 1, False)
    made.VerticalOffset += 24
    assert made.Save()
    assert baselines.AssureSavedStaff(finale.BASELINEMODE_EXPRESSIONABOVE, 2, 1) is made
    fresh = finale.FCBaselines()
    assert fresh.AssureSavedStaff(finale.BASELINEMODE_EXPRESSIONABOVE, 2, 1).VerticalOffset == 24
    node = document.store.load("details", "baselinesSysExprAboveStaff", Key(2, 1))
    assert node is not None and node.get("basedisp") == "24"


@pytest.mark.parametrize(
    ("mode", "tag"),
    [
        ("BASELINEMODE_LYRICSVERSE", "baselinesSysLyricsVerse"),
        ("BASELINEMODE_LYRICSCHORUS", "baselinesSysLyricsChorus"),
        ("BASELINEMODE_LYRICSSECTION", "baselinesSysLyricsSection"),
    ],
)
def test_each_lyric_of_a_staff_has_a_baseline_in_a_system(
    document: Document, finale: Namespace, mode: str, tag: str
) -> None:
    kind = getattr(finale, mode)
    baselines = finale.FCBaselines()
    for lyric, offset in ((1, -10), (4, -20)):
        baseline = baselines.AssureSavedLyricNumber(kind, 1, 2, lyric)
        baseline.VerticalOffset = offset
        assert baseline.Save()
    assert [(*key[:2], key.inci) for key in document.store.keys("details", tag)] == [(1, 2, 0), (1, 2, 1)]
    again = finale.FCBaselines()
    assert again.LoadAllForSystemStaff(kind, 1, 2) == 2
    assert again.FindLyricNumber(2, 4).VerticalOffset == -20
    assert again.FindLyricNumber(2, 2) is None and again.FindStaff(1) is None
    for baseline in reversed(list(again)):
        assert baseline.DeleteData()
    assert document.store.keys("details", tag) == []


def test_offsets_of_the_wider_scopes_add_up(finale: Namespace) -> None:
    mode = finale.BASELINEMODE_CHORD
    baselines = finale.FCBaselines()
    for baseline, offset in (
        (baselines.AssureSavedStaffForPiece(mode, 1), 10),
        (baselines.AssureSavedStaff(mode, 3, 1), 5),
    ):
        baseline.VerticalOffset = offset
        assert baseline.Save()
    totals = [
        finale.FCBaseline.CalcTotalOffset(mode, system, staff) for system, staff in ((3, 1), (2, 1), (3, 2))
    ]
    assert totals == [159, 154, 144]
    verse = finale.BASELINEMODE_LYRICSVERSE
    assert finale.FCBaseline.CalcTotalOffsetForLyricNumber(verse, 1, 1, 3) == -224


def test_deleting_the_default_of_one_lyric_takes_those_of_all(finale: Namespace) -> None:
    mode = finale.BASELINEMODE_LYRICSVERSE
    kept = finale.FCBaselines()
    assert kept.LoadAllDefaultsForLyrics(mode) == 3
    baseline = finale.FCBaseline()
    assert baseline.LoadDefaultForLyricNumber(mode, 1) and baseline.DeleteData()
    assert finale.FCBaselines().LoadAllDefaultsForLyrics(mode) == 0
    assert kept.SaveAll()
    assert finale.FCBaselines().LoadAllDefaultsForLyrics(mode) == 3
    assert finale.FCBaselines().LoadAllDefaultsForLyrics(finale.BASELINEMODE_CHORD) == 0


def test_the_active_lyric_is_one_record(document: Document, finale: Namespace) -> None:
    active = finale.FCActiveLyric()
    assert not active.Load()
    active.BlockType, active.TextBlockID, active.Syllable = 2, 3, 1
    assert active.Save() and active.Load()
    node = document.store.load("details", "activeLyric", Key(1, 1))
    assert node is not None and node.get("assignmentTag") == "chorus"
