"""Metrics of text: how wide and high a string is in a font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import approximate, method
from postlude.finale.base import FCBase, prop
from postlude.finale.layout import fontfiles
from postlude.finale.layout.glyphs import EM, Glyph, is_old_music_font, letter, music_glyph, old_music_glyph
from postlude.finale.text.fonts import FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.marks.articulationdefs import FCArticulationDef
    from postlude.finale.session import Session

EVPU = 4
"""EVPU in a point."""
_EMPTY = Glyph(0, 0, 0, 0, 0)


class FCTextMetrics(FCBase):
    """The size of a string or a symbol in a font, around the place where its first character stands.

    Exact where the font is installed and fontTools is there (the extra ``fonts``). Approximated otherwise: with the
    published widths of Times, or of Helvetica for fonts without serifs, and with the sizes that music fonts after
    SMuFL agree in; what else a music font has can't be loaded then.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._box = _EMPTY
        """In points."""

    @method
    def CopyFrom(self, metrics: FCTextMetrics) -> None:
        self._box = metrics._box

    @method
    def LoadString(self, text: str, font: FCFontInfo, percent: float) -> bool:
        """Measure a string as it is, without Enigma commands; at a percentage of the font's size."""
        glyphs = [self._glyph(each, font) for each in text]
        return self._take([each for each in glyphs if each is not None], font, percent)

    @method
    def LoadSymbol(self, symbolchar: int, font: FCFontInfo, percent: float) -> bool:
        """Measure one character; false where its size can't be known."""
        glyph = self._glyph(chr(symbolchar), font) if 0 < symbolchar < 0x110000 else None
        return self._take([] if glyph is None else [glyph], font, percent) and glyph is not None

    @method
    def LoadArticulation(self, articdef: FCArticulationDef, flipped: bool, percent: float) -> bool:
        """Measure the symbol of an articulation; false for a shape."""
        if articdef.FlippedSymbolIsShape if flipped else articdef.MainSymbolIsShape:
            return self._take([], FCFontInfo(self._session), percent) and False
        if flipped:
            return self.LoadSymbol(
                articdef.FlippedSymbolChar, articdef.CreateFlippedSymbolFontInfo(), percent
            )
        return self.LoadSymbol(articdef.MainSymbolChar, articdef.CreateMainSymbolFontInfo(), percent)

    def _glyph(self, character: str, font: FCFontInfo) -> Glyph | None:
        bold, italic = bool(font.Bold), bool(font.Italic)
        exact = fontfiles.glyph(font.Name, ord(character), bold=bold, italic=italic)
        if exact is not None:
            return exact
        if font.IsSMuFLFont and ord(character) >= 0xE000:
            return music_glyph(ord(character))
        if is_old_music_font(font.Name):
            return old_music_glyph(ord(character))
        return None if font.IsMacSymbolFont() else letter(character, font.Name, bold=bold)

    def _take(self, glyphs: list[Glyph], font: FCFontInfo, percent: float) -> bool:
        boxes = []
        pen = 0.0
        for glyph in glyphs:
            boxes.append(glyph._replace(left=pen + glyph.left, right=pen + glyph.right))
            pen += glyph.advance
        seen = [box for box in boxes if box.top > box.bottom] or [_EMPTY]
        whole = Glyph(
            pen,
            min(box.left for box in seen),
            min(box.bottom for box in seen),
            max(box.right for box in seen),
            max(box.top for box in seen),
        )
        scale = font.SizeFloat * percent / 100 / EM
        self._box = Glyph(*(number * scale for number in whole))
        return True

    @prop
    @approximate
    def AdvanceWidthPoints(self) -> float:
        return self._box.advance

    @prop
    @approximate
    def AdvanceWidthEVPUs(self) -> float:
        return self._box.advance * EVPU

    @prop
    @approximate
    def LeftPoints(self) -> float:
        return self._box.left

    @prop
    @approximate
    def LeftEVPUs(self) -> float:
        return self._box.left * EVPU

    @prop
    @approximate
    def RightPoints(self) -> float:
        return self._box.right

    @prop
    @approximate
    def RightEVPUs(self) -> float:
        return self._box.right * EVPU

    @prop
    @approximate
    def TopPoints(self) -> float:
        return self._box.top

    @prop
    @approximate
    def TopEVPUs(self) -> float:
        return self._box.top * EVPU

    @prop
    @approximate
    def BottomPoints(self) -> float:
        return self._box.bottom

    @prop
    @approximate
    def BottomEVPUs(self) -> float:
        return self._box.bottom * EVPU

    @method
    @approximate
    def CalcWidthPoints(self) -> float:
        return self._box.right - self._box.left

    @method
    @approximate
    def CalcWidthEVPUs(self) -> float:
        return (self._box.right - self._box.left) * EVPU

    @method
    @approximate
    def CalcHeightPoints(self) -> float:
        return self._box.top - self._box.bottom

    @method
    @approximate
    def CalcHeightEVPUs(self) -> float:
        return (self._box.top - self._box.bottom) * EVPU
