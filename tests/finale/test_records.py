"""What every record does: load copies, writing touches the object only, save, reload, delete; and its kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

EXPRESSIONS = "".join(
    f'<measExprAssign cmper="2" inci="{inci}"><textExprID>{inci + 5}</textExprID><horzEvpuOff>{inci}</horzEvpuOff>'
    "<staffAssign>1</staffAssign></measExprAssign>"
    for inci in range(3)
)
ARTICULATIONS = "".join(
    f'<articAssign entnum="1" inci="{inci}"><articDef>{inci + 1}</articDef></articAssign>'
    for inci in range(3)
)
MODS = "".join(
    f'<noteAlter entnum="1" inci="{note - 1}"><noteID>{note}</noteID><percent>{50 + note}</percent></noteAlter>'
    for note in (1, 2, 3)
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(
        small_score({(1, 1, 1): [(4096, [0, 2, 4])]}, others=EXPRESSIONS, details=ARTICULATIONS + MODS)
    )


def xml(finale: Namespace) -> bytes:
    document = finale._session.document
    assert document is not None
    return document.to_bytes(".enigmaxml")


def loaded(finale: Namespace, number: int = 1) -> Any:
    found = finale.FCMeasure()
    assert found.Load(number)
    return found


def test_loading_copies_and_writing_touches_the_object_only(finale: Namespace) -> None:
    before = xml(finale)
    first, second = loaded(finale), loaded(finale)
    first.Width = 700
    assert (first.Width, second.Width, loaded(finale).Width) == (700, 600, 600)
    assert xml(finale) == before


def test_saving_writes_and_reloading_reads_again(finale: Namespace) -> None:
    first, second = loaded(finale), loaded(finale)
    first.Width = 700
    assert first.Save()
    assert (second.Width, loaded(finale).Width) == (600, 700)
    assert second.Reload()
    assert second.Width == 700
    second.Width = 1
    assert second.Reload()
    assert second.Width == 700


def test_a_deleted_record_is_gone(finale: Namespace) -> None:
    first, again = finale.FCAllotment(), finale.FCAllotment()
    first.Width = 600
    assert first.SaveAs(1) and first.DeleteData()
    assert not again.Load(1)
    assert not first.DeleteData()
    assert not first.Reload()
    assert first.Save()
    assert again.Load(1) and again.Width == 600


def test_what_is_not_there_cannot_be_loaded_and_leaves_the_object_alone(finale: Namespace) -> None:
    found = loaded(finale)
    assert found.Load(99) is False
    assert (found.ItemNo, found.Width) == (1, 600)


def test_zero_and_false_are_left_out_of_the_file(finale: Namespace) -> None:
    found = loaded(finale)
    found.SpaceAfter = 5
    found.SystemBreak = True
    found.Save()
    assert b"<backSpaceExtra>5</backSpaceExtra>" in xml(finale)
    assert b"<lineBreak/>" in xml(finale)
    found.SpaceAfter = 0
    found.SystemBreak = False
    found.Save()
    assert b"backSpaceExtra" not in xml(finale)
    assert b"lineBreak" not in xml(finale)


def test_groups_that_are_left_empty_go_with_their_last_element(finale: Namespace) -> None:
    found = loaded(finale)
    found.HideKeySigShowAccis = True
    found.Save()
    assert b"<keySig>" in xml(finale)
    found.HideKeySigShowAccis = False
    found.Save()
    assert b"keySig" not in xml(finale)


def test_children_that_the_catalogue_does_not_know_are_kept() -> None:
    strange = measure(1).replace("</measSpec>", "<noSuchThing>7</noSuchThing></measSpec>")
    finale = finale_of(document(others=strange))
    found = loaded(finale)
    found.Width = 700
    assert found.Save()
    assert b"<noSuchThing>7</noSuchThing>" in xml(finale)


def test_a_record_can_be_saved_under_other_numbers(finale: Namespace) -> None:
    found, again = finale.FCAllotment(), finale.FCAllotment()
    found.Width = 111
    assert found.SaveAs(9)
    assert found.SaveNew()
    assert [again.Load(number) and again.Width for number in (1, 9, 10)] == [False, 111, 111]


def test_measures_are_saved_without_gaps_and_removed_with_all_that_is_counted_by_them(
    finale: Namespace,
) -> None:
    found = loaded(finale)
    found.Width = 111
    assert found.SaveNew() and found.ItemNo == 5
    with pytest.raises(ScriptError, match="cannot save measure 9: the score has 5"):
        found.SaveAs(9)
    assert found.Load(1) and found.DeleteData()
    assert [loaded(finale, number).ItemNo for number in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert loaded(finale, 4).Width == 111 and not finale.FCMeasure().Load(5)


def test_records_are_walked_in_order(finale: Namespace) -> None:
    found = finale.FCMeasure()
    assert found.LoadFirst() and found.ItemNo == 1
    assert found.LoadNext() and found.ItemNo == 2
    assert found.LoadLast() and found.ItemNo == 4
    assert not found.LoadNext() and found.ItemNo == 4
    assert found.LoadPrevious() and found.ItemNo == 3


def test_a_clone_is_a_record_of_its_own(finale: Namespace) -> None:
    found = loaded(finale)
    clone = found.CreateClone()
    clone.Width = 5
    assert (found.Width, clone.Width, clone.ItemNo) == (600, 5, 1)
    assert not found.IsIdentical(clone)
    assert found.IsIdentical(loaded(finale))


# ---- with inci


def ids(finale: Namespace, number: int = 2) -> list[int]:
    expressions = finale.FCExpressions()
    expressions.LoadAllForItem(number)
    return [each.ID for each in expressions]


def test_records_of_a_number_are_counted_from_zero(finale: Namespace) -> None:
    found = finale.FCExpression()
    assert found.Load(2, 1)
    assert (found.ItemCmper, found.ItemInci, found.ID, found.CalcLastInci()) == (2, 1, 6, 2)
    assert found.SaveNew(2)
    assert found.SaveNew(3)
    assert (ids(finale), ids(finale, 3)) == ([5, 6, 7, 6], [6])


def test_after_a_deletion_the_later_ones_move_up(finale: Namespace) -> None:
    found = finale.FCExpression()
    found.Load(2, 0)
    assert found.DeleteData()
    assert ids(finale) == [6, 7]
    assert [key.inci for key in finale._session.keys_of("others", "measExprAssign", 2)] == [0, 1]


def test_a_collection_deleted_backwards_is_gone(finale: Namespace) -> None:
    expressions = finale.FCExpressions()
    assert expressions.LoadAll() == 3
    for index in reversed(range(expressions.Count)):
        assert expressions.GetItemAt(index).DeleteData()
    assert ids(finale) == []


# ---- details of entries and notes


def test_articulations_belong_to_their_entry(finale: Namespace) -> None:
    cell = finale.FCNoteEntryCell(1, 1)
    cell.Load()
    entry = cell.GetItemAt(0)
    assert [each.ID for each in entry.CreateArticulations()] == [1, 2, 3]
    added = finale.FCArticulation()
    added.SetNoteEntry(entry)
    added.ID = 9
    assert added.SaveNew()
    assert entry.CreateArticulations().GetItemAt(0).DeleteData()
    assert [(each.ItemInci, each.ID) for each in entry.CreateArticulations()] == [(0, 2), (1, 3), (2, 9)]


def test_alterations_are_found_saved_and_erased_by_note(finale: Namespace) -> None:
    cell = finale.FCNoteEntryCell(1, 1)
    cell.Load()
    notes = list(cell.GetItemAt(0))
    mod = finale.FCNoteheadMod()
    assert mod.LoadAt(notes[1]) and mod.Resize == 52
    mod.Resize = 70
    assert mod.SaveAt(notes[1])
    assert mod.EraseAt(notes[0])
    assert not finale.FCNoteheadMod().LoadAt(notes[0])
    assert not finale.FCNoteheadMod().EraseAt(notes[0])
    again = finale.FCNoteheadMod()
    assert again.LoadAt(notes[1]) and again.Resize == 70
    assert again.LoadAt(notes[2]) and (again.Resize, again.ItemInci) == (53, 1)
    fresh = finale.FCNoteheadMod()
    fresh.Resize = 80
    assert fresh.SaveAt(notes[0])
    assert again.LoadAt(notes[0]) and (again.Resize, again.ItemInci) == (80, 2)


# ---- cells, preferences, texts, collections


def test_a_frame_hold_is_found_by_its_cell(finale: Namespace) -> None:
    hold = finale.FCCellFrameHold()
    hold.ConnectCell(finale.FCCell(1, 1))
    assert hold.Load()
    assert (hold.Measure, hold.Staff, hold.ClefIndex, hold.CalcHasFrameAtLayer(1)) == (1, 1, 0, True)
    hold.ClefIndex = 3
    hold.Save()
    assert finale.FCCell(1, 1).CalcClefIndexAt(0) == 3
    assert finale.FCCell(2, 1).CalcClefIndexAt(0) == 3
    hold.ConnectCell(finale.FCCell(1, 2))
    assert not hold.Load()


def test_raw_texts_are_loaded_and_saved_by_number() -> None:
    finale = finale_of(
        document(
            others='<fontName cmper="2"><charsetBank>Win</charsetBank><name>Times</name></fontName>',
            texts='<verse number="1">^fontid(2)^size(12)^nfx(0)one</verse>',
        )
    )
    verse = finale.FCVerseLyricsText()
    assert verse.Load(1) and not finale.FCVerseLyricsText().Load(2)
    shown = verse.CreateString().LuaString
    assert shown == "^font(Times,8192)^size(12)^nfx(0)one"
    verse.SetText(finale.FCString(shown + " two"))
    assert verse.Save()
    [change] = finale._session.store.changes_since()
    before = "^fontid(2)^size(12)^nfx(0)one"
    assert list(change.fields.values()) == [[before, before + " two"]]


def test_preferences_have_one_record_a_document() -> None:
    finale = finale_of(document(others='<layerAtts cmper="0"><restOffset>6</restOffset></layerAtts>'))
    prefs = finale.FCLayerPrefs()
    assert prefs.Load(0) and not finale.FCLayerPrefs().Load(1)
    assert (prefs.RestOffset, prefs.LayerNumber) == (6, 1)
    assert finale.FCLayerPrefs.GetMaxLayers() == 4


def test_a_collection_is_a_list_of_its_own_objects(finale: Namespace) -> None:
    measures = finale.FCMeasures()
    assert measures.LoadAll() == measures.Count == 4
    assert measures.GetItemAt(4) is None and measures.GetItemAt(-1) is None
    assert measures.FindItemNo(3).ItemNo == 3
    for each in measures:
        each.Width = 100 * each.ItemNo
    assert measures.SaveAll()
    assert [loaded(finale, number).Width for number in (1, 2, 3, 4)] == [100, 200, 300, 400]
    first = measures.GetItemAt(0)
    assert measures.GetIndexOf(first) == 0
    assert measures.DetachItemAt(0) is first
    assert measures.Swap(0, 2)
    assert [each.ItemNo for each in measures] == [4, 3, 2]
    measures.ClearAll()
    assert measures.IsEmpty()


def test_a_changed_signature_goes_to_its_measure(finale: Namespace, lua: Callable[..., list[Any]]) -> None:
    lua(
        finale,
        """
        local measure = finale.FCMeasure()
        measure:Load(2)
        measure.TimeSignature.Beats = 3
        measure.KeySignature:SetMajorKey(-2)
        measure:Save()
        """,
    )
    found = loaded(finale, 2)
    assert (found.TimeSignature.Beats, found.Duration, found.KeySignature.CalcFlats()) == (3, 3072, 2)
    node = finale._session.store.load("others", "measSpec", Key(2))
    assert node is not None and node.get("keySig/key") == "254"
    assert finale.FCCell(2, 1).KeySignature.ID == 254


def test_caches_see_every_change_and_every_undo(finale: Namespace) -> None:
    cell = finale.FCCell(2, 1)
    store = finale._session.store
    region = finale.FCMusicRegion()
    assert (cell.KeySignature.ID, cell.CalcDuration(), region.CalcSlotNumber(2)) == (0, 4096, 2)
    mark = store.mark()
    found = loaded(finale, 2)
    found.KeySignature.SetMajorKey(1)
    found.TimeSignature.Beats = 2
    found.Save()
    used = finale.FCSystemStaff()
    used.Load(0, 0)
    used.DeleteData()
    assert (cell.KeySignature.ID, cell.CalcDuration(), region.CalcSlotNumber(2)) == (1, 2048, 1)
    store.rollback(mark)
    assert (cell.KeySignature.ID, cell.CalcDuration(), region.CalcSlotNumber(2)) == (0, 4096, 2)
