"""How parts share records with the score, record by record.

Which fields a part can unlink is what the RGP Lua toolkit's unlink tests assert, and what overlays in real
documents hold. Fields that always unlink together in real documents do so here.
"""

from __future__ import annotations

OWN_TAGS = frozenset(
    {
        "beatChart",
        "instUsed",
        "lockMeas",
        "mmRest",
        "multiStaffGroupID",
        "pageSpec",
        "partGlobals",
        "staffGroup",
        "staffSize",
        "staffStyleAssign",
        "staffSystemSpec",
        "voicingDef",
    }
)
"""Records that each part has for itself: without one the part has none, whatever the score has."""

WHOLE_TAGS = frozenset(
    {
        "baselinesChords",
        "baselinesExprAboveStaff",
        "baselinesExprBelowStaff",
        "baselinesFingerboards",
        "baselinesLyricsChorus",
        "baselinesLyricsSection",
        "baselinesLyricsVerse",
        "baselinesSysChords",
        "baselinesSysExprAboveStaff",
        "baselinesSysExprBelowStaff",
        "baselinesSysFingerboards",
        "baselinesSysLyricsVerse",
        "centerShape",
        "namePosAbbrv",
        "namePosAbbrvStyle",
        "namePosFull",
        "namePosFullStyle",
    }
)
"""Records that a part shares until it edits one, and then has a complete one of its own."""

_BEAM = "xAdd yAdd sxAdd syAdd beamWidth"
_BEAM_EXTENSION = "do8th do16th do32nd do64th do128th do256th x3Disp x4Disp"
_LYRIC = "floatingHorzOff horzOff vertOff"
_SEPARATE = "x1add y1add x2add y2add hidden"
_STEM = "upVertAdjust downVertAdjust upHorzAdjust downHorzAdjust"
_TIE = (
    "noSpecialArc breakKeyLocal+breakKeyOn breakTimeLocal+breakTimeOn xEnd yEnd ctlPtFixed height1 "
    "insetRatio1 outerLocal+outerOn height2 insetRatio2 xStart yStart freeze+down"
)
_SEGMENTS = "+".join(
    f"{end}TermSeg/{child}"
    for end in ("start", "end")
    for child in (
        *(f"endPtAdj/{leaf}" for leaf in ("x", "y", "on")),
        *(f"ctlPtAdj/{leaf}" for leaf in ("startCtlPtX", "startCtlPtY", "endCtlPtX", "endCtlPtY", "on")),
        *(f"breakAdj/{leaf}" for leaf in ("x", "y", "on")),
    )
)

UNLINKABLE = {
    "articAssign": "horzOff vertOff",
    "beamAltPrimDownStem": _BEAM,
    "beamAltPrimUpStem": _BEAM,
    "beamAltSecDownStem": _BEAM,
    "beamAltSecUpStem": _BEAM,
    "beamExtendDownStem": _BEAM_EXTENSION,
    "beamExtendUpStem": _BEAM_EXTENSION,
    "beamStemAdjust": _STEM,
    "chordAssign": "horzOff vertOff fbHorzOff fbVertOff",
    "dotOffset": "xadd posIncr yadd",
    "entryPartFieldDetail": "posi freezeStem+upStem",
    "lyrDataChorus": _LYRIC,
    "lyrDataSection": _LYRIC,
    "lyrDataVerse": _LYRIC,
    "measExprAssign": "horzEvpuOff horzEduOff vertOff hidden",
    "measGraphicAssign": "left bottom displayHidden",
    "measNumbIndivPos": "forceHide x1add y1add",
    "measSpec": "width posMode frontSpaceExtra+backSpaceExtra",
    "measTextAssign": "xdispEdu ydisp postIt",
    "noteAlter": "enharmonic",
    "pageGraphicAssign": "left bottom width height displayHidden",
    "pageTextAssign": "xdisp+ydisp postIt",
    "repeatBack": "line1 line2 pos1 pos2 hidden indivPlac",
    "repeatEndingStart": "pos1 pos2 textPos line1 endLine line2 textLine hidden indivPlac",
    "separatesRepeatBack": _SEPARATE,
    "separatesRepeatEndingLine": _SEPARATE,
    "separatesRepeatEndingText": _SEPARATE,
    "separatesTextRepeat": _SEPARATE,
    "smartShape": f"{_SEGMENTS} hidden",
    "stemAdjust": _STEM,
    "textRepeatAssign": "indivPlac horzPos vertPos hidden",
    "tieAlterEnd": _TIE,
    "tieAlterStart": _TIE,
    "tupletDef": "tupOffX+tupOffY+brackOffX+brackOffY+slope leftHookExt leftHookLen posStyle rightHookExt "
    "rightHookLen hidden",
}
"""For each tag the fields that an overlay may hold; those joined by + unlink together."""

ALTERATIONS = frozenset(
    {
        "beamAltPrimDownStem",
        "beamAltPrimUpStem",
        "beamAltSecDownStem",
        "beamAltSecUpStem",
        "beamExtendDownStem",
        "beamExtendUpStem",
        "beamStemAdjust",
        "dotOffset",
        "noteAlter",
        "stemAdjust",
        "tieAlterEnd",
        "tieAlterStart",
    }
)
"""Records that change how something looks that is there without them: one that is made in a part has in the
score a counterpart that changes nothing, as the RGP Lua toolkit's unlink tests assert."""


def unlinkable(tag: str) -> tuple[tuple[str, ...], ...]:
    """The fields of a record that a part can have for itself, in groups that unlink together."""
    return tuple(tuple(unit.split("+")) for unit in UNLINKABLE.get(tag, "").split())
