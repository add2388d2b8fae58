"""Text editors: texts of several lines, with fonts and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.editorlines import EditorLines
from postlude.finale.dialogs.editorlooks import EditorLooks, look_of
from postlude.finale.dialogs.editormarkup import EditorMarkup
from postlude.finale.dialogs.state import kept
from postlude.finale.dialogs.styledtext import Look, StyledText
from postlude.finale.fields import held
from postlude.finale.text.fonts import FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.session import Session


class FCCtrlTextEditor(EditorMarkup, EditorLooks, EditorLines, FCControl):
    """A text editor. Places in the text are UTF-16 units from 0; lines count from 0 and are those of the text,
    since where words wrap isn't known here."""

    default_size = (200.0, 100.0)

    def __init__(self, session: Session) -> None:
        self.styled = StyledText(Look())
        super().__init__(session)
        self.selection = (0, 0)
        self.automatic_editing = True
        self.automatic_indent = False
        self.spaces_for_tabs = 0
        self.line_spacing = 0.0
        self.read_only = False
        self.rich = False
        self.tab_width = 0.0
        self.wraps = False
        self.scrolled = 0.0

    AutomaticEditing = held("automatic_editing", bool)
    AutomaticallyIndent = held("automatic_indent", bool)
    ConvertTabsToSpaces = held("spaces_for_tabs", int, "How many spaces stand for a tab; 0 keeps it.")
    LineSpacing = held("line_spacing", float)
    ReadOnly = held("read_only", bool)
    TabstopWidth = kept("tab_width", float)
    UseRichText = held("rich", bool)
    WordWrap = held("wraps", bool)

    @property
    def text(self) -> str:
        return self.styled.text

    @text.setter
    def text(self, value: str) -> None:
        self.styled = StyledText(self.plain_look())
        self.selection = (0, 0)
        self.styled.replace(0, 0, value)

    def plain_look(self) -> Look:
        """The look of a text that says none: that of the control's font."""
        info: FCFontInfo | None = getattr(self, "font", None)
        return look_of(info) if info is not None else Look()

    @write_only
    def Font(self, font_info: FCFontInfo) -> None:
        """The font of the control, and of all its text."""
        self.font = font_info.CreateCopy()
        look = self.plain_look()
        self.styled.look = look
        self.styled.change(0, len(self.styled), font=look.font, size=look.size, styles=look.styles)

    @method
    def TextToClipboard(self) -> bool:
        """Put what is selected, or all of it, where ``FCUI.TextToClipboard`` puts texts."""
        from postlude.finale.ui import FCUI

        start, end = self.selection
        text = self.styled.part(start, end) if end > start else self.text
        return FCUI(self._session).TextToClipboard(text)

    @method
    def ResetUndoState(self) -> None:
        """What was typed can't be taken back here."""

    @prop
    def VerticalScrollPosition(self) -> float:
        return self.scrolled

    @method
    def ScrollToVerticalPosition(self, vpos: float) -> None:
        self.scrolled = max(vpos, 0.0)

    @method
    def ScrollToTop(self) -> None:
        self.scrolled = 0.0

    @method
    def ScrollToBottom(self) -> None:
        """How far down that is isn't known here."""

    @method
    def ScrollLineIntoView(self, line: int) -> None:
        """Where the line is isn't known here."""
