"""Where a note stands on its staff: ledger lines, seconds; and whether it has an accidental."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import approximate, method
from postlude.finale.music.accidentals import shows_accidental
from postlude.finale.music.notecore import NoteCore
from postlude.finale.music.voicednotes import shown_notes
from postlude.finale.staves.staffpositions import (
    BREVE,
    HALF,
    WHOLE,
    ledger_lines,
    note_position,
    staff_number,
)

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry

SPACE = 24
"""EVPU between two lines of a staff."""
_WIDTHS = {BREVE: 2.396, WHOLE: 1.688, HALF: 1.18, 0: 1.18}
"""Widths of noteheads in staff spaces, by the shortest duration that has them: those of Bravura, the reference
font of SMuFL."""


class NotePlaces(NoteCore):
    """What a note tells of its place."""

    @method
    def CalcStaffPosition(self) -> int:
        """Steps from the top line of the staff that shows it; below the line they are negative."""
        return note_position(self.me, staff_number(self.me))

    @method
    def CalcNumberOfLedgerLines(self) -> int:
        """How many ledger lines it needs: above the staff, below it (negative), or none."""
        return ledger_lines(self.me)

    @method
    def CalcOnLedgerLine(self) -> bool:
        """Whether a ledger line goes through it."""
        return ledger_lines(self.me) != 0 and self.CalcStaffPosition() % 2 == 0

    @method
    def CalcVisibleInPart(self) -> bool:
        """Whether the part in view shows it."""
        return any(note is self for note in shown_notes(self.entry))

    @method
    def CalcAccidental(self) -> bool:
        """Whether it has an accidental: by its frozen state, else by the key and the notes before it."""
        return shows_accidental(self.me)

    # Seconds.

    @method
    def IsUpper2nd(self) -> bool:
        """Whether the entry has a note one step below."""
        return self._second(-1)

    @method
    def IsLower2nd(self) -> bool:
        """Whether the entry has a note one step above."""
        return self._second(1)

    @method
    def IsNonAligned2nd(self) -> bool:
        """Whether it stands on the other side of the stem than most notes, because of a second."""
        return any(note is self for note in displaced(self.entry, self.entry.CalcStemUp()))

    @method
    def CalcRightsidePlacement(self) -> bool:
        """Whether its notehead is right of the stem."""
        return bool(self.entry.CalcStemUp()) is self.IsNonAligned2nd()

    def _second(self, step: int) -> bool:
        mine = note_position(self.me)
        return any(note_position(note) == mine + step for note in self.entry.notes)

    @method
    @approximate
    def CalcNoteheadWidth(self) -> int:
        """The width of its notehead in EVPU.

        Approximated: noteheads of the usual shape, of the size that the note and its entry have. No font is
        measured.
        """
        entry, session = self.entry, self._session
        width = next(width for shortest, width in _WIDTHS.items() if entry.edu >= shortest)
        percent = 100
        for key in session.keys_of("details", "noteAlter", entry.number) if entry.number else []:
            node = session.store.load("details", "noteAlter", key)
            if node is not None and node.get("noteID") == str(self.me.NoteID):
                percent = int(node.get("percent") or 100)
        return round(width * SPACE * percent * entry.CalcResize() / 10_000)


def displaced(entry: FCNoteEntry, stem_up: bool) -> list[NoteCore]:
    """The notes that seconds and unisons push to the other side of the stem, for a direction of the stem."""
    notes = sorted(entry.notes, key=lambda note: note.order, reverse=not stem_up)
    found: list[NoteCore] = []
    positions = [note_position(note) for note in notes]
    for index in range(1, len(notes)):
        close = abs(positions[index] - positions[index - 1]) <= 1
        if close and not (found and found[-1] is notes[index - 1]):
            found.append(notes[index])
    return found


def mark_seconds(entry: FCNoteEntry) -> None:
    """Give the notes the flags by which Finale knows those that a second pushes aside, for either stem."""
    chord = entry.sounding and len(entry.notes) > 1
    for flag, stem_up in (("upStemSecond", True), ("downStemSecond", False)):
        moved = displaced(entry, stem_up) if chord else []
        for note in entry.notes:
            aside = any(each is note for each in moved)
            if aside != (note._text_at(flag) is not None):
                note._put_text(flag, "" if aside else None)
