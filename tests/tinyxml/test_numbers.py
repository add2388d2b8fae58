"""Numbers in text, as C reads and writes them. What is expected was checked against glibc."""

from __future__ import annotations

import math

import pytest

from postlude.tinyxml.numbers import KINDS

KIND = {kind.name: kind for kind in KINDS}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("Int", b" \t-12abc", -12),
        ("Int", b"1.5", 1),
        ("Int", b"", None),
        ("Int", b"x", None),
        ("Int", b"- 1", None),
        ("Int", b"0x1F", 31),
        ("Int", b" 0XffFFffFF", -1),
        ("Int", b"0x", 0),
        ("Int", b"-0x10", 0),
        ("Int", b"2147483648", -(2**31)),
        ("Int", b"99999999999999999999", -1),
        ("Int", b"9" * 5000, -1),
        ("Unsigned", b"-1", 2**32 - 1),
        ("Unsigned", b"4294967295", 2**32 - 1),
        ("Unsigned", b"-18446744073709551615", 1),
        ("Int64", b"-9223372036854775808", -(2**63)),
        ("Int64", b"9223372036854775808", 2**63 - 1),
        ("Unsigned64", b"18446744073709551615", 2**64 - 1),
        ("Unsigned64", b"0xFFFFFFFFFFFFFFFF", 2**64 - 1),
        ("Bool", b"true", True),
        ("Bool", b"True", True),
        ("Bool", b"TRUE", True),
        ("Bool", b"tRUE", None),
        ("Bool", b"true ", None),
        ("Bool", b"false", False),
        ("Bool", b"0", False),
        ("Bool", b"2x", True),
        ("Double", b" -1.5e2x", -150.0),
        ("Double", b".5", 0.5),
        ("Double", b"5.", 5.0),
        ("Double", b"1e", 1.0),
        ("Double", b".", None),
        ("Double", b"1e999", math.inf),
        ("Double", b"-inf", -math.inf),
        ("Double", b"infinity", math.inf),
        ("Double", b"infi", None),
        ("Double", b"0x1.8p1", 3.0),
        ("Double", b"0x1p99999", math.inf),
        ("Double", b"0x", None),
        ("Double", b"word", None),
        ("Float", b"0.1", 0.10000000149011612),
        ("Float", b"1e39", math.inf),
    ],
)
def test_reading(name: str, data: bytes, expected: float | None) -> None:
    value = KIND[name].read(data)
    assert value == expected
    assert type(value) is type(expected)


def test_not_a_number_is_read_too() -> None:
    assert math.isnan(KIND["Double"].read(b"nan"))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Int", 5, b"5"),
        ("Int", 2**31, b"-2147483648"),
        ("Unsigned", -1, b"4294967295"),
        ("Int64", 2**63, b"-9223372036854775808"),
        ("Unsigned64", -1, b"18446744073709551615"),
        ("Bool", True, b"true"),
        ("Bool", False, b"false"),
        ("Double", 0.1, b"0.10000000000000001"),
        ("Double", 1.5, b"1.5"),
        ("Double", 1e300, b"1.0000000000000001e+300"),
        ("Float", 0.1, b"0.1"),
        ("Float", 1e39, b"inf"),
    ],
)
def test_writing(name: str, value: float, expected: bytes) -> None:
    assert KIND[name].write(value) == expected
