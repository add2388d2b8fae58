"""Time signatures, simple and composite, of a measure or of a cell."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method, static
from postlude.finale.base import FCBase, prop
from postlude.finale.signatures.meters import FOR_DISPLAY, IN_FORCE, OF_CELL, Meter, Signature, meter_of
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.signatures.compositetimes import FCCompositeTimeSigBottom, FCCompositeTimeSigTop

__all__ = ["FOR_DISPLAY", "OF_CELL", "FCTimeSignature", "Meter", "meter_of"]


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
        """How many; with ``CompositeTop`` the number of a list. One that names no list makes it a number again."""
        return int(self._node.get(self._at.beats) or 0)

    @Beats.setter
    def _set_beats(self, value: int) -> None:
        self._node.set(self._at.beats, str(value))
        if self.CompositeTop and not self._session.store.exists("others", "timeUpper", Key(value)):
            self.CompositeTop = False

    @prop
    def BeatDuration(self) -> int:
        """How long; with ``CompositeBottom`` the number of a list. One that names no list makes it a duration
        again."""
        return int(self._node.get(self._at.divbeat) or 0)

    @BeatDuration.setter
    def _set_beat_duration(self, value: int) -> None:
        self._node.set(self._at.divbeat, str(value))
        if self.CompositeBottom and not self._session.store.exists("others", "timeLower", Key(value)):
            self.CompositeBottom = False

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
    def IsBeatPosition(self, eduposition: int) -> bool:
        """Whether a beat begins at a position (EDU)."""
        return eduposition in self.meter.beat_starts()[:-1]

    @method
    def CalcNextBeatPosition(self, eduposition: int) -> int:
        """Where the next beat behind a position begins; in the last beat: where the measure ends."""
        starts = self.meter.beat_starts()
        return int(next((start for start in starts if start > eduposition), starts[-1]))

    @method
    def CalcPrevBeatPosition(self, eduposition: int) -> int:
        """Where the last beat before a position begins; 0 at the start."""
        return int(max((start for start in self.meter.beat_starts() if start < eduposition), default=0))

    @static
    def IsCompoundBeatDuration(self, duration: int) -> bool:
        """Whether a beat of that many EDU is a dotted value."""
        return _is_dotted(duration)

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

    # Composite signatures: the document has them as records that signatures name.

    @method
    def CreateCompositeTop(self) -> FCCompositeTimeSigTop | None:
        """The groups of beats, nil if the signature has just a number of them."""
        from postlude.finale.signatures.compositetimes import FCCompositeTimeSigTop

        if not self.CompositeTop:
            return None
        made = FCCompositeTimeSigTop(self._session)
        made.LoadAllForItem(self.Beats)
        return made

    @method
    def CreateCompositeBottom(self) -> FCCompositeTimeSigBottom | None:
        """The beats' durations by group, nil if the signature has just one."""
        from postlude.finale.signatures.compositetimes import FCCompositeTimeSigBottom

        if not self.CompositeBottom:
            return None
        made = FCCompositeTimeSigBottom(self._session)
        made.LoadAllForItem(self.BeatDuration)
        return made

    @method
    def SaveNewCompositeTop(self, top: FCCompositeTimeSigTop) -> bool:
        """Save the groups as a new record, and name it here; false if there are none."""
        number = top.SaveAllAsNew()
        if number:
            self.Beats, self.CompositeTop = number, True
        return bool(number)

    @method
    def SaveNewCompositeBottom(self, bottom: FCCompositeTimeSigBottom) -> bool:
        """Save the durations as a new record, and name it here; false if there are none."""
        number = bottom.SaveAllAsNew()
        if number:
            self.BeatDuration, self.CompositeBottom = number, True
        return bool(number)

    @method
    def RemoveCompositeTop(self, newnumbeats: int) -> None:
        """Make the upper part a number of beats. A record that only this signature names is removed."""
        from postlude.finale.signatures.compositetimes import remove_unused

        if self.CompositeTop:
            remove_unused(self._session, "timeUpper", "composite_top", self.Beats)
        self.CompositeTop, self.Beats = False, newnumbeats

    @method
    def RemoveCompositeBottom(self, newbeatduration: int) -> None:
        """Make the lower part one duration. A record that only this signature names is removed."""
        from postlude.finale.signatures.compositetimes import remove_unused

        if self.CompositeBottom:
            remove_unused(self._session, "timeLower", "composite_bottom", self.BeatDuration)
        self.CompositeBottom, self.BeatDuration = False, newbeatduration

    def _same_as(self, other: FCTimeSignature) -> bool:
        return self.meter == other.meter


def _is_dotted(duration: int) -> bool:
    return duration > 0 and duration % 3 == 0 and (duration // 3) & (duration // 3 - 1) == 0
