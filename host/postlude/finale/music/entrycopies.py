"""What an entry takes over from another one, and what it shares with the score in a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.parts import load_for_part
from postlude.enigma.relinking import relink_to_score, relink_to_view
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.music.entrycore import EntryCore
from postlude.finale.music.entryflags import FLAGS, flag_entry
from postlude.finale.music.frames import entry_detail_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postlude.finale.marks.articulations import FCArticulations
    from postlude.finale.marks.notemods import FCNoteheadMods, FCPerformanceMods
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote

_OWN = frozenset({"entryPartFieldDetail", "smartShapeEntryMark"})
"""Details that say where an entry stands in a part, and what smart shapes end there, not what it is."""
_UNLINKED = ("posi", "freezeStem", "upStem")
"""What a part can have of an entry for itself."""


class EntryCopies(EntryCore):
    """Copying from other entries, and relinking."""

    @method
    def CopyEntry(self, source: FCNoteEntry) -> None:
        """Become like another entry, its duration, flags and notes; its details, and the flags that tell of them,
        aren't copied."""
        me = self.me
        kept = {"note", *FLAGS.values()}
        for child in [child for child in self._node.children if child.tag not in kept]:
            self._node.remove(child)
        for tag, text in source.facts().items():
            if tag not in kept:
                me._put_text(tag, text)
        self._items = []
        self.CopyNotes(source)
        self._cache.clear()
        if self.frame is not None:
            self.frame.moved()

    @method
    def CopyNotes(self, source: FCNoteEntry) -> None:
        """Take over all notes of another entry with their numbers, in place of its own."""
        self._items = []
        for note in source.notes:
            self.CopyNote(note)
            self._items[-1].NoteID = note.NoteID

    @method
    def CopyNote(self, source: FCNote) -> None:
        """Add a copy of a note, with its accidental and its ties."""
        self.me.new_note().take(source)

    @method
    def CopyEntryDetails(self, source: FCNoteEntry, copytuplets: bool) -> None:
        """Take over all that hangs on another entry: articulations, alterations, lyrics, with or without tuplets."""
        without = _OWN if copytuplets else _OWN | {"tupletDef"}
        store = self._session.store
        copy_details(self.me, source, [tag for tag in entry_detail_tags(store) if tag not in without])

    @method
    def CopyEntryPercussionDetails(self, source: FCNoteEntry) -> None:
        """Take over the percussion sounds of another entry's notes."""
        copy_details(self.me, source, ["percussionNoteCode"])

    # Articulations.

    @method
    def CreateArticulations(self) -> FCArticulations:
        from postlude.finale.marks.articulations import FCArticulations

        found = FCArticulations(self._session)
        found.SetNoteEntry(self.me)
        found.LoadAllForEntryNumber(self.number)
        for item in found:
            item._entry = self.me
        return found

    @method
    def CreateNoteheadMods(self) -> FCNoteheadMods:
        """What is changed of its noteheads."""
        from postlude.finale.marks.notemods import FCNoteheadMods

        found = FCNoteheadMods.construct(self._session, self.me)
        found.LoadAll()
        return found

    @method
    def CreatePerformanceMods(self) -> FCPerformanceMods:
        """What is changed of its playback."""
        from postlude.finale.marks.notemods import FCPerformanceMods

        found = FCPerformanceMods.construct(self._session, self.me)
        found.LoadAll()
        return found

    @method
    def AddArticulations(self, source: FCNoteEntry, noduplicates: bool = True) -> int:
        """Add the articulations of another entry, those that it has already only if asked for; how many it got."""
        mine = {item.ID for item in self.CreateArticulations()}
        added = 0
        for item in source.CreateArticulations():
            if noduplicates and item.ID in mine:
                continue
            item.SetNoteEntry(self.me)
            item.SaveNew()
            mine.add(item.ID)
            added += 1
        return added

    @method
    def CacheArticulations(self) -> None:
        """Nothing is loaded ahead here."""

    # Parts.

    @method
    def RelinkToScore(self) -> bool:
        """Give up the place and the stem that the part in view has of the entry for itself."""
        linked = relink_to_score(
            self._session.store, "entries", "entry", Key(self.number), self._session.part
        )
        self._take_back()
        return linked

    @method
    def RelinkToCurrentView(self) -> bool:
        """Give the score, and all parts, the place and the stem that the entry has in the part in view."""
        linked = relink_to_view(self._session.store, "entries", "entry", Key(self.number), self._session.part)
        self._take_back()
        return linked

    def _take_back(self) -> None:
        session = self._session
        node = load_for_part(session.store, "entries", "entry", Key(self.number), session.part)
        if node is not None:
            for path in _UNLINKED:
                self._node.set(path, node.get(path))
            self._cache.clear()


def copy_details(entry: FCNoteEntry, source: FCNoteEntry, tags: Iterable[str]) -> None:
    """Give an entry copies of another's details of those tags, in place of its own. Both must be saved."""
    if not entry.number or not source.number:
        raise ScriptError("details are copied between entries that have been saved")
    session = entry._session
    store = session.store
    for tag in tags:
        keys = store.keys_of("details", tag, source.number)
        if not keys:
            continue
        for key in store.keys_of("details", tag, entry.number):
            store.delete("details", tag, key)
        for key in keys:
            node = store.load("details", tag, key)
            if node is not None:
                store.save("details", tag, key._replace(cmper1=entry.number), node)
        flag_entry(session, tag, entry.number, entry)
