"""Text as the framework counts it: in UTF-16 units, of which a character beyond U+FFFF takes two.

The catalogue keeps text as Python has it, by code points. What counts characters or takes an index first
spreads the text out, one character of the result for each unit, and puts the pairs together again at the end.
A surrogate without its partner stays as it is.
"""

from __future__ import annotations

import re

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def spread(text: str) -> str:
    """One character for each UTF-16 unit of the text."""
    if text.isascii() or not _WIDE.search(text):
        return text
    return _WIDE.sub(_pair, text)


def _pair(found: re.Match[str]) -> str:
    offset = ord(found[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))


def gathered(units: str) -> str:
    """The text that those units make; the opposite of :func:`spread`."""
    if units.isascii() or not _SURROGATE.search(units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def length(text: str) -> int:
    """How many units the text takes."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def character_bounds(units: str, index: int) -> tuple[int, int] | None:
    """Where the character begins and ends that the unit at ``index`` belongs to.

    None where there is no such unit, or where it is a surrogate without its partner.
    """
    if not 0 <= index < len(units):
        return None
    unit = units[index]
    if not _SURROGATE.match(unit):
        return index, index + 1
    start = index if unit < "\udc00" else index - 1
    if start < 0 or start + 2 > len(units):
        return None
    high, low = units[start], units[start + 1]
    if not ("\ud800" <= high < "\udc00" <= low <= "\udfff"):
        return None
    return start, start + 2
