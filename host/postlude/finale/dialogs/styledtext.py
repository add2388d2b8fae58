"""Text of which every character has a look of its own: what a text editor holds.

Places are counted in UTF-16 units (:mod:`postlude.finale.text.utf16`), as in ``FCString``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from postlude.finale.text.utf16 import gathered, spread

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Look:
    """How a character looks; ``styles`` are the bits of ``^nfx``, shifts are those of Enigma text."""

    font: str = ""
    size: float = 0.0
    styles: int = 0
    colour: Colour = BLACK
    background: Colour = WHITE
    baseline: int = 0
    superscript: int = 0
    tracking: int = 0


class StyledText:
    """The text and its looks."""

    def __init__(self, look: Look) -> None:
        self.look = look
        """The look of what is written next where there is nothing yet."""
        self.units = ""
        self.looks: list[Look] = []

    def __len__(self) -> int:
        return len(self.units)

    @property
    def text(self) -> str:
        return gathered(self.units)

    def part(self, start: int, end: int) -> str:
        return gathered(self.units[start:end])

    def look_at(self, index: int) -> Look:
        """The look of the character at a place; behind the last one that of the last."""
        if not self.looks:
            return self.look
        return self.looks[min(max(index, 0), len(self.looks) - 1)]

    def replace(self, start: int, end: int, text: str, look: Look | None = None) -> int:
        """Put a text in place of what is there; the place behind it. It looks like what it replaces, or like
        what stands before it."""
        if look is None:
            look = self.look_at(start if end > start else start - 1)
        units = spread(text)
        self.units = self.units[:start] + units + self.units[end:]
        self.looks[start:end] = [look] * len(units)
        return start + len(units)

    def insert(self, at: int, other: StyledText, end: int | None = None) -> None:
        """Put another text, with its looks, in place of what is there from ``at`` to ``end``."""
        end = at if end is None else end
        self.units = self.units[:at] + other.units + self.units[end:]
        self.looks[at:end] = other.looks

    def change(self, start: int, end: int, **values: Any) -> None:
        """Change the look of a part; of all that follows, if the text is empty."""
        self.looks[start:end] = [replace(look, **values) for look in self.looks[start:end]]
        if not self.looks:
            self.look = replace(self.look, **values)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, Look]]:
        """The parts that look alike: start, end and look."""
        at = start
        for look, group in groupby(self.looks[start:end]):
            following = at + len(list(group))
            yield at, following, look
            at = following

    def lines(self) -> list[tuple[int, int]]:
        """Start and end of each line, without its line end. Where words wrap isn't known here."""
        found, at = [], 0
        for match in _LINE.finditer(self.units):
            found.append((at, match.start()))
            at = match.end()
        return [*found, (at, len(self.units))]

    def line_at(self, place: int) -> int:
        """The line that a place is in, from 0."""
        starts = [start for start, _ in self.lines()]
        return max(line for line, start in enumerate(starts) if start <= max(place, 0))
