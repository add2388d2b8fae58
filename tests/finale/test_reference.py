"""What tools say of ``finale`` and its surroundings: a real Lua state is the judge."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest

from postlude.finale import reference
from postlude.finale.finenv import Finenv
from postlude.finale.membertypes import ANY, TEXT, Value
from postlude.finale.scriptglobals import ITEM, environment, global_functions, global_names
from tests.frontdoor import Door
from tests.frontdoor import door as door

REFLECTION = """
local before = {}
for name in pairs(_G) do before[#before + 1] = name end
local function names(table)
    local found = {}
    for name in pairs(table or {}) do found[#found + 1] = tostring(name) end
    return found
end
local classes, constants = {}, {}
for name, value in pairs(finale) do
    if type(value) ~= "table" then
        constants[name] = value
    else
        local bases = names(value.__parent)
        classes[name] = {
            methods = names(value.__class), getters = names(value.__propget), setters = names(value.__propset),
            statics = names(value.__static), base = bases[1],
        }
    end
end
local functions, properties = {}, {}
for name, value in pairs(finenv) do
    (type(value) == "function" and functions or properties)[name] = type(value)
end
print(require("cjson").encode {
    classes = classes, constants = constants, globals = before,
    functions = names(functions), properties = properties, writable = names(finenv.__propset),
})
"""


seen_before: list[dict[str, Any]] = []


@pytest.fixture
def state(door: Door) -> dict[str, Any]:
    """What a script sees in its Lua state; asked once."""
    if not seen_before:
        outcome = door.run(REFLECTION)
        assert outcome.status == 0, outcome.err
        seen_before.append(json.loads(outcome.out))
    return seen_before[0]


def test_classes_and_members_are_those_of_a_lua_state(state: dict[str, Any]) -> None:
    assert set(reference.class_names()) == set(state["classes"])
    for name, seen in state["classes"].items():
        facts = reference.describe(name)
        assert facts is not None and facts.base == seen.get("base"), name
        own = facts.members.values()
        assert {each.name for each in own if each.kind == "method"} == set(seen["methods"]), name
        assert {each.name for each in own if each.kind == "static"} == set(seen["statics"]), name
        assert {each.name for each in own if each.readable} == set(seen["getters"]), name
        assert {each.name for each in own if each.writable} == set(seen["setters"]), name
        assert all(each.owner == name for each in own)


def test_constants_are_those_of_a_lua_state(state: dict[str, Any]) -> None:
    assert {name: each.value for name, each in reference.constants().items()} == state["constants"]
    assert sum(each.stand_in for each in reference.constants().values()) > 100


def test_the_environment_is_that_of_a_lua_state(state: dict[str, Any]) -> None:
    members = environment()
    assert {name for name, each in members.items() if each.form} == set(state["functions"])
    lua = {"bool": "boolean", "int": "number", "str": "string", "table": "table"}
    assert {name: lua[each.type.type] for name, each in members.items() if not each.form} == state[
        "properties"
    ]
    assert {name for name, each in members.items() if each.writable} == set(state["writable"])
    assert all(each.doc for each in members.values() if each.name != "UI")


def test_globals_are_those_of_a_lua_state(state: dict[str, Any]) -> None:
    assert global_names() == set(state["globals"])
    assert set(global_functions()) < global_names()


def test_the_arguments_of_the_environment_are_taken_as_described() -> None:
    for name, each in environment().items():
        if each.form is not None:
            taken = list(inspect.signature(getattr(Finenv, name)).parameters.values())[1:]
            assert [parameter.name for parameter in each.form.parameters] == [one.name for one in taken]
            assert all(one.default is not one.empty for one in taken)


@pytest.mark.parametrize(
    ("cls", "name", "returns"),
    [
        ("FCMeasures", "GetItemAt", Value("FCMeasure", True)),
        ("FCMeasures", "FindItemNo", Value("FCMeasure", True)),
        ("FCMeasures", "LastItem", Value("FCMeasure", True)),
        ("FCNoteEntry", "GetItemAt", Value("FCNote", True)),
        ("FCNoteEntry", "Next", Value("FCNoteEntry", True)),
        ("FCMeasure", "CreateClone", Value("FCMeasure")),
        ("FCMeasure", "GetWidth", Value("int")),
        ("FCMeasure", "Width", Value("int")),
        ("FCCustomLuaWindow", "CreateStatic", Value("FCCtrlStatic")),
        ("FCString", "LuaString", Value("str")),
        ("FCLayerPrefs", "GetMaxLayers", Value("int")),
    ],
)
def test_results_have_the_type_that_a_script_gets(cls: str, name: str, returns: Value) -> None:
    found = reference.member(cls, name)
    assert found is not None
    assert found.returns[:1] == (returns,)


def test_nearly_every_type_is_known() -> None:
    unknown = [
        f"{name}.{member.name}"
        for name in reference.class_names()
        for member in reference.all_members(name).values()
        if any(value.type == ANY for value in member.returns) and member.owner == name
    ]
    assert len(unknown) < 20, unknown


def test_types_are_classes_or_plain() -> None:
    plain = {"int", "float", "bool", "str", "table", "function", ANY, TEXT}
    for name in reference.class_names():
        facts = reference.describe(name)
        assert facts is not None
        for member in facts.members.values():
            types = {value.type for value in member.returns}
            types |= {each.type for form in member.forms for each in form.parameters}
            assert all(each in plain or reference.describe(each) for each in types), (name, member)


def test_loops_say_what_they_walk_through() -> None:
    loops = global_functions()
    assert loops["loadall"].loop == loops["each"].loop == (Value(ITEM),)
    assert reference.item_class("FCMeasures") == "FCMeasure"
    assert reference.item_class("FCMeasure") is None
    assert loops["eachentry"].loop == (Value("FCNoteEntry"),)


def test_what_the_framework_has_and_postlude_lacks_is_told_from_what_nobody_has() -> None:
    missing = [
        member
        for name in reference.class_names()
        for member in (reference.describe(name) or pytest.fail(name)).members.values()
        if not member.implemented
    ]
    assert missing
    assert all(member.documented for member in missing)
    own = reference.member("FCString", "ContainsLuaString")
    assert own is not None and own.implemented and not own.documented
    assert reference.member("FCString", "NoSuchMember") is None
    assert reference.describe("NoSuchClass") is None


def test_a_misspelt_name_is_recognized() -> None:
    assert reference.near("GetWitdh", reference.all_members("FCMeasure")) == "GetWidth"
    assert reference.near("FCmeasure", reference.class_names()) == "FCMeasure"
    assert reference.near("Xyzzy", reference.class_names()) is None
