"""The flags by which a measure says that something is attached to it.

Finale looks for what is attached to a measure only where the measure has the flag. In the real scores at hand each
measure with such a record has it; some have it still where nothing is left, so it stays when the last one goes, as
scripts expect that clear it themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key

if TYPE_CHECKING:
    from postlude.enigma.store import Store

BY_CMPER1 = {
    "measExprAssign": "hasExpr",
    "repeatEndingStart": "barEnding",
    "smartShapeMeasMark": "hasSmartShape",
    "textRepeatAssign": "txtRepeats",
}
"""The flag for each kind of record that is kept by measure."""
BY_CMPER2 = {"chordAssign": "hasChord", "measTextAssign": "hasTextBlock"}
"""The flag for each kind of record that is kept by staff and measure."""
FLAGS = BY_CMPER1 | BY_CMPER2


def flag_measure(store: Store, tag: str, key: Key) -> None:
    """Set the flag of the measure that a record of that tag and key is attached to."""
    place = Key(key.cmper2 if tag in BY_CMPER2 else int(key.cmper1))
    node = store.load("others", "measSpec", place)
    if node is not None and node.get(FLAGS[tag]) is None:
        node.set(FLAGS[tag], "")
        store.save("others", "measSpec", place, node)
