"""Articulations: what is attached to an entry, in EVPU from its default place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import approximate, method
from postlude.finale.base import write_only
from postlude.finale.constants import constant
from postlude.finale.fields import choice, combination, integer, inverted_flag
from postlude.finale.marks.articulationdefs import MANUAL, FCArticulationDef
from postlude.finale.marks.entrydetails import EntryDetail
from postlude.finale.recordlists import EntryDetails

if TYPE_CHECKING:
    from postlude.finale.points import FCPoint

AUTOMATIC, ABOVE, BELOW = (constant(f"ARTICPLACEMENT_{name}") for name in ("AUTOMATIC", "ABOVE", "BELOW"))
STEM_SIDE, BELOW_ENTRY, ABOVE_ENTRY, ON_STEM = (
    constant(f"ARTPOS_{name}")
    for name in ("ALWAYS_STEM_SIDE", "BELOW_ENTRY", "ABOVE_ENTRY", "ALWAYS_ON_STEM")
)
STACKING = {None: constant("ARTICSTACKING_USEDEFINITION"), "": constant("ARTICSTACKING_NEVER")}
PLACEMENT: dict[tuple[bool, ...], int] = {
    (False, False): AUTOMATIC,
    (True, True): ABOVE,
    (True, False): BELOW,
    (False, True): AUTOMATIC,
}


class FCArticulation(EntryDetail, tag="articAssign"):
    """One articulation of an entry; ``ID`` is the number of its definition."""

    HorizontalCopyToPos = integer("horzAdd")
    HorizontalPos = integer("horzOff")
    ID = integer("articDef")
    PlacementMode = combination(("overridePlacement", "aboveEntry"), PLACEMENT)
    StackingMode = choice("neverStack", STACKING)
    VerticalCopyToPos = integer("vertAdd")
    VerticalPos = integer("vertOff")
    Visible = inverted_flag("hide")

    @write_only
    def ArticulationDef(self, definition: FCArticulationDef) -> None:
        self.ID = definition.ItemNo

    @method
    def CreateArticulationDef(self) -> FCArticulationDef | None:
        definition = FCArticulationDef(self._session)
        return definition if definition.Load(self.ID) else None

    @method
    @approximate
    def CalcFlippedSymbolUsed(self) -> bool:
        """Whether the definition's flipped symbol is shown instead of the main one.

        Approximated where the definition leaves the side to the notes: other layers are not looked at, and one
        that is placed by hand is above its entry if its offset is positive.
        """
        definition = self.CreateArticulationDef()
        if definition is None:
            return False
        return not (definition.AboveUsesMain if self._is_above(definition) else definition.BelowUsesMain)

    @method
    @approximate
    def CalcMetricPos(self, point: FCPoint) -> bool:
        """Where it lies on the page, at the staff's scaling; false without an entry on a page.

        Approximated from the default distance that its definition has and from the metrics of the entry:
        staff lines, slurs and other articulations move it only in Finale's own layout.
        """
        from postlude.finale.marks.attachmentplaces import articulation_place

        definition, entry = self.CreateArticulationDef(), self.NoteEntry
        if definition is None or entry is None:
            return False
        place = articulation_place(entry, definition, self._is_above(definition))
        if place is None:
            return False
        point.X, point.Y = round(place[0] + self.HorizontalPos), round(place[1] + self.VerticalPos)
        return True

    def _is_above(self, definition: FCArticulationDef) -> bool:
        if self.PlacementMode != AUTOMATIC:
            return bool(self.PlacementMode == ABOVE)
        side = definition.AutoPosSide
        if side in (MANUAL, ABOVE_ENTRY, BELOW_ENTRY):
            return bool(self.VerticalPos > 0 if side == MANUAL else side == ABOVE_ENTRY)
        entry = self.NoteEntry
        up = entry is not None and entry.CalcStemUp()
        return bool(up) == (side in (STEM_SIDE, ON_STEM))

    @method
    def ResetPos(self, definition: FCArticulationDef) -> None:
        """Put it at its default place, from which Finale 26 and later count."""
        self.HorizontalPos = self.VerticalPos = 0


class FCArticulations(EntryDetails, of=FCArticulation):
    """The articulations of an entry, or of the document."""

    @method
    def ContainsDefID(self, articulationID: int) -> bool:
        return any(articulationID == item.ID for item in self._items)
