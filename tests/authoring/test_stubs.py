"""The definitions for Lua: Lua that parses, and exactly what a script finds in its state."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lupa.lua54 import LuaRuntime

from postlude.authoring.stubs.project import lua_definitions
from postlude.finale import reference
from postlude.finale.scriptglobals import global_names
from postlude.plugins.finaleplugin import FinalePlugin
from postlude.testing.bench import Ran
from tests.finale.test_reference import state as state
from tests.frontdoor import Door, requires
from tests.frontdoor import door as door
from tests.testing.test_plugin import pytest_run

# Every name of the definitions is there, and no global besides.
SPEC = """
it("has what is defined", function()
    local known = { assert = true }
    for _, name in ipairs({DEFINED}) do
        assert(_G[name] ~= nil, name)
        known[name] = true
    end
    for _, name in ipairs({GLOBALS}) do known[name] = true end
    for name in pairs(_G) do assert(known[name], name) end
    for _, name in ipairs({ASSERTIONS}) do
        local _, problem = pcall(function() assert[name]() end)
        assert(not tostring(problem):find("there is no assertion"), name)
    end
    local made = score("treble: c1")
    local methods = { __index = true }
    for _, name in ipairs({METHODS}) do
        assert(type(made[name]) == "function", name)
        methods[name] = true
    end
    for name in pairs(getmetatable(made)) do assert(methods[name], name) end
end)
"""
FILLERS = {
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "does",
    "be",
    "no",
    "Not",
    "is_not",
    "are_not",
    "has_no",
}

LIBRARIES = ("luaosutils", "cjson", "cjson.safe", "lfs", "socket", "openai")

# Compares what a stub makes with what the state has: both ways for functions, by the text for all other values.
COMPARE = """
local wrong = {}
local function read(name)
    local file <close> = assert(io.open(".postlude/stubs/" .. name:gsub("%.", "/") .. ".lua"))
    return file:read("a")
end
local function compare(name, text, stub, real)
    for key, value in pairs(real) do
        local known
        if type(value) == "function" or type(value) == "table" then
            known = type(stub[key]) == type(value)
        else
            known = text:find("@field " .. key .. " ", 1, true) or text:find("." .. key .. " =", 1, true)
        end
        if not known then wrong[#wrong + 1] = name .. "." .. key .. " is not in the stub" end
        if known and type(value) == "table" then compare(name .. "." .. key, text, stub[key], value) end
    end
    for key, value in pairs(stub) do
        if type(real[key]) ~= type(value) then wrong[#wrong + 1] = name .. "." .. key .. " is not in the state" end
    end
end
local function made(name, env)
    local text = read(name)
    return text, assert(load(text, name, "t", env))()
end
for _, name in ipairs(LIBRARIES) do
    local text, stub = made(name, {})
    local real = require(name)
    if name == "cjson.safe" then
        local _, plain = made("cjson", {})
        text = text .. read("cjson")
        for key, value in pairs(plain) do stub[key] = stub[key] or value end
    end
    compare(name, text, stub, real)
end
local env = { bit32 = false }
made("bit32", env)
compare("bit32", "", env.bit32, bit32)
-- What the language server knows of Lua 5.4 by itself, and what is added to it.
local math54 = "abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf pi rad " ..
    "random randomseed sin sqrt tan tointeger type ult"
env = { math = {} }
made("language", env)
for name in math54:gmatch("%w+") do env.math[name] = math[name] end
compare("math", ".huge = .maxinteger = .mininteger = .pi =", env.math, math)
env = {}
made("loops", env)
made("finenv", env)
made("finaleplugin", env)
for name, value in pairs(env) do
    if type(_G[name]) ~= type(value) then wrong[#wrong + 1] = "the global " .. name end
end
print(require("cjson").encode(wrong))
""".replace("LIBRARIES", "{" + ", ".join(f'"{name}"' for name in LIBRARIES) + "}")


@cache
def definitions() -> dict[str, str]:
    return lua_definitions()


def classes(text: str) -> dict[str, dict[str, set[str]]]:
    """The classes of a file: names of fields, of methods (``:``) and of functions (``.``)."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    here = ""
    for line in text.splitlines():
        if match := re.match(r"---@class ([\w.]+)", line):
            here = match[1]
            found[here]["."] |= set()
        elif match := re.match(r"---@field (\w+)", line):
            found[here]["."].add(match[1])
        elif match := re.match(r"function \w+([.:])(\w+)\(", line):
            found[here]["()" if match[1] == "." else ":"].add(match[2])
    return found


def test_every_file_is_lua() -> None:
    load = LuaRuntime(encoding="utf-8").eval("function(text, name) return select(2, load(text, name)) end")
    assert {name: load(text, name) for name, text in definitions().items() if load(text, name)} == {}


def test_every_file_parses_as_editors_parse_it() -> None:
    language = pytest.importorskip(
        "tree_sitter_lua", reason="tree-sitter-lua, of an extra, is not installed"
    ).language()
    from tree_sitter import Language, Parser

    parser = Parser(Language(language))
    assert [n for n, text in definitions().items() if parser.parse(text.encode()).root_node.has_error] == []


def test_the_definitions_are_the_same_each_time() -> None:
    assert lua_definitions() == definitions()


def test_classes_of_finale_are_those_of_a_lua_state(state: dict[str, Any]) -> None:
    stubs: dict[str, dict[str, set[str]]] = {}
    for name, text in definitions().items():
        if name.startswith("finale/"):
            stubs.update(classes(text))
    kinds = {":": ("methods",), "()": ("statics",), ".": ("getters", "setters")}
    for name, seen in state["classes"].items():
        inherited = [state["classes"][base] for base in reference.bases(name)]
        for mark, tables in kinds.items():
            own = {each for table in tables for each in seen[table]}
            above = {each for base in inherited for table in tables for each in base[table]}
            stub = stubs[f"finale.{name}" if mark == "()" else name][mark]
            # A property whose name a method has too is read as the method.
            assert own - set(seen["methods"] if mark == "." else ()) <= stub <= above, name


def test_constants_are_those_of_a_lua_state(state: dict[str, Any]) -> None:
    text = definitions()["finale/constants.lua"]
    found = dict(re.findall(r"^finale\.(\w+) = (.*)$", text, re.M))
    assert {name: json.loads(value) for name, value in found.items()} == state["constants"]


def test_libraries_have_what_they_have_in_a_lua_state(door: Door) -> None:
    door("stubs")
    flags = "RequireDocument = false finaleplugin.ExecuteHttpsCalls = true finaleplugin.LoadLuaSocket = true"
    done = door.run(COMPARE, "--trust", plugindef=requires(flags))
    assert done.status == 0, done.err
    assert json.loads(done.out) in ([], {})


def test_tinyxml2_is_that_of_a_lua_state(door: Door) -> None:
    done = door.run(
        """
        local classes, constants = {}, {}
        for name, value in pairs(tinyxml2) do
            if type(value) == "number" then constants[name] = value else
                classes[name] = {}
                for method in pairs(value.__class) do table.insert(classes[name], method) end
                for static in pairs(value.__static) do table.insert(classes[name], static) end
            end
        end
        print(require("cjson").encode { classes = classes, constants = constants })
        """
    )
    seen = json.loads(done.out)
    text = definitions()["tinyxml2.lua"]
    stubs = classes(text)
    statics = re.findall(r"^function tinyxml2\.(\w+)\.(\w+)\(", text, re.M)
    for name, members in seen["classes"].items():
        assert stubs[name][":"] | {each for cls, each in statics if cls == name} == set(members), name
        assert name in stubs["tinyxml2"]["."] or f"\ntinyxml2.{name} = {{}}" in text
    constants = dict(re.findall(r"^tinyxml2\.(\w+) = (\d+)$", text, re.M))
    assert {name: int(value) for name, value in constants.items()} == seen["constants"]


def test_every_property_of_finaleplugin_is_explained() -> None:
    found = classes(definitions()["finaleplugin.lua"])["finaleplugin"]["."]
    assert found == set(FinalePlugin.__dataclass_fields__)


def test_specs_find_what_is_defined_for_them(tmp_path: Path) -> None:
    text = definitions()["specs.lua"]
    run = LuaRuntime(encoding="utf-8").eval(
        "function(text) local all = {} load(text, '', 't', all)() return all end"
    )
    defined, stubs = run(text), classes(text)
    lists = {
        "DEFINED": set(defined),
        "GLOBALS": global_names(),
        "ASSERTIONS": {*defined["assert"], *stubs["spec.Assert"]["."]} - FILLERS,
        "METHODS": stubs["spec.Score"][":"],
    }
    source = SPEC
    for name, each in lists.items():
        source = source.replace(name, ", ".join(f'"{one}"' for one in sorted(each)))
    (tmp_path / "api_spec.lua").write_text(source, encoding="utf-8")
    said = pytest_run(tmp_path, "-q").stdout
    assert "1 passed" in said, said
    assert stubs["spec.Ran"][":"] == {each for each in vars(Ran) if each.startswith("assert_")}


def test_names_of_arguments_are_names_in_lua() -> None:
    for name, text in definitions().items():
        for declared, given in re.findall(
            r"((?:^---@param .*\n)*)(?:^---@.*\n)*^function .*?\((.*)\) end", text, re.M
        ):
            named = [each.rstrip("?") for each in re.findall(r"@param (\S+)", declared)]
            assert not named or ", ".join(named) == given, (name, given)


def test_loops_give_what_a_collection_holds() -> None:
    text = definitions()["finale/collection.lua"]
    assert "---@class FCMeasures : __FCCollectionNoInciOther, finale.items<FCMeasure>" in text
    assert "---@field [integer] FCMeasure " in text
    assert "finale.items<__" not in text


def test_functions_that_are_handed_over_say_what_they_get() -> None:
    windows, loops = definitions()["finale/ui.window.lua"], definitions()["finale/luaitem.lua"]
    assert (
        "---@param callback fun(control: FCControl): boolean?\nfunction object:RegisterHandleCommand("
        in re.sub(r"---@return .*\n", "", windows)
    )
    assert "---@generic T : FCControl\n---@param control? T\n---@param callback fun(control: T)" in windows
    assert "fun(entry: FCNoteEntry): boolean?" in loops
