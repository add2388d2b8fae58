"""Finding plugindef in a script's text."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lupa.lua54 import LuaRuntime

from postlude.plugins.extract import extract_plugindef, is_bytecode
from postlude.plugins.lexer import string_contents
from tests.conftest import sources_path

DEF = b'function plugindef()\n    return "A"\nend'


def extracted(source: bytes) -> bytes | None:
    return extract_plugindef(source).text


@pytest.mark.parametrize(
    "source",
    [
        b"function plugindef() return 1 end",
        b"function plugindef(locale) return locale end",
        b"function  plugindef\n(\nlocale ) end",
        b"function --[[ a ]] plugindef --[==[ b ]==] (...) end",
        b"function -- a\nplugindef() end",
        b"plugindef = function() return 1 end",
        b"plugindef--[[x]]=--y\nfunction (locale) end",
    ],
)
def test_a_global_function_is_found_in_each_of_its_forms(source: bytes) -> None:
    assert extracted(b"local a = 1\n" + source + b"\nprint(1)") == source


@pytest.mark.parametrize(
    "decoy",
    [
        b"-- function plugindef() return 'no' end",
        b"--[[\nfunction plugindef()\nend ]]",
        b"--[==[ ]] function plugindef() end ]=] ]==]",
        b"local s = 'function plugindef() end'",
        b'local s = "\\" function plugindef() end"',
        b"local s = 'a\\\nfunction plugindef() end'",
        b"local s = 'a\\z\n\n  function plugindef() end'",
        b"local s = [[ function plugindef() end ]]",
        b"local s = [=[ ]] function plugindef() end ]=]",
        b"if false then function plugindef() end end",
        b"do function plugindef() return 'no' end end",
        b"for i = 1, 2 do plugindef = function() end end",
        b"while x do function plugindef() end end",
        b"repeat function plugindef() end until true",
        b"local function f() function plugindef() end end",
        b"local t = { plugindef = function() end }",
        b"local t = { 1, plugindef = function() end, { } }",
        b"t.plugindef = function() end",
        b"t . --[[x]] plugindef = function() end",
        b"function t.plugindef() end",
        b"function t:plugindef() end",
        b"function plugindef.x() end",
        b"a, plugindef = function() end, 2",
        b"local x = plugindef == function() end",
        b"plugindef = 3",
        b"print(plugindef)",
        b"my_plugindef = function() end function plugindef2() end",
    ],
)
def test_decoys_in_comments_strings_blocks_and_tables_do_not_count(decoy: bytes) -> None:
    assert extracted(decoy) is None
    assert extracted(decoy + b"\n" + DEF + b"\n" + decoy) == DEF


@pytest.mark.parametrize(
    "body",
    [
        b"if a then b() elseif c then d() else e() end",
        b"for i = 1, 2 do for k, v in pairs(t) do end end",
        b"while a do repeat b() until c do end end",
        b"repeat local function f() end until f",
        b"goto done ::done::",
        b"local x <const>, y <close> = 1, nil",
        b"local s = 'end' .. \"end\" .. [[ end ]] .. [==[ end ]] ]==] -- end",
        b"--[[ end ]] --[=[ end ]=]",
        b"local endless, undo, ifs, functions = 1, 2, 3, 4",
        b"local t = { a = function() return { } end, ['end'] = '}' }",
        b"local n = 0x1p4 + 3e2 + 0xA.8 - 1 --end\n",
        b"t[ [=[end]=] ] = t[t[1]]",
        b"x = a --[x] end\n and b or c",
        b"x = '\\'' .. '\\\\' .. 'a\\\r\nend' .. '\\x41\\065\\u{41}'",
    ],
)
def test_the_function_ends_where_its_blocks_end(body: bytes) -> None:
    function = b"function plugindef()\n" + body + b"\nend"
    assert extracted(function + b"\nlocal function other() end") == function


def test_lines_count_as_lua_counts_them() -> None:
    assert extract_plugindef(b"--1\r\n--2\n\r--3\r--4\n" + DEF).line == 5


def test_a_byte_order_mark_and_a_first_line_with_a_hash_are_skipped() -> None:
    assert extracted(b"\xef\xbb\xbf" + DEF) == DEF
    assert extracted(b"#!/usr/bin/lua 'not a string\n" + DEF) == DEF


def test_the_first_definition_counts_and_a_second_is_noted() -> None:
    found = extract_plugindef(DEF + b"\n\nfunction plugindef() return 2 end")
    assert found.text == DEF
    assert found.problems == ("line 5: plugindef is defined again; the first one counts",)


@pytest.mark.parametrize("source", [b"local function plugindef() end", b"local plugindef = function() end"])
def test_a_local_one_does_not_count_and_is_noted(source: bytes) -> None:
    found = extract_plugindef(b"\n" + source)
    assert found.text is None
    assert found.problems == ("line 2: a local plugindef does not count",)


def test_a_function_that_is_never_closed_goes_to_the_end() -> None:
    assert extracted(b"function plugindef()\n if x then") == b"function plugindef()\n if x then"


def test_binary_data_behind_a_nul_is_not_read() -> None:
    assert extracted(DEF + b"\n\0 function plugindef() \xff end [[") == DEF
    assert extracted(b"x = 1\0" + DEF) is None
    assert extracted(b"function plugindef() \0 end") == b"function plugindef() "
    assert extracted(b"function plugindef() return 'a\0b' end") == b"function plugindef() return 'a\0b' end"


def test_compiled_lua_has_no_text() -> None:
    assert is_bytecode(b"\x1bLuaT\x00")
    assert extracted(b"\x1bLua" + DEF) is None


@pytest.mark.parametrize("unclosed", [b"'", b'"', b"[[", b"[==[", b"--[[", b"'\\z ", b"\\", b"[=", b"'\\"])
def test_text_that_is_not_lua_neither_fails_nor_hangs(unclosed: bytes) -> None:
    began = time.perf_counter()
    for source in (
        unclosed * 2000,
        unclosed + DEF,
        DEF + unclosed,
        b"function plugindef() " + unclosed * 5000,
    ):
        extract_plugindef(source)
    assert time.perf_counter() - began < 5


# Lua text that opens nothing, with a plugindef as a decoy in it where there can be one.
_filler = st.one_of(
    st.builds(
        lambda n, s: b"--[%s[%s]%s]" % (b"=" * n, s, b"=" * n),
        st.integers(0, 3),
        st.sampled_from([b"x", DEF, b"]=", b"end"]),
    ),
    st.builds(lambda s: b"-- %s\n" % s.replace(b"\n", b" "), st.sampled_from([DEF, b"[=x", b"end", b""])),
    st.builds(
        lambda n, s: b"x=[%s[%s]%s]" % (b"=" * n, s, b"=" * n),
        st.integers(0, 3),
        st.sampled_from([DEF, b"end ]", b"'"]),
    ),
    st.builds(
        lambda q, parts: b"x=" + q + b"".join(p for p in parts if p != q) + q,
        st.sampled_from([b"'", b'"']),
        st.lists(
            st.sampled_from(
                [b"\\'", b'\\"', b"\\\\", b"\\\n", b"end ", b"function plugindef() end", b"'", b'"', b"--[["]
            )
        ),
    ),
    st.sampled_from([b"x = y", b"f{ g = 1 }", b"::l::", b"local a <const> = 0x1F"]),
)
_block = st.recursive(
    _filler,
    lambda inner: st.builds(
        lambda frame, parts: frame[0] + b" " + b"\n".join(parts) + b"\n" + frame[1],
        st.sampled_from(
            [
                (b"do", b"end"),
                (b"if x then", b"end"),
                (b"for i=1,2 do", b"end"),
                (b"while x do", b"end"),
                (b"repeat", b"until x"),
                (b"local function f()", b"end"),
                (b"x = function()", b"end"),
                (b"t = { f = function()", b"end, }"),
            ]
        ),
        st.lists(st.one_of(inner, st.just(DEF)), max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_block, max_size=4), st.lists(_block, max_size=3), st.lists(_block, max_size=4))
def test_it_is_found_among_any_nesting(before: list[bytes], inside: list[bytes], after: list[bytes]) -> None:
    text = b"function plugindef()\n" + b"\n".join(inside) + b"\nend"
    head = b"".join(part + b"\n" for part in before)
    found = extract_plugindef(head + text + b"\n" + b"\n".join(after))
    assert found.text == text
    assert found.problems == ()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_can_be_lexed(source: bytes) -> None:
    extract_plugindef(b"plugindef " + source)
    list(string_contents(source))


_PIECES = (
    b"if x then|end|do|repeat|until x|local function f()|end|end|'|'|\"|\\|[[|]]|--[[|]]|--|\n|x=1|x={|}|--[=[|]=]"
    b"|[=[|x=[[|x='|while x do|\\\n|\\z\n|f{|f'end'|--[==|x=x--|-|[|x[x]=x"
    b"|function plugindef()|plugindef=function()"
).split(b"|")


def test_lua_itself_agrees_where_the_function_ends() -> None:
    """Random pieces of Lua; where Lua accepts the whole, what is found and what is left are each accepted."""
    is_lua = LuaRuntime(encoding=None).eval(b"function(text) return load(text) ~= nil end")
    random = Random(20)
    accepted = 0
    for _ in range(25_000):
        pieces = random.choices(_PIECES, k=random.randint(1, 9))
        source = b"function plugindef() " + random.choice([b" ", b"\n", b""]).join(pieces) + b" end"
        if is_lua(source):
            accepted += 1
            text = extracted(source)
            assert text is not None and is_lua(text) and is_lua(source[len(text) :]), source
    assert accepted > 300


def test_string_contents_are_what_stands_between_the_quotes() -> None:
    source = b"a = 'x\\'\\x79' --'no'\nb = \"z\" c = [[\nlong]] d = [=[ ]] ]=] e = 'open\nf = ''"
    assert list(string_contents(source)) == [b"x'y", b"z", b"\nlong", b" ]] ", b"open", b""]


@pytest.mark.parametrize("folder", ["src", "dist"])
def test_all_real_scripts_have_one(folder: str) -> None:
    files = sorted(sources_path("lua-scripts", folder).glob("*.lua"))
    assert len(files) >= 145
    for file in files:
        found = extract_plugindef(file.read_bytes())
        assert found.text is not None and found.text.startswith(b"function plugindef("), file.name
        assert found.text.endswith(b"end") and found.problems == (), file.name
