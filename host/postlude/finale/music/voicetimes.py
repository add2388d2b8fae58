"""When the entries of a frame sound: durations added up along each voice, with the tuplets in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry

Number = int | Fraction


@dataclass
class Tuplet:
    """A tuplet that starts at an entry: so many EDU as written take so many in fact."""

    symbolic: int
    reference: int

    @property
    def ratio(self) -> Fraction:
        return Fraction(self.reference, self.symbolic) if self.symbolic else Fraction(1)


def compute_times(entries: Iterable[FCNoteEntry]) -> None:
    """Tell each entry of a frame where it starts in its measure and how long it lasts."""
    main = _Voice()
    second = _Voice()
    for entry in entries:
        facts = entry.facts()
        if "v2" in facts:
            entry.timing = second.take(entry, facts)
        else:
            entry.timing = main.take(entry, facts)
            second = _Voice(entry.timing[0])


class _Voice:
    """Adds up durations along one voice, with the tuplets in force. Whole numbers stay ``int``: it is faster."""

    __slots__ = ("position", "tuplets")

    def __init__(self, position: Number = 0) -> None:
        self.position = position
        self.tuplets: list[tuple[Number, Fraction]] = []
        """For each tuplet in force, the written EDU that are left and its ratio; the innermost is last."""

    def take(self, entry: FCNoteEntry, facts: Mapping[str, str]) -> tuple[Number, Number]:
        start = self.position
        if "graceNote" in facts:
            return start, 0
        if "tupletStart" in facts:
            self.tuplets += [(tuplet.symbolic, tuplet.ratio) for tuplet in entry.tuplets()]
        actual: Number = int(facts.get("dura") or 0)
        if self.tuplets:
            remaining = []
            for left, ratio in reversed(self.tuplets):
                # What fills an inner tuplet counts in an outer one at its sounding length.
                if left - actual > 0:
                    remaining.append((left - actual, ratio))
                actual *= ratio
            self.tuplets = remaining[::-1]
        self.position += actual
        return start, actual
