"""``FCLuaIterator``: what it visits, in which order, what ends a loop and what is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude.enigma.document import open_document
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of
from tests.finale.small import small_score
from tests.finale.test_documents import score, session

FRAMES = {(1, 1, 1): [(1024, [0]), (512, []), (1024, [1, 3])], (2, 2, 1): [(2048, [2])]}


def visited(finale: Namespace, loop: str, *arguments: Any, **settings: Any) -> list[Any]:
    """What a loop calls its function with."""
    iterator = finale.FCLuaIterator()
    for name, value in settings.items():
        setattr(iterator, name, value)
    seen: list[Any] = []
    count = getattr(iterator, loop)(
        *arguments, lambda *given: seen.append(given if len(given) > 1 else given[0])
    )
    assert count == len(seen)
    return seen


def test_cells_are_visited_staff_by_staff_in_the_order_asked_for() -> None:
    finale = finale_of(small_score(FRAMES, measures=2))
    assert visited(finale, "ForEachCell", None) == [(1, 1), (2, 1), (1, 2), (2, 2)]
    backwards = visited(finale, "ForEachCell", None, ForwardProcessing=False, DownwardProcessing=False)
    assert backwards == [(2, 2), (1, 2), (2, 1), (1, 1)]
    assert visited(finale, "ForEachCell", None, NullRegionEqualsAll=False) == []


def test_entries_and_notes_of_a_region_are_visited() -> None:
    finale = finale_of(small_score(FRAMES))
    assert [entry.Duration for entry in visited(finale, "ForEachEntry", None)] == [1024, 512, 1024, 2048]
    assert [note.Displacement for note in visited(finale, "ForEachNote", None)] == [0, 1, 3, 2]
    region = finale.FCMusicRegion()
    region.SetFullDocument()
    region.EndStaff = region.EndMeasure = 1
    region.EndMeasurePos = 1024
    assert len(visited(finale, "ForEachEntry", region)) == 2
    assert len(visited(finale, "ForEachEntry", region, PartialMeasureSelections=False)) == 3


@pytest.mark.parametrize(
    ("filters", "durations"),
    [
        ([("LIEFILTER_REST", "LILOGIC_AND")], [512]),
        ([("LIEFILTER_REST", "LILOGIC_NOT")], [1024, 1024, 2048]),
        ([("LIEFILTER_DURHALF", "LILOGIC_OR"), ("LIEFILTER_DUR8TH", "LILOGIC_OR")], [512, 2048]),
        ([("LIEFILTER_NOTE", "LILOGIC_AND"), ("LIEFILTER_CHORD", "LILOGIC_NOT")], [1024, 2048]),
    ],
)
def test_filters_are_combined_by_their_logic(filters: list[tuple[str, str]], durations: list[int]) -> None:
    finale = finale_of(small_score(FRAMES))
    iterator = finale.FCLuaIterator()
    for name, logic in filters:
        assert iterator.AddEntryFilter(getattr(finale, name), getattr(finale, logic))
        assert iterator.IsEntryFilterAdded(getattr(finale, name), getattr(finale, logic))
        assert not iterator.AddEntryFilter(getattr(finale, name), getattr(finale, logic))
    seen: list[int] = []
    iterator.ForEachEntry(None, lambda entry: seen.append(entry.Duration))
    assert seen == durations
    iterator.ClearAllEntryFilters()
    assert iterator.ForEachEntry(None, lambda entry: None) == 4


def test_false_ends_a_loop_and_no_answer_goes_on() -> None:
    finale = finale_of(document())
    iterator = finale.FCLuaIterator()
    assert iterator.ForEachInteger(5, 1, lambda number: number > 3) == 3
    assert iterator.ForEachInteger(1, 5, lambda number: None) == 5
    assert iterator.CalcLastDuration() >= 0


def test_what_is_answered_with_false_is_not_saved() -> None:
    finale = finale_of(document(others=measure(1) + measure(2)))
    measures = finale.FCMeasures()
    measures.LoadAll()

    def widen(each: Any) -> bool:
        each.Width = 900
        return bool(each.ItemNo == 1)

    assert finale.FCLuaIterator().ForEachSaved(measures, widen) == 2
    [change] = finale._session.store.changes_since()
    assert change.key == {"cmper": 1}


def test_entries_are_saved_frame_by_frame() -> None:
    finale = finale_of(small_score(FRAMES))

    def make_grace(entry: Any) -> None:
        if entry.IsRest():
            entry.Duration = 0

    finale.FCLuaIterator().ForEachEntrySaved(None, make_grace)
    assert [entry.Duration for entry in visited(finale, "ForEachEntry", None)] == [1024, 1024, 2048]


def test_records_are_visited_by_the_number_of_their_class() -> None:
    finale = finale_of(document(others=measure(1) + measure(2)))
    number = finale.FCMeasure().ClassID
    assert [each.ItemNo for each in visited(finale, "ForEachObject", number)] == [1, 2]
    with pytest.raises(ScriptError, match="no class"):
        finale.FCLuaIterator().ForEachObject(1, lambda each: None)


def test_every_part_is_in_view_in_its_turn() -> None:
    parts = '<partDef cmper="0"/><partDef cmper="1"/><partDef cmper="2"/>'
    finale = finale_of(document(others=parts + measure(1)))
    inner = finale._session
    seen: list[int] = []
    finale.FCLuaIterator().ForEachPart(lambda part: seen.append(inner.part))
    assert seen == [0, 1, 2] and inner.part == 0
    iterator = finale.FCLuaIterator()
    iterator.ProcessScorePart = False
    assert iterator.ForEachPart(lambda part: None) == 2


def test_files_are_opened_and_closed_and_saved_only_if_asked(tmp_path: Path) -> None:
    files = [score(tmp_path, "one", 1), score(tmp_path, "two", 2)]
    before = [file.read_bytes() for file in files]
    finale = session(document(others=measure(1)), files[0])
    names = finale.FCStrings()
    for file in files:
        names.AddCopy(str(file))

    def widen(doc: Any, name: Any) -> bool:
        first = finale.FCMeasure()
        first.Load(1)
        first.Width = 900
        first.Save()
        return bool(doc.IsCurrent() and name.LuaString == str(files[0]))

    assert finale.FCLuaIterator().ForEachFile(names, widen) == 2
    assert [file.read_bytes() for file in files] == before
    assert finale.FCLuaIterator().ForEachFileSaved(names, widen) == 2
    assert files[1].read_bytes() == before[1]
    [tag] = open_document(files[0]).store.tags("others")
    assert tag == "measSpec" and b"<width>900</width>" in files[0].read_bytes()
    assert finale.FCDocuments().LoadAll() == 1


def test_a_loop_wants_a_function() -> None:
    with pytest.raises(ScriptError, match="function"):
        finale_of(document()).FCLuaIterator().ForEachInteger(1, 2, 3)
