"""Music of parts of measures that is copied to another place, as ``FCMusicRegion`` does it.

Such a clip is a stretch of time. **It carries** the entries that begin in it with every detail of theirs, the
chord symbols and the expressions of one staff that stand in it, and the smart shapes that begin and end in it; no
clefs. Tuplets and passages of voice 2 are carried whole or not at all.

Pasted at a position, it takes the place of what begins in the same stretch of time there, in every layer. What
sounds into the stretch ends where it begins; a tuplet that does is replaced by rests, as is what stays empty in a
measure with music. Notes that come to lie across a barline are split and tied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.deleting import delete_record
from postlude.finale.marks.smartshapeends import ENDS
from postlude.finale.marks.smartshapemarks import add_marks
from postlude.finale.measures.measureflags import flag_measure
from postlude.finale.music.entries import FCNoteEntry
from postlude.finale.music.musiclines import Line, Unit
from postlude.finale.regions.clippieces import (
    Detail,
    details_of,
    drop_shapes,
    ends_of,
    paste_details,
    respell,
)
from postlude.finale.regions.inforce import key_at, meter_at
from postlude.finale.regions.stretches import MARKED, Stretch, stretch_of
from postlude.finale.signatures.pitches import KeyValue
from postlude.finale.staves.staves import scroll_view

if TYPE_CHECKING:
    from postlude.finale.selection import Selection
    from postlude.finale.session import Session


@dataclass
class Piece:
    """A unit of a clip: what its entries are, apart from the document. ``start`` counts from the clip's."""

    entries: list[tuple[int, Node]]
    start: Fraction
    length: Fraction
    key: KeyValue


@dataclass
class PartialClip:
    """A stretch of time of some staves."""

    staves: list[int]
    length: Fraction
    pieces: dict[tuple[int, int], list[Piece]] = field(default_factory=dict)
    """By row and layer."""
    marks: list[tuple[int, Fraction, str, Node]] = field(default_factory=list)
    """Chords and expressions: row, position, tag, record."""
    details: dict[int, list[Detail]] = field(default_factory=dict)
    shapes: list[tuple[list[tuple[int, Fraction]], Node]] = field(default_factory=list)
    """Smart shapes with the rows and positions of their ends."""


def copy_partial(session: Session, selection: Selection) -> PartialClip:
    """Take a clip of a selection of parts of measures."""
    staves = scroll_view(session)[selection.start_slot - 1 : selection.end_slot]
    stretches = [stretch_of(session, selection, staff) for staff in staves]
    clip = PartialClip(staves, max(each.behind - each.first for each in stretches))
    numbers: list[int] = []
    for row, stretch in enumerate(stretches):
        for layer, line in stretch.lines().items():
            frames = {entry.number: frame.measure for frame in line.frames for entry in frame.entries}
            for unit in line.units:
                if not stretch.first <= unit.start < stretch.behind:
                    continue
                if unit.end > stretch.behind and unit.plain is not None and unit.plain.IsRest():
                    continue  # What is left empty becomes rests where it is pasted.
                key = key_at(session, stretch.staff, frames[unit.entries[0].number])
                nodes = [(entry.number, entry._node.copy()) for entry in unit.entries]
                piece = Piece(nodes, unit.start - stretch.first, unit.length, key)
                clip.pieces.setdefault((row, layer), []).append(piece)
                clip.length = max(clip.length, piece.start + piece.length)
                numbers += [number for number, _ in nodes]
        for tag, _, node, at in stretch.marks():
            clip.marks.append((row, at - stretch.first, tag, node))
    clip.details = details_of(session, numbers)
    known = set(numbers)
    for each in session.store.keys("others", "smartShape"):
        shape = session.store.load("others", "smartShape", each)
        if shape is not None and not each.part:
            ends = _shape_ends(shape, staves, stretches, known)
            if len(ends) == len(ENDS):
                clip.shapes.append((ends, shape))
    return clip


def _shape_ends(
    shape: Node, staves: list[int], stretches: list[Stretch], entries: set[int]
) -> list[tuple[int, Fraction]]:
    """The ends of a shape that are in the stretches: row and position, of an entry's end any."""
    found = []
    for end, (staff, measure) in zip(ENDS, ends_of(shape), strict=True):
        if staff not in staves:
            continue
        row = staves.index(staff)
        entry = int(shape.get(f"{end}/endPt/entryNum") or 0)
        at = stretches[row].position(measure, int(shape.get(f"{end}/endPt/edu") or 0))
        if entry in entries:
            found.append((row, Fraction()))
        elif not entry and at is not None:
            found.append((row, at - stretches[row].first))
    return found


def clear_partial(session: Session, stretch: Stretch, *, fill: bool = True) -> dict[int, Line]:
    """Remove from a stretch what a clip of it would carry. The lines of its layers are not saved yet.

    With ``fill``, rests stand for what was there in measures that keep other music.
    """
    lines = stretch.lines()
    gone: set[int] = set()
    for line in lines.values():
        removed = line.cut(stretch.first, stretch.behind)
        gone.update(entry.number for unit in removed for entry in unit.entries)
        if removed and fill:
            line.rests(stretch.first, stretch.behind)
    drop_shapes(
        session,
        gone,
        lambda shape: len(_shape_ends(shape, [stretch.staff], [stretch], gone)) == len(ENDS),
    )
    for tag, key, _, _ in reversed(stretch.marks()):
        delete_record(session, "details" if tag == "chordAssign" else "others", tag, key)
    return lines


def clear_partials(session: Session, selection: Selection) -> None:
    """Remove the music from a selection of parts of measures; rests stand for it."""
    for staff in scroll_view(session)[selection.start_slot - 1 : selection.end_slot]:
        for line in clear_partial(session, stretch_of(session, selection, staff)).values():
            line.save(keep_rest=True)


def paste_partial(session: Session, clip: PartialClip, slot: int, measure: int, position: int) -> bool:
    """Put a clip into the document, its start in the top staff at a slot, a measure and a position.

    What would stand below the last staff or behind the last measure is left out. False if nothing is left.
    """
    view = scroll_view(session)
    staves = view[slot - 1 :][: len(clip.staves)]
    if slot < 1 or not staves or not 1 <= measure <= session.measure_count():
        return False
    offset = slot - 1 - view.index(clip.staves[0])
    numbers: dict[int, int] = {}
    stretches = []
    for row, staff in enumerate(staves):
        stretch = _destination(session, staff, measure, position, clip.length)
        stretches.append(stretch)
        for layer, line in clear_partial(session, stretch, fill=False).items():
            made = _paste_pieces(line, stretch, clip.pieces.get((row, layer), []))
            if line.units:
                line.rests(stretch.first, min(stretch.behind, max(unit.end for unit in line.units)))
            line.save()
            numbers |= {old: entry.number for old, entry in made if entry in line.entries()}
    for old, new in numbers.items():
        paste_details(session, clip.details[old], new, offset)
    for row, at, tag, node in clip.marks:
        if row < len(stretches):
            _paste_mark(session, stretches[row], at, tag, node)
    for ends, shape in clip.shapes:
        _paste_shape(session, stretches, ends, shape, numbers)
    return True


def _destination(session: Session, staff: int, measure: int, position: int, length: Fraction) -> Stretch:
    last, total = measure, meter_at(session, staff, measure).duration
    while total < position + length and last < session.measure_count():
        last += 1
        total += meter_at(session, staff, last).duration
    first = Fraction(position)
    return Stretch(session, staff, range(measure, last + 1), first, min(first + length, total))


def _paste_pieces(line: Line, stretch: Stretch, pieces: list[Piece]) -> list[tuple[int, FCNoteEntry]]:
    made: list[tuple[int, FCNoteEntry]] = []
    units = []
    for piece in pieces:
        place = stretch.place(stretch.first + piece.start)
        if place is None:
            continue
        here = key_at(stretch.session, stretch.staff, place[0])
        entries = []
        for number, node in piece.entries:
            copy = node.copy()
            copy.attrs = {"entnum": "0", "prev": "0", "next": "0"}
            if here != piece.key:
                respell(copy, piece.key, here)
            entry = FCNoteEntry.of(stretch.session, line.frames[0], 0, copy)
            entry.changed = True
            entries.append(entry)
            made.append((number, entry))
        units.append(Unit(entries, stretch.first + piece.start, piece.length))
    line.put(units)
    return made


def _paste_mark(session: Session, stretch: Stretch, at: Fraction, tag: str, node: Node) -> None:
    place = stretch.place(stretch.first + at)
    if place is None:
        return
    copy = node.copy()
    copy.set(MARKED[tag], str(place[1]) if place[1] else None)
    section, measure = ("details" if tag == "chordAssign" else "others"), place[0]
    base = Key(stretch.staff, measure) if tag == "chordAssign" else Key(measure)
    if tag != "chordAssign":
        copy.set("staffAssign", str(stretch.staff))
    store = session.store
    taken = [key.inci for key in store.keys_of(section, tag, base.cmper1, base.cmper2)]
    store.save(section, tag, base._replace(inci=max(taken, default=-1) + 1), copy)
    flag_measure(store, tag, base)


def _paste_shape(
    session: Session,
    stretches: list[Stretch],
    ends: list[tuple[int, Fraction]],
    shape: Node,
    numbers: dict[int, int],
) -> None:
    store, copy = session.store, shape.copy()
    for end, (row, at) in zip(ENDS, ends, strict=True):
        if row >= len(stretches):
            return
        stretch = stretches[row]
        entry = int(copy.get(f"{end}/endPt/entryNum") or 0)
        place = _place_of(stretch, numbers.get(entry, 0)) if entry else stretch.place(stretch.first + at)
        if place is None:
            return
        copy.set(f"{end}/endPt/inst", str(stretch.staff))
        copy.set(f"{end}/endPt/meas", str(place[0]))
        if entry:
            copy.set(f"{end}/endPt/entryNum", str(numbers[entry]))
        else:
            copy.set(f"{end}/endPt/edu", str(place[1]) if place[1] else None)
    number = max((int(key.cmper1) for key in store.keys("others", "smartShape")), default=0) + 1
    store.save("others", "smartShape", Key(number), copy)
    add_marks(session, number, copy)


def _place_of(stretch: Stretch, number: int) -> tuple[int, int] | None:
    """The measure of an entry that was pasted."""
    for line in stretch.lines().values():
        for frame in line.frames:
            if any(entry.number == number for entry in frame.entries):
                return frame.measure, 0
    return None
