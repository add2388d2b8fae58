"""What a text editor does with its text: parts of it, the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import write_only
from postlude.finale.dialogs.styledtext import Look, StyledText
from postlude.finale.points import FCRange, FCRanges
from postlude.finale.text.strings import FCString
from postlude.finale.text.utf16 import character_bounds

if TYPE_CHECKING:
    from postlude.finale.session import Session


class EditorText:
    """The text of an editor, and what is selected of it."""

    _session: Session
    styled: StyledText
    selection: tuple[int, int]
    """Where the selected part begins and ends."""

    def _bounds(self, part: FCRange | None) -> tuple[int, int]:
        """Start and end of a part within the text; the whole text without one."""
        if part is None:
            return 0, len(self.styled)
        start = min(max(part.start, 0), len(self.styled))
        return start, min(max(part.start + part.length, start), len(self.styled))

    def _within(self, part: FCRange) -> bool:
        return 0 <= part.start <= part.start + part.length <= len(self.styled)

    def _ranges(self, found: list[tuple[int, int]]) -> FCRanges:
        ranges = FCRanges(self._session)
        for start, end in found:
            ranges.Add(FCRange.construct(self._session, start, end - start))
        return ranges

    @method
    def GetTotalTextRange(self, into: FCRange) -> bool:
        into.start, into.length = 0, len(self.styled)
        return True

    @method
    def GetTextInRange(self, into: FCString, part: FCRange) -> bool:
        into.text_value = self.styled.part(*self._bounds(part))
        return self._within(part)

    @method
    def CreateCharacterAtIndex(self, pos: int) -> FCString | None:
        """The character that stands there, of which some take two places; nil if none does."""
        bounds = character_bounds(self.styled.units, pos)
        return FCString(self._session, self.styled.part(*bounds)) if bounds is not None else None

    @method
    def AppendText(self, text: str) -> None:
        end = len(self.styled)
        self.styled.replace(end, end, text)

    @method
    def ReplaceTextInRange(self, text: str, part: FCRange) -> bool:
        """Put a text in place of a part; false if the part isn't in the text."""
        return self._replace(text, part, None)

    def _replace(self, text: str, part: FCRange, look: Look | None) -> bool:
        if not self._within(part):
            return False
        end = self.styled.replace(*self._bounds(part), text, look)
        self.selection = (end, end)
        return True

    # The selection.

    @method
    def GetSelection(self, into: FCRange) -> bool:
        start, end = self.selection
        into.start, into.length = start, end - start
        return True

    @method
    def SetSelection(self, part: FCRange) -> bool:
        """Select a part; false if it isn't in the text, of which as much as there is is selected then."""
        self.selection = self._bounds(part)
        return self._within(part)

    @write_only
    def Selection(self, part: FCRange) -> None:
        self.SetSelection(part)

    @method
    def SelectAll(self) -> bool:
        self.selection = (0, len(self.styled))
        return True

    @method
    def GetSelectedText(self, into: FCString) -> bool:
        """The selected text; false if nothing is selected."""
        start, end = self.selection
        into.text_value = self.styled.part(start, end)
        return end > start

    @method
    def ReplaceSelectedText(self, text: str) -> bool:
        end = self.styled.replace(*self.selection, text)
        self.selection = (end, end)
        return True

    @method
    def InsertTextAtCursor(self, text: str) -> None:
        """Put a text before what is selected, or at the cursor."""
        start, end = self.selection
        behind = self.styled.replace(start, start, text)
        self.selection = (behind, behind + end - start)
