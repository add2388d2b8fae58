"""Keeping the layout that a document stores valid, without making a new one.

Finale distributes measures over systems, and systems over pages, whenever it draws them. Here they stay where
they are, as far as that goes: a system begins where it began, except that a break begins a new one, a lock keeps
its measures in one, and measures that came or went lengthen or shorten the last. A system of changed measures is
stretched so that it is as wide as before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import save_for_part
from postlude.finale.layout.geometry import (
    MEASURES,
    NO_SYSTEM,
    PAGES,
    SIZES,
    STAVES,
    SYSTEMS,
    measure_widths,
    number,
    record,
    system_starts,
)

if TYPE_CHECKING:
    from postlude.finale.session import Session

LOCKS = ("others", "lockMeas")
BY_SYSTEM = (
    STAVES, SIZES, ("details", "baselinesSysChords"), ("details", "baselinesSysExprAboveStaff"),
    ("details", "baselinesSysExprBelowStaff"), ("details", "baselinesSysFingerboards"),
    ("details", "baselinesSysLyricsVerse"),
)  # fmt: skip
"""The tables, beside that of the systems, whose first number is a system's."""


def is_up_to_date(session: Session) -> bool:
    """Whether the systems are those that breaks, locks and the number of measures ask for."""
    present = [(first, behind) for first, behind, _ in system_starts(session)]
    return len(present) == len(session.keys(*SYSTEMS)) and _spans(session, 1) == present


def update_layout(
    session: Session, first_measure: int = 1, *, unlock: bool = False, before: Mapping[int, int] | None = None
) -> None:
    """Fit systems and pages of the part in view; ``unlock`` takes the locks from a measure on away first.

    ``before`` holds the widths of the systems' music from before measures came or went. A layout that Finale
    hasn't made yet is left so.
    """
    if unlock:
        for key in session.keys(*LOCKS):
            if key.cmper1 >= first_measure:
                session.store.delete(*LOCKS, key._replace(part=session.part))
    old = system_starts(session)
    if not old or len(old) != len(session.keys(*SYSTEMS)):
        return
    new = _spans(session, first_measure)
    if before is not None or [(first, behind) for first, behind, _ in old] != new:
        sources = {span: _source(old, span[0]) for span in new}
        _write_systems(session, new, sources, before or music_widths(session))
    _write_pages(session, old, new)


def remove_system(session: Session, system: int) -> bool:
    """Join a system to the one before it, the first one to the next; false if there is no other."""
    old = system_starts(session)
    place = next((index for index, (_, _, each) in enumerate(old) if each == system), None)
    if place is None or len(old) < 2 or len(old) != len(session.keys(*SYSTEMS)):
        return False
    first, second = (place - 1, place) if place else (0, 1)
    joined = (old[first][0], old[second][1])
    sources = {(start, behind): each for start, behind, each in old[:first]}
    sources[joined] = old[first if place else second][2]
    sources |= {(start, behind): each for start, behind, each in old[second + 1 :]}
    new = list(sources)
    _write_systems(session, new, sources, music_widths(session))
    _write_pages(session, old, new)
    return True


def remove_page(session: Session, page: int) -> bool:
    """Take a page out; its systems come to the page with music before it, else behind it. False without another."""
    pages = _nodes(session, PAGES)
    place = next((index for index, (key, _) in enumerate(pages) if key.cmper1 == page), None)
    if place is None or len(pages) < 2:
        return False
    gone = pages.pop(place)[1]
    music = [node for _, node in pages if number(node, "firstSystem") != NO_SYSTEM]
    if number(gone, "firstSystem") != NO_SYSTEM:
        if not music:
            return False
        if number(music[0], "firstSystem") > number(gone, "firstSystem"):
            music[0].set("firstSystem", gone.get("firstSystem"))
    for index, (_, node) in enumerate(pages, 1):
        _put(session, PAGES, Key(index), node)
    session.store.delete(*PAGES, Key(len(pages) + 1, part=session.part))
    return True


def music_widths(session: Session) -> dict[int, int]:
    """How wide the music of each system is, by the widths of its measures."""
    widths = measure_widths(session)
    return {
        system: sum(widths.get(measure, 0) for measure in range(first, behind))
        for first, behind, system in system_starts(session)
    }


def in_each_view(session: Session, do: Callable[[int], None]) -> None:
    """Do something with the score in view, and with each part, whose number it takes."""
    part = session.part
    try:
        for each in [0, *(int(key.cmper1) for key in session.store.keys("others", "partDef") if key.cmper1)]:
            session.part = each
            do(each)
    finally:
        session.part = part


def _spans(session: Session, first_measure: int) -> list[tuple[int, int]]:
    """The systems as they should be: first measure, and the one behind the last."""
    count = session.measure_count()
    starts = {1} | {first for first, _, _ in system_starts(session)}
    for key in session.keys(*MEASURES):
        measure = record(session, MEASURES, key)
        if measure is None or key.cmper1 < first_measure:
            continue
        if measure.get("lineBreak") is not None or measure.get("pageBreak") is not None:
            starts.add(int(key.cmper1))
    for key in session.keys(*LOCKS):
        lock = record(session, LOCKS, key)
        first, behind = int(key.cmper1), number(lock, "endMeas") if lock is not None else 0
        if first < behind and first >= first_measure:
            starts -= set(range(first + 1, behind))
            starts |= {first, behind}
    ordered = sorted(start for start in starts if 0 < start <= count)
    return list(zip(ordered, [*ordered[1:], count + 1], strict=True))


def _source(old: list[tuple[int, int, int]], measure: int) -> int:
    """The system that a measure was in, or the last one."""
    return next((each for first, behind, each in old if first <= measure < behind), old[-1][2])


def _write_systems(
    session: Session,
    spans: list[tuple[int, int]],
    sources: dict[tuple[int, int], int],
    before: Mapping[int, int],
) -> None:
    """Write the systems anew, each with what its source had; what changes nothing isn't written."""
    widths = measure_widths(session)
    systems = {int(key.cmper1): node for key, node in _nodes(session, SYSTEMS)}
    for index, span in enumerate(spans, 1):
        node = systems[sources[span]].copy()
        then, now = before.get(sources[span], 0), sum(widths.get(each, 0) for each in range(*span))
        if then and now and then != now:
            node.set("horzPercent", str(round(number(node, "horzPercent") * then / now)))
        node.set("startMeas", str(span[0]))
        node.set("endMeas", str(span[1]))
        _put(session, SYSTEMS, Key(index), node)
    for system in systems:
        if system > len(spans):
            session.store.delete(*SYSTEMS, Key(system, part=session.part))
    numbers = {index: sources[span] for index, span in enumerate(spans, 1)}
    for table in BY_SYSTEM:
        _renumber(session, table, numbers, max(systems))


def _renumber(session: Session, table: tuple[str, str], numbers: dict[int, int], last: int) -> None:
    """Give each system the records that its source had."""
    if all(index == source for index, source in numbers.items()) and len(numbers) == last:
        return
    records: dict[int, list[tuple[Key, Node]]] = {}
    for key, node in _nodes(session, table):
        records.setdefault(int(key.cmper1), []).append((key, node))
    wanted = {
        key._replace(cmper1=index): node
        for index, source in numbers.items()
        for key, node in records.get(source, [])
    }
    for system in range(1, last + 1):
        for key, _ in records.get(system, []):
            if key not in wanted:
                session.store.delete(*table, key._replace(part=session.part))
    for key, node in wanted.items():
        _put(session, table, key, node.copy())


def _write_pages(session: Session, old: list[tuple[int, int, int]], spans: list[tuple[int, int]]) -> None:
    """Let each page begin with the system that it began with, and one more at each new page break."""
    pages = _nodes(session, PAGES)
    starts = {each: first for first, _, each in old}
    numbers = {first: index for index, (first, _) in enumerate(spans, 1)}
    begins = {
        numbers[first]
        for first, _ in spans
        if (measure := record(session, MEASURES, Key(first))) is not None
        and measure.get("pageBreak") is not None
    }
    wanted: list[Node] = []
    taken: set[int] = set()
    for _, node in pages:
        first = number(node, "firstSystem")
        if first != NO_SYSTEM:
            at = starts.get(first, 0)
            first = next((index for index, (_, behind) in enumerate(spans, 1) if at < behind), 0)
            if not first or first in taken:
                continue
            for system in sorted(each for each in begins if wanted and each < first and each not in taken):
                if system > max(taken, default=0):
                    wanted.append(_page_from(wanted[-1], system))
                    taken.add(system)
            taken.add(first)
        wanted.append(_page_from(node, first))
    for system in sorted(each for each in begins if each > max(taken, default=0) and wanted):
        wanted.append(_page_from(wanted[-1], system))
    for index, node in enumerate(wanted, 1):
        _put(session, PAGES, Key(index), node)
    for key, _ in pages[len(wanted) :]:
        session.store.delete(*PAGES, key._replace(part=session.part))


def _page_from(node: Node, first_system: int) -> Node:
    page = node.copy()
    page.set("firstSystem", str(first_system))
    return page


def _nodes(session: Session, table: tuple[str, str]) -> list[tuple[Key, Node]]:
    """The records that the part in view sees."""
    found = ((key, record(session, table, key)) for key in session.keys(*table))
    return [(key, node) for key, node in found if node is not None]


def _put(session: Session, table: tuple[str, str], key: Key, node: Node) -> None:
    """Write a record if it isn't there in just this form."""
    present = record(session, table, key)
    if present is None or present.children != node.children:
        save_for_part(session.store, *table, key, session.part, node)
