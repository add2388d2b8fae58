"""The text editor: parts, lines, searching, fonts, colours, Enigma text and rich text."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session


@pytest.fixture
def finale() -> Namespace:
    return Namespace(Session(None))


@pytest.fixture
def editor(finale: Namespace) -> Any:
    made = finale.FCCustomLuaWindow().CreateTextEditor(0, 0)
    made.Text = "one two\nthree"
    return made


def spans(ranges: Any) -> list[tuple[int, int]]:
    return [(each.Start, each.Length) for each in ranges]


def test_parts_are_read_and_replaced(finale: Namespace, editor: Any) -> None:
    into, part = finale.FCString(), finale.FCRange()
    assert editor.GetTotalTextRange(part) and (part.Start, part.Length) == (0, 13)
    assert editor.GetTextInRange(into, finale.FCRange(4, 3)) and into.LuaString == "two"
    assert not editor.GetTextInRange(into, finale.FCRange(10, 9)) and into.LuaString == "ree"
    assert editor.ReplaceTextInRange("2", finale.FCRange(4, 3)) and editor.text == "one 2\nthree"
    assert not editor.ReplaceTextInRange("x", finale.FCRange(10, 9))
    editor.AppendText("!")
    assert editor.text == "one 2\nthree!"


def test_the_selection_is_read_replaced_and_written_before(finale: Namespace, editor: Any) -> None:
    into, part = finale.FCString(), finale.FCRange()
    assert editor.GetSelection(part) and (part.Start, part.Length) == (0, 0)
    assert not editor.GetSelectedText(into)
    editor.Selection = finale.FCRange(0, 3)
    assert editor.GetSelectedText(into) and into.LuaString == "one"
    assert editor.ReplaceSelectedText("1") and editor.text == "1 two\nthree"
    editor.InsertTextAtCursor("+")
    assert editor.text == "1+ two\nthree"
    assert not editor.SetSelection(finale.FCRange(8, 99)) and editor.GetSelection(part)
    assert (part.Start, part.Length) == (8, 4)
    editor.SelectAll()
    editor.InsertTextAtCursor(">")
    assert editor.GetSelectedText(into) and into.LuaString == "1+ two\nthree"
    editor.Text = "new"
    assert editor.GetSelection(part) and part.Length == 0


def test_places_are_utf16_units(finale: Namespace, editor: Any) -> None:
    editor.Text = "a𝄞b"
    part = finale.FCRange()
    assert editor.GetTotalTextRange(part) and part.Length == 4
    assert editor.CreateCharacterAtIndex(1).LuaString == editor.CreateCharacterAtIndex(2).LuaString == "𝄞"
    assert editor.CreateCharacterAtIndex(4) is None
    assert spans(editor.CreateRangesForString("b", 0)) == [(3, 1)]
    assert editor.ReplaceTextInRange("-", finale.FCRange(1, 2)) and editor.text == "a-b"


def test_lines_are_those_of_the_text(finale: Namespace, editor: Any) -> None:
    editor.Text = "one\r\ntwo\n\nfour"
    part = finale.FCRange()
    assert editor.NumberOfLines == 4
    assert [editor.GetLineForPosition(place) for place in (0, 4, 5, 9, 10, 99)] == [0, 0, 1, 2, 3, 3]
    assert editor.GetLineRangeForLine(1, part) and (part.Start, part.Length) == (5, 3)
    assert not editor.GetLineRangeForLine(4, part)
    assert editor.GetLineRangeForPosition(12, part) and (part.Start, part.Length) == (10, 4)
    assert not editor.GetLineRangeForPosition(99, part)
    assert spans(editor.CreateLineRanges()) == [(0, 3), (5, 3), (9, 0), (10, 4)]
    assert spans(editor.CreateLineRanges(finale.FCRange(6, 4))) == [(5, 3), (9, 0), (10, 4)]
    editor.SetSelection(finale.FCRange(6, 0))
    assert editor.CurrentLine == 1


def test_texts_are_searched_for(finale: Namespace, editor: Any) -> None:
    editor.Text = "Cat cat scatter."
    find = editor.CreateRangesForString
    assert spans(find("cat", 0)) == [(4, 3), (9, 3)]
    assert spans(find("cat", finale.STRFINDOPT_IGNORECASE)) == [(0, 3), (4, 3), (9, 3)]
    both = finale.STRFINDOPT_IGNORECASE | finale.STRFINDOPT_WHOLEWORDS
    assert spans(find("cat", both)) == [(0, 3), (4, 3)]
    assert spans(find("s.at", finale.STRFINDOPT_REGEX)) == [(8, 4)]
    assert spans(find("t.", 0)) == [] and spans(find("", 0)) == []
    assert spans(find("(", finale.STRFINDOPT_REGEX)) == []
    assert spans(find("cat", 0, finale.FCRange(5, 8))) == [(9, 3)]


def test_fonts_of_parts(finale: Namespace, editor: Any) -> None:
    editor.Font = finale.FCFontInfo("Arial", 12)
    assert editor.SetFontInRange(finale.FCFontInfo("Courier", 9), finale.FCRange(0, 3))
    assert editor.SetFontBoldInRange(True, finale.FCRange(2, 4))
    assert editor.SetFontSizeInRange(20, finale.FCRange(8, 5))
    assert not editor.SetFontSizeInRange(8, finale.FCRange(12, 5))
    editor.SetSelection(finale.FCRange(8, 2))
    assert editor.SetFontItalicForSelection(True) and editor.SetFontBoldForSelection(True)

    def font(index: int) -> str:
        return str(editor.CreateFontInfoAtIndex(index).CreateDescription().LuaString)

    assert [font(index) for index in (0, 2, 3, 6)] == [
        "Courier 9", "Courier 9 bold", "Arial 12 bold", "Arial 12",
    ]  # fmt: skip
    assert [font(index) for index in (8, 10, 12)] == ["Arial 20 bold italic", "Arial 20", "Arial 8"]
    assert editor.SetFontForSelection(finale.FCFontInfo("Times", 10)) and font(9) == "Times 10"
    editor.SetFontSizeForSelection(7)
    assert font(9) == "Times 7"
    assert editor.SetFontItalicInRange(False, finale.FCRange(0, 13))
    editor.AppendText("x")
    assert font(13) == "Arial 8"


def test_texts_are_put_in_with_a_style(finale: Namespace, editor: Any) -> None:
    style = finale.FCEnigmaTextStyle(finale.FCFontInfo("Times", 10))
    style.Superscript = 3
    editor.AppendTextWithFormat("2", style)
    assert editor.ReplaceTextInRangeWithFormat("1", style, finale.FCRange(0, 3))
    assert editor.text == "1 two\nthree2"
    assert editor.CreateFontInfoAtIndex(0).Name == editor.CreateFontInfoAtIndex(11).Name == "Times"
    assert "^superscript(3)" in editor.CreateEnigmaString(None).LuaString


def test_colours(finale: Namespace, editor: Any) -> None:
    assert editor.GetTextColorAtIndex(0) == (0, 0, 0)
    assert editor.GetBackgroundColorAtIndex(0) == (255, 255, 255)
    assert editor.SetTextColorInRange(255, 0, 0, finale.FCRange(0, 3))
    assert editor.SetFontBoldInRange(True, finale.FCRange(1, 1))
    assert editor.SetBackgroundColorInRange(0, 255, 0, finale.FCRange(4, 3))
    assert editor.GetTextColorAtIndex(2) == (255, 0, 0) and editor.GetBackgroundColorAtIndex(5) == (0, 255, 0)
    assert spans(editor.CreateTextColorChanges()) == [(0, 3)]
    assert spans(editor.CreateBackgroundColorChanges()) == [(4, 3)]
    assert editor.ResetTextColorInRange(finale.FCRange(0, 1))
    assert editor.ResetBackgroundColorInRange(finale.FCRange(6, 1))
    assert spans(editor.CreateTextColorChanges()) == [(1, 2)]
    assert spans(editor.CreateBackgroundColorChanges()) == [(4, 2)]
    assert editor.ResetColors()
    assert spans(editor.CreateTextColorChanges()) == spans(editor.CreateBackgroundColorChanges()) == []


def test_enigma_text_goes_in_and_comes_out(finale: Namespace, editor: Any) -> None:
    source = "^font(Times)^size(12)^nfx(1)Bold^nfx(0)a ^^ b^page(1)^baseline(4)up"
    assert editor.SetEnigmaString(source)
    assert editor.text == "Bolda ^ b^page(1)up"
    assert editor.CreateFontInfoAtIndex(0).Bold and not editor.CreateFontInfoAtIndex(4).Bold
    out = editor.CreateEnigmaString(None).LuaString
    assert out == ("^font(Times)^size(12)^nfx(1)Bold^font(Times)^size(12)^nfx(0)a ^^ b^page(1)^baseline(4)up")
    assert editor.CreateEnigmaString(finale.FCRange(0, 2)).LuaString == "^font(Times)^size(12)^nfx(1)Bo"
    assert editor.ReplaceTextInRangeWithEnigmaString("^size(30)X", finale.FCRange(0, 4))
    assert editor.text == "Xa ^ b^page(1)up"
    info = editor.CreateFontInfoAtIndex(0)
    assert (info.Name, info.Size, info.Bold) == ("Times", 30, True)
    assert not editor.ReplaceTextInRangeWithEnigmaString("x", finale.FCRange(40, 4))


def test_rich_text_goes_in_and_comes_out(finale: Namespace, editor: Any) -> None:
    source = (
        r"{\rtf1\ansi{\fonttbl{\f0\fswiss Arial;}{\f1 Courier New;}}{\colortbl;\red255\green0\blue0;}"
        r"{\*\generator x;}\f0\fs24 A {\b bold\b0  \i it}\par {\f1\cf1 caf\'e9} \u8364? \{x\}\tab\emdash}"
    )
    assert editor.SetRTFString(source)
    assert editor.text == "A bold it\ncafé € {x}\t—"
    info = editor.CreateFontInfoAtIndex(2)
    assert (info.Name, info.Size, info.Bold, info.Italic) == ("Arial", 12, True, False)
    assert editor.CreateFontInfoAtIndex(7).Italic and not editor.CreateFontInfoAtIndex(7).Bold
    assert editor.CreateFontInfoAtIndex(10).Name == "Courier New"
    assert editor.GetTextColorAtIndex(10) == (255, 0, 0) and editor.GetTextColorAtIndex(15) == (0, 0, 0)
    again = finale.FCCtrlTextEditor(1)
    again.RTFString = editor.CreateRTFString()
    assert again.styled.units == editor.styled.units and again.styled.looks == editor.styled.looks
    assert not editor.SetRTFString("plain") and editor.text.startswith("A bold")


def test_characters_beyond_the_first_plane_survive_rich_text(finale: Namespace, editor: Any) -> None:
    editor.Text = "𝄞 \\ {}"
    again = finale.FCCtrlTextEditor(1)
    assert again.SetRTFString(editor.CreateRTFString()) and again.text == "𝄞 \\ {}"


def test_text_is_copied(finale: Namespace, editor: Any) -> None:
    assert editor.TextToClipboard() and editor._session.shared["clipboard"] == "one two\nthree"
    editor.SetSelection(finale.FCRange(4, 3))
    assert editor.TextToClipboard() and editor._session.shared["clipboard"] == "two"


def test_where_it_is_scrolled_to(editor: Any) -> None:
    editor.ScrollToVerticalPosition(40.5)
    assert editor.VerticalScrollPosition == 40.5
    editor.ScrollToTop()
    assert editor.VerticalScrollPosition == 0
