"""What is placed by itself on one staff: measure numbers, and repeats with their texts. Offsets in EVPU."""

from __future__ import annotations

from typing import Self

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.constants import constant
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.marks.enclosures import FCEnclosure
from postlude.finale.measures.measurenumbers import FCMeasureNumberRegion
from postlude.finale.recordlists import CellDetails, InciOthers
from postlude.finale.records import CellDetail, InciOther


class FCSeparateMeasureNumber(CellDetail, tag="measNumbIndivPos"):
    """A measure number of one cell that is moved, framed, forced to show, or hidden."""

    HorizontalPosition = integer("x1add")
    IsAlternateNumber = flag("isAltNum")
    UseEnclosure = flag("useEncl")
    VerticalPosition = integer("y1add")

    _both: set[str] | None = None

    @prop
    def RegionNumberID(self) -> int:
        """The number of its region; 1 where none is stored."""
        return int(self._text_at("region") or 1)

    @RegionNumberID.setter
    def _set_region_number_id(self, value: int) -> None:
        self._put_text("region", str(value))
        self._cache.clear()

    @prop
    def HideOverride(self) -> bool:
        return "hide" in self._overrides

    @HideOverride.setter
    def _set_hide_override(self, value: bool) -> None:
        self._override("hide", value)

    @prop
    def ShowOverride(self) -> bool:
        return "force" in self._overrides

    @ShowOverride.setter
    def _set_show_override(self, value: bool) -> None:
        self._override("force", value)

    @property
    def _overrides(self) -> set[str]:
        """Both may be set in the object, as in Finale; the file has room for one, and hiding wins."""
        if self._both is None:
            self._both = {self._text_at("forceHide") or ""} - {""}
        return self._both

    def _override(self, word: str, value: bool) -> None:
        overrides = self._overrides
        overrides.add(word) if value else overrides.discard(word)
        self._put_text("forceHide", max(overrides, default=None))

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._both = None

    @prop
    def Enclosure(self) -> FCEnclosure:
        """The frame around it; it is saved with the number."""
        return self._piece(FCEnclosure, "encl")

    @method
    def AssignMeasureNumberRegion(self, region: FCMeasureNumberRegion) -> bool:
        self.RegionNumberID = region.ItemNo
        return True


class FCSeparateMeasureNumbers(CellDetails, of=FCSeparateMeasureNumber):
    """The measure numbers that are placed by themselves."""


MODES = {
    constant("SEPARMODE_BACKWARDREPEAT"): "separatesRepeatBack",
    constant("SEPARMODE_TEXTREPEAT"): "separatesTextRepeat",
    constant("SEPARMODE_ENDINGREPEAT"): "separatesRepeatEndingLine",
    constant("SEPARMODE_ENDINGREPEATTEXT"): "separatesRepeatEndingText",
}
"""The record for each kind of repeat."""


class FCSeparatePlacement(InciOther, tag="separatesRepeatBack"):
    """Where a repeat stands on one staff. ``Mode`` says of which kind, and so which record it is."""

    HorizontalOffset1 = integer("x1add")
    HorizontalOffset2 = integer("x2add")
    Measure = integer("id", doc="For text repeats.")
    Staff = integer("instno")
    VerticalOffset1 = integer("y1add")
    VerticalOffset2 = integer("y2add")
    Visible = inverted_flag("hidden")

    @prop
    def Mode(self) -> int:
        return next(mode for mode, tag in MODES.items() if tag == self.tag)

    @Mode.setter
    def _set_mode(self, value: int) -> None:
        if value in MODES:
            self._be(MODES[value])

    def _be(self, tag: str) -> Self:
        # The record differs from object to object; the class only has the tag of the first kind.
        object.__setattr__(self, "tag", tag)
        self._node.tag = tag
        return self

    @method
    def CreateClone(self) -> FCSeparatePlacement:
        clone = FCSeparatePlacement(self._session)._be(self.tag)
        clone._take(self._key, self._node.copy())
        return clone

    @method
    def HasStaffValue(self) -> bool:
        return True


class FCSeparatePlacements(InciOthers, of=FCSeparatePlacement):
    """The places of a repeat on the staves, for one kind of repeat."""

    @write_only
    def Mode(self, value: int) -> None:
        if value in MODES:
            # The collection's own, where others have their class's.
            self.item_tag = MODES[value]

    @method
    def AssureStaffPlacement(self, staff: int) -> FCSeparatePlacement:
        """The placement of a staff; a new one, which isn't saved yet, if it has none."""
        found = next((item for item in self._items if staff == item.Staff), None)
        if found is None:
            found = FCSeparatePlacement(self._session)._be(self.item_tag)
            found.Staff = staff
            number = int(self._items[0]._key.cmper1) if self._items else 0
            found._key = Key(number, inci=len(self._items))
            self._items.append(found)
        placement: FCSeparatePlacement = found
        return placement

    @method
    def KeepOnlyMeasure(self, meas: int) -> None:
        """Leave out what stands in other measures."""
        self._items = [item for item in self._items if meas == item.Measure]
