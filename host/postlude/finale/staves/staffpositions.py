"""Where notes and rests stand on their staff: in steps from its top line, upwards; a line down is -2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.parts import load_for_part
from postlude.finale.music.frames import frame_numbers
from postlude.finale.records import NO_KEY
from postlude.finale.regions.cells import clef_at
from postlude.finale.remember import remembering
from postlude.finale.staves.staffstyles import staff_source

if TYPE_CHECKING:
    from postlude.enigma.node import Node
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.frames import Frame
    from postlude.finale.music.notes import FCNote
    from postlude.finale.session import Session

FIRST_LEDGER_LINE = -10
"""The position from which percussion maps count, under five lines; a treble clef has middle C there."""
TOP_LINE = 11
"""The number of the line at position 0, among the lines that a custom staff may have."""
GLOBALS = 65534
"""The number of the record of a part's settings."""
WHOLE, HALF, BREVE = 4096, 2048, 8192


def staff_number(note: FCNote) -> int:
    """The staff that the note is shown on: its own or, if it is crossed, another."""
    entry = note.entry
    if note.CrossStaff:
        session = entry._session
        for key in session.keys_of("details", "crossStaff", entry.number):
            node = session.store.load("details", "crossStaff", key)
            if node is not None and node.get("noteID") == str(note.NoteID):
                return int(node.get("instrument") or entry.Staff)
    return int(entry.Staff)


@remembering(("others", "partGlobals"))
def shows_transposed(session: Session) -> bool:
    """Whether the score, or the part in view, shows transposing staves as they are written."""
    node = load_for_part(session.store, "others", "partGlobals", Key(GLOBALS), session.part)
    return node is None or node.get("showTransposed") is not None


@remembering(("options", "clefOptions"))
def _middle_c(session: Session) -> dict[int, int]:
    """The position of middle C with each clef."""
    options = session.store.load("options", "clefOptions", NO_KEY)
    return {
        int(clef.attrs.get("index", 0)): int(clef.get("adjust") or 0)
        for clef in (options.find_all("clefDef") if options is not None else [])
    }


def visible_clef(session: Session, staff: int, measure: int, position: int) -> int:
    """The clef that is shown at a place: a transposing staff may have one of its own."""
    if shows_transposed(session):
        spec = staff_source(session, staff, measure, position, "transposition")
        if spec is not None and spec.get("transposition/setToClef") is not None:
            return int(spec.get("transposedClef") or 0)
    return clef_at(session, staff, measure, position)


def note_position(note: FCNote, staff: int = 0) -> int:
    """Where a note stands: on its own staff, or as it would on another one."""
    entry = note.entry
    frame, session = entry.frame, entry._session
    if frame is None:
        return 0
    percussion = _percussion_position(note, frame)
    if percussion is not None:
        return percussion
    place = frame.measure, int(frame.timing(entry)[0])
    staff = staff or frame.staff
    pitch = note.written_on(staff) if shows_transposed(session) else note.pitch
    middle = _middle_c(session).get(visible_clef(session, staff, *place), FIRST_LEDGER_LINE)
    return pitch.step + note.shown_order[0] - note.order[0] + middle


def ledger_lines(note: FCNote) -> int:
    """The ledger lines between a note and the staff that shows it: above it, below it (negative), or none."""
    entry, staff = note.entry, staff_number(note)
    frame = entry.frame
    if frame is None:
        return 0
    position = note_position(note, staff)
    spec = staff_source(entry._session, staff, frame.measure, int(frame.timing(entry)[0]), "staffType")
    top, bottom = lines_of(spec)
    if position > top:
        return (position - top) // 2
    return -((bottom - position) // 2) if position < bottom else 0


def lines_of(spec: Node | None) -> tuple[int, int]:
    """The positions of the top and the bottom line of a staff; lines of a custom staff count from the 11th."""
    count = spec.get("staffLines") if spec is not None else None
    custom = spec.find("customStaff") if spec is not None and not count else None
    if custom is not None:
        lines = [(TOP_LINE - int(line.text or 0)) * 2 for line in custom.find_all("staffLine")]
        if lines:
            return max(lines), min(lines)
    return 0, -2 * (int(count or 5) - 1)


def _percussion_position(note: FCNote, frame: Frame) -> int | None:
    """The fixed place of a percussion note, None if it isn't one."""
    entry = note.entry
    if not entry.NoteDetailFlag:
        return None
    session = entry._session
    code = None
    for key in session.keys_of("details", "percussionNoteCode", entry.number):
        node = session.store.load("details", "percussionNoteCode", key)
        if node is not None and node.get("noteID") == str(note.NoteID):
            code = node.get("noteCode")
    if code is None:
        return None
    staff = staff_source(session, frame.staff, frame.measure, int(frame.timing(entry)[0]), "notationStyle")
    number = _percussion_map(session, staff)
    return None if number is None else _percussion_positions(session, number).get(code)


def _percussion_map(session: Session, staff: Node | None) -> int | None:
    """The percussion map of a staff or a staff style, None if it has another notation."""
    if staff is None or staff.get("notationStyle") != "percussion":
        return None
    tag = "drumStaffStyle" if staff.tag == "staffStyle" else "drumStaff"
    node = session.store.load("others", tag, Key(int(staff.attrs.get("cmper", 0))))
    return int((node.get("whichDrumLib") if node is not None else None) or 0)


@remembering(("others", "percussionNoteInfo"))
def _percussion_positions(session: Session, number: int) -> dict[str, int]:
    """The positions of the notes of a percussion map."""
    found: dict[str, int] = {}
    for key in session.keys_of("others", "percussionNoteInfo", number):
        node = session.store.load("others", "percussionNoteInfo", key)
        if node is not None:
            found.setdefault(
                node.get("percNoteType") or "", int(node.get("harmLev") or 0) + FIRST_LEDGER_LINE
            )
    return found


# Rests.


def rest_position(entry: FCNoteEntry) -> int:
    """Where a rest stands: where it was put, or by the staff and the layer."""
    if entry.notes and not entry.FloatingRest:
        return note_position(entry.notes[0])
    frame, session = entry.frame, entry._session
    if frame is None:
        return 0
    position = default_rest_position(session, frame.staff, frame.measure, int(entry.position()[0]), entry.edu)
    atts = layer_attributes(session, frame.layer)
    if entry.FloatingRest and atts is not None and atts.get("useRestOff") is not None:
        shared = session.store.load("options", "miscOptions", NO_KEY)
        consolidated = shared is not None and shared.get("combineRestsAcrossLayers") is not None
        if layer_settings_apply(frame) and (entry.SplitRest or not consolidated):
            position += int(atts.get("restOffset") or 0)
    return position


def default_rest_position(session: Session, staff: int, measure: int, position: int, edu: int) -> int:
    """Where a staff has its rests of a duration in EDU."""
    spec = staff_source(session, staff, measure, position, "staffType")
    name = "otherRestOffset"
    if WHOLE <= edu < BREVE:
        name = "wRestOffset"
    elif BREVE <= edu < 2 * BREVE:
        name = "dwRestOffset"
    elif HALF <= edu < WHOLE:
        name = "hRestOffset"
    return int((spec.get(name) if spec is not None else None) or 0)


def extremes(entry: FCNoteEntry) -> tuple[int, int]:
    """The positions of the lowest and the highest note on the entry's own staff; of a rest, twice its own."""
    if not entry.sounding or not entry.notes:
        position = rest_position(entry)
        return position, position
    positions = [note_position(note) for note in entry.notes]
    return min(positions), max(positions)


# Layers.


@remembering(("others", "layerAtts"))
def layer_attributes(session: Session, layer: int) -> Node | None:
    """The settings of a layer, which counts from 1 here. The node is shared: only read it."""
    return load_for_part(session.store, "others", "layerAtts", Key(layer - 1), session.part)


def layer_settings_apply(frame: Frame) -> bool:
    """Whether stems and rests follow the layer's settings: always, or where other layers have notes."""
    session = frame.session
    atts = layer_attributes(session, frame.layer)
    if atts is None or atts.get("floatLayer") is None:
        return True
    for layer, number in frame_numbers(session.store, frame.staff, frame.measure).items():
        if layer == frame.layer:
            continue
        other = layer_attributes(session, layer)
        hidden = other is not None and other.get("hideLayer") is not None
        if hidden and atts.get("ignoreHiddenLayers") is not None:
            continue
        if atts.get("ignoreHidden") is not None and _nothing_shown(frame, layer, number):
            continue
        return True
    return False


def _nothing_shown(frame: Frame, layer: int, number: int) -> bool:
    """Whether all entries of another layer of the cell are hidden."""
    from postlude.finale.music.frames import entry_numbers

    if layer_replaced(frame.session, frame.staff, frame.measure, 0, layer):
        return True
    return all(node.get("ignore") is not None for _, node in entry_numbers(frame.session.store, number))


def layer_replaced(session: Session, staff: int, measure: int, position: int, layer: int) -> bool:
    """Whether an alternate notation stands in place of a layer's entries: slashes, repeat signs, nothing."""
    spec = staff_source(session, staff, measure, position, "altNotation")
    kind = spec.get("altNotation") if spec is not None else None
    if spec is None or kind in (None, "rhythmic"):
        return False
    return int(spec.get("altLayer") or 0) == layer - 1 or spec.get("altHideOtherNotes") is not None
