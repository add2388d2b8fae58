"""Staves, staff styles and what a staff is at a place; lists and groups of staves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import END_OF_MEASURE
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

HORN = "616b3bf9-58df-4b44-8339-9f66461ac910"

STYLES = (
    '<staffStyle cmper="1"><staffLines>5</staffLines><lineSpace>24</lineSpace>'
    "<instUuid>00000000-4627-4100-abbf-064eedc15fe3</instUuid><altNotation>slashBeats</altNotation>"
    "<hideChords/><hideStems/><styleName>Slashes</styleName><mask><altNotation/><showStems/></mask></staffStyle>"
    f'<staffStyle cmper="2"><staffLines>5</staffLines><lineSpace>24</lineSpace><instUuid>{HORN}</instUuid>'
    "<transposition><keysig><interval>4</interval><adjust>1</adjust></keysig></transposition>"
    "<styleName>Horn</styleName><mask><transposition/></mask></staffStyle>"
    '<staffStyleAssign cmper="1" inci="0"><style>1</style><startMeas>2</startMeas><startEdu>1024</startEdu>'
    "<endMeas>2</endMeas><endEdu>2047</endEdu></staffStyleAssign>"
    '<staffStyleAssign cmper="1" inci="1"><style>2</style><startMeas>2</startMeas>'
    "<endMeas>3</endMeas><endEdu>2147483647</endEdu></staffStyleAssign>"
)


@pytest.fixture
def document() -> Document:
    return small_score(
        {(1, 1, 1): [(1024, [0])], (1, 2, 1): [(1024, [0]), (1024, [1])]},
        others=STYLES,
        options="<staffOptions><staffSeparation>-288</staffSeparation></staffOptions>",
    )


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


def spec_at(finale: Namespace, measure: int, position: int = 0) -> Any:
    spec = finale.FCCurrentStaffSpec()
    assert spec.LoadForCell(finale.FCCell(measure, 1), position)
    return spec


def test_a_staff_is_what_the_styles_at_a_place_make_of_it(finale: Namespace) -> None:
    plain, slashes, horn = spec_at(finale, 1), spec_at(finale, 2, 1024), spec_at(finale, 3)
    assert [spec.AltNotationStyle for spec in (plain, slashes, horn)] == [
        finale.ALTSTAFF_NORMAL,
        finale.ALTSTAFF_SLASHBEATS,
        finale.ALTSTAFF_NORMAL,
    ]
    assert [spec.ShowStems for spec in (plain, slashes, horn)] == [True, False, True]
    # What the style says but doesn't use stays the staff's.
    assert slashes.ShowChords
    assert [(spec.Transpose, spec.TransposeInterval) for spec in (plain, slashes, horn)] == [
        (False, 0),
        (True, 4),
        (True, 4),
    ]
    assert [spec.InstrumentUUID for spec in (plain, horn)] == ["", HORN]
    assert (horn.ConnectedStaff, horn.ConnectedMeasure, slashes.ConnectedDurationPos) == (1, 3, 1024)


def test_a_staff_with_its_styles_is_not_saved_as_the_staff(document: Document, finale: Namespace) -> None:
    mark = document.store.mark()
    spec = spec_at(finale, 3)
    assert not spec.Save() and spec.Reload() and spec.TransposeInterval == 4
    assert document.store.changes_since(mark) == []
    assert not finale.FCCurrentStaffSpec().LoadForCell(finale.FCCell(1, 9), 0)


def test_a_staff_is_known_at_an_entry(finale: Namespace) -> None:
    cell = finale.FCNoteEntryCell(2, 1)
    cell.Load()
    spec = finale.FCCurrentStaffSpec()
    shown = [spec.LoadForEntry(entry) and spec.ShowStems for entry in cell]
    assert shown == [True, False]


def test_assigning_a_style_marks_the_staff(document: Document, finale: Namespace) -> None:
    assign = finale.FCStaffStyleAssign()
    assign.StyleID, assign.StartMeasure, assign.EndMeasure = 1, 1, 2
    assign.SetEndMeasurePosRight()
    assert assign.SaveNew(2)
    staff = document.store.load("others", "staffSpec", Key(2))
    assert staff is not None and staff.get("hasStyles") == ""
    saved = finale.FCStaffStyleAssign()
    assert saved.Load(2, 0) and (saved.Staff, saved.EndMeasurePos) == (2, END_OF_MEASURE)


@pytest.mark.parametrize(
    ("measures", "overlaps"), [((1, 1), False), ((1, 2), True), ((2, 2), True), ((3, 4), False)]
)
def test_a_stretch_with_a_style_overlaps_a_region(
    finale: Namespace, measures: tuple[int, int], overlaps: bool
) -> None:
    region = finale.FCMusicRegion()
    region.SetFullDocument()
    region.StartMeasure, region.EndMeasure = measures
    assign = finale.FCStaffStyleAssign()
    assert assign.Load(1, 0)
    assert assign.IsOverlapping(region) is overlaps


def test_a_style_that_names_an_instrument_changes_it(finale: Namespace) -> None:
    style = finale.FCStaffStyleDef()
    assert style.Load(1) and not style.IsInstrumentChange()
    assert style.Load(2) and style.IsInstrumentChange() and style.InstrumentMatchesUUID(HORN.upper())


# ---- lines, names, notation


@pytest.mark.parametrize(
    ("make", "count", "top", "bottom", "barlines", "whole_rest"),
    [
        ("MakeStandard5LineStaff", 5, 0, -8, (0, 0), -4),
        ("Make1LineFullBarlineStaff", 1, -4, -4, (48, -48), -6),
        ("Make1LineShortBarlineStaff", 1, -4, -4, (24, -24), -6),
        ("Make0LineFullBarlineStaff", 0, 0, -8, (0, 0), -4),
    ],
)
def test_lines_are_made_as_in_the_styles_that_come_with_finale(
    finale: Namespace,
    make: str,
    count: int,
    top: int,
    bottom: int,
    barlines: tuple[int, int],
    whole_rest: int,
) -> None:
    staff = finale.FCStaff()
    assert staff.Load(1)
    getattr(staff, make)()
    assert staff.Save() and staff.Reload()
    assert staff.LineCount == count
    assert (staff.CalcTopStaffLinePosition(), staff.CalcBottomStaffLinePosition()) == (top, bottom)
    assert (staff.TopBarlineOffset, staff.BottomBarlineOffset) == barlines
    assert staff.WholeRestPosition == whole_rest


def test_a_single_line_is_the_middle_one(document: Document, finale: Namespace) -> None:
    staff = finale.FCStaff()
    assert staff.Load(1)
    staff.LineCount = 1
    assert staff.Save()
    node = document.store.load("others", "staffSpec", Key(1))
    assert node is not None and node.find("staffLines") is None
    assert node.get("customStaff/staffLine") == "13"


def test_a_new_name_gets_a_block_of_text_of_its_own(document: Document, finale: Namespace) -> None:
    staff = finale.FCStaff()
    assert staff.Load(1)
    assert not staff.SaveFullNameString("nothing to replace yet")
    assert staff.SaveNewFullNameString("^nfx(1)Clarinet in B^flat()")
    assert staff.SaveNewAbbreviatedNameString("Cl.") and staff.Save()
    again = finale.FCStaff()
    assert again.Load(1) and again.FullNameID != again.AbbreviatedNameID
    assert again.CreateFullNameString().LuaString == "^nfx(1)Clarinet in B^flat()"
    assert again.CreateDisplayFullNameString().LuaString == "Clarinet in Bb"
    assert again.CreateDisplayAbbreviatedNameString().LuaString == "Cl."
    assert again.SaveFullNameString("Oboe")
    assert staff.CreateTrimmedFullNameString().LuaString == "Oboe"
    block = document.store.load("others", "textBlock", Key(again.FullNameID))
    assert block is not None and (block.get("textTag"), block.get("cornerRadius")) == ("block", "512")


def test_the_place_of_a_style_s_name_is_saved_with_it_and_used(finale: Namespace) -> None:
    style = finale.FCStaffStyleDef()
    assert style.Load(1)
    assert not style.UseFullNamePosition
    style.FullNamePosition.HorizontalOffset = -73
    assert style.AbbreviatedNamePosition.HorizontalOffset == 0
    assert style.Save() and style.Reload()
    assert (style.UseFullNamePosition, style.UseAbbreviatedPosition) == (True, False)
    assert style.FullNamePosition.HorizontalOffset == -73


def test_a_style_brings_its_own_percussion_layout() -> None:
    style = (
        '<drumStaff cmper="1"><whichDrumLib>8</whichDrumLib></drumStaff>'
        '<drumStaffStyle cmper="3"><whichDrumLib>25</whichDrumLib></drumStaffStyle>'
        '<staffStyle cmper="3"><notationStyle>percussion</notationStyle><styleName>Drums</styleName>'
        "<mask><notationStyle/></mask></staffStyle>"
        '<staffStyleAssign cmper="1" inci="0"><style>3</style><startMeas>2</startMeas><endMeas>2</endMeas>'
        "<endEdu>2147483647</endEdu></staffStyleAssign>"
    )
    finale = finale_of(small_score({}, others=style))
    specs = [spec_at(finale, measure) for measure in (1, 2)]
    assert [(spec.IsPercussion(), spec.CalcPercussionLayoutID()) for spec in specs] == [
        (False, 8),
        (True, 25),
    ]


def test_a_note_font_can_be_given_and_taken_away(document: Document, finale: Namespace) -> None:
    staff = finale.FCStaff()
    assert staff.Load(1)
    before = document.store.raw("others", "staffSpec", Key(1))
    none = staff.CreateIndependentFontInfo()
    info = finale.FCFontInfo()
    info.FontID, info.Size, info.Bold = 3, 24, True
    staff.IndependentFontInfo = info
    assert staff.Save() and staff.Reload()
    found = staff.CreateIndependentFontInfo()
    assert (found.FontID, found.Size, found.Bold) == (3, 24, True)
    staff.IndependentFontInfo = none
    assert staff.Save() and document.store.raw("others", "staffSpec", Key(1)) == before


def test_percussion_layouts_are_given_to_staves(document: Document, finale: Namespace) -> None:
    staff = finale.FCStaff()
    assert staff.Load(2) and staff.CalcPercussionLayoutID() == 0
    assert staff.SavePercussionLayout(8, 0) and staff.CalcPercussionLayoutID() == 8
    with pytest.raises(ScriptError, match="percussion MIDI map"):
        staff.SavePercussionLayout(8, 1)


# ---- lists of staves


def test_a_new_staff_stands_below_the_others(document: Document, finale: Namespace) -> None:
    number = finale.FCStaves.Append()
    assert number == 3
    staves = finale.FCSystemStaves()
    assert staves.LoadScrollView() == 3
    assert [staff.Staff for staff in staves] == [1, 2, 3]
    assert staves.FindStaff(3).Distance == 300 + 288
    staff = finale.FCStaff()
    assert staff.Load(3) and (staff.LineCount, staff.HasInstrumentAssigned()) == (5, False)
    assert finale.FCCell(1, 3).CalcClefIndexAt(0) == 0


def test_a_staff_has_its_size_in_a_system(document: Document, finale: Namespace) -> None:
    staff = finale.FCSystemStaff()
    assert staff.Load(0, 1) and staff.Resize == 100
    staff.Resize = 75
    assert staff.Save() and staff.Load(0, 0) and staff.Resize == 100
    size = document.store.load("details", "staffSize", Key(0, 2))
    assert size is not None and size.get("staffPercent") == "75"
    assert staff.Load(0, 1) and staff.Resize == 75 and staff.DeleteResizeData()
    assert staff.Resize == 100 and not staff.DeleteResizeData()


def test_lists_of_staves_know_their_ends_and_each_other(finale: Namespace) -> None:
    both, one, none = finale.FCSystemStaves(), finale.FCSystemStaves(), finale.FCSystemStaves()
    both.LoadScrollView()
    region = finale.FCMusicRegion()
    region.SetFullDocument()
    region.StartStaff = region.EndStaff = 2
    one.LoadAllForRegion(region)
    assert (both.StartStaff, both.EndStaff, one.StartStaff, none.EndStaff) == (1, 2, 2, 0)
    assert both.IsSharingStaffWith(one) and not none.IsSharingStaffWith(one)
    assert both.FindTempoTapStaff() is None and both.LoadStudioView() == 0 and both.LoadStaffSet(1) == 0


def test_a_list_of_staves_makes_a_region(finale: Namespace) -> None:
    staves = finale.FCSystemStaves()
    staves.LoadScrollView()
    whole, open_ended = staves.CreateMusicRegion(True), staves.CreateMusicRegion(False)
    assert (whole.StartStaff, whole.EndStaff, whole.StartMeasure, whole.EndMeasure) == (1, 2, 1, 4)
    assert (open_ended.StartStaff, open_ended.EndStaff, open_ended.StartMeasure) == (1, 2, 0)


def test_the_temporary_list_keeps_what_was_saved_last(finale: Namespace) -> None:
    staves = finale.FCSystemStaves()
    staves.LoadScrollView()
    assert staves.SaveToTemporaryInstrumentList()
    staves.ClearItemAt(0)
    assert staves.SaveToTemporaryInstrumentList()
    assert finale.FCSystemStaves().LoadTemporaryInstrumentList() == 1
    assert finale.FCSystemStaves().LoadScrollView() == 2


def test_a_staff_list_holds_staves_and_the_ends_of_systems(document: Document, finale: Namespace) -> None:
    made = finale.FCStaffList()
    made.Mode = finale.SLMODE_CATEGORY_SCORE
    assert made.AddTopStaff() and made.AddStaff(2) and not made.AddStaff(2)
    assert made.SaveNew() and made.SaveNameString("Tempo")
    lists = finale.FCStaffLists()
    lists.Mode = finale.SLMODE_CATEGORY_SCORE
    assert lists.LoadAll() == 1
    found = lists.GetItemAt(0)
    assert (found.ElementCount, found.StaffCount, found.GetStaff(0)) == (2, 1, -1)
    assert found.IncludesTopStaff() and found.IncludesStaff(2) and not found.IncludesBottomStaff()
    assert found.CreateNameString().LuaString == "Tempo"
    lookup, staves = finale.FCStaffListLookup(), finale.FCSystemStaves()
    staves.LoadScrollView()
    assert not lookup.IsLoaded() and lookup.LoadCategoryList(1) and lookup.IsLoaded()
    assert [lookup.IsStaffElementDisplayed(staff, True, staves) for staff in (1, 2, 3)] == [True, True, False]
    assert not lookup.IsStaffElementDisplayed(1, False, staves)
    assert found.RemoveTopStaff() and not found.RemoveBottomStaff() and found.RemoveStaff(2)
    with pytest.raises(ScriptError, match="SLMODE_CATEGORY_SCORE"):
        made.Mode = 17


# ---- groups


def test_a_group_spans_staves_and_measures(document: Document, finale: Namespace) -> None:
    group = finale.FCGroup()
    group.StartStaff, group.EndStaff, group.StartMeasure, group.EndMeasure = 1, 2, 2, 32767
    assert not group.HasFullName() and group.SaveNewFullNameBlock("Winds in E^flat()") and group.HasFullName()
    assert group.SaveNew(0)
    region = group.CreateMusicRegion()
    assert (region.StartStaff, region.EndStaff, region.StartMeasure, region.EndMeasure) == (1, 2, 2, 4)
    again = finale.FCGroup()
    assert again.Load(0, 1) and again.CreateDisplayFullNameString().LuaString == "Winds in Eb"


def test_an_instrument_of_several_staves_knows_them_and_its_group(
    document: Document, finale: Namespace
) -> None:
    piano = finale.FCMultiStaffInstrument()
    piano.FirstStaff, piano.SecondStaff, piano.GroupID = 2, 1, 5
    assert piano.SaveNew()
    instruments = finale.FCMultiStaffInstruments()
    assert instruments.LoadAll() == 1
    found = instruments.FindStaff(1)
    assert (found.GroupID, found.CalcTopStaff(), found.CalcBottomStaff()) == (5, 1, 2)
    assert found.ContainsStaff(2) and not found.ContainsStaff(3)
    assert document.store.load("others", "multiStaffInstGroup", Key(1)) is not None
    kept = document.store.load("others", "multiStaffGroupID", Key(1))
    assert kept is not None and kept.get("staffGroupID") == "5"


@pytest.mark.parametrize("name", ["transposition", "large_orchestra", "beamovers", "drumset"])
def test_staves_of_real_scores_are_as_another_reader_has_them(
    score: Callable[[str], Namespace], name: str
) -> None:
    from tests.conftest import shared_path
    from tests.finale.oracle import of_kind, oracle

    finale = score(name)
    for line in of_kind(oracle(shared_path(), name), "staff"):
        staff = finale.FCStaff()
        assert staff.Load(line["id"])
        assert (staff.NotationStyle, int(staff.TransposeUseClef)) == (line["notation"], line["setToClef"])
        # The other reader doesn't count lines that are listed one by one.
        assert staff.LineCount == (line["lines"] if line["lines"] >= 0 else 1)


def test_a_deleted_staff_is_in_no_list_and_takes_its_music_along(
    document: Document, finale: Namespace
) -> None:
    assert not finale.FCStaves.Delete(9)
    assert finale.FCStaves.Delete(1)
    staves = finale.FCSystemStaves()
    assert staves.LoadScrollView() == 1
    assert [(staff.Staff, staff.Distance) for staff in staves] == [(2, 0)]
    assert document.store.keys("entries", "entry") == []
    assert document.store.keys("details", "gfhold") == []
    assert not finale.FCStaff().Load(1) and not finale.FCStaffStyleAssign().Load(1, 0)


def test_staves_that_were_deleted_one_by_one_are_not_saved_again(finale: Namespace) -> None:
    staves = finale.FCStaves()
    assert staves.LoadAll() == 2
    assert staves.GetItemAt(1).DeleteData()
    assert staves.SaveAll()
    assert finale.FCStaves().LoadAll() == 1
    assert finale.FCSystemStaves().LoadScrollView() == 1
    assert finale.FCStaves.Append() == 2
