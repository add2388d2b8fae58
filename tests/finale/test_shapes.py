"""Shapes and the instructions that draw them."""

from __future__ import annotations

import pytest

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

SHAPES = (
    '<shapeData cmper="4"><data>64</data><data>3</data><data>9</data><data>1</data><data>84</data></shapeData>'
    '<shapeDef cmper="2"><instList>4</instList><dataList>4</dataList><shapeType>clef</shapeType></shapeDef>'
    '<shapeList cmper="4"><instruct><numData>1</numData><tag>lineWidth</tag></instruct><instruct><numData>3</numData>'
    "<tag>setFont</tag></instruct><instruct><numData>1</numData><tag>drawChar</tag></instruct><instruct>"
    "<tag>stroke</tag></instruct></shapeList>"
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(document(others=SHAPES))


def test_the_numbers_of_the_list_go_to_the_instructions_in_order(finale: Namespace) -> None:
    shape = finale.FCShapeDef()
    assert shape.Load(2)
    assert (shape.InstructionsCount, shape.DataCount, shape.Type) == (4, 5, 9)
    instructions = shape.CreateInstructions()
    assert [instructions.GetItemAt(index).Count for index in range(4)] == [1, 3, 1, 0]
    assert instructions.GetItemAt(2).GetFourbyteData(0) == 84
    assert instructions.GetItemAt(3).Tag == finale.SHAPETAG_STROKE == shape.GetInstructionTag(3)
    assert shape.GetInstructionSize(1) == 3
    font = finale.FCFontInfo()
    assert not shape.GetFontInfo(0, font)
    assert shape.GetFontInfo(1, font)
    assert (font.FontID, font.Size, font.Bold) == (3, 9, True)


def test_the_texts_of_a_shape_are_its_characters_that_follow_one_another(finale: Namespace) -> None:
    shape = finale.FCShapeDef()
    instructions = shape.CreateInstructions()
    instructions.AddDrawChars("Full")
    instructions.AddStroke()
    instructions.AddDrawCharsString(finale.FCString())
    instructions.AddDrawChar(63)
    shape.RebuildInstructions(instructions)
    assert [text.LuaString for text in shape.CreateTextStrings()] == ["Full", "?"]


def test_a_shape_made_from_instructions_has_lists_of_its_own(finale: Namespace) -> None:
    shape = finale.FCShapeDef()
    instructions = shape.CreateInstructions()
    point = finale.FCPoint
    instructions.AddStartObject(point(0, 0), point(0, 64), point(64, 0), 1000, 1000, 0)
    instructions.AddRMoveTo(0, -12)
    instructions.AddSetDash(18, 0)
    instructions.AddStroke()
    instructions.AddNull()
    instructions.AddClosePath()
    assert shape.RebuildInstructions(instructions)
    assert shape.SaveNewWithType(finale.SHAPEDEFTYPE_ARTICULATION)
    store = finale._session.store
    saved = store.load("others", "shapeDef", Key(shape.ItemNo))
    assert saved is not None
    assert [(child.tag, child.text) for child in saved.children] == [
        ("instList", "5"),
        ("dataList", "5"),
        ("shapeType", "articulation"),
    ]
    words, numbers = (store.load("others", tag, Key(5)) for tag in ("shapeList", "shapeData"))
    assert words is not None and numbers is not None
    assert [child.get("tag") for child in words.children] == ["startObject", "rMoveTo", "setDash", "stroke"]
    assert [int(child.text) for child in numbers.children] == [
        *(0, 0, 0, 64, 64, 0, 1000, 1000, 0, 0, 0),
        *(0, -12),
        *(18, 0),
    ]
    with pytest.raises(ScriptError, match="SHAPEDEFTYPE"):
        shape.SaveWithType(77)


def test_a_copy_of_a_shape_does_not_share_its_lists(finale: Namespace) -> None:
    shape = finale.FCShapeDef()
    assert shape.Load(2)
    assert shape.SetFontInfo(1, finale.FCFontInfo("", 12, 0))
    assert not shape.SetFontInfo(0, finale.FCFontInfo())
    assert shape.SaveNew()
    assert (shape.ItemNo, shape._text_at("instList")) == (3, "5")
    font = finale.FCFontInfo()
    assert shape.Load(2) and shape.GetFontInfo(1, font)
    assert font.Size == 9
    assert shape.DeleteData()
    assert [key.cmper1 for key in finale._session.store.keys("others", "shapeData")] == [5]


def test_instructions_are_the_same_if_their_numbers_are(finale: Namespace) -> None:
    one, other = (finale.FCShapeDefInstruction() for _ in range(2))
    one.Init_RLineTo(1, 2)
    other.Init_RLineTo(1, 3)
    assert not one.IsIdentical(other)
    assert other.SetFourbyteData(1, 2) and one.IsIdentical(other)
    assert not other.SetFourbyteData(2, 2)
