"""``FCNoteEntryCell`` and ``FCNoteEntryLayer``: the containers through which entries are loaded and saved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import approximate, constructor, method
from postlude.finale.base import FCCollection, prop
from postlude.finale.fields import held
from postlude.finale.music.entries import FCNoteEntry
from postlude.finale.music.entrysearch import EntrySearch
from postlude.finale.music.frames import LAYERS, Frame, frame_numbers
from postlude.finale.music.layerchanges import LayerChanges
from postlude.finale.music.restreduction import reduce_rests

if TYPE_CHECKING:
    from postlude.finale.music.notes import FCNote
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session

MOST_ENTRIES = 32767
"""Entries that a script may add to a cell at once: beyond any measure, and little memory."""


class NoteEntryCollection(FCCollection, name="__FCNoteEntryCollection"):
    """Entries of one or more frames."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.frames: list[Frame] = []

    def _gather(self) -> None:
        self._items = [entry for frame in self.frames for entry in frame.entries]

    @method
    def FindEntryNumber(self, entnum: int) -> FCNoteEntry | None:
        return next((entry for entry in self._items if entry.number == entnum), None)

    def _delete_null_entries(self) -> bool:
        found = False
        for frame in self.frames:
            for entry in [entry for entry in frame.entries if entry.edu == 0]:
                frame.remove(entry)
                found = True
        self._gather()
        return found

    def _in_region(self, region: FCMusicRegion) -> list[FCNoteEntry]:
        return [entry for entry in self._items if region.IsEntryPosWithin(entry)]


class FCNoteEntryCell(EntrySearch, NoteEntryCollection):
    """The entries of a cell, layer by layer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.measure = 0
        self.staff = 0
        self.mode = 0
        self.mirrors = True

    @constructor
    def created(self, measure: int, staff: int) -> None:
        self.measure, self.staff = measure, staff

    Measure = held("measure", int, writable=False)
    Staff = held("staff", int, writable=False)
    LoadLayerMode = held(
        "mode",
        int,
        doc="Which layers ``Load`` takes: -3 none, -2 hidden ones, -1 all, 0 visible ones, 1 to 4 that one, "
        "or a sum of 0x100, 0x200, 0x400 and 0x800.",
    )
    LoadMirrors = held("mirrors", bool)

    def _layers(self) -> list[int]:
        mode = self.mode
        if mode in (0, -1):
            # A layer is hidden only in Finale's own window; a document says nothing of it.
            return list(LAYERS)
        if mode < 0:
            return []
        if mode in LAYERS:
            return [mode]
        return [layer for layer in LAYERS if mode & (0x80 << layer)]

    @method
    def Load(self) -> bool:
        """Load the cell; false if it has no entries."""
        numbers = frame_numbers(self._session.store, self.staff, self.measure)
        self.frames = [
            Frame.load(self._session, self.staff, self.measure, layer, numbers[layer])
            for layer in self._layers()
            if layer in numbers
        ]
        self._gather()
        return bool(self._items)

    @method
    def Save(self) -> bool:
        for frame in self.frames:
            frame.save()
        return True

    @method
    def DeleteEntry(self, entry: FCNoteEntry) -> bool:
        frame = self._frame_of(entry)
        if frame is None:
            return False
        frame.remove(entry)
        self._gather()
        return True

    @method
    def ClearFrame(self) -> None:
        """Let go of what was loaded; the document stays as it is."""
        self.frames = []
        self._gather()

    @method
    @approximate
    def ReduceEntries(self) -> bool:
        """Write rests that follow each other with as few as the meter allows; true if there are fewer now.

        Approximated: Finale's own command may also join notes that are tied. ``Save`` makes it final.
        """
        reduced = [reduce_rests(frame) for frame in self.frames]
        self._gather()
        return any(reduced)

    @method
    def CalcAccidental(self, entry: FCNoteEntry, note: FCNote) -> bool:
        """Whether a note of the cell has an accidental."""
        return bool(note.CalcAccidental())

    @method
    def AppendEntriesInLayer(self, layerno: int, noofentries: int) -> FCNoteEntry | None:
        """Add so many empty rests at the end of a layer (1 to 4) and return the first of them."""
        if layerno not in LAYERS or noofentries < 1:
            return None
        if noofentries > MOST_ENTRIES:
            raise ScriptError(f"param 2 expected at most {MOST_ENTRIES} entries, got {noofentries}")
        frame = next((frame for frame in self.frames if frame.layer == layerno), None)
        if frame is None:
            frame = Frame(self._session, self.staff, self.measure, layerno)
            self.frames.append(frame)
            self.frames.sort(key=lambda each: each.layer)
        made = [FCNoteEntry.fresh(self._session, frame) for _ in range(noofentries)]
        for entry in made:
            frame.insert(len(frame.entries), entry)
        self._gather()
        return made[0]

    @method
    def CalcEntriesInMultiLayers(self) -> bool:
        return len([frame for frame in self.frames if frame.entries]) > 1

    @method
    def IsLayerContainingEntries(self, layerno: int) -> bool:
        return any(frame.layer == layerno and frame.entries for frame in self.frames)

    @method
    def CalcLayerDuration(self, layerno: int) -> int:
        """EDU that the layer's entries fill."""
        for frame in self.frames:
            if frame.layer == layerno:
                return frame_duration(frame)
        return 0

    @method
    def DeleteAllNullEntries(self) -> bool:
        """Take out the entries of duration 0; true if there were any. ``Save`` makes it final."""
        return self._delete_null_entries()

    @method
    def GetRegionItemAt(self, index: int, region: FCMusicRegion) -> FCNoteEntry | None:
        inside = self._in_region(region)
        return inside[index] if 0 <= index < len(inside) else None

    def _frame_of(self, entry: FCNoteEntry) -> Frame | None:
        return next((f for f in self.frames if any(each is entry for each in f.entries)), None)


class FCNoteEntryLayer(LayerChanges, NoteEntryCollection):
    """The entries of one layer of a staff over a range of measures. Layers count from 0 here."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.layer_index = 0
        self.staff = 0
        self.start = 1
        self.end = -1
        self.mirrors = True
        self.visible_only = True

    @constructor
    def created(self, layerindex: int, staff: int, startmeas: int = 1, endmeas: int = -1) -> None:
        self.layer_index, self.staff, self.start, self.end = layerindex, staff, startmeas, endmeas

    LayerIndex = held("layer_index", int)
    Staff = held("staff", int, writable=False)
    StartMeasure = held("start", int, writable=False)

    @prop
    def EndMeasure(self) -> int:
        """The last measure; -1 stands for the document's last."""
        return self.end if self.end > 0 else self._session.measure_count()

    LoadMirrors = held("mirrors", bool)
    UseVisibleLayer = held("visible_only", bool)

    @method
    def Load(self) -> bool:
        """Load the frames that there are. True for a layer without entries as well."""
        store = self._session.store
        layer = self.layer_index + 1
        self.frames = []
        for measure in range(self.start, self.EndMeasure + 1):
            number = frame_numbers(store, self.staff, measure).get(layer)
            if number:
                self.frames.append(Frame.load(self._session, self.staff, measure, layer, number))
        self.connect()
        return True

    def connect(self) -> None:
        """Put the frames in a row, so that entries find each other over barlines, and gather the entries."""
        for before, after in pairwise(self.frames):
            before.after, after.before = after, before
        self._gather()

    @method
    def Save(self) -> bool:
        """Write the entries back into the layer that ``LayerIndex`` says.

        A frame that was loaded from another layer moves: its old place is left to whoever is saved there
        next, and entries that it pushes out are removed when the undo block ends unless they were saved
        elsewhere by then. So two layers change places with their entry numbers, and all that hangs on
        them, kept.
        """
        layer = self.layer_index + 1
        for frame in self.frames:
            if frame.layer != layer:
                frame.move(layer)
            frame.save()
        return True

    @method
    def ClearAllEntries(self) -> None:
        """Remove all loaded entries from the document at once."""
        for frame in self.frames:
            frame.clear()
            frame.save()
        self._gather()

    @method
    def ClearFrames(self) -> None:
        """Let go of what was loaded; the document stays as it is."""
        self.frames = []
        self._gather()

    @method
    def IsInSuccession(self, entry1: FCNoteEntry, entry2: FCNoteEntry) -> bool:
        """Whether the second entry is the next one of the layer after the first."""
        return entry1.Next() is entry2

    @method
    def CalcFrameDuration(self, measurenumber: int) -> int:
        """EDU that the layer fills in a measure."""
        for frame in self.frames:
            if frame.measure == measurenumber:
                return frame_duration(frame)
        return 0

    @method
    def CalcMeasureSpan(self) -> int:
        return int(self.EndMeasure) - self.start + 1

    @method
    def CalcRegionCount(self, region: FCMusicRegion) -> int:
        return len(self._in_region(region))

    @method
    def DeleteAllNullEntries(self) -> bool:
        """Take out the entries of duration 0; true if there were any. ``Save`` makes it final."""
        return self._delete_null_entries()

    @method
    def GetRegionItemAt(self, index: int, region: FCMusicRegion) -> FCNoteEntry | None:
        inside = self._in_region(region)
        return inside[index] if 0 <= index < len(inside) else None


def frame_duration(frame: Frame) -> int:
    """EDU from the measure's start to the end of the frame's last entry."""
    return int(max((sum(frame.timing(entry)) for entry in frame.entries), default=0))
