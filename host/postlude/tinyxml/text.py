"""Text as tinyxml2 reads and writes it: line ends, references, whitespace."""

from __future__ import annotations

import re

BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\n\r|\r")
_SPACE = re.compile(rb"[ \t\n\v\f\r]+")
_REFERENCE = re.compile(rb"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|(quot|amp|apos|lt|gt));")
_ENTITIES = {b"quot": b'"', b"amp": b"&", b"apos": b"'", b"lt": b"<", b"gt": b">"}

_IN_TEXT = re.compile(rb"[&<>]")
_IN_ATTRIBUTE = re.compile(rb"[\"&'<>]")
_ESCAPED = {value: b"&" + name + b";" for name, value in _ENTITIES.items()}


def c_string(data: bytes) -> bytes:
    """What C sees of it: the bytes before the first NUL."""
    end = data.find(b"\0")
    return data if end < 0 else data[:end]


def normalized(data: bytes) -> bytes:
    """With every line end, of whatever system, as a line feed."""
    return _LINE_END.sub(b"\n", data) if b"\r" in data else data


def decoded(data: bytes) -> bytes:
    """With references replaced by what they stand for; one that isn't known stays as it is.

    A reference to character 0 ends the text, one beyond Unicode's 21 bits stands for nothing.
    """
    if b"&" not in data:
        return data
    return c_string(_REFERENCE.sub(_character, data))


def collapsed(data: bytes) -> bytes:
    """Without whitespace at its ends, each run within as one space."""
    return _SPACE.sub(b" ", data).strip(b" ")


def escaped(data: bytes, *, attribute: bool) -> bytes:
    """With references in place of what markup consists of; in an attribute of both quotes too."""
    return (_IN_ATTRIBUTE if attribute else _IN_TEXT).sub(_reference, data)


def _reference(found: re.Match[bytes]) -> bytes:
    return _ESCAPED[found[0]]


def _character(found: re.Match[bytes]) -> bytes:
    digits, decimal, name = found.groups()
    if name is not None:
        return _ENTITIES[name]
    return utf8(_number(digits, 16) if digits is not None else _number(decimal or b"", 10))


def _number(digits: bytes, base: int) -> int:
    """The number as 32 bits for each digit's weight give it: those far to the left weigh nothing."""
    value, weight = 0, 1
    for digit in reversed(digits[-32:]):
        value += weight * int(chr(digit), base) & 0xFFFFFFFF
        weight = weight * base & 0xFFFFFFFF
    return value


def utf8(code: int) -> bytes:
    """A character in UTF-8, surrogates too; nothing from 0x200000 on."""
    if code < 0x80:
        return bytes((code,))
    if code < 0x800:
        return bytes((0xC0 | code >> 6, 0x80 | code & 0x3F))
    if code < 0x10000:
        return bytes((0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F))
    if code < 0x200000:
        return bytes(
            (0xF0 | code >> 18, 0x80 | code >> 12 & 0x3F, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F)
        )
    return b""
