"""Pictures on pages and in measures; sizes and positions in EVPU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag, read_only
from postlude.finale.layout.blocks import Record, keep_to_page
from postlude.finale.recordlists import CellDetails, InciOthers
from postlude.finale.records import CellDetail, InciOther

if TYPE_CHECKING:
    from postlude.enigma.node import Key
    from postlude.finale.session import Session

HORIZONTAL: dict[str | None, int] = {"left": 0, None: 0, "right": 1, "center": 2}
VERTICAL: dict[str | None, int] = {"top": 0, None: 0, "bottom": 1, "center": 2}
_RIGHT_PAGE = {"rightPgHAlign": "halign", "rightPgVAlign": "valign", "rightPgPosFrom": "posFrom"}
"""The elements that a graphic has if it is placed by itself on right pages, and what they follow at first."""


class Picture(Record):
    """What graphics have in common, wherever they stand."""

    Height = integer("height")
    HorizontalPos = integer("left")
    OriginalHeight = read_only(integer("origHeight"))
    OriginalWidth = read_only(integer("origWidth"))
    VerticalPos = integer("bottom")
    Visible = inverted_flag("displayHidden")
    Width = integer("width")

    @method
    def IsEmbedded(self) -> bool:
        """Whether the picture lies in the document, not in a file beside it."""
        return self._text_at("graphicCmper") is not None


class FCPageGraphic(Picture, InciOther, tag="pageGraphicAssign"):
    """A picture on a page, or on a range of pages if its cmper is 0."""

    FirstPage = integer("startPage")
    FixedPercent = flag("fixedPerc")
    HorizontalAlignment = choice("halign", HORIZONTAL)
    HorizontalAlignmentRightPage = choice(
        "rightPgHAlign",
        {"left": 0, "right": 1, "center": 2, None: 2},
        doc="Centre where right pages follow the left ones, as Finale has it.",
    )
    HorizontalPosRightPage = integer("rightPgLeft")
    LastPage = integer("endPage")
    VerticalAlignment = choice("valign", VERTICAL)
    VerticalPosRightPage = integer("rightPgBottom")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._former: dict[str, str | None] = {}
        """What right pages had before they were made to follow the left ones."""

    def _save(self, key: Key) -> bool:
        keep_to_page(self, key)
        return super()._save(key)

    @prop
    def IndependentRightPage(self) -> bool:
        return any(self._text_at(path) is not None for path in _RIGHT_PAGE)

    @IndependentRightPage.setter
    def _set_independent_right_page(self, value: bool) -> None:
        if value == self.IndependentRightPage:
            return
        former = self._former
        self._former = {path: self._text_at(path) for path in _RIGHT_PAGE}
        for path, left_page in _RIGHT_PAGE.items():
            self._put_text(path, (former.get(path) or self._text_at(left_page)) if value else None)
        self._cache.clear()

    @prop
    def PageEdgeRef(self) -> bool:
        """Whether it is placed from the edges of the paper, not from the margins."""
        return self._text_at("posFrom") == "paper"

    @PageEdgeRef.setter
    def _set_page_edge_ref(self, value: bool) -> None:
        word = "paper" if value else "margins"
        self._put_text("posFrom", word)
        if self._text_at("rightPgPosFrom") is not None:
            self._put_text("rightPgPosFrom", word)
        self._cache.clear()


class FCPageGraphics(InciOthers, of=FCPageGraphic):
    """The pictures on pages."""


class FCCellGraphic(Picture, CellDetail, tag="measGraphicAssign"):
    """A picture in a measure of a staff."""


class FCCellGraphics(CellDetails, of=FCCellGraphic):
    """The pictures in measures."""
