"""Collections of records: loaded together, walked, saved together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from postlude.enigma.node import Key
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCCollection, write_only
from postlude.finale.deleting import delete_record
from postlude.finale.records import BaseData, InciOther, NoInciOther

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.regions.cells import FCCell
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session


class DataCollection(FCCollection, name="__FCCollectionData"):
    """A collection of records; ``of`` is the class of its items, ``tag`` their tag if the class has several."""

    of: ClassVar[type[BaseData]] = BaseData
    item_tag: str = ""

    def __init_subclass__(cls, *, of: type[BaseData] | None = None, tag: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if of is not None:
            cls.of = of
            cls.item_tag = tag or of.tag

    def _fill(self, keys: list[Key]) -> int:
        self._items = []
        for key in keys:
            item = self.of(self._session)
            if item.tag != self.item_tag:
                item._use(self.item_tag)
            if item._load(key):
                self._items.append(item)
        return len(self._items)

    def _all_keys(self) -> list[Key]:
        return self._session.keys(self.of.section, self.item_tag)

    @method
    def LoadAll(self) -> int:
        return self._fill(self._all_keys())

    @method
    def SaveAll(self) -> bool:
        saved = [item.Save() for item in self._items]
        return all(saved)


class NoInciOthers(DataCollection, name="__FCCollectionNoInciOther"):
    """A collection of records with one cmper."""

    @method
    def FindItemNo(self, cmper: int) -> NoInciOther | None:
        return next((item for item in self._items if item.ItemNo == cmper), None)


class InciOthers(DataCollection, name="__FCCollectionInciOther"):
    """A collection of records with cmper and inci."""

    @method
    def LoadAllForItem(self, cmper: int) -> int:
        return self._fill(self._keys_of(cmper))

    def _keys_of(self, cmper: int) -> list[Key]:
        """The records of a number; none where the items are kept otherwise."""
        return [key for key in self._all_keys() if key.cmper1 == cmper] if self.of.section else []

    @method
    def FindItemNo(self, cmper: int, inci: int) -> InciOther | None:
        return next(
            (item for item in self._items if (item.ItemCmper, item.ItemInci) == (cmper, inci)),
            None,
        )

    @method
    def SaveAllForItem(self, cmper: int) -> bool:
        """Make the items the records of that number, in their order; it has no others then."""
        for key in reversed(self._keys_of(cmper)):
            if key.inci >= len(self._items):
                delete_record(self._session, self.of.section, self.item_tag, key)
        saved = [item._save(Key(cmper, inci=inci)) for inci, item in enumerate(self._items)]
        return all(saved)

    @method
    def SaveAllAsNew(self) -> int:
        """Save the items under the next free number, and return it; 0 if there are no items."""
        if not self._items:
            return 0
        numbers = (int(key.cmper1) for key in self._session.store.keys(self.of.section, self.item_tag))
        cmper = max(numbers, default=0) + 1
        return cmper if self.SaveAllForItem(cmper) else 0

    @method
    def DeleteDataForItem(self, cmper: int) -> bool:
        """Remove all records of that number; false if there are none."""
        keys = self._keys_of(cmper)
        for key in reversed(keys):
            delete_record(self._session, self.of.section, self.item_tag, key)
        return bool(keys)

    @method
    def SaveDataAs(self, cmperfrom: int, cmperto: int) -> bool:
        """Copy the records of one number to another, in place of what that has; false if there are none."""
        copies = type(self)(self._session)
        return copies.LoadAllForItem(cmperfrom) > 0 and bool(copies.SaveAllForItem(cmperto))


class DetailCollection(DataCollection, name="__FCCollectionDetail"):
    """A collection of records of the section ``details`` that are kept by two cmpers."""


class CellDetails(DetailCollection, name="__FCCollectionCellDetail"):
    """A collection of records of cells."""

    @method
    def LoadAllInCell(self, cell: FCCell) -> int:
        return self._fill(self._session.keys_of(self.of.section, self.item_tag, cell.Staff, cell.Measure))

    @method
    def LoadAllForRegion(self, region: FCMusicRegion) -> int:
        """The records of the region's cells; what stands in a partial measure outside of it is left out."""
        self._fill([key for key in self._all_keys() if region.IsStaffIncluded(int(key.cmper1))])
        self._items = [
            item for item in self._items if region.IsMeasurePosWithin(item.Measure, item.MeasurePos)
        ]
        return len(self._items)


class EntryDetails(DataCollection, name="__FCCollectionEntryDetail"):
    """A collection of records of one entry or, if it isn't connected with an entry, of the document."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._entry: FCNoteEntry | None = None

    @constructor
    def created(self, entry: FCNoteEntry | None = None) -> None:
        self._entry = entry

    @write_only
    def NoteEntry(self, entry: FCNoteEntry) -> None:
        self._entry = entry

    @method
    def LoadAll(self) -> int:
        if self._entry is not None:
            return self.LoadAllForEntryNumber(self._entry.EntryNumber)
        return self._fill(self._all_keys())

    @method
    def LoadAllForEntryNumber(self, entnum: int) -> int:
        return self._fill(self._session.keys_of(self.of.section, self.item_tag, entnum))

    @method
    def SaveNew(self) -> None:
        """Save each of them as a new record, of the connected entry if there is one."""
        for item in self._items:
            if self._entry is not None:
                item.NoteEntry = self._entry
            item.SaveNew()

    def _fill(self, keys: list[Key]) -> int:
        super()._fill(keys)
        if self._entry is not None:
            for item in self._items:
                item._entry = self._entry
        return len(self._items)
