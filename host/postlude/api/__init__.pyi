# Made by `python -m postlude.authoring.stubs.python`, not to be edited.
# A class may give a method of its base other arguments, as the framework does.
# mypy: disable-error-code="override, misc"

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from postlude.api import _classes
from postlude.api._classes import FCAccidentalMod as FCAccidentalMod
from postlude.api._classes import FCAccidentalMods as FCAccidentalMods
from postlude.api._classes import FCActiveLyric as FCActiveLyric
from postlude.api._classes import FCAllotment as FCAllotment
from postlude.api._classes import FCAllotments as FCAllotments
from postlude.api._classes import FCArticulation as FCArticulation
from postlude.api._classes import FCArticulationDef as FCArticulationDef
from postlude.api._classes import FCArticulationDefs as FCArticulationDefs
from postlude.api._classes import FCArticulations as FCArticulations
from postlude.api._classes import FCBackwardRepeat as FCBackwardRepeat
from postlude.api._classes import FCBaseline as FCBaseline
from postlude.api._classes import FCBaselines as FCBaselines
from postlude.api._classes import FCBeamExtensionMod as FCBeamExtensionMod
from postlude.api._classes import FCBeamMod as FCBeamMod
from postlude.api._classes import FCBeatChartElement as FCBeatChartElement
from postlude.api._classes import FCBeatChartElements as FCBeatChartElements
from postlude.api._classes import FCBookmark as FCBookmark
from postlude.api._classes import FCBookmarks as FCBookmarks
from postlude.api._classes import FCBrokenBeamMod as FCBrokenBeamMod
from postlude.api._classes import FCCategoryDef as FCCategoryDef
from postlude.api._classes import FCCategoryDefs as FCCategoryDefs
from postlude.api._classes import FCCell as FCCell
from postlude.api._classes import FCCellClefChange as FCCellClefChange
from postlude.api._classes import FCCellClefChanges as FCCellClefChanges
from postlude.api._classes import FCCellFrameHold as FCCellFrameHold
from postlude.api._classes import FCCellGraphic as FCCellGraphic
from postlude.api._classes import FCCellGraphics as FCCellGraphics
from postlude.api._classes import FCCellMetrics as FCCellMetrics
from postlude.api._classes import FCCellPos as FCCellPos
from postlude.api._classes import FCCellText as FCCellText
from postlude.api._classes import FCCellTexts as FCCellTexts
from postlude.api._classes import FCCells as FCCells
from postlude.api._classes import FCChord as FCChord
from postlude.api._classes import FCChordPrefs as FCChordPrefs
from postlude.api._classes import FCChordSuffixElement as FCChordSuffixElement
from postlude.api._classes import FCChordSuffixElements as FCChordSuffixElements
from postlude.api._classes import FCChordSuffixKeyNumberOffsets as FCChordSuffixKeyNumberOffsets
from postlude.api._classes import FCChords as FCChords
from postlude.api._classes import FCChorusLyricsText as FCChorusLyricsText
from postlude.api._classes import FCChorusSyllable as FCChorusSyllable
from postlude.api._classes import FCChorusSyllables as FCChorusSyllables
from postlude.api._classes import FCClefDef as FCClefDef
from postlude.api._classes import FCClefDefs as FCClefDefs
from postlude.api._classes import FCCompositeTimeSigBottom as FCCompositeTimeSigBottom
from postlude.api._classes import FCCompositeTimeSigTop as FCCompositeTimeSigTop
from postlude.api._classes import FCControl as FCControl
from postlude.api._classes import FCCrossStaffMod as FCCrossStaffMod
from postlude.api._classes import FCCrossStaffMods as FCCrossStaffMods
from postlude.api._classes import FCCtrlButton as FCCtrlButton
from postlude.api._classes import FCCtrlCheckbox as FCCtrlCheckbox
from postlude.api._classes import FCCtrlComboBox as FCCtrlComboBox
from postlude.api._classes import FCCtrlDataList as FCCtrlDataList
from postlude.api._classes import FCCtrlEdit as FCCtrlEdit
from postlude.api._classes import FCCtrlHorizontalLine as FCCtrlHorizontalLine
from postlude.api._classes import FCCtrlImage as FCCtrlImage
from postlude.api._classes import FCCtrlLine as FCCtrlLine
from postlude.api._classes import FCCtrlListBox as FCCtrlListBox
from postlude.api._classes import FCCtrlPopup as FCCtrlPopup
from postlude.api._classes import FCCtrlRadioButton as FCCtrlRadioButton
from postlude.api._classes import FCCtrlRadioButtonGroup as FCCtrlRadioButtonGroup
from postlude.api._classes import FCCtrlSlider as FCCtrlSlider
from postlude.api._classes import FCCtrlStatic as FCCtrlStatic
from postlude.api._classes import FCCtrlSwitcher as FCCtrlSwitcher
from postlude.api._classes import FCCtrlTextEditor as FCCtrlTextEditor
from postlude.api._classes import FCCtrlTree as FCCtrlTree
from postlude.api._classes import FCCtrlUpDown as FCCtrlUpDown
from postlude.api._classes import FCCtrlVerticalLine as FCCtrlVerticalLine
from postlude.api._classes import FCCurrentStaffSpec as FCCurrentStaffSpec
from postlude.api._classes import FCCustomKeyModeDef as FCCustomKeyModeDef
from postlude.api._classes import FCCustomKeyModeDefs as FCCustomKeyModeDefs
from postlude.api._classes import FCCustomKeyModeSymbolList as FCCustomKeyModeSymbolList
from postlude.api._classes import FCCustomKeyModeSymbolLists as FCCustomKeyModeSymbolLists
from postlude.api._classes import FCCustomLuaWindow as FCCustomLuaWindow
from postlude.api._classes import FCCustomSmartLineDef as FCCustomSmartLineDef
from postlude.api._classes import FCCustomSmartLineDefs as FCCustomSmartLineDefs
from postlude.api._classes import FCCustomStemMod as FCCustomStemMod
from postlude.api._classes import FCCustomWindow as FCCustomWindow
from postlude.api._classes import FCDataListRow as FCDataListRow
from postlude.api._classes import FCDistancePrefs as FCDistancePrefs
from postlude.api._classes import FCDocument as FCDocument
from postlude.api._classes import FCDocuments as FCDocuments
from postlude.api._classes import FCDotMod as FCDotMod
from postlude.api._classes import FCDotMods as FCDotMods
from postlude.api._classes import FCEnclosure as FCEnclosure
from postlude.api._classes import FCEndTieMods as FCEndTieMods
from postlude.api._classes import FCEndingRepeat as FCEndingRepeat
from postlude.api._classes import FCEnigmaTextStyle as FCEnigmaTextStyle
from postlude.api._classes import FCEntryAlterMod as FCEntryAlterMod
from postlude.api._classes import FCEntryMetrics as FCEntryMetrics
from postlude.api._classes import FCExpression as FCExpression
from postlude.api._classes import FCExpressions as FCExpressions
from postlude.api._classes import FCFileInfoText as FCFileInfoText
from postlude.api._classes import FCFileOpenDialog as FCFileOpenDialog
from postlude.api._classes import FCFileSaveAsDialog as FCFileSaveAsDialog
from postlude.api._classes import FCFolderBrowseDialog as FCFolderBrowseDialog
from postlude.api._classes import FCFontDialog as FCFontDialog
from postlude.api._classes import FCFontInfo as FCFontInfo
from postlude.api._classes import FCFontPrefs as FCFontPrefs
from postlude.api._classes import FCFreezeSystem as FCFreezeSystem
from postlude.api._classes import FCFretBarreItem as FCFretBarreItem
from postlude.api._classes import FCFretBarreItems as FCFretBarreItems
from postlude.api._classes import FCFretInstrumentDef as FCFretInstrumentDef
from postlude.api._classes import FCFretInstrumentDefs as FCFretInstrumentDefs
from postlude.api._classes import FCFretItem as FCFretItem
from postlude.api._classes import FCFretItems as FCFretItems
from postlude.api._classes import FCFretboardGroup as FCFretboardGroup
from postlude.api._classes import FCFretboardGroupDefs as FCFretboardGroupDefs
from postlude.api._classes import FCFretboardGroupItem as FCFretboardGroupItem
from postlude.api._classes import FCFretboardStyleDef as FCFretboardStyleDef
from postlude.api._classes import FCFretboardStyleDefs as FCFretboardStyleDefs
from postlude.api._classes import FCGeneralPrefs as FCGeneralPrefs
from postlude.api._classes import FCGridsGuidesPrefs as FCGridsGuidesPrefs
from postlude.api._classes import FCGroup as FCGroup
from postlude.api._classes import FCGroupNamePositionPrefs as FCGroupNamePositionPrefs
from postlude.api._classes import FCGroups as FCGroups
from postlude.api._classes import FCGuide as FCGuide
from postlude.api._classes import FCGuides as FCGuides
from postlude.api._classes import FCHyperClick as FCHyperClick
from postlude.api._classes import FCInstrumentDef as FCInstrumentDef
from postlude.api._classes import FCInstrumentDefs as FCInstrumentDefs
from postlude.api._classes import FCInstrumentPlaybackData as FCInstrumentPlaybackData
from postlude.api._classes import FCKeySignature as FCKeySignature
from postlude.api._classes import FCLayerPlaybackData as FCLayerPlaybackData
from postlude.api._classes import FCLayerPrefs as FCLayerPrefs
from postlude.api._classes import FCListenToMidiResult as FCListenToMidiResult
from postlude.api._classes import FCLuaIterator as FCLuaIterator
from postlude.api._classes import FCLuaScriptItem as FCLuaScriptItem
from postlude.api._classes import FCLuaScriptItems as FCLuaScriptItems
from postlude.api._classes import FCLyricsPrefs as FCLyricsPrefs
from postlude.api._classes import FCMeasure as FCMeasure
from postlude.api._classes import FCMeasureNumberRegion as FCMeasureNumberRegion
from postlude.api._classes import FCMeasureNumberRegions as FCMeasureNumberRegions
from postlude.api._classes import FCMeasures as FCMeasures
from postlude.api._classes import FCMetatoolAssignment as FCMetatoolAssignment
from postlude.api._classes import FCMetatoolAssignments as FCMetatoolAssignments
from postlude.api._classes import FCMidiExpression as FCMidiExpression
from postlude.api._classes import FCMidiExpressions as FCMidiExpressions
from postlude.api._classes import FCMiscDocPrefs as FCMiscDocPrefs
from postlude.api._classes import FCMultiMeasureRest as FCMultiMeasureRest
from postlude.api._classes import FCMultiMeasureRestPrefs as FCMultiMeasureRestPrefs
from postlude.api._classes import FCMultiMeasureRests as FCMultiMeasureRests
from postlude.api._classes import FCMultiStaffInstrument as FCMultiStaffInstrument
from postlude.api._classes import FCMultiStaffInstruments as FCMultiStaffInstruments
from postlude.api._classes import FCMusicCharacterPrefs as FCMusicCharacterPrefs
from postlude.api._classes import FCMusicRegion as FCMusicRegion
from postlude.api._classes import FCMusicSpacingPrefs as FCMusicSpacingPrefs
from postlude.api._classes import FCNote as FCNote
from postlude.api._classes import FCNoteEntry as FCNoteEntry
from postlude.api._classes import FCNoteEntryCell as FCNoteEntryCell
from postlude.api._classes import FCNoteEntryLayer as FCNoteEntryLayer
from postlude.api._classes import FCNoteheadMod as FCNoteheadMod
from postlude.api._classes import FCNoteheadMods as FCNoteheadMods
from postlude.api._classes import FCNumber as FCNumber
from postlude.api._classes import FCNumbers as FCNumbers
from postlude.api._classes import FCPDFPage as FCPDFPage
from postlude.api._classes import FCPDFWriter as FCPDFWriter
from postlude.api._classes import FCPage as FCPage
from postlude.api._classes import FCPageFormatPrefs as FCPageFormatPrefs
from postlude.api._classes import FCPageGraphic as FCPageGraphic
from postlude.api._classes import FCPageGraphics as FCPageGraphics
from postlude.api._classes import FCPageText as FCPageText
from postlude.api._classes import FCPageTexts as FCPageTexts
from postlude.api._classes import FCPages as FCPages
from postlude.api._classes import FCPart as FCPart
from postlude.api._classes import FCPartExtractPrefs as FCPartExtractPrefs
from postlude.api._classes import FCPartScopePrefs as FCPartScopePrefs
from postlude.api._classes import FCPartStaffVoicing as FCPartStaffVoicing
from postlude.api._classes import FCParts as FCParts
from postlude.api._classes import FCPercussionLayoutNote as FCPercussionLayoutNote
from postlude.api._classes import FCPercussionLayoutNotes as FCPercussionLayoutNotes
from postlude.api._classes import FCPercussionLayoutNotesLookup as FCPercussionLayoutNotesLookup
from postlude.api._classes import FCPercussionMapNote as FCPercussionMapNote
from postlude.api._classes import FCPercussionMapNotes as FCPercussionMapNotes
from postlude.api._classes import FCPercussionMapNotesLookup as FCPercussionMapNotesLookup
from postlude.api._classes import FCPercussionNoteMod as FCPercussionNoteMod
from postlude.api._classes import FCPercussionNoteMods as FCPercussionNoteMods
from postlude.api._classes import FCPerformanceMod as FCPerformanceMod
from postlude.api._classes import FCPerformanceMods as FCPerformanceMods
from postlude.api._classes import FCPianoBracePrefs as FCPianoBracePrefs
from postlude.api._classes import FCPlaybackPrefs as FCPlaybackPrefs
from postlude.api._classes import FCPoint as FCPoint
from postlude.api._classes import FCPrimaryBeamMods as FCPrimaryBeamMods
from postlude.api._classes import FCPrintSettings as FCPrintSettings
from postlude.api._classes import FCRange as FCRange
from postlude.api._classes import FCRanges as FCRanges
from postlude.api._classes import FCRawData as FCRawData
from postlude.api._classes import FCRawText as FCRawText
from postlude.api._classes import FCRepeatPrefs as FCRepeatPrefs
from postlude.api._classes import FCResourceWindow as FCResourceWindow
from postlude.api._classes import FCSecondaryBeamBreakMod as FCSecondaryBeamBreakMod
from postlude.api._classes import FCSecondaryBeamMods as FCSecondaryBeamMods
from postlude.api._classes import FCSectionLyricsText as FCSectionLyricsText
from postlude.api._classes import FCSectionSyllable as FCSectionSyllable
from postlude.api._classes import FCSectionSyllables as FCSectionSyllables
from postlude.api._classes import FCSeparateMeasureNumber as FCSeparateMeasureNumber
from postlude.api._classes import FCSeparateMeasureNumbers as FCSeparateMeasureNumbers
from postlude.api._classes import FCSeparatePlacement as FCSeparatePlacement
from postlude.api._classes import FCSeparatePlacements as FCSeparatePlacements
from postlude.api._classes import FCShapeDef as FCShapeDef
from postlude.api._classes import FCShapeDefInstruction as FCShapeDefInstruction
from postlude.api._classes import FCShapeDefInstructions as FCShapeDefInstructions
from postlude.api._classes import FCShapeDefs as FCShapeDefs
from postlude.api._classes import FCShapeExpressionDef as FCShapeExpressionDef
from postlude.api._classes import FCShapeExpressionDefs as FCShapeExpressionDefs
from postlude.api._classes import FCSizePrefs as FCSizePrefs
from postlude.api._classes import FCSlurContourPrefs as FCSlurContourPrefs
from postlude.api._classes import FCSmartShape as FCSmartShape
from postlude.api._classes import FCSmartShapeCtrlPointAdjust as FCSmartShapeCtrlPointAdjust
from postlude.api._classes import FCSmartShapeEntryConnectStyle as FCSmartShapeEntryConnectStyle
from postlude.api._classes import FCSmartShapeEntryMark as FCSmartShapeEntryMark
from postlude.api._classes import FCSmartShapeEntryMarks as FCSmartShapeEntryMarks
from postlude.api._classes import FCSmartShapeMeasureMark as FCSmartShapeMeasureMark
from postlude.api._classes import FCSmartShapeMeasureMarks as FCSmartShapeMeasureMarks
from postlude.api._classes import FCSmartShapePrefs as FCSmartShapePrefs
from postlude.api._classes import FCSmartShapeSegment as FCSmartShapeSegment
from postlude.api._classes import FCStaff as FCStaff
from postlude.api._classes import FCStaffList as FCStaffList
from postlude.api._classes import FCStaffListLookup as FCStaffListLookup
from postlude.api._classes import FCStaffLists as FCStaffLists
from postlude.api._classes import FCStaffNamePosition as FCStaffNamePosition
from postlude.api._classes import FCStaffNamePositionPrefs as FCStaffNamePositionPrefs
from postlude.api._classes import FCStaffStyleAssign as FCStaffStyleAssign
from postlude.api._classes import FCStaffStyleAssigns as FCStaffStyleAssigns
from postlude.api._classes import FCStaffStyleDef as FCStaffStyleDef
from postlude.api._classes import FCStaffStyleDefs as FCStaffStyleDefs
from postlude.api._classes import FCStaffSystem as FCStaffSystem
from postlude.api._classes import FCStaffSystems as FCStaffSystems
from postlude.api._classes import FCStaffSystemsLookup as FCStaffSystemsLookup
from postlude.api._classes import FCStartTieMods as FCStartTieMods
from postlude.api._classes import FCStaves as FCStaves
from postlude.api._classes import FCStemConnectionTable as FCStemConnectionTable
from postlude.api._classes import FCStemMod as FCStemMod
from postlude.api._classes import FCString as FCString
from postlude.api._classes import FCStrings as FCStrings
from postlude.api._classes import FCSyllableBase as FCSyllableBase
from postlude.api._classes import FCSyllableEntryMod as FCSyllableEntryMod
from postlude.api._classes import FCSystemStaff as FCSystemStaff
from postlude.api._classes import FCSystemStaves as FCSystemStaves
from postlude.api._classes import FCTablatureNoteMod as FCTablatureNoteMod
from postlude.api._classes import FCTablatureNoteMods as FCTablatureNoteMods
from postlude.api._classes import FCTempoElement as FCTempoElement
from postlude.api._classes import FCTempoElements as FCTempoElements
from postlude.api._classes import FCTextBlock as FCTextBlock
from postlude.api._classes import FCTextBlocks as FCTextBlocks
from postlude.api._classes import FCTextExpressionDef as FCTextExpressionDef
from postlude.api._classes import FCTextExpressionDefs as FCTextExpressionDefs
from postlude.api._classes import FCTextMetrics as FCTextMetrics
from postlude.api._classes import FCTextRepeat as FCTextRepeat
from postlude.api._classes import FCTextRepeatDef as FCTextRepeatDef
from postlude.api._classes import FCTextRepeatDefs as FCTextRepeatDefs
from postlude.api._classes import FCTextRepeats as FCTextRepeats
from postlude.api._classes import FCTieContourPrefs as FCTieContourPrefs
from postlude.api._classes import FCTieMod as FCTieMod
from postlude.api._classes import FCTiePlacementPrefs as FCTiePlacementPrefs
from postlude.api._classes import FCTiePrefs as FCTiePrefs
from postlude.api._classes import FCTimeSignature as FCTimeSignature
from postlude.api._classes import FCTransposer as FCTransposer
from postlude.api._classes import FCTreeNode as FCTreeNode
from postlude.api._classes import FCTuplet as FCTuplet
from postlude.api._classes import FCTupletPrefs as FCTupletPrefs
from postlude.api._classes import FCTuplets as FCTuplets
from postlude.api._classes import FCUI as FCUI
from postlude.api._classes import FCVerseLyricsText as FCVerseLyricsText
from postlude.api._classes import FCVerseSyllable as FCVerseSyllable
from postlude.api._classes import FCVerseSyllables as FCVerseSyllables
from postlude.openai.client import OpenAIClient

OpenAI = OpenAIClient
Prefix = Mapping[str, Any]

class Finale:
    FCAccidentalMod: type[_classes.FCAccidentalMod]
    FCAccidentalMods: type[_classes.FCAccidentalMods]
    FCActiveLyric: type[_classes.FCActiveLyric]
    FCAllotment: type[_classes.FCAllotment]
    FCAllotments: type[_classes.FCAllotments]
    FCArticulation: type[_classes.FCArticulation]
    FCArticulationDef: type[_classes.FCArticulationDef]
    FCArticulationDefs: type[_classes.FCArticulationDefs]
    FCArticulations: type[_classes.FCArticulations]
    FCBackwardRepeat: type[_classes.FCBackwardRepeat]
    FCBaseline: type[_classes.FCBaseline]
    FCBaselines: type[_classes.FCBaselines]
    FCBeamExtensionMod: type[_classes.FCBeamExtensionMod]
    FCBeamMod: type[_classes.FCBeamMod]
    FCBeatChartElement: type[_classes.FCBeatChartElement]
    FCBeatChartElements: type[_classes.FCBeatChartElements]
    FCBookmark: type[_classes.FCBookmark]
    FCBookmarks: type[_classes.FCBookmarks]
    FCBrokenBeamMod: type[_classes.FCBrokenBeamMod]
    FCCategoryDef: type[_classes.FCCategoryDef]
    FCCategoryDefs: type[_classes.FCCategoryDefs]
    FCCell: type[_classes.FCCell]
    FCCellClefChange: type[_classes.FCCellClefChange]
    FCCellClefChanges: type[_classes.FCCellClefChanges]
    FCCellFrameHold: type[_classes.FCCellFrameHold]
    FCCellGraphic: type[_classes.FCCellGraphic]
    FCCellGraphics: type[_classes.FCCellGraphics]
    FCCellMetrics: type[_classes.FCCellMetrics]
    FCCellPos: type[_classes.FCCellPos]
    FCCellText: type[_classes.FCCellText]
    FCCellTexts: type[_classes.FCCellTexts]
    FCCells: type[_classes.FCCells]
    FCChord: type[_classes.FCChord]
    FCChordPrefs: type[_classes.FCChordPrefs]
    FCChordSuffixElement: type[_classes.FCChordSuffixElement]
    FCChordSuffixElements: type[_classes.FCChordSuffixElements]
    FCChordSuffixKeyNumberOffsets: type[_classes.FCChordSuffixKeyNumberOffsets]
    FCChords: type[_classes.FCChords]
    FCChorusLyricsText: type[_classes.FCChorusLyricsText]
    FCChorusSyllable: type[_classes.FCChorusSyllable]
    FCChorusSyllables: type[_classes.FCChorusSyllables]
    FCClefDef: type[_classes.FCClefDef]
    FCClefDefs: type[_classes.FCClefDefs]
    FCCompositeTimeSigBottom: type[_classes.FCCompositeTimeSigBottom]
    FCCompositeTimeSigTop: type[_classes.FCCompositeTimeSigTop]
    FCControl: type[_classes.FCControl]
    FCCrossStaffMod: type[_classes.FCCrossStaffMod]
    FCCrossStaffMods: type[_classes.FCCrossStaffMods]
    FCCtrlButton: type[_classes.FCCtrlButton]
    FCCtrlCheckbox: type[_classes.FCCtrlCheckbox]
    FCCtrlComboBox: type[_classes.FCCtrlComboBox]
    FCCtrlDataList: type[_classes.FCCtrlDataList]
    FCCtrlEdit: type[_classes.FCCtrlEdit]
    FCCtrlHorizontalLine: type[_classes.FCCtrlHorizontalLine]
    FCCtrlImage: type[_classes.FCCtrlImage]
    FCCtrlLine: type[_classes.FCCtrlLine]
    FCCtrlListBox: type[_classes.FCCtrlListBox]
    FCCtrlPopup: type[_classes.FCCtrlPopup]
    FCCtrlRadioButton: type[_classes.FCCtrlRadioButton]
    FCCtrlRadioButtonGroup: type[_classes.FCCtrlRadioButtonGroup]
    FCCtrlSlider: type[_classes.FCCtrlSlider]
    FCCtrlStatic: type[_classes.FCCtrlStatic]
    FCCtrlSwitcher: type[_classes.FCCtrlSwitcher]
    FCCtrlTextEditor: type[_classes.FCCtrlTextEditor]
    FCCtrlTree: type[_classes.FCCtrlTree]
    FCCtrlUpDown: type[_classes.FCCtrlUpDown]
    FCCtrlVerticalLine: type[_classes.FCCtrlVerticalLine]
    FCCurrentStaffSpec: type[_classes.FCCurrentStaffSpec]
    FCCustomKeyModeDef: type[_classes.FCCustomKeyModeDef]
    FCCustomKeyModeDefs: type[_classes.FCCustomKeyModeDefs]
    FCCustomKeyModeSymbolList: type[_classes.FCCustomKeyModeSymbolList]
    FCCustomKeyModeSymbolLists: type[_classes.FCCustomKeyModeSymbolLists]
    FCCustomLuaWindow: type[_classes.FCCustomLuaWindow]
    FCCustomSmartLineDef: type[_classes.FCCustomSmartLineDef]
    FCCustomSmartLineDefs: type[_classes.FCCustomSmartLineDefs]
    FCCustomStemMod: type[_classes.FCCustomStemMod]
    FCCustomWindow: type[_classes.FCCustomWindow]
    FCDataListRow: type[_classes.FCDataListRow]
    FCDistancePrefs: type[_classes.FCDistancePrefs]
    FCDocument: type[_classes.FCDocument]
    FCDocuments: type[_classes.FCDocuments]
    FCDotMod: type[_classes.FCDotMod]
    FCDotMods: type[_classes.FCDotMods]
    FCEnclosure: type[_classes.FCEnclosure]
    FCEndTieMods: type[_classes.FCEndTieMods]
    FCEndingRepeat: type[_classes.FCEndingRepeat]
    FCEnigmaTextStyle: type[_classes.FCEnigmaTextStyle]
    FCEntryAlterMod: type[_classes.FCEntryAlterMod]
    FCEntryMetrics: type[_classes.FCEntryMetrics]
    FCExpression: type[_classes.FCExpression]
    FCExpressions: type[_classes.FCExpressions]
    FCFileInfoText: type[_classes.FCFileInfoText]
    FCFileOpenDialog: type[_classes.FCFileOpenDialog]
    FCFileSaveAsDialog: type[_classes.FCFileSaveAsDialog]
    FCFolderBrowseDialog: type[_classes.FCFolderBrowseDialog]
    FCFontDialog: type[_classes.FCFontDialog]
    FCFontInfo: type[_classes.FCFontInfo]
    FCFontPrefs: type[_classes.FCFontPrefs]
    FCFreezeSystem: type[_classes.FCFreezeSystem]
    FCFretBarreItem: type[_classes.FCFretBarreItem]
    FCFretBarreItems: type[_classes.FCFretBarreItems]
    FCFretInstrumentDef: type[_classes.FCFretInstrumentDef]
    FCFretInstrumentDefs: type[_classes.FCFretInstrumentDefs]
    FCFretItem: type[_classes.FCFretItem]
    FCFretItems: type[_classes.FCFretItems]
    FCFretboardGroup: type[_classes.FCFretboardGroup]
    FCFretboardGroupDefs: type[_classes.FCFretboardGroupDefs]
    FCFretboardGroupItem: type[_classes.FCFretboardGroupItem]
    FCFretboardStyleDef: type[_classes.FCFretboardStyleDef]
    FCFretboardStyleDefs: type[_classes.FCFretboardStyleDefs]
    FCGeneralPrefs: type[_classes.FCGeneralPrefs]
    FCGridsGuidesPrefs: type[_classes.FCGridsGuidesPrefs]
    FCGroup: type[_classes.FCGroup]
    FCGroupNamePositionPrefs: type[_classes.FCGroupNamePositionPrefs]
    FCGroups: type[_classes.FCGroups]
    FCGuide: type[_classes.FCGuide]
    FCGuides: type[_classes.FCGuides]
    FCHyperClick: type[_classes.FCHyperClick]
    FCInstrumentDef: type[_classes.FCInstrumentDef]
    FCInstrumentDefs: type[_classes.FCInstrumentDefs]
    FCInstrumentPlaybackData: type[_classes.FCInstrumentPlaybackData]
    FCKeySignature: type[_classes.FCKeySignature]
    FCLayerPlaybackData: type[_classes.FCLayerPlaybackData]
    FCLayerPrefs: type[_classes.FCLayerPrefs]
    FCListenToMidiResult: type[_classes.FCListenToMidiResult]
    FCLuaIterator: type[_classes.FCLuaIterator]
    FCLuaScriptItem: type[_classes.FCLuaScriptItem]
    FCLuaScriptItems: type[_classes.FCLuaScriptItems]
    FCLyricsPrefs: type[_classes.FCLyricsPrefs]
    FCMeasure: type[_classes.FCMeasure]
    FCMeasureNumberRegion: type[_classes.FCMeasureNumberRegion]
    FCMeasureNumberRegions: type[_classes.FCMeasureNumberRegions]
    FCMeasures: type[_classes.FCMeasures]
    FCMetatoolAssignment: type[_classes.FCMetatoolAssignment]
    FCMetatoolAssignments: type[_classes.FCMetatoolAssignments]
    FCMidiExpression: type[_classes.FCMidiExpression]
    FCMidiExpressions: type[_classes.FCMidiExpressions]
    FCMiscDocPrefs: type[_classes.FCMiscDocPrefs]
    FCMultiMeasureRest: type[_classes.FCMultiMeasureRest]
    FCMultiMeasureRestPrefs: type[_classes.FCMultiMeasureRestPrefs]
    FCMultiMeasureRests: type[_classes.FCMultiMeasureRests]
    FCMultiStaffInstrument: type[_classes.FCMultiStaffInstrument]
    FCMultiStaffInstruments: type[_classes.FCMultiStaffInstruments]
    FCMusicCharacterPrefs: type[_classes.FCMusicCharacterPrefs]
    FCMusicRegion: type[_classes.FCMusicRegion]
    FCMusicSpacingPrefs: type[_classes.FCMusicSpacingPrefs]
    FCNote: type[_classes.FCNote]
    FCNoteEntry: type[_classes.FCNoteEntry]
    FCNoteEntryCell: type[_classes.FCNoteEntryCell]
    FCNoteEntryLayer: type[_classes.FCNoteEntryLayer]
    FCNoteheadMod: type[_classes.FCNoteheadMod]
    FCNoteheadMods: type[_classes.FCNoteheadMods]
    FCNumber: type[_classes.FCNumber]
    FCNumbers: type[_classes.FCNumbers]
    FCPDFPage: type[_classes.FCPDFPage]
    FCPDFWriter: type[_classes.FCPDFWriter]
    FCPage: type[_classes.FCPage]
    FCPageFormatPrefs: type[_classes.FCPageFormatPrefs]
    FCPageGraphic: type[_classes.FCPageGraphic]
    FCPageGraphics: type[_classes.FCPageGraphics]
    FCPageText: type[_classes.FCPageText]
    FCPageTexts: type[_classes.FCPageTexts]
    FCPages: type[_classes.FCPages]
    FCPart: type[_classes.FCPart]
    FCPartExtractPrefs: type[_classes.FCPartExtractPrefs]
    FCPartScopePrefs: type[_classes.FCPartScopePrefs]
    FCPartStaffVoicing: type[_classes.FCPartStaffVoicing]
    FCParts: type[_classes.FCParts]
    FCPercussionLayoutNote: type[_classes.FCPercussionLayoutNote]
    FCPercussionLayoutNotes: type[_classes.FCPercussionLayoutNotes]
    FCPercussionLayoutNotesLookup: type[_classes.FCPercussionLayoutNotesLookup]
    FCPercussionMapNote: type[_classes.FCPercussionMapNote]
    FCPercussionMapNotes: type[_classes.FCPercussionMapNotes]
    FCPercussionMapNotesLookup: type[_classes.FCPercussionMapNotesLookup]
    FCPercussionNoteMod: type[_classes.FCPercussionNoteMod]
    FCPercussionNoteMods: type[_classes.FCPercussionNoteMods]
    FCPerformanceMod: type[_classes.FCPerformanceMod]
    FCPerformanceMods: type[_classes.FCPerformanceMods]
    FCPianoBracePrefs: type[_classes.FCPianoBracePrefs]
    FCPlaybackPrefs: type[_classes.FCPlaybackPrefs]
    FCPoint: type[_classes.FCPoint]
    FCPrimaryBeamMods: type[_classes.FCPrimaryBeamMods]
    FCPrintSettings: type[_classes.FCPrintSettings]
    FCRange: type[_classes.FCRange]
    FCRanges: type[_classes.FCRanges]
    FCRawData: type[_classes.FCRawData]
    FCRawText: type[_classes.FCRawText]
    FCRepeatPrefs: type[_classes.FCRepeatPrefs]
    FCResourceWindow: type[_classes.FCResourceWindow]
    FCSecondaryBeamBreakMod: type[_classes.FCSecondaryBeamBreakMod]
    FCSecondaryBeamMods: type[_classes.FCSecondaryBeamMods]
    FCSectionLyricsText: type[_classes.FCSectionLyricsText]
    FCSectionSyllable: type[_classes.FCSectionSyllable]
    FCSectionSyllables: type[_classes.FCSectionSyllables]
    FCSeparateMeasureNumber: type[_classes.FCSeparateMeasureNumber]
    FCSeparateMeasureNumbers: type[_classes.FCSeparateMeasureNumbers]
    FCSeparatePlacement: type[_classes.FCSeparatePlacement]
    FCSeparatePlacements: type[_classes.FCSeparatePlacements]
    FCShapeDef: type[_classes.FCShapeDef]
    FCShapeDefInstruction: type[_classes.FCShapeDefInstruction]
    FCShapeDefInstructions: type[_classes.FCShapeDefInstructions]
    FCShapeDefs: type[_classes.FCShapeDefs]
    FCShapeExpressionDef: type[_classes.FCShapeExpressionDef]
    FCShapeExpressionDefs: type[_classes.FCShapeExpressionDefs]
    FCSizePrefs: type[_classes.FCSizePrefs]
    FCSlurContourPrefs: type[_classes.FCSlurContourPrefs]
    FCSmartShape: type[_classes.FCSmartShape]
    FCSmartShapeCtrlPointAdjust: type[_classes.FCSmartShapeCtrlPointAdjust]
    FCSmartShapeEntryConnectStyle: type[_classes.FCSmartShapeEntryConnectStyle]
    FCSmartShapeEntryMark: type[_classes.FCSmartShapeEntryMark]
    FCSmartShapeEntryMarks: type[_classes.FCSmartShapeEntryMarks]
    FCSmartShapeMeasureMark: type[_classes.FCSmartShapeMeasureMark]
    FCSmartShapeMeasureMarks: type[_classes.FCSmartShapeMeasureMarks]
    FCSmartShapePrefs: type[_classes.FCSmartShapePrefs]
    FCSmartShapeSegment: type[_classes.FCSmartShapeSegment]
    FCStaff: type[_classes.FCStaff]
    FCStaffList: type[_classes.FCStaffList]
    FCStaffListLookup: type[_classes.FCStaffListLookup]
    FCStaffLists: type[_classes.FCStaffLists]
    FCStaffNamePosition: type[_classes.FCStaffNamePosition]
    FCStaffNamePositionPrefs: type[_classes.FCStaffNamePositionPrefs]
    FCStaffStyleAssign: type[_classes.FCStaffStyleAssign]
    FCStaffStyleAssigns: type[_classes.FCStaffStyleAssigns]
    FCStaffStyleDef: type[_classes.FCStaffStyleDef]
    FCStaffStyleDefs: type[_classes.FCStaffStyleDefs]
    FCStaffSystem: type[_classes.FCStaffSystem]
    FCStaffSystems: type[_classes.FCStaffSystems]
    FCStaffSystemsLookup: type[_classes.FCStaffSystemsLookup]
    FCStartTieMods: type[_classes.FCStartTieMods]
    FCStaves: type[_classes.FCStaves]
    FCStemConnectionTable: type[_classes.FCStemConnectionTable]
    FCStemMod: type[_classes.FCStemMod]
    FCString: type[_classes.FCString]
    FCStrings: type[_classes.FCStrings]
    FCSyllableBase: type[_classes.FCSyllableBase]
    FCSyllableEntryMod: type[_classes.FCSyllableEntryMod]
    FCSystemStaff: type[_classes.FCSystemStaff]
    FCSystemStaves: type[_classes.FCSystemStaves]
    FCTablatureNoteMod: type[_classes.FCTablatureNoteMod]
    FCTablatureNoteMods: type[_classes.FCTablatureNoteMods]
    FCTempoElement: type[_classes.FCTempoElement]
    FCTempoElements: type[_classes.FCTempoElements]
    FCTextBlock: type[_classes.FCTextBlock]
    FCTextBlocks: type[_classes.FCTextBlocks]
    FCTextExpressionDef: type[_classes.FCTextExpressionDef]
    FCTextExpressionDefs: type[_classes.FCTextExpressionDefs]
    FCTextMetrics: type[_classes.FCTextMetrics]
    FCTextRepeat: type[_classes.FCTextRepeat]
    FCTextRepeatDef: type[_classes.FCTextRepeatDef]
    FCTextRepeatDefs: type[_classes.FCTextRepeatDefs]
    FCTextRepeats: type[_classes.FCTextRepeats]
    FCTieContourPrefs: type[_classes.FCTieContourPrefs]
    FCTieMod: type[_classes.FCTieMod]
    FCTiePlacementPrefs: type[_classes.FCTiePlacementPrefs]
    FCTiePrefs: type[_classes.FCTiePrefs]
    FCTimeSignature: type[_classes.FCTimeSignature]
    FCTransposer: type[_classes.FCTransposer]
    FCTreeNode: type[_classes.FCTreeNode]
    FCTuplet: type[_classes.FCTuplet]
    FCTupletPrefs: type[_classes.FCTupletPrefs]
    FCTuplets: type[_classes.FCTuplets]
    FCUI: type[_classes.FCUI]
    FCVerseLyricsText: type[_classes.FCVerseLyricsText]
    FCVerseSyllable: type[_classes.FCVerseSyllable]
    FCVerseSyllables: type[_classes.FCVerseSyllables]
    ALIGNHORIZ_AFTERCLEFKEYTIMEREPEAT: Final = 2
    ALIGNHORIZ_CENTERALLNOTEHEADS: Final = 12
    ALIGNHORIZ_CENTERBETWEENBARLINES: Final = 4
    ALIGNHORIZ_CENTEROVERUNDERMUSIC: Final = 5
    ALIGNHORIZ_CENTERPRIMARYNOTEHEAD: Final = 11
    ALIGNHORIZ_CLICKPOS: Final = 3
    ALIGNHORIZ_LEFTBARLINE: Final = 0
    ALIGNHORIZ_LEFTOFALLNOTEHEAD: Final = 9
    ALIGNHORIZ_LEFTOFPRIMARYNOTEHEAD: Final = 13
    ALIGNHORIZ_RIGHTALLNOTEHEADS: Final = 14
    ALIGNHORIZ_RIGHTBARLINE: Final = 6
    ALIGNHORIZ_STARTOFMUSIC: Final = 7
    ALIGNHORIZ_STEM: Final = 10
    ALIGNHORIZ_TIMESIGSTART: Final = 1
    ALIGNVERT_ABOVEENTRY: Final = 6
    ALIGNVERT_ABOVE_STAFF_BASELINE: Final = 0
    ALIGNVERT_ABOVE_STAFF_BASELINE_OR_ENTRY: Final = 8
    ALIGNVERT_BELOWENTRY: Final = 7
    ALIGNVERT_BELOW_STAFF_BASELINE: Final = 1
    ALIGNVERT_BELOW_STAFF_BASELINE_OR_ENTRY: Final = 9
    ALIGNVERT_BOTTOMNOTE: Final = 5
    ALIGNVERT_CLICKPOS: Final = 2
    ALIGNVERT_STAFF_REFERENCE_LINE: Final = 3
    ALIGNVERT_TOPNOTE: Final = 4
    ALTBASSPLACE_AFTERROOT: Final = 0
    ALTBASSPLACE_SUBTEXT: Final = 2
    ALTBASSPLACE_UNDERROOT: Final = 1
    ALTSTAFF_BLANKNOTATION: Final = 6
    ALTSTAFF_BLANKNOTATIONRESTS: Final = -1862270976
    ALTSTAFF_NORMAL: Final = 0
    ALTSTAFF_ONEBARREPEAT: Final = 3
    ALTSTAFF_RHYTHMIC: Final = 2
    ALTSTAFF_SLASHBEATS: Final = 1
    ALTSTAFF_TWOBARREPEAT: Final = 4
    ARTICPLACEMENT_ABOVE: Final = -1862270977
    ARTICPLACEMENT_AUTOMATIC: Final = -1862270978
    ARTICPLACEMENT_BELOW: Final = -1862270979
    ARTICSTACKING_NEVER: Final = -1862270980
    ARTICSTACKING_USEDEFINITION: Final = -1862270981
    ARTPOS_ABOVE_ENTRY: Final = 5
    ARTPOS_ALWAYS_NOTE_SIDE: Final = 2
    ARTPOS_ALWAYS_ON_STEM: Final = 6
    ARTPOS_ALWAYS_STEM_SIDE: Final = 3
    ARTPOS_AUTO_NOTESTEM: Final = 1
    ARTPOS_BELOW_ENTRY: Final = 4
    ARTPOS_MANUAL_POSITIONING: Final = 0
    ARTSLURINT_AUTO_INOUT: Final = 2
    ARTSLURINT_IGNORE: Final = 0
    ARTSLURINT_INSIDE: Final = 1
    BARLINE_DASHED: Final = 3
    BARLINE_DEFAULT: Final = 8
    BARLINE_DOUBLE: Final = 2
    BARLINE_FINAL: Final = 5
    BARLINE_NONE: Final = 0
    BARLINE_NORMAL: Final = 1
    BARLINE_SHAPE: Final = 7
    BARLINE_THICK: Final = 4
    BARLINE_TICK: Final = 6
    BASELINEMODE_CHORD: Final = 3
    BASELINEMODE_EXPRESSIONABOVE: Final = 1
    BASELINEMODE_EXPRESSIONBELOW: Final = 2
    BASELINEMODE_FRETBOARD: Final = 4
    BASELINEMODE_LYRICSCHORUS: Final = 6
    BASELINEMODE_LYRICSSECTION: Final = 7
    BASELINEMODE_LYRICSVERSE: Final = 5
    BASELINEMODE_UNDEFINED: Final = 0
    BEAMSLOPE_ENDNOTESONLY: Final = 0
    BEAMSLOPE_FLATTENALL: Final = 1
    BEAMSLOPE_FLATTENEXTREME: Final = 3
    BEAMSLOPE_FLATTENSTANDARD: Final = 2
    BOOKMARKTYPE_PAGEVIEW: Final = 0
    BOOKMARKTYPE_SCROLLVIEW: Final = 1
    BREVE: Final = 8192
    CANCELRETURN: Final = 1
    CATEGORYMODE_MUSIC: Final = -1862270982
    CATEGORYMODE_NONE: Final = -1862270983
    CATEGORYMODE_NUMBER: Final = -1862270984
    CATEGORYMODE_TEXT: Final = -1862270985
    CHRDSTYLE_EUROPEAN: Final = 5
    CHRDSTYLE_GERMAN: Final = 3
    CHRDSTYLE_NASHVILLE_A: Final = 2
    CHRDSTYLE_NASHVILLE_B: Final = 7
    CHRDSTYLE_NORMAL: Final = 0
    CHRDSTYLE_ROMAN: Final = 1
    CHRDSTYLE_SCANDINAVIAN: Final = 6
    CHRDSTYLE_SOLFEGGIO: Final = 4
    CLENDPOINT_CUSTOM: Final = 2
    CLENDPOINT_HOOK: Final = 3
    CLENDPOINT_NONE: Final = 0
    CLENDPOINT_PRESET: Final = 1
    CMDMODKEY_ALT: Final = 2
    CMDMODKEY_COMMAND: Final = 8
    CMDMODKEY_CTRL: Final = 4
    CMDMODKEY_FUNCTION: Final = 16
    CMDMODKEY_SHIFT: Final = 1
    CUSTOMLINE_CHARACTER: Final = 2
    CUSTOMLINE_DASHED: Final = 1
    CUSTOMLINE_SOLID: Final = 0
    DATEFORMAT_LONG: Final = 1
    DATEFORMAT_MACLONG: Final = 2
    DATEFORMAT_SHORT: Final = 0
    DEFAULTCATID_DYNAMICS: Final = 1
    DEFAULTCATID_EXPRESSIVETEXT: Final = 4
    DEFAULTCATID_REHEARSALMARK: Final = 6
    DEFAULTCATID_TECHNIQUETEXT: Final = 5
    DEFAULTCATID_TEMPOALTERATIONS: Final = 3
    DEFAULTCATID_TEMPOMARKS: Final = 2
    DEFAULTCLEFID_ALTO: Final = 1
    DEFAULTCLEFID_ALTPERCUSSION: Final = 12
    DEFAULTCLEFID_BARITONE: Final = 7
    DEFAULTCLEFID_BARITONEC: Final = 9
    DEFAULTCLEFID_BASS: Final = 3
    DEFAULTCLEFID_BASS8VA: Final = 14
    DEFAULTCLEFID_BASS8VB: Final = 6
    DEFAULTCLEFID_BLANK: Final = 15
    DEFAULTCLEFID_FRENCHVIOLIN: Final = 8
    DEFAULTCLEFID_MEZZOSOPRANO: Final = 10
    DEFAULTCLEFID_PERCUSSION: Final = 4
    DEFAULTCLEFID_SOPRANO: Final = 11
    DEFAULTCLEFID_TAB1: Final = 16
    DEFAULTCLEFID_TAB2: Final = 17
    DEFAULTCLEFID_TENOR: Final = 2
    DEFAULTCLEFID_TREBLE: Final = 0
    DEFAULTCLEFID_TREBLE8VA: Final = 13
    DEFAULTCLEFID_TREBLE8VB: Final = 5
    EIGHTH_NOTE: Final = 512
    ENCLOSUREMODE_MATCHDIMENSIONS: Final = -1862270986
    ENCLOSUREMODE_MINWIDTH: Final = -1862270987
    ENCLOSUREMODE_NONE: Final = -1862270988
    ENCLOSURE_DIAMOND: Final = 4
    ENCLOSURE_ELLIPSE: Final = 2
    ENCLOSURE_HEXAGON: Final = 6
    ENCLOSURE_NONE: Final = 0
    ENCLOSURE_OCTAGON: Final = 8
    ENCLOSURE_PENTAGON: Final = 5
    ENCLOSURE_RECTANGLE: Final = 1
    ENCLOSURE_SEPTAGON: Final = 7
    ENCLOSURE_TRIANGLE: Final = 3
    ENIGMASTYLE_ABSOLUTE: Final = 64
    ENIGMASTYLE_BOLD: Final = 1
    ENIGMASTYLE_HIDDEN: Final = 128
    ENIGMASTYLE_ITALIC: Final = 2
    ENIGMASTYLE_PLAIN: Final = 0
    ENIGMASTYLE_STRIKEOUT: Final = 32
    ENIGMASTYLE_UNDERLINE: Final = 4
    EXECMODAL_CANCEL: Final = 2
    EXECMODAL_CLOSE: Final = 0
    EXECMODAL_OK: Final = 1
    EXPPLAYTYPE_CHANNELPRESSURE: Final = 11
    EXPPLAYTYPE_CONTROLLER: Final = 3
    EXPPLAYTYPE_HUMANPLAYBACKOFF: Final = 16
    EXPPLAYTYPE_HUMANPLAYBACKON: Final = 15
    EXPPLAYTYPE_IGNORETEMPOTOOL: Final = 9
    EXPPLAYTYPE_KEYVELOCITY: Final = 1
    EXPPLAYTYPE_MIDICHANNEL: Final = 6
    EXPPLAYTYPE_MIDIDUMP: Final = 5
    EXPPLAYTYPE_NONE: Final = 100
    EXPPLAYTYPE_PATCHCHANGE: Final = 10
    EXPPLAYTYPE_PERCUSSIONMAP: Final = 13
    EXPPLAYTYPE_PITCHWHEEL: Final = 12
    EXPPLAYTYPE_PLAYTEMPOTOOL: Final = 8
    EXPPLAYTYPE_RESTRIKEKEYS: Final = 7
    EXPPLAYTYPE_SWING: Final = 14
    EXPPLAYTYPE_TEMPO: Final = 2
    EXPPLAYTYPE_TRANSPOSE: Final = 4
    EXPPLAYTYPE_UNKNOWN: Final = 0
    EXPRJUSTIFY_CENTER: Final = 1
    EXPRJUSTIFY_LEFT: Final = 0
    EXPRJUSTIFY_RIGHT: Final = 2
    EXPRPLAYSTART_ALIGNMENTPOINT: Final = 1
    EXPRPLAYSTART_BEGINNINGOFMEASURE: Final = 2
    EXPRPLAYSTART_POSINMEASURE: Final = 0
    EXTRACT_SPACING_BEAT: Final = -1862270989
    EXTRACT_SPACING_NOTE: Final = -1862270990
    EXTRACT_SPACING_PRESERVECURRENT: Final = -1862270991
    EXTRACT_SPACING_TIMESIG: Final = -1862270992
    FCID_FONTINFO: Final = -1862270993
    FCID_NUMBER: Final = -1862270994
    FCID_STRING: Final = -1862270995
    FFUUID_ACCORDION: Final = '58734c17-246e-4e83-8975-9a0d55577d16'
    FFUUID_ACOUSTICBASS: Final = 'e2c49784-685f-45ae-8c3a-4985d24346cf'
    FFUUID_ACOUSTICGUITAR: Final = '88643f58-07fd-431d-bc0b-7a25462c8c67'
    FFUUID_ADODO: Final = 'afe27a81-d1b2-40ae-a844-e01690a2eef8'
    FFUUID_AEOLIANHARP: Final = '872e204b-4e82-4543-a816-a6cec42e60e7'
    FFUUID_AFOXE: Final = '5ff79093-45b2-45fe-89fc-4598b82885f9'
    FFUUID_AFRICANLOGDRUM: Final = '50c22237-3f77-475e-885a-894720e210be'
    FFUUID_AGOGOBELLS: Final = 'f6cf5b5b-5f89-4183-a46c-92840a7058c2'
    FFUUID_AGOGOBLOCK: Final = '0315f2bd-67a3-4fcb-924c-d85e13edefb2'
    FFUUID_AGUNG: Final = '34b63a98-197d-42c8-bee7-70ce5ff50d6e'
    FFUUID_AGUNGATAMLANG: Final = 'f9091d1e-4db0-4427-8755-37f5fcfaaf49'
    FFUUID_AHOKO: Final = 'e9d454f3-ae77-4774-b31b-174eba15dc39'
    FFUUID_AIRHORN: Final = '3bfc4287-d541-47f4-abbe-be13ed82e607'
    FFUUID_AJAENG: Final = '4da5baf0-a6c8-4993-83d7-882bbb2adbb9'
    FFUUID_ALBOGUE: Final = 'cc046dd9-f5b7-4e0e-aacc-349e38da8ff3'
    FFUUID_ALBOKA: Final = '068a2f5d-dd22-47e8-ad53-b4b4dbd149ee'
    FFUUID_ALGAITA: Final = 'd841d923-42f6-4edb-8b6e-8842edb170b9'
    FFUUID_ALMGLOCKEN: Final = 'e6cd3375-9c24-4568-9fa6-d5fb8f8b9931'
    FFUUID_ALPHORN: Final = '27f4a259-5246-4e83-8e0b-ec8e9f242224'
    FFUUID_ALTOCLARINET: Final = '6c186f89-5f5d-45ea-ab13-26e4bf267d80'
    FFUUID_ALTOCRUMHORN: Final = '43a2bdba-df71-4768-ae08-955c380f4adb'
    FFUUID_ALTOFLUTE: Final = '71d2b8ec-becd-42ef-b99f-ee9264db925d'
    FFUUID_ALTOGLOCKENSPIEL: Final = '35d4384c-ca42-448a-a6b3-e8af86267015'
    FFUUID_ALTOHORN: Final = '6be23099-6719-4d08-b8b7-a12ca783cee3'
    FFUUID_ALTOMETALLOPHONE: Final = '899a686f-a770-455f-8555-7e701f956b1f'
    FFUUID_ALTORECORDER: Final = '6b43616e-06ad-4397-9ca5-889dcbda20a9'
    FFUUID_ALTOSAX: Final = '4cb4cfa1-0b19-4053-8bf5-6b2cb0a2363b'
    FFUUID_ALTOTROMBONE: Final = '78a60980-a0fa-48ca-b344-707f82f84670'
    FFUUID_ALTOVOICE: Final = 'ab3fc62c-9de9-4018-adf7-58a9d4441a1a'
    FFUUID_ALTOXYLOPHONE: Final = 'ed798f0d-91de-4d95-a2a0-25cd8e02e98a'
    FFUUID_ANCIENTTAROGATO: Final = 'baff0f86-b7f2-466e-8d84-016a350f25af'
    FFUUID_ANGKLUNG: Final = '907d080c-1d5a-4fba-bdd1-ee216d2de7cc'
    FFUUID_APENTEMMA: Final = '22173e36-209e-4b91-95c2-fbef21596ec8'
    FFUUID_ARABIANFRAMEDRUM: Final = 'e7c4b591-97e2-4afa-827b-fe474d8e576c'
    FFUUID_ARCHLUTE: Final = 'cfacbadf-49c0-49e3-b48e-ea891553b7f4'
    FFUUID_ARGHUL: Final = 'f79879d9-f370-4acb-a1b5-0ce2dc6c3895'
    FFUUID_ARPEGGIONE: Final = 'cec73493-406a-4100-9d9f-7706940a39f0'
    FFUUID_ARRAYMBIRA: Final = '98c24536-4751-4435-8ee4-8154fc14c84a'
    FFUUID_ASHIKO: Final = 'd0bd0218-d248-43ce-89f4-584de4625c0f'
    FFUUID_ATABAQUE: Final = '9ff9e754-b3d3-428f-80d7-a30a4b102d4c'
    FFUUID_AULOCHROME: Final = 'e09e3499-e833-48a5-a2ba-b86e01c6dfe9'
    FFUUID_AUTOHARP: Final = '2d746875-aef6-4b26-bf36-87d301f1ce3f'
    FFUUID_BABENDIL: Final = '797c2be3-64a7-4366-a943-11f7fc1078ba'
    FFUUID_BAGLAMA: Final = '51dd4781-92e0-482d-876a-80fe7603ae12'
    FFUUID_BAGPIPES: Final = '85399b62-95db-463e-abaf-da5f8405d57f'
    FFUUID_BALAFON: Final = '7b4278a1-f175-4c1b-bb50-8219670865a8'
    FFUUID_BALALAIKA: Final = '1970d512-38b1-4823-a4c9-1408d954c8c8'
    FFUUID_BALAPHON: Final = '1477b876-0c2e-4991-b43b-bb5e9e876870'
    FFUUID_BANDONEON: Final = '3320f54a-d594-438c-b276-6ac67d3d26b0'
    FFUUID_BANDURA: Final = '67ed6548-e863-47b8-b70b-bd75621f43d1'
    FFUUID_BANJO: Final = '32c30095-3a21-48c0-96a3-21fc16fce443'
    FFUUID_BANJOLELE: Final = '581fa811-7ac3-42bc-a74f-4b871364d3fb'
    FFUUID_BANSURI: Final = 'f26581a2-9cad-4523-b472-95d058b1a82e'
    FFUUID_BARBAT: Final = '8ea279ef-8c45-4891-bb83-c9996c160e7e'
    FFUUID_BARITONEBC: Final = '25f31945-528f-492c-8dc4-67751136ace1'
    FFUUID_BARITONESAX: Final = '8f767980-0718-4154-a312-20f458ee2096'
    FFUUID_BARITONETC: Final = '3900022b-ae13-4520-8432-1a212d36b6f7'
    FFUUID_BARITONEVOICE: Final = '6637f6a3-8f69-4dbf-9654-2287933ee7d3'
    FFUUID_BAROQUETRUMPET: Final = '1e1edd0c-61c6-41e2-9f88-a2f27c06e131'
    FFUUID_BARYTON: Final = '73eff966-03ff-4c38-b71a-f48fdfe47312'
    FFUUID_BASICINDIANPERCUSSION: Final = 'aedc8963-5421-4062-b6fd-1d6b38695009'
    FFUUID_BASSBAROTONEVOICE: Final = 'e453be0a-d0fc-44b3-8b0a-5c4a95157d44'
    FFUUID_BASSCLARINET: Final = '40d3efff-30c3-4fd7-b830-03907360feed'
    FFUUID_BASSDRUM: Final = '68909857-9b9d-4a26-85c0-8f561162b99a'
    FFUUID_BASSDRUMS_5LINE: Final = 'c7a3fb97-8121-4069-89ed-1aeda124df4c'
    FFUUID_BASSETCLARINET: Final = 'b74f3793-ed8e-4b0b-93ab-864097d4658b'
    FFUUID_BASSETHORN: Final = '5a02ed14-9fbb-41b6-b0b2-1ae2052d28ca'
    FFUUID_BASSFLUTE: Final = 'b15ed58a-8c7d-487b-b54a-049f52b0a264'
    FFUUID_BASSGUITAR: Final = '0f44376d-e91d-4282-b983-445491635503'
    FFUUID_BASSHARMONICA: Final = '941ded93-3dc2-41cb-85d0-4c033988caef'
    FFUUID_BASSMARIMBA: Final = '5d49fe61-91e8-41fb-8b7f-1deab2736648'
    FFUUID_BASSMETALLOPHONE: Final = '3f810a8e-1bd2-4c62-96a5-5c2eb7b0bf77'
    FFUUID_BASSOBOE: Final = '99f375d2-da09-4eac-aa7c-11bc0df567f3'
    FFUUID_BASSOON: Final = 'ec6fcc9b-d539-4a4a-a677-92a37298fec1'
    FFUUID_BASSRECORDER: Final = 'ed544580-e477-410b-a54d-dbb14edbb31e'
    FFUUID_BASSSAX: Final = '1e325f9e-bd57-49ca-9c94-e53a51f6108d'
    FFUUID_BASSTROMBONE: Final = '0456b832-8192-4e9c-8606-4983e3064abd'
    FFUUID_BASSTRUMPET: Final = 'bbb50096-c5f0-424b-b8fc-3b7e0eb97ce7'
    FFUUID_BASSTUBA: Final = 'c5c18d0e-bc36-471b-9f9b-9b74d1ebf6d2'
    FFUUID_BASSVOICE: Final = 'e9a8eb68-25a0-4c9b-81a1-6e0517ca15be'
    FFUUID_BASSXYLOPHONE: Final = '6daa67d4-a3f2-4a1a-939d-4bdd3e72eedb'
    FFUUID_BATA: Final = 'b1dea916-1f2f-4e05-984f-33a882febd40'
    FFUUID_BAWU: Final = '0c0a399c-6e82-4fb7-8f5a-c7fe3d12dedb'
    FFUUID_BEATBOX: Final = 'ac62ce27-0e7a-4f23-849c-fe3dee395910'
    FFUUID_BEGENA: Final = '3258f617-b1a4-471e-add9-98f0dd99c617'
    FFUUID_BELLS: Final = '4ee42d49-7ad7-4b81-bfdb-8b740f7edc9a'
    FFUUID_BELLTREE: Final = 'ccd20f09-9ab9-4a61-9038-36e821905c48'
    FFUUID_BELL_LYRE: Final = 'dee774df-112b-4d13-9fbd-919253eca95b'
    FFUUID_BENDIR: Final = '250a5eb3-5a2a-4963-a919-22b9dd282cf1'
    FFUUID_BERIMBAU: Final = '556ee363-7ce1-4b09-8c1f-30bd3055675d'
    FFUUID_BIANQING: Final = '3ed3be98-578f-463e-bcfb-83cf4bbb01cc'
    FFUUID_BIANZHONG: Final = '65ada1c3-785b-46fb-87c4-60a2e3dd464d'
    FFUUID_BIFORA: Final = '7ccb817f-82e7-4b52-88b1-2f097de86773'
    FFUUID_BIWA: Final = 'b915b502-2c36-409b-8c2e-6fb4f5c226ac'
    FFUUID_BLANKSTAFF: Final = '54422b22-4627-4100-abbf-064eedc15fe3'
    FFUUID_BO: Final = 'db2f5e5d-2c2f-4e81-9ff4-5447d528c8e3'
    FFUUID_BODHRAN: Final = 'd189b35e-3250-4ab8-8c2f-860aa3ca5e96'
    FFUUID_BOLON: Final = '4f1489ee-dbe1-49ea-8969-8d3c17f07d54'
    FFUUID_BOMBARDE: Final = '103e61ac-6b51-4a70-92ef-3fc3ae6b170c'
    FFUUID_BOMBO: Final = '08487b66-66f5-4da6-bf18-1a0498fd65a3'
    FFUUID_BONANGGAMELAN: Final = '041a9053-835f-4fb7-b8ca-056ff7c66d37'
    FFUUID_BONES: Final = 'c765c7c2-1513-4a2d-8855-972327c86114'
    FFUUID_BONGOBELLS: Final = '48bd0c4a-2fd0-43d1-bcc9-8a1a0607ad73'
    FFUUID_BONGODRUMS: Final = 'e26d2a5b-3e91-454c-a228-064d95189f34'
    FFUUID_BOOMWHACKERS: Final = 'dfc51096-791e-47ff-9923-34e112c6009f'
    FFUUID_BORDONUA: Final = 'c0ea9144-0df8-448c-9634-2eab8cc71bd4'
    FFUUID_BOTTLEBLOW: Final = '9fc11d96-9d40-4c07-8135-d6178c1548fe'
    FFUUID_BOUGARABOU: Final = '7fc64642-cbaf-4bd1-9a7b-c2204f20a5f6'
    FFUUID_BOUZOUKI: Final = '823a6cf0-cada-4c33-b79b-a5244f99f77f'
    FFUUID_BRAKEDRUM: Final = 'f1eae261-5453-457a-8957-e8bf16f8a79d'
    FFUUID_BRASSSECTION: Final = '05022401-354c-4423-a986-f3fb85f5f2ac'
    FFUUID_BUFFALODRUM: Final = 'a54c2d8d-9fd5-49c8-a730-7ff882c6a989'
    FFUUID_BUGLE: Final = '7bf9152e-e371-4e3d-9aa8-21b5baa7e80a'
    FFUUID_BULGARIANTAMBURA: Final = 'fe74484c-bf44-4df9-bef1-2ca3961f7e61'
    FFUUID_BULLROARER: Final = '6ec38faa-25aa-41f3-ba0c-e807ce598dcc'
    FFUUID_BYZANTINELYRA: Final = 'f240ab3f-8799-4834-a265-2f6b6abc8f4c'
    FFUUID_CABASA: Final = '8d110308-41ac-4a7f-a98f-d9e16608059f'
    FFUUID_CAJON: Final = '7eacc546-2239-4c6d-9566-8df8437db871'
    FFUUID_CARILLON: Final = '9ed685ae-e885-4b1f-b976-56ede8673922'
    FFUUID_CASTANETS: Final = 'aa272c8a-4584-4d53-a060-a1b8a73af80b'
    FFUUID_CAXIXI: Final = '739baf27-004b-4a91-b8ac-41dbfd95edc3'
    FFUUID_CELESTA: Final = '2827e1dc-72a3-4228-87fb-c0daee5ca2ad'
    FFUUID_CELLO: Final = '33894688-c326-4f8f-b4e2-7a08745e7bcc'
    FFUUID_CELLOSECTION: Final = '255c105e-78a1-4c78-8755-8febc86d0f43'
    FFUUID_CENGCENGGAMELAN: Final = 'fb57f7da-2a1e-4451-a795-0db01b55ba6b'
    FFUUID_CHABARA: Final = '212255a2-6a02-4416-be8c-37457d2f9ae2'
    FFUUID_CHACHABELLS: Final = 'fcd4fd88-6114-4ef7-86f3-23077bce7e1b'
    FFUUID_CHALUMEAU: Final = '2b0e17ba-f185-4b97-b094-71a4668edfe2'
    FFUUID_CHANCHIKI: Final = '173fbe79-502e-4cd4-8cbd-0a0ef15649ce'
    FFUUID_CHAPMANSTICK: Final = '66f057a9-979e-45d1-8874-d2540612afed'
    FFUUID_CHARANGO: Final = '8d1e02f2-a125-4f1b-b943-d54048e52e15'
    FFUUID_CHENDA: Final = 'beec7105-9ca3-4e4f-b2d8-c04d34dbb560'
    FFUUID_CHIMES: Final = 'ffe92b6a-0d8e-40e8-b9f8-e9637d04e917'
    FFUUID_CHIMETREE: Final = '8d05ca8d-0efc-42cd-a6c3-6d98401d51dc'
    FFUUID_CHIMTA: Final = 'f6c1d0e5-e207-404b-8bfc-114296d61763'
    FFUUID_CHINATEMPLEBLOCKS: Final = 'ecad5d50-26b7-46b9-8f76-b7e2de364d10'
    FFUUID_CHINESECYMBALS: Final = '4374eeae-6f31-469f-a0f0-3d389a1d8234'
    FFUUID_CHINESEGONGS: Final = '24356658-bf82-4e95-8365-34cafc677e0f'
    FFUUID_CHINESEPERCUSSIONENSEMBLE: Final = '1da58bd6-ebd4-43c2-8e26-e0476aedf9c6'
    FFUUID_CHING: Final = '581059ef-57fa-48c0-89f2-bc843047476e'
    FFUUID_CHIPPLI: Final = '84398568-363c-433e-82e4-348490ecc3c4'
    FFUUID_CHITARRABATTENTE: Final = '6be1b75a-daa6-4239-8de4-02615f28993e'
    FFUUID_CHOAZHOUGUZHENG: Final = 'a8eecec5-6eee-47df-8a87-c4d31b052ffe'
    FFUUID_CHOIRAAHS: Final = 'cc4e753f-85b9-43c6-b462-a5ec36a01167'
    FFUUID_CHOIROOHS: Final = '28426f8d-3f42-448b-913d-3ee37dc1c871'
    FFUUID_CHROMANOTESINSTRUMENTS: Final = '09d61a49-9523-44b3-8c37-61328765353f'
    FFUUID_CHUDAIKO: Final = '4e0d4723-06f4-4b1f-9612-f22b9ad8cb7a'
    FFUUID_CIMBALOM: Final = '26493235-a4ef-4ad6-9e28-5b8191abc770'
    FFUUID_CIMBASSO: Final = 'ccae2f20-379c-4c2c-bdb1-c52f2139ff5c'
    FFUUID_CITTERN: Final = '918cca8a-8650-4f06-aedd-92ec23300297'
    FFUUID_CLAP: Final = '995b3dbf-9fff-4d1b-9aee-94a9b0d72834'
    FFUUID_CLAPPER: Final = 'dd57d769-fa9f-4c11-be68-3af71017604d'
    FFUUID_CLARINETA: Final = '9d3e28eb-0640-41f7-9144-0fdef3046d7c'
    FFUUID_CLARINETBFLAT: Final = 'a16af0c1-8df8-476d-8d74-0d6e1972846b'
    FFUUID_CLARINETEFLAT: Final = '7e83467b-162e-4f30-b4a6-18a6d8beb202'
    FFUUID_CLARINETTEDAMOUR: Final = '58054d04-a50d-4c3b-9b99-abbb13c28850'
    FFUUID_CLASSICALGUITAR: Final = '2f05a86f-3762-46c7-a7b3-ce74dad900c6'
    FFUUID_CLAVES: Final = '58ae0978-6244-4974-a1bc-899097a1bea7'
    FFUUID_CLAVICHORD: Final = '9322d689-68bc-4699-b77e-d370340830d7'
    FFUUID_CLAVINET: Final = 'ba97d794-3171-49e6-ac1b-af4b29ee61b8'
    FFUUID_CMELODYSAX: Final = '04d3f8ec-bb16-431f-b609-580d2d2d1169'
    FFUUID_CONCERTINA: Final = 'cc65d11c-9cfc-46ed-ba60-cf9ec7bee3d5'
    FFUUID_CONCHSHELL: Final = 'f0dfa0ea-fb54-4237-9a05-2e59c1525ffc'
    FFUUID_CONGADRUMS: Final = 'c79da759-1161-4d53-b92d-a024241c4175'
    FFUUID_CONTRAALTOFLUTE: Final = '9efb024e-88cb-4d91-97c8-1b84bc85185e'
    FFUUID_CONTRABASSCLARINET: Final = '7724f2be-b200-4404-bc08-4ef719a1373c'
    FFUUID_CONTRABASSFLUTE: Final = '76326fd2-1a85-4620-9696-2b4b8d6e8f63'
    FFUUID_CONTRABASSOON: Final = '0d158020-9bf8-4d56-b62c-a6f0bf5f4ccf'
    FFUUID_CONTRABASSSAX: Final = '5f4bbe18-a82f-4435-80ff-2f39f4492f3e'
    FFUUID_CONTRABASSSECTION: Final = '639064b2-b067-4c4a-a114-392c1ef6ebd8'
    FFUUID_CONTRABASSTROMBONE: Final = '3d24915a-0b0f-4092-835b-cd05c0e2cf62'
    FFUUID_CONTRALTOCLARINET: Final = '5a1020cd-f0ce-45e8-bc99-49fbf5f6890f'
    FFUUID_CONTRALTOVOICE: Final = 'aba0e110-478a-4c69-b8be-908c280d64b2'
    FFUUID_CORNAMUSE: Final = 'b68788f5-aed1-4d72-b4d4-facd99f28e90'
    FFUUID_CORNET: Final = '65df77cf-fc66-4211-83a3-606d15471281'
    FFUUID_CORNETEFLAT: Final = 'e9b14a24-dad5-49f3-ae56-602d4d05f5ca'
    FFUUID_CORNETTO: Final = '3811817d-7cdd-4fca-b088-7cc5e671f1c1'
    FFUUID_COUNTERTENORVOICE: Final = 'e61680e6-4a19-48bd-a0d7-f0f1373c8be2'
    FFUUID_COWBELL: Final = '298cc3b4-fc5e-4440-be13-f81790571580'
    FFUUID_CRASHCYMBAL: Final = 'cc84983d-005c-4172-987b-c13b22709f35'
    FFUUID_CRETANLYRA: Final = 'b0c43bb0-eae5-410f-ba40-cf33d63994f1'
    FFUUID_CROMORNE: Final = '07786b62-f42f-4db3-90f1-35e6e12a9f8f'
    FFUUID_CROTALES: Final = 'f3790445-bd2c-43df-8be6-81ff93d08b9d'
    FFUUID_CRWTH: Final = 'e40c329a-cc79-4477-a314-0786731390b3'
    FFUUID_CRYSTALGLASSES: Final = '338f8ed8-390d-40fe-8aae-44dc5b8a8cf5'
    FFUUID_CUATRO: Final = '3fe64362-93c8-405d-8de2-9da45d739285'
    FFUUID_CUICA: Final = 'b251ffbb-79c3-4dbf-b84b-bec3434f9bef'
    FFUUID_CYMBALS: Final = '9605b878-9cdf-4e40-9716-3f64f1955c7f'
    FFUUID_DABAKAN: Final = '2e84e17f-4371-4034-9485-02d10dda3d08'
    FFUUID_DAFF: Final = 'bc469d9c-f499-4714-aee3-40ae8f19cd55'
    FFUUID_DAFLI: Final = '6273fbe8-0f9f-423a-9a5f-f513bab3b20b'
    FFUUID_DAHU: Final = '562a0d3f-0073-44e5-a4f1-430935a72f7e'
    FFUUID_DAIBYOSI: Final = '8bae2054-3bb9-4618-acd0-bf560ff8b8f9'
    FFUUID_DAMROO: Final = 'ee40f7d6-c58b-4a29-88c4-131d31725276'
    FFUUID_DANBAU: Final = '18048201-645d-4b73-aa46-4271fc025e3f'
    FFUUID_DANGAO: Final = 'd07f465c-0d1a-4eef-884e-feb414088078'
    FFUUID_DANNGUYET: Final = '8fdd131f-7f07-4121-b972-8ff69934f32d'
    FFUUID_DANSO: Final = '63208df8-8e11-4e19-b7b3-27c097e861f5'
    FFUUID_DANTAMTHAPLUC: Final = '10824335-782b-4e63-8764-87c3ebf3d75c'
    FFUUID_DANTRANH: Final = '57a26119-98d1-4d71-8cba-b9edd5b871b9'
    FFUUID_DANTYBA: Final = 'e5602a59-dc5a-40a6-8a37-4c3e8cc4bdcf'
    FFUUID_DARABUKA: Final = '76fb8299-d33c-4d3d-bb5c-58f1c5769bd9'
    FFUUID_DATANGULIONDRUM: Final = 'b819e47e-5dd4-45de-b3b1-77febe321924'
    FFUUID_DAWURO: Final = '80cb13ed-f144-4426-9677-de5e9f949363'
    FFUUID_DEF: Final = '49e7851b-adef-4a82-8d4c-31ee9681f66a'
    FFUUID_DESCANTRECORDER: Final = '56470843-614b-4bbd-bb83-bf928bb10d7d'
    FFUUID_DHOL: Final = 'b2392c7c-dc7f-4d37-9ac4-20e48dc5424d'
    FFUUID_DHOLAK: Final = 'ecf3cbb1-25d1-4189-8221-a827305e7e92'
    FFUUID_DIDDLEYBOW: Final = 'ad90d6c7-0393-47fe-a600-44802c13f77d'
    FFUUID_DIDGERIDOO: Final = '29a1c1f8-ad06-462b-b540-0a7920804a34'
    FFUUID_DIHU: Final = '9102cdc2-13f9-4818-ba25-34226bd2d893'
    FFUUID_DILLIKAVAL: Final = 'abfc63a8-9453-4958-a3fb-60e2fc05006f'
    FFUUID_DIPLE: Final = '5a6e6ce3-155a-46cd-8c15-177e2e46ec3d'
    FFUUID_DIPLICA: Final = 'eb27b9dd-b27c-47bb-b8c8-a0284535bece'
    FFUUID_DIZI: Final = '442552fd-b7f8-488b-880a-f141f617cf90'
    FFUUID_DJEMBE: Final = '4e17f6c6-9365-47f1-aa66-89e7cb56cc01'
    FFUUID_DOBRO: Final = 'fe4de130-7c14-4b4d-8589-12668399b7ae'
    FFUUID_DOIRA: Final = '1e3f9946-dba3-4864-a004-bcebcebaf84a'
    FFUUID_DOLLU: Final = '46d83ba6-9410-4231-9e9f-ac5413356fd6'
    FFUUID_DOMRA: Final = 'c357c1da-92f8-484b-bdf0-e19588e6bc02'
    FFUUID_DONDO: Final = '6d21bdcf-ee23-4705-bd7b-653d9976706b'
    FFUUID_DOUBLEBASS: Final = '4924f736-97a2-443d-b386-03de2ae6a848'
    FFUUID_DOUBLEBASSSECTION: Final = '08a26335-79bc-4d10-a879-7f9d752c199a'
    FFUUID_DOUBLEBELLEUPHONIUM: Final = '8b775b5f-90be-4922-8dee-2b82d3ac294b'
    FFUUID_DOUBLECLARINET: Final = '5ec4aaff-7e36-4bef-bbaa-1a996ad42420'
    FFUUID_DOUBLECONTRABASSFLUTE: Final = '1b7dc77e-17ef-4a7f-80d7-01b8eb47aef5'
    FFUUID_DOUBLEFLUTE: Final = 'bf8d7ea1-c1fa-44b7-adc3-6d7006dd7637'
    FFUUID_DOUNDOUNBA: Final = '11763209-2e9f-477c-a25b-fa8030453dae'
    FFUUID_DRUMSET: Final = 'a0445938-cf1d-45cb-97d2-faad040fd0ff'
    FFUUID_DUDUK: Final = '9525113b-19b7-4ca6-a846-b417bc44bfcf'
    FFUUID_DUFF: Final = '9cc27ded-131c-4dd7-85ee-b991fcb84814'
    FFUUID_DULCIAN: Final = '43620b28-a8bd-478e-a610-85af5c9a0480'
    FFUUID_DULCIMER: Final = 'a8308d34-bf29-4d86-9aa3-e1c073c1fb95'
    FFUUID_DULCIMER8VB: Final = '40e6808d-171a-46c4-aca1-23929e27e7a9'
    FFUUID_DULZAINA: Final = 'a7a2cb49-c0b2-4bc2-b733-af19bc46076a'
    FFUUID_DUMBEK: Final = '358ff617-7420-42d6-9753-953784528c89'
    FFUUID_DUTAR: Final = 'e29b2f52-1ca3-46a1-acfe-d2715e3aad5e'
    FFUUID_DUXIANQIN: Final = 'f124492d-65cf-4574-a0b8-84384c8f36c0'
    FFUUID_DVOJNICE: Final = '867c9afa-428f-4918-99fb-a580c3941dd1'
    FFUUID_DVOJNICEDRONE: Final = '73019a0e-2f69-4b89-947e-cadbc91340ad'
    FFUUID_EKTARA1: Final = '0befcc9e-c792-46b2-a079-2952e8bfb032'
    FFUUID_EKTARA2: Final = '09463ace-1054-4dd7-ba26-08b6c6a2b5b2'
    FFUUID_ELECTRICBASS: Final = 'c9f445ac-93b0-4007-9101-65a167d38dd5'
    FFUUID_ELECTRICGUITAR: Final = 'c7b7154c-79f0-4924-8873-22c51e62bf7a'
    FFUUID_ELECTRICPIANO: Final = '4b54f9c4-35e3-41f8-9a17-a8797df0f057'
    FFUUID_ENGLISHHORN: Final = 'e4fc7b0a-5cd3-445b-ae1f-776764513741'
    FFUUID_ERHU: Final = 'df24de8e-08c8-4c1b-8f20-8673ce15009d'
    FFUUID_ERXIAN: Final = '8fd59c9c-f49d-4f05-b8db-dba34d1bf462'
    FFUUID_EUPHONIUM: Final = 'c4b56ec1-51d3-4f98-b740-7d613dd893f9'
    FFUUID_EWEDRUMATOKE: Final = 'e0fd2f0f-a398-446a-accf-60f42416a719'
    FFUUID_EWEDRUMAXATSE: Final = '535f2ee9-846b-4d5d-b375-7fd513e3500c'
    FFUUID_EWEDRUMGANGOKUI: Final = '6ffc2237-7d6d-43b6-beff-d6cd492ae9c8'
    FFUUID_EWEDRUMKAGAN: Final = 'beb8f624-4a15-46e3-b640-5b13282e29ec'
    FFUUID_EWEDRUMKPANLOGO1LARGE: Final = '0cf5506a-1bb0-4c79-afaa-bac2157f2b07'
    FFUUID_EWEDRUMKPANLOGO2MEDIUM: Final = 'bac108b1-28d1-496f-937a-e664b1f80b15'
    FFUUID_EWEDRUMKPANLOGO3COMBO: Final = '783b8704-a0cd-4b0d-817b-c697d4140725'
    FFUUID_EWEDRUMSOGO: Final = '02679ff9-7fb6-44fd-a2cc-37f230bb0822'
    FFUUID_FANGXIANG: Final = 'b5ae31ef-eae4-4458-a2bd-639c23658fe8'
    FFUUID_FIDDLE: Final = '00fb6661-7b4a-411e-8ec6-7f6c15d9f3b3'
    FFUUID_FIFE: Final = '54ebe5da-7965-4829-b919-b21841ffd05a'
    FFUUID_FINGERCYMBALS: Final = '7c0a65e2-79dd-4fb7-b270-0d445e44941a'
    FFUUID_FISCORN: Final = 'e330bdcd-889a-4314-b60d-aa05085790e7'
    FFUUID_FLAGEOLET: Final = '8070a42b-09f7-4142-bceb-5d48f0bccf9a'
    FFUUID_FLAMENCOGUITAR: Final = 'a91cc118-e002-4d67-9d59-5c8763f18278'
    FFUUID_FLEXATONE_PERC: Final = '86a0dbdf-3c84-4add-b8c0-464eb9003a69'
    FFUUID_FLEXATONE_PITCHED: Final = 'a4ee65b8-5980-49b2-8543-628b03b83057'
    FFUUID_FLUGELHORN: Final = '2597541f-c0b4-46a9-8295-9fc10323533f'
    FFUUID_FLUTE: Final = '2575136d-9927-47bd-a727-f554c169257e'
    FFUUID_FONTOMFROM: Final = '7e3ec42d-46ff-4199-a549-1e9773cf0868'
    FFUUID_FRETLESSBASS: Final = 'fed9c38a-9e57-4b71-b69a-0710d3c9c6b2'
    FFUUID_FUJARA: Final = 'dbebe448-5f02-4cbe-b2af-8037506a0928'
    FFUUID_GAIDAPIPES: Final = '0bef0abc-85a3-4f5f-940a-3a9cfc7c128b'
    FFUUID_GANDINGAN: Final = 'e98ccb19-0178-485f-90c0-f134a8fe5841'
    FFUUID_GANDINGANAKAYO: Final = '96457207-743e-4abc-8bd5-091af9c6e218'
    FFUUID_GANGSAGAMELAN: Final = 'd71c4ab2-8272-4034-abc7-0dbbe9795cb2'
    FFUUID_GANZA: Final = '88215348-7b83-4522-bcc7-68b5aaebebcf'
    FFUUID_GAOHU: Final = '06d74eb0-5dd8-46ac-b1f9-dfdb5e1b1857'
    FFUUID_GEDUK: Final = 'defb37f6-f1ce-415e-b992-f0e3147ae843'
    FFUUID_GEHU: Final = 'ced43fa4-9b0c-4413-be51-290a8e7b70d6'
    FFUUID_GEMSHORN: Final = '4c4bf6bd-b778-48ee-9212-d463522c0213'
    FFUUID_GENDERGAMELAN: Final = '0296a4c4-b551-4025-ace4-4216cf4558cd'
    FFUUID_GEOMUNGO: Final = '110c3907-9e1e-4a48-a00a-abf0b4098788'
    FFUUID_GHATAM: Final = 'f0ecc0f9-7862-4304-a8e4-262b46e9049b'
    FFUUID_GHUNGROO: Final = 'a80d5310-b1d0-4642-9e45-08c072028444'
    FFUUID_GIYINGGAMELAN: Final = '15bddec3-9c8f-4c7e-992d-e141790b9636'
    FFUUID_GLASSHARMONICA: Final = '6ad97c39-4343-4413-9624-f73173c48a10'
    FFUUID_GLASSMARIMBA: Final = '401ba530-b087-4ad4-a0b8-5c7f5a30b0cd'
    FFUUID_GLOCKENSPIEL: Final = '96f52b63-ae8e-4c17-838f-b6632ba07f15'
    FFUUID_GOME: Final = '4c9e9269-c014-4467-aa97-6b60172ac701'
    FFUUID_GONG: Final = '5a9943e6-cc1b-439a-851e-e9e9d04f4272'
    FFUUID_GONGAGENGGAMELAN: Final = '7731a5ea-76c7-4086-ac26-f57e9532d17c'
    FFUUID_GOTTUVADHYAM: Final = '6d90402a-c754-4855-bbc8-0138583bcee4'
    FFUUID_GRANDSTAFF: Final = '24b4c18d-6f6a-461c-983f-e0b0c3abcdbc'
    FFUUID_GUAN: Final = '5466f457-7976-457f-a993-a5827497f54c'
    FFUUID_GUANZI: Final = 'ab97d8ca-ebcb-4ebe-b107-d1924a89ea74'
    FFUUID_GUBAN: Final = 'bd46bd5e-16a0-40d1-bad2-ea5680ee585f'
    FFUUID_GUIRO: Final = 'd591143f-1b3a-40c2-ad20-1738923fe0d8'
    FFUUID_GUITAR: Final = '5e1996eb-40ab-4a92-9a0b-888b93a84c2c'
    FFUUID_GUITAR8VB: Final = '58149208-b689-4583-977e-10bc31bcd7a6'
    FFUUID_GUITARRAQUINTAHUAPANGUERA: Final = '94cb603b-52ac-4626-8c14-6ecc00630a42'
    FFUUID_GUITARRON: Final = '2a2bb6a9-5bba-4ecc-85e5-767d0eb41e78'
    FFUUID_GUITJO: Final = 'fc1ea856-8fb1-4850-8410-30ea7f79c916'
    FFUUID_GUITJODOUBLENECK: Final = '2f4e696a-d6dc-4943-a28f-94987dc41f01'
    FFUUID_GUQIN: Final = 'c6275324-1bd5-4adc-b2d0-2994e736ec92'
    FFUUID_GUZHENG: Final = '0e2e2ca9-2259-4899-8e72-a014c79ddae1'
    FFUUID_GYIL: Final = 'bbb6a603-31c3-4a44-bc05-2c0cd440bfa0'
    FFUUID_HAEGEUM: Final = '2c6d5aaa-04f6-4536-9564-40eb62ef9f1e'
    FFUUID_HAMMEREDDULCIMER: Final = '2671e5b0-6de5-4c1d-92c5-b9c2b5f5f4dc'
    FFUUID_HANDBELLS: Final = '0de7a9b4-5da5-4a63-863f-17dac12cced4'
    FFUUID_HANDBELLS_BCLEF: Final = '34f8ae0c-d91a-4b19-8d1f-8dcc923e4eda'
    FFUUID_HANDBELLS_TCLEF: Final = 'aaf9a38b-b333-4c48-9054-ede7ed9673f7'
    FFUUID_HANDCYMBAL: Final = '950b7f44-1fd3-451a-831c-e66d4944bf44'
    FFUUID_HANDDRUM: Final = 'e4714277-4304-44ec-bc9e-b7b2b2d10200'
    FFUUID_HANG: Final = '41968e98-a916-4cc0-817b-fc4c39befa51'
    FFUUID_HANG_TCLEF: Final = '698094a5-d25f-4b34-9888-1b9d7134e539'
    FFUUID_HARDANGERFIDDLE: Final = 'c0666be0-a127-465c-9608-76cbdeb5e902'
    FFUUID_HARMONICA: Final = '59b8b559-24c6-4ef0-8e67-8dcf4e1708fb'
    FFUUID_HARMONIUM: Final = 'f3caf816-7be6-48e0-8067-07202cdb9b49'
    FFUUID_HARP: Final = '61131353-ade8-46e0-98fa-6c682ca1b5ae'
    FFUUID_HARPGUITAR: Final = '90f952e7-2428-4f71-989b-c7264ee2659e'
    FFUUID_HARPSICHORD: Final = '5f34a4c0-b181-4d6d-8475-725374517ac5'
    FFUUID_HATHELI: Final = '50804279-39f4-4dd0-b8e3-392950d6587d'
    FFUUID_HECKELCLARINA: Final = '38f7cb85-166d-40fc-a71b-810564406fdc'
    FFUUID_HECKELPHONE: Final = '944e0d72-f13a-43e3-985d-272b12776c8a'
    FFUUID_HECKELPHONECLARINET: Final = 'cba3d8dd-e7a9-4b5e-bb6b-0e4ddc20fe63'
    FFUUID_HELICON: Final = '08ef463b-e7a9-42e6-9c2a-ed5a700e0bf5'
    FFUUID_HICHIRIKI: Final = 'c372616c-4d6c-4f25-a930-d19204582be0'
    FFUUID_HIHATCYMBAL: Final = 'c60b115a-a287-4962-a94e-eba1e1e8e54f'
    FFUUID_HIRADAIKO: Final = '64d8263b-e12a-495a-b057-2a4dd1a7f2fb'
    FFUUID_HIRTENSCHALMEI: Final = '81777381-f632-4f78-aa8b-bfd7b4fef7fa'
    FFUUID_HNE: Final = 'ee53523b-5209-466d-b10e-c5f65ee442e7'
    FFUUID_HOCCHIKU: Final = '4a12d25d-5726-4886-8e98-991d5625b317'
    FFUUID_HORAGAI: Final = '80f1c9c3-8dd9-4b67-b3af-c7d45f4e4dc7'
    FFUUID_HORNEFLAT: Final = '06662c43-783f-488c-9614-d94b52e5699d'
    FFUUID_HORNF: Final = '616b3bf9-58df-4b44-8339-9f66461ac910'
    FFUUID_HORNF_WWQUINTET: Final = '6cc5f057-3980-4562-b9a4-257403d17e96'
    FFUUID_HORNPIPE: Final = 'e6449624-6912-454b-8f16-a8d44692ac8d'
    FFUUID_HOSHO: Final = 'f4e6e4dc-030d-4ace-9548-6821e90e4553'
    FFUUID_HULUSI: Final = 'a040181f-4ded-4a8d-8725-70efd42767ce'
    FFUUID_HUN: Final = '1fd77046-302d-49fe-8342-d869272c148c'
    FFUUID_HURDYGURDY: Final = '06a9413e-9739-4635-b968-bafedcb11db6'
    FFUUID_HYOUSHIGI: Final = '3efb5b5f-e0fd-4814-8386-9cfb2bc57020'
    FFUUID_HYPERBASSFLUTE: Final = '4413d227-8660-45ff-beb1-584161ccbf7e'
    FFUUID_IBO: Final = '3450e084-0952-4e16-9c35-0c37732f9b5f'
    FFUUID_IGIHUMURIZO: Final = '09a53624-d927-4ddc-8474-670f5a495af1'
    FFUUID_IGIL: Final = '99b31179-d930-48ef-b59b-de49a5630156'
    FFUUID_INDIANGONG: Final = '72e3b743-fe70-4748-b888-0ed6099c25f8'
    FFUUID_INGOMA: Final = '0ea2481e-27ac-4b3f-8fb5-9295eec2f88c'
    FFUUID_INYAHURA: Final = 'b2e7b4ca-33b1-407b-950c-072f385c2305'
    FFUUID_IPU: Final = 'eb3126e3-659f-49c1-bd84-c38d32980256'
    FFUUID_IRISHBOUZOUKI: Final = 'f3030ec7-c452-41d0-8908-5a9f7fbabaaa'
    FFUUID_IRISHFLUTE: Final = 'badaf8de-498d-4629-b853-97fdb849c83d'
    FFUUID_JANGGU: Final = 'f5b42332-d846-426c-8cc7-1eda8488b739'
    FFUUID_JARANAHUASTECA: Final = 'ea30ddc3-e7fb-46aa-9cde-36ee5d9d47fc'
    FFUUID_JARANAJAROCHO: Final = '6e59acd7-64d8-4a9d-8965-ce49ff62744f'
    FFUUID_JARANAMOSQUITO: Final = '069288e4-4ff0-4e6d-a47e-45fb4a76b94f'
    FFUUID_JARANASEGUNDA: Final = '21f3ae79-18ba-4790-849a-2992f82cb0fa'
    FFUUID_JARANATERCERA: Final = '44978e17-23cb-487a-b106-fac30c0656c6'
    FFUUID_JAWBONE: Final = 'b87bb002-1bdf-44c9-b8a6-dcbcb07ef73d'
    FFUUID_JAWHARP: Final = '24394eac-bd86-4e89-8e74-ed0bcd16567c'
    FFUUID_JINGLEBELLS: Final = '0a6d002d-89f4-45d7-b245-36c85c6e0e53'
    FFUUID_JOGIBAJA: Final = '5ac64ac7-54ce-441b-8339-33af4f695113'
    FFUUID_JUG: Final = '1799027e-dfff-49f9-a637-03b3db915e9f'
    FFUUID_KABOSY: Final = 'd49e3215-5d49-47d1-962b-4637b35c9b40'
    FFUUID_KAEKEEKE: Final = '64b61662-f6b0-479d-917e-23cc12e81922'
    FFUUID_KAGUL: Final = '0d348566-292f-4457-8d4e-24294742dc47'
    FFUUID_KAKKO: Final = '8c780a43-f35b-4fc1-8640-04fbfa82ecbf'
    FFUUID_KALAAU: Final = '94e1a66f-1baa-4d64-a03f-25f5cc34dc35'
    FFUUID_KALIMBA: Final = '083c0880-19c8-4c2a-9bce-b5fbd864ea30'
    FFUUID_KAMANCHA: Final = '50d11032-113c-4799-a473-e40db1161e8f'
    FFUUID_KANJIRA: Final = '8205370c-6012-42ae-8115-309d124f582d'
    FFUUID_KANTELE: Final = '7acb5354-338e-465f-8dcc-6abffd6439fa'
    FFUUID_KANTILGAMELAN: Final = 'f4f04ddd-6ce6-44bb-80c0-f228bc88b715'
    FFUUID_KASHIKLAR: Final = '360cff2c-cee0-4fa1-a049-91c87a318348'
    FFUUID_KAVAL: Final = '7792014c-81e2-4ff5-b45a-ca00f6d5a137'
    FFUUID_KAYAGUM: Final = 'd6c3b1c3-27b3-4733-8a5e-403eab24e635'
    FFUUID_KAZOO: Final = 'c79f9662-44d7-442f-b5e6-a8b0085e92f4'
    FFUUID_KEMPULGAMELAN: Final = '4e74c977-7fcf-42a4-89f6-b40b004cb069'
    FFUUID_KEMPYANGGAMELAN: Final = '19b4b362-f073-4ef6-9a9b-b788ea060971'
    FFUUID_KENBAU: Final = '1d80222d-bcc3-4605-9979-729847c83b51'
    FFUUID_KENDANGGAMELAN: Final = '13458205-bb41-46a8-838f-ca4ef18abb7e'
    FFUUID_KENKENI: Final = 'eba780e1-d50a-46af-90da-17f75c7e6f08'
    FFUUID_KENONGGAMELAN: Final = '894e33c2-daa0-42fd-ae04-ecf066e063a0'
    FFUUID_KESI: Final = '515e74a1-0f6e-4cf6-a904-589e34676fea'
    FFUUID_KETUKGAMELAN: Final = '22bc67fc-69ae-4293-aa5a-448898d32b56'
    FFUUID_KHAENMOUTHORGAN: Final = '642a83a4-4e29-4b84-8849-d4b6f9310455'
    FFUUID_KHARTAL: Final = 'db43d176-446d-4500-ad9e-da15577f3c6e'
    FFUUID_KHIM: Final = 'ff3c0ed3-443d-43f3-9ea1-3720147696e5'
    FFUUID_KHLUI: Final = 'cdf417bc-db53-4488-8941-14bc8044f2f7'
    FFUUID_KHOL: Final = 'a64b0861-2418-408f-82cc-47818d13bd95'
    FFUUID_KKWAENGGWARI: Final = 'eb190c98-d799-48e4-8d77-b69b78f5c4d6'
    FFUUID_KNOTWEEDFLUTE: Final = '3387f5dc-573e-4d38-b6aa-d8892360ef8a'
    FFUUID_KOBZA: Final = '3693cf1b-32af-4be6-83b1-9e94d74e6722'
    FFUUID_KODAIKO: Final = '2b581286-3e78-4b49-a49c-42100510df51'
    FFUUID_KOKYU: Final = '89102882-aa4f-46aa-abed-255d279b679e'
    FFUUID_KOMUZ: Final = 'c9c6ff58-b16e-432f-91d9-9b6200e6d788'
    FFUUID_KONCOVKAALTOFLUTE: Final = '3e47d131-819b-4d32-ae83-95ef468e65fd'
    FFUUID_KORA: Final = '78e799d1-9c1f-42fc-86d3-0a518050ec81'
    FFUUID_KOTO: Final = 'c2210b7e-418a-4a0a-a3eb-b8484a1a58e2'
    FFUUID_KOUDI: Final = '280914ad-66c8-4f22-86e1-f471a13ac008'
    FFUUID_KPOKOKPOKO: Final = '6288a051-dd88-4ff2-aafd-7871d9665b22'
    FFUUID_KRINSLITDRUM: Final = '1a47d8b9-5f4d-4f0e-81b0-670bc3c02113'
    FFUUID_KUBING: Final = 'b02c5df1-7cc5-4db7-985c-24924ce2d5c7'
    FFUUID_KUDUM: Final = 'cb1022f0-6fcd-4817-aae7-84619b198700'
    FFUUID_KUHLOHORN: Final = 'e4a0f210-feda-42ee-b97d-571822ac9a1c'
    FFUUID_KULINTANG: Final = '5fbbb49e-0478-4793-8a1e-2dc0c225437b'
    FFUUID_KULINTANGAKAYO: Final = 'a27276b5-7273-4419-a2c2-2fbb3755e37b'
    FFUUID_KULINTANGATINIOK: Final = 'dc558a38-0e81-45f6-9b51-4473fc10ac0e'
    FFUUID_KUTIYAPI: Final = 'b1a16de0-c6f8-4d0c-96d8-63fa7e89113e'
    FFUUID_LAMBEGDRUM: Final = '89ce68fc-0c7d-4068-bd45-9fb8ce7cffa5'
    FFUUID_LAMELLAPHONE: Final = '18e78c98-da85-4cd4-8729-c1b2e1b0a3cd'
    FFUUID_LANGELEIK: Final = '55bad0bb-daf1-4dad-bd36-ea3245fb0055'
    FFUUID_LARUAN: Final = '517fac0f-760c-4cdb-aae8-8a29625db520'
    FFUUID_LAUNEDDAS: Final = '2f5cac27-b724-466e-904e-af3ecd5e64d6'
    FFUUID_LAVASTONES: Final = 'e234cf01-adce-46b3-8ea2-3bbaad459953'
    FFUUID_LEIQIN: Final = 'eacec010-a733-439e-ab56-5ed48f16aa31'
    FFUUID_LIKEMBE: Final = 'ba6ba1e7-c821-4f93-9eff-dbcf57a95529'
    FFUUID_LIRONE: Final = '1092088e-ba6b-4147-883d-a39b2f4b0d9a'
    FFUUID_LOGDRUM: Final = 'a7a408f6-fd99-4aba-b1be-51cd87fa9cb1'
    FFUUID_LOWIRISHWHISTLE: Final = 'dd31d2dc-cca6-489e-98ae-7447584b7ce9'
    FFUUID_LUNTANG: Final = 'add2f782-01f9-4d35-b430-2de82a21768c'
    FFUUID_LUOGONG: Final = '3585b4c8-bac9-452a-b5a4-cb8bd8ce887f'
    FFUUID_LUTE: Final = 'c146d259-6033-4c37-98d0-74cbd0d857c0'
    FFUUID_LYRE: Final = '7a4be7a3-4459-4a5a-8f7e-629862899201'
    FFUUID_MADAL: Final = 'b2daf4d9-c920-4411-93af-c31624e2f394'
    FFUUID_MADDALE: Final = '5ac13e97-cbd2-46f7-9845-7c01a33488c5'
    FFUUID_MALLETS: Final = 'e12063bf-b309-43c7-93d9-93917e2ccb1b'
    FFUUID_MANDOBASS: Final = 'e9449009-3c29-42cd-8fe8-d371783848ef'
    FFUUID_MANDOCELLO: Final = '30cd8f9b-cce9-43a5-a77f-367955751852'
    FFUUID_MANDOLA: Final = '77e3b455-1d03-4aea-a0de-4ab2d6725f33'
    FFUUID_MANDOLIN: Final = '07c18c13-4e71-40bb-932b-1f4433da67a7'
    FFUUID_MANDORA: Final = 'f8455a48-3451-462e-83fc-8955d825c00c'
    FFUUID_MANDORE: Final = '634158ef-0081-4bec-b5fa-45514a676eb5'
    FFUUID_MANGBETU: Final = '0f229fac-4115-49ff-8552-5329f35fe06c'
    FFUUID_MANJEERA: Final = '5eea74d5-bc25-4257-911c-ca0c2b432aa8'
    FFUUID_MAQRUNAH: Final = 'a6140a3d-2ccb-494c-b96d-005d6abc2a6b'
    FFUUID_MARACAS: Final = 'e0d6ae08-7634-47dc-831c-40a559673d3b'
    FFUUID_MARIMBA: Final = 'f55049de-c37e-42bd-a081-55abe1b6bfea'
    FFUUID_MARIMBASINGLESTAFF: Final = 'ce1b61fd-dbe1-482f-8277-40d734798f44'
    FFUUID_MAROVANY: Final = '3054ec0a-5556-4d6d-8f2d-fe82728526a1'
    FFUUID_MBIRA: Final = 'd46210c3-2cb9-4e61-b953-d1f4664e4b86'
    FFUUID_MELLOPHONE: Final = '507496e3-b714-4eaf-a882-522f0f25c137'
    FFUUID_MELODICA: Final = 'a41f4a27-6e41-47f1-973f-2c7fc66b3e68'
    FFUUID_MEZZOSOPRANOSAX: Final = 'aefe6f0b-3ccc-41f8-b421-d94c9e7a167d'
    FFUUID_MEZZOSOPRANOVOICE: Final = '9b62dc60-4b05-41e1-9b4d-d8b7d19553d0'
    FFUUID_MIJWIZ: Final = '55b4d551-ed21-4705-af1a-dcd986fd08ef'
    FFUUID_MIZMAR: Final = '0f976aa0-7c54-45f8-a1a9-451125809ea8'
    FFUUID_MODERNTAROGATO: Final = '0545a1b4-452a-40dc-a4df-3e4746966614'
    FFUUID_MOHANVEENA: Final = '63e731c1-0986-4b71-8e4e-b59a190b3e08'
    FFUUID_MOODSWINGER: Final = '1105b17e-2a54-4965-9a4d-94053d89974c'
    FFUUID_MORINKHUUR: Final = '32ec0199-96ef-49a5-ad89-fb180f7a3a2a'
    FFUUID_MOROCCODRUM: Final = 'b483e260-743f-481b-b04f-d5987b8752ca'
    FFUUID_MRIDANGAM: Final = '789b259d-0dc1-49ba-bf44-cb8442301b66'
    FFUUID_MURCHANG: Final = 'eb36788a-e84c-4be3-ac32-13a901f7beca'
    FFUUID_MUSICALBOW: Final = '94a39c66-ad56-4b73-8fba-f1e757a95775'
    FFUUID_MUSICALSAW: Final = 'a664f74c-a766-4407-8d1e-c84cd08390a6'
    FFUUID_NAAL: Final = 'bd072d15-7ed4-4b85-a4fd-e485bab60d7f'
    FFUUID_NADASWARAM: Final = '8089cf04-f4a9-4c33-8327-3989757b825b'
    FFUUID_NAGADODAIKO: Final = '22d29405-9698-4d6f-bd62-31bc26d5f259'
    FFUUID_NAGARA: Final = 'f991df10-d51a-430c-8563-b591ddbf2e16'
    FFUUID_NAQARA: Final = '866a6708-bd82-4bf2-89da-ca5aa2528e02'
    FFUUID_NATIVELOGDRUM: Final = 'cf3dcc82-78fd-4f74-95b9-22ae6a6c299b'
    FFUUID_NEY: Final = 'a21f447b-7fa8-49de-8c0e-3b9954ad986a'
    FFUUID_NGONI: Final = 'df8299ea-814a-4fe1-b3d3-1c284b061445'
    FFUUID_NIGERIANLOGDRUM: Final = '034833e2-ac82-4500-a66d-3091ad5afa18'
    FFUUID_NOHKAN: Final = '8708a296-2db3-452a-b654-daadc164d0a9'
    FFUUID_NOSEFLUTE: Final = '3dcf456a-b87a-46fb-ba6c-90d3a11c0e22'
    FFUUID_NYCKELHARPA: Final = '77bc62ef-8724-4ffd-83af-4fcfcbb65b12'
    FFUUID_OBOE: Final = '172a455a-d1b9-4a03-aa80-c863d587f209'
    FFUUID_OBOEDACACCIA: Final = 'd228748f-7e5c-4646-9316-f7a2a85e4c31'
    FFUUID_OBOEDAMORE: Final = 'b70397fa-18ef-4841-8ccb-d5a9602e457d'
    FFUUID_OCARINA: Final = 'b0330079-36e9-4f3a-8b2e-e1e3432292fe'
    FFUUID_OCTAVEMANDOLIN: Final = '23992001-3e74-4785-aa5c-f04423daa791'
    FFUUID_OCTAVIN: Final = 'ee6e58a7-20f5-474e-b541-9fb456de6904'
    FFUUID_OCTOBASS: Final = '22b93602-f5a2-4aa3-a581-99dc3ac3aac6'
    FFUUID_ODAIKO: Final = 'bb4301b2-10b0-4cbb-b393-1c89ddfb75b3'
    FFUUID_OKAWA: Final = '7356b2c6-43a7-4b30-9f72-4d7a91b38d89'
    FFUUID_OKEDODAIKO: Final = 'c7cd62b7-fad9-40f7-adf2-42e26cd65fd5'
    FFUUID_ONDESMARTENOT: Final = '8fae711b-6eb2-4e99-9216-9248a25a4d3c'
    FFUUID_OPHICLEIDE: Final = '2dfbd615-2b8e-4a89-83a1-1f494bf71930'
    FFUUID_ORGAN: Final = '723972d2-a005-492a-b92c-2cb1a6b3f21d'
    FFUUID_ORGAN2STAFF: Final = 'ab39d5e6-a742-4af3-a0a6-269422e21ec3'
    FFUUID_OUD: Final = '6b90cca6-bcf2-4b69-9807-0dde1c21e64b'
    FFUUID_PAHUHULA: Final = '0017bb28-b244-4d59-b2ae-31045c21e049'
    FFUUID_PAKHAVAJ: Final = 'd73561df-e770-46e7-975d-d13def5a6183'
    FFUUID_PALENDAG: Final = '6fd5d411-2f73-427b-a278-a129381c6a1d'
    FFUUID_PANCLAPPERS: Final = '1ed902ac-d3d2-4f1f-a961-237400996ea8'
    FFUUID_PANDERO: Final = '4105acdd-2b76-40fa-9122-002781dc05ca'
    FFUUID_PANPIPES: Final = 'a8bd8c3b-577d-4812-b500-f76b3cf9ab2b'
    FFUUID_PATSCHEN: Final = '25034241-d9b2-4c08-96d4-fdf267f217c5'
    FFUUID_PELOGPANERUSGAMELAN: Final = 'ab271a46-4dd6-46fc-b0f7-c226fd346af9'
    FFUUID_PEMADEGAMELAN: Final = 'e501c949-c877-43b7-8b68-2fdf420ec3c3'
    FFUUID_PENNYWHISTLE: Final = '37bb50bc-04fb-494c-8d52-942149b0e757'
    FFUUID_PENNYWHISTLED: Final = '54b39327-75aa-417b-a4d3-70bd5be2be9c'
    FFUUID_PENNYWHISTLEG: Final = 'c94c25b2-83fa-44c3-8ba6-a218d6e12eca'
    FFUUID_PENYACAHGAMELAN: Final = '489a47f8-38d0-4c36-a07e-84df6e890641'
    FFUUID_PERCACCESSORIES: Final = 'cf3f01a2-c549-4e4b-b00c-c99ab1634c78'
    FFUUID_PERCUSSIONGENERAL: Final = '65e80359-f9ee-4afc-8ba5-213187a1b5a4'
    FFUUID_PI: Final = '7471f961-590b-4382-b4a6-d05069cd19ae'
    FFUUID_PIANO: Final = '776a2734-3f38-4cac-8fa2-90e62b368ec1'
    FFUUID_PIANONONAME: Final = '38cd3cd9-3160-4baa-9bfd-c2d9f353dafd'
    FFUUID_PIBGORN: Final = '079610c3-1203-4dff-b231-af31f1fce20c'
    FFUUID_PICCOLO: Final = '7423e6af-ab6f-41a4-832f-ffc6453c6bb5'
    FFUUID_PICCOLOCLARINET: Final = '00b0b3a3-8906-46a1-9bc5-c5801f307a73'
    FFUUID_PICCOLOHECKELPHONE: Final = '9b97fd4a-5e7d-45ec-a85f-00304efa6fd3'
    FFUUID_PICCOLOOBOE: Final = 'f5424bcc-295a-4763-9c4c-52cbaa5356ea'
    FFUUID_PICCOLOTRUMPETA: Final = 'd6b0af68-eafd-4ed0-a718-f8ea347f5dba'
    FFUUID_PIPA: Final = '5ee30cb6-2dde-438f-bd9a-6b88c64ce909'
    FFUUID_PIRI: Final = '54ed0ce3-2d02-4aab-985e-8b1af576a294'
    FFUUID_POCKETTRUMPET: Final = 'aa29ecf9-c068-44d2-8736-099ab1728332'
    FFUUID_POLICEWHISTLE: Final = '35da6ce6-fec8-48c2-80ce-3412fec2222e'
    FFUUID_PORTUGUESEGUITAR: Final = '2587560e-5c35-4de2-a76e-871f23f98715'
    FFUUID_POSTHORN: Final = 'bdbfbc27-0255-4e3c-94e0-b03f13ab8f14'
    FFUUID_POWWOWDRUM: Final = 'c80a7d1e-c639-4f9c-b890-e5e7c1d78508'
    FFUUID_PSALTERY: Final = 'd5b4d123-3fc9-45bb-8d51-9dd982192ec9'
    FFUUID_PUEBLODRUM: Final = '53686ef3-755e-442d-b263-38d78e25ed46'
    FFUUID_PUNGISNAKECHARMER: Final = '25b468b4-ff45-4689-8774-ad13eb7b32c1'
    FFUUID_QUADTOMS: Final = '1c40f41e-8fe4-4e12-a876-7a9474a98177'
    FFUUID_QUENA: Final = 'f92e2b02-3e6f-4267-9242-415cf95a9cf8'
    FFUUID_QUINTTOMS: Final = '0f37103b-0861-45cd-b13d-1a42cb4bfef0'
    FFUUID_RACKETT: Final = 'ec8aad53-c0ae-471d-99f4-86eec9897f1b'
    FFUUID_RAINSTICK: Final = '7b06c899-ddbb-4d30-a999-89d4876527d4'
    FFUUID_RANATEKLEK: Final = '24ac9973-a646-4135-b9d9-38e60d4f71bd'
    FFUUID_RANATTHUMLEK: Final = '6cfb36b6-f39c-4022-8f02-3b6a732e6f18'
    FFUUID_RATCHET: Final = 'b2ece664-e51d-4dd0-8553-8bc2e4b24d5b'
    FFUUID_RATTLE: Final = 'd8a4b676-1fd8-4628-9847-3b48f9930671'
    FFUUID_RATTLECOG: Final = 'd25d39ea-5c5b-4785-85fc-61c6c6359ac3'
    FFUUID_RAUSCHPFEIFE: Final = 'f454c420-f6af-45e7-bb73-5e4031b27918'
    FFUUID_REBAB: Final = 'ba835d76-ee03-4d68-92cf-37c47aa774e4'
    FFUUID_REBEC: Final = '252f3cc6-4cc4-4b31-ba9d-4b0f1a7a729a'
    FFUUID_REEDCONTRABASS: Final = '28848103-882e-4f21-aa56-e99b3fc107d0'
    FFUUID_REPINIQUE: Final = '9fe1ff80-09a6-4f0e-80cd-d8a86e62bc45'
    FFUUID_REQUINTOGUITAR: Final = '2f035a28-e94e-4be7-a1eb-e9ac93eca7d4'
    FFUUID_REYONGGAMELAN: Final = 'a16d527d-7ee4-4463-a4f9-e1330cf215cd'
    FFUUID_RHAITA: Final = 'c308dfcd-8e56-48a3-b008-d2b0cc30c161'
    FFUUID_RIDECYMBAL: Final = '7c74b642-641d-40e7-a959-e18d3122629f'
    FFUUID_RIQ: Final = '1b88998b-88f1-4523-baaa-cc632a35dbdc'
    FFUUID_ROTHPHONE: Final = '01ba3b66-731b-4980-b994-89b481b5565b'
    FFUUID_ROTOTOMS: Final = '6fa41b52-e308-42d0-8b17-e4f866e8b369'
    FFUUID_RUAN: Final = 'e62e226a-a19f-4236-ba74-66a423577504'
    FFUUID_RUDRAVEENA: Final = '837b5fd2-24a9-4b5f-8616-293b7a3eb7b5'
    FFUUID_RYUTEKI: Final = '52e2cabb-0314-402e-8bbe-997e98a65f4b'
    FFUUID_SABAR: Final = 'ee2c6c38-dc3b-41bf-931f-f763dbf52ce3'
    FFUUID_SACKBUT: Final = '6e014e35-0653-4b2b-88bd-54b9ec3bf385'
    FFUUID_SAKARA: Final = '5aae4277-3a7c-452b-a432-5ac64d266f30'
    FFUUID_SALLANEH: Final = '7bb8270e-8fc4-4606-8ee6-e24e3d11fa2a'
    FFUUID_SAMPHO: Final = '3b9bb009-b5a1-4239-b131-5dd0b0c657b5'
    FFUUID_SANDBLOCK: Final = '3fee7454-6d20-435b-964f-cda2e76d9ce6'
    FFUUID_SANGBAN: Final = '84ba4f16-b396-466d-8e6e-12594127585a'
    FFUUID_SANSHIN: Final = '2999d9bc-d3df-4957-8f6f-973a4ab88362'
    FFUUID_SANTOOR: Final = '9a9a9ec8-5b55-4108-9473-58d16822ac56'
    FFUUID_SANXIAN: Final = 'b75bbe9b-12e5-4e58-ae99-d644d2e7a8ea'
    FFUUID_SANZA: Final = '6de2b8f5-e9d8-4635-9593-a45281fb54bf'
    FFUUID_SARANGI: Final = '37021f3f-2acd-4c00-b2e0-71bb0f07ae7e'
    FFUUID_SARANGIDRONE: Final = '341ba385-fda1-473b-afa9-8bfd0d576f7f'
    FFUUID_SAROD: Final = 'ba9a0e30-9e87-4509-b010-8dae956b7540'
    FFUUID_SARONBARUNGGAMELAN: Final = '11ac281a-f06b-4abf-9461-577a0bf0ce9a'
    FFUUID_SARONDEMONGGAMELAN: Final = 'f0fed892-b7f6-439a-b4f4-5882846c7e0a'
    FFUUID_SARONPANERUSGAMELAN: Final = 'f66a16d0-6afe-4737-9f9f-dbf4399d108d'
    FFUUID_SARRUSOPHONE: Final = '8b6d9de3-7100-4926-8405-18d32a046fa8'
    FFUUID_SAUNG: Final = '13061289-4b82-42f6-a729-90b94c9a5c06'
    FFUUID_SAXHORN: Final = '91bc1c7a-2d04-4aac-9fa3-6f3a2b190f70'
    FFUUID_SAXONETTE: Final = 'ee4bfc3d-e50a-41c4-984a-0b5c6a002cb8'
    FFUUID_SAZ: Final = '41316f9f-a390-4520-a944-c6102ce55176'
    FFUUID_SE: Final = '8c8be72e-741c-4b8b-94d3-4770bf52666d'
    FFUUID_SERPENT: Final = '12350edd-00d5-473b-9d3f-269dead4d10d'
    FFUUID_SETAR: Final = 'c28f39a9-8727-43f5-961d-3e53efaa7078'
    FFUUID_SHAKERS: Final = '92b2fb6f-9473-4631-8382-2879bf8fee92'
    FFUUID_SHAKUHACHI: Final = '9259887f-83a7-4e91-b0cb-03d3bed5886c'
    FFUUID_SHAMISEN: Final = '01427e5f-7c1b-4465-8cb3-19fe6514dda4'
    FFUUID_SHAWM: Final = '654efca8-6eb3-460e-880b-c0193285887f'
    FFUUID_SHEHNAI: Final = '416debd0-939a-4241-8ce4-f1c9beaf7be6'
    FFUUID_SHEKERE: Final = '15281c38-e3a9-4087-b674-a448e20b2600'
    FFUUID_SHENG: Final = 'd24f2747-9faf-416b-bf48-1f4143594ee1'
    FFUUID_SHEPHERDSPIPE: Final = '4c8ad2dd-c863-4272-a317-6e33194969db'
    FFUUID_SHIMEDAIKO: Final = 'e540abc3-3a14-47e1-b314-4a1fb1bf6359'
    FFUUID_SHINOBUE: Final = '0dc9af9e-4a7a-44d9-9ede-a092a3e0fdf6'
    FFUUID_SHIVAWHISTLE: Final = '0a0c1873-83fe-4bc7-bdb8-5e68e6bd09db'
    FFUUID_SHOFAR: Final = '7fc7590e-d6f8-4d60-98ea-72cb39d0f0cf'
    FFUUID_SHVI: Final = 'a788598c-02a8-42ff-a1c5-f575d5c8610c'
    FFUUID_SIPSI: Final = 'b379e5e9-44d5-4ca3-b039-3feea42ccd55'
    FFUUID_SISTRE: Final = '6f823de8-b971-4ffd-8869-2fdfc2391860'
    FFUUID_SISTRUM: Final = '6968b0bd-2f1b-4d33-b365-b95d2e76a4cf'
    FFUUID_SITAR: Final = 'c9d107fd-9f29-4d5b-8318-0448dca37062'
    FFUUID_SLENDROPANERUSGAMELAN: Final = '898967b2-b7c2-414f-87c6-643f89e47cb2'
    FFUUID_SLENTHEMSGAMELAN: Final = 'b43f7d64-6923-409a-9a8c-d93d90d72d25'
    FFUUID_SLIDETRUMPET: Final = 'ceb7f1b0-3841-40e2-887e-bb7102b2eb8c'
    FFUUID_SLIDEWHISTLE: Final = '69edf04f-9d9f-4cb0-ac8d-611a32fa69c8'
    FFUUID_SLIDEWHISTLE_PERCCLEF: Final = 'e0e54746-94f8-4daf-a97d-d0c83f60ee22'
    FFUUID_SLITDRUM: Final = '92251af7-b395-44c3-a1f8-67d6b81b1e48'
    FFUUID_SNAP: Final = '354bd88b-0ddd-42d3-a451-1b2741a2631c'
    FFUUID_SNAREDRUM: Final = 'cace4f8a-4c37-4b5a-b270-6f9a2edc65af'
    FFUUID_SNARELINE: Final = 'f733401d-2494-4a1d-8f55-ddc0294cbfaa'
    FFUUID_SOPILA: Final = '3fbb3534-6714-4d41-8f65-1bec853cf688'
    FFUUID_SOPRANINORECORDER: Final = '52559fd3-bb96-403f-97d3-b1f2c5c2f468'
    FFUUID_SOPRANINOSAX: Final = '1ac144c7-73e3-4c96-9c3d-4f8a7324f2a0'
    FFUUID_SOPRANOGLOCKENSPIEL: Final = '7a8b5632-c730-4e88-add6-2526f0801ba3'
    FFUUID_SOPRANOMETALLOPHONE: Final = '2d1de6b0-1fed-4a47-9ab8-2aaea0f19a1f'
    FFUUID_SOPRANORECORDER: Final = '0057fd7f-aba1-4149-97b5-98fe8ca28993'
    FFUUID_SOPRANOSAX: Final = 'ef0f2594-d57b-4cac-b351-f2f906538424'
    FFUUID_SOPRANOVOICE: Final = 'b35a14d8-c981-4b8a-a7e4-9a2f8f6be99a'
    FFUUID_SOPRANOXYLOPHONE: Final = '67feda51-a2c9-415b-b069-b218f7629886'
    FFUUID_SOPRILLO: Final = '977e30e3-9333-4973-8342-24190390238d'
    FFUUID_SORNA: Final = 'e7d11adf-252f-4d95-a3ff-3fce49e798ba'
    FFUUID_SOUNDFX: Final = '654cb42c-6127-4c60-bdb9-6b2accf66f22'
    FFUUID_SOUSAPHONE: Final = '6420d23b-d0fd-4f6a-92c3-d572cdd98943'
    FFUUID_SPLASHCYMBAL: Final = '0f0cf493-9257-4699-8010-66d0107600b2'
    FFUUID_SPOONS: Final = 'e74a6ffa-aa6e-4712-bb85-b755352b8ab5'
    FFUUID_SRALAI: Final = 'ee80b114-9697-4edb-ba40-57930ec6ab03'
    FFUUID_STAMP: Final = '72299f8e-8ad3-4ec8-9ca4-b33d1632fe3f'
    FFUUID_STEELDRUMS_BCLEF: Final = '799fdd4c-d3d2-4145-9bb0-017e0d519264'
    FFUUID_STEELDRUMS_TCLEF: Final = '416066f9-4930-47b7-b226-807413a41dc1'
    FFUUID_STEELGUITAR: Final = '1f87dbe7-1d85-4ea0-a5e4-e556bf3fb51c'
    FFUUID_STIRDRUM: Final = '39a19cd7-59f4-44db-8491-f2faebcf5891'
    FFUUID_STRINGBASS: Final = '3dd79e8b-13a2-475f-a55d-d3221183f7f6'
    FFUUID_STRINGENSEMBLE: Final = 'd73cf404-a025-4395-a7d1-10d10e8e3b4c'
    FFUUID_STROHVIOLIN: Final = '013f1005-058e-4270-97b6-89fe25d11979'
    FFUUID_SUBCONTRABASSSAX: Final = 'dfd0e0dc-c1b2-4f6a-b85f-41a1c59b3976'
    FFUUID_SUBCONTRABASSTUBA: Final = '59cd4117-e26f-465e-b04b-6b46012afbbe'
    FFUUID_SULING: Final = '33b4ae63-2222-4d2d-b37c-b138bf383428'
    FFUUID_SUONA: Final = '2e0cbdf7-bed5-4ac9-9d30-f7bc8044cdee'
    FFUUID_SURDO: Final = '4cdbf6eb-968b-48bf-b200-7f8418c97cec'
    FFUUID_SURNAY: Final = '2d9c16cf-72c4-4a00-bb91-a6a8ab0b32a0'
    FFUUID_SYNTHBRASS: Final = 'e15cdc19-cb49-4f00-8ee4-7555af7c7759'
    FFUUID_SYNTHLEAD: Final = 'de90a22f-c65d-4e20-8aff-9f4bcbf2ae4f'
    FFUUID_SYNTHPAD: Final = '962083d1-baf2-4904-a6f2-5c7e8f91de66'
    FFUUID_SYNTHSOUNDTRACK: Final = '55248216-3918-474d-b5e4-3349f253392d'
    FFUUID_TABLAS: Final = '712be16e-e676-4216-aab7-aa3cec89016a'
    FFUUID_TAB_BANJO_C: Final = 'd72f5e09-01c4-4ecf-bcf4-e7803130a409'
    FFUUID_TAB_BANJO_D: Final = 'd8af78ea-2190-4583-a96a-f180a29001c6'
    FFUUID_TAB_BANJO_DOUBLEC: Final = 'e5a37032-991d-42e3-a91e-dea85e6bb9fd'
    FFUUID_TAB_BANJO_G: Final = 'c85a9fc2-4976-4011-8fe4-4d973ea67686'
    FFUUID_TAB_BANJO_GMODAL: Final = '9fb76bbc-7106-4e99-860c-21b75f88a456'
    FFUUID_TAB_BANJO_PLECTRUM: Final = 'cd980dc7-29e5-4313-b7ad-ccd864530476'
    FFUUID_TAB_BASSGUITAR_4: Final = 'c8bbb804-c633-467a-9b5c-4a3fed76f90e'
    FFUUID_TAB_BASSGUITAR_5: Final = 'a09138dc-5f8a-48cc-b7bb-c27b4a633e94'
    FFUUID_TAB_BASSGUITAR_6: Final = 'd80c4fdf-510a-4cd3-b77a-c3de6027b935'
    FFUUID_TAB_DULCIMER_DAA: Final = '894d34b0-641a-427c-8996-a686276b738e'
    FFUUID_TAB_DULCIMER_DAAUNISON: Final = '6108f9aa-c771-49c0-90e3-a01c55153e7a'
    FFUUID_TAB_DULCIMER_DAD: Final = '568784ef-3ff6-4462-b8e9-4698a8b4f17a'
    FFUUID_TAB_GAMBA: Final = '565d72c0-c392-4494-957d-938b84a9c7a9'
    FFUUID_TAB_GUITAR: Final = '1e1303c5-779b-4b96-ae9a-a15319434056'
    FFUUID_TAB_GUITARNONAME: Final = '8beb5203-f4fd-4f88-8654-46591cc1ef23'
    FFUUID_TAB_GUITARSTEMS: Final = 'e151fc38-e42d-4ac1-9e4a-e4ae8502361c'
    FFUUID_TAB_GUITAR_7STRING: Final = '19ccf200-b2d3-4349-979a-484aaa88b33b'
    FFUUID_TAB_GUITAR_D: Final = 'c9a426f6-247b-49e6-a523-55556f7d3686'
    FFUUID_TAB_GUITAR_DADGAD: Final = '73d32671-80df-491f-aac4-f06d00710426'
    FFUUID_TAB_GUITAR_DOUBLED: Final = 'edc80d6f-2e65-4961-abf9-f306141fa6b2'
    FFUUID_TAB_GUITAR_DROPD: Final = '44130e18-c544-47a9-8431-84836ae79933'
    FFUUID_TAB_GUITAR_G: Final = '5fa90804-6602-45f0-8195-a5ca679ece0c'
    FFUUID_TAB_LUTEITALIAN: Final = '2f55c97b-30c0-4247-9d89-a8c93c53b87c'
    FFUUID_TAB_LUTELETTERS: Final = '332210a0-51f6-4374-ab06-3f9785deca08'
    FFUUID_TAB_MANDOLIN: Final = 'e4e9c868-2dbc-47b0-942b-1b274a1eabfe'
    FFUUID_TAB_REQUINTO: Final = '655baa53-13fa-4b91-a31c-606be7c801ba'
    FFUUID_TAB_SITAR_KHAN: Final = '1b3868cd-1032-4bb4-9c4f-5c34aa499cb4'
    FFUUID_TAB_SITAR_SHANKAR: Final = 'ce20e367-eb1f-4a61-95de-f52536d9fa0c'
    FFUUID_TAB_TENORBANJO: Final = '6f3b6996-a8d9-4432-bc0e-23b951d5fecb'
    FFUUID_TAB_UKULELE: Final = '6059c5a2-4064-423a-9092-f329762aa9e1'
    FFUUID_TAB_VIHUELA: Final = '2e0c99c7-14ec-4a16-acc5-46b92f8acdc5'
    FFUUID_TAEPYEONGSO: Final = 'bdf82e47-6a76-4994-ac47-4f52f0111ddc'
    FFUUID_TAIKODRUMS: Final = 'd2621b4c-90ac-4957-8786-9986b95fb841'
    FFUUID_TALKBOX: Final = '465cb9eb-e1a3-4573-8572-7cc1096075db'
    FFUUID_TALKINGDRUM: Final = 'fa2b1ec8-6e76-4ade-aeb3-39d21a789e67'
    FFUUID_TAMA: Final = '1d5a7dad-659e-40bd-8f53-0c97ceb427d1'
    FFUUID_TAMBORITA: Final = 'b4f5cd6f-9cb5-4274-885e-d7ad4cf516ae'
    FFUUID_TAMBOURINE: Final = '9579d8ec-cd47-4486-8129-3e3d938ddfd9'
    FFUUID_TAMBURA: Final = '04a8c649-9df4-43bd-ab55-a55a3a16a81a'
    FFUUID_TAMTAM: Final = '48f24f7c-d774-4765-bee1-b4566b3ef69b'
    FFUUID_TAMTE: Final = '30e805cc-c5bd-4226-add0-43456bc9bb9e'
    FFUUID_TANGKU: Final = '9b166d41-a2c8-4cfb-b4f8-b2382f6ed349'
    FFUUID_TANTAN: Final = 'b259b96a-9e5d-41ea-8625-ed2d47861e75'
    FFUUID_TAPHON: Final = 'd64f7a4f-feb3-47d2-a1a8-03b69f241e5c'
    FFUUID_TARDRUM: Final = 'cc9c2aa8-4fd7-457d-9aa7-567a71479312'
    FFUUID_TARKA: Final = 'c19c42f1-42cf-417c-a362-77b3f4522d44'
    FFUUID_TAR_PLUCKED: Final = 'bb29a061-f1d4-405d-b1dc-e7a456637861'
    FFUUID_TASHA: Final = 'b81b323c-e305-42ab-85ab-a5a70c5b99d9'
    FFUUID_TEBYOSHI: Final = 'f2fa4052-1ec9-4095-8152-267e468f8f8a'
    FFUUID_TELEVI: Final = '6d226f46-3a93-4926-87c5-fb721b7b36df'
    FFUUID_TEMPLEBELLS: Final = 'f2465111-1c50-4d4a-ae2f-279079a638f5'
    FFUUID_TEMPLEBLOCKS: Final = 'd27e81b7-3473-4c04-9383-23d6bc716843'
    FFUUID_TENORBANJO: Final = 'a60e9727-5e50-4c79-a050-be5afd980e1e'
    FFUUID_TENORCRUMHORN: Final = '48fa8484-5bc0-4d60-b632-c11c668f5143'
    FFUUID_TENORDRUM: Final = '3da90c0a-07ce-4ee3-813f-e3db44799458'
    FFUUID_TENORLINE: Final = 'b4fdc782-a05f-49f3-8cb1-991bb2cf01a4'
    FFUUID_TENOROVERTONEFLUTE: Final = '7ec8bc7c-76de-4473-946a-336df9312f68'
    FFUUID_TENORRECORDER: Final = '7c64b00d-cbd1-45a4-9969-77335de7f99c'
    FFUUID_TENORSAX: Final = '7093ddd4-385c-481d-ab3d-39f03bc03b19'
    FFUUID_TENORTROMBONE: Final = '97284c36-deb2-4e77-9600-14d3081a31cd'
    FFUUID_TENORUKULELE: Final = '6e5c27c1-5f93-480e-a9ab-ad4f505324c7'
    FFUUID_TENORVOICE: Final = '03844f81-9f10-431d-813c-659d7533b794'
    FFUUID_TEPONAXTLI: Final = '78d475c3-fe32-4bcf-9f5b-a2e43a5aa107'
    FFUUID_THAIGONG: Final = 'e16a3a94-a372-4b9d-8eef-90fe388697cb'
    FFUUID_THAVIL: Final = '696e0f8b-523c-4116-961c-24d9089e0adf'
    FFUUID_THEORBO: Final = '7050c155-f481-4799-876c-6c3d9a1509cf'
    FFUUID_THEREMIN: Final = '39515883-5827-44f6-bc14-99e5a4976237'
    FFUUID_TIBETANBELLS: Final = '2bbe6086-285d-4bbf-b0f7-3f8300e25c9d'
    FFUUID_TIBETANCYMBALS: Final = 'e010f505-dedf-4e73-915c-4b414998fd1b'
    FFUUID_TIBETANSINGINGBOWLS: Final = '900fa34c-c29f-4e26-b2f9-9df5a457f21e'
    FFUUID_TICTOCBLOCK: Final = 'f2d76def-ecd6-4835-8061-11af1fa42d28'
    FFUUID_TIMBALEBELL: Final = '2c13efbd-a8dd-4cfe-a064-fb7060a2d983'
    FFUUID_TIMBALES: Final = 'b65c3cd6-8542-4893-b651-b8c135d0325c'
    FFUUID_TIMPANI: Final = '059784fb-9d88-4a78-bd2d-09fe393496e5'
    FFUUID_TIMPLE: Final = '10eb4aa9-8ca4-4acf-888f-4a9e07cdb4f4'
    FFUUID_TINAJA: Final = 'e6a5d781-821e-48aa-aeae-26ea8427580e'
    FFUUID_TINGSHA: Final = '71165815-e46a-479d-a0db-38d1b9dcf0af'
    FFUUID_TINWHISTLEBFLAT: Final = 'c2853206-ce69-4670-94e6-095278d7eca9'
    FFUUID_TOERE: Final = '824793c3-fd68-41b7-9dc7-b21e27abdb75'
    FFUUID_TOMBAK: Final = '102d9c32-7afe-4b66-be85-2b10831a9bd0'
    FFUUID_TONETANG: Final = '85076645-1553-4b7e-9a5f-c20d1d48323b'
    FFUUID_TRES: Final = 'd59043ec-e291-40aa-80b0-33f615fe305a'
    FFUUID_TRIANGLE: Final = '6544e314-f956-4a20-b7bb-44635a06b7e0'
    FFUUID_TROMBAMARINA: Final = '71822c45-e84e-44ce-8031-46092e74dc5e'
    FFUUID_TROMBONE: Final = '157d105d-c3a4-49ab-98ab-2b46102aa3dc'
    FFUUID_TROMPETACHINA: Final = 'cc2a08c1-7e44-4495-bc79-bdb963358bed'
    FFUUID_TROUBADORHARP: Final = '268be9c2-f92e-4d9f-bf1d-990a9a7414c0'
    FFUUID_TRUMPETBFLAT: Final = '69e76d62-3913-4e4a-bb6f-6c05be22abf8'
    FFUUID_TRUMPETC: Final = 'f0458710-e401-4a33-a9a7-bff5b24006df'
    FFUUID_TRUMPETD: Final = '04f55e2f-8a18-4f89-8338-0525605dedf2'
    FFUUID_TRYCHEL: Final = '0f664fec-fc69-4638-aea7-850ebde17591'
    FFUUID_TSUZUMI: Final = 'd728af65-9139-4a73-971c-69d002d2776b'
    FFUUID_TSYMBALY: Final = '43218322-0707-4c3f-b94c-f9e70b3d51a2'
    FFUUID_TUBA: Final = '9b2b7b02-f914-4e75-82d5-6fcc18843516'
    FFUUID_TUBAX: Final = '99c073a3-70b4-4418-9380-09f2f550e15c'
    FFUUID_TUBULARBELLS: Final = 'ad1c30a7-bd96-420a-82a4-d45bad1cf265'
    FFUUID_TUMBAK: Final = 'b46257d2-47ad-49e5-bd7d-468d51e1fcd0'
    FFUUID_TUMPONG: Final = 'f3050b4d-1a0e-4d00-9e34-3caedbb3ac5b'
    FFUUID_UCHIWADAIKO: Final = '03862bef-a853-4ba0-b212-c25355d4f506'
    FFUUID_UDAKU: Final = '3b4c37ec-402f-4d25-9429-47bc1ac53624'
    FFUUID_UDU: Final = 'c6c172fe-b04f-4d5e-bd02-0d98b8b00bab'
    FFUUID_UILLEANNPIPES: Final = '62a9c9ce-4379-4a58-9f80-2818b66774b4'
    FFUUID_UKULELE: Final = 'f78a8e99-4497-4318-9e68-861c3a5633e1'
    FFUUID_UNKNOWN: Final = 'a925648a-abc9-4dc7-a619-a6ce355ad33c'
    FFUUID_VALIHA: Final = 'c6adc3f9-3411-4164-9ffd-ef94f0074d7d'
    FFUUID_VEENA: Final = '8b3a95b3-ca49-428c-a24a-728cfbfee32c'
    FFUUID_VENU: Final = '91139f31-7457-4d12-b5d2-b7742178f4c2'
    FFUUID_VIBRAPHONE: Final = '42cdb691-a98e-46ea-a32b-4008734bc10f'
    FFUUID_VIBRASLAP: Final = '65827c10-4d1c-4e24-9d60-3ace52b70109'
    FFUUID_VICHITRAVEENA: Final = '4cf3542c-c9ae-4078-952b-c7a6ab7d8b30'
    FFUUID_VIELLE: Final = '7b07fc24-0b7a-484a-a1bf-abaab3d97411'
    FFUUID_VIENNAHORN: Final = 'cb1db6d4-6c0c-46f3-9379-7bd28a51331b'
    FFUUID_VIHUELAMEXICO: Final = 'bc5943c2-95d7-488c-8d35-cc66df985c35'
    FFUUID_VIHUELASPAIN: Final = 'd6406af5-1ecc-4f2e-b9c0-18d398ea7043'
    FFUUID_VIOL: Final = '6fed40b7-1524-429b-8560-bb3f08209a99'
    FFUUID_VIOLA: Final = '992dcb2b-64a2-454b-b043-2a530d24fc18'
    FFUUID_VIOLADAGAMBA: Final = '37fad7f4-b52f-4af5-b75a-ab214d9e3a5a'
    FFUUID_VIOLADAMORE: Final = '7e264095-22f9-4cea-98ce-cfde9f1588b6'
    FFUUID_VIOLASECTION: Final = '5a55eca7-40f5-454b-b920-c8879fa03bcc'
    FFUUID_VIOLIN: Final = '29d81c10-dfed-42e4-8d93-64af7d6d5689'
    FFUUID_VIOLINOPICCOLO: Final = 'ae4668c7-0766-4dfd-92c3-cd16a487ff83'
    FFUUID_VIOLINSECTION: Final = '5bab3582-2dbd-4864-baa9-b022efd075ad'
    FFUUID_VIOLONCELLOPICCOLO: Final = '121fb3dd-37d9-4fd0-bbaf-8074ba143f03'
    FFUUID_VIOLONCELLOSECTION: Final = 'df0e2c08-adcf-4095-a3c1-dd355216bedd'
    FFUUID_VIOLOTTA: Final = 'baad2449-f875-4360-9585-b7f3d8ceed1c'
    FFUUID_VIRGINAL: Final = '88eb2453-6649-4f3f-b98c-af2226bb4099'
    FFUUID_VOCALPERCUSSION: Final = 'c4843056-dd9e-45b2-a3af-eca60fdb97ab'
    FFUUID_VOCALS: Final = 'a253b03e-dc1e-43e3-a252-534c618fe473'
    FFUUID_VOICE: Final = '3a3622cc-fc9a-42e0-a743-6b200dd8ce88'
    FFUUID_VOICENONAME: Final = '07639481-d9a4-4c3a-b754-f454002bb742'
    FFUUID_VUVUZELA: Final = '64bb1d2c-17f3-473f-b8de-a9a80936ef06'
    FFUUID_WAGNERTUBA: Final = '4145e0e8-9b50-491b-b44b-929f83992656'
    FFUUID_WASHBOARD: Final = 'e018a8b2-3734-4d87-970c-8906c195e97e'
    FFUUID_WASHTUBBASS: Final = 'ba6436af-0752-4d8b-9c80-197c1077a7f9'
    FFUUID_WHAMOLA: Final = '17588941-6af2-4edf-af11-28d63b1351fc'
    FFUUID_WHIP: Final = 'ac55ce39-2c07-400e-b2d6-8b45d5488a0f'
    FFUUID_WINDCHIMES: Final = '8f625984-6f3b-43f0-8323-d84aeffa9796'
    FFUUID_WINDMACHINE: Final = 'ebee9d97-92e9-4b2d-87c3-cce779fe0a49'
    FFUUID_WINDSECTION: Final = '0a798583-8a07-42c3-a6c1-c0e6c5cc622b'
    FFUUID_WOODBLOCKS: Final = '09c4b5a0-5f4c-4bde-8060-fad1e8759aa6'
    FFUUID_XALAM: Final = 'e50db20d-e135-4825-a5aa-91bc1f7a3123'
    FFUUID_XAPHOON: Final = '5be7a8a7-99e6-45a7-b625-3561788e585e'
    FFUUID_XIAO: Final = 'dcb76d8d-16bc-4034-9571-27aa999634c3'
    FFUUID_XUN: Final = '6bd9746f-aec7-4e09-bcf0-6b85ebac1ddd'
    FFUUID_XYLOPHONE: Final = '7a92b859-e308-42da-b919-1ee2d74d1adb'
    FFUUID_XYLORIMBA: Final = '537714a3-ff03-499b-ae95-e7acba78b617'
    FFUUID_YANGQIN: Final = '2bd8716e-3284-4f4c-8ddf-30e291ec1355'
    FFUUID_YAZHENG: Final = '23d3a4d7-982d-4980-a6ec-7b3836046418'
    FFUUID_YODEL: Final = 'd7373ec2-d4ad-4ce8-84e7-ae9c5f216db6'
    FFUUID_YUEQIN: Final = '09d5cc2b-ca6d-4669-b3e7-1edf566e3de7'
    FFUUID_ZARB: Final = 'c9a830f2-220b-4ba3-a9c8-907c6a3014f1'
    FFUUID_ZHALEIKA: Final = '101e2231-696e-49fb-955d-500b3ce3ac31'
    FFUUID_ZHONGHU: Final = '08e9eb3f-42d8-4e64-8b51-1b30afcb76dc'
    FFUUID_ZILLS: Final = '3150178c-160e-43d6-b55c-d0ac6da44c6d'
    FFUUID_ZITHER: Final = '5a5f6c9e-19eb-4666-855a-fb8fb43ea3f5'
    FFUUID_ZURLA: Final = 'e24cf1f3-d12d-4e9b-919c-ea4d4fa4d836'
    FFUUID_ZURNA: Final = 'b7cf7c1e-6b2f-4ca7-a188-b80b8380cd4a'
    FONTPREF_15MA: Final = 35
    FONTPREF_15MB: Final = 36
    FONTPREF_8VA: Final = 29
    FONTPREF_8VB: Final = 34
    FONTPREF_ABRVGROUPNAME: Final = 39
    FONTPREF_ABRVSTAFFNAME: Final = 32
    FONTPREF_ACCIDENTAL: Final = 19
    FONTPREF_ALTERNATENUMBER: Final = 21
    FONTPREF_ALTERNATESLASH: Final = 20
    FONTPREF_ARTICULATION: Final = 27
    FONTPREF_AUGMENTATIONDOT: Final = 25
    FONTPREF_CHORDALTERATION: Final = 5
    FONTPREF_CHORDFRETBOARD: Final = 17
    FONTPREF_CHORDSUFFIX: Final = 14
    FONTPREF_CHORDSYMBOL: Final = 4
    FONTPREF_CLEF: Final = 2
    FONTPREF_DEFTABLATURE: Final = 13
    FONTPREF_ENDING: Final = 6
    FONTPREF_EXPRESSION: Final = 15
    FONTPREF_FLAG: Final = 18
    FONTPREF_GROUPNAME: Final = 33
    FONTPREF_GUITARBENDFRACTION: Final = 42
    FONTPREF_GUITARBENDFULL: Final = 40
    FONTPREF_GUITARBENDNUMBER: Final = 41
    FONTPREF_KEYSIG: Final = 1
    FONTPREF_LYRICSCHORUS: Final = 10
    FONTPREF_LYRICSSECTION: Final = 11
    FONTPREF_LYRICSVERSE: Final = 9
    FONTPREF_MEASURENUMBER: Final = 30
    FONTPREF_MULTIMEASUREREST: Final = 12
    FONTPREF_MUSIC: Final = 0
    FONTPREF_NOTEHEAD: Final = 24
    FONTPREF_PERCUSSION: Final = 28
    FONTPREF_REPEAT: Final = 16
    FONTPREF_REPEATDOT: Final = 23
    FONTPREF_REST: Final = 22
    FONTPREF_STAFFNAME: Final = 31
    FONTPREF_TEXTBLOCK: Final = 8
    FONTPREF_TIMESIG: Final = 3
    FONTPREF_TIMESIGPLUS: Final = 26
    FONTPREF_TIMESIGPLUS_PARTS: Final = 44
    FONTPREF_TIMESIG_PARTS: Final = 43
    FONTPREF_TR: Final = 37
    FONTPREF_TUPLET: Final = 7
    FONTPREF_WIGGLE: Final = 38
    FRETFINGERING_FIRST: Final = 1
    FRETFINGERING_FOURTH: Final = 4
    FRETFINGERING_NONE: Final = 0
    FRETFINGERING_SECOND: Final = 2
    FRETFINGERING_THIRD: Final = 3
    FRETFINGERING_THUMB: Final = 5
    FRETITEM_CIRCLE: Final = 2
    FRETITEM_DIAMOND: Final = 8
    FRETITEM_DOT: Final = 1
    FRETITEM_NONE: Final = 0
    FRETITEM_X: Final = 4
    GGLINESTYLE_CROSSHAIR: Final = 4
    GGLINESTYLE_DASHED: Final = 2
    GGLINESTYLE_DOTTED: Final = 3
    GGLINESTYLE_SOLID: Final = 1
    GRACEQUANTMODE_ALLOW: Final = 0
    GRACEQUANTMODE_CONVERT: Final = 2
    GRACEQUANTMODE_REMOVE: Final = 1
    GRACESPMODE_AUTOMATIC: Final = 2
    GRACESPMODE_KEEPCURRENT: Final = 1
    GRACESPMODE_RESETTOOFFSET: Final = 0
    GRAPHICHORIZALIGN_CENTER: Final = 2
    GRAPHICHORIZALIGN_LEFT: Final = 0
    GRAPHICHORIZALIGN_RIGHT: Final = 1
    GRAPHICVERTALIGN_BOTTOM: Final = 1
    GRAPHICVERTALIGN_CENTER: Final = 2
    GRAPHICVERTALIGN_TOP: Final = 0
    GRBRAC_CHORUS: Final = 2
    GRBRAC_CURVEDCHORUS: Final = 6
    GRBRAC_DESK: Final = 8
    GRBRAC_NONE: Final = 0
    GRBRAC_PIANO: Final = 3
    GRBRAC_PLAIN: Final = 1
    GRBRAC_REVERSECHORUS: Final = 4
    GRBRAC_REVERSECURVEDCHORUS: Final = 7
    GRBRAC_REVERSEDESK: Final = 9
    GRBRAC_REVERSEPIANO: Final = 5
    GROUPBARLINESTYLE_ONLYBETWEEN: Final = 1
    GROUPBARLINESTYLE_ONLYON: Final = 0
    GROUPBARLINESTYLE_THROUGH: Final = 2
    GROUPSTAFFHIDE_ALLEMPTY: Final = 1
    GROUPSTAFFHIDE_NEVER: Final = 2
    GROUPSTAFFHIDE_NORMAL: Final = 0
    HALF_NOTE: Final = 2048
    LIEFILTER_ARTICULATIONFLAG: Final = -1862270996
    LIEFILTER_CHORD: Final = -1862270997
    LIEFILTER_DOTTED: Final = -1862270998
    LIEFILTER_DUR16TH: Final = -1862270999
    LIEFILTER_DUR32ND: Final = -1862271000
    LIEFILTER_DUR64TH: Final = -1862271001
    LIEFILTER_DUR8TH: Final = -1862271002
    LIEFILTER_DURHALF: Final = -1862271003
    LIEFILTER_DURQUARTER: Final = -1862271004
    LIEFILTER_DURWHOLE: Final = -1862271005
    LIEFILTER_GRACENOTE: Final = -1862271006
    LIEFILTER_LYRICFLAG: Final = -1862271007
    LIEFILTER_NOTE: Final = -1862271008
    LIEFILTER_NOTEDETAILFLAG: Final = -1862271009
    LIEFILTER_PERFORMANCEDATAFLAG: Final = -1862271010
    LIEFILTER_REST: Final = -1862271011
    LIEFILTER_SECONDARYBEAMFLAG: Final = -1862271012
    LIEFILTER_SINGLENOTE: Final = -1862271013
    LIEFILTER_SMARTSHAPEFLAG: Final = -1862271014
    LIEFILTER_SPECIALALTSFLAG: Final = -1862271015
    LIEFILTER_STEMDETAILFLAG: Final = -1862271016
    LIEFILTER_TUPLETSTARTFLAG: Final = -1862271017
    LILOGIC_AND: Final = -1862271018
    LILOGIC_NOT: Final = -1862271019
    LILOGIC_OR: Final = -1862271020
    LINFILTER_ACCIDENTAL: Final = -1862271021
    LINFILTER_ACCIDENTALFREEZE: Final = -1862271022
    LINFILTER_ACCIDENTALPARENTHESES: Final = -1862271023
    LINFILTER_TIE: Final = -1862271024
    LLM_ALLVISIBILELAYERS: Final = 0
    LLM_EVERYLAYER: Final = -1
    LLM_HIDDENLAYERS: Final = -2
    LLM_NONE: Final = -3
    LYRICSTEXTBLOCKCHORUS: Final = 2
    LYRICSTEXTBLOCKSECTION: Final = 3
    LYRICSTEXTBLOCKVERSE: Final = 1
    LYRICS_ALIGN_CENTER: Final = 1
    LYRICS_ALIGN_LEFT: Final = 2
    LYRICS_ALIGN_RIGHT: Final = 3
    LYRICS_JUSTI_CENTER: Final = 1
    LYRICS_JUSTI_LEFT: Final = 2
    LYRICS_JUSTI_RIGHT: Final = 3
    MANUALPOS_CLEAR: Final = 0
    MANUALPOS_IGNORE: Final = 2
    MANUALPOS_INCORPORATE: Final = 1
    MEASUREMENTUNIT_CENTIMETERS: Final = 3
    MEASUREMENTUNIT_DEFAULT: Final = 0
    MEASUREMENTUNIT_EVPUS: Final = 1
    MEASUREMENTUNIT_INCHES: Final = 2
    MEASUREMENTUNIT_MILLIMETERS: Final = 100
    MEASUREMENTUNIT_PICAS: Final = 5
    MEASUREMENTUNIT_POINTS: Final = 4
    MEASUREMENTUNIT_SPACES: Final = 6
    MENUCMDTYPE_ACCELERATOR: Final = 1
    MENUCMDTYPE_SELECTION: Final = 0
    MENUCMD_ARTICULATIONTOOL: Final = -1862271025
    MENUCMD_BEATSPACING: Final = -1862271026
    MENUCMD_BREAKMMRESTS: Final = -1862271027
    MENUCMD_CHECKTIES: Final = -1862271028
    MENUCMD_CHORDTOOL: Final = -1862271029
    MENUCMD_CLEARALLITEMS: Final = -1862271030
    MENUCMD_CLEFTOOL: Final = -1862271031
    MENUCMD_CREATEMMRESTS: Final = -1862271032
    MENUCMD_EDITSCORE: Final = -1862271033
    MENUCMD_EHSPELLING_DEFAULT: Final = -1862271034
    MENUCMD_EHSPELLING_FAVORFLATS: Final = -1862271035
    MENUCMD_EHSPELLING_FAVORSHARPS: Final = -1862271036
    MENUCMD_EHSPELLING_USESPELLINGTABLES: Final = -1862271037
    MENUCMD_EXPRESSIONTOOL: Final = -1862271038
    MENUCMD_FILLWITHRESTS: Final = -1862271039
    MENUCMD_GRAPHICSTOOL: Final = -1862271040
    MENUCMD_HANDGRABBERTOOL: Final = -1862271041
    MENUCMD_HYPERSCRIBETOOL: Final = -1862271042
    MENUCMD_KEYSIGTOOL: Final = -1862271043
    MENUCMD_LOCKSYSTEMS: Final = -1862271044
    MENUCMD_LYRICSTOOL: Final = -1862271045
    MENUCMD_MEASURETOOL: Final = -1862271046
    MENUCMD_MIDITOOL: Final = -1862271047
    MENUCMD_MIRRORTOOL: Final = -1862271048
    MENUCMD_MOVETONEXTSYSTEM: Final = -1862271049
    MENUCMD_MOVETOPREVSYSTEM: Final = -1862271050
    MENUCMD_NOTEMOVERTOOL: Final = -1862271051
    MENUCMD_NOTESPACING: Final = -1862271052
    MENUCMD_NULL: Final = -1862271053
    MENUCMD_OSSIATOOL: Final = -1862271054
    MENUCMD_PAGELAYOUTTOOL: Final = -1862271055
    MENUCMD_REBEAM: Final = -1862271056
    MENUCMD_REDRAWSCREEN: Final = -1862271057
    MENUCMD_REMOVEMANUALSLURADJUSTMENTS: Final = -1862271058
    MENUCMD_REPEATTOOL: Final = -1862271059
    MENUCMD_RESETALLGROUPSANDBRACKETS: Final = -1862271060
    MENUCMD_RESIZETOOL: Final = -1862271061
    MENUCMD_RESPELLNOTES: Final = -1862271062
    MENUCMD_RETRANSCRIBE: Final = -1862271063
    MENUCMD_SELECTIONTOOL: Final = -1862271064
    MENUCMD_SPEEDYENTRYTOOL: Final = -1862271065
    MENUCMD_STAFFSET1: Final = -1862271066
    MENUCMD_STAFFSET2: Final = -1862271067
    MENUCMD_STAFFSET3: Final = -1862271068
    MENUCMD_STAFFSET4: Final = -1862271069
    MENUCMD_STAFFSET5: Final = -1862271070
    MENUCMD_STAFFSET6: Final = -1862271071
    MENUCMD_STAFFSET7: Final = -1862271072
    MENUCMD_STAFFSET8: Final = -1862271073
    MENUCMD_STAFFSETALLSTAVES: Final = -1862271074
    MENUCMD_STAFFTOOL: Final = -1862271075
    MENUCMD_STEMDIRECTIONDEFAULT: Final = -1862271076
    MENUCMD_STEMDIRECTIONDOWN: Final = -1862271077
    MENUCMD_STEMDIRECTIONUP: Final = -1862271078
    MENUCMD_TEMPOTOOL: Final = -1862271079
    MENUCMD_TEXTTOOL: Final = -1862271080
    MENUCMD_TIMESIGSPACING: Final = -1862271081
    MENUCMD_TIMESIGTOOL: Final = -1862271082
    MENUCMD_TUPLETTOOL: Final = -1862271083
    MENUCMD_UNLOCKSYSTEMS: Final = -1862271084
    MENUCMD_VIEWPAGEVIEW: Final = -1862271085
    MENUCMD_VIEWSCROLLVIEW: Final = -1862271086
    MENUCMD_VIEWSTUDIOVIEW: Final = -1862271087
    MENUCMD_ZOOMTOOL: Final = -1862271088
    METSOURCE_FINALECLICK: Final = 0
    METSOURCE_MIDIDATA: Final = 2
    METSOURCE_MIDINOTE: Final = 1
    MNALIGN_CENTER: Final = -1862271089
    MNALIGN_LEFT: Final = -1862271090
    MNALIGN_RIGHT: Final = -1862271091
    MNJUSTIFY_CENTER: Final = -1862271092
    MNJUSTIFY_LEFT: Final = -1862271093
    MNJUSTIFY_RIGHT: Final = -1862271094
    MTOOLMODE_ARTICULATION: Final = -1862271095
    MTOOLMODE_CLEF: Final = -1862271096
    MTOOLMODE_EXPRESSION: Final = -1862271097
    MTOOLMODE_REPEAT: Final = -1862271098
    MTOOLMODE_STAFFSTYLE: Final = -1862271099
    MTOOLMODE_TUPLET: Final = -1862271100
    NORETURN: Final = 3
    NOTE_128TH: Final = 32
    NOTE_16TH: Final = 256
    NOTE_32ND: Final = 128
    NOTE_64TH: Final = 64
    NOTE_8TH: Final = 512
    NOTE_HALF: Final = 2048
    NOTE_QUARTER: Final = 1024
    NOTE_WHOLE: Final = 4096
    NUMBERING_CUSTOM: Final = -1862271101
    NUMBERING_DIGITS: Final = -1862271102
    NUMBERING_FRAMES: Final = -1862271103
    NUMBERING_LOWERCASE: Final = -1862271104
    NUMBERING_LOWERCASEDOUBLE: Final = -1862271105
    NUMBERING_TIME_10: Final = -1862271106
    NUMBERING_TIME_100: Final = -1862271107
    NUMBERING_TIME_1000: Final = -1862271108
    NUMBERING_TIME_SECONDS: Final = -1862271109
    NUMBERING_UPPERCASE: Final = -1862271110
    NUMBERING_UPPERCASEDOUBLE: Final = -1862271111
    NUMBERVIEW_ALL: Final = -1862271112
    NUMBERVIEW_PAGEONLY: Final = -1862271113
    NUMBERVIEW_SCROLLONLY: Final = -1862271114
    OKRETURN: Final = 0
    PAGEMARGINSCOPE_ALL: Final = 1
    PAGEMARGINSCOPE_CURRENT: Final = 0
    PAGEMARGINSCOPE_LEFTORRIGHT: Final = 2
    PAGEMARGINSCOPE_RANGE: Final = 3
    PARTDISP_ALLNOTES_IN_SINGLE_LAYER: Final = 0
    PARTDISP_SELECTED_NOTES_MULTIPLE_LAYERS: Final = 1
    PARTID_CURRENT: Final = -1862271115
    PARTID_SCORE: Final = 0
    PARTID_UNKNOWN: Final = -1862271116
    PLAYBACKEXPS_CHASE_FROM_ONE: Final = 0
    PLAYBACKEXPS_RESET: Final = 1
    PLAYBACKEXPS_USECURRENT: Final = 2
    PLAYBACKSTART_CURRENTCOUNTER: Final = 2
    PLAYBACKSTART_LEFTMOST: Final = 1
    PLAYBACKSTART_MEASURE: Final = 0
    POSITIONING_BEATCHART: Final = 2
    POSITIONING_MANUALLY: Final = 1
    POSITIONING_TIMESIG: Final = 0
    PRINTODDEVEN_ALL: Final = -1862271117
    PRINTODDEVEN_EVEN: Final = -1862271118
    PRINTODDEVEN_ODD: Final = -1862271119
    QUANTIZATIONMODE_MIXRHYTHMS: Final = 2
    QUANTIZATIONMODE_NOTUPLETS: Final = 1
    QUANTIZATIONMODE_SPACEEVENLY: Final = 3
    QUARTER_NOTE: Final = 1024
    RAWTEXTTYPE_BOOKMARK: Final = 7
    RAWTEXTTYPE_CHORUSLYRIC: Final = 2
    RAWTEXTTYPE_CUSTOMLINE: Final = 4
    RAWTEXTTYPE_EXPRESSION: Final = 5
    RAWTEXTTYPE_FILEINFO: Final = 6
    RAWTEXTTYPE_SECTIONLYRIC: Final = 3
    RAWTEXTTYPE_TEXTBLOCK: Final = 0
    RAWTEXTTYPE_UNKNOWN: Final = -1
    RAWTEXTTYPE_VERSELYRIC: Final = 1
    REBARSTOP_EMPTYFRAME: Final = -1862271120
    REBARSTOP_EMPTYFRAMEAFTERREGION: Final = -1862271121
    REBARSTOP_KEY: Final = -1862271122
    REBARSTOP_NONE: Final = -1862271123
    REBARSTOP_REGIONEND: Final = -1862271124
    REBARSTOP_SPECIALBARLINE: Final = -1862271125
    REBARSTOP_TIME: Final = -1862271126
    REHMARKSTYLE_LETNUM: Final = 2
    REHMARKSTYLE_LETNUM_LC: Final = 4
    REHMARKSTYLE_LETTER: Final = 1
    REHMARKSTYLE_LETTER_LC: Final = 3
    REHMARKSTYLE_MANUAL: Final = 0
    REHMARKSTYLE_MEASNUM: Final = 6
    REHMARKSTYLE_NUMBER: Final = 5
    REPACTION_ALWAYSJUMP: Final = 1
    REPACTION_JUMPONPASS: Final = 2
    REPACTION_NEVERJUMP: Final = 0
    REPACTION_PLAYSECTION: Final = 3
    REPACTION_STOPONPASS: Final = 4
    REPBACKTOBACK_MIXED: Final = 1
    REPBACKTOBACK_THICK: Final = 2
    REPBACKTOBACK_THIN: Final = 0
    REPEATREPLACE_TARGETMEASURE: Final = 2
    REPEATREPLACE_TARGETTEXT: Final = 1
    REPEATREPLACE_TIMESPLAYED: Final = 0
    REPSHOW_ALL: Final = 0
    REPSHOW_STAFFLIST: Final = 2
    REPSHOW_TOPSTAFF: Final = 1
    REPTARGET_BACKWARDS: Final = 2
    REPTARGET_DEFID: Final = 3
    REPTARGET_FORWARDS: Final = 8
    REPTARGET_MEASURENUM: Final = 1
    REPTARGET_NEVERSKIPENDING: Final = 5
    REPTARGET_NEXTENDING: Final = 9
    REPTARGET_UNDEFINED: Final = 0
    REPWING_CURVED: Final = 3
    REPWING_DOUBLE: Final = 2
    REPWING_NONE: Final = 0
    REPWING_SINGLE: Final = 1
    REQVERSIONTYPE_MAXIMUM_FINALE: Final = 1
    REQVERSIONTYPE_MAXIMUM_FINALE_MAJOR: Final = 3
    REQVERSIONTYPE_MAXIMUM_LUAX1000: Final = 5
    REQVERSIONTYPE_MINIMUM_FINALE: Final = 0
    REQVERSIONTYPE_MINIMUM_FINALE_MAJOR: Final = 2
    REQVERSIONTYPE_MINIMUM_LUAX1000: Final = 4
    SEPARMODE_BACKWARDREPEAT: Final = 0
    SEPARMODE_ENDINGREPEAT: Final = 2
    SEPARMODE_ENDINGREPEATTEXT: Final = 3
    SEPARMODE_TEXTREPEAT: Final = 1
    SHAPEDEFTYPE_ARTICULATION: Final = 1
    SHAPETAG_BRACKET: Final = -1862271127
    SHAPETAG_CLOSEPATH: Final = -1862271128
    SHAPETAG_CURVETO: Final = -1862271129
    SHAPETAG_DRAWCHAR: Final = -1862271130
    SHAPETAG_ELLIPSE: Final = -1862271131
    SHAPETAG_ENDGROUP: Final = -1862271132
    SHAPETAG_FILLSOLID: Final = -1862271133
    SHAPETAG_LINETO: Final = -1862271134
    SHAPETAG_LINEWIDTH: Final = -1862271135
    SHAPETAG_NULL: Final = -1862271136
    SHAPETAG_RECTANGLE: Final = -1862271137
    SHAPETAG_RMOVETO: Final = -1862271138
    SHAPETAG_SETDASH: Final = -1862271139
    SHAPETAG_SETFONT: Final = -1862271140
    SHAPETAG_SETGRAY: Final = -1862271141
    SHAPETAG_SLUR: Final = -1862271142
    SHAPETAG_STARTGROUP: Final = -1862271143
    SHAPETAG_STARTOBJECT: Final = -1862271144
    SHAPETAG_STROKE: Final = -1862271145
    SHOWCLEF_ALWAYS: Final = 2
    SHOWCLEF_HIDE: Final = 1
    SHOWCLEF_NORMAL: Final = 0
    SHOWSTATE_HIDE: Final = 2
    SHOWSTATE_IFNEEDED: Final = 0
    SHOWSTATE_SHOW: Final = 1
    SIXTEENTH_NOTE: Final = 256
    SIXTYFOURTH_NOTE: Final = 64
    SLMODE_CATEGORY_SCORE: Final = -1862271146
    SMARTHYPHEN_SYSSTART_ALWAYS: Final = 0
    SMARTHYPHEN_SYSSTART_NEVER: Final = 2
    SMARTHYPHEN_SYSSTART_ONLYLATERSYLLABLE: Final = 1
    SMARTSHAPE_BEND_CURVE: Final = 28
    SMARTSHAPE_BEND_HAT: Final = 27
    SMARTSHAPE_CRESCENDO: Final = 3
    SMARTSHAPE_CUSTOM: Final = 29
    SMARTSHAPE_DASHCURVEAUTO: Final = 16
    SMARTSHAPE_DASHCURVEDOWN: Final = 8
    SMARTSHAPE_DASHCURVEUP: Final = 9
    SMARTSHAPE_DASHEDSLURAUTO: Final = 42
    SMARTSHAPE_DASHEDSLURDOWN: Final = 40
    SMARTSHAPE_DASHEDSLURUP: Final = 41
    SMARTSHAPE_DASHLINE: Final = 10
    SMARTSHAPE_DASHLINEDOWN: Final = 7
    SMARTSHAPE_DASHLINEDOWN2: Final = 22
    SMARTSHAPE_DASHLINEDOWNLEFT: Final = 33
    SMARTSHAPE_DASHLINEDOWNUP: Final = 37
    SMARTSHAPE_DASHLINEUP: Final = 6
    SMARTSHAPE_DASHLINEUP2: Final = 23
    SMARTSHAPE_DASHLINEUPDOWN: Final = 36
    SMARTSHAPE_DASHLINEUPLEFT: Final = 32
    SMARTSHAPE_DIMINUENDO: Final = 2
    SMARTSHAPE_GLISSANDO: Final = 25
    SMARTSHAPE_HYPHEN: Final = 38
    SMARTSHAPE_OCTAVEDOWN: Final = 4
    SMARTSHAPE_OCTAVEUP: Final = 5
    SMARTSHAPE_SLURAUTO: Final = 15
    SMARTSHAPE_SLURDOWN: Final = 0
    SMARTSHAPE_SLURUP: Final = 1
    SMARTSHAPE_SOLIDLINE: Final = 11
    SMARTSHAPE_SOLIDLINEDOWN: Final = 12
    SMARTSHAPE_SOLIDLINEDOWN2: Final = 18
    SMARTSHAPE_SOLIDLINEDOWNLEFT: Final = 31
    SMARTSHAPE_SOLIDLINEDOWNUP: Final = 35
    SMARTSHAPE_SOLIDLINEUP: Final = 13
    SMARTSHAPE_SOLIDLINEUP2: Final = 19
    SMARTSHAPE_SOLIDLINEUPDOWN: Final = 34
    SMARTSHAPE_SOLIDLINEUPLEFT: Final = 30
    SMARTSHAPE_TABSLIDE: Final = 26
    SMARTSHAPE_TRILL: Final = 14
    SMARTSHAPE_TRILLEXT: Final = 17
    SMARTSHAPE_TWOOCTAVEDOWN: Final = 20
    SMARTSHAPE_TWOOCTAVEUP: Final = 21
    SMARTSHAPE_WORD_EXT: Final = 39
    SMPTETIMETYPE_24: Final = 0
    SMPTETIMETYPE_25: Final = 1
    SMPTETIMETYPE_2997_DROP: Final = 2
    SMPTETIMETYPE_2997_NONDROP: Final = 4
    SMPTETIMETYPE_30: Final = 3
    SNAPITEM_BRACKETS: Final = 1
    SNAPITEM_CHORDS: Final = 2
    SNAPITEM_EXPRESSIONS: Final = 3
    SNAPITEM_FRETBOARDS: Final = 4
    SNAPITEM_GRAPHICSMOVE: Final = 5
    SNAPITEM_GRAPHICSSIZING: Final = 6
    SNAPITEM_MEASURENUMBERS: Final = 7
    SNAPITEM_REPEATS: Final = 8
    SNAPITEM_SPECIALTOOLS: Final = 9
    SNAPITEM_STAFFNAMES: Final = 10
    SNAPITEM_STAVES: Final = 11
    SNAPITEM_TEXTBLOCKMOVE: Final = 12
    SNAPITEM_TEXTBLOCKSIZING: Final = 13
    SSENTCNCTSTYLETYPE_BEND_CURVES: Final = 4
    SSENTCNCTSTYLETYPE_GLISSANDOS: Final = 3
    SSENTCNCTSTYLETYPE_SLURS: Final = 1
    SSENTCNCTSTYLETYPE_TAB_SLIDES: Final = 2
    SSENTCNCTSTYLE_DURATION_LYRBASELINE: Final = 18
    SSENTCNCTSTYLE_HEAD_LEFT_BOTTOM: Final = 3
    SSENTCNCTSTYLE_HEAD_LEFT_TOP: Final = 0
    SSENTCNCTSTYLE_HEAD_RIGHT_BOTTOM: Final = 2
    SSENTCNCTSTYLE_HEAD_RIGHT_LYRBASELINE: Final = 17
    SSENTCNCTSTYLE_HEAD_RIGHT_TOP: Final = 1
    SSENTCNCTSTYLE_LYRIC_LEFT_CENTER: Final = 15
    SSENTCNCTSTYLE_LYRIC_RIGHT_BOTTOM: Final = 16
    SSENTCNCTSTYLE_LYRIC_RIGHT_CENTER: Final = 14
    SSENTCNCTSTYLE_NOTE_LEFT_BOTTOM: Final = 11
    SSENTCNCTSTYLE_NOTE_LEFT_CENTER: Final = 12
    SSENTCNCTSTYLE_NOTE_LEFT_TOP: Final = 8
    SSENTCNCTSTYLE_NOTE_RIGHT_BOTTOM: Final = 10
    SSENTCNCTSTYLE_NOTE_RIGHT_CENTER: Final = 13
    SSENTCNCTSTYLE_NOTE_RIGHT_TOP: Final = 9
    SSENTCNCTSTYLE_STEM_LEFT_BOTTOM: Final = 7
    SSENTCNCTSTYLE_STEM_LEFT_TOP: Final = 4
    SSENTCNCTSTYLE_STEM_RIGHT_BOTTOM: Final = 6
    SSENTCNCTSTYLE_STEM_RIGHT_TOP: Final = 5
    SSENTCNCTSTYLE_SYSTEM_LEFT: Final = 19
    SSENTCNCTSTYLE_SYSTEM_RIGHT: Final = 20
    SS_AUTOSTATE: Final = 2
    SS_OFFSTATE: Final = 0
    SS_ONSTATE: Final = 1
    STAFFAUTONUMBER_ALPHA_SUFFIX: Final = 3
    STAFFAUTONUMBER_ARABIC_PREFIX: Final = 4
    STAFFAUTONUMBER_ARABIC_SUFFIX: Final = 0
    STAFFAUTONUMBER_ORDINAL_PREFIX: Final = 2
    STAFFAUTONUMBER_ROMAN_SUFFIX: Final = 1
    STAFFHIDE_CUTAWAY: Final = 3
    STAFFHIDE_NORMAL: Final = 0
    STAFFHIDE_SCORE: Final = 1
    STAFFHIDE_SCORE_AND_PARTS: Final = 2
    STAFFNOTATION_NORMAL: Final = 0
    STAFFNOTATION_PERCUSSION: Final = 1
    STAFFNOTATION_TABLATURE: Final = 2
    STAFFSTEMDIR_ALWAYS_DOWN: Final = 2
    STAFFSTEMDIR_ALWAYS_UP: Final = 1
    STAFFSTEMDIR_DEFAULT: Final = 0
    STRFINDOPT_IGNORECASE: Final = 1
    STRFINDOPT_REGEX: Final = 4
    STRFINDOPT_WHOLEWORDS: Final = 2
    SYLLALIGN_CENTER: Final = 1
    SYLLALIGN_DEFAULT: Final = 0
    SYLLALIGN_LEFT: Final = 2
    SYLLALIGN_RIGHT: Final = 3
    SYLLJUST_CENTER: Final = 1
    SYLLJUST_DEFAULT: Final = 0
    SYLLJUST_LEFT: Final = 2
    SYLLJUST_RIGHT: Final = 3
    TCONTOURIDX_LONG: Final = 2
    TCONTOURIDX_MEDIUM: Final = 1
    TCONTOURIDX_SHORT: Final = 0
    TCONTOURIDX_TIEENDS: Final = 3
    TEXTASSIGN_ALL: Final = 0
    TEXTASSIGN_EVEN: Final = 2
    TEXTASSIGN_ODD: Final = 1
    TEXTHORIZALIGN_CENTER: Final = 2
    TEXTHORIZALIGN_LEFT: Final = 0
    TEXTHORIZALIGN_RIGHT: Final = 1
    TEXTJUSTIFY_CENTER: Final = 2
    TEXTJUSTIFY_FORCED_FULL: Final = 4
    TEXTJUSTIFY_FULL: Final = 3
    TEXTJUSTIFY_LEFT: Final = 0
    TEXTJUSTIFY_RIGHT: Final = 1
    TEXTREF_CENTERABBREVIATED: Final = 4
    TEXTREF_CENTERFULL: Final = 3
    TEXTREF_LEFTCONTINUATION: Final = 1
    TEXTREF_LEFTSTART: Final = 0
    TEXTREF_RIGHTEND: Final = 2
    TEXTREPJUST_CENTER: Final = 2
    TEXTREPJUST_FULL: Final = 3
    TEXTREPJUST_LEFT: Final = 0
    TEXTREPJUST_RIGHT: Final = 1
    TEXTVERTALIGN_BOTTOM: Final = 1
    TEXTVERTALIGN_CENTER: Final = 2
    TEXTVERTALIGN_TOP: Final = 0
    THIRTYSECOND_NOTE: Final = 128
    TIECHORDDIR_OUTSIDEINSIDE: Final = 0
    TIECHORDDIR_SPLITEVENLY: Final = 2
    TIECHORDDIR_STEMREVERSAL: Final = 1
    TIEMIXEDSTEM_OPPOSITEFIRSTSTEM: Final = 2
    TIEMIXEDSTEM_OVER: Final = 0
    TIEMIXEDSTEM_UNDER: Final = 1
    TIEMODCNCT_ACCILEFT_NOTECENTER: Final = 8
    TIEMODCNCT_DOTRIGHT_NOTECENTER: Final = 7
    TIEMODCNCT_ENTRYCENTER_NOTEBOTTOM: Final = 9
    TIEMODCNCT_ENTRYCENTER_NOTETOP: Final = 10
    TIEMODCNCT_ENTRYLEFT_NOTECENTER: Final = 1
    TIEMODCNCT_ENTRYRIGHT_NOTECENTER: Final = 2
    TIEMODCNCT_NONE: Final = 0
    TIEMODCNCT_NOTECENTER_NOTEBOTTOM: Final = 5
    TIEMODCNCT_NOTECENTER_NOTETOP: Final = 6
    TIEMODCNCT_NOTELEFT_NOTEBOTTOM: Final = 11
    TIEMODCNCT_NOTELEFT_NOTECENTER: Final = 3
    TIEMODCNCT_NOTELEFT_NOTETOP: Final = 13
    TIEMODCNCT_NOTERIGHT_NOTEBOTTOM: Final = 12
    TIEMODCNCT_NOTERIGHT_NOTECENTER: Final = 4
    TIEMODCNCT_NOTERIGHT_NOTETOP: Final = 14
    TIEMODCNCT_SYSTEMEND: Final = 15
    TIEMODCNCT_SYSTEMSTART: Final = 16
    TIEMODDIR_AUTOMATIC: Final = 0
    TIEMODDIR_OVER: Final = 1
    TIEMODDIR_UNDER: Final = 2
    TIEMODSEL_DEFAULT: Final = 0
    TIEMODSEL_OFF: Final = 2
    TIEMODSEL_ON: Final = 1
    TIEMODTYPE_TIEEND: Final = 0
    TIEMODTYPE_TIESTART: Final = 1
    TIEPLACE_OVERINNER: Final = 0
    TIEPLACE_OVEROUTERNOTE: Final = 2
    TIEPLACE_OVEROUTERSTEM: Final = 4
    TIEPLACE_UNDERINNER: Final = 1
    TIEPLACE_UNDEROUTERNOTE: Final = 3
    TIEPLACE_UNDEROUTERSTEM: Final = 5
    TIESECONDS_NONE: Final = 0
    TIESECONDS_SHIFTBOTH: Final = 3
    TIESECONDS_SHIFTEND: Final = 2
    TIESECONDS_SHIFTSTART: Final = 1
    TUPLETBRACKET_ALWAYS: Final = 0
    TUPLETBRACKET_NEVERBEAMEDONBEAMSIDE: Final = 2
    TUPLETBRACKET_UNBEAMEDONLY: Final = 1
    TUPLETNUMBER_NONE: Final = 0
    TUPLETNUMBER_RATIO: Final = 2
    TUPLETNUMBER_RATIOANDNOTE: Final = 3
    TUPLETNUMBER_RATIOANDNOTE_BOTH: Final = 4
    TUPLETNUMBER_REGULAR: Final = 1
    TUPLETPLACEMENT_ABOVE: Final = 3
    TUPLETPLACEMENT_BELOW: Final = 4
    TUPLETPLACEMENT_MANUAL: Final = 0
    TUPLETPLACEMENT_NOTESIDE: Final = 2
    TUPLETPLACEMENT_STEMSIDE: Final = 1
    TUPLETSHAPE_BRACKET: Final = 1
    TUPLETSHAPE_NONE: Final = 0
    TUPLETSHAPE_SLUR: Final = 2
    UNDOSTATE_DISABLED: Final = 0
    UNDOSTATE_ENABLED: Final = 1
    UNDOSTATE_OFF: Final = -2
    UNDOSTATE_SUSPENDED: Final = -1
    UNISSPACE_ALLNOTEHEADS: Final = 2
    UNISSPACE_DIFFERENTNOTEHEADS: Final = 1
    UNISSPACE_NONE: Final = 0
    UNKNOWNRETURN: Final = -1862271147
    VCOUNTNOTES_FROM_THE_BOTTOM: Final = 2
    VCOUNTNOTES_FROM_THE_TOP: Final = 1
    VOICINGLAYERRULE_ALL_NOTES: Final = 0
    VOICINGLAYERRULE_BOTTOM_NOTE: Final = 2
    VOICINGLAYERRULE_SELECTED_NOTES: Final = 3
    VOICINGLAYERRULE_TOP_NOTE: Final = 1
    WHOLE_NOTE: Final = 4096
    YESRETURN: Final = 2

class Finenv:
    @property
    def ConsoleIsAvailable(self) -> bool:
        """Whether what is printed is seen: always here."""
    def CreateLuaScriptItems(self) -> FCLuaScriptItems:
        """The items of the menu: of all Lua scripts that are configured, shipped or in one of the user's folders."""
    def CreateLuaScriptItemsFromFilePath(self, path: str | FCString | None = ..., text: str | FCString | None = ...) -> FCLuaScriptItems:
        """The items of a script file, or of `text` in its place. Without a path they have no file."""
    @property
    def DebugEnabled(self) -> bool:
        """Whether the script is configured for debugging."""
    @property
    def EmbeddedLuaOSUtils(self) -> bool:
        """Whether luaosutils is built in."""
    def EndUndoBlock(self, store: bool = ...) -> None:
        """End the open undo block: store what was done in it, or undo it."""
    def ExecuteLuaScriptItem(self, item: FCLuaScriptItem) -> tuple[bool, str | None, int | None]:
        """Run another script to its end, in a Lua state of its own: success, and where there is a message, the
        message and its type (`finenv.MessageResultType`).
        """
    @property
    def FinaleVersion(self) -> int:
        """The year of the emulated Finale, and 10000."""
    def GetFinaleMainWindow(self) -> Any:
        """The handle that `luaosutils.menu` takes for Finale's window: nil on macOS, where there is none."""
    def GetPluginDefFunction(self) -> str:
        """The text of `plugindef` that was found in the script."""
    @property
    def IsFinaleDemo(self) -> bool:
        """Always false."""
    @property
    def IsRGPLua(self) -> bool:
        """Always true."""
    def IsScriptActive(self) -> bool:
        """Always true."""
    @property
    def LoadedAsString(self) -> bool:
        """Whether the script was cut at its first NUL."""
    @property
    def LuaBridgeVersion(self) -> str:
        """A text that names Postlude."""
    @property
    def LuaReleaseVersion(self) -> str:
        """The release of Lua, as text."""
    @property
    def MajorVersion(self) -> int:
        """Of the emulated RGP Lua."""
    @property
    def MessageResultType(self) -> Mapping[str, int]:
        """The kinds of message that ExecuteLuaScriptItem gives."""
    @property
    def MinorVersion(self) -> int:
        """Of the emulated RGP Lua."""
    def QueryInitializationInProgress(self) -> bool:
        """Whether the script runs as at Finale's start (`--at-startup`)."""
    def QueryInvokedModifierKeys(self, keys: int) -> bool:
        """Whether all keys of a sum of `CMDMODKEY_` numbers were held."""
    @property
    def RawFinaleVersion(self) -> int:
        """The emulated Finale's version, its parts in the bytes of one number."""
    def Region(self) -> FCMusicRegion:
        """The selected region: one object a run, which changes with what a script does to it; while a modeless
        window is open, each call makes it the selected region again.
        """
    def RegisterModelessDialog(self, window: FCCustomLuaWindow) -> None:
        """Announce a window that the script is going to show while it goes on: the run lasts until all of them
        are closed.
        """
    RetainLuaState: bool
    """True keeps the state for the next invocation of the script."""
    def RunningLuaFilePath(self) -> str:
        """The path of the script."""
    def RunningLuaFolderPath(self) -> str:
        """The folder of the script, with a separator at its end."""
    def StartNewUndoBlock(self, text: str | FCString | None = ..., store_previous: bool = ...) -> None:
        """End the open block (stored unless the second argument says otherwise) and begin one of that name."""
    @property
    def StringVersion(self) -> str:
        """The version of the emulated RGP Lua as text."""
    @property
    def TrustedMode(self) -> int:
        """How the script is trusted, one of TrustedModeType."""
    @property
    def TrustedModeType(self) -> Mapping[str, int]:
        """The ways in which a script is trusted."""
    def UI(self) -> FCUI:
        """The user interface: alerts, and what is known of the program."""
    def UserValueInput(self) -> None:
        """RGP Lua shows an error and gives nil, and so does this."""
    def undo_block(self, text: str) -> AbstractContextManager[None]:
        """An undo block of that name: stored at the end, and rolled back if something is raised."""

class FinalePlugin:
    RequireDocument: bool
    """Whether a score must be open; true unless it is set to false."""
    RequireSelection: bool
    """Whether something must be selected."""
    RequireScore: bool
    """Whether the score, and no part, must be in view."""
    NoStore: bool
    """Whether the score stays as it is: everything is undone at the end."""
    HandlesUndo: bool
    """Whether the script makes its undo blocks itself: what it does outside them is undone."""
    IgnoreReturnValue: bool
    """Whether what the script returns is no message for the user."""
    IncludeInPluginMenu: bool
    """Whether the script has items in the menu."""
    LoadAsString: bool
    """Whether the script ends at its first NUL character."""
    LoadLuaOSUtils: bool
    """Whether `require` finds the built-in luaosutils; true unless it is set to false."""
    ExecuteAtStartup: bool
    """Whether the script may run at startup, if it is configured so."""
    ExecuteExternalCode: bool
    """Asks for programs and C libraries; the script must be trusted as well."""
    ExecuteHttpsCalls: bool
    """Asks for requests to the net; the user approves each server of a POST."""
    LoadLuaSocket: bool
    """Asks for LuaSocket, for a debugger; the script must be trusted as well."""
    ModifyFinaleMenus: bool
    """Asks to change the menus; the script must be trusted as well."""
    HashURL: str
    """Where the hash lies that vouches for the script."""
    MinFinaleVersion: float
    """The earliest Finale: 2014.5, or 25.0 and so on."""
    MaxFinaleVersion: float
    """The latest Finale."""
    MinFinaleVersionRaw: float
    """The earliest Finale, as `finenv.RawFinaleVersion` counts."""
    MaxFinaleVersionRaw: float
    """The latest Finale, as `finenv.RawFinaleVersion` counts."""
    MinJWLuaVersion: float
    """The earliest RGP Lua or JW Lua, such as 0.67."""
    MaxJWLuaVersion: float
    """The latest RGP Lua or JW Lua."""
    AdditionalMenuOptions: str
    """Texts of further menu items, one a line."""
    AdditionalUndoText: str
    """Undo texts of the further menu items, one a line."""
    AdditionalDescriptions: str
    """Descriptions of the further menu items, one a line."""
    AdditionalPrefixes: str
    """Lua that runs before the script for the further menu items, one a line."""
    Author: str
    """Who wrote it."""
    AuthorEmail: str
    """Where to write to the author."""
    AuthorURL: str
    """Where the author is on the web."""
    CategoryTags: str
    """Words to find the script by, with commas between them."""
    Copyright: str
    """Whose it is."""
    Date: str
    """When it was made."""
    Id: str
    """A name that tells it from others."""
    Notes: str
    """What the user should know, in plain text or Markdown."""
    RevisionNotes: str
    """What changed from version to version."""
    ScriptGroupDescription: str
    """What the script's menu items have in common, in a line."""
    ScriptGroupName: str
    """The name of the script's menu items together."""
    Version: str
    """The version of the script."""
    ParameterDescriptions: str
    """For JW Lua; without effect."""
    ParameterInitValues: str
    """For JW Lua; without effect."""
    ParameterLists: str
    """For JW Lua; without effect."""
    ParameterTypes: str
    """For JW Lua; without effect."""

def each_staff(region: FCMusicRegion, *, downwards: bool = ...) -> Iterator[int]: ...
def each_cell(
    region: FCMusicRegion, *, forwards: bool = ..., downwards: bool = ...
) -> Iterator[tuple[int, int]]: ...
def each_entry(region: FCMusicRegion, layers: int = ..., *, save: bool = ...) -> Iterator[FCNoteEntry]: ...
