"""Stems: which way they point, how long they are, and what of an entry is shown at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import approximate, method
from postlude.finale.music.entrybeams import QUARTER, beam_group, unbeamed
from postlude.finale.music.entrycore import EntryCore
from postlude.finale.music.voicednotes import shown_notes
from postlude.finale.records import NO_KEY
from postlude.finale.staves.staffpositions import (
    WHOLE,
    extremes,
    layer_attributes,
    layer_replaced,
    layer_settings_apply,
    note_position,
    staff_number,
)
from postlude.finale.staves.staffstyles import staff_source
from postlude.finale.staves.staves import slots

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote

STEP = 12
"""EVPU from a line to the space beside it."""


class EntryStems(EntryCore):
    """Stems, and what is seen of the entry."""

    @method
    def CalcStemUp(self) -> bool:
        """Which way the stem points: by the staff's, the layer's and the entry's settings, else by the notes.

        All entries of a beamed group point the same way. In a cell with two voices in one layer, it is the
        direction that Finale left in the entry.
        """
        return stem_up(self.me)

    @method
    @approximate
    def CalcStemLength(self) -> int:
        """The length in EVPU from the notehead that is farthest from the stem's end; 0 without a stem.

        Approximated for beamed notes: they have what they would have alone, the slope of the beam isn't counted
        in. Else it is as Finale's own export has it.
        """
        if self.edu >= WHOLE or self.me.CalcDisplaysAsRest():
            return 0
        return stem_length(self.me)

    @method
    def CalcLowestStaffPosition(self) -> int:
        """Steps from the staff's top line to the lowest note, or to the rest; below it they are negative."""
        return extremes(self.me)[0]

    @method
    def CalcHighestStaffPosition(self) -> int:
        return extremes(self.me)[1]

    @method
    def CalcLowestPercussionNote(self) -> FCNote | None:
        """The note that stands lowest on the staff: a percussion map places notes by sound, not by pitch."""
        return min(self.notes, key=note_position, default=None)

    @method
    def CalcHighestPercussionNote(self) -> FCNote | None:
        """The note that stands highest on the staff."""
        return max(self.notes, key=note_position, default=None)

    @method
    @approximate
    def CalcWidestNoteheadWidth(self) -> int:
        """The width of its widest notehead in EVPU. Approximated, as ``FCNote.CalcNoteheadWidth``."""
        return max((note.CalcNoteheadWidth() for note in self.notes), default=0)

    @method
    def CalcDisplaysAsRest(self) -> bool:
        """Whether it is a rest, or has no note that the part in view shows."""
        return not self.sounding or not (self._session.part == 0 or shown_notes(self.me))

    @method
    def CalcHiddenThroughAltNotation(self) -> bool:
        """Whether slashes, a repeat sign or nothing at all stands in its place."""
        frame = self.frame
        return frame is not None and layer_replaced(
            self._session, frame.staff, frame.measure, int(self.position()[0]), frame.layer
        )


def _spec(entry: FCNoteEntry, mask: str, path: str) -> str | None:
    """What the staff, or a style there, has at a path where the entry stands."""
    frame = entry.frame
    if frame is None:
        return None
    spec = staff_source(entry._session, frame.staff, frame.measure, int(entry.position()[0]), mask)
    return spec.get(path) if spec is not None else None


def _middle(entry: FCNoteEntry) -> int:
    """The position at which stems turn round."""
    return int(_spec(entry, "staffType", "stemReversal") or 0)


def stem_up(entry: FCNoteEntry) -> bool:
    group = beam_group(entry)
    forced = _forced(group)
    if forced is not None:
        return forced
    crossed = {_crossing(each) for each in group} - {0}
    if len(crossed) == 1:
        # Notes on the staff below have their stems up.
        return crossed == {-1}
    return _by_notes(entry, group)


def stem_length(entry: FCNoteEntry) -> int:
    """The length of a note's stem, as if it had no beam.

    It is the normal length, or as far as the middle of the staff; the shortened one where the stem points away
    from the middle and has no flag. A stem that was moved by hand is so much longer or shorter.
    """
    store, up = entry._session.store, stem_up(entry)
    options = store.load("options", "stemOptions", NO_KEY)
    normal, shortened = (
        int((options.get(path) if options is not None else None) or 0) for path in ("stemLength", "stem2")
    )
    low, high = extremes(entry)
    middle = _middle(entry)
    towards = middle - high if up else low - middle
    length = max(normal, towards * STEP)
    if towards < 0 and entry.edu >= QUARTER:
        length = shortened
    graces = store.load("options", "graceNoteOptions", NO_KEY) if entry.grace else None
    percent = entry_size(entry) * int((graces.get("gracePerc") if graces is not None else None) or 100)
    moved = store.load("details", "stemAdjust", Key(entry.number)) if entry.StemDetailFlag else None
    by_hand = 0
    if moved is not None:
        by_hand = int(moved.get("upVertAdjust") or 0) if up else -int(moved.get("downVertAdjust") or 0)
    return (high - low) * STEP + round(length * percent / 10_000) + by_hand


def _forced(group: list[FCNoteEntry]) -> bool | None:
    """The direction that something else than the notes decides: the first in this order."""
    for each in group:
        if _spec(each, "altNotation", "altNotation") == "rhythmic":
            return _spec(each, "altNotation", "altRhythmStemsUp") is not None
    for each in group:
        if each.FreezeStem:
            return bool(each.StemUp)
    by_layer = _layer_direction(group[0])
    if by_layer is not None:
        return by_layer
    for each in group:
        direction = _spec(each, "showStems", "stemDir")
        if direction in ("alwaysUp", "alwaysDown"):
            return direction == "alwaysUp"
    for each in group:
        if each.Voice2Launch or each.Voice2:
            return bool(each.StemUp)
    return None


def _layer_direction(entry: FCNoteEntry) -> bool | None:
    """The direction that the layer's settings freeze, where they apply."""
    frame = entry.frame
    atts = layer_attributes(entry._session, frame.layer) if frame is not None else None
    if frame is None or atts is None or atts.get("freezeLayer") is None or not layer_settings_apply(frame):
        return None
    return atts.get("freezeLayUp") is not None


def _crossing(entry: FCNoteEntry) -> int:
    """1 if notes of the entry are crossed to a staff above, -1 to one below, 0 to none or to both."""
    if not entry.CrossStaff:
        return 0
    found = slots(entry._session)
    home = found.get(entry.Staff, 0)
    ways = set()
    for note in entry.notes:
        slot = found.get(staff_number(note), home)
        ways.add((slot < home) - (slot > home))
    ways.discard(0)
    return ways.pop() if len(ways) == 1 else 0


def _by_notes(entry: FCNoteEntry, group: list[FCNoteEntry]) -> bool:
    """By the notes that are farthest from the middle of the staff; grace notes point up."""
    highest = lowest = None
    above = below = 0
    placed = [each for each in group if not each.grace]
    if not placed:
        return True
    for each in placed:
        if not each.sounding and (not each.notes or each.FloatingRest):
            continue
        middle = _middle(each)
        low, high = (position - middle for position in extremes(each))
        highest = high if highest is None else max(highest, high)
        lowest = low if lowest is None else min(lowest, low)
        farthest = low if abs(low) > abs(high) else high
        above += farthest > 0
        below += farthest < 0
    if highest is None or lowest is None:
        return bool(entry.StemUp)
    if lowest < 0 and lowest == -highest and not unbeamed(entry):
        return below > above
    return (lowest if abs(lowest) > abs(highest) else highest) < 0


def entry_size(entry: FCNoteEntry) -> int:
    """The size in percent: a beamed group has that of its first entry."""
    first = beam_group(entry)[0]
    node = entry._session.store.load("details", "entrySize", Key(first.number)) if first.number else None
    return int((node.get("percent") if node is not None else None) or 100)
