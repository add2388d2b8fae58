"""Fretboards: the diagrams of chords, one for each root of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part, save_for_part
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import FCBase, FCCollection, Property, prop
from postlude.finale.constants import constant
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther

if TYPE_CHECKING:
    from postlude.finale.session import Session

_SYMBOLS = {
    constant("FRETITEM_NONE"): None,
    constant("FRETITEM_DOT"): "closed",
    constant("FRETITEM_CIRCLE"): "open",
    constant("FRETITEM_X"): "muted",
    constant("FRETITEM_DIAMOND"): "custom",
}
_ROOTS = 16
"""A group keeps its diagrams under inci times 16 plus the root, 0 to 11."""


def _in_item(path: str, *, explicit: bool = True) -> Property:
    """A number of an item; those that all items in real documents have are written where they are zero."""

    def put(item: FretItemBase, value: object) -> None:
        from postlude.finale.arguments import to_int

        number = to_int(value)
        item.node.set(path, str(number) if number or explicit else None)

    return Property(lambda item: int(item.node.get(path) or 0), put)


class FretItemBase(FCBase, name="__FCFretItemBase"):
    """A symbol of a diagram, or a barre."""

    element: ClassVar[str] = ""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.node = Node(self.element)

    FretNumber = _in_item("fret")

    @method
    def IsBarre(self) -> bool:
        return self.element == "barre"


class FCFretItem(FretItemBase):
    """A symbol on a string of a diagram, at a fret; fret 0 is the open string."""

    element = "cell"

    Fingering = _in_item("fingerNum", explicit=False)
    StringNumber = _in_item("string")

    @prop
    def Symbol(self) -> int:
        """A ``FRETITEM_`` number."""
        shape = self.node.get("shape")
        return next((number for number, word in _SYMBOLS.items() if word == shape), 0)

    @Symbol.setter
    def _set_symbol(self, value: int) -> None:
        if value not in _SYMBOLS:
            raise ScriptError(f"there is no symbol of a fret with the number {value}")
        self.node.set("shape", _SYMBOLS[value])

    @method
    def SetupItem(self, symbol: int, fretnum: int, stringnum: int, fingering: int) -> None:
        self.Symbol, self.FretNumber = symbol, fretnum
        self.StringNumber, self.Fingering = stringnum, fingering


class FCFretBarreItem(FretItemBase):
    """A barre of a diagram. Strings count from the highest one, which is on the right."""

    element = "barre"

    LeftStringNumber = _in_item("endString")
    RightStringNumber = _in_item("startString")

    @method
    def SetupBarre(self, fretnum: int, leftstringnum: int, rightstringnum: int) -> None:
        self.FretNumber = fretnum
        self.LeftStringNumber, self.RightStringNumber = leftstringnum, rightstringnum


class FretItemsBase(FCCollection, name="__FCFretItemsBase"):
    """The items of one sort of a diagram; they are saved with it."""


class FCFretItems(FretItemsBase):
    """The symbols of a diagram."""

    @method
    def AddFretItem(self, item: FCFretItem) -> bool:
        """Add a copy of a symbol."""
        copy = FCFretItem(self._session)
        copy.node = item.node.copy()
        self._items.append(copy)
        return True


class FCFretBarreItems(FretItemsBase):
    """The barres of a diagram."""

    @method
    def AddFretItem(self, item: FCFretBarreItem) -> bool:
        """Add a copy of a barre."""
        copy = FCFretBarreItem(self._session)
        copy.node = item.node.copy()
        self._items.append(copy)
        return True


class FCFretboardGroupItem(FCBase):
    """The diagram of a group for one root, 0 (C) to 11."""

    section, tag = "details", "fretboard"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._place = Key()
        self._node = Node(self.tag)
        self._symbols = FCFretItems(session)
        self._barres = FCFretBarreItems(session)

    FretboardNumber = Property(
        lambda item: int(item._node.get("fretNum") or 0),
        lambda item, value: item._put("fretNum", value),
        "The fret that the diagram begins with.",
    )
    NumberOfFrets = Property(
        lambda item: int(item._node.get("numFrets") or 0), lambda item, value: item._put("numFrets", value)
    )

    def _put(self, path: str, value: object) -> None:
        from postlude.finale.arguments import to_int

        number = to_int(value)
        self._node.set(path, str(number) if number else None)

    @prop
    def Locked(self) -> bool:
        return self._node.get("lock") is not None

    @Locked.setter
    def _set_locked(self, value: bool) -> None:
        self._node.set("lock", "" if value else None)

    @prop
    def ShowFretboardNumber(self) -> bool:
        return self._node.get("showNum") is not None

    @ShowFretboardNumber.setter
    def _set_show_fretboard_number(self, value: bool) -> None:
        self._node.set("showNum", "" if value else None)

    @prop
    def FretItems(self) -> FCFretItems:
        return self._symbols

    @prop
    def FretBarreItems(self) -> FCFretBarreItems:
        return self._barres

    def _load(self, key: Key) -> bool:
        node = load_for_part(self._session.store, self.section, self.tag, key, self._session.part)
        if node is None:
            return False
        self._place, self._node = key, node
        for items, cls in ((self._symbols, FCFretItem), (self._barres, FCFretBarreItem)):
            items.ClearAll()
            for child in node.children:
                if child.tag == cls.element:
                    item = cls(self._session)
                    item.node = child.copy()
                    items._items.append(item)
        return True

    def _save(self, key: Key) -> bool:
        """Write it; Finale leaves out a count of zero."""
        node = self._node
        node.children = [child for child in node.children if child.tag not in ("cell", "barre")]
        for items, count in ((self._symbols, "numFretCells"), (self._barres, "numFretBarres")):
            node.set(count, str(len(items)) if len(items) else None)
            node.children += [item.node.copy() for item in items]
        save_for_part(self._session.store, self.section, self.tag, key, self._session.part, node)
        self._place = key
        return True

    @method
    def Load(self, fretboardGroupID: int, fretboardGroupInci: int, rootIndex: int) -> bool:
        return self._load(Key(fretboardGroupID, fretboardGroupInci * _ROOTS + rootIndex))

    @method
    def Reload(self) -> bool:
        return self._load(self._place)

    @method
    def Save(self) -> bool:
        return self._save(self._place)

    @method
    def SaveAs(self, fretboardGroupID: int, fretboardGroupInci: int, rootIndex: int) -> bool:
        return self._save(Key(fretboardGroupID, fretboardGroupInci * _ROOTS + rootIndex))

    @method
    def Delete(self) -> bool:
        return self._session.store.delete(self.section, self.tag, self._place)


class FCFretboardGroupDefs(InciOthers, of=InciOther, tag="fretGroup"):
    """The groups of diagrams of a chord suffix. The framework has no class for what one of them holds."""


class FCFretboardGroup(FCCollection):
    """The diagrams of a group, one for each root."""

    @method
    def LoadAllForItem(self, fretboardGroupID: int, fretboardGroupInci: int) -> bool:
        self._items = []
        for root in range(_ROOTS):
            item = FCFretboardGroupItem(self._session)
            if item.Load(fretboardGroupID, fretboardGroupInci, root):
                self._items.append(item)
        return bool(self._items)

    @method
    def SaveAll(self) -> bool:
        saved = [item.Save() for item in self._items]
        return all(saved)

    @method
    def SaveAllForItem(self, fretboardGroupID: int, fretboardGroupInci: int) -> bool:
        """Save the diagrams as those of another group, each for its root."""
        group, inci = fretboardGroupID, fretboardGroupInci
        saved = [item.SaveAs(group, inci, item._place.cmper2 % _ROOTS) for item in self._items]
        return all(saved)

    @method
    def DeleteDataForItem(self, fretboardGroupID: int, fretboardGroupInci: int) -> bool:
        """Remove all diagrams of a group at once."""
        first = fretboardGroupInci * _ROOTS
        keys = self._session.store.keys_of("details", "fretboard", fretboardGroupID)
        found = [key for key in keys if first <= key.cmper2 < first + _ROOTS]
        for key in found:
            self._session.store.delete("details", "fretboard", key)
        return bool(found)
