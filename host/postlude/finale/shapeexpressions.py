"""Definitions of shape expressions."""

from __future__ import annotations

from postlude.finale.expressiondefs import ExpressionDefinition
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther


class FCShapeExpressionDef(ExpressionDefinition, NoInciOther, tag="shapeExprDef"):
    """The definition of a shape expression; ``ID`` is the number of its shape, offsets in EVPU."""

    AllowHorizontalStretching = inverted_flag("noHorzStretch")
    ID = integer("shapeDef")
    NoPrint = flag("noPrint")


class FCShapeExpressionDefs(NoInciOthers, of=FCShapeExpressionDef):
    """All definitions of shape expressions."""
