"""What the describers of a document share: its records, what has been told already, and the lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from postlude.enigma.document import Document
from postlude.enigma.node import Key, Node
from postlude.testing.describing.fields import Fields, fields_of
from postlude.testing.describing.naming import Names
from postlude.testing.reading import Music, beat_of

CLICK_TRACK = 32767
"""The number of a staff that no score shows."""
_MEASURE = re.compile("\x01(-?\\d+)\x02")


def measure_token(number: int) -> str:
    """A measure in a line's text: shown as ``m7``, and compared by its distance from the line's own measure."""
    return f"\x01{number}\x02"


def shown_text(text: str) -> str:
    """A line's text with the numbers of its measures."""
    return _MEASURE.sub(r"m\1", text) if "\x01" in text else text


class Line(NamedTuple):
    """One line of a description; ``measure`` 0 is what stands before the music."""

    measure: int
    order: tuple[Any, ...]
    text: str

    @property
    def shown(self) -> str:
        text = shown_text(self.text)
        return f"m{self.measure} {text}" if self.measure else text

    @property
    def relative(self) -> str:
        """The same for lines that differ in nothing but the number of their measure."""
        if "\x01" not in self.text or not self.measure:
            return self.text
        return _MEASURE.sub(lambda found: f"\x01{int(found[1]) - self.measure:+}\x02", self.text)


class Event:
    """A note, chord or rest on its way to a line."""

    __slots__ = ("after", "grace", "head", "layer", "order", "position", "second", "words")

    def __init__(
        self, head: str, layer: int, position: Fraction, order: int, grace: bool, second: bool
    ) -> None:
        self.head, self.layer, self.position, self.order = head, layer, position, order
        self.grace, self.second = grace, second
        self.words: list[str] = []
        self.after: list[str] = []


class Scene:
    """A document that is being described."""

    def __init__(self, document: Document) -> None:
        self.document, self.store = document, document.store
        self.names = Names(document.store)
        self.music = Music(document)
        self.lines: list[Line] = []
        self.told: dict[tuple[str, str], set[Key]] = defaultdict(set)
        """The records whose fields all are in the lines."""
        self.staves = self.music.staves
        self.ranks = {staff: rank for rank, staff in enumerate(self.staves)}
        self.places: dict[int, str] = {}
        """Where the entries are, in words; and in which cell."""
        self.cells: dict[int, tuple[int, int]] = {}
        self.shapes: dict[int, str] = {}
        """The smart shapes by number: what and where they are."""
        self.events: dict[tuple[int, int], list[Event]] = {}

    def walk(
        self, section: str, tag: str, quiet: Mapping[str, str] | None = None
    ) -> Iterator[tuple[Key, Fields]]:
        """The score's records of a tag; they count as told."""
        told, store = self.told[section, tag], self.store
        for key in store.keys(section, tag):
            if not key.part:
                told.add(key)
                yield key, Fields(fields_of(store.raw(section, tag, key) or b"", store.newline), quiet)

    def take(self, section: str, tag: str, key: Key) -> Node | None:
        """A record, which counts as told if it is there."""
        node = self.store.load(section, tag, key)
        if node is not None:
            self.told[section, tag].add(key)
        return node

    def head(self, order: tuple[Any, ...], text: str) -> None:
        """A line before the music."""
        self.lines.append(Line(0, order, text))

    def at(self, measure: int, staff: int | None, position: Fraction | None, text: str) -> None:
        """A line in a measure: of all staves (None), and from its beginning (None) or at a position."""
        where = place(staff, position)
        text = f"{where}  {text}" if where or measure <= 0 else f" {text}"
        self.lines.append(self.line(measure, self.order(staff, position), text))

    @staticmethod
    def line(measure: int, order: tuple[Any, ...], text: str) -> Line:
        """A line of a measure; one of a measure that can't be stands before the music."""
        if measure > 0:
            return Line(measure, order, text)
        return Line(0, (90, measure, *order), f"{measure_token(measure)} {text}")

    def order(self, staff: int | None, position: Fraction | None) -> tuple[Any, ...]:
        """Where a line stands in its measure: behind the notes of its staff."""
        if staff is None:
            return (-1, 1, -1 if position is None else position)
        return (self.ranks.get(staff, 1000 + staff), 9, -1 if position is None else position)


def place(staff: int | None, position: Fraction | None, layer: int = 1) -> str:
    """A place in a measure: ``s2 L2 beat 3``."""
    words = []
    if staff is not None:
        words.append(f"s{staff}")
    if layer > 1:
        words.append(f"L{layer}")
    if position is not None:
        words.append(_beat(position))
    return " ".join(words)


@lru_cache(4096)
def _beat(position: Fraction) -> str:
    return f"beat {beat_of(position)}"
