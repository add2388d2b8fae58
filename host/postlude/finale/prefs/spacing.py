"""Options for music spacing."""

from __future__ import annotations

from postlude.finale.fields import choice, decimal, flag, integer, inverted_flag, scaled
from postlude.finale.prefs.base import Prefs, SeveralRecords
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther


class FCMusicSpacingPrefs(SeveralRecords, Prefs):
    """How music is spaced: distances in EVPU, durations in EDU. ``ScalingValue`` is the factor in 10000ths."""

    AccidentalsGutter = integer("accidentalOptions/frontAcciSepar", factor=-1)
    AvoidArticulations = flag("musicSpacingOptions/avoidColArtics")
    AvoidChords = flag("musicSpacingOptions/avoidColChords")
    AvoidClefs = flag("musicSpacingOptions/avoidColClefs")
    AvoidHiddenNotes = inverted_flag("musicSpacingOptions/ignoreHidden")
    AvoidLedgerLines = flag("musicSpacingOptions/avoidColLedgers")
    AvoidLyrics = flag("musicSpacingOptions/avoidColLyrics")
    AvoidNoteAndAccidentals = flag("musicSpacingOptions/avoidColNotes")
    AvoidSeconds = flag("musicSpacingOptions/avoidColSeconds")
    GraceNoteMinDistance = integer("musicSpacingOptions/minDistGrace")
    GraceNoteSpacingMode = choice(
        "musicSpacingOptions/graceNoteManualPositioning", {None: 0, "keep": 1, "recomp": 2}
    )
    InterpolateAllotments = flag("musicSpacingOptions/interpolateAllotments")
    ManualPositioning = choice("musicSpacingOptions/manualPositioning", {None: 0, "ignore": 2, "incorp": 1})
    MaxMeasureWidth = integer("musicSpacingOptions/maxWidth")
    MinMeasureWidth = integer("musicSpacingOptions/minWidth")
    MinimumDistanceWithTies = integer("musicSpacingOptions/minDistTiedNotes")
    MinimumItemDistance = integer("musicSpacingOptions/minDistance")
    ScalingFactor = decimal("musicSpacingOptions/scalingFactor")
    ScalingReferenceDuration = integer("musicSpacingOptions/referenceDuration")
    ScalingReferenceWidth = integer("musicSpacingOptions/referenceWidth")
    ScalingValue = scaled("musicSpacingOptions/scalingFactor")
    TiesGutter = integer("tieOptions/frontTieSepar", factor=-1)
    UnisonsMode = choice("musicSpacingOptions/avoidColUnisons", {None: 0, "diffNoteheads": 1, "all": 2})
    UseAllotmentMode = flag("musicSpacingOptions/useAllottmentTables")
    UsePrinterMetrics = flag("musicSpacingOptions/usePrinter")


class FCAllotment(NoInciOther, tag="durAllot"):
    """The width of a duration, in EVPU; ``ItemNo`` is the duration in EDU."""

    Width = integer("allotment")


class FCAllotments(NoInciOthers, of=FCAllotment):
    """The document's table of allotments."""
