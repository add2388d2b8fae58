"""What the scripts are documented to do, in plain Python on plain values."""

from __future__ import annotations

import math
from typing import Any

from tests.scripts.reader import Entry, Fields, Score

Pitch = tuple[int, int, int]
"""The number of a note, its scale step and its alteration."""

DETAILS_OF_NOTES = (
    "acciAlter", "crossStaff", "dotOffset", "noteAlter", "percussionNoteCode", "tieAlterEnd", "tieAlterStart",
)  # fmt: skip


def order(pitch: Pitch) -> tuple[int, int, int]:
    return pitch[1], pitch[2], pitch[0]


def top_note_only(pitches: list[Pitch]) -> list[Pitch]:
    return [max(pitches, key=order)] if pitches else []


def rotated_up(pitches: list[Pitch]) -> list[Pitch]:
    """The bottom note moves above the rest, by whole octaves."""
    if len(pitches) < 2:
        return pitches
    ranked = sorted(pitches, key=order)
    bottom, top = ranked[0], ranked[-1]
    octaves = max(1, math.ceil((top[1] - bottom[1]) / 7))
    moved = (bottom[0], bottom[1] + 7 * octaves, bottom[2])
    if moved[1:] == top[1:] and len(ranked) > 2:
        next_lowest = ranked[1]
        moved = (bottom[0], next_lowest[1] + 7 * octaves, next_lowest[2])
    return sorted([*ranked[1:], moved], key=order)


def with_dot(duration: int) -> int:
    return duration | duration >> 1


def without_dot(duration: int) -> int:
    shorter = duration & (duration - 1)
    return shorter or duration


def undotted(duration: int) -> int:
    return 1 << duration.bit_length() - 1


def oracle_pitches(line: dict[str, Any]) -> list[Pitch]:
    notes = [(note["id"], note["lev"], note["alt"]) for note in line["notes"]]
    return sorted(notes, key=order)


def entry_state(entry: Entry) -> tuple[int, int, int, Fields, list[dict[str, str]]]:
    """All of an entry, to be compared."""
    return entry.number, entry.before, entry.after, entry.fields, entry.notes


def details_without_notes(score: Score, gone: dict[int, set[int]]) -> dict[Any, Any]:
    """The details of notes once the notes ``gone`` (by entry) went; later incis of an entry move up."""
    expected = {}
    for tag in DETAILS_OF_NOTES:
        records = score.records["details"].get(tag, {})
        taken: dict[tuple[str, str], int] = {}
        for key, fields in sorted(records.items(), key=lambda item: int(dict(item[0]).get("inci", 0))):
            facts = dict(key)
            entnum = facts["entnum"]
            if int(fields["noteID"]) in gone.get(int(entnum), set()):
                continue
            group = entnum, facts.get("part", "")
            inci = taken[group] = taken.get(group, -1) + 1
            new_key = tuple((name, str(inci) if name == "inci" else value) for name, value in key)
            expected[tag, new_key] = fields
    return expected


def bottom_note_only(pitches: list[Pitch]) -> list[Pitch]:
    return [min(pitches, key=order)] if pitches else []


def without_bottom_note(pitches: list[Pitch]) -> list[Pitch]:
    return sorted(pitches, key=order)[1:] if len(pitches) > 1 else pitches


LETTERS = "CDEFGAB"
NATURAL = (0, 2, 4, 5, 7, 9, 11)
FIFTHS = "FCGDAEB"


def key_alteration(fifths: int, letter: str) -> int:
    """What a key of so many sharps (flats if negative) does to a letter."""
    place = FIFTHS.index(letter)
    return (fifths - place + 6) // 7


def enharmonic_up(note: dict[str, Any], fifths: int, tonic: int) -> Pitch:
    """A note of an oracle file on the next scale step, at the same sound; the tonic's letter counts from C."""
    step = note["lev"] + 1 + tonic
    natural = 60 + 12 * (step // 7) + NATURAL[step % 7]
    return note["id"], note["lev"] + 1, note["midi"] - natural - key_alteration(fifths, LETTERS[step % 7])
