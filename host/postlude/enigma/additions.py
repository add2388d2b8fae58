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
_GROUP = "musxdom FieldPopulatorsDetails.cpp StaffGroup"
_JUSTIFICATIONS = ("center", "forcedFull", "full", "right")
_FONT = "others/staffStyle/noteFont and musxdom FieldPopulatorsCommon.cpp FontInfo::EnigmaStyles"


# fmt: off
ADDITIONS: Mapping[tuple[str, str], Mapping[str, Addition]] = {
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
    ("details", "staffGroup"): {
        "fullYadj": number("fullXadj", _GROUP),
        "fullJustify": word("barline", _GROUP, *_JUSTIFICATIONS),
        "abbrvJustify": word("fullJustify", _GROUP, *_JUSTIFICATIONS),
        **row("flag", "groupBarlineStyle", _GROUP, "ownBarline", "fullIndivPos", "abbrvIndivPos"),
        **row("int", "abbrvID", _GROUP, "abbrvXadj", "abbrvYadj"),
        "fullHAlign": word("abbrvYadj", _GROUP, "center", "right"),
        "abbrvHAlign": word("fullHAlign", _GROUP, "center", "right"),
        **row("flag", "abbrvHAlign", _GROUP, "fullExpand", "abbrvExpand"),
    },
    ("details", "chordAssign"): {
        "hidden": flag("showAltBass", "learnedChordDef, a chord with a key"),
    },
}
# fmt: on
"""By section and record: the path of each added element. ``after`` is a sibling's name, "" for the first place."""
