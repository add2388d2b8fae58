"""Options for the format of pages."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.fields import flag, integer
from postlude.finale.prefs.base import InGroup, Prefs


class FCPageFormatPrefs(
    InGroup, Prefs, tag="pageFormatOptions", groups=("pageFormatScore", "pageFormatParts")
):
    """Pages and systems as Finale makes them anew, for the score or for the parts; ``Load`` loads the score's.

    Margins are in EVPU, those at the top positive downwards; ``SystemRight`` and ``SystemDistanceBetween`` are
    negative, as they are stored. The height of a staff is in 16ths of an EVPU.
    """

    FirstPageTopMargin = integer("firstPageMarginTop", factor=-1)
    FirstSystemDistance = integer("firstSysMarginDistance", factor=-1)
    FirstSystemLeft = integer("firstSysMarginLeft")
    FirstSystemTop = integer("firstSysMarginTop", factor=-1)
    LeftPageBottomMargin = integer("leftPageMarginBottom")
    LeftPageLeftMargin = integer("leftPageMarginLeft")
    LeftPageRightMargin = integer("leftPageMarginRight", factor=-1)
    LeftPageTopMargin = integer("leftPageMarginTop", factor=-1)
    PageHeight = integer("pageHeight")
    PageScaling = integer("pagePercent")
    PageWidth = integer("pageWidth")
    RightPageBottomMargin = integer("rightPageMarginBottom")
    RightPageLeftMargin = integer("rightPageMarginLeft")
    RightPageRightMargin = integer("rightPageMarginRight", factor=-1)
    RightPageTopMargin = integer("rightPageMarginTop", factor=-1)
    SystemBottom = integer("sysMarginBottom", factor=-1)
    SystemDistanceBetween = integer("sysDistanceBetween")
    SystemLeft = integer("sysMarginLeft")
    SystemRight = integer("sysMarginRight")
    SystemScaling = integer("sysPercent")
    SystemStaffHeight = integer("rawStaffHeight")
    SystemTop = integer("sysMarginTop", factor=-1)
    UseFacingPages = flag("facingPages")
    UseFirstPageTopMargin = flag("differentFirstPageMargin")
    UseFirstSystemMargins = flag("differentFirstSysMargin")

    @method
    def LoadScore(self) -> bool:
        return self._load_group("pageFormatScore")

    @method
    def LoadParts(self) -> bool:
        return self._load_group("pageFormatParts")
