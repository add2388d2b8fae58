"""Entries: notes and rests with their duration, in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import save_for_part
from postlude.finale.arguments import method, static, to_int
from postlude.finale.base import FCCollection, Property, prop, write_only
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.music.entrybeams import EntryBeams
from postlude.finale.music.entrycopies import EntryCopies
from postlude.finale.music.entryflags import DETAIL_FLAGS, flags_in, forget_notes
from postlude.finale.music.entryneighbours import EntryNeighbours
from postlude.finale.music.entrypitches import EntryPitches
from postlude.finale.music.entrystems import EntryStems, entry_size
from postlude.finale.music.entrytimes import EntryTimes
from postlude.finale.music.noteplaces import mark_seconds
from postlude.finale.music.notes import FCNote
from postlude.finale.staves.staffpositions import note_position, rest_position, visible_clef

if TYPE_CHECKING:
    from postlude.enigma.entrybody import EntryBody
    from postlude.finale.music.frames import Frame
    from postlude.finale.session import Session


_LATER = frozenset({"_node", "_items", "_cache"})
_TIMING = frozenset({"dura", "graceNote", "tupletStart", "v2"})
"""What decides where the entries of a frame stand."""


def _set_duration(entry: FCNoteEntry, value: Any) -> None:
    entry._put_text("dura", str(max(to_int(value), 0)))
    entry._cache.clear()


class FCNoteEntry(
    EntryTimes, EntryNeighbours, EntryPitches, EntryBeams, EntryStems, EntryCopies, FCCollection
):
    """An entry: a note, chord or rest. ``Duration`` is in EDU as written, positions count tuplets in."""

    closer = None

    _links: dict[str, str] | None = None
    """The neighbours that a change of the frame gave the entry, until they are written."""
    _cleared: frozenset[str] = frozenset()
    """The flags of details that a script has turned off."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._node = Node("entry")
        self._cache: dict[Any, Any] = {}

    def __bool__(self) -> bool:
        return True  # a rest is an entry, too

    @classmethod
    def of(cls, session: Session, frame: Frame, number: int, node: Node) -> FCNoteEntry:
        entry = cls.__new__(cls)
        entry.__dict__.update(_session=session, _node=node, number=number, frame=frame)
        entry._items = [FCNote.of(entry, child) for child in node.children if child.tag == "note"]
        return entry

    @classmethod
    def of_record(
        cls, session: Session, frame: Frame, number: int, record: bytes, body: EntryBody
    ) -> FCNoteEntry:
        """An entry that is parsed when it is changed, and whose notes are made when they are asked for."""
        entry = cls.__new__(cls)
        # All at once: there are as many entries as in a symphony.
        entry.__dict__.update(_session=session, _record=record, _body=body, number=number, frame=frame)
        return entry

    def __getattr__(self, name: str) -> Any:
        return self._made(name) if name in _LATER else super().__getattr__(name)

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

    def _put_text(self, path: str, text: str | None) -> None:
        self._node.set(path, text)
        self.changed = True
        if text is None and path in DETAIL_FLAGS:
            self._cleared = self._cleared | {path}
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
        self._items = sorted((note for note in self._items if not note.erased), key=lambda note: note.order)
        if not self._items and (self.sounding or not self.FloatingRest):
            self.MakeRest()  # as in real documents: a note has notes, a rest without one floats
        others = [child for child in self._node.children if child.tag != "note"]
        mark_seconds(self)
        gone = {child.attrs["id"] for child in self._node.children if child.tag == "note"}
        gone -= {note._node.attrs["id"] for note in self._items}
        if gone:
            forget_notes(self._session, self.number, gone)
        self._node.children = others + [note._node for note in self._items]
        self._node.set("numNotes", str(len(self._items)))
        for each in flags_in(store, self.number) - self._cleared:
            # Something was attached to the entry through another object.
            self._node.set(each, "")
        save_for_part(store, "entries", "entry", Key(self.number), self._session.part, self._node)
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
    def ClefIndex(self) -> int:
        """The clef that is shown where the entry stands. What it is set to lies in the object only."""
        if self._clef is not None or self.frame is None:
            return self._clef or 0
        return visible_clef(self._session, self.frame.staff, self.frame.measure, int(self.position()[0]))

    @ClefIndex.setter
    def _set_clef_index(self, value: int) -> None:
        self._clef = value

    _clef: int | None = None

    # Notes and rests.

    @method
    def IsNote(self) -> bool:
        return self.sounding

    @method
    def IsRest(self) -> bool:
        return not self.sounding

    @method
    def IsRestMovable(self) -> bool:
        """Whether it is a rest that was put where it stands."""
        return not self.sounding and bool(self.notes) and not self.FloatingRest

    @method
    def MakeRest(self) -> None:
        """Make it a floating rest."""
        self._items = []
        self._put_text("isNote", None)
        self._put_text("floatRest", "")
        self._cache.clear()

    @method
    def MakeMovableRest(self) -> None:
        """Make it a rest that stands where its one note says: at first where it stood."""
        if self.IsRestMovable():
            return
        position = rest_position(self) if not self.sounding else None
        self._put_text("isNote", None)
        self._put_text("floatRest", None)
        self._cache.clear()
        self._items = self._items[:1]
        if not self._items:
            self.new_note()
        if position is not None:
            note = self._items[0]
            note.Displacement += position - note_position(note)

    @method
    def MakeNote(self) -> None:
        self._put_text("isNote", "")
        self._put_text("floatRest", None)
        self._cache.clear()

    @method
    def CalcResize(self) -> int:
        """The size of the entry in percent; in a beamed group the first entry decides."""
        return entry_size(self)

    @static
    def MarkEntryMetricsForUpdate(self) -> None:
        """Nothing is kept here that this would make stale."""
