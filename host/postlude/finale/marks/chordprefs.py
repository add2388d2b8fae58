"""The document's options for chord symbols."""

from __future__ import annotations

from postlude.finale.fields import choice, decimal, flag, integer, is_word
from postlude.finale.prefs.base import Prefs

STYLES: dict[str | None, int] = {
    None: 0, "Standard": 0, "Roman": 1, "NashvilleA": 2, "German": 3, "solfeggio": 4, "European": 5,
    "Scandinavian": 6, "NashvilleB": 7,
}  # fmt: skip


class FCChordPrefs(Prefs, tag="chordOptions"):
    """Options for chord symbols. The adjustments are in EVPU, upwards."""

    DefaultFretInstrumentID = integer("fretInstID")
    DefaultFretboardStyleID = integer("fretStyleID")
    EnableChordPlayback = flag("chordPlayback")
    FlatBaselineAdjustment = integer("chordFlatLift")
    ItalicizeCapoChords = flag("italicizeCapoChords")
    LeftAlignment = is_word("chordAlignment", "center", inverted=True, doc="Centered if false.")
    MultipleItemsPerString = flag("multiFretItemsPerStr")
    NaturalBaselineAdjustment = integer("chordNaturalLift")
    ScaleChordsBy = decimal("chordPercent", doc="In percent.")
    ScaleFretboardsBy = decimal("fretPercent", doc="In percent.")
    SharpBaselineAdjustment = integer("chordSharpLift")
    ShowFretboards = flag("showFretboards")
    Style = choice("chordStyle", STYLES)
    UseSimpleSpelling = flag("useSimpleChordSpelling")
