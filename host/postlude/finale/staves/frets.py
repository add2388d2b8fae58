"""Fretted instruments, and how diagrams of chords on them are drawn."""

from __future__ import annotations

from postlude.enigma.node import Node
from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.fieldmethods import font, string
from postlude.finale.fields import flag, integer
from postlude.finale.numbers import FCNumbers
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther


class FCFretInstrumentDef(NoInciOther, tag="fretInst"):
    """A fretted instrument: its strings, from 1, as MIDI keys when open, and its frets."""

    FretCount = integer("numFrets")
    Name = string("name", answers=True)
    SpeedyClef = integer("speedyClef")
    StringCount = integer("numStrings")

    def _strings(self) -> list[Node]:
        return [child for child in self._node.children if child.tag == "string"]

    @method
    def GetStringTuning(self, stringnumber: int) -> int:
        """The MIDI key of an open string; 0 for a string that it hasn't."""
        strings = self._strings()
        return int(strings[stringnumber - 1].get("pitch") or 0) if 0 < stringnumber <= len(strings) else 0

    @method
    def SetStringTuning(self, stringnumber: int, midinumber: int) -> bool:
        """Tune a string; false if ``StringCount`` is less than its number."""
        if not 0 < stringnumber <= self.StringCount:
            return False
        while len(self._strings()) < stringnumber:
            self._node.children.append(Node("string"))
        self._strings()[stringnumber - 1].set("pitch", str(midinumber))
        self._cache.clear()
        return True

    def _frets(self) -> list[int]:
        """The semitones of each fret above the open string, if the frets aren't one semitone each."""
        group = self._node.find("diatonic")
        return [int(child.text) for child in group.children] if group is not None else []

    @method
    def IsDiatonic(self) -> bool:
        """Whether its frets aren't one semitone each."""
        return bool(self._frets())

    @prop
    def DiatonicCount(self) -> int:
        return len(self._frets())

    @method
    def GetDiatonicInfo(self, pNumbers: FCNumbers) -> bool:
        """Write the semitones from each fret to the next; false if all are one."""
        frets = self._frets()
        pNumbers.IntTable = [fret - before for before, fret in zip([0, *frets], frets, strict=False)]
        return bool(frets)

    @write_only
    def DiatonicInfo(self, pNumbers: FCNumbers) -> None:
        """Give it those semitones from fret to fret; without any, all are one."""
        self._put_text("diatonic", None)
        steps = [number.Int for number in pNumbers]
        if steps:
            group = Node("diatonic")
            group.children = [Node("fret", str(sum(steps[:count]))) for count in range(1, len(steps) + 1)]
            self._node.children.append(group)
        self._cache.clear()

    @method
    def SetDiatonicInfo(self, pNumbers: FCNumbers) -> bool:
        self.DiatonicInfo = pNumbers
        return True


class FCFretInstrumentDefs(NoInciOthers, of=FCFretInstrumentDef):
    """The fretted instruments of the document."""


class FCFretboardStyleDef(NoInciOther, tag="fretStyle"):
    """How diagrams of frets are drawn; sizes and offsets are in EFIX."""

    BarreShapeID = integer("barreShapeID")
    CustomShapeID = integer("customShapeID")
    DrawFingeringWhite = flag("fingNumWhite")
    FingeredShapeID = integer("fingStrShapeID")
    FingeringFontInfo = font("fingNumFont")
    FingeringWhiteout = integer("whiteout")
    FretCountDefault = integer("defNumFrets")
    FretNumberFontInfo = font("fretNumFont")
    FretNumberText = string("fretNumText")
    FretSpacing = integer("fretGap")
    FretThickness = integer("fretWidth")
    HorizontalFingeringOffset = integer("horzFingNumOff")
    HorizontalFretNumberOffset = integer("horzTextOff")
    HorizontalHandleOffset = integer("horzHandleOff")
    MuteStringShapeID = integer("muteStrShapeID")
    Name = string("name")
    NutThickness = integer("nutWidth")
    OpenStringShapeID = integer("openStrShapeID")
    Rotate = flag("rotate")
    ShowLastFret = flag("showLastFret")
    StringSpacing = integer("stringGap")
    StringThickness = integer("stringWidth")
    VerticalFingeringOffset = integer("vertFingNumOff")
    VerticalFretNumberOffset = integer("vertTextOff")
    VerticalHandleOffset = integer("vertHandleOff")


class FCFretboardStyleDefs(NoInciOthers, of=FCFretboardStyleDef):
    """The styles of fretboards."""
