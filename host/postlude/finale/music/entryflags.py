"""The flags by which an entry says that there are details of it.

Finale looks for a detail only where the entry has its flag. In the real scores at hand each of these details
has the flag at its entry, in all of 560 cases.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.deleting import delete_record

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session

FLAGS = {
    "acciAlter": "noteDetail",
    "articAssign": "articDetail",
    "beamAltPrimDownStem": "stemDetail",
    "beamAltPrimUpStem": "stemDetail",
    "beamAltSecDownStem": "stemDetail",
    "beamAltSecUpStem": "stemDetail",
    "beamExtendDownStem": "beamExt",
    "beamExtendUpStem": "beamExt",
    "beamStemAdjust": "stemDetail",
    "beamStub": "stemDetail",
    "crossStaff": "crossStaff",
    "dotOffset": "dotTieAlt",
    "entrySize": "noteDetail",
    "lyrDataChorus": "lyricDetail",
    "lyrDataSection": "lyricDetail",
    "lyrDataVerse": "lyricDetail",
    "lyricEntryInfo": "lyricDetail",
    "noteAlter": "noteDetail",
    "percussionNoteCode": "noteDetail",
    "secBeamBreak": "secBeam",
    "smartShapeEntryMark": "smartShapeDetail",
    "stemAdjust": "stemDetail",
    "stemDefDown": "stemDetail",
    "stemDefUp": "stemDetail",
    "tieAlterEnd": "dotTieAlt",
    "tieAlterStart": "dotTieAlt",
    "tupletDef": "tupletStart",
}
"""The flag of an entry for each kind of detail."""


DETAIL_FLAGS = frozenset(FLAGS.values())
_FLAG = re.compile(rb"<(" + "|".join(sorted(DETAIL_FLAGS)).encode() + rb")/>")


def flags_in(store: Store, number: int) -> frozenset[str]:
    """The flags of details that an entry has in the document."""
    record = store.raw("entries", "entry", Key(number))
    return frozenset(flag.decode() for flag in _FLAG.findall((record or b"").partition(b"<note ")[0]))


def flag_entry(session: Session, tag: str, number: int, loaded: FCNoteEntry | None = None) -> None:
    """Set the flag for details of that tag, in the document and in the entry object that is at work on it."""
    flag = FLAGS.get(tag)
    if flag is None:
        return
    if loaded is not None and loaded.number == number:
        loaded.flag_detail(flag)
    node = session.store.load("entries", "entry", Key(number))
    if node is not None and node.get(flag) is None:
        node.set(flag, "")
        session.store.save("entries", "entry", Key(number), node)


def forget_notes(session: Session, entry: int, notes: Collection[str]) -> None:
    """Remove the details of notes that an entry has no more, told by their numbers."""
    from postlude.finale.music.frames import entry_detail_tags

    store = session.store
    for tag in entry_detail_tags(store):
        for key in reversed(store.keys_of("details", tag, entry)):
            node = store.load("details", tag, key)
            if node is not None and node.get("noteID") in notes:
                delete_record(session, "details", tag, key)
