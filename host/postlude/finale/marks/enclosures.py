"""Enclosures: the frames around expressions, text repeats and measure numbers."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.constants import constant
from postlude.finale.fields import combination, flag, integer
from postlude.finale.records import NoInciOther

OF_TEXT_REPEATS = "textRepeatEnclosure"


class FCEnclosure(NoInciOther, tag="textExpressionEnclosure"):
    """A frame; margins and offsets in EVPU, line width and radius in EFIX.

    One that stands by itself is that of a text expression: it has the number of the expression's definition.
    Those of text repeats and measure numbers come from the objects that they belong to.
    """

    FixedSize = flag("fixedSize")
    HorizontalMargin = integer("xMargin")
    HorizontalOffset = integer("xAdd")
    LineWidth = integer("lineWidth")
    Mode = combination(
        ("equalAspect", "notTall"),
        {
            (True, False): constant("ENCLOSUREMODE_MATCHDIMENSIONS"),
            (True, True): constant("ENCLOSUREMODE_MATCHDIMENSIONS"),
            (False, True): constant("ENCLOSUREMODE_MINWIDTH"),
            (False, False): constant("ENCLOSUREMODE_NONE"),
        },
        doc="Whether height and width match, or the shape gets at least as wide as it is tall.",
    )
    Opaque = flag("opaque")
    RoundedCornerRadius = integer("cornerRadius")
    RoundedCorners = flag("roundCorners")
    Shape = integer("sides")
    VerticalMargin = integer("yMargin")
    VerticalOffset = integer("yAdd")

    def be(self, tag: str) -> None:
        """Be the frame of something else than a text expression."""
        # The record differs from object to object; the class only has the tag of the first kind.
        object.__setattr__(self, "tag", tag)
        self._node.tag = tag

    @method
    def CreateClone(self) -> FCEnclosure:
        clone = FCEnclosure(self._session)
        clone.be(self.tag)
        clone._take(self._key, self._node.copy())
        return clone
