"""RGP Lua's own functions beside ours, in the same state: same arguments, same results."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.lua.values import LuaFunction

from ...conftest import sources_path
from .shared_state import shared_lua

pytestmark = pytest.mark.conformance

longs = st.integers(-(2**63), 2**63 - 1)
shifts = st.integers(-70, 70)


@cache
def theirs(file: str, name: str | None = None) -> Any:
    """What a file of RGP Lua's repository returns, or the global that it sets."""
    source = sources_path("lua-source", "built-in-functions", file).read_bytes()
    if name is None:
        return shared_lua()(source.decode())
    return shared_lua()(
        "local env = setmetatable({}, {__index = _G}) load(..., '=theirs', 't', env)() return env." + name,
        source,
    )


def both(function: str, *arguments: Any) -> list[Any]:
    """The results of their function of `bit32` and of ours; an error counts as one, whatever it says."""
    source = """local theirs, name = ...
        local function result(ok, value) return ok and value or not ok and "error" end
        return result(pcall(theirs[name], select(3, ...))), result(pcall(bit32[name], select(3, ...)))"""
    results = shared_lua()(source, theirs("bit32_for_Lua54.lua"), function, *arguments)
    assert isinstance(results, list)
    return results


@pytest.mark.parametrize("function", ["band", "bor", "bxor", "btest"])
@given(numbers=st.lists(longs, max_size=4))
def test_bitwise_operators(function: str, numbers: list[int]) -> None:
    their, our = both(function, *numbers)
    assert their == our


@pytest.mark.parametrize("function", ["lshift", "rshift", "arshift", "lrotate", "rrotate"])
@given(number=longs | st.floats(-1e12, 1e12), shift=shifts | st.floats(-70, 70))
def test_shifts(function: str, number: float, shift: float) -> None:
    their, our = both(function, number, shift)
    assert their == our


@given(longs, shifts, st.none() | st.integers(0, 62))
def test_extract(number: int, field: int, width: int | None) -> None:
    their, our = both("extract", number, field, width)
    assert their == our


@given(longs, longs, st.integers(0, 31), st.none() | st.integers(0, 31))
def test_replace(number: int, value: int, field: int, width: int | None) -> None:
    their, our = both("replace", number, value, field, width)
    assert their == our


def _without_backslash(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


plain_text = st.text(st.characters(min_codepoint=32, exclude_characters='\\"', exclude_categories=["Cs"]))
documents = st.recursive(
    st.none() | plain_text | st.integers(),
    lambda x: st.lists(x, max_size=4) | st.dictionaries(plain_text, x, max_size=4),
)


@given(documents, st.integers(0, 5))
def test_prettyformatjson_of_documents_without_escapes(document: Any, width: int) -> None:
    pretty: LuaFunction = theirs("rgplua_built_in_functions.lua", "prettyformatjson")
    text = _without_backslash(document).encode()
    assert shared_lua()("return prettyformatjson(...)", text, width) == pretty(text, width)
