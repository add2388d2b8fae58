"""What can happen in a window, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import method

if TYPE_CHECKING:
    from postlude.finale.dialogs.controls import FCControl
    from postlude.finale.dialogs.datalists import FCCtrlDataList
    from postlude.finale.dialogs.plain import FCCtrlSwitcher


class WindowEvents:
    """A window for whose event the script has registered nothing does nothing then."""

    callbacks: dict[str, Callable[..., Any]]
    """What is registered, by the name of the event."""

    def fire(self, event: str, *arguments: Any) -> Any:
        """Call what is registered for an event (``HandleCommand``, ``InitWindow`` ...); None if nothing is."""
        callback = self.callbacks.get(event)
        return callback(*arguments) if callback is not None else None

    @method
    def InitWindow(self) -> None:
        self.fire("InitWindow")

    @method
    def OkButtonPressed(self) -> None:
        self.fire("OkButtonPressed")

    @method
    def CancelButtonPressed(self) -> None:
        self.fire("CancelButtonPressed")

    @method
    def HandleActivate(self, activated: bool) -> None:
        self.fire("HandleActivate", activated)

    @method
    def DarkModeIsChanging(self, isDarkMode: bool) -> None:
        self.fire("DarkModeIsChanging", isDarkMode)

    @method
    def HandleCommand(self, control: FCControl) -> bool:
        return bool(self.fire("HandleCommand", control))

    @method
    def HandleDataListCheck(self, control: FCCtrlDataList, lineindex: int, checkstate: bool) -> None:
        self.fire("HandleDataListCheck", control, lineindex, checkstate)

    @method
    def HandleDataListSelect(self, control: FCCtrlDataList, lineindex: int) -> None:
        self.fire("HandleDataListSelect", control, lineindex)

    @method
    def HandleListDoubleClick(self, control: FCControl) -> None:
        self.fire("HandleListDoubleClick", control)

    @method
    def HandleListEnterKey(self, control: FCControl) -> bool:
        return bool(self.fire("HandleListEnterKey", control))

    @method
    def HandleKeyboardCommand(self, control: FCControl, character: int) -> bool:
        return bool(self.fire("HandleKeyboardCommand", control, character))

    @method
    def HandleSwitcherSelect(self, control: FCCtrlSwitcher, switchindex: int) -> None:
        control.SelectedPage = switchindex

    @method
    def HandleTimer(self, timerID: int) -> None:
        self.fire("HandleTimer", timerID)

    @method
    def HandleUpDownPressed(self, control: FCControl, delta: int) -> None:
        self.fire("HandleUpDownPressed", control, delta)

    @method
    def MouseTrackingStarted(self, control: FCControl) -> None:
        self.fire("MouseTrackingStarted", control)

    @method
    def MouseTrackingStopped(self, control: FCControl) -> None:
        self.fire("MouseTrackingStopped", control)

    @method
    def OSMenuCommandExecuted(self, menuCommand: int, menuCommandType: int) -> None:
        self.fire("OSMenuCommandExecuted", menuCommand, menuCommandType)

    @method
    def ScrollChanged(self, control: FCControl) -> None:
        self.fire("ScrollChanged", control)

    @method
    def TextSelectionChanged(self, control: FCControl) -> None:
        self.fire("TextSelectionChanged", control)
