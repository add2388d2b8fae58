"""Staves: their records, their order in scroll view, and how they transpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.text import plain
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import flag, integer, inverted_flag, text
from postlude.finale.keys import Pitch
from postlude.finale.records import InciOther, InciOthers, NoInciOther, NoInciOthers
from postlude.finale.strings import FCString
from postlude.finale.texts import shown

if TYPE_CHECKING:
    from postlude.finale.notes import FCNote
    from postlude.finale.regions import FCMusicRegion
    from postlude.finale.session import Session


def scroll_view(session: Session) -> list[int]:
    """The staves in order from the top, as scroll view shows them to the part in view."""
    return [staff for staff, _ in system_staves(session, 0)]


def system_staves(session: Session, system: int) -> list[tuple[int, Key]]:
    """The staves of a system (0: scroll view) with the keys of their records."""
    from postlude.enigma.parts import load_for_part

    keys = session.keys_of("others", "instUsed", system)
    own = [key for key in session.store.keys("others", "instUsed") if key.part == session.part]
    if session.part and own:
        # A part has a list of its own, which may be shorter than the score's.
        keys = [key._replace(part=0) for key in own if key.cmper1 == system]
    found = []
    for key in keys:
        node = load_for_part(session.store, "others", "instUsed", key, session.part)
        if node is not None:
            found.append((int(node.get("inst") or 0), key))
    return found


@dataclass(frozen=True)
class Transposition:
    """How a staff writes what sounds: steps and fifths by key, or steps and semitones for all notes."""

    interval: int
    adjust: int
    chromatic: bool

    def write(self, note: FCNote) -> Pitch:
        """The pitch as written."""
        key = note.key
        if self.chromatic:
            steps = note.Displacement + self.interval
            return key.pitch(steps, note.RaiseLower + self.adjust)
        transposed = key.transposed(self.interval, self.adjust)
        step = note.Displacement + key.tonic + self.interval
        letter = step % 7
        return Pitch(letter, transposed.alteration_of(letter) + note.RaiseLower, 4 + step // 7)


def transposition_of(session: Session, staff: int) -> Transposition | None:
    """The transposition of a staff's instrument, None at concert pitch."""
    node = session.store.load("others", "staffSpec", Key(staff))
    found = node.find("transposition") if node is not None else None
    if found is None:
        return None
    if found.find("chromatic") is not None:
        return Transposition(
            int(found.get("chromatic/diatonic") or 0), int(found.get("chromatic/alteration") or 0), True
        )
    return Transposition(int(found.get("keysig/interval") or 0), int(found.get("keysig/adjust") or 0), False)


class StaffBase(NoInciOther, name="__FCStaffBase"):
    """What a staff and a staff style have in common."""

    AbbreviatedNameID = integer("abbrvName")
    AltNotationLayer = integer("altLayer")
    BreakBarlines = flag("blineBreak")
    BreakRepeatBarlines = flag("rbarBreak")
    CapoPosition = integer("capoPos")
    DefaultClef = integer("defaultClef")
    DoubleWholeRestPosition = integer("dwRestOffset")
    FlatBeams = flag("flatBeams")
    FullNameID = integer("fullName")
    HalfRestPosition = integer("hRestOffset")
    IndependentKeySig = flag("floatKeys")
    IndependentTimeSig = flag("floatTime")
    InstrumentUUID = text("instUuid")
    OtherRestPosition = integer("otherRestOffset")
    ShowAugmentationDots = inverted_flag("hideDots")
    ShowBarlines = inverted_flag("hideBarlines")
    ShowBeams = inverted_flag("hideBeams")
    ShowChords = inverted_flag("hideChords")
    ShowClefs = inverted_flag("hideClefs")
    ShowKeySignatures = inverted_flag("hideKeySigs")
    ShowLyrics = inverted_flag("hideLyrics")
    ShowMeasureNumbers = inverted_flag("hideMeasNums")
    ShowRests = inverted_flag("hideRests")
    ShowStems = inverted_flag("hideStems")
    ShowTies = inverted_flag("hideTies")
    ShowTuplets = inverted_flag("hideTuplets")
    TransposeClefIndex = integer("transposedClef")
    TransposeUseClef = flag("transposition/setToClef")
    WholeRestPosition = integer("wRestOffset")

    @prop
    def Transpose(self) -> bool:
        return self._node.find("transposition") is not None

    @prop
    def TransposeInterval(self) -> int:
        """Scale steps from the concert to the written note."""
        return self._first("transposition/keysig/interval", "transposition/chromatic/diatonic")

    @prop
    def TransposeAlteration(self) -> int:
        """Fifths that the key moves by, or semitones in a chromatic transposition."""
        return self._first("transposition/keysig/adjust", "transposition/chromatic/alteration")

    def _first(self, *paths: str) -> int:
        return next((int(text) for path in paths if (text := self._text_at(path))), 0)

    @method
    def CreateFullNameString(self) -> FCString:
        """The full name as stored, with its Enigma commands."""
        return FCString(self._session, self._name("fullName"))

    @method
    def CreateAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, self._name("abbrvName"))

    @method
    def CreateTrimmedFullNameString(self) -> FCString:
        return FCString(self._session, plain(self._name("fullName")))

    @method
    def CreateTrimmedAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, plain(self._name("abbrvName")))

    @method
    def CreateDisplayFullNameString(self) -> FCString:
        return FCString(self._session, plain(self._name("fullName")))

    @method
    def CreateDisplayAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, plain(self._name("abbrvName")))

    def _name(self, path: str) -> str:
        number = int(self._text_at(path) or 0)
        block = self._store.load("others", "textBlock", Key(number)) if number else None
        if block is None:
            return ""
        node = self._store.load("texts", "blockText", Key(int(block.get("textID") or 0)))
        return shown(node.text, self._session) if node is not None else ""


class FCStaff(StaffBase, tag="staffSpec"):
    """A staff, by its number."""

    UseAutoNumberingStyle = flag("useAutoNum")


class FCStaves(NoInciOthers, of=FCStaff):
    """All staves, in order of their numbers."""


class FCSystemStaff(InciOther, tag="instUsed"):
    """A staff's place in a system or in scroll view; ``Distance`` is in EVPU, downwards."""

    Distance = integer("distFromTop", factor=-1)
    Staff = integer("inst")


class FCSystemStaves(InciOthers, of=FCSystemStaff):
    """The staves of a system, of scroll view or of a region, from the top."""

    @method
    def LoadScrollView(self) -> int:
        return self._fill([key for _, key in system_staves(self._session, 0)])

    @method
    def LoadAllForItem(self, cmper: int) -> int:
        return self._fill([key for _, key in system_staves(self._session, cmper)])

    @method
    def LoadAllForRegion(self, region: FCMusicRegion) -> int:
        first, last = region.slots
        keys = [key for _, key in system_staves(self._session, 0)]
        return self._fill(keys[max(first - 1, 0) : last])

    @method
    def FindStaff(self, staffno: int) -> FCSystemStaff | None:
        return next((item for item in self._items if item.Staff == staffno), None)
