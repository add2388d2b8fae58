"""``FCControl``: what every control of a window has, and how controls are placed beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from postlude.finale.arguments import approximate, constructor, method
from postlude.finale.base import FCBase, prop, write_only
from postlude.finale.dialogs.state import held_text, kept, length, text_width
from postlude.finale.fields import held
from postlude.finale.text.fonts import FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.dialogs.windows import FCUserWindow
    from postlude.finale.session import Session


class FCControl(FCBase):
    """A control: its text, its font, its place in the window, whether it can be seen and used.

    Places and sizes are in points on the Mac, in pixels on Windows. The sizes that a control has before a
    script sets them are approximated: they are those of a small control on either system.
    """

    default_size: ClassVar[tuple[float, float]] = (70.0, 20.0)
    padding: ClassVar[float] = 4.0
    """What a control needs beside its text."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.control_id = 0
        self.window: FCUserWindow | None = None
        self.text = ""
        self.font: FCFontInfo | None = None
        self.bold = False
        self.enabled = True
        self.visible = True
        self.left = self.top = 0.0
        self.width, self.height = self.default_size
        self.width_wanted: float | None = None
        """Where its width goes by its text: the least that it gets."""

    @constructor
    def created(self, id: int = 0) -> None:
        self.control_id = id

    @prop
    def ControlID(self) -> int:
        """The number of the control in its window."""
        return self.control_id

    @prop
    def AssignedID(self) -> int:
        """The number that it was made with."""
        return self.control_id

    @prop
    def Parent(self) -> FCUserWindow | None:
        """The window that it is in."""
        return self.window

    Enable = held("enabled", bool)
    Visible = held("visible", bool)
    Left = length("left")
    Top = length("top")
    Width = length("width")
    Height = length("height")
    Bold = kept("bold", bool)
    Text = held_text("text", changed="text_changed")

    def text_changed(self) -> None:
        """What follows from another text."""

    @write_only
    @approximate
    def TextAndResize(self, text: str) -> None:
        """Set the text, and make room for it. Approximated: by usual widths of characters."""
        self.text = text
        self.text_changed()
        self.AssureWidthForText()

    @prop
    def PointsMeasurement(self) -> bool:
        """Whether places and sizes are points, as on the Mac."""
        return self._session.surroundings.platform == "mac"

    @write_only
    def Font(self, font_info: FCFontInfo) -> None:
        self.font = font_info.CreateCopy()

    @method
    @approximate
    def CreateFontInfo(self) -> FCFontInfo:
        """The font that a script gave it. Approximated without one: the system's usual font for controls."""
        if self.font is not None:
            info: FCFontInfo = self.font.CreateCopy()
        else:
            mac = self._session.surroundings.platform == "mac"
            info = FCFontInfo.construct(
                self._session, ".AppleSystemUIFont" if mac else "Segoe UI", 13 if mac else 9
            )
        if self.bold:
            info.Bold = True
        return info

    @method
    def SetKeyboardFocus(self) -> None:
        if self.window is not None:
            self.window.focus = self

    @method
    def WindowExists(self) -> bool:
        """Whether its window is being shown."""
        return self.window is not None and self.window.exists

    @method
    def Repaint(self) -> None:
        """Nothing is painted here."""

    @method
    def RedrawImmediate(self) -> bool:
        """Whether there is a window that could be drawn."""
        return self.WindowExists()

    # Places.

    @method
    def MoveAbsolute(self, x: float, y: float) -> None:
        self.left, self.top = x, y

    @method
    def MoveRelative(self, horizmove: float, vertmove: float) -> None:
        self.left += horizmove
        self.top += vertmove

    @method
    def ResizeRelative(self, horizresize: float, vertresize: float) -> None:
        self.width += horizresize
        self.height += vertresize

    @property
    def right(self) -> float:
        return self.left + self.width

    def shown_texts(self) -> list[str]:
        """All texts that it can show, which it needs room for."""
        return [self.text]

    def width_for_text(self) -> float:
        """The width that its texts need. Approximated."""
        return float(round(max(map(text_width, self.shown_texts()), default=0.0) + self.padding))

    @method
    @approximate
    def AssureWidthForText(self) -> bool:
        """Make it wide enough for its text; whether it had to grow. Approximated: by usual widths of
        characters."""
        wanted = self.width_for_text()
        grows = wanted > self.width
        if grows:
            self.width = wanted
        return grows

    @method
    @approximate
    def DoAutoResizeWidth(self, minimumwidth: float | None = None) -> None:
        """Let its width go by its text, now and when the window is shown, but not below a minimum: that which
        is given, or the width that it has now. Approximated: by usual widths of characters."""
        self.width_wanted = self.width if minimumwidth is None else minimumwidth
        self._arrange(self._fit)

    def _fit(self) -> None:
        self.width = max(self.width_for_text(), self.width_wanted or 0.0)

    @method
    def AssureNoHorizontalOverlap(self, control: FCControl, padding: int) -> None:
        """Stand so far to the right of another control, at least."""

        def place() -> None:
            self.left = max(self.left, control.right + padding)

        self._arrange(place)

    @method
    def HorizontallyAlignLeftWith(self, control: FCControl, offset: float = 0.0) -> None:
        """Begin where another control begins."""

        def place() -> None:
            self.left = control.left + offset

        self._arrange(place)

    @method
    def HorizontallyAlignRightWith(self, control: FCControl, offset: float = 0.0) -> None:
        """End where another control ends."""

        def place() -> None:
            self.left = control.right - self.width + offset

        self._arrange(place)

    @method
    def HorizontallyAlignRightWithFurthest(self, offset: float = 0.0) -> None:
        """End where the control that reaches furthest to the right ends."""

        def place() -> None:
            self.left = self._furthest() - self.width + offset

        self._arrange(place)

    @method
    def StretchToAlignWithRight(self) -> None:
        """Get so wide that it ends where the control that reaches furthest to the right ends."""

        def place() -> None:
            self.width = max(self._furthest() - self.left, 0.0)

        self._arrange(place)

    def _furthest(self) -> float:
        controls: list[Any] = list(self.window) if self.window is not None else [self]
        return max((control.right for control in controls if control is not self), default=self.right)

    def _arrange(self, place: Callable[[], None]) -> None:
        """Place it now, and once more when the window is shown, as texts may have changed until then."""
        place()
        if self.window is not None:
            self.window.arrangements.append(place)
