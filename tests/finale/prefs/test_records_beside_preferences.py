"""Records that belong to preferences: multimeasure rests, places of names, playback data, bookmarks, allotments."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of

OPTIONS = (
    "<multimeasureRestOptions><meaSpace>360</meaSpace><shapeDef>50</shapeDef><threshold>9</threshold>"
    "<spacing>48</spacing></multimeasureRestOptions>"
    "<staffOptions><namePos><horzOff>-72</horzOff><justify>right</justify></namePos>"
    "<namePosAbbrv><horzOff>-36</horzOff></namePosAbbrv></staffOptions>"
)
OTHERS = (
    '<bookmark cmper="32768"><scrollView><meas>7</meas><inst>2</inst><staffSet>65506</staffSet><changeInst/>'
    "</scrollView><viewPerc>110</viewPerc><nameRawTextID>1</nameRawTextID></bookmark>"
    '<durAllot cmper="1024"><allotment>84</allotment></durAllot>'
    + "".join(measure(number) for number in range(1, 9))
    + '<mmRest cmper="2"><meaSpace>244</meaSpace><nextMeas>6</nextMeas><threshold>9</threshold>'
    '<useCharRestStyle/></mmRest><mmRest cmper="3" part="1" shared="false"><nextMeas>5</nextMeas></mmRest>'
    '<namePosFull cmper="1"><horzOff>-9</horzOff><indivPos/></namePosFull>'
    '<partGlobals cmper="65534"><showTransposed/></partGlobals>'
    '<partGlobals cmper="65534" part="1" shared="false"/>'
    '<staffPlayData cmper="1"><layer1><playbackRouteNum>4</playbackRouteNum><play/></layer1></staffPlayData>'
)
TEXTS = '<bookmarkText number="1">Second theme</bookmarkText>'


@pytest.fixture
def finale() -> Namespace:
    return finale_of(document(options=OPTIONS, others=OTHERS, texts=TEXTS))


def loaded(finale: Namespace, name: str, number: int) -> Any:
    found = getattr(finale, name)()
    assert found.Load(number)
    return found


# ---- multimeasure rests


def test_a_multimeasure_rest_spans_its_measures(finale: Namespace) -> None:
    rest = loaded(finale, "FCMultiMeasureRest", 2)
    assert (rest.StartMeasure, rest.EndMeasure, rest.CalcMeasureSpan()) == (2, 5, 4)
    assert [rest.IsMeasureIncluded(number) for number in (1, 2, 5, 6)] == [False, True, True, False]


def test_few_measures_show_symbols_and_many_a_shape(finale: Namespace) -> None:
    rest = loaded(finale, "FCMultiMeasureRest", 2)
    assert not rest.IsShape()
    rest.UseSymbolsLessThan = 4
    assert rest.IsShape()


def test_the_first_measure_is_where_a_rest_is_saved(finale: Namespace) -> None:
    rest = loaded(finale, "FCMultiMeasureRest", 2)
    rest.EndMeasure = 3
    assert rest.Save()
    rest.StartMeasure, rest.EndMeasure = 4, 5
    assert rest.Save()
    rests = finale.FCMultiMeasureRests()
    rests.LoadAll()
    assert [(each.StartMeasure, each.EndMeasure) for each in rests] == [(2, 3), (4, 5)]


def test_a_part_has_rests_of_its_own(finale: Namespace) -> None:
    finale._session.part = 1
    rests = finale.FCMultiMeasureRests()
    assert rests.LoadAll() == 1
    assert (rests.GetItemAt(0).StartMeasure, rests.GetItemAt(0).EndMeasure) == (3, 4)


def test_a_rest_takes_over_the_options_and_the_other_way_round(finale: Namespace) -> None:
    rest, prefs = loaded(finale, "FCMultiMeasureRest", 2), loaded(finale, "FCMultiMeasureRestPrefs", 1)
    assert prefs.ChangeRest(rest)
    assert (rest.Width, rest.ShapeID, rest.UseSymbols, rest.EndMeasure) == (360, 50, False, 5)
    rest.Width = 500
    assert prefs.CopyFromRest(rest) and prefs.Width == 500
    rest.PrefsReset()
    assert rest.Width == 360


# ---- names


def test_a_staff_without_a_place_for_its_name_has_the_documents(finale: Namespace) -> None:
    place = loaded(finale, "FCStaffNamePosition", 1)
    assert (place.CalcHorizontalPosition(), place.HorizontalOffset) == (-9, -9)
    place.UsePositioning = False
    assert place.CalcHorizontalPosition() == -72
    abbreviated = finale.FCStaffNamePosition(False)
    assert not abbreviated.Load(1)


# ---- playback


def test_layers_of_a_staff_are_played_or_not(finale: Namespace) -> None:
    data = loaded(finale, "FCInstrumentPlaybackData", 1)
    layer = data.GetNoteLayerData(1)
    assert (layer.Play, layer.Solo, layer.InstrumentDefID) == (True, False, 5)
    layer.Play, data.ChordLayerData.Play = False, True
    assert data.Save()
    [change] = finale._session.store.changes_since()
    assert change.fields == {"layer1/play": [True, None], "chords/play": [None, True]}
    assert data.GetNoteLayerData(5) is None


# ---- bookmarks


def test_a_bookmark_of_scroll_view_counts_staff_sets_from_1(finale: Namespace) -> None:
    bookmark = loaded(finale, "FCBookmark", 32768)
    assert bookmark.IsForScrollView() and not bookmark.IsForPageView()
    assert (bookmark.Locator, bookmark.HorizontalPosInst, bookmark.VerticalPosStaffSet) == (7, 2, 7)
    bookmark.VerticalPosStaffSet = 1
    assert bookmark.Save()
    [change] = finale._session.store.changes_since()
    assert change.fields == {"scrollView/staffSet": ["65506", "65500"]}


def test_a_bookmark_can_be_made_one_of_page_view(finale: Namespace) -> None:
    bookmark = loaded(finale, "FCBookmark", 32768)
    bookmark.ViewType = finale.BOOKMARKTYPE_PAGEVIEW
    bookmark.Locator = 0
    bookmark.HorizontalPosInst = 0
    bookmark.VerticalPosStaffSet = 0
    bookmark.UseHorizontalPosInst = False
    assert bookmark.Save() and bookmark.Reload() and bookmark.IsForPageView()
    with pytest.raises(ScriptError, match="0 or 1"):
        bookmark.ViewType = 2


def test_the_name_of_a_bookmark_is_saved_at_once(finale: Namespace) -> None:
    bookmark = loaded(finale, "FCBookmark", 32768)
    assert bookmark.CreateNameString().LuaString == "Second theme"
    assert bookmark.SaveNameString("Coda")
    assert loaded(finale, "FCBookmark", 32768).CreateNameString().LuaString == "Coda"
    new = finale.FCBookmark()
    assert new.CreateNameString() is None
    assert new.SaveNameString("Intro") and new.SaveNew()
    assert [each.CreateNameString().LuaString for each in all_of(finale, "FCBookmarks")] == ["Coda", "Intro"]


def all_of(finale: Namespace, name: str) -> Any:
    found = getattr(finale, name)()
    found.LoadAll()
    return found


# ---- the rest


def test_an_allotment_is_saved_by_its_duration(finale: Namespace) -> None:
    allotment = finale.FCAllotment()
    allotment.Width = 60
    assert allotment.SaveAs(512)
    assert [(each.ItemNo, each.Width) for each in all_of(finale, "FCAllotments")] == [(512, 60), (1024, 84)]


def test_each_part_shows_concert_pitch_or_not(finale: Namespace) -> None:
    prefs = finale.FCPartScopePrefs()
    assert prefs.Load(1) and prefs.DisplayInConcertPitch is False
    finale._session.part = 1
    assert prefs.Load(1) and prefs.DisplayInConcertPitch is True
    prefs.DisplayInConcertPitch = False
    assert prefs.Save()
    [change] = finale._session.store.changes_since()
    assert (change.tag, change.key["part"]) == ("partGlobals", 1)
