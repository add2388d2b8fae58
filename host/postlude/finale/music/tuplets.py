"""Tuplets: a record of the entry that they start at."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.marks.entrydetails import EntryDetail
from postlude.finale.recordlists import EntryDetails
from postlude.finale.records import NO_KEY

BRACKET_MODES: dict[str | None, int] = {None: 0, "unbeamedOnly": 1, "neverBeamSide": 2}
NUMBER_STYLES: dict[str | None, int] = {
    None: 0, "number": 1, "useRatio": 2, "ratioPlusDenNote": 3, "ratioPlusBothNotes": 4,
}  # fmt: skip
PLACEMENTS: dict[str | None, int] = {
    None: 0, "manual": 0, "beamSide": 1, "noteSide": 2, "above": 3, "below": 4,
}  # fmt: skip
SHAPES: dict[str | None, int] = {None: 0, "bracket": 1, "slur": 2}

_STYLE = (
    "flat", "fullDura", "metricCenter", "avoidStaff", "autoBracketStyle", "numStyle", "posStyle", "allowHorz",
    "ignoreGlOffs", "breakBracket", "matchHooks", "noteBelow", "brackStyle", "smartTuplet", "leftHookLen",
    "rightHookLen",
)  # fmt: skip
_POSITION = ("tupOffX", "tupOffY", "brackOffX", "brackOffY", "leftHookExt", "rightHookExt", "slope")


class FCTuplet(EntryDetail, tag="tupletDef"):
    """A tuplet: ``SymbolicNumber`` notes of ``SymbolicDuration`` in the time of ``ReferenceNumber`` of
    ``ReferenceDuration``; durations in EDU, offsets and lengths in EVPU."""

    AllowHorizontalDrag = flag("allowHorz")
    AlwaysFlat = flag("flat")
    AvoidStaff = flag("avoidStaff")
    BracketFullDuration = flag("fullDura")
    BracketMode = choice("autoBracketStyle", BRACKET_MODES)
    BreakSlurBracket = flag("breakBracket")
    CenterUsingDuration = flag("metricCenter")
    EngraverTuplet = flag("smartTuplet")
    HorizontalOffset = integer("tupOffX")
    HorizontalShapeOffset = integer("brackOffX")
    IgnoreNumberOffset = flag("ignoreGlOffs")
    LeftExtension = integer("leftHookExt")
    LeftHookLength = integer("leftHookLen", factor=-1)
    MatchHookLengths = flag("matchHooks")
    NumberStyle = choice("numStyle", NUMBER_STYLES)
    PlacementMode = choice("posStyle", PLACEMENTS)
    ReferenceDuration = integer("refDur")
    ReferenceNumber = integer("refNum")
    RightExtension = integer("rightHookExt")
    RightHookLength = integer("rightHookLen", factor=-1)
    ShapeStyle = choice("brackStyle", SHAPES)
    SlopeAdjust = integer("slope")
    SymbolicDuration = integer("symbolicDur")
    SymbolicNumber = integer("symbolicNum")
    UseBottomNote = flag("noteBelow")
    VerticalOffset = integer("tupOffY")
    VerticalShapeOffset = integer("brackOffY")
    Visible = inverted_flag("hidden")

    @method
    def CalcFullSymbolicDuration(self) -> int:
        """EDU of all its notes as they are written."""
        return int(self.SymbolicNumber * self.SymbolicDuration)

    @method
    def CalcFullReferenceDuration(self) -> int:
        """EDU that its notes take in fact."""
        return int(self.ReferenceNumber * self.ReferenceDuration)

    @method
    def PrefsReset(self, resetposition: bool) -> None:
        """Take its look from the document's options for tuplets; its offsets and its slope only if asked for."""
        options = self._store.load("options", "tupletOptions", NO_KEY)
        if options is None:
            return
        for path in _STYLE + (_POSITION if resetposition else ()):
            self._put_text(path, options.get(path))
        self._cache.clear()


class FCTuplets(EntryDetails, of=FCTuplet):
    """The tuplets that start at an entry, or all of the document."""
