"""Entries: notes and rests with their duration, in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method, static, to_int
from postlude.finale.base import FCCollection, Property, prop, write_only
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.frames import Frame, Number, Tuplet
from postlude.finale.notes import FCNote

if TYPE_CHECKING:
    from postlude.finale.articulations import FCArticulations
    from postlude.finale.session import Session


_TIMING = frozenset({"dura", "graceNote", "tupletStart", "v2"})
"""What decides where the entries of a frame stand."""


def _set_duration(entry: FCNoteEntry, value: Any) -> None:
    entry._put_text("dura", str(max(to_int(value), 0)))
    entry._cache.clear()


class FCNoteEntry(FCCollection):
    """An entry: a note, chord or rest. ``Duration`` is in EDU as written, positions count tuplets in."""

    closer = None
    _node: Node
    number: int = 0
    """The entry number; 0 for one that has not been saved yet."""
    frame: Frame | None = None
    changed: bool = False
    timing: tuple[Number, Number] = (0, 0)
    """Start and length in EDU, as the frame computed them; read it through :meth:`Frame.timing`."""
    _links: dict[str, str] | None = None
    """The neighbours that a change of the frame gave the entry, until they are written."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._node = Node("entry")
        self._cache: dict[Any, Any] = {}

    @classmethod
    def of(cls, session: Session, frame: Frame, number: int, node: Node) -> FCNoteEntry:
        entry = cls.__new__(cls)
        # All at once: there are as many entries as in a symphony.
        entry.__dict__.update(_session=session, _node=node, _cache={}, number=number, frame=frame, _items=[])
        entry._items += [FCNote.of(entry, child) for child in node.children if child.tag == "note"]
        return entry

    @classmethod
    def fresh(cls, session: Session, frame: Frame) -> FCNoteEntry:
        """A new rest of no duration, as the framework appends them."""
        node = Node("entry", attrs={"entnum": "0", "prev": "0", "next": "0"})
        for tag, text in (
            ("dura", "0"),
            ("numNotes", "0"),
            ("isValid", ""),
            ("floatRest", ""),
            ("sorted", ""),
        ):
            node.set(tag, text)
        entry = cls.of(session, frame, 0, node)
        entry.changed = True
        return entry

    # What fields and frames stand on.

    def _text_at(self, path: str) -> str | None:
        return self._node.get(path)

    def _put_text(self, path: str, text: str | None) -> None:
        self._node.set(path, text)
        self.changed = True
        if path in _TIMING and self.frame is not None:
            self.frame.moved()

    def flag_detail(self, flag: str) -> None:
        """Take over a flag that was set in the document."""
        self._node.set(flag, "")
        self._cache.clear()
        if flag == "tupletStart" and self.frame is not None:
            self.frame.moved()

    def touch(self) -> None:
        """Note that a note of the entry has changed."""
        self.changed = True

    @property
    def notes(self) -> list[FCNote]:
        return self._items

    @property
    def edu(self) -> int:
        return int(self._node.get("dura") or 0)

    @property
    def voice2(self) -> bool:
        return self._node.get("v2") is not None

    def facts(self) -> dict[str, str]:
        """The texts of the entry's own elements."""
        return {child.tag: child.text for child in self._node.children}

    @property
    def grace(self) -> bool:
        return self._node.get("graceNote") is not None

    def tuplets(self) -> list[Tuplet]:
        """The tuplets that start here, the outermost first."""
        if self._node.get("tupletStart") is None or not self.number:
            return []
        store = self._session.store
        found = []
        for key in self._session.keys_of("details", "tupletDef", self.number):
            node = store.load("details", "tupletDef", key)
            if node is not None:
                found.append(
                    Tuplet(
                        int(node.get("symbolicNum") or 0) * int(node.get("symbolicDur") or 0),
                        int(node.get("refNum") or 0) * int(node.get("refDur") or 0),
                    )
                )
        return sorted(found, key=lambda tuplet: -tuplet.reference)

    def link(self, before: int, after: int) -> None:
        self._links = {"entnum": str(self.number), "prev": str(before), "next": str(after)}
        self.changed = self.changed or self._node.attrs != self._links

    def write(self) -> None:
        """Save the entry's record if something changed; its notes are kept from low to high."""
        if not self.changed:
            return
        store = self._session.store
        if self._links is None:
            # Another frame's change may have moved the links since this entry was loaded.
            current = store.load("entries", "entry", Key(self.number))
            self._links = current.attrs if current is not None else self._node.attrs
        self._node.attrs, self._links = dict(self._links), None
        others = [child for child in self._node.children if child.tag != "note"]
        self._items.sort(key=lambda note: note.order)
        self._node.children = others + [note._node for note in self._items]
        self._node.set("numNotes", str(len(self._items)))
        store.save("entries", "entry", Key(self.number), self._node)
        self.changed = False

    # Properties.

    ArticulationFlag = flag("articDetail")
    BeamBeat = flag("beam")
    BeamExtensionFlag = flag("beamExt")
    CheckAccidentals = flag("checkAccis")
    CombineRests = inverted_flag("splitRest")
    CrossStaff = flag("crossStaff")
    FlatBeam = flag("flatBeam")
    FlipTie = flag("flipTie")
    FloatingRest = flag("floatRest")
    FreezeBeam = flag("freezeBeam")
    FreezeStem = flag("freezeStem")
    GraceNote = flag("graceNote")
    GraceNoteSlash = flag("slashGrace")
    LedgerLines = inverted_flag("noLeger")
    Legality = flag("isValid")
    LyricFlag = flag("lyricDetail")
    ManualPosition = integer("posi")
    NoteDetailFlag = flag("noteDetail")
    PerformanceDataFlag = flag("performanceData")
    Playback = inverted_flag("noPlayback")
    ReverseDownStem = flag("reverseDownStem")
    ReverseUpStem = flag("reverseUpStem")
    SecondaryBeamFlag = flag("secBeam")
    SmartShapeFlag = flag("smartShapeDetail")
    Spacing = inverted_flag("noSpacing")
    SpecialAltsFlag = flag("dotTieAlt")
    SplitRest = flag("splitRest")
    SplitStem = flag("splitStem")
    StemDetailFlag = flag("stemDetail")
    StemUp = flag("upStem")
    TupletStartFlag = flag("tupletStart")
    Visible = inverted_flag("ignore")
    Voice2 = flag("v2")
    Voice2Launch = flag("controller")

    Duration = Property(lambda entry: entry.edu, _set_duration, "EDU as written.")

    @write_only
    def Accidentals(self, show: bool) -> None:
        """Show or hide the accidentals of all notes."""
        for note in self.notes:
            note.Accidental = show

    @write_only
    def NoteFlag(self, note: bool) -> None:
        self._put_text("isNote", "" if note else None)

    @prop
    def EntryNumber(self) -> int:
        return self.number

    @prop
    def Staff(self) -> int:
        return self.frame.staff if self.frame is not None else 0

    @prop
    def Measure(self) -> int:
        return self.frame.measure if self.frame is not None else 0

    @prop
    def LayerNumber(self) -> int:
        return self.frame.layer if self.frame is not None else 0

    @prop
    def MeasurePos(self) -> int:
        """EDU from the measure's start, a fraction dropped."""
        return int(self.frame.timing(self)[0]) if self.frame is not None else 0

    @prop
    def ActualDuration(self) -> int:
        """EDU that the entry takes in its measure, a fraction dropped; 0 for a grace note."""
        return int(self.frame.timing(self)[1]) if self.frame is not None else 0

    # Questions.

    @method
    def IsNote(self) -> bool:
        return self._text_at("isNote") is not None

    @method
    def IsRest(self) -> bool:
        return self._text_at("isNote") is None

    @method
    def IsDotted(self) -> bool:
        return self.CalcDots() > 0

    @method
    def CalcDots(self) -> int:
        return dots_of(self.edu)

    @static
    def CalcDotsForDuration(self, duration: int) -> int:
        return dots_of(duration)

    @method
    def CalcNondottedDuration(self) -> int:
        """The duration of the notehead alone."""
        return 1 << (self.edu.bit_length() - 1) if self.edu else 0

    @method
    def IsTied(self) -> bool:
        return any(note.Tie for note in self.notes)

    @method
    def IsTiedBackwards(self) -> bool:
        return any(note.TieBackwards for note in self.notes)

    @method
    def IsStartOfTuplet(self) -> bool:
        return bool(self.tuplets())

    @method
    def IsSameMeasurePosAs(self, other: FCNoteEntry) -> bool:
        return (self.Measure, self.MeasurePos) == (other.Measure, other.MeasurePos)

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
    def FindNoteID(self, noteid: int) -> FCNote | None:
        return next((note for note in self.notes if note.NoteID == noteid), None)

    @method
    def FindPitch(self, pitch: FCNote) -> FCNote | None:
        return next((note for note in self.notes if note.order == pitch.order), None)

    @method
    def FindDisplacement(self, displacement: int) -> FCNote | None:
        return next((note for note in self.notes if note.Displacement == displacement), None)

    @method
    def Next(self) -> FCNoteEntry | None:
        """The next entry of the layer; over a barline only where the entries of a layer were loaded."""
        found = self._neighbour(1)
        frame = self.frame.after if found is None and self.frame is not None else None
        while frame is not None and not frame.entries:
            frame = frame.after
        return frame.entries[0] if frame is not None else found

    @method
    def Previous(self) -> FCNoteEntry | None:
        """The entry before it in the layer; over a barline only where the entries of a layer were loaded."""
        found = self._neighbour(-1)
        frame = self.frame.before if found is None and self.frame is not None else None
        while frame is not None and not frame.entries:
            frame = frame.before
        return frame.entries[-1] if frame is not None else found

    @method
    def NextInFrame(self) -> FCNoteEntry | None:
        return self._neighbour(1)

    @method
    def PreviousInFrame(self) -> FCNoteEntry | None:
        return self._neighbour(-1)

    @method
    def NextSameVInFrame(self) -> FCNoteEntry | None:
        """The next entry of the same voice in the frame: voice 2 ends where voice 1 goes on."""
        return self._same_voice(1)

    @method
    def PreviousSameVInFrame(self) -> FCNoteEntry | None:
        """The entry of the same voice before it in the frame: voice 2 begins where voice 1 stops."""
        return self._same_voice(-1)

    def _same_voice(self, step: int) -> FCNoteEntry | None:
        found = self._neighbour(step)
        while found is not None and found.voice2 != self.voice2:
            if self.voice2:
                return None
            found = found._neighbour(step)
        return found

    def _neighbour(self, step: int) -> FCNoteEntry | None:
        entries = self.frame.entries if self.frame is not None else []
        for index, entry in enumerate(entries):
            if entry is self and 0 <= index + step < len(entries):
                return entries[index + step]
        return None

    # Changes.

    @method
    def AddNewNote(self) -> FCNote:
        """Add a note on the tonic, which makes a rest a note."""
        node = Node("note", attrs={"id": str(max((note.NoteID for note in self.notes), default=0) + 1)})
        node.set("harmLev", "0")
        node.set("harmAlt", "0")
        node.set("isValid", "")
        note = FCNote.of(self, node)
        self._items.append(note)
        if self.IsRest():
            self.MakeNote()
        self.changed = True
        return note

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

    @method
    def MakeRest(self) -> None:
        """Make it a floating rest."""
        self._items = []
        self._put_text("isNote", None)
        self._put_text("floatRest", "")
        self._cache.clear()

    @method
    def MakeNote(self) -> None:
        self._put_text("isNote", "")
        self._put_text("floatRest", None)
        self._cache.clear()

    @method
    def TieAll(self, tie: bool) -> None:
        for note in self.notes:
            note.Tie = tie

    @method
    def CreateArticulations(self) -> FCArticulations:
        from postlude.finale.articulations import FCArticulations

        found = FCArticulations(self._session)
        found.SetNoteEntry(self)
        found.LoadAllForEntryNumber(self.number)
        for item in found:
            item._entry = self
        return found

    @method
    def CalcResize(self) -> int:
        """The size of the entry in percent, as the document has it for the whole entry."""
        node = self._session.store.load("details", "entrySize", Key(self.number))
        return int((node.get("percent") if node is not None else None) or 100)

    @static
    def MarkEntryMetricsForUpdate(self) -> None:
        """Nothing is kept here that this would make stale."""


def dots_of(duration: int) -> int:
    """How many augmentation dots a duration in EDU is written with."""
    dots = 0
    bit = 1 << (duration.bit_length() - 1) if duration > 0 else 0
    while bit > 1 and duration & (bit >> 1):
        bit >>= 1
        dots += 1
    return dots
