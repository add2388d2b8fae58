"""The words for the places of expressions and for what they play, as categories and definitions store them."""

from __future__ import annotations

HORIZONTAL_POINTS: dict[str | None, int] = {
    None: 0, "startTimeSig": 1, "afterClefKeyTime": 2, "manual": 3, "centerOverBarlines": 4,
    "centerOverMusic": 5, "rightEdge": 6, "startOfMusic": 7, "leftOfAllNoteheads": 9, "stem": 10,
    "centerPrimaryNotehead": 11, "centerAllNoteheads": 12, "leftOfPrimaryNotehead": 13,
    "rightOfAllNoteheads": 14,
}  # fmt: skip
JUSTIFICATIONS: dict[str | None, int] = {None: 0, "center": 1, "right": 2}
VERTICAL_POINTS: dict[str | None, int] = {
    None: 0, "belowStaff": 1, "manual": 2, "refLine": 3, "topNote": 4, "bottomNote": 5,
    "aboveEntry": 6, "belowEntry": 7, "aboveStaffOrEntry": 8, "belowStaffOrEntry": 9,
}  # fmt: skip
# The one document at hand with a pitch wheel has a blank before its word.
PLAYBACK_TYPES: dict[str | None, int] = {
    None: 100, "amplitude": 1, "time": 2, "midiController": 3, "transpose": 4, "dump": 5, "channel": 6,
    "rekey": 7, "startTempo": 8, "stopTempo": 9, "midiPatchChange": 10, "midiPressure": 11,
    "midiPitchwheel": 12, " midiPitchwheel": 12, "percMidiMap": 13, "swing": 14, "hpOn": 15, "hpOff": 16,
}  # fmt: skip
