"""Options for the piano brace."""

from __future__ import annotations

from postlude.finale.fields import scaled
from postlude.finale.prefs.base import Prefs


class FCPianoBracePrefs(Prefs, tag="pianoBraceBracketOptions"):
    """The shape of the piano brace, in 10000ths of an EVPU."""

    CenterThickness = scaled("centerThickness")
    HorizontalInnerBody = scaled("innerWingX")
    HorizontalInnerTip = scaled("innerTipX")
    HorizontalOuterBody = scaled("outerWingX")
    HorizontalOuterTip = scaled("outerTipX")
    TipThickness = scaled("endThickness")
    VerticalInnerBody = scaled("innerWingY")
    VerticalInnerTip = scaled("innerTipY")
    VerticalOuterBody = scaled("outerWingY")
    VerticalOuterTip = scaled("outerTipY")
    Width = scaled("width")
