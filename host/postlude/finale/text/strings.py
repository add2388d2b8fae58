"""``FCString``: the string that the framework's methods take and fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlude.finale.arguments import constructor, lua_text, method
from postlude.finale.base import FCBase, prop, write_only
from postlude.finale.text.codepoints import CharacterString, character
from postlude.finale.text.enigmastrings import EnigmaString
from postlude.finale.text.measurements import MeasurementString
from postlude.finale.text.pathstrings import PathString
from postlude.finale.text.utf16 import length, spread

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.stringlists import FCStrings


class FCString(CharacterString, MeasurementString, PathString, EnigmaString, FCBase):
    """A string that methods read and fill. Indices count UTF-16 units from 0, as in the framework.

    Lua's ``tostring`` shows the text, as RGP Lua's own tests have it.
    """

    shown = "LuaString"

    def __init__(self, session: Session, text: str = "") -> None:
        super().__init__(session)
        self.text_value = text

    @constructor
    def created(self, text: object = None) -> None:
        self.text_value = "" if text is None else lua_text(text)

    @prop
    def LuaString(self) -> str:
        """The text as a Lua string; a number that is written is taken as Lua would write it."""
        return self.text_value

    @LuaString.setter
    def _set_lua_string(self, value: object) -> None:
        self.text_value = lua_text(value)

    @prop
    def UTF8String(self) -> str:
        return self.text_value

    @UTF8String.setter
    def _set_utf8(self, value: object) -> None:
        self.text_value = lua_text(value)

    @prop
    def CString(self) -> str:
        return self.text_value

    @method
    def SetCString(self, text: str, maxchars: int = -1) -> None:
        """Take a text, or so many characters of it."""
        self.units = spread(text)[: maxchars if maxchars >= 0 else None]

    @write_only
    def String(self, value: str) -> None:
        self.text_value = value

    @write_only
    def Integer(self, value: int) -> None:
        self.text_value = str(value)

    @write_only
    def Float(self, value: float) -> None:
        self.text_value = f"{value:g}"

    @prop
    def Length(self) -> int:
        """UTF-16 units: two for a character beyond U+FFFF."""
        return length(self.text_value)

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

    def __str__(self) -> str:
        return self.text_value

    def __repr__(self) -> str:
        return f"<FCString {self.text_value!r}>"

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
    def AppendCharacter(self, code: int) -> None:
        self.units += character(code)

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
    def FormatCharacterNumber(self, code: int) -> None:
        """Write a character's number as Finale shows it: ``247``, beyond 255 ``U+EF3D``."""
        if not 0 <= code <= 0xFFFFFFFF:
            from postlude.errors import ScriptError

            raise ScriptError(f"{code} is not a character's number")
        self.text_value = str(code) if code < 256 else f"U+{code:04X}"

    @method
    def Replace(self, source: str, replacement: str) -> bool:
        """Replace every occurrence; true if there was one."""
        if not source or source not in self.text_value:
            return False
        self.text_value = self.text_value.replace(source, replacement)
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
    def EncodeToMacRoman(self) -> bool:
        """Put the number that each character has in Mac Roman in its place; false, and nothing changes, if
        one isn't in that set. Scripts need it for fonts whose glyphs have those numbers."""
        try:
            self.text_value = self.text_value.encode("mac_roman").decode("latin-1")
        except UnicodeEncodeError:
            return False
        return True

    @method
    def EncodeFromMacRoman(self) -> bool:
        """The opposite of ``EncodeToMacRoman``; false if a character's number is beyond 255."""
        try:
            self.text_value = self.text_value.encode("latin-1").decode("mac_roman")
        except UnicodeEncodeError:
            return False
        return True

    @method
    def CreateCopy(self) -> FCString:
        return FCString(self._session, self.text_value)

    @method
    def CreateRows(self) -> FCStrings:
        """The lines of the text."""
        return self._list(re.split("\r\n|\r|\n", self.text_value))

    @method
    def CreateParsedStrings(self, separators: str) -> FCStrings:
        """The pieces between any of those characters, empty ones too."""
        if not separators:
            return self._list([self.text_value])
        return self._list(re.split(f"[{re.escape(separators)}]", self.text_value))

    def _list(self, texts: list[str]) -> FCStrings:
        from postlude.finale.text.stringlists import FCStrings

        strings = FCStrings(self._session)
        strings._items = [FCString(self._session, text) for text in texts]
        return strings

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
    def IsEqualCString(self, text: str) -> bool:
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
    def ContainsLuaString(self, text: str) -> bool:
        """RGP Lua has it, as its own console and the harp wizard use it; the documentation has not."""
        return text in self.text_value

    @method
    def ContainsCString(self, text: str) -> bool:
        return text in self.text_value

    def _same_as(self, other: Any) -> bool:
        return bool(self.text_value == other.text_value)
