"""Text blocks: where a text is shown, and the text itself."""

from __future__ import annotations

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag, read_only
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.strings import FCString
from postlude.finale.text.texts import shown, stored

PERCENT, EVPUS = "lineSpacingPercent", "lineSpacingEvpu"
TEXT_TAGS = {"block": "blockText", "expression": "expression"}
JUSTIFICATIONS: dict[str | None, int] = {
    None: 0,
    "left": 0,
    "right": 1,
    "center": 2,
    "full": 3,
    "forcedFull": 4,
}


class FCTextBlock(NoInciOther, tag="textBlock"):
    """A block that a text is laid out in: sizes and offsets in EVPU, insets, lines and corners in EFIX.

    A block without a width or a height grows with its text.
    """

    ExpandSingleWord = inverted_flag("noExpandSingleWord")
    FrameReference = flag("newPos36")
    Height = integer("height")
    HorizontalTextOffset = integer("xAdd")
    Justification = choice("justify", JUSTIFICATIONS)
    LineInset = integer("inset")
    LineWidth = integer("stdLine")
    RawTextID = read_only(integer("textID"))
    RoundedCornerRadius = integer("cornerRadius")
    RoundedCorners = flag("roundCorners")
    ShapeID = integer("shapeID")
    ShowBorders = flag("showShape")
    VerticalTextOffset = integer("yAdd")
    Width = integer("width")
    WordWrap = flag("wordWrap")

    @prop
    def ExpandHorizontally(self) -> bool:
        return not self.Width

    @prop
    def ExpandVertically(self) -> bool:
        return not self.Height

    @prop
    def LineSpacing(self) -> int:
        """Percent of the font's own, or EVPU: ``LineSpacingIsPercent`` says which."""
        return int(self._text_at(PERCENT) or self._text_at(EVPUS) or 0)

    @LineSpacing.setter
    def _set_line_spacing(self, value: int) -> None:
        self._put_spacing(value, percent=self._text_at(PERCENT) is not None)

    @prop
    def LineSpacingIsPercent(self) -> bool:
        return self._text_at(PERCENT) is not None

    @LineSpacingIsPercent.setter
    def _set_line_spacing_is_percent(self, value: bool) -> None:
        self._put_spacing(self.LineSpacing, percent=value)

    def _put_spacing(self, value: int, *, percent: bool) -> None:
        # The element for percent also says that it is percent, so it is written even for zero.
        self._put_text(PERCENT, str(value) if percent else None)
        self._put_text(EVPUS, str(value) if value and not percent else None)

    @property
    def _text_tag(self) -> str:
        return TEXT_TAGS.get(self._text_at("textTag") or "block", "blockText")

    @prop
    def RawTextExtag(self) -> int:
        """Which kind of text it is: 5 for that of an expression, else 0."""
        return 5 if self._text_tag == "expression" else 0

    @method
    def SetRawText(self, theid: int, tag: int = 0) -> None:
        """Let it show another text: its number, and its kind as ``RawTextExtag`` says it."""
        if tag not in (0, 5):
            raise ScriptError(
                f"param 2 expected 0 or 5, got {tag}: no text block shows texts of another kind"
            )
        self._put_text("textID", str(theid))
        self._put_text("textTag", "expression" if tag else "block")
        self._cache.clear()

    @method
    def CreateRawTextString(self) -> FCString:
        """The text as stored, with its Enigma commands."""
        node = self._store.load("texts", self._text_tag, Key(self.RawTextID))
        return FCString(self._session, shown(node.text, self._session) if node is not None else "")

    @method
    def SaveRawTextString(self, text: str) -> bool:
        """Replace the text at once; false if the block has none."""
        key = Key(self.RawTextID)
        node = self._store.load("texts", self._text_tag, key)
        if node is None:
            return False
        node.text = stored(text, node.text, self._session)
        self._store.save("texts", self._text_tag, key, node)
        return True

    @method
    def SaveNewRawTextString(self, text: str) -> bool:
        """Save a new text at once, and let the block show it; save the block then."""
        tag = self._text_tag
        number = max((int(key.cmper1) for key in self._store.keys("texts", tag)), default=0) + 1
        node = Node(tag)
        node.text = stored(text, "", self._session)
        self._store.save("texts", tag, Key(number), node)
        self.SetRawText(number, self.RawTextExtag)
        return True

    @method
    def DeepDeleteData(self) -> bool:
        """Delete the block, and its text unless another block shows it too."""
        deleted = self.DeleteData()
        shown = [node for _, node in self._store.walk("others", "textBlock")]
        mine = (TEXT_TAGS.get(self._text_at("textTag") or ""), str(self.RawTextID))
        if mine not in [(TEXT_TAGS.get(node.get("textTag") or ""), node.get("textID")) for node in shown]:
            self._store.delete("texts", self._text_tag, Key(self.RawTextID))
        return deleted


class FCTextBlocks(NoInciOthers, of=FCTextBlock):
    """All text blocks of the document."""
