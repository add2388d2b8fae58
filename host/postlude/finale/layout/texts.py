"""Texts that stand on pages, and texts that stand in measures."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.dependants import is_referred_to
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.layout.blocks import ShowsBlock, keep_to_page
from postlude.finale.recordlists import CellDetails, InciOthers
from postlude.finale.records import CellDetail, InciOther

_HORIZONTAL_TEXT: dict[str | None, int] = {None: 0, "right": 1, "center": 2}
_VERTICAL_TEXT: dict[str | None, int] = {None: 0, "bottom": 1, "center": 2}


class FCPageText(ShowsBlock, InciOther, tag="pageTextAssign"):
    """A text on a page, or on a range of pages if its cmper is 0; positions in EVPU.

    Its pages count from the first page that isn't blank in all of the score and the parts.
    """

    FirstPage = integer("startPage")
    HorizontalAlignment = choice("hposLp", _HORIZONTAL_TEXT)
    HorizontalAlignmentRightPage = choice("hposRp", _HORIZONTAL_TEXT)
    HorizontalPos = integer("xdisp")
    HorizontalPosRightPage = integer("rightPgXdisp")
    IndependentRightPage = flag("indRpPos")
    LastPage = integer("endPage")
    PageAssignment = choice("oddEven", {None: 0, "odd": 1, "even": 2})
    VerticalAlignment = choice("vpos", _VERTICAL_TEXT)
    VerticalPos = integer("ydisp")
    VerticalPosRightPage = integer("rightPgYdisp")
    Visible = inverted_flag("postIt")

    _frame_edge: bool | None = None

    @prop
    def PageEdgeRef(self) -> bool:
        """Whether it is placed from the edges of the page, not from its margins."""
        return self._text_at("hposPageEdge") is not None

    @PageEdgeRef.setter
    def _set_page_edge_ref(self, value: bool) -> None:
        # Two elements, which agree in all real documents.
        for path in ("hposPageEdge", "vposPageEdge"):
            self._put_text(path, "" if value else None)
        self._cache.clear()

    @prop
    def FrameEdgeRef(self) -> bool:
        """Whether its frame's edge is what stands at the position; it lies in the text block."""
        if self._frame_edge is not None:
            return self._frame_edge
        block = self.CreateTextBlock()
        return block is not None and bool(block.FrameReference)

    @FrameEdgeRef.setter
    def _set_frame_edge_ref(self, value: bool) -> None:
        self._frame_edge = value

    def _save(self, key: Key) -> bool:
        block = self.CreateTextBlock() if self._frame_edge is not None else None
        if block is not None and block.FrameReference != self._frame_edge:
            block.FrameReference = self._frame_edge
            block.Save()
        self._frame_edge = None
        keep_to_page(self, key)
        return super()._save(key)

    def _load(self, key: Key) -> bool:
        self._frame_edge = None
        return super()._load(key)

    @method
    def DeepDeleteData(self) -> bool:
        """Remove it with its block and its text, unless those are shown elsewhere."""
        block = self.CreateTextBlock()
        deleted = self.DeleteData()
        if block is not None and not is_referred_to(self._store, "textBlock", block.ItemNo):
            block.DeepDeleteData()
        return deleted


class FCPageTexts(InciOthers, of=FCPageText):
    """The texts on pages."""


class FCCellText(ShowsBlock, CellDetail, tag="measTextAssign"):
    """A text in a measure of a staff; ``VerticalPos`` in EVPU."""

    MeasurePos = integer("xdispEdu")
    VerticalPos = integer("ydisp")
    Visible = inverted_flag("postIt")


class FCCellTexts(CellDetails, of=FCCellText):
    """The texts in measures."""
