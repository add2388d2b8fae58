"""Rests that follow each other, written with as few signs as the meter allows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from postlude.finale.music.entrytimes import is_written_as_one
from postlude.finale.regions.cells import meter_at

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.frames import Frame

SHORTEST = 4
"""EDU of the shortest rest, a 1024th."""


def reduce_rests(frame: Frame) -> bool:
    """Join the rests of a frame; True if there are fewer now.

    Rests are left alone inside of tuplets, in voice 2, where they are hidden, and where something hangs on them.
    """
    meter = meter_at(frame.session, frame.staff, frame.measure)
    bounds = [Fraction(0), *accumulate(meter.beat_lengths())]
    joined = False
    for run in list(_runs(frame)):
        start = Fraction(run[0].position()[0])
        end = Fraction(sum(run[-1].position()))
        whole = start == 0 and end == meter.duration and is_written_as_one(int(end))
        durations = [int(end)] if whole else list(_fill(start, end, bounds))
        if len(durations) >= len(run) or sum(durations) != end - start:
            continue
        joined = True
        place = start
        for entry, duration in zip(run, durations, strict=False):
            entry.Duration = duration
            if place != start:
                # It has moved: a group of beams begins there if a beat does.
                entry.BeamBeat = place in bounds
            place += duration
        for entry in run[len(durations) :]:
            frame.remove(entry)
    return joined


def _runs(frame: Frame) -> Iterator[list[FCNoteEntry]]:
    """The rests that stand side by side."""
    run: list[FCNoteEntry] = []
    for entry in frame.entries:
        if _can_be_joined(entry):
            run.append(entry)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _can_be_joined(entry: FCNoteEntry) -> bool:
    details = entry.facts().keys() & {
        "articDetail", "lyricDetail", "smartShapeDetail", "noteDetail", "tupletStart", "controller",
    }  # fmt: skip
    plain = not entry.sounding and not entry.voice2 and not entry.grace and not entry.hidden and not details
    return plain and entry.position()[1] == entry.edu


def _fill(start: Fraction, end: Fraction, bounds: list[Fraction]) -> Iterator[int]:
    """Durations from a position to another: each the longest that begins where one of its length may.

    ``bounds`` are the positions where beats begin and the last one ends.
    """
    position = start
    while position < end:
        beat_start = max(bound for bound in bounds if bound <= position)
        beat = next((b - beat_start for b in bounds if b > beat_start), Fraction(0))
        length = _longest(position, end, beat_start, beat)
        if length is None:
            return
        yield length
        position += length


def _longest(position: Fraction, end: Fraction, beat_start: Fraction, beat: Fraction) -> int | None:
    if beat and beat.denominator == 1 and int(beat).bit_count() > 1:
        # Beats of three parts: whole beats in groups of a power of two, else inside of the beat.
        if position == beat_start:
            for beats in (4, 2, 1):
                length = beat * beats
                if position + length <= end and position % length == 0:
                    return int(length)
        limit = min(end, beat_start + beat)
        return _aligned(position, limit, beat_start)
    return _aligned(position, end, Fraction(0))


def _aligned(position: Fraction, end: Fraction, origin: Fraction) -> int | None:
    length = 4096
    while length >= SHORTEST:
        if position + length <= end and (position - origin) % length == 0:
            return length
        length //= 2
    return None
