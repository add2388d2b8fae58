"""Fonts whose number, size and style lie side by side in a record, under names of their own.

The framework reaches them by name as well. A name that the document's table of fonts hasn't yet is kept in
the object; the font gets its number when the record is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import expected, to_text
from postlude.finale.base import Property
from postlude.finale.fieldmethods import declare
from postlude.finale.text.fonts import STYLE_BITS, FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.session import Session

FONT_ID = "fontID"


class NewFonts:
    """What a record class with such fonts is made of besides its base."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)  # type: ignore[call-arg]
        self.new_fonts: dict[str, str] = {}
        """Names of fonts that the document hasn't yet, by the path of their number."""

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)  # type: ignore[misc]
        self.new_fonts = {}

    def _save(self: Any, key: Key) -> bool:
        for path, name in self.new_fonts.items():
            number = _add_font(self._session, name, int(self._text_at(path) or 0))
            self._put_text(path, str(number))
        self.new_fonts = {}
        return bool(super()._save(key))  # type: ignore[misc]


def font_name(path: str, *, shown_with: str | None = None) -> Property:
    """The name of the font whose number is at ``path``.

    With ``shown_with`` the record has a font only while that flag is there: the name is "" without it, and a
    name that is given sets it.
    """

    def get(record: Any) -> str:
        if shown_with is not None and record._text_at(shown_with) is None:
            return ""
        return record.new_fonts.get(path) or named(record, path)

    def put(record: Any, value: object) -> None:
        name = to_text(value)
        if not name and shown_with is None:
            raise ScriptError("param 1 expected the name of a font, got an empty text")
        info = FCFontInfo(record._session)
        if name:
            info.Name = name
        put_number(record, path, info)
        if shown_with is not None:
            record._put_text(shown_with, "" if name else None)

    return Property(get, put)


def named(record: Any, path: str) -> str:
    """The name in the document's table of the font whose number is at ``path``."""
    info = FCFontInfo(record._session)
    info.FontID = int(record._text_at(path) or 0)
    return str(info.Name)


def put_number(record: Any, path: str, info: FCFontInfo) -> None:
    record.new_fonts.pop(path, None)
    if info.loose_name is not None:
        record.new_fonts[path] = info.loose_name
    else:
        record._put_text(path, str(info.FontID) if info.FontID else None)
    record._cache.clear()


def take_style(record: Any, path: str, info: FCFontInfo) -> None:
    info.styles = sum(
        bit for name, bit in STYLE_BITS.items() if record._text_at(f"{path}/{name}") is not None
    )


def put_style(record: Any, path: str, info: FCFontInfo) -> None:
    for name, bit in STYLE_BITS.items():
        record._put_text(f"{path}/{name}", "" if info.styles & bit else None)


class font_at(Property):
    """A font of three elements: ``GetX(font)`` reads it, ``X`` itself can only be written.

    ``shown_with`` is a flag that goes with it, ``always`` says that font 0 is written too. ``creates`` declares
    ``CreateX()`` as well, ``answers`` that ``GetX`` gives true.
    """

    def __init__(
        self,
        number: str = FONT_ID,
        size: str = "fontSize",
        style: str = "efx",
        *,
        shown_with: str | None = None,
        always: bool = False,
        creates: bool = False,
        answers: bool = False,
    ) -> None:
        self.always = always
        self.number, self.size, self.style = number, size, style
        self.shown_with, self.creates, self.answers = shown_with, creates, answers
        super().__init__(None, self.write)

    def write(self, record: Any, info: Any) -> None:
        if not isinstance(info, FCFontInfo):
            raise expected(1, "FCFontInfo", info)
        put_number(record, self.number, info)
        if self.always and record._text_at(self.number) is None:
            record._put_text(self.number, "0")
        record._put_text(self.size, str(info.Size))
        put_style(record, self.style, info)
        if self.shown_with is not None:
            record._put_text(self.shown_with, "")
        record._cache.clear()

    def read(self, record: Any, info: FCFontInfo) -> None:
        info.FontID = int(record._text_at(self.number) or 0)
        info.loose_name = record.new_fonts.get(self.number)
        info.size = int(record._text_at(self.size) or 0)
        take_style(record, self.style, info)

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)

        def get(record: Any, info: Any = None, *_: Any) -> bool | None:
            if not isinstance(info, FCFontInfo):
                raise expected(1, "FCFontInfo", info)
            self.read(record, info)
            return True if self.answers else None

        def create(record: Any, *_: Any) -> FCFontInfo:
            info = FCFontInfo(record._session)
            self.read(record, info)
            return info

        declare(owner, {f"Get{name}": get} | ({f"Create{name}": create} if self.creates else {}))


def _add_font(session: Session, name: str, like: int) -> int:
    """Put a font into the document's table, with the character set of the one that it takes the place of."""
    store = session.store
    info = FCFontInfo(session)
    info.Name = name
    if info.loose_name is None:
        return int(info.FontID)
    font = store.load("others", "fontName", Key(like)) or Node("fontName")
    font.set("name", name)
    number = max((int(key.cmper1) for key in store.keys("others", "fontName")), default=0) + 1
    store.save("others", "fontName", Key(number), font)
    return number
