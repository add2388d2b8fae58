"""Music that is copied from one place of the document to another, as ``FCMusicRegion`` does it.

A clip is taken of whole measures; :mod:`postlude.finale.regions.partialclips` has those of parts of measures. **It
carries**, for each cell: the entries of all layers with every detail of theirs (articulations, tuplets, lyrics, beams,
stems, noteheads, ties, what a part changes of them), the clefs, the chord symbols; the expressions that are
assigned to that one staff; and the smart shapes that begin and end within the clip. It doesn't carry what Finale
keeps by measure or by staff: signatures, barlines, repeats, staff styles, expressions of a staff list or of the
whole system, text blocks and graphics.

What stood at the place where a clip is pasted is replaced. A smart shape that hangs on an entry which goes, or
that lies within the place, goes too; so one that leads out of it is lost. Notes keep their sound: in another key
they are spelled anew. A note that is shown on another staff is shown as many staves from its own as
before, or on its own where there is no such staff.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.marks.smartshapeends import ENDS
from postlude.finale.marks.smartshapemarks import add_marks
from postlude.finale.measures.measureflags import flag_measure
from postlude.finale.music.entries import FCNoteEntry
from postlude.finale.music.frames import (
    LAYERS,
    Frame,
    entry_numbers,
    frame_key,
    frame_numbers,
)
from postlude.finale.regions.clippieces import (
    Detail,
    clear_music,
    details_of,
    ends_of,
    expressions_at,
    paste_details,
    places,
    respell,
)
from postlude.finale.regions.inforce import clef_at, key_at
from postlude.finale.signatures.pitches import KeyValue
from postlude.finale.staves.staves import scroll_view

if TYPE_CHECKING:
    from postlude.finale.selection import Selection
    from postlude.finale.session import Session

Place = tuple[int, int]
"""A staff and a measure, counted from the first ones of the clip."""


@dataclass
class CellClip:
    """What a cell holds."""

    key: KeyValue
    clef: int
    hold: Node | None
    """Its ``gfhold`` without the frames, which says the clef."""
    clefs: list[Node]
    layers: dict[int, list[tuple[int, Node]]]
    spacers: dict[int, Node]
    """For a layer that begins with a legacy pickup spacer, the ``frameSpec`` of that."""
    chords: list[Node]
    expressions: list[Node]


@dataclass
class Clip:
    """Music of some staves and measures, apart from the document."""

    staves: list[int]
    first: int
    measures: int
    cells: dict[Place, CellClip] = field(default_factory=dict)
    details: dict[int, list[Detail]] = field(default_factory=dict)
    shapes: dict[int, dict[int, Node]] = field(default_factory=dict)
    """Smart shapes by number: the score's record, and what parts change of it, by part."""


def copy_music(session: Session, selection: Selection) -> Clip:
    """Take a clip of a selection of whole measures."""
    staves = scroll_view(session)[selection.start_slot - 1 : selection.end_slot]
    clip = Clip(staves, selection.start_measure, selection.end_measure - selection.start_measure + 1)
    for row, staff in enumerate(staves):
        for column in range(clip.measures):
            clip.cells[row, column] = _cell(session, staff, clip.first + column)
    store = session.store
    for cell in clip.cells.values():
        for entries in cell.layers.values():
            clip.details |= details_of(session, [number for number, _ in entries])
    inside = places(staves, clip.first, clip.measures)
    for key in store.keys("others", "smartShape"):
        node = store.load("others", "smartShape", key)
        number = int(key.cmper1)
        if node is None:
            continue
        if key.part and number in clip.shapes:
            clip.shapes[number][key.part] = node
        elif not key.part and all(end in inside for end in ends_of(node)):
            clip.shapes[number] = {0: node}
    return clip


def _cell(session: Session, staff: int, measure: int) -> CellClip:
    store = session.store
    hold = store.load("details", "gfhold", Key(staff, measure))
    listed = hold.get("clefListID") if hold is not None else None
    layers, spacers = {}, {}
    for layer, number in frame_numbers(store, staff, measure).items():
        layers[layer] = entry_numbers(store, number)
        found = frame_key(store, number)
        spacer = store.load("others", "frameSpec", Key(number, inci=0))
        if found is not None and found.inci == 1 and spacer is not None:
            spacers[layer] = spacer
    if hold is not None:
        for layer in LAYERS:
            hold.set(f"frame{layer}", None)
    return CellClip(
        key_at(session, staff, measure),
        clef_at(session, staff, measure),
        hold,
        _all(session, "others", "clefEnum", int(listed)) if listed else [],
        layers,
        spacers,
        _all(session, "details", "chordAssign", staff, measure),
        [node for _, node in expressions_at(session, staff, measure)],
    )


def _all(session: Session, section: str, tag: str, cmper1: int, cmper2: int | None = None) -> list[Node]:
    store = session.store
    keys = (
        store.keys_of(section, tag, cmper1) if cmper2 is None else store.keys_of(section, tag, cmper1, cmper2)
    )
    return [node for key in keys if (node := store.load(section, tag, key)) is not None]


def paste_music(session: Session, clip: Clip, slot: int, first: int) -> bool:
    """Put a clip into the document, its top left cell at a slot and a measure.

    What would stand below the last staff or behind the last measure is left out. False if nothing is left.
    """
    staves = scroll_view(session)[slot - 1 :][: len(clip.staves)]
    measures = min(clip.measures, session.measure_count() - first + 1)
    if slot < 1 or first < 1 or not staves or measures < 1:
        return False
    behind = {staff: _clef_behind(session, staff, first + measures) for staff in staves}
    clear_music(session, staves, first, measures)
    numbers: dict[int, int] = {}
    offset = slot - 1 - _slot(session, clip.staves[0])
    for row, staff in enumerate(staves):
        for column in range(measures):
            _paste_cell(session, clip.cells[row, column], staff, first + column, numbers)
    for old, new in numbers.items():
        paste_details(session, clip.details[old], new, offset)
    _paste_shapes(session, clip, dict(zip(clip.staves, staves, strict=False)), first - clip.first, numbers)
    for staff, clef in behind.items():
        if clef is not None and clef_at(session, staff, first + measures) != clef:
            hold_clef(session, staff, first + measures, clef)
    return True


def _slot(session: Session, staff: int) -> int:
    return scroll_view(session).index(staff)


def _clef_behind(session: Session, staff: int, measure: int) -> int | None:
    """The clef of the cell behind, if it has none of its own."""
    if measure > session.measure_count() or session.store.exists("details", "gfhold", Key(staff, measure)):
        return None
    return clef_at(session, staff, measure)


def hold_clef(session: Session, staff: int, measure: int, clef: int) -> None:
    hold = Node("gfhold")
    hold.set("clefID", str(clef))
    hold.set("clefPercent", "75")
    session.store.save("details", "gfhold", Key(staff, measure), hold)


def _paste_cell(session: Session, cell: CellClip, staff: int, measure: int, numbers: dict[int, int]) -> None:
    store = session.store
    key = Key(staff, measure)
    drop_clefs(session, key)
    if cell.hold is not None:
        hold = cell.hold.copy()
        if cell.clefs:
            number = max((int(each.cmper1) for each in store.keys("others", "clefEnum")), default=0) + 1
            for inci, clef in enumerate(cell.clefs):
                store.save("others", "clefEnum", Key(number, inci=inci), clef.copy())
            hold.set("clefListID", str(number))
        store.save("details", "gfhold", key, hold)
    elif clef_at(session, staff, measure) != cell.clef:
        hold_clef(session, staff, measure, cell.clef)
    here = key_at(session, staff, measure)
    for layer, entries in cell.layers.items():
        frame = Frame(session, staff, measure, layer)
        for _, node in entries:
            copy = node.copy()
            copy.attrs = {"entnum": "0", "prev": "0", "next": "0"}
            if here != cell.key:
                respell(copy, cell.key, here)
            entry = FCNoteEntry.of(session, frame, 0, copy)
            entry.changed = True
            frame.entries.append(entry)
        frame.save()
        numbers.update({old: entry.number for (old, _), entry in zip(entries, frame.entries, strict=True)})
        if layer in cell.spacers and frame.number:
            spec = store.load("others", "frameSpec", Key(frame.number, inci=0))
            assert spec is not None
            store.save("others", "frameSpec", Key(frame.number, inci=1), spec)
            store.save("others", "frameSpec", Key(frame.number, inci=0), cell.spacers[layer].copy())
    for inci, chord in enumerate(cell.chords):
        store.save("details", "chordAssign", Key(staff, measure, inci=inci), chord.copy())
        flag_measure(store, "chordAssign", Key(staff, measure))
    for node in cell.expressions:
        copy = node.copy()
        copy.set("staffAssign", str(staff))
        taken = [each.inci for each in store.keys_of("others", "measExprAssign", measure)]
        store.save("others", "measExprAssign", Key(measure, inci=max(taken, default=-1) + 1), copy)
        flag_measure(store, "measExprAssign", Key(measure))


def drop_clefs(session: Session, key: Key) -> None:
    """Remove the hold of a cell, and its list of clefs unless another cell has the same."""
    store = session.store
    hold = store.load("details", "gfhold", key)
    if hold is None:
        return
    store.delete("details", "gfhold", key)
    listed = hold.get("clefListID")
    if listed is None:
        return
    holds = (store.load("details", "gfhold", each) for each in store.keys("details", "gfhold"))
    if any(each is not None and each.get("clefListID") == listed for each in holds):
        return
    for each in store.keys_of("others", "clefEnum", int(listed)):
        store.delete("others", "clefEnum", each)


def _paste_shapes(
    session: Session, clip: Clip, staves: dict[int, int], measures: int, numbers: dict[int, int]
) -> None:
    store = session.store
    last = session.measure_count()
    for versions in clip.shapes.values():
        shape = versions[0].copy()
        new = max((int(key.cmper1) for key in store.keys("others", "smartShape")), default=0) + 1
        complete = True
        for end, (staff, measure) in zip(ENDS, ends_of(shape), strict=True):
            entry = int(shape.get(f"{end}/endPt/entryNum") or 0)
            if staff not in staves or measure + measures > last or (entry and entry not in numbers):
                complete = False
                continue
            shape.set(f"{end}/endPt/inst", str(staves[staff]))
            shape.set(f"{end}/endPt/meas", str(measure + measures))
            if entry:
                shape.set(f"{end}/endPt/entryNum", str(numbers[entry]))
        if not complete:
            continue
        store.save("others", "smartShape", Key(new), shape)
        for part, overlay in versions.items():
            if part:
                store.save("others", "smartShape", Key(new, part=part), overlay.copy())
        add_marks(session, new, shape)
