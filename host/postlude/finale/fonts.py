"""Fonts: ``FCFontInfo`` and the document's font preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.text import Command, tokenise
from postlude.finale.arguments import constructor, method, to_bool
from postlude.finale.base import FCBase, Property, prop, write_only
from postlude.finale.fields import held
from postlude.finale.records import NO_KEY, Prefs, put_text

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.strings import FCString

STYLE_BITS = {"bold": 1, "italic": 2, "underline": 4, "strikeout": 32, "absolute": 64, "hidden": 128}
"""Bits of an Enigma style (``^nfx``) and the elements of ``efx`` that stand for them."""

FONT_PREFS = dict(
    enumerate(
        [
            "music",
            "key",
            "clef",
            "time",
            "chord",
            "chordAcci",
            "ending",
            "tuplet",
            "textBlock",
            "lyricVerse",
            "lyricChorus",
            "lyricSection",
            "multiMeasRest",
            "tablature",
            "chordSuffix",
            "expression",
            "repeat",
            "fretboard",
            "flags",
            "accis",
            "altNotSlash",
            "altNotNum",
            "rests",
            "reptDots",
            "noteheads",
            "augDots",
            "timePlus",
            "articulation",
            "percussion",
            "smartShape8va",
            "measNumb",
            "staffNames",
            "abbrvStaffNames",
            "groupNames",
            "smartShape8vb",
            "smartShape15ma",
            "smartShape15mb",
            "smartShapeTrill",
            "smartShapeWiggle",
            "abbrvGroupNames",
            "bendCurveFull",
            "bendCurveWhole",
            "bendCurveFrac",
            "timeParts",
            "timePlusParts",
        ]
    )
)
"""``FONTPREF_`` numbers and the ``type`` of the ``font`` element in options/fontOptions."""


def style(name: str) -> Property:
    """Declare one of the styles: on or off."""
    return Property(lambda font: font._style(name), lambda font, value: font._put_style(name, to_bool(value)))


class FCFontInfo(FCBase):
    """A font: its number in the document's font table, its size in points, its Enigma style."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.font_id = 0
        self.size = 0
        self.styles = 0
        self.loose_name: str | None = None
        """The name where the document's font table has none of that name."""

    @constructor
    def created(self, name: str | None = None, size: float = 0.0, styles: int = 0) -> None:
        if name is not None:
            self._set_name(name)
            self.size = int(size)
            self.styles = styles

    @prop
    def FontID(self) -> int:
        return self.font_id

    @FontID.setter
    def _set_font_id(self, value: int) -> None:
        self.font_id = value
        self.loose_name = None

    Size = held("size", int)

    @prop
    def SizeFloat(self) -> float:
        return float(self.size)

    @SizeFloat.setter
    def _set_size_float(self, value: float) -> None:
        self.size = int(value)

    EnigmaStyles = held("styles", int)

    @prop
    def Name(self) -> str:
        if self.loose_name is not None:
            return self.loose_name
        node = self._session.store.load("others", "fontName", Key(self.font_id))
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

    Absolute = style("absolute")
    Bold = style("bold")
    Hidden = style("hidden")
    Italic = style("italic")
    StrikeOut = style("strikeout")
    Underline = style("underline")

    @prop
    def IsSMuFLFont(self) -> bool:
        """Whether SMuFL metadata for a font of this name is installed."""
        return self._session.surroundings.smufl_fonts(self.Name)

    def _style(self, name: str) -> bool:
        return bool(self.styles & STYLE_BITS[name])

    def _put_style(self, name: str, on: bool) -> None:
        self.styles = self.styles | STYLE_BITS[name] if on else self.styles & ~STYLE_BITS[name]

    def _id_of(self, name: str) -> int | None:
        store = self._session.store
        for key in store.keys("others", "fontName"):
            node = store.load("others", "fontName", key)
            if node is not None and node.get("name") == name:
                return int(key.cmper1)
        return None

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

    # Enigma commands.

    @method
    def ParseEnigmaCommand(self, command: str) -> bool:
        """Take over what a font command says; false if the string doesn't begin with one."""
        for token in tokenise(command):
            if isinstance(token, Command) and self.apply_command(token):
                return True
            break
        return False

    def apply_command(self, command: Command) -> bool:
        """Take over what one parsed command says; false if it isn't about fonts."""
        args = command.arguments
        if command.name == "fontid":
            self._set_font_id(_number(args[0] if args else ""))
        elif command.name in ("font", "Font", "fontMus", "fontTxt", "fontNum"):
            name = args[0] if args else ""
            if name.isascii() and name.isdigit():
                self._set_font_id(int(name))
            elif name.startswith("Font") and name[4:].isdigit():
                self._set_font_id(int(name[4:]))
            else:
                self._set_name(name)
        elif command.name == "size":
            self.size = _number(args[0] if args else "")
        elif command.name == "nfx":
            self.styles = _number(args[0] if args else "")
        else:
            return False
        return True

    @method
    def CreateEnigmaString(self, tag: str | None = None) -> FCString:
        """The commands that choose this font: ``^font(Times)^size(12)^nfx(0)``.

        ``tag`` stands in place of ``^font``; an empty one leaves only the bracket, for callers that put
        a tag of their own before it.
        """
        from postlude.finale.strings import FCString

        name = "^font" if tag is None else tag
        return FCString(self._session, f"{name}({self.Name})^size({self.size})^nfx({self.styles})")

    @method
    def CreateDescription(self) -> FCString:
        """The font in words: name, size, styles."""
        from postlude.finale.strings import FCString

        styles = [
            name for name in ("bold", "italic", "underline", "strikeout", "hidden") if self._style(name)
        ]
        words = [f"{self.Name} {self.size}", *styles]
        return FCString(self._session, " ".join(words))

    # Preferences.

    @method
    def LoadFontPrefs(self, prefs_id: int) -> bool:
        """Take the document's default font of that kind (a ``FONTPREF_`` number)."""
        element = _pref_element(self._session, prefs_id)
        if element is None:
            return False
        self.take_element(element)
        return True

    @method
    def SaveFontPrefs(self, prefs_id: int) -> bool:
        prefs = FCFontPrefs(self._session)
        if not prefs.Load(prefs_id):
            return False
        prefs.put_font(self)
        return prefs.Save()

    def take_element(self, element: Node) -> None:
        """Read a font element: ``fontID``, ``fontSize`` and the flags of ``efx``."""
        self._set_font_id(int(element.get("fontID") or 0))
        self.size = int(element.get("fontSize") or 0)
        self.styles = sum(bit for name, bit in STYLE_BITS.items() if element.get(f"efx/{name}") is not None)

    def put_element(self, element: Node) -> None:
        """Write a font element as Finale does: no ``fontID`` for font 0, no ``efx`` without a style."""
        put_text(element, "fontID", str(self.font_id) if self.font_id else None)
        put_text(element, "fontSize", str(self.size))
        for name in STYLE_BITS:
            put_text(element, f"efx/{name}", "" if self._style(name) else None)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _pref_element(session: Session, prefs_id: int) -> Node | None:
    kind = FONT_PREFS.get(prefs_id)
    options = session.store.load("options", "fontOptions", NO_KEY)
    if kind is None or options is None:
        return None
    return next((child for child in options.children if child.attrs.get("type") == kind), None)


class FCFontPrefs(Prefs, tag="fontOptions"):
    """One of the document's default fonts, loaded by its ``FONTPREF_`` number."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kind = ""

    @method
    def Load(self, prefsno: int = 0) -> bool:
        self._kind = FONT_PREFS.get(prefsno, "")
        return bool(self._kind) and self._load(NO_KEY) and self._element() is not None

    def _element(self) -> Node | None:
        return next((child for child in self._node.children if child.attrs.get("type") == self._kind), None)

    @method
    def CreateFontInfo(self) -> FCFontInfo | None:
        element = self._element()
        if element is None:
            return None
        info = FCFontInfo(self._session)
        info.take_element(element)
        return info

    @method
    def GetFontInfo(self, info: FCFontInfo) -> bool:
        element = self._element()
        if element is None:
            return False
        info.take_element(element)
        return True

    @write_only
    def FontInfo(self, info: FCFontInfo) -> None:
        self.put_font(info)

    def put_font(self, info: FCFontInfo) -> None:
        """Write a font into the element of this kind."""
        element = self._element()
        if element is None:
            return
        info.put_element(element)
