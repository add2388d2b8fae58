"""``FCString``, ``FCStrings`` and ``FCFontInfo`` as the framework has them; indices count from 0."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

finale = Namespace(Session(None))


def string(text: str = "") -> Any:
    return finale.FCString(text)


def test_building_a_string() -> None:
    made = string("b")
    made.AppendString("c")
    made.Insert("a", 0)
    made.AppendInteger(-3)
    made.AppendCharacter(0x1D11E)
    assert made.LuaString == "abc-3\U0001d11e"
    assert made.Length == 7
    made.Clear()
    assert made.IsEmpty()


@pytest.mark.parametrize(
    ("text", "integer", "real"),
    [
        ("12", 12, 12.0),
        (" -7 bars", -7, -7.0),
        ("3.5x", 3, 3.5),
        ("x", 0, 0.0),
        ("", 0, 0.0),
        ("1e2", 1, 100.0),
    ],
)
def test_numbers_are_read_from_the_start(text: str, integer: int, real: float) -> None:
    assert (string(text).GetInteger(), string(text).GetFloat()) == (integer, real)


def test_numbers_are_read_from_an_index_on() -> None:
    assert (string("m12").GetInteger(1), string("m1.5").GetFloat(1), string("m1").GetInteger(9)) == (
        12,
        1.5,
        0,
    )


def test_replacing_says_whether_there_was_something() -> None:
    made = string("one two one")
    assert made.Replace("one", "1") is True
    assert made.LuaString == "1 two 1"
    assert made.Replace("three", "3") is False
    assert made.Replace("", "x") is False


@pytest.mark.parametrize(
    ("call", "answer", "left"),
    [
        (("DeleteCharacterAt", 1), True, "acd"),
        (("DeleteCharacterAt", 4), False, "abcd"),
        (("DeleteCharactersAt", 1, 2), True, "ad"),
        (("DeleteCharactersAt", 2, 99), True, "ab"),
        (("TruncateAt", 2), True, "ab"),
        (("TruncateAt", 4), False, "abcd"),
        (("TruncateEnd", 1), True, "abc"),
        (("TruncateEnd", 5), False, "abcd"),
    ],
)
def test_taking_characters_out(call: tuple[Any, ...], answer: bool, left: str) -> None:
    made = string("abcd")
    assert getattr(made, call[0])(*call[1:]) is answer
    assert made.LuaString == left


def test_finding_and_comparing() -> None:
    made = string("Clef clef")
    assert (made.FindFirst("lef"), made.FindLast("lef"), made.FindFirst("x")) == (1, 6, -1)
    assert made.StartsWith("Cl") and made.EndsWith("clef") and made.ContainsString("f c")
    assert (string("a").Compare("b"), string("b").Compare("a"), string("a").Compare("a")) == (-1, 1, 0)
    assert string("ABC").CompareNoCase("abc") == 0
    assert string("a").IsEqual("a") and not string("a").IsEqual("A")
    assert string("123").IsAllDigits() and not string("12a").IsAllDigits() and not string("").IsAllDigits()


@pytest.mark.parametrize(
    ("index", "include", "first", "second"),
    [(2, False, "ab", "de"), (2, True, "abc", "de"), (0, False, "", "bcde"), (4, True, "abcde", "")],
)
def test_splitting_at_a_character(index: int, include: bool, first: str, second: str) -> None:
    left, right = string(), string()
    assert string("abcde").SplitAt(index, left, right, include)
    assert (left.LuaString, right.LuaString) == (first, second)
    assert not string("abcde").SplitAt(5, left, right)


def test_paths_are_split_after_the_last_separator() -> None:
    folder, name = string(), string()
    for path, wanted in (("/a/b/c.musx", ("/a/b/", "c.musx")), ("C:\\a\\c.x.musx", ("C:\\a\\", "c.x.musx"))):
        made = string(path)
        assert made.SplitToPathAndFile(folder, name)
        assert (folder.LuaString, name.LuaString) == wanted
        made.ExtractFileExtension()
        assert made.LuaString == "musx"
    made = string("/a/b")
    made.AssureEndingPathDelimiter()
    made.AssureEndingPathDelimiter()
    assert made.LuaString == "/a/b/"


def test_the_line_end_is_the_platforms() -> None:
    assert string().EOL == "\n"
    windows = Namespace(Session(None, surroundings=Surroundings(platform="windows")))
    made = windows.FCString("a")
    made.AppendEOL()
    assert made.LuaString == "a\r\n"


ENIGMA = "^fontTxt(Times,4096)^size(12)^nfx(2)subito ^^ ^fontMus(Font0,0)f^title()"


def test_enigma_commands_are_taken_out() -> None:
    made = string(ENIGMA)
    assert made.IsEnigmaCommand() and not string("a^size(2)").IsEnigmaCommand()
    assert made.TrimEnigmaFontTags()
    assert made.LuaString == "subito ^^ f^title()"
    assert made.TrimEnigmaTags()
    assert made.LuaString == "subito ^^ f"
    assert not made.TrimEnigmaTags()


def test_enigma_commands_are_listed_one_by_one() -> None:
    commands = string(ENIGMA).CreateEnigmaStrings(False)
    assert [each.LuaString for each in commands] == [
        "^fontTxt(Times,4096)", "^size(12)", "^nfx(2)", "^fontMus(Font0,0)", "^title()",
    ]  # fmt: skip
    assert "".join(each.LuaString for each in string(ENIGMA).CreateEnigmaStrings(True)) == ENIGMA
    assert string(ENIGMA).ContainsEnigmaTextInsert(True)
    assert not string("^page(0)").ContainsEnigmaTextInsert(True)
    assert string("^page(0)").ContainsEnigmaTextInsert(False)


def test_lists_of_strings() -> None:
    strings = finale.FCStrings()
    for text in ("b", "", "C", "a"):
        strings.AddCopy(text)
    strings.ClearEmptyStrings()
    strings.SortAlphabetical()
    assert [each.LuaString for each in strings] == ["a", "b", "C"]
    assert strings.CreateString("-").LuaString == "a-b-C"
    assert strings.Find("c") is None
    assert strings.FindNocase("c").LuaString == "C"


# ---- fonts

FONTS = '<fontName cmper="0"><name>Maestro</name></fontName><fontName cmper="2"><name>Times</name></fontName>'
DEFAULTS = (
    '<fontOptions><font type="lyricVerse"><fontID>2</fontID><fontSize>12</fontSize><efx><italic/></efx></font>'
    "</fontOptions>"
)


def fonts() -> Namespace:
    return finale_of(document(others=FONTS, options=DEFAULTS))


def test_a_font_is_known_by_number_and_by_name() -> None:
    font = fonts().FCFontInfo("Times", 12)
    assert (font.FontID, font.Name, font.Size) == (2, "Times", 12)
    font.FontID = 0
    assert font.Name == "Maestro"
    font.Name = "Nowhere"
    assert (font.Name, font.IsName("Nowhere")) == ("Nowhere", True)


def test_styles_are_bits() -> None:
    font = fonts().FCFontInfo()
    font.Bold = font.Italic = font.Hidden = True
    assert font.EnigmaStyles == 1 + 2 + 128
    font.Bold = False
    assert font.EnigmaStyles == 2 + 128
    font.SetPlain()
    assert font.IsPlain()


def test_a_font_reads_and_writes_enigma_commands() -> None:
    namespace = fonts()
    font = namespace.FCFontInfo()
    for command in ("^fontTxt(Times,4096)", "^size(14)", "^nfx(3)"):
        assert font.ParseEnigmaCommand(namespace.FCString(command))
    assert not font.ParseEnigmaCommand("^title()") and not font.ParseEnigmaCommand("plain")
    assert (font.Name, font.Size, font.Bold, font.Italic) == ("Times", 14, True, True)
    assert font.CreateEnigmaString(None).LuaString == "^font(Times)^size(14)^nfx(3)"
    assert namespace.FCString("^font(Times)^size(9)x^size(14)y").CreateLastFontInfo().Size == 14


def test_default_fonts_are_loaded_and_saved() -> None:
    namespace = fonts()
    font = namespace.FCFontInfo()
    assert font.LoadFontPrefs(namespace.FONTPREF_LYRICSVERSE)
    assert (font.Name, font.Size, font.Italic) == ("Times", 12, True)
    assert not font.LoadFontPrefs(namespace.FONTPREF_LYRICSCHORUS)
    font.FontID, font.Italic = 0, False
    assert font.SaveFontPrefs(namespace.FONTPREF_LYRICSVERSE)
    [change] = namespace._session.store.changes_since()
    assert change.fields == {"font[1]/fontID": ["2", None], "font[1]/efx/italic": [True, None]}
    again = namespace.FCFontInfo()
    again.LoadFontPrefs(namespace.FONTPREF_LYRICSVERSE)
    assert again.IsIdenticalTo(font)
