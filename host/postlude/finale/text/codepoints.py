"""The part of ``FCString`` that takes an index: characters, code points and pieces of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import write_only
from postlude.finale.text.utf16 import character_bounds, gathered, spread

if TYPE_CHECKING:
    from postlude.finale.text.strings import FCString


def character(code: int) -> str:
    """The character of that number. Raises ScriptError if there is none."""
    if not 0 <= code < 0x110000:
        raise ScriptError(f"{code} is not a character's number")
    return chr(code)


class CharacterString:
    """What a string can do at an index, counted in UTF-16 units from 0.

    Methods named after code points never part the two units of one character: an index in the middle of it
    means the character. They take -1 for the last one.
    """

    text_value: str

    @property
    def units(self) -> str:
        """The text, one character for each unit."""
        return spread(self.text_value)

    @units.setter
    def units(self, value: str) -> None:
        self.text_value = gathered(value)

    # Asking.

    @method
    def GetCharacterAt(self, index: int) -> int:
        units = self.units
        return ord(units[index]) if 0 <= index < len(units) else 0

    @method
    def GetCodePointAt(self, index: int) -> tuple[int, int]:
        """The code point at an index, and the index behind it.

        Raises ScriptError at a surrogate without its partner, as RGP Lua does.
        """
        units = self.units
        if index == -1:
            index = len(units) - 1
        if not 0 <= index < len(units):
            return 0, index
        bounds = character_bounds(units, index)
        if bounds is None:
            raise ScriptError(f"no character at index {index}: a surrogate without its partner")
        start, end = bounds
        return ord(gathered(units[start:end])), end

    @method
    def IsCharacter(self, index: int, character: int) -> bool:
        return self._character_at(index) == _chr(character)

    @method
    def IsCharacters(self, index: int, characters: str) -> bool:
        """Whether the character at the index is one of those."""
        found = self._character_at(index)
        return bool(found) and found in characters

    @method
    def IsDigit(self, index: int) -> bool:
        return "0" <= self._character_at(index) <= "9"

    @method
    def IsWhitespace(self, index: int) -> bool:
        return self._character_at(index).isspace()

    def _character_at(self, index: int) -> str:
        units = self.units
        bounds = character_bounds(units, index)
        return gathered(units[slice(*bounds)]) if bounds else ""

    @method
    def GetInteger(self, index: int = 0) -> int:
        """The whole number that stands at an index, 0 if none does."""
        found = re.match(r"\s*[-+]?[0-9]+", self.units[index:]) if index >= 0 else None
        return int(found.group()) if found else 0

    @method
    def GetFloat(self, index: int = 0) -> float:
        text = self.units[index:] if index >= 0 else ""
        found = re.match(r"\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", text)
        return float(found.group()) if found else 0.0

    # Finding.

    @method
    def FindFirst(self, text: str) -> int:
        """Where ``text`` first stands, -1 if nowhere."""
        return self._find(text, 0)

    @method
    def FindLast(self, text: str) -> int:
        return self.units.rfind(spread(text))

    @method
    def CalcStringPos(self, text: str) -> int:
        return self._find(text, 0)

    @method
    def CalcStringPosFrom(self, text: str, startindex: int) -> int:
        """Where ``text`` stands from an index on; -1 if nowhere, or if there is no such index."""
        return self._find(text, startindex)

    @method
    def CalcCStringPosFrom(self, text: str, startindex: int) -> int:
        return self._find(text, startindex)

    @method
    def CalcLastStringPos(self, text: str) -> int:
        return self.units.rfind(spread(text))

    @method
    def ContainsStringFrom(self, text: str, startindex: int) -> bool:
        return self._find(text, startindex) >= 0

    @method
    def ContainsCStringFrom(self, text: str, startindex: int) -> bool:
        return self._find(text, startindex) >= 0

    def _find(self, text: str, start: int) -> int:
        return self.units.find(spread(text), start) if start >= 0 else -1

    # Changing.

    @method
    def SetCharacterAt(self, index: int, newcharacter: int) -> None:
        units = self.units
        if 0 <= index < len(units):
            self.units = units[:index] + character(newcharacter) + units[index + 1 :]

    @write_only
    def CharacterUpperCase(self, index: int) -> None:
        units = self.units
        if 0 <= index < len(units):
            self.units = units[:index] + units[index].upper() + units[index + 1 :]

    @method
    def Insert(self, text: str, insertindex: int = 0) -> None:
        self._insert(text, insertindex)

    @method
    def InsertString(self, text: str, insertindex: int = 0) -> None:
        """Put a text before the character at an index, at the end if the text is shorter.

        Before an index in the middle of a character means behind that character.
        """
        self._insert(text, insertindex)

    def _insert(self, text: str, index: int) -> None:
        units = self.units
        index = max(index, 0)
        if index < len(units):
            bounds = character_bounds(units, index)
            if bounds is None:
                raise ScriptError(f"can't insert at index {index}: a surrogate without its partner")
            index = index if bounds[0] == index else bounds[1]
        self.units = units[:index] + spread(text) + units[index:]

    @method
    def DeleteCharacterAt(self, index: int) -> bool:
        return self._delete(index, 1)

    @method
    def DeleteCharactersAt(self, index: int, count: int) -> bool:
        return self._delete(index, count)

    def _delete(self, index: int, count: int) -> bool:
        units = self.units
        if not 0 <= index < len(units) or count < 0:
            return False
        self.units = units[:index] + units[index + count :]
        return True

    @method
    def DeleteCodePointAt(self, index: int) -> bool:
        return self.DeleteCodePointsAt(index, 1)

    @method
    def DeleteCodePointsAt(self, index: int, count: int) -> bool:
        """Take out the characters that ``count`` units from an index on belong to."""
        units = self.units
        bounds = self._widened(units, len(units) - 1 if index == -1 else index, count)
        if bounds is None:
            return False
        self.units = units[: bounds[0]] + units[bounds[1] :]
        return True

    @method
    def TruncateAt(self, newlength: int) -> bool:
        units = self.units
        if not 0 <= newlength < len(units):
            return False
        self.units = units[:newlength]
        return True

    @method
    def TruncateEnd(self, count: int) -> bool:
        units = self.units
        if not 0 <= count <= len(units):
            return False
        self.units = units[: len(units) - count]
        return True

    # Pieces.

    @method
    def MakeSubString(self, startindex: int, substringlength: int, destination: FCString) -> bool:
        """Copy the characters that so many units from an index on belong to; false if there are none."""
        units = self.units
        bounds = self._widened(units, startindex, substringlength)
        if bounds is None:
            return False
        destination.text_value = gathered(units[slice(*bounds)])
        return True

    @staticmethod
    def _widened(units: str, start: int, count: int) -> tuple[int, int] | None:
        """The range with the characters at its ends whole; None if they aren't, or it is empty."""
        last = min(start + count, len(units)) - 1
        first_bounds = character_bounds(units, start)
        last_bounds = character_bounds(units, last)
        if count < 1 or first_bounds is None or last_bounds is None:
            return None
        return first_bounds[0], last_bounds[1]

    @method
    def SplitAt(
        self,
        splitpointindex: int,
        first: FCString | None,
        second: FCString | None,
        includesplitposchar: bool,
    ) -> bool:
        """Put what stands before an index into ``first`` and the rest into ``second``; -1 leaves all to the
        second.

        The character at the index belongs to the first part if asked for, to neither if not.
        """
        units = self.units
        if not -1 <= splitpointindex < len(units):
            return False
        end = splitpointindex + 1 if includesplitposchar else max(splitpointindex, 0)
        if first is not None:
            first.text_value = gathered(units[:end])
        if second is not None:
            second.text_value = gathered(units[splitpointindex + 1 :])
        return True


def _chr(code: int) -> str:
    return chr(code) if 0 <= code < 0x110000 else "\0\0"
