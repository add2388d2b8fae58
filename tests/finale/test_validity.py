"""Documents hold together: those that Finale wrote, and those that scripts changed here."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlude.enigma.document import Document, open_document
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.conftest import ROOT, shared_path
from tests.finale.conftest import finale_of
from tests.finale.small import small_score
from tests.finale.validity import faults

FOLDER = ROOT.parent / "shared" / "documents"
SCORES = sorted(path.stem for path in FOLDER.glob("*.musx")) or ["any"]
LEFT_BY_FINALE = re.compile(
    r"lockMeas of measure|beatChart of measure|gfhold of staff 32767|of part \d+, which isn't there"
    r"|frame \d+ is in no cell|textBlock \d+: its text|entry \d+ is in no frame|its (next|prev) \d+ isn't joined"
    r"|part \d+: system|smartShape.* of measure|(meas|Meas) is \d+, which|smart shape \d+: "
)
"""What older documents keep of measures, parts and music that are gone, and layouts of parts that are out of date."""
TAKEN_APART = {"piano3staff"}
"""Scores from which staves and measures were taken out in ways that left much behind."""
WHOLE = ("cross_staffs", "clef_changes", "ottavas", "enclosures", "grace_beamed", "tuplets_nested", "voices")


@cache
def score_named(name: str) -> Document:
    return open_document(shared_path() / "documents" / f"{name}.musx")


@pytest.mark.parametrize("name", SCORES)
def test_what_is_asked_holds_in_real_scores(name: str) -> None:
    found = [] if name in TAKEN_APART else faults(score_named(name))
    assert [fault for fault in found if not LEFT_BY_FINALE.search(fault)] == []


def test_most_real_scores_have_nothing_left_over() -> None:
    shared_path()
    assert sum(not faults(score_named(name)) for name in SCORES) >= 20


# ---- what goes along


SLUR = (
    '<smartShape cmper="1"><shapeType>slurAuto</shapeType><entryBased/>'
    "<startTermSeg><endPt><inst>1</inst><meas>1</meas><entryNum>1</entryNum></endPt></startTermSeg>"
    "<endTermSeg><endPt><inst>1</inst><meas>2</meas><entryNum>3</entryNum></endPt></endTermSeg></smartShape>"
    '<smartShapeMeasMark cmper="1" inci="0"><shapeNum>1</shapeNum></smartShapeMeasMark>'
    '<smartShapeMeasMark cmper="2" inci="0"><shapeNum>1</shapeNum></smartShapeMeasMark>'
)
MARKS = "".join(
    f'<smartShapeEntryMark entnum="{entry}" inci="0"><shapeNum>1</shapeNum></smartShapeEntryMark>'
    for entry in (1, 3)
)


def slurred() -> Namespace:
    frames = {(1, 1, 1): [(2048, [0]), (2048, [1])], (1, 2, 1): [(4096, [2])]}
    return finale_of(small_score(frames, others=SLUR, details=MARKS))


def test_a_slur_goes_with_either_of_its_entries() -> None:
    for measure in (1, 2):
        finale = slurred()
        cell = finale.FCNoteEntryCell(measure, 1)
        assert cell.Load() and cell.DeleteEntry(cell.GetItemAt(0)) and cell.Save()
        store = finale._session.store
        assert [tag for tag in ("smartShape", "smartShapeMeasMark") if store.keys("others", tag)] == []
        assert not store.keys("details", "smartShapeEntryMark")


def test_a_measure_tells_of_what_is_attached_to_it() -> None:
    finale = slurred()
    attached = finale.FCExpression()
    attached.SaveNewToCell(finale.FCCell(2, 1))
    measure = finale.FCMeasure()
    assert measure.Load(2) and measure.ExpressionFlag
    assert measure.Load(1) and not measure.ExpressionFlag


def test_a_measure_that_comes_into_a_slur_is_marked() -> None:
    finale = slurred()
    assert finale.FCMeasures.Insert(2, 1, False)
    marks = finale.FCSmartShapeMeasureMarks()
    assert marks.LoadAll() == 3 and [mark.Measure for mark in marks] == [1, 2, 3]
    measure = finale.FCMeasure()
    assert measure.Load(2) and measure.SmartShapeFlag


def test_more_measures_than_a_document_can_have_are_refused() -> None:
    finale = slurred()
    with pytest.raises(ScriptError, match="a document has fewer than 32767"):
        finale.FCMeasures.Append(10**9, False)
    assert finale._session.measure_count() == 4


# ---- what scripts do to a score, in any order


def region(finale: Namespace, first: int, last: int, staff: int | None) -> Any:
    """Whole measures on one staff, or on all."""
    found = finale.FCMusicRegion()
    found.SetFullDocument()
    found.StartMeasure, found.EndMeasure = min(first, last), max(first, last)
    if staff is not None:
        found.StartStaff = found.EndStaff = staff
    return found


class Hand:
    """Somebody at work on a score: each method is a step that scripts take, from numbers of any size."""

    def __init__(self, finale: Namespace) -> None:
        self.finale = finale
        self.session = finale._session

    def measure(self, number: int) -> int:
        return number % self.session.measure_count() + 1

    def staff(self, number: int) -> int:
        known = sorted(
            int(key.cmper1) for key in self.session.keys("others", "staffSpec") if key.cmper1 < 32000
        )
        return known[number % len(known)]

    def place(self, a: int, b: int, c: int) -> Any:
        return region(self.finale, self.measure(a), self.measure(b), self.staff(c) if c % 3 else None)

    def part_of_measure(self, a: int, b: int, c: int) -> Any:
        found = self.place(a, b, c)
        found.StartMeasurePos, found.EndMeasurePos = 1024 * (a % 4), 1024 * (b % 4) + 511
        return found

    def insert(self, a: int, b: int, c: int) -> None:
        self.finale.FCMeasures.Insert(self.measure(a), 1 + b % 3, bool(c % 2))

    def delete(self, a: int, b: int, c: int) -> None:
        self.finale.FCMeasures.Delete(self.measure(a), 1 + b % 3)

    def paste(self, a: int, b: int, c: int) -> None:
        source = self.place(a, b, c)
        if source.CopyMusic():
            self._paste(source, b + c)

    def _paste(self, source: Any, a: int) -> None:
        measures = source.EndMeasure - source.StartMeasure
        source.StartMeasure = self.measure(a)
        source.EndMeasure = min(source.StartMeasure + measures, self.session.measure_count())
        source.PasteMusic()
        source.ReleaseMusic()

    def paste_part(self, a: int, b: int, c: int) -> None:
        source = self.part_of_measure(a, b, c)
        if source.CopyMusic():
            self._paste(source, b + c)

    def cut(self, a: int, b: int, c: int) -> None:
        self.place(a, b, c).CutMusic()

    def cut_part(self, a: int, b: int, c: int) -> None:
        self.part_of_measure(a, b, c).CutMusic()

    def cut_out(self, a: int, b: int, c: int) -> None:
        self.place(a, a + b % 2, c).CutDeleteMusic()

    def meter(self, a: int, b: int, c: int) -> None:
        """Other beats, and the music barred anew."""
        record = self.finale.FCMeasure()
        assert record.Load(self.measure(a))
        signature = record.GetTimeSignature()
        signature.Beats = 1 + b % 5
        record.Save()
        region(self.finale, record.ItemNo, self.session.measure_count(), None).RebarMusic(
            0, True, bool(c % 2)
        )

    def append_staff(self, a: int, b: int, c: int) -> None:
        self.finale.FCStaves.Append()

    def delete_staff(self, a: int, b: int, c: int) -> None:
        staves = [key for key in self.session.keys("others", "staffSpec") if key.cmper1 < 32000]
        if len(staves) > 1:
            self.finale.FCStaves.Delete(self.staff(a))

    def delete_entries(self, a: int, b: int, c: int) -> None:
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        if cell.Load():
            for entry in list(cell)[:: 1 + c % 3]:
                cell.DeleteEntry(entry)
            cell.Save()

    def erase_entries(self, a: int, b: int, c: int) -> None:
        """Durations of nothing, taken out."""
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        if cell.Load():
            cell.GetItemAt(c % len(cell)).Duration = 0
            cell.DeleteAllNullEntries()
            cell.Save()

    def append_entries(self, a: int, b: int, c: int) -> None:
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        cell.Load()
        cell.AppendEntriesInLayer(1 + c % 4, 1 + a % 3)
        for entry in cell:
            entry.Duration = entry.Duration or 512
        cell.Save()

    def delete_notes(self, a: int, b: int, c: int) -> None:
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        if cell.Load():
            entry = cell.GetItemAt(c % len(cell))
            if entry.Count > 1:
                entry.DeleteNote(entry.GetItemAt(0))
                cell.Save()

    def swap_layers(self, a: int, b: int, c: int) -> None:
        one, other = (
            self.finale.FCNoteEntryLayer(layer, self.staff(a), self.measure(b), self.measure(b))
            for layer in (0, 1 + c % 3)
        )
        one.Load()
        other.Load()
        one.LayerIndex, other.LayerIndex = other.LayerIndex, one.LayerIndex
        one.Save()
        other.Save()

    def clear_layer(self, a: int, b: int, c: int) -> None:
        layer = self.finale.FCNoteEntryLayer(c % 4, self.staff(a), 1, self.measure(b))
        layer.Load()
        layer.ClearAllEntries()

    def slur(self, a: int, b: int, c: int) -> None:
        layer = self.finale.FCNoteEntryLayer(0, self.staff(a), 1, self.session.measure_count())
        layer.Load()
        entries = list(layer)
        if len(entries) > 1:
            first = b % (len(entries) - 1)
            last = first + 1 + c % (len(entries) - 1 - first)
            shape = self.finale.FCSmartShape()
            shape.ShapeType = 15
            shape.SetSlurFlags(True)
            for segment, entry in (
                (shape.TerminateSegmentLeft, entries[first]),
                (shape.TerminateSegmentRight, entries[last]),
            ):
                segment.SetEntry(entry)
                segment.Staff, segment.Measure = entry.Staff, entry.Measure
            shape.SaveNewEverything(entries[first], entries[last])

    def hairpin(self, a: int, b: int, c: int) -> None:
        first, last = sorted((self.measure(a), self.measure(b)))
        shape = self.finale.FCSmartShape()
        shape.ShapeType = 3
        shape.SetHairpinFlags()
        for segment, measure, place in (
            (shape.TerminateSegmentLeft, first, 0),
            (shape.TerminateSegmentRight, last, 1024),
        ):
            segment.Staff, segment.Measure, segment.MeasurePos = self.staff(c), measure, place
        shape.SaveNewEverything(None, None)

    def expression(self, a: int, b: int, c: int) -> None:
        definition = self.finale.FCTextExpressionDef()
        if definition.LoadFirst():
            attached = self.finale.FCExpression()
            attached.ID, attached.MeasurePos = definition.ItemNo, 512 * (c % 8)
            attached.SaveNewToCell(self.finale.FCCell(self.measure(a), self.staff(b)))

    def articulation(self, a: int, b: int, c: int) -> None:
        definition = self.finale.FCArticulationDef()
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        if cell.Load() and definition.LoadFirst():
            made = self.finale.FCArticulation()
            made.SetNoteEntry(cell.GetItemAt(c % len(cell)))
            made.ID = definition.ItemNo
            made.SaveNew()

    def clef(self, a: int, b: int, c: int) -> None:
        hold = self.finale.FCCellFrameHold()
        hold.ConnectCell(self.finale.FCCell(self.measure(a), self.staff(b)))
        hold.Load()
        hold.ClefIndex = c % 4
        hold.Save()

    def part(self, a: int, b: int, c: int) -> None:
        """Another part in view."""
        parts = [
            0,
            *sorted(int(key.cmper1) for key in self.session.store.keys("others", "partDef") if key.cmper1),
        ]
        self.session.part = parts[a % len(parts)]


STEPS = sorted(
    name
    for name in vars(Hand)
    if not name.startswith("_") and name not in ("measure", "staff", "place", "part_of_measure")
)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared (real scores) is not here")
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.sampled_from(STEPS), *[st.integers(0, 20)] * 3), min_size=1, max_size=6),
)
def test_a_score_holds_together_whatever_is_done_to_it(
    name: str, steps: list[tuple[str, int, int, int]]
) -> None:
    score = score_named(name)
    hand = Hand(finale_of(score))
    try:
        for step, *numbers in steps:
            getattr(hand, step)(*numbers)
            assert faults(score) == [], (step, *numbers)
    finally:
        score.store.rollback(0)
