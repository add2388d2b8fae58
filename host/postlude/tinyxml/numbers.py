"""Numbers in text, as C's ``sscanf`` reads and ``printf`` writes them for tinyxml2."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_INTEGER = re.compile(rb"[ \t\n\v\f\r]*([+-]?)([0-9]+)")
_HEX = re.compile(rb"[ \t\n\v\f\r]*0[xX]([0-9A-Fa-f]*)")
_REAL = re.compile(
    rb"[ \t\n\v\f\r]*([+-]?(?:0[xX](?:[0-9A-Fa-f]+\.?[0-9A-Fa-f]*|\.[0-9A-Fa-f]+)(?:[pP][+-]?[0-9]+)?"
    rb"|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?|nan))",
    re.IGNORECASE,
)
_UNFINISHED = {("0", b"x"), ("inf", b"i")}
"""What ``sscanf`` takes for the beginning of another number, and then for none."""
_TRUE = (b"true", b"True", b"TRUE")
_FALSE = (b"false", b"False", b"FALSE")


def wrap(value: int, bits: int, *, signed: bool) -> int:
    """A whole number as a C integer of so many bits keeps it."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def single(value: float) -> float:
    """The nearest number of single precision; beyond its range, infinity."""
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _digits(digits: bytes, base: int, most: int) -> int:
    """The number, cut off at ``most``."""
    digits = digits.lstrip(b"0") or b"0"
    return most if len(digits) > 20 else min(int(digits, base), most)


def to_integer(data: bytes, bits: int, *, signed: bool) -> int | None:
    """The whole number that a text begins with, None if it begins with none.

    ``0x`` may stand before it. What 64 bits can't hold is cut off; what fewer bits can't hold wraps.
    """
    found = _HEX.match(data)
    if found is not None:
        return wrap(_digits(found[1], 16, 2**64 - 1), bits, signed=signed)
    found = _INTEGER.match(data)
    if found is None:
        return None
    minus = found[1] == b"-"
    if signed:
        value = _digits(found[2], 10, 2**63 if minus else 2**63 - 1)
    else:
        value = _digits(found[2], 10, 2**64)
        if value == 2**64:
            value, minus = 2**64 - 1, False  # cut off, also below 0
    return wrap(-value if minus else value, bits, signed=signed)


def to_real(data: bytes) -> float | None:
    """The number that a text begins with: decimal, hexadecimal, infinite or not a number."""
    found = _REAL.match(data)
    if found is None:
        return None
    text = found[1].decode("ascii").lower()
    rest = data[found.end() : found.end() + 1].lower()
    if (text.lstrip("+-"), rest) in _UNFINISHED:
        return None
    if "0x" not in text:
        return float(text)
    try:
        return float.fromhex(text)
    except OverflowError:
        return float("-inf") if text.startswith("-") else float("inf")


def to_truth(data: bytes) -> bool | None:
    """A whole number other than 0, or one of the spellings of true and false."""
    number = to_integer(data, 32, signed=True)
    if number is not None:
        return number != 0
    if data in _TRUE:
        return True
    return False if data in _FALSE else None


@dataclass(frozen=True)
class Kind:
    """A type of number that texts and attributes can be read and written as."""

    name: str
    """As it stands in the names of methods: ``Int`` of ``IntText``."""
    zero: int | float | bool
    read: Callable[[bytes], Any]
    """The value of a text, or None if it can't be converted."""
    write: Callable[[Any], bytes]
    keep: Callable[[Any], Any]
    """A number of Lua as a variable of this type keeps it."""


def _integer_kind(name: str, bits: int, *, signed: bool) -> Kind:
    def keep(value: int) -> int:
        return wrap(value, bits, signed=signed)

    return Kind(name, 0, lambda data: to_integer(data, bits, signed=signed), lambda v: b"%d" % keep(v), keep)


def _read_single(data: bytes) -> float | None:
    value = to_real(data)
    return None if value is None else single(value)


KINDS = (
    _integer_kind("Int", 32, signed=True),
    _integer_kind("Unsigned", 32, signed=False),
    _integer_kind("Int64", 64, signed=True),
    _integer_kind("Unsigned64", 64, signed=False),
    Kind("Bool", False, to_truth, lambda value: b"true" if value else b"false", bool),
    Kind("Double", 0.0, to_real, lambda value: b"%.17g" % value, float),
    Kind("Float", 0.0, _read_single, lambda value: b"%.8g" % single(value), single),
)
