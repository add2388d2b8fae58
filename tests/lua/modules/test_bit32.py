"""`bit32` as RGP Lua has it: checked against Python's integers, results cut as its operators cut them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Lua
from .shared_state import shared_lua

WORD = 0xFFFFFFFF
LONG = 0xFFFFFFFFFFFFFFFF

words = st.integers(0, WORD)
longs = st.integers(-(2**63), 2**63 - 1)
small_shifts = st.integers(0, 31)
any_shifts = st.integers(-70, 70)


def bit32(function: str, *arguments: Any) -> Any:
    return shared_lua()(f"return bit32.{function}(...)", *arguments)


def signed(number: int) -> int:
    number &= LONG
    return number - 2**64 if number >= 2**63 else number


def left(number: int, shift: int) -> int:
    """Lua's ``<<`` on 64 bits, as an unsigned number: a negative shift goes right, bits are not repeated."""
    number &= LONG
    if shift >= 0:
        return (number << shift) & LONG if shift < 64 else 0
    return number >> -shift if shift > -64 else 0


@given(st.lists(longs, max_size=5))
def test_bitwise_operators_take_any_number_of_operands(numbers: list[int]) -> None:
    both, either, odd = WORD, 0, 0
    for number in numbers:
        both, either, odd = both & number, either | number, odd ^ number
    assert bit32("band", *numbers) == both & WORD
    assert bit32("bor", *numbers) == either & WORD
    assert bit32("bxor", *numbers) == odd & WORD
    assert bit32("btest", *numbers) is (both & WORD != 0)


@given(longs)
def test_bnot_is_the_complement_in_32_bits(number: int) -> None:
    assert bit32("bnot", number) == ~number & WORD


@given(words, small_shifts)
def test_shifts_of_words(number: int, shift: int) -> None:
    assert bit32("lshift", number, shift) == (number << shift) & WORD
    assert bit32("rshift", number, shift) == number >> shift


@given(words, small_shifts)
def test_arshift_repeats_the_sign(number: int, shift: int) -> None:
    value = number - 2**32 if number & 0x80000000 else number
    assert bit32("arshift", number, shift) == (value >> shift) & WORD


@given(longs, any_shifts)
def test_wider_operands_and_other_shifts_follow_the_operators_of_lua_5_4(number: int, shift: int) -> None:
    assert bit32("lshift", number, shift) == left(number, shift) & WORD
    # A negative right shift isn't cut to 32 bits: Lua 5.2 would.
    assert bit32("rshift", number, shift) == signed(left(number & WORD, -shift))
    fill = ~left(WORD, -shift) if number & 0x80000000 else 0
    assert bit32("arshift", number, shift) == (left(number, -shift) | fill) & WORD


@given(longs, any_shifts)
def test_rotations_go_round_in_32_bits(number: int, shift: int) -> None:
    word, by = number & WORD, shift % 32
    assert bit32("lrotate", number, shift) == ((word << by) | (word >> (32 - by))) & WORD
    assert bit32("rrotate", number, shift) == ((word >> by) | (word << (32 - by))) & WORD


@given(words, small_shifts, st.integers(1, 32))
def test_extract_and_replace_address_a_field(number: int, field: int, width: int) -> None:
    mask = 2**width - 1
    assert bit32("extract", number, field, width) == (number >> field) & mask
    assert (
        bit32("replace", number, 0x12345678, field, width)
        == ((number & ~(mask << field)) | ((0x12345678 << field) & (mask << field))) & WORD
    )


def test_a_field_is_one_bit_wide_by_default(lua: Lua) -> None:
    assert lua("return bit32.extract(4, 2), bit32.extract(4, 1), bit32.replace(0, 1, 5)") == [1, 0, 32]


@given(st.floats(-1e15, 1e15), st.floats(0, 31))
def test_floats_are_floored(number: float, shift: float) -> None:
    whole, by = math.floor(number), math.floor(shift)
    assert bit32("band", number) == whole & WORD
    assert bit32("lshift", number, shift) == left(whole, by) & WORD
    assert bit32("rrotate", number, shift) == bit32("rrotate", whole, by)


def test_results_are_integers(lua: Lua) -> None:
    assert lua("return tostring(bit32.lshift(2.0, 1)), math.type(bit32.extract(255.5, 0, 4))") == [
        b"4",
        b"integer",
    ]


def test_texts_that_are_numbers_count(lua: Lua) -> None:
    assert lua("return bit32.band('12', 10)") == 8


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("band(nil)", "bad argument #1 to 'band' (number expected, got no value)"),
        ("bor(1, {})", "bad argument #2 to 'bor' (number expected, got table)"),
        ("lshift(1)", "bad argument #2 to 'lshift' (number expected, got no value)"),
        ("bnot(1e300)", "bad argument #1 to 'bnot' (number has no integer representation)"),
        ("extract(1, 0, 64)", "bad argument to 'extract' (number has no integer representation)"),
    ],
)
def test_anything_else_is_an_error_where_it_was_called(lua: Lua, call: str, message: str) -> None:
    assert lua.error(f"\nlocal x = bit32.{call} return x") == f"test.lua:2: {message}"


def test_it_is_a_module_too(lua: Lua) -> None:
    assert lua("return require('bit32') == bit32 and package.loaded.bit32 == bit32") is True
