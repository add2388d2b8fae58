"""Expressions: their definitions, their assignments to measures, their enclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.alignments import HORIZONTAL_POINTS, JUSTIFICATIONS, PLAYBACK_TYPES, VERTICAL_POINTS
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fieldmethods import string
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.measures import FCMeasure
from postlude.finale.recordlists import InciOthers, NoInciOthers
from postlude.finale.records import InciOther, NoInciOther
from postlude.finale.strings import FCString
from postlude.finale.texts import shown, stored

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.categories import FCCategoryDef
    from postlude.finale.cells import FCCell
    from postlude.finale.regions import FCMusicRegion

EVERY_STAFF = -1
TOP_STAFF = 0


TEMPO = "time"


def _next_number(store: Store, section: str, tag: str) -> int:
    return max((int(key.cmper1) for key in store.keys(section, tag)), default=0) + 1


class FCEnclosure(NoInciOther, tag="textExpressionEnclosure"):
    """The frame around a text expression; margins in EVPU, line width and radius in EFIX."""

    FixedSize = flag("fixedSize")
    HorizontalMargin = integer("xMargin")
    HorizontalOffset = integer("xAdd")
    LineWidth = integer("lineWidth")
    Opaque = flag("opaque")
    RoundedCornerRadius = integer("cornerRadius")
    RoundedCorners = flag("roundCorners")
    Shape = integer("sides")
    VerticalMargin = integer("yMargin")
    VerticalOffset = integer("yAdd")


class FCTextExpressionDef(NoInciOther, tag="textExprDef"):
    """The definition of a text expression; offsets in EVPU."""

    BreakMMRest = flag("breakMmRest")
    CategoryID = integer("categoryID")
    Description = string("descStr")
    ExecutableShapeID = integer("execShape")
    HideMeasureNumbers = flag("hideMeasureNum")
    HorizontalAlignmentPoint = choice("horzMeasExprAlign", HORIZONTAL_POINTS)
    HorizontalJustification = choice("horzExprAlign", JUSTIFICATIONS)
    HorizontalOffset = integer("measXAdjust")
    PlaybackPass = integer("playPass")
    PlaybackType = choice("playType", PLAYBACK_TYPES)
    RehearsalMarkStyle = choice(
        "rehearsalMarkStyle",
        {None: 0, "letters": 1, "letNum": 2, "lettersLc": 3, "letNumLc": 4, "numbers": 5, "measNum": 6},
    )
    UseCategoryFont = flag("useCategoryFonts")
    UseCategoryPos = flag("useCategoryPos")
    UseEnclosure = flag("newEnclosure")
    VerticalAlignmentPoint = choice("vertMeasExprAlign", VERTICAL_POINTS)
    VerticalBaselineOffset = integer("yAdjustBaseline")
    VerticalEntryOffset = integer("yAdjustEntry")

    @prop
    def TextBlockID(self) -> int:
        return int(self._text_at("textIDKey") or 0)

    @prop
    def TextID(self) -> int:
        """The text block, as the framework has it."""
        return int(self._text_at("textIDKey") or 0)

    @method
    def IsAutoRehearsalMark(self) -> bool:
        return self._text_at("rehearsalMarkStyle") is not None

    @method
    def CreateDescription(self) -> FCString:
        return FCString(self._session, self._text_at("descStr") or "")

    @method
    def CreateEnclosure(self) -> FCEnclosure | None:
        """The expression's enclosure as stored, nil if it has none."""
        enclosure = FCEnclosure(self._session)
        return enclosure if enclosure.Load(self.ItemNo) else None

    @method
    def CreateTextString(self) -> FCString | None:
        """The text with its Enigma commands."""
        number = self._text_number()
        node = self._store.load("texts", "expression", Key(number)) if number else None
        return FCString(self._session, shown(node.text, self._session)) if node is not None else None

    @method
    def SaveTextString(self, text: str) -> bool:
        """Replace the text of the expression's own text block."""
        number = self._text_number()
        node = self._store.load("texts", "expression", Key(number)) if number else None
        if node is None:
            return False
        node.text = stored(text, node.text, self._session)
        self._store.save("texts", "expression", Key(number), node)
        return True

    @method
    def SaveNewTextBlock(self, text: str) -> bool:
        """Make a text block with this text, which the definition has from now on; save the definition then."""
        number = _next_number(self._store, "texts", "expression")
        node = Node("expression")
        node.text = stored(text, "", self._session)
        self._store.save("texts", "expression", Key(number), node)
        block = Node("textBlock")
        # What Finale writes for the text of every expression.
        for path, value in (
            ("textID", str(number)), ("lineSpacingPercent", "100"), ("newPos36", ""), ("showShape", ""),
            ("noExpandSingleWord", ""), ("wordWrap", ""), ("textTag", "expression"),
        ):  # fmt: skip
            block.set(path, value)
        number = _next_number(self._store, "others", "textBlock")
        self._store.save("others", "textBlock", Key(number), block)
        self._put_text("textIDKey", str(number))
        self._cache.clear()
        return True

    @method
    def AssignToCategory(self, category: FCCategoryDef) -> bool:
        """Put it into a category, and take over the category's fonts and places."""
        self.CategoryID = category.ItemNo
        self.BreakMMRest = category.BreakMMRest
        for name in (
            "HorizontalAlignmentPoint", "HorizontalJustification", "HorizontalOffset",
            "VerticalAlignmentPoint", "VerticalBaselineOffset", "VerticalEntryOffset",
        ):  # fmt: skip
            setattr(self, name, getattr(category, name))
        self.UseCategoryFont = self.UseCategoryPos = True
        return True

    @method
    def SetPlaybackTempo(self, duration: int, tempo: int) -> None:
        """Let it play a tempo: so many beats of a duration in EDU a minute."""
        for path, value in (
            ("playType", TEMPO), ("value", str(tempo)), ("auxdata1", str(duration)), ("useAuxData", ""),
        ):  # fmt: skip
            self._put_text(path, value)
        self._cache.clear()

    @method
    def IsPlaybackTempo(self) -> bool:
        return self._text_at("playType") == TEMPO

    @method
    def GetPlaybackTempoValue(self) -> int:
        return int(self._text_at("value") or 0) if self.IsPlaybackTempo() else 0

    @method
    def GetPlaybackTempoDuration(self) -> int:
        """In EDU."""
        return int(self._text_at("auxdata1") or 0) if self.IsPlaybackTempo() else 0

    def _text_number(self) -> int:
        block = self._store.load("others", "textBlock", Key(self.TextBlockID))
        return int(block.get("textID") or 0) if block is not None else 0


class FCTextExpressionDefs(NoInciOthers, of=FCTextExpressionDef):
    """All definitions of text expressions."""


class FCExpression(InciOther, tag="measExprAssign"):
    """An expression assigned to a measure; ``MeasurePos`` in EDU, offsets in EVPU."""

    GraceNoteIndex = integer("graceNoteIndex")
    HorizontalPos = integer("horzEvpuOff")
    LayerAssignment = integer("layer")
    MeasurePos = integer("horzEduOff")
    RehearsalMarkOffset = integer("rehearsalMarkOffset")
    PlaybackStart = choice("playbackStart", {None: 2, "attach": 1, "measPos": 0})
    ScaleWithEntry = inverted_flag("dontScaleWithEntry")
    Staff = integer("staffAssign")
    StaffGroupID = integer("staffGroup")
    StaffListID = integer("staffList")
    TracksVoice2 = flag("v2")
    VerticalPos = integer("vertOff")
    Visible = inverted_flag("hidden")

    @prop
    def Measure(self) -> int:
        return int(self._key.cmper1)

    @prop
    def ID(self) -> int:
        """The number of the definition, of a text or of a shape."""
        return int(self._text_at("textExprID") or self._text_at("shapeExprID") or 0)

    @ID.setter
    def _set_id(self, value: int) -> None:
        self._put_text("shapeExprID" if self.IsShape() else "textExprID", str(value))
        self._cache.clear()

    @prop
    def ScoreAssignment(self) -> bool:
        return self._text_at("showStaffList") in (None, "scoreOnly")

    @ScoreAssignment.setter
    def _set_score_assignment(self, value: bool) -> None:
        self._assign(value, self.PartAssignment)

    @prop
    def PartAssignment(self) -> bool:
        return self._text_at("showStaffList") in (None, "partOnly")

    @PartAssignment.setter
    def _set_part_assignment(self, value: bool) -> None:
        self._assign(self.ScoreAssignment, value)

    def _assign(self, score: bool, part: bool) -> None:
        # Neither is what Finale shows as hidden, and keeps in the assignment's own flag.
        self._put_text("showStaffList", None if score == part else "scoreOnly" if score else "partOnly")
        self._cache.clear()

    @method
    def IsShape(self) -> bool:
        return self._text_at("shapeExprID") is not None

    @method
    def IsSingleStaffAssigned(self) -> bool:
        """Whether it belongs to one staff, not to a staff list, all staves or the top one."""
        return not self.StaffGroupID and not self.StaffListID and bool(self.Staff > 0)

    @method
    def CreateTextExpressionDef(self) -> FCTextExpressionDef | None:
        definition = FCTextExpressionDef(self._session)
        return definition if not self.IsShape() and definition.Load(self.ID) else None

    @method
    def AssignTextExpressionDef(self, definition: FCTextExpressionDef) -> bool:
        self._put_text("shapeExprID", None)
        self._put_text("textExprID", str(definition.ItemNo))
        self._cache.clear()
        return True

    @method
    def SaveNewToCell(self, cell: FCCell) -> bool:
        """Save it as a new expression of the cell's staff and measure."""
        self.Staff = cell.Staff
        if self._text_at("playbackStart") is None:
            self._put_text("playbackStart", "attach")
        measure = FCMeasure(self._session)
        if not measure.Load(cell.Measure):
            return False
        if not measure.ExpressionFlag:
            measure.ExpressionFlag = True
            measure.Save()
        return self.SaveNew(cell.Measure)

    @method
    def ResetPos(self) -> None:
        """Move it back to its definition's place."""
        self._put_text("horzEvpuOff", None)
        self._put_text("vertOff", None)
        self._cache.clear()

    def inside(self, region: FCMusicRegion) -> bool:
        """Whether it lies in a region: by position, and by staff unless it is for all or the top one."""
        if not region.IsMeasurePosWithin(self.Measure, self.MeasurePos):
            return False
        staff = self.Staff
        if staff in (TOP_STAFF, EVERY_STAFF):
            return True
        return bool(region.IsStaffIncluded(staff))


class FCExpressions(InciOthers, of=FCExpression):
    """Expression assignments."""

    @method
    def LoadAllForRegion(self, region: FCMusicRegion) -> int:
        keys = self._all_keys()
        self._fill([key for key in keys if region.StartMeasure <= key.cmper1 <= region.EndMeasure])
        self._items = [item for item in self._items if item.inside(region)]
        return len(self._items)

    @method
    def LoadAllInCell(self, cell: FCCell) -> int:
        self._fill([key for key in self._all_keys() if key.cmper1 == cell.Measure])
        self._items = [item for item in self._items if item.Staff == cell.Staff]
        return len(self._items)
