"""Instruments of two or three staves, such as a piano."""

from __future__ import annotations

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part, save_for_part
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import integer
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.staves.staves import slots


class FCMultiStaffInstrument(NoInciOther, tag="multiStaffInstGroup"):
    """The staves of one instrument, and the group that shows them."""

    FirstStaff = integer("staffNum1")
    SecondStaff = integer("staffNum2")
    ThirdStaff = integer("staffNum3")

    @prop
    def GroupID(self) -> int:
        """The number of the group of staves; it lies in a record of its own, which each part has for itself."""
        if self._group_id is not None:
            return self._group_id
        key = Key(self.ItemNo)
        node = load_for_part(self._store, "others", "multiStaffGroupID", key, self._part)
        return int((node.get("staffGroupID") if node is not None else None) or 0)

    @GroupID.setter
    def _set_group_id(self, value: int) -> None:
        self._group_id = value

    _group_id: int | None = None

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._group_id = None

    def _save(self, key: Key) -> bool:
        saved = super()._save(key)
        if self._group_id is not None:
            node = Node("multiStaffGroupID")
            node.set("staffGroupID", str(self._group_id))
            save_for_part(self._store, "others", "multiStaffGroupID", key, self._part, node)
        return saved

    def _staves(self) -> list[int]:
        staves = (self.FirstStaff, self.SecondStaff, self.ThirdStaff)
        return [staff for staff in staves if staff]

    def _in_order(self) -> list[int]:
        """Its staves as scroll view has them, from the top."""
        order = slots(self._session)
        return sorted((staff for staff in self._staves() if staff in order), key=order.__getitem__)

    @method
    def ContainsStaff(self, staffno: int) -> bool:
        return staffno in self._staves()

    @method
    def CalcTopStaff(self) -> int:
        """The highest of its staves in scroll view; 0 if none is there."""
        return next(iter(self._in_order()), 0)

    @method
    def CalcBottomStaff(self) -> int:
        """The lowest of its staves in scroll view; 0 if none is there."""
        return next(reversed(self._in_order()), 0)


class FCMultiStaffInstruments(NoInciOthers, of=FCMultiStaffInstrument):
    """The instruments of several staves."""

    @method
    def FindStaff(self, staffno: int) -> FCMultiStaffInstrument | None:
        return next((item for item in self._items if item.ContainsStaff(staffno)), None)
