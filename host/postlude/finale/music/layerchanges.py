"""What changes the entries of a layer: copies of them, entries between them, measures of rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from postlude.finale.arguments import method
from postlude.finale.music.entries import FCNoteEntry
from postlude.finale.music.entrycopies import copy_details
from postlude.finale.music.entryflags import FLAGS
from postlude.finale.music.frames import Frame, entry_numbers, frame_numbers

if TYPE_CHECKING:
    from postlude.finale.music.noteentrylayers import FCNoteEntryLayer
    from postlude.finale.session import Session


class LayerChanges:
    """The methods of a loaded layer that change it. ``Save`` makes the changes final."""

    _session: Session
    frames: list[Frame]

    @property
    def _me(self) -> FCNoteEntryLayer:
        return cast("FCNoteEntryLayer", self)

    @method
    def CreateCloneEntries(
        self, layerindex_redir: int, staff_redir: int, startmeasure_redir: int
    ) -> FCNoteEntryLayer:
        """Copies of the entries, to be saved into another layer, staff or measure.

        What is in the place of the copies is replaced when they are saved. Details are not copied.
        """
        me = self._me
        clone = type(me)(self._session)
        clone.layer_index, clone.staff = layerindex_redir, staff_redir
        clone.start = startmeasure_redir
        clone.end = startmeasure_redir + int(me.EndMeasure) - me.start
        store = self._session.store
        for frame in self.frames:
            measure = frame.measure - me.start + startmeasure_redir
            number = frame_numbers(store, staff_redir, measure).get(layerindex_redir + 1, 0)
            copy = Frame(self._session, staff_redir, measure, layerindex_redir + 1, number)
            copy.loaded = [entnum for entnum, _ in entry_numbers(store, number)] if number else []
            for entry in frame.entries:
                copy.entries.append(_copy_of(entry, copy))
            clone.frames.append(copy)
        clone.connect()
        return clone

    @method
    def CloneTuplets(self, source: FCNoteEntryLayer) -> bool:
        """Give the entries, which must be saved, the tuplets of those that they are copies of.

        False if the two layers haven't the same number of entries.
        """
        mine, theirs = list(self._me), list(source)
        if len(mine) != len(theirs):
            return False
        for copy, entry in zip(mine, theirs, strict=True):
            if entry.number:
                copy_details(copy, entry, ["tupletDef"])
        return True

    @method
    def InsertEntriesAfter(
        self, position: FCNoteEntry | None, count: int, nextmeasure: bool = False
    ) -> FCNoteEntry | None:
        """Put empty rests behind an entry, or at the start of the measure after it; the first of them.

        Nil, and nothing is done, without an entry that the layer has.
        """
        frame = position.frame if position is not None else None
        if position is None or frame is None or not any(each is frame for each in self.frames):
            return None
        if nextmeasure:
            return self._insert(self._frame_after(frame), 0, count)
        return self._insert(frame, _index(frame, position) + 1, count)

    @method
    def InsertEntriesBefore(self, position: FCNoteEntry | None, count: int) -> FCNoteEntry | None:
        """Put empty rests before an entry; the first of them. Nil without an entry that the layer has."""
        frame = position.frame if position is not None else None
        if position is None or frame is None or not any(each is frame for each in self.frames):
            return None
        return self._insert(frame, _index(frame, position), count)

    @method
    def DeleteAllRestFrames(self) -> bool:
        """Empty the measures in which the layer has only rests; true if there were any."""
        resting = [f for f in self.frames if f.entries and not any(e.sounding for e in f.entries)]
        for frame in resting:
            frame.clear()
        self._me.connect()
        return bool(resting)

    def _insert(self, frame: Frame, index: int, count: int) -> FCNoteEntry | None:
        made = [FCNoteEntry.fresh(self._session, frame) for _ in range(count)]
        for offset, entry in enumerate(made):
            frame.insert(index + offset, entry)
        self._me.connect()
        return made[0] if made else None

    def _frame_after(self, frame: Frame) -> Frame:
        """The frame of the next measure, that of the document if it isn't loaded, a new one if there is none."""
        place = next(index for index, each in enumerate(self.frames, 1) if each is frame)
        measure = frame.measure + 1
        if place < len(self.frames) and self.frames[place].measure == measure:
            return self.frames[place]
        number = frame_numbers(self._session.store, frame.staff, measure).get(frame.layer, 0)
        made = Frame.load(self._session, frame.staff, measure, frame.layer, number)
        self.frames.insert(place, made)
        return made


def _index(frame: Frame, entry: FCNoteEntry) -> int:
    return next(index for index, each in enumerate(frame.entries) if each is entry)


def _copy_of(entry: FCNoteEntry, frame: Frame) -> FCNoteEntry:
    """A copy of an entry for another frame, without the flags of details, which stay behind."""
    node = entry._node.copy()
    node.attrs = {"entnum": "0", "prev": "0", "next": "0"}
    for flag in set(FLAGS.values()):
        node.set(flag, None)
        for note in node.find_all("note"):
            note.set(flag, None)
    made = FCNoteEntry.of(frame.session, frame, 0, node)
    made.changed = True
    return made
