"""Attempts to leave the Lua state, to reach Python, or to make the state useless for the host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude.errors import LimitError, PluginError, ScriptError
from postlude.lua.signals import ScriptExit
from postlude.lua.state import LuaState
from tests.lua.conftest import Script

# Each returns true if it got what it must not get.
REACHING_OUT = [
    "return python ~= nil",
    "return package.loaded.python ~= nil",
    "return rawget(_G, 'host') ~= nil",
    "return debug.getregistry and pcall(debug.getregistry)",
    "local _, r = pcall(debug.getregistry) return type(r) == 'table'",
    "return getmetatable(host_function) ~= nil",
    "return debug.getupvalue(host_function, 1) ~= nil",
    "return debug.setupvalue(host_function, 1, print) ~= nil",
    "return debug.upvalueid(host_function, 1) ~= nil",
    "return (pcall(debug.upvaluejoin, host_function, 1, function() return x end, 1))",
    "return (pcall(debug.upvaluejoin, function() return x end, 1, host_function, 1))",
    "return debug.getlocal(host_function, 1) ~= nil",
    "return debug.getupvalue(require, 1) ~= nil",
    "return debug.getupvalue(string.gmatch('x', 'x'), 1) ~= nil",
    "return debug.getupvalue(coroutine.wrap(print), 1) ~= nil",
    "for i = 1, 20 do if debug.getupvalue(print, i) then return true end end",
    "for i = 1, 20 do if debug.getupvalue(finale.FCThing.__class.Add, i) then return true end end",
    "for i = 1, 20 do if debug.getupvalue(getmetatable(thing).__index, i) then return true end end",
    "return getmetatable(thing).__gc ~= nil",
    "return debug.getmetatable(thing).__gc ~= nil",
    "return rawget(debug.getmetatable(thing), '__gc') ~= nil",
    "return (pcall(function() getmetatable(thing).__gc = print end))",
    "return (pcall(function() getmetatable(thing).__metatable = {} end))",
    "return (pcall(function() getmetatable(thing).__mode = 'k' end))",
    "return (pcall(debug.setmetatable, thing, {}))",
    "return (pcall(debug.setmetatable, 0, {}))",
    "return (pcall(debug.setmetatable, nil, {}))",
    "return (pcall(debug.setmetatable, print, {}))",
    "return (pcall(debug.setmetatable, io.type, {}))",
    "return (pcall(setmetatable, thing, {}))",
    "return (pcall(debug.setuservalue, thing, {}))",
    "return debug.getuservalue(thing) ~= nil",
    "return (pcall(debug.sethook))",
    "return debug.gethook() ~= nil",
    "return (pcall(debug.setcstacklimit, 200))",
    "for k, v in pairs(debug.getmetatable(thing)) do if k == '__gc' then return true end end",
    "return type(getmetatable(1)) == 'table' or type(debug.getmetatable(1)) == 'table'",
    "return load(string.dump(function() end)) ~= nil",
    "return load(string.dump(function() end), 'x', 'b') ~= nil",
    "return load(string.dump(function() end), 'x', 'bt') ~= nil",
    "local d = string.dump(function() end) return load(function() local r = d d = nil return r end) ~= nil",
    "return load('\\27Lua') ~= nil",
    "return load('return host')() ~= nil",
    "return load('return _G', 'x', 't')() ~= _G",
    "return load('return _ENV')() ~= _G",
    "local e = select(2, pcall(host_function)) return type(e) ~= 'string'",
    "local e = select(2, pcall(thing.Break, thing)) return type(e) ~= 'string'",
    "local e = select(2, pcall(memory_error)) return type(e) ~= 'string'",
    "local ok, e = xpcall(host_function, function(e) return type(e) end) return e ~= 'string'",
    "local seen do pcall(function() local c <close> = setmetatable({}, {__close = function(_, e) seen = e end})"
    " host_function() end) end return type(seen) ~= 'string'",
    "local co = coroutine.create(host_function) local _, e = coroutine.resume(co) return type(e) ~= 'string'",
    "local ok, e = pcall(coroutine.wrap(host_function)) return type(e) ~= 'string'",
    "local ok, e = pcall(function() return #thing end) return ok",
    "local ok, e = pcall(function() return thing() end) return ok",
    "local ok, e = pcall(function() return thing.__globals__ end) return e ~= nil",
    "return thing.__class__ ~= nil or thing.__dict__ ~= nil or thing.__init__ ~= nil",
    "return thing['width'] ~= nil or thing['closed'] ~= nil",
    "return (pcall(function() thing.width = 1 end))",
    "return host_function.__globals__ ~= nil",
    "for level = 0, 30 do local i = debug.getinfo(level, 'f') if i and i.func and i.func ~= debug.getinfo"
    " and debug.getinfo(i.func, 'S').what == 'C' then return true end end",
    "local found thing:Call(function() for level = 1, 30 do local i = debug.getinfo(level, 'Sf')"
    " if i and i.what == 'C' and i.func then found = true end end end) return found",
    "local found thing:Call(function() for level = 1, 30 do for n = 1, 30 do"
    " local ok, name, value = pcall(debug.getlocal, level, n)"
    " if ok and type(value) == 'userdata' and value ~= thing then found = true end end end end) return found",
    "local ok = pcall(io.open, '/etc/passwd') return ok",
    "return io.popen ~= nil or os.execute ~= nil or os.remove ~= nil or io.lines ~= nil",
    "return (pcall(require, 'ffi'))",
    "return (pcall(package.loadlib, '/lib/libc.so.6', '*'))",
    "return (pcall(loadfile, '/etc/passwd'))",
    "return (pcall(dofile, '/etc/passwd'))",
    "return package.searchpath('passwd', '/etc/?') ~= nil",
    "package.path = '/etc/?' return (pcall(require, 'passwd'))",
    "package.cpath = '/lib/?' return (pcall(require, 'libc'))",
    "local t = getmetatable(io_file) t.__gc = nil return true",
    "string.rep = nil return tostring(thing) == nil",
    "tostring = nil type = nil error = nil return (pcall(thing.Break, thing))",
    "getmetatable('').__index = nil return (pcall(thing.Break, thing))",
    "setmetatable(_G, {__index = function() error('x') end}) return (pcall(thing.Break, thing))",
    "debug = setmetatable({}, {__index = function() error('x') end}) return (pcall(thing.Break, thing))",
    "return select('#', table.unpack({}, 1, 3)) ~= 3",
    "return coroutine.isyieldable() or (pcall(coroutine.yield))",
    "local ok = pcall(coroutine.close, coroutine.running()) return ok",
    "return (pcall(thing.Add))",
    "return (pcall(thing.Add, {}))",
    "return (pcall(thing.Add, finale.FCStranger()))",
    "return (pcall(thing.Add, io_file))",
    "return (pcall(getmetatable(thing).__index, {}, 'Width'))",
    "return (pcall(getmetatable(thing).__newindex, finale.FCStranger(), 'Width', 1))",
    "return (pcall(getmetatable(thing).__close, finale.FCStranger()))",
    "return getmetatable(thing).__tostring({}) ~= 'FCThing: 0x00000000'",
]


@pytest.fixture
def hostile(finale: LuaState) -> LuaState:
    def fail() -> None:
        raise ScriptError("failed")

    def memory() -> None:
        raise RecursionError("too deep")

    finale.set_global("host_function", finale.function(fail, "fail"))
    finale.set_global("memory_error", finale.function(memory, "memory"))
    null = finale.native("io")["open"](__file__)
    finale.set_global("io_file", null)
    finale.run(b"thing = finale.FCThing()", "@start.lua")
    return finale


@pytest.mark.parametrize("attempt", REACHING_OUT)
def test_gets_nothing(hostile: LuaState, attempt: str) -> None:
    try:
        results = hostile.run(attempt.encode(), "@script.lua")
    except PluginError:
        results = []
    assert not results or not results[0]
    # The state is as good as before for the host.
    assert hostile.run(b"return thing.Width", "@after.lua") == [600]
    hostile.collect()


# Each runs for ever, or eats all memory, unless it is stopped.
ENDLESS = [
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "while true do pcall(error) end",
    "local function f() return pcall(f) end while true do f() end",
    "xpcall(function() while true do end end, function() while true do end end)",
    "xpcall(function() error('x') end, function() while true do end end)",
    "coroutine.wrap(function() while true do end end)()",
    "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
    "local c = coroutine.wrap(function() while true do pcall(coroutine.yield) end end) while true do c() end",
    "local x <close> = setmetatable({}, {__close = function() while true do end end})",
    "local c = coroutine.create(function() local x <close> = setmetatable({}, {__close = function()"
    " while true do end end}) coroutine.yield() end) coroutine.resume(c) coroutine.close(c)",
    "setmetatable({}, {__gc = function() while true do end end}) collectgarbage() collectgarbage()",
    "local mt = {__gc = true} for i = 1, 100 do setmetatable({}, mt) end"
    " mt.__gc = function() while true do end end collectgarbage() collectgarbage()",
    "debug.setmetatable({}, {__gc = function() while true do end end}) collectgarbage() collectgarbage()",
    "table.sort({1, 2, 3, 4, 5}, function() while true do end end)",
    "(('x'):rep(10)):gsub('.', function() while true do end end)",
    "load(function() while true do end end)",
    "thing:Call(function() while true do end end)",
    "while true do pcall(thing.Call, thing, function() while true do end end) end",
    "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
    "tostring(setmetatable({}, {__tostring = function() while true do end end}))",
    "error(setmetatable({}, {__tostring = function() while true do end end}))",
    "debug.sethook = nil debug = nil while true do end",
    "for i = 1, math.huge do local s = ('x'):rep(1e7) end",
    "goto a ::a:: goto a",
    "require('loop')",
    "repeat local ok = pcall(thing.Add, thing, 1) until false",
    "load('while true do end', '=[postlude]')()",
    "load('while true do end', '=[postlude x]')()",
    "thing = nil collectgarbage() while true do finale.FCThing() end",
    "getmetatable(thing).__index = function() while true do end end return thing.Width",
]


@pytest.mark.parametrize("attempt", ENDLESS)
def test_is_stopped_in_time(make_state: Callable[..., LuaState], tmp_path: Path, attempt: str) -> None:
    from tests.lua.conftest import Things

    (tmp_path / "loop.lua").write_text("while true do end", encoding="utf-8")
    state = make_state(seconds=0.15)
    state.bind_namespace("finale", Things())
    state.run(b"thing = finale.FCThing()", "@start.lua")
    with pytest.raises(LimitError, match="seconds"):
        state.run(attempt.encode(), "@script.lua")
    assert state.time_spent() < 3


MEMORY_BOMBS = [
    "local t = {} while true do t[#t + 1] = {} end",
    "local s = 'x' while true do s = s .. s end",
    "local t = {} while true do pcall(function() for i = 1, 1e6 do t[#t + 1] = {i} end end) end",
    "return ('x'):rep(2e9)",
    "return ('x'):rep(1 << 30)",
    "coroutine.wrap(function() return ('x'):rep(1e9) end)()",
    "local t = {} for i = 1, 1e6 do t[i] = 'xxxxxxxxxxxxxxxxxxxxxxxx' end"
    " while true do table.concat(t) t[#t + 1] = t[1]:rep(2) end",
    "local t = {} while true do t[#t + 1] = coroutine.create(print) end",
    "local t = {} while true do t[#t + 1] = finale.FCThing() end",
    "string.format('%s', ('x'):rep(5e8))",
    "local t = {} for i = 1, 1e9 do t[i] = i end",
    "local t = {} while true do t[#t + 1] = function() return t end end",
    "thing:Echo(('x'):rep(4e7)) local s = ('x'):rep(3e7) return thing:Echo(s, s, s, s)",
]


@pytest.mark.parametrize("attempt", MEMORY_BOMBS)
def test_is_stopped_at_its_memory(make_state: Callable[..., LuaState], attempt: str) -> None:
    from tests.lua.conftest import Things

    state = make_state(seconds=20.0, memory=48 << 20)
    state.bind_namespace("finale", Things())
    state.run(b"thing = finale.FCThing()", "@start.lua")
    with pytest.raises(LimitError, match="memory"):
        state.run(attempt.encode(), "@script.lua")


DEEP = [
    "local function f() return 1 + f() end return f()",
    "local function f() return pcall(f) end return f()",
    "local t = {} for i = 1, 1e5 do t = {t} end return t",
    "return load(('('):rep(1e5) .. '1' .. (')'):rep(1e5))",
    "return load(('{'):rep(1e5))",
    "return (('a'):rep(1e5)):find(('a?'):rep(1e5) .. 'b')",
    "return (('x'):rep(300)):find(('(x'):rep(300) .. (')'):rep(300))",
    "local mt = {} mt.__index = setmetatable({}, mt) return setmetatable({}, mt).x",
    "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x",
    "local s = setmetatable({}, {}) getmetatable(s).__tostring = function(s) return tostring(s) end return tostring(s)",
    "local function f() coroutine.wrap(f)() end f()",
    "local function f() thing:Call(f) end f()",
    "local function f() load(f) end f()",
    "return string.rep('x', -1), table.unpack({}, 1, 1e7)",
    "local function f() error(f) end xpcall(f, f)",
    "error()",
    "error(nil)",
    "error(thing)",
    "error(setmetatable({}, {__tostring = function() error('x') end}))",
    "error(setmetatable({}, {__tostring = function() return 1 end}))",
    "error(coroutine.create(print))",
    "local c c = coroutine.wrap(function() c() end) c()",
]


@pytest.mark.parametrize("attempt", DEEP)
def test_deep_and_odd_failures_end_in_a_message(hostile: LuaState, attempt: str) -> None:
    try:
        for value in hostile.run(attempt.encode(), "@script.lua"):
            try:
                hostile.to_python(value)
            except ScriptError as exc:
                assert "can't be converted" in exc.message
    except PluginError as exc:
        assert exc.message
        assert "internal error" not in exc.message
    assert hostile.run(b"return thing.Width", "@after.lua") == [600]
    assert not hostile.defects


EXITS = [
    "os.exit(3)",
    "pcall(os.exit, 3) print('no')",
    "pcall(function() os.exit(3) end) print('no')",
    "xpcall(os.exit, function() print('no') end, 3) print('no')",
    "coroutine.wrap(function() os.exit(3) end)() print('no')",
    "coroutine.resume(coroutine.create(function() os.exit(3) end)) print('no')",
    "coroutine.resume(coroutine.create(function() pcall(os.exit, 3) print('no') end)) print('no')",
    "local x <close> = setmetatable({}, {__close = function() print('no') end}) os.exit(3)",
    "thing:Call(function() os.exit(3) end) print('no')",
    "pcall(thing.Call, thing, function() os.exit(3) end) print('no')",
    "while true do pcall(os.exit, 3) end",
    "local c = coroutine.wrap(function() coroutine.yield(os.exit) end) pcall(c(), 3) print('no')",
    "table.sort({1, 2, 3}, function() os.exit(3) end) print('no')",
    "load(function() os.exit(3) end) print('no')",
    "tostring(setmetatable({}, {__tostring = function() os.exit(3) end})) print('no')",
    "setmetatable({}, {__gc = function() os.exit(3) end}) collectgarbage() collectgarbage() print('no')",
    "local c = coroutine.create(function() local x <close> = setmetatable({}, {__close = function()"
    " os.exit(3) end}) coroutine.yield() end) coroutine.resume(c) coroutine.close(c) print('no')",
    "require('leaves') print('no')",
]


@pytest.mark.parametrize("attempt", EXITS)
def test_exit_ends_the_script_from_anywhere(hostile: LuaState, tmp_path: Path, attempt: str) -> None:
    (tmp_path / "leaves.lua").write_text("os.exit(3)", encoding="utf-8")
    with pytest.raises(ScriptExit) as caught:
        hostile.run(attempt.encode(), "@script.lua")
    assert caught.value.code == 3
    assert hostile.services.output.getvalue() == b""


@pytest.mark.parametrize(
    ("argument", "code"), [("", 0), ("true", 0), ("false", 1), ("5", 5), ("2.9", 2), ("nil", 0)]
)
def test_exit_has_a_code(run: Script, argument: str, code: int) -> None:
    with pytest.raises(ScriptExit) as caught:
        run(f"os.exit({argument})")
    assert caught.value.code == code


def test_trusted_scripts_load_binary_chunks(make_state: Callable[..., LuaState]) -> None:
    state = make_state(trusted=True)
    assert state.run(b"return load(string.dump(function() return 7 end))()", "@script.lua") == [7]


def test_a_keyboard_interrupt_reaches_the_host(state: LuaState) -> None:
    def interrupted() -> Any:
        raise KeyboardInterrupt

    state.set_global("f", state.function(interrupted, "f"))
    with pytest.raises(KeyboardInterrupt):
        state.run(b"while true do pcall(f) end", "@script.lua")
