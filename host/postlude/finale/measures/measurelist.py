"""Measures that are put into the document or taken out of it, with all that is counted by measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.deleting import delete_version
from postlude.finale.marks.smartshapemarks import remove_marks, renew_marks
from postlude.finale.regions.cells import clef_at
from postlude.finale.regions.clippieces import clear_music
from postlude.finale.regions.musicclips import drop_clefs, hold_clef
from postlude.finale.signatures.times import meter_of

if TYPE_CHECKING:
    from postlude.finale.session import Session

MEASURES = ("others", "measSpec")
BY_CMPER1 = (
    "measSpec", "beatChart", "measExprAssign", "smartShapeMeasMark", "tempoDef", "repeatBack", "repeatEndingStart",
    "repeatEndingText", "repeatPassList", "textRepeatAssign", "separatesRepeatBack", "separatesRepeatEndingLine",
    "separatesRepeatEndingText", "mmRest", "lockMeas",
)  # fmt: skip
"""Records of the section ``others`` that are kept by measure."""
BY_CMPER2 = ("gfhold", "floats", "measGraphicAssign", "measNumbIndivPos", "measTextAssign", "chordAssign")
"""Records of the section ``details`` that are kept by staff and measure."""
SHAPE_ENDS = ("startTermSeg/endPt", "endTermSeg/endPt")
WHOLE_PIECE = 32767
END_OF_MEASURE = 0x7FFFFFFF
KEPT = (
    "width", "keySig", "beats", "divbeat", "dispBeats", "dispDivbeat", "altNumTsig", "altDenTsig",
    "displayAltNumTsig", "displayAltDenTsig", "abbrvTime", "useDisplayTimesig",
)  # fmt: skip
"""What a new measure has of the one beside it: its signatures and its width."""


@dataclass(frozen=True)
class Change:
    """Measures that come before measure ``at``, or that go from there on, and what becomes of the others."""

    at: int
    added: int = 0
    removed: int = 0

    def is_gone(self, measure: int) -> bool:
        return self.at <= measure < self.at + self.removed

    def first(self, measure: int) -> int:
        """The new number; where something begins that was in a measure which is gone."""
        if measure >= self.at + self.removed:
            return measure + self.added - self.removed
        return min(measure, self.at)

    def last(self, measure: int) -> int:
        """The new number; where something ends that was in a measure which is gone."""
        return self.at - 1 if self.is_gone(measure) else self.first(measure)

    def beginning(self, measure: int) -> int:
        """The new number of a system's first measure: what comes before it comes into the system."""
        return measure if self.added and measure == self.at else self.first(measure)


def insert_measures(session: Session, at: int, count: int) -> bool:
    """Put empty measures before a measure, or behind the last one. Regions of measure numbers stay as they are."""
    last = session.measure_count()
    if not 1 <= at <= last + 1 or count < 1 or not last:
        return False
    if last + count >= WHOLE_PIECE:
        raise ScriptError(f"{count} measures can't be added: a document has fewer than {WHOLE_PIECE}")
    _renumber(session, Change(at, added=count))
    model = session.store.load(*MEASURES, Key(at - 1 if at > 1 else at + count)) or Node("measSpec")
    for measure in range(at, at + count):
        session.store.save(*MEASURES, Key(measure), _new_measure(model))
    _renew_marks(session)
    return True


def _renew_marks(session: Session) -> None:
    """Mark the measures that smart shapes reach over now."""
    marked: dict[str | None, list[tuple[int, int]]] = {}
    for key, mark in _each(session, "others", "smartShapeMeasMark"):
        middle = int(mark.get("centerShapeNum") or 0)
        marked.setdefault(mark.get("shapeNum"), []).append((int(key.cmper1), middle))
    for key, shape in _each(session, "others", "smartShape"):
        first, last = (int(shape.get(f"{end}/meas") or 0) for end in SHAPE_ENDS)
        wanted = [(each, each - first if first < each < last else 0) for each in range(first, last + 1)]
        middles = session.store.keys_of("details", "centerShape", int(key.cmper1))
        stale = any(each.cmper2 >= last - first for each in middles)
        if not key.part and first and (stale or marked.get(str(key.cmper1)) != wanted):
            renew_marks(session, int(key.cmper1), shape)


def _new_measure(model: Node) -> Node:
    node = Node("measSpec")
    node.children = [child.copy() for child in model.children if child.tag in KEPT]
    # As Finale makes empty measures.
    node.set("posMode", "timesigPlusPos")
    node.set("barline", "normal")
    node.set("leftBarline", "default")
    return node


def delete_measures(session: Session, at: int, count: int) -> bool:
    """Take measures out with their music and all that stands in them; one measure must remain."""
    last = session.measure_count()
    behind = min(at + count, last + 1)
    if not 1 <= at <= last or count < 1 or behind - at == last:
        return False
    store = session.store
    change = Change(at, removed=behind - at)
    staves = sorted({int(key.cmper1) for key in store.keys("details", "gfhold")})
    clefs = {staff: clef_at(session, staff, behind) for staff in staves if behind <= last}
    clear_music(session, staves, at, behind - at)
    for key, shape in reversed(_each(session, "others", "smartShape")):
        if not key.part and all(change.is_gone(int(shape.get(f"{end}/meas") or 0)) for end in SHAPE_ENDS):
            remove_marks(session, int(key.cmper1))
            store.delete("others", "smartShape", key)
    for section, tags, index in (("others", BY_CMPER1, 0), ("details", BY_CMPER2, 1)):
        for tag in tags:
            for key in [each for each in store.keys(section, tag) if change.is_gone(int(each[index]))]:
                if tag == "gfhold":
                    drop_clefs(session, key)
                if tag != "lockMeas" or not _goes_on(session, key, behind):
                    store.delete(section, tag, key)
    for key, place in reversed(_each(session, "others", "separatesTextRepeat")):
        if change.is_gone(int(place.get("id") or 0)):
            delete_version(store, "others", "separatesTextRepeat", key)
    _renumber(session, change)
    _renew_marks(session)
    for staff, clef in clefs.items():
        if clef_at(session, staff, at) != clef:
            hold_clef(session, staff, at, clef)
    return True


def _goes_on(session: Session, key: Key, behind: int) -> bool:
    """Whether a locked system still has measures from there on."""
    lock = session.store.load("others", "lockMeas", key)
    return lock is not None and int(lock.get("endMeas") or 0) > behind


def _renumber(session: Session, change: Change) -> None:
    """Give everything that is counted by measures its new number, in the score and in the parts."""
    for tag in BY_CMPER1:
        move = change.beginning if tag == "lockMeas" else change.first
        _move_keys(session, "others", tag, "cmper1", move)
    for tag in BY_CMPER2:
        _move_keys(session, "details", tag, "cmper2", change.first)
    for tag, path, move in (
        ("lockMeas", "endMeas", change.beginning),
        ("staffSystemSpec", "startMeas", change.beginning),
        ("staffSystemSpec", "endMeas", change.beginning),
        ("mmRest", "nextMeas", change.first),
        ("repeatEndingStart", "nextEnd", change.first),
        ("separatesTextRepeat", "id", change.first),
    ):
        _rewrite(session, "others", tag, partial(_put, path=path, move=move))
    for tag in ("repeatBack", "textRepeatAssign"):
        _rewrite(session, "others", tag, lambda node: _put_target(node, change))
    _rewrite(session, "others", "staffStyleAssign", lambda node: _put_style(node, change))
    _rewrite(session, "others", "smartShape", lambda node: _put_shape(session, node, change))
    _rewrite(session, "details", "staffGroup", lambda node: _put_group(node, change))
    last = max(int(key.cmper1) for key in session.keys(*MEASURES))
    for section, tag in (("others", "staffStyleAssign"), ("details", "staffGroup")):
        for key, node in reversed(_each(session, section, tag)):
            if min(int(node.get("endMeas") or 0), last) < int(node.get("startMeas") or 0):
                delete_version(session.store, section, tag, key)


def _each(session: Session, section: str, tag: str) -> list[tuple[Key, Node]]:
    """All versions of all records, those of the parts too."""
    found = ((key, session.store.load(section, tag, key)) for key in list(session.store.keys(section, tag)))
    return [(key, node) for key, node in found if node is not None]


def _move_keys(session: Session, section: str, tag: str, place: str, move: Callable[[int], int]) -> None:
    store = session.store
    moved = [(key, node, move(int(getattr(key, place)))) for key, node in _each(session, section, tag)]
    moved = [(key, node, new) for key, node, new in moved if new != getattr(key, place)]
    for key, _, _ in moved:
        store.delete(section, tag, key)
    for key, node, new in moved:
        store.save(section, tag, key._replace(**{place: new}), node)


def _rewrite(session: Session, section: str, tag: str, change: Callable[[Node], None]) -> None:
    for key, node in _each(session, section, tag):
        new = node.copy()
        change(new)
        if new != node:
            session.store.save(section, tag, key, new)


def _put(node: Node, path: str, move: Callable[[int], int]) -> None:
    """Give the measure at a path its new number; one that stands for the end of the piece stays."""
    measure = int(node.get(path) or 0)
    if 0 < measure < WHOLE_PIECE:
        node.set(path, str(move(measure)))


def _put_target(node: Node, change: Change) -> None:
    if node.get("action") == "jumpAbsolute":
        _put(node, "target", change.first)


def _put_group(node: Node, change: Change) -> None:
    """Move the ends of a group; one of the whole piece has what comes before its first measure too."""
    if (node.get("startMeas"), node.get("endMeas")) != ("1", str(WHOLE_PIECE)):
        _put_span(node, change)


def _put_span(node: Node, change: Change) -> None:
    _put(node, "startMeas", change.first)
    _put(node, "endMeas", change.last)


def _put_style(node: Node, change: Change) -> None:
    """Move the ends of a staff style; what began or ended in a measure that is gone does so at the edge."""
    start, end = (int(node.get(path) or 0) for path in ("startMeas", "endMeas"))
    _put_span(node, change)
    if change.is_gone(start):
        node.set("startEdu", None)
    if change.is_gone(end):
        node.set("endEdu", str(END_OF_MEASURE))


def _put_shape(session: Session, node: Node, change: Change) -> None:
    """Move the ends of a smart shape; those in measures that are gone go to the edge."""
    start, end = SHAPE_ENDS
    starts, ends = (int(node.get(f"{each}/meas") or 0) for each in SHAPE_ENDS)
    _put(node, f"{start}/meas", change.first)
    _put(node, f"{end}/meas", change.last)
    if change.is_gone(starts):
        node.set(f"{start}/edu", None)
    if change.is_gone(ends):
        measure = session.store.load(*MEASURES, Key(change.at - 1))
        node.set(
            f"{end}/edu", str(int(meter_of(session.store, measure).duration)) if measure is not None else None
        )
