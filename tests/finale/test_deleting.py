"""What goes along with what scripts delete, and what only loses a reference."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of
from tests.finale.small import small_score
from tests.finale.validity import faults

FRAMES = {(1, 1, 1): [(2048, [0]), (2048, [1])], (1, 2, 1): [(4096, [2])]}
TEXT_BLOCK = '<textBlock cmper="{0}"><textID>{1}</textID><textTag>{2}</textTag></textBlock>'


def left(finale: Namespace, section: str, tag: str) -> list[tuple[int | str, ...]]:
    """The numbers of the records that are left."""
    return [(int(key.cmper1), key.inci) for key in finale._session.store.keys(section, tag)]


def deleted(finale: Namespace, name: str, *numbers: int, deep: bool = False) -> Any:
    record = getattr(finale, name)()
    assert record.Load(*numbers)
    assert record.DeepDeleteData() if deep else record.DeleteData()
    return record


def test_an_articulation_that_is_deleted_goes_from_the_entries() -> None:
    finale = finale_of(
        small_score(
            FRAMES,
            others='<articDef cmper="1"><charMain>46</charMain></articDef>'
            '<articDef cmper="2"><charMain>62</charMain></articDef>',
            details='<articAssign entnum="1" inci="0"><articDef>1</articDef></articAssign>'
            '<articAssign entnum="1" inci="1"><articDef>2</articDef></articAssign>',
        )
    )
    deleted(finale, "FCArticulationDef", 1)
    [kept] = articulations(finale)
    assert kept.ID == 2 and left(finale, "details", "articAssign") == [(1, 0)]


def articulations(finale: Namespace) -> Any:
    cell = finale.FCNoteEntryCell(1, 1)
    assert cell.Load()
    return cell.GetItemAt(0).CreateArticulations()


def expressions() -> Namespace:
    return finale_of(
        small_score(
            FRAMES,
            others='<textExprDef cmper="1"><textIDKey>5</textIDKey><categoryID>8</categoryID></textExprDef>'
            '<textExprDef cmper="2"><textIDKey>5</textIDKey><categoryID>8</categoryID></textExprDef>'
            '<measExprAssign cmper="1" inci="0"><textExprID>1</textExprID><staffAssign>1</staffAssign></measExprAssign>'
            '<measExprAssign cmper="1" inci="1"><textExprID>2</textExprID><staffAssign>1</staffAssign></measExprAssign>'
            '<markingsCategory cmper="7"><categoryType>misc</categoryType></markingsCategory>'
            '<markingsCategory cmper="8"><categoryType>dynamics</categoryType></markingsCategory>'
            + TEXT_BLOCK.format(5, 1, "expression"),
            texts='<expression number="1">text</expression>',
        )
    )


def test_an_expression_that_is_deleted_goes_from_the_measures_and_leaves_a_text_that_another_has() -> None:
    finale = expressions()
    deleted(finale, "FCTextExpressionDef", 1, deep=True)
    kept = finale.FCExpression()
    assert kept.Load(1, 0) and not finale.FCExpression().Load(1, 1)
    assert (kept.ID, kept.ItemInci) == (2, 0)
    assert kept.CreateTextExpressionDef().CreateTextString().LuaString == "text"
    deleted(finale, "FCTextExpressionDef", 2, deep=True)
    assert not left(finale, "others", "textBlock") and not left(finale, "texts", "expression")


def test_expressions_of_a_category_that_is_deleted_become_miscellaneous() -> None:
    finale = expressions()
    deleted(finale, "FCCategoryDef", 8)
    definition = finale.FCTextExpressionDef()
    assert definition.Load(1) and definition.CategoryID == 7


def test_syllables_go_with_their_lyric() -> None:
    finale = finale_of(
        small_score(
            FRAMES,
            details='<lyrDataVerse entnum="1" inci="0"><lyricNumber>1</lyricNumber><syll>1</syll></lyrDataVerse>'
            '<lyrDataVerse entnum="1" inci="1"><lyricNumber>2</lyricNumber><syll>1</syll></lyrDataVerse>',
            texts='<verse number="1">one</verse><verse number="2">two</verse>',
        )
    )
    deleted(finale, "FCVerseLyricsText", 1)
    syllable = finale.FCVerseSyllable()
    assert left(finale, "details", "lyrDataVerse") == [(1, 0)]
    assert syllable.Load(1, 0) and syllable.RawTextNumber == 2


def test_a_text_block_that_is_deleted_is_named_by_nothing() -> None:
    finale = finale_of(small_score(FRAMES, others=TEXT_BLOCK.format(9, 3, "block")))
    staff = finale.FCStaff()
    assert staff.Load(1)
    staff._put_text("fullName", "9")
    staff.Save()
    deleted(finale, "FCTextBlock", 9)
    assert staff.Load(1) and staff._text_at("fullName") is None


def test_a_part_goes_with_all_that_it_has_for_itself_and_the_score_never_goes() -> None:
    finale = finale_of(
        document(
            others=measure(1)
            + '<measSpec cmper="1" part="1" shared="true"><width>700</width></measSpec>'
            + '<partDef cmper="0"></partDef><partDef cmper="1"><partOrder>1</partOrder></partDef>'
            + '<instUsed cmper="0" inci="0" part="1" shared="false"><inst>1</inst></instUsed>',
        )
    )
    part = finale.FCPart(1)
    assert part.SwitchTo() and part.DeleteData() and not part.DeleteData()
    assert finale._session.part == 0
    store = finale._session.store
    assert all(not key.part for tag in store.tags("others") for key in store.keys("others", tag))
    assert not finale.FCPart(0).DeleteData()


def test_the_last_clef_of_a_list_becomes_the_cells_own() -> None:
    finale = finale_of(small_score(FRAMES, others='<clefEnum cmper="1" inci="0"><clef>3</clef></clefEnum>'))
    hold = finale.FCCellFrameHold()
    hold.ConnectCell(finale.FCCell(1, 1))
    assert hold.Load()
    hold._put_text("clefID", None)
    hold._put_text("clefListID", "1")
    hold.Save()
    deleted(finale, "FCCellClefChange", 1, 0)
    assert hold.Load() and not hold.IsClefList and hold.ClefIndex == 3


# ---- the layout


def laid_out() -> Namespace:
    systems = "".join(
        f'<staffSystemSpec cmper="{number}"><startMeas>{first}</startMeas><endMeas>{behind}</endMeas>'
        "<horzPercent>10000</horzPercent></staffSystemSpec>"
        for number, first, behind in ((1, 1, 3), (2, 3, 4), (3, 4, 5))
    )
    pages = "".join(
        f'<pageSpec cmper="{page}"><firstSystem>{system}</firstSystem></pageSpec>'
        for page, system in ((1, -1), (2, 1), (3, 3))
    )
    staves = "".join(
        f'<instUsed cmper="{number}" inci="{inci}"><inst>{inci + 1}</inst></instUsed>'
        for number in range(4)
        for inci in range(2)
    )
    records = "".join(f'<staffSpec cmper="{staff}"></staffSpec>' for staff in (1, 2))
    return finale_of(
        document(others="".join(measure(each) for each in range(1, 5)) + systems + pages + staves + records)
    )


def spans(finale: Namespace) -> list[tuple[int, int]]:
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    return [(system.FirstMeasure, system.NextSysMeasure) for system in systems]


def first_systems(finale: Namespace) -> list[int]:
    pages = finale.FCPages()
    pages.LoadAll()
    return [page.FirstSystem for page in pages]


@pytest.mark.parametrize(
    ("system", "expected"), [(1, [(1, 4), (4, 5)]), (2, [(1, 4), (4, 5)]), (3, [(1, 3), (3, 5)])]
)
def test_the_measures_of_a_system_that_is_deleted_come_to_its_neighbour(
    system: int, expected: list[tuple[int, int]]
) -> None:
    finale = laid_out()
    deleted(finale, "FCStaffSystem", system)
    assert spans(finale) == expected
    assert faults(finale._session.document) == []
    deleted(finale, "FCStaffSystem", 1)
    only = finale.FCStaffSystem()
    assert only.Load(1) and not only.DeleteData() and spans(finale) == [(1, 5)]


@pytest.mark.parametrize(("page", "expected"), [(1, [1, 3]), (2, [-1, 1]), (3, [-1, 1])])
def test_the_systems_of_a_page_that_is_deleted_come_to_its_neighbour(page: int, expected: list[int]) -> None:
    finale = laid_out()
    deleted(finale, "FCPage", page)
    assert first_systems(finale) == expected


def test_the_only_page_with_music_stays() -> None:
    finale = laid_out()
    deleted(finale, "FCPage", 3)
    page = finale.FCPage()
    assert page.Load(2) and not page.DeleteData() and first_systems(finale) == [-1, 1]


def test_a_staff_is_taken_out_of_a_system_unless_it_is_its_only_one() -> None:
    finale = laid_out()
    deleted(finale, "FCSystemStaff", 2, 0)
    last = finale.FCSystemStaff()
    assert last.Load(2, 0) and last.Staff == 2 and not last.DeleteData()


def test_a_system_whose_only_staff_is_deleted_shows_the_others() -> None:
    finale = laid_out()
    deleted(finale, "FCSystemStaff", 2, 0)
    assert finale.FCStaves.Delete(2)
    staves = finale.FCSystemStaves()
    assert staves.LoadAllForItem(2) == 1 and staves.GetItemAt(0).Staff == 1
    assert faults(finale._session.document) == []


def test_a_staff_that_is_out_of_scroll_view_is_out_of_all_systems() -> None:
    finale = laid_out()
    deleted(finale, "FCSystemStaff", 0, 1)
    assert faults(finale._session.document) == []
    assert [inci for _, inci in left(finale, "others", "instUsed")] == [0, 0, 0, 0]


def test_a_new_staff_has_nothing_of_one_that_was_deleted() -> None:
    finale = finale_of(small_score(FRAMES))
    deleted(finale, "FCStaff", 1)
    assert faults(finale._session.document) == []
    assert left(finale, "entries", "entry") == []
    assert not finale.FCNoteEntryCell(1, finale.FCStaves.Append()).Load()


def test_a_staff_goes_with_its_cells_behind_the_last_measure() -> None:
    finale = finale_of(small_score(FRAMES, measures=1))
    deleted(finale, "FCStaff", 1)
    assert left(finale, "entries", "entry") == left(finale, "others", "frameSpec") == []
    assert faults(finale._session.document) == []


def test_a_measure_far_behind_the_last_one_is_refused() -> None:
    finale = laid_out()
    new = finale.FCMeasure()
    assert new.Load(1)
    with pytest.raises(
        ScriptError, match=r"cannot save measure 9: the score has 4 \(FCMeasures.Append adds some\)"
    ):
        new.SaveAs(9)
    assert new.SaveAs(5) and spans(finale)[-1] == (4, 6)


# ---- what isn't there


@pytest.mark.parametrize(
    ("name", "connect", "said"),
    [
        ("FCChord", lambda finale, new: new.ConnectCell(finale.FCCell(9, 1)), "measure 9"),
        ("FCCellText", lambda finale, new: new.ConnectCell(finale.FCCell(1, 7)), "staff 7"),
        ("FCCellFrameHold", lambda finale, new: new.ConnectCell(finale.FCCell(9, 1)), "measure 9"),
        ("FCArticulation", lambda finale, new: new.SetEntnumAndInci(99, 0), "entry 99"),
        ("FCVerseSyllable", lambda finale, new: new.SetEntnumAndInci(0, 0), "entry 0"),
    ],
)
def test_nothing_is_saved_for_what_is_not_there(name: str, connect: Any, said: str) -> None:
    finale = finale_of(small_score(FRAMES))
    new = getattr(finale, name)()
    connect(finale, new)
    assert new.SaveNew() is False
    assert list(finale._session.notes.values()) == [f"{name} was not saved: there is no {said}"]
    assert not finale._session.store.changed


def test_an_expression_is_not_saved_for_a_measure_that_is_not_there() -> None:
    finale = expressions()
    assert not finale.FCExpression().SaveNew(9)
    everything = finale.FCExpressions()
    assert everything.LoadAll() == 2 and not everything.SaveAllForItem(9)
    assert left(finale, "others", "measExprAssign") == [(1, 0), (1, 1)]


# ---- what hangs together


def test_the_marks_of_a_shape_follow_its_ends() -> None:
    finale = finale_of(small_score(FRAMES))
    shape = finale.FCSmartShape()
    shape.ShapeType = 3
    shape.SetHairpinFlags()
    shape.AssignToStaff(1)
    shape.TerminateSegmentLeft.Measure, shape.TerminateSegmentRight.Measure = 1, 2
    assert shape.SaveNewEverything(None, None)
    shape.TerminateSegmentLeft.Measure, shape.TerminateSegmentRight.Measure = 2, 4
    assert shape.Save()
    assert left(finale, "others", "smartShapeMeasMark") == [(2, 0), (3, 0), (4, 0)]
    assert faults(finale._session.document) == []


def test_a_middle_of_a_shape_goes_with_its_measure() -> None:
    finale = finale_of(small_score(FRAMES))
    shape = finale.FCSmartShape()
    shape.AssignToStaff(1)
    shape.TerminateSegmentLeft.Measure, shape.TerminateSegmentRight.Measure = 1, 4
    assert shape.SaveNewEverything(None, None)
    assert finale.FCMeasures.Delete(2, 1)
    assert [key.cmper2 for key in finale._session.store.keys("details", "centerShape")] == [1]
    assert faults(finale._session.document) == []


def test_staff_styles_stay_counted_without_gaps_when_measures_go() -> None:
    style = (
        '<staffStyleAssign cmper="1" inci="{0}"><style>1</style><startMeas>{1}</startMeas><endMeas>{2}</endMeas>'
        "</staffStyleAssign>"
    )
    finale = finale_of(
        small_score(FRAMES, others='<staffStyle cmper="1"/>' + style.format(0, 2, 2) + style.format(1, 3, 3))
    )
    assert finale.FCMeasures.Delete(2, 1)
    assert left(finale, "others", "staffStyleAssign") == [(1, 0)]
    assert faults(finale._session.document) == []


def test_chords_stay_counted_without_gaps_when_some_are_cut() -> None:
    chord = '<chordAssign cmper1="1" cmper2="1" inci="{0}"><horzEdu>{1}</horzEdu></chordAssign>'
    finale = finale_of(
        small_score(FRAMES, details="".join(chord.format(inci, 1024 * inci) for inci in range(4)))
    )
    cut = finale.FCMusicRegion()
    cut.SetFullDocument()
    cut.StartMeasure = cut.EndMeasure = 1
    cut.StartMeasurePos, cut.EndMeasurePos = 1024, 2047
    cut.CutMusic()
    chords = finale.FCChords()
    chords.LoadAll()
    assert [chord.MeasurePos for chord in chords] == [0, 2048, 3072]
    assert [key.inci for key in finale._session.store.keys("details", "chordAssign")] == [0, 1, 2]


# ---- what every new record holds


def test_a_new_region_of_measure_numbers_looks_like_the_first_one() -> None:
    finale = finale_of(small_score(FRAMES))
    one, two = finale.FCMeasureNumberRegion(), finale.FCMeasureNumberRegion()
    one.StartMeasure, one.EndMeasure = 1, 2
    one.SetStartVerticalPosition(60, False)
    two.StartMeasure, two.EndMeasure = 3, 4
    assert one.SaveNew() and two.SaveNew()
    assert (one.ID, two.ID) == (1, 2)
    assert two.GetStartVerticalPosition(False) == 60 and two.GetMultiMeasureVerticalPosition(True) == -160


def test_a_text_of_one_page_begins_and_ends_there() -> None:
    finale = finale_of(small_score(FRAMES))
    text = finale.FCPageText()
    text.SaveNewTextBlock("Title")
    assert text.SaveNew(2) and (text.FirstPage, text.LastPage) == (2, 2)


def test_a_percussion_staff_is_copied_with_its_layout() -> None:
    finale = finale_of(
        small_score(FRAMES, others='<drumStaff cmper="1"><whichDrumLib>1</whichDrumLib></drumStaff>')
    )
    staff = finale.FCStaff()
    assert staff.Load(1) and staff.SaveAs(9) and staff.CalcPercussionLayoutID() == 1
