"""Staves: their records, their order in scroll view, and how they transpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.parts import load_for_part
from postlude.enigma.text import plain
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag, read_only, text
from postlude.finale.keys import Pitch
from postlude.finale.recordlists import InciOthers, NoInciOthers
from postlude.finale.records import InciOther, NoInciOther
from postlude.finale.remember import remembering
from postlude.finale.staffstyles import staff_source
from postlude.finale.strings import FCString
from postlude.finale.texts import shown
from postlude.finale.transposer import moved

if TYPE_CHECKING:
    from postlude.finale.notes import FCNote
    from postlude.finale.regions import FCMusicRegion
    from postlude.finale.session import Session


@remembering(("others", "instUsed"))
def scroll_view(session: Session) -> list[int]:
    """The staves in order from the top, as scroll view shows them to the part in view."""
    return [staff for staff, _ in system_staves(session, 0)]


@remembering(("others", "instUsed"))
def slots(session: Session) -> dict[int, int]:
    """The slot of each staff: its place in scroll view, from 1."""
    found: dict[int, int] = {}
    for slot, staff in enumerate(scroll_view(session), 1):
        found.setdefault(staff, slot)
    return found


@remembering(("others", "instUsed"))
def system_staves(session: Session, system: int) -> list[tuple[int, Key]]:
    """The staves of a system (0: scroll view) with the keys of their records."""
    keys = session.keys_of("others", "instUsed", system)
    if session.part and not session.keys("others", "instUsed"):
        # A part has a list of its own; one that has none yet shows the score's.
        keys = session.store.keys_of("others", "instUsed", system)
        keys = [key for key in keys if not key.part]
        return [(_staff_in(session, key, 0), key) for key in keys]
    return [(_staff_in(session, key, session.part), key) for key in keys]


def _staff_in(session: Session, key: Key, part: int) -> int:
    node = load_for_part(session.store, "others", "instUsed", key, part)
    return int((node.get("inst") if node is not None else None) or 0)


@dataclass(frozen=True)
class Transposition:
    """How a staff writes what sounds: steps and fifths by key, or steps and semitones for all notes."""

    interval: int
    adjust: int
    chromatic: bool
    simplify: bool = True
    """Whether a key of seven and more signs is written as the simpler one of the same sound."""

    def write(self, note: FCNote) -> Pitch:
        """The pitch as written."""
        key = note.key
        if self.chromatic:
            raised = moved(key, note.Displacement, note.RaiseLower, self.interval, self.adjust)
            return key.pitch(note.Displacement + self.interval, raised)
        interval, fifths = self.interval, key.fifths + self.adjust
        if self.simplify and self.adjust:
            while abs(fifths) >= 7:
                direction = 1 if fifths > 0 else -1
                fifths -= 12 * direction
                interval += direction
        written = key.with_fifths(fifths)
        step = note.Displacement + key.tonic + interval
        letter = step % 7
        return Pitch(letter, written.alteration_of(letter) + note.RaiseLower, 4 + step // 7)


def transposition_at(session: Session, staff: int, measure: int, position: int) -> Transposition | None:
    """How a staff transposes at a place (EDU), staff styles counted in; None at concert pitch."""
    node = staff_source(session, staff, measure, position, "transposition")
    found = node.find("transposition") if node is not None else None
    if found is None:
        return None
    kind = "chromatic" if found.find("chromatic") is not None else "keysig"
    interval, adjust = ("diatonic", "alteration") if kind == "chromatic" else ("interval", "adjust")
    return Transposition(
        int(found.get(f"{kind}/{interval}") or 0),
        int(found.get(f"{kind}/{adjust}") or 0),
        kind == "chromatic",
        found.find("noKeyOpt") is None,
    )


def _readable(text: str) -> str:
    for command, character in (("^flat()", "b"), ("^sharp()", "#"), ("^natural()", "n")):
        text = text.replace(command, character)
    return plain(text)


_TRANSPOSITION = {
    False: ("transposition/keysig/interval", "transposition/keysig/adjust"),
    True: ("transposition/chromatic/diatonic", "transposition/chromatic/alteration"),
}
"""Where a transposition keeps its steps and its fifths or semitones: by key, chromatic."""


class StaffBase(NoInciOther, name="__FCStaffBase"):
    """What a staff and a staff style have in common."""

    AbbreviatedNameID = read_only(integer("abbrvName"))
    AltNotationLayer = integer("altLayer", add=1)
    BreakBarlines = flag("blineBreak")
    BreakRepeatBarlines = flag("rbarBreak")
    CapoPosition = integer("capoPos")
    DefaultClef = integer("defaultClef")
    DisplayEmptyRests = inverted_flag("blankMeasure")
    DoubleWholeRestPosition = integer("dwRestOffset")
    FlatBeams = flag("flatBeams")
    FullNameID = read_only(integer("fullName"))
    HalfRestPosition = integer("hRestOffset")
    IndependentKeySig = flag("floatKeys")
    IndependentTimeSig = flag("floatTime")
    InstrumentUUID = text("instUuid")
    NotationStyle = choice("notationStyle", {None: 0, "percussion": 1, "tab": 2})
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
    TransposeSimplifyKey = inverted_flag("transposition/noKeyOpt")
    TransposeUseClef = flag("transposition/setToClef")
    WholeRestPosition = integer("wRestOffset")

    @prop
    def Transpose(self) -> bool:
        return self._node.find("transposition") is not None

    @prop
    def TransposeChromatic(self) -> bool:
        """Whether all notes move by one interval and the key signature stays."""
        return self._node.find("transposition/chromatic") is not None

    @TransposeChromatic.setter
    def _set_transpose_chromatic(self, value: bool) -> None:
        interval, alteration = self._transposition()
        self._put_text("transposition/keysig" if value else "transposition/chromatic", None)
        self._put_transposition(interval, alteration, value)

    @prop
    def TransposeInterval(self) -> int:
        """Scale steps from the concert to the written note."""
        return self._transposition()[0]

    @TransposeInterval.setter
    def _set_transpose_interval(self, value: int) -> None:
        self._put_transposition(value, self._transposition()[1], self.TransposeChromatic)

    @prop
    def TransposeAlteration(self) -> int:
        """Fifths that the key moves by, or semitones in a chromatic transposition."""
        return self._transposition()[1]

    @TransposeAlteration.setter
    def _set_transpose_alteration(self, value: int) -> None:
        self._put_transposition(self._transposition()[0], value, self.TransposeChromatic)

    def _transposition(self) -> tuple[int, int]:
        paths = _TRANSPOSITION[self.TransposeChromatic]
        return int(self._text_at(paths[0]) or 0), int(self._text_at(paths[1]) or 0)

    def _put_transposition(self, interval: int, alteration: int, chromatic: bool) -> None:
        group = self._node.find("transposition")
        flags = group is not None and any(not child.children for child in group.children)
        if interval or alteration or chromatic or flags:
            # Finale writes both numbers, zero as well, once there is a transposition at all.
            for path, number in zip(_TRANSPOSITION[chromatic], (interval, alteration), strict=True):
                self._put_text(path, str(number))
        else:
            self._put_text("transposition", None)
        self._cache.clear()

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
        """The full name as a reader sees it, its accidentals as ``b``, ``#`` and ``n``."""
        return FCString(self._session, _readable(self._name("fullName")))

    @method
    def CreateDisplayAbbreviatedNameString(self) -> FCString:
        return FCString(self._session, _readable(self._name("abbrvName")))

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

    Distance = integer("distFromTop", factor=-1, explicit=True)
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
