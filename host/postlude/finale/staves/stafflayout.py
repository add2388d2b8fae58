"""Staves put into a document and taken out of it, with their places in scroll view and in the systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.constants import constants
from postlude.finale.dependants import forget_staff
from postlude.finale.staves.staffbase import NEW_STAFF

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
_OF_ITS_CELLS = ("chordAssign", "floats", "gfhold", "measGraphicAssign", "measNumbIndivPos", "measTextAssign")
_STAFF_LISTS = (
    "categoryStaffListScore",
    "categoryStaffListParts",
    "repeatStaffListScore",
    "repeatStaffListParts",
)


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


def unlist_staff(session: Session, staff: int, part: int | None = None) -> None:
    """Take a staff out of scroll view, the systems and all other lists, of the score and of the parts or of one.

    A list that it was the first of begins with the next one, whose distance becomes zero.
    """
    store = session.store
    lists: dict[tuple[int, int], list[tuple[Key, Node]]] = {}
    for key in list(store.keys("others", "instUsed")):
        node = store.load("others", "instUsed", key) if part in (None, key.part) else None
        if node is not None:
            lists.setdefault((int(key.cmper1), key.part), []).append((key, node))
    for (number, owner), places in lists.items():
        rest = [node for _, node in places if int(node.get("inst") or 0) != staff]
        if len(rest) == len(places):
            continue
        if not rest and 0 < number < STUDIO_VIEW:
            # A system has staves: one that showed this staff alone shows all that there are.
            rest = [node.copy() for _, node in lists.get((0, owner), []) if node.get("inst") != str(staff)]
        top = int(rest[0].get("distFromTop") or 0) if rest else 0
        for index, node in enumerate(rest):
            if rest[0] is not places[0][1]:
                node.set("distFromTop", str(int(node.get("distFromTop") or 0) - top))
            store.save("others", "instUsed", Key(number, inci=index, part=owner), node)
        for key, _ in places[len(rest) :]:
            store.delete("others", "instUsed", key)


def delete_staff(session: Session, staff: int) -> bool:
    """Remove a staff with its music and all that is kept for it; false if there is no such staff."""
    from postlude.finale.regions.clippieces import clear_music
    from postlude.finale.regions.musicclips import drop_clefs

    store = session.store
    if not store.exists("others", "staffSpec", Key(staff)):
        return False
    # Some documents have cells behind the last measure too.
    cells = [key.cmper2 for key in store.keys_of("details", "gfhold", staff)]
    clear_music(session, [staff], 1, max([session.measure_count(), *cells]))
    _remove_shapes(session, staff)
    _leave_groups(session, staff)
    unlist_staff(session, staff)
    for tag in _OF_A_STAFF:
        for key in store.keys_of("others", tag, staff):
            store.delete("others", tag, key)
    for tag in _OF_ITS_CELLS:
        for key in store.keys_of("details", tag, staff):
            if tag == "gfhold":
                drop_clefs(session, key)
            store.delete("details", tag, key)
    for tag in store.tags("details"):
        if tag == "staffSize" or tag.startswith("baselines"):
            for key in [key for key in store.keys("details", tag) if key.cmper2 == staff]:
                store.delete("details", tag, key)
    return True


def _remove_shapes(session: Session, staff: int) -> None:
    """Remove the smart shapes that have an end on a staff."""
    from postlude.finale.regions.clippieces import drop_shapes, ends_of

    drop_shapes(session, set(), lambda shape: any(each == staff for each, _ in ends_of(shape)))


def _leave_groups(session: Session, staff: int) -> None:
    """Take a staff out of groups, instruments of several staves, and lists of staves.

    A group that began or ended with it does so with its neighbour; one of this staff alone goes, and so does an
    instrument of which one staff is left.
    """
    store = session.store
    places = [(key, store.load("others", "instUsed", key)) for key in store.keys_of("others", "instUsed", 0)]
    order = [int(node.get("inst") or 0) for key, node in places if node is not None and not key.part]
    at = order.index(staff) if staff in order else 0
    for key in list(store.keys("details", "staffGroup")):
        group = store.load("details", "staffGroup", key)
        assert group is not None
        first, last = group.get("startInst"), group.get("endInst")
        if first == last == str(staff):
            store.delete("details", "staffGroup", key)
            continue
        for path, end, other, beside in (
            ("startInst", first, last, at + 1),
            ("endInst", last, first, at - 1),
        ):
            if end == str(staff):
                shown = staff in order and 0 <= beside < len(order)
                group.set(path, str(order[beside]) if shown else other)
        store.save("details", "staffGroup", key, group)
    for key in list(store.keys("others", "multiStaffInstGroup")):
        instrument = store.load("others", "multiStaffInstGroup", key)
        assert instrument is not None
        staves = [child.text for child in instrument.children]
        if str(staff) not in staves:
            continue
        staves.remove(str(staff))
        store.delete("others", "multiStaffInstGroup", key)
        if len(staves) > 1:
            left = Node("multiStaffInstGroup")
            for index, number in enumerate(staves, 1):
                left.set(f"staffNum{index}", number)
            store.save("others", "multiStaffInstGroup", key, left)
        else:
            for each in store.keys_of("others", "multiStaffGroupID", int(key.cmper1)):
                store.delete("others", "multiStaffGroupID", each)
    forget_staff(session, staff)
    for tag in _STAFF_LISTS:
        for key in list(store.keys("others", tag)):
            listed = store.load("others", tag, key)
            assert listed is not None
            listed.children = [child for child in listed.children if child.text != str(staff)]
            store.save("others", tag, key, listed)
