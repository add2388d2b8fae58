"""Staves put into a document and taken out of it, with their places in scroll view and in the systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.constants import constants
from postlude.finale.staffbase import NEW_STAFF

if TYPE_CHECKING:
    from postlude.finale.session import Session

STUDIO_VIEW = 65400
"""The number of the list of staves of studio view (musxdom names it)."""

TEMPO_TAP_STAFF = 32767

_DISTANCE_IN_STUDIO_VIEW = -420
"""EVPU from one staff to the next in studio view, in all real documents."""

NEW_PLACE = {
    "trackType": "staff", "range/startMeas": "1", "range/startEdu": "0", "range/endMeas": "32767",
    "range/endEdu": "2147483647",
}  # fmt: skip
"""What every place of a staff in a list holds: in all real documents it is there for the whole piece."""

_OF_A_STAFF = ("drumStaff", "namePosAbbrv", "namePosFull", "staffPlayData", "staffSpec", "staffStyleAssign")
_OF_ITS_CELLS = ("floats", "gfhold")


def append_staff(session: Session) -> int:
    """Add a staff below all others of the score, in scroll view and in each system; its number."""
    store = session.store
    numbers = [int(key.cmper1) for key in store.keys("others", "staffSpec")]
    number = max((each for each in numbers if each != TEMPO_TAP_STAFF), default=0) + 1
    staff = Node("staffSpec")
    for name, value in NEW_STAFF.items():
        staff.set(name, value)
    staff.set("instUuid", str(constants()["FFUUID_UNKNOWN"]))
    store.save("others", "staffSpec", Key(number), staff)
    options = store.load("options", "staffOptions", Key())
    separation = int((options.get("staffSeparation") if options is not None else None) or 0)
    keys = [key for key in store.keys("others", "instUsed") if not key.part]
    systems = {int(key.cmper1) for key in store.keys("others", "staffSystemSpec") if not key.part}
    lists = {int(key.cmper1) for key in keys if key.cmper1 <= STUDIO_VIEW}
    for list_number in sorted(lists | systems | {0}):
        places = [key for key in keys if key.cmper1 == list_number]
        last = store.load("others", "instUsed", places[-1]) if places else None
        gap = _DISTANCE_IN_STUDIO_VIEW if list_number == STUDIO_VIEW else separation
        place = Node("instUsed")
        for path, value in NEW_PLACE.items():
            place.set(path, value)
        place.set("inst", str(number))
        place.set("distFromTop", str(int(last.get("distFromTop") or 0) + gap if last is not None else 0))
        store.save("others", "instUsed", Key(list_number, inci=len(places)), place)
    return number


def unlist_staff(session: Session, staff: int) -> None:
    """Take a staff out of scroll view, the systems and all other lists, of the score and of the parts.

    A list that it was the first of begins with the next one, whose distance becomes zero.
    """
    store = session.store
    lists: dict[tuple[int, int], list[tuple[Key, Node]]] = {}
    for key in list(store.keys("others", "instUsed")):
        node = store.load("others", "instUsed", key)
        if node is not None:
            lists.setdefault((int(key.cmper1), key.part), []).append((key, node))
    for places in lists.values():
        rest = [node for _, node in places if int(node.get("inst") or 0) != staff]
        if len(rest) == len(places):
            continue
        top = int(rest[0].get("distFromTop") or 0) if rest else 0
        for place, node in zip(places, rest, strict=False):
            if rest[0] is not places[0][1]:
                node.set("distFromTop", str(int(node.get("distFromTop") or 0) - top))
            store.save("others", "instUsed", place[0], node)
        for key, _ in places[len(rest) :]:
            store.delete("others", "instUsed", key)


def delete_staff(session: Session, staff: int) -> bool:
    """Remove a staff with its music and all that is kept for it; false if there is no such staff."""
    from postlude.finale.clippieces import clear_music

    store = session.store
    if not store.exists("others", "staffSpec", Key(staff)):
        return False
    clear_music(session, [staff], 1, session.measure_count())
    unlist_staff(session, staff)
    for tag in _OF_A_STAFF:
        for key in store.keys_of("others", tag, staff):
            store.delete("others", tag, key)
    for tag in _OF_ITS_CELLS:
        for key in store.keys_of("details", tag, staff):
            store.delete("details", tag, key)
    for tag in store.tags("details"):
        if tag == "staffSize" or tag.startswith("baselines"):
            for key in [key for key in store.keys("details", tag) if key.cmper2 == staff]:
                store.delete("details", tag, key)
    return True
