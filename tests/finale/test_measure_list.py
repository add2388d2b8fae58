"""Measures that are inserted, appended and deleted: everything that is counted by measures moves with them."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import open_document
from postlude.enigma.node import Key
from postlude.finale.namespace import Namespace
from tests.conftest import shared_path
from tests.finale.conftest import finale_of
from tests.finale.layout.pages import laid_out
from tests.finale.oracle import DOCUMENTS
from tests.finale.small import Line

FRAMES: dict[tuple[int, int, int], Line] = {
    (1, 1, 1): [(4096, [0])], (1, 2, 1): [(4096, [1])], (1, 3, 1): [(4096, [2])], (1, 4, 1): [(4096, [3])],
}  # fmt: skip
OTHERS = (
    '<lockMeas cmper="2"><endMeas>5</endMeas></lockMeas>'
    '<staffStyleAssign cmper="1" inci="0"><style>1</style><startMeas>3</startMeas><endEdu>100</endEdu>'
    "<startEdu>50</startEdu><endMeas>4</endMeas></staffStyleAssign>"
    '<repeatBack cmper="4"><target>3</target><action>jumpAbsolute</action></repeatBack>'
    '<measNumbRegion cmper="1"><startMeas>3</startMeas><endMeas>9</endMeas></measNumbRegion>'
)
DETAILS = (
    '<measTextAssign cmper1="1" cmper2="3" inci="0"><block>1</block></measTextAssign>'
    '<staffGroup cmper1="0" cmper2="1"><startInst>1</startInst><endInst>2</endInst><startMeas>1</startMeas>'
    "<endMeas>32767</endMeas></staffGroup>"
)


def music(finale: Namespace) -> list[list[Any]]:
    """The pitches and places of each measure's entries, staff by staff."""
    region = finale.FCMusicRegion()
    region.SetFullDocument()
    found = []
    for measure in range(1, finale._session.measure_count() + 1):
        cells = []
        for slot in range(1, region.EndSlot + 1):
            cell = finale.FCNoteEntryCell(measure, region.CalcStaffNumber(slot))
            cell.Load()
            clef = finale.FCCell(measure, region.CalcStaffNumber(slot)).CalcClefIndexAt(0)
            cells.append((clef, [(each.MeasurePos, [note.CalcMIDIKey() for note in each]) for each in cell]))
        found.append(cells)
    return found


def unbroken(finale: Namespace) -> set[int]:
    """The entries whose neighbours have them as neighbours; frames that nothing holds have others, too."""
    store = finale._session.store
    links = {
        int(key.cmper1): node.attrs
        for key in store.keys("entries", "entry")
        if (node := store.load("entries", "entry", key)) is not None
    }

    def agrees(number: int, way: str, back: str) -> bool:
        neighbour = int(links[number][way])
        return not neighbour or (neighbour in links and links[neighbour][back] == str(number))

    return {number for number in links if agrees(number, "prev", "next") and agrees(number, "next", "prev")}


def field(
    finale: Namespace, tag: str, number: int, path: str, section: str = "others", inci: int = -1
) -> str | None:
    node = finale._session.store.load(section, tag, Key(number, inci=inci))
    assert node is not None
    found: str | None = node.get(path)
    return found


@pytest.fixture
def finale() -> Namespace:
    return finale_of(laid_out(FRAMES, others=OTHERS, details=DETAILS))


def test_what_is_counted_by_measures_moves_on(finale: Namespace) -> None:
    assert finale.FCMeasures.Insert(3, 2, True)
    assert finale._session.measure_count() == 14
    assert field(finale, "staffStyleAssign", 1, "startMeas", inci=0) == "5"
    assert field(finale, "staffStyleAssign", 1, "endMeas", inci=0) == "6"
    assert field(finale, "repeatBack", 6, "target") == "5"
    assert field(finale, "lockMeas", 2, "endMeas") == "7"
    assert finale._session.store.exists("details", "measTextAssign", Key(1, 5, inci=0))
    group = finale._session.store.load("details", "staffGroup", Key(0, 1))
    assert group is not None
    assert group.get("endMeas") == "32767"


def test_regions_of_measure_numbers_stay_where_they_are(finale: Namespace) -> None:
    finale.FCMeasures.Insert(2, 2, True)
    assert field(finale, "measNumbRegion", 1, "startMeas") == "3"


def test_new_measures_have_the_signatures_of_the_one_before(finale: Namespace) -> None:
    measure = finale.FCMeasure()
    measure.Load(2)
    measure.SystemBreak = True
    measure.TimeSignature.Beats = 3
    measure.Save()
    assert finale.FCMeasures.Insert(3, 1, True)
    measure.Load(3)
    assert measure.PositioningNotesMode == finale.POSITIONING_TIMESIG
    assert (measure.TimeSignature.Beats, measure.SystemBreak, measure.Barline) == (
        3,
        False,
        finale.BARLINE_NORMAL,
    )


def test_systems_take_new_measures_in_and_keep_their_width(finale: Namespace) -> None:
    assert finale.FCMeasures.Insert(10, 4, True)
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    assert [(each.FirstMeasure, each.NextSysMeasure) for each in systems] == [(1, 2), (2, 5), (5, 9), (9, 17)]
    assert [each.HorizontalStretch for each in systems] == [36000, 12000, 9000, 4500]
    assert not systems.NeedUpdateLayout()


def test_appended_measures_are_in_the_last_system(finale: Namespace) -> None:
    assert finale.FCMeasures.Append(2, True)
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    assert systems.FindMeasureNumber(14) is systems.FindMeasureNumber(12)
    assert music(finale)[12:] == [music(finale)[11]] * 2


def test_what_ends_in_a_deleted_measure_ends_beside_it(finale: Namespace) -> None:
    before = music(finale)
    assert finale.FCMeasures.Delete(4, 1)
    assert music(finale) == before[:3] + before[4:]
    assert field(finale, "staffStyleAssign", 1, "startMeas", inci=0) == "3"
    assert field(finale, "staffStyleAssign", 1, "endMeas", inci=0) == "3"
    assert field(finale, "staffStyleAssign", 1, "endEdu", inci=0) == str(0x7FFFFFFF)
    assert finale._session.store.keys("others", "repeatBack") == []
    assert field(finale, "lockMeas", 2, "endMeas") == "4"


def test_a_group_of_the_whole_piece_stays_one(finale: Namespace) -> None:
    store = finale._session.store
    assert finale.FCMeasures.Insert(1, 2, True)
    group = store.load("details", "staffGroup", Key(0, 1))
    assert group is not None and group.get("startMeas") == "1"


def test_a_group_of_measures_that_are_gone_goes(finale: Namespace) -> None:
    store = finale._session.store
    group = store.load("details", "staffGroup", Key(0, 1))
    assert group is not None
    group = group.copy()
    group.set("startMeas", "12")
    store.save("details", "staffGroup", Key(0, 1), group)
    assert finale.FCMeasures.Delete(12, 1)
    assert not store.exists("details", "staffGroup", Key(0, 1))


def test_a_system_without_measures_goes(finale: Namespace) -> None:
    assert finale.FCMeasures.Delete(5, 4)
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    assert [(each.FirstMeasure, each.NextSysMeasure) for each in systems] == [(1, 2), (2, 5), (5, 9)]
    assert not systems.NeedUpdateLayout()


@pytest.mark.parametrize(("measure", "count"), [(0, 1), (14, 1), (3, 0)])
def test_measures_that_are_not_there_are_not_changed(finale: Namespace, measure: int, count: int) -> None:
    assert not finale.FCMeasures.Insert(measure, count, True)
    assert not finale.FCMeasures.Delete(measure, count)
    assert finale._session.store.changes_since() == []


def test_one_measure_must_remain(finale: Namespace) -> None:
    assert not finale.FCMeasures.Delete(1, 99)
    assert finale.FCMeasures.Delete(2, 99)
    assert finale._session.measure_count() == 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_inserted_measures_leave_the_music_of_real_scores_as_it_is(name: str) -> None:
    document = open_document(shared_path() / "documents" / f"{name}.musx")
    finale = finale_of(document)
    before = music(finale)
    at = min(2, len(before))
    assert finale.FCMeasures.Insert(at, 2, True)
    after = music(finale)
    assert after[: at - 1] + after[at + 1 :] == before
    assert [entries for cells in after[at - 1 : at + 1] for _, entries in cells if entries] == []
    assert not finale.FCStaffSystems().NeedUpdateLayout()
    assert finale.FCMeasures.Delete(at, 2)
    assert music(finale) == before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_measure_taken_out_of_real_scores_takes_nothing_else_with_it(name: str) -> None:
    finale = finale_of(open_document(shared_path() / "documents" / f"{name}.musx"))
    before = music(finale)
    if len(before) < 2:
        pytest.skip("a score of one measure")
    whole = unbroken(finale)
    assert finale.FCMeasures.Delete(2, 1)
    assert music(finale) == before[:1] + before[2:]
    assert not finale.FCStaffSystems().NeedUpdateLayout()
    left = {int(key.cmper1) for key in finale._session.store.keys("entries", "entry")}
    assert whole & left <= unbroken(finale)
