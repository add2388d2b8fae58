"""``FCLuaIterator``: calls a function for each of many things.

Every ``ForEach...`` gives the number of calls. A function that answers false ends the loop; no answer goes on.
The forms that end in ``Saved`` save each thing when its call is over, except that for which the answer was
false.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError
from postlude.finale.arguments import expected, method, type_name
from postlude.finale.base import FCBase, FCCollection, class_named, declared_classes, declared_names, prop
from postlude.finale.documentloops import DocumentLoops
from postlude.finale.fields import held
from postlude.finale.iteratorfilters import Filtering
from postlude.finale.recordlists import DataCollection
from postlude.finale.regions.regions import FCMusicRegion
from postlude.finale.walking import each_cell, loaded_cells

if TYPE_CHECKING:
    from postlude.finale.session import Session


class FCLuaIterator(DocumentLoops, Filtering, FCBase):
    """An iterator with its settings and filters. What the settings are at first is Postlude's own choice:
    everything is visited, forwards and from the top staff down."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.layer_mode = -1
        self.forwards = self.downwards = True
        self.null_is_all = self.partial = True
        self.current_document = self.current_part = self.score = True
        self.bar = self.abortable = False
        self.frequency = 1
        self._seconds = 0.0

    LoadLayerMode = held("layer_mode", int, "which layers, as for FCNoteEntryCell")
    ForwardProcessing = held("forwards", bool)
    DownwardProcessing = held("downwards", bool)
    NullRegionEqualsAll = held("null_is_all", bool, "whether no region means the whole document")
    PartialMeasureSelections = held("partial", bool, "whether a region may begin and end within a measure")
    ProcessCurrentDocument = held("current_document", bool)
    ProcessCurrentPart = held("current_part", bool)
    ProcessScorePart = held("score", bool)
    UseProgressBar = held("bar", bool)
    AbortableProgressBar = held("abortable", bool)
    ProgressUpdateFrequency = held("frequency", int)

    @prop
    def ProgressBarUserAborted(self) -> bool:
        """Nobody can: there is no progress bar."""
        return False

    @method
    def CalcLastDuration(self) -> float:
        """Seconds that the last loop took."""
        return self._seconds

    def _run(
        self, things: Iterable[tuple[Any, ...]], call: Any, done: Callable[..., object] | None = None
    ) -> int:
        """Call for each; ``done`` follows where the answer wasn't false."""
        if not callable(call):
            raise ScriptError(f"a loop expected a function to call, got {type_name(call)}")
        started = time.monotonic()
        count = 0
        try:
            for arguments in things:
                count += 1
                if call(*arguments) is False:
                    break
                if done is not None:
                    done(*arguments)
        finally:
            self._seconds = time.monotonic() - started
        return count

    # Lists and numbers.

    @method
    def ForEach(self, collection: FCCollection, function: object) -> int:
        return self._run(((item,) for item in self._ordered(collection)), function)

    @method
    def ForEachSaved(self, collection: FCCollection, function: object) -> int:
        """The objects must be records."""
        if not isinstance(collection, DataCollection):
            raise expected(1, "__FCCollectionData", collection)
        return self._run(((item,) for item in self._ordered(collection)), function, lambda item: item.Save())

    def _ordered(self, collection: FCCollection) -> list[Any]:
        items = list(collection)
        return items if self.forwards else items[::-1]

    @method
    def ForEachInteger(self, integer1: int, integer2: int, function: object) -> int:
        """From one number to another, up or down."""
        step = 1 if integer1 <= integer2 else -1
        return self._run(((number,) for number in range(integer1, integer2 + step, step)), function)

    # Music.

    @method
    def ForEachCell(self, region: FCMusicRegion | None, function: object) -> int:
        """``function(measure, staff)``, staff after staff."""
        return self._run(self._cells(region), function)

    @method
    def ForEachEntry(self, region: FCMusicRegion | None, function: object) -> int:
        return self._run(((entry,) for entry in self._entries(region, saved=False)), function)

    @method
    def ForEachEntrySaved(self, region: FCMusicRegion | None, function: object) -> int:
        """A frame is saved behind its last entry; entries of duration 0 are deleted then."""
        return self._run(((entry,) for entry in self._entries(region, saved=True)), function)

    @method
    def ForEachNote(self, region: FCMusicRegion | None, function: object) -> int:
        return self._run(((note,) for note in self._notes(region, saved=False)), function)

    @method
    def ForEachNoteSaved(self, region: FCMusicRegion | None, function: object) -> int:
        return self._run(((note,) for note in self._notes(region, saved=True)), function)

    def _region(self, region: FCMusicRegion | None) -> FCMusicRegion | None:
        if region is not None or not self.null_is_all:
            return region
        whole = FCMusicRegion(self._session)
        whole.SetFullDocument()
        return whole

    def _cells(self, region: FCMusicRegion | None) -> Iterator[tuple[int, int]]:
        region = self._region(region)
        if region is None:
            return
        for measure, staff in each_cell(region, forwards=self.forwards, downwards=self.downwards):
            if self._cell_passes(measure, staff):
                yield measure, staff

    def _entries(self, region: FCMusicRegion | None, *, saved: bool) -> Iterator[Any]:
        region = self._region(region)
        if region is None:
            return
        for cell in loaded_cells(region, self._cells(region), self.layer_mode, save=saved):
            for entry in self._ordered(cell):
                if (not self.partial or region.IsEntryPosWithin(entry)) and self._passes(entry):
                    yield entry

    def _notes(self, region: FCMusicRegion | None, *, saved: bool) -> Iterator[Any]:
        for entry in self._entries(region, saved=saved):
            for note in list(entry):
                if self._note_passes(note):
                    yield note

    # Records by the number of their class.

    @method
    def ForEachObject(self, class_number: int, function: object) -> int:
        """All records of a class; ``ClassID`` of one of its objects is the number."""
        return self._run(((item,) for item in self._records(class_number)), function)

    @method
    def ForEachObjectSaved(self, class_number: int, function: object) -> int:
        return self._run(
            ((item,) for item in self._records(class_number)), function, lambda item: item.Save()
        )

    @method
    def ForEachRegionObject(self, region: FCMusicRegion | None, class_number: int, function: object) -> int:
        return self._run(((item,) for item in self._records(class_number, region)), function)

    @method
    def ForEachRegionObjectSaved(
        self, region: FCMusicRegion | None, class_number: int, function: object
    ) -> int:
        records = self._records(class_number, region)
        return self._run(((item,) for item in records), function, lambda item: item.Save())

    def _records(self, class_number: int, region: FCMusicRegion | None = None) -> list[Any]:
        names = declared_names()
        index = class_number - 1000
        if not 0 <= index < len(names):
            raise ScriptError(f"no class has the number {class_number}")
        wanted = class_named(names[index])
        lists = [
            each
            for each in declared_classes().values()
            if issubclass(each, DataCollection) and each.of is wanted and each.constructible
        ]
        if not lists:
            raise ScriptError(f"there is no collection of {wanted.lua_name} that could be walked")
        found = lists[0](self._session)
        if region is None:
            found.LoadAll()
        elif hasattr(found, "LoadAllForRegion"):
            found.LoadAllForRegion(region)
        else:
            raise ScriptError(f"{found.lua_name} can't be loaded for a region")
        return self._ordered(found)
