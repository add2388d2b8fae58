"""Documents hold together: those that Finale wrote, and those that scripts changed here."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlude.enigma.document import Document, open_document
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.conftest import ROOT, shared_path
from tests.finale.conftest import finale_of
from tests.finale.hand import STEPS, Hand
from tests.finale.small import small_score
from tests.finale.validity import faults

FOLDER = ROOT.parent / "shared" / "documents"
SCORES = sorted(path.stem for path in FOLDER.glob("*.musx")) or ["any"]
LEFT_BY_FINALE = re.compile(
    r"lockMeas of measure|beatChart of measure|gfhold of staff 32767|of part \d+, which isn't there"
    r"|frame \d+ is in no cell|textBlock \d+: its text|entry \d+ is in no frame|its (next|prev) \d+ isn't joined"
    r"|part \d+: system|smartShape.* of measure|(meas|Meas) is \d+, which|smart shape \d+: |a lock of measures"
)
"""What older documents keep of measures, parts and music that are gone, and layouts of parts that are out of date."""
TAKEN_APART = {"piano3staff"}
"""Scores from which staves and measures were taken out in ways that left much behind."""
ENDS_GONE = {"slurs_2voices", "tremolos"}
"""Scores with smart shapes whose ends are in measures or on staves that are gone."""
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
            with suppress(ScriptError):  # refused
                hand.take(step, *numbers)
            assert faults(score) == [], (step, *numbers)
    finally:
        score.store.rollback(0)
