"""``FCNumber`` at the ends of what a number can be."""

from __future__ import annotations

import pytest

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session


@pytest.mark.parametrize(
    ("value", "integer"),
    [(1e300, 2**31 - 1), (float("inf"), 2**31 - 1), (float("-inf"), -(2**31)), (-2.9, -2), (2.9, 2)],
)
def test_an_integer_holds_32_bits(value: float, integer: int) -> None:
    number = Namespace(Session(None)).FCNumber(value)
    assert (number.Int, number.Float) == (integer, value)


def test_no_number_is_made_of_an_infinite_one() -> None:
    number = Namespace(Session(None)).FCNumber(3)
    with pytest.raises(ScriptError, match="expected number"):
        number.Int = float("inf")
    assert number.Int == 3
