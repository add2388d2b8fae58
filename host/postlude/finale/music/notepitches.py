"""The pitch of a note: as it sounds, as a transposing staff writes it, as a string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.parts import load_for_part
from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.music.notecore import NoteCore
from postlude.finale.signatures.pitches import LETTERS, KeyValue, Pitch, parse_pitch, simplified
from postlude.finale.signatures.transpositions import Transposition, transposition_at
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.music.notes import FCNote
    from postlude.finale.signatures.keys import FCKeySignature
    from postlude.finale.signatures.transposer import FCTransposer


class NotePitches(NoteCore):
    """What a note tells of its pitch. Pitches are compared whatever the keys of their measures."""

    @prop
    def Transposer(self) -> FCTransposer:
        from postlude.finale.signatures.transposer import FCTransposer

        return FCTransposer.of_note(self.me)

    @property
    def written_pitch(self) -> Pitch:
        """The pitch as a transposing staff writes it."""
        return self.written_on(self.entry.Staff)

    def written_on(self, staff: int) -> Pitch:
        """The pitch as that staff would write it where the note stands."""
        entry = self.entry
        found = transposition_at(self._session, staff, entry.Measure, entry.MeasurePos)
        return self.pitch if found is None else found.write(self.me)

    @property
    def transposition(self) -> Transposition | None:
        """How its own staff transposes, None if it doesn't."""
        entry = self.entry
        return transposition_at(self._session, entry.Staff, entry.Measure, entry.MeasurePos)

    @property
    def shown_order(self) -> tuple[int, int]:
        """Scale step and alteration as the part in view spells the note."""
        if not self.entry.NoteDetailFlag or not _respelled(self.me):
            return self.order
        from postlude.finale.signatures.keys import FCKeySignature
        from postlude.finale.signatures.transposer import FCTransposer

        signature = FCKeySignature.of(self._session, self.key)
        transposer = FCTransposer.construct(self._session, *self.order, signature)
        transposer.DefaultEnharmonicTranspose()
        return transposer.Displacement, transposer.RaiseLower

    def take_pitch(self, source: FCNote) -> None:
        """Take over the pitch of another note, which may stand in another key."""
        self.put_order(*(source.order if source.key == self.key else self.key.place(source.pitch)))

    @method
    def CalcMIDIKey(self) -> int:
        return self.key.midi(*self.order)

    @write_only
    def MIDIKey(self, key: int) -> None:
        """Set the pitch to a MIDI key, spelled with the key's own notes where it has the tone."""
        spelled = self.key.spell(key)
        if spelled is not None:
            self.put_order(*spelled)

    @method
    def CalcPitchChar(self) -> str:
        return LETTERS[self.pitch.letter]

    @method
    def CalcWrittenPitchChar(self) -> str:
        return LETTERS[self.written_pitch.letter]

    @method
    def CalcPitchRaiseLower(self, writtenpitch: bool) -> int:
        """The alteration of the pitch itself, in semitones."""
        return (self.written_pitch if writtenpitch else self.pitch).alteration

    @method
    def CalcOctave(self, key: FCKeySignature | None, transposeinterval: int = 0) -> int:
        """The octave in a key, without one in the note's own; ``transposeinterval`` is in scale steps."""
        return self._in(key).pitch(self.order[0] + transposeinterval, 0).octave

    @method
    def GetString(
        self,
        into: FCString,
        key: FCKeySignature | None,
        simplifydoublesharp: bool = False,
        writtenpitch: bool = False,
    ) -> None:
        """Write the pitch as in ``Bb4``: as it is in a key, without one in the note's own."""
        pitch = self.written_pitch if writtenpitch else self._in(key).pitch(*self.order)
        if simplifydoublesharp and abs(pitch.alteration) > 1:
            pitch = simplified(pitch)
        into.text_value = str(pitch)

    @method
    def SetString(self, text: str, key: FCKeySignature | None, writtenpitch: bool = False) -> bool:
        """Take the pitch from a string such as ``Bb4``; false if it isn't one."""
        pitch = parse_pitch(text)
        if pitch is None:
            return False
        found = self.transposition if writtenpitch else None
        value = self._in(key)
        self.put_order(*(value.place(pitch) if found is None else found.read(pitch, value)))
        return True

    def _in(self, key: FCKeySignature | None) -> KeyValue:
        return key.value if key is not None else self.key

    @method
    def IsIdenticalPitch(self, other: FCNote) -> bool:
        return self.height == other.height

    @method
    def IsHigherPitchThan(self, other: FCNote) -> bool:
        return self.height > other.height

    @method
    def IsLowerPitchThan(self, other: FCNote) -> bool:
        return self.height < other.height

    @method
    def CalcIsTopNote(self) -> bool:
        return self is self.entry.CalcHighestNote()

    @method
    def CalcIsBottomNote(self) -> bool:
        return self is self.entry.CalcLowestNote()


def _respelled(note: FCNote) -> bool:
    """Whether the part in view spells the note another way, as Finale's own command would."""
    session = note._session
    for key in session.keys_of("details", "noteAlter", note.entry.number):
        node = load_for_part(session.store, "details", "noteAlter", key, session.part)
        if node is not None and node.get("noteID") == str(note.NoteID) and node.get("enharmonic") is not None:
            return True
    return False
