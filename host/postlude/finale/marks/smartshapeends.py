"""The ends of smart shapes: at entries, or at places in measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import method
from postlude.finale.base import FCBase, Property, prop, write_only
from postlude.finale.fields import integer

if TYPE_CHECKING:
    from postlude.finale.marks.smartshapes import FCSmartShape
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session

ENDS = ("startTermSeg", "endTermSeg")
OFFSETS = {
    "breakAdj": ("x", "y"),
    "ctlPtAdj": ("startCtlPtX", "startCtlPtY", "endCtlPtX", "endCtlPtY"),
    "endPtAdj": ("x", "y"),
}
"""The offsets of each group."""


def number_of(shape: FCSmartShape, end: str) -> int:
    """An end's entry or position: one number in the framework, two elements in the file."""
    return int(shape._text_at(f"{end}/endPt/entryNum") or shape._text_at(f"{end}/endPt/edu") or 0)


def put_number(shape: FCSmartShape, end: str, number: int) -> None:
    text = str(number) if number else None
    shape._put_text(f"{end}/endPt/entryNum", text if shape.EntryBased else None)
    shape._put_text(f"{end}/endPt/edu", None if shape.EntryBased else text)


def _offset(group: str, name: str) -> Property:
    """An offset. Finale heeds those of a group only while the group is on: in real shapes each that has an
    offset is, so an offset that is set turns it on, and the last one that is taken away turns it off."""
    stored = integer(f"{group}/{name}")
    get, put = stored.get, stored.set
    assert get is not None and put is not None

    def set(segment: FCSmartShapeSegment, value: Any) -> None:
        before = get(segment)
        put(segment, value)
        if get(segment):
            segment._put_text(f"{group}/on", "")
        elif before and not any(segment._text_at(f"{group}/{each}") for each in OFFSETS[group]):
            segment._put_text(f"{group}/on", None)

    return Property(get, set)


class FCSmartShapeSegment(FCBase):
    """One end of a smart shape; what is set here is set in the shape. Offsets are in EVPU."""

    @classmethod
    def of(cls, shape: FCSmartShape, end: str) -> FCSmartShapeSegment:
        segment = cls(shape._session)
        segment.shape, segment.end = shape, end
        return segment

    def __init__(self, session: Session) -> None:
        from postlude.finale.marks.smartshapes import FCSmartShape

        super().__init__(session)
        self.shape = FCSmartShape(session)
        self.end = ENDS[0]

    @property
    def _cache(self) -> dict[object, object]:
        return {}

    def _text_at(self, path: str) -> str | None:
        return self.shape._text_at(f"{self.end}/{path}")

    def _put_text(self, path: str, text: str | None) -> None:
        self.shape._put_text(f"{self.end}/{path}", text)

    BreakOffsetX = _offset("breakAdj", "x")
    BreakOffsetY = _offset("breakAdj", "y")
    ControlPoint1OffsetX = _offset("ctlPtAdj", "startCtlPtX")
    ControlPoint1OffsetY = _offset("ctlPtAdj", "startCtlPtY")
    ControlPoint2OffsetX = _offset("ctlPtAdj", "endCtlPtX")
    ControlPoint2OffsetY = _offset("ctlPtAdj", "endCtlPtY")
    EndpointOffsetX = _offset("endPtAdj", "x")
    EndpointOffsetY = _offset("endPtAdj", "y")
    Measure = integer("endPt/meas")
    Staff = integer("endPt/inst")

    @write_only
    def CustomOffset(self, value: bool) -> None:
        """Whether the offsets of the end point count."""
        self._put_text("endPtAdj/on", "" if value else None)

    @prop
    def EntryNumber(self) -> int:
        """The entry of a shape that has its ends at entries; of another one, its position in EDU."""
        return number_of(self.shape, self.end)

    @EntryNumber.setter
    def _set_entry_number(self, value: int) -> None:
        put_number(self.shape, self.end, value)

    @prop
    def MeasurePos(self) -> int:
        """The same number as ``EntryNumber``; ``CalcMeasurePos`` gives the position in both cases."""
        return number_of(self.shape, self.end)

    @MeasurePos.setter
    def _set_measure_pos(self, value: int) -> None:
        put_number(self.shape, self.end, value)

    @write_only
    def Entry(self, entry: FCNoteEntry) -> None:
        self.EntryNumber = entry.EntryNumber if self.shape.EntryBased else entry.MeasurePos

    @prop
    def NoteID(self) -> int:
        return int(self.shape._text_at(self._note_path) or 0)

    @NoteID.setter
    def _set_note_id(self, value: int) -> None:
        self.shape._put_text(self._note_path, str(value) if value else None)

    @property
    def _note_path(self) -> str:
        return "startNoteID" if self.end == ENDS[0] else "endNoteID"

    @method
    def CalcMeasurePos(self) -> int:
        """EDU from the measure's start, of the entry if the end is at one."""
        from postlude.finale.music.noteentrylayers import FCNoteEntryCell

        number = number_of(self.shape, self.end)
        if not self.shape.EntryBased:
            return number
        cell = FCNoteEntryCell.construct(self._session, self.Measure, self.Staff)
        cell.mode = -1
        cell.Load()
        entry = cell.FindEntryNumber(number)
        return int(entry.MeasurePos) if entry is not None else 0
