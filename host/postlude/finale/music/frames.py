"""Frames: the entries of one layer in one cell, loaded together and saved as a valid chain.

A cell's ``gfhold`` names a frame for each layer, ``frameSpec`` the first and last entry of a frame, and each
entry its neighbours. The chain runs on over the barlines of a layer. A frame whose first ``frameSpec`` has a
``startTime`` begins with a legacy pickup spacer; its entries are in the record with inci 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postlude.enigma.entrybody import EntryBody, next_and_body
from postlude.enigma.node import Key, Node, parse
from postlude.enigma.parts import load_for_part
from postlude.finale.music.staleframes import catch_up
from postlude.finale.music.voicetimes import Number, compute_times

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session

LAYERS = (1, 2, 3, 4)
_FRAMES = re.compile(rb"<frame([1-4])>(\d+)<")
_ENDS = re.compile(rb"<(start|end)Entry>(\d+)<")


def frame_numbers(store: Store, staff: int, measure: int) -> dict[int, int]:
    """The frame of each layer of a cell that has one; layers count from 1."""
    # Taken from the bytes: a symphony has as many cells as a novel has words.
    hold = store.raw("details", "gfhold", Key(staff, measure))
    return {int(layer): int(number) for layer, number in _FRAMES.findall(hold)} if hold is not None else {}


def frame_key(store: Store, frame: int) -> Key | None:
    """The ``frameSpec`` that holds the entries of a frame."""
    for inci in (0, 1):
        node = store.load("others", "frameSpec", Key(frame, inci=inci))
        if node is not None and node.get("startEntry"):
            return Key(frame, inci=inci)
    return None


def chain(store: Store, frame: int) -> Iterator[tuple[int, bytes, EntryBody]]:
    """The entries of a frame in order: number, record and content; a broken chain ends where it breaks."""
    for inci in (0, 1):
        spec = store.raw("others", "frameSpec", Key(frame, inci=inci))
        ends = dict(_ENDS.findall(spec)) if spec is not None else {}
        if b"start" in ends:
            break
    else:
        return
    number, last = int(ends[b"start"]), int(ends.get(b"end", 0))
    newline = store.newline
    seen: set[int] = set()
    while number and number not in seen:
        record = store.raw("entries", "entry", Key(number))
        if record is None:
            return
        seen.add(number)
        after, body = next_and_body(record, newline)
        yield number, record, body
        if number == last:
            return
        number = after


def entry_numbers(store: Store, frame: int) -> list[tuple[int, Node]]:
    """The entries of a frame in order, each with its elements."""
    return [(number, parse(record, store.newline)) for number, record, _ in chain(store, frame)]


@dataclass
class Frame:
    """The entries of one layer of a cell, as objects."""

    session: Session
    staff: int
    measure: int
    layer: int
    number: int = 0
    """The cmper of its ``frameSpec``; 0 while it has none."""
    entries: list[FCNoteEntry] = field(default_factory=list)
    loaded: list[int] = field(default_factory=list)
    """The entry numbers that it was loaded with."""
    before: Frame | None = None
    """The frame that comes before it in the layer that it was loaded with, if one was."""
    after: Frame | None = None
    _timed: bool = False

    @classmethod
    def load(cls, session: Session, staff: int, measure: int, layer: int, number: int) -> Frame:
        from postlude.finale.music.entries import FCNoteEntry

        frame = cls(session, staff, measure, layer, number)
        for entnum, record, body in chain(session.store, number):
            own = session.part and load_for_part(session.store, "entries", "entry", Key(entnum), session.part)
            frame.entries.append(
                FCNoteEntry.of(session, frame, entnum, own)
                if own
                else FCNoteEntry.of_record(session, frame, entnum, record, body)
            )
            frame.loaded.append(entnum)
        return frame

    # Time.

    def moved(self) -> None:
        """Forget computed positions: a duration or the list of entries has changed."""
        self._timed = False

    def timing(self, entry: FCNoteEntry) -> tuple[Number, Number]:
        """Where an entry starts in its measure and how long it lasts, both in EDU, tuplets counted in."""
        if not self._timed:
            compute_times(self.entries)
            self._timed = True
        return entry.timing

    # Structure.

    def insert(self, index: int, entry: FCNoteEntry) -> None:
        self.entries.insert(index, entry)
        self.moved()

    def remove(self, entry: FCNoteEntry) -> None:
        self.entries = [each for each in self.entries if each is not entry]
        self.moved()

    def clear(self) -> None:
        """Take all entries out; saving makes it final."""
        self.entries = []
        self.moved()

    def save(self) -> None:
        """Write back what changed: the entries, and where entries came or went, the chain and the frame."""
        store = self.session.store
        numbers = [entry.number for entry in self.entries]
        if numbers == self.loaded and not any(entry.changed for entry in self.entries):
            return
        catch_up(self)
        numbers = [entry.number for entry in self.entries]
        if numbers and not self.loaded and not self._has_place(store):
            return
        if numbers != self.loaded or 0 in numbers:
            self._relink(store)
        for entry in self.entries:
            entry.write()

    def _has_place(self, store: Store) -> bool:
        """Whether the document has the cell. What is saved elsewhere would be music that nothing shows."""
        for what, tag, number in (("measure", "measSpec", self.measure), ("staff", "staffSpec", self.staff)):
            if not store.exists("others", tag, Key(number)):
                place = f"measure {self.measure} of staff {self.staff}"
                self.session.notes[f"entries of {place}"] = (
                    f"entries for {place} were not saved: there is no {what} {number}"
                )
                return False
        return True

    def _replace_what_is_there(self, store: Store) -> None:
        """Take the place of a frame that the layer has there and that wasn't loaded."""
        self.number = frame_numbers(store, self.staff, self.measure).get(self.layer, 0)
        if self.number and not self.loaded:
            self.loaded = [entnum for entnum, _ in entry_numbers(store, self.number)]

    def _relink(self, store: Store) -> None:
        if not self.number:
            self._replace_what_is_there(store)
        for entry in self.entries:
            if not entry.number:
                entry.number = _free_number(self.session, "entries", "entry")
        if self.loaded:
            before, after = ends(store, self.loaded)
        else:
            before, after = neighbours(self.session, self.staff, self.measure, self.layer)
        numbers = [entry.number for entry in self.entries]
        for gone in set(self.loaded) - set(numbers):
            delete_entry(self.session, gone)
        chain = [before, *numbers, after]
        for index, entry in enumerate(self.entries, 1):
            entry.link(chain[index - 1], chain[index + 1])
        _point(store, before, "next", chain[1])
        _point(store, after, "prev", chain[-2])
        self.write_spec(store, numbers)
        self.loaded = numbers

    def move(self, layer: int) -> None:
        """Take the frame over into another layer of its cell, in the place of what stands there."""
        session, store = self.session, self.session.store
        frames = frame_numbers(store, self.staff, self.measure)
        there = frames.get(layer)
        if there and there != self.number:
            detach(store, [number for number, _ in entry_numbers(store, there)])
            put_frame(session, self.staff, self.measure, layer, 0)
            session.displaced_frames.add(there)
        if self.number:
            if frames.get(self.layer) == self.number:
                detach(store, self.loaded)
                put_frame(session, self.staff, self.measure, self.layer, 0)
            session.displaced_frames.discard(self.number)
            put_frame(session, self.staff, self.measure, layer, self.number)
            before, after = neighbours(session, self.staff, self.measure, layer)
            _point(store, self.loaded[0], "prev", before)
            _point(store, self.loaded[-1], "next", after)
            _point(store, before, "next", self.loaded[0])
            _point(store, after, "prev", self.loaded[-1])
        self.layer = layer

    def write_spec(self, store: Store, numbers: list[int]) -> None:
        if not numbers:
            if self.number:
                _given(self.session, "frameSpec", self.number)
                for inci in (1, 0):
                    store.delete("others", "frameSpec", Key(self.number, inci=inci))
                put_frame(self.session, self.staff, self.measure, self.layer, 0)
                self.number = 0
            return
        if not self.number:
            self.number = _free_number(self.session, "others", "frameSpec")
            put_frame(self.session, self.staff, self.measure, self.layer, self.number)
        key = frame_key(store, self.number) or Key(self.number, inci=0)
        spec = store.load("others", "frameSpec", key) or Node("frameSpec")
        for path, number in (("startEntry", numbers[0]), ("endEntry", numbers[-1])):
            spec.set(path, str(number))
        store.save("others", "frameSpec", key, spec)


def put_frame(session: Session, staff: int, measure: int, layer: int, number: int) -> None:
    """Name the frame of a layer in its cell's ``gfhold``, 0 for none; the cell gets one if it has none."""
    store = session.store
    key = Key(staff, measure)
    hold = store.load("details", "gfhold", key)
    if hold is None:
        if not number:
            return
        from postlude.finale.regions.cells import clef_at

        hold = Node("gfhold")
        hold.set("clefID", str(clef_at(session, staff, measure)))
        hold.set("clefPercent", "75")
    hold.set(f"frame{layer}", str(number) if number else None)
    store.save("details", "gfhold", key, hold)


def delete_entry(session: Session, number: int) -> None:
    """Remove an entry and all that hangs on it: details, and smart shapes, which have an end there."""
    from postlude.finale.marks.smartshapemarks import remove_shapes_at

    store = session.store
    remove_shapes_at(session, number)
    _given(session, "entry", number)
    store.delete("entries", "entry", Key(number))
    for tag in entry_detail_tags(store):
        for key in store.keys_of("details", tag, number):
            store.delete("details", tag, key)


def entry_detail_tags(store: Store) -> list[str]:
    """The tags of the details in this document whose records are kept by entry number."""
    from postlude.enigma.schema import attributes

    return [tag for tag in store.tags("details") if "entnum" in attributes("details", tag)]


def ends(store: Store, numbers: list[int]) -> tuple[int, int]:
    """The entries before and behind a run of entries in its chain, 0 for none."""
    first = store.load("entries", "entry", Key(numbers[0]))
    last = store.load("entries", "entry", Key(numbers[-1]))
    return (
        int(first.attrs.get("prev", 0)) if first is not None else 0,
        int(last.attrs.get("next", 0)) if last is not None else 0,
    )


def detach(store: Store, numbers: list[int]) -> None:
    """Take a run of entries out of its chain; the ends of the run point nowhere then."""
    if not numbers:
        return
    before, after = ends(store, numbers)
    _point(store, before, "next", after)
    _point(store, after, "prev", before)
    _point(store, numbers[0], "prev", 0)
    _point(store, numbers[-1], "next", 0)


def neighbours(session: Session, staff: int, measure: int, layer: int) -> tuple[int, int]:
    """The last entry of a staff's layer before a measure, and the first behind it, 0 for none."""
    store = session.store
    measures = [key.cmper2 for key in session.keys_of("details", "gfhold", staff)]

    def nearest(candidates: list[int], end: int) -> int:
        for candidate in candidates:
            number = frame_numbers(store, staff, candidate).get(layer)
            entries = entry_numbers(store, number) if number else []
            if entries:
                return entries[end][0]
        return 0

    return (
        nearest([each for each in reversed(measures) if each < measure], -1),
        nearest([each for each in measures if each > measure], 0),
    )


def purge_displaced(session: Session) -> None:
    """Remove the frames that were pushed out of their layer and that no cell has taken back."""
    store = session.store
    for number in sorted(session.displaced_frames):
        for entnum, _ in entry_numbers(store, number):
            delete_entry(session, entnum)
        for inci in (1, 0):
            store.delete("others", "frameSpec", Key(number, inci=inci))
    session.displaced_frames.clear()


def _free_number(session: Session, section: str, tag: str) -> int:
    """A number that no record has, nor had: an object of a record that is gone would take the new one for its own."""
    keys = session.store.keys(section, tag)
    _given(session, tag, int(keys[-1].cmper1) if keys else 0)
    session.numbers_given[tag] += 1
    return session.numbers_given[tag]


def _given(session: Session, tag: str, number: int) -> None:
    session.numbers_given[tag] = max(number, session.numbers_given.get(tag, 0))


def _point(store: Store, number: int, direction: str, target: int) -> None:
    if not number:
        return
    node = store.load("entries", "entry", Key(number))
    if node is not None and node.attrs.get(direction) != str(target):
        node.attrs[direction] = str(target)
        store.save("entries", "entry", Key(number), node)
