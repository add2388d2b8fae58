"""Classes of the host as scripts see and change them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest

from postlude.errors import LimitError, PluginError
from postlude.lua.state import LuaState
from tests.lua.conftest import Child, Script, Thing, Things


@pytest.fixture
def script(finale: LuaState, run: Script) -> Script:
    return run


def test_objects(script: Script) -> None:
    assert script(
        "local t = finale.FCThing() local u = finale.FCThing(12)"
        " return type(t), t.Width, u.Width, t.Nonsense, t[1], t == t, t == u, t.Self == t, t:Me() == t"
    ) == [b"userdata", 600, 12, None, None, True, False, True, True]


def test_properties_and_methods(script: Script) -> None:
    assert script(
        "local t = finale.FCThing() t.Width = 10 return t.Width, t:Add(5), t:Add(), t.ClassID, t:ClassName()"
    ) == [10, 15, 10, 7, b"FCThing"]


def test_inherited_members(script: Script) -> None:
    assert script(
        "local c = finale.FCChild() c.Width = 3 return c:Deep(), c:Add(1), c.Width, c:ClassName(),"
        " c.Add == finale.FCThing().Add, finale.FCThing().Deep"
    ) == [b"deep", 4, 3, b"FCThing", True, None]


def test_what_methods_return(script: Script) -> None:
    assert script(
        "local t = finale.FCThing() local me, list = t:Pair()"
        " return me == t, list.list[3].me == t, list.text, #list.list, select('#', t:Clear()),"
        " select('#', t:Nothing()), select('#', t:Append()),"
        " getmetatable(t:New()) == getmetatable(finale.FCChild()), select('#', t:Echo(1, nil, nil))"
    ) == [True, True, "é".encode(), 3, 0, 1, 0, True, 3]


def test_what_methods_are_given(script: Script) -> None:
    assert script(
        "local t, u = finale.FCThing(), finale.FCThing() local a, b, c, d, e = t:Echo(u, nil, 'x', {1}, print)"
        " return t:IsSame(t), t:IsSame(u), a == u, b, c, d[1], e == print, t:Echo(nil, nil, nil, nil, nil, nil, nil, 8)"
    ) == [True, False, True, None, b"x", 1, True, *([None] * 7), 8]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("t.Fixed = 1", "No writable member 'Fixed'"),
        ("t.Nonsense = 1", "No writable member 'Nonsense'"),
        ("t.Add = print", "No writable member 'Add'"),
        ("t[1] = 1", "No writable member 'number'"),
        ("t.Width = 'x'", "param 1 expected number, got something else"),
        ("t.Width = {}", "param 1 expected number, got something else"),
        ("t.Add()", "param 1 expected FCThing, got nil (FCThing:Add is a method: call it with a colon)"),
        ("t.Add(5)", "param 1 expected FCThing, got number (FCThing:Add is a method: call it with a colon)"),
        (
            "t.Add(finale.FCStranger())",
            "param 1 expected FCThing, got FCStranger (FCThing:Add is a method: call it with a colon)",
        ),
        ("t:Nonsense()", "attempt to call a nil value (method 'Nonsense')"),
        ("finale.Nonsense()", "attempt to call a nil value (field 'Nonsense')"),
        ("finale.FCThing({})", "param 1 expected number, got something else"),
        ("finale.__FCBase()", "attempt to call a class value (field '__FCBase')"),
        (
            "t:Break()",
            "internal error in FCThing.Break: ZeroDivisionError: integer division or modulo by zero",
        ),
        ("t:Call(nil)", "internal error in FCThing.Call: TypeError: 'NoneType' object is not callable"),
        ("local x = t + 1", "attempt to perform arithmetic on a FCThing value (local 't')"),
        ("t:Call(function() error('inside') end)", "inside"),
    ],
)
def test_errors_have_the_script_s_line(script: Script, statement: str, message: str) -> None:
    with pytest.raises(PluginError) as caught:
        script(f"local t = finale.FCThing()\n{statement}")
    assert caught.value.message == f"script.lua:2: {message}"


def test_reflection(script: Script) -> None:
    def names(expression: str) -> set[bytes]:
        (keys,) = script(
            f"local keys = {{}} for k in pairs({expression}) do keys[#keys + 1] = k end return keys"
        )
        return set(keys)

    assert names("finale.FCThing.__propget") == {b"Width", b"Fixed", b"Self"}
    assert names("finale.FCThing.__propset") == {b"Width"}
    assert names("finale.FCThing.__parent") == {b"__FCBase"}
    assert names("finale.FCThing.__static") == {b"GetMaxLayers"}
    assert names("finale.FCChild.__class") == {b"Deep"}
    assert {b"Add", b"Clear"} <= names("finale.FCThing.__class")
    assert script(
        "local t = finale.FCThing() finale.FCThing.__propset.Width(t, 9)"
        " return finale.FCThing.__propget.Width(t), finale.FCThing.__class.Add(t, 1), finale.__FCBase.__parent,"
        " finale.FCThing.GetMaxLayers(), finale.FCThing.__static.GetMaxLayers(), finale.FCThing.Nonsense,"
        " t.Add == finale.FCThing.__class.Add, finale.FCThing == finale.FCThing"
    ) == [9, 10, None, 4, 4, None, True, True]
    assert script("return tostring(finale.FCThing), type(finale.FCThing), type(finale)") == [
        b"class FCThing", b"table", b"table",
    ]  # fmt: skip


def test_the_namespace(script: Script) -> None:
    assert script("return finale.ONE, finale.HALF, finale.NAME, finale.Nonsense, finale[1]") == [
        1, 0.5, "é".encode(), None, None,
    ]  # fmt: skip
    assert script(
        "local n, classes = 0, 0 for k, v in pairs(finale) do n = n + 1"
        " if type(v) == 'table' and v.__class then classes = classes + 1 end end return n, classes"
    ) == [7, 4]
    assert script(
        "finale.ONE = 5 finale.mine = 6 return finale.ONE, finale.mine, finale.FCThing().Width"
    ) == [5, 6, 600]


def test_tostring_tells_no_address(script: Script) -> None:
    first, second = script("return tostring(finale.FCThing()), tostring(finale.FCThing())")
    assert first.startswith(b"FCThing: 0x0000") and first != second


def test_to_be_closed(script: Script, finale: LuaState) -> None:
    script("local t = finale.FCThing() do local c <close> = t end Closed = t")
    assert finale.get_global("Closed").closed == 1
    with pytest.raises(PluginError, match="non-closable value"):
        script("local c <close> = finale.FCStranger()")


def test_keys_of_weak_tables(script: Script) -> None:
    assert script(
        "local weak = setmetatable({}, {__mode = 'k'}) local t = finale.FCThing() weak[t] = 'kept'"
        " weak[finale.FCThing()] = 'lost' collectgarbage() collectgarbage()"
        " local n = 0 for _ in pairs(weak) do n = n + 1 end return weak[t], weak[t:Me()], n"
    ) == [b"kept", b"kept", 1]


def test_one_userdata_while_alive(script: Script, finale: LuaState) -> None:
    thing = Thing()
    assert finale.run(b"local a = ... A = a return true", "=x", thing) == [True]
    assert finale.run(b"local a = ... return a == A, rawequal(a, A)", "=x", thing) == [True, True]
    assert finale.get_global("A") is thing
    assert finale.call(finale.compile(b"return ...", "=x"), finale.wrap(thing)) == [thing]


def test_objects_are_let_go(script: Script, finale: LuaState) -> None:
    gc.collect()
    before = len(Thing.alive)
    script("Kept = finale.FCThing() for i = 1, 1000 do local t = finale.FCThing():Me() end")
    for _ in range(2):
        finale.collect()
    gc.collect()
    assert len(Thing.alive) == before + 1
    assert len(finale.border.objects.by_number) == len(finale.border.objects.numbers) == 1
    script("Kept = nil")
    finale.collect()
    gc.collect()
    assert len(Thing.alive) == before
    assert not finale.border.objects.by_number


def test_an_object_that_python_keeps_comes_back_whole(finale: LuaState) -> None:
    thing = Thing()
    for _ in range(20):
        assert finale.run(b"local a = ... a.Width = a.Width + 1 return a", "=x", thing) == [thing]
        finale.collect()
    assert thing.width == 620


def test_an_object_handed_out_while_its_userdata_dies(finale: LuaState) -> None:
    thing = Thing()
    finale.set_global("get", finale.function(lambda: thing, "get"))
    assert finale.run(
        b"local n = 0 for i = 1, 20000 do local t = get() if type(t) == 'userdata' and t.Width == 600 then"
        b" n = n + 1 end t = nil if i % 100 == 0 then collectgarbage('step') end end return n",
        "=x",
    ) == [20_000]
    assert len(finale.border.objects.numbers) <= 1


def test_live_objects_are_limited(make_state: Callable[..., LuaState]) -> None:
    state = make_state(memory=32 << 20)
    state.bind_namespace("finale", Things())
    state.run(b"for i = 1, 60000 do local t = finale.FCThing() end", "=x")
    with pytest.raises(LimitError, match="memory"):
        state.run(b"local all = {} for i = 1, 60000 do all[i] = finale.FCThing() end", "=x")


def test_callbacks_kept_by_python(script: Script, finale: LuaState) -> None:
    script("Thing = finale.FCThing() Thing:Keep(function(a, b) Thing.Width = a return a + b, Thing end)")
    thing = finale.get_global("Thing")
    assert isinstance(thing, Thing)
    finale.collect()
    assert thing.callback(2, 3) == (5, thing)
    assert thing.width == 2


def test_a_new_object_of_a_class_that_no_script_named(finale: LuaState) -> None:
    assert finale.run(b"return (...).Width, (...):Deep()", "=x", Child()) == [600, b"deep"]


# A small imitation of what finale-lua's mixin library does to classes.
MIXIN = r"""
local props = setmetatable({}, {__mode = "k"})
local methods = {Double = function(self) return self.Width * 2 end, Quiet = function() end}

local function fluid(self, ...)
    if select("#", ...) == 0 then return self end
    return ...
end

function enable(object)
    if props[object] then return object end
    if not object.MixinReady then
        local meta = getmetatable(object)
        local original_index, original_newindex = meta.__index, meta.__newindex
        meta.__index = function(t, k)
            if k == "MixinReady" then return true end
            if not props[t] then return original_index(t, k) end
            local value
            if type(k) == "string" and k:sub(-2) == "__" then
                value = original_index(t, k:sub(1, -3))
            elseif props[t][k] ~= nil then
                value = props[t][k]
            else
                value = methods[k]
                if value == nil then value = original_index(t, k) end
            end
            if type(value) == "function" then
                return function(self, ...) return fluid(self, value(self, ...)) end
            end
            return value
        end
        meta.__newindex = function(t, k, v)
            if not props[t] or original_index(t, k) ~= nil and type(original_index(t, k)) ~= "function" then
                return original_newindex(t, k, v)
            end
            props[t][k] = v
        end
    end
    props[object] = {}
    return object
end
"""


def test_the_mixin_pattern(script: Script) -> None:
    script(MIXIN)
    assert script(
        "local t, plain, child = enable(finale.FCThing()), finale.FCThing(), finale.FCChild()"
        " t.Own = 'mine' t.Width = 21"
        " function t:Triple() return self.Width * 3 end"
        " return t:Double(), t:Triple(), t.Own, t:Clear():Quiet():Add(1), t.Add__ ~= nil, t.MixinReady,"
        " plain.MixinReady, plain.Double, plain.Own, child.MixinReady, child.Double, child.Width"
    ) == [42, 63, b"mine", 22, True, True, True, None, None, None, None, 600]
    with pytest.raises(PluginError) as caught:
        script("local t = enable(finale.FCThing())\nt.Fixed = 3")
    assert "No writable member 'Fixed'" in caught.value.message
    with pytest.raises(PluginError, match="No writable member 'Own'"):
        script("local t = finale.FCThing() t.Own = 3")
    assert script("enable(finale.FCChild()) return finale.FCChild().MixinReady") == [True]


def test_a_metatable_can_be_read_and_extended(script: Script) -> None:
    assert script(
        "local t = finale.FCThing() local meta = getmetatable(t) local shown = {}"
        " for k in pairs(meta) do shown[k] = true end"
        " meta.note = 'x' meta.__len = function() return 3 end meta.__call = function(self, x) return x end"
        " return getmetatable(finale.FCThing()) == meta, type(meta.__index), type(meta.__newindex), shown.__index,"
        " meta.note, #t, t(8), meta.__name, getmetatable(finale.FCChild()) == meta"
    ) == [True, b"function", b"function", True, b"x", 3, 8, b"FCThing", False]


def test_an_unbound_object_is_a_defect(finale: LuaState) -> None:
    finale.set_global("get", finale.function(lambda: object(), "get"))
    with pytest.raises(
        PluginError, match="internal error in get: TypeError: a object can't be handed to Lua"
    ):
        finale.run(b"get() return", "=x")


def test_two_states_know_the_same_object(make_state: Callable[..., LuaState]) -> None:
    thing = Thing()
    states = [make_state() for _ in range(2)]
    results: list[Any] = []
    for state in states:
        state.bind_namespace("finale", Things())
        results += state.run(b"local t = ... t.Width = t.Width + 1 return t.Width", "=x", thing)
    assert results == [601, 602]
