"""Durations and positions of an entry, its tuplets."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from postlude.finale.arguments import method, static
from postlude.finale.base import prop
from postlude.finale.music.entrycore import EntryCore

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.tuplets import FCTuplet, FCTuplets


class EntryTimes(EntryCore):
    """When an entry sounds and for how long. A quarter note has 1024 EDU."""

    @prop
    def MeasurePos(self) -> int:
        """EDU from the measure's start, a fraction dropped. What it is set to lies in the object only."""
        return int(self.position()[0])

    @MeasurePos.setter
    def _set_measure_pos(self, value: int) -> None:
        self.timing = value, self.position()[1]

    @prop
    def ActualDuration(self) -> int:
        """EDU that the entry takes in its measure, a fraction dropped; 0 for a grace note.

        What it is set to lies in the object only.
        """
        return int(self.position()[1])

    @ActualDuration.setter
    def _set_actual_duration(self, value: int) -> None:
        self.timing = self.position()[0], value

    # The written duration.

    @method
    def IsDotted(self) -> bool:
        return dots_of(self.edu) > 0

    @method
    def CalcDots(self) -> int:
        return dots_of(self.edu)

    @static
    def CalcDotsForDuration(self, duration: int) -> int:
        return dots_of(duration)

    @method
    def CalcNondottedDuration(self) -> int:
        """The duration of the notehead alone."""
        return undotted(self.edu)

    @static
    def CalcNondottedDurationForDuration(self, duration: int) -> int:
        return undotted(duration)

    @static
    def IsValidDuration(self, duration: int) -> bool:
        """Whether one notehead with its dots can be written for it."""
        return duration > 0 and is_written_as_one(duration)

    # Tuplets.

    @method
    def IsStartOfTuplet(self) -> bool:
        return bool(self.tuplets())

    @method
    def IsPartOfTuplet(self) -> bool:
        """Whether it is inside of a tuplet, or starts one."""
        before: FCNoteEntry | None = self.me
        while before is not None:
            if any(self.me in span(before, index) for index, _ in enumerate(before.tuplets())):
                return True
            before = before.same_voice(-1)
        return False

    @method
    def CalcLastTupletEntry(self, tuplet: FCTuplet) -> FCNoteEntry | None:
        """The last entry of a tuplet that starts here; nil if it doesn't."""
        wanted = tuplet.CalcFullSymbolicDuration(), tuplet.CalcFullReferenceDuration()
        for index, each in enumerate(self.tuplets()):
            if (each.symbolic, each.reference) == wanted:
                return span(self.me, index)[-1]
        return None

    @method
    def CreateTuplets(self) -> FCTuplets:
        """The tuplets that start here."""
        from postlude.finale.music.tuplets import FCTuplets

        found = FCTuplets.construct(self._session, self.me)
        found.LoadAll()
        return found


def span(entry: FCNoteEntry, index: int) -> list[FCNoteEntry]:
    """The entries of the tuplet that is the ``index``-th of those that start at an entry, from the outermost."""
    inner = entry.tuplets()[index:]
    start, length = entry.position()
    ratios = prod((tuplet.ratio for tuplet in inner), start=Fraction(1))
    found = [entry]
    if not ratios or not entry.edu:
        return found
    # What the tuplets around it make of its length.
    outer = Fraction(length) / (entry.edu * ratios)
    end = start + inner[0].reference * outer
    behind = entry.same_voice(1)
    while behind is not None and behind.position()[0] < end:
        found.append(behind)
        behind = behind.same_voice(1)
    return found


def dots_of(duration: int) -> int:
    """How many augmentation dots a duration in EDU is written with."""
    dots = 0
    bit = undotted(duration)
    while bit > 1 and duration & (bit >> 1):
        bit >>= 1
        dots += 1
    return dots


def undotted(duration: int) -> int:
    """The duration without its dots."""
    return 1 << (duration.bit_length() - 1) if duration > 0 else 0


def is_written_as_one(duration: int) -> bool:
    base = undotted(duration)
    return duration == 2 * base - (base >> dots_of(duration))
