"""Preferences that are taken out of others, and those that no record holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

SPANS = "".join(
    f'<slurControlStyle type="{name}"><span>{span}</span><inset>{inset}</inset><height>{height}</height>'
    "</slurControlStyle>"
    for name, span, inset, height in [
        ("shortSpan", 36, 614, 16),
        ("mediumSpan", 288, 512, 60),
        ("longSpan", 864, 410, 72),
        ("extraLongSpan", 1152, 369, 80),
    ]
)
OPTIONS = (
    "<gridGuideOptions><gridStyle>crosshairs</gridStyle><guideStyle>dashes</guideStyle><snapGridBrackets/>"
    "<drawFreqX>1</drawFreqX><drawFreqY>1</drawFreqY><numHorzGuides>1</numHorzGuides><snapSizeX>4608</snapSizeX>"
    "<snapSizeY>4608</snapSizeY><gridColorRed>32512</gridColorRed><horzGuides><location>6400</location></horzGuides>"
    "</gridGuideOptions>"
    "<playbackOptions><enMeas>32767</enMeas><edusPerBeat>1024</edusPerBeat><stMeas>3</stMeas>"
    "<startMode>leftMost</startMode><hyperclickBarData><clickOn><status>144</status><data0>37</data0></clickOn>"
    "<clickDuration>500</clickDuration></hyperclickBarData></playbackOptions>"
    '<smartShapeOptions><slurConnectStyle type="overNoteStart"><connectIndex>headRightTop</connectIndex>'
    '<yOffset>12</yOffset></slurConnectStyle><slurConnectStyle type="overNoteEnd">'
    f"<connectIndex>headLeftTop</connectIndex></slurConnectStyle>{SPANS}</smartShapeOptions>"
    "<stemOptions><stemLength>84</stemLength>"
    '<stemConnect index="0"><font>1</font><symbol>192</symbol><upStemVert>456</upStemVert></stemConnect>'
    '<stemConnect index="1"><font>2</font><symbol>192</symbol></stemConnect>'
    '<stemConnect index="2"><font>2</font></stemConnect></stemOptions>'
    '<tieOptions><frontTieSepar>-8</frontTieSepar><tieConnectStyle type="underEndPosInner"><offsetX>-8</offsetX>'
    '<offsetY>-6</offsetY></tieConnectStyle><tieControlStyle type="longSpan"><span>288</span>'
    "<cp1><insetRatio>307</insetRatio><height>22</height></cp1></tieControlStyle></tieOptions>"
)
FONTS = (
    '<fontName cmper="0"><name>Maestro</name></fontName><fontName cmper="1"><name>Jazz</name></fontName>'
    '<fontName cmper="2"><name>Engraver</name></fontName>'
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(document(options=OPTIONS, others=FONTS))


def loaded(finale: Namespace, name: str) -> Any:
    prefs = getattr(finale, name)()
    assert prefs.Load(1)
    return prefs


def written(finale: Namespace) -> list[dict[str, Any]]:
    return [change.fields for change in finale._session.store.changes_since()]


# ---- ties


def test_contours_of_ties_are_saved_with_the_options_for_ties(finale: Namespace) -> None:
    ties = loaded(finale, "FCTiePrefs")
    contours = ties.CreateTieContourPrefs()
    assert contours.GetSpan(finale.TCONTOURIDX_LONG) == 288
    assert contours.GetLeftHeight(finale.TCONTOURIDX_LONG) == 22
    contours.SetSpan(finale.TCONTOURIDX_LONG, 300)
    assert ties.CreateTieContourPrefs().GetSpan(2) == 288
    assert ties.SaveTieContourPrefs(contours) and ties.CreateTieContourPrefs().GetSpan(2) == 300
    assert written(finale) == []
    assert ties.Save() and loaded(finale, "FCTieContourPrefs").GetSpan(2) == 300


def test_contours_of_ties_can_be_saved_by_themselves_too(finale: Namespace) -> None:
    ties = loaded(finale, "FCTiePrefs")
    contours = ties.CreateTieContourPrefs()
    ties.ExtraSystemStartSpace = -12
    contours.SetSpan(2, 300)
    assert ties.Save() and contours.Save()
    assert loaded(finale, "FCTiePrefs").ExtraSystemStartSpace == -12


def test_a_relative_inset_is_in_percent(finale: Namespace) -> None:
    contours = loaded(finale, "FCTieContourPrefs")
    assert (contours.GetLeftRawRelativeInset(2), contours.GetLeftRelativeInset(2)) == (307, 30.0)
    contours.SetLeftRelativeInset(2, 12.5)
    assert (contours.GetLeftRawRelativeInset(2), contours.GetLeftRelativeInset(2)) == (128, 12.5)


def test_places_of_ties_are_told_by_a_number(finale: Namespace) -> None:
    places = loaded(finale, "FCTiePrefs").CreateTiePlacementPrefs()
    inner_under = finale.TIEPLACE_UNDERINNER
    assert (places.GetHorizontalEnd(inner_under), places.GetVerticalEnd(inner_under)) == (-8, -6)
    places.SetVerticalEnd(inner_under, -9)
    assert places.Save()
    assert written(finale) == [{"tieConnectStyle[1]/offsetY": ["-6", "-9"]}]
    with pytest.raises(ScriptError, match="expected 0 to 5, got 6"):
        places.GetVerticalEnd(6)


# ---- smart shapes


def test_the_contour_of_a_slur_lies_between_those_of_the_lengths_around_it(finale: Namespace) -> None:
    contours = loaded(finale, "FCSmartShapePrefs").CreateSlurContourPrefs()
    assert [contours.CalcHeight(length) for length in (36, 288, 576, 1234)] == [16, 60, 66, 82]
    assert contours.CalcInset(522) == 471


def test_connections_are_counted_in_the_order_of_the_document(finale: Namespace) -> None:
    prefs = loaded(finale, "FCSmartShapePrefs")
    slurs = finale.SSENTCNCTSTYLETYPE_SLURS
    assert prefs.GetEntryConnectStyleCount(slurs) == 2
    style = prefs.CreateEntryConnectStyle(slurs, 0)
    assert style.ConnectionIndex == finale.SSENTCNCTSTYLE_HEAD_RIGHT_TOP
    style.VerticalOffset = 18
    assert prefs.CreateEntryConnectStyle(slurs, 0).VerticalOffset == 12
    assert prefs.SaveEntryConnectStyle(style, slurs, 0) and prefs.Save()
    assert written(finale) == [{"slurConnectStyle[1]/yOffset": ["12", "18"]}]
    assert prefs.CreateEntryConnectStyle(slurs, 2) is None
    assert not prefs.SaveEntryConnectStyle(style, slurs, 2)


# ---- stems


def test_connections_of_stems_are_numbered_from_1(finale: Namespace) -> None:
    table = loaded(finale, "FCStemConnectionTable")
    assert (table.Count, table.GetUpstemVerticalAdjust(1)) == (2, 456)
    assert [table.FindIndex(name, 192) for name in ("Jazz", "Engraver", "Maestro")] == [1, 2, 0]
    table.SetDownstemHorizontalAdjust(2, 7)
    assert table.Save()
    assert loaded(finale, "FCStemConnectionTable").GetDownstemHorizontalAdjust(2) == 7


# ---- guides


def test_guides_are_saved_with_their_options(finale: Namespace) -> None:
    prefs = loaded(finale, "FCGridsGuidesPrefs")
    guides = prefs.GetHorizontalGuides()
    assert [guide.Position for guide in guides] == [6400]
    guides.AddGuide(12800).Position = 9600
    assert guides.FindClosest(9000, 1000).Position == 9600
    assert guides.FindClosest(20000, 1000) is None
    assert prefs.Save() and prefs.Reload()
    assert [guide.Position for guide in prefs.GetHorizontalGuides()] == [6400, 9600]
    assert prefs.HorizontalGuideCount == 2
    prefs.GetHorizontalGuides().ClearAll()
    assert prefs.GetHorizontalGuides().SaveAll() and prefs.Reload()
    assert (prefs.GetHorizontalGuides().Count, prefs.HorizontalGuideCount) == (0, 0)


def test_the_grid_is_alike_in_both_directions(finale: Namespace) -> None:
    prefs = loaded(finale, "FCGridsGuidesPrefs")
    prefs.GridDistance = 2304
    prefs.SetGridColors(255, 16, 0)
    prefs.SetGridSnapToItem(finale.SNAPITEM_BRACKETS, False)
    assert prefs.Save()
    assert written(finale) == [
        {
            "snapGridBrackets": [True, None],
            "snapSizeX": ["4608", "2304"],
            "snapSizeY": ["4608", "2304"],
            "gridColorRed": ["32512", "65280"],
            "gridColorGreen": [None, "4096"],
        }
    ]


# ---- playback


def test_a_click_is_a_part_of_the_options_it_was_taken_from(finale: Namespace) -> None:
    prefs = loaded(finale, "FCPlaybackPrefs")
    click = prefs.ClickInfoForMidiDataOnDownBeats
    assert (click.Duration, click.MidiStatus, click.MidiData1) == (500, 144, 37)
    click.Duration = 250
    assert prefs.Reload() and click.Duration == 500
    click.Duration = 250
    assert prefs.Save()
    assert written(finale) == [{"hyperclickBarData/clickDuration": ["500", "250"]}]


def test_what_a_region_says_is_played(finale: Namespace) -> None:
    prefs = loaded(finale, "FCPlaybackPrefs")
    region = finale.FCMusicRegion()
    region.StartMeasure, region.EndMeasure = 5, 8
    prefs.ConfigurePlaybackRegion(region)
    assert (prefs.StartMode, prefs.StartMeasure, prefs.StopMeasure) == (finale.PLAYBACKSTART_MEASURE, 5, 8)
    prefs.ConfigurePlaybackRegion(region, True)
    assert (prefs.StartMeasure, prefs.StopMeasure) == (5, 0x7FFE)
    prefs.ConfigurePlaybackDocument()
    assert (prefs.StartMeasure, prefs.StopMeasure) == (1, 0x7FFE)


# ---- what no document shows


def test_an_option_that_no_document_shows_holds_for_the_run_and_the_user_is_told(finale: Namespace) -> None:
    prefs = loaded(finale, "FCPlaybackPrefs")
    assert prefs.ClickWhenPlaying is False
    prefs.ClickWhenPlaying = True
    assert loaded(finale, "FCPlaybackPrefs").ClickWhenPlaying is False
    assert prefs.Save() and loaded(finale, "FCPlaybackPrefs").ClickWhenPlaying is True
    assert written(finale) == []
    [note] = finale._session.notes.values()
    assert "FCPlaybackPrefs.ClickWhenPlaying = true" in note
    prefs.ClickWhenPlaying = False
    assert prefs.Save() and not finale._session.notes


def test_a_number_without_a_known_word_holds_for_the_run(finale: Namespace) -> None:
    prefs = loaded(finale, "FCPlaybackPrefs")
    prefs.StartMode = finale.PLAYBACKSTART_CURRENTCOUNTER
    assert prefs.Save() and prefs.Reload() and prefs.StartMode == 2
    prefs.StartMode = finale.PLAYBACKSTART_MEASURE
    assert prefs.Save() and prefs.Reload() and prefs.StartMode == 0
    assert written(finale) == [{"startMode": ["leftMost", None]}]


def test_an_option_cannot_be_told_from_a_record_that_has_strange_elements() -> None:
    strange = "<gridGuideOptions><gridStyle>dots</gridStyle><gridIsThere/></gridGuideOptions>"
    prefs = loaded(finale_of(document(options=strange)), "FCGridsGuidesPrefs")
    with pytest.raises(ScriptError, match="gridIsThere"):
        _ = prefs.GridShow


# ---- the program's own


def test_settings_of_the_program_are_kept_in_the_session_only(finale: Namespace) -> None:
    prefs = finale.FCGeneralPrefs()
    assert prefs.LoadFirst() and prefs.AutomaticMusicSpacing is True
    prefs.RecalcMeasures = True
    assert finale.FCGeneralPrefs().RecalcMeasures is False
    assert prefs.Save() and finale.FCGeneralPrefs().RecalcMeasures is True
    assert written(finale) == []


def test_the_unit_of_measurement_is_that_of_strings(finale: Namespace) -> None:
    prefs = loaded(finale, "FCGeneralPrefs")
    prefs.MeasurementUnit = finale.MEASUREMENTUNIT_INCHES
    assert prefs.Save()
    text = finale.FCString("1")
    assert text.GetMeasurement(finale.MEASUREMENTUNIT_DEFAULT) == 288


def test_rebarring_stops_at_the_end_of_the_piece_if_nowhere_else(finale: Namespace) -> None:
    prefs = loaded(finale, "FCGeneralPrefs")
    prefs.RebarStopAtKeyChange = True
    assert prefs.RebarStopOnlyAtEndOfPiece is False
    prefs.ClearRebarStopAtOptions()
    assert (prefs.RebarStopAtKeyChange, prefs.RebarStopOnlyAtEndOfPiece) == (False, True)


def test_nothing_is_printed_and_the_user_is_told(finale: Namespace) -> None:
    settings = finale.FCPrintSettings()
    settings.CopyCount, settings.PageRangeString = 2, "1-3"
    assert (settings.CopyCount, settings.PageRangeString) == (2, "1-3")
    assert settings.PrintCurrent() is False
    assert list(finale._session.notes.values()) == ["the script printed a document; Postlude has no printer"]


def test_the_notes_are_in_the_result_of_the_run(tmp_path: Path) -> None:
    script = tmp_path / "grid.lua"
    script.write_text(
        "local prefs = finale.FCGridsGuidesPrefs() prefs:Load(1) prefs.GridShow = true prefs.GuideShow = true\n"
        "prefs:Save() prefs:Reload() return prefs.GridShow, prefs.GuideShow",
        encoding="utf-8",
    )
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(script, document(options=OPTIONS))
    assert result.ok and result.returned == [True, True]
    assert [change.fields for change in result.changes] == [{"showGuides": [None, True]}]
    assert [note for note in result.notes if "GridShow" in note]
