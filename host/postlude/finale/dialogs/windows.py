"""Windows: their controls, their place, what is waiting to happen in them.

Nothing is shown here. ``ExecuteModal`` and ``ShowModeless`` hand the window to whoever answers dialogs in this run
(``Surroundings.run_dialog`` and ``show_modeless``), who reads the controls, changes them as a user would and calls
:meth:`FCUserWindow.fire` with what happens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from postlude.finale.arguments import approximate, method
from postlude.finale.base import FCCollection, prop
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.state import held_text, kept
from postlude.finale.dialogs.windowevents import WindowEvents
from postlude.finale.fields import held

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.ui import FCUI

MARGIN = 12.0
"""Between the controls and the border of a window whose size no script has set."""
TITLE_BAR = 28.0


class FCUserWindow(WindowEvents, FCCollection, name="__FCUserWindow"):
    """A window. It is a list of its controls; sizes are in points on the Mac, in pixels on Windows."""

    closer: ClassVar[str | None] = None

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.title = ""
        self.x = self.y = 0.0
        self.client_width: float | None = None
        self.client_height: float | None = None
        self.maximum_width = self.maximum_height = 0
        self.exists = self.visible = self.modal = self.rolled_up = self.buffering = False
        self.closing = False
        """Whether the script wants it closed."""
        self.enabled = True
        self.prevents_closing = False
        self.alpha = 100
        self.focus: FCControl | None = None
        self.parent: FCUserWindow | None = None
        self.modifiers = 0
        """The ``CMDMODKEY_`` keys that were held at the last command."""
        self.stored: tuple[float, float, float, float] | None = None
        """Left, top, width and height of the position that is kept; a size of 0 is none."""
        self.timers: dict[int, int] = {}
        """Milliseconds of each timer that runs, by its number."""
        self.arrangements: list[Callable[[], None]] = []
        self.callbacks = {}

    Enabled = kept("enabled", bool)
    MaximumResizeHeight = held("maximum_height", int)
    MaximumResizeWidth = held("maximum_width", int)
    PreventClosing = held("prevents_closing", bool)
    Title = held_text("title")
    WindowAlpha = kept("alpha", int)

    # Controls.

    def put(self, control: FCControl) -> FCControl:
        """Add a control; one without a number gets the next."""
        if not control.control_id:
            control.control_id = max((each.control_id for each in self._items), default=0) + 1
        control.window = self
        self._items.append(control)
        return control

    @method
    def FindControl(self, controlid: int) -> FCControl | None:
        return next((control for control in self._items if control.control_id == controlid), None)

    def arrange(self) -> None:
        """Place the controls that are to stand beside others, with the texts that they have now."""
        for place in self.arrangements:
            place()

    # Size and place.

    @prop
    def PointsMeasurement(self) -> bool:
        """Whether places and sizes are points, as on the Mac."""
        return self._session.surroundings.platform == "mac"

    @prop
    @approximate
    def ClientWidth(self) -> float:
        """The width inside the border. Approximated, until a script sets it: with a usual margin beside the
        control that reaches furthest."""
        if self.client_width is not None:
            return self.client_width
        return max((control.right for control in self._items), default=0.0) + MARGIN

    @ClientWidth.setter
    def _set_client_width(self, value: float) -> None:
        self.client_width = value

    @prop
    @approximate
    def ClientHeight(self) -> float:
        """The height inside the border. Approximated as the width is."""
        if self.client_height is not None:
            return self.client_height
        return max((control.top + control.height for control in self._items), default=0.0) + MARGIN

    @ClientHeight.setter
    def _set_client_height(self, value: float) -> None:
        self.client_height = value

    @prop
    @approximate
    def Width(self) -> float:
        """The width with its border. Approximated: borders are as good as none."""
        return float(self.ClientWidth)

    @Width.setter
    def _set_width(self, value: float) -> None:
        self.client_width = value

    @prop
    @approximate
    def Height(self) -> float:
        """The height with the title. Approximated: a title is of a usual height."""
        return float(self.ClientHeight + TITLE_BAR)

    @Height.setter
    def _set_height(self, value: float) -> None:
        self.client_height = value - TITLE_BAR

    @method
    def StorePosition(self, storesize: bool) -> None:
        """Keep the place where it is, and its size if that is wanted."""
        size = (float(self.Width), float(self.Height)) if storesize else (0.0, 0.0)
        self.stored = (self.x, self.y, *size)

    @method
    def SetRestorePositionData(self, x: float, y: float, width: float, height: float) -> None:
        self.stored = (x, y, width, height)

    @method
    def SetRestorePositionOnlyData(self, x: float, y: float) -> None:
        self.stored = (x, y, 0.0, 0.0)

    @method
    def RestorePosition(self) -> bool:
        """Put it where the kept position is; false if none is kept."""
        if self.stored is None:
            return False
        self.x, self.y, width, height = self.stored
        if width and height:
            self._set_width(width)
            self._set_height(height)
        return True

    @prop
    def StoredX(self) -> float:
        return self.stored[0] if self.stored else 0.0

    @prop
    def StoredY(self) -> float:
        return self.stored[1] if self.stored else 0.0

    @prop
    def StoredWidth(self) -> float:
        return self.stored[2] if self.stored else 0.0

    @prop
    def StoredHeight(self) -> float:
        return self.stored[3] if self.stored else 0.0

    # What it is like at the moment.

    @method
    def WindowExists(self) -> bool:
        """Whether it is being shown."""
        return self.exists

    @method
    def IsModal(self) -> bool:
        return self.modal

    @method
    def IsVisible(self) -> bool:
        return self.exists and self.visible

    @method
    def Hide(self) -> None:
        self.visible = False

    @method
    def Activate(self) -> None:
        """There is no other window to come before."""

    @method
    def ShowAndActivate(self) -> None:
        self.visible = True

    @method
    def IsWindowshade(self) -> bool:
        """Whether it is rolled up into its title."""
        return self.rolled_up

    @method
    def Windowshade(self, windowshade: bool) -> None:
        self.rolled_up = windowshade

    @method
    def IsDarkModeAppearance(self) -> bool:
        """It is light."""
        return False

    @method
    def StartBufferControlMovement(self) -> None:
        """Let controls be moved all at once, at the end."""
        self.buffering = True

    @method
    def EndBufferControlMovement(self) -> bool:
        was, self.buffering = self.buffering, False
        return was

    @method
    def IsInBufferMode(self) -> bool:
        return self.buffering

    @method
    def QueryLastCommandModifierKeys(self, modifiers: int) -> bool:
        """Whether all of those keys were held at the last command."""
        return modifiers != 0 and self.modifiers & modifiers == modifiers

    @method
    def CreateChildUI(self) -> FCUI:
        """The user interface, for alerts that belong to this window."""
        from postlude.finale.ui import FCUI

        return FCUI(self._session)

    @method
    def SetTimer(self, timerID: int, msInterval: int) -> None:
        self.timers[timerID] = msInterval

    @method
    def StopTimer(self, timerID: int) -> None:
        self.timers.pop(timerID, None)

    @method
    def CanClose(self) -> bool:
        return not self.prevents_closing

    @method
    def CloseWindow(self) -> None:
        """Ask for it to be closed."""
        self.closing = True

    @method
    def TryToCloseWindow(self) -> bool:
        """Close it if nothing prevents that; whether it is."""
        if self.CanClose():
            self.CloseWindow()
        return self.closing
