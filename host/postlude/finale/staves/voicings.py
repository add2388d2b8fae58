"""Which notes of a staff a part shows."""

from __future__ import annotations

from postlude.finale.constants import constant
from postlude.finale.fields import choice, combination, flag, integer
from postlude.finale.records import NoInciOther


class FCPartStaffVoicing(NoInciOther, tag="voicingDef"):
    """Which notes of a staff the part in view shows; the number is the staff's. Layers count from 1."""

    CountNotesRule = combination(
        ("selectFromBottom",),
        {
            (False,): constant("VCOUNTNOTES_FROM_THE_TOP"),
            (True,): constant("VCOUNTNOTES_FROM_THE_BOTTOM"),
        },
    )
    IncludeSingleNotePassages = flag("selectSingleNote")
    IsVoicingEnabled = flag("enabled")
    MultipleLayerNumber = integer("multiLayer", add=1)
    SingleLayerDisplayRule = choice(
        "singleVoiceType",
        {
            None: constant("VOICINGLAYERRULE_ALL_NOTES"),
            "topNote": constant("VOICINGLAYERRULE_TOP_NOTE"),
            "botNote": constant("VOICINGLAYERRULE_BOTTOM_NOTE"),
            "selected": constant("VOICINGLAYERRULE_SELECTED_NOTES"),
        },
    )
    SingleLayerNumber = integer("singleLayer", add=1)
    SingleLayerSelect1st = flag("select1st")
    SingleLayerSelect2nd = flag("select2nd")
    SingleLayerSelect3rd = flag("select3rd")
    SingleLayerSelect4th = flag("select4th")
    SingleLayerSelect5th = flag("select5th")
    WillDisplay = choice(
        "voicingType",
        {
            None: constant("PARTDISP_ALLNOTES_IN_SINGLE_LAYER"),
            "useMultipleLayers": constant("PARTDISP_SELECTED_NOTES_MULTIPLE_LAYERS"),
        },
    )
