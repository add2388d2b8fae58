"""Percussion: layouts, which tell where and with which noteheads the sounds of a staff are notated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, Property, prop
from postlude.finale.fields import held, integer, read_only
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session

_TYPE_BITS = 12
"""The kind of a sound is in the lower bits of its number; those above tell apart sounds of one kind."""
_TYPE = (1 << _TYPE_BITS) - 1


class FCPercussionLayoutNote(InciOther, tag="percussionNoteInfo"):
    """One sound of a percussion layout: its noteheads, as code points, and its place.

    ``StaffPosition`` is in steps from the first ledger line below the staff, where a treble clef has middle C.
    """

    ClosedNotehead = integer("closedNotehead")
    DoubleWholeNotehead = integer("dwholeNotehead")
    HalfNotehead = integer("halfNotehead")
    RawNoteType = read_only(integer("percNoteType"))
    StaffPosition = integer("harmLev")
    WholeNotehead = integer("wholeNotehead")

    @prop
    def NoteType(self) -> int:
        return int(self.RawNoteType & _TYPE)

    @NoteType.setter
    def _set_note_type(self, value: int) -> None:
        if not 0 <= value <= _TYPE:
            raise ScriptError(f"param 1 expected 0 to {_TYPE}, got {value}")
        self._put_raw(self.OrderID, value)

    @prop
    def OrderID(self) -> int:
        """Tells apart sounds of one kind in a layout."""
        return int(self.RawNoteType >> _TYPE_BITS)

    @OrderID.setter
    def _set_order_id(self, value: int) -> None:
        self._put_raw(value, self.NoteType)

    def _put_raw(self, order: int, kind: int) -> None:
        self._put_text("percNoteType", str(order << _TYPE_BITS | kind & _TYPE))
        self._cache.clear()


class FCPercussionLayoutNotes(InciOthers, of=FCPercussionLayoutNote):
    """The sounds of a percussion layout."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._layout = 0

    @method
    def LoadAllForItem(self, cmper: int) -> int:
        self._layout = cmper
        return super().LoadAllForItem(cmper)

    PercussionLibraryID = held("_layout", int, "The number of the layout.", writable=False)

    @method
    def CreateNameString(self) -> FCString:
        """The name of the layout."""
        node = self._session.store.load("others", "drumLibName", Key(self._layout))
        return FCString(self._session, (node.get("name") if node is not None else None) or "")

    @method
    def FindNoteType(self, notetype: int) -> FCPercussionLayoutNote | None:
        return next((item for item in self._items if item.NoteType == notetype), None)

    @method
    def FindRawNoteType(self, notetype: int) -> FCPercussionLayoutNote | None:
        return next((item for item in self._items if item.RawNoteType == notetype), None)


class FCPercussionMapNote(FCBase):
    """One sound of a percussion map: the MIDI key that plays it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._midi = self._raw = 0
        self._name = ""

    @constructor
    def created(self, midikey: int, notetype: int, pszName: str) -> None:
        self._midi, self._raw, self._name = midikey, notetype, pszName

    MidiNote = held("_midi", int, writable=False)
    Name = held("_name", str, writable=False)
    RawNoteType = held("_raw", int, writable=False)
    NoteType = Property(lambda note: note._raw & _TYPE, None)
    OrderID = Property(lambda note: note._raw >> _TYPE_BITS, None)
