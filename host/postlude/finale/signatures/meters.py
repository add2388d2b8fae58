"""What a time signature says: beats and their durations, and where a record keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node

if TYPE_CHECKING:
    from postlude.enigma.store import Store

HALF = 15480
"""``frac`` of a composite signature counts in units of which this many are a half."""

COMMON_BEATS = {1024: 4, 2048: 2, 512: 8, 4096: 1, 256: 16, 128: 32}
"""What is written below for a beat of that many EDU."""


@dataclass(frozen=True)
class Meter:
    """A time signature: groups of beats, each with the length in EDU of its one beat unit."""

    groups: tuple[tuple[tuple[Fraction, ...], int], ...]
    composite_top: bool = False
    composite_bottom: bool = False
    beats: int = 4
    divbeat: int = 1024

    @property
    def duration(self) -> Fraction:
        """EDU in a measure."""
        return sum((sum(beats, Fraction()) * unit for beats, unit in self.groups), Fraction())

    def beat_starts(self) -> list[Fraction]:
        """Where the beats of a measure begin, in EDU, and where the last one ends."""
        return list(accumulate(self.beat_lengths(), initial=Fraction()))

    def beat_lengths(self) -> list[Fraction]:
        """The beats of a measure one by one, in EDU."""
        lengths = []
        for beats, unit in self.groups:
            if self.composite_top:
                lengths += [beat * unit for beat in beats]
            else:
                lengths += [Fraction(unit)] * int(sum(beats, Fraction()))
        return lengths


def composite_groups(node: Node, child: str) -> list[list[Fraction]]:
    """The groups of a ``timeUpper`` or ``timeLower`` record."""
    groups: list[list[Fraction]] = []
    for data in node.find_all(child):
        value = Fraction(int(data.get("integer") or 0)) + Fraction(int(data.get("frac") or 0), 2 * HALF)
        if data.get("startGroup") is not None or not groups:
            groups.append([])
        groups[-1].append(value)
    return groups


@dataclass(frozen=True)
class Signature:
    """Where a record keeps a time signature."""

    beats: str = "beats"
    divbeat: str = "divbeat"
    composite_top: str = "altNumTsig"
    composite_bottom: str = "altDenTsig"
    abbreviate: str | None = None
    """The flag that shows it as a C; the signature that counts has none."""

    def names(self, node: Node, part: str, number: int) -> bool:
        """Whether a record names that composite: ``part`` is ``composite_top`` or ``composite_bottom``."""
        path = self.beats if part == "composite_top" else self.divbeat
        return node.get(getattr(self, part)) is not None and node.get(path) == str(number)


IN_FORCE = Signature()
FOR_DISPLAY = Signature(
    "dispBeats", "dispDivbeat", "displayAltNumTsig", "displayAltDenTsig", abbreviate="abbrvTime"
)
OF_CELL = Signature(divbeat="divBeat")
"""An independent signature of a cell, in ``floats``."""
OF_CELL_FOR_DISPLAY = Signature(
    "dispBeats", "dispDivBeat", "displayAltNumTsig", "displayAltDenTsig", abbreviate="displayAbbrvTime"
)


def copy_signature(source: Node, there: Signature, target: Node, here: Signature) -> None:
    """Copy a time signature from one record to another."""
    for field in ("beats", "divbeat", "composite_top", "composite_bottom"):
        target.set(getattr(here, field), source.get(getattr(there, field)))


def meter_of(store: Store, node: Node, at: Signature = IN_FORCE) -> Meter:
    """The time signature in a record that has one (measSpec, floats)."""
    beats = int(node.get(at.beats) or 0)
    divbeat = int(node.get(at.divbeat) or 0)
    top = node.get(at.composite_top) is not None
    bottom = node.get(at.composite_bottom) is not None
    tops: list[list[Fraction]] = [[Fraction(beats)]]
    bottoms: list[list[Fraction]] = [[Fraction(divbeat)]]
    if top and (upper := store.load("others", "timeUpper", Key(beats))) is not None:
        tops = composite_groups(upper, "tudata")
    if bottom and (lower := store.load("others", "timeLower", Key(divbeat))) is not None:
        bottoms = composite_groups(lower, "tldata")
    groups = []
    for index, group in enumerate(tops):
        units = bottoms[min(index, len(bottoms) - 1)]
        groups.append((tuple(group), int(sum(units, Fraction()))))
    return Meter(tuple(groups), top, bottom, beats, divbeat)
