"""What is in force in a cell: its key, time signature and clef."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.remember import remembering
from postlude.finale.signatures.keys import MODE_TABLES, KeyValue, key_in, resolved
from postlude.finale.signatures.meters import OF_CELL, Meter, meter_of
from postlude.finale.staves.staffstyles import staff_source

if TYPE_CHECKING:
    from postlude.finale.session import Session


def own_signatures(session: Session, staff: int, measure: int, flag_name: str) -> Node | None:
    """The cell's record of independent signatures, if the staff has any use for it."""
    spec = staff_source(session, staff, measure, 0, flag_name)
    if spec is None or spec.get(flag_name) is None:
        return None
    return session.store.load("details", "floats", Key(staff, measure))


SIGNATURES = (
    ("others", "measSpec"), ("others", "staffSpec"), ("others", "staffStyle"), ("others", "staffStyleAssign"),
    ("details", "floats"),
)  # fmt: skip
"""The tables that decide the signatures of a cell."""


@remembering(*SIGNATURES, *MODE_TABLES)
def key_at(session: Session, staff: int, measure: int) -> KeyValue:
    """The concert key in force in a cell."""
    own = own_signatures(session, staff, measure, "floatKeys")
    if own is not None and own.get("hasKey") is not None:
        return resolved(session, key_in(own))
    node = session.store.load("others", "measSpec", Key(measure))
    return resolved(session, key_in(node)) if node is not None else KeyValue()


@remembering(*SIGNATURES, ("others", "timeUpper"), ("others", "timeLower"))
def meter_at(session: Session, staff: int, measure: int) -> Meter:
    """The time signature in force in a cell."""
    own = own_signatures(session, staff, measure, "floatTime")
    if own is not None and own.get("hasTime") is not None:
        return meter_of(session.store, own, OF_CELL)
    node = session.store.load("others", "measSpec", Key(measure))
    return meter_of(session.store, node) if node is not None else Meter((), beats=0, divbeat=0)


def clef_at(session: Session, staff: int, measure: int, position: int = 0) -> int:
    """The concert clef in force at a position (EDU) of a cell, by the frame holds up to there."""
    store = session.store
    hold = store.load("details", "gfhold", Key(staff, measure))
    if hold is not None:
        listed = hold.get("clefListID")
        if listed is None:
            return int(hold.get("clefID") or 0)
        found = 0
        for key in session.keys_of("others", "clefEnum", int(listed)):
            node = store.load("others", "clefEnum", key)
            if node is not None and int(node.get("xEduPos") or 0) <= position:
                found = int(node.get("clef") or 0)
        return found
    if measure > 1:
        earlier = [key for key in session.keys_of("details", "gfhold", staff) if key.cmper2 < measure]
        if earlier:
            return clef_at(session, staff, earlier[-1].cmper2, 0x7FFFFFFF)
    spec = staff_source(session, staff, measure, position, "defaultClef")
    return int((spec.get("defaultClef") if spec is not None else None) or 0)
