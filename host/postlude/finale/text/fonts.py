"""Fonts: ``FCFontInfo`` and the document's font preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import approximate, constructor, method, to_bool, to_float
from postlude.finale.base import FCBase, Property, prop, write_only
from postlude.finale.fields import held
from postlude.finale.records import put_text
from postlude.finale.text.fontcommands import FontCommands

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.strings import FCString

SMUFL_FONTS = frozenset(
    {
        "bravura", "bravuratext", "chaconneex", "emmentaler", "emmentalertext", "finaleash", "finaleashtext",
        "finalebroadway", "finalebroadwaylegacytext", "finalebroadwaytext", "finaleengraver", "finalejazz",
        "finalejazztext", "finalejazztextlowercase", "finalelegacy", "finalemaestro", "finalemaestrotext",
        "gonville", "gonvilletext", "leland", "lelandtext", "musejazz", "musejazztext", "petaluma",
        "petalumascript", "petalumatext", "sebastian", "sebastiantext",
    }
)  # fmt: skip
"""Fonts that are known to follow SMuFL, in small letters without blanks: those that Finale 27 installs, and
others that musxdom knows."""

STYLE_BITS = {"bold": 1, "italic": 2, "underline": 4, "strikeout": 32, "absolute": 64, "hidden": 128}
"""Bits of an Enigma style (``^nfx``) and the elements of ``efx`` that stand for them."""


def style(name: str) -> Property:
    """Declare one of the styles: on or off."""
    return Property(lambda font: font._style(name), lambda font, value: font._put_style(name, to_bool(value)))


class FCFontInfo(FontCommands, FCBase):
    """A font: its number in the document's font table, its size in points, its Enigma style."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.font_id = 0
        self.size: float = 0
        self.styles = 0
        self.loose_name: str | None = None
        """The name where the document's font table has none of that name."""

    @constructor
    def created(self, name: str | None = None, size: float = 0.0, styles: int = 0) -> None:
        if name is not None:
            self._set_name(name)
            self.size = size
            self.styles = styles

    @prop
    def FontID(self) -> int:
        return self.font_id

    @FontID.setter
    def _set_font_id(self, value: int) -> None:
        self.font_id = value
        self.loose_name = None

    @prop
    def Size(self) -> int:
        """In whole points, as documents store it."""
        return int(self.size)

    @Size.setter
    def _set_size(self, value: int) -> None:
        self.size = value

    SizeFloat = Property(lambda font: float(font.size), lambda font, value: font._put_size(to_float(value)))

    EnigmaStyles = held("styles", int)

    @prop
    def Name(self) -> str:
        if self.loose_name is not None:
            return self.loose_name
        node = self._entry()
        return (node.get("name") or "") if node is not None else ""

    @Name.setter
    def _set_name(self, value: str) -> None:
        found = self._id_of(value)
        self.loose_name = None if found is not None else value
        if found is not None:
            self.font_id = found

    @write_only
    def NameString(self, value: str) -> None:
        self._set_name(value)

    @method
    def GetNameString(self, into: FCString) -> None:
        into.text_value = self.Name

    @prop
    def IDByName(self) -> int:
        found = self._id_of(self.Name)
        return self.font_id if found is None else found

    @write_only
    def NameByID(self, value: int) -> None:
        """Take the name that a number has in the document's font table."""
        self._set_font_id(value)

    Absolute = style("absolute")
    Bold = style("bold")
    Hidden = style("hidden")
    Italic = style("italic")
    StrikeOut = style("strikeout")
    Underline = style("underline")

    @prop
    def IsSMuFLFont(self) -> bool:
        """Whether SMuFL metadata for a font of this name is installed, or the font is one of those that Finale
        27 installs with it; such a font is known by its name where Finale isn't installed."""
        name = self.Name
        known = name.replace(" ", "").lower() in SMUFL_FONTS
        return known or self._session.surroundings.smufl_fonts(name)

    def _style(self, name: str) -> bool:
        return bool(self.styles & STYLE_BITS[name])

    def _put_style(self, name: str, on: bool) -> None:
        self.styles = self.styles | STYLE_BITS[name] if on else self.styles & ~STYLE_BITS[name]

    def _id_of(self, name: str) -> int | None:
        """The number of that name in the font table; None without a document, too."""
        if self._session.document is None:
            return None  # as in a dialog of a script that needs no document
        store = self._session.store
        for key in store.keys("others", "fontName"):
            node = store.load("others", "fontName", key)
            if node is not None and node.get("name") == name:
                return int(key.cmper1)
        return None

    def _put_size(self, size: float) -> None:
        self.size = size

    @method
    def IsMacSymbolFont(self) -> bool:
        """Whether the document's font table says that its characters are symbols by Mac OS's numbering."""
        node = None if self.loose_name is not None else self._entry()
        return node is not None and node.get("charsetBank") == "Mac" and node.get("charsetVal") == "4095"

    def _entry(self) -> Node | None:
        """Its record in the document's font table."""
        if self._session.document is None:
            return None
        return self._session.store.load("others", "fontName", Key(self.font_id))

    @method
    def IsPlain(self) -> bool:
        return self.styles == 0

    @method
    def SetPlain(self) -> None:
        self.styles = 0

    @method
    def IsName(self, name: str) -> bool:
        return bool(self.Name == name)

    @method
    def IsNameString(self, name: str) -> bool:
        return bool(self.Name == name)

    @method
    def IsIdenticalTo(self, other: FCFontInfo) -> bool:
        return self._same_as(other)

    def _same_as(self, other: FCFontInfo) -> bool:
        return (self.Name, self.size, self.styles) == (other.Name, other.size, other.styles)

    @method
    def CopyFrom(self, other: FCFontInfo) -> None:
        self.font_id, self.size, self.styles = other.font_id, other.size, other.styles
        self.loose_name = other.loose_name

    @method
    def CreateCopy(self) -> FCFontInfo:
        copy = FCFontInfo(self._session)
        copy.CopyFrom(self)
        return copy

    @method
    @approximate
    def CalcAverageRomanCharacterWidthPoints(self) -> float:
        """The mean width of a letter; approximated: of A to Z and a to z alike, from the font's file where it
        is installed, else from the usual widths of letters."""
        from string import ascii_letters

        from postlude.finale.layout.textmetrics import FCTextMetrics

        metrics = FCTextMetrics(self._session)
        metrics.LoadString(ascii_letters, self, 100)
        return float(metrics.AdvanceWidthPoints) / len(ascii_letters)

    @method
    @approximate
    def CalcAverageRomanCharacterWidthEVPUs(self) -> float:
        return 4 * self.CalcAverageRomanCharacterWidthPoints()

    # Preferences.

    @method
    def LoadFontPrefs(self, prefs_id: int) -> bool:
        """Take the document's default font of that kind (a ``FONTPREF_`` number)."""
        from postlude.finale.text.fontprefs import FCFontPrefs

        prefs = FCFontPrefs(self._session)
        return prefs.Load(prefs_id) and prefs.GetFontInfo(self)

    @method
    def SaveFontPrefs(self, prefs_id: int) -> bool:
        from postlude.finale.text.fontprefs import FCFontPrefs

        prefs = FCFontPrefs(self._session)
        if not prefs.Load(prefs_id):
            return False
        prefs.put_font(self)
        return prefs.Save()

    @method
    def MakeDefaultMusicFont(self) -> bool:
        """Take the document's default music font."""
        return self.LoadFontPrefs(0)

    def take_element(self, element: Node) -> None:
        """Read a font element: ``fontID``, ``fontSize`` and the flags of ``efx``."""
        self._set_font_id(int(element.get("fontID") or 0))
        self.size = int(element.get("fontSize") or 0)
        self.styles = sum(bit for name, bit in STYLE_BITS.items() if element.get(f"efx/{name}") is not None)

    def put_element(self, element: Node) -> None:
        """Write a font element as Finale does: no ``fontID`` for font 0, no ``efx`` without a style, and nothing
        for font 0 without a size or a style."""
        said = bool(self.font_id or self.Size or self.styles)
        put_text(element, "fontID", str(self.font_id) if self.font_id else None)
        put_text(element, "fontSize", str(self.Size) if said else None)
        for name in STYLE_BITS:
            put_text(element, f"efx/{name}", "" if self._style(name) else None)
