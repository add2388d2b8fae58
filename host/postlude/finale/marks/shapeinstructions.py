"""The instructions by which a shape is drawn, one after another: each a word and its numbers.

Places are in EVPU from the current point, widths of lines in EFIX.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import FCBase, FCCollection, prop
from postlude.finale.constants import constant

if TYPE_CHECKING:
    from postlude.finale.points import FCPoint
    from postlude.finale.session import Session
    from postlude.finale.text.fonts import FCFontInfo

NULL = ""
"""The end of the instructions; the file doesn't have it."""
TAGS = {
    "bracket": "BRACKET", "closePath": "CLOSEPATH", "curveTo": "CURVETO", "drawChar": "DRAWCHAR",
    "ellipse": "ELLIPSE", "endGroup": "ENDGROUP", "fillSolid": "FILLSOLID", "lineWidth": "LINEWIDTH",
    NULL: "NULL", "rLineTo": "LINETO", "rMoveTo": "RMOVETO", "rectangle": "RECTANGLE", "setDash": "SETDASH",
    "setFont": "SETFONT", "setGray": "SETGRAY", "slur": "SLUR", "startGroup": "STARTGROUP",
    "startObject": "STARTOBJECT", "stroke": "STROKE",
}  # fmt: skip
"""The constant ``SHAPETAG_...`` for each word."""
SOLID = (0, 0)
"""The dashes that real shapes give to a solid line."""


def tag_number(word: str) -> int:
    """The constant for a word; 0 for one that the framework has no constant for."""
    return int(constant(f"SHAPETAG_{TAGS[word]}")) if word in TAGS else 0


class FCShapeDefInstruction(FCBase):
    """One instruction. It is made by the ``Init_`` methods, or by ``FCShapeDefInstructions``."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.word = NULL
        self.numbers: list[int] = []

    def take(self, word: str, *numbers: int) -> FCShapeDefInstruction:
        self.word, self.numbers = word, list(numbers)
        return self

    @prop
    def Count(self) -> int:
        """How many numbers it has."""
        return len(self.numbers)

    @prop
    def Tag(self) -> int:
        """The kind of instruction: a ``SHAPETAG_`` constant; 0 for kinds that have none."""
        return tag_number(self.word)

    @method
    def GetFourbyteData(self, index: int) -> int:
        """A number of it; 0 if it has fewer."""
        return self.numbers[index] if 0 <= index < len(self.numbers) else 0

    @method
    def SetFourbyteData(self, index: int, fbvalue: int) -> bool:
        if not 0 <= index < len(self.numbers):
            return False
        self.numbers[index] = fbvalue
        return True

    def _same_as(self, other: Any) -> bool:
        return (self.word, self.numbers) == (other.word, other.numbers)

    @method
    def Init_Bracket(self, brackettype: int) -> None:
        self.take("bracket", brackettype)

    @method
    def Init_ClosePath(self) -> None:
        self.take("closePath")

    @method
    def Init_CurveTo(self, x1: int, y1: int, x2: int, y2: int, endpt_x: int, endpt_y: int) -> None:
        self.take("curveTo", x1, y1, x2, y2, endpt_x, endpt_y)

    @method
    def Init_DrawChar(self, character: int) -> None:
        self.take("drawChar", character)

    @method
    def Init_Ellipse(self, width: int, height: int) -> None:
        self.take("ellipse", width, height)

    @method
    def Init_EndGroup(self) -> None:
        self.take("endGroup")

    @method
    def Init_FillSolid(self) -> None:
        self.take("fillSolid")

    @method
    def Init_LineWidth(self, linewidth: int) -> None:
        self.take("lineWidth", linewidth)

    @method
    def Init_Null(self) -> None:
        self.take(NULL)

    @method
    def Init_RLineTo(self, x: int, y: int) -> None:
        self.take("rLineTo", x, y)

    @method
    def Init_RMoveTo(self, x: int, y: int) -> None:
        self.take("rMoveTo", x, y)

    @method
    def Init_Rectangle(self, width: int, height: int) -> None:
        self.take("rectangle", width, height)

    @method
    def Init_SetDash(self, dashlength: int, spacebetween: int) -> None:
        self.take("setDash", dashlength, spacebetween)

    @method
    def Init_SetFont(self, font: FCFontInfo) -> None:
        self.take("setFont", font.FontID, font.Size, font.EnigmaStyles)

    @method
    def Init_SetGrey(self, greyvalue: int) -> None:
        self.take("setGray", greyvalue)

    @method
    def Init_Slur(self, x1: int, y1: int, x2: int, y2: int, endpt_x: int, endpt_y: int) -> None:
        self.take("slur", x1, y1, x2, y2, endpt_x, endpt_y)

    @method
    def Init_StartGroup(
        self,
        xorigin: int,
        yorigin: int,
        left: int,
        top: int,
        right: int,
        bottom: int,
        xtransform: int = 1000,
        ytransform: int = 1000,
        rotation: int = 0,
    ) -> None:
        self.take(
            "startGroup", xorigin, yorigin, left, top, right, bottom, xtransform, ytransform, rotation, 0, 0
        )

    @method
    def Init_StartObject(
        self,
        xorigin: int,
        yorigin: int,
        left: int,
        top: int,
        right: int,
        bottom: int,
        xtransform: int = 1000,
        ytransform: int = 1000,
        rotation: int = 0,
    ) -> None:
        self.take(
            "startObject", xorigin, yorigin, left, top, right, bottom, xtransform, ytransform, rotation, 0, 0
        )

    @method
    def Init_Stroke(self) -> None:
        self.take("stroke")


class FCShapeDefInstructions(FCCollection):
    """The instructions of a shape, in order; ``FCShapeDef.RebuildInstructions`` gives them to it."""

    def add(self, word: str, numbers: Sequence[int] = ()) -> FCShapeDefInstruction:
        instruction = FCShapeDefInstruction(self._session).take(word, *numbers)
        self._items.append(instruction)
        return instruction

    @method
    def AddBracket(self, brackettype: int) -> FCShapeDefInstruction:
        return self.add("bracket", (brackettype,))

    @method
    def AddClosePath(self) -> FCShapeDefInstruction:
        return self.add("closePath")

    @method
    def AddCurveToDetails(
        self, x1: int, y1: int, x2: int, y2: int, endpt_x: int, endpt_y: int
    ) -> FCShapeDefInstruction:
        return self.add("curveTo", (x1, y1, x2, y2, endpt_x, endpt_y))

    @method
    def AddDrawChar(self, character: int) -> FCShapeDefInstruction:
        return self.add("drawChar", (character,))

    @method
    def AddDrawChars(self, text: str) -> FCShapeDefInstruction | None:
        """Add all characters of a text; the last instruction, nil for an empty text."""
        return self._add_text(text)

    @method
    def AddDrawCharsString(self, text: str) -> FCShapeDefInstruction | None:
        return self._add_text(text)

    def _add_text(self, text: str) -> FCShapeDefInstruction | None:
        added = [self.add("drawChar", (ord(character),)) for character in text]
        return added[-1] if added else None

    @method
    def AddEllipse(self, width: int, height: int) -> FCShapeDefInstruction:
        return self.add("ellipse", (width, height))

    @method
    def AddEndGroup(self) -> FCShapeDefInstruction:
        return self.add("endGroup")

    @method
    def AddFillSolid(self) -> FCShapeDefInstruction:
        return self.add("fillSolid")

    @method
    def AddLineWidth(self, linewidth: int) -> FCShapeDefInstruction:
        return self.add("lineWidth", (linewidth,))

    @method
    def AddNull(self) -> FCShapeDefInstruction:
        """Say that the instructions end here."""
        return self.add(NULL)

    @method
    def AddRLineTo(self, x: int, y: int) -> FCShapeDefInstruction:
        return self.add("rLineTo", (x, y))

    @method
    def AddRMoveTo(self, x: int, y: int) -> FCShapeDefInstruction:
        return self.add("rMoveTo", (x, y))

    @method
    def AddRectangle(self, width: int, height: int) -> FCShapeDefInstruction:
        return self.add("rectangle", (width, height))

    @method
    def AddSetDash(self, dashlength: int, spacebetween: int) -> FCShapeDefInstruction:
        return self.add("setDash", (dashlength, spacebetween))

    @method
    def AddSolidLineStyle(self) -> FCShapeDefInstruction:
        return self.add("setDash", SOLID)

    @method
    def AddSetFont(self, font: FCFontInfo) -> FCShapeDefInstruction:
        return self.add("setFont", (font.FontID, font.Size, font.EnigmaStyles))

    @method
    def AddSetGrey(self, percent: int) -> FCShapeDefInstruction:
        if not 0 <= percent <= 100:
            raise ScriptError(f"param 1 expected 0 to 100, got {percent}")
        return self.add("setGray", (percent,))

    @method
    def AddStartGroup(
        self,
        origin: FCPoint,
        lefttop: FCPoint,
        rightbottom: FCPoint,
        xtransform: int = 1000,
        ytransform: int = 1000,
        rotation: int = 0,
    ) -> FCShapeDefInstruction:
        return self._start("startGroup", (origin, lefttop, rightbottom), (xtransform, ytransform, rotation))

    @method
    def AddStartObject(
        self,
        origin: FCPoint,
        lefttop: FCPoint,
        rightbottom: FCPoint,
        xtransform: int = 1000,
        ytransform: int = 1000,
        rotation: int = 0,
    ) -> FCShapeDefInstruction:
        """Begin an object with its origin and bounds; it is scaled by thousandths."""
        return self._start("startObject", (origin, lefttop, rightbottom), (xtransform, ytransform, rotation))

    def _start(self, word: str, points: Sequence[FCPoint], transform: Sequence[int]) -> FCShapeDefInstruction:
        places = [int(number) for point in points for number in (point.X, point.Y)]
        return self.add(word, (*places, *transform, 0, 0))

    @method
    def AddStroke(self) -> FCShapeDefInstruction:
        return self.add("stroke")
