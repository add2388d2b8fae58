"""``FCString`` and lists of them: the strings that the framework's methods take and fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method, to_text
from postlude.finale.base import FCBase, FCCollection, prop, write_only
from postlude.finale.enigmastrings import EnigmaString
from postlude.finale.pathstrings import PathString

if TYPE_CHECKING:
    from postlude.finale.session import Session


class FCString(PathString, EnigmaString, FCBase):
    """A string that methods read and fill. Indices count characters from 0."""

    def __init__(self, session: Session, text: str = "") -> None:
        super().__init__(session)
        self.text_value = text

    @constructor
    def created(self, text: str | None = None) -> None:
        self.text_value = text or ""

    @prop
    def LuaString(self) -> str:
        return self.text_value

    @LuaString.setter
    def _set_lua_string(self, value: str) -> None:
        self.text_value = value

    @prop
    def UTF8String(self) -> str:
        return self.text_value

    @UTF8String.setter
    def _set_utf8(self, value: str) -> None:
        self.text_value = value

    @prop
    def CString(self) -> str:
        return self.text_value

    @write_only
    def String(self, value: str) -> None:
        self.text_value = value

    @write_only
    def Integer(self, value: int) -> None:
        self.text_value = str(value)

    @write_only
    def Float(self, value: float) -> None:
        self.text_value = f"{value:g}"

    @write_only
    def CharacterUpperCase(self, index: int) -> None:
        text = self.text_value
        if 0 <= index < len(text):
            self.text_value = text[:index] + text[index].upper() + text[index + 1 :]

    @prop
    def Length(self) -> int:
        return len(self.text_value)

    @prop
    def Hex(self) -> int:
        """The number that the text writes in hexadecimal digits, 0 if it doesn't."""
        try:
            return int(self.text_value, 16)
        except ValueError:
            return 0

    @prop
    def EOL(self) -> str:
        """The line end of the platform."""
        return self._session.line_end

    @method
    def GetInteger(self, index: int = 0) -> int:
        """The whole number that stands at an index, 0 if none does."""
        found = re.match(r"\s*[-+]?\d+", self.text_value[max(index, 0) :])
        return int(found.group()) if found else 0

    @method
    def GetFloat(self, index: int = 0) -> float:
        text = self.text_value[max(index, 0) :]
        found = re.match(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", text)
        return float(found.group()) if found else 0.0

    # Building.

    @method
    def Clear(self) -> None:
        self.text_value = ""

    @method
    def SetString(self, text: str) -> None:
        self.text_value = text

    @method
    def AppendString(self, text: str) -> None:
        self.text_value += text

    @method
    def AppendLuaString(self, text: str) -> None:
        self.text_value += text

    @method
    def AppendCString(self, text: str) -> None:
        self.text_value += text

    @method
    def AppendCharacter(self, character: int) -> None:
        self.text_value += _character(character)

    @method
    def AppendInteger(self, value: int) -> None:
        self.text_value += str(value)

    @method
    def AppendFloat(self, value: float) -> None:
        self.text_value += f"{value:g}"

    @method
    def AppendEOL(self) -> None:
        self.text_value += self.EOL

    @method
    def Insert(self, text: str, index: int = 0) -> None:
        self.text_value = self.text_value[:index] + text + self.text_value[index:]

    @method
    def InsertString(self, text: str, index: int = 0) -> None:
        self.text_value = self.text_value[:index] + text + self.text_value[index:]

    @method
    def Replace(self, source: str, replacement: str) -> bool:
        """Replace every occurrence; true if there was one."""
        if not source or source not in self.text_value:
            return False
        self.text_value = self.text_value.replace(source, replacement)
        return True

    @method
    def DeleteCharacterAt(self, index: int) -> bool:
        return self._delete(index, 1)

    @method
    def DeleteCharactersAt(self, index: int, count: int) -> bool:
        return self._delete(index, count)

    def _delete(self, index: int, count: int) -> bool:
        if not 0 <= index < len(self.text_value) or count < 0:
            return False
        self.text_value = self.text_value[:index] + self.text_value[index + count :]
        return True

    @method
    def TruncateAt(self, length: int) -> bool:
        if not 0 <= length < len(self.text_value):
            return False
        self.text_value = self.text_value[:length]
        return True

    @method
    def TruncateEnd(self, count: int) -> bool:
        if not 0 <= count <= len(self.text_value):
            return False
        self.text_value = self.text_value[: len(self.text_value) - count]
        return True

    @method
    def ToLowerCase(self) -> None:
        self.text_value = self.text_value.lower()

    @method
    def ToUpperCase(self) -> None:
        self.text_value = self.text_value.upper()

    @method
    def TrimWhitespace(self) -> None:
        self.text_value = self.text_value.strip()

    @method
    def TrimLinefeed(self) -> None:
        self.text_value = self.text_value.rstrip("\r\n")

    @method
    def CreateCopy(self) -> FCString:
        return FCString(self._session, self.text_value)

    # Asking.

    @method
    def IsEmpty(self) -> bool:
        return not self.text_value

    @method
    def IsEqual(self, text: str) -> bool:
        return self.text_value == text

    @method
    def IsEqualString(self, text: str) -> bool:
        return self.text_value == text

    @method
    def IsAllDigits(self) -> bool:
        return bool(self.text_value) and self.text_value.isascii() and self.text_value.isdigit()

    @method
    def IsNumber(self) -> bool:
        try:
            float(self.text_value)
        except ValueError:
            return False
        return True

    @method
    def Compare(self, text: str) -> int:
        return (self.text_value > text) - (self.text_value < text)

    @method
    def CompareNoCase(self, text: str) -> int:
        mine, other = self.text_value.casefold(), text.casefold()
        return (mine > other) - (mine < other)

    @method
    def StartsWith(self, text: str) -> bool:
        return self.text_value.startswith(text)

    @method
    def StartsWithString(self, text: str) -> bool:
        return self.text_value.startswith(text)

    @method
    def EndsWith(self, text: str) -> bool:
        return self.text_value.endswith(text)

    @method
    def EndsWithString(self, text: str) -> bool:
        return self.text_value.endswith(text)

    @method
    def ContainsString(self, text: str) -> bool:
        return text in self.text_value

    @method
    def FindFirst(self, text: str) -> int:
        """Where ``text`` first stands, -1 if nowhere."""
        return self.text_value.find(text)

    @method
    def FindLast(self, text: str) -> int:
        return self.text_value.rfind(text)

    @method
    def GetCharacterAt(self, index: int) -> int:
        return ord(self.text_value[index]) if 0 <= index < len(self.text_value) else 0

    @method
    def SetCharacterAt(self, index: int, character: int) -> None:
        if 0 <= index < len(self.text_value):
            text = self.text_value
            self.text_value = text[:index] + _character(character) + text[index + 1 :]

    @method
    def GetCodePointAt(self, index: int) -> tuple[int, int]:
        """The code point at an index, and the index behind it."""
        if not 0 <= index < len(self.text_value):
            return 0, index
        return ord(self.text_value[index]), index + 1

    @method
    def SplitAt(
        self, index: int, first: FCString | None, second: FCString | None, include: bool = False
    ) -> bool:
        """Put what stands before ``index`` into ``first`` and the rest into ``second``.

        The character at the index belongs to the first part if ``include`` is true, to neither if not.
        """
        if not 0 <= index < len(self.text_value):
            return False
        text = self.text_value
        if first is not None:
            first.text_value = text[: index + 1] if include else text[:index]
        if second is not None:
            second.text_value = text[index + 1 :]
        return True

    @method
    def MakeSubString(self, start: int, length: int, destination: FCString) -> bool:
        if start < 0 or length < 0 or start > len(self.text_value):
            return False
        destination.text_value = self.text_value[start : start + length]
        return True

    def _same_as(self, other: Any) -> bool:
        return bool(self.text_value == other.text_value)


def _character(code: int) -> str:
    if not 0 <= code < 0x110000:
        raise ScriptError(f"{code} is not a character's number")
    return chr(code)


class FCStrings(FCCollection):
    """A list of strings."""

    @method
    def AddCopy(self, text: str) -> bool:
        self._items.append(FCString(self._session, text))
        return True

    @method
    def InsertStringAt(self, text: str, index: int) -> None:
        self._items.insert(max(index, 0), FCString(self._session, text))

    @method
    def ClearEmptyStrings(self) -> None:
        self._items = [item for item in self._items if item.text_value]

    @method
    def CopyFrom(self, source: FCStrings) -> None:
        self._items = [FCString(self._session, item.text_value) for item in source._items]

    @method
    def CopyFromStringTable(self, strings: object) -> None:
        """Take the strings of a Lua table or a Python list."""
        values = strings.values() if isinstance(strings, dict) else strings
        if not hasattr(values, "__iter__"):
            raise ScriptError("param 1 expected a table of strings")
        self._items = [FCString(self._session, to_text(value)) for value in values]

    @method
    def CreateString(self, separator: str | None = None) -> FCString:
        return FCString(self._session, (separator or "").join(item.text_value for item in self._items))

    @method
    def CreateRowsString(self, newline_at_end: bool = False) -> FCString:
        text = "\n".join(item.text_value for item in self._items)
        return FCString(self._session, text + "\n" if newline_at_end else text)

    @method
    def Find(self, text: str) -> FCString | None:
        return next((item for item in self._items if item.text_value == text), None)

    @method
    def FindNocase(self, text: str) -> FCString | None:
        wanted = text.casefold()
        return next((item for item in self._items if item.text_value.casefold() == wanted), None)

    @method
    def SortAlphabetical(self) -> None:
        self._items.sort(key=lambda item: item.text_value.casefold())

    @method
    def TrimWhitespaceAll(self) -> None:
        for item in self._items:
            item.text_value = item.text_value.strip()
