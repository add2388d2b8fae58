"""Which entries stand before and behind an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.music.entrycore import EntryCore

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry


class EntryNeighbours(EntryCore):
    """The neighbours of an entry in its frame, in its layer and in its voice."""

    @method
    def Next(self) -> FCNoteEntry | None:
        """The next entry of the layer; over a barline only where the entries of a layer were loaded."""
        found = self._neighbour(1)
        frame = self.frame.after if found is None and self.frame is not None else None
        while frame is not None and not frame.entries:
            frame = frame.after
        return frame.entries[0] if frame is not None else found

    @method
    def Previous(self) -> FCNoteEntry | None:
        """The entry before it in the layer; over a barline only where the entries of a layer were loaded."""
        found = self._neighbour(-1)
        frame = self.frame.before if found is None and self.frame is not None else None
        while frame is not None and not frame.entries:
            frame = frame.before
        return frame.entries[-1] if frame is not None else found

    @method
    def NextInFrame(self) -> FCNoteEntry | None:
        return self._neighbour(1)

    @method
    def PreviousInFrame(self) -> FCNoteEntry | None:
        return self._neighbour(-1)

    @method
    def NextSameVInFrame(self) -> FCNoteEntry | None:
        """The next entry of the same voice in the frame: voice 2 ends where voice 1 goes on."""
        return self.same_voice(1)

    @method
    def PreviousSameVInFrame(self) -> FCNoteEntry | None:
        """The entry of the same voice before it in the frame: voice 2 begins where voice 1 stops."""
        return self.same_voice(-1)

    @method
    def IsLastInMeasure(self) -> bool:
        """Whether it is the last entry of its frame."""
        return self.frame is not None and self._neighbour(1) is None

    @method
    def IsSameMeasurePosAs(self, other: FCNoteEntry) -> bool:
        me = self.me
        return bool((me.Measure, me.MeasurePos) == (other.Measure, other.MeasurePos))

    @method
    def IsOverlappedEntry(self, other: FCNoteEntry) -> bool:
        """Whether the other entry, of the same measure, sounds at some moment together with this one."""
        start, length = self.position()
        begin, extent = other.position()
        return self.me.Measure == other.Measure and start < begin + extent and begin < start + length

    @method
    def CalcGraceNoteIndex(self) -> int:
        """The place of a grace note among those before the same main note, from 0; -1 for other entries."""
        if not self.grace:
            return -1
        index, found = 0, self.same_voice(-1)
        while found is not None and found.grace:
            index, found = index + 1, found.same_voice(-1)
        return index

    @method
    def CalcMultiLayeredCell(self) -> bool:
        """Whether other layers of the cell have entries too."""
        from postlude.finale.music.frames import frame_numbers

        frame = self.frame
        return frame is not None and len(frame_numbers(self._session.store, frame.staff, frame.measure)) > 1

    def same_voice(self, step: int) -> FCNoteEntry | None:
        """The entry of the same voice that is next (1) or before it (-1) in the frame."""
        found = self._neighbour(step)
        while found is not None and found.voice2 != self.voice2:
            if self.voice2:
                return None
            found = found._neighbour(step)
        return found

    def _neighbour(self, step: int) -> FCNoteEntry | None:
        entries = self.frame.entries if self.frame is not None else []
        for index, entry in enumerate(entries):
            if entry is self and 0 <= index + step < len(entries):
                return entries[index + step]
        return None
