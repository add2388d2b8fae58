"""The curve of a smart shape that is shaped by hand, as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import FCBase
from postlude.finale.fields import flag, integer
from postlude.finale.marks.smartshapes import FCSmartShape

if TYPE_CHECKING:
    from postlude.finale.session import Session

PLACES = ("startCtlPtX", "startCtlPtY", "endCtlPtX", "endCtlPtY")


class FCSmartShapeCtrlPointAdjust(FCBase):
    """The two control points of a curve; what is set here is set in the shape.

    In real slurs the horizontal places are in 1/1024 of the length, from either end, the vertical ones in EVPU.
    The curve counts only while it is on the side that it was made for: the slur's over or under.
    """

    @classmethod
    def of(cls, shape: FCSmartShape, group: str) -> FCSmartShapeCtrlPointAdjust:
        adjustment = cls(shape._session)
        adjustment.shape, adjustment.group = shape, group
        return adjustment

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shape = FCSmartShape(session)
        self.group = "fullCtlPtAdj"

    @property
    def _cache(self) -> dict[object, object]:
        return {}

    def _text_at(self, path: str) -> str | None:
        return self.shape._text_at(f"{self.group}/{path}")

    def _put_text(self, path: str, text: str | None) -> None:
        self.shape._put_text(f"{self.group}/{path}", text)

    ControlPoint1OffsetX = integer("startCtlPtX")
    ControlPoint1OffsetY = integer("startCtlPtY")
    ControlPoint2OffsetX = integer("endCtlPtX")
    ControlPoint2OffsetY = integer("endCtlPtY")
    CustomShaped = flag("on")

    @method
    def SetDefaultSlurShape(self) -> None:
        """Leave the curve to the document's options again."""
        for path in (*PLACES, "on", "contextDir"):
            self._put_text(path, None)

    @method
    def SetSlurShapeOver(self) -> None:
        """Make it the curve of a slur over the notes."""
        self._put_text("contextDir", "over")

    @method
    def SetSlurShapeUnder(self) -> None:
        self._put_text("contextDir", "under")

    @method
    def SetSlurShapeUndetermined(self) -> None:
        self._put_text("contextDir", None)
