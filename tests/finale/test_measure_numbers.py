"""Measure number regions: a record with one group for the score and one for the parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.errors import PluginError, ScriptError
from postlude.finale.namespace import Namespace
from tests.conftest import shared_path
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of
from tests.finale.oracle import DOCUMENTS, of_kind, oracle

FONT = "<fontID>1</fontID><fontSize>14</fontSize><efx><italic/></efx>"
GROUP = f"<startFont>{FONT}</startFont><multipleFont>{FONT}</multipleFont><mmRestFont>{FONT}</mmRestFont>"
REGION = (
    f'<measNumbRegion cmper="1"><scoreData>{GROUP}<startYdisp>24</startYdisp><startOfLine/></scoreData>'
    f"<partData>{GROUP}<startYdisp>48</startYdisp></partData><startMeas>2</startMeas><endMeas>5</endMeas>"
    "<startChar>48</startChar><base>10</base><offset>9</offset><countFromOne/><region>1</region>"
    "</measNumbRegion>"
)


@pytest.fixture
def finale() -> Namespace:
    measures = "".join(measure(number) for number in (1, 2, 4, 5))
    hidden = measure(3).replace("</measSpec>", "<noMeasNum/></measSpec>")
    others = REGION + measures.replace('<measSpec cmper="4"', hidden + '<measSpec cmper="4"')
    return finale_of(document(others=others))


@pytest.fixture
def region(finale: Namespace) -> Any:
    found = finale.FCMeasureNumberRegion()
    assert found.Load(1)
    return found


def changes(finale: Namespace) -> list[tuple[str, dict[str, list[Any]]]]:
    return [(change.op, change.fields) for change in finale._session.store.changes_since()]


def test_the_score_and_the_parts_have_values_of_their_own(finale: Namespace, region: Any) -> None:
    assert (region.GetStartVerticalPosition(False), region.GetStartVerticalPosition(True)) == (24, 48)
    assert (region.GetShowOnSystemStart(False), region.GetShowOnSystemStart(True)) == (True, False)
    region.SetStartVerticalPosition(30, True)
    region.SetShowOnSystemStart(False, False)
    assert region.Save()
    assert changes(finale) == [
        ("change", {"partData/startYdisp": ["48", "30"], "scoreData/startOfLine": [True, None]})
    ]


def test_a_missing_argument_means_the_score(region: Any) -> None:
    assert region.GetStartVerticalPosition() == 24


def test_the_file_holds_the_measure_behind_the_last_one(finale: Namespace, region: Any) -> None:
    assert (region.StartMeasure, region.EndMeasure) == (2, 4)
    region.EndMeasure = 5
    region.Save()
    assert changes(finale) == [("change", {"endMeas": ["5", "6"]})]


def test_fonts_are_copied_out_and_in(finale: Namespace, region: Any) -> None:
    font = finale.FCFontInfo()
    region.GetStartFontInfo(font, False)
    assert (font.FontID, font.Size, font.Italic) == (1, 14, True)
    font.Size, font.Italic = 10, False
    assert region.CreateStartFontInfo(False).Size == 14
    region.SetStartFontInfo(font, True)
    region.Save()
    [(op, fields)] = changes(finale)
    assert (op, fields) == (
        "change",
        {"partData/startFont/fontSize": ["14", "10"], "partData/startFont/efx/italic": [True, None]},
    )


def test_an_enclosure_is_a_live_piece_of_the_region(finale: Namespace, region: Any) -> None:
    enclosure = region.GetEnclosureStart(False)
    assert enclosure.Shape == 0
    assert changes(finale) == []
    enclosure.Shape = finale.ENCLOSURE_RECTANGLE
    enclosure.LineWidth = 115
    assert region.GetEnclosureStart(False).LineWidth == 115
    assert region.GetEnclosureStart(True).LineWidth == 0
    region.Save()
    prefix = "scoreData/startEnclosure"
    [(_, fields)] = changes(finale)
    assert fields[f"{prefix}/sides"] == [None, "1"]
    assert fields[f"{prefix}/lineWidth"] == [None, "115"]


def test_measures_show_the_number_that_their_region_gives_them(finale: Namespace, region: Any) -> None:
    string = finale.FCString()
    shown = {}
    for number in range(1, 6):
        shown[number] = string.LuaString if region.GetDisplayedNumber(number, string) else None
    # Measure 3 is left out of the numbering; measures 1 and 5 lie outside of the region.
    assert shown == {1: None, 2: "10", 3: None, 4: "11", 5: None}
    region.Prefix = "("
    region.Suffix = ")"
    assert region.CreateDisplayedString(4).LuaString == "(11)"
    region.GetPrefix(string)
    assert string.LuaString == "("


@pytest.mark.parametrize(
    ("style", "start", "expected"),
    [
        ("NUMBERING_DIGITS", 1, "1"),
        ("NUMBERING_DIGITS", 100, "100"),
        ("NUMBERING_LOWERCASE", 1, "a"),
        ("NUMBERING_UPPERCASE", 27, "AA"),
        ("NUMBERING_UPPERCASE", 52, "AZ"),
        ("NUMBERING_LOWERCASEDOUBLE", 28, "bb"),
        ("NUMBERING_UPPERCASEDOUBLE", 53, "AAA"),
    ],
)
def test_each_style_of_numbering_counts_in_its_way(
    finale: Namespace, region: Any, style: str, start: int, expected: str
) -> None:
    region.NumberingStyle = getattr(finale, style)
    region.StartNumber = start
    shown = finale.FCString()
    assert region.GetDisplayedNumber(2, shown)
    assert shown.LuaString == expected
    assert region.NumberingStyle == getattr(finale, style)


def test_a_style_of_ones_own_is_read_and_shown(finale: Namespace, region: Any) -> None:
    region.Base, region.StartCharacter, region.StartNumber = 2, ord("x"), 5
    shown = finale.FCString()
    region.GetDisplayedNumber(2, shown)
    assert (shown.LuaString, region.NumberingStyle) == ("yxy", finale.NUMBERING_CUSTOM)
    with pytest.raises(ScriptError, match="made of Base, StartCharacter"):
        region.NumberingStyle = finale.NUMBERING_CUSTOM


def test_times_say_that_only_playback_knows_them(finale: Namespace, region: Any) -> None:
    region.NumberingStyle = finale.NUMBERING_FRAMES
    with pytest.raises(ScriptError, match="region 1 shows times"):
        region.GetDisplayedNumber(2, finale.FCString())


def test_a_region_takes_over_how_another_shows_its_numbers(finale: Namespace, region: Any) -> None:
    other = finale.FCMeasureNumberRegion()
    other.SetStartVerticalPosition(7, False)
    other.SetStartVerticalPosition(9, True)
    region.CloneFormattingFrom(other, False, True)
    assert (region.GetStartVerticalPosition(False), region.GetStartVerticalPosition(True)) == (24, 9)


def test_a_new_region_has_an_id_of_its_own(finale: Namespace, region: Any) -> None:
    region.StartMeasure = 4
    assert region.SaveNew()
    assert (region.ItemNo, region.ID) == (2, 2)
    fresh = finale.FCMeasureNumberRegion()
    assert fresh.SaveNew()
    assert fresh.ID == 3


def test_a_measure_without_a_number_is_named_by_its_place(finale: Namespace) -> None:
    names = {}
    for number in range(1, 6):
        measure = finale.FCMeasure()
        measure.Load(number)
        names[number] = (
            measure.CreateNumberString().LuaString,
            measure.CreateNumberStringUnqualified().LuaString,
        )
    assert names == {1: ("#1", "1"), 2: ("10", "10"), 3: ("#3", "3"), 4: ("11", "11"), 5: ("#5", "5")}


def test_regions_say_which_of_them_numbers_a_measure(finale: Namespace) -> None:
    regions = finale.FCMeasureNumberRegions()
    regions.LoadAll()
    shown = finale.FCString()
    assert [regions.CalcStringFromNumber(measure, shown) for measure in (1, 2, 3)] == [-1, 0, -1]
    assert shown.LuaString == "10"
    assert (regions.IsStringUnique("10"), regions.IsStringUnique("1")) == (True, False)


def test_wrong_arguments_are_named(finale: Namespace, region: Any, lua: Callable[..., list[Any]]) -> None:
    with pytest.raises(ScriptError, match="param 1 expected number, got string"):
        region.SetStartVerticalPosition("high", True)
    with pytest.raises(ScriptError, match="param 1 expected FCFontInfo, got nil"):
        region.GetStartFontInfo(None, True)
    with pytest.raises(ScriptError, match="param 1 expected one of"):
        region.SetMultipleAlignment(1, True)
    with pytest.raises(PluginError, match=r"test.lua:1: .*param 1 expected number, got string"):
        lua(finale, "finale.FCMeasureNumberRegion():SetStartVerticalPosition('high', true)")


def test_lua_reads_and_writes_both_groups(finale: Namespace, lua: Callable[..., list[Any]]) -> None:
    source = """
        local region = finale.FCMeasureNumberRegion()
        region:Load(1)
        region:SetMultipleAlignment(finale.MNALIGN_CENTER, false)
        return region:GetMultipleAlignment(false) == finale.MNALIGN_CENTER,
            region:GetMultipleAlignment(true) == finale.MNALIGN_LEFT, region.MultipleAlignment
        """
    assert lua(finale, source) == [True, True, None]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_real_scores_show_the_numbers_that_another_reader_sees(
    score: Callable[[str], Namespace], name: str
) -> None:
    finale = score(name)
    regions = finale.FCMeasureNumberRegions()
    regions.LoadAll()
    string = finale.FCString()
    for line in of_kind(oracle(shared_path(), name), "meas"):
        found = regions.FindMeasure(line["id"])
        shown = found is not None and found.GetDisplayedNumber(line["id"], string)
        assert (int(string.LuaString) if shown else None) == line["dispno"]
