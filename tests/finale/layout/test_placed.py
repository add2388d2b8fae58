"""What stands on pages and in measures: texts, pictures, numbers and repeats that are placed by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.node import Key
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of

BLOCK = (
    "<lineSpacingPercent>100</lineSpacingPercent><newPos36/><showShape/><wordWrap/><textTag>block</textTag>"
)
OTHERS = (
    measure(1)
    + '<pageTextAssign cmper="1" inci="0"><block>5</block><startPage>1</startPage><endPage>1</endPage>'
    "</pageTextAssign>"
    '<pageGraphicAssign cmper="1" inci="0"><version>256</version><left>10</left><width>96</width><height>69</height>'
    "<fDescID>2</fDescID><displayType>all</displayType><halign>left</halign><valign>bottom</valign>"
    "<posFrom>margins</posFrom><startPage>1</startPage><endPage>1</endPage><savedRecord/><origWidth>192</origWidth>"
    "<origHeight>115</origHeight><graphicCmper>2</graphicCmper></pageGraphicAssign>"
    '<separatesRepeatBack cmper="8" inci="0"><instno>1</instno></separatesRepeatBack>'
    '<separatesTextRepeat cmper="6" inci="0"><instno>1</instno><id>3</id></separatesTextRepeat>'
    '<separatesTextRepeat cmper="6" inci="1"><instno>2</instno><id>4</id></separatesTextRepeat>'
    '<tempoDef cmper="1" inci="0"><absoluteRatio>134218</absoluteRatio><eldur>2048</eldur><unit>1000</unit></tempoDef>'
    '<tempoDef cmper="1" inci="1"><absoluteRatio>67109</absoluteRatio><unit>1000</unit></tempoDef>'
    + '<staffSpec cmper="1"/><staffSpec cmper="2"/>'
    + f'<textBlock cmper="5"><textID>7</textID>{BLOCK}</textBlock>'
)
DETAILS = (
    '<measNumbIndivPos cmper1="2" cmper2="1" inci="0"><region>1</region><forceHide>force</forceHide>'
    "</measNumbIndivPos>"
    '<measTextAssign cmper1="1" cmper2="1" inci="0"><block>5</block><xdispEdu>10</xdispEdu></measTextAssign>'
)
TEXTS = '<blockText number="7">^fontTxt(Times,4096)Title</blockText>'


@pytest.fixture
def finale() -> Namespace:
    return finale_of(document(others=OTHERS, details=DETAILS, texts=TEXTS))


def changes(finale: Namespace) -> list[tuple[str, str]]:
    return [(change.op, change.tag) for change in finale._session.store.changes_since()]


def page_text(finale: Namespace) -> Any:
    found = finale.FCPageText()
    assert found.Load(1, 0)
    return found


def test_a_page_text_shows_a_text_block(finale: Namespace) -> None:
    text = page_text(finale)
    assert (text.TextBlockID, text.StringID) == (5, 7)
    assert text.CreateTextBlock().ItemNo == 5
    assert text.CreateTextString().LuaString.endswith("Title")
    new = finale.FCString()
    new.LuaString = "Another"
    assert text.SaveTextString(new)
    assert changes(finale) == [("change", "blockText")]
    assert text.CreateTextString().LuaString.endswith("Another")


def test_a_new_text_has_a_block_of_its_own(finale: Namespace) -> None:
    text, string = finale.FCPageText(), finale.FCString()
    assert text.CreateTextString() is None
    assert not text.SaveTextString(string)
    string.LuaString = "Page one"
    assert text.SaveNewTextBlock(string)
    text.FirstPage = text.LastPage = 1
    assert text.SaveNew(1)
    again = finale.FCPageText()
    assert again.Load(1, 1)
    assert (again.TextBlockID, again.StringID) == (6, 8)
    assert again.CreateTextString().LuaString.endswith("Page one")


def test_a_page_text_is_deleted_with_its_text(finale: Namespace) -> None:
    finale._session.store.delete("details", "measTextAssign", Key(1, 1, inci=0))
    assert page_text(finale).DeepDeleteData()
    assert sorted(changes(finale))[:3] == [
        ("delete", "blockText"), ("delete", "measTextAssign"), ("delete", "pageTextAssign"),
    ]  # fmt: skip
    assert not finale.FCTextBlock().Load(5)


def test_a_text_that_is_shown_elsewhere_stays(finale: Namespace) -> None:
    assert page_text(finale).DeepDeleteData()
    assert changes(finale) == [("delete", "pageTextAssign")]


def test_the_reference_of_a_text_frame_lies_in_its_block(finale: Namespace) -> None:
    text = page_text(finale)
    assert text.FrameEdgeRef
    text.FrameEdgeRef = False
    assert changes(finale) == []
    text.Save()
    assert changes(finale) == [("change", "textBlock")]
    assert not page_text(finale).FrameEdgeRef


def test_a_text_from_the_page_edge_is_so_both_ways(finale: Namespace) -> None:
    text = page_text(finale)
    text.PageEdgeRef = True
    text.Save()
    [change] = finale._session.store.changes_since()
    assert set(change.fields) == {"hposPageEdge", "vposPageEdge"}


def test_right_pages_begin_with_the_place_on_left_ones(finale: Namespace) -> None:
    graphic = finale.FCPageGraphic()
    assert graphic.Load(1, 0)
    assert graphic.IsEmbedded()
    assert (graphic.IndependentRightPage, graphic.HorizontalAlignmentRightPage) == (False, 2)
    graphic.IndependentRightPage = True
    graphic.Save()
    [change] = finale._session.store.changes_since()
    assert change.fields == {
        "rightPgHAlign": [None, "left"], "rightPgVAlign": [None, "bottom"], "rightPgPosFrom": [None, "margins"],
    }  # fmt: skip
    graphic.PageEdgeRef = True
    assert graphic.PageEdgeRef
    graphic.IndependentRightPage = False
    graphic.PageEdgeRef = False
    graphic.Save()
    assert changes(finale) == []


def test_texts_of_a_cell_are_found_by_the_cell(finale: Namespace) -> None:
    texts = finale.FCCellTexts()
    assert texts.LoadAllInCell(finale.FCCell(1, 1)) == 1
    assert texts.GetItemAt(0).CreateTextString().LuaString.endswith("Title")
    new = finale.FCCellText()
    new.ConnectCell(finale.FCCell(1, 1))
    assert new.SaveNew()
    assert texts.LoadAllInCell(finale.FCCell(1, 1)) == 2
    assert (new.ConnectedCell.Measure, new.ConnectedCell.Staff) == (1, 1)


def test_a_number_is_forced_or_hidden(finale: Namespace) -> None:
    number = finale.FCSeparateMeasureNumber()
    number.ConnectCell(finale.FCCell(1, 2))
    assert number.LoadFirst()
    assert (number.ShowOverride, number.HideOverride) == (True, False)
    number.HideOverride = True
    number.Save()
    [change] = finale._session.store.changes_since()
    assert change.fields == {"forceHide": ["force", "hide"]}
    number.HideOverride = False
    assert number.ShowOverride
    number.Save()
    assert changes(finale) == []


def test_a_number_by_itself_belongs_to_a_region(finale: Namespace) -> None:
    region = finale.FCMeasureNumberRegion()
    region.ItemNo = 3
    number = finale.FCSeparateMeasureNumber()
    number.ConnectCell(finale.FCCell(1, 1))
    assert number.RegionNumberID == 1
    assert number.AssignMeasureNumberRegion(region)
    assert number.SaveNew()
    number.VerticalPosition = 12
    number.Save()
    numbers = finale.FCSeparateMeasureNumbers()
    assert numbers.LoadAllInCell(finale.FCCell(1, 1)) == 1
    assert (numbers.GetItemAt(0).RegionNumberID, numbers.GetItemAt(0).VerticalPosition) == (3, 12)


def test_placements_of_a_repeat_are_of_one_kind(finale: Namespace) -> None:
    placements = finale.FCSeparatePlacements()
    assert placements.LoadAllForItem(8) == 1
    placements.Mode = finale.SEPARMODE_TEXTREPEAT
    assert placements.LoadAllForItem(6) == 2
    assert [(each.Mode, each.Staff, each.Measure) for each in placements] == [(1, 1, 3), (1, 2, 4)]
    placements.KeepOnlyMeasure(4)
    assert [each.Staff for each in placements] == [2]
    assert placements.GetItemAt(0).CreateClone().Mode == finale.SEPARMODE_TEXTREPEAT


def test_a_staff_without_a_placement_gets_one(finale: Namespace) -> None:
    placements = finale.FCSeparatePlacements()
    placements.LoadAllForItem(8)
    assert placements.AssureStaffPlacement(1) is placements.GetItemAt(0)
    new = placements.AssureStaffPlacement(2)
    assert changes(finale) == []
    new.VerticalOffset1 = 24
    assert new.Save()
    assert placements.LoadAllForItem(8) == 2
    assert [(each.Staff, each.VerticalOffset1) for each in placements] == [(1, 0), (2, 24)]


def test_tempos_are_quarters_a_minute(finale: Namespace) -> None:
    tempos = finale.FCTempoElements()
    assert tempos.LoadAllForItem(1) == 2
    assert [round(each.CalcValue()) for each in tempos] == [120, 60]
    tempos.AssureSorted()
    assert [each.MeasurePos for each in tempos] == [0, 2048]
    first = tempos.GetItemAt(0)
    first.AbsoluteValue = 90
    assert first.Absolute
    assert first.CalcValue() == pytest.approx(90, abs=0.01)
    first.RelativeValue = 75
    assert (first.Absolute, first.Ratio, first.CalcValue()) == (False, 750, 75)
