"""Windows of controls: with numbers, or at places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import prop
from postlude.finale.dialogs.buttons import (
    FCCtrlButton,
    FCCtrlCheckbox,
    FCCtrlRadioButton,
    FCCtrlRadioButtonGroup,
)
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.datalists import FCCtrlDataList
from postlude.finale.dialogs.edits import FCCtrlComboBox, FCCtrlEdit, FCCtrlSlider, FCCtrlUpDown
from postlude.finale.dialogs.lists import FCCtrlListBox, FCCtrlPopup
from postlude.finale.dialogs.plain import (
    FCCtrlHorizontalLine,
    FCCtrlImage,
    FCCtrlLine,
    FCCtrlStatic,
    FCCtrlSwitcher,
    FCCtrlVerticalLine,
)
from postlude.finale.dialogs.texteditors import FCCtrlTextEditor
from postlude.finale.dialogs.trees import FCCtrlTree
from postlude.finale.dialogs.windows import FCUserWindow
from postlude.finale.fields import held

if TYPE_CHECKING:
    from postlude.finale.session import Session

C = TypeVar("C", bound=FCControl)
OK_ID, CANCEL_ID, CLOSE_ID = 1, 2, 8
"""The numbers that these buttons have in every dialog of Windows; the other controls count on from 1001."""
FIRST_ID = 1001
RADIO_BUTTON_STEP = 20.0
MOST_BUTTONS = 1000
"""Radio buttons of a group: beyond any screen, and little memory."""


class FCResourceWindow(FCUserWindow):
    """A window whose controls are known by their numbers."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.resource_id = 0
        self.dpi_aware = False

    @constructor
    def created(self, resid: int = 0) -> None:
        self.resource_id = resid

    WantsDpiAwareness = held("dpi_aware", bool)

    @prop
    def Parent(self) -> FCUserWindow | None:
        """The window that it was opened from, while it is shown."""
        return self.parent

    def _add(self, cls: type[C], number: int) -> C:
        control = cls(self._session)
        control.control_id = number
        self.put(control)
        return control

    @method
    def AddCtrl(self, control: FCControl) -> FCControl:
        return self.put(control)

    @method
    def AddButton(self, id: int) -> FCCtrlButton:
        return self._add(FCCtrlButton, id)

    @method
    def AddCheckbox(self, id: int) -> FCCtrlCheckbox:
        return self._add(FCCtrlCheckbox, id)

    @method
    def AddComboBox(self, id: int) -> FCCtrlComboBox:
        return self._add(FCCtrlComboBox, id)

    @method
    def AddDataList(self, id: int) -> FCCtrlDataList:
        return self._add(FCCtrlDataList, id)

    @method
    def AddEdit(self, id: int) -> FCCtrlEdit:
        return self._add(FCCtrlEdit, id)

    @method
    def AddImage(self, id: int) -> FCCtrlImage:
        return self._add(FCCtrlImage, id)

    @method
    def AddLine(self, id: int) -> FCCtrlLine:
        return self._add(FCCtrlLine, id)

    @method
    def AddListBox(self, id: int) -> FCCtrlListBox:
        return self._add(FCCtrlListBox, id)

    @method
    def AddPopup(self, id: int) -> FCCtrlPopup:
        return self._add(FCCtrlPopup, id)

    @method
    def AddRadioButton(self, id: int) -> FCCtrlRadioButton:
        return self._add(FCCtrlRadioButton, id)

    @method
    def AddSlider(self, id: int) -> FCCtrlSlider:
        return self._add(FCCtrlSlider, id)

    @method
    def AddStatic(self, id: int) -> FCCtrlStatic:
        return self._add(FCCtrlStatic, id)

    @method
    def AddTextEditor(self, id: int) -> FCCtrlTextEditor:
        return self._add(FCCtrlTextEditor, id)

    @method
    def AddTree(self, id: int) -> FCCtrlTree:
        return self._add(FCCtrlTree, id)

    @method
    def AddUpDown(self, id: int) -> FCCtrlUpDown:
        return self._add(FCCtrlUpDown, id)

    @method
    def ExecuteModal(self, parent: FCUserWindow | None = None) -> int:
        """Show it until it is closed: an ``EXECMODAL_`` number."""
        self.parent, self.modal, self.closing = parent, True, False
        try:
            return self._session.surroundings.run_dialog(self)
        finally:
            self.parent, self.modal = None, False

    @method
    def ShowModeless(self, parent: FCUserWindow | None) -> None:
        """Show it, and go on."""
        self.parent, self.closing = parent, False
        self._session.surroundings.show_modeless(self)

    @method
    def DestroyWindow(self) -> None:
        self.closing = True


class FCCustomWindow(FCResourceWindow):
    """A window whose controls are made at places in it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ok_can_close = True

    OkButtonCanClose = held("ok_can_close", bool)

    def _create(self, cls: type[C], x: float, y: float) -> C:
        taken = [control.control_id for control in self._items]
        control = self._add(cls, max([FIRST_ID - 1, *taken]) + 1)
        control.left, control.top = x, y
        return control

    def _own_button(self, role: str, number: int, text: str) -> FCCtrlButton:
        button = self._add(FCCtrlButton, number)
        button.role, button.text = role, text
        return button

    @method
    def CreateOkButton(self) -> FCCtrlButton:
        """The button that confirms, below the other controls when the window is shown."""
        return self._own_button("ok", OK_ID, "OK")

    @method
    def CreateCancelButton(self) -> FCCtrlButton:
        """The button that cancels, beside the OK button."""
        return self._own_button("cancel", CANCEL_ID, "Cancel")

    @method
    def CreateCloseButton(self, x: float, y: float) -> FCCtrlButton:
        """A button that closes the window."""
        button = self._own_button("close", CLOSE_ID, "Close")
        button.left, button.top = x, y
        return button

    @method
    def CreateButton(self, x: float, y: float) -> FCCtrlButton:
        return self._create(FCCtrlButton, x, y)

    @method
    def CreateCheckbox(self, x: float, y: float) -> FCCtrlCheckbox:
        return self._create(FCCtrlCheckbox, x, y)

    @method
    def CreateComboBox(self, x: float, y: float) -> FCCtrlComboBox:
        return self._create(FCCtrlComboBox, x, y)

    @method
    def CreateDataList(self, x: float, y: float) -> FCCtrlDataList:
        return self._create(FCCtrlDataList, x, y)

    @method
    def CreateEdit(self, x: float, y: float) -> FCCtrlEdit:
        return self._create(FCCtrlEdit, x, y)

    @method
    def CreateHorizontalLine(self, x: float, y: float, width: float) -> FCCtrlHorizontalLine:
        line = self._create(FCCtrlHorizontalLine, x, y)
        line.width = width
        return line

    @method
    def CreateVerticalLine(self, x: float, y: float, height: float) -> FCCtrlVerticalLine:
        line = self._create(FCCtrlVerticalLine, x, y)
        line.height = height
        return line

    @method
    def CreateImage(self, x: float, y: float) -> FCCtrlImage:
        return self._create(FCCtrlImage, x, y)

    @method
    def CreateListBox(self, x: float, y: float) -> FCCtrlListBox:
        return self._create(FCCtrlListBox, x, y)

    @method
    def CreatePopup(self, x: float, y: float) -> FCCtrlPopup:
        return self._create(FCCtrlPopup, x, y)

    @method
    def CreateRadioButton(self, x: float, y: float) -> FCCtrlRadioButton:
        return self._create(FCCtrlRadioButton, x, y)

    @method
    def CreateRadioButtonGroup(self, x: float, y: float, no_of_items: int) -> FCCtrlRadioButtonGroup:
        """So many radio buttons, one below the other; the first is on, as scripts count on."""
        if no_of_items > MOST_BUTTONS:
            raise ScriptError(f"param 3 expected at most {MOST_BUTTONS} buttons, got {no_of_items}")
        group = FCCtrlRadioButtonGroup(self._session)
        groups = {
            id(control.group)
            for control in self._items
            if isinstance(control, FCCtrlRadioButton) and control.group is not None
        }
        group.group_id = len(groups) + 1
        for index in range(no_of_items):
            group.Add(self._create(FCCtrlRadioButton, x, y + index * RADIO_BUTTON_STEP))
        group.SelectedItem = 0
        return group

    @method
    def CreateSlider(self, x: float, y: float) -> FCCtrlSlider:
        return self._create(FCCtrlSlider, x, y)

    @method
    def CreateStatic(self, x: float, y: float) -> FCCtrlStatic:
        return self._create(FCCtrlStatic, x, y)

    @method
    def CreateSwitcher(self, x: float, y: float) -> FCCtrlSwitcher:
        return self._create(FCCtrlSwitcher, x, y)

    @method
    def CreateTextEditor(self, x: float, y: float) -> FCCtrlTextEditor:
        return self._create(FCCtrlTextEditor, x, y)

    @method
    def CreateTree(self, x: float, y: float) -> FCCtrlTree:
        return self._create(FCCtrlTree, x, y)

    @method
    def CreateUpDown(self, x: float, y: float) -> FCCtrlUpDown:
        return self._create(FCCtrlUpDown, x, y)

    @method
    def MoveAllControls(self, horizoffset: int, vertoffset: int) -> None:
        for control in self._items:
            control.MoveRelative(horizoffset, vertoffset)
