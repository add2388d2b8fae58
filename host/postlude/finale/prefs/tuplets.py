"""Options for tuplets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.fields import choice, flag, integer
from postlude.finale.music.tuplets import BRACKET_MODES, NUMBER_STYLES, PLACEMENTS, SHAPES
from postlude.finale.prefs.base import Prefs

if TYPE_CHECKING:
    from postlude.finale.music.tuplets import FCTuplet


SHARED = (
    "AllowHorizontalDrag", "AlwaysFlat", "AvoidStaff", "BracketFullDuration", "BracketMode", "BreakSlurBracket",
    "CenterUsingDuration", "EngraverTuplet", "IgnoreNumberOffset", "LeftExtension", "LeftHookLength",
    "MatchHookLengths", "NumberStyle", "PlacementMode", "RightExtension", "RightHookLength", "ShapeStyle",
    "UseBottomNote",
)  # fmt: skip
"""What a tuplet has as well."""

POSITION = (
    "HorizontalOffset", "HorizontalShapeOffset", "SlopeAdjust", "VerticalOffset", "VerticalShapeOffset",
)  # fmt: skip
"""What a tuplet has as well, of its position."""


class FCTupletPrefs(Prefs, tag="tupletOptions"):
    """How tuplets are made anew; distances in EVPU, the line in EFIX."""

    AllowHorizontalDrag = flag("allowHorz")
    AlwaysFlat = flag("flat")
    AvoidStaff = flag("avoidStaff")
    BracketFullDuration = flag("fullDura")
    BracketMode = choice("autoBracketStyle", BRACKET_MODES)
    BracketThickness = integer("tupLineWidth")
    BreakSlurBracket = flag("breakBracket")
    CenterUsingDuration = flag("metricCenter")
    EngraverTuplet = flag("smartTuplet")
    HorizontalOffset = integer("tupOffX")
    HorizontalShapeOffset = integer("brackOffX")
    IgnoreNumberOffset = flag("ignoreGlOffs")
    LeftExtension = integer("leftHookExt")
    LeftHookLength = integer("leftHookLen", factor=-1)
    MatchHookLengths = flag("matchHooks")
    MaxSlope = integer("tupMaxSlope")
    NumberOffsetDownstem = integer("tupNDownstemOffset")
    NumberOffsetUpstem = integer("tupNUpstemOffset")
    NumberStyle = choice("numStyle", NUMBER_STYLES)
    PlacementMode = choice("posStyle", PLACEMENTS)
    RightExtension = integer("rightHookExt")
    RightHookLength = integer("rightHookLen", factor=-1)
    ShapeStyle = choice("brackStyle", SHAPES)
    SlopeAdjust = integer("slope")
    UseBottomNote = flag("noteBelow")
    VerticalOffset = integer("tupOffY")
    VerticalShapeOffset = integer("brackOffY")

    @method
    def ChangeTuplet(self, tuplet: FCTuplet, changeposition: bool = True) -> bool:
        """Give a tuplet what is here; the tuplet isn't saved by it."""
        for name in SHARED + POSITION if changeposition else SHARED:
            setattr(tuplet, name, getattr(self, name))
        return True

    @method
    def CopyFromTuplet(self, tuplet: FCTuplet, changeposition: bool = True) -> bool:
        """Take over what a tuplet has."""
        for name in SHARED + POSITION if changeposition else SHARED:
            setattr(self, name, getattr(tuplet, name))
        return True
