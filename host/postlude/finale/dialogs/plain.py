"""Controls that show something: static texts, lines, images; and the switcher, which shows others."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.dialogs.controls import FCControl

if TYPE_CHECKING:
    from postlude.finale.session import Session

PNG = b"\x89PNG\r\n\x1a\n"
GIF = (b"GIF87a", b"GIF89a")


class FCCtrlStatic(FCControl):
    """A text that the user can't change; ``colour`` is red, green and blue from 0 to 255, or None."""

    default_size = (70.0, 18.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.colour: tuple[int, int, int] | None = None

    @write_only
    def Integer(self, value: int) -> None:
        self.text = str(value)

    @method
    def Clear(self) -> None:
        self.text = ""

    @method
    def SetTextColor(self, red: int, green: int, blue: int) -> None:
        self.colour = (red, green, blue)


class FCCtrlLine(FCControl):
    """A line between controls."""

    default_size = (100.0, 1.0)
    horizontal = True

    @prop
    def Horizontal(self) -> bool:
        return self.horizontal


class FCCtrlHorizontalLine(FCCtrlLine):
    """A line across."""


class FCCtrlVerticalLine(FCCtrlLine):
    """A line down."""

    default_size = (1.0, 100.0)
    horizontal = False


class FCCtrlImage(FCControl):
    """An image; ``image`` is the file's content."""

    default_size = (32.0, 32.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.image = b""

    @method
    def SetImageFromFilePath(self, path: str, preserveControlSize: bool = False) -> bool:
        """Take an image from a file that the script may read, and its size unless the control is to keep its
        own; false if it is none of PNG, GIF, BMP and JPEG."""
        file = self._session.surroundings.files.read(path, "FCCtrlImage.SetImageFromFilePath")
        try:
            content = file.read_bytes()
        except OSError:
            return False
        size = image_size(content)
        if size is None:
            return False
        self.image = content
        if not preserveControlSize:
            self.width, self.height = float(size[0]), float(size[1])
        return True


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of an image in pixels, from its head; None if its kind isn't known."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(GIF) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"BM") and len(content) >= 26:
        width, height = struct.unpack("<ii", content[18:26])
        return width, abs(height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + size
    return None


class FCCtrlSwitcher(FCControl):
    """Pages of controls of which one is shown."""

    default_size = (200.0, 22.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.pages: list[str] = []
        self.attached: list[tuple[FCControl, int]] = []
        self.page = 0

    @method
    def AddPage(self, title: str) -> None:
        self.pages.append(title)

    @prop
    def PageCount(self) -> int:
        return len(self.pages)

    @method
    def AttachControl(self, control: FCControl, pageindex: int) -> bool:
        """Let a control be seen with a page only; false if there is no such page."""
        there = 0 <= pageindex < len(self.pages)
        if there:
            self.attached.append((control, pageindex))
            control.visible = pageindex == self.page
        return there

    @prop
    def SelectedPage(self) -> int:
        return self.page if self.page < len(self.pages) else -1

    @SelectedPage.setter
    def _set_selected_page(self, value: int) -> None:
        if 0 <= value < len(self.pages):
            self.page = value
            self.HandleVisibleStates(value)

    @method
    def HandleVisibleStates(self, index: int) -> None:
        """Show the controls of a page and hide those of the others."""
        for control, page in self.attached:
            control.visible = page == index
