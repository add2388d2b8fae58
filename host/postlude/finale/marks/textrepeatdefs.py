"""Definitions of text repeats."""

from __future__ import annotations

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.fields import choice, flag
from postlude.finale.marks.enclosures import OF_TEXT_REPEATS, FCEnclosure
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.recordfonts import NewFonts, font_at
from postlude.finale.text.strings import FCString

TEXT = "textRepeatText"


class FCTextRepeatDef(NewFonts, NoInciOther, tag="textRepeatDef"):
    """The definition of a text repeat. Its text and its enclosure are records of their own."""

    own_tags = (TEXT, OF_TEXT_REPEATS)

    FontInfo = font_at()
    Justification = choice(
        "justify", {None: 0, "left": 0, "right": 1, "center": 2, "full": 3, "forcedFull": 4}
    )
    ReplaceMode = choice(
        "poundReplace", {None: 0, "passes": 0, "repeatID": 1, "measNum": 2}, doc="What stands for ``#``."
    )
    UseThisFont = flag("useThisFont")

    @method
    def CreateTextString(self) -> FCString:
        node = self._store.load("others", TEXT, Key(self.ItemNo))
        return FCString(self._session, (node.get("rptText") or "") if node is not None else "")

    @method
    def SaveTextString(self, text: str) -> bool:
        """Written at once, unlike the fields of the definition's own record."""
        save_text(self, TEXT, text)
        return True

    @method
    def CreateEnclosure(self) -> FCEnclosure | None:
        """The frame around it; nil if it has none."""
        enclosure = FCEnclosure(self._session)
        enclosure.be(OF_TEXT_REPEATS)
        return enclosure if enclosure.Load(self.ItemNo) else None

    @method
    def SaveEnclosure(self, enclosure: FCEnclosure) -> bool:
        """Take over a frame: its record is written at once, that the definition has one with the definition."""
        node = enclosure._node.copy()
        node.tag = OF_TEXT_REPEATS
        self._store.save("others", OF_TEXT_REPEATS, Key(self.ItemNo), node)
        self._put_text("newEnclosure", "")
        return True

    @method
    def DeepSaveNew(self, text: str, enclosure: FCEnclosure | None) -> bool:
        """Save it as a new definition with a text and, if there is one, a frame."""
        self._put_text("newEnclosure", None if enclosure is None else "")
        self.SaveNew()
        if enclosure is not None:
            self.SaveEnclosure(enclosure)
        return self.SaveTextString(text)


class FCTextRepeatDefs(NoInciOthers, of=FCTextRepeatDef):
    """All definitions of text repeats."""


def save_text(record: NoInciOther, tag: str, text: str) -> None:
    """Write the text of a repeat, which has the repeat's number."""
    key = Key(record.ItemNo)
    node = record._store.load("others", tag, key) or Node(tag)
    node.set("rptText", text)
    record._store.save("others", tag, key, node)
