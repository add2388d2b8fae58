"""``FCNumber`` and lists of them."""

from __future__ import annotations

from typing import Any

from postlude.finale.arguments import constructor, method, sequence, to_float, to_int
from postlude.finale.base import FCBase, FCCollection, Property, prop
from postlude.finale.fields import held


class FCNumber(FCBase):
    """A number in an object, with or without a fraction."""

    value: float = 0.0

    @constructor
    def created(self, value: float) -> None:
        self.value = value

    Float = held("value", float)

    @prop
    def Int(self) -> int:
        """The number without its fraction, no larger than 32 bits hold: an infinite one is the largest."""
        if self.value != self.value:
            return 0
        return int(min(max(self.value, -(2.0**31)), 2.0**31 - 1))

    @Int.setter
    def _set_int(self, value: int) -> None:
        self.value = float(value)

    def _same_as(self, other: Any) -> bool:
        return bool(self.value == other.value)


class FCNumbers(FCCollection):
    """A list of numbers. ``IntTable`` and ``FloatTable`` are the numbers themselves."""

    def _number(self, value: float) -> FCNumber:
        number = FCNumber(self._session)
        number.value = float(value)
        return number

    IntTable = Property(
        lambda numbers: [item.Int for item in numbers._items],
        lambda numbers, value: numbers._take([float(to_int(each)) for each in sequence(value)]),
    )
    FloatTable = Property(
        lambda numbers: [item.value for item in numbers._items],
        lambda numbers, value: numbers._take([to_float(each) for each in sequence(value)]),
    )

    def _take(self, values: list[float]) -> None:
        self._items = [self._number(value) for value in values]

    @method
    def AddInt(self, intvalue: int) -> None:
        self._items.append(self._number(intvalue))

    @method
    def AddFloat(self, afloat: float) -> None:
        self._items.append(self._number(afloat))

    @method
    def AddUniqueInt(self, intvalue: int) -> FCNumber | None:
        """Add it unless it is there; the number that was added, nil if none was."""
        if self.FindInt(intvalue) is not None:
            return None
        self.AddInt(intvalue)
        added: FCNumber = self._items[-1]
        return added

    @method
    def FindInt(self, intvalue: int) -> FCNumber | None:
        return next((item for item in self._items if item.Int == intvalue), None)

    @method
    def ClearInt(self, intvalue: int) -> None:
        """Take out all that are this number."""
        self._items = [item for item in self._items if item.Int != intvalue]

    @method
    def ClearInts(self, numbers: FCNumbers) -> None:
        """Take out all that are in another list."""
        others = {item.Int for item in numbers._items}
        self._items = [item for item in self._items if item.Int not in others]

    @method
    def CopyFrom(self, numbers: FCNumbers) -> None:
        self._take([item.value for item in numbers._items])

    @method
    def HasIntDuplicates(self) -> bool:
        return len({item.Int for item in self._items}) < len(self._items)

    @method
    def SortNumerically(self, upwards: bool) -> None:
        self._items.sort(key=lambda item: item.value, reverse=not upwards)
