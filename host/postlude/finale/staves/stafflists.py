"""Lists of the staves that something shows on: expressions of a category, repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import FCCollection, prop, write_only
from postlude.finale.constants import constant
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.staves.systemstaves import FCSystemStaves

TOP_STAFF, BOTTOM_STAFF = -1, -2
"""What stands in a list for the top and the bottom staff of whatever system it is."""

_CATEGORY_LISTS = ("categoryStaffListScore", "categoryStaffListParts")
_NAMES = "categoryStaffListName"


def _check_mode(mode: int) -> None:
    # The framework's documentation has no numbers for the others, and no script names one.
    if mode != constant("SLMODE_CATEGORY_SCORE"):
        raise ScriptError(
            f"a kind of staff lists of the number {mode} is not known; use SLMODE_CATEGORY_SCORE"
        )


class FCStaffList(NoInciOther, tag="categoryStaffListScore"):
    """A staff list that categories of expressions use in the score.

    Its elements are numbers of staves, -1 for the top staff and -2 for the bottom one.
    """

    @write_only
    def Mode(self, mode: int) -> None:
        """Which kind of lists it is: only ``SLMODE_CATEGORY_SCORE`` is known."""
        _check_mode(mode)

    def _elements(self) -> list[int]:
        return [int(child.text) for child in self._node.children if child.tag == "inst"]

    def _put(self, elements: list[int]) -> None:
        self._node.children = [Node("inst", str(element)) for element in elements]
        self._cache.clear()

    @prop
    def ElementCount(self) -> int:
        return len(self._elements())

    @prop
    def StaffCount(self) -> int:
        """How many staves are in it by their number."""
        return len([element for element in self._elements() if element > 0])

    @method
    def GetStaff(self, index: int) -> int:
        """The element at a place, from 0; 0 behind the last."""
        elements = self._elements()
        return elements[index] if 0 <= index < len(elements) else 0

    @method
    def IsElementAvailable(self, stafflistelement: int) -> bool:
        return stafflistelement in self._elements()

    @method
    def AddElement(self, elementnumber: int) -> bool:
        """Add a staff, the top or the bottom staff; false if it is there."""
        elements = self._elements()
        if elementnumber in elements:
            return False
        self._put([*elements, elementnumber])
        return True

    @method
    def RemoveElement(self, element: int) -> bool:
        elements = self._elements()
        if element not in elements:
            return False
        self._put([each for each in elements if each != element])
        return True

    @method
    def IncludesStaff(self, staffnumber: int) -> bool:
        return staffnumber > 0 and self.IsElementAvailable(staffnumber)

    @method
    def IncludesTopStaff(self) -> bool:
        return self.IsElementAvailable(TOP_STAFF)

    @method
    def IncludesBottomStaff(self) -> bool:
        return self.IsElementAvailable(BOTTOM_STAFF)

    @method
    def AddStaff(self, staffnumber: int) -> bool:
        return staffnumber > 0 and self.AddElement(staffnumber)

    @method
    def AddTopStaff(self) -> bool:
        return self.AddElement(TOP_STAFF)

    @method
    def AddBottomStaff(self) -> bool:
        return self.AddElement(BOTTOM_STAFF)

    @method
    def RemoveStaff(self, staffnumber: int) -> bool:
        return staffnumber > 0 and self.RemoveElement(staffnumber)

    @method
    def RemoveTopStaff(self) -> bool:
        return self.RemoveElement(TOP_STAFF)

    @method
    def RemoveBottomStaff(self) -> bool:
        return self.RemoveElement(BOTTOM_STAFF)

    @method
    def CreateNameString(self) -> FCString:
        node = self._store.load("others", _NAMES, Key(self.ItemNo))
        return FCString(self._session, (node.get("name") if node is not None else None) or "")

    @method
    def SaveNameString(self, pString: str) -> bool:
        """Give the list a name at once."""
        node = Node(_NAMES)
        node.set("name", pString)
        self._store.save("others", _NAMES, Key(self.ItemNo), node)
        return True


class FCStaffLists(NoInciOthers, of=FCStaffList):
    """The staff lists of the document."""

    @write_only
    def Mode(self, mode: int) -> None:
        """Which kind of lists it is: only ``SLMODE_CATEGORY_SCORE`` is known."""
        _check_mode(mode)


class FCStaffListLookup(FCCollection):
    """The staves that something with a staff list shows on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._score: list[int] | None = None
        self._parts: list[int] = []

    @method
    def LoadCategoryList(self, number: int) -> bool:
        """Take a list that categories of expressions use, both its staves in the score and in parts."""
        found = [self._session.store.load("others", tag, Key(number)) for tag in _CATEGORY_LISTS]
        if not any(found):
            return False
        self._score, self._parts = (
            [int(child.text) for child in node.children] if node is not None else [] for node in found
        )
        return True

    @method
    def IsLoaded(self) -> bool:
        return self._score is not None

    @method
    def IsStaffElementDisplayed(self, staffno: int, score: bool, pSystemStaves: FCSystemStaves) -> bool:
        """Whether it shows on a staff of a system, in the score or in parts."""
        elements = (self._score or []) if score else self._parts
        ends = {TOP_STAFF: pSystemStaves.StartStaff, BOTTOM_STAFF: pSystemStaves.EndStaff}
        return any(ends.get(element, element) == staffno for element in elements)
