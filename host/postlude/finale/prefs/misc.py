"""Options of the document that have no class of their own."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.finale.fields import choice, flag, integer, inverted_flag, scaled
from postlude.finale.prefs.base import Prefs, SeveralRecords
from postlude.finale.prefs.unseen import Unseen

GLOBALS = Key(65534)
"""The key of the record for what each part has for itself."""

BEAM_SLOPES = {None: 0, "onEndNotes": 0, "onStandardNote": 2, "onExtremeNote": 3, "alwaysFlat": 1}
MARGIN_SCOPES = {None: 0, "current": 0, "all": 1, "leftOrRight": 2, "range": 3}


class FCMiscDocPrefs(SeveralRecords, Prefs, others={"partGlobals": GLOBALS}):
    """Switches and a few numbers of many kinds.

    ``ChordPlayback`` and others are in ``FCChordPrefs`` as well: they are the same options.
    """

    AbbreviateCommonTimeSig = flag("timeSignatureOptions/timeSigDoAbrvCommon")
    AbbreviateCutTimeSig = flag("timeSignatureOptions/timeSigDoAbrvCut")
    AdjustDotForMultiVoices = flag("augmentationDotOptions/doDotDownAdjust")
    AlignMeasureNumbersWithBarline = flag("miscOptions/drawMeasureNumbersOverBarlines")
    AllowFloatingRests = Unseen("miscOptions", True, "Whether rests may float.")
    AlwaysSlashGraceNote = flag("graceNoteOptions/slashFlaggedGraceNotes")
    AvoidSystemMarginCollisions = flag("pageFormatOptions/avoidSystemMarginCollisions")
    BeamSlopeStyle = choice("beamOptions/beamingStyle", BEAM_SLOPES)
    BeamThreeEights = flag("beamOptions/beamThreeEighthsInCommonTime")
    BeamedCommonTimeEights = flag("beamOptions/beamFourEighthsInCommonTime")
    ChordPlayback = flag("chordOptions/chordPlayback")
    ClefResize = integer("clefOptions/endMeasClefPercent")
    CloseBarlineAtEnd = flag("barlineOptions/drawCloseFinalBarline")
    CloseBarlineAtSystem = flag("barlineOptions/drawCloseSystemBarline")
    ConsolidateRestsAcrossLayers = flag("miscOptions/combineRestsAcrossLayers")
    CourtesyClefAtSystemEnd = flag("clefOptions/cautionaryClefChanges")
    CourtesyKeySigAtSystemEnd = flag("keySignatureOptions/cautionaryKeyChanges")
    CourtesyTimeSigAtSystemEnd = flag("timeSignatureOptions/cautionaryTimeChanges")
    CrossStaffNotesInOriginal = flag("noteRestOptions/doCrossOver")
    CurveResolution = integer("lineCurveOptions/bezierStep")
    DateFormat = choice("textOptions/dateFormat", {None: 0, "long": 1, "abbrev": 2})
    DefaultClefIndex = integer("clefOptions/defaultClef")
    DisplayAllBarlines = flag("barlineOptions/drawBarlines")
    DisplayPartExpressions = flag("miscOptions/showRepeatsForParts")
    DisplayReverseStemming = inverted_flag("stemOptions/noReverseStems")
    DoubleBarlineAtKeyChange = flag("barlineOptions/drawDoubleBarlineBeforeKeyChanges")
    ExtendBeamsOverRests = flag("beamOptions/incEdgeRestsInBeamGroups")
    ExtendSecondaryBeamsOverRests = flag("beamOptions/extendSecBeamsOverRests")
    FinalBarlineAtEnd = flag("barlineOptions/drawFinalBarlineOnLastMeas")
    FretboardsResizeFraction = scaled("chordOptions/fretPercent")
    GraceNotePlaybackDuration = integer("graceNoteOptions/playbackDuration")
    HalfStemsForBeamedRests = flag("beamOptions/doStemStubs")
    IncludeRestsInFour = flag("beamOptions/incRestsInClassicBeams")
    ItalicizeCapoChords = flag("chordOptions/italicizeCapoChords")
    KeepOctaveTransposition = flag("miscOptions/retainOctaveTransInConcertPitch")
    KeySigCancelOutgoing = flag("keySignatureOptions/doKeyCancel")
    KeySigCancelSwitchingSharpsFlats = flag("keySignatureOptions/doKeyCancelBetweenSharpsFlats")
    KeySigModeChange = flag("keySignatureOptions/doBankDiff")
    KeySigNaturalsInC = flag("keySignatureOptions/doCStart")
    KeySigOnlyFirstSystem = flag("keySignatureOptions/showKeyFirstSystemOnly")
    KeySigPreserveOctave = flag("keySignatureOptions/simplifyKeyHoldOctave")
    LeftBarlineDisplayMultipe = flag("barlineOptions/drawLeftBarlineMultipleStaves")
    LeftBarlineDisplayMultiple = flag("barlineOptions/drawLeftBarlineMultipleStaves")
    LeftBarlineDisplaySingle = flag("barlineOptions/drawLeftBarlineSingleStaff")
    LegacyDotPositionOnFlippedStems = flag("augmentationDotOptions/skip27_4DotAdjust")
    MaxBeamSlope = integer("beamOptions/maxSlope")
    NormalDefaultBarline = inverted_flag("barlineOptions/leftBarlineUsePrevStyle")
    OnlyFirstSystemClef = flag("clefOptions/showClefFirstSystemOnly")
    PageMarginScope = choice("pageFormatOptions/adjustPageScope", MARGIN_SCOPES)
    PickupDuration = integer("miscOptions/pickupValue")
    PrimaryBeamWithinSpace = flag("beamOptions/spanSpace")
    ScaleManualNotePositioning = flag("noteRestOptions/scaleManualPositioning")
    SecondsInTimeStamp = flag("textOptions/showTimeSeconds")
    ShowActiveLayerOnly = flag("miscOptions/showCurrentLayerOnly")
    ShowFretboards = flag("chordOptions/showFretboards")
    SpecialExtractionID = integer("partGlobals/pageViewIUlist")
    TextTabCharacters = integer("textOptions/tabSpaces")
    TimeSigCompositeDecimals = integer("timeSignatureOptions/defFloat")
    UnderlineDepth = scaled("lineCurveOptions/psUlDepth")
    UnderlineThickness = scaled("lineCurveOptions/psUlWidth")
    UseNoteShapes = flag("noteRestOptions/doShapeNotes")
    UseStemConnections = flag("stemOptions/useStemConnections")


class FCPartScopePrefs(Prefs, tag="partGlobals", section="others"):
    """What the score and each part have for themselves: those of the part in view are loaded."""

    DisplayInConcertPitch = inverted_flag("showTransposed")

    def _key_of(self, prefsno: int) -> Key:
        return GLOBALS
