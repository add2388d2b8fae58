"""Alterations of single notes: one record for a note of an entry, found by the note's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import Property, prop, write_only
from postlude.finale.fields import flag, integer, put_only
from postlude.finale.marks.entrydetails import EntryDetailNoteID
from postlude.finale.recordlists import EntryDetails
from postlude.finale.text.fonts import FCFontInfo
from postlude.finale.text.recordfonts import NewFonts, font_at, font_name, put_style, take_style

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry


class _Symbol(NewFonts):
    """What alterations of a notehead and of an accidental have in common."""

    CustomChar: Property
    FontInfo = font_at(shown_with="useOwnFont", answers=True)
    FontName = font_name("fontID", shown_with="useOwnFont")
    FontSize = integer("fontSize")
    NoteID = put_only(integer("noteID"))
    Resize = integer("percent", default=100)
    UseCustomFont = flag("useOwnFont")
    UseCustomVerticalPos = flag("allowVertPos")
    VerticalPos: Property

    @prop
    def UseCustomChar(self) -> bool:
        return bool(self.CustomChar)

    @prop
    def VerticalPosIfPossible(self) -> int:
        """The vertical place if it is in use, otherwise 0."""
        return int(self.VerticalPos) if self.UseCustomVerticalPos else 0

    @write_only
    def UseDefaultFont(self, value: bool) -> None:
        self.UseCustomFont = not value

    @write_only
    def UseDefaultVerticalPos(self, value: bool) -> None:
        self.UseCustomVerticalPos = not value

    @write_only
    def FontStyle(self, font: FCFontInfo) -> None:
        """Take over the style of a font, and nothing else of it."""
        put_style(self, "efx", font)

    @method
    def GetFontStyle(self, font: FCFontInfo) -> bool:
        take_style(self, "efx", font)
        return True

    @method
    def ClearChar(self) -> None:
        self.CustomChar = 0


class FCAccidentalMod(_Symbol, EntryDetailNoteID, tag="acciAlter", made_with={"percent": "100"}):
    """A note's accidental: its character, size in percent, place in EVPU."""

    CustomChar = integer("altChar")
    HorizontalPos = integer("axDisp")
    VerticalPos = integer("ayDisp")


class FCAccidentalMods(EntryDetails, of=FCAccidentalMod):
    """The altered accidentals of an entry, or of the document."""


class FCNoteheadMod(_Symbol, EntryDetailNoteID, tag="noteAlter", made_with={"percent": "100"}):
    """A note's notehead: its character, size in percent, place in EVPU, and its spelling in a part."""

    CustomChar = integer("altNhead")
    EnharmonicFlip = flag("enharmonic")
    HorizontalPos = integer("nxdisp")
    VerticalPos = integer("nydisp")


class FCNoteheadMods(EntryDetails, of=FCNoteheadMod):
    """The altered noteheads of an entry, or of the document."""


class FCCrossStaffMod(EntryDetailNoteID, tag="crossStaff"):
    """The staff that a note is shown on instead of its own."""

    NoteID = put_only(integer("noteID"))
    Staff = integer("instrument")


class FCCrossStaffMods(EntryDetails, of=FCCrossStaffMod):
    """The notes of an entry, or of the document, that are shown on another staff."""


class FCDotMod(EntryDetailNoteID, tag="dotOffset"):
    """The place of a note's augmentation dots, in EVPU."""

    HorizontalPos = integer("xadd")
    InterDotSpacing = integer("posIncr")
    NoteID = put_only(integer("noteID"))
    VerticalPos = integer("yadd")

    @method
    def LoadRestDotAt(self, entry: FCNoteEntry) -> bool:
        """Load what is changed of the dots of a rest, whose record is that of no note."""
        key = self._key_of_note(entry.EntryNumber, None)
        return key is not None and self._load(key)

    @method
    def SaveRestDotAt(self, entry: FCNoteEntry) -> bool:
        return self._save_at(entry, None)


class FCDotMods(EntryDetails, of=FCDotMod):
    """The moved augmentation dots of an entry, or of the document."""


class FCPercussionNoteMod(EntryDetailNoteID, tag="percussionNoteCode"):
    """The percussion sound of a note."""

    NoteID = put_only(integer("noteID"))
    NoteType = integer("noteCode")


class FCPercussionNoteMods(EntryDetails, of=FCPercussionNoteMod):
    """The percussion sounds of an entry's notes, or of the document's."""


class FCTablatureNoteMod(EntryDetailNoteID, tag="tabAlter"):
    """The string that a note is played on in tablature.

    No document in hand has such a record, so its form is not known well enough to write one.
    """

    @prop
    def StringNumber(self) -> int:
        return int(self._text_at("stringNumber") or 0)


class FCTablatureNoteMods(EntryDetails, of=FCTablatureNoteMod):
    """The strings for an entry's notes, or for the document's."""


class FCPerformanceMod(EntryDetailNoteID, tag="perfData"):
    """What a performance changed of a note's playback.

    No document in hand has such a record: nothing is found, and nothing is written.
    """


class FCPerformanceMods(EntryDetails, of=FCPerformanceMod):
    """What performances changed of an entry's notes; none is ever found, see ``FCPerformanceMod``."""
