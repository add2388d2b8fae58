"""Metrics of an entry: where its noteheads and its stem lie on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import approximate, method, static
from postlude.finale.base import FCBase, prop
from postlude.finale.layout.geometry import (
    SYSTEMS,
    is_joined,
    number,
    record,
    staff_place,
    staff_scale,
    system_of_measure,
    system_scale,
)
from postlude.finale.layout.measureplaces import beat_place, measure_places, options
from postlude.finale.music.noteplaces import displaced
from postlude.finale.staves.staffpositions import note_position, staff_number

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote
    from postlude.finale.session import Session

STEP = 12
EFIX = 64
ACCIDENTAL = 24
"""The usual width of an accidental, in EVPU."""
REST = 28
"""The usual width of a rest."""
DOT = 10
"""The usual width of an augmentation dot."""


@dataclass(frozen=True)
class Box:
    """A notehead or a stem on the page."""

    left: float
    right: float
    bottom: float
    top: float


class FCEntryMetrics(FCBase):
    """Where an entry lies on the page, in EVPU of the paper, from its bottom and its left.

    Approximated: heights follow from the staff's place and the pitches; the horizontal place follows from the
    measure's width and its beat chart, with noteheads, accidentals and dots of the usual widths, as no font is
    measured. Collisions that Finale avoids by moving a layer aside aren't counted in.
    """

    closer = "FreeMetrics"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.FreeMetrics()

    @method
    def FreeMetrics(self) -> None:
        self._notes: list[tuple[FCNote, Box]] = []
        self._stem: Box | None = None
        self._rest: Box | None = None
        self._first_accidental = self._last_dot = 0.0

    @static
    def MarkMetricsForRebuild(session: Session) -> None:
        """Nothing to do: metrics are computed when they are loaded."""

    @method
    def Load(self, entry: FCNoteEntry) -> bool:
        """False for an entry that is on no page. A rest has a place, but no notes."""
        self.FreeMetrics()
        session, frame = self._session, entry.frame
        system = system_of_measure(session, frame.measure) if frame is not None else None
        reference = (
            staff_place(session, system, frame.staff) if frame is not None and system is not None else None
        )
        if frame is None or system is None or reference is None or is_joined(session, frame.measure):
            return False
        scale = staff_scale(session, system, frame.staff)
        left = _left(entry, system)
        if entry.IsRest():
            middle = reference + entry.CalcHighestStaffPosition() * STEP * scale
            self._rest = Box(left, left + REST * scale, middle - 2 * STEP * scale, middle + 2 * STEP * scale)
            self._first_accidental, self._last_dot = left, self._behind(entry, scale)
            return True
        up = entry.CalcStemUp()
        aside = displaced(entry, up)
        for note in sorted(entry.notes, key=note_position):
            staff = staff_number(note)
            line = staff_place(session, system, staff)
            if line is None:
                staff, line = frame.staff, staff_place(session, system, frame.staff) or 0.0
            middle = line + note_position(note, staff) * STEP * scale
            width = note.CalcNoteheadWidth() * scale
            moved = any(note is each for each in aside)
            start = left + (width if up else -width) * moved
            place = Box(start, start + width, middle - STEP * scale, middle + STEP * scale)
            self._notes.append((note, place))
        length = entry.CalcStemLength() * scale
        if length:
            self._stem = self._stem_at(left, length, up, scale)
        self._first_accidental = self._before(scale)
        self._last_dot = self._behind(entry, scale)
        return True

    def _stem_at(self, left: float, length: float, up: bool, scale: float) -> Box:
        width = int(options(self._session, "stemOptions").get("stemWidth") or 0) / EFIX * scale
        lowest, highest = self._notes[0][1], self._notes[-1][1]
        low, high = (lowest.bottom + lowest.top) / 2, (highest.bottom + highest.top) / 2
        if up:
            right = left + (highest.right - highest.left)
            return Box(right - width, right, low, high + length)
        return Box(left, left + width, low - length, high)

    def _before(self, scale: float) -> float:
        """Where the accidentals begin, or else the noteheads."""
        left = min(box.left for _, box in self._notes)
        if not any(note.CalcAccidental() for note, _ in self._notes):
            return left
        space = int(options(self._session, "accidentalOptions").get("acciNoteSpace") or 0)
        return left - (ACCIDENTAL + space) * scale

    def _behind(self, entry: FCNoteEntry, scale: float) -> float:
        """Where the last dot ends; 0 without one."""
        dots = _dots(entry.edu)
        if not dots:
            return 0.0
        distances = options(self._session, "augmentationDotOptions")
        first, between = (int(distances.get(path) or 0) for path in ("dotFirstOffset", "dotOffset"))
        return max(box.right for box in self._boxes()) + (first + DOT + (dots - 1) * (between + DOT)) * scale

    def _note(self, index: int) -> tuple[FCNote, Box] | None:
        return self._notes[index] if 0 <= index < len(self._notes) else None

    def _boxes(self) -> list[Box]:
        return [
            *(box for _, box in self._notes),
            *(box for box in (self._stem, self._rest) if box is not None),
        ]

    @prop
    def NoteCount(self) -> int:
        return len(self._notes)

    @prop
    @approximate
    def AttachmentCount(self) -> int:
        """Approximated: none, since no attachments are kept with these metrics, nor can scripts reach one."""
        return 0

    @method
    def GetNoteID(self, index: int) -> int:
        """The number of a note, counted from the lowest; 0 if there are not so many."""
        found = self._note(index)
        return int(found[0].NoteID) if found is not None else 0

    @method
    @approximate
    def GetNoteLeftPosition(self, index: int) -> int:
        found = self._note(index)
        return round(found[1].left) if found is not None else 0

    @method
    @approximate
    def GetNoteWidth(self, index: int) -> int:
        found = self._note(index)
        return round(found[1].right - found[1].left) if found is not None else 0

    @method
    @approximate
    def GetNoteCenterVerticalPos(self, index: int) -> int:
        found = self._note(index)
        return round((found[1].bottom + found[1].top) / 2) if found is not None else 0

    @method
    @approximate
    def CalcLeftmostNotePosition(self) -> int:
        return round(min((box.left for _, box in self._notes), default=0))

    @prop
    @approximate
    def TopPosition(self) -> int:
        """The highest place of its noteheads and its stem."""
        return round(max((box.top for box in self._boxes()), default=0))

    @prop
    @approximate
    def BottomPosition(self) -> int:
        """The lowest place of its noteheads and its stem."""
        return round(min((box.bottom for box in self._boxes()), default=0))

    @prop
    @approximate
    def LeftPosition(self) -> int:
        return round(min((box.left for box in self._boxes()), default=0))

    @prop
    @approximate
    def RightPosition(self) -> int:
        return round(max((box.right for box in self._boxes()), default=0))

    @prop
    @approximate
    def FirstAccidentalPosition(self) -> int:
        """Where its accidentals begin, or its noteheads if it has none; the accidentals as one column."""
        return round(self._first_accidental)

    @prop
    @approximate
    def LastDotPosition(self) -> int:
        """Where its last augmentation dot ends; 0 without a dot."""
        return round(self._last_dot)

    @prop
    @approximate
    def StemTopPosition(self) -> int:
        return round(self._stem.top) if self._stem is not None else 0

    @prop
    @approximate
    def StemBottomPosition(self) -> int:
        return round(self._stem.bottom) if self._stem is not None else 0

    @prop
    @approximate
    def StemLeftPosition(self) -> int:
        return round(self._stem.left) if self._stem is not None else 0

    @prop
    @approximate
    def StemRightPosition(self) -> int:
        return round(self._stem.right) if self._stem is not None else 0


def _left(entry: FCNoteEntry, system: int) -> float:
    """The left side of the noteheads that stand on their own side of the stem, in EVPU of the paper."""
    session, frame = entry._session, entry.frame
    assert frame is not None
    place = measure_places(session, system).get(frame.measure)
    if place is None:
        return 0
    own = beat_place(session, frame.measure, float(frame.timing(entry)[0])) + int(entry.ManualPosition)
    if entry.grace:
        own -= _graces_up_to(entry) * int(options(session, "graceNoteOptions").get("graceBackup") or 0)
    stretch = _stretch(session, system)
    return (place.music + own * stretch) * system_scale(session, system)


def _graces_up_to(entry: FCNoteEntry) -> int:
    """How many grace notes stand from this one up to their main note."""
    assert entry.frame is not None
    entries = entry.frame.entries
    at = next(index for index, each in enumerate(entries) if each.number == entry.number)
    count = 0
    while at + count < len(entries) and entries[at + count].grace:
        count += 1
    return count


def _stretch(session: Session, system: int) -> float:
    spec = record(session, SYSTEMS, Key(system))
    return number(spec, "horzPercent") / 10000 if spec is not None else 1.0


def _dots(edu: int) -> int:
    """The augmentation dots of a duration."""
    longest = 1
    while longest * 2 <= edu:
        longest *= 2
    dots, rest, part = 0, edu - longest, longest // 2
    while rest and rest >= part > 0:
        dots, rest, part = dots + 1, rest - part, part // 2
    return dots
