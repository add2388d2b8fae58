"""Bookmarks: places of the document to come back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import expected, method, to_bool, to_int
from postlude.finale.base import Property, prop
from postlude.finale.fields import flag, integer
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther

if TYPE_CHECKING:
    from postlude.finale.text.strings import FCString

PAGE_VIEW, SCROLL_VIEW = 0, 1
GROUPS = ("pageView", "scrollView")
BEFORE_STAFF_SETS = 65499
"""A staff set is stored as the number of its list of staves, which begin behind this one."""

OF_VIEW = (
    "HorizontalPosInst", "Locator", "UseHorizontalPosInst", "UseVerticalPosStaffSet", "VerticalPosStaffSet",
)  # fmt: skip

TEXTS = ("texts", "bookmarkText")


def _number(page: str, scroll: str, doc: str, offset: int = 0) -> Property:
    """A number of the view that the bookmark is for; ``offset`` is added in scroll view."""

    def get(record: Any) -> int:
        stored = int(record._text_at(record._in_view(page, scroll)) or 0)
        return stored - offset if stored and record.ViewType == SCROLL_VIEW else stored

    def put(record: Any, value: Any) -> None:
        number = to_int(value)
        stored = number + offset if number and record.ViewType == SCROLL_VIEW else number
        record._put_in_view(page, scroll, str(stored) if stored else None)

    return Property(get, put, doc)


def _switch(page: str, scroll: str) -> Property:
    return Property(
        lambda record: record._text_at(record._in_view(page, scroll)) is not None,
        lambda record, value: record._put_in_view(page, scroll, "" if to_bool(value) else None),
    )


class FCBookmark(NoInciOther, tag="bookmark"):
    """A bookmark of page view or of scroll view (``ViewType``), which decides what its numbers mean."""

    HorizontalPosInst = _number("horz", "inst", "In page view EVPU, in scroll view the staff.")
    Locator = _number("page", "meas", "In page view the page, in scroll view the measure.")
    UseHorizontalPosInst = _switch("changeHorz", "changeInst")
    UseVerticalPosStaffSet = _switch("changeVert", "changeSset")
    UseViewPercent = flag("changePercent")
    VerticalPosStaffSet = _number(
        "vert", "staffSet", "In page view EVPU, in scroll view the staff set.", BEFORE_STAFF_SETS
    )
    ViewPercent = integer("viewPerc")

    @prop
    def ViewType(self) -> int:
        return SCROLL_VIEW if self._text_at("scrollView") is not None else PAGE_VIEW

    @ViewType.setter
    def _set_view_type(self, value: int) -> None:
        """Make it one of the other view; the numbers stay and mean something else."""
        if value not in (PAGE_VIEW, SCROLL_VIEW):
            raise expected(1, f"{PAGE_VIEW} or {SCROLL_VIEW}", value)
        if value == self.ViewType:
            return
        kept = {name: getattr(self, name) for name in OF_VIEW}
        self._put_text(GROUPS[self.ViewType], None)
        self._put_text(GROUPS[value], "")
        for name, number in kept.items():
            setattr(self, name, number)

    def _in_view(self, page: str, scroll: str) -> str:
        """The path of an element that has one name in page view and another in scroll view."""
        view = self.ViewType
        return f"{GROUPS[view]}/{(page, scroll)[view]}"

    def _put_in_view(self, page: str, scroll: str, text: str | None) -> None:
        group = GROUPS[self.ViewType]
        self._put_text(self._in_view(page, scroll), text)
        if self._text_at(group) is None:  # it says which view it is, with nothing in it as well
            self._put_text(group, "")

    @method
    def IsForPageView(self) -> bool:
        return bool(self.ViewType == PAGE_VIEW)

    @method
    def IsForScrollView(self) -> bool:
        return bool(self.ViewType == SCROLL_VIEW)

    @method
    def CreateNameString(self) -> FCString | None:
        from postlude.finale.text.strings import FCString

        node = self._store.load(*TEXTS, Key(int(self._text_at("nameRawTextID") or 0)))
        return FCString(self._session, node.text) if node is not None else None

    @method
    def SaveNameString(self, name: str) -> bool:
        """Save the name in the document at once; a bookmark that had none is to be saved after it."""
        number = int(self._text_at("nameRawTextID") or 0)
        if not number:
            number = max((int(key.cmper1) for key in self._store.keys(*TEXTS)), default=0) + 1
            self._put_text("nameRawTextID", str(number))
        self._store.save(*TEXTS, Key(number), Node(TEXTS[1], name))
        return True


class FCBookmarks(NoInciOthers, of=FCBookmark):
    """The bookmarks of the document."""
