"""RGP Lua's number rules: floats are floored wherever the language or its library wants an integer."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.errors import PluginError
from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState
from tests.lua.conftest import FolderFence, Script, deny

EXPECTED: list[tuple[str, list[Any]]] = [
    # string
    ("('x'):rep(2.5)", [b"xx"]),
    ("('x'):rep('2.5')", [b"xx"]),
    ("('x'):rep(-0.5)", [b""]),
    ("('x'):rep(3, '-')", [b"x-x-x"]),
    ("('x'):rep(2.9, '-')", [b"x-x"]),
    ("('hello'):sub(1.9, 2.9)", [b"he"]),
    ("('hello'):sub(-2.5)", [b"llo"]),
    ("('hello'):sub(2)", [b"ello"]),
    ("('hello'):byte(1.5, 3.5)", [104, 101, 108]),
    ("('hello'):byte(9.5)", []),
    ("string.char(65.7, 66)", [b"AB"]),
    ("string.char()", [b""]),
    ("string.format('%d %s %5.1f', 3.5, 1.5, 2.25)", [b"3 1.5   2.2"]),
    ("string.format('%x %c %i %o', 255.9, 65.9, -1.5, 8.2)", [b"ff A -2 10"]),
    ("string.format('%d', '3.7')", [b"3"]),
    ("string.format('%d', 3.0)", [b"3"]),
    ("('a,b'):find(',', 1.5, true)", [2, 2]),
    ("('abab'):find('a', 2.9)", [3, 3]),
    ("('abab'):match('a', 2.9)", [b"a"]),
    ("('aaa'):gsub('a', 'b', 1.9)", [b"baa", 1]),
    ("('ab'):gmatch('.', 2.5)()", [b"b"]),
    ("string.unpack('B', 'ab', 2.5)", [98, 3]),
    ("string.pack('B', 97.9)", [b"a"]),
    # table
    ("table.concat({1, 2, 3}, ',', 1.5, 2.5)", [b"1,2"]),
    ("table.unpack({1, 2, 3}, 1.5, 2.9)", [1, 2]),
    ("table.unpack({nil, 2, nil}, 1.5, 3.5)", [None, 2, None]),
    ("(function() local t = {1, 2} table.insert(t, 1.9, 3) return table.concat(t) end)()", [b"312"]),
    ("table.remove({1, 2, 3}, 1.9)", [1]),
    ("table.concat(table.move({1, 2, 3}, 2.5, 3.5, 1.5))", [b"233"]),
    # utf8
    ("utf8.char(65.5, 228.9)", ["Aä".encode()]),
    ("utf8.codepoint('abc', 1.5, 2.7)", [97, 98]),
    ("utf8.offset('abc', 2.5)", [2]),
    ("utf8.len('äbc', 1.5)", [3]),
    # math
    ("math.random(1.5, 1.9)", [1]),
    ("math.random(1.9)", [1]),
    ("math.tointeger(3.7)", [3]),
    ("math.tointeger('x')", [None]),
    ("math.ult(1.5, 2.5)", [True]),
    ("math.type(math.floor(2.5))", [b"integer"]),
    # the language
    ("3.7 | 0", [3]),
    ("-3.7 | 0", [-4]),
    ("~2.5", [-3]),
    ("1.5 << 2.5", [4]),
    ("256.9 >> 4", [16]),
    ("5.9 & 3", [1]),
    ("5 ~ 1.9", [4]),
    ("7 // 2, 7.0 // 2, 7 / 2, 2 ^ 2, 7 % 2.5", [3, 3.0, 3.5, 4.0, 2.0]),
    ("(function() local n = 0 for i = 1, 2.9 do n = n + i end return n end)()", [3]),
    ("(function() local n = 0 for i = 0.5, 2 do n = n + i end return n end)()", [2.0]),
    ("({10, 20})[1.0], ({10, 20})[1.5]", [10, None]),
    ("3 == 3.0, 3.5 == 3, math.type(3.0)", [True, False, b"float"]),
    ("tostring(3.0), 1e15, 2^53", [b"3.0", 1e15, 2.0**53]),
    # select, tonumber, os
    ("select(1.5, 'a', 'b')", [b"a", b"b"]),
    ("select('2.5', 'a', 'b')", [b"b"]),
    ("select(-1, 'a', 'b')", [b"b"]),
    ("select('#', nil, nil)", [2]),
    ("select(3, 'a')", []),
    ("tonumber('10', 2.5)", [2]),
    ("tonumber('0x10'), tonumber('x'), tonumber('7', 8)", [16, None, 7]),
    ("os.date('!%Y', 0.5)", [b"1970"]),
    ("os.time{year = 2020, month = 1.5, day = 2.5} - os.time{year = 2020, month = 1, day = 2}", [0]),
    ("os.difftime(5.5, 2.5)", [3.0]),
    # strings that are numbers
    ("'10' + 1, '3' * '4', 10 .. ''", [11, 12, b"10"]),
    # Lua 5.2's mathematics
    ("math.pow(2, 10), math.pow(27, 1/3)", [1024.0, 3.0]),
    ("math.log10(1000)", [math.log10(1000)]),
    ("math.frexp(8)", [0.5, 4]),
    ("math.frexp(-3.5)", list(math.frexp(-3.5))),
    ("math.frexp(0)", [0.0, 0]),
    ("math.ldexp(0.5, 4)", [8.0]),
    ("math.ldexp(0.5, 4.9)", [8.0]),
    ("math.ldexp(1, -1074)", [5e-324]),
]


@pytest.mark.parametrize(("expression", "expected"), EXPECTED)
def test_value(run: Script, expression: str, expected: list[Any]) -> None:
    assert run(f"return {expression}") == expected


ERRORS = [
    ("x = ('x'):rep({})", "bad argument #1 to 'rep' (number expected, got table)"),
    ("x = string.rep('x', {})", "bad argument #2 to 'rep' (number expected, got table)"),
    ("x = ('x'):rep(0/0)", "bad argument #1 to 'rep' (number has no integer representation)"),
    ("x = ('x'):rep(1e300)", "bad argument #1 to 'rep' (number has no integer representation)"),
    ("x = string.format('%d', 'x')", "bad argument #2 to 'format' (number expected, got string)"),
    ("x = ('%d'):format(nil)", "bad argument #1 to 'format' (number expected, got nil)"),
    ("x = ('%d'):format(0/0)", "bad argument #1 to 'format' (number has no integer representation)"),
    ("x = string.char(-1.5)", "bad argument #1 to 'char' (value out of range)"),
    ("x = table.concat({{}})", "invalid value (table) at index 1 in table for 'concat'"),
    ("x = table.insert({}, 1, 2, 3)", "wrong number of arguments to 'insert'"),
    ("x = table.insert({}, 5.5, 2)", "bad argument #2 to 'insert' (position out of bounds)"),
    ("x = math.random(0.5, -3)", "bad argument #1 to 'random' (interval is empty)"),
    ("x = select(0)", "bad argument #1 to 'select' (index out of range)"),
    ("x = select(-2, 1)", "bad argument #1 to 'select' (index out of range)"),
    ("x = select({})", "bad argument #1 to 'select' (number expected, got table)"),
    ("x = tonumber('1', 99)", "bad argument #2 to 'tonumber' (base out of range)"),
    ("x = ('x'):find(nil)", "bad argument #2 to 'find' (string expected, got nil)"),
    ("x = ('x'):find('[')", "malformed pattern (missing ']')"),
    ("x = math.pow()", "bad argument #1 to 'pow' (number expected, got no value)"),
    ("x = math.ldexp(1, 'x')", "bad argument #2 to 'ldexp' (number expected, got string)"),
    ("x = 1.5 | {}", "attempt to perform bitwise operation on a table value"),
    ("x = nil & 1.5", "attempt to perform bitwise operation on a nil value"),
    ("x = 0/0 | 0", "number has no integer representation"),
    ("x = setmetatable(1, {})", "bad argument #1 to 'setmetatable' (table expected, got number)"),
    ("x = collectgarbage('x')", "bad argument #1 to 'collectgarbage' (invalid option 'x')"),
    ("x = ('x'):gsub('x', function() error('mine', 0) end)", "mine"),
]


@pytest.mark.parametrize(("statement", "message"), ERRORS)
def test_errors_name_the_function_and_the_line(run: Script, statement: str, message: str) -> None:
    with pytest.raises(PluginError) as caught:
        run(f"local x\n{statement}")
    assert caught.value.message == f"script.lua:2: {message}"
    assert caught.value.line == 2


def test_an_error_value_of_a_callback_stays_as_it_is(run: Script) -> None:
    assert run(
        "local e = {} local _, got = pcall(string.gsub, 'x', 'x', function() error(e) end) return got == e"
    ) == [True]


def test_a_callback_is_not_called_twice(run: Script) -> None:
    assert run(
        "local n = 0 pcall(string.gsub, 'x', 'x', function() n = n + 1 return ('y'):rep({}) end, 1.5) return n"
    ) == [1]


def shared() -> LuaState:
    from pathlib import Path

    return LuaState(Services(FolderFence(Path()), deny, lambda name: None), Limits(seconds=None))


_STATE = shared()


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_frexp_and_ldexp_are_those_of_c(number: float) -> None:
    mantissa, exponent = _STATE.run(b"return math.frexp(...)", "=x", number)
    if math.isfinite(number):
        assert (mantissa, exponent) == math.frexp(number)
        assert _STATE.run(b"return math.ldexp(...)", "=x", mantissa, exponent) == [number]
    else:
        assert mantissa == number or number != number


@given(st.floats(-50, 50))
def test_hyperbolic_functions(number: float) -> None:
    values = _STATE.run(b"local x = ... return math.sinh(x), math.cosh(x), math.tanh(x)", "=x", number)
    assert values == pytest.approx([math.sinh(number), math.cosh(number), math.tanh(number)], rel=1e-12)


@given(st.floats(-(2.0**62), 2.0**62), st.integers(-(2**62), 2**62))
def test_bit_operators_floor(left: float, right: int) -> None:
    floored = math.floor(left)
    assert _STATE.run(b"local a, b = ... return a & b, b | a, a ~ b, ~a", "=x", left, right) == [
        floored & right,
        floored | right,
        floored ^ right,
        ~floored,
    ]
