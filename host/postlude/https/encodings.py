"""A secret in any of the disguises in which it travels: as it is, percent-encoded, in JSON, in base64.

Mixtures are found too (one character percent-encoded, the rest not), repeated encoding (``%2573``), and
base64 that begins anywhere in a longer text or is broken into lines.

The exact patterns take up to 50 ms to compile for a long key, so a cheap test goes before: text in which no
form can be hidden, which is nearly all text, never sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property

_JSON_SHORT = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", '"': '"', "/": "/", "\\": "\\"}
_BREAK = rb"(?:[\r\n]|\\+[rn]|%(?:25)*0[aAdD])*"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_ESCAPE = re.compile(rb"%(?:25)*([0-9A-Fa-f]{2})|\\+u([0-9A-Fa-f]{4})|\\+[bfnrt\"/]")


class Secret:
    """Finds one secret (not empty) in bytes."""

    def __init__(self, value: bytes) -> None:
        self.value = value
        self._characters = value.decode("utf-8", "surrogateescape")
        # Text that itself looks encoded has no cheap test.
        self._is_simple = not set(self._characters) & {"%", " ", *_JSON_SHORT}
        self._bytes = frozenset(value)
        units = self._characters.encode("utf-16-be", "surrogatepass")
        self._units = frozenset(int.from_bytes(units[i : i + 2]) for i in range(0, len(units), 2))

    def is_in(self, data: bytes) -> bool:
        return any(pattern().search(data) for pattern in self._patterns(data))

    def replace_in(self, data: bytes, replacement: bytes) -> bytes:
        for pattern in self._patterns(data):
            data = pattern().sub(lambda match: replacement, data)
        return data

    def _patterns(self, data: bytes) -> list[Callable[[], re.Pattern[bytes]]]:
        """Those patterns that could match in ``data``."""
        found: list[Callable[[], re.Pattern[bytes]]] = []
        if self._may_be_spelled_in(data):
            found.append(lambda: self._spelled)
        if _digits(len(self.value) * 8 // 6).search(data):
            found.append(lambda: self._in_base64)
        return found

    def _may_be_spelled_in(self, data: bytes) -> bool:
        if not self._is_simple or self.value in data:
            return True
        return any(
            (match[1] and int(match[1], 16) in self._bytes) or (match[2] and int(match[2], 16) in self._units)
            for match in _ESCAPE.finditer(data)
        )

    @cached_property
    def _spelled(self) -> re.Pattern[bytes]:
        return re.compile(b"".join(_character(character) for character in self._characters))

    @cached_property
    def _in_base64(self) -> re.Pattern[bytes]:
        return re.compile(b"|".join(_base64(self.value, shift) for shift in range(3)))


@cache
def _digits(count: int) -> re.Pattern[bytes]:
    """So many base64 digits in a row, however they are written and broken into lines."""
    escaped = rb"%(?:25)*(?:2[bBfF]|0[aAdD])|\\+(?:u002[bBfF]|[/rn])"
    return re.compile(rb"(?:[A-Za-z0-9+/_\-\r\n]|" + escaped + rb"){%d}" % count)


def _character(character: str) -> bytes:
    """One character of the secret: literal, percent-encoded, or a JSON escape."""
    raw = character.encode("utf-8", "surrogateescape")
    forms = [b"".join(rb"%(?:25)*" + _hex(byte, 2) for byte in raw)]
    # A byte that is not UTF-8 has no JSON escape.
    if not "\udc80" <= character <= "\udcff":
        units = character.encode("utf-16-be")
        pairs = (int.from_bytes(units[i : i + 2]) for i in range(0, len(units), 2))
        forms.append(b"".join(rb"\\+u" + _hex(unit, 4) for unit in pairs))
    if character in _JSON_SHORT:
        forms.append(rb"\\+" + re.escape(_JSON_SHORT[character].encode()))
    if character == " ":
        forms.append(rb"\+|%(?:25)*2[bB]")
    # Last, so that of an encoded "%" or "\\" nothing is left.
    return b"(?:" + b"|".join([*forms, re.escape(raw)]) + b")"


def _hex(number: int, digits: int) -> bytes:
    """The number in hexadecimal, in capitals or not."""
    text = f"{number:0{digits}x}"
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in text).encode()


def _base64(secret: bytes, shift: int) -> bytes:
    """The base64 digits that ``secret`` gives when ``shift`` bytes modulo 3 stand before it.

    The first and last digit may hold bits of a neighbour; there each digit that agrees in the bits of
    the secret is allowed.
    """
    bits = "".join(f"{byte:08b}" for byte in secret)
    lead, tail = 8 * shift % 6, -(8 * (shift + len(secret))) % 6
    padded = "." * lead + bits + "." * tail
    digits = []
    for start in range(0, len(padded), 6):
        group = padded[start : start + 6]
        if "." in group:
            choices = bytes(_BASE64[n] for n in range(64) if re.fullmatch(group, f"{n:06b}"))
        else:
            choices = _BASE64[int(group, 2) : int(group, 2) + 1]
        digits.append(_digit(choices))
    return _BREAK.join(digits)


def _digit(choices: bytes) -> bytes:
    """One base64 digit out of ``choices``, in the standard or the URL alphabet, escaped or not."""
    plain = re.escape(choices)
    forms = []
    if b"+" in choices:
        plain += rb"\-"
        forms.append(rb"%(?:25)*2[bB]|\\+u002[bB]")
    if b"/" in choices:
        plain += b"_"
        forms.append(rb"%(?:25)*2[fF]|\\+u002[fF]|\\+/")
    return b"(?:" + b"|".join([b"[" + plain + b"]", *forms]) + b")"
