"""What is to be printed, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import FCBase
from postlude.finale.fields import held

if TYPE_CHECKING:
    from postlude.finale.documents import FCDocument
    from postlude.finale.session import Session


class FCPrintSettings(FCBase):
    """The settings of a print job, which an object holds for itself: one copy from page 1, until a script sets others.

    Postlude has no printer: printing fails, and a note tells the user so.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.color = self.crop_marks = self.file_name = self.registration_marks = False
        self.within_margins = self.reverse = self.tile = False
        self.copies = self.layouts = self.start_page = 1
        self.end_page = self.odd_even = self.tile_overlap = 0
        self.page_range = ""

    Color = held("color", bool)
    CopyCount = held("copies", int)
    DrawCropMarks = held("crop_marks", bool)
    DrawFileName = held("file_name", bool)
    DrawRegistrationMarks = held("registration_marks", bool)
    EndPage = held("end_page", int)
    FitWithinMargins = held("within_margins", bool)
    LayoutCount = held("layouts", int)
    OddEvenMode = held("odd_even", int)
    PageRangeString = held("page_range", str)
    Reverse = held("reverse", bool)
    StartPage = held("start_page", int)
    Tile = held("tile", bool)
    TileOverlap = held("tile_overlap", int, "In EVPU.")

    @method
    def PrintCurrent(self) -> bool:
        """False: nothing is printed."""
        return self._refused()

    @method
    def PrintDocument(self, document: FCDocument | None) -> bool:
        """False: nothing is printed."""
        return self._refused()

    def _refused(self) -> bool:
        self._session.notes["FCPrintSettings"] = "the script printed a document; Postlude has no printer"
        return False
