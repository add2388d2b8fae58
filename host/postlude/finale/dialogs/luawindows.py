"""``FCCustomLuaWindow``: the window that calls functions of its script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import expected, method
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.customwindows import FCCustomWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from postlude.finale.session import Session


def registers(event: str) -> Any:
    """A method that registers a function for an event; nil takes it back."""

    def register(self: FCCustomLuaWindow, callback: object) -> bool:
        self.register(event, callback)
        return True

    return method(register)


class FCCustomLuaWindow(FCCustomWindow):
    """A window that calls functions of the script when something happens in it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.control_callbacks: dict[int, Callable[..., Any]] = {}
        """What is registered for single controls, by their numbers."""

    def register(self, event: str, callback: Any, position: int = 1) -> None:
        if callback is None:
            self.callbacks.pop(event, None)
        elif callable(callback):
            self.callbacks[event] = callback
        else:
            raise expected(position, "function", callback)

    RegisterCloseWindow = registers("CloseWindow")
    RegisterDarkModeIsChanging = registers("DarkModeIsChanging")
    RegisterHandleActivate = registers("HandleActivate")
    RegisterHandleCancelButtonPressed = registers("CancelButtonPressed")
    RegisterHandleCommand = registers("HandleCommand")
    RegisterHandleDataListCheck = registers("HandleDataListCheck")
    RegisterHandleDataListSelect = registers("HandleDataListSelect")
    RegisterHandleKeyboardCommand = registers("HandleKeyboardCommand")
    RegisterHandleListDoubleClick = registers("HandleListDoubleClick")
    RegisterHandleListEnterKey = registers("HandleListEnterKey")
    RegisterHandleOkButtonPressed = registers("OkButtonPressed")
    RegisterHandleTimer = registers("HandleTimer")
    RegisterHandleUpDownPressed = registers("HandleUpDownPressed")
    RegisterInitWindow = registers("InitWindow")
    RegisterMouseTrackingStarted = registers("MouseTrackingStarted")
    RegisterMouseTrackingStopped = registers("MouseTrackingStopped")
    RegisterOSMenuCommandExecuted = registers("OSMenuCommandExecuted")
    RegisterScrollChanged = registers("ScrollChanged")
    RegisterTextSelectionChanged = registers("TextSelectionChanged")

    @method
    def RegisterHandleControlEvent(self, control: FCControl | None, callback: object) -> bool:
        """Register a function for what happens in one control; nil takes it back. False without a control."""
        if control is None:
            return False
        if callback is None:
            self.control_callbacks.pop(control.control_id, None)
        elif callable(callback):
            self.control_callbacks[control.control_id] = callback
        else:
            raise expected(2, "function", callback)
        return True

    @method
    def HandleControlEvent(self, control: FCControl) -> bool:
        """Call what is registered for this control; false if nothing is."""
        callback = self.control_callbacks.get(control.control_id)
        if callback is not None:
            callback(control)
        return callback is not None

    @method
    def ShowModeless(self) -> bool:  # type: ignore[override]
        """Show it, and go on with the script."""
        self.closing = False
        return self._session.surroundings.show_modeless(self)

    @method
    def ShowModelessWithGrabbyFocus(self) -> bool:
        """Show it as the window that the keyboard types into."""
        return self.ShowModeless()
