"""Options for repeats."""

from __future__ import annotations

from postlude.finale.fields import choice, flag, integer
from postlude.finale.prefs.base import Prefs


class FCRepeatPrefs(Prefs, tag="repeatOptions"):
    """Repeats and endings: lines in EFIX, distances in EVPU."""

    AfterClefSpace = integer("afterClefSpace")
    AfterKeySpace = integer("afterKeySpace")
    AfterTimeSpace = integer("afterTimeSpace")
    BackToBackStyle = choice("backToBackStyle", {None: 0, "thin": 0, "mixed": 1, "thick": 2})
    BackwardSpace = integer("backwardDotHPos")
    DotAfterNumber = flag("addPeriod")
    EndingBackHookLength = integer("bracketEndHookLen")
    EndingBracketHeight = integer("bracketHeight")
    EndingFrontHookLength = integer("bracketHookLen")
    EndingHorizontalText = integer("bracketTextHPos")
    EndingInsetEnd = integer("bracketEndInset")
    EndingInsetStart = integer("bracketStartInset")
    EndingLineThickness = integer("bracketLineWidth")
    EndingVerticalText = integer("bracketTextVPos")
    ForwardSpace = integer("forwardDotHPos")
    HeavyLineThickness = integer("thickLineWidth")
    MaxPasses = integer("maxPasses")
    ShowOnStaffListID = integer("showOnStaffListNumber")
    ShowOnTopStaffOnly = flag("showOnTopStaffOnly")
    SpaceBetweenLines = integer("lineSpace")
    ThinInnerBracketReference = flag("bracketEndAnchorThinLine")
    ThinLineThickness = integer("thinLineWidth")
    VerticalBottomDotAdjustment = integer("lowerDotVPos")
    VerticalTopDotAdjustment = integer("upperDotVPos")
    WingStyle = choice("wingStyle", {None: 0, "none": 0, "curved": 3, "singleLine": 1, "doubleLine": 2})
