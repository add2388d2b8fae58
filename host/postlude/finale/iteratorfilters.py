"""What ``FCLuaIterator`` leaves out: filters on entries, notes and the notation of their staves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import method
from postlude.finale.constants import constant

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.music.notes import FCNote
    from postlude.finale.session import Session

Test = Callable[[Any], bool]


def _lasts(edu: int) -> Test:
    """Whether an entry has that basic duration, whatever its dots."""
    return lambda entry: edu <= int(entry.Duration) < 2 * edu


ENTRY_TESTS: Mapping[str, Test] = {
    "NOTE": lambda entry: bool(entry.IsNote()),
    "REST": lambda entry: bool(entry.IsRest()),
    "CHORD": lambda entry: bool(entry.IsNote()) and len(entry) > 1,
    "SINGLENOTE": lambda entry: bool(entry.IsNote()) and len(entry) == 1,
    "ARTICULATIONFLAG": lambda entry: bool(entry.ArticulationFlag),
    "SMARTSHAPEFLAG": lambda entry: bool(entry.SmartShapeFlag),
    "NOTEDETAILFLAG": lambda entry: bool(entry.NoteDetailFlag),
    "PERFORMANCEDATAFLAG": lambda entry: bool(entry.PerformanceDataFlag),
    "SPECIALALTSFLAG": lambda entry: bool(entry.SpecialAltsFlag),
    "TUPLETSTARTFLAG": lambda entry: bool(entry.TupletStartFlag),
    "LYRICFLAG": lambda entry: bool(entry.LyricFlag),
    "STEMDETAILFLAG": lambda entry: bool(entry.StemDetailFlag),
    "SECONDARYBEAMFLAG": lambda entry: bool(entry.SecondaryBeamFlag),
    "GRACENOTE": lambda entry: bool(entry.GraceNote),
    "DOTTED": lambda entry: int(entry.Duration).bit_count() > 1,
    "DURWHOLE": _lasts(4096),
    "DURHALF": _lasts(2048),
    "DURQUARTER": _lasts(1024),
    "DUR8TH": _lasts(512),
    "DUR16TH": _lasts(256),
    "DUR32ND": _lasts(128),
    "DUR64TH": _lasts(64),
}
"""By the rest of a ``LIEFILTER_`` name."""

NOTE_TESTS: Mapping[str, Test] = {
    "TIE": lambda note: bool(note.Tie),
    "ACCIDENTAL": lambda note: bool(note.Accidental),
    "ACCIDENTALPARENTHESES": lambda note: bool(note.AccidentalParentheses),
    "ACCIDENTALFREEZE": lambda note: bool(note.AccidentalFreeze),
}
"""By the rest of a ``LINFILTER_`` name."""


@cache
def _tests() -> tuple[Mapping[int, Test], Mapping[int, Test]]:
    """The tests by their constants."""
    entries = {constant(f"LIEFILTER_{name}"): test for name, test in ENTRY_TESTS.items()}
    notes = {constant(f"LINFILTER_{name}"): test for name, test in NOTE_TESTS.items()}
    return entries, notes


class Filters:
    """Filters of one kind, each with its logic: all of ``LILOGIC_AND`` must hold, one of ``LILOGIC_OR`` if
    there are any, none of ``LILOGIC_NOT``."""

    def __init__(self) -> None:
        self._added: list[tuple[int, int]] = []

    def add(self, filter: int, logic: int, known: bool = True) -> bool:
        """Add one; false if it is there or isn't known."""
        if not known or logic not in _logics() or (filter, logic) in self._added:
            return False
        self._added.append((filter, logic))
        return True

    def remove(self, filter: int, logic: int) -> bool:
        if (filter, logic) not in self._added:
            return False
        self._added.remove((filter, logic))
        return True

    def has(self, filter: int, logic: int) -> bool:
        return (filter, logic) in self._added

    def clear(self) -> None:
        self._added.clear()

    def __bool__(self) -> bool:
        return bool(self._added)

    def lets(self, holds: Callable[[int], bool]) -> bool:
        """Whether something passes; ``holds`` says of a filter whether it fits."""
        every, some, none = _logics()
        answers = [(logic, holds(filter)) for filter, logic in self._added]
        either = [fits for logic, fits in answers if logic == some]
        return (
            all(fits for logic, fits in answers if logic == every)
            and (not either or any(either))
            and not any(fits for logic, fits in answers if logic == none)
        )


@cache
def _logics() -> tuple[int, int, int]:
    return constant("LILOGIC_AND"), constant("LILOGIC_OR"), constant("LILOGIC_NOT")


class Filtering:
    """The filters of an iterator. Entries and notes are filtered by what they are, cells by the notation style
    (``STAFFNOTATION_``) and the alternate notation (``ALTSTAFF_``) that their staff has there."""

    _session: Session

    def __init__(self, session: Session) -> None:
        super().__init__(session)  # type: ignore[call-arg]
        self._entry_filters = Filters()
        self._note_filters = Filters()
        self._style_filters = Filters()
        self._alternate_filters = Filters()

    def _passes(self, entry: FCNoteEntry) -> bool:
        return not self._entry_filters or self._entry_filters.lets(lambda each: _tests()[0][each](entry))

    def _note_passes(self, note: FCNote) -> bool:
        return not self._note_filters or self._note_filters.lets(lambda each: _tests()[1][each](note))

    def _cell_passes(self, measure: int, staff: int) -> bool:
        if not self._style_filters and not self._alternate_filters:
            return True
        from postlude.finale.staves.staves import FCCurrentStaffSpec

        spec = FCCurrentStaffSpec(self._session)
        spec.LoadForCell(_cell(self._session, measure, staff), 0)
        return self._style_filters.lets(lambda each: each == spec.NotationStyle) and (
            self._alternate_filters.lets(lambda each: each == spec.AltNotationStyle)
        )

    @method
    def AddEntryFilter(self, filter: int, logicmode: int) -> bool:
        return self._entry_filters.add(filter, logicmode, filter in _tests()[0])

    @method
    def RemoveEntryFilter(self, filter: int, logicmode: int) -> bool:
        return self._entry_filters.remove(filter, logicmode)

    @method
    def IsEntryFilterAdded(self, filter: int, logicmode: int) -> bool:
        return self._entry_filters.has(filter, logicmode)

    @method
    def ClearAllEntryFilters(self) -> None:
        self._entry_filters.clear()

    @method
    def AddNoteFilter(self, filter: int, logicmode: int) -> bool:
        return self._note_filters.add(filter, logicmode, filter in _tests()[1])

    @method
    def RemoveNoteFilter(self, filter: int, logicmode: int) -> bool:
        return self._note_filters.remove(filter, logicmode)

    @method
    def IsNoteFilterAdded(self, filter: int, logicmode: int) -> bool:
        return self._note_filters.has(filter, logicmode)

    @method
    def ClearAllNoteFilters(self) -> None:
        self._note_filters.clear()

    @method
    def AddNotationStyleFilter(self, filter: int, logicmode: int) -> bool:
        return self._style_filters.add(filter, logicmode)

    @method
    def RemoveNotationStyleFilter(self, filter: int, logicmode: int) -> bool:
        return self._style_filters.remove(filter, logicmode)

    @method
    def IsNotationStyleFilterAdded(self, filter: int, logicmode: int) -> bool:
        return self._style_filters.has(filter, logicmode)

    @method
    def ClearAllNotationStyleFilters(self) -> None:
        self._style_filters.clear()

    @method
    def AddAltNotationFilter(self, filter: int, logicmode: int) -> bool:
        return self._alternate_filters.add(filter, logicmode)

    @method
    def RemoveAltNotationFilter(self, filter: int, logicmode: int) -> bool:
        return self._alternate_filters.remove(filter, logicmode)

    @method
    def IsAltNotationFilterAdded(self, filter: int, logicmode: int) -> bool:
        return self._alternate_filters.has(filter, logicmode)

    @method
    def ClearAllAltNotationFilters(self) -> None:
        self._alternate_filters.clear()


def _cell(session: Session, measure: int, staff: int) -> Any:
    from postlude.finale.regions.cells import FCCell

    return FCCell.construct(session, measure, staff)
