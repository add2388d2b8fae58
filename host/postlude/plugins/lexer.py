"""The parts of Lua's lexical grammar that decide where a block begins and ends.

Postlude never interprets Lua itself: it only has to find one function in a text without being led astray by
comments, strings and nesting. Sources are bytes, because Lua's are.

All repetition below is possessive, so that no input makes a pattern backtrack. A string that is never closed
ends with its line and a long bracket that is never closed ends with the text: Lua itself reports them later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


def _long(group: str) -> str:
    return rf"\[(?P<{group}>=*+)\[ .*? (?: \](?P={group})\] | \Z )"


def _comment(group: str) -> str:
    return rf"(?: --{_long(group)} | --[^\r\n]*+ )"


def _string(group: str) -> str:
    escape = r"\\(?: z\s*+ | \r\n | \n\r | . | \Z )"
    double = rf'"(?: [^"\\\r\n]++ | {escape} )*+"?+'
    single = rf"'(?: [^'\\\r\n]++ | {escape} )*+'?+"
    return rf"(?: {_long(group)} | {double} | {single} )"


def blank(group: str) -> str:
    """The pattern of what may stand between two tokens; ``group`` is a name that the whole pattern uses
    once.
    """
    return rf"(?: [ \t\r\n\f\v]++ | {_comment(group)} )*+"


def compile_bytes(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode("ascii"), re.VERBOSE | re.DOTALL)


_OPENS = r"(?: function | if | do | repeat )\b"
_CLOSES = r"(?: end | until )\b"
_NAME = r"plugindef\b"


def _local(group: str) -> str:
    return rf"local\b (?= {blank(group + '1')} (?: function\b {blank(group + '2')} )?+ {_NAME} )"


# What is of no interest is consumed in C first; a field or a further name of a list (`t.plugindef`,
# `t:plugindef`, `a, plugindef`) is of no interest either. A NUL ends the program: what follows is a script's
# binary appendix.
_NESTING = compile_bytes(
    rf"""
    (?: [^\w"'\-\[{{}}\0.:,]++
      | (?! {_OPENS} | {_CLOSES} | {_NAME} | {_local("n")} ) \w++
      | [.:,] {blank("n3")} (?: {_NAME} )?+
      | -(?!-) | \[(?! =*+\[ )
      | {_comment("n4")} | {_string("n5")}
    )*+
    (?: (?P<opens> {_OPENS} | {{ ) | (?P<closes> {_CLOSES} | }} ) | (?P<name> {_NAME} )
      | (?P<local> {_local("l")} ) | (?P<stop> \0 | \Z ) )
    """
)

_STRINGS = compile_bytes(
    rf"""(?: [^"'\-\[]++ | -(?!-) | \[(?! =*+\[ ) | {_comment("s1")} )*+ (?P<string> {_string("s2")} )"""
)


class Token(NamedTuple):
    """``kind`` is ``opens`` or ``closes`` (a block or a brace), ``local`` (of a plugindef), ``name``
    (plugindef itself) or ``stop`` (where the program ends).
    """

    kind: str
    start: int
    end: int


def program_start(source: bytes) -> int:
    """Where the program begins: behind a byte order mark and a first line that starts with ``#``."""
    start = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    if source.startswith(b"#", start):
        found = re.search(rb"[\r\n]", source)
        return found.start() if found else len(source)
    return start


def nesting(source: bytes) -> Iterator[Token]:
    """What opens and closes blocks in ``source``, and each mention of plugindef, in order; the last is
    ``stop``.
    """
    for found in _NESTING.finditer(source, program_start(source)):
        kind = found.lastgroup or "stop"
        yield Token(kind, *found.span(kind))
        if kind == "stop":
            return


def string_contents(source: bytes) -> Iterator[bytes]:
    """The value of each string literal, as bytes."""
    for found in _STRINGS.finditer(source, program_start(source)):
        literal = found["string"]
        opening = re.match(rb"\[=*\[", literal)
        width = opening.end() if opening else 1
        closing = literal[:width].replace(b"[", b"]")
        closed = len(literal) >= 2 * width and literal.endswith(closing)
        content = literal[width : -width if closed else None]
        yield content if opening else _ESCAPE.sub(_unescape, content)


_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|([0-9]{1,3})|u\{([0-9A-Fa-f]{1,8})\}|z\s*|(.))", re.DOTALL)
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def _unescape(found: re.Match[bytes]) -> bytes:
    hexadecimal, decimal, code, character = found.groups()
    if hexadecimal:
        return bytes.fromhex(hexadecimal.decode("ascii"))
    if decimal:
        return bytes([int(decimal) & 0xFF])
    if code:
        number = int(code, 16)
        return chr(number).encode("utf-8", "surrogatepass") if number <= 0x10FFFF else b""
    return _LETTERS.get(character, character) if character else b""


def line_of(source: bytes, position: int) -> int:
    """The line, from 1, that ``position`` lies on, as Lua counts: CR LF and LF CR are one line break."""
    return 1 + len(re.findall(rb"\r\n|\n\r|\n|\r", source[:position]))
