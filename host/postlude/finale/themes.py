"""Which file of the catalogue declares which classes, so that a class is loaded when somebody asks for it.

A process that runs a small script would otherwise spend most of its time on classes that the script never sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

THEMES: Mapping[str, str] = {
    "base": "__FCBase __FCIteratorBase __FCCollection",
    "records": (
        "__FCBaseData __FCOther __FCNoInciOther __FCInciOther __FCDetail __FCCellDetail __FCNoInciCellDetail"
    ),
    "entrydetails": "__FCEntryDetail __FCEntryDetailNoteID",
    "prefs.base": "__FCPrefsBase",
    "prefs.bookmarks": "FCBookmark FCBookmarks",
    "prefs.braces": "FCPianoBracePrefs",
    "prefs.characters": "FCMusicCharacterPrefs",
    "prefs.distances": "FCDistancePrefs FCSizePrefs",
    "prefs.general": "FCGeneralPrefs",
    "prefs.grids": "FCGuide FCGuides FCGridsGuidesPrefs",
    "prefs.lyrics": "FCLyricsPrefs",
    "prefs.misc": "FCMiscDocPrefs FCPartScopePrefs",
    "prefs.multirests": "FCMultiMeasureRest FCMultiMeasureRests FCMultiMeasureRestPrefs",
    "prefs.names": "FCStaffNamePositionPrefs FCGroupNamePositionPrefs FCStaffNamePosition",
    "prefs.pages": "FCPageFormatPrefs",
    "prefs.playback": "FCHyperClick FCPlaybackPrefs",
    "prefs.playbackdata": "FCLayerPlaybackData FCInstrumentPlaybackData",
    "prefs.printing": "FCPrintSettings",
    "prefs.repeats": "FCRepeatPrefs",
    "prefs.smartshapes": "FCSmartShapeEntryConnectStyle FCSlurContourPrefs FCSmartShapePrefs",
    "prefs.spacing": "FCMusicSpacingPrefs FCAllotment FCAllotments",
    "prefs.stems": "FCStemConnectionTable",
    "prefs.ties": "FCTieContourPrefs FCTiePlacementPrefs FCTiePrefs",
    "prefs.tuplets": "FCTupletPrefs",
    "recordlists": (
        "__FCCollectionData __FCCollectionNoInciOther __FCCollectionInciOther __FCCollectionDetail "
        "__FCCollectionCellDetail __FCCollectionEntryDetail"
    ),
    "strings": "FCString",
    "stringlists": "FCStrings",
    "fonts": "FCFontInfo",
    "fontprefs": "FCFontPrefs",
    "texts": "FCRawText",
    "textstyles": "FCEnigmaTextStyle",
    "fileinfo": "FCFileInfoText",
    "lyrics": "__FCLyricsBase FCVerseLyricsText FCChorusLyricsText FCSectionLyricsText",
    "syllables": (
        "FCSyllableBase FCVerseSyllable FCVerseSyllables FCChorusSyllable FCChorusSyllables FCSectionSyllable "
        "FCSectionSyllables FCSyllableEntryMod"
    ),
    "textblocks": "FCTextBlock FCTextBlocks",
    "numbers": "FCNumber FCNumbers",
    "points": "FCPoint FCRange FCRanges",
    "midiresults": "FCListenToMidiResult",
    "measures": "FCMeasure FCMeasures",
    "keys": "FCKeySignature",
    "customkeys": "FCCustomKeyModeDef FCCustomKeyModeDefs",
    "keysymbols": "FCCustomKeyModeSymbolList FCCustomKeyModeSymbolLists",
    "times": "FCTimeSignature",
    "compositetimes": "FCCompositeTimeSigTop FCCompositeTimeSigBottom",
    "cells": "FCCell FCCellPos FCCells",
    "framehold": "FCCellFrameHold FCCellClefChange FCCellClefChanges",
    "staffbase": "__FCStaffBase",
    "staves": "FCStaff FCStaves FCCurrentStaffSpec",
    "systemstaves": "FCSystemStaff FCSystemStaves",
    "staffstyledefs": "FCStaffStyleDef FCStaffStyleDefs FCStaffStyleAssign FCStaffStyleAssigns",
    "stafflists": "FCStaffList FCStaffLists FCStaffListLookup",
    "multistaff": "FCMultiStaffInstrument FCMultiStaffInstruments",
    "instruments": "FCInstrumentDef FCInstrumentDefs",
    "voicings": "FCPartStaffVoicing",
    "percussion": "FCPercussionLayoutNote FCPercussionLayoutNotes FCPercussionMapNote",
    "clefdefs": "__FCGlobals __FCCollectionGlobal FCClefDef FCClefDefs",
    "baselines": "FCBaseline FCBaselines",
    "activelyrics": "FCActiveLyric",
    "frets": "FCFretInstrumentDef FCFretInstrumentDefs FCFretboardStyleDef FCFretboardStyleDefs",
    "fretboards": (
        "__FCFretItemBase __FCFretItemsBase FCFretItem FCFretItems FCFretBarreItem FCFretBarreItems "
        "FCFretboardGroupItem FCFretboardGroup FCFretboardGroupDefs"
    ),
    "groups": "__FCNoInciDetail __FCCollectionNoInciDetail FCGroup FCGroups",
    "entries": "FCNoteEntry",
    "notes": "FCNote",
    "tuplets": "FCTuplet FCTuplets",
    "noteentrylayers": "__FCNoteEntryCollection FCNoteEntryCell FCNoteEntryLayer",
    "notemods": (
        "FCAccidentalMod FCAccidentalMods FCNoteheadMod FCNoteheadMods FCCrossStaffMod FCCrossStaffMods "
        "FCDotMod FCDotMods FCPercussionNoteMod FCPercussionNoteMods FCTablatureNoteMod FCTablatureNoteMods "
        "FCPerformanceMod FCPerformanceMods"
    ),
    "tiemods": "FCTieMod FCStartTieMods FCEndTieMods",
    "stemmods": "FCStemMod FCCustomStemMod FCEntryAlterMod",
    "articulationdefs": "FCArticulationDef FCArticulationDefs",
    "articulations": "FCArticulation FCArticulations",
    "beammods": (
        "FCSecondaryBeamBreakMod FCBrokenBeamMod FCBeamExtensionMod FCBeamMod FCPrimaryBeamMods "
        "FCSecondaryBeamMods"
    ),
    "chordprefs": "FCChordPrefs",
    "chords": "FCChord FCChords",
    "chordsuffixes": "FCChordSuffixElement FCChordSuffixElements FCChordSuffixKeyNumberOffsets",
    "smartlines": "FCCustomSmartLineDef FCCustomSmartLineDefs",
    "smartshapes": "FCSmartShape",
    "smartshapeends": "FCSmartShapeSegment",
    "shapeinstructions": "FCShapeDefInstruction FCShapeDefInstructions",
    "shapedefs": "FCShapeDef FCShapeDefs",
    "smartshapecurves": "FCSmartShapeCtrlPointAdjust",
    "smartshapemarks": (
        "FCSmartShapeEntryMark FCSmartShapeEntryMarks FCSmartShapeMeasureMark FCSmartShapeMeasureMarks"
    ),
    "transposer": "FCTransposer",
    "regions": "FCMusicRegion",
    "enclosures": "FCEnclosure",
    "expressiondefs": "FCTextExpressionDef FCTextExpressionDefs",
    "shapeexpressions": "FCShapeExpressionDef FCShapeExpressionDefs",
    "expressions": "FCExpression FCExpressions",
    "textrepeatdefs": "FCTextRepeatDef FCTextRepeatDefs",
    "repeats": "FCTextRepeat FCTextRepeats FCBackwardRepeat FCEndingRepeat",
    "categories": "FCCategoryDef FCCategoryDefs",
    "measurenumbers": "FCMeasureNumberRegion FCMeasureNumberRegions",
    "layout.pages": "FCPage FCPages",
    "layout.systems": "FCStaffSystem FCStaffSystems FCStaffSystemsLookup FCFreezeSystem",
    "layout.beatcharts": "FCBeatChartElement FCBeatChartElements",
    "layout.tempos": "FCTempoElement FCTempoElements",
    "layout.cellmetrics": "FCCellMetrics",
    "layout.entrymetrics": "FCEntryMetrics",
    "layout.textmetrics": "FCTextMetrics",
    "layout.texts": "FCPageText FCPageTexts FCCellText FCCellTexts",
    "layout.graphics": "FCPageGraphic FCPageGraphics FCCellGraphic FCCellGraphics",
    "layout.separate": (
        "FCSeparateMeasureNumber FCSeparateMeasureNumbers FCSeparatePlacement FCSeparatePlacements"
    ),
    "parts": "FCPart FCParts",
    "layers": "FCLayerPrefs",
    "metatools": "FCMetatoolAssignment FCMetatoolAssignments",
    "documents": "FCDocument FCDocuments",
    "luaiterators": "FCLuaIterator",
    "rawdata": "FCRawData",
    "dialogs.controls": "FCControl",
    "dialogs.buttons": "FCCtrlCheckbox FCCtrlButton FCCtrlRadioButton FCCtrlRadioButtonGroup",
    "dialogs.edits": "FCCtrlEdit FCCtrlComboBox FCCtrlUpDown FCCtrlSlider",
    "dialogs.lists": "FCCtrlListBox FCCtrlPopup",
    "dialogs.plain": (
        "FCCtrlStatic FCCtrlLine FCCtrlHorizontalLine FCCtrlVerticalLine FCCtrlImage FCCtrlSwitcher"
    ),
    "dialogs.datalists": "FCCtrlDataList FCDataListRow",
    "dialogs.trees": "FCCtrlTree FCTreeNode",
    "dialogs.texteditors": "FCCtrlTextEditor",
    "dialogs.windows": "__FCUserWindow",
    "dialogs.customwindows": "FCResourceWindow FCCustomWindow",
    "dialogs.luawindows": "FCCustomLuaWindow",
    "dialogs.systemdialogs": (
        "__FCFileDialogBase FCFileOpenDialog FCFileSaveAsDialog FCFolderBrowseDialog FCFontDialog"
    ),
    "ui": "FCUI",
    "scriptitems": "FCLuaScriptItem FCLuaScriptItems",
}
"""File below ``postlude.finale``: the classes that it declares, as Lua knows them."""


@cache
def files() -> Mapping[str, str]:
    """The file of each class."""
    return {name: file for file, names in THEMES.items() for name in names.split()}


def load(name: str) -> bool:
    """Import the file that declares a class; False if none does."""
    file = files().get(name)
    if file is None:
        return False
    import_module(f"postlude.finale.{file}")
    return True


@cache
def load_all() -> None:
    """Import the whole catalogue."""
    for file in THEMES:
        import_module(f"postlude.finale.{file}")
