"""Controls that are pressed: checkboxes, buttons, radio buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, prop, write_only
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.state import kept

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.stringlists import FCStrings

UNCHECKED, CHECKED, MIXED = range(3)


class FCCtrlCheckbox(FCControl):
    """A checkbox: off (0), on (1) or, if it has three states, mixed (2)."""

    default_size = (100.0, 18.0)
    padding = 22.0

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.check = UNCHECKED
        self.three_states = False

    @prop
    def Check(self) -> int:
        return self.check

    @Check.setter
    def _set_check(self, value: int) -> None:
        if not UNCHECKED <= value <= MIXED:
            raise ScriptError(f"a checkbox is 0, 1 or 2, not {value}")
        self.check = CHECKED if value == MIXED and not self.three_states else value

    @prop
    def ThreeStatesMode(self) -> bool:
        return self.three_states

    @ThreeStatesMode.setter
    def _set_three_states_mode(self, value: bool) -> None:
        self.three_states = value
        self._set_check(self.check)


class FCCtrlButton(FCCtrlCheckbox):
    """A button. ``role`` says which of a dialog's own buttons it is: ok, cancel, close, or none of them."""

    default_size = (70.0, 22.0)
    padding = 24.0

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.role = ""
        self.font_size = 0
        self.has_shortcut = True

    FontSize = kept("font_size", int)

    @method
    def ClearShortcutKey(self) -> None:
        """Let no key press it: neither return nor escape."""
        self.has_shortcut = False


class FCCtrlRadioButton(FCControl):
    """One of several buttons of which one at most is on."""

    default_size = (100.0, 18.0)
    padding = 22.0

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.group: FCCtrlRadioButtonGroup | None = None
        self.alone = False
        """Whether it is on while it is in no group."""

    @constructor
    def created(self, id: int = 0, group: FCCtrlRadioButtonGroup | None = None, index: int = 0) -> None:
        self.control_id = id
        if group is not None:
            group.Add(self)

    @prop
    def RadioButtonGroup(self) -> FCCtrlRadioButtonGroup | None:
        return self.group

    @prop
    def Check(self) -> bool:
        return self.alone if self.group is None else self.group.chosen is self

    @Check.setter
    def _set_check(self, value: bool) -> None:
        if self.group is None:
            self.alone = value
        elif value:
            self.group.chosen = self
        elif self.group.chosen is self:
            self.group.chosen = None


class FCCtrlRadioButtonGroup(FCBase):
    """Radio buttons of which one at most is on; they are controls of the window each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.group_id = 0
        self.buttons: list[FCCtrlRadioButton] = []
        self.chosen: FCCtrlRadioButton | None = None

    @constructor
    def created(self, groupID: int = 0) -> None:
        self.group_id = groupID

    def __iter__(self) -> Iterator[FCCtrlRadioButton]:
        return iter(list(self.buttons))

    @prop
    def GroupID(self) -> int:
        return self.group_id

    @prop
    def Count(self) -> int:
        return len(self.buttons)

    @method
    def GetItemAt(self, index: int) -> FCCtrlRadioButton | None:
        return self.buttons[index] if 0 <= index < len(self.buttons) else None

    @method
    def Add(self, button: FCCtrlRadioButton) -> None:
        button.group = self
        self.buttons.append(button)
        if button.alone:
            self.chosen = button

    @prop
    def SelectedItem(self) -> int:
        """The button that is on, counted from 0; -1 if none is."""
        return self.buttons.index(self.chosen) if self.chosen is not None else -1

    @SelectedItem.setter
    def _set_selected_item(self, value: int) -> None:
        self.chosen = self.GetItemAt(value)

    @prop
    def SelectedButton(self) -> FCCtrlRadioButton | None:
        return self.chosen

    @write_only
    def Text(self, texts: FCStrings) -> None:
        """The texts of the buttons, in order."""
        for button, text in zip(self.buttons, texts, strict=False):
            button.text = text.text_value

    @write_only
    def Width(self, width: float) -> None:
        """The width of each button."""
        for button in self.buttons:
            button.width = width

    @method
    def MoveAllRelative(self, horizoffset: float, vertoffset: float) -> None:
        for button in self.buttons:
            button.MoveRelative(horizoffset, vertoffset)
