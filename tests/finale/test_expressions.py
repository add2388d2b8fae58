"""Expressions: what they play, rehearsal marks, staves that they stand at, texts of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.marks.rehearsalmarks import mark_text
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import ROOT
from tests.finale.conftest import finale_of
from tests.finale.small import small_score


def finale_store(finale: Namespace) -> Any:
    return finale._session.store


def assigned(measure: int, inci: int, fields: str) -> str:
    return f'<measExprAssign cmper="{measure}" inci="{inci}">{fields}</measExprAssign>'


EXPRESSIONS = (
    '<textExprDef cmper="1"><textIDKey>1</textIDKey><categoryID>6</categoryID>'
    "<rehearsalMarkStyle>letters</rehearsalMarkStyle></textExprDef>"
    '<textExprDef cmper="2"><textIDKey>1</textIDKey><categoryID>6</categoryID>'
    "<rehearsalMarkStyle>measNum</rehearsalMarkStyle></textExprDef>"
    '<textExprDef cmper="3"><textIDKey>1</textIDKey><categoryID>1</categoryID><value>5</value>'
    "<playType>transpose</playType></textExprDef>"
    '<textExpressionEnclosure cmper="3"><sides>1</sides></textExpressionEnclosure>'
    '<textBlock cmper="1"><textID>1</textID><textTag>expression</textTag></textBlock>'
    '<shapeExprDef cmper="1"><shapeDef>4</shapeDef><categoryID>7</categoryID></shapeExprDef>'
    + assigned(1, 0, "<textExprID>1</textExprID><staffAssign>1</staffAssign>")
    + assigned(2, 0, "<textExprID>1</textExprID><staffAssign>-1</staffAssign>")
    + assigned(2, 1, "<shapeExprID>1</shapeExprID><staffAssign>-2</staffAssign>")
    + assigned(
        4, 0, "<textExprID>1</textExprID><staffAssign>2</staffAssign>"
        "<rehearsalMarkOffset>7</rehearsalMarkOffset>",
    )
)  # fmt: skip


@pytest.fixture
def document() -> Document:
    return small_score({}, others=EXPRESSIONS)


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


def definition(finale: Namespace, number: int) -> Any:
    found = finale.FCTextExpressionDef()
    assert found.Load(number)
    return found


def expression(finale: Namespace, measure: int, inci: int) -> Any:
    found = finale.FCExpression()
    assert found.Load(measure, inci)
    return found


def test_a_number_counts_for_one_kind_of_playback(finale: Namespace, document: Document) -> None:
    plays = definition(finale, 3)
    assert (plays.PlaybackTransposition, plays.PlaybackKeyVelocity, plays.PlaybackTempoValue) == (5, 0, 0)
    plays.PlaybackKeyVelocity = 90
    assert plays.IsKeyVelocity() and plays.PlaybackType == finale.EXPPLAYTYPE_KEYVELOCITY
    assert (plays.PlaybackTransposition, plays.PlaybackKeyVelocity) == (0, 90)
    plays.SetPlaybackController(64, 127)
    assert (plays.PlaybackControllerNumber, plays.PlaybackControllerValue) == (64, 127)
    plays.SetPlaybackTempo(1024, 120)
    assert plays.IsPlaybackTempo() and not plays.IsKeyVelocity()
    assert (plays.PlaybackTempoValue, plays.PlaybackTempoDuration) == (120, 1024)
    assert plays.PlaybackControllerNumber == plays.PlaybackControllerValue == 0
    plays.PitchWheelValue = 7000
    assert plays.Save()
    node = document.store.load("others", "textExprDef", Key(3))
    assert node is not None and node.get("value") == "15192" and node.get("useAuxData") is None


def test_an_executable_shape_in_use_has_no_known_place_in_a_document(
    finale: Namespace, document: Document
) -> None:
    plays, other = definition(finale, 3), definition(finale, 2)
    assert plays.UseExecutableShape is False
    plays.UseExecutableShape = True
    mark = document.store.mark()
    assert plays.Save() and plays.Reload() and plays.UseExecutableShape
    assert other.Reload() and not other.UseExecutableShape
    assert document.store.changes_since(mark) == []
    (note,) = finale._session.notes.values()
    assert note.startswith("FCTextExpressionDef(3).UseExecutableShape = true holds for this run only")
    plays.UseExecutableShape = False
    assert plays.Save() and not finale._session.notes


def test_rehearsal_marks_count_from_assignment_to_assignment(finale: Namespace) -> None:
    mark, into = definition(finale, 1), finale.FCString()
    shown = []
    for measure in (1, 2, 3, 4):
        assert mark.MakeRehearsalMark(into, measure)
        shown.append(into.LuaString)
    assert shown == ["A", "B", "C", "G"]  # measure 3 has none; the one of measure 4 restarts at 7
    assert definition(finale, 2).MakeRehearsalMark(into, 3) and into.LuaString == "3"
    assert not definition(finale, 3).MakeRehearsalMark(into, 3) and into.LuaString == ""


def test_rehearsal_marks_after_the_last_letter() -> None:
    assert [mark_text(style, 28) for style in range(1, 6)] == ["BB", "B1", "bb", "b1", "28"]
    assert [mark_text(style, 1) for style in range(1, 6)] == ["A", "A", "a", "a", "1"]


def test_the_staff_of_an_expression_for_the_top_or_the_bottom(finale: Namespace) -> None:
    assert expression(finale, 4, 0).CalcStaffInCurrentView() == 2
    assert expression(finale, 2, 0).CalcStaffInScrollView() == 1
    assert expression(finale, 2, 1).CalcStaffInPageView() == 2


def test_an_expression_becomes_a_shape_and_back(finale: Namespace) -> None:
    shape = expression(finale, 2, 1)
    assert shape.Shape and shape.CreateShapeExpressionDef().ID == 4
    assert shape.CreateTextExpressionDef() is None
    assert shape.AssignTextExpressionDef(definition(finale, 3)) and not shape.Shape
    assert shape.CreateTextExpressionDef().ItemNo == 3 and shape.CreateShapeExpressionDef() is None
    shape.Shape = True
    assert shape.IsShape() and shape.ID == 3
    definitions = finale.FCShapeExpressionDefs()
    assert definitions.LoadAll() == 1
    assert shape.AssignShapeExpressionDef(definitions.GetItemAt(0)) and shape.ID == 1


def test_a_definition_is_copied_and_deleted_with_its_text_and_its_frame(
    finale: Namespace, document: Document
) -> None:
    new = definition(finale, 3)
    assert new.SaveNewTextBlock(finale.FCString("one")) and new.Save()
    assert new.DeepSaveAs(9)
    copy = definition(finale, 9)
    assert copy.TextID != definition(finale, 3).TextID
    assert copy.SaveTextString(finale.FCString("two"))
    assert copy.CreateTextString().LuaString == "two"
    assert definition(finale, 3).CreateTextString().LuaString == "one"
    assert copy.CreateEnclosure().Shape == finale.ENCLOSURE_RECTANGLE
    assert copy.DeepDeleteData()
    assert copy.CreateEnclosure() is None and copy.CreateTextString() is None
    assert [key.cmper1 for key in document.store.keys("others", "textBlock")] == [1, 2]
    assert definition(finale, 3).CreateTextString().LuaString == "one"


def test_the_frame_of_an_expression_has_a_mode(finale: Namespace) -> None:
    frame = definition(finale, 3).CreateEnclosure()
    assert frame.Mode == finale.ENCLOSUREMODE_NONE
    for mode in (finale.ENCLOSUREMODE_MATCHDIMENSIONS, finale.ENCLOSUREMODE_MINWIDTH):
        frame.Mode = mode
        assert frame.Save() and frame.Reload() and frame.Mode == mode


def test_where_an_expression_lies(score: Callable[[str], Namespace]) -> None:
    finale = score("zwei_gesange")
    mark = finale_store(finale).mark()
    shown, definition, cell = finale.FCExpression(), finale.FCTextExpressionDef(), finale.FCCellMetrics()
    assert definition.Load(1) and cell.LoadAtCell(finale.FCCell(2, 2))
    assert shown.SaveNewToCell(finale.FCCell(2, 2))
    point = finale.FCPoint(0, 0)

    def place(**fields: int) -> tuple[float, float]:
        for name, value in fields.items():
            setattr(shown if name.endswith("Pos") else definition, name, value)
        definition.Save()
        shown.AssignTextExpressionDef(definition)
        assert shown.CalcMetricPos(point)
        return point.X, point.Y

    at_staff = place(
        HorizontalAlignmentPoint=finale.ALIGNHORIZ_STARTOFMUSIC, HorizontalOffset=0,
        VerticalAlignmentPoint=finale.ALIGNVERT_STAFF_REFERENCE_LINE, VerticalBaselineOffset=24,
        VerticalEntryOffset=0,
    )  # fmt: skip
    assert at_staff == (cell.MusicStartPos, cell.ReferenceLinePos + 24)
    assert place(HorizontalPos=10, VerticalPos=-30) == (at_staff[0] + 10, at_staff[1] - 30)
    place(HorizontalPos=0, VerticalPos=0)
    assert place(HorizontalAlignmentPoint=finale.ALIGNHORIZ_LEFTBARLINE)[0] == cell.LeftEdge
    right = place(HorizontalAlignmentPoint=finale.ALIGNHORIZ_RIGHTBARLINE)[0]
    assert abs(right - cell.LeftEdge - cell.Width) <= 1
    heads = [
        place(HorizontalAlignmentPoint=point)[0]
        for point in (
            finale.ALIGNHORIZ_LEFTOFALLNOTEHEAD, finale.ALIGNHORIZ_CENTERALLNOTEHEADS,
            finale.ALIGNHORIZ_RIGHTALLNOTEHEADS,
        )
    ]  # fmt: skip
    assert heads == sorted(set(heads))
    heights = [
        place(VerticalAlignmentPoint=point, VerticalBaselineOffset=0)[1]
        for point in (finale.ALIGNVERT_BELOWENTRY, finale.ALIGNVERT_BOTTOMNOTE, finale.ALIGNVERT_ABOVEENTRY)
    ]
    assert heights == sorted(heights) and heights[0] < heights[2]
    above = place(VerticalAlignmentPoint=finale.ALIGNVERT_ABOVE_STAFF_BASELINE)[1]
    below = place(VerticalAlignmentPoint=finale.ALIGNVERT_BELOW_STAFF_BASELINE)[1]
    assert below < cell.BottomStafflinePos < cell.TopStafflinePos < above
    shown.Staff = -1
    assert not shown.CalcMetricPos(point)
    finale_store(finale).rollback(mark)


def test_the_expressions_of_a_cell_on_the_page(finale: Namespace) -> None:
    expressions, systems = finale.FCExpressions(), finale.FCStaffSystems()
    assert expressions.LoadAllInCell(finale.FCCell(2, 1)) == 0
    assert expressions.LoadAllInCellLayout(finale.FCCell(2, 1), systems) == 1
    assert expressions.LoadAllInCellLayout(finale.FCCell(2, 2), systems) == 1
    assert expressions.GetItemAt(0).Shape


def test_a_shape_expression_has_its_shape(score: Callable[[str], Namespace]) -> None:
    finale = score("testtemplate-fin2011format")
    definition = finale.FCShapeExpressionDef()
    assert definition.LoadFirst()
    shape = definition.CreateShapeDef()
    assert shape.ItemNo == definition.ID
    definition.ID = 0
    assert definition.CreateShapeDef() is None
    assert definition.AssignShapeDef(shape) and shape.ItemNo == definition.ID


def test_an_expression_moves_from_the_score_to_the_parts_property_by_property() -> None:
    score = open_document(ROOT / "tests" / "scores" / "expressions.enigmaxml")
    finale = Namespace(Session(score))
    expression = finale.FCExpression()
    assert expression.LoadFirst()
    expression.ScoreAssignment, expression.PartAssignment = True, False
    assert (expression.ScoreAssignment, expression.PartAssignment) == (True, False)
    expression.ScoreAssignment = False
    with pytest.raises(ScriptError, match="belongs to the score, to parts or to both"):
        expression.Save()
    expression.PartAssignment = True
    assert expression.Save()
    assert expression.Reload()
    assert (expression.ScoreAssignment, expression.PartAssignment) == (False, True)
