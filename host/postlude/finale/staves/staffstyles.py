"""What a staff is at a place: its record with the staff styles that apply there laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part
from postlude.finale.constants import constants
from postlude.finale.remember import remembering

if TYPE_CHECKING:
    from postlude.finale.session import Session

Place = tuple[int, int]
"""A measure and a position in EDU."""

NO_INSTRUMENT = "00000000-4627-4100-abbf-064eedc15fe3"
"""The instrument of styles that change none, beside Finale's two numbers for a blank and an unknown one."""

MASKED: dict[str, str] = {
    "floatNoteheadFont": "noteFont useNoteFont",
    "useNoteShapes": "useNoteShapes",
    "flatBeams": "flatBeams",
    "blankMeasureRest": "blankMeasure",
    "noOptimize": "noOptimize",
    "notationStyle": (
        "notationStyle capoPos lowestFret vertTabNumOff showTabClefAllSys useTabLetters "
        "breakTabLinesAtNotes hideTuplets fretInstID"
    ),
    "defaultClef": "defaultClef",
    "staffType": (
        "staffLines customStaff lineSpace topBarlineOffset botBarlineOffset dwRestOffset wRestOffset "
        "hRestOffset otherRestOffset botRepeatDotOff topRepeatDotOff stemReversal hideRepeatBottomDot "
        "hideRepeatTopDot"
    ),
    "transposition": "transposedClef transposition",
    "blineBreak": "blineBreak",
    "rbarBreak": "rbarBreak",
    "negMnumb": "hideMeasNums",
    "negRepeat": "hideRepeats",
    "negNameScore": "hideStfNameInScore",
    "hideBarlines": "hideBarlines",
    "fullName": "fullName",
    "abrvName": "abbrvName",
    "floatKeys": "floatKeys",
    "floatTime": "floatTime",
    "hideRptBars": "hideRptBars",
    "altNotation": (
        "altNotation altLayer altHideArtics altHideLyrics altHideSmartShapes altRhythmStemsUp altSlashDots "
        "altHideOtherNotes altHideOtherArtics altHideExpressions altHideOtherLyrics altHideOtherSmartShapes "
        "altHideOtherExpressions"
    ),
    "negKey": "hideKeySigs",
    "negTime": "hideTimeSigs",
    "negClef": "hideClefs",
    "hideStaff": "hideMode",
    "noKey": "noKey",
    "showTies": "hideTies",
    "showDots": "hideDots",
    "showRests": "hideRests",
    "showStems": (
        "hideStems hideBeams stemDir stemStartFromStaff stemsFixedEnd stemsFixedStart horzStemOffUp "
        "horzStemOffDown vertStemStartOffUp vertStemStartOffDown vertStemEndOffUp vertStemEndOffDown"
    ),
    "hideChords": "hideChords",
    "hideFretboards": "hideFretboards",
    "hideLyrics": "hideLyrics",
    "showNameParts": "showNameParts",
    "showNoteColors": "showNoteColors",
    "hideStaffLines": "hideStaffLines",
    "redisplayLayerAccis": "redisplayLayerAccis",
    "negTimeParts": "hideTimeSigsInParts",
    "hideKeySigsShowAccis": "hideKeySigsShowAccis",
}
"""The elements that a style puts in place of the staff's own, by the element of its ``mask`` (after musxdom)."""


def has_instrument(uuid: str) -> bool:
    """Whether it is the number of an instrument, not that of a blank or unknown one."""
    known = constants()
    none = ("", known["FFUUID_UNKNOWN"], known["FFUUID_BLANKSTAFF"], NO_INSTRUMENT)
    return uuid.lower() not in none


@remembering(("others", "staffStyleAssign"))
def _assignments(session: Session, staff: int) -> list[tuple[Place, Place, int]]:
    """The styles of a staff: first and last place, both included, and the style's number."""
    found = []
    for key in session.keys_of("others", "staffStyleAssign", staff):
        node = load_for_part(session.store, "others", "staffStyleAssign", key, session.part)
        if node is not None:
            number = {
                tag: int(node.get(tag) or 0)
                for tag in ("startMeas", "startEdu", "endMeas", "endEdu", "style")
            }
            first = number["startMeas"], number["startEdu"]
            found.append((first, (number["endMeas"], number["endEdu"]), number["style"]))
    return found


@remembering(("others", "staffSpec"), ("others", "staffStyle"))
def _records(session: Session, staff: int, styles: tuple[int, ...]) -> tuple[Node | None, list[Node]]:
    own = load_for_part(session.store, "others", "staffSpec", Key(staff), session.part)
    found = [session.store.load("others", "staffStyle", Key(style)) for style in styles]
    return own, [node for node in found if node is not None]


def staff_source(session: Session, staff: int, measure: int, position: int, what: str) -> Node | None:
    """The record that decides ``what`` (an element of a style's ``mask``) for a staff at a place.

    It is the last style there that masks it, else the staff's own record. The node is shared: only read it.
    """
    own, nodes = _records(session, staff, styles_at(session, staff, measure, position))
    for node in reversed(nodes):
        if node.get(f"mask/{what}") is not None:
            return node
    return own


def styles_at(session: Session, staff: int, measure: int, position: int) -> tuple[int, ...]:
    """The numbers of the styles that a staff has at a place; the later ones win."""
    here = measure, position
    return tuple(style for first, last, style in _assignments(session, staff) if first <= here <= last)


def style_at(session: Session, staff: int, measure: int, position: int, what: str) -> int | None:
    """The number of the style that decides ``what`` for a staff at a place; None if the staff itself does."""
    for number in reversed(styles_at(session, staff, measure, position)):
        node = session.store.load("others", "staffStyle", Key(number))
        if node is not None and node.get(f"mask/{what}") is not None:
            return number
    return None


def staff_at(session: Session, staff: int, measure: int, position: int) -> Node | None:
    """A staff's record as it is at a place, with the styles there laid over it; None if there is no such staff."""
    own, styles = _records(session, staff, styles_at(session, staff, measure, position))
    if own is None:
        return None
    found = own.copy()
    for style in styles:
        uuid = style.get("instUuid") or ""
        if has_instrument(uuid):
            found.set("instUuid", uuid)
        for mask in (node.tag for node in (style.find("mask") or Node("mask")).children):
            names = MASKED.get(mask, "").split()
            found.children = [child for child in found.children if child.tag not in names]
            found.children += [child.copy() for child in style.children if child.tag in names]
    return found
