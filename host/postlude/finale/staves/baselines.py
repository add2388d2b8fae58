"""Baselines: the lines that lyrics, chords, fretboards and expressions stand on."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.arguments import method, static
from postlude.finale.base import prop
from postlude.finale.constants import constant
from postlude.finale.deleting import delete_record
from postlude.finale.fields import integer, key_part
from postlude.finale.recordlists import DetailCollection
from postlude.finale.records import Detail
from postlude.finale.session import Session

_KINDS = {
    constant("BASELINEMODE_EXPRESSIONABOVE"): "ExprAboveStaff",
    constant("BASELINEMODE_EXPRESSIONBELOW"): "ExprBelowStaff",
    constant("BASELINEMODE_CHORD"): "Chords",
    constant("BASELINEMODE_FRETBOARD"): "Fingerboards",
    constant("BASELINEMODE_LYRICSVERSE"): "LyricsVerse",
    constant("BASELINEMODE_LYRICSCHORUS"): "LyricsChorus",
    constant("BASELINEMODE_LYRICSSECTION"): "LyricsSection",
}
"""The kinds of baselines, by mode, as the names of their records end."""

_UNDEFINED = constant("BASELINEMODE_UNDEFINED")
WHOLE_PIECE = 0
"""The number that stands for all systems, and for all staves."""


def _tag(mode: int, system: int) -> str:
    """The name of a mode's records. Raises ScriptError for a mode that isn't one."""
    if mode not in _KINDS:
        raise ScriptError(
            f"there is no kind of baselines with the number {mode}: see the BASELINEMODE_ constants"
        )
    return f"baselines{'Sys' if system else ''}{_KINDS[mode]}"


def _is_lyric(mode: int) -> bool:
    return _KINDS.get(mode, "").startswith("Lyrics")


def _keys(session: Session, mode: int, system: int, staff: int | None = None) -> list[Key]:
    return session.keys_of("details", _tag(mode, system), system, staff)


class FCBaseline(Detail, tag="baselinesChords"):
    """A baseline: that of all staves, of one staff in the piece, or of one staff in a system.

    ``VerticalOffset`` is in EVPU and adds to that of the wider ones; system 0 is the whole piece, staff 0 all
    staves. The baselines of lyrics have one record for each number of a lyric.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._mode = _UNDEFINED

    LyricNumber = integer("lyricNumber")
    Staff = key_part("cmper2")
    VerticalOffset = integer("basedisp")

    @prop
    def System(self) -> int:
        return int(self._key.cmper1)

    @prop
    def GlobalScope(self) -> bool:
        """Whether it is for the whole piece, not for a system."""
        return bool(self.System == WHOLE_PIECE)

    @prop
    def Mode(self) -> int:
        """Which kind it is, a ``BASELINEMODE_`` number; to be set before loading."""
        return self._mode

    @Mode.setter
    def _set_mode(self, value: int) -> None:
        self._mode = value
        if value != _UNDEFINED:
            self.tag = _tag(value, self.System)  # type: ignore[misc]
            self._node.tag = self.tag

    def _go(self, mode: int, system: int) -> None:
        """Be one of a mode and of a scope; each scope has records of its own."""
        self._mode = mode
        self.tag = _tag(mode, system)  # type: ignore[misc]
        self._node.tag = self.tag

    @static
    def IsModeLyricMode(session: Session, mode: int) -> bool:
        return _is_lyric(mode)

    @method
    def IsLyricMode(self) -> bool:
        return _is_lyric(self._mode)

    @method
    def Load(self, systemno: int, staffno: int, inci: int) -> bool:
        self._go(self._mode, systemno)
        return self._load(Key(systemno, staffno, inci=inci if self.IsLyricMode() else -1))

    @method
    def LoadForStaff(self, systemno: int, staffno: int) -> bool:
        """Load the one of a staff that isn't for lyrics, or that of its first lyric."""
        return self.Load(systemno, staffno, 0)

    @method
    def LoadDefaultForMode(self, mode: int) -> bool:
        """Load the baseline of all staves; of lyrics, the first one."""
        self._go(mode, WHOLE_PIECE)
        return self.Load(WHOLE_PIECE, WHOLE_PIECE, 0)

    @method
    def LoadDefaultForLyricNumber(self, mode: int, lyricno: int) -> bool:
        """Load the baseline of all staves for a lyric."""
        return self._load_lyric(mode, WHOLE_PIECE, WHOLE_PIECE, lyricno)

    def _load_lyric(self, mode: int, system: int, staff: int, lyric: int) -> bool:
        self._go(mode, system)
        for key in _keys(self._session, mode, system, staff):
            if self._load(key) and (lyric == self.LyricNumber or not _is_lyric(mode)):
                return True
        return False

    @method
    def SaveAs(self, systemno: int, staffno: int, inci: int) -> bool:
        self._go(self._mode, systemno)
        return self._save(Key(systemno, staffno, inci=inci if self.IsLyricMode() else -1))

    @method
    def SaveNew(self, systemno: int, staffno: int) -> bool:
        """Save for a staff in a system; behind those that it has, if they are for lyrics."""
        taken = _keys(self._session, self._mode, systemno, staffno)
        return self.SaveAs(systemno, staffno, max((key.inci for key in taken), default=-1) + 1)

    @method
    def DeleteData(self) -> bool:
        """Remove it. With the default of one lyric go those of all lyrics: so does Finale up to 27.4."""
        if not (self.IsLyricMode() and self._key[:2] == (WHOLE_PIECE, WHOLE_PIECE)):
            return super().DeleteData()
        keys = _keys(self._session, self._mode, WHOLE_PIECE, WHOLE_PIECE)
        for key in reversed(keys):
            delete_record(self._session, self.section, self.tag, key)
        return bool(keys)

    def _siblings(self) -> list[Key]:
        return [key for key in self._keys() if key.cmper1 == self._key.cmper1]

    @static
    def CalcTotalOffset(session: Session, mode: int, system: int, staff: int) -> int:
        """EVPU of a staff's baseline in a system from where Finale begins: the offsets of all scopes together."""
        return _total(session, mode, system, staff, None)

    @static
    def CalcTotalOffsetForLyricNumber(
        session: Session, mode: int, system: int, staff: int, lyricno: int
    ) -> int:
        return _total(session, mode, system, staff, lyricno)


def _total(session: Session, mode: int, system: int, staff: int, lyric: int | None) -> int:
    total = 0
    for at_system, at_staff in {(WHOLE_PIECE, WHOLE_PIECE), (WHOLE_PIECE, staff), (system, staff)}:
        for key in _keys(session, mode, at_system, at_staff):
            baseline = FCBaseline(session)
            baseline._go(mode, at_system)
            if baseline._load(key) and (lyric is None or baseline.LyricNumber == lyric):
                total += baseline.VerticalOffset
                break
    return total


class FCBaselines(DetailCollection, of=FCBaseline):
    """Baselines of one kind: of the piece, or of a system."""

    def _fill_with(self, mode: int, system: int, staff: int | None = None) -> int:
        self._items = []
        for key in _keys(self._session, mode, system, staff):
            baseline = FCBaseline(self._session)
            baseline._go(mode, system)
            if baseline._load(key):
                self._items.append(baseline)
        return len(self._items)

    @method
    def LoadAllForPiece(self, mode: int) -> int:
        """Those of staves and of all staves in the whole piece."""
        return self._fill_with(mode, WHOLE_PIECE)

    @method
    def LoadAllDefaultsForLyrics(self, mode: int) -> int:
        """Those of all staves, for each lyric; none for a kind that isn't of lyrics."""
        if not _is_lyric(mode):
            self._items = []
            return 0
        return self._fill_with(mode, WHOLE_PIECE, WHOLE_PIECE)

    @method
    def LoadAllForSystem(self, mode: int, systemno: int) -> int:
        return self._fill_with(mode, systemno)

    @method
    def LoadAllForSystemStaff(self, mode: int, systemno: int, staffno: int) -> int:
        return self._fill_with(mode, systemno, staffno)

    @method
    def FindStaff(self, staffno: int) -> FCBaseline | None:
        return next((item for item in self._items if item.Staff == staffno), None)

    @method
    def FindLyricNumber(self, staffnumber: int, lyricno: int) -> FCBaseline | None:
        wanted = staffnumber, lyricno
        return next((item for item in self._items if (item.Staff, item.LyricNumber) == wanted), None)

    @method
    def AssureSavedStaff(self, mode: int, systemnumber: int, staffnumber: int) -> FCBaseline:
        """The loaded baseline of a staff; a new one is saved if there is none."""
        return self._assure(mode, systemnumber, staffnumber, None)

    @method
    def AssureSavedStaffForPiece(self, mode: int, staffnumber: int) -> FCBaseline:
        return self._assure(mode, WHOLE_PIECE, staffnumber, None)

    @method
    def AssureSavedLyricNumber(
        self, mode: int, systemnumber: int, staffnumber: int, lyricnumber: int
    ) -> FCBaseline:
        """The loaded baseline of a staff for a lyric; a new one is saved if there is none."""
        return self._assure(mode, systemnumber, staffnumber, lyricnumber)

    @method
    def AssureSavedLyricNumberForPiece(self, mode: int, staffnumber: int, lyricnumber: int) -> FCBaseline:
        return self._assure(mode, WHOLE_PIECE, staffnumber, lyricnumber)

    def _assure(self, mode: int, system: int, staff: int, lyric: int | None) -> FCBaseline:
        items: list[FCBaseline] = self._items
        for item in items:
            if (item.Mode, item.System, item.Staff) == (mode, system, staff) and lyric in (
                None,
                item.LyricNumber,
            ):
                return item
        baseline = FCBaseline(self._session)
        if not baseline._load_lyric(mode, system, staff, lyric or 0):
            baseline = FCBaseline(self._session)
            baseline._go(mode, system)
            if lyric is not None:
                baseline.LyricNumber = lyric
            baseline.SaveNew(system, staff)
        items.append(baseline)
        return baseline
