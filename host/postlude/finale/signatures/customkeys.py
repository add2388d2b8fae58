"""Custom key modes ("nonstandard key signatures"): linear ones that move by fifths, and nonlinear ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method, static, to_int
from postlude.finale.base import prop
from postlude.finale.fields import flag, integer
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.session import Session
from postlude.finale.signatures import customkeytables as tables
from postlude.finale.signatures.customkeytables import ModeTables, Table, in_order, numbers_table
from postlude.finale.signatures.keys import NONLINEAR, FCKeySignature, KeyValue
from postlude.finale.signatures.pitches import LETTERS, MAJOR, MINOR

if TYPE_CHECKING:
    from postlude.finale.text.fonts import FCFontInfo

FIRST_CUSTOM = 2
"""Modes below are major and minor, which no record describes."""

_UNSAID = {"middleCKey": "60", "gotoKey": "1"}
"""What a mode without a ``keysAttrib`` record has."""

MOST_STEPS = 1000
"""Chromatic steps in an octave: beyond any tuning, and its tables are small still."""


class FCCustomKeyModeDef(NoInciOther, tag="keysAttrib"):
    """A custom key mode. Its number is 2 to 127 for a linear mode, from 0x4000 on for a nonlinear one.

    It is spread over some twenty records of that number, which are loaded, saved and deleted together. Tables
    that the document hasn't are empty; the static methods tell what holds then. Major (0) and minor (1) can't
    be loaded and are not saved.
    """

    AccidentalFontID = integer("fontSym")
    GoToKeyUnit = integer("gotoKey")
    HarmonicReference = integer("harmRefer")
    HasClefAccidentalPlacements = flag("hasClefOctv")
    MiddleKeyNumber = integer("middleCKey")
    SymbolListID = integer("symbolList")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._tables = ModeTables()

    # Records.

    @method
    def Load(self, itemno: int) -> bool:
        self._key = Key(itemno)
        return itemno >= FIRST_CUSTOM and self._load(self._key)

    def _load(self, key: Key) -> bool:
        store = self._store
        number = int(key.cmper1)
        if not super()._load(key):
            if not store.exists("others", "keyFormat", Key(number)):
                return False
            self._take(key, _unsaid())
        self._tables = ModeTables.load(store, number)
        return True

    def _save(self, key: Key) -> bool:
        store = self._store
        number = int(key.cmper1)
        if self._node != _unsaid() or store.exists("others", "keysAttrib", Key(number)):
            super()._save(key)
        self._key = key
        if number < FIRST_CUSTOM:
            if self._tables != ModeTables():
                self._session.notes[f"key mode {number}"] = (
                    f"FCCustomKeyModeDef {number}: its tables are not saved: major and minor are what they are"
                )
            return True
        self._tables.save(store, number)
        return True

    @method
    def SaveNew(self) -> bool:
        return self._save_new(FIRST_CUSTOM if self.IsLinear() else NONLINEAR)

    @method
    def SaveNewLinear(self) -> bool:
        """Save under the first free number of linear modes."""
        return self._save_new(FIRST_CUSTOM)

    @method
    def SaveNewNonLinear(self) -> bool:
        """Save under the first free number of nonlinear modes."""
        return self._save_new(NONLINEAR)

    def _save_new(self, number: int) -> bool:
        taken = set(mode_numbers(self._session))
        while number in taken:
            number += 1
        return self._save(Key(number))

    @method
    def DeleteData(self) -> bool:
        return tables.delete_mode(self._store, int(self._key.cmper1))

    @static
    def DeleteItemNo(self, itemno: int) -> bool:
        assert isinstance(self, Session)
        return tables.delete_mode(self.store, itemno)

    def _siblings(self) -> list[Key]:
        return [Key(number) for number in mode_numbers(self._session)]

    @method
    def CreateClone(self) -> FCCustomKeyModeDef:
        clone = type(self)(self._session)
        clone._take(self._key, self._node.copy())
        clone._tables = self._tables.copy()
        return clone

    # Tables.

    @prop
    def AccidentalAmounts(self) -> Table:
        """By how many steps the first, second ... sharp alters its note, and under -1, -2 ... each flat.

        A nonlinear mode has all its accidentals from 1 on; a zero ends them.
        """
        return self._tables.pair("acciAmount")

    @AccidentalAmounts.setter
    def _set_accidental_amounts(self, values: object) -> None:
        self._tables.put_pair("acciAmount", numbers_table(values))

    @prop
    def AccidentalOrder(self) -> Table:
        """The letters (C 0) of those accidentals."""
        return self._tables.pair("acciOrder")

    @AccidentalOrder.setter
    def _set_accidental_order(self, values: object) -> None:
        self._tables.put_pair("acciOrder", numbers_table(values))

    @prop
    def TonalCenters(self) -> Table:
        """The letter (C 0) of the tonic by the number of sharps, from 0, and of flats, below."""
        return self._tables.pair("fstKey", first=0)

    @TonalCenters.setter
    def _set_tonal_centers(self, values: object) -> None:
        self._tables.put_pair("fstKey", numbers_table(values), first=0)

    @prop
    def BaseTonalCenter(self) -> int:
        """The letter of the tonic without accidentals. Writing it makes all tonics new."""
        usual = MINOR if self._key.cmper1 == 1 else MAJOR
        return self._tables.pair("fstKey", first=0).get(0, usual.center)

    @BaseTonalCenter.setter
    def _set_base_tonal_center(self, value: int) -> None:
        if not 0 <= value < len(LETTERS):
            raise ScriptError(f"param 1 expected a letter, 0 to {len(LETTERS) - 1}, got {value}")
        if value != self.BaseTonalCenter:
            linear = bool(self.IsLinear())
            centers = tables.centers_from(value, linear=linear) if value else {}
            self._tables.put_pair("fstKey", centers, first=0)

    @prop
    def DiatonicStepsMap(self) -> list[int]:
        """The chromatic step of each letter, from C; in a nonlinear mode with its accidentals."""
        return list(self._tables.steps)

    @DiatonicStepsMap.setter
    def _set_diatonic_steps_map(self, values: object) -> None:
        self._tables.steps = [to_int(value) for value in in_order(values)]

    @prop
    def TotalChromaticSteps(self) -> int:
        """Chromatic steps in an octave; 0 stands for 12."""
        return self._tables.total

    @TotalChromaticSteps.setter
    def _set_total_chromatic_steps(self, value: int) -> None:
        if not 0 <= value <= MOST_STEPS:
            raise ScriptError(f"param 1 expected 0 to {MOST_STEPS} chromatic steps in an octave, got {value}")
        self._tables.total = value

    @prop
    def ClefAccidentalPlacements(self) -> list[Table]:
        """For each clef the octaves in which sharps (1 ...) and flats (-1 ...) stand; 0 is middle C's."""
        sharps, flats = self._tables.clefs.values()
        last = max((*sharps, *flats), default=-1)
        return [tables.joined(sharps.get(clef, []), flats.get(clef, [])) for clef in range(last + 1)]

    @ClefAccidentalPlacements.setter
    def _set_clef_accidental_placements(self, values: object) -> None:
        placed = [tables.parted(numbers_table(each)) for each in in_order(values)]
        for side, tag in enumerate(tables.CLEFS):
            self._tables.clefs[tag] = {clef: each[side] for clef, each in enumerate(placed) if each[side]}

    # Questions.

    @method
    def IsLinear(self) -> bool:
        return bool(self._key.cmper1 < NONLINEAR)

    @method
    def IsNonLinear(self) -> bool:
        return not self.IsLinear()

    @method
    def IsPredefined(self) -> bool:
        return bool(self._key.cmper1 < FIRST_CUSTOM)

    @method
    def GetKeyID(self, accidentalnumber: int = 0) -> int:
        """The number of the mode's key with so many sharps, or flats below zero."""
        number = int(self._key.cmper1)
        return number if self.IsNonLinear() else number << 8 | accidentalnumber & 0xFF

    @method
    def CreateKeySignature(self, alteration: int = 0) -> FCKeySignature:
        return FCKeySignature.of(self._session, KeyValue(self.GetKeyID(alteration)))

    @method
    def CreateAccidentalFontInfo(self) -> FCFontInfo:
        """The font of the accidentals: the mode's, in the size and style of the document's key signatures."""
        from postlude.finale.constants import constant
        from postlude.finale.text.fonts import FCFontInfo

        info = FCFontInfo(self._session)
        info.LoadFontPrefs(constant("FONTPREF_KEYSIG"))
        if self.AccidentalFontID:
            info.FontID = self.AccidentalFontID
        return info

    def _same_as(self, other: FCCustomKeyModeDef) -> bool:
        return (self._node, self._tables) == (other._node, other._tables)

    # What holds where a mode says nothing.

    @static
    def GetDefaultAccidentalAmounts(self) -> Table:
        return dict(tables.AMOUNTS)

    @static
    def GetDefaultAccidentalOrder(self) -> Table:
        return dict(tables.ORDER)

    @static
    def GetDefaultTonalCenters(self) -> Table:
        return dict(tables.CENTERS)

    @static
    def GetDefaultClefAccidentalPlacements(self) -> list[Table]:
        return tables.clef_placements()

    @static
    def CalcIsDefaultAccidentalAmounts(self, values: object) -> bool:
        return numbers_table(values) == tables.AMOUNTS

    @static
    def CalcIsDefaultAccidentalOrder(self, values: object) -> bool:
        return numbers_table(values) == tables.ORDER

    @static
    def CalcIsDefaultTonalCenters(self, values: object) -> bool:
        return numbers_table(values) == tables.CENTERS

    @static
    def CalcIsDefaultClefAccidentalPlacements(self, values: object) -> bool:
        return [numbers_table(each) for each in in_order(values)] == tables.clef_placements()


class FCCustomKeyModeDefs(NoInciOthers, of=FCCustomKeyModeDef):
    """The custom key modes of the document, linear ones first."""

    def _all_keys(self) -> list[Key]:
        return [Key(number) for number in mode_numbers(self._session)]

    @method
    def LoadAllLinear(self) -> int:
        return self._fill([key for key in self._all_keys() if key.cmper1 < NONLINEAR])

    @method
    def LoadAllNonLinear(self) -> int:
        return self._fill([key for key in self._all_keys() if key.cmper1 >= NONLINEAR])

    @method
    def FindIndexForKeySignature(self, keysig: FCKeySignature) -> int:
        """The place in the collection of a key's mode, -1 if it isn't there."""
        return next((i for i, each in enumerate(self._items) if each.ItemNo == keysig.KeyMode), -1)

    @method
    def FindKeySignature(self, keysig: FCKeySignature) -> FCCustomKeyModeDef | None:
        return next((each for each in self._items if each.ItemNo == keysig.KeyMode), None)


def _unsaid() -> Node:
    node = Node("keysAttrib")
    for path, text in _UNSAID.items():
        node.set(path, text)
    return node


def mode_numbers(session: Session) -> list[int]:
    """The numbers of the document's custom modes."""
    store = session.store
    found = {int(key.cmper1) for tag in ("keysAttrib", "keyFormat") for key in store.keys("others", tag)}
    return sorted(number for number in found if number >= FIRST_CUSTOM)
