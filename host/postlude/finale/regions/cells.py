"""Cells: a measure of a staff, its clefs and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, FCCollection, prop
from postlude.finale.fields import held
from postlude.finale.music.frames import Frame, frame_numbers
from postlude.finale.records import put_text
from postlude.finale.regions.inforce import clef_at, key_at, meter_at, own_signatures
from postlude.finale.signatures.keys import FCKeySignature, key_in
from postlude.finale.signatures.meters import (
    FOR_DISPLAY,
    IN_FORCE,
    OF_CELL,
    OF_CELL_FOR_DISPLAY,
    copy_signature,
)
from postlude.finale.signatures.times import FCTimeSignature

if TYPE_CHECKING:
    from postlude.finale.layout.cellmetrics import FCCellMetrics
    from postlude.finale.music.noteentrylayers import FCNoteEntryCell
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session

__all__ = ["FCCell", "FCCellPos", "FCCells", "clef_at", "key_at", "meter_at"]


class FCCell(FCBase):
    """A measure of a staff. Changes of its own signatures are kept in the object until ``Save``."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.measure = 0
        self.staff = 0
        self._floats: Node | None = None
        """The record of the cell's own signatures, once something was taken from it."""

    @constructor
    def created(self, measure: int, staff: int) -> None:
        self.measure, self.staff = measure, staff

    Measure = held("measure", int, writable=False)
    Staff = held("staff", int, writable=False)

    @method
    def ReAssign(self, measure: int, staff: int) -> None:
        self.measure, self.staff = measure, staff
        self._floats = None

    # Signatures.

    def _own(self, staff_flag: str, flag: str) -> Node | None:
        """The cell's own signatures, if it has that one in force."""
        found = own_signatures(self._session, self.staff, self.measure, staff_flag)
        if found is None and self._floats is None:
            return None
        if self._floats is None:
            self._floats = found
        own = self._floats
        return own if own is not None and own.get(flag) is not None else None

    def _assured(self) -> Node:
        """The cell's record of signatures, a new one if it has none."""
        if self._floats is None:
            stored = self._session.store.load("details", "floats", Key(self.staff, self.measure))
            self._floats = stored or Node("floats")
        return self._floats

    def _measure_node(self) -> Node:
        node = self._session.store.load("others", "measSpec", Key(self.measure))
        return node if node is not None else Node("measSpec")

    @prop
    def KeySignature(self) -> FCKeySignature:
        """The concert key in force."""
        own = self._own("floatKeys", "hasKey")
        if own is not None:
            return FCKeySignature.of(self._session, key_in(own), own)
        return FCKeySignature.of(self._session, key_at(self._session, self.staff, self.measure))

    @prop
    def TimeSignature(self) -> FCTimeSignature:
        """The time signature in force."""
        own = self._own("floatTime", "hasTime")
        if own is not None:
            return FCTimeSignature(self._session)._connect(own, OF_CELL)
        return FCTimeSignature(self._session)._connect(self._measure_node())

    @prop
    def TimeSignatureForDisplay(self) -> FCTimeSignature | None:
        """The time signature that is shown instead of the one in force; nil where that is shown itself."""
        if self._own("floatTime", "hasTime") is not None or self._own("floatTime", "hasDispTime") is not None:
            own = self._own("floatTime", "hasDispTime")
            return None if own is None else FCTimeSignature(self._session)._connect(own, OF_CELL_FOR_DISPLAY)
        node = self._measure_node()
        if node.get("useDisplayTimesig") is None:
            return None
        return FCTimeSignature(self._session)._connect(node, FOR_DISPLAY)

    @method
    def HasIndependentKeySig(self) -> bool:
        return self._own("floatKeys", "hasKey") is not None

    @method
    def HasIndependentTimeSig(self) -> bool:
        return self._own("floatTime", "hasTime") is not None

    @method
    def AssureSavedIndependentKeySig(self) -> FCKeySignature:
        """The cell's own key signature; it gets and saves one like its measure's if it has none.

        It is in force where the staff, or a style on it, has independent key signatures.
        """
        own = self._assured()
        if own.get("hasKey") is None:
            put_text(
                own, "keySig/key", str(key_at(self._session, self.staff, self.measure).number or "") or None
            )
            own.set("hasKey", "")
            self.Save()
        return FCKeySignature.of(self._session, key_in(own), own)

    @method
    def AssureSavedIndependentTimeSig(self) -> FCTimeSignature:
        """The cell's own time signature; it gets and saves one like its measure's if it has none.

        It is in force where the staff, or a style on it, has independent time signatures.
        """
        own = self._assured()
        if own.get("hasTime") is None:
            copy_signature(self._measure_node(), IN_FORCE, own, OF_CELL)
            own.set("hasTime", "")
            self.Save()
        return FCTimeSignature(self._session)._connect(own, OF_CELL)

    @method
    def AssureSavedIndependentTimeSigForDisplay(self) -> FCTimeSignature:
        """The cell's own signature for display; it gets and saves one like that in force if it has none."""
        own = self._assured()
        if own.get("hasDispTime") is None:
            if own.get("hasTime") is not None:
                copy_signature(own, OF_CELL, own, OF_CELL_FOR_DISPLAY)
            else:
                copy_signature(self._measure_node(), IN_FORCE, own, OF_CELL_FOR_DISPLAY)
            own.set("hasDispTime", "")
            self.Save()
        return FCTimeSignature(self._session)._connect(own, OF_CELL_FOR_DISPLAY)

    @method
    def RemoveIndependentTimeSigForDisplay(self) -> None:
        """Show the cell's own time signature itself again, from the next ``Save`` on."""
        own = self._assured()
        at = OF_CELL_FOR_DISPLAY
        for path in (
            at.beats,
            at.divbeat,
            at.composite_top,
            at.composite_bottom,
            at.abbreviate,
            "hasDispTime",
        ):
            if path is not None:
                own.set(path, None)

    @method
    def Save(self) -> bool:
        """Save the cell's own signatures; false if it has none, and nothing is done."""
        own, store, key = self._floats, self._session.store, Key(self.staff, self.measure)
        if own is None or not (own.children or store.exists("details", "floats", key)):
            return False
        if any(own.get(flag) is not None for flag in ("hasKey", "hasTime", "hasDispTime")):
            store.save("details", "floats", key, own)
        else:
            store.delete("details", "floats", key)
        return True

    @method
    def CreateCurrentVisibleKeySignature(self, concertpitch: bool = False) -> FCKeySignature:
        """The key signature as the score or part in view shows it: transposed, unless it shows concert pitch."""
        from postlude.finale.signatures.transpositions import transposition_at
        from postlude.finale.staves.staffpositions import shows_transposed

        key = self.KeySignature.value
        if not concertpitch and shows_transposed(self._session):
            found = transposition_at(self._session, self.staff, self.measure, 0)
            key = key if found is None else found.key(key)
        return FCKeySignature.of(self._session, key)

    # What is in it.

    @method
    def CalcClefIndexAt(self, pos: int) -> int:
        """The concert clef in force at a position (EDU)."""
        return clef_at(self._session, self.staff, self.measure, pos)

    @method
    def CalcContainsEntries(self) -> bool:
        return bool(frame_numbers(self._session.store, self.staff, self.measure))

    @method
    def CalcDuration(self) -> int:
        """EDU of the cell by its time signature."""
        if self._floats is None:
            return int(meter_at(self._session, self.staff, self.measure).duration)
        return int(self.TimeSignature.meter.duration)

    @method
    def CalcEntryDuration(self, layer: int = 0) -> int:
        """EDU that the entries of a layer (1 to 4) fill; of layer 0: that those of the longest layer fill."""
        from postlude.finale.music.noteentrylayers import frame_duration

        numbers = frame_numbers(self._session.store, self.staff, self.measure)
        durations = [
            frame_duration(Frame.load(self._session, self.staff, self.measure, each, number))
            for each, number in numbers.items()
            if layer in (0, each)
        ]
        return max(durations, default=0)

    @method
    def CreateNoteEntryCell(self, shouldload: bool, loadlayermode: int = 0) -> FCNoteEntryCell:
        from postlude.finale.music.noteentrylayers import FCNoteEntryCell

        cell = FCNoteEntryCell.construct(self._session, self.measure, self.staff)
        cell.mode = loadlayermode
        if shouldload:
            cell.Load()
        return cell

    @method
    def CreateCellMetrics(self) -> FCCellMetrics | None:
        """Where the cell lies on the page, nil if it is on none."""
        from postlude.finale.layout.cellmetrics import FCCellMetrics

        metrics = FCCellMetrics(self._session)
        return metrics if metrics.LoadAtCell(self) else None

    def _same_as(self, other: FCCell) -> bool:
        return (self.measure, self.staff) == (other.measure, other.staff)


class FCCellPos(FCBase):
    """A place in a cell; ``MeasurePos`` is in EDU."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.measure = self.staff = self.position = 0

    @constructor
    def created(self, measure: int, staff: int, measurepos: int) -> None:
        self.measure, self.staff, self.position = measure, staff, measurepos

    Measure = held("measure", int, writable=False)
    MeasurePos = held("position", int, writable=False)
    Staff = held("staff", int, writable=False)

    @method
    def CalcClefIndex(self) -> int:
        """The concert clef in force there."""
        return clef_at(self._session, self.staff, self.measure, self.position)

    def _same_as(self, other: FCCellPos) -> bool:
        here = self.measure, self.staff, self.position
        return here == (other.measure, other.staff, other.position)


class FCCells(FCCollection):
    """Cells; those of a region staff by staff."""

    @method
    def ApplyRegion(self, region: FCMusicRegion) -> None:
        """Take all cells of a region, in place of what the collection has."""
        from postlude.finale.staves.staves import scroll_view

        first, last = region.slots
        self._items = [
            FCCell.construct(self._session, measure, staff)
            for staff in scroll_view(self._session)[max(first - 1, 0) : last]
            for measure in range(region.StartMeasure, region.EndMeasure + 1)
        ]

    @method
    def Find(self, measure: int, staff: int) -> FCCell | None:
        return next((cell for cell in self._items if (cell.measure, cell.staff) == (measure, staff)), None)
