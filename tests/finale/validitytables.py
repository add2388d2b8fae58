"""What refers to what in a document: as it is in all real scores at hand."""

from __future__ import annotations

CLICK_TRACK = 32767
WHOLE_PIECE = 32767
LISTS_OF_NO_SYSTEM = 60000
"""Lists of staves from here on are studio view's and other windows'."""

BY_MEASURE = (
    "beatChart", "measExprAssign", "smartShapeMeasMark", "repeatBack", "repeatEndingStart", "repeatEndingText",
    "repeatPassList", "textRepeatAssign", "separatesRepeatBack", "mmRest", "lockMeas",
)  # fmt: skip
BY_CELL = ("gfhold", "floats", "measGraphicAssign", "measNumbIndivPos", "measTextAssign", "chordAssign")

REFERENCES = (
    ("details", "articAssign", "articDef", "articDef"),
    ("details", "chordAssign", "fbStyleID", "fretStyle"),
    ("details", "chordAssign", "suffix", "chordSuffix"),
    ("details", "crossStaff", "instrument", "staffSpec"),
    ("details", "measGraphicAssign", "fDescID", "fileDesc"),
    ("details", "measTextAssign", "block", "textBlock"),
    ("details", "noteAlter", "fontID", "fontName"),
    ("details", "smartShapeEntryMark", "shapeNum", "smartShape"),
    ("details", "staffGroup", "abbrvID", "textBlock"),
    ("details", "staffGroup", "endInst", "staffSpec"),
    ("details", "staffGroup", "fullID", "textBlock"),
    ("details", "staffGroup", "startInst", "staffSpec"),
    ("others", "articDef", "altShape", "shapeDef"),
    ("others", "articDef", "fontAlt", "fontName"),
    ("others", "articDef", "fontMain", "fontName"),
    ("others", "articDef", "mainShape", "shapeDef"),
    ("others", "drumStaff", "whichDrumLib", "drumLibName"),
    ("others", "execShape", "shapeID", "shapeDef"),
    ("others", "fileDesc", "pathID", "filePath"),
    ("others", "instUsed", "inst", "staffSpec"),
    ("others", "markingsCategory", "staffList", "categoryStaffListScore"),
    ("others", "measExprAssign", "shapeExprID", "shapeExprDef"),
    ("others", "measExprAssign", "staffAssign", "staffSpec"),
    ("others", "measExprAssign", "staffList", "categoryStaffListScore"),
    ("others", "measExprAssign", "textExprID", "textExprDef"),
    ("others", "measSpec", "customBarShape", "shapeDef"),
    ("others", "measSpec", "customLeftBarShape", "shapeDef"),
    ("others", "mmRest", "shapeDef", "shapeDef"),
    ("others", "multiStaffInstGroup", "staffNum1", "staffSpec"),
    ("others", "multiStaffInstGroup", "staffNum2", "staffSpec"),
    ("others", "multiStaffInstGroup", "staffNum3", "staffSpec"),
    ("others", "pageGraphicAssign", "fDescID", "fileDesc"),
    ("others", "pageTextAssign", "block", "textBlock"),
    ("others", "partDef", "defaultNameStaff", "staffSpec"),
    ("others", "partDef", "nameID", "textBlock"),
    ("others", "repeatBack", "staffList", "repeatStaffListScore"),
    ("others", "repeatEndingStart", "staffList", "repeatStaffListScore"),
    ("others", "separatesRepeatBack", "instno", "staffSpec"),
    ("others", "separatesRepeatEndingLine", "instno", "staffSpec"),
    ("others", "separatesRepeatEndingText", "instno", "staffSpec"),
    ("others", "separatesTextRepeat", "instno", "staffSpec"),
    ("others", "shapeDef", "dataList", "shapeData"),
    ("others", "shapeDef", "instList", "shapeList"),
    ("others", "shapeExprDef", "categoryID", "markingsCategory"),
    ("others", "shapeExprDef", "shapeDef", "shapeDef"),
    ("others", "smartShape", "lineStyleID", "ssLineStyle"),
    ("others", "smartShapeMeasMark", "shapeNum", "smartShape"),
    ("others", "ssLineStyle", "lineCapEndArrowID", "shapeDef"),
    ("others", "ssLineStyle", "lineCapStartArrowID", "shapeDef"),
    ("others", "staffSpec", "abbrvName", "textBlock"),
    ("others", "staffSpec", "fretInstID", "fretInst"),
    ("others", "staffSpec", "fullName", "textBlock"),
    ("others", "staffStyle", "abbrvName", "textBlock"),
    ("others", "staffStyle", "fullName", "textBlock"),
    ("others", "staffStyleAssign", "style", "staffStyle"),
    ("others", "textBlock", "shapeID", "shapeDef"),
    ("others", "textExprDef", "categoryID", "markingsCategory"),
    ("others", "textExprDef", "execShape", "execShape"),
    ("others", "textExprDef", "textIDKey", "textBlock"),
    ("others", "textRepeatAssign", "repnum", "textRepeatDef"),
    ("others", "textRepeatAssign", "staffList", "repeatStaffListScore"),
)
"""Section, tag and field of what refers to a record of ``others``, and that record's tag. 0 refers to nothing."""

MEASURES_NAMED = (
    ("details", "staffGroup", "startMeas"),
    ("details", "staffGroup", "endMeas"),
    ("others", "staffStyleAssign", "startMeas"),
    ("others", "staffStyleAssign", "endMeas"),
    ("others", "smartShape", "startTermSeg/endPt/meas"),
    ("others", "smartShape", "endTermSeg/endPt/meas"),
)

TEXTS = {"block": "blockText", "expression": "expression"}
LYRICS = {"lyrDataVerse": "verse", "lyrDataChorus": "chorus", "lyrDataSection": "section"}
NOTE_DETAILS = (
    "noteAlter",
    "tieAlterStart",
    "tieAlterEnd",
    "acciAlter",
    "crossStaff",
    "dotOffset",
    "percussionNoteCode",
)
STAFF_LISTS = (
    "categoryStaffListScore",
    "categoryStaffListParts",
    "repeatStaffListScore",
    "repeatStaffListParts",
)
MEASURE_FLAGS = {
    "hasExpr": ("measExprAssign",),
    "hasSmartShape": ("smartShapeMeasMark",),
    "bacRepBar": ("repeatBack",),
    "barEnding": ("repeatEndingStart",),
    "txtRepeats": ("textRepeatAssign",),
}
