"""Frames that changed in the document after they were loaded.

A script may hold the entries of a cell while it changes the same cell through other objects, or takes measures out.
When the frame is saved, what became of it in the meantime counts: entries that were removed stay removed, those that
were added stay, and a frame that is gone gets only what is new.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, parse

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.music.frames import Frame

_ENDS = re.compile(rb"<(?:start|end)Entry>(\d+)<")
_NEXT = re.compile(rb'\snext="(\d+)"')


def catch_up(frame: Frame) -> None:
    """Bring a frame up to date with the document, but for what was changed in it."""
    store = frame.session.store
    if not frame.number or _is_as_loaded(frame, store):
        return
    from postlude.finale.music.frames import entry_numbers

    now = entry_numbers(store, frame.number)
    known = {number for number, _ in now}
    frame.entries = [entry for entry in frame.entries if not entry.number or entry.number in known]
    frame.moved()
    if not now:
        frame.number, frame.loaded = 0, []
        return
    frame.measure = _measure_of(frame, store)
    _take_in(frame, [number for number, _ in now])
    frame.loaded = [number for number, _ in now]


def _is_as_loaded(frame: Frame, store: Store) -> bool:
    from postlude.finale.music.frames import frame_numbers

    if frame_numbers(store, frame.staff, frame.measure).get(frame.layer) != frame.number:
        return False
    specs = (store.raw("others", "frameSpec", Key(frame.number, inci=inci)) for inci in (0, 1))
    ends = [tuple(map(int, _ENDS.findall(spec))) for spec in specs if spec is not None]
    if not frame.loaded or (frame.loaded[0], frame.loaded[-1]) not in ends:
        return False
    records = [(number, store.raw("entries", "entry", Key(number)) or b"") for number in frame.loaded]
    return all(record for _, record in records) and all(
        (match := _NEXT.search(record)) is not None and int(match[1]) == following
        for (_, record), (following, _) in pairwise(records)
    )


def _measure_of(frame: Frame, store: Store) -> int:
    """Where the frame is now: measures may have been put before it."""
    from postlude.finale.music.frames import frame_numbers

    for key in store.keys_of("details", "gfhold", frame.staff):
        if frame_numbers(store, frame.staff, key.cmper2).get(frame.layer) == frame.number:
            return key.cmper2
    return frame.measure


def _take_in(frame: Frame, now: list[int]) -> None:
    """Take in the entries that were added, each behind the one that it follows."""
    from postlude.finale.music.entries import FCNoteEntry

    store, loaded = frame.session.store, set(frame.loaded)
    for place, number in enumerate(now):
        record = store.raw("entries", "entry", Key(number)) if number not in loaded else None
        if record is None:
            continue
        before = set(now[:place])
        behind = [index for index, entry in enumerate(frame.entries, 1) if entry.number in before]
        entry = FCNoteEntry.of(frame.session, frame, number, parse(record, store.newline))
        frame.insert(behind[-1] if behind else 0, entry)
