"""Lines of the document's own: how custom smart shapes are drawn, and the texts at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import Property, prop
from postlude.finale.fields import flag, integer
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.recordfonts import NewFonts, font_at

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.strings import FCString

STYLES = ("solid", "dashed", "char")
GROUPS = {
    "solid": ("solidParams", ("lineWidth",)),
    "dashed": ("dashedParams", ("lineWidth", "dashOn", "dashOff")),
    "char": ("charParams", ("lineChar", "fontSize", "baselineShiftEms")),
}
"""For each style of lines the group of what only it has, and the elements that the group always holds."""
CAPS = (None, "arrowheadPreset", "arrowheadCustom", "hook")
"""What a line can end with: the words for the constants ``CLENDPOINT_...``."""
CUSTOM = "arrowheadCustom"
NAMES = {
    "solid": "solid lines", "dashed": "dashed lines", "char": "lines of characters", "hook": "hooks",
    CUSTOM: "arrowheads of its own",
}  # fmt: skip
FIRST_PRESET = "1"
TEXTS = ("leftStart", "leftCont", "rightEnd", "centerFull", "centerAbbr")
"""The texts of a line, by their ``TEXTREF_`` constants."""


def _cap_style(end: str) -> Property:
    path = f"lineCap{end}Type"

    def put(line: FCCustomSmartLineDef, value: object) -> None:
        word = CAPS[_one_of(value, len(CAPS))]
        line.keep_cap(end)
        line._put_text(path, word)
        line.bring_cap(end)

    return Property(lambda line: CAPS.index(_cap(line, end)), put)


def _cap(line: FCCustomSmartLineDef, end: str) -> str | None:
    word = line._text_at(f"lineCap{end}Type")
    return None if word == "none" else word


def _arrow(end: str) -> Property:
    """The shape of an arrowhead; 0 unless the line ends with a shape of the document."""

    def put(line: FCCustomSmartLineDef, value: object) -> None:
        line.arrows[end, CUSTOM] = integer("x").write(_int(value))  # type: ignore[misc]
        if line.arrows[end, CUSTOM]:
            line.set_for.add(CUSTOM)
        line.bring_cap(end)

    def get(line: FCCustomSmartLineDef) -> int:
        if _cap(line, end) == CUSTOM:
            return int(line._text_at(f"lineCap{end}ArrowID") or 0)
        return int(line.arrows.get((end, CUSTOM)) or 0)

    return Property(get, put)


def _hook(end: str) -> Property:
    """The length of a hook, in EFIX."""
    return integer(f"lineCap{end}HookLength")


def _int(value: object) -> int:
    from postlude.finale.arguments import to_int

    return to_int(value)


def _one_of(value: object, count: int, position: int = 1) -> int:
    number = _int(value)
    if not 0 <= number < count:
        raise ScriptError(f"param {position} expected 0 to {count - 1}, got {number}")
    return number


class FCCustomSmartLineDef(NewFonts, NoInciOther, tag="ssLineStyle"):
    """A line as it is drawn. Widths, dashes and hooks are in EFIX, offsets in EVPU.

    What belongs to a style that the line hasn't (the dashes of a solid one, the length of a hook where there
    is none) is kept in the object and saved once the line has that style.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.arrows: dict[tuple[str, str], str | None] = {}
        """The numbers of arrowheads, by the end of the line and the kind of arrowhead."""
        self.set_for: set[str] = set()
        """The styles of lines, and ``hook`` and ``arrowheadCustom``, that something was set for."""

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self.arrows = {}
        self.set_for = set()

    def _save(self, key: Key) -> bool:
        if self._text_at("lineStyle") is None:
            self.LineStyle = 0
        self._note_what_is_not_kept()
        whole = self._node
        self._node = whole.copy()
        style = self._text_at("lineStyle")
        for other, (group, _) in GROUPS.items():
            if other != style:
                self._node.set(group, None)
        for end in ("Start", "End"):
            if _cap(self, end) != "hook":
                self._node.set(f"lineCap{end}HookLength", None)
        saved = super()._save(key)
        self._node = whole
        return saved

    def _note_what_is_not_kept(self) -> None:
        """Say what was set and belongs to another style, or to another kind of end, than the line has."""
        style = self._text_at("lineStyle")
        for word in self.set_for:
            if word != style and word not in (_cap(self, "Start"), _cap(self, "End")):
                self._session.notes[f"line {self.ItemNo} {word}"] = (
                    f"FCCustomSmartLineDef {self.ItemNo}: what was set for {NAMES[word]} is not saved: "
                    "the line has another style"
                )
        self.set_for = set()

    def _put_text(self, path: str, text: str | None) -> None:
        super()._put_text(path, text)
        for word, (group, _) in GROUPS.items():
            if path.startswith(f"{group}/") and text not in (None, "0"):
                self.set_for.add(word)
        if path.endswith("HookLength") and text:
            self.set_for.add("hook")

    ContinuationLineHorizontalOffset = integer("lineContX")
    EndArrowheadShapeID = _arrow("End")
    EndArrowheadStyle = _cap_style("End")
    EndHookLength = _hook("End")
    EndLineHorizontalOffset = integer("lineEndX")
    Horizontal = flag("makeHorz")
    LineCharacter = integer("charParams/lineChar", explicit=True)
    LineCharacterBaselineShift = integer("charParams/baselineShiftEms", explicit=True)
    LineCharacterFontInfo = font_at("charParams/fontID", "charParams/fontSize", "charParams/efx")
    LineDashLength = integer("dashedParams/dashOn", explicit=True)
    LineDashSpace = integer("dashedParams/dashOff", explicit=True)
    StartArrowheadShapeID = _arrow("Start")
    StartArrowheadStyle = _cap_style("Start")
    StartHookLength = _hook("Start")
    StartLineHorizontalOffset = integer("lineStartX")
    UseAfterContinuationTextOffset = flag("lineAfterLeftContText")
    UseAfterStartTextOffset = flag("lineAfterLeftStartText")
    UseBeforeEndTextOffset = flag("lineBeforeRightEndText")

    @prop
    def LineStyle(self) -> int:
        return STYLES.index(self._text_at("lineStyle") or "solid")

    @LineStyle.setter
    def _set_line_style(self, value: int) -> None:
        style = STYLES[_one_of(value, len(STYLES))]
        width = self.LineWidth
        self._put_text("lineStyle", style)
        group, elements = GROUPS[style]
        for element in elements:
            if self._text_at(f"{group}/{element}") is None:
                self._put_text(f"{group}/{element}", "0")
        if style != "char":
            self._put_text(f"{group}/lineWidth", str(width))
        self._cache.clear()

    @property
    def _width_path(self) -> str:
        return "dashedParams/lineWidth" if self._text_at("lineStyle") == "dashed" else "solidParams/lineWidth"

    @prop
    def LineWidth(self) -> int:
        return int(self._text_at(self._width_path) or 0)

    @LineWidth.setter
    def _set_line_width(self, value: int) -> None:
        self._put_text(self._width_path, str(value))

    @prop
    def LineVerticalOffset(self) -> int:
        return int(self._text_at("lineStartY") or 0)

    @LineVerticalOffset.setter
    def _set_line_vertical_offset(self, value: int) -> None:
        """Both ends have it, as in all real lines."""
        for path in ("lineStartY", "lineEndY"):
            self._put_text(path, str(value) if value else None)

    def keep_cap(self, end: str) -> None:
        """Remember the arrowhead that a line has while it ends with another kind of thing."""
        word = _cap(self, end)
        if word in (CUSTOM, "arrowheadPreset"):
            self.arrows[end, word] = self._text_at(f"lineCap{end}ArrowID")

    def bring_cap(self, end: str) -> None:
        """Put the number of the arrowhead that the line ends with."""
        word = _cap(self, end)
        number = (
            self.arrows.get((end, word), FIRST_PRESET if word == "arrowheadPreset" else None)
            if word
            else None
        )
        self._put_text(f"lineCap{end}ArrowID", number)
        self._cache.clear()

    # The texts.

    @method
    def GetHorizontalTextPos(self, reference: int) -> int:
        return int(self._text_at(f"{_text(reference)}X") or 0)

    @method
    def SetHorizontalTextPos(self, reference: int, position: int) -> None:
        self._put_text(f"{_text(reference)}X", str(position) if position else None)

    @method
    def GetVerticalTextPos(self, reference: int) -> int:
        return int(self._text_at(f"{_text(reference)}Y") or 0)

    @method
    def SetVerticalTextPos(self, reference: int, position: int) -> None:
        self._put_text(f"{_text(reference)}Y", str(position) if position else None)

    @method
    def GetRawStringNumber(self, reference: int) -> int:
        """The number of the text, 0 if the line has none there."""
        return int(self._text_at(f"{_text(reference)}RawTextID") or 0)

    @method
    def CreateTextString(self, reference: int) -> FCString | None:
        from postlude.finale.text.strings import FCString
        from postlude.finale.text.texts import shown

        node = self._store.load("texts", TEXT, Key(self.GetRawStringNumber(reference)))
        return FCString(self._session, shown(node.text, self._session)) if node is not None else None

    @method
    def SaveTextString(self, reference: int, text: str) -> bool:
        """Change the text in the document; false if the line has none there."""
        return self._save_text(self.GetRawStringNumber(reference), text)

    @method
    def SaveNewTextString(self, reference: int, text: str) -> bool:
        """Put a new text into the document; the line has it, once it is saved."""
        number = max((int(key.cmper1) for key in self._store.keys("texts", TEXT)), default=0) + 1
        self._store.save("texts", TEXT, Key(number), Node(TEXT))
        self._put_text(f"{_text(reference)}RawTextID", str(number))
        return self._save_text(number, text)

    def _save_text(self, number: int, text: str) -> bool:
        from postlude.finale.text.texts import stored

        node = self._store.load("texts", TEXT, Key(number))
        if node is None:
            return False
        node.text = stored(text, node.text, self._session)
        self._store.save("texts", TEXT, Key(number), node)
        return True

    @method
    def DeepDeleteData(self) -> bool:
        """Remove the line with its texts."""
        for reference in range(len(TEXTS)):
            self._store.delete("texts", TEXT, Key(self.GetRawStringNumber(reference)))
        return bool(self.DeleteData())


TEXT = "smartShapeText"


def _text(reference: int) -> str:
    return TEXTS[_one_of(reference, len(TEXTS))]


class FCCustomSmartLineDefs(NoInciOthers, of=FCCustomSmartLineDef):
    """The lines of the document's own."""
