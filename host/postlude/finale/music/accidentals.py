"""Whether Finale shows an accidental at a note.

It does where the note's alteration isn't what the key signature, or a note before it in the measure at the same
height of the staff, has established. All layers of the cell count, unless the staff shows the accidentals of
each layer as if it were alone. A note that a tie brings over has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.music.frames import Frame, frame_numbers
from postlude.finale.staves.staffpositions import shows_transposed
from postlude.finale.staves.staffstyles import staff_source

if TYPE_CHECKING:
    from postlude.finale.music.notes import FCNote
    from postlude.finale.music.voicetimes import Number

Height = tuple[int, int]
"""Letter and octave."""


def shows_accidental(note: FCNote) -> bool:
    entry = note.entry
    if note.AccidentalFreeze:
        return bool(note.Accidental)
    if not entry.sounding or note.TieBackwards:
        return False
    height, alteration = _alteration(note)
    return alteration != _established(note).get(height, 0)


def _alteration(note: FCNote) -> tuple[Height, int]:
    """The height of a note on its staff, and its alteration against the key signature that is shown."""
    displacement, against = note.shown_order
    key = note.key
    found = note.transposition if shows_transposed(note._session) else None
    if found is None:
        pitch = key.pitch(displacement, against)
    else:
        pitch = found.written(displacement, against, key)
        against = pitch.alteration - found.key(key).alteration_of(pitch.letter)
    return (pitch.letter, pitch.octave), against


def _established(note: FCNote) -> dict[Height, int]:
    """The alterations that the notes before a note have brought into its measure."""
    frame = note.entry.frame
    if frame is None:
        return {}
    session = frame.session
    frames = [frame]
    spec = staff_source(session, frame.staff, frame.measure, 0, "redisplayLayerAccis")
    if spec is None or spec.get("redisplayLayerAccis") is None:
        for layer, number in frame_numbers(session.store, frame.staff, frame.measure).items():
            if layer != frame.layer:
                frames.append(Frame.load(session, frame.staff, frame.measure, layer, number))
    here = frame.timing(note.entry)[0]
    before: list[tuple[Number, int, FCNote]] = []
    for each in frames:
        for index, entry in enumerate(each.entries):
            if entry is note.entry:
                break
            position = each.timing(entry)[0]
            if entry.sounding and (position < here or (each is frame and position == here)):
                before += [(position, index, other) for other in entry.notes]
    found: dict[Height, int] = {}
    for _, _, other in sorted(before, key=lambda one: one[:2]):
        height, alteration = _alteration(other)
        if not other.TieBackwards or alteration == found.get(height, 0):
            found[height] = alteration
    return found
