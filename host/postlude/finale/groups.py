"""Groups of staves: their brackets, barlines and names."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.enigma.text import plain
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag, read_only
from postlude.finale.recordlists import DetailCollection
from postlude.finale.records import Detail
from postlude.finale.staves import slots
from postlude.finale.strings import FCString
from postlude.finale.texts import shown

BARLINES: dict[str | None, int] = {
    None: 0, "normal": 1, "double": 2, "dash": 3, "solid": 4, "final": 5, "partial": 6, "custom": 7, "default": 8,
}  # fmt: skip


class NoInciDetail(Detail, name="__FCNoInciDetail"):
    """One record for each pair of cmpers."""

    @method
    def Load(self, cmper1: int, cmper2: int) -> bool:
        return self._load(Key(cmper1, cmper2))

    @method
    def SaveNew(self, cmper1: int) -> bool:
        """Save under the first number after the last one in use."""
        keys = self._store.keys_of(self.section, self.tag, cmper1)
        return self._save(Key(cmper1, max((key.cmper2 for key in keys), default=0) + 1))


class NoInciDetails(DetailCollection, name="__FCCollectionNoInciDetail"):
    """A collection of records with two cmpers."""

    @method
    def LoadAllForItem(self, cmper1: int, cmper2base: int = 1) -> int:
        keys = self._session.keys_of(self.of.section, self.of.tag, cmper1)
        return self._fill([key for key in keys if key.cmper2 >= cmper2base])


class FCGroup(NoInciDetail, tag="staffGroup"):
    """A group of staves, from one staff to another in scroll view. Offsets are in EVPU."""

    AbbreviatedNameID = read_only(integer("abbrvID"))
    BarlineStyle = choice("barline", BARLINES)
    BracketHorizontalPos = integer("bracket/bracPos")
    BracketSingleStaff = flag("bracket/onSingle")
    BracketStyle = integer("bracket/id")
    BracketVerticalBottomPos = integer("bracket/bracBot")
    BracketVerticalTopPos = integer("bracket/bracTop")
    DrawBarlineMode = choice("groupBarlineStyle", {None: 0, "Mensurstriche": 1, "group": 2})
    EmptyStaffHide = choice("optimize", {None: 0, "asGroup": 1, "none": 2})
    EndMeasure = integer("endMeas")
    EndStaff = integer("endInst")
    FullNameHorizontalOffset = integer("fullXadj")
    FullNameID = read_only(integer("fullID"))
    ShowGroupName = inverted_flag("hideName")
    StartMeasure = integer("startMeas")
    StartStaff = integer("startInst")

    @prop
    def ItemID(self) -> int:
        return self._key.cmper2

    @method
    def HasFullName(self) -> bool:
        return bool(self.FullNameID)

    @method
    def HasAbbreviatedName(self) -> bool:
        return bool(self.AbbreviatedNameID)

    @method
    def CreateFullNameString(self) -> FCString:
        """The full name as stored, with its Enigma commands."""
        return FCString(self._session, self._name(self.FullNameID))

    @method
    def CreateTrimmedFullNameString(self) -> FCString:
        return FCString(self._session, plain(self._name(self.FullNameID)))

    @method
    def CreateAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, self._name(self.AbbreviatedNameID))

    def _name(self, number: int) -> str:
        block = self._store.load("others", "textBlock", Key(number)) if number else None
        if block is None:
            return ""
        node = self._store.load("texts", "blockText", Key(int(block.get("textID") or 0)))
        return shown(node.text, self._session) if node is not None else ""

    @method
    def ContainsStaff(self, staff: int) -> bool:
        """Whether a staff is in the group, by the order of scroll view."""
        return self.CalcStaffIndex(staff) >= 0

    @method
    def CalcStaffIndex(self, staff: int) -> int:
        """The place of a staff in the group, from 0; -1 if it isn't in it."""
        order = slots(self._session)
        first, last, here = (order.get(each, 0) for each in (self.StartStaff, self.EndStaff, staff))
        return here - first if 0 < first <= here <= last else -1

    @method
    def CalcStaffSpan(self) -> int:
        """How many staves are in the group."""
        order = slots(self._session)
        first, last = order.get(self.StartStaff, 0), order.get(self.EndStaff, 0)
        return last - first + 1 if 0 < first <= last else 0


class FCGroups(NoInciDetails, of=FCGroup):
    """The groups of the document, or of the part in view."""

    @method
    def Find(self, startstaff: int, endstaff: int, startmeasure: int = 1) -> FCGroup | None:
        wanted = startstaff, endstaff, startmeasure
        groups: list[FCGroup] = self._items
        for group in groups:
            if (group.StartStaff, group.EndStaff, group.StartMeasure) == wanted:
                return group
        return None
