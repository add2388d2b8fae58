"""A layer of a staff over several measures as one line of music, whose barlines can be drawn anew.

A line is made of units, which stay together: an entry with the grace notes before it and the voice 2 that it
launches, or a whole tuplet. A unit of one plain entry can be split, at a barline say, into tied ones; others stand
whole in the measure in which they begin, longer than that if need be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.music.entries import FCNoteEntry
from postlude.finale.music.frames import Frame, delete_entry, ends, frame_numbers, neighbours
from postlude.finale.regions.inforce import meter_at

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.session import Session

LONGEST = 8192
"""EDU of a double whole note."""
_OF_ONE_ENTRY = (
    "articDetail", "lyricDetail", "noteDetail", "stemDetail", "dotTieAlt", "beamExt", "secBeam",
    "performanceData", "smartShapeDetail", "crossStaff", "tupletStart", "controller",
)  # fmt: skip
"""Flags of an entry for what hangs on it, which a continuation of it has not."""


@dataclass
class Unit:
    """Entries that stay together; ``start`` counts EDU from the start of the line."""

    entries: list[FCNoteEntry]
    start: Fraction
    length: Fraction

    @property
    def end(self) -> Fraction:
        return self.start + self.length

    @property
    def plain(self) -> FCNoteEntry | None:
        """Its one entry that has a duration, if it can be split: None in a tuplet or with a voice 2."""
        timed = [entry for entry in self.entries if not entry.grace]
        if len(timed) != 1 or timed[0].edu != self.length or timed[0].TupletStartFlag:
            return None
        return timed[0]


def units_of(frame: Frame, offset: Fraction) -> list[Unit]:
    """The units of a frame that begins at ``offset``."""
    found: list[Unit] = []
    graces: list[FCNoteEntry] = []
    for entry in frame.entries:
        start, length = (Fraction(value) for value in frame.timing(entry))
        if entry.voice2 and found:
            found[-1].entries.append(entry)
        elif entry.grace:
            graces.append(entry)
        elif found and offset + start < found[-1].end:
            found[-1].entries += [*graces, entry]
            graces = []
        else:
            tuplets = entry.tuplets()
            found.append(Unit([*graces, entry], offset + start, length))
            graces = []
            if tuplets:
                found[-1].length = Fraction(tuplets[0].reference)
    if graces:
        if found:
            found[-1].entries += graces
        else:
            found.append(Unit(graces, offset, Fraction()))
    return found


@dataclass
class Line:
    """The music of a layer from a measure on; positions count EDU from the start of the first measure."""

    session: Session
    staff: int
    layer: int
    frames: list[Frame]
    bounds: list[Fraction]
    """Where each measure begins, and where the last one ends, by the time signatures."""
    units: list[Unit] = field(default_factory=list)

    @classmethod
    def load(cls, session: Session, staff: int, layer: int, measures: range) -> Line:
        frames, bounds = [], [Fraction()]
        for measure in measures:
            number = frame_numbers(session.store, staff, measure).get(layer, 0)
            frames.append(
                Frame.load(session, staff, measure, layer, number)
                if number
                else Frame(session, staff, measure, layer)
            )
            bounds.append(bounds[-1] + meter_at(session, staff, measure).duration)
        line = cls(session, staff, layer, frames, bounds)
        for frame, offset in zip(frames, bounds, strict=False):
            line.units += units_of(frame, offset)
        return line

    def entries(self) -> list[FCNoteEntry]:
        """The entries in its frames."""
        return [entry for frame in self.frames for entry in frame.entries]

    def cut(self, first: Fraction, behind: Fraction) -> list[Unit]:
        """Take out what begins from one position up to another, and end there what sounds into it."""
        inside, left = [], []
        for unit in self.units:
            if first <= unit.start < behind:
                inside.append(unit)
                continue
            left.append(unit)
            if unit.start < first < unit.end:
                left += self._shortened(left.pop(), first)
        self.units = left
        return inside

    def _shortened(self, unit: Unit, end: Fraction) -> list[Unit]:
        """What is left of a unit that ends earlier: none of a tuplet, which is replaced by rests."""
        entry = unit.plain
        if entry is None:
            return []
        for note in entry.notes:
            note.Tie = False
        return list(self._parts(unit, [note_values(unit.start, end)], tie_out=False))

    def put(self, units: list[Unit]) -> None:
        self.units = sorted([*self.units, *units], key=lambda unit: unit.start)

    def rests(self, first: Fraction, behind: Fraction) -> None:
        """Fill with rests what is empty between two positions of measures that have music."""
        made = []
        for start, end in self._measures_between(first, behind):
            there = [unit for unit in self.units if start[0] <= unit.start < end[0]]
            into = max((unit.end for unit in self.units if unit.start < start[0]), default=start[0])
            if there:
                made += list(self._gaps(there, max(start[1], into), end[1], start[0]))
        self.put(made)

    def _measures_between(
        self, first: Fraction, behind: Fraction
    ) -> Iterator[tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]]:
        for start, end in zip(self.bounds, self.bounds[1:], strict=False):
            if start < behind and first < end:
                yield (start, max(start, first)), (end, min(end, behind))

    def _gaps(
        self, units: list[Unit], first: Fraction, behind: Fraction, barline: Fraction
    ) -> Iterator[Unit]:
        position = first
        for unit in [*units, Unit([], behind, Fraction())]:
            for start, value in rest_values(position - barline, min(unit.start, behind) - barline):
                yield Unit([self._rest(value)], barline + start, Fraction(value))
            position = max(position, unit.end)

    def _rest(self, duration: int) -> FCNoteEntry:
        rest = FCNoteEntry.fresh(self.session, self.frames[0])
        rest.Duration = duration
        return rest

    def _parts(self, unit: Unit, values: list[list[int]], *, tie_out: bool) -> Iterator[Unit]:
        """A plain unit as tied entries of those durations; the first is the entry itself."""
        entry = unit.plain
        assert entry is not None
        tied = [note.Tie for note in entry.notes]
        flat = [value for group in values for value in group]
        start = unit.start
        for index, value in enumerate(flat):
            piece = entry if index == 0 else self._continuation(entry)
            for note, out in zip(piece.notes, tied, strict=True):
                last = index == len(flat) - 1
                note.Tie = (out and tie_out) if last else True
                if index:
                    note.TieBackwards = True
            piece.Duration = value
            before = unit.entries[: unit.entries.index(entry)] if index == 0 else []
            behind = unit.entries[unit.entries.index(entry) + 1 :] if index == len(flat) - 1 else []
            yield Unit([*before, piece, *behind], start, Fraction(value))
            start += value

    def _continuation(self, entry: FCNoteEntry) -> FCNoteEntry:
        copy = entry._node.copy()
        copy.attrs = {"entnum": "0", "prev": "0", "next": "0"}
        for flag in _OF_ONE_ENTRY:
            copy.set(flag, None)
        made = FCNoteEntry.of(self.session, self.frames[0], 0, copy)
        made.changed = True
        made.BeamBeat = True
        return made

    def save(self, *, keep_rest: bool = False) -> None:
        """Write the line into its measures: split at barlines, rests where something stands behind a gap.

        What is beyond the last measure is dropped, or with ``keep_rest`` stays in it.
        """
        contents: list[list[FCNoteEntry]] = []
        waiting = sorted(self.units, key=lambda unit: unit.start)
        for index, (start, end) in enumerate(zip(self.bounds, self.bounds[1:], strict=False)):
            is_last = index == len(self.frames) - 1
            here: list[Unit] = []
            while waiting and (waiting[0].start < end or (is_last and keep_rest)):
                unit = waiting.pop(0)
                if unit.end <= end or (is_last and keep_rest) or unit.plain is None:
                    here.append(unit)
                    continue
                behind = [] if is_last else note_values(end, unit.end)
                parts = list(self._parts(unit, [note_values(unit.start, end), behind], tie_out=not is_last))
                here += [part for part in parts if part.start < end]
                waiting = [part for part in parts if part.start >= end] + waiting
            gaps = list(self._gaps(here, start, here[-1].start, start)) if here else []
            ordered = sorted([*here, *gaps], key=lambda unit: unit.start)
            contents.append([entry for unit in ordered for entry in unit.entries])
        put_chain(self.session, self.frames, contents)


def note_values(start: Fraction, end: Fraction) -> list[int]:
    """A duration as written: the longest values first, each with no more than two dots."""
    left, found = int(end - start), []
    while left > 0:
        value = min(1 << (left.bit_length() - 1), LONGEST)
        for dotted in (value * 7 // 4, value * 3 // 2):
            if dotted <= left and value >= 8:
                value = dotted
                break
        found.append(value)
        left -= value
    return found


def rest_values(start: Fraction, end: Fraction) -> Iterator[tuple[Fraction, int]]:
    """Rests from one position of a measure to another, each at a multiple of its own length."""
    position = start
    while end - position >= 1:
        value = 1 << (int(end - position).bit_length() - 1)
        while value > 1 and position % value:
            value //= 2
        value = min(value, LONGEST // 2)
        yield position, value
        position += value


def put_chain(session: Session, frames: list[Frame], contents: list[list[FCNoteEntry]]) -> None:
    """Save frames that follow each other in a layer, with entries that may have come from one to another.

    Entries keep their numbers, and so what hangs on them; those that are in no frame any more are deleted.
    """
    store = session.store
    old = [number for frame in frames for number in frame.loaded]
    first = frames[0]
    before, after = ends(store, old) if old else neighbours(session, first.staff, first.measure, first.layer)
    entries = [entry for content in contents for entry in content]
    free = max((int(key.cmper1) for key in store.keys("entries", "entry")), default=0) + 1
    for entry in entries:
        if not entry.number:
            entry.number = free
            free += 1
    numbers = [entry.number for entry in entries]
    for gone in set(old) - set(numbers):
        delete_entry(session, gone)
    chain = [before, *numbers, after]
    for index, entry in enumerate(entries, 1):
        entry.link(chain[index - 1], chain[index + 1])
    _point(store, before, "next", chain[1])
    _point(store, after, "prev", chain[-2])
    for frame, content in zip(frames, contents, strict=True):
        frame.entries, frame.loaded = content, [entry.number for entry in content]
        frame.moved()
        for entry in content:
            entry.frame = frame
        frame.write_spec(store, frame.loaded)
    for entry in entries:
        entry.write()


def _point(store: Store, number: int, direction: str, target: int) -> None:
    node = store.load("entries", "entry", Key(number)) if number else None
    if node is not None and node.attrs.get(direction) != str(target):
        node.attrs[direction] = str(target)
        store.save("entries", "entry", Key(number), node)
