"""Tables of custom key signatures as scripts see them: by number of accidentals, sharps up and flats down.

Where the framework has a map, a script gets and gives a Lua table with those numbers as its keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import expected, to_int
from postlude.finale.signatures.keys import diatonic_steps, numbers

if TYPE_CHECKING:
    from postlude.enigma.store import Store

Table = dict[int, int]

ACCIDENTALS = 7
"""How many accidentals of a record count; the rest of it are zeros."""
LISTS = {
    "acciAmountSharps": "amount", "acciAmountFlats": "amount", "acciOrderSharps": "acci",
    "acciOrderFlats": "acci", "fstKeySharps": "tcent", "fstKeyFlats": "tcent",
}  # fmt: skip
"""Records of a mode that are lists of twelve numbers, and the children's tag."""
CLEFS = ("clefOctvSharps", "clefOctvFlats")
"""Records of a mode and a clef that are lists of ten numbers."""


def table(value: Any, position: int = 1) -> dict[Any, Any]:
    """A Lua table, a dict or a list (from 1 on) as a dict."""
    if hasattr(value, "to_dict"):
        value = value.to_dict()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return dict(enumerate(value, 1))
    raise expected(position, "table", value)


def numbers_table(value: Any, position: int = 1) -> Table:
    """A table of numbers by number; entries of nil are none."""
    return {
        to_int(key, position): to_int(number, position)
        for key, number in table(value, position).items()
        if number is not None
    }


def in_order(value: Any) -> list[Any]:
    """The values of a table that is a list."""
    found = table(value)
    return [found[key] for key in sorted(found)]


def joined(sharps: Sequence[int], flats: Sequence[int], *, first: int = 1) -> Table:
    """Two records as one table; ``first`` is the number of the first value for sharps."""
    found = dict(enumerate(sharps[: ACCIDENTALS + 1 - first], first))
    # The record for flats has a place for none as well, where that for sharps has one.
    found.update({-index: value for index, value in enumerate(flats[1 - first :][:ACCIDENTALS], 1)})
    return found


def parted(values: Table, *, first: int = 1) -> tuple[list[int], list[int]]:
    """The numbers for sharps and those for flats; an empty list where the table has none of them."""
    sharps, flats = [], []
    if any(key >= first for key in values):
        sharps = [values.get(key, 0) for key in range(first, ACCIDENTALS + 1)]
    if any(key < 0 for key in values):
        flats = [0] * (1 - first) + [values.get(-key, 0) for key in range(1, ACCIDENTALS + 1)]
    return sharps, flats


def listed(tag: str, child: str, values: Sequence[int], length: int) -> Node:
    """A record of that many numbers, filled up with zeros."""
    node = Node(tag)
    for value in [*values, *[0] * length][:length]:
        node.children.append(Node(child, text=str(value)))
    return node


def key_map(steps: Sequence[int], total: int) -> Node:
    """The ``keyMap`` of a scale: an element for each chromatic step, marked where the scale has it."""
    node = Node("keyMap")
    for step in range(max(total, max(steps) + 1)):
        each = Node("keych")
        if step in steps:
            each.set("diatonic", "")
            if level := steps.index(step):
                each.set("hlevel", str(level))
        node.children.append(each)
    return node


# What Finale has where a mode says nothing.

AMOUNTS = joined([1] * ACCIDENTALS, [-1] * ACCIDENTALS)
ORDER = joined([3, 0, 4, 1, 5, 2, 6], [6, 2, 5, 1, 4, 0, 3])
CENTERS = joined([0, 4, 1, 5, 2, 6, 3, 0], [0, 3, 6, 2, 5, 1, 4, 0], first=0)

_TREBLE = ([1, 1, 1, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1, 0])
_TENOR = ([0, 1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1, 0])
_LEVEL = ([0] * ACCIDENTALS, [0] * ACCIDENTALS)
_CLEFS = (
    (_TREBLE, 0), (_TREBLE, -1), (_TENOR, -1), (_TREBLE, -2), (_TREBLE, 0), (_TREBLE, -1), (_TREBLE, -3),
    (_LEVEL, -1), (_TREBLE, 0), (_LEVEL, -1), (_LEVEL, 0), (_LEVEL, 0), (_TREBLE, 0), (_TREBLE, 1), (_TREBLE, -1),
    (_TREBLE, 0), (_TREBLE, 0), (_TREBLE, 0),
)  # fmt: skip
"""For each clef: the octaves in which sharps and flats stand, from middle C's, and by how much they are moved."""


def clef_placements() -> list[Table]:
    """The octaves of the accidentals for each of Finale's 18 clefs."""
    return [
        {key: octave + moved for key, octave in joined(sharps, flats).items()}
        for (sharps, flats), moved in _CLEFS
    ]


def centers_from(center: int, *, linear: bool) -> Table:
    """The tonics of a mode whose scale begins on that letter without accidentals."""
    if not linear:
        return {**{key: CENTERS[key] for key in range(ACCIDENTALS + 1)}, 0: center}
    return {key: (center + 4 * key) % 7 for key in range(-ACCIDENTALS, ACCIDENTALS + 1)}


@dataclass
class ModeTables:
    """The tables of one mode, as its records have them: all but ``keysAttrib``."""

    lists: dict[str, list[int]] = field(default_factory=dict)
    steps: list[int] = field(default_factory=list)
    total: int = 0
    clefs: dict[str, dict[int, list[int]]] = field(default_factory=lambda: {tag: {} for tag in CLEFS})

    @classmethod
    def load(cls, store: Store, number: int) -> ModeTables:
        found = cls()
        for tag, child in LISTS.items():
            node = store.load("others", tag, Key(number))
            if node is not None:
                found.lists[tag] = numbers(node, child)
        found.steps = diatonic_steps(store.load("others", "keyMap", Key(number)) or Node("keyMap"))
        form = store.load("others", "keyFormat", Key(number))
        found.total = int((form.get("semitones") if form is not None else None) or 0)
        for tag in CLEFS:
            for key in store.keys_of("details", tag, number):
                node = store.load("details", tag, key)
                if node is not None:
                    found.clefs[tag][key.cmper2] = numbers(node, "ocAdds")
        return found

    def copy(self) -> ModeTables:
        return deepcopy(self)

    def save(self, store: Store, number: int) -> None:
        """Write the records that say something, and remove those that say nothing any more."""
        form = Node("keyFormat")
        form.set("semitones", str(self.total) if self.total else None)
        form.set("scaleTones", str(len(self.steps)) if self.steps else None)
        _put(store, "others", "keyFormat", Key(number), form)
        before = store.load("others", "keyMap", Key(number)) or Node("keyMap")
        # Some maps go on beyond the octave: they stay as long as they say the same.
        if diatonic_steps(before) != self.steps or len(before.children) < self.total:
            made = key_map(self.steps, self.total) if self.steps else None
            _put(store, "others", "keyMap", Key(number), made)
        for tag, child in LISTS.items():
            values = self.lists.get(tag)
            _put(store, "others", tag, Key(number), listed(tag, child, values, 12) if values else None)
        for tag in CLEFS:
            for key in store.keys_of("details", tag, number):
                if key.cmper2 not in self.clefs[tag]:
                    store.delete("details", tag, key)
            for clef, values in self.clefs[tag].items():
                _put(store, "details", tag, Key(number, clef), listed(tag, "ocAdds", values, 10))

    def pair(self, tag: str, *, first: int = 1) -> Table:
        """The records for sharps and flats of that name as one table."""
        sharps, flats = (self.lists.get(tag + side, []) for side in ("Sharps", "Flats"))
        return joined(sharps, flats, first=first)

    def put_pair(self, tag: str, values: Table, *, first: int = 1) -> None:
        self.lists[tag + "Sharps"], self.lists[tag + "Flats"] = parted(values, first=first)


def _put(store: Store, section: str, tag: str, key: Key, node: Node | None) -> None:
    if node is None:
        store.delete(section, tag, key)
    elif store.load(section, tag, key) != node:
        store.save(section, tag, key, node)


def delete_mode(store: Store, number: int) -> bool:
    """Remove a mode with all its records; false if there is none."""
    there = False
    for tag in ("keysAttrib", "keyFormat", "keyMap", *LISTS):
        for key in store.keys_of("others", tag, number):
            store.delete("others", tag, key)
            there = True
    for tag in CLEFS:
        for key in store.keys_of("details", tag, number):
            store.delete("details", tag, key)
    return there
