"""What a record has in common that shows a text block: page texts and texts of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.records import BaseData
from postlude.finale.text.strings import FCString
from postlude.finale.text.textblocks import FCTextBlock
from postlude.finale.text.texts import stored

_NEW_BLOCK = (
    ("lineSpacingPercent", "100"), ("newPos36", ""), ("showShape", ""), ("wordWrap", ""), ("textTag", "block"),
)  # fmt: skip
"""What Finale writes for the block of a new text."""


if TYPE_CHECKING:
    Record = BaseData
else:
    Record = object


class ShowsBlock(Record):
    """The text block of a record, by its child ``block``."""

    @prop
    def TextBlockID(self) -> int:
        return int(self._text_at("block") or 0)

    @prop
    def StringID(self) -> int:
        """The number of the text itself."""
        block = _block_of(self)
        return int(block.RawTextID) if block is not None else 0

    @method
    def CreateTextBlock(self) -> FCTextBlock | None:
        return _block_of(self)

    @method
    def CreateTextString(self) -> FCString | None:
        """The text with its Enigma commands, nil if there is none."""
        block = _block_of(self)
        return block.CreateRawTextString() if block is not None else None

    @method
    def SaveTextString(self, text: str) -> bool:
        """Replace the text at once; false if there is none yet."""
        block = _block_of(self)
        return block is not None and block.SaveRawTextString(text)

    @method
    def SaveNewTextBlock(self, text: str) -> bool:
        """Save a text in a block of its own, which this record shows from now on; save the record then."""
        store = self._store
        number = max((int(key.cmper1) for key in store.keys("texts", "blockText")), default=0) + 1
        node = Node("blockText")
        node.text = stored(text, "", self._session)
        store.save("texts", "blockText", Key(number), node)
        block = FCTextBlock(self._session)
        block._put_text("textID", str(number))
        for path, value in _NEW_BLOCK:
            block._put_text(path, value)
        block.SaveNew()
        self._put_text("block", str(block.ItemNo))
        self._cache.clear()
        return True


def _block_of(record: BaseData) -> FCTextBlock | None:
    block = FCTextBlock(record._session)
    number = int(record._text_at("block") or 0)
    return block if number and block.Load(number) else None


def keep_to_page(record: BaseData, key: Key) -> None:
    """A new record of a single page, whose number is the record's, begins and ends there unless it says otherwise."""
    if key.cmper1 and not record._store.exists(record.section, record.tag, key):
        for path in ("startPage", "endPage"):
            if record._text_at(path) is None:
                record._put_text(path, str(key.cmper1))
        record._cache.clear()
