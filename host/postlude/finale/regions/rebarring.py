"""Drawing barlines anew: the entries of some measures, distributed by the time signatures in force."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.constants import constant
from postlude.finale.marks.smartshapeends import ENDS
from postlude.finale.marks.smartshapemarks import add_marks, remove_marks
from postlude.finale.music.beams import rebeam
from postlude.finale.music.frames import LAYERS, Frame, frame_numbers
from postlude.finale.music.musiclines import Line, Unit
from postlude.finale.music.noteentrylayers import frame_duration
from postlude.finale.regions.inforce import key_at, meter_at

if TYPE_CHECKING:
    from postlude.finale.session import Session

_USUAL_BARLINES = (None, "normal", "default")


def rebar(
    session: Session, staves: list[int], measures: range, stops: int, *, beams: bool, pad: bool
) -> None:
    """Distribute the music of some measures anew, layer by layer, and let what is bound to entries follow.

    ``stops`` says how far music may move on: to the region's end or, with any other flag, to the measure before
    which something stands that it names. Music that doesn't fit stays in the last measure. ``pad`` fills the
    last measure that has music with rests.
    """
    lengths = _lengths(session, staves, measures)
    for staff in staves:
        for layer in LAYERS:
            used = [each for each in measures if layer in frame_numbers(session.store, staff, each)]
            if not used:
                continue
            last = _last_measure(session, staff, layer, measures, stops)
            _rebar_layer(session, staff, layer, range(measures.start, last + 1), lengths, pad=pad)
            if beams:
                for measure in range(measures.start, last + 1):
                    rebeam(session, staff, measure)


def _lengths(session: Session, staves: list[int], measures: range) -> dict[int, Fraction]:
    """How long the music of each measure is, in the staff and layer that has most of it."""
    found: dict[int, Fraction] = {}
    for measure in measures:
        for staff in staves:
            for layer, number in frame_numbers(session.store, staff, measure).items():
                length = Fraction(frame_duration(Frame.load(session, staff, measure, layer, number)))
                found[measure] = max(found.get(measure, Fraction()), length)
    return found


def _rebar_layer(
    session: Session, staff: int, layer: int, measures: range, lengths: dict[int, Fraction], *, pad: bool
) -> None:
    line = Line.load(session, staff, layer, measures)
    before = {entry.number: frame.measure for frame in line.frames for entry in frame.entries}
    line.units = _joined(line, lengths)
    if pad and line.units:
        end = max(unit.end for unit in line.units)
        line.rests(end, next((bound for bound in line.bounds if bound >= end), end))
    line.save(keep_rest=True)
    moved = {
        entry.number: frame.measure
        for frame in line.frames
        for entry in frame.entries
        if before.get(entry.number, frame.measure) != frame.measure
    }
    follow(session, moved)


def _joined(line: Line, lengths: dict[int, Fraction]) -> list[Unit]:
    """The units of a line, each behind the one before: where a measure's music ended is no barline any more.

    A measure without music in this layer is as long as other music in it, or as it should be.
    """
    position = Fraction()
    joined: list[Unit] = []
    for frame, (start, end) in zip(line.frames, pairwise(line.bounds), strict=True):
        own = {entry.number for entry in frame.entries}
        inside = [unit for unit in line.units if unit.entries[0].number in own]
        for unit in inside:
            unit.start += position - start
        joined += inside
        if inside:
            position = max(unit.end for unit in inside)
        else:
            position += lengths.get(frame.measure) or end - start
    return joined


def _last_measure(session: Session, staff: int, layer: int, measures: range, stops: int) -> int:
    """The last measure that music may move to."""
    if stops == constant("REBARSTOP_REGIONEND"):
        return measures[-1]
    stop = _stop(session, staff, layer, measures, stops)
    last: int = measures[-1]
    while last < session.measure_count() and not stop(last + 1):
        last += 1
    return last


def _stop(session: Session, staff: int, layer: int, measures: range, stops: int) -> Callable[[int], bool]:
    def empty(measure: int) -> bool:
        return layer not in frame_numbers(session.store, staff, measure)

    def special_barline(measure: int) -> bool:
        node = session.store.load("others", "measSpec", Key(measure - 1)) or Node("measSpec")
        return node.get("barline") not in _USUAL_BARLINES or node.get("bacRepBar") is not None

    tests: dict[int, Callable[[int], bool]] = {
        constant("REBARSTOP_KEY"): lambda m: key_at(session, staff, m) != key_at(session, staff, m - 1),
        constant("REBARSTOP_TIME"): lambda m: meter_at(session, staff, m) != meter_at(session, staff, m - 1),
        constant("REBARSTOP_SPECIALBARLINE"): special_barline,
        constant("REBARSTOP_EMPTYFRAME"): empty,
        constant("REBARSTOP_EMPTYFRAMEAFTERREGION"): lambda m: m > measures[-1] and empty(m),
    }
    return tests.get(stops, lambda measure: False)


def follow(session: Session, moved: dict[int, int]) -> None:
    """Let the smart shapes at entries that have gone to another measure go with them."""
    if not moved:
        return
    store = session.store
    for key in store.keys("others", "smartShape"):
        shape = store.load("others", "smartShape", key)
        if shape is None or key.part:
            continue
        changed = False
        for end in ENDS:
            measure = moved.get(int(shape.get(f"{end}/endPt/entryNum") or 0))
            if measure is not None:
                shape.set(f"{end}/endPt/meas", str(measure))
                changed = True
        if changed:
            remove_marks(session, int(key.cmper1))
            store.save("others", "smartShape", key, shape)
            add_marks(session, int(key.cmper1), shape)
