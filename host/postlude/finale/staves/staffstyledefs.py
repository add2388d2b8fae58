"""Staff styles: what they change of a staff, and where they are assigned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.fieldmethods import string
from postlude.finale.fields import Field, flag, integer, key_part
from postlude.finale.recordlists import InciOthers, NoInciOthers
from postlude.finale.records import InciOther
from postlude.finale.session import END_OF_MEASURE
from postlude.finale.staves.staffbase import NEW_STAFF, StaffBase
from postlude.finale.staves.staffstyles import NO_INSTRUMENT

if TYPE_CHECKING:
    from postlude.finale.regions.regions import FCMusicRegion


def _use(name: str) -> Field:
    """Whether the style changes what that element of its mask stands for."""
    return flag(f"mask/{name}")


class FCStaffStyleDef(StaffBase, tag="staffStyle"):
    """A staff style. Of its properties only those count that the style says it uses."""

    made_with: ClassVar[Mapping[str, str]] = {**NEW_STAFF, "instUuid": NO_INSTRUMENT, "addToMenu": ""}

    AddToMenu = flag("addToMenu")
    Copyable = flag("copyable")
    Name = string("styleName")
    UseAbbreviatedName = _use("abrvName")
    UseAbbreviatedPosition = _use("abrvNamePos")
    UseAllowHiding = _use("noOptimize")
    UseAltNotationStyle = _use("altNotation")
    UseBreakBarlines = _use("blineBreak")
    UseBreakRepeatBarlines = _use("rbarBreak")
    UseDefaultClef = _use("defaultClef")
    UseDisplayEmptyRests = _use("blankMeasureRest")
    UseFlatBeams = _use("flatBeams")
    UseFullName = _use("fullName")
    UseFullNamePosition = _use("fullNamePos")
    UseHideMode = _use("hideStaff")
    UseIgnoreKeySig = _use("noKey")
    UseIndependentFont = _use("floatNoteheadFont")
    UseIndependentKeySig = _use("floatKeys")
    UseIndependentTimeSig = _use("floatTime")
    UseNoKeySigShowAccidentals = _use("hideKeySigsShowAccis")
    UseNotationStyle = _use("notationStyle")
    UseRedisplayOtherLayerAccidentals = _use("redisplayLayerAccis")
    UseShowAugmentationDots = _use("showDots")
    UseShowBarlines = _use("hideBarlines")
    UseShowChords = _use("hideChords")
    UseShowClefs = _use("negClef")
    UseShowFretboards = _use("hideFretboards")
    UseShowKeySignatures = _use("negKey")
    UseShowLyrics = _use("hideLyrics")
    UseShowMeasureNumbers = _use("negMnumb")
    UseShowNoteColors = _use("showNoteColors")
    UseShowNoteShapes = _use("useNoteShapes")
    UseShowPartStaffNames = _use("showNameParts")
    UseShowPartTimeSignatures = _use("negTimeParts")
    UseShowRepeats = _use("hideRptBars")
    UseShowRests = _use("showRests")
    UseShowScoreStaffNames = _use("negNameScore")
    UseShowStaffLines = _use("hideStaffLines")
    UseShowStems = _use("showStems")
    UseShowTextRepeats = _use("negRepeat")
    UseShowTies = _use("showTies")
    UseShowTimeSignatures = _use("negTime")
    UseStafflineAdjustments = _use("staffType")
    UseTransposition = _use("transposition")

    @method
    def IsInstrumentChange(self) -> bool:
        """Whether the style gives the staff another instrument."""
        return self.HasInstrumentAssigned()


class FCStaffStyleDefs(NoInciOthers, of=FCStaffStyleDef):
    """The staff styles of the document."""


class FCStaffStyleAssign(InciOther, tag="staffStyleAssign"):
    """A stretch of a staff that has a style; positions are in EDU, the last one belongs to it.

    A new one lasts to the end of its last measure, as real scripts rely on.
    """

    made_with: ClassVar[Mapping[str, str]] = {"endEdu": str(END_OF_MEASURE)}

    EndMeasure = integer("endMeas")
    EndMeasurePos = integer("endEdu")
    Staff = key_part("cmper1")
    StartMeasure = integer("startMeas")
    StartMeasurePos = integer("startEdu")
    StyleID = integer("style")

    @method
    def SetEndMeasurePosRight(self) -> None:
        """Let it last to the end of its last measure."""
        self.EndMeasurePos = END_OF_MEASURE

    @method
    def IsOverlapping(self, pRegion: FCMusicRegion) -> bool:
        """Whether any of it lies in a region."""
        first, last = (self.StartMeasure, self.StartMeasurePos), (self.EndMeasure, self.EndMeasurePos)
        start = pRegion.StartMeasure, pRegion.StartMeasurePos
        end = pRegion.EndMeasure, pRegion.EndMeasurePos
        return pRegion.IsStaffIncluded(self.Staff) and first <= end and start <= last

    def _save(self, key: Key) -> bool:
        saved = super()._save(key)
        # A staff with styles says so in its own record.
        staff = self._store.load("others", "staffSpec", Key(int(key.cmper1)))
        if staff is not None and staff.get("hasStyles") is None:
            staff.set("hasStyles", "")
            self._store.save("others", "staffSpec", Key(int(key.cmper1)), staff)
        return saved


class FCStaffStyleAssigns(InciOthers, of=FCStaffStyleAssign):
    """The stretches of a staff that have a style, the later ones winning."""
