"""Text blocks: where a text is shown, and the text itself."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag, read_only
from postlude.finale.records import NoInciOther
from postlude.finale.strings import FCString
from postlude.finale.texts import shown, stored

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
    """A block that a text is laid out in; sizes and offsets as in the file."""

    ExpandSingleWord = inverted_flag("noExpandSingleWord")
    FrameReference = flag("newPos36")
    Height = integer("height")
    Justification = choice("justify", JUSTIFICATIONS)
    LineInset = integer("inset")
    LineWidth = integer("stdLine")
    RawTextID = read_only(integer("textID"))
    RoundedCornerRadius = integer("cornerRadius")
    RoundedCorners = flag("roundCorners")
    ShapeID = integer("shapeID")
    ShowBorders = flag("showShape")
    Width = integer("width")
    WordWrap = flag("wordWrap")

    @property
    def _text_tag(self) -> str:
        return TEXT_TAGS.get(self._text_at("textTag") or "block", "blockText")

    @prop
    def RawTextExtag(self) -> int:
        """Which kind of text it is: 5 for that of an expression, else 0."""
        return 5 if self._text_tag == "expression" else 0

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
