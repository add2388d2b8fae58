"""Texts of a document: raw texts, File Info, lyrics and their syllables, text blocks."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import open_document
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from tests.conftest import shared_path
from tests.enigma.builders import document
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

FONTS = '<fontName cmper="2"><charsetBank>Mac</charsetBank><charsetVal>0</charsetVal><name>Times</name></fontName>'


def lyrics(text: str, *, smart: bool = True) -> Any:
    options = f"<lyricOptions>{'<useSmartWordExtensions/>' if smart else ''}</lyricOptions>"
    score = document(others=FONTS, options=options, texts=f'<verse number="1">{text}</verse>')
    found = finale_of(score).FCVerseLyricsText()
    assert found.Load(1)
    return found


@pytest.mark.parametrize(
    ("text", "smart", "syllables", "hyphens"),
    [
        ("Glo-ri-a in", True, ["Glo", "ri", "a", "in"], [True, True, False, False]),
        ("^nfx(0)A^nfx(1)ve Ma--ri-a", True, ["Ave", "Ma", "ri", "a"], [False, True, True, False]),
        ("a__ b_", True, ["a", "b"], [False, False]),
        ("a__ b_", False, ["a__", "b_"], [False, False]),
        ("a - b\nc", True, ["a", "b", "c"], [False, False, False]),
        (" \n", True, [], []),
    ],
)
def test_lyrics_fall_into_syllables(
    text: str, smart: bool, syllables: list[str], hyphens: list[bool]
) -> None:
    found = lyrics(text, smart=smart).syllables()
    assert (found.texts, found.hyphens) == (syllables, hyphens)


def test_a_syllable_is_asked_for_by_its_number_from_1() -> None:
    text = lyrics("Glo-ri-a")
    into = Namespace(text._session).FCString()
    assert text.GetSyllableText(into, 2) and into.LuaString == "ri"
    assert not text.GetSyllableText(into, 0) and not text.GetSyllableText(into, 4)


def sung(text: str) -> tuple[Namespace, Any]:
    """A verse of which the first entry sings the second syllable."""
    detail = '<lyrDataVerse entnum="1" inci="0"><lyricNumber>1</lyricNumber><syll>2</syll></lyrDataVerse>'
    score = small_score(
        {(1, 1, 1): [(1024, [0])]}, details=detail, others=FONTS, texts=f"<verse number='1'>{text}</verse>"
    )
    namespace = finale_of(score)
    cell = namespace.FCNoteEntryCell(1, 1)
    cell.Load()
    syllable = namespace.FCVerseSyllable()
    syllable.SetNoteEntry(cell.GetItemAt(0))
    assert syllable.LoadFirst()
    return namespace, syllable


def test_a_syllable_at_an_entry_knows_its_place_in_the_text() -> None:
    namespace, syllable = sung("^fontid(2)^size(12)^nfx(0)Glo-^nfx(1)ri-a")
    into = namespace.FCString()
    assert syllable.GetText(into) and into.LuaString == "ri"
    assert syllable.GetRawText(into) and into.LuaString == "ri-"
    text = syllable.CreateLyricText().CreateString().LuaString
    assert text[syllable.CalcStringPos() : syllable.CalcNextStringPos()] == "ri-"
    font = syllable.CreateFontInfo()
    assert (font.Name, font.Size, font.Bold) == ("Times", 12, True)
    assert syllable.CalcHyphen() and syllable.IsVerse() and not syllable.IsChorus()


def test_the_text_of_a_syllable_is_replaced_in_place() -> None:
    namespace, syllable = sung("^fontid(2)^size(12)^nfx(0)Glo-ri-a")
    assert syllable.SaveRawText("rii-")
    assert syllable.CreateLyricText().CreateString().LuaString.endswith("Glo-rii-a")
    [change] = namespace._session.store.changes_since()
    assert (change.section, change.tag) == ("texts", "verse")


def test_a_syllable_that_the_text_lacks_has_no_text() -> None:
    namespace, syllable = sung("one")
    into = namespace.FCString("kept")
    assert not syllable.IsValidSyllableNumber()
    assert not syllable.GetText(into) and into.LuaString == "kept"
    assert (syllable.CalcStringPos(), syllable.CreateFontInfo()) == (-1, None)


def test_texts_of_file_info_are_found_by_kind_and_by_number() -> None:
    namespace = finale_of(document(texts='<fileInfo type="composer">Bach</fileInfo>'))
    text = namespace.FCFileInfoText()
    assert text.LoadComposer() and text.CreateString().LuaString == "Bach"
    assert (text.ItemNo, text.BlockType) == (2, namespace.RAWTEXTTYPE_FILEINFO)
    assert not text.LoadTitle() and text.CreateString().LuaString == ""
    text.Text = "Fugue"
    assert text.SaveAsTitle()
    again = namespace.FCFileInfoText()
    assert again.Load(1) and again.CreateString().LuaString == "Fugue"


def test_a_range_of_a_raw_text_is_counted_in_units() -> None:
    namespace = finale_of(document(texts='<blockText number="3">a\U0001d11ebc</blockText>'))
    text = namespace.FCRawText()
    assert text.Load(3) and text.NumChars == 5
    into = namespace.FCString()
    assert text.GetSubString(into, namespace.FCRange(1, 3)) and into.LuaString == "\U0001d11eb"
    assert not text.GetSubString(into, namespace.FCRange(4, 2))
    assert text.GetSubString(into, None) and into.Length == 5
    into.Clear()
    text.GetText(into)
    assert into.LuaString == "a\U0001d11ebc"


def test_line_ends_of_windows_count_two_characters() -> None:
    score = document(texts='<verse number="1">a\nb</verse>')
    for platform, count in (("mac", 3), ("windows", 4)):
        namespace = Namespace(Session(score, surroundings=Surroundings(platform=platform)))
        text = namespace.FCVerseLyricsText()
        text.Load(1)
        assert text.NumChars == count


BLOCK = (
    '<textBlock cmper="1"><textID>1</textID><lineSpacingPercent>100</lineSpacingPercent>'
    "<textTag>block</textTag></textBlock>"
)


def test_line_spacing_is_percent_or_evpu() -> None:
    namespace = finale_of(document(others=BLOCK))
    block = namespace.FCTextBlock()
    assert block.Load(1) and (block.LineSpacing, block.LineSpacingIsPercent) == (100, True)
    block.LineSpacingIsPercent = False
    block.LineSpacing = 72
    assert block.Save()
    [change] = namespace._session.store.changes_since()
    assert change.fields == {"lineSpacingPercent": ["100", None], "lineSpacingEvpu": [None, "72"]}


def test_a_new_text_block_gets_a_text_of_its_own_and_both_are_deleted_together() -> None:
    namespace = finale_of(document(others=BLOCK, texts='<blockText number="1">old</blockText>'))
    block = namespace.FCTextBlock()
    block.Width = 300
    assert block.SaveNewRawTextString("new") and block.SaveNew()
    assert (block.ItemNo, block.RawTextID, block.ExpandHorizontally) == (2, 2, False)
    again = namespace.FCTextBlock()
    again.Load(2)
    assert again.CreateRawTextString().LuaString == "new"
    assert again.DeepDeleteData()
    assert namespace._session.store.changes_since() == []


def test_the_syllables_of_a_real_score_are_those_of_its_musicxml() -> None:
    from xml.etree import ElementTree

    folder = shared_path() / "documents"
    namespace = Namespace(Session(open_document(folder / "zwei_gesange.musx")))
    into = namespace.FCString()
    syllables = namespace.FCVerseSyllables()
    assert syllables.LoadAll() == 35
    found = []
    for syllable in syllables:
        assert syllable.GetText(into)
        found.append((into.LuaString, syllable.CalcHyphen()))
    lyrics = ElementTree.parse(folder / "musicxml" / "zwei_gesange.musicxml").iter("lyric")
    sung = [each for each in lyrics if each.findtext("text")]
    assert found == [
        (each.findtext("text"), each.findtext("syllabic") in ("begin", "middle")) for each in sung
    ]


def test_a_syllable_is_put_on_an_entry() -> None:
    score = small_score({(1, 1, 1): [(1024, [0])]}, others=FONTS, texts="<verse number='1'>Glo-ri-a</verse>")
    namespace = finale_of(score)
    cell = namespace.FCNoteEntryCell(1, 1)
    cell.Load()
    syllable = namespace.FCVerseSyllable()
    syllable.SetNoteEntry(cell[0])
    syllable.RawTextNumber, syllable.SyllableNumber = 1, 3
    assert syllable.SaveNew()
    added = {change.tag: change.fields for change in namespace._session.store.changes_since()}
    assert added == {
        "lyrDataVerse": {"lyricNumber": [None, "1"], "syll": [None, "3"]},
        "entry": {"lyricDetail": [None, True]},
    }
    syllables = namespace.FCVerseSyllables(cell[0])
    into = namespace.FCString()
    assert syllables.LoadAll() == 1 and syllables[0].GetText(into) and into.LuaString == "a"
    assert syllables[0].DeleteData()
    assert namespace.FCVerseSyllables(cell[0]).LoadAll() == 0
