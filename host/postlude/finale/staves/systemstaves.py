"""The staves of scroll view and of each system: their order and distances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import held, integer
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther
from postlude.finale.staves.stafflayout import NEW_PLACE, STUDIO_VIEW, TEMPO_TAP_STAFF, unlist_staff
from postlude.finale.staves.staves import system_staves

if TYPE_CHECKING:
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session

FIRST_STAFF_SET, STAFF_SETS = 65500, 8
TEMPORARY_LIST = 65529
"""Numbers of lists of staves that belong to no system (musxdom names them)."""


class FCSystemStaff(InciOther, tag="instUsed"):
    """A staff's place in a system or in scroll view; ``Distance`` is in EVPU from the top, downwards."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._size = 100

    made_with = NEW_PLACE

    Distance = integer("distFromTop", factor=-1, explicit=True)
    Resize = held("_size", int, "The size of the staff in this system, in percent; 100 has no record.")
    Staff = integer("inst")

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        size = self._store.load("details", "staffSize", self._size_key())
        self._size = int((size.get("staffPercent") if size is not None else None) or 100)

    def _size_key(self) -> Key:
        return Key(int(self._key.cmper1), self.Staff)

    def _save(self, key: Key) -> bool:
        saved = super()._save(key)
        if self._size == 100:
            self._store.delete("details", "staffSize", self._size_key())
        else:
            node = self._store.load("details", "staffSize", self._size_key()) or Node("staffSize")
            node.set("staffPercent", str(self._size))
            self._store.save("details", "staffSize", self._size_key(), node)
        return saved

    @method
    def DeleteData(self) -> bool:
        """Take the staff out of the system, or out of scroll view and all systems; false for a system's only one."""
        session, system, staff = self._session, int(self._key.cmper1), int(self.Staff)
        if 0 < system < STUDIO_VIEW and len(session.keys_of("others", "instUsed", system)) < 2:
            return False
        if not super().DeleteData():
            return False
        if system == 0:
            unlist_staff(session, staff, part=session.part)
        return True

    @method
    def DeleteResizeData(self) -> bool:
        """Give the staff its full size in this system, at once; false if it has it."""
        self._size = 100
        return self._store.delete("details", "staffSize", self._size_key())


class FCSystemStaves(InciOthers, of=FCSystemStaff):
    """The staves of a system, of scroll view or of a region, from the top."""

    @method
    def LoadScrollView(self) -> int:
        return self._load_list(0)

    @method
    def LoadStudioView(self) -> int:
        return self._load_list(STUDIO_VIEW)

    @method
    def LoadStaffSet(self, staffsetnumber: int) -> int:
        """The staves of a staff set, 1 to 8."""
        return (
            self._load_list(FIRST_STAFF_SET + staffsetnumber - 1) if 1 <= staffsetnumber <= STAFF_SETS else 0
        )

    @method
    def LoadAllForItem(self, cmper: int) -> int:
        return self._load_list(cmper)

    @method
    def LoadAllForRegion(self, region: FCMusicRegion) -> int:
        first, last = region.slots
        keys = [key for _, key in system_staves(self._session, 0)]
        return self._fill(keys[max(first - 1, 0) : last])

    @method
    def LoadTemporaryInstrumentList(self) -> int:
        return self._load_list(TEMPORARY_LIST)

    @method
    def SaveToTemporaryInstrumentList(self) -> bool:
        """Keep these staves as the list that is nobody's, in place of what it has."""
        keys = self._session.keys_of("others", "instUsed", TEMPORARY_LIST)
        for key in keys[len(self._items) :]:
            self._session.store.delete("others", "instUsed", key._replace(part=self._session.part))
        for inci, item in enumerate(self._items):
            copy = item.CreateClone()
            copy._size = 100
            copy._save(Key(TEMPORARY_LIST, inci=inci))
        return bool(self._items)

    def _load_list(self, cmper: int) -> int:
        return self._fill([key for _, key in system_staves(self._session, cmper)])

    @prop
    def StartStaff(self) -> int:
        """The staff at the top; 0 without any."""
        return self._items[0].Staff if self._items else 0

    @prop
    def EndStaff(self) -> int:
        """The staff at the bottom; 0 without any."""
        return self._items[-1].Staff if self._items else 0

    @method
    def FindStaff(self, staffno: int) -> FCSystemStaff | None:
        return next((item for item in self._items if item.Staff == staffno), None)

    @method
    def FindTempoTapStaff(self) -> FCSystemStaff | None:
        """The staff of taps that studio view has on top."""
        return next((item for item in self._items if item.Staff == TEMPO_TAP_STAFF), None)

    @method
    def IsSharingStaffWith(self, pOtherSystemStaves: FCSystemStaves) -> bool:
        theirs = {item.Staff for item in pOtherSystemStaves}
        return any(item.Staff in theirs for item in self._items)

    @method
    def CreateMusicRegion(self, forwholedocument: bool = False) -> FCMusicRegion:
        """A region of these staves, of all measures if asked for; without, its measures are still to be set."""
        from postlude.finale.regions.regions import FCMusicRegion

        region = FCMusicRegion(self._session)
        if forwholedocument:
            region.SetFullDocument()
        region.StartStaff, region.EndStaff = self.StartStaff, self.EndStaff
        return region
