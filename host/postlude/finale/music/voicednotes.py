"""Which notes of a staff a part shows, by the part's voicing of that staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.music.frames import frame_numbers

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote

_SELECT = ("select1st", "select2nd", "select3rd", "select4th", "select5th")


def shown_notes(entry: FCNoteEntry) -> list[FCNote]:
    """The notes of an entry that the part in view shows; in the score all of them."""
    frame, session = entry.frame, entry._session
    if frame is None or not session.part:
        return entry.notes
    voicing = session.store.load("others", "voicingDef", Key(frame.staff, part=session.part))
    if voicing is None or voicing.get("enabled") is None:
        return entry.notes
    if voicing.get("voicingType") != "useMultipleLayers":
        return entry.notes if frame.layer == int(voicing.get("singleLayer") or 0) + 1 else []
    if len(frame_numbers(session.store, frame.staff, frame.measure)) > 1:
        return entry.notes if frame.layer == int(voicing.get("multiLayer") or 0) + 1 else []
    notes = sorted(entry.notes, key=lambda note: note.order)
    if len(notes) == 1 and voicing.get("selectSingleNote") is not None:
        return notes
    kind = voicing.get("singleVoiceType")
    if kind == "topNote":
        return notes[-1:]
    if kind == "botNote":
        return notes[:1]
    if kind != "selected":
        return notes
    if voicing.get("selectFromBottom") is None:
        notes.reverse()
    return [note for note, name in zip(notes, _SELECT, strict=False) if voicing.get(name) is not None]
