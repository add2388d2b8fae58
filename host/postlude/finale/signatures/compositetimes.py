"""Composite time signatures: groups of beats (the upper part) and of their durations (the lower part)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.recordlists import InciOthers
from postlude.finale.signatures.meters import (
    FOR_DISPLAY,
    HALF,
    IN_FORCE,
    OF_CELL,
    OF_CELL_FOR_DISPLAY,
    composite_groups,
)

if TYPE_CHECKING:
    from postlude.finale.session import Session

MOST_ELEMENTS = 1000
"""Elements of a group: beyond any signature, and little memory."""


class CompositeGroups:
    """What both parts have in common: groups and their elements, both counted from 0.

    All groups of a signature are in one record, whose number stands in it as ``Beats`` or ``BeatDuration``.
    """

    tag: ClassVar[str]
    child: ClassVar[str]
    _session: Session
    _groups: list[list[Fraction]]
    _number: int

    def _at(self, group: int, index: int) -> Fraction:
        there = 0 <= group < len(self._groups) and 0 <= index < len(self._groups[group])
        return self._groups[group][index] if there else Fraction()

    def _put(self, group: int, index: int, value: Fraction) -> None:
        if 0 <= group < len(self._groups) and 0 <= index < len(self._groups[group]):
            self._groups[group][index] = value

    def _add_group(self, elements: int) -> int:
        if elements > MOST_ELEMENTS:
            raise ScriptError(f"param 1 expected at most {MOST_ELEMENTS} elements of a group, got {elements}")
        self._groups.append([Fraction()] * max(elements, 1))
        return len(self._groups) - 1

    def _numbers(self) -> list[int]:
        return [int(key.cmper1) for key in self._session.store.keys("others", self.tag)]

    def __len__(self) -> int:
        return sum(len(group) for group in self._groups)

    @prop
    def Count(self) -> int:
        return sum(len(group) for group in self._groups)

    @prop
    def ElementCount(self) -> int:
        """The elements of all groups."""
        return sum(len(group) for group in self._groups)

    @prop
    def GroupCount(self) -> int:
        return len(self._groups)

    @method
    def GetGroupElementCount(self, group: int) -> int:
        return len(self._groups[group]) if 0 <= group < len(self._groups) else 0

    @method
    def IsEmpty(self) -> bool:
        return not self._groups

    @method
    def ClearAll(self) -> None:
        self._groups = []

    @method
    def LoadAll(self) -> int:
        """Load the groups of all records of the document."""
        self._groups, self._number = [], 0
        for number in self._numbers():
            self._groups += self._stored(number)
        return int(self.ElementCount)

    @method
    def LoadAllForItem(self, cmper: int) -> int:
        self._groups, self._number = self._stored(cmper), cmper
        return int(self.ElementCount)

    def _stored(self, number: int) -> list[list[Fraction]]:
        node = self._session.store.load("others", self.tag, Key(number))
        return composite_groups(node, self.child) if node is not None else []

    @method
    def SaveAll(self) -> bool:
        """Save the groups to the record that they have; false if they have none yet."""
        return self._number > 0 and bool(self.SaveAllForItem(self._number))

    @method
    def SaveAllForItem(self, cmper: int) -> bool:
        if not self._groups:
            return False
        node = Node(self.tag)
        for group in self._groups:
            for index, value in enumerate(group):
                data = Node(self.child)
                whole, rest = divmod(value, 1)
                data.set("integer", str(whole) if whole else None)
                data.set("frac", str(round(rest * 2 * HALF)) if rest else None)
                data.set("startGroup", "" if index == 0 else None)
                node.children.append(data)
        self._session.store.save("others", self.tag, Key(cmper), node)
        self._number = cmper
        return True

    @method
    def SaveAllAsNew(self) -> int:
        """Save the groups under the next free number, and return it; 0 if there are none."""
        number = max(self._numbers(), default=0) + 1
        return number if self.SaveAllForItem(number) else 0

    @method
    def DeleteDataForItem(self, cmper: int) -> bool:
        return self._session.store.delete("others", self.tag, Key(cmper)) is not False

    @method
    def SaveDataAs(self, cmperfrom: int, cmperto: int) -> bool:
        """Copy one record to another number; false if there is none."""
        node = self._session.store.load("others", self.tag, Key(cmperfrom))
        if node is None:
            return False
        self._session.store.save("others", self.tag, Key(cmperto), node)
        return True


class FCCompositeTimeSigTop(CompositeGroups, InciOthers):
    """The upper part of a composite time signature: groups of beats, which may have fractions."""

    closer = None
    tag = "timeUpper"
    child = "tudata"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._groups, self._number = [], 0

    @method
    def AddGroup(self, elementcount: int) -> int:
        """Add a group of so many elements of no beats, and return its number."""
        return self._add_group(elementcount)

    @method
    def MergeWithPreviousGroup(self, groupindex: int) -> None:
        """Put a group's elements into the group before it."""
        if 0 < groupindex < len(self._groups):
            self._groups[groupindex - 1] += self._groups.pop(groupindex)

    @method
    def CalcTotalGroupBeats(self, groupindex: int) -> int:
        """The beats of a group, a fraction dropped."""
        return int(sum(self._groups[groupindex])) if 0 <= groupindex < len(self._groups) else 0

    @method
    def GetGroupElementBeats(self, groupindex: int, subindex: int) -> int:
        """The beats of an element, a fraction dropped."""
        return int(self._at(groupindex, subindex))

    @method
    def SetGroupElementBeats(self, groupindex: int, subindex: int, value: int) -> None:
        self._put(groupindex, subindex, Fraction(value))

    @method
    def GetGroupElementBeatsWithFraction(self, groupindex: int, subindex: int) -> float:
        return float(self._at(groupindex, subindex))

    @method
    def SetGroupElementBeatsWithFraction(self, groupindex: int, subindex: int, value: float) -> None:
        self._put(groupindex, subindex, Fraction(round(value * 2 * HALF), 2 * HALF))


class FCCompositeTimeSigBottom(CompositeGroups, InciOthers):
    """The lower part of a composite time signature: groups of beats' durations in EDU."""

    closer = None
    tag = "timeLower"
    child = "tldata"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._groups, self._number = [], 0

    @method
    def AddGroup(self, elementcount: int = 1) -> int:
        """Add a group of so many elements without a duration, and return its number."""
        return self._add_group(elementcount)

    @method
    def DeleteGroup(self, groupindex: int) -> bool:
        if not 0 <= groupindex < len(self._groups):
            return False
        del self._groups[groupindex]
        return True

    @method
    def GetGroupElementBeatDuration(self, groupindex: int, subindex: int) -> int:
        return int(self._at(groupindex, subindex))

    @method
    def SetGroupElementBeatDuration(self, groupindex: int, subindex: int, value: int) -> None:
        self._put(groupindex, subindex, Fraction(value))


_SIGNATURES = (
    ("others", "measSpec", (IN_FORCE, FOR_DISPLAY)),
    ("details", "floats", (OF_CELL, OF_CELL_FOR_DISPLAY)),
)


def remove_unused(session: Session, tag: str, part: str, number: int) -> None:
    """Remove a composite record that a signature gives up, unless others in the document name it as well.

    ``part`` is the signature's ``composite_top`` or ``composite_bottom``. The signature itself still counts: it
    is in the document until it is saved without the composite.
    """
    store = session.store
    users = 0
    for section, table, signatures in _SIGNATURES:
        for key in store.keys(section, table):
            raw = store.raw(section, table, key)
            if raw is None or b"Tsig" not in raw:
                continue
            node = store.load(section, table, key)
            users += sum(1 for each in signatures if node is not None and each.names(node, part, number))
    if users <= 1:
        store.delete("others", tag, Key(number))
