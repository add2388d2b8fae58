"""Notes: the pitches of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Node
from postlude.finale.arguments import method
from postlude.finale.base import FCBase, prop, write_only
from postlude.finale.cells import key_at
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.keys import LETTERS, MAJOR_STEPS, FCKeySignature, KeyValue, Pitch
from postlude.finale.staves import transposition_at
from postlude.finale.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.entries import FCNoteEntry
    from postlude.finale.session import Session
    from postlude.finale.transposer import FCTransposer


class FCNote(FCBase):
    """A note of an entry. ``Displacement`` counts scale steps from the tonic of the key, ``RaiseLower``
    semitones against the key; both at concert pitch."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._node = Node("note")
        self._cache: dict[Any, Any] = {}
        self._entry: FCNoteEntry | None = None

    @classmethod
    def of(cls, entry: FCNoteEntry, node: Node) -> FCNote:
        note = cls.__new__(cls)
        # All at once: there are as many notes as in a symphony.
        note.__dict__.update(_session=entry._session, _node=node, _cache={}, _entry=entry)
        return note

    @classmethod
    def fresh(cls, entry: FCNoteEntry, number: int) -> FCNote:
        """A new note on the tonic; whoever makes it adds it to the entry."""
        node = Node("note", attrs={"id": str(number)})
        for tag, text in (("harmLev", "0"), ("harmAlt", "0"), ("isValid", "")):
            node.set(tag, text)
        return cls.of(entry, node)

    erased: bool = False
    """Whether it goes when its entry is saved."""

    def _text_at(self, path: str) -> str | None:
        return self._node.get(path)

    def _put_text(self, path: str, text: str | None) -> None:
        self._node.set(path, text)
        if self._entry is not None:
            self._entry.touch()

    Accidental = flag("showAcci")
    AccidentalFreeze = flag("freezeAcci")
    AccidentalParentheses = flag("parenAcci")
    CrossStaff = flag("crossStaff")
    Displacement = integer("harmLev", explicit=True)
    Legality = flag("isValid")
    Playback = inverted_flag("noPlayback")
    RaiseLower = integer("harmAlt", explicit=True)
    Spacing = inverted_flag("noSpacing")
    Tie = flag("tieStart")
    TieBackwards = flag("tieEnd")
    UpstemSplit = flag("upSplitStem")

    @prop
    def Downstem2nd(self) -> bool:
        return self._text_at("downStemSecond") is not None

    @prop
    def Upstem2nd(self) -> bool:
        return self._text_at("upStemSecond") is not None

    @prop
    def Entry(self) -> FCNoteEntry:
        assert self._entry is not None
        return self._entry

    @prop
    def NoteID(self) -> int:
        return int(self._node.attrs.get("id", 0))

    @NoteID.setter
    def _set_note_id(self, value: int) -> None:
        self._node.attrs["id"] = str(value)
        if self._entry is not None:
            self._entry.touch()

    @prop
    def NoteIndex(self) -> int:
        """The position among the entry's notes, from 0."""
        return next(index for index, note in enumerate(self.Entry.notes) if note is self)

    @prop
    def Transposer(self) -> FCTransposer:
        from postlude.finale.transposer import FCTransposer

        return FCTransposer.of_note(self)

    def take_pitch(self, source: FCNote) -> None:
        """Take over the pitch of another note, which may stand in another key."""
        key, pitch = self.key, source.pitch
        if key == source.key:
            displacement, raised = source.order
        else:
            displacement, raised = key.place(pitch)
        self._put_text("harmLev", str(displacement))
        self._put_text("harmAlt", str(raised))
        self._cache.clear()

    def take(self, source: FCNote) -> None:
        """Become like another note, but for the number."""
        self._node.children = [child.copy() for child in source._node.children]
        self._cache.clear()

    # What is seen of it.

    @method
    def CalcVisibleInPart(self) -> bool:
        """Whether the part in view shows it."""
        from postlude.finale.voicednotes import shown_notes

        return any(note is self for note in shown_notes(self.Entry))

    # Pitch.

    @property
    def key(self) -> KeyValue:
        """The concert key that the note is stored in."""
        frame = self._entry.frame if self._entry is not None else None
        return key_at(self._session, frame.staff, frame.measure) if frame is not None else KeyValue()

    @property
    def pitch(self) -> Pitch:
        """The sounding pitch."""
        return self.key.pitch(self.Displacement, self.RaiseLower)

    @property
    def written_pitch(self) -> Pitch:
        """The pitch as a transposing staff writes it."""
        return self.written_on(self.Entry.Staff)

    def written_on(self, staff: int) -> Pitch:
        """The pitch as that staff would write it where the note stands."""
        entry = self.Entry
        found = transposition_at(self._session, staff, entry.Measure, entry.MeasurePos)
        return self.pitch if found is None else found.write(self)

    @property
    def order(self) -> tuple[int, int]:
        return self.Displacement, self.RaiseLower

    @method
    def CalcMIDIKey(self) -> int:
        node = self._node
        return self.key.midi(int(node.get("harmLev") or 0), int(node.get("harmAlt") or 0))

    @write_only
    def MIDIKey(self, key: int) -> None:
        """Set the pitch to a MIDI key, spelled with the key's own notes where it has the tone."""
        value = self.key
        best: tuple[int, int, int] | None = None
        for displacement in range(-36, 50):
            natural = value.pitch(displacement, 0).midi
            alteration = key - natural
            # An alteration that agrees with the key's direction wins over its opposite.
            against = 1 if (alteration < 0) != (value.fifths < 0) and alteration else 0
            rank = (abs(alteration), against, displacement)
            if abs(alteration) <= 7 and (best is None or rank < best):
                best = rank
                chosen = alteration
        if best is not None:
            self._put_text("harmLev", str(best[2]))
            self._put_text("harmAlt", str(chosen))
            self._cache.clear()

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
    def CalcOctave(self, key: FCKeySignature, transposeinterval: int = 0) -> int:
        return key.value.pitch(self.Displacement + transposeinterval, 0).octave

    @method
    def GetString(
        self,
        into: FCString,
        key: FCKeySignature,
        simplifydoublesharp: bool = False,
        writtenpitch: bool = False,
    ) -> None:
        """Write the pitch as in ``Bb4``."""
        pitch = self.written_pitch if writtenpitch else key.value.pitch(self.Displacement, self.RaiseLower)
        if simplifydoublesharp and abs(pitch.alteration) > 1:
            pitch = _simplified(pitch)
        into.text_value = str(pitch)

    @method
    def SetString(self, text: str, key: FCKeySignature, writtenpitch: bool = False) -> bool:
        """Take the pitch from a string such as ``Bb4``; false if it isn't one."""
        pitch = _parse(text)
        if pitch is None or writtenpitch:
            return False
        value = key.value
        displacement = (pitch.octave - 4) * 7 + pitch.letter - value.tonic
        self._put_text("harmLev", str(displacement))
        self._put_text("harmAlt", str(pitch.alteration - value.alteration_of(pitch.letter)))
        self._cache.clear()
        return True

    @method
    def IsIdenticalPitch(self, other: FCNote) -> bool:
        return self.order == other.order

    @method
    def IsHigherPitchThan(self, other: FCNote) -> bool:
        return self.order > other.order

    @method
    def IsLowerPitchThan(self, other: FCNote) -> bool:
        return self.order < other.order

    @method
    def CalcIsTopNote(self) -> bool:
        return self is self.Entry.CalcHighestNote()

    @method
    def CalcIsBottomNote(self) -> bool:
        return self is self.Entry.CalcLowestNote()


def _simplified(pitch: Pitch) -> Pitch:
    midi = pitch.midi
    for letter in range(7):
        if MAJOR_STEPS[letter] == midi % 12:
            return Pitch(letter, 0, midi // 12 - 1)
    for letter in range(7):
        if (MAJOR_STEPS[letter] + 1) % 12 == midi % 12:
            return Pitch(letter, 1, (midi - 1) // 12 - 1)
    return pitch


def _parse(text: str) -> Pitch | None:
    import re

    found = re.fullmatch(r"\s*([A-Ga-g])(#*|b*)(-?\d+)\s*", text)
    if found is None:
        return None
    letter, signs, octave = found.groups()
    alteration = len(signs) if signs.startswith("#") else -len(signs)
    return Pitch(LETTERS.index(letter.upper()), alteration, int(octave))
