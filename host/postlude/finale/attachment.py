"""Whether what a record is attached to is in the document.

A record of a measure, a cell or an entry that isn't there would be in the file, and nothing would ever show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.schema import attributes

if TYPE_CHECKING:
    from postlude.enigma.store import Store

BY_MEASURE = frozenset(
    {
        "beatChart", "lockMeas", "measExprAssign", "mmRest", "repeatBack", "repeatEndingStart", "smartShapeMeasMark",
        "tempoDef", "textRepeatAssign",
    }
)  # fmt: skip
"""Records of ``others`` that are kept by measure."""
BY_CELL = frozenset(
    {"chordAssign", "floats", "gfhold", "measGraphicAssign", "measNumbIndivPos", "measTextAssign"}
)
"""Records of ``details`` that are kept by staff and measure."""
BY_STAFF = frozenset({"drumStaff", "staffStyleAssign"})


def missing(store: Store, section: str, tag: str, key: Key) -> str | None:
    """What a new record would be attached to and isn't there (``measure 9``); None for one that has its place."""
    number = int(key.cmper1) if section in ("others", "details") else 0
    wanted: list[tuple[str, str, str, int]] = []
    if section == "details" and "entnum" in attributes(section, tag):
        wanted = [("entry", "entries", "entry", number)]
    elif tag in BY_CELL:
        wanted = [("staff", "others", "staffSpec", number), ("measure", "others", "measSpec", key.cmper2)]
    elif tag in BY_MEASURE:
        wanted = [("measure", "others", "measSpec", number)]
    elif tag in BY_STAFF:
        wanted = [("staff", "others", "staffSpec", number)]
    gone = [(what, at) for what, where, of, at in wanted if not store.exists(where, of, Key(at))]
    if not gone or store.exists(section, tag, key):
        return None
    return f"{gone[0][0]} {gone[0][1]}"
