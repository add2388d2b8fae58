"""What a staff is at a place: its record with the staff styles that apply there laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part
from postlude.finale.remember import remembering

if TYPE_CHECKING:
    from postlude.finale.session import Session

Place = tuple[int, int]
"""A measure and a position in EDU."""


@remembering(("others", "staffStyleAssign"))
def _assignments(session: Session, staff: int) -> list[tuple[Place, Place, int]]:
    """The styles of a staff: first and last place, both included, and the style's number."""
    found = []
    for key in session.keys_of("others", "staffStyleAssign", staff):
        node = load_for_part(session.store, "others", "staffStyleAssign", key, session.part)
        if node is not None:
            number = {
                tag: int(node.get(tag) or 0)
                for tag in ("startMeas", "startEdu", "endMeas", "endEdu", "style")
            }
            first = number["startMeas"], number["startEdu"]
            found.append((first, (number["endMeas"], number["endEdu"]), number["style"]))
    return found


@remembering(("others", "staffSpec"), ("others", "staffStyle"))
def _records(session: Session, staff: int, styles: tuple[int, ...]) -> tuple[Node | None, list[Node]]:
    own = load_for_part(session.store, "others", "staffSpec", Key(staff), session.part)
    found = [session.store.load("others", "staffStyle", Key(style)) for style in styles]
    return own, [node for node in found if node is not None]


def staff_source(session: Session, staff: int, measure: int, position: int, what: str) -> Node | None:
    """The record that decides ``what`` (an element of a style's ``mask``) for a staff at a place.

    It is the last style there that masks it, else the staff's own record. The node is shared: only read it.
    """
    here = measure, position
    styles = tuple(style for first, last, style in _assignments(session, staff) if first <= here <= last)
    own, nodes = _records(session, staff, styles)
    for node in reversed(nodes):
        if node.get(f"mask/{what}") is not None:
            return node
    return own
