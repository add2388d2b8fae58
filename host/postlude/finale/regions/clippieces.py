"""What clips of whole and of partial measures have in common: details, expressions, shapes, other keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.deleting import delete_record
from postlude.finale.marks.smartshapeends import ENDS
from postlude.finale.marks.smartshapemarks import remove_marks
from postlude.finale.music.frames import Frame, entry_detail_tags, entry_numbers, frame_numbers
from postlude.finale.signatures.pitches import KeyValue
from postlude.finale.staves.staves import scroll_view

if TYPE_CHECKING:
    from postlude.finale.session import Session

MARKS = "smartShapeEntryMark"
Detail = tuple[str, Key, Node]


def details_of(session: Session, numbers: Iterable[int]) -> dict[int, list[Detail]]:
    """What hangs on entries, but for the marks of smart shapes."""
    store = session.store
    tags = [tag for tag in entry_detail_tags(store) if tag != MARKS]
    return {
        number: [
            (tag, key, node)
            for tag in tags
            for key in store.keys_of("details", tag, number)
            if (node := store.load("details", tag, key)) is not None
        ]
        for number in numbers
    }


def expressions_at(session: Session, staff: int, measure: int) -> list[tuple[Key, Node]]:
    """The assignments of a measure that are made to one staff alone."""
    found = []
    for key in session.store.keys_of("others", "measExprAssign", measure):
        node = session.store.load("others", "measExprAssign", key)
        listed = node is None or node.get("staffList") or node.get("staffGroup")
        if node is not None and not listed and node.get("staffAssign") == str(staff):
            found.append((key, node))
    return found


def places(staves: list[int], first: int, measures: int) -> set[tuple[int, int]]:
    return {(staff, measure) for staff in staves for measure in range(first, first + measures)}


def ends_of(shape: Node) -> list[tuple[int, int]]:
    return [
        (int(shape.get(f"{end}/endPt/inst") or 0), int(shape.get(f"{end}/endPt/meas") or 0)) for end in ENDS
    ]


def drop_shapes(session: Session, entries: set[int], inside: Callable[[Node], bool]) -> None:
    """Remove the smart shapes that hang on one of those entries, or that are inside."""
    store = session.store
    for key in store.keys("others", "smartShape"):
        shape = store.load("others", "smartShape", key)
        if shape is None or key.part:
            continue
        at_entries = {int(shape.get(f"{end}/endPt/entryNum") or 0) for end in ENDS}
        if at_entries & entries or inside(shape):
            remove_marks(session, int(key.cmper1))
            delete_record(session, "others", "smartShape", key)


def clear_music(session: Session, staves: list[int], first: int, measures: int) -> None:
    """Remove from some cells all that a clip of them would carry, but the clefs."""
    store = session.store
    here = places(staves, first, measures)
    gone: set[int] = set()
    frames = []
    for staff, measure in here:
        for layer, number in frame_numbers(store, staff, measure).items():
            entries = [entry for entry, _ in entry_numbers(store, number)]
            gone.update(entries)
            frames.append(Frame(session, staff, measure, layer, number, loaded=entries))
    drop_shapes(session, gone, lambda shape: all(end in here for end in ends_of(shape)))
    for frame in frames:
        frame.save()
    for staff, measure in here:
        for key in reversed(store.keys_of("details", "chordAssign", staff, measure)):
            store.delete("details", "chordAssign", key)
        for key, _ in reversed(expressions_at(session, staff, measure)):
            delete_record(session, "others", "measExprAssign", key)


def respell(entry: Node, there: KeyValue, here: KeyValue) -> None:
    """Give the notes the scale steps and alterations that keep their pitch in another key."""
    for note in entry.children:
        if note.tag == "note":
            pitch = there.pitch(int(note.get("harmLev") or 0), int(note.get("harmAlt") or 0))
            note.set("harmLev", str((pitch.octave - 4) * 7 + pitch.letter - here.tonic))
            note.set("harmAlt", str(pitch.alteration - here.alteration_of(pitch.letter)))


def paste_details(session: Session, details: list[tuple[str, Key, Node]], number: int, offset: int) -> None:
    staves = scroll_view(session)
    for tag, key, node in details:
        copy = node.copy()
        if tag == "crossStaff":
            shown = int(copy.get("instrument") or 0)
            slot = staves.index(shown) + offset if shown in staves else -1
            if not 0 <= slot < len(staves):
                continue
            copy.set("instrument", str(staves[slot]))
        session.store.save("details", tag, key._replace(cmper1=number), copy)
