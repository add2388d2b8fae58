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
    "marks.entrydetails": "__FCEntryDetail __FCEntryDetailNoteID",
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
    "text.strings": "FCString",
    "text.stringlists": "FCStrings",
    "text.fonts": "FCFontInfo",
    "text.fontprefs": "FCFontPrefs",
    "text.texts": "FCRawText",
    "text.textstyles": "FCEnigmaTextStyle",
    "text.fileinfo": "FCFileInfoText",
    "text.lyrics": "__FCLyricsBase FCVerseLyricsText FCChorusLyricsText FCSectionLyricsText",
    "text.syllables": (
        "FCSyllableBase FCVerseSyllable FCVerseSyllables FCChorusSyllable FCChorusSyllables FCSectionSyllable "
        "FCSectionSyllables FCSyllableEntryMod"
    ),
    "text.textblocks": "FCTextBlock FCTextBlocks",
    "numbers": "FCNumber FCNumbers",
    "points": "FCPoint FCRange FCRanges",
    "music.midiresults": "FCListenToMidiResult",
    "measures.measures": "FCMeasure FCMeasures",
    "signatures.keys": "FCKeySignature",
    "signatures.customkeys": "FCCustomKeyModeDef FCCustomKeyModeDefs",
    "signatures.keysymbols": "FCCustomKeyModeSymbolList FCCustomKeyModeSymbolLists",
    "signatures.times": "FCTimeSignature",
    "signatures.compositetimes": "FCCompositeTimeSigTop FCCompositeTimeSigBottom",
    "regions.cells": "FCCell FCCellPos FCCells",
    "music.framehold": "FCCellFrameHold FCCellClefChange FCCellClefChanges",
    "staves.staffbase": "__FCStaffBase",
    "staves.staves": "FCStaff FCStaves FCCurrentStaffSpec",
    "staves.systemstaves": "FCSystemStaff FCSystemStaves",
    "staves.staffstyledefs": "FCStaffStyleDef FCStaffStyleDefs FCStaffStyleAssign FCStaffStyleAssigns",
    "staves.stafflists": "FCStaffList FCStaffLists FCStaffListLookup",
    "staves.multistaff": "FCMultiStaffInstrument FCMultiStaffInstruments",
    "staves.instruments": "FCInstrumentDef FCInstrumentDefs",
    "staves.voicings": "FCPartStaffVoicing",
    "staves.percussion": "FCPercussionLayoutNote FCPercussionLayoutNotes FCPercussionMapNote",
    "staves.clefdefs": "__FCGlobals __FCCollectionGlobal FCClefDef FCClefDefs",
    "staves.baselines": "FCBaseline FCBaselines",
    "staves.activelyrics": "FCActiveLyric",
    "staves.frets": "FCFretInstrumentDef FCFretInstrumentDefs FCFretboardStyleDef FCFretboardStyleDefs",
    "staves.fretboards": (
        "__FCFretItemBase __FCFretItemsBase FCFretItem FCFretItems FCFretBarreItem FCFretBarreItems "
        "FCFretboardGroupItem FCFretboardGroup FCFretboardGroupDefs"
    ),
    "staves.groups": "__FCNoInciDetail __FCCollectionNoInciDetail FCGroup FCGroups",
    "music.entries": "FCNoteEntry",
    "music.notes": "FCNote",
    "music.tuplets": "FCTuplet FCTuplets",
    "music.noteentrylayers": "__FCNoteEntryCollection FCNoteEntryCell FCNoteEntryLayer",
    "marks.notemods": (
        "FCAccidentalMod FCAccidentalMods FCNoteheadMod FCNoteheadMods FCCrossStaffMod FCCrossStaffMods "
        "FCDotMod FCDotMods FCPercussionNoteMod FCPercussionNoteMods FCTablatureNoteMod FCTablatureNoteMods "
        "FCPerformanceMod FCPerformanceMods"
    ),
    "marks.tiemods": "FCTieMod FCStartTieMods FCEndTieMods",
    "marks.stemmods": "FCStemMod FCCustomStemMod FCEntryAlterMod",
    "marks.articulationdefs": "FCArticulationDef FCArticulationDefs",
    "marks.articulations": "FCArticulation FCArticulations",
    "marks.beammods": (
        "FCSecondaryBeamBreakMod FCBrokenBeamMod FCBeamExtensionMod FCBeamMod FCPrimaryBeamMods "
        "FCSecondaryBeamMods"
    ),
    "marks.chordprefs": "FCChordPrefs",
    "marks.chords": "FCChord FCChords",
    "marks.chordsuffixes": "FCChordSuffixElement FCChordSuffixElements FCChordSuffixKeyNumberOffsets",
    "marks.smartlines": "FCCustomSmartLineDef FCCustomSmartLineDefs",
    "marks.smartshapes": "FCSmartShape",
    "marks.smartshapeends": "FCSmartShapeSegment",
    "marks.shapeinstructions": "FCShapeDefInstruction FCShapeDefInstructions",
    "marks.shapedefs": "FCShapeDef FCShapeDefs",
    "marks.smartshapecurves": "FCSmartShapeCtrlPointAdjust",
    "marks.smartshapemarks": (
        "FCSmartShapeEntryMark FCSmartShapeEntryMarks FCSmartShapeMeasureMark FCSmartShapeMeasureMarks"
    ),
    "signatures.transposer": "FCTransposer",
    "regions.regions": "FCMusicRegion",
    "marks.enclosures": "FCEnclosure",
    "marks.expressiondefs": "FCTextExpressionDef FCTextExpressionDefs",
    "marks.shapeexpressions": "FCShapeExpressionDef FCShapeExpressionDefs",
    "marks.expressions": "FCExpression FCExpressions",
    "marks.textrepeatdefs": "FCTextRepeatDef FCTextRepeatDefs",
    "marks.repeats": "FCTextRepeat FCTextRepeats FCBackwardRepeat FCEndingRepeat",
    "marks.categories": "FCCategoryDef FCCategoryDefs",
    "measures.measurenumbers": "FCMeasureNumberRegion FCMeasureNumberRegions",
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
    "marks.metatools": "FCMetatoolAssignment FCMetatoolAssignments",
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
