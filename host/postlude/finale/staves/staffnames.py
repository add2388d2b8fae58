"""Names of staves and groups: blocks of text that the record refers to by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.text import plain
from postlude.finale.text.texts import shown, stored

if TYPE_CHECKING:
    from postlude.finale.session import Session

_NEW_BLOCK = {
    "lineSpacingPercent": "100", "newPos36": "", "showShape": "", "wordWrap": "", "roundCorners": "",
    "cornerRadius": "512", "textTag": "block",
}  # fmt: skip
"""What the blocks of nearly all names in real documents hold beside the number of their text."""


def name_in(session: Session, number: int) -> str:
    """The name in a text block, with its Enigma commands; empty for number 0."""
    found = _text_of(session, number)
    return shown(found[1].text, session) if found is not None else ""


def readable(name: str) -> str:
    """A name as a reader sees it, its accidentals as ``b``, ``#`` and ``n``."""
    for command, character in (("^flat()", "b"), ("^sharp()", "#"), ("^natural()", "n")):
        name = name.replace(command, character)
    return plain(name)


def put_name(session: Session, number: int, name: str) -> bool:
    """Replace the name in a text block at once; false if there is none of that number."""
    found = _text_of(session, number)
    if found is None:
        return False
    key, node = found
    node.text = stored(name, node.text, session)
    session.store.save("texts", "blockText", key, node)
    return True


def new_name(session: Session, name: str) -> int:
    """Make a text block for a name at once; its number."""
    store = session.store
    text = Node("blockText")
    text.text = stored(name, "", session)
    text_number = max((int(key.cmper1) for key in store.keys("texts", "blockText")), default=0) + 1
    store.save("texts", "blockText", Key(text_number), text)
    block = Node("textBlock")
    block.set("textID", str(text_number))
    for tag, value in _NEW_BLOCK.items():
        block.set(tag, value)
    number = max((int(key.cmper1) for key in store.keys("others", "textBlock")), default=0) + 1
    store.save("others", "textBlock", Key(number), block)
    return number


def _text_of(session: Session, number: int) -> tuple[Key, Node] | None:
    block = session.store.load("others", "textBlock", Key(number)) if number else None
    if block is None:
        return None
    key = Key(int(block.get("textID") or 0))
    node = session.store.load("texts", "blockText", key)
    return (key, node) if node is not None else None
