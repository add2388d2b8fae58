"""``FCString``, ``FCStrings`` and ``FCFontInfo`` as the framework has them; indices count from 0."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from tests.enigma.builders import document
from tests.finale.conftest import finale_of
from tests.finale.test_documents import OpenFence

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
    assert made.ContainsLuaString("f c") and not made.ContainsLuaString("fc")
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


def test_a_font_needs_no_document() -> None:
    font = finale.FCFontInfo("Arial", 10.5)
    assert (font.Name, font.SizeFloat, font.Size) == ("Arial", 10.5, 10)
    assert finale.FCFontInfo().Name == ""


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
    assert namespace.FCString("plain").CreateLastFontInfo().IsIdenticalTo(namespace.FCFontInfo())


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


@pytest.mark.parametrize(
    ("unit", "evpus", "text"),
    [
        ("EVPUS", 72, "72"),
        ("INCHES", 72, "0.25"),
        ("CENTIMETERS", 72, "0.635"),
        ("MILLIMETERS", 72, "6.35"),
        ("POINTS", 72, "18"),
        ("PICAS", 72, "1p6"),
        ("PICAS", -6, "-1p10.5"),
        ("SPACES", 72, "3"),
        ("CENTIMETERS", 10000, "88.19444"),
        ("DEFAULT", 72, "72"),
        ("INCHES", -0.0, "0"),
    ],
)
def test_measurements_are_written_in_every_unit_and_read_back(unit: str, evpus: float, text: str) -> None:
    number = getattr(finale, f"MEASUREMENTUNIT_{unit}")
    made = string()
    made.SetMeasurement(evpus, number)
    assert made.LuaString == text
    assert made.GetMeasurement(number) == pytest.approx(evpus, abs=0.001)


@pytest.mark.parametrize(
    ("text", "evpus"),
    [
        ("12s", 288),
        ("8.5i", 2448),
        ("8.5 in", 2448),
        ("2.54cm", 288),
        ("25.4 mm", 288),
        ("1pt", 4),
        ("2.5p", 120),
        ("1p6", 72),
        ("7e", 7),
        ("0,5i", 144),
        ("x", 0),
        ("", 0),
    ],
)
def test_a_unit_in_the_text_counts(text: str, evpus: float) -> None:
    assert string(text).GetMeasurement(finale.MEASUREMENTUNIT_SPACES) == pytest.approx(evpus)


def test_a_character_beyond_the_first_plane_counts_two_and_is_never_parted() -> None:
    made = string("a\U0001d11eb")
    assert (made.Length, made.FindFirst("b"), made.GetCodePointAt(2)) == (4, 3, (0x1D11E, 3))
    piece = string()
    assert made.MakeSubString(2, 1, piece) and piece.LuaString == "\U0001d11e"
    made.InsertString("-", 2)
    assert made.LuaString == "a\U0001d11e-b"
    assert made.DeleteCodePointAt(1) and made.LuaString == "a-b"
    made.AppendCharacter(0xD834)
    made.AppendCharacter(0xDD1E)
    assert made.LuaString == "a-b\U0001d11e"


def test_a_surrogate_without_its_partner_is_an_error_where_a_character_is_wanted() -> None:
    made = string("a")
    made.AppendCharacter(0xDC01)
    with pytest.raises(ScriptError, match="surrogate"):
        made.GetCodePointAt(1)
    assert not made.DeleteCodePointAt(1)
    assert made.DeleteCodePointAt(0)


def test_characters_are_numbered_as_finale_shows_them() -> None:
    made = string()
    for code, shown in ((247, "247"), (0xE0A4, "U+E0A4"), (0x1D11E, "U+1D11E")):
        made.FormatCharacterNumber(code)
        assert made.LuaString == shown


def test_glyphs_of_mac_symbol_fonts_are_found_by_their_number() -> None:
    made = string("Ä•")
    assert made.EncodeToMacRoman() and [ord(each) for each in made.LuaString] == [0x80, 0xA5]
    assert made.EncodeFromMacRoman() and made.LuaString == "Ä•"
    made = string("\ue0a4")
    assert not made.EncodeToMacRoman() and made.LuaString == "\ue0a4"


def test_a_text_is_taken_apart_by_lines_and_by_separators() -> None:
    assert [each.LuaString for each in string("a\r\nb\n\nc").CreateRows()] == ["a", "b", "", "c"]
    assert [each.LuaString for each in string("a,b;;c").CreateParsedStrings(",;")] == ["a", "b", "", "c"]


def test_inserts_of_file_info_are_told_apart() -> None:
    assert string("^title()").IsEnigmaFileInfoTitle() and string("^title()").IsEnigmaTextInsert()
    assert not string("^page(0)").IsEnigmaTextInsert() and string("^page(0)").IsEnigmaTextInsert(False)
    assert string("^fontMus(Maestro)x").IsEnigmaFont() and not string("^size(2)").IsEnigmaFont()


def test_fonts_of_a_category_are_replaced_with_what_it_has_now() -> None:
    category = (
        '<markingsCategory cmper="1"><categoryType>dynamics</categoryType><textFont><fontID>2</fontID>'
        "<fontSize>14</fontSize><efx><bold/></efx></textFont></markingsCategory>"
    )
    namespace = finale_of(document(others=FONTS + category))
    loaded = namespace.FCCategoryDef()
    assert loaded.Load(1)
    text = namespace.FCString("^fontTxt(Arial)^size(9)^nfx(0)piu ^fontMus(Maestro)^size(24)f")
    assert text.ReplaceCategoryFonts(loaded, namespace.CATEGORYMODE_TEXT, False)
    assert text.LuaString == "^fontTxt(Times)^size(14)^nfx(1)piu ^fontMus(Maestro)^size(24)f"
    assert not text.ReplaceCategoryFonts(loaded, namespace.CATEGORYMODE_NUMBER, False)


def test_numbers_in_lists() -> None:
    numbers = finale.FCNumbers()
    numbers.IntTable = [3, 1, 3]
    assert numbers.HasIntDuplicates() and numbers.FindInt(1).Int == 1
    assert numbers.AddUniqueInt(3) is None and numbers.AddUniqueInt(2).Int == 2
    numbers.AddFloat(1.5)
    numbers.SortNumerically(True)
    assert numbers.FloatTable == [1.0, 1.5, 2.0, 3.0, 3.0]
    numbers.ClearInt(3)
    assert numbers.IntTable == [1, 1, 2]


def test_folders_are_listed_within_the_fence(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").touch()
    (tmp_path / "a.txt").touch()
    surroundings = Surroundings(files=OpenFence())
    namespace = Namespace(Session(None, surroundings=surroundings))
    strings = namespace.FCStrings()
    assert strings.LoadFolderFiles(str(tmp_path))
    assert [each.LuaString for each in strings] == ["a.txt", "b.txt"]
    assert strings.LoadSubfolders(str(tmp_path)) and strings.GetItemAt(0).LuaString == "sub"
    assert not strings.LoadFolderFiles(str(tmp_path / "missing"))
    with pytest.raises(ScriptError, match="host"):
        finale.FCStrings().LoadFolderFiles(str(tmp_path))


def test_letters_are_about_half_as_wide_as_their_font_is_high() -> None:
    font = fonts().FCFontInfo("Times", 12)
    assert 4 < font.CalcAverageRomanCharacterWidthPoints() < 8
    assert font.CalcAverageRomanCharacterWidthEVPUs() == 4 * font.CalcAverageRomanCharacterWidthPoints()
