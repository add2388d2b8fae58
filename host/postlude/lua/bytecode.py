"""Which lines of a Lua file can run, read from what Lua compiles it to.

Lua's line hook is called at an instruction that begins a line or to which a loop comes back. The lines are those of the
instructions that can be reached: the return that Lua puts behind a function's own ``return`` can't, and is no line that
somebody missed. The format, that of ``string.dump``, and the instructions are those of Lua 5.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lupa.lua54 import LuaRuntime, LuaSyntaxError

_SIGNATURE = b"\x1bLuaT\x00\x19\x93\r\n\x1a\n\x04\x08\x08"
_HEADER = len(_SIGNATURE) + 8 + 8 + 1
"""Behind the signature stand an integer and a float, to compare their forms, and how many variables the chunk takes."""

_LOADKX, _LFALSESKIP, _NEWTABLE = 4, 6, 19
_ARITHMETIC = range(21, 46)
"""Followed by an instruction for a metamethod, which they skip."""
_JMP = 56
_TESTS = range(57, 68)
_TAILCALL, _RETURN, _RETURN0, _RETURN1 = 69, 70, 71, 72
_FORLOOP, _FORPREP, _TFORPREP, _TFORCALL, _TFORLOOP, _SETLIST = 73, 74, 75, 76, 77, 78
_FLOAT, _INTEGER, _SHORT, _LONG = 0x13, 0x03, 0x04, 0x14
_ABSOLUTE = -128
"""In place of a difference of lines: the line stands in a list of its own."""
_JUMP_ZERO = (1 << 24) - 1


@dataclass
class Function:
    """A function: the lines where it begins and ends (0 and 0 for the file itself), the lines of it that can run, and
    the first that does. ``once`` is whether that one runs once a call: no loop leads back to it."""

    defined: int
    last: int
    lines: set[int] = field(default_factory=set)
    entry: int = 0
    once: bool = True


def compiled(text: bytes) -> bytes:
    """A chunk as Lua compiles it. Raises ValueError, with Lua's message and the line before it, for a wrong one."""
    runtime = LuaRuntime(encoding=None, register_eval=False, register_builtins=False)
    try:
        code: bytes = runtime.eval(b"string.dump")(runtime.compile(text, name=b"=file"))
    except LuaSyntaxError as error:
        message = error.args[0]
        said = message.decode("utf-8", "replace") if isinstance(message, bytes) else str(message)
        raise ValueError(said.removeprefix("file:")) from None
    return code


def functions_of(code: bytes) -> list[Function]:
    """The functions of a compiled chunk, the file itself first. Raises ValueError for another Lua's."""
    return list(_reader(code).function())


def without_lines(code: bytes) -> bytes:
    """The same chunk with its names, but no lines: the line hook is called once a call and once a turn of a loop."""
    reader = _reader(code)
    for _ in reader.function():
        pass
    kept, at = [], 0
    for start, end in sorted(reader.spans):
        kept += [code[at:start], b"\x80\x80"]  # no differences, no list
        at = end
    return b"".join([*kept, code[at:]])


def _reader(code: bytes) -> _Reader:
    if not code.startswith(_SIGNATURE):
        raise ValueError("not compiled by Lua 5.4 with 64-bit numbers")
    return _Reader(code, _HEADER)


class _Reader:
    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at
        self.spans: list[tuple[int, int]] = []
        """Where the lines of each function stand."""

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _take(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]

    def _number(self) -> int:
        value = 0
        while True:
            byte = self._byte()
            value = value << 7 | byte & 0x7F
            if byte & 0x80:
                return value

    def _skip_text(self) -> None:
        size = self._number()
        self._at += max(0, size - 1)

    def function(self) -> Iterator[Function]:
        self._skip_text()
        found = Function(self._number(), self._number())
        self._byte()  # parameters
        varargs = self._byte() != 0
        self._byte()  # size of the stack
        count = self._number()
        code = struct.unpack(f"<{count}I", self._take(4 * count))
        for _ in range(self._number()):
            kind = self._byte()
            if kind in (_FLOAT, _INTEGER):
                self._at += 8
            elif kind in (_SHORT, _LONG):
                self._skip_text()
        self._take(3 * self._number())  # variables of functions around it
        inner = [each for _ in range(self._number()) for each in self.function()]
        start = self._at
        differences = struct.unpack(f"<{(size := self._number())}b", self._take(size))
        absolute = {self._number(): self._number() for _ in range(self._number())}
        self.spans.append((start, self._at))
        for _ in range(self._number()):
            self._skip_text()
            self._number()
            self._number()
        for _ in range(self._number()):
            self._skip_text()
        if differences:  # none in a stripped chunk
            _walk(found, code, _lines(found.defined, differences, absolute), 1 if varargs else 0)
        yield found
        yield from inner


def _lines(line: int, differences: tuple[int, ...], absolute: dict[int, int]) -> list[int]:
    """The line of each instruction."""
    lines = []
    for at, difference in enumerate(differences):
        line = absolute[at] if difference == _ABSOLUTE else line + difference
        lines.append(line)
    return lines


def _walk(found: Function, code: tuple[int, ...], lines: list[int], start: int) -> None:
    """Follow the instructions from the first at which the hook is called: for functions that take any number of
    arguments, the second."""
    seen, waiting = {start}, [start]
    found.entry = lines[start]
    while waiting:
        at = waiting.pop()
        found.lines.add(lines[at])
        for after in _next(code, at):
            if lines[after] == found.entry and (after <= at or lines[at] != found.entry):
                found.once = False
            if after not in seen:
                seen.add(after)
                waiting.append(after)


def _next(code: tuple[int, ...], at: int) -> tuple[int, ...]:
    """The instructions that may come next and at which the hook is called: some take the one behind them along."""
    instruction = code[at]
    kind, far = instruction & 0x7F, instruction >> 15
    if kind == _JMP:
        return (_target(code, at),)
    if kind in _TESTS:
        return _target(code, at + 1), at + 2
    if kind in (_RETURN, _RETURN0, _RETURN1, _TAILCALL):
        return ()
    if kind == _FORLOOP:
        return at + 1, at + 1 - far
    if kind == _FORPREP:
        return at + 1, at + far + 2
    if kind == _TFORPREP:
        loop = at + far + 2
        return loop + 1, loop + 1 - (code[loop] >> 15)
    if kind == _TFORCALL:
        return at + 2, at + 2 - (code[at + 1] >> 15)
    if kind in _ARITHMETIC:
        return at + 1, at + 2
    if kind in (_LOADKX, _LFALSESKIP, _NEWTABLE) or (kind == _SETLIST and instruction & 0x8000):
        return (at + 2,)
    return (at + 1,)


def _target(code: tuple[int, ...], at: int) -> int:
    return at + 1 + (code[at] >> 7) - _JUMP_ZERO
