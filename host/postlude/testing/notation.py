"""The notation in which tests write scores: its words, what a text in it says, and how mistakes are told.

Nothing here knows how a document stores music; :mod:`postlude.testing.builder` writes it. The notation itself is
described in ``docs/testing.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, NoReturn

from postlude.errors import UsageError

WHOLE = 4096
"""EDU of a whole note."""
CLEFS = {"treble": 0, "alto": 1, "tenor": 2, "bass": 3}
OCTAVES = {"treble": 4, "alto": 4, "tenor": 3, "bass": 3}
"""The octave of a note without ``'`` and ``,``, by the clef that its staff begins with."""
TRANSPOSITIONS = {
    "C": None, "Bb": (1, 2), "A": (-2, -3), "Eb": (5, 3), "Eb+": (-2, -3), "F": (4, 1), "G": (3, -1), "D": (-1, -2),
}  # fmt: skip
DYNAMICS = ("ppp", "pp", "p", "mp", "mf", "f", "ff", "fff", "fp", "sf", "sfz")
EXPRESSIONS = ("tempo", "expressive", "technique", "rehearsal")
ARTICULATIONS = {
    ".": "staccato",
    ">": "accent",
    "-": "tenuto",
    "^": "marcato",
    "!": "staccatissimo",
    "~": "fermata",
}
LYRICS = ("verse", "chorus", "section")
ABOUT = ("title", "composer", "description", "subtitle")


class Name(NamedTuple):
    """A pitch as it is written: a letter's index (C 0), the alteration, the octave (middle C: 4)."""

    letter: int
    alteration: int
    octave: int


class Signature(NamedTuple):
    """What begins at a measure: None is what was there."""

    key: int | None = None
    """As a document stores it: the fifths in the low byte, 256 more for minor."""
    time: tuple[int, int] | None = None
    clef: int | None = None


@dataclass
class Event:
    """A note, chord or rest. ``length`` is what is written, in EDU; ``position`` where it sounds in the measure."""

    pitches: list[Name]
    length: int
    position: Fraction
    sounding: Fraction
    tie: bool = False
    grace: bool = False
    second_voice: bool = False
    tuplet: tuple[int, int, int, int] | None = None
    """Begins here: so many, of EDU, in the time of so many, of EDU."""
    articulations: list[str] = field(default_factory=list)
    expressions: list[tuple[str, str]] = field(default_factory=list)
    """Kind and text."""


@dataclass
class Measure:
    """One measure of a staff: events by layer, and what changes at its beginning."""

    layers: dict[int, list[Event]] = field(default_factory=dict)
    signature: Signature = field(default_factory=Signature)


@dataclass
class StaffText:
    """One staff as it was written."""

    name: str
    short: str
    clef: int = 0
    transposition: tuple[int, int] | None = None
    octave: int = 4
    uuid: str = ""
    """The instrument, as Finale names it."""
    measures: list[Measure] = field(default_factory=list)
    lyrics: list[tuple[str, int, str]] = field(default_factory=list)


@dataclass
class ScoreText:
    """A whole score as it was written."""

    staves: list[StaffText] = field(default_factory=list)
    parts: list[tuple[str, list[int]]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    times: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Time signatures by the measure that they begin at, from 0; whichever staff states them."""
    keys: dict[int, int] = field(default_factory=dict)


class Reader:
    """One line of a score, and how far it has been read."""

    def __init__(self, text: str, number: int) -> None:
        self.text, self.number, self.at = text, number, 0

    def fail(self, what: str, at: int | None = None) -> NoReturn:
        """Raise UsageError with the line, and an arrow where it went wrong."""
        at = self.at if at is None else at
        line_start = self.text.rfind("\n", 0, at) + 1
        line_end = self.text.find("\n", at)
        line = self.text[line_start : None if line_end < 0 else line_end]
        raise UsageError(
            f"score, line {self.number}, column {at - line_start + 1}: {what}\n"
            f"    {line}\n    {' ' * (at - line_start)}^"
        )

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def next_is(self, text: str) -> bool:
        """Take that text if it comes next."""
        if self.text.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def quoted(self) -> str:
        """A text in double quotes."""
        start = self.at
        if not self.next_is('"') or (end := self.text.find('"', self.at)) < 0:
            self.fail('expected a text in "double quotes"', start)
        text = self.text[self.at : end]
        self.at = end + 1
        return text
