"""The system's dialogs: for a file to open or to save, for a folder, for a font.

``Execute`` asks whoever answers dialogs in this run (``Surroundings.run_dialog``), who writes the choice into the
dialog and says whether it was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, prop
from postlude.finale.constants import constant
from postlude.finale.dialogs.state import held_text, kept
from postlude.finale.fields import held
from postlude.finale.text.fonts import FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.stringlists import FCStrings
    from postlude.finale.ui import FCUI


def _execute(dialog: FCBase) -> bool:
    return dialog._session.surroundings.run_dialog(dialog) == constant("EXECMODAL_OK")


class FileDialog(FCBase, name="__FCFileDialogBase"):
    """A dialog for a file. ``filters`` are patterns such as ``*.txt`` with their descriptions."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.file_name = ""
        self.folder = ""
        self.title = ""
        self.filters: list[tuple[str, str]] = []
        self.default_filter = 0

    @constructor
    def created(self, ui: FCUI | None = None) -> None:
        """The user interface is the session's."""

    DefaultFilter = kept("default_filter", int)
    FileName = held_text("file_name")
    InitFolder = held_text("folder")
    WindowTitle = held_text("title")

    @method
    def AddFilter(self, filter: str, filterDescription: str) -> None:
        self.filters.append((filter, filterDescription))

    @method
    def AssureFileExtension(self, suffix: str) -> bool:
        """Give the file's name an extension if it has another one or none; whether it had to."""
        extension = suffix if suffix.startswith(".") else f".{suffix}"
        missing = not self.file_name.lower().endswith(extension.lower())
        if missing:
            self.file_name += extension
        return missing

    @method
    def Execute(self) -> bool:
        """Let a file be chosen; false if none was."""
        return _execute(self)


class FCFileOpenDialog(FileDialog):
    """A dialog for a file to open, or for several."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.multiple = False
        self.file_names: list[str] = []

    MultiSelect = held("multiple", bool)

    @method
    def GetFileNames(self, into: FCStrings) -> None:
        """All files that were chosen."""
        into.ClearAll()
        for name in self.file_names or [self.file_name]:
            if name:
                into.AddCopy(name)


class FCFileSaveAsDialog(FileDialog):
    """A dialog for a file to save."""


class FCFolderBrowseDialog(FCBase):
    """A dialog for a folder."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.folder = ""
        self.title = ""
        self.finale_api = False

    @constructor
    def created(self, ui: FCUI | None = None) -> None:
        """The user interface is the session's."""

    FolderPath = held_text("folder")
    UseFinaleAPI = held("finale_api", bool)
    WindowTitle = held_text("title")

    @method
    def Execute(self) -> bool:
        """Let a folder be chosen; false if none was."""
        return _execute(self)


class FCFontDialog(FCBase):
    """A dialog for a font. The choice is written into the font that the dialog was made with."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.font = FCFontInfo(session)
        self.sample = ""
        self.sizes = True
        self.styles = True

    @constructor
    def created(self, ui: FCUI | None = None, font_info: FCFontInfo | None = None) -> None:
        if font_info is not None:
            self.font = font_info

    SampleString = held_text("sample")
    UseSizes = held("sizes", bool)
    UseStyles = held("styles", bool)

    @prop
    def FontInfo(self) -> FCFontInfo:
        return self.font

    @FontInfo.setter
    def _set_font_info(self, value: FCFontInfo) -> None:
        self.font = value

    @method
    def Execute(self) -> bool:
        """Let a font be chosen; false if none was."""
        return _execute(self)
