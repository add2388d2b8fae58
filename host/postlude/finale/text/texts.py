"""Raw texts, with their Enigma commands, and how they are shown to scripts.

A document stores the font of a text as ``^fontid(2)``; scripts see and write ``^font(Times New Roman,8192)``,
as in Finale (RGP Lua's own tests count the characters). The number behind the name tells the bank of the
character set (4096 Mac, 8192 Windows) plus its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.enigma.text import Command, tokenise
from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.records import BaseData
from postlude.finale.text.strings import FCString
from postlude.finale.text.utf16 import length, spread

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.points import FCRange
    from postlude.finale.session import Session

_BANKS = {"Mac": 0x1000, "Win": 0x2000}
_OF_CATEGORY = ("fontMus", "fontTxt", "fontNum")


def shown(text: str, session: Session) -> str:
    """A stored text as scripts see it: fonts by name, the platform's line ends."""
    if "^fontid(" in text:
        names = _font_names(session.store)
        pieces = []
        for token in tokenise(text):
            piece = token.source
            if isinstance(token, Command) and token.name == "fontid" and token.arguments:
                piece = names.get(token.arguments[0], piece)
            pieces.append(piece)
        text = "".join(pieces)
    return text.replace("\n", session.line_end) if session.line_end != "\n" else text


def stored(text: str, before: str, session: Session) -> str:
    """What scripts wrote, as the document stores it.

    A font that the document's table has becomes ``^fontid``, or gets the number of its character set in the
    commands that follow a category's fonts; commands that stood in the stored text ``before`` in another form
    keep it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "^font" not in text:
        return text
    kept = {token.source for token in tokenise(before) if isinstance(token, Command)}
    numbers = _font_numbers(session.store)
    pieces = []
    for token in tokenise(text):
        piece = token.source
        if isinstance(token, Command) and token.name == "font" and token.arguments and piece not in kept:
            number = numbers.get(token.arguments[0])
            if number is not None:
                piece = f"^fontid({number})"
        elif isinstance(token, Command) and token.name in _OF_CATEGORY and len(token.arguments) == 1:
            charset = _charsets(session.store).get(token.arguments[0]) if piece not in kept else None
            if charset is not None:
                piece = f"^{token.name}({token.arguments[0]},{charset})"
        pieces.append(piece)
    return "".join(pieces)


def _fonts(store: Store) -> list[tuple[int, Node]]:
    fonts = []
    for key in store.keys("others", "fontName"):
        node = store.load("others", "fontName", key)
        if node is not None:
            fonts.append((int(key.cmper1), node))
    return fonts


def _font_names(store: Store) -> dict[str, str]:
    names = {}
    for number, node in _fonts(store):
        names[str(number)] = f"^font({node.get('name') or ''},{_charset(node)})"
    return names


def _charset(node: Node) -> int:
    return _BANKS.get(node.get("charsetBank") or "", 0) + int(node.get("charsetVal") or 0)


def _charsets(store: Store) -> dict[str, int]:
    return {node.get("name") or "": _charset(node) for _, node in reversed(_fonts(store))}


def _font_numbers(store: Store) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, node in _fonts(store):
        numbers.setdefault(node.get("name") or "", number)
    return numbers


class FCRawText(BaseData, section="texts", tag="blockText"):
    """A text of the document, by its number."""

    block_type = 0
    """Which kind of text: a ``RAWTEXTTYPE_`` number."""

    @prop
    def ItemNo(self) -> int:
        return int(self._key.cmper1)

    @prop
    def BlockType(self) -> int:
        return self.block_type

    @prop
    def NumChars(self) -> int:
        """UTF-16 units of the text as scripts see it."""
        return length(shown(self._node.text, self._session))

    @method
    def CreateString(self) -> FCString:
        return FCString(self._session, shown(self._node.text, self._session))

    @method
    def GetText(self, into: FCString) -> None:
        into.text_value = shown(self._node.text, self._session)

    @method
    def GetSubString(self, into: FCString, chars: FCRange | None) -> bool:
        """The characters of a range; without one all of them."""
        units = spread(shown(self._node.text, self._session))
        if chars is not None and not 0 <= chars.start <= chars.start + chars.length <= len(units):
            return False
        into.units = units if chars is None else units[chars.start : chars.start + chars.length]
        return True

    @write_only
    def Text(self, text: str) -> None:
        self._node.text = stored(text, self._node.text, self._session)

    @method
    def Load(self, number: int) -> bool:
        return self._load(Key(number))

    @method
    def SaveAs(self, number: int) -> bool:
        return self._save(Key(number))

    @method
    def SaveNew(self) -> bool:
        keys = self._store.keys(self.section, self.tag)
        return self._save(Key(max((int(key.cmper1) for key in keys), default=0) + 1))

    def _same_as(self, other: Any) -> bool:
        return bool(self._node.text == other._node.text)
