"""Controls for text and numbers: edit boxes, combo boxes, up-down arrows, sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.state import kept
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.stringlists import FCStrings

EFIX = 64
"""EFIX in an EVPU."""


class FCCtrlEdit(FCControl):
    """An edit box. Measurements are in EVPU (EFIX where the name says so), the text is in the unit given."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.read_only = False
        self.max_length = 0
        """The most that can be typed; 0 is no limit."""
        self.all_selected = False

    MaxLength = kept("max_length", int)
    ReadOnly = kept("read_only", bool)

    def _string(self) -> FCString:
        return FCString(self._session, self.text)

    def _show(self, string: FCString) -> None:
        self.text = string.text_value
        self.text_changed()

    @prop
    def Integer(self) -> int:
        """The number that the text begins with, 0 if it begins with none."""
        return int(self._string().GetInteger(0))

    @Integer.setter
    def _set_integer(self, value: int) -> None:
        self.text = str(value)
        self.text_changed()

    @method
    def GetRangeInteger(self, minimum: int, maximum: int) -> int:
        return min(max(int(self.Integer), minimum), maximum)

    @method
    def AdjustIntegerWithin(self, min: int, max: int) -> None:
        """Write another number if the one in the text is out of range."""
        within = self.GetRangeInteger(min, max)
        if within != self.Integer:
            self.Integer = within

    @write_only
    def Float(self, value: float) -> None:
        string = self._string()
        string.Float = value
        self._show(string)

    @method
    def GetFloat(self, min: float, max: float) -> float:
        """The number in the text, within a range."""
        value = float(self._string().GetFloat(0))
        return _within(value, min, max)

    # Measurements.

    @method
    def GetMeasurement(self, measurementunit: int) -> float:
        return float(self._string().GetMeasurement(measurementunit))

    @method
    def SetMeasurement(self, value: float, measurementunit: int) -> None:
        string = self._string()
        string.SetMeasurement(value, measurementunit)
        self._show(string)

    @method
    def GetMeasurementInteger(self, measurementunit: int) -> float:
        """Rounded to whole EVPUs."""
        return _rounded(self.GetMeasurement(measurementunit))

    @method
    def SetMeasurementInteger(self, value: float, measurementunit: int) -> None:
        self.SetMeasurement(_rounded(value), measurementunit)

    @method
    def GetMeasurementEfix(self, measurementunit: int) -> float:
        """In EFIX, rounded to whole ones."""
        return _rounded(self.GetMeasurement(measurementunit) * EFIX)

    @method
    def SetMeasurementEfix(self, value: float, measurementunit: int) -> None:
        self.SetMeasurement(value / EFIX, measurementunit)

    @method
    def GetRangeMeasurement(self, measurementunit: int, min: float, max: float) -> float:
        return _within(self.GetMeasurement(measurementunit), min, max)

    @method
    def GetRangeMeasurementInteger(self, measurementunit: int, min: int, max: int) -> float:
        return _within(self.GetMeasurementInteger(measurementunit), min, max)

    @method
    def GetRangeMeasurementEfix(self, measurementunit: int, min: float, max: float) -> float:
        return _within(self.GetMeasurementEfix(measurementunit), min, max)

    # The box.

    @method
    def SetFocus(self) -> None:
        self.SetKeyboardFocus()

    @method
    def SelectAll(self) -> None:
        self.all_selected = True

    @method
    def ScrollToBottom(self) -> None:
        """Nothing is scrolled here."""


def _rounded(value: float) -> float:
    return float(int(value + 0.5) if value >= 0 else -int(0.5 - value))


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


class FCCtrlComboBox(FCCtrlEdit):
    """An edit box with a list of texts to choose from. Its text need not be one of the list."""

    padding = 28.0

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.items: list[str] = []

    def shown_texts(self) -> list[str]:
        return [self.text, *self.items]

    @prop
    def Count(self) -> int:
        return len(self.items)

    @write_only
    def Strings(self, strings: FCStrings) -> None:
        self.items = [string.text_value for string in strings]

    @method
    def AddString(self, string: str) -> None:
        self.items.append(string)

    @method
    def Clear(self) -> None:
        """Empty the list; the text stays."""
        self.items = []

    @prop
    def SelectedItem(self) -> int:
        """The item that the text is, counted from 0; -1 if it is none. Setting it sets the text."""
        return self.items.index(self.text) if self.text in self.items else -1

    @SelectedItem.setter
    def _set_selected_item(self, value: int) -> None:
        self.text = self.items[value] if 0 <= value < len(self.items) else ""


class FCCtrlUpDown(FCControl):
    """Arrows that count a number up and down, by themselves or in an edit box."""

    default_size = (16.0, 22.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edit: FCCtrlEdit | None = None
        self.counts_measurements = False
        self.range: tuple[float, float] = (0, 100)
        self.value = 0

    @prop
    def ConnectedEdit(self) -> FCCtrlEdit | None:
        return self.edit

    @prop
    def Minimum(self) -> int:
        return int(self.range[0])

    @prop
    def Maximum(self) -> int:
        return int(self.range[1])

    @method
    def SetRange(self, min: int, max: int) -> None:
        self.range = (min, max)

    @prop
    def Value(self) -> int:
        """The number; with an edit box for integers, the one that the box shows."""
        edit = self.edit
        return int(edit.Integer) if edit is not None and not self.counts_measurements else self.value

    @Value.setter
    def _set_value(self, value: int) -> None:
        self.value = int(_within(value, *self.range))
        if self.edit is not None and not self.counts_measurements:
            self.edit.Integer = self.value

    @method
    def ConnectIntegerEdit(self, control: FCCtrlEdit, min: int, max: int) -> bool:
        """Count the integer of an edit box within a range."""
        self.edit, self.range, self.counts_measurements = control, (min, max), False
        return True

    @method
    def ConnectMeasurementEdit(self, control: FCCtrlEdit, min: float, max: float) -> bool:
        """Count the measurement of an edit box within a range, in EVPU."""
        self.edit, self.range, self.counts_measurements = control, (min, max), True
        return True


class FCCtrlSlider(FCControl):
    """A slider, whose thumb is always within its range."""

    default_size = (100.0, 22.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.minimum, self.maximum, self.thumb = 0, 100, 0

    @prop
    def MinValue(self) -> int:
        return self.minimum

    @MinValue.setter
    def _set_min_value(self, value: int) -> None:
        self.minimum = value
        self.thumb = max(self.thumb, value)

    @prop
    def MaxValue(self) -> int:
        return self.maximum

    @MaxValue.setter
    def _set_max_value(self, value: int) -> None:
        self.maximum = value
        self.thumb = min(self.thumb, value)

    @prop
    def ThumbPosition(self) -> int:
        return self.thumb

    @ThumbPosition.setter
    def _set_thumb_position(self, value: int) -> None:
        self.thumb = max(min(value, self.maximum), self.minimum)
