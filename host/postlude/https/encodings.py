"""A secret in any of the disguises in which it travels: as it is, percent-encoded, in JSON, in base64.

One regular expression for each secret; it also finds mixtures (one character percent-encoded, the rest not),
repeated encoding (``%2573``) and base64 that begins anywhere in a longer text or is broken into lines.
"""

from __future__ import annotations

import re
from functools import lru_cache

_JSON_SHORT = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", '"': '"', "/": "/", "\\": "\\"}
_BREAK = rb"(?:[\r\n]|\\+[rn]|%(?:25)*0[aAdD])*"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@lru_cache(maxsize=64)
def pattern(secret: bytes) -> re.Pattern[bytes]:
    """A pattern that finds ``secret`` (not empty) in all its forms in bytes.

    Python cannot compare in constant time here, and need not: nobody outside measures it.
    """
    forms = [b"".join(_character(c) for c in secret.decode("utf-8", "surrogateescape"))]
    forms += [_base64(secret, shift) for shift in range(3)]
    return re.compile(b"|".join(forms))


def _character(character: str) -> bytes:
    """One character of the secret: literal, percent-encoded, or a JSON escape."""
    raw = character.encode("utf-8", "surrogateescape")
    forms = [re.escape(raw)]
    forms.append(b"".join(rb"%(?:25)*(?i:" + f"{byte:02x}".encode() + b")" for byte in raw))
    # A byte that is not UTF-8 has no JSON escape.
    if not "\udc80" <= character <= "\udcff":
        units = character.encode("utf-16-be")
        escapes = (units[i : i + 2].hex().encode() for i in range(0, len(units), 2))
        forms.append(b"".join(rb"\\+u(?i:" + unit + b")" for unit in escapes))
    if character in _JSON_SHORT:
        forms.append(rb"\\+" + re.escape(_JSON_SHORT[character].encode()))
    if character == " ":
        forms.append(rb"\+")
    return b"(?:" + b"|".join(forms) + b")"


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
        group = re.compile(padded[start : start + 6])
        digits.append(b"".join(_BASE64[n : n + 1] for n in range(64) if group.fullmatch(f"{n:06b}")))
    return _BREAK.join(_digit(choices) for choices in digits)


def _digit(choices: bytes) -> bytes:
    """One base64 digit out of ``choices``, in the standard or the URL alphabet, escaped or not."""
    plain = b"".join(re.escape(choices[i : i + 1]) for i in range(len(choices)))
    forms = []
    if b"+" in choices:
        plain += rb"\-"
        forms.append(rb"%(?:25)*2[bB]|\\+u002[bB]")
    if b"/" in choices:
        plain += b"_"
        forms.append(rb"%(?:25)*2[fF]|\\+u002[fF]|\\+/")
    return b"(?:" + b"|".join([b"[" + plain + b"]", *forms]) + b")"
