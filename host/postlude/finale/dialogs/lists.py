"""Lists of texts of which one is chosen: list boxes and popups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.fields import held
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.stringlists import FCStrings

NOTHING = -1


class Items:
    """The items of a list, and the chosen one. An item may be chosen before it is there."""

    _session: Session
    items: list[str]
    chosen: int
    unchosen = False
    """Whether nobody has chosen the item that counts as chosen."""

    @prop
    def Count(self) -> int:
        return len(self.items)

    @prop
    def SelectedItem(self) -> int:
        return self.chosen if self.chosen < len(self.items) else NOTHING

    @SelectedItem.setter
    def _set_selected_item(self, value: int) -> None:
        self.chosen = max(value, NOTHING)
        self.unchosen = False

    @write_only
    def Strings(self, strings: FCStrings) -> None:
        self.items = [string.text_value for string in strings]

    @method
    def AddString(self, string: str) -> None:
        self.items.append(string)

    @method
    def SetItemText(self, index: int, text: str) -> None:
        if 0 <= index < len(self.items):
            self.items[index] = text

    @method
    def DeleteItem(self, index: int) -> None:
        """Remove an item; if it was the chosen one, none is."""
        if not 0 <= index < len(self.items):
            return
        del self.items[index]
        if index == self.chosen:
            self.chosen = NOTHING
        elif index < self.chosen:
            self.chosen -= 1

    def insert(self, index: int, text: str) -> None:
        index = min(max(index, 0), len(self.items))
        if index <= self.SelectedItem:
            self.chosen += 1
        self.items.insert(index, text)

    def shown_texts(self) -> list[str]:
        return self.items


class FCCtrlListBox(Items, FCControl):
    """A list of texts of which one can be chosen. At first it is the first: scripts that let no item be chosen
    and read it count on that."""

    default_size = (100.0, 100.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.items = []
        self.chosen = 0
        self.unchosen = True
        self.alternating = False

    # These two are in RGP Lua for the Mac, as its class browser uses them, and not in the documentation.

    AlternatingBackgroundRowColors = held("alternating", bool)

    @method
    def UseAlternatingBackgroundRowColors(self) -> None:
        self.alternating = True

    @method
    def Clear(self) -> None:
        self.items = []
        self.chosen = 0
        self.unchosen = True

    @method
    def ClearSelection(self) -> None:
        self.chosen = NOTHING

    @method
    def SetSelectedLast(self) -> bool:
        """Choose the last item; false if there is none."""
        self.SelectedItem = len(self.items) - 1
        return bool(self.items)

    @method
    def GetItemText(self, index: int, into: FCString) -> None:
        into.text_value = self.items[index] if 0 <= index < len(self.items) else ""

    @method
    def InsertItem(self, index: int, text: str) -> None:
        self.insert(index, text)


class FCCtrlPopup(Items, FCControl):
    """A popup menu of which one item is shown: the first, unless a script chooses another."""

    default_size = (100.0, 22.0)
    padding = 36.0

    def __init__(self, session: Session) -> None:
        self._text = ""
        self.items = []
        self.chosen = 0
        super().__init__(session)

    @property
    def text(self) -> str:
        """What it shows: its chosen item, as scripts count on; what was set where there is none."""
        return self.items[self.SelectedItem] if self.SelectedItem != NOTHING else self._text

    @text.setter
    def text(self, value: str) -> None:
        self._text = value

    @method
    def Clear(self) -> None:
        self.items = []
        self.chosen = 0

    @method
    def GetItemText(self, index: int, into: FCString) -> bool:
        there = 0 <= index < len(self.items)
        if there:
            into.text_value = self.items[index]
        return there

    @method
    def InsertString(self, index: int, text: str) -> None:
        self.insert(index, text)
