"""How the text of an editor looks: its fonts and its colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import method
from postlude.finale.base import write_only
from postlude.finale.dialogs.editortext import EditorText
from postlude.finale.dialogs.styledtext import BLACK, WHITE, Colour, Look
from postlude.finale.points import FCRange, FCRanges
from postlude.finale.text.fonts import STYLE_BITS, FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.text.textstyles import FCEnigmaTextStyle


def look_of(info: FCFontInfo) -> Look:
    """The look that a font gives."""
    return Look(font=info.Name, size=info.size, styles=info.styles)


class EditorLooks(EditorText):
    """Fonts and colours of parts; colours are red, green and blue from 0 to 255."""

    if TYPE_CHECKING:

        def CreateFontInfo(self) -> FCFontInfo: ...

    @method
    def CreateFontInfoAtIndex(self, index: int) -> FCFontInfo:
        look = self.styled.look_at(index)
        if not look.font:
            return self.CreateFontInfo()
        return FCFontInfo.construct(self._session, look.font, look.size, look.styles)

    def _look_in(self, part: FCRange, **values: Any) -> bool:
        self.styled.change(*self._bounds(part), **values)
        return self._within(part)

    def _selected(self) -> FCRange:
        start, end = self.selection
        return FCRange.construct(self._session, start, end - start)

    @method
    def SetFontInRange(self, font_info: FCFontInfo, part: FCRange) -> bool:
        look = look_of(font_info)
        return self._look_in(part, font=look.font, size=look.size, styles=look.styles)

    @method
    def SetFontSizeInRange(self, size: int, part: FCRange) -> bool:
        return self._look_in(part, size=size)

    @method
    def SetFontBoldInRange(self, state: bool, part: FCRange) -> bool:
        return self._set_style("bold", state, part)

    @method
    def SetFontItalicInRange(self, state: bool, part: FCRange) -> bool:
        return self._set_style("italic", state, part)

    def _set_style(self, name: str, state: bool, part: FCRange) -> bool:
        bit = STYLE_BITS[name]
        for start, end, look in list(self.styled.runs(*self._bounds(part))):
            self.styled.change(start, end, styles=look.styles | bit if state else look.styles & ~bit)
        return self._within(part)

    @method
    def SetFontForSelection(self, font_info: FCFontInfo) -> bool:
        return self.SetFontInRange(font_info, self._selected())

    @method
    def SetFontSizeForSelection(self, size: int) -> bool:
        return self.SetFontSizeInRange(size, self._selected())

    @method
    def SetFontBoldForSelection(self, state: bool) -> bool:
        return self.SetFontBoldInRange(state, self._selected())

    @method
    def SetFontItalicForSelection(self, state: bool) -> bool:
        return self.SetFontItalicInRange(state, self._selected())

    @write_only
    def FontForSelection(self, font_info: FCFontInfo) -> None:
        self.SetFontForSelection(font_info)

    @write_only
    def FontSizeForSelection(self, size: int) -> None:
        self.SetFontSizeForSelection(size)

    @write_only
    def FontBoldForSelection(self, state: bool) -> None:
        self.SetFontBoldForSelection(state)

    @write_only
    def FontItalicForSelection(self, state: bool) -> None:
        self.SetFontItalicForSelection(state)

    # With a style.

    @method
    def AppendTextWithFormat(self, text: str, style: FCEnigmaTextStyle) -> None:
        end = len(self.styled)
        self.styled.replace(end, end, text, self._styled_look(style))

    @method
    def ReplaceTextInRangeWithFormat(self, text: str, style: FCEnigmaTextStyle, part: FCRange) -> bool:
        return self._replace(text, part, self._styled_look(style))

    def _styled_look(self, style: FCEnigmaTextStyle) -> Look:
        return replace(
            look_of(style.Font),
            baseline=style.BaselineShift,
            superscript=style.Superscript,
            tracking=style.InterletterSpacing,
        )

    # Colours.

    @method
    def GetTextColorAtIndex(self, index: int) -> tuple[int, int, int]:
        """Red, green and blue, from 0 to 255."""
        return self.styled.look_at(index).colour

    @method
    def GetBackgroundColorAtIndex(self, index: int) -> tuple[int, int, int]:
        return self.styled.look_at(index).background

    @method
    def SetTextColorInRange(self, red: int, green: int, blue: int, part: FCRange) -> bool:
        return self._look_in(part, colour=(red, green, blue))

    @method
    def SetBackgroundColorInRange(self, red: int, green: int, blue: int, part: FCRange) -> bool:
        return self._look_in(part, background=(red, green, blue))

    @method
    def ResetTextColorInRange(self, part: FCRange) -> bool:
        return self._look_in(part, colour=BLACK)

    @method
    def ResetBackgroundColorInRange(self, part: FCRange) -> bool:
        return self._look_in(part, background=WHITE)

    @method
    def ResetColors(self) -> bool:
        """Black on white, all of it."""
        self.styled.change(0, len(self.styled), colour=BLACK, background=WHITE)
        return True

    @method
    def CreateTextColorChanges(self) -> FCRanges:
        """The parts whose text isn't black."""
        return self._coloured("colour", BLACK)

    @method
    def CreateBackgroundColorChanges(self) -> FCRanges:
        """The parts whose background isn't white."""
        return self._coloured("background", WHITE)

    def _coloured(self, name: str, usual: Colour) -> FCRanges:
        found: list[tuple[int, int, Colour]] = []
        for start, end, look in self.styled.runs(0, len(self.styled)):
            colour = getattr(look, name)
            if found and found[-1][1:] == (start, colour):
                start = found.pop()[0]
            if colour != usual:
                found.append((start, end, colour))
        return self._ranges([(start, end) for start, end, _ in found])
