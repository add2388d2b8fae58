"""Where measures lie on their system, and beats in their measure.

A document stores how wide the music of each measure is, and by how much a system stretches it. What stands
before the music - clefs, signatures, repeat signs - follows at the system's start, where it is what the music
leaves of the system's width; within a system it is estimated from the document's distances and the usual sizes of
the signs. Units are EVPU before the scaling of the system (:func:`postlude.finale.layout.geometry.system_scale`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.layout.beatcharts import FCBeatChartElements
from postlude.finale.layout.geometry import (
    MEASURES,
    PAGES,
    RESTS,
    STAVES,
    SYSTEMS,
    is_joined,
    measure_widths,
    multimeasure_rests,
    number,
    record,
    system_place,
    system_scale,
)
from postlude.finale.records import NO_KEY
from postlude.finale.remember import remembering
from postlude.finale.signatures.keys import key_in
from postlude.finale.signatures.times import meter_of

if TYPE_CHECKING:
    from postlude.finale.session import Session

EFIX = 64
DOT = 10
"""The width of a repeat's dots."""
DIGIT = 42
"""The width of the numbers of a time signature."""
SIGN = 24
"""The width of an accidental."""
CHARTS = ("others", "beatChart")
OPTIONS = tuple(
    ("options", tag)
    for tag in (
        "barlineOptions", "musicSpacingOptions", "repeatOptions", "timeSignatureOptions", "keySignatureOptions",
    )
)  # fmt: skip


def options(session: Session, tag: str) -> Node:
    return session.store.load("options", tag, NO_KEY) or Node(tag)


@dataclass(frozen=True)
class MeasurePlace:
    """A measure on its system: where it begins, where its music begins, and how wide both are."""

    left: float
    music: float
    width: float
    music_width: float


@remembering(PAGES, SYSTEMS, STAVES, MEASURES, RESTS, *OPTIONS)
def measure_places(session: Session, system: int) -> dict[int, MeasurePlace]:
    """The measures of a system; from its right end to the left, as justified systems end where they should."""
    place, spec = system_place(session, system), record(session, SYSTEMS, Key(system))
    if place is None or spec is None:
        return {}
    scale, stretch = system_scale(session, system), number(spec, "horzPercent") / 10000
    first, behind = number(spec, "startMeas"), number(spec, "endMeas")
    around = sum(number(options(session, "musicSpacingOptions"), path) for path in ("musFront", "musBack"))
    found: dict[int, MeasurePlace] = {}
    right = place.right / scale - barline_width(session, behind - 1)
    widths = measure_widths(session)
    for measure in range(behind - 1, first - 1, -1):
        if is_joined(session, measure):
            continue
        stored = widths.get(measure, 0)
        music = right - stored * stretch
        if measure == first:
            left, music = place.left / scale, max(music, place.left / scale)
            width = right - left
        else:
            front = front_width(session, measure)
            music = right - stored * stretch
            left = music - front - barline_width(session, measure - 1)
            width = stored * stretch + front
        found[measure] = MeasurePlace(left, music, width, max(stored - around, 0) * stretch)
        right = left
    return found


@remembering(MEASURES, RESTS, *OPTIONS)
def barline_width(session: Session, measure: int) -> float:
    """The width of a measure's right barline, a repeat sign there included; of a joined rest, that at its end."""
    measure = multimeasure_rests(session).get(measure, (measure + 1, 0))[0] - 1
    node = record(session, MEASURES, Key(measure))
    if node is None:
        return 0
    if node.get("bacRepBar") is not None:
        return back_repeat_width(session, measure)
    bars = options(session, "barlineOptions")
    thin, thick = number(bars, "barlineWidth"), number(bars, "thickBarlineWidth")
    kind = node.get("barline")
    if measure == session.measure_count() and bars.get("drawFinalBarlineOnLastMeas") is not None:
        kind = "final"
    widths = {
        "normal": thin,
        "dash": thin,
        "partial": thin,
        "double": 2 * thin + number(bars, "doubleBarlineSpace"),
        "final": thin + number(bars, "finalBarlineSpace") + thick,
        "solid": thick,
    }
    return widths.get(kind or "", 0) / EFIX


def back_repeat_width(session: Session, measure: int) -> float:
    """The width of a backward repeat sign; 0 where the measure has none."""
    return _repeat_width(session, measure, "bacRepBar", "backwardDotHPos")


def front_repeat_width(session: Session, measure: int) -> float:
    """The width of a forward repeat sign; 0 where the measure has none."""
    return _repeat_width(session, measure, "forRepBar", "forwardDotHPos")


def _repeat_width(session: Session, measure: int, flag: str, distance: str) -> float:
    node = record(session, MEASURES, Key(measure))
    if node is None or node.get(flag) is None:
        return 0
    signs = options(session, "repeatOptions")
    lines = sum(number(signs, path) for path in ("thickLineWidth", "thinLineWidth", "lineSpace"))
    return lines / EFIX + number(signs, distance) + DOT


def front_width(session: Session, measure: int) -> float:
    """An estimate of what stands before the music of a measure inside a system."""
    node, before = (record(session, MEASURES, Key(each)) for each in (measure, measure - 1))
    if node is None or before is None:
        return 0
    width = front_repeat_width(session, measure)
    store = session.store
    key, former = key_in(node), key_in(before)
    if node.get("showKey") == "deltaKey" or (node.get("showKey") is None and key != former):
        distances = options(session, "keySignatureOptions")
        signs = abs(key.fifths) or abs(former.fifths)
        if signs:
            width += number(distances, "keyFront") + signs * SIGN + number(distances, "keyBack")
    changed = meter_of(store, node) != meter_of(store, before)
    if node.get("showTime") == "deltaTime" or (node.get("showTime") is None and changed):
        distances = options(session, "timeSignatureOptions")
        width += number(distances, "timeFront") + DIGIT + number(distances, "timeBack")
    return width


@remembering(MEASURES, CHARTS, ("others", "timeUpper"), ("others", "timeLower"), *OPTIONS)
def beats_of(session: Session, measure: int) -> list[tuple[float, float]]:
    """Positions in EDU with their distance from where the music begins, before the stretching of the system.

    From the measure's beat chart; without one, in proportion to time. The last is the end of the measure.
    """
    node = record(session, MEASURES, Key(measure))
    if node is None:
        return []
    spacing = options(session, "musicSpacingOptions")
    front, back = number(spacing, "musFront"), number(spacing, "musBack")
    end = float(number(node, "width") - back)
    duration = float(meter_of(session.store, node).duration)
    chart = FCBeatChartElements(session)
    chart.LoadAllForItem(measure)
    beats, control = chart.beats(), chart.control()
    if not chart.IsValid() or control is None or not (node.get("posMode") or "").startswith("beatchart"):
        return [(0.0, float(front)), (duration, end)]
    position = float(front) + max(beats[0].HorizontalPosition, beats[0].MinimumPosition)
    found = []
    for beat, width in zip(beats, chart.widths(), strict=True):
        found.append((float(beat.MeasurePos), position))
        position += width
    return [*found, (float(control.TotalDuration), position)]


def beat_place(session: Session, measure: int, edu: float) -> float:
    """The distance of a position in EDU from where the music begins, before the stretching of the system."""
    beats = beats_of(session, measure)
    if not beats:
        return 0
    for (start, here), (end, there) in pairwise(beats):
        if edu < end:
            return here + (there - here) * max(edu - start, 0) / (end - start)
    return beats[-1][1]
