"""What scripts do to entries and notes."""

from __future__ import annotations

from tests.finale.handplaces import Places

DURATIONS = (64, 128, 256, 384, 512, 768, 1024, 1536, 2048, 4096)
TUPLETS = ((3, 2), (5, 4), (2, 3), (7, 8), (4, 3))


class MusicSteps(Places):
    """Entries, notes, layers, tuplets, and what is changed of single notes."""

    def delete_entries(self, a: int, b: int, c: int) -> None:
        if cell := self._cell(a, b):
            for entry in list(cell)[:: 1 + c % 3]:
                cell.DeleteEntry(entry)
            cell.Save()

    def erase_entries(self, a: int, b: int, c: int) -> None:
        """Durations of nothing, taken out."""
        if cell := self._cell(a, b):
            cell.GetItemAt(c % len(cell)).Duration = 0
            cell.DeleteAllNullEntries()
            cell.Save()

    def append_entries(self, a: int, b: int, c: int) -> None:
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        cell.Load()
        cell.AppendEntriesInLayer(1 + c % 4, 1 + a % 3)
        for entry in cell:
            entry.Duration = entry.Duration or 512
        cell.Save()

    def append_unloaded(self, a: int, b: int, c: int) -> None:
        """Entries for a cell that isn't loaded."""
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        if (entry := cell.AppendEntriesInLayer(1 + c % 4, 1)) is not None:
            entry.Duration = DURATIONS[a % len(DURATIONS)]
            cell.Save()

    def two_at_once(self, a: int, b: int, c: int) -> None:
        """A cell that is loaded twice, changed in both, and saved one after the other."""
        one, two = self._cell(a, b), self._cell(a, b)
        if one and two:
            one.DeleteEntry(one.GetItemAt(c % len(one)))
            for entry in two:
                entry.Duration = DURATIONS[c % len(DURATIONS)]
            if c % 2:
                two.AppendEntriesInLayer(1 + c % 4, 1)
            if a % 3 == 0:
                two.DeleteEntry(two.GetItemAt(b % len(two)))
            for cell in (one, two) if a % 2 else (two, one):
                for entry in cell:
                    entry.Duration = entry.Duration or 512
                cell.Save()

    def attached_meanwhile(self, a: int, b: int, c: int) -> None:
        """A cell that is saved after something was attached to its entries through other objects."""
        if found := self._entry(a, b, c):
            cell, _ = found
            self.articulation(a, b, c)  # type: ignore[attr-defined]
            self.lyrics(a, b, c)  # type: ignore[attr-defined]
            self.tuplet(a, b, c)
            for entry in cell:
                entry.BeamBeat = not entry.BeamBeat
            cell.Save()

    def undone(self, a: int, b: int, c: int) -> None:
        """An undo block that is taken back, while a cell stays loaded."""
        held = self._cell(a, b)
        mark = self.session.store.mark()
        for step in (self.delete_entries, self.append_entries, self.tuplet, self.swap_layers):
            step(b, c, a)
        made = self._cell(b, c)
        self.session.store.rollback(mark)
        self.session.displaced_frames.clear()
        for cell in (held, made):
            for entry in cell or ():
                entry.Duration = entry.Duration or 512
            if cell:
                cell.Save()

    def paste_into_loaded(self, a: int, b: int, c: int) -> None:
        """A cell that is saved after music was pasted over it."""
        if cell := self._cell(a, b):
            source = self._region(b, c, b)
            if source.CopyMusic():
                source.StartMeasure = source.EndMeasure = cell.Measure
                source.PasteMusic()
                source.ReleaseMusic()
            for entry in cell:
                entry.Duration = entry.Duration or 512
            cell.Save()

    def layer_while_cell(self, a: int, b: int, c: int) -> None:
        """A layer of the whole staff, cleared, moved or added to while a cell of it is loaded."""
        if cell := self._cell(a, b):
            layer = self.finale.FCNoteEntryLayer(c % 4, cell.Staff, 1, self.session.measure_count())
            layer.Load()
            if c % 3 == 0:
                layer.ClearAllEntries()
            elif c % 3 == 1:
                layer.LayerIndex = (c + 1) % 4
                layer.Save()
            elif len(layer):
                layer.InsertEntriesAfter(layer.GetItemAt(b % len(layer)), 1).Duration = 256
                layer.Save()
            for entry in cell:
                entry.BeamBeat = not entry.BeamBeat
            cell.AppendEntriesInLayer(1 + a % 4, 1)
            for entry in cell:
                entry.Duration = entry.Duration or 512
            cell.Save()

    def late(self, a: int, b: int, c: int) -> None:
        """A cell that is saved when its measure or its staff is gone, or came elsewhere."""
        if cell := self._cell(a, b):
            if c % 3 == 0 and len(self.staves()) > 1:
                self.finale.FCStaves.Delete(self.staff(b))
            elif c % 3 == 1:
                self.finale.FCMeasures.Delete(self.measure(a), 1)
            else:
                self.finale.FCMeasures.Insert(self.measure(a), 1, False)
            for entry in cell:
                entry.Duration = 256
            if c % 2:
                cell.DeleteEntry(cell.GetItemAt(0))
            cell.Save()

    def insert_entries(self, a: int, b: int, c: int) -> None:
        layer = self.finale.FCNoteEntryLayer(c % 4, self.staff(a), 1, self.measure(b))
        layer.Load()
        if len(layer):
            beside = layer.GetItemAt(b % len(layer))
            added = (
                layer.InsertEntriesAfter(beside, 1 + a % 3, bool(a % 2))
                if c % 2
                else layer.InsertEntriesBefore(beside, 1 + a % 3)
            )
            assert added is None or added.Staff == layer.Staff
            for entry in layer:
                entry.Duration = entry.Duration or 512
            layer.Save()

    def delete_notes(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            if entry.Count > 1:
                entry.DeleteNote(entry.GetItemAt(0))
                cell.Save()

    def add_notes(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            note = entry.AddNewNote()
            note.Displacement, note.RaiseLower = c - 10, a % 3 - 1
            cell.Save()

    def rest_or_note(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            if entry.IsNote():
                entry.MakeRest()
            else:
                entry.MakeNote()
                entry.AddNewNote().Displacement = c % 8
            cell.Save()

    def movable_rest(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            if entry.IsRest():
                entry.MakeMovableRest()
                entry.SetRestDisplacement(c - 10)
                cell.Save()

    def durations(self, a: int, b: int, c: int) -> None:
        if cell := self._cell(a, b):
            for entry in list(cell)[:: 1 + c % 2]:
                entry.Duration = DURATIONS[c % len(DURATIONS)]
            cell.Save()

    def halve(self, a: int, b: int, c: int) -> None:
        if cell := self._cell(a, b):
            for entry in cell:
                entry.Duration = max(1, entry.Duration // 2)
            cell.Save()

    def reduce(self, a: int, b: int, c: int) -> None:
        if cell := self._cell(a, b):
            cell.ReduceEntries()
            cell.Save()

    def transpose(self, a: int, b: int, c: int) -> None:
        if cell := self._cell(a, b):
            for entry in cell:
                for note in entry if entry.IsNote() else ():
                    transposer = self.finale.FCTransposer(note)
                    if c % 4 == 0:
                        transposer.ChromaticTranspose(c % 7, c % 12, False)
                    elif c % 4 == 1:
                        transposer.DiatonicTranspose(c - 10)
                    elif c % 4 == 2:
                        transposer.EnharmonicTranspose(1 if c % 3 else -1)
                    else:
                        transposer.OctaveTranspose(c % 3 - 1)
            cell.Save()

    def ties(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            for note in entry:
                note.Tie, note.TieBackwards = bool(c % 2), bool(a % 2)
            cell.Save()

    def grace(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            entry.GraceNote = not entry.GraceNote
            entry.GraceNoteSlash = bool(c % 2)
            cell.Save()

    def voice2(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            if c % 2:
                entry.Voice2Launch = not entry.Voice2Launch
            else:
                entry.Voice2 = not entry.Voice2
            cell.Save()

    def looks(self, a: int, b: int, c: int) -> None:
        """Flags of an entry."""
        if found := self._entry(a, b, c):
            cell, entry = found
            flags = (
                "BeamBeat",
                "FreezeStem",
                "StemUp",
                "FlipTie",
                "Visible",
                "SplitStem",
                "FlatBeam",
                "Playback",
            )
            name = flags[(a + b) % len(flags)]
            setattr(entry, name, not getattr(entry, name))
            entry.ManualPosition = c - 10
            cell.Save()

    def tuplet(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            cell, entry = found
            tuplet = self.finale.FCTuplet()
            tuplet.PrefsReset(True)
            tuplet.SetNoteEntry(entry)
            tuplet.SymbolicNumber, tuplet.ReferenceNumber = TUPLETS[c % len(TUPLETS)]
            tuplet.SymbolicDuration = tuplet.ReferenceDuration = DURATIONS[a % len(DURATIONS)]
            tuplet.SaveNew()
            cell.Save()

    def delete_tuplets(self, a: int, b: int, c: int) -> None:
        if cell := self._cell(a, b):
            for entry in cell:
                for tuplet in reversed(list(entry.CreateTuplets())):
                    tuplet.DeleteData()

    def swap_layers(self, a: int, b: int, c: int) -> None:
        one, other = (
            self.finale.FCNoteEntryLayer(layer, self.staff(a), self.measure(b), self.measure(b))
            for layer in (0, 1 + c % 3)
        )
        one.Load()
        other.Load()
        one.LayerIndex, other.LayerIndex = other.LayerIndex, one.LayerIndex
        one.Save()
        other.Save()

    def clear_layer(self, a: int, b: int, c: int) -> None:
        layer = self.finale.FCNoteEntryLayer(c % 4, self.staff(a), 1, self.measure(b))
        layer.Load()
        layer.ClearAllEntries()

    def clear_frames(self, a: int, b: int, c: int) -> None:
        layer = self.finale.FCNoteEntryLayer(c % 4, self.staff(a), self.measure(b), self.measure(b + c))
        layer.Load()
        if c % 2:
            layer.ClearFrames()
        else:
            layer.DeleteAllRestFrames()
        layer.Save()

    def clear_frame(self, a: int, b: int, c: int) -> None:
        cell = self.finale.FCNoteEntryCell(self.measure(a), self.staff(b))
        cell.Load()
        cell.ClearFrame(c % 5)
        cell.Save()

    def clone_layer(self, a: int, b: int, c: int) -> None:
        measure = self.measure(a)
        layer = self.finale.FCNoteEntryLayer(
            0, self.staff(b), measure, min(measure + b % 2, self.session.measure_count())
        )
        layer.Load()
        clone = layer.CreateCloneEntries(c % 4, self.staff(c), self.measure(c))
        clone.Save()
        clone.CloneTuplets(layer)
        clone.Save()

    def copy_entry(self, a: int, b: int, c: int) -> None:
        source, target = self._entry(a, b, c), self._entry(b, c, a)
        if source and target and source[1].EntryNumber != target[1].EntryNumber:
            cell, entry = target
            entry.CopyEntry(source[1])
            entry.CopyEntryDetails(source[1], bool(c % 2))
            cell.Save()

    def note_details(self, a: int, b: int, c: int) -> None:
        """A change of a single note's head, accidental, tie, dots or staff."""
        if found := self._entry(a, b, c):
            cell, entry = found
            classes = ("FCNoteheadMod", "FCAccidentalMod", "FCTieMod", "FCDotMod", "FCCrossStaffMod")
            mod = getattr(self.finale, classes[a % len(classes)])()
            mod.SetNoteEntry(entry)
            for note in entry if entry.IsNote() else ():
                if classes[a % len(classes)] == "FCCrossStaffMod":
                    mod.Staff = self.staff(c)
                    note.CrossStaff = entry.CrossStaff = True
                elif classes[a % len(classes)] == "FCTieMod":
                    mod.TieDirection = 1 + c % 2
                else:
                    mod.HorizontalPos = 1 + c
                mod.SaveAt(note)
            cell.Save()

    def delete_note_details(self, a: int, b: int, c: int) -> None:
        if found := self._entry(a, b, c):
            for name in ("FCNoteheadMods", "FCAccidentalMods", "FCCrossStaffMods", "FCDotMods"):
                mods = getattr(self.finale, name)(found[1])
                mods.LoadAll()
                for mod in reversed(list(mods)):
                    mod.DeleteData()

    def entry_details(self, a: int, b: int, c: int) -> None:
        """A change of an entry's stem, size or beams."""
        if found := self._entry(a, b, c):
            cell, entry = found
            name = ("FCStemMod", "FCEntryAlterMod", "FCBeamMod", "FCSecondaryBeamBreakMod")[c % 4]
            mod = self.finale.FCBeamMod(bool(a % 2)) if name == "FCBeamMod" else getattr(self.finale, name)()
            mod.SetNoteEntry(entry)
            if name == "FCStemMod":
                mod.VerticalUpOffset = 1 + a
            mod.SaveNew()
            cell.Save()
