"""Time signatures: beats and their durations in EDU, simple and composite, of a measure or of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import FCBase, prop
from postlude.finale.strings import FCString

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.session import Session

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

    def beat_lengths(self) -> list[Fraction]:
        """The beats of a measure one by one, in EDU."""
        lengths = []
        for beats, unit in self.groups:
            if self.composite_top:
                lengths += [beat * unit for beat in beats]
            else:
                lengths += [Fraction(unit)] * int(sum(beats, Fraction()))
        return lengths


def _groups(node: Node, child: str) -> list[list[Fraction]]:
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


IN_FORCE = Signature()
FOR_DISPLAY = Signature(
    "dispBeats", "dispDivbeat", "displayAltNumTsig", "displayAltDenTsig", abbreviate="abbrvTime"
)
OF_CELL = Signature(divbeat="divBeat")
"""An independent signature of a cell, in ``floats``."""


def meter_of(store: Store, node: Node, at: Signature = IN_FORCE) -> Meter:
    """The time signature in a record that has one (measSpec, floats)."""
    beats = int(node.get(at.beats) or 0)
    divbeat = int(node.get(at.divbeat) or 0)
    top = node.get(at.composite_top) is not None
    bottom = node.get(at.composite_bottom) is not None
    tops: list[list[Fraction]] = [[Fraction(beats)]]
    bottoms: list[list[Fraction]] = [[Fraction(divbeat)]]
    if top and (upper := store.load("others", "timeUpper", Key(beats))) is not None:
        tops = _groups(upper, "tudata")
    if bottom and (lower := store.load("others", "timeLower", Key(divbeat))) is not None:
        bottoms = _groups(lower, "tldata")
    groups = []
    for index, group in enumerate(tops):
        units = bottoms[min(index, len(bottoms) - 1)]
        groups.append((tuple(group), int(sum(units, Fraction()))))
    return Meter(tuple(groups), top, bottom, beats, divbeat)


class FCTimeSignature(FCBase):
    """A time signature; ``BeatDuration`` is in EDU. Changes go to the measure that it came from."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._node = Node("measSpec")
        self._node.set("beats", "4")
        self._node.set("divbeat", "1024")
        self._at = IN_FORCE
        self._abbreviated = False

    def _connect(self, node: Node, at: Signature = IN_FORCE) -> FCTimeSignature:
        self._node = node
        self._at = at
        return self

    @property
    def meter(self) -> Meter:
        return meter_of(self._session.store, self._node, self._at)

    @prop
    def Beats(self) -> int:
        return int(self._node.get(self._at.beats) or 0)

    @Beats.setter
    def _set_beats(self, value: int) -> None:
        self._node.set(self._at.beats, str(value))

    @prop
    def BeatDuration(self) -> int:
        return int(self._node.get(self._at.divbeat) or 0)

    @BeatDuration.setter
    def _set_beat_duration(self, value: int) -> None:
        self._node.set(self._at.divbeat, str(value))

    @prop
    def CompositeTop(self) -> bool:
        return self._node.get(self._at.composite_top) is not None

    @CompositeTop.setter
    def _set_composite_top(self, value: bool) -> None:
        self._node.set(self._at.composite_top, "" if value else None)

    @prop
    def CompositeBottom(self) -> bool:
        return self._node.get(self._at.composite_bottom) is not None

    @CompositeBottom.setter
    def _set_composite_bottom(self, value: bool) -> None:
        self._node.set(self._at.composite_bottom, "" if value else None)

    @prop
    def Abbreviate(self) -> bool:
        """Whether it shows as C or cut C; only a signature for display keeps it in the document."""
        path = self._at.abbreviate
        return self._abbreviated if path is None else self._node.get(path) is not None

    @Abbreviate.setter
    def _set_abbreviate(self, value: bool) -> None:
        self._abbreviated = value
        if self._at.abbreviate is not None:
            self._node.set(self._at.abbreviate, "" if value else None)

    @method
    def CalcBeats(self) -> int:
        return int(sum(sum(beats, Fraction()) for beats, _ in self.meter.groups))

    @method
    def CalcLargestBeatDuration(self) -> int:
        return max((unit for _, unit in self.meter.groups), default=0)

    @method
    def CalcSmallestBeatDuration(self) -> int:
        return min((unit for _, unit in self.meter.groups), default=0)

    @method
    def CalcLargestBeats(self) -> int:
        return int(max((beat for beats, _ in self.meter.groups for beat in beats), default=Fraction()))

    @method
    def IsCommonTime(self) -> bool:
        return (self.Beats, self.BeatDuration) == (4, 1024) and not self.meter.composite_top

    @method
    def IsCompound(self) -> bool:
        """Whether the beat is a dotted value."""
        return _is_dotted(self.BeatDuration)

    @method
    def MakeString(self, into: FCString) -> None:
        """Write it as in ``6/8``."""
        duration = self.BeatDuration
        beats = self.Beats
        if _is_dotted(duration):
            beats, duration = beats * 3, duration // 3
        into.text_value = f"{beats}/{4096 // duration if duration else 0}"

    def _same_as(self, other: FCTimeSignature) -> bool:
        return self.meter == other.meter


def _is_dotted(duration: int) -> bool:
    return duration > 0 and duration % 3 == 0 and (duration // 3) & (duration // 3 - 1) == 0
