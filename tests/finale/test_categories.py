"""Categories of expressions, and expressions that are made from them."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from postlude.finale.namespace import Namespace
from tests.conftest import ROOT
from tests.finale.conftest import finale_of

TEMPO_MARKS = 2


@pytest.fixture
def document() -> Document:
    return open_document(ROOT / "tests" / "scores" / "sample.musx")


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


@pytest.fixture
def category(finale: Namespace) -> Any:
    found = finale.FCCategoryDef()
    assert found.Load(TEMPO_MARKS)
    return found


def test_a_category_has_a_name_of_its_own_record(
    document: Document, finale: Namespace, category: Any
) -> None:
    assert category.CreateName().LuaString == "Tempo Marks"
    category.Name = "Tempi"
    into = finale.FCString()
    category.GetName(into)
    assert into.LuaString == "Tempi"
    key = Key(TEMPO_MARKS)
    record = document.store.load("others", "markingsCategoryName", key)
    assert record is not None and record.get("name") == "Tempo Marks"
    assert category.Save()
    record = document.store.load("others", "markingsCategoryName", key)
    assert record is not None and record.get("name") == "Tempi"


def test_a_new_category_is_made_from_a_default_one(
    document: Document, finale: Namespace, category: Any
) -> None:
    category.Name = "My Tempi"
    assert category.IsDefaultTempoMarks() and not category.IsDefaultDynamics()
    assert category.SaveNewWithType(finale.DEFAULTCATID_TEMPOMARKS)
    assert (category.ID, category.Type, category.UserCreated) == (8, TEMPO_MARKS, True)
    assert category.Reload() and category.CreateName().LuaString == "My Tempi"
    assert not category.IsDefaultTempoMarks()
    categories = finale.FCCategoryDefs()
    assert (
        categories.LoadAll() == 8 and categories.FindID(TEMPO_MARKS).CreateName().LuaString == "Tempo Marks"
    )
    assert category.DeleteData()
    assert document.store.load("others", "markingsCategoryName", Key(8)) is None
    assert not category.SaveNewWithType(99)


def test_categories_are_found_by_number_and_name(finale: Namespace) -> None:
    categories = finale.FCCategoryDefs()
    assert categories.LoadAll() == 7
    assert categories.FindID(6).Type == finale.DEFAULTCATID_REHEARSALMARK
    assert categories.FindName("Technique Text").ID == finale.DEFAULTCATID_TECHNIQUETEXT
    assert categories.FindID(99) is None and categories.FindName("Nothing") is None


def test_fonts_are_read_and_written(finale: Namespace, category: Any) -> None:
    font = category.CreateTextFontInfo()
    assert (font.Name, font.Size) == ("Times New Roman", 12)
    assert category.GetMusicFontInfo(font) and font.Name == "Maestro"
    font.Size = 20
    category.TextFontInfo = font
    assert category.Save()
    again = finale.FCCategoryDef()
    assert (
        again.Load(TEMPO_MARKS) and again.CreateTextFontInfo().CreateDescription().LuaString == "Maestro 20"
    )
    assert again.UsesTextFont() and not again.UsesMusicFont() and not again.UsesStaffList()


def test_a_definition_takes_over_the_places_of_its_category(finale: Namespace, category: Any) -> None:
    definition, text = finale.FCTextExpressionDef(), finale.FCString()
    text.LuaString = "^fontTxt(Times New Roman)^size(12)^nfx(0)Presto ^font(Arial)!"
    assert definition.SaveNewTextBlock(text) and definition.AssignToCategory(category)
    assert definition.SaveNew()
    again = finale.FCTextExpressionDef()
    assert again.Load(definition.ItemNo)
    assert (again.CategoryID, again.UseCategoryFont, again.UseCategoryPos) == (TEMPO_MARKS, True, True)
    for name in ("HorizontalAlignmentPoint", "VerticalAlignmentPoint", "VerticalEntryOffset"):
        assert getattr(again, name) == getattr(category, name) != 0, name
    assert again.CreateTextString().LuaString == (
        "^fontTxt(Times New Roman,4096)^size(12)^nfx(0)Presto ^font(Arial,4096)!"
    )


def test_a_definition_plays_a_tempo(finale: Namespace) -> None:
    definition = finale.FCTextExpressionDef()
    assert definition.Load(1) and not definition.IsPlaybackTempo()
    assert (definition.GetPlaybackTempoValue(), definition.GetPlaybackTempoDuration()) == (0, 0)
    definition.SetPlaybackTempo(1536, 66)
    assert definition.Save() and definition.Reload()
    assert definition.PlaybackType == finale.EXPPLAYTYPE_TEMPO
    assert (definition.GetPlaybackTempoValue(), definition.GetPlaybackTempoDuration()) == (66, 1536)


def test_a_new_expression_of_a_cell_flags_its_measure(finale: Namespace) -> None:
    measure = finale.FCMeasure()
    assert measure.Load(7) and not measure.ExpressionFlag
    expression = finale.FCExpression()
    expression.ID = 3
    assert expression.SaveNewToCell(finale.FCCell(7, 2))
    assert (expression.Measure, expression.Staff, expression.ItemInci) == (7, 2, 0)
    assert measure.Reload() and measure.ExpressionFlag
    assert not finale.FCExpression().SaveNewToCell(finale.FCCell(99, 2))


def test_no_font_at_all_is_an_empty_element_as_in_files_of_finale(
    document: Document, finale: Namespace, category: Any
) -> None:
    font = finale.FCFontInfo()
    font.FontID, font.Size, font.EnigmaStyles = 0, 0, 0
    category.SetNumberFontInfo(font)
    assert category.Save()
    record = document.store.load("others", "markingsCategory", Key(TEMPO_MARKS))
    element = record.find("numberFont") if record is not None else None
    assert element is not None and not element.children
    font.FontID = 1
    category.SetNumberFontInfo(font)
    assert category.Save()
    record = document.store.load("others", "markingsCategory", Key(TEMPO_MARKS))
    assert record is not None
    assert [record.get(f"numberFont/{name}") for name in ("fontID", "fontSize")] == ["1", "0"]
