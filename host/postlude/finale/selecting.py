"""``--select``: a selection in a few characters.

``all``, ``none``, ``m1-8`` (measures), ``s1-3`` (staves by position), ``m1-8:s1-3``, and with beats
``m2b3-m4b1:s2``. Measures, staves and beats count from 1; the last beat is included whole.
"""

from __future__ import annotations

import re
from fractions import Fraction

from postlude.errors import UsageError
from postlude.finale.regions.cells import meter_at
from postlude.finale.selection import Selection
from postlude.finale.session import END_OF_MEASURE, Session
from postlude.finale.staves.staves import scroll_view

_N = "([0-9]{1,9})"
_MEASURES = re.compile(f"m{_N}(?:b{_N})?(?:-m?{_N}(?:b{_N})?)?")
_STAVES = re.compile(f"s{_N}(?:-s?{_N})?")
FORM = "use all, none, m1-8, s1-3, m1-8:s1-3 or m2b3-m4b1:s2"


def check_selection(spec: str) -> None:
    """Raise UsageError unless ``spec`` has the form of a selection."""
    _pieces(spec)


def parse_selection(spec: str, session: Session) -> Selection:
    """The selection that ``spec`` means in the session's document. Raises UsageError."""
    pieces = _pieces(spec)
    if pieces is None:
        return Selection()
    measures, staves = session.measure_count(), scroll_view(session)
    found = Selection(1, measures, 0, END_OF_MEASURE, 1, len(staves)) if measures and staves else Selection()
    if "m" in pieces:
        _put_measures(found, pieces["m"], spec, session, staves)
    if "s" in pieces:
        span = pieces["s"]
        first = int(span[1])
        last = int(span[2] or first)
        _check(spec, "staff", first, last, len(staves))
        found.start_slot, found.end_slot = first, last
    return found


def _pieces(spec: str) -> dict[str, re.Match[str]] | None:
    """What a selection names, by its letter: nothing for ``all``, None for ``none``."""
    text = spec.strip().lower()
    if text == "none":
        return None
    pieces: dict[str, re.Match[str]] = {}
    for piece in () if text == "all" else text.split(":"):
        letter = piece[:1]
        span = _MEASURES.fullmatch(piece) if letter == "m" else _STAVES.fullmatch(piece)
        if span is None or letter in pieces:
            raise UsageError(f"--select {spec}: not a selection: {FORM}")
        pieces[letter] = span
    return pieces


def _put_measures(
    found: Selection, span: re.Match[str], spec: str, session: Session, staves: list[int]
) -> None:
    first = int(span[1])
    last = int(span[3] or first)
    _check(spec, "measure", first, last, session.measure_count())
    found.start_measure, found.end_measure = first, last
    staff = staves[0] if staves else 0
    if span[2]:
        found.start_pos = int(_beat(session, staff, first, int(span[2]), spec)[0])
    end_beat = span[4] if span[3] else span[2]
    if end_beat:
        begin, length = _beat(session, staff, last, int(end_beat), spec)
        found.end_pos = int(begin + length) - 1
    if first == last and found.start_pos > found.end_pos:
        raise UsageError(f"--select {spec}: beat {span[2]} to {end_beat} is no range: {FORM}")


def _beat(session: Session, staff: int, measure: int, beat: int, spec: str) -> tuple[Fraction, Fraction]:
    lengths = meter_at(session, staff, measure).beat_lengths()
    if not 1 <= beat <= len(lengths):
        raise UsageError(f"--select {spec}: measure {measure} has {len(lengths)} beats, not {beat}")
    return sum(lengths[: beat - 1], Fraction()), lengths[beat - 1]


def _check(spec: str, what: str, first: int, last: int, count: int) -> None:
    if not 1 <= first <= last:
        raise UsageError(f"--select {spec}: {what} {first} to {last} is no range: {FORM}")
    if last > count:
        raise UsageError(f"--select {spec}: there is no {what} {last}: the last one is {count}")
