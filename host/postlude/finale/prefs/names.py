"""Where the names of staves and groups stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import constructor, method
from postlude.finale.fields import choice, flag, integer
from postlude.finale.prefs.base import InGroup, Prefs
from postlude.finale.records import NoInciOther

if TYPE_CHECKING:
    from postlude.finale.session import Session

ALIGNMENTS: dict[str | None, int] = {None: 0, "left": 0, "right": 1, "center": 2}
JUSTIFICATIONS: dict[str | None, int] = {
    None: 0,
    "left": 0,
    "right": 1,
    "center": 2,
    "full": 3,
    "forcedFull": 4,
}


class NameFields:
    """What the position of a name has, the document's as well as a staff's own."""

    Alignment = choice("halign", ALIGNMENTS)
    ExpandSingleWord = flag("expand")
    Justification = choice("justify", JUSTIFICATIONS)


class PositionFields(NameFields):
    """What the document's options have."""

    HorizontalPos = integer("horzOff")
    VerticalPos = integer("vertOff")


class FCStaffNamePositionPrefs(
    PositionFields, InGroup, Prefs, tag="staffOptions", groups=("namePos", "namePosAbbrv")
):
    """Where full or abbreviated names of staves stand, in EVPU; ``Load`` loads those of full names."""

    @method
    def LoadFull(self) -> bool:
        return self._load_group("namePos")

    @method
    def LoadAbbreviated(self) -> bool:
        return self._load_group("namePosAbbrv")


class FCGroupNamePositionPrefs(
    PositionFields, InGroup, Prefs, tag="staffOptions", groups=("groupNameFullPos", "groupNameAbbrvPos")
):
    """Where full or abbreviated names of groups stand, in EVPU; ``Load`` loads those of full names."""

    @method
    def LoadFull(self) -> bool:
        return self._load_group("groupNameFullPos")

    @method
    def LoadAbbreviated(self) -> bool:
        return self._load_group("groupNameAbbrvPos")


class FCStaffNamePosition(NameFields, NoInciOther, tag="namePosFull"):
    """Where the full or the abbreviated name of a staff, or of a staff style, stands, in EVPU.

    ``UsePositioning`` says whether that counts, or the document's options do.
    """

    HorizontalOffset = integer("horzOff")
    UsePositioning = flag("indivPos")
    VerticalOffset = integer("vertOff")

    @constructor
    def created(self, fullname: bool = True) -> None:
        self._use("namePosFull" if fullname else "namePosAbbrv")

    @classmethod
    def of(cls, session: Session, number: int, *, full: bool, style: bool = False) -> FCStaffNamePosition:
        """The position of the name of a staff or of a staff style.

        One that has no record yet has the document's values, and gets its record when it is saved.
        """
        position = cls(session)
        position._use(("namePosFull" if full else "namePosAbbrv") + ("Style" if style else ""))
        if not position.Load(number):
            defaults = position._defaults()
            position.ItemNo = number
            position.Alignment, position.Justification = defaults.Alignment, defaults.Justification
            position.ExpandSingleWord = defaults.ExpandSingleWord
            position.HorizontalOffset, position.VerticalOffset = defaults.HorizontalPos, defaults.VerticalPos
        return position

    def _defaults(self) -> FCStaffNamePositionPrefs:
        prefs = FCStaffNamePositionPrefs(self._session)
        prefs._load_group("namePos" if self.tag.startswith("namePosFull") else "namePosAbbrv")
        return prefs

    @method
    def CalcHorizontalPosition(self) -> int:
        """Where the name stands: as it says itself, or as the document's options say."""
        return int(self.HorizontalOffset if self.UsePositioning else self._defaults().HorizontalPos)

    @method
    def CalcVerticalPosition(self) -> int:
        return int(self.VerticalOffset if self.UsePositioning else self._defaults().VerticalPos)
