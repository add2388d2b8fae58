"""Records of entries, and of single notes of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.schema import attributes
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.music.entryflags import flag_entry
from postlude.finale.records import BaseData

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote


class EntryDetail(BaseData, name="__FCEntryDetail", section="details"):
    """A record of an entry: cmper1 of its key is the entry number, inci counts from 0."""

    @prop
    def ItemEntryNumber(self) -> int:
        return int(self._key.cmper1)

    @prop
    def ItemInci(self) -> int:
        return self._key.inci

    @prop
    def NoteEntry(self) -> FCNoteEntry | None:
        """The entry object that was connected with it, none if none was."""
        return getattr(self, "_entry", None)

    @NoteEntry.setter
    def _set_note_entry(self, entry: FCNoteEntry) -> None:
        self._connect(entry)

    def _connect(self, entry: FCNoteEntry) -> None:
        self._entry: FCNoteEntry | None = entry
        self._key = self._key._replace(cmper1=entry.EntryNumber)

    @method
    def SetEntnumAndInci(self, entnum: int, inci: int) -> None:
        self._key = self._key_at(entnum, inci)

    @method
    def Load(self, entnum: int, inci: int) -> bool:
        return self._load(self._key_at(entnum, inci))

    @method
    def SaveAs(self, entnum: int, inci: int) -> bool:
        return self._save(self._key_at(entnum, inci))

    def _key_at(self, entnum: int, inci: int) -> Key:
        return Key(entnum, inci=inci if "inci" in attributes(self.section, self.tag) else -1)

    @method
    def SaveNew(self) -> bool:
        if "inci" not in attributes(self.section, self.tag):
            return self._save(self._key._replace(inci=-1))
        last = max((key.inci for key in self._siblings()), default=-1)
        return self._save(self._key._replace(inci=last + 1))

    def _save(self, key: Key) -> bool:
        before = self._store.revision(self.section, self.tag)
        saved = super()._save(key)
        if self._store.revision(self.section, self.tag) == before:
            return saved
        flag_entry(self._session, self.tag, int(key.cmper1), getattr(self, "_entry", None))
        return saved

    def _siblings(self) -> list[Key]:
        return self._session.keys_of(self.section, self.tag, int(self._key.cmper1))


class EntryDetailNoteID(EntryDetail, name="__FCEntryDetailNoteID"):
    """A record of one note of an entry, told by the child ``noteID``."""

    @method
    def LoadAt(self, note: FCNote) -> bool:
        key = self._key_of_note(note.Entry.EntryNumber, note.NoteID)
        return key is not None and self._load(key)

    @method
    def SaveAt(self, note: FCNote) -> bool:
        """Save for that note, in place of what it had."""
        return self._save_at(note.Entry, note.NoteID)

    @method
    def SaveNew(self) -> bool:
        """Save behind the entry's other records; for a note that has a record already, in place of it."""
        note = self._text_at("noteID")
        key = self._key_of_note(int(self._key.cmper1), None if note is None else int(note))
        return self._save(key) if key is not None else super().SaveNew()

    @method
    def EraseAt(self, note: FCNote) -> bool:
        key = self._key_of_note(note.Entry.EntryNumber, note.NoteID)
        if key is None:
            return False
        self._key = key
        return self.DeleteData()

    def _save_at(self, entry: FCNoteEntry, note: int | None) -> bool:
        """Save for the note of that number, or for the rest that has no note."""
        self._entry = entry
        self._put_text("noteID", None if note is None else str(note))
        entnum = entry.EntryNumber
        key = self._key_of_note(entnum, note)
        if key is None:
            taken = [key.inci for key in self._session.keys_of(self.section, self.tag, entnum)]
            key = Key(entnum, inci=max(taken, default=-1) + 1)
        return self._save(key)

    def _key_of_note(self, entnum: int, note: int | None) -> Key | None:
        wanted = None if note is None else str(note)
        for key in self._session.keys_of(self.section, self.tag, entnum):
            node = self._store.load(self.section, self.tag, key)
            if node is not None and node.get("noteID") == wanted:
                return key
        return None
