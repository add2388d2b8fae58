"""The marks by which measures and entries know of their smart shapes.

A shape has a mark in each measure from its first to its last, one at each of its entries, and for each measure
between these two a center shape. Real scores keep that without exception; so does what is saved here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.deleting import delete_record
from postlude.finale.fields import integer
from postlude.finale.marks.entrydetails import EntryDetail
from postlude.finale.marks.smartshapeends import ENDS
from postlude.finale.marks.smartshapes import FCSmartShape
from postlude.finale.recordlists import EntryDetails, InciOthers
from postlude.finale.records import InciOther

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session
    from postlude.finale.staves.systemstaves import FCSystemStaves


class FCSmartShapeEntryMark(EntryDetail, tag="smartShapeEntryMark"):
    """Says that a shape begins or ends at an entry."""

    ShapeNumber = integer("shapeNum")

    @method
    def CreateSmartShape(self, load_center_shapes: bool) -> FCSmartShape | None:
        return _shape(self._session, self.ShapeNumber)

    @method
    def CalcLeftMark(self) -> bool:
        """Whether the shape begins at this entry."""
        return self._is_end("startTermSeg")

    @method
    def CalcRightMark(self) -> bool:
        return self._is_end("endTermSeg")

    def _is_end(self, end: str) -> bool:
        shape = _shape(self._session, self.ShapeNumber)
        return shape is not None and shape._text_at(f"{end}/endPt/entryNum") == str(self._key.cmper1)


class FCSmartShapeEntryMarks(EntryDetails, of=FCSmartShapeEntryMark):
    """The marks of an entry, or of the document."""


class FCSmartShapeMeasureMark(InciOther, tag="smartShapeMeasMark"):
    """Says that a shape is in a measure."""

    ShapeNumber = integer("shapeNum")

    @prop
    def Measure(self) -> int:
        return int(self._key.cmper1)

    @method
    def CreateSmartShape(self, load_center_shapes: bool = True) -> FCSmartShape | None:
        return _shape(self._session, self.ShapeNumber)


class FCSmartShapeMeasureMarks(InciOthers, of=FCSmartShapeMeasureMark):
    """The marks of measures."""

    @method
    def LoadAllForRegion(self, region: FCMusicRegion, removeduplicates: bool = True) -> int:
        """The marks of the region's measures; of a shape that has several, the first one only if asked."""
        self._fill([key for key in self._all_keys() if region.IsMeasureIncluded(int(key.cmper1))])
        if removeduplicates:
            self.RemoveDuplicateReferences()
        return len(self._items)

    @method
    def RemoveDuplicateReferences(self) -> None:
        first = {mark.ShapeNumber: mark for mark in reversed(self._items)}
        self._items = [mark for mark in self._items if first[mark.ShapeNumber] is mark]

    @method
    def FindSmartShapeMarkByID(self, cmper: int) -> FCSmartShapeMeasureMark | None:
        return next((mark for mark in self._items if mark.ShapeNumber == cmper), None)

    @method
    def KeepStaffOnly(self, staff: int) -> None:
        self._keep(lambda shape: staff in _staves(shape))

    @method
    def KeepSystemStavesOnly(self, staves: FCSystemStaves) -> None:
        numbers = {staff.Staff for staff in staves}
        self._keep(lambda shape: bool(numbers & _staves(shape)))

    @method
    def KeepHairpinsOnly(self) -> None:
        self._keep(FCSmartShape.IsHairpin)

    @method
    def KeepSlursOnly(self) -> None:
        self._keep(FCSmartShape.IsSlur)

    @method
    def KeepCustomLinesOnly(self) -> None:
        self._keep(FCSmartShape.IsCustomLine)

    def _keep(self, wanted: Callable[[FCSmartShape], bool]) -> None:
        shapes = [(mark, mark.CreateSmartShape()) for mark in self._items]
        self._items = [mark for mark, shape in shapes if shape is not None and wanted(shape)]


def _shape(session: Session, number: int) -> FCSmartShape | None:
    shape = FCSmartShape(session)
    return shape if shape._load(Key(number)) else None


def _staves(shape: FCSmartShape) -> set[int]:
    return {int(shape._text_at(f"{end}/endPt/inst") or 0) for end in ENDS}


def add_marks(
    session: Session,
    number: int,
    shape: Node,
    entries: tuple[FCNoteEntry | None, FCNoteEntry | None] = (None, None),
) -> None:
    """Give a shape its marks: in its measures, at its entries, and a center shape between the two ends."""
    first, last = (int(shape.get(f"{end}/endPt/meas") or 0) for end in ENDS)
    for measure in range(max(first, 1), min(last, session.measure_count()) + 1):
        mark = FCSmartShapeMeasureMark(session)
        mark.ShapeNumber = number
        if first < measure < last:
            mark._put_text("centerShapeNum", str(measure - first))
            session.store.save("details", "centerShape", Key(number, measure - first), Node("centerShape"))
        mark.SaveNew(measure)
    numbers = [int(shape.get(f"{end}/endPt/entryNum") or 0) for end in ENDS]
    for index, entnum in enumerate(numbers):
        if entnum and entnum not in numbers[:index]:
            at_entry = FCSmartShapeEntryMark(session)
            at_entry.SetEntnumAndInci(entnum, 0)
            at_entry._entry = entries[index]
            at_entry.ShapeNumber = number
            at_entry.SaveNew()


def remove_marks(session: Session, number: int) -> None:
    """Remove the marks and the center shapes of a shape."""
    store = session.store
    for section, tag in (("others", "smartShapeMeasMark"), ("details", "smartShapeEntryMark")):
        _remove_marks_of(session, section, tag, session.keys(section, tag), number)
    for key in store.keys_of("details", "centerShape", number):
        store.delete("details", "centerShape", key)


def _remove_marks_of(session: Session, section: str, tag: str, keys: list[Key], number: int) -> None:
    wanted = f"<shapeNum>{number}<".encode()
    for key in reversed(keys):
        if wanted in (session.store.raw(section, tag, key) or b""):
            delete_record(session, section, tag, key)


def renew_marks(session: Session, number: int, shape: Node) -> None:
    """Give a shape the marks of the measures that it is in now; what its center shapes hold stays with its measure."""
    store = session.store
    first, last = (int(shape.get(f"{end}/endPt/meas") or 0) for end in ENDS)
    wanted = f"<shapeNum>{number}<".encode()
    marks = [
        (int(key.cmper1), store.load("others", "smartShapeMeasMark", key))
        for key in session.keys("others", "smartShapeMeasMark")
        if wanted in (store.raw("others", "smartShapeMeasMark", key) or b"")
    ]
    held = [
        (measure, key.part, store.load("details", "centerShape", key))
        for measure, mark in marks
        if mark is not None and mark.get("centerShapeNum")
        for key in store.keys_of("details", "centerShape", number, int(mark.get("centerShapeNum") or 0))
    ]
    remove_marks(session, number)
    add_marks(session, number, shape)
    for measure, part, node in held:
        if node is not None and first < measure < last:
            store.save("details", "centerShape", Key(number, measure - first, part=part), node)


def fit_marks(session: Session, number: int, shape: Node) -> None:
    """Renew the marks of a shape that has some, if its ends came into other measures or to other entries."""
    store = session.store
    wanted = f"<shapeNum>{number}<".encode()
    measures, entries = (
        sorted(
            {
                int(key.cmper1)
                for key in store.keys(section, tag)
                if wanted in (store.raw(section, tag, key) or b"")
            }
        )
        for section, tag in (("others", "smartShapeMeasMark"), ("details", "smartShapeEntryMark"))
    )
    first, last = (int(shape.get(f"{end}/endPt/meas") or 0) for end in ENDS)
    ends = {int(shape.get(f"{end}/endPt/entryNum") or 0) for end in ENDS} - {0}
    moved = measures and measures != list(range(first, min(last, session.measure_count()) + 1))
    if first and (moved or (entries and entries != sorted(ends))):
        renew_marks(session, number, shape)


def remove_shapes_at(session: Session, entry: int) -> None:
    """Remove the smart shapes that begin or end at an entry, with their marks wherever they are."""
    store = session.store
    marks = [
        store.load("details", "smartShapeEntryMark", key)
        for key in store.keys_of("details", "smartShapeEntryMark", entry)
    ]
    for number in {int(mark.get("shapeNum") or 0) for mark in marks if mark is not None}:
        shape = store.load("others", "smartShape", Key(number))
        if shape is not None and str(entry) in (shape.get(f"{end}/endPt/entryNum") for end in ENDS):
            remove_marks(session, number)
            delete_record(session, "others", "smartShape", Key(number))
