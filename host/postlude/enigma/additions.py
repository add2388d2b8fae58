"""Elements that no real document at hand shows and that are written all the same.

RGP Lua's own tests, or a real script, set the property that lies in them, and an independent reader of the format
(musxdom) names the element; or the element is in real documents in another record of the same build. All else that
isn't in ``schema.txt`` is refused when a record is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Addition(NamedTuple):
    """An element that is added to a record: its form, the sibling that it follows, and what is known of it."""

    form: str
    after: str
    known_from: str
    values: tuple[str, ...] = ()


class Twin(NamedTuple):
    """A record that no real document at hand shows, with the elements and the key of ``like``; it is written
    behind the records called ``after``."""

    like: str
    after: str
    known_from: str


def flag(after: str, known_from: str) -> Addition:
    return Addition("flag", after, known_from)


def number(after: str, known_from: str) -> Addition:
    return Addition("int", after, known_from)


def word(after: str, known_from: str, *values: str) -> Addition:
    return Addition("enum", after, known_from, values)


def row(form: str, after: str, known_from: str, *paths: str) -> dict[str, Addition]:
    """Several elements of one form, the first behind ``after`` and each behind the one before it."""
    names = [after, *(path.rpartition("/")[2] for path in paths)]
    return {path: Addition(form, name, known_from) for path, name in zip(paths, names, strict=False)}


_STAFF = "musxdom FieldPopulatorsOthers.cpp Staff"
_STYLE_MASK = "musxdom FieldPopulatorsOthers.cpp StaffStyle::Masks"
_ENTRY = "musxdom FieldPopulatorsEntries.cpp Entry"
_NOTE = "musxdom FieldPopulatorsEntries.cpp Note"
_VOICING = "musxdom FieldPopulatorsOthers.cpp PartVoicing"
_FRET_STYLE = "musxdom FieldPopulatorsOthers.cpp FretboardStyle"
_GROUP = "musxdom FieldPopulatorsDetails.cpp StaffGroup"
_FLOATS = "musxdom FieldPopulatorsDetails.cpp IndependentStaffDetails"
_CHORD = "musxdom FieldPopulatorsDetails.cpp ChordAssign"
_EXTENSION = "musxdom FieldPopulatorsDetails.cpp BeamExtension"
_STEM = "musxdom FieldPopulatorsDetails.cpp StemAlterations"
_TIE = "musxdom FieldPopulatorsDetails.cpp TieAlterBase"
_ARTICULATION = "musxdom FieldPopulatorsOthers.cpp ArticulationDef"
_SMART_SHAPE = "musxdom FieldPopulatorsOthers.cpp SmartShape"
_SHORT_BEAMS = ("do128th", "do256th", "do512th", "do1024th", "do2048th", "do4096th")
_JUSTIFICATIONS = ("center", "forcedFull", "full", "right")
_FONT = "others/staffStyle/noteFont and musxdom FieldPopulatorsCommon.cpp FontInfo::EnigmaStyles"

_STYLES = ("bold", "italic", "underline", "strikeout", "absolute", "hidden")


def _font(group: str, after: str, *known: str) -> dict[str, Addition]:
    """The styles of a font; ``known`` are those that real documents show in that record."""
    found = {} if known else {group: Addition("group", after, _FONT)}
    last = ""
    for style in _STYLES:
        if style not in known:
            found[f"{group}/{style}"] = flag(last, _FONT)
        last = style
    return found


_OPTIONS = "musxdom FieldPopulatorsOptions.cpp"


# fmt: off
ADDITIONS: Mapping[tuple[str, str], Mapping[str, Addition]] = {
    ("others", "repeatEndingStart"): {
        "line2": number("pos2", "musxdom FieldPopulatorsOthers.cpp RepeatEndingStart"),
    },
    ("others", "staffSpec"): {
        **row("int", "instUuid", _STAFF, "capoPos", "lowestFret"),
        "altNotation": word(
            "lowestFret", "staffStyle, a staff with a mask",
            "blank", "blankWithRests", "oneBarRepeat", "rhythmic", "slashBeats", "twoBarRepeat",
        ),
        "altLayer": number("botBarlineOffset", "staffStyle, a staff with a mask"),
        **row(
            "flag", "altLayer", _STAFF,
            "altHideArtics", "altHideLyrics", "altHideSmartShapes", "altRhythmStemsUp",
        ),
        **row(
            "flag", "altSlashDots", _STAFF,
            "altHideOtherNotes", "altHideOtherArtics", "altHideExpressions", "altHideOtherLyrics",
            "altHideOtherSmartShapes", "altHideOtherExpressions",
        ),
        "noteFont/efx": Addition("group", "fontSize", _FONT),
        **row(
            "flag", "", _FONT, "noteFont/efx/bold", "noteFont/efx/italic", "noteFont/efx/underline",
            "noteFont/efx/strikeout", "noteFont/efx/absolute", "noteFont/efx/hidden",
        ),
        **row("flag", "notationStyle", _STAFF, "blineBreak", "rbarBreak"),
        "showNoteColors": flag("showNameParts", _STAFF),
        **row("flag", "useNoteFont", _STAFF, "hideRepeatBottomDot", "flatBeams"),
        "blankMeasure": flag("hideFretboards", "staffStyle, a staff with a mask"),
        **row("flag", "blankMeasure", _STAFF, "hideRepeatTopDot", "hideLyrics", "noOptimize"),
        "hideBarlines": flag("hideRepeats", _STAFF),
        **row("flag", "hideClefs", _STAFF, "hideStaffLines", "hideChords"),
        **row("flag", "otherRestOffset", _STAFF, "hideRests", "hideTies", "hideDots"),
        **row("flag", "vertTabNumOff", _STAFF, "showTabClefAllSys", "useTabLetters"),
        "hideTuplets": flag("breakTabLinesAtNotes", _STAFF),
        "hideBeams": flag("stemDir", _STAFF),
        **row("flag", "stemStartFromStaff", _STAFF, "stemsFixedEnd", "stemsFixedStart"),
        **row("int", "stemsFixedStart", _STAFF, "horzStemOffUp", "horzStemOffDown"),
        "hideMode": word("vertStemEndOffDown", _STAFF, "cutaway", "score", "scoreParts"),
        "redisplayLayerAccis": flag("hideMode", _STAFF),
    },
    ("others", "staffStyle"): {
        **row("int", "instUuid", _STAFF, "capoPos", "lowestFret"),
        "altRhythmStemsUp": flag("altHideSmartShapes", _STAFF),
        **row("flag", "", _FONT, "noteFont/efx/bold", "noteFont/efx/italic"),
        "noteFont/efx/strikeout": flag("underline", _FONT),
        "noteFont/efx/hidden": flag("absolute", _FONT),
        **row("flag", "useNoteFont", _STAFF, "hideRepeatBottomDot", "flatBeams"),
        **row("flag", "blankMeasure", _STAFF, "hideRepeatTopDot", "hideLyrics", "noOptimize"),
        "floatTime": flag("floatKeys", _STAFF),
        "blineBreak": flag("noKey", _STAFF),
        "showNoteColors": flag("showNameParts", _STAFF),
        "hideMeasNums": flag("floatTime", _STAFF),
        "hideKeySigs": flag("hideRptBars", _STAFF),
        **row("flag", "hideRests", _STAFF, "hideTies", "hideDots"),
        **row(
            "flag", "vertTabNumOff", _STAFF,
            "showTabClefAllSys", "useTabLetters", "breakTabLinesAtNotes", "hideTuplets",
        ),
        "fretInstID": number("hideTuplets", _STAFF),
        "stemStartFromStaff": flag("stemDir", _STAFF),
        **row(
            "int", "horzStemOffDown", _STAFF,
            "vertStemStartOffUp", "vertStemStartOffDown", "vertStemEndOffUp",
        ),
        "redisplayLayerAccis": flag("hideMode", _STAFF),
        "hideKeySigsShowAccis": flag("hideTimeSigsInParts", _STAFF),
        "mask/flatBeams": flag("floatNoteheadFont", _STYLE_MASK),
        "mask/noOptimize": flag("blankMeasureRest", _STYLE_MASK),
        "mask/blineBreak": flag("transposition", _STYLE_MASK),
        "mask/negMnumb": flag("blineBreak", _STYLE_MASK),
        "mask/floatTime": flag("floatKeys", _STYLE_MASK),
        "mask/negKey": flag("hideRptBars", _STYLE_MASK),
        "mask/noKey": flag("hideStaff", _STYLE_MASK),
        **row("flag", "altNotation", _STYLE_MASK, "mask/showTies", "mask/showDots"),
        "mask/hideLyrics": flag("hideFretboards", _STYLE_MASK),
        "mask/redisplayLayerAccis": flag("hideStaffLines", _STYLE_MASK),
    },
    ("others", "keysAttrib"): {
        "harmRefer": number("", "musxdom FieldPopulatorsOthers.cpp KeyAttributes"),
    },
    ("others", "clefEnum"): {
        "afterBarline": flag("unlockVert", "musxdom FieldPopulatorsOthers.cpp ClefList"),
    },
    ("details", "floats"): {
        **row("flag", "dispDivBeat", _FLOATS, "displayAltNumTsig", "displayAltDenTsig"),
        "altDenTsig": flag("altNumTsig", _FLOATS),
    },
    ("others", "pageGraphicAssign"): {
        "displayHidden": flag("displayType", "musxdom FieldPopulatorsOthers.cpp PageGraphicAssign"),
        "rightPgLeft": number("rightPgPosFrom", "musxdom FieldPopulatorsOthers.cpp PageGraphicAssign"),
    },
    ("others", "staffSystemSpec"): row(
        "int", "distanceToPrev", "musxdom FieldPopulatorsOthers.cpp StaffSystem",
        "extraStartSystemSpace", "extraEndSystemSpace",
    ),
    ("details", "measGraphicAssign"): {
        "displayHidden": flag("displayType", "musxdom FieldPopulatorsDetails.cpp MeasureGraphicAssign"),
    },
    ("details", "measTextAssign"): {
        "postIt": flag("ydisp", "musxdom FieldPopulatorsDetails.cpp MeasureTextAssign"),
    },
    ("details", "measNumbIndivPos"): row(
        "flag", "y1add", "musxdom FieldPopulatorsDetails.cpp MeasureNumberIndividualPositioning",
        "isAltNum", "useEncl",
    ),
    ("others", "voicingDef"): {
        "select1st": flag("singleVoiceType", _VOICING),
        "select4th": flag("select3rd", _VOICING),
    },
    ("others", "fretStyle"): {
        **row("flag", "showLastFret", _FRET_STYLE, "rotate", "fingNumWhite"),
        "barreShapeID": number("muteStrShapeID", _FRET_STYLE),
        **row("int", "horzTextOff", _FRET_STYLE, "horzHandleOff", "vertHandleOff"),
        "horzFingNumOff": number("fingNumFont", _FRET_STYLE),
        **_font("fretNumFont/efx", "fontSize"),
        **_font("fingNumFont/efx", "fontSize"),
    },
    ("details", "staffGroup"): {
        "fullYadj": number("fullXadj", _GROUP),
        "customBarShape": number("barline", "measSpec, whose barline is told by the same words"),
        "fullJustify": word("customBarShape", _GROUP, *_JUSTIFICATIONS),
        "abbrvJustify": word("fullJustify", _GROUP, *_JUSTIFICATIONS),
        **row("flag", "groupBarlineStyle", _GROUP, "ownBarline", "fullIndivPos", "abbrvIndivPos"),
        **row("int", "abbrvID", _GROUP, "abbrvXadj", "abbrvYadj"),
        "fullHAlign": word("abbrvYadj", _GROUP, "center", "right"),
        "abbrvHAlign": word("fullHAlign", _GROUP, "center", "right"),
        **row("flag", "abbrvHAlign", _GROUP, "fullExpand", "abbrvExpand"),
    },
    ("others", "textBlock"): row(
        "int", "lineSpacingPercent", "musxdom FieldPopulatorsOthers.cpp TextBlock", "xAdd", "yAdd"
    ),
    ("details", "lyrDataVerse"): {
        "vertOff": number("horzOff", "musxdom FieldPopulatorsDetails.cpp LyricAssign"),
        "displayVerseNum": flag("wext", "musxdom FieldPopulatorsDetails.cpp LyricAssign"),
    },
    ("details", "lyricEntryInfo"): {
        "justify": word(
            "", "musxdom FieldPopulatorsDetails.cpp LyricEntryInfo", "center", "left", "right",
        ),
    },
    ("entries", "entry"): {
        "performanceData": flag("tupletStart", _ENTRY),
        "flipTie": flag("beamExt", _ENTRY),
        "splitStem": flag("reverseUpStem", _ENTRY),
        "checkAccis": flag("upStem", _ENTRY),
        "slashGrace": flag("sorted", _ENTRY),
        "noSpacing": flag("noPlayback", _ENTRY),
        "note/upSplitStem": flag("downStemSecond", _NOTE),
        **row("flag", "parenAcci", _NOTE, "note/noPlayback", "note/noSpacing"),
    },
    ("details", "tupletDef"): {
        "hidden": flag("autoBracketStyle", "musxdom FieldPopulatorsDetails.cpp TupletDef"),
    },
    ("others", "layerAtts"): row(
        "flag", "ignoreHidden", "musxdom FieldPopulatorsOthers.cpp LayerAttributes",
        "ignoreHiddenLayers", "hideLayer",
    ),
    ("others", "partGlobals"): {
        "pageViewIUlist": number("studioViewIUlist", "musxdom FieldPopulatorsOthers.cpp PartGlobals"),
    },
    ("others", "staffPlayData"): {
        f"{layer}/solo": flag("play", "musxdom FieldPopulatorsOthers.cpp StaffPlayData::PlaybackSettings")
        for layer in ("chords", "midiExpressions", "layer1", "layer2", "layer3", "layer4")
    },
    ("options", "augmentationDotOptions"): {"skip27_4DotAdjust": flag("dotLift", _OPTIONS)},
    ("options", "barlineOptions"): row("flag", "", _OPTIONS, "drawCloseSystemBarline", "drawCloseFinalBarline"),
    ("options", "beamOptions"): {"doStemStubs": flag("beamThreeEighthsInCommonTime", _OPTIONS)},
    ("options", "chordOptions"): {"multiFretItemsPerStr": flag("fretInstID", _OPTIONS)},
    ("options", "clefOptions"): {
        "defaultClef": number("", _OPTIONS),
        "clefBack": number("clefFront", _OPTIONS),
        "showClefFirstSystemOnly": flag("clefBack", _OPTIONS),
        "clefTime": number("clefKey", _OPTIONS),
    },
    ("options", "flagOptions"): {"straightFlags": flag("", _OPTIONS)},
    ("options", "keySignatureOptions"): {
        "keyMid": number("keyFront", _OPTIONS),
        "showKeyFirstSystemOnly": flag("acciAdd", _OPTIONS),
    },
    ("options", "miscOptions"): {"showCurrentLayerOnly": flag("retainOctaveTransInConcertPitch", _OPTIONS)},
    ("options", "multimeasureRestOptions"): {"numAdjX": number("spacing", _OPTIONS)},
    ("options", "musicSpacingOptions"): {
        **row("flag", "avoidColLyrics", _OPTIONS, "avoidColChords", "avoidColArtics"),
        "usePrinter": flag("ignoreHidden", _OPTIONS),
    },
    ("options", "pageFormatOptions"): {
        "pageFormatScore/differentFirstPageMargin": flag("differentFirstSysMargin", _OPTIONS),
        "pageFormatParts/sysMarginLeft": number("sysMarginTop", "pageFormatScore"),
        "pageFormatParts/sysMarginRight": number("sysMarginBottom", "pageFormatScore"),
        "pageFormatParts/facingPages": flag("sysDistanceBetween", "pageFormatScore"),
        "pageFormatParts/differentFirstPageMargin": flag("differentFirstSysMargin", _OPTIONS),
    },
    ("options", "smartShapeOptions"): {
        "showOctavaAsText": flag("smartLineWidth", _OPTIONS),
        "slurThicknessCp1X": number("direction", _OPTIONS),
        "slurThicknessCp2X": number("slurThicknessCp1Y", _OPTIONS),
        "tabSlideConnectStyle/yOffset": number("xOffset", "glissandoConnectStyle"),
    },
    ("options", "staffOptions"): {
        f"{group}/vertOff": number("horzOff", "namePos") for group in ("groupNameFullPos", "groupNameAbbrvPos")
    },
    ("options", "timeSignatureOptions"): {
        "timeAbrvLiftParts": number("timeLowerLiftParts", _OPTIONS),
        "timeAbrvLift": number("timeLowerLift", _OPTIONS),
    },
    ("options", "tupletOptions"): {
        "fullDura": flag("", _OPTIONS),
        "tupOffX": number("autoBracketStyle", _OPTIONS),
        "brackOffX": number("tupOffY", _OPTIONS),
        "noteBelow": flag("matchHooks", _OPTIONS),
        "rightHookExt": number("rightHookLen", _OPTIONS),
        "slope": number("rightHookExt", _OPTIONS),
    },
    ("details", "chordAssign"): {
        "rootLowerCase": flag("rootAlter", _CHORD),
        "playFretboard": flag("showSuffix", _CHORD),
        "bassLowerCase": flag("bassAlter", _CHORD),
        "bassPosition": word("bassLowerCase", _CHORD, "subtext", "underRoot"),
        "hidden": flag("showAltBass", "learnedChordDef, a chord with a key"),
        "playAltBass": flag("showAltBass", _CHORD),
        "capoValue": number("playAltBass", _CHORD),
        "useLocalCapo": flag("capoValue", _CHORD),
        "fretInci": number("useLocalCapo", _CHORD),
        "useFretFont": flag("fretInci", _CHORD),
        **row("int", "horzOff", _CHORD, "vertOff", "fbHorzOff", "fbVertOff"),
    },
    ("details", "acciAlter"): _font("efx", "fontSize"),
    ("details", "noteAlter"): _font("efx", "fontSize"),
    ("details", "articAssign"): row(
        "flag", "vertAdd", "musxdom FieldPopulatorsDetails.cpp ArticulationAssign", "overridePlacement", "aboveEntry"
    ),
    ("details", "beamAltPrimDownStem"): {"sxAdd": number("syAdd", "beamAltPrimUpStem")},
    ("details", "beamAltSecDownStem"): {
        "xAdd": number("", "beamAltPrimDownStem"), "sxAdd": number("syAdd", "beamAltPrimUpStem"),
    },
    ("details", "beamAltSecUpStem"): {
        "xAdd": number("", "beamAltPrimUpStem"), "sxAdd": number("syAdd", "beamAltPrimUpStem"),
    },
    ("details", "beamExtendDownStem"): row("flag", "do64th", _EXTENSION, *_SHORT_BEAMS),
    ("details", "beamExtendUpStem"): row("flag", "do64th", _EXTENSION, *_SHORT_BEAMS),
    ("details", "beamStemAdjust"): row("int", "downVertAdjust", _STEM, "upHorzAdjust", "downHorzAdjust"),
    ("details", "stemAdjust"): row("int", "downVertAdjust", _STEM, "upHorzAdjust", "downHorzAdjust"),
    ("details", "stemDefDown"): {"shapeDef": number("", "stemDefUp")},
    ("details", "dotOffset"): {"yadd": number("xadd", "musxdom FieldPopulatorsDetails.cpp DotAlterations")},
    ("details", "tieAlterStart"): {
        **row(
            "flag", "beforeSingleAcciOn", _TIE, "breakTimeLocal", "breakTimeOn", "breakKeyLocal", "breakKeyOn"
        ),
        "noSpecialArc": flag("freeze", "tieAlterEnd"),
        "ctlPtFixed": flag("ctlPtAdjOn", _TIE),
    },
    ("details", "tieAlterEnd"): {
        **row("flag", "xEnd", "tieAlterStart", "outerLocal", "outerOn"),
        **row(
            "flag", "beforeSingleAcciOn", _TIE, "breakTimeLocal", "breakTimeOn", "breakKeyLocal", "breakKeyOn"
        ),
        "ctlPtFixed": flag("ctlPtAdjOn", _TIE),
    },
    ("others", "articDef"): {
        "aboveSymbolAlt": flag("outsideStaff", _ARTICULATION),
        **_font("efxMain", "sizeMain", "bold"),
        **_font("efxAlt", "sizeAlt", "bold"),
        **row("int", "altShape", _ARTICULATION, "durTopNoteDelta", "durBotNoteDelta"),
        "startTopNoteDelta": number("ampBotNotePercent", _ARTICULATION),
        **row("int", "startBotNoteDelta", _ARTICULATION, "startTopNotePercent", "startBotNotePercent"),
    },
    ("others", "chordSuffix"): {
        "prefix": word(
            "isNumber", "musxdom FieldPopulatorsOthers.cpp ChordSuffixElement", "flat", "minus", "plus", "sharp"
        ),
    },
    ("others", "smartShape"): {
        "noPresetShape": flag("rotate", _SMART_SHAPE),
        "slurAvoidAcciState": word("engraverSlurState", _SMART_SHAPE, "off", "on"),
    },
}
# fmt: on
"""By section and record: the path of each added element. ``after`` is a sibling's name, "" for the first place."""

_DETAILS = "musxdom Details.h"
RECORDS: Mapping[tuple[str, str], Twin] = {
    ("details", "baselinesSysLyricsChorus"): Twin(
        "baselinesSysLyricsVerse", "baselinesSysFingerboards", f"{_DETAILS} BaselineSystemLyricsChorus"
    ),
    ("details", "baselinesSysLyricsSection"): Twin(
        "baselinesSysLyricsVerse", "baselinesSysLyricsChorus", f"{_DETAILS} BaselineSystemLyricsSection"
    ),
}
"""Whole records, by section and name."""
