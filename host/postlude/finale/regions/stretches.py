"""A stretch of time of a staff, which may begin and end within measures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.music.frames import LAYERS
from postlude.finale.music.musiclines import Line
from postlude.finale.regions.clippieces import expressions_at
from postlude.finale.regions.inforce import meter_at
from postlude.finale.session import END_OF_MEASURE

if TYPE_CHECKING:
    from postlude.finale.selection import Selection
    from postlude.finale.session import Session

MARKED = {"chordAssign": "horzEdu", "measExprAssign": "horzEduOff"}
"""Where records that stand in a measure keep their position."""


@dataclass
class Stretch:
    """A stretch of time of a staff: positions count from the start of its first measure."""

    session: Session
    staff: int
    measures: range
    first: Fraction
    behind: Fraction

    @property
    def bounds(self) -> list[Fraction]:
        lengths = (meter_at(self.session, self.staff, measure).duration for measure in self.measures)
        return list(accumulate(lengths, initial=Fraction()))

    def position(self, measure: int, edu: int) -> Fraction | None:
        """Where a place of the document is; None outside of the stretch."""
        if measure not in self.measures:
            return None
        found = self.bounds[measure - self.measures.start] + edu
        return found if self.first <= found < self.behind else None

    def place(self, position: Fraction) -> tuple[int, int] | None:
        """The measure and EDU of a position; None behind the last measure."""
        bounds = self.bounds
        for measure, start, end in zip(self.measures, bounds, bounds[1:], strict=False):
            if start <= position < end:
                return measure, int(position - start)
        return None

    def lines(self) -> dict[int, Line]:
        return {layer: Line.load(self.session, self.staff, layer, self.measures) for layer in LAYERS}

    def marks(self) -> list[tuple[str, Key, Node, Fraction]]:
        """The chords and expressions in it."""
        store, found = self.session.store, []
        for measure in self.measures:
            chords = [
                ("details", "chordAssign", key, node)
                for key in store.keys_of("details", "chordAssign", self.staff, measure)
                if (node := store.load("details", "chordAssign", key)) is not None
            ]
            here = expressions_at(self.session, self.staff, measure)
            expressions = [("others", "measExprAssign", key, node) for key, node in here]
            for _, tag, key, node in [*chords, *expressions]:
                at = self.position(measure, int(node.get(MARKED[tag]) or 0))
                if at is not None:
                    found.append((tag, key, node, at))
        return found


def stretch_of(session: Session, selection: Selection, staff: int) -> Stretch:
    """The stretch of a selection in one of its staves; its last position belongs to it."""
    measures = range(selection.start_measure, selection.end_measure + 1)
    whole = Stretch(session, staff, measures, Fraction(selection.start_pos), Fraction())
    bounds = whole.bounds
    last = Fraction(selection.end_pos) + 1 if selection.end_pos != END_OF_MEASURE else bounds[-1]
    whole.behind = min(bounds[-2] + last, bounds[-1])
    return whole
