"""The names of a staff or a staff style, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.text import plain
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import integer, read_only
from postlude.finale.staves.staffnames import name_in, new_name, put_name, readable
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.prefs.names import FCStaffNamePosition
    from postlude.finale.records import NoInciOther as Record
    from postlude.finale.session import Session
else:
    Record = object

_FULL, _ABBREVIATED = "fullNamePos", "abrvNamePos"


class StaffNames(Record):
    """A piece of the classes of staves and staff styles: full and abbreviated name."""

    AbbreviatedNameID = read_only(integer("abbrvName"))
    FullNameID = read_only(integer("fullName"))

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._positions: dict[str, tuple[FCStaffNamePosition, Node]] = {}
        """Places of names that a script asked for, by the name of the style's mask, and what they were then."""

    @prop
    def FullNamePosition(self) -> FCStaffNamePosition:
        """Where the full name stands; a change of it is saved with the staff, and a style then uses it."""
        return self._kept_position(_FULL)

    @prop
    def AbbreviatedNamePosition(self) -> FCStaffNamePosition:
        return self._kept_position(_ABBREVIATED)

    def _kept_position(self, mask: str) -> FCStaffNamePosition:
        if mask not in self._positions:
            position = self._name_position(mask)
            self._positions[mask] = position, position._node.copy()
        return self._positions[mask][0]

    def _name_position(self, mask: str) -> FCStaffNamePosition:
        from postlude.finale.prefs.names import FCStaffNamePosition

        style = self.tag == "staffStyle"
        return FCStaffNamePosition.of(self._session, self.ItemNo, full=mask == _FULL, style=style)

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._positions = {}

    def _save(self, key: Key) -> bool:
        changed = {mask: kept[0] for mask, kept in self._positions.items() if kept[0]._node != kept[1]}
        for mask, position in changed.items():
            if self.tag == "staffStyle":
                self._put_text(f"mask/{mask}", "")
            position.SaveAs(int(key.cmper1))
            self._positions[mask] = position, position._node.copy()
        self._cache.clear()
        return super()._save(key)

    @method
    def CreateFullNameString(self) -> FCString:
        """The full name as stored, with its Enigma commands."""
        return FCString(self._session, name_in(self._session, self.FullNameID))

    @method
    def CreateAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, name_in(self._session, self.AbbreviatedNameID))

    @method
    def CreateTrimmedFullNameString(self) -> FCString:
        return FCString(self._session, plain(name_in(self._session, self.FullNameID)))

    @method
    def CreateTrimmedAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, plain(name_in(self._session, self.AbbreviatedNameID)))

    @method
    def CreateDisplayFullNameString(self) -> FCString:
        """The full name as a reader sees it, its accidentals as ``b``, ``#`` and ``n``."""
        return FCString(self._session, readable(name_in(self._session, self.FullNameID)))

    @method
    def CreateDisplayAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, readable(name_in(self._session, self.AbbreviatedNameID)))

    @method
    def SaveFullNameString(self, pString: str) -> bool:
        """Replace the text of the full name at once; false if there is none."""
        return put_name(self._session, self.FullNameID, pString)

    @method
    def SaveAbbreviatedNameString(self, pString: str) -> bool:
        return put_name(self._session, self.AbbreviatedNameID, pString)

    @method
    def SaveNewFullNameString(self, pString: str) -> bool:
        """Make a block of text for the full name; the staff refers to it when it is saved."""
        return self._put_name("fullName", pString)

    @method
    def SaveNewAbbreviatedNameString(self, pString: str) -> bool:
        return self._put_name("abbrvName", pString)

    def _put_name(self, path: str, name: str) -> bool:
        self._put_text(path, str(new_name(self._session, name)))
        self._cache.clear()
        return True
