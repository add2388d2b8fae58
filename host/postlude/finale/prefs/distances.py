"""The document's options for distances and sizes."""

from __future__ import annotations

from postlude.finale.fields import flag, integer, scaled
from postlude.finale.prefs.base import Prefs, SeveralRecords


class FCDistancePrefs(SeveralRecords, Prefs):
    """Distances between symbols, in EVPU; those of stems are in EFIX."""

    AccidentalCrossLayerPositioning = flag("accidentalOptions/useNewAcciPositioning")
    AccidentalMultiCharSpace = integer("accidentalOptions/bacciAdd")
    AccidentalMultiSpace = integer("accidentalOptions/acciAcciSpace")
    AccidentalNoteSpace = integer("accidentalOptions/acciNoteSpace")
    AccidentalVertical = integer("accidentalOptions/overlap")
    AlternateBrevisDiamondVertical = integer("alternateNotationOptions/dWholeSlashLift")
    AlternateHalfDiamondVertical = integer("alternateNotationOptions/halfSlashLift")
    AlternateWholeDiamondVertical = integer("alternateNotationOptions/wholeSlashLift")
    AugmentationDotNoteSpace = integer("augmentationDotOptions/dotFirstOffset")
    AugmentationDotSpace = integer("augmentationDotOptions/dotOffset")
    AugmentationDotUpstemAdjust = integer("augmentationDotOptions/dotUpFlagOffset")
    AugmentationDotVerticalAdjust = integer("augmentationDotOptions/dotLift")
    BarlineDashSpace = integer("barlineOptions/barlineDashOff")
    BarlineDoubleSpace = integer("barlineOptions/doubleBarlineSpace")
    BarlineFinalSpace = integer("barlineOptions/finalBarlineSpace")
    BeamMaxDistance = integer("beamOptions/hmBeamTip")
    ClefChangeOffset = integer("clefOptions/endMeasClefPosAdd", factor=-1)
    ClefKeyExtraSpace = integer("clefOptions/clefKey")
    ClefSpaceAfter = integer("clefOptions/clefBack")
    ClefSpaceBefore = integer("clefOptions/clefFront")
    ClefTimeExtraSpace = integer("clefOptions/clefTime")
    GraceNoteSpacing = integer("graceNoteOptions/graceBackup")
    GroupBracketDefaultDistance = integer("pianoBraceBracketOptions/defBracketPos")
    KeySpaceAfter = integer("keySignatureOptions/keyBack")
    KeySpaceAfterCancel = integer("keySignatureOptions/keyMid")
    KeySpaceBefore = integer("keySignatureOptions/keyFront")
    KeySpaceBetweenAccidentals = integer("keySignatureOptions/acciAdd")
    KeyTimeExtraSpace = integer("keySignatureOptions/keyTime")
    SecondaryBeamSpace = integer("beamOptions/beamSepar")
    SpaceAfter = integer("musicSpacingOptions/musBack")
    SpaceBefore = integer("musicSpacingOptions/musFront")
    StemVerticalNoteheadOffset = integer("stemOptions/stemLift")
    TimeSigAbbreviatedVertical = integer("timeSignatureOptions/timeAbrvLift")
    TimeSigBottomVertical = integer("timeSignatureOptions/timeLowerLift")
    TimeSigPartsAbbreviatedVertical = integer("timeSignatureOptions/timeAbrvLiftParts")
    TimeSigPartsBottomVertical = integer("timeSignatureOptions/timeLowerLiftParts")
    TimeSigPartsSpaceAfter = integer("timeSignatureOptions/timeBackParts")
    TimeSigPartsSpaceBefore = integer("timeSignatureOptions/timeFrontParts")
    TimeSigPartsTopVertical = integer("timeSignatureOptions/timeUpperLiftParts")
    TimeSigSpaceAfter = integer("timeSignatureOptions/timeBack")
    TimeSigSpaceBefore = integer("timeSignatureOptions/timeFront")
    TimeSigTopVertical = integer("timeSignatureOptions/timeUpperLift")


class FCSizePrefs(SeveralRecords, Prefs):
    """Sizes: thicknesses of lines in EFIX, lengths in EVPU, percentages; the tip of shape slurs in 10000ths of an
    EVPU."""

    BarlineDashLength = integer("barlineOptions/barlineDashOn")
    BeamThickness = integer("beamOptions/beamWidth")
    BrokenBeamLength = integer("beamOptions/beamStubLength")
    EnclosureThickness = integer("lineCurveOptions/enclosureWidth")
    GraceNoteSize = integer("graceNoteOptions/gracePerc")
    GraceSlashThickness = integer("graceNoteOptions/graceSlashWidth")
    HalfStemLength = integer("stemOptions/halfStemLength")
    HeavyBarlineThickness = integer("barlineOptions/thickBarlineWidth")
    LedgerLeftHalf = integer("lineCurveOptions/legerFrontLength")
    LedgerLeftRestHalf = integer("lineCurveOptions/restLegerFrontLength")
    LedgerLineThickness = integer("lineCurveOptions/legerLineWidth")
    LedgerRightHalf = integer("lineCurveOptions/legerBackLength")
    LedgerRightRestHalf = integer("lineCurveOptions/restLegerBackLength")
    NormalStemLength = integer("stemOptions/stemLength")
    ReverseStemAdjust = integer("stemOptions/revStemAdj")
    ShapeSlurTipWidth = scaled("lineCurveOptions/pathSlurTipWidth")
    ShortenedStemLength = integer("stemOptions/stem2")
    StaffLineThickness = integer("lineCurveOptions/staffLineWidth")
    StemLineThickness = integer("stemOptions/stemWidth")
    TablatureGraceNoteSize = integer("graceNoteOptions/tabGracePerc")
    ThinBarlineThickness = integer("barlineOptions/barlineWidth")
