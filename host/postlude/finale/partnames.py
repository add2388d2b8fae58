"""The names of parts: their own, or that of their staff or group, with its number among instruments of a kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.remember import remembering
from postlude.finale.staves.staffnames import name_in, readable
from postlude.finale.staves.staves import scroll_view

if TYPE_CHECKING:
    from postlude.finale.session import Session

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def part_name(session: Session, number: int) -> str:
    """A part's name as a reader sees it."""
    store = session.store
    node = store.load("others", "partDef", Key(number))
    if node is None:
        return ""
    own = int(node.get("nameID") or 0)
    if store.exists("others", "textBlock", Key(own)):
        return readable(name_in(session, own))
    group = store.load("details", "staffGroup", Key(0, int(node.get("defaultNameGroup") or 0)))
    if group is not None:
        return readable(name_in(session, int(group.get("fullID") or 0)))
    return _numbered_name(session, int(node.get("defaultNameStaff") or 0))


def _numbered_name(session: Session, staff: int) -> str:
    spec = session.store.load("others", "staffSpec", Key(staff))
    if spec is None:
        return ""
    name = readable(name_in(session, int(spec.get("fullName") or 0)))
    number = instrument_numbers(session).get(staff)
    return name if number is None else numbered(name, number, spec.get("autoNum"))


@remembering(("others", "staffSpec"), ("others", "multiStaffInstGroup"), ("others", "instUsed"))
def instrument_numbers(session: Session) -> dict[int, int]:
    """The number of each staff's instrument among those of its kind in the score, where they are numbered.

    They are where a kind has several and all its staves are to be numbered; an instrument of several staves
    counts once.
    """
    store = session.store
    instruments: dict[str, list[list[int]]] = {}
    refused: set[str] = set()
    groups = {
        number: _staves_of(node)
        for number in {int(key.cmper1) for key in store.keys("others", "multiStaffInstGroup")}
        if (node := store.load("others", "multiStaffInstGroup", Key(number))) is not None
    }
    seen: set[int] = set()
    for staff in scroll_view(session):
        spec = store.load("others", "staffSpec", Key(staff)) or Node("staffSpec")
        kind = spec.get("instUuid") or ""
        if spec.get("useAutoNum") is None:
            refused.add(kind)
        if not kind or staff in seen:
            continue
        together = next((staves for staves in groups.values() if staff in staves), [staff])
        seen.update(together)
        instruments.setdefault(kind, []).append(together)
    counts = Counter({kind: len(found) for kind, found in instruments.items()})
    return {
        staff: number
        for kind, found in instruments.items()
        if counts[kind] > 1 and kind not in refused
        for number, staves in enumerate(found, 1)
        for staff in staves
    }


def _staves_of(group: Node) -> list[int]:
    return [int(group.get(f"staffNum{index}") or 0) for index in (1, 2, 3) if group.get(f"staffNum{index}")]


def numbered(name: str, number: int, style: str | None) -> str:
    """A name with its number, as the staff's ``autoNum`` wants it."""
    if style == "romanSuffix":
        return f"{name} {_roman(number)}"
    if style == "ordinalPrefix":
        ending = "th" if number % 100 in (11, 12, 13) else _ORDINALS.get(number % 10, "th")
        return f"{number}{ending} {name}"
    if style == "alphaSuffix":
        return f"{name} {chr(ord('A') + (number - 1) % 26)}"
    if style == "arabicPrefix":
        return f"{number}. {name}"
    return f"{name} {number}"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
