"""Looking for entries of a cell by their position in the measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.fields import held
from postlude.finale.music.frames import LAYERS
from postlude.finale.staves.staffstyles import staff_source

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.frames import Frame
    from postlude.finale.session import Session


class EntrySearch:
    """The search methods of a cell. The properties say what they find: at first everything.

    Positions are EDU from the measure's start; layers count from 1, and any other number means all of them.
    """

    _session: Session
    frames: list[Frame]

    notes = rests = visible = hidden = voice1 = voice2 = launches = replaced = cutaway = True

    FindAlternateNotation = held(
        "replaced", bool, "Whether entries are found that slashes or the like replace."
    )
    FindCutaway = held("cutaway", bool, "Whether entries are found where the staff is cut away.")
    FindHidden = held("hidden", bool)
    FindNotes = held("notes", bool)
    FindRests = held("rests", bool)
    FindVisible = held("visible", bool)
    FindVoice1 = held("voice1", bool)
    FindVoice2 = held("voice2", bool)
    FindVoice2Launch = held("launches", bool)

    @method
    def FindClosestPos(self, pos: int) -> FCNoteEntry | None:
        """The entry that begins nearest to a position."""
        return self._first(self._wanted(), key=lambda entry: abs(entry.position()[0] - pos))

    @method
    def FindNextEntryPos(self, pos: int) -> FCNoteEntry | None:
        """The first entry that begins after a position."""
        later = (entry for entry in self._wanted() if entry.position()[0] > pos)
        return self._first(later, key=lambda entry: entry.position()[0])

    @method
    def FindPreviousEntryPos(self, pos: int) -> FCNoteEntry | None:
        """The last entry that begins before a position."""
        earlier = (entry for entry in self._wanted() if entry.position()[0] < pos)
        return self._first(earlier, key=lambda entry: -entry.position()[0])

    @method
    def FindEntryStartPosition(self, pos: int, layerno: int) -> FCNoteEntry | None:
        """The entry of a layer that begins exactly at a position, a grace note only where there's nothing else."""
        there = (entry for entry in self._wanted(layerno) if int(entry.position()[0]) == pos)
        return self._first(there, key=lambda entry: entry.grace)

    @method
    def FindCoveredEntry(self, pos: int, layerno: int) -> FCNoteEntry | None:
        """The entry of a layer that sounds, or is silent, at a position."""
        for entry in self._wanted(layerno):
            start, length = entry.position()
            if start <= pos < start + length:
                return entry
        return None

    def _first(
        self, entries: Iterable[FCNoteEntry], key: Callable[[FCNoteEntry], object]
    ) -> FCNoteEntry | None:
        return min(entries, key=key, default=None)  # type: ignore[arg-type]

    def _wanted(self, layer: int = 0) -> list[FCNoteEntry]:
        return [
            entry
            for frame in self.frames
            if layer not in LAYERS or frame.layer == layer
            for entry in frame.entries
            if self._finds(entry)
        ]

    def _finds(self, entry: FCNoteEntry) -> bool:
        if not (self.notes if entry.sounding else self.rests):
            return False
        if not (self.hidden if entry.hidden else self.visible):
            return False
        if not (self.voice2 if entry.voice2 else self.voice1):
            return False
        if entry.Voice2Launch and not self.launches:
            return False
        if not self.replaced and entry.CalcHiddenThroughAltNotation():
            return False
        return self.cutaway or not self._cut_away(entry)

    def _cut_away(self, entry: FCNoteEntry) -> bool:
        spec = staff_source(self._session, entry.Staff, entry.Measure, int(entry.position()[0]), "hideStaff")
        return spec is not None and spec.get("hideMode") == "cutaway"
