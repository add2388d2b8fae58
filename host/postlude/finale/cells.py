"""Cells: a measure of a staff, its frame hold, its clefs and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, prop
from postlude.finale.fields import choice, flag, held, integer
from postlude.finale.frames import LAYERS, frame_numbers
from postlude.finale.keys import MODE_TABLES, FCKeySignature, KeyValue, key_in, resolved
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther, NoInciCellDetail, put_text
from postlude.finale.remember import remembering
from postlude.finale.staffstyles import staff_source
from postlude.finale.times import OF_CELL, FCTimeSignature, Meter, meter_of

if TYPE_CHECKING:
    from postlude.finale.noteentrylayers import FCNoteEntryCell
    from postlude.finale.session import Session

CLEF_MODES: dict[str | None, int] = {None: 0, "hidden": 1, "forced": 2}


def _own_signatures(session: Session, staff: int, measure: int, flag_name: str) -> Node | None:
    """The cell's record of independent signatures, if the staff has any use for it."""
    spec = staff_source(session, staff, measure, 0, flag_name)
    if spec is None or spec.get(flag_name) is None:
        return None
    return session.store.load("details", "floats", Key(staff, measure))


SIGNATURES = (
    ("others", "measSpec"), ("others", "staffSpec"), ("others", "staffStyle"), ("others", "staffStyleAssign"),
    ("details", "floats"),
)  # fmt: skip
"""The tables that decide the signatures of a cell."""


@remembering(*SIGNATURES, *MODE_TABLES)
def key_at(session: Session, staff: int, measure: int) -> KeyValue:
    """The concert key in force in a cell."""
    own = _own_signatures(session, staff, measure, "floatKeys")
    if own is not None and own.get("hasKey") is not None:
        return resolved(session, key_in(own))
    node = session.store.load("others", "measSpec", Key(measure))
    return resolved(session, key_in(node)) if node is not None else KeyValue()


@remembering(*SIGNATURES, ("others", "timeUpper"), ("others", "timeLower"))
def meter_at(session: Session, staff: int, measure: int) -> Meter:
    """The time signature in force in a cell."""
    own = _own_signatures(session, staff, measure, "floatTime")
    if own is not None and own.get("hasTime") is not None:
        return meter_of(session.store, own, OF_CELL)
    node = session.store.load("others", "measSpec", Key(measure))
    return meter_of(session.store, node) if node is not None else Meter((), beats=0, divbeat=0)


def clef_at(session: Session, staff: int, measure: int, position: int = 0) -> int:
    """The concert clef in force at a position (EDU) of a cell, by the frame holds up to there."""
    store = session.store
    hold = store.load("details", "gfhold", Key(staff, measure))
    if hold is not None:
        listed = hold.get("clefListID")
        if listed is None:
            return int(hold.get("clefID") or 0)
        found = 0
        for key in session.keys_of("others", "clefEnum", int(listed)):
            node = store.load("others", "clefEnum", key)
            if node is not None and int(node.get("xEduPos") or 0) <= position:
                found = int(node.get("clef") or 0)
        return found
    if measure > 1:
        earlier = [key for key in session.keys_of("details", "gfhold", staff) if key.cmper2 < measure]
        if earlier:
            return clef_at(session, staff, earlier[-1].cmper2, 0x7FFFFFFF)
    spec = staff_source(session, staff, measure, position, "defaultClef")
    return int((spec.get("defaultClef") if spec is not None else None) or 0)


class FCCell(FCBase):
    """A measure of a staff."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.measure = 0
        self.staff = 0

    @constructor
    def created(self, measure: int, staff: int) -> None:
        self.measure, self.staff = measure, staff

    Measure = held("measure", int, writable=False)
    Staff = held("staff", int, writable=False)

    @method
    def ReAssign(self, measure: int, staff: int) -> None:
        self.measure, self.staff = measure, staff

    @prop
    def KeySignature(self) -> FCKeySignature:
        """The concert key in force."""
        return FCKeySignature.of(self._session, key_at(self._session, self.staff, self.measure))

    @prop
    def TimeSignature(self) -> FCTimeSignature:
        signature = FCTimeSignature(self._session)
        own = _own_signatures(self._session, self.staff, self.measure, "floatTime")
        if own is not None and own.get("hasTime") is not None:
            return signature._connect(own, OF_CELL)
        node = self._session.store.load("others", "measSpec", Key(self.measure))
        return signature._connect(node) if node is not None else signature

    @method
    def HasIndependentKeySig(self) -> bool:
        own = _own_signatures(self._session, self.staff, self.measure, "floatKeys")
        return own is not None and own.get("hasKey") is not None

    @method
    def HasIndependentTimeSig(self) -> bool:
        own = _own_signatures(self._session, self.staff, self.measure, "floatTime")
        return own is not None and own.get("hasTime") is not None

    @method
    def CalcClefIndexAt(self, pos: int) -> int:
        return clef_at(self._session, self.staff, self.measure, pos)

    @method
    def CalcContainsEntries(self) -> bool:
        return bool(frame_numbers(self._session.store, self.staff, self.measure))

    @method
    def CalcDuration(self) -> int:
        """EDU of the cell by its time signature."""
        return int(meter_at(self._session, self.staff, self.measure).duration)

    @method
    def CreateNoteEntryCell(self, shouldload: bool, loadlayermode: int = 0) -> FCNoteEntryCell:
        from postlude.finale.noteentrylayers import FCNoteEntryCell

        cell = FCNoteEntryCell.construct(self._session, self.measure, self.staff)
        cell.mode = loadlayermode
        if shouldload:
            cell.Load()
        return cell

    def _same_as(self, other: FCCell) -> bool:
        return (self.measure, self.staff) == (other.measure, other.staff)


class FCCellFrameHold(NoInciCellDetail, tag="gfhold"):
    """What a cell holds: its frames and its clef or list of clefs."""

    ClefAfterBarline = flag("clefAfterBarline")
    ClefPercent = integer("clefPercent")
    ClefShow = choice("clefMode", CLEF_MODES)

    @prop
    def ClefIndex(self) -> int:
        return int(self._text_at("clefID") or 0)

    @ClefIndex.setter
    def _set_clef_index(self, value: int) -> None:
        self._put_text("clefListID", None)
        self._put_text("clefID", str(value))
        self._cache.clear()

    @prop
    def IsClefList(self) -> bool:
        return self._text_at("clefListID") is not None

    @method
    def CalcHasFrame(self) -> bool:
        return any(self._text_at(f"frame{layer}") for layer in LAYERS)

    @method
    def CalcHasFrameAtLayer(self, layernum: int) -> bool:
        return bool(self._text_at(f"frame{layernum}"))

    @method
    def CalcMultiLayeredCell(self) -> bool:
        return len([layer for layer in LAYERS if self._text_at(f"frame{layer}")]) > 1

    @method
    def CreateCellClefChanges(self) -> FCCellClefChanges | None:
        """The clefs of a cell that has a list of them, else nil."""
        listed = self._text_at("clefListID")
        if listed is None:
            return None
        changes = FCCellClefChanges(self._session)
        changes.LoadAllForItem(int(listed))
        return changes

    @method
    def CreateFirstCellClefChange(self) -> FCCellClefChange:
        """The clef at the cell's start."""
        changes = self.CreateCellClefChanges()
        if changes is not None and len(changes):
            first: FCCellClefChange = changes._items[0]
            return first
        change = FCCellClefChange(self._session)
        put_text(change._node, "clef", str(self.ClefIndex))
        put_text(change._node, "percent", str(self.ClefPercent))
        return change

    @method
    def SetCellClefChanges(self, changes: FCCellClefChanges | None) -> bool:
        """Give the cell that list of clefs; they are saved with the call."""
        if changes is None or not len(changes):
            return False
        store = self._store
        listed = self._text_at("clefListID")
        if listed is None:
            number = max((int(key.cmper1) for key in store.keys("others", "clefEnum")), default=0) + 1
        else:
            number = int(listed)
        for key in self._session.keys_of("others", "clefEnum", number):
            if key.inci >= len(changes):
                store.delete("others", "clefEnum", key)
        for inci, change in enumerate(changes):
            store.save("others", "clefEnum", Key(number, inci=inci), change._node)
        self._put_text("clefID", None)
        self._put_text("clefListID", str(number))
        self._cache.clear()
        return True

    @method
    def SaveNew(self) -> bool:
        return self._save(self._key)


class FCCellClefChange(InciOther, tag="clefEnum"):
    """One clef of a cell that has several; ``MeasurePos`` is in EDU."""

    AllowVerticalDrag = flag("unlockVert")
    ClefAfterBarline = flag("afterBarline")
    ClefIndex = integer("clef", explicit=True)
    ClefPercent = integer("percent")
    ClefShow = choice("clefMode", CLEF_MODES)
    HorizontalOffset = integer("xEvpuOffset")
    MeasurePos = integer("xEduPos")
    VerticalOffset = integer("yEvpuPos")

    @method
    def IsStartClef(self) -> bool:
        return self._text_at("xEduPos") in (None, "0")


class FCCellClefChanges(InciOthers, of=FCCellClefChange):
    """The clefs of a cell, in order."""

    @method
    def InsertCellClefChange(self, change: FCCellClefChange) -> None:
        """Put a clef where its position belongs, in place of one at the same position."""
        self._items = [item for item in self._items if item.MeasurePos != change.MeasurePos]
        self._items.append(change)
        self._items.sort(key=lambda item: item.MeasurePos)
