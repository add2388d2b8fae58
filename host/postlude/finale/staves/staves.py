"""Staves: their records and their order in scroll view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from postlude.enigma.node import Key, Node
from postlude.enigma.parts import load_for_part
from postlude.errors import ScriptError
from postlude.finale.arguments import method, static
from postlude.finale.base import FCBase, class_named, prop
from postlude.finale.constants import constant, constants
from postlude.finale.fields import choice, flag
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.remember import remembering
from postlude.finale.staves.staffbase import NEW_STAFF, StaffBase
from postlude.finale.staves.stafflayout import append_staff, delete_staff
from postlude.finale.staves.staffstyles import staff_at, style_at

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.prefs.names import FCStaffNamePosition
    from postlude.finale.regions.cells import FCCell
    from postlude.finale.session import Session
    from postlude.finale.staves.frets import FCFretInstrumentDef
    from postlude.finale.staves.instruments import FCInstrumentDef


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


class FCStaff(StaffBase, tag="staffSpec"):
    """A staff, by its number."""

    made_with: ClassVar[Mapping[str, str]] = {**NEW_STAFF, "instUuid": str(constants()["FFUUID_UNKNOWN"])}

    AutoNumberingStyle = choice(
        "autoNum",
        {
            None: constant("STAFFAUTONUMBER_ARABIC_SUFFIX"),
            "romanSuffix": constant("STAFFAUTONUMBER_ROMAN_SUFFIX"),
            "ordinalPrefix": constant("STAFFAUTONUMBER_ORDINAL_PREFIX"),
            "alphaSuffix": constant("STAFFAUTONUMBER_ALPHA_SUFFIX"),
            "arabicPrefix": constant("STAFFAUTONUMBER_ARABIC_PREFIX"),
        },
    )
    UseAutoNumberingStyle = flag("useAutoNum")

    _deleted = False

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._deleted = False

    def _save(self, key: Key) -> bool:
        """Save it; a percussion staff that is saved as another one takes its layout along."""
        layout = self._store.load("others", "drumStaff", Key(self.ItemNo))
        saved = super()._save(key)
        if saved and layout is not None and not self._store.exists("others", "drumStaff", Key(key.cmper1)):
            self._store.save("others", "drumStaff", Key(key.cmper1), layout)
        return saved

    @method
    def DeleteData(self) -> bool:
        """Remove the staff with its music, as ``FCStaves.Delete`` does: no real document has music of a staff that
        it hasn't, and the next new staff would get it."""
        self._deleted = delete_staff(self._session, self.ItemNo)
        return self._deleted

    @method
    def CalcPercussionLayoutID(self) -> int:
        """The number of the percussion layout; 0 if the staff has none."""
        return layout_of(self._session, "drumStaff", self.ItemNo)

    @method
    def SavePercussionLayout(self, layoutID: int, mapID: int) -> bool:
        """Give the staff a percussion layout at once; ``mapID``, a MIDI map of old documents, must be 0."""
        if mapID:
            raise ScriptError("a percussion MIDI map other than 0 is not understood")
        if layoutID and not self._store.exists("others", "drumLibName", Key(layoutID)):
            self._session.notes[f"percussion layout {layoutID}"] = (
                f"FCStaff.SavePercussionLayout: the score has no percussion layout {layoutID}"
            )
        node = self._store.load("others", "drumStaff", Key(self.ItemNo)) or Node("drumStaff")
        node.set("whichDrumLib", str(layoutID))
        self._store.save("others", "drumStaff", Key(self.ItemNo), node)
        return True

    @method
    def CreateFretInstrumentDef(self) -> FCFretInstrumentDef | None:
        """The strings of a tablature staff; nil without them."""
        from postlude.finale.staves.frets import FCFretInstrumentDef

        instrument = FCFretInstrumentDef(self._session)
        return instrument if instrument.Load(self.FretInstrumentDefID) else None

    @method
    def CreateInstrumentPlaybackData(self) -> FCBase | None:
        """How the staff is played; nil if the document doesn't say."""
        data: Any = class_named("FCInstrumentPlaybackData")(self._session)
        return data if data.Load(self.ItemNo) else None

    @method
    def CreateLayerInstrumentDef(self, layer: int) -> FCInstrumentDef | None:
        """The instrument that plays a layer, 1 to 4; nil if the document doesn't say."""
        from postlude.finale.staves.instruments import FCInstrumentDef

        played = self._store.load("others", "staffPlayData", Key(self.ItemNo))
        number = played.get(f"layer{layer}/playbackRouteNum") if played is not None else None
        instrument = FCInstrumentDef(self._session)
        return instrument if number and instrument.Load(int(number)) else None


def layout_of(session: Session, tag: str, number: int) -> int:
    """The percussion layout that a staff (``drumStaff``) or a staff style (``drumStaffStyle``) has; 0 for none."""
    node = session.store.load("others", tag, Key(number))
    return int((node.get("whichDrumLib") if node is not None else None) or 0)


class FCStaves(NoInciOthers, of=FCStaff):
    """All staves, in order of their numbers."""

    @static
    def Append(session: Session) -> int:
        """Add a staff below all others, in scroll view and in each system; its number."""
        return append_staff(session)

    @static
    def Delete(session: Session, staffid: int) -> bool:
        """Remove a staff with its music; false if there is no such staff."""
        return delete_staff(session, staffid)

    @method
    def SaveAll(self) -> bool:
        """Save the staves, but those that ``DeleteData`` has removed."""
        saved = [item.Save() for item in self._items if not item._deleted]
        return all(saved)


class FCCurrentStaffSpec(FCStaff):
    """A staff as it is at a place, with the staff styles there laid over it; so it can't be saved."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._measure = self._position = 0
        self._styled = False

    @method
    def LoadForCell(self, pCell: FCCell, durationpos: int) -> bool:
        return self._load_at(pCell.Staff, pCell.Measure, durationpos)

    @method
    def LoadForEntry(self, pNoteEntry: FCNoteEntry) -> bool:
        return self._load_at(pNoteEntry.Staff, pNoteEntry.Measure, pNoteEntry.MeasurePos)

    def _load_at(self, staff: int, measure: int, position: int) -> bool:
        node = staff_at(self._session, staff, measure, position)
        if node is None:
            return False
        self._take(Key(staff), node)
        self._measure, self._position, self._styled = measure, position, True
        return True

    def _deciding_style(self, mask: str) -> int | None:
        if not self._styled:
            return None
        return style_at(self._session, self.ItemNo, self._measure, self._position, mask)

    @method
    def CalcPercussionLayoutID(self) -> int:
        """The number of the percussion layout, of the staff or of the style that decides its notation."""
        style = self._deciding_style("notationStyle")
        return (
            super().CalcPercussionLayoutID()
            if style is None
            else layout_of(self._session, "drumStaffStyle", style)
        )

    def _name_position(self, mask: str) -> FCStaffNamePosition:
        from postlude.finale.prefs.names import FCStaffNamePosition

        style = self._deciding_style(mask)
        if style is None:
            return super()._name_position(mask)
        return FCStaffNamePosition.of(self._session, style, full=mask == "fullNamePos", style=True)

    @prop
    def ConnectedStaff(self) -> int:
        return int(self._key.cmper1)

    @prop
    def ConnectedMeasure(self) -> int:
        return self._measure

    @prop
    def ConnectedDurationPos(self) -> int:
        """EDU from the measure's start."""
        return self._position

    @method
    def Reload(self) -> bool:
        if self._styled:
            return self._load_at(self.ConnectedStaff, self._measure, self._position)
        return super().Reload()

    @method
    def Save(self) -> bool:
        """Not done where it would make styles the staff's own."""
        return not self._styled and super().Save()
