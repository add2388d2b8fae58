"""What a cell holds: its frames, and its clef or list of clefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.fields import choice, flag, integer
from postlude.finale.music.frames import LAYERS
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther, NoInciCellDetail, put_text
from postlude.finale.regions.inforce import clef_at
from postlude.finale.session import END_OF_MEASURE

if TYPE_CHECKING:
    from postlude.finale.session import Session

CLEF_MODES: dict[str | None, int] = {None: 0, "hidden": 1, "forced": 2}


class FCCellFrameHold(NoInciCellDetail, tag="gfhold", made_with={"clefPercent": "75"}):
    """What a cell holds: its frames and its clef or list of clefs."""

    ClefAfterBarline = flag("clefAfterBarline")
    ClefPercent = integer("clefPercent", explicit=True)
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
    def CalcClefChange(self) -> bool:
        """Whether another clef comes into force in the cell, at its start or in it."""
        changes = self.CreateCellClefChanges()
        clefs = [each.ClefIndex for each in changes] if changes is not None else [self.ClefIndex]
        if self.Measure > 1:
            clefs.insert(0, clef_at(self._session, self.Staff, self.Measure - 1, END_OF_MEASURE))
        return len(set(clefs)) > 1

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
        """Give the cell that list of clefs, which is saved with the call; without one, a single clef.

        A list that the cell shares with another is left to that.
        """
        if changes is None or not len(changes):
            return bool(self.MakeCellSingleClef(None))
        listed = self._text_at("clefListID")
        if listed is None or self._is_shared(listed):
            number = max((int(key.cmper1) for key in self._store.keys("others", "clefEnum")), default=0) + 1
        else:
            number = int(listed)
        copies = FCCellClefChanges(self._session)
        copies._items = [change.CreateClone() for change in changes]
        copies.SaveAllForItem(number)
        for path in ("clefID", "clefMode", "clefAfterBarline"):
            self._put_text(path, None)
        self._put_text("clefListID", str(number))
        self._cache.clear()
        return True

    @write_only
    def CellClefChanges(self, changes: FCCellClefChanges) -> None:
        self.SetCellClefChanges(changes)

    @method
    def MakeCellSingleClef(self, clef: FCCellClefChange | None = None) -> bool:
        """Leave the cell one clef: the given one, else that at its start. Its list of clefs goes when the hold is
        saved.

        False if there is nothing to change.
        """
        listed = self._text_at("clefListID")
        if listed is None and clef is None:
            return False
        kept = clef if clef is not None else self.CreateFirstCellClefChange()
        self.ClefIndex, self.ClefShow = kept.ClefIndex, kept.ClefShow
        self.ClefPercent, self.ClefAfterBarline = kept.ClefPercent, kept.ClefAfterBarline
        return True

    def _save(self, key: Key) -> bool:
        """Save it with the frames that the cell has by now, which only its entries change: an object that was
        loaded for another cell, as scripts leave it where a cell has no hold yet, brings none along. A list of clefs
        that no cell has any more is removed."""
        before = self._store.load("details", "gfhold", key)
        for layer in LAYERS:
            self._put_text(f"frame{layer}", before.get(f"frame{layer}") if before is not None else None)
        mine = self._text_at("clefListID")
        if before is None and mine is not None and self._is_shared(mine):
            self.SetCellClefChanges(self.CreateCellClefChanges())
        listed = before.get("clefListID") if before is not None else None
        saved = super()._save(key)
        if listed is not None and listed != self._text_at("clefListID") and not self._is_shared(listed):
            FCCellClefChanges(self._session).DeleteDataForItem(int(listed))
        return saved

    @method
    def DeleteData(self) -> bool:
        """Remove it with what it alone refers to, its clefs and the entries of its layers."""
        from postlude.finale.music.frames import Frame, frame_numbers
        from postlude.finale.regions.musicclips import drop_clefs

        for layer, number in frame_numbers(self._store, self.Staff, self.Measure).items():
            frame = Frame.load(self._session, self.Staff, self.Measure, layer, number)
            frame.clear()
            frame.save()
        if not self._store.exists("details", "gfhold", self._key):
            return False
        drop_clefs(self._session, self._key)
        return True

    def _is_shared(self, listed: str) -> bool:
        """Whether another cell has the same list of clefs."""
        others = [key for key in self._store.keys("details", "gfhold") if key[:2] != self._key[:2]]
        holds = (self._store.load("details", "gfhold", key) for key in others)
        return any(hold is not None and hold.get("clefListID") == listed for hold in holds)

    @method
    def SaveNew(self) -> bool:
        """Save it for a cell that has none; without a clef it keeps the one in force."""
        if self._text_at("clefID") is None and not self.IsClefList:
            self.ClefIndex = clef_at(self._session, self.Staff, self.Measure)
        return self._save(self._key)


class FCCellClefChange(InciOther, tag="clefEnum", made_with={"clef": "0", "percent": "75"}):
    """One clef of a cell that has several; ``MeasurePos`` is in EDU."""

    AllowVerticalDrag = flag("unlockVert")
    ClefAfterBarline = flag("afterBarline")
    ClefIndex = integer("clef", explicit=True)
    ClefPercent = integer("percent", explicit=True)
    ClefShow = choice("clefMode", CLEF_MODES)
    HorizontalOffset = integer("xEvpuOffset")
    MeasurePos = integer("xEduPos")
    VerticalOffset = integer("yEvpuPos")

    @method
    def DeleteData(self) -> bool:
        """Remove it; the cells whose list had nothing else get a clef of their own: this one."""
        deleted = super().DeleteData()
        listed = str(self._key.cmper1)
        if deleted and not self._store.keys_of("others", "clefEnum", int(self._key.cmper1)):
            for key, hold in self._store.walk("details", "gfhold"):
                if hold.get("clefListID") == listed:
                    hold.set("clefListID", None)
                    hold.set("clefID", str(self.ClefIndex))
                    self._store.save("details", "gfhold", key, hold)
        return bool(deleted)

    @method
    def IsStartClef(self) -> bool:
        return self._text_at("xEduPos") in (None, "0")


class FCCellClefChanges(InciOthers, of=FCCellClefChange):
    """The clefs of a cell, in order."""

    @method
    def InsertCellClefChange(self, change: FCCellClefChange) -> None:
        """Put a copy of a clef where its position belongs, in place of one at the same position."""
        self._items = [item for item in self._items if item.MeasurePos != change.MeasurePos]
        self._items.append(change.CreateClone())
        self._items.sort(key=lambda item: item.MeasurePos)


def purge_clefs(session: Session, begin: int) -> None:
    """Remove the lists of clefs that were made since then and that no cell has: scripts make one for each clef that
    they put into a list, and give the cell the last."""
    store = session.store
    made = {
        int(change.key["cmper"])
        for change in store.changes_since(begin)
        if (change.op, change.tag) == ("add", "clefEnum")
    }
    if made:
        made -= {int(hold.get("clefListID") or 0) for _, hold in store.walk("details", "gfhold")}
    for listed in made:
        for key in store.keys_of("others", "clefEnum", listed):
            store.delete("others", "clefEnum", key)
