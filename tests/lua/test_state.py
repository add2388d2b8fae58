"""Running scripts: values over the border, errors as authors see them, output, limits, coroutines."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.errors import DocumentError, LimitError, PluginError, RefusedError, ScriptError
from postlude.lua.loader import script_text
from postlude.lua.state import LuaState
from postlude.lua.values import LuaFunction, LuaTable
from tests.lua.conftest import Script, Things
from tests.lua.test_number_rules import shared

_STATE = shared()
_ECHO = _STATE.function(lambda *args: args, "echo")


# ---- values


@given(st.binary())
def test_bytes_come_back_as_they_went(data: bytes) -> None:
    assert _STATE.run(b"return ...", "=x", data) == [data]
    assert _STATE.call(_ECHO, data) == [data]
    text = data.decode("utf-8", "surrogateescape")
    assert _STATE.run(b"return ...", "=x", text) == [data]


def test_every_byte_value(run: Script) -> None:
    every = bytes(range(256))
    assert run("local s = ... return s, #s, s:byte(1, 3)", every) == [every, 256, 0, 1, 2]


@given(
    st.recursive(
        st.one_of(
            st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.binary(max_size=9)
        ),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4), st.dictionaries(st.binary(max_size=4), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_structures_come_back_as_they_went(value: Any) -> None:
    result = _STATE.call(_ECHO, value)[0]
    assert _STATE.to_python(result) == value


def test_a_number_beyond_64_bits_becomes_a_float(run: Script) -> None:
    assert run("return ...", 2**63, -(10**400)) == [2.0**63, float("-inf")]


def test_long_sequences(state: LuaState) -> None:
    numbers = list(range(20_000))
    assert state.table(numbers).to_python() == numbers
    state.set_global("numbers", state.function(lambda: numbers, "numbers"))
    assert state.run(b"local t = numbers() return #t, t[20000]", "=x") == [20_000, 19_999]


def test_cycles_and_depth(state: LuaState) -> None:
    (table,) = state.run(b"local t = {1} t.me = t t.list = {t, t} return t", "=x")
    result = table.to_python()
    assert result[b"me"] is result and result[b"list"][0] is result
    (deep,) = state.run(b"local t = {} for i = 1, 200 do t = {t} end return t", "=x")
    with pytest.raises(ScriptError, match="too deeply"):
        deep.to_python()
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    with pytest.raises(ValueError, match="too deeply"):
        state.table(cyclic)


def test_conversion_runs_no_metamethod(state: LuaState) -> None:
    (table,) = state.run(
        b"return setmetatable({1}, {__index = error, __pairs = error, __len = error, __newindex = error})",
        "=x",
    )
    table["new"] = 2
    assert (table[1], table["none"], len(table), table["new"]) == (1, None, 1, 2)
    assert table.to_python() == {1: 1, b"new": 2}


def test_handles(state: LuaState) -> None:
    (function, table) = state.run(b"t = {f = function(...) return ... end} return t.f, t", "=x")
    assert isinstance(function, LuaFunction) and isinstance(table, LuaTable)
    assert (function(), function(1), function(1, None)) == (None, 1, (1, None))
    assert table["f"].same(function) and not table["f"].same(table)
    assert state.run(b"local a, b = ... return a == t.f, b == t", "=x", function, table) == [True, True]


def test_a_handle_outlives_its_coroutine(state: LuaState) -> None:
    kept: list[Any] = []
    state.set_global("keep", state.function(lambda *values: kept.extend(values), "keep"))
    state.run(
        b"for i = 1, 50 do coroutine.wrap(function() keep(function() return i end, {i}) end)() end"
        b" collectgarbage() collectgarbage()",
        "=x",
    )
    assert sum(value() for value in kept if isinstance(value, LuaFunction)) == 1275
    assert [value[1] for value in kept if isinstance(value, LuaTable)] == list(range(1, 51))


def test_handles_let_go(state: LuaState) -> None:
    (value, weak) = state.run(b"local t = {} return t, setmetatable({t}, {__mode = 'v'})", "=x")
    state.collect()
    assert len(weak) == 1
    del value
    state.collect()
    assert weak[1] is None


def test_calls_from_a_callback_within_a_coroutine(state: LuaState) -> None:
    def twice(function: LuaFunction, value: int) -> Any:
        return function(function(value))

    state.set_global("twice", state.function(twice, "twice"))
    assert state.run(
        b"local function add(x) return x + 1 end"
        b" local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(twice(function(x)"
        b" return twice(add, x) end, i)) end end) return co(), co(), co()",
        "=x",
    ) == [5, 6, 7]


# ---- errors


def failing(state: LuaState, exc: BaseException) -> None:
    def fail() -> None:
        raise exc

    state.set_global("fail", state.function(fail, "fail"))


def test_a_host_function_fails_at_the_line_that_called_it(state: LuaState) -> None:
    failing(state, ScriptError("param 1 expected number, got nil"))
    with pytest.raises(PluginError) as caught:
        state.run(b"local function inner()\n  fail()\nend\n\nlocal x = inner() or 1", "@/folder/script.lua")
    error = caught.value
    assert error.message == "/folder/script.lua:2: param 1 expected number, got nil"
    assert (error.file, error.line, error.refusal) == ("/folder/script.lua", 2, False)
    assert error.traceback is not None
    assert error.traceback.splitlines() == [
        "stack traceback:",
        "\t/folder/script.lua:2: in upvalue 'inner'" if "upvalue" in error.traceback else
        "\t/folder/script.lua:2: in local 'inner'",
        "\t/folder/script.lua:5: in main chunk",
    ]  # fmt: skip
    assert "postlude" not in error.traceback


def test_an_error_of_a_host_function_is_a_string(state: LuaState) -> None:
    failing(state, ScriptError("no"))
    assert state.run(b"\nlocal ok, e = pcall(function() fail() end) return e", "@script.lua") == [
        b"script.lua:2: no"
    ]


def test_a_document_error_can_be_handled(state: LuaState) -> None:
    failing(state, DocumentError("can't be read"))
    assert state.run(b"return (pcall(fail))", "@script.lua") == [False]


def test_a_refusal_that_ends_the_script_is_told_apart(state: LuaState) -> None:
    failing(state, RefusedError("needs finaleplugin.ExecuteHttpsCalls"))
    with pytest.raises(PluginError, match=r"^script.lua:1: needs") as caught:
        state.run(b"fail() return", "@script.lua")
    assert caught.value.refusal and caught.value.exit_status == 4
    with pytest.raises(PluginError) as caught:
        state.run(b"pcall(fail) error('other')", "@script.lua")
    assert not caught.value.refusal


def test_a_defect_is_kept_for_the_host(state: LuaState) -> None:
    defect = ZeroDivisionError("division by zero")
    failing(state, defect)
    with pytest.raises(PluginError, match="internal error in fail: ZeroDivisionError: division by zero"):
        state.run(b"fail() return", "@script.lua")
    assert state.defects == [defect]


@pytest.mark.parametrize(
    ("thrown", "message"),
    [
        ("'text'", "script.lua:1: text"),
        ("'text', 0", "text"),
        ("12", "12"),
        ("nil", "(error object is a nil value)"),
        ("{}", "(error object is a table value)"),
        ("print", "(error object is a function value)"),
        ("setmetatable({}, {__tostring = function() return 'shown' end})", "shown"),
    ],
)
def test_any_error_value_is_shown(state: LuaState, thrown: str, message: str) -> None:
    with pytest.raises(PluginError) as caught:
        state.run(f"error({thrown})".encode(), "@script.lua")
    assert caught.value.message == message
    assert (caught.value.file, caught.value.line) == ("script.lua", 1)


def test_an_error_value_passes_through_host_functions(state: LuaState) -> None:
    state.set_global("call", state.function(lambda function: function(), "call"))
    assert state.run(
        b"local e = {} local _, got = pcall(call, function() error(e) end) return got == e", "=x"
    ) == [True]
    assert state.run(b"local _, got = pcall(call, function() error('x', 0) end) return got", "=x") == [b"x"]


def test_a_syntax_error_has_its_line(state: LuaState) -> None:
    with pytest.raises(PluginError, match="unexpected symbol") as caught:
        state.run(b"x = 1\n\nx = = 2", "@/folder/script.lua")
    assert (caught.value.file, caught.value.line) == ("/folder/script.lua", 3)


def test_a_long_path_is_whole_in_the_error(state: LuaState) -> None:
    path = "/" + "long/" * 30 + "script.lua"
    with pytest.raises(PluginError) as caught:
        state.run(b"local x = nil\nx.y = 1", f"@{path}")
    assert (caught.value.file, caught.value.line) == (path, 2)


def test_the_traceback_of_a_script(run: Script) -> None:
    (trace,) = run("local function f() return (debug.traceback('here')) end\nlocal t = f()\nreturn t")
    assert trace.decode().splitlines() == [
        "here",
        "stack traceback:",
        "\tscript.lua:1: in local 'f'",
        "\tscript.lua:2: in main chunk",
    ]


def test_levels_do_not_count_the_host(finale: LuaState) -> None:
    # What finale-lua's error rethrowing relies on.
    assert finale.run(
        b"local function where(level) local i = debug.getinfo(level, 'l') return i.currentline end\n"
        b"local function outer()\n"
        b"  local x = where(2)\n"
        b"  return x\n"
        b"end\n"
        b"local ok, e = pcall(function() local x = outer() return x end)\n"
        b"local thing = finale.FCThing()\n"
        b"local seen = thing:Call(function() local x = where(2) return x end)\n"
        b"return e, seen, debug.getinfo(1, 'S').source, debug.getinfo(1, 'n') ~= nil",
        "@script.lua",
    ) == [3, 8, b"@script.lua", True]


def test_host_errors_at_level_two(run: Script) -> None:
    (message,) = run(
        "local function check() error('wrong', 2) end\n"
        "local ok, e = pcall(function()\n"
        "  check()\n"
        "end)\n"
        "return e"
    )
    assert message == b"script.lua:3: wrong"


# ---- output


def test_output_in_order(state: LuaState) -> None:
    state.run(b"print(1, 2.0, nil, 'x\\0y') warn('@on') warn('a', 'b') print() warn('@off') warn('c')", "=x")
    assert state.services.output.getvalue() == b"1\t2.0\tnil\tx\0y\nLua warning: ab\n\n"


def test_print_uses_tostring_of_objects(run: Script, state: LuaState) -> None:
    run("print(setmetatable({}, {__tostring = function() return 'shown' end}))")
    assert state.services.output.getvalue() == b"shown\n"


# ---- limits


def test_waiting_for_a_person_takes_no_time(make_state: Callable[..., LuaState]) -> None:
    state = make_state(seconds=0.15)

    def ask() -> str:
        with state.pause_clock():
            time.sleep(0.25)
        return "yes"

    state.set_global("ask", state.function(ask, "ask"))
    assert state.run(b"local x = ask() for i = 1, 1e5 do end return x", "=x") == [b"yes"]
    left = state.deadline()
    assert left is not None and 0 < left < 0.15


def test_a_handler_called_during_a_wait_takes_time(make_state: Callable[..., LuaState]) -> None:
    state = make_state(seconds=0.2)

    def ask(handler: LuaFunction) -> Any:
        with state.pause_clock():
            time.sleep(0.15)
            return handler()

    state.set_global("ask", state.function(ask, "ask"))
    assert state.run(b"return ask(function() return 1 end)", "=x") == [1]
    assert state.time_spent() < 0.1
    with pytest.raises(LimitError):
        state.run(b"ask(function() while true do end end)", "=x")


def test_crossing_the_border_at_the_edge_of_memory(make_state: Callable[..., LuaState]) -> None:
    # Lua's own failure to allocate, with Python on the stack, would end the process.
    for step in (1 << 20, 1 << 16, 1 << 12):
        state = make_state(memory=4 << 20)
        state.set_global("get", state.function(lambda *args: ["x" * 100] * 50, "get"))
        state.set_global("fail", state.function(lambda: 1 // 0, "fail"))
        state.bind_namespace("finale", Things())
        with pytest.raises(LimitError, match="memory"):
            state.run(
                b"local step, keep = ..., {} local thing = finale.FCThing() local rep, n = string.rep, 0"
                b" while true do"
                b"   n = n + 1"
                b"   pcall(function() keep[#keep + 1] = rep('x', step + n) end)"
                b"   pcall(get, {}) pcall(fail) pcall(thing.New, thing) pcall(thing.Echo, thing, {}, print, n)"
                b" end",
                "=x",
                step,
            )
        assert state.run(b"return 1", "=x") == [1]


def test_time_adds_up_over_calls(make_state: Callable[..., LuaState]) -> None:
    state = make_state(seconds=0.2)
    state.set_global("sleep", state.function(lambda: time.sleep(0.12), "sleep"))
    state.run(b"sleep()", "=x")
    time.sleep(0.2)  # outside: not counted
    state.run(b"return", "=x")
    with pytest.raises(LimitError):
        state.run(b"sleep() while true do end", "=x")


def test_a_state_can_be_used_after_a_stop(make_state: Callable[..., LuaState]) -> None:
    state = make_state(seconds=30.0)
    with pytest.raises(BaseException) as caught:
        state.run(b"local c = coroutine.create(function() os.exit(1) end) coroutine.resume(c)", "=x")
    assert type(caught.value).__name__ == "ScriptExit"
    assert state.run(b"local n = 0 for i = 1, 1e5 do n = n + 1 end return n", "=x") == [100_000]


def test_python_side_memory_counts(make_state: Callable[..., LuaState]) -> None:
    state = make_state(memory=16 << 20)
    state.charge(15 << 20)
    with pytest.raises(LimitError, match="memory"):
        state.run(b"for i = 1, 1e6 do local t = {i} K = {K} end", "=x")


def test_a_memory_error_that_is_handled_lets_the_script_go_on(make_state: Callable[..., LuaState]) -> None:
    state = make_state(memory=16 << 20)
    assert state.run(b"return pcall(string.rep, 'x', 1e9)", "=x") == [False, b"not enough memory"]


def test_finalizers_run(run: Script, state: LuaState) -> None:
    run(
        "local t = setmetatable({name = 'a'}, {__gc = function(o) print('gc', o.name) end}) t = nil"
        " collectgarbage() collectgarbage()"
    )
    run("KEPT = setmetatable({name = 'b'}, {__gc = function(o) print('gc', o.name) end})")
    assert state.services.output.getvalue() == b"gc\ta\n"
    state.close()
    assert state.services.output.getvalue() == b"gc\ta\ngc\tb\n"


def test_a_finalizer_that_fails_warns(run: Script, state: LuaState) -> None:
    run(
        "warn('@on') setmetatable({}, {__gc = function() error('x', 0) end}) collectgarbage() collectgarbage()"
    )
    assert state.services.output.getvalue() == b"Lua warning: error in __gc (x)\n"


def test_a_live_object_is_not_finalized(run: Script) -> None:
    assert run(
        "local n, mt = 0, {} mt.__gc = function() n = n + 1 end local t = setmetatable({}, mt)"
        " setmetatable(t, mt) collectgarbage() collectgarbage() return n, getmetatable(t) == mt, mt.__gc ~= nil"
    ) == [0, True, True]


def test_coroutines(run: Script) -> None:
    assert run(
        "local co = coroutine.create(function(a) local b = coroutine.yield(a + 1) error('x' .. b, 0) end)"
        " local _, x = coroutine.resume(co, 1) local ok, e = coroutine.resume(co, 'y')"
        " return x, ok, e, coroutine.status(co), coroutine.close(co)"
    ) == [2, False, b"xy", b"dead", False, b"xy"]
    assert run(
        "local f = coroutine.wrap(function(...) coroutine.yield(...) return 3 end) return f(1, 2)"
    ) == [1, 2]
    assert run("return coroutine.isyieldable(), select(2, coroutine.running()), pcall(coroutine.wrap, 1)") == [
        False, True, False, b"bad argument #1 to 'wrap' (function expected)",
    ]  # fmt: skip


def test_closing_lets_go_of_python(make_state: Callable[..., LuaState]) -> None:
    class Owner:
        def method(self) -> int:
            return 1

    owner = Owner()
    state = make_state()
    state.set_global("f", state.function(owner.method, "f"))
    assert state.run(b"return f()", "=x") == [1]
    weak = ref(owner)
    state.close()
    del owner
    gc.collect()
    assert weak() is None
    with pytest.raises(RuntimeError, match="closed"):
        state.run(b"return 1", "=x")


# ---- script files


@pytest.mark.parametrize(
    ("data", "as_string", "text"),
    [
        (b"return 1", False, b"return 1"),
        (b"\xef\xbb\xbfreturn 1", False, b"return 1"),
        (b"#!/usr/bin/lua\nreturn 1", False, b"\nreturn 1"),
        (b"\xef\xbb\xbf#!lua\nreturn 1", True, b"\nreturn 1"),
        (b"# only", False, b""),
        (b"return 1\0\xff\x00\x01", True, b"return 1"),
        (b"return 1\0\xff", False, b"return 1\0\xff"),
    ],
)
def test_script_text(data: bytes, as_string: bool, text: bytes) -> None:
    assert script_text(data, as_string) == text


def test_data_behind_a_nul_needs_load_as_string(state: LuaState) -> None:
    data = b"return 'here'\0\x1bLua\xff\xfe"
    with pytest.raises(PluginError, match="expected"):
        state.run(script_text(data), "@script.lua")
    assert state.run(script_text(data, as_string=True), "@script.lua") == [b"here"]
