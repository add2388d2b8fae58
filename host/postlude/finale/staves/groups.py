"""Groups of staves: their brackets, barlines and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.text import plain
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.constants import constant
from postlude.finale.fields import choice, flag, integer, inverted_flag, read_only
from postlude.finale.recordlists import DetailCollection
from postlude.finale.records import Detail
from postlude.finale.staves.staffnames import name_in, new_name, readable
from postlude.finale.staves.staves import slots
from postlude.finale.text.strings import FCString
from postlude.finale.text.textblocks import JUSTIFICATIONS

if TYPE_CHECKING:
    from postlude.finale.regions.regions import FCMusicRegion

ALIGNMENTS: dict[str | None, int] = {
    None: constant("TEXTHORIZALIGN_LEFT"),
    "left": constant("TEXTHORIZALIGN_LEFT"),
    "right": constant("TEXTHORIZALIGN_RIGHT"),
    "center": constant("TEXTHORIZALIGN_CENTER"),
}
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

    AbbreviatedNameAlign = choice("abbrvHAlign", ALIGNMENTS)
    AbbreviatedNameExpandSingle = flag("abbrvExpand")
    AbbreviatedNameHorizontalOffset = integer("abbrvXadj")
    AbbreviatedNameID = read_only(integer("abbrvID"))
    AbbreviatedNameJustify = choice("abbrvJustify", JUSTIFICATIONS)
    AbbreviatedNameVerticalOffset = integer("abbrvYadj")
    BarlineShapeID = integer("customBarShape", doc="Where measures have theirs; no group at hand has one.")
    BarlineStyle = choice("barline", BARLINES)
    BarlineUse = flag("ownBarline")
    BracketHorizontalPos = integer("bracket/bracPos")
    BracketSingleStaff = flag("bracket/onSingle")
    BracketStyle = integer("bracket/id")
    BracketVerticalBottomPos = integer("bracket/bracBot")
    BracketVerticalTopPos = integer("bracket/bracTop")
    DrawBarlineMode = choice("groupBarlineStyle", {None: 0, "Mensurstriche": 1, "group": 2})
    EmptyStaffHide = choice("optimize", {None: 0, "asGroup": 1, "none": 2})
    EndMeasure = integer("endMeas")
    EndStaff = integer("endInst")
    FullNameAlign = choice("fullHAlign", ALIGNMENTS)
    FullNameExpandSingle = flag("fullExpand")
    FullNameHorizontalOffset = integer("fullXadj")
    FullNameID = read_only(integer("fullID"))
    FullNameJustify = choice("fullJustify", JUSTIFICATIONS)
    FullNameVerticalOffset = integer("fullYadj")
    ShowGroupName = inverted_flag("hideName")
    StartMeasure = integer("startMeas")
    StartStaff = integer("startInst")
    UseAbbreviatedNamePositioning = flag("abbrvIndivPos")
    UseFullNamePositioning = flag("fullIndivPos")

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
        return FCString(self._session, name_in(self._session, self.FullNameID))

    @method
    def CreateTrimmedFullNameString(self) -> FCString:
        return FCString(self._session, plain(name_in(self._session, self.FullNameID)))

    @method
    def CreateDisplayFullNameString(self) -> FCString:
        """The full name as a reader sees it, its accidentals as ``b``, ``#`` and ``n``."""
        return FCString(self._session, readable(name_in(self._session, self.FullNameID)))

    @method
    def CreateAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, name_in(self._session, self.AbbreviatedNameID))

    @method
    def SaveNewFullNameBlock(self, pString: str) -> bool:
        """Make a block of text for the full name; the group refers to it when it is saved."""
        return self._put_name("fullID", pString)

    @method
    def SaveNewAbbreviatedNameBlock(self, pString: str) -> bool:
        return self._put_name("abbrvID", pString)

    def _put_name(self, path: str, name: str) -> bool:
        self._put_text(path, str(new_name(self._session, name)))
        self._cache.clear()
        return True

    @method
    def CreateMusicRegion(self) -> FCMusicRegion:
        """The group's staves and measures."""
        from postlude.finale.regions.regions import FCMusicRegion

        region = FCMusicRegion(self._session)
        region.SetFullDocument()
        region.StartStaff, region.EndStaff = self.StartStaff, self.EndStaff
        region.StartMeasure = max(self.StartMeasure, 1)
        region.EndMeasure = min(self.EndMeasure, region.EndMeasure)
        return region

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
