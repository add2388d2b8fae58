"""Definitions of articulations: their symbols, and where they are put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import Property, prop
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.fonts import FCFontInfo
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther

if TYPE_CHECKING:
    from postlude.finale.session import Session

SIDES: dict[str | None, int] = {
    None: 2, "autoNoteStem": 1, "stemSide": 3, "belowEntry": 4, "aboveEntry": 5, "alwaysOnStem": 6,
}  # fmt: skip
MANUAL = 0
"""The side of an articulation that isn't placed automatically."""


def _font(path: str) -> Property:
    """The name of the font whose number is at ``path``; a font that is new gets its number with ``Save``."""

    def get(record: FCArticulationDef) -> str:
        return record.new_fonts.get(path) or _named(record, path)

    def put(record: FCArticulationDef, value: object) -> None:
        info = FCFontInfo(record._session)
        info.Name = value
        record.new_fonts.pop(path, None)
        if info.loose_name is not None:
            record.new_fonts[path] = info.loose_name
        else:
            record._put_text(path, str(info.FontID) if info.FontID else None)
        record._cache.clear()

    return Property(get, put)


def _named(record: FCArticulationDef, path: str) -> str:
    info = FCFontInfo(record._session)
    info.FontID = int(record._text_at(path) or 0)
    return str(info.Name)


def _symbol(path: str) -> Property:
    """The character shown on one side: the main one or, if the flag at ``path`` is there, the flipped one."""

    def at(record: FCArticulationDef) -> str:
        return "charMain" if record._text_at(path) is None else "charAlt"

    def get(record: FCArticulationDef) -> int:
        return int(record._text_at(at(record)) or 0)

    def put(record: FCArticulationDef, value: object) -> None:
        integer(at(record), explicit=True).__set__(record, value)

    return Property(get, put)


class FCArticulationDef(NoInciOther, tag="articDef"):
    """An articulation as its definition has it. Offsets are in EVPU, sizes in points."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.new_fonts: dict[str, str] = {}
        """Names of fonts that the document's table of fonts hasn't yet, by the path of their number."""

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self.new_fonts = {}

    def _save(self, key: Key) -> bool:
        for path, name in self.new_fonts.items():
            number = _add_font(self._session, name, int(self._text_at(path) or 0))
            self._put_text(path, str(number))
        self.new_fonts = {}
        return super()._save(key)

    AboveSymbolChar = _symbol("aboveSymbolAlt")
    AlwaysPlaceOutsideStaff = flag("outsideStaff")
    AttachToTopNote = flag("useTopNote")
    AvoidStaffLines = flag("avoidStaffLines")
    BelowSymbolChar = _symbol("belowSymbolAlt")
    BelowUsesMain = inverted_flag("belowSymbolAlt")
    CenterHorizontally = flag("autoHorz")
    CenterOnStemWhenStemSide = flag("centerOnStem")
    DefaultVerticalPos = integer("defVertPos")
    FlippedHandleHorizontalOffset = integer("xOffsetAlt")
    FlippedHandleVerticalOffset = integer("yOffsetAlt")
    FlippedSymbolChar = integer("charAlt", explicit=True)
    FlippedSymbolFont = _font("fontAlt")
    FlippedSymbolFontID = integer("fontAlt")
    FlippedSymbolIsShape = flag("altIsShape")
    FlippedSymbolShapeID = integer("altShape")
    FlippedSymbolSize = integer("sizeAlt", explicit=True)
    InsideSlurs = flag("insideSlur")
    MainHandleHorizontalOffset = integer("xOffsetMain")
    MainHandleVerticalOffset = integer("yOffsetMain")
    MainSymbolChar = integer("charMain", explicit=True)
    MainSymbolFont = _font("fontMain")
    MainSymbolFontID = integer("fontMain")
    MainSymbolIsShape = flag("mainIsShape")
    MainSymbolShapeID = integer("mainShape")
    MainSymbolSize = integer("sizeMain", explicit=True)
    OnScreenOnly = flag("noPrint")
    OnStemDistanceFromStemEnd = integer("distanceFromStemEnd")
    Playback = flag("playArtic")
    SlurInteraction = choice("slurInteractionMode", {None: 0, "insideSlur": 1, "avoidSlur": 2})
    StackAutomatically = flag("autoStack")
    StemSideWhenMultipleLayers = flag("isStemSideWhenMultipleLayers")

    @prop
    def AutoPosSide(self) -> int:
        """Where it is put: 0 is by hand, the others are the constants ``ARTPOS_...``."""
        return MANUAL if self._text_at("autoVert") is None else SIDES.get(self._text_at("autoVertMode"), 2)

    @AutoPosSide.setter
    def _set_auto_pos_side(self, value: int) -> None:
        self._put_text("autoVert", None if value == MANUAL else "")
        if value == MANUAL:
            self._put_text("autoVertMode", None)
        else:
            choice("autoVertMode", SIDES).__set__(self, value)
        self._cache.clear()

    @method
    def IsShapeUsed(self) -> bool:
        return bool(self.MainSymbolIsShape or self.FlippedSymbolIsShape)


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


class FCArticulationDefs(NoInciOthers, of=FCArticulationDef):
    """The definitions of articulations."""
