"""What is changed by hand at the beams of an entry, which stands at the begin of a beam or of its piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import prop, write_only
from postlude.finale.constants import constant
from postlude.finale.fields import choice, flag, integer, read_only
from postlude.finale.marks.entrydetails import EntryDetail
from postlude.finale.recordlists import EntryDetails
from postlude.finale.records import NO_KEY

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry

BEAMS = (
    "do8th", "do16th", "do32nd", "do64th", "do128th", "do256th", "do512th", "do1024th", "do2048th", "do4096th",
)  # fmt: skip
"""The beams, from that of the eighths on."""
BREAKS = BEAMS[1:]
"""The beams that can be broken, from the second one on."""
EIGHTH = 512
DEFAULT_THICKNESS = -1
SLOPES: dict[str | None, int] = {
    None: 0, "onEndNotes": 0, "onStandardNote": constant("BEAMSLOPE_FLATTENSTANDARD"),
    "onExtremeNote": constant("BEAMSLOPE_FLATTENEXTREME"), "alwaysFlat": constant("BEAMSLOPE_FLATTENALL"),
}  # fmt: skip
PRIMARY = ("beamAltPrimDownStem", "beamAltPrimUpStem")
SECONDARY = ("beamAltSecDownStem", "beamAltSecUpStem")
EXTENSIONS = ("beamExtendDownStem", "beamExtendUpStem")


def _path(beams: Sequence[str], index: int) -> str:
    if not 0 <= index < len(beams):
        raise ScriptError(f"param 1 expected 0 to {len(beams) - 1}, got {index}")
    return beams[index]


def _put_all(record: EntryDetail, beams: Sequence[str], value: bool) -> None:
    for path in beams:
        record._put_text(path, "" if value else None)
    record._cache.clear()


class FCSecondaryBeamBreakMod(EntryDetail, tag="secBeamBreak", made_with={"beamThrough": ""}):
    """Which beams are broken before an entry, inside a group; the beam of the eighths goes on."""

    Break128th = flag("do128th")
    Break16th = flag("do16th")
    Break256th = flag("do256th")
    Break32nd = flag("do32nd")
    Break64th = flag("do64th")

    @write_only
    def BreakAll(self, value: bool) -> None:
        _put_all(self, BREAKS, value)

    @method
    def GetBreak(self, beamindex: int) -> bool:
        """Whether a beam is broken; 0 is that of the sixteenths, 8 the last."""
        return self._text_at(_path(BREAKS, beamindex)) is not None

    @method
    def SetBreak(self, beamindex: int, value: bool) -> None:
        self._put_text(_path(BREAKS, beamindex), "" if value else None)
        self._cache.clear()

    @method
    def CalcLowestBreak(self) -> int:
        """The index of the first beam that is broken, -1 if none is."""
        return next((index for index, path in enumerate(BREAKS) if self._text_at(path) is not None), -1)


class FCBrokenBeamMod(EntryDetail, tag="beamStub"):
    """The side to which the short beams of an entry point that reach no other entry.

    All of them point to one side, as Finale has a single handle for them.
    """

    @prop
    def LeftDirection(self) -> bool:
        return any(self._text_at(path) is not None for path in BEAMS)

    @LeftDirection.setter
    def _set_left_direction(self, value: bool) -> None:
        _put_all(self, BEAMS, value)


def stem_up(entry: FCNoteEntry) -> bool:
    """Which of two records of an entry is meant: that for a stem that goes up."""
    return bool(entry.CalcStemUp())


class FCBeamExtensionMod(EntryDetail, tag=EXTENSIONS[0], made_with={"extBeyond8th": ""}):
    """How far beams go beyond their first and last stem, in EVPU, and which of the beams do.

    A connected entry decides by the direction of its stem which of its two records is meant.
    """

    Extend128th = flag("do128th")
    Extend16th = flag("do16th")
    Extend256th = flag("do256th")
    Extend32nd = flag("do32nd")
    Extend64th = flag("do64th")
    Extend8th = flag("do8th")
    LeftAdjustment = integer("x3Disp")
    RightAdjustment = integer("x4Disp")

    def _connect(self, entry: FCNoteEntry) -> None:
        super()._connect(entry)
        self.UseUpStemData(stem_up(entry))

    @write_only
    def ExtendAll(self, value: bool) -> None:
        _put_all(self, BEAMS, value)

    @method
    def UseUpStemData(self, useupstem: bool) -> None:
        self._use(EXTENSIONS[useupstem])

    @method
    def GetExtend(self, beamindex: int) -> bool:
        """Whether a beam is extended; 0 is that of the eighths, 9 the last."""
        return self._text_at(_path(BEAMS, beamindex)) is not None

    @method
    def SetExtend(self, beamindex: int, value: bool) -> None:
        self._put_text(_path(BEAMS, beamindex), "" if value else None)
        self._cache.clear()


class FCBeamMod(EntryDetail, tag=PRIMARY[0], made_with={"beamWidth": str(DEFAULT_THICKNESS)}):
    """The place, slope and thickness of a beam: the primary one or, if made with true, a secondary one.

    Offsets are in EVPU, the thickness in EFIX (-1 is the document's). ``Mode`` is the way of sloping that the
    record is for: it counts only while the document slopes its beams that way. A connected entry decides by the
    direction of its stem which of its two records is meant.
    """

    @constructor
    def created(self, secondarybeam: bool = False) -> None:
        self._use((SECONDARY if secondarybeam else PRIMARY)[0])

    BeamDuration = read_only(integer("dura"))
    LeftHorizontalOffset = integer("xAdd")
    LeftVerticalOffset = integer("yAdd")
    Mode = choice("context", SLOPES)
    RightHorizontalOffset = integer("sxAdd")
    RightVerticalOffset = integer("syAdd")
    Thickness = integer("beamWidth")

    @prop
    def BeamNumber(self) -> int:
        """1 for the beam of the eighths, 2 for that of the sixteenths and so on."""
        duration = self.BeamDuration
        return (EIGHTH // duration).bit_length() if 0 < duration <= EIGHTH else 1

    @BeamNumber.setter
    def _set_beam_number(self, value: int) -> None:
        if not 1 <= value <= EIGHTH.bit_length():
            raise ScriptError(
                f"param 1 expected the number of a beam, 1 to {EIGHTH.bit_length()}, got {value}"
            )
        self._put_text("dura", str(EIGHTH >> (value - 1)) if value > 1 else None)
        self._cache.clear()

    def _connect(self, entry: FCNoteEntry) -> None:
        super()._connect(entry)
        self.UseUpStemData(stem_up(entry))

    @method
    def IsSecondaryBeam(self) -> bool:
        return self.tag in SECONDARY

    @method
    def IsUpStem(self) -> bool:
        return self.tag in (PRIMARY[1], SECONDARY[1])

    @method
    def UseUpStemData(self, useupstem: bool) -> None:
        tag = (SECONDARY if self.IsSecondaryBeam() else PRIMARY)[useupstem]
        if tag != self.tag:
            self._use(tag)

    @method
    def LoadForBeamNumber(self, beamnumber: int) -> bool:
        """Load the connected entry's record of that beam."""
        return any(self._load(key) and self.BeamNumber == beamnumber for key in self._siblings())

    @method
    def SetDefaultBeamThickness(self) -> None:
        self.Thickness = DEFAULT_THICKNESS

    @method
    def SetDefaultMode(self) -> None:
        """Make it count for the way in which the document slopes its beams now."""
        options = self._store.load("options", "beamOptions", NO_KEY)
        self.Mode = SLOPES[options.get("beamingStyle") if options is not None else None]


class FCPrimaryBeamMods(EntryDetails, of=FCBeamMod, tag=PRIMARY[0]):
    """The changes to the primary beam of an entry, for the direction of its stem, or those of the document."""

    @method
    def LoadAll(self) -> int:
        if self._entry is not None:
            self.item_tag = PRIMARY[stem_up(self._entry)]
            return self.LoadAllForEntryNumber(self._entry.EntryNumber)
        items = []
        for self.item_tag in PRIMARY:
            super().LoadAll()
            items += self._items
        self._items = items
        return len(items)


class FCSecondaryBeamMods(EntryDetails, of=FCBeamMod, tag=SECONDARY[0]):
    """The changes to the secondary beams of an entry, for stems of one direction, or those of the document."""

    @constructor
    def created(self, entry: FCNoteEntry | None = None) -> None:
        self._entry = entry
        if entry is not None:
            self.UseUpStemData(stem_up(entry))

    @method
    def UseUpStemData(self, useupstem: bool) -> None:
        self.item_tag = SECONDARY[useupstem]

    @method
    def IsUpStem(self) -> bool:
        return self.item_tag == SECONDARY[1]

    @method
    def AllBeamsDataExists(self) -> bool:
        """Whether each secondary beam of the connected entry has a record among those that are loaded."""
        return all(self.GetBeam(number) is not None for number in self._numbers())

    @method
    def AssureAllBeamsDataExists(self) -> bool:
        """Make the records that secondary beams of the connected entry lack; false without an entry."""
        made = [self.GetOrCreateBeam(number) for number in self._numbers()]
        return self._entry is not None and all(beam is not None for beam in made)

    def _numbers(self) -> range:
        """The secondary beams that the connected entry is written with."""
        return range(2, self._entry.CalcBeamCount() + 1 if self._entry is not None else 2)

    @method
    def GetBeam(self, beamno: int) -> FCBeamMod | None:
        """The change of that beam among those that are loaded."""
        return next((item for item in self._items if item.BeamNumber == beamno), None)

    @method
    def GetOrCreateBeam(self, beamno: int) -> FCBeamMod | None:
        """The change of that beam; where there is none, a new one of the connected entry, saved."""
        found = self.GetBeam(beamno)
        if found is not None or self._entry is None:
            return found
        beam = FCBeamMod.construct(self._session, True)
        beam.NoteEntry = self._entry
        beam.UseUpStemData(self.IsUpStem())
        beam.SetDefaultMode()
        beam.BeamNumber = beamno
        beam.SaveNew()
        self._items.append(beam)
        return beam
