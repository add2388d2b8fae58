"""Where stems meet noteheads."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fieldmethods import Indexed
from postlude.finale.fields import integer
from postlude.finale.prefs.base import Prefs
from postlude.finale.text.fonts import FCFontInfo

MAXIMUM = 128
"""Connections that Finale keeps room for."""


def _of_connections(path: str) -> Indexed:
    fields = [integer(f"stemConnect[index={index}]/{path}") for index in range(MAXIMUM)]
    return Indexed(fields, first=1, index_first=True)


class FCStemConnectionTable(Prefs, tag="stemOptions"):
    """The document's table of stem connections, numbered from 1: a notehead's font and character, and by how much
    the stem's end moves, in EFIX.

    Those in use are counted up to the last one with a character.
    """

    DownstemHorizontalAdjust = _of_connections("downStemHorz")
    DownstemVerticalAdjust = _of_connections("downStemVert")
    FontID = _of_connections("font")
    NoteheadCharacter = _of_connections("symbol")
    UpstemHorizontalAdjust = _of_connections("upStemHorz")
    UpstemVerticalAdjust = _of_connections("upStemVert")

    @prop
    def Count(self) -> int:
        symbols = [each.get("symbol") not in (None, "0") for each in self._node.find_all("stemConnect")]
        return max((number for number, used in enumerate(symbols, 1) if used), default=0)

    @prop
    def MaxElementCount(self) -> int:
        return MAXIMUM

    @method
    def FindIndex(self, fontname: str, character: int) -> int:
        """The number of the connection for a character of a font, 0 if there is none."""
        info = FCFontInfo(self._session)
        for number, each in enumerate(self._node.find_all("stemConnect"), 1):
            if each.get("symbol") == str(character):
                info.FontID = int(each.get("font") or 0)
                if info.IsName(fontname):
                    return number
        return 0
