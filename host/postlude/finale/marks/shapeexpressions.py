"""Definitions of shape expressions."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.marks.expressiondefs import ExpressionDefinition
from postlude.finale.marks.shapedefs import FCShapeDef
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther


class FCShapeExpressionDef(ExpressionDefinition, NoInciOther, tag="shapeExprDef"):
    """The definition of a shape expression; ``ID`` is the number of its shape, offsets in EVPU."""

    AllowHorizontalStretching = inverted_flag("noHorzStretch")
    ID = integer("shapeDef")
    NoPrint = flag("noPrint")

    @method
    def CreateShapeDef(self) -> FCShapeDef | None:
        """The shape that it shows; nil if the document hasn't got it."""
        shape = FCShapeDef(self._session)
        return shape if shape.Load(self.ID) else None

    @method
    def AssignShapeDef(self, shape: FCShapeDef) -> bool:
        self.ID = shape.ItemNo
        return True


class FCShapeExpressionDefs(NoInciOthers, of=FCShapeExpressionDef):
    """All definitions of shape expressions."""
