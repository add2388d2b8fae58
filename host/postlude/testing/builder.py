"""Makes a document from a few lines of music::

    score("treble 4/4 2#: c#4 d e f# | g1", "bass: r1 | <d a>2 r")

The notation is described in ``docs/testing.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from postlude.enigma.document import Document, document_from_bytes
from postlude.enigma.node import Key
from postlude.errors import UsageError
from postlude.finale.signatures.pitches import KeyValue, Pitch
from postlude.testing.notation import Event, Measure, ScoreText, StaffText
from postlude.testing.parsing import parse
from postlude.testing.records import NAME_FONT, Fields, Writer

QUARTER = 1024
_MIDDLE_LINE = {0: 6, 1: 0, 2: -2, 3: -6}
"""Scale steps from middle C to the middle line, by clef."""


def score(*lines: str) -> Document:
    """A document with that music: a line for each staff, its lyrics and parts, or one text of several lines.

    The document is in memory and counts as unchanged; ``save`` writes it. Raises UsageError, with the line, the
    column and what was expected.
    """
    return document_from_bytes(_written(lines))


@lru_cache(maxsize=64)
def _written(lines: tuple[str, ...]) -> bytes:
    """The XML of a score: tests build the same one again and again."""
    text = parse(lines)
    count = max(len(staff.measures) for staff in text.staves)
    _check_parts(text)
    build = _Build(text, _signatures(text, count))
    build.music()
    return build.xml()


def _signatures(text: ScoreText, count: int) -> list[tuple[int, tuple[int, int]]]:
    found = []
    key, time = 0, (4, 4)
    for number in range(count):
        key, time = text.keys.get(number, key), text.times.get(number, time)
        found.append((key, time))
    return found


def _check_parts(text: ScoreText) -> None:
    for name, numbers in text.parts:
        for number in numbers:
            if not 1 <= number <= len(text.staves):
                raise UsageError(
                    f"score: part {name} has staff {number}; the score has staves 1 to {len(text.staves)}"
                )


class _Build:
    def __init__(self, text: ScoreText, signatures: Sequence[tuple[int, tuple[int, int]]]) -> None:
        self.text, self.signatures = text, signatures
        self.keys = [KeyValue(key) for key, _ in signatures]
        self.writer = Writer()
        self.entry = self.frame = 0
        self._ties: set[Pitch] = set()

    def music(self) -> None:
        for number, staff in enumerate(self.text.staves, 1):
            sung = self._staff(number, staff)
            for kind, verse, words in staff.lyrics:
                self._lyrics(kind, verse, words, sung)

    def xml(self) -> bytes:
        writer, text = self.writer, self.text
        writer.staves_and_parts(text.staves, text.parts)
        writer.measures(self.signatures, len(text.parts))
        everyone = list(range(1, len(text.staves) + 1))
        writer.pages(len(self.signatures), [everyone, *(staves for _, staves in text.parts)])
        for kind, value in text.about.items():
            writer.add("texts", "fileInfo", Key(kind), value)
        return writer.store.to_xml()

    def _staff(self, number: int, staff: StaffText) -> list[int]:
        """Write a staff's entries; those that syllables hang on."""
        sung: list[int] = []
        frames: dict[int, dict[str, int]] = {}
        layers = sorted({layer for measure in staff.measures for layer in measure.layers})
        for layer in layers:
            self._ties = set()
            chain = [
                (at, event)
                for at, measure in enumerate(staff.measures)
                for event in measure.layers.get(layer, ())
            ]
            lyrics = self._lyric_places(chain) if layer == layers[0] and staff.lyrics else set()
            first = self.entry + 1
            for place, (at, event) in enumerate(chain):
                self.entry += 1
                new_bar = place == 0 or chain[place - 1][0] != at
                if new_bar:
                    self.frame += 1
                    frames.setdefault(at, {})[f"frame{layer}"] = self.frame
                    start = self.entry
                if place + 1 == len(chain) or chain[place + 1][0] != at:
                    self.writer.add("others", "frameSpec", Key(self.frame, inci=0),
                                    {"startEntry": start, "endEntry": self.entry})  # fmt: skip
                links = (
                    self.entry - 1 if self.entry > first else 0,
                    0 if place + 1 == len(chain) else self.entry + 1,
                )
                alone = len(staff.measures[at].layers) == 1
                if place in lyrics:
                    sung.append(self.entry)
                self._entry(number, staff, at, event, links, None if alone else layer, place in lyrics)
        self._cells(number, staff, frames)
        return sung

    def _lyric_places(self, chain: list[tuple[int, Event]]) -> set[int]:
        """Which events of a layer have a syllable: notes that no tie leads to, none of a second voice or grace."""
        places, tied = set(), False
        for place, (_, event) in enumerate(chain):
            if event.pitches and not event.grace and not event.second_voice:
                if not tied:
                    places.add(place)
                tied = event.tie
        return places

    def _cells(self, number: int, staff: StaffText, frames: dict[int, dict[str, int]]) -> None:
        clef = staff.clef
        for at, measure in enumerate(staff.measures):
            changed = measure.signature.clef
            clef = clef if changed is None else changed
            if at in frames or clef != staff.clef:
                self.writer.add("details", "gfhold", Key(number, at + 1),
                                {"clefID": clef, "clefPercent": 75, **frames.get(at, {})})  # fmt: skip

    def _entry(
        self, staff_number: int, staff: StaffText, at: int, event: Event, links: tuple[int, int],
        layer: int | None, sung: bool,
    ) -> None:  # fmt: skip
        number, key = self.entry, self.keys[at]
        pitches = sorted(
            (Pitch(*name) for name in event.pitches), key=lambda pitch: (pitch.step, pitch.alteration)
        )
        ended, self._ties = self._ties, set(pitches) if event.tie else (self._ties if event.grace else set())
        notes: list[Fields] = []
        for identity, pitch in enumerate(pitches, 1):
            level, alteration = key.place(pitch)
            notes.append({
                "@id": identity, "harmLev": level, "harmAlt": alteration, "isValid": True, "tieStart": event.tie,
                "tieEnd": pitch in ended, "showAcci": bool(alteration),
            })  # fmt: skip
        up = layer is not None and layer % 2 == 1
        if layer is None and pitches:
            middle = _MIDDLE_LINE[self._clef(staff, at)]
            up = middle - pitches[0].step > pitches[-1].step - middle
        if event.second_voice:
            up = False
        first = not event.position
        self.writer.add(
            "entries", "entry", Key(number),
            {"@entnum": number, "@prev": links[0], "@next": links[1], "dura": event.length,
             "numNotes": len(notes), "isValid": True, "isNote": bool(notes), "v2": event.second_voice,
             "articDetail": bool(event.articulations), "lyricDetail": sung, "floatRest": not notes,
             "tupletStart": event.tuplet is not None, "graceNote": event.grace,
             "beam": first or event.length >= QUARTER or not notes,
             "freezeStem": bool(layer and notes), "upStem": bool(notes) and (up or event.grace), "sorted": True,
             "note": notes},
        )  # fmt: skip
        if event.tuplet is not None:
            count, unit, room, reference = event.tuplet
            self.writer.add(
                "details", "tupletDef", Key(number, inci=0),
                {"symbolicNum": count, "symbolicDur": unit, "refNum": room, "refDur": reference,
                 "autoBracketStyle": "unbeamedOnly", "tupOffY": 24, "numStyle": "number", "allowHorz": True,
                 "matchHooks": True, "brackStyle": "bracket", "leftHookLen": -12, "rightHookLen": -12},
            )  # fmt: skip
        self.writer.articulate(number, event.articulations)
        for kind, words in event.expressions:
            expression = self.writer.expression(kind, words)
            self.writer.assign(expression, at + 1, staff_number, int(event.position))

    def _clef(self, staff: StaffText, at: int) -> int:
        changes: list[Measure] = staff.measures[: at + 1]
        return next(
            (each.signature.clef for each in reversed(changes) if each.signature.clef is not None), staff.clef
        )

    def _lyrics(self, kind: str, number: int, text: str, entries: list[int]) -> None:
        store = self.writer.store
        if store.load("texts", kind, Key(number)) is None:
            self.writer.add("texts", kind, Key(number), NAME_FONT + text)
        else:
            raise UsageError(f"score: {kind} {number} is there twice: give each staff a number of its own")
        if kind != "verse":
            return  # no real document shows how the syllables of the others hang on notes
        syllables = len(re.findall(r"[^\s-]+", text))
        if syllables > len(entries):
            raise UsageError(
                f"score: {kind} {number} has {syllables} syllables, its staff {len(entries)} notes to sing them"
            )
        for syllable, entry in enumerate(entries[:syllables], 1):
            taken = len([key for key in store.keys("details", "lyrDataVerse") if key.cmper1 == entry])
            self.writer.add("details", "lyrDataVerse", Key(entry, inci=taken),
                            {"lyricNumber": number, "syll": syllable})  # fmt: skip
