"""Where systems, staves and measures lie on the page, by what the document stores.

Vertical positions count upwards from the bottom of the page, horizontal ones from its left edge, both in EVPU of
the paper, before anything is scaled. Finale stores margins, distances, percentages and widths, and these give
the places of systems and staves; only within a measure its layout knows more than the document.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part
from postlude.finale.remember import remembering
from postlude.finale.staves.staves import system_staves

if TYPE_CHECKING:
    from postlude.finale.session import Session

NO_SYSTEM = -1
"""The first system of a blank page."""
FULL_STAFF = 96 * 64
"""The height of a staff of five lines, in EFIX, where it isn't scaled."""

PAGES, SYSTEMS = ("others", "pageSpec"), ("others", "staffSystemSpec")
STAVES, SIZES = ("others", "instUsed"), ("details", "staffSize")
MEASURES, RESTS = ("others", "measSpec"), ("others", "mmRest")


def number(node: Node, path: str) -> int:
    return int(node.get(path) or 0)


def record(session: Session, table: tuple[str, str], key: Key) -> Node | None:
    """A record as the part in view sees it; not to be changed."""
    return load_for_part(session.store, *table, key, session.part)


@remembering(PAGES)
def first_systems(session: Session) -> list[tuple[int, int]]:
    """The pages that aren't blank with the number of their first system."""
    found = []
    for key in session.keys(*PAGES):
        page = record(session, PAGES, key)
        first = number(page, "firstSystem") if page is not None else NO_SYSTEM
        if first != NO_SYSTEM:
            found.append((int(key.cmper1), first))
    return found


def last_system_of_page(session: Session, page: int) -> int:
    """The number of a page's last system, -1 on a blank page."""
    pages = first_systems(session)
    at = next((index for index, (each, _) in enumerate(pages) if each == page), None)
    if at is None:
        return NO_SYSTEM
    if at + 1 < len(pages):
        return pages[at + 1][1] - 1
    systems = session.keys(*SYSTEMS)
    return int(systems[-1].cmper1) if systems else NO_SYSTEM


def page_of_system(session: Session, system: int) -> int | None:
    """The page that a system is on; None before the layout is made."""
    pages = first_systems(session)
    at = bisect_right([first for _, first in pages], system) - 1
    return pages[at][0] if at >= 0 else None


@remembering(SYSTEMS)
def system_starts(session: Session) -> list[tuple[int, int, int]]:
    """The systems as (first measure, measure behind the last one, number), those with measures only."""
    found = []
    for key in session.keys(*SYSTEMS):
        system = record(session, SYSTEMS, key)
        if system is not None and number(system, "startMeas") > 0:
            found.append((number(system, "startMeas"), number(system, "endMeas"), int(key.cmper1)))
    return sorted(found)


def system_of_measure(session: Session, measure: int) -> int | None:
    """The number of the system that a measure is in."""
    systems = system_starts(session)
    at = bisect_right(systems, (measure, 0x7FFFFFFF, 0)) - 1
    return systems[at][2] if at >= 0 and measure < systems[at][1] else None


def page_scale(session: Session, system: int) -> float:
    """How much the page that a system is on scales what stands on it."""
    page = record(session, PAGES, Key(page_of_system(session, system) or 0))
    return number(page, "percent") / 100 if page is not None else 1.0


def own_scale(session: Session, system: int) -> float:
    """How much a system scales its staves, the page left out."""
    spec = record(session, SYSTEMS, Key(system))
    if spec is None:
        return 1.0
    return number(spec, "ssysPercent") / 100 * number(spec, "staffHeight") / FULL_STAFF


def system_scale(session: Session, system: int) -> float:
    """How much a system is scaled on paper."""
    return page_scale(session, system) * own_scale(session, system)


def staff_scale(session: Session, system: int, staff: int) -> float:
    """How much a staff of a system is scaled on paper."""
    size = record(session, SIZES, Key(system, staff))
    percent = number(size, "staffPercent") if size is not None else 100
    return system_scale(session, system) * (percent or 100) / 100


@remembering(RESTS)
def multimeasure_rests(session: Session) -> dict[int, tuple[int, int]]:
    """The measures that rests of several measures begin at: the measure behind the rest, its width in EVPU."""
    rests = {int(key.cmper1): record(session, RESTS, key) for key in session.keys(*RESTS)}
    return {
        first: (number(rest, "nextMeas"), number(rest, "meaSpace"))
        for first, rest in rests.items()
        if rest is not None
    }


@remembering(RESTS, MEASURES)
def measure_widths(session: Session) -> dict[int, int]:
    """The width of each measure as it is laid out; 0 for those that a rest of several measures stands for."""
    nodes = ((int(key.cmper1), record(session, MEASURES, key)) for key in session.keys(*MEASURES))
    widths = {measure: number(node, "width") for measure, node in nodes if node is not None}
    for first, (behind, width) in multimeasure_rests(session).items():
        widths.update(dict.fromkeys(range(first + 1, behind), 0))
        widths[first] = width
    return widths


def is_joined(session: Session, measure: int) -> bool:
    """Whether a measure isn't seen, because a rest of several measures stands for it that begins earlier."""
    return any(first < measure < behind for first, (behind, _) in multimeasure_rests(session).items())


@dataclass(frozen=True)
class SystemPlace:
    """Where a system lies: the top reference line, its left end and its right end, in EVPU of the paper."""

    page: int
    top: float
    left: float
    right: float


@remembering(PAGES, SYSTEMS, STAVES)
def system_place(session: Session, system: int) -> SystemPlace | None:
    """Where a system lies on its page; None if it is on none.

    Margins are held or scaled as page and system say. What lies below the top line of a system is scaled with it,
    its bottom margin too: so no system of the real scores at hand runs over its page, and none would have found
    room on the page before.
    """
    number_of_page = page_of_system(session, system)
    page = record(session, PAGES, Key(number_of_page or 0))
    if page is None or number_of_page is None:
        return None
    scale = number(page, "percent") / 100 or 1.0
    held = 1.0 if page.get("scaleContentOnly") is not None else scale
    y = number(page, "height") + number(page, "margTop") * held
    left = number(page, "margLeft") * held
    right = number(page, "width") + number(page, "margRight") * held
    first = dict(first_systems(session))[number_of_page]
    for each in range(first, system + 1):
        spec = record(session, SYSTEMS, Key(each))
        if spec is None:
            continue
        margins = scale * margin_scale(spec)
        y += number(spec, "distanceToPrev") * scale + number(spec, "top") * margins
        if each == system:
            return SystemPlace(
                number_of_page,
                y,
                left + number(spec, "left") * margins,
                right + number(spec, "right") * margins,
            )
        y += number(spec, "bottom") * scale * own_scale(session, each)
        lowest = min(staff_distances(session, each).values(), default=0)
        y += lowest * scale * _distance_scale(session, each, spec)
    return None


def margin_scale(spec: Node) -> float:
    """How much a system scales its margins."""
    return 1.0 if spec.get("scaleContentOnly") is not None else number(spec, "ssysPercent") / 100


def _distance_scale(session: Session, system: int, spec: Node) -> float:
    if spec.get("scaleVert") is not None:
        return own_scale(session, system)
    return number(spec, "staffHeight") / FULL_STAFF


@remembering(STAVES)
def staff_distances(session: Session, system: int) -> dict[int, int]:
    """The staves of a system from the top, with the EVPU, negative, down to each; before scaling."""
    found: dict[int, int] = {}
    for staff, key in system_staves(session, system):
        node = record(session, STAVES, key)
        found.setdefault(staff, number(node, "distFromTop") if node is not None else 0)
    return found


def staff_place(session: Session, system: int, staff: int) -> float | None:
    """The height of a staff's reference line over the bottom of the page, in EVPU of the paper."""
    place = system_place(session, system)
    spec = record(session, SYSTEMS, Key(system))
    distance = staff_distances(session, system).get(staff)
    if place is None or spec is None or distance is None:
        return None
    return place.top + distance * page_scale(session, system) * _distance_scale(session, system, spec)
