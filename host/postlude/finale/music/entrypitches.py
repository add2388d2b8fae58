"""The notes of an entry: finding, adding and removing them, their ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.music.entrycore import EntryCore

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote


class EntryPitches(EntryCore):
    """What an entry does with its notes. They are kept from low to high when the entry is saved."""

    @write_only
    def Accidentals(self, show: bool) -> None:
        """Show or hide the accidentals of all notes."""
        for note in self.notes:
            note.Accidental = show

    @prop
    def RestDisplacement(self) -> int:
        """The scale steps of a rest that was moved, as of a note there; 0 for a floating rest."""
        return self.notes[0].Displacement if self.notes else 0

    @RestDisplacement.setter
    def _set_rest_displacement(self, value: int) -> None:
        if self.sounding:
            return
        self.me.MakeMovableRest()
        self.notes[0].Displacement = value

    # Finding.

    @method
    def CalcHighestNote(self, ceiling: FCNote | None = None) -> FCNote | None:
        """The highest note, or the highest below ``ceiling``."""
        notes = self.notes if ceiling is None else [n for n in self.notes if n.order < ceiling.order]
        return max(notes, key=lambda note: note.order, default=None)

    @method
    def CalcLowestNote(self, floor: FCNote | None = None) -> FCNote | None:
        """The lowest note, or the lowest above ``floor``."""
        notes = self.notes if floor is None else [n for n in self.notes if n.order > floor.order]
        return min(notes, key=lambda note: note.order, default=None)

    @method
    def CalcHighestDisplacement(self) -> int:
        return max((note.Displacement for note in self.notes), default=0)

    @method
    def CalcLowestDisplacement(self) -> int:
        return min((note.Displacement for note in self.notes), default=0)

    @method
    def CalcDisplacementRange(self) -> int:
        return int(self.CalcHighestDisplacement() - self.CalcLowestDisplacement())

    @method
    def CalcDisplacementMatchCount(self, other: FCNoteEntry) -> int:
        """How many notes stand on a scale step on which the other entry has a note too."""
        steps = {note.Displacement for note in other.notes}
        return len([note for note in self.notes if note.Displacement in steps])

    @method
    def CalcNumberOfVisibleNotes(self) -> int:
        """How many of its notes the part in view shows."""
        return len([note for note in self.notes if note.CalcVisibleInPart()]) if self.sounding else 0

    @method
    def FindNoteID(self, noteid: int) -> FCNote | None:
        return next((note for note in self.notes if note.NoteID == noteid), None)

    @method
    def FindPitch(self, pitch: FCNote) -> FCNote | None:
        """The note of the same pitch, whatever the keys of the two measures."""
        wanted = pitch.pitch
        return next((note for note in self.notes if note.pitch == wanted), None)

    @method
    def FindDisplacement(self, displacement: int) -> FCNote | None:
        return next((note for note in self.notes if note.Displacement == displacement), None)

    @method
    def HasSameNotes(self, other: FCNoteEntry) -> bool:
        """Whether both have the same pitches, or are rests."""
        mine, theirs = ([note.pitch for note in entry.notes] for entry in (self, other))
        return self.sounding == other.sounding and sorted(mine) == sorted(theirs)

    # Ties.

    @method
    def TieAll(self, tie: bool) -> None:
        for note in self.notes:
            note.Tie = tie

    @method
    def IsTied(self) -> bool:
        return any(note.Tie for note in self.notes)

    @method
    def IsAllTied(self) -> bool:
        return bool(self.notes) and all(note.Tie for note in self.notes)

    @method
    def IsTiedBackwards(self) -> bool:
        return any(note.TieBackwards for note in self.notes)

    @method
    def IsAllTiedBackwards(self) -> bool:
        return bool(self.notes) and all(note.TieBackwards for note in self.notes)

    @method
    def IsTiedToPrevious(self) -> bool:
        """Whether a tie of the entry before it, in its voice, ends at one of its notes."""
        before = self.me.same_voice(-1)
        if before is None:
            before = self.me.Previous()
        if before is None:
            return False
        tied = {note.pitch for note in before.notes if note.Tie}
        return any(note.pitch in tied for note in self.notes)

    # Changing.

    @method
    def AddNewNote(self) -> FCNote:
        """Add a note on the tonic, which makes a rest a note."""
        note = self.new_note()
        if not self.sounding:
            self.me.MakeNote()
        return note

    @method
    def AddPitch(self, source: FCNote) -> int:
        """Add a note of that pitch, which makes a rest a note; 1 for a note that was added."""
        if not self.sounding:
            self.me.ClearPitches()
        added = self.me.AddNewNote()
        added.take_pitch(source)
        return 1

    @method
    def AddPitches(self, source: FCNoteEntry, unique: bool, settie: bool = False) -> int:
        """Add the pitches of another entry, with ``unique`` only those that are missing; how many were added.

        ``settie`` ties the notes that are added.
        """
        added = 0
        for note in list(source.notes) if source.sounding else []:
            if unique and self.sounding and self.FindPitch(note) is not None:
                continue
            added += self.AddPitch(note)
            if settie:
                self.notes[-1].Tie = True
        return added

    @method
    def DeleteNote(self, note: FCNote) -> bool:
        if not any(each is note for each in self._items):
            return False
        self._items = [each for each in self._items if each is not note]
        self.changed = True
        return True

    @method
    def ClearPitches(self) -> None:
        self._items = []
        self.changed = True

    def new_note(self) -> FCNote:
        """Append a note on the tonic, under the next number that is free."""
        from postlude.finale.music.notes import FCNote

        number = max((note.NoteID for note in self.notes), default=0) + 1
        note = FCNote.fresh(self.me, number)
        self._items.append(note)
        self.changed = True
        return note
