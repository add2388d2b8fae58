"""Notes of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Node
from postlude.finale.arguments import method
from postlude.finale.base import FCBase, prop
from postlude.finale.fields import flag, integer, inverted_flag
from postlude.finale.music.notepitches import NotePitches
from postlude.finale.music.noteplaces import NotePlaces

if TYPE_CHECKING:
    from postlude.enigma.entrybody import NoteBody
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session


class FCNote(NotePitches, NotePlaces, FCBase):
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
        note.__dict__.update(_session=entry._session, _node=node, _entry=entry)
        return note

    @classmethod
    def of_body(cls, entry: FCNoteEntry, index: int, body: NoteBody) -> FCNote:
        """A note of an entry that isn't parsed."""
        note = cls.__new__(cls)
        # All at once: there are as many notes as in a symphony.
        note.__dict__.update(_session=entry._session, _entry=entry, _index=index, _body=body)
        return note

    def __getattr__(self, name: str) -> Any:
        return self._made(name) if name in ("_node", "_cache") else super().__getattr__(name)

    @classmethod
    def fresh(cls, entry: FCNoteEntry, number: int) -> FCNote:
        """A new note on the tonic; whoever makes it adds it to the entry."""
        node = Node("note", attrs={"id": str(number)})
        for tag, text in (("harmLev", "0"), ("harmAlt", "0"), ("isValid", "")):
            node.set(tag, text)
        return cls.of(entry, node)

    erased: bool = False
    """Whether it goes when its entry is saved."""

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
        return self.entry

    @prop
    def NoteID(self) -> int:
        return int(self._node.attrs.get("id", 0) if self._body is None else self._body.id)

    @NoteID.setter
    def _set_note_id(self, value: int) -> None:
        self._node.attrs["id"] = str(value)
        if self._entry is not None:
            self._entry.touch()

    @prop
    def NoteIndex(self) -> int:
        """The position among the entry's notes, from 0."""
        return next(index for index, note in enumerate(self.entry.notes) if note is self)

    @method
    def MarkForErase(self) -> None:
        """Take it out of its entry when that is saved."""
        self.erased = True
        self.entry.touch()

    def take(self, source: FCNote) -> None:
        """Become like another note, but for the number."""
        self._node.children = [child.copy() for child in source._node.children]
        self._cache.clear()
