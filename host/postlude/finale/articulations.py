"""Articulations: what is attached to an entry, in EVPU from its default place."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.articulationdefs import FCArticulationDef
from postlude.finale.base import write_only
from postlude.finale.constants import constant
from postlude.finale.fields import choice, combination, integer, inverted_flag
from postlude.finale.recordlists import EntryDetails
from postlude.finale.records import EntryDetail

AUTOMATIC, ABOVE, BELOW = (constant(f"ARTICPLACEMENT_{name}") for name in ("AUTOMATIC", "ABOVE", "BELOW"))
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
    def ResetPos(self, definition: FCArticulationDef) -> None:
        """Put it at its default place, from which Finale 26 and later count."""
        self.HorizontalPos = self.VerticalPos = 0


class FCArticulations(EntryDetails, of=FCArticulation):
    """The articulations of an entry, or of the document."""
