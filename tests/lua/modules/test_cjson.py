"""`cjson` and `cjson.safe`: what lua-cjson 2.1.0 does, by its manual and by what its C source says."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from .conftest import Lua
from .shared_state import shared_lua

CJSON = "local cjson = require('cjson') "


def encoded(lua: Lua, expression: str) -> Any:
    return lua(f"{CJSON} return cjson.encode({expression})")


def decode_error(lua: Lua, text: bytes) -> str:
    source = "local ok, message = pcall(require('cjson').decode, ...) assert(not ok) return message"
    result = lua(source, text)
    assert isinstance(result, bytes)
    return result.decode()


def encode_error(lua: Lua, expression: str) -> str:
    source = f"local ok, message = pcall(require('cjson').encode, {expression}) assert(not ok) return message"
    result = lua(source)
    assert isinstance(result, bytes)
    return result.decode()


# The module


def test_names_and_version(lua: Lua) -> None:
    assert lua(CJSON + "return cjson._NAME, cjson._VERSION") == [b"cjson", b"2.1.0"]


def test_null_is_one_userdata_for_the_whole_state(lua: Lua) -> None:
    source = (
        CJSON
        + """local safe = require('cjson.safe')
        return type(cjson.null), cjson.null == safe.null, cjson.null == cjson.new().null,
            cjson.decode('null') == cjson.null, cjson.null == nil"""
    )
    assert lua(source) == [b"userdata", True, True, True, False]


def test_null_survives_a_collection_and_gives_nothing_away(lua: Lua) -> None:
    source = (
        CJSON
        + """local n = cjson.null collectgarbage() collectgarbage()
        return cjson.decode('[null]')[1] == n, getmetatable(n) == nil, pcall(function() return n.x end)"""
    )
    results = lua(source)
    assert results[:3] == [True, True, False]


def test_new_makes_an_independent_instance(lua: Lua) -> None:
    source = (
        CJSON
        + """local other = cjson.new() other.encode_number_precision(3)
        return cjson.encode(1/3), other.encode(1/3), cjson.encode_number_precision()"""
    )
    assert lua(source) == [b"0.33333333333333", b"0.333", 14]


def test_safe_reports_by_its_results(lua: Lua) -> None:
    source = """local safe = require('cjson.safe')
        local a, b = safe.decode('Oops') local c, d = safe.encode(print)
        return a, b, c, d, safe.new().decode('x')"""
    message = b"Expected value but found invalid token at character 1"
    assert lua(source) == [
        None,
        message,
        None,
        b"Cannot serialise function: type not supported",
        None,
        message,
    ]


def test_safe_raises_for_a_wrong_number_of_arguments_only(lua: Lua) -> None:
    assert lua("return require('cjson.safe').encode(nil)") == b"null"
    assert lua.error("\nlocal x = require('cjson.safe').encode(1, 2)").endswith(
        ":2: bad argument #1 to 'encode' (expected 1 argument)"
    )
    assert lua("return require('cjson.safe').decode(nil)") == [
        None,
        b"bad argument #1 to 'decode' (string expected, got nil)",
    ]


def test_errors_have_the_position_of_the_call(lua: Lua) -> None:
    assert lua.error(CJSON + "\nlocal x = cjson.decode('nul') return x") == (
        "test.lua:2: Expected value but found invalid token at character 1"
    )


# Encoding


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("nil", b"null"),
        ("true", b"true"),
        ("false", b"false"),
        ("10", b"10"),
        ("10.0", b"10"),
        ("-0.0", b"-0"),
        ("0.1", b"0.1"),
        ("1e100", b"1e+100"),
        ("2^53", b"9.007199254741e+15"),
        ("9007199254740993", b"9.007199254741e+15"),
        ("math.mininteger", b"-9.2233720368548e+18"),
        ("{}", b"{}"),
        ("{1, {a = 'b'}}", b'[1,{"a":"b"}]'),
        ("{[1.0] = 'x'}", b'["x"]'),
        ("{[0] = 1}", b'{"0":1}'),
        ("{[1.5] = 1}", b'{"1.5":1}'),
        ("{['2'] = 'text'}", b'{"2":"text"}'),
        ("{[3] = 'sparse'}", b'[null,null,"sparse"]'),
        ("{[10] = 1}", b"[null,null,null,null,null,null,null,null,null,1]"),
        ("{require('cjson').null}", b"[null]"),
    ],
)
def test_values_are_written_as_lua_cjson_writes_them(lua: Lua, expression: str, expected: bytes) -> None:
    assert encoded(lua, expression) == expected


def test_text_is_escaped_byte_by_byte(lua: Lua) -> None:
    assert encoded(lua, r"'a/b\\c\"d\b\t\n\f\r\0\31\127'") == (rb'"a\/b\\c\"d\b\t\n\f\r\u0000\u001f\u007f"')


def test_bytes_that_are_not_utf8_pass_through(lua: Lua) -> None:
    raw = bytes(range(128, 256))
    assert lua(CJSON + "return cjson.encode(...)", raw) == b'"' + raw + b'"'
    assert lua(CJSON + "return cjson.decode(cjson.encode(...))", bytes(range(256))) == bytes(range(256))


def test_metamethods_are_not_used(lua: Lua) -> None:
    table = "setmetatable({1}, {__index = function() return 9 end, __pairs = error, __len = error})"
    assert encoded(lua, table) == b"[1]"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("print", "Cannot serialise function: type not supported"),
        ("coroutine.create(print)", "Cannot serialise thread: type not supported"),
        ("io.stdout", "Cannot serialise userdata: type not supported"),
        ("{[false] = 1}", "Cannot serialise boolean: table key must be a number or string"),
        ("{[11] = 1}", "Cannot serialise table: excessively sparse array"),
        ("{[2^40] = 1, a = 1, b = print}", "Cannot serialise function: type not supported"),
        ("0/0", "Cannot serialise number: must not be NaN or Infinity"),
        ("{a = {math.huge}}", "Cannot serialise number: must not be NaN or Infinity"),
        ("{[-math.huge] = 1}", "Cannot serialise number: must not be NaN or Infinity"),
    ],
)
def test_what_cannot_be_written_says_why(lua: Lua, expression: str, message: str) -> None:
    assert encode_error(lua, expression) == message


def test_depth_of_encoding_is_limited(lua: Lua) -> None:
    nested = (
        "(function() local t = {} local top = t for i = 1, %d do t[1] = {} t = t[1] end return top end)()"
    )
    assert encoded(lua, nested % 999) == b"[" * 999 + b"{}" + b"]" * 999
    assert encode_error(lua, nested % 1000) == "Cannot serialise, excessive nesting (1001)"
    assert encode_error(lua, "(function() local t = {} t[1] = t return t end)()") == (
        "Cannot serialise, excessive nesting (1001)"
    )
    source = CJSON + "cjson.encode_max_depth(2) return pcall(cjson.encode, {{{}}})"
    assert lua(source) == [False, b"Cannot serialise, excessive nesting (3)"]


def test_numbers_that_json_lacks_can_be_written_by_choice(lua: Lua) -> None:
    source = (
        CJSON
        + """local function all() return cjson.encode({1/0, -1/0, 0/0}) end
        local first = cjson.encode_invalid_numbers(true) local a = all()
        local second = cjson.encode_invalid_numbers("null") local b = all()
        return first, a, second, b, cjson.encode_invalid_numbers("off"), (pcall(all))"""
    )
    assert lua(source) == [True, b"[Infinity,-Infinity,NaN]", b"null", b"[null,null,null]", False, False]


def test_sparse_arrays_can_become_objects(lua: Lua) -> None:
    source = (
        CJSON
        + """local settings = {cjson.encode_sparse_array(true, 2, 3)}
        return settings[1], settings[2], settings[3], cjson.encode({"one", [4] = "x"}),
            cjson.encode({[5] = "x"})"""
    )
    assert lua(source) == [True, 2, 3, b'["one",null,null,"x"]', b'{"5":"x"}']


def test_sparse_ratio_of_zero_allows_any(lua: Lua) -> None:
    source = CJSON + "cjson.encode_sparse_array(nil, 0) return #cjson.encode({[1000] = 1})"
    assert lua(source) == 999 * 5 + 3


def test_keep_buffer_is_a_setting_without_effect(lua: Lua) -> None:
    source = CJSON + "return cjson.encode_keep_buffer(), cjson.encode_keep_buffer(false), cjson.encode({1})"
    assert lua(source) == [True, False, b"[1]"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("encode_number_precision(0)", "#1 to 'encode_number_precision' (expected integer between 1 and 14)"),
        (
            "encode_number_precision(15)",
            "#1 to 'encode_number_precision' (expected integer between 1 and 14)",
        ),
        ("encode_number_precision('five')", "#1 to 'encode_number_precision' (number expected, got string)"),
        ("encode_keep_buffer(nil, true)", "#2 to 'encode_keep_buffer' (found too many arguments)"),
        ("encode_max_depth('wrong')", "#1 to 'encode_max_depth' (number expected, got string)"),
        ("decode_max_depth('0')", "#1 to 'decode_max_depth' (expected integer between 1 and 2147483647)"),
        ("encode_invalid_numbers(-2)", "#1 to 'encode_invalid_numbers' (invalid option '-2')"),
        ("decode_invalid_numbers(true, false)", "#2 to 'decode_invalid_numbers' (found too many arguments)"),
        ("decode_invalid_numbers({})", "#1 to 'decode_invalid_numbers' (string expected, got table)"),
        (
            "encode_sparse_array('not quite on')",
            "#1 to 'encode_sparse_array' (invalid option 'not quite on')",
        ),
        (
            "encode_sparse_array(true, -1)",
            "#1 to 'encode_sparse_array' (expected integer between 0 and 2147483647)",
        ),
        ("encode_sparse_array(1, 2, 3, 4)", "#4 to 'encode_sparse_array' (found too many arguments)"),
        ("decode({})", "#1 to 'decode' (string expected, got table)"),
        ("decode()", "#1 to 'decode' (expected 1 argument)"),
    ],
)
def test_wrong_arguments_are_errors_where_they_were_given(lua: Lua, call: str, message: str) -> None:
    assert lua.error(f"{CJSON}\nlocal x = cjson.{call} return x") == f"test.lua:2: bad argument {message}"


# Decoding


def test_every_number_decodes_to_a_float(lua: Lua) -> None:
    # The library pushes a double, whatever the text; Lua 5.4 shows the difference.
    assert lua(CJSON + "return tostring(cjson.decode('[1]')[1]), math.type(cjson.decode('12'))") == [
        b"1.0",
        b"float",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0123", 123.0),
        ("00.33", 0.33),
        ("+5", None),
        ("0x6.ffp1", 13.9921875),
        ("0x10", 16.0),
        ("0xFFFFFFFFFFFFFFFFF", float(0xFFFFFFFFFFFFFFFFF)),
        ("1.", 1.0),
        ("-.5", -0.5),
        ("1e999", math.inf),
        ("Inf", math.inf),
        ("-infinity", -math.inf),
        ("9007199254740993", 9007199254740992.0),
        ("123456789012345678901234567890", 123456789012345678901234567890.0),
    ],
)
def test_numbers_are_read_as_strtod_reads_them(lua: Lua, text: str, value: float | None) -> None:
    expected = 5.0 if value is None else value
    assert lua(CJSON + "return cjson.decode(...)", text.encode()) == expected


def test_minus_zero_and_nan(lua: Lua) -> None:
    assert math.copysign(1.0, lua(CJSON + "return cjson.decode('-0')")) == -1.0
    assert math.isnan(lua(CJSON + "return cjson.decode('NaN')"))


@pytest.mark.parametrize("text", ["0x6", "0123", "-0123", "NaN", "-inf", "+1"])
def test_strict_numbers_refuse_what_json_lacks(lua: Lua, text: str) -> None:
    assert lua(CJSON + f"cjson.decode_invalid_numbers(false) return (pcall(cjson.decode, '{text}'))") is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "Expected value but found T_END at character 1"),
        (b"nul", "Expected value but found invalid token at character 1"),
        (b'{ "unexpected eof": ', "Expected value but found T_END at character 21"),
        (b'{ "extra data": true }, false', "Expected the end but found T_COMMA at character 23"),
        (
            b' { "bad escape \\q code" } ',
            "Expected object key string but found invalid escape code at character 16",
        ),
        (
            b' { "bad unicode \\u0f6 escape" } ',
            "Expected object key string but found invalid unicode escape code at character 17",
        ),
        (b' [ "bad barewood", test ] ', "Expected value but found invalid token at character 20"),
        (b"[ -+12 ]", "Expected value but found invalid number at character 3"),
        (b"-v", "Expected value but found invalid number at character 1"),
        (b"[ 0.4eg10 ]", "Expected comma or array end but found invalid token at character 6"),
        (b"Infrared", "Expected the end but found invalid token at character 4"),
        (b"Noodle", "Expected value but found invalid token at character 1"),
        (b'{"a" 1}', "Expected colon but found T_NUMBER at character 6"),
        (b'{"a":1 "b"}', "Expected comma or object end but found T_STRING at character 8"),
        (b"[1 2]", "Expected comma or array end but found T_NUMBER at character 4"),
        (b"[1,]", "Expected value but found T_ARR_END at character 4"),
        (b'{"a":1,}', "Expected object key string but found T_OBJ_END at character 8"),
        (b'"open', "Expected value but found unexpected end of string at character 6"),
        (b'"a\0b"', "Expected value but found unexpected end of string at character 3"),
        (b'"\\uDC00\\uD800"', "Expected value but found invalid unicode escape code at character 2"),
        (b'"\\uDB00\\uDB00"', "Expected value but found invalid unicode escape code at character 2"),
        (b'"\\uDB00"', "Expected value but found invalid unicode escape code at character 2"),
        (b'\0"\0"', "JSON parser does not support UTF-16 or UTF-32"),
        (b'"\0"\0', "JSON parser does not support UTF-16 or UTF-32"),
        (b"[" * 1100, "Found too many nested data structures (1001) at character 1001"),
    ],
)
def test_errors_in_a_document_say_what_and_where(lua: Lua, text: bytes, message: str) -> None:
    assert decode_error(lua, text) == message


def test_decoding_ends_at_a_nul_outside_strings(lua: Lua) -> None:
    assert lua(CJSON + "return cjson.decode('12 \\0 rest')") == 12.0


def test_depth_of_decoding_is_limited(lua: Lua) -> None:
    source = (
        CJSON
        + """cjson.decode_max_depth(2)
        return pcall(cjson.decode, '{"a":[1]}') , pcall(cjson.decode, '{"a":[[1]]}')"""
    )
    assert lua(source)[1:] == [False, b"Found too many nested data structures (3) at character 7"]


def test_a_deep_document_needs_no_deep_stack(lua: Lua) -> None:
    depth = 300_000
    source = (
        CJSON
        + """cjson.decode_max_depth(1e6) cjson.encode_max_depth(1e6)
        return cjson.encode(cjson.decode(...)) == ..."""
    )
    assert lua(source, b"[" * depth + b"1" + b"]" * depth) is True


def test_surrogates_make_one_character(lua: Lua) -> None:
    assert (
        lua(CJSON + r"return cjson.decode('\"\\ud834\\udd1e\\uF800\\u0000\\/\"')")
        == "\U0001d11e\uf800\0/".encode()
    )


def test_keys_stay_text_and_the_last_of_a_name_wins(lua: Lua) -> None:
    source = CJSON + """local t = cjson.decode('{"1": "one", "a": 1, "a": 2}') return t["1"], t[1], t.a"""
    assert lua(source) == [b"one", None, 2.0]


# Against another implementation

scalars = (
    st.none()
    | st.booleans()
    | st.text(max_size=20)
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False)
)
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
)


def as_floats(value: Any) -> Any:
    """A document as lua-cjson sees it: numbers are floats, an empty array is an empty object."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list):
        return [as_floats(item) for item in value] or {}
    return {key: as_floats(item) for key, item in value.items()}


@given(documents)
def test_what_python_writes_comes_back_the_same(document: Any) -> None:
    assume("Infinity" not in json.dumps(document))
    text = json.dumps(document).encode()
    again = shared_lua()(
        """local cjson = require('cjson').new() cjson.encode_sparse_array(nil, 0)
        return cjson.encode(cjson.decode(...))""",
        text,
    )
    assert _rounded(json.loads(again)) == _rounded(as_floats(document))


@given(documents)
def test_unescaped_utf8_is_read_alike(document: Any) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    source = """local cjson = require('cjson').new() cjson.encode_invalid_numbers(true)
        return cjson.encode(cjson.decode(...))"""
    again = shared_lua()(source, text)
    assert _rounded(json.loads(again.decode("utf-8", "surrogatepass"))) == _rounded(as_floats(document))


@given(st.binary(max_size=40))
def test_any_bytes_decode_or_fail_with_a_message(data: bytes) -> None:
    kind = shared_lua()(
        """local value, message = require('cjson.safe').decode(...)
        return value ~= nil and "value" or type(message)""",
        data,
    )
    assert kind in (b"value", b"string")


def _rounded(value: Any) -> Any:
    """Numbers as 14 digits leave them."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(f"{value:.14g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()}
