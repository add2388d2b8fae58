"""The document's options for chord symbols."""

from __future__ import annotations

from typing import Any

from postlude.finale.arguments import to_bool
from postlude.finale.base import Property
from postlude.finale.fields import choice, flag, integer
from postlude.finale.prefs.base import Prefs

STYLES: dict[str | None, int] = {
    None: 0, "Standard": 0, "Roman": 1, "NashvilleA": 2, "German": 3, "solfeggio": 4, "European": 5,
    "Scandinavian": 6, "NashvilleB": 7,
}  # fmt: skip


def _put_alignment(record: Any, value: Any) -> None:
    record._put_text("chordAlignment", None if to_bool(value, 1) else "center")
    record._cache.clear()


class FCChordPrefs(Prefs, tag="chordOptions"):
    """Options for chord symbols. The adjustments are in EVPU, upwards."""

    DefaultFretInstrumentID = integer("fretInstID")
    DefaultFretboardStyleID = integer("fretStyleID")
    EnableChordPlayback = flag("chordPlayback")
    FlatBaselineAdjustment = integer("chordFlatLift")
    ItalicizeCapoChords = flag("italicizeCapoChords")
    LeftAlignment = Property(
        lambda record: record._text_at("chordAlignment") != "center", _put_alignment, "Centered if false."
    )
    MultipleItemsPerString = flag("multiFretItemsPerStr")
    NaturalBaselineAdjustment = integer("chordNaturalLift")
    SharpBaselineAdjustment = integer("chordSharpLift")
    ShowFretboards = flag("showFretboards")
    Style = choice("chordStyle", STYLES)
    UseSimpleSpelling = flag("useSimpleChordSpelling")
