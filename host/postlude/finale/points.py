"""Small values: a point, a range."""

from __future__ import annotations

from typing import Any

from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, FCCollection, prop
from postlude.finale.fields import held


class FCPoint(FCBase):
    """A place on a plane, in whatever unit the method that uses it says."""

    x: float = 0.0
    y: float = 0.0

    @constructor
    def created(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    X = held("x", float)
    Y = held("y", float)

    @method
    def MoveX(self, value: float) -> None:
        self.x += value

    @method
    def MoveY(self, value: float) -> None:
        self.y += value

    def _same_as(self, other: Any) -> bool:
        return (self.x, self.y) == (other.x, other.y)


class FCRange(FCBase):
    """Numbers in a row: the first, and how many."""

    start: int = 0
    length: int = 0

    @constructor
    def created(self, start: int = 0, length: int = 0) -> None:
        self.start, self.length = start, length

    Start = held("start", int)
    Length = held("length", int)

    @prop
    def End(self) -> int:
        """The number behind the last one, as scripts count: they go on while they are below it."""
        return self.start + self.length

    def _same_as(self, other: Any) -> bool:
        return (self.start, self.length) == (other.start, other.length)


class FCRanges(FCCollection):
    """A list of ranges."""
