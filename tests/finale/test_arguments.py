"""The rules by which arguments are taken, from Python and from Lua alike."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from postlude.errors import PluginError, ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document, entry, measure
from tests.finale.conftest import finale_of

Lua = Callable[..., list[Any]]


@pytest.fixture
def finale() -> Namespace:
    return finale_of(
        document(
            others=measure(1)
            + measure(2, width=700)
            + '<frameSpec cmper="1" inci="0"><startEntry>1</startEntry><endEntry>1</endEntry></frameSpec>',
            details='<gfhold cmper1="1" cmper2="1"><clefID>0</clefID><clefPercent>75</clefPercent>'
            "<frame1>1</frame1></gfhold>",
            entries=entry(1, 0, 0, 2, 4),
        )
    )


@pytest.mark.parametrize("given", [2, 2.0, 2.9])
def test_a_float_where_an_integer_is_wanted_is_floored(finale: Namespace, given: float) -> None:
    found = finale.FCMeasure()
    assert found.Load(given)
    assert found.ItemNo == 2


def test_negative_floats_are_floored_too(finale: Namespace, lua: Lua) -> None:
    string = finale.FCString()
    string.AppendInteger(-1.5)
    assert string.LuaString == "-2"
    assert lua(finale, "local s = finale.FCString() s:AppendInteger(-1.5) return s.LuaString") == [b"-2"]


@pytest.mark.parametrize("given", [None, "2", b"2", True, [], {}, math.nan, math.inf])
def test_anything_else_where_a_number_is_wanted_raises(finale: Namespace, given: Any) -> None:
    with pytest.raises(ScriptError, match="param 1 expected number, got"):
        finale.FCMeasure().Load(given)


@pytest.mark.parametrize(
    ("given", "name"),
    [("nil", "nil"), ("'2'", "string"), ("true", "boolean"), ("{}", "table"), ("print", "function"),
     ("finale.FCMeasure()", "FCMeasure"), ("0/0", "number")],
)  # fmt: skip
def test_lua_is_told_what_it_gave_and_where(finale: Namespace, lua: Lua, given: str, name: str) -> None:
    with pytest.raises(PluginError, match=rf"test.lua:2: .*param 1 expected number, got {name}") as caught:
        lua(finale, f"local m = finale.FCMeasure()\nm:Load({given})")
    assert caught.value.line == 2


def test_positions_of_arguments_count_without_the_object(finale: Namespace, lua: Lua) -> None:
    with pytest.raises(ScriptError, match="param 2 expected number"):
        finale.FCString("abc").DeleteCharactersAt(0, "x")
    with pytest.raises(PluginError, match="param 2 expected number"):
        lua(finale, "finale.FCString('abc'):DeleteCharactersAt(0, 'x')")


def test_a_number_is_taken_where_a_float_is_wanted(finale: Namespace) -> None:
    string = finale.FCString()
    string.AppendFloat(3)
    assert string.LuaString == "3"
    with pytest.raises(ScriptError, match="param 1 expected number, got string"):
        string.AppendFloat("3")


def test_a_missing_bool_is_false_and_anything_but_false_and_nil_is_true(finale: Namespace, lua: Lua) -> None:
    first, second = finale.FCString(), finale.FCString()
    text = finale.FCString("ab")
    text.SplitAt(0, first, second)
    assert first.LuaString == ""
    for given in (0, "", 1.5):
        text.SplitAt(0, first, second, given)
        assert first.LuaString == "a"
    [without, with_nil, with_zero] = lua(
        finale,
        """
        local function split(...)
            local first = finale.FCString()
            finale.FCString("ab"):SplitAt(0, first, nil, ...)
            return first.LuaString
        end
        return split(), split(nil), (split(0))
        """,
    )
    assert (without, with_nil, with_zero) == (b"", b"", b"a")


def test_strings_are_taken_in_every_form(finale: Namespace, lua: Lua) -> None:
    for given in ("ö", "ö".encode(), finale.FCString("ö")):
        string = finale.FCString("x")
        string.AppendString(given)
        assert string.LuaString == "xö"
    source = "local s = finale.FCString('x') s:AppendString({}) return s.LuaString"
    for given in ("'ö'", "finale.FCString('ö')"):
        assert lua(finale, source.replace("{}", given)) == ["xö".encode()]
    with pytest.raises(PluginError, match="param 1 expected FCString or string, got number"):
        lua(finale, source.replace("{}", "1"))


def test_bytes_that_are_no_text_come_back_as_they_were(finale: Namespace, lua: Lua) -> None:
    everything = bytes(range(256))
    assert lua(finale, "return finale.FCString(given).LuaString", given=everything) == [everything]


def test_an_object_of_a_derived_class_is_taken_and_any_other_is_not(finale: Namespace) -> None:
    cell = finale.FCNoteEntryCell(1, 1)
    cell.Load()
    region = finale.FCMusicRegion()
    assert region.IsEntryPosWithin(cell.GetItemAt(0)) is False
    with pytest.raises(ScriptError, match="param 1 expected FCNoteEntry, got FCMeasure"):
        region.IsEntryPosWithin(finale.FCMeasure())
    with pytest.raises(ScriptError, match="param 1 expected FCNoteEntry, got nil"):
        region.IsEntryPosWithin(None)


def test_an_optional_object_may_be_nil_or_missing(finale: Namespace, lua: Lua) -> None:
    cell = finale.FCNoteEntryCell(1, 1)
    cell.Load()
    chord = cell.GetItemAt(0)
    highest = chord.CalcHighestNote()
    assert highest.Displacement == 4
    assert chord.CalcHighestNote(None).Displacement == 4
    assert chord.CalcHighestNote(highest).Displacement == 2
    source = """
        local cell = finale.FCNoteEntryCell(1, 1)
        cell:Load()
        local chord = cell:GetItemAt(0)
        local highest = chord:CalcHighestNote(nil)
        return chord:CalcHighestNote().Displacement, chord:CalcHighestNote(highest).Displacement
        """
    assert lua(finale, source) == [4, 2]


def test_extra_arguments_are_ignored(finale: Namespace, lua: Lua) -> None:
    assert finale.FCMeasure().Load(2, 3, "x")
    assert finale.FCString("abc", 1, 2).LuaString == "abc"
    assert lua(finale, "return finale.FCMeasure():Load(2, 3, {}), finale.FCString('abc', 1).LuaString") == [
        True,
        b"abc",
    ]


def test_arguments_in_the_middle_can_be_left_to_their_defaults(finale: Namespace) -> None:
    layer = finale.FCNoteEntryLayer(0, 1)
    assert (layer.StartMeasure, layer.EndMeasure) == (1, 2)


def test_constructors_check_their_arguments(finale: Namespace, lua: Lua) -> None:
    with pytest.raises(ScriptError, match="param 2 expected number, got nil"):
        finale.FCCell(1)
    with pytest.raises(PluginError, match=r"test.lua:1: .*param 2 expected number, got nil"):
        lua(finale, "finale.FCCell(1)")


def test_properties_check_what_is_written_to_them(finale: Namespace, lua: Lua) -> None:
    with pytest.raises(ScriptError, match="param 1 expected number, got string"):
        finale.FCMeasure().Width = "wide"
    with pytest.raises(PluginError, match=r"test.lua:1: .*param 1 expected number, got string"):
        lua(finale, "finale.FCMeasure().Width = 'wide'")
    with pytest.raises(ScriptError, match="expected one of 0, 1, 2"):
        finale.FCMeasure().ShowKeySignature = 3


def test_unknown_members_are_nil_and_cannot_be_written(finale: Namespace, lua: Lua) -> None:
    assert lua(finale, "return finale.FCMeasure().Widht, finale.FCNoSuchClass") == [None, None]
    with pytest.raises(PluginError, match=r"test.lua:1: .*Widht"):
        lua(finale, "finale.FCMeasure().Widht = 1")
    found = finale.FCMeasure()
    with pytest.raises(AttributeError, match="FCMeasure has no member 'Widht'"):
        _ = found.Widht
    with pytest.raises(AttributeError, match="FCMeasure has no writable member 'Widht'"):
        found.Widht = 1
    with pytest.raises(AttributeError, match="finale has no member 'FCNoSuchClass'"):
        _ = finale.FCNoSuchClass


def test_read_only_members_cannot_be_written(finale: Namespace, lua: Lua) -> None:
    with pytest.raises(AttributeError, match="Duration"):
        finale.FCMeasure().Duration = 1
    with pytest.raises(AttributeError, match="Load"):
        finale.FCMeasure().Load = 1
    for member in ("Duration", "Load"):
        with pytest.raises(PluginError, match=rf"test.lua:1: .*{member}"):
            lua(finale, f"finale.FCMeasure().{member} = 1")


def test_a_property_has_its_two_methods_in_both_languages(finale: Namespace, lua: Lua) -> None:
    found = finale.FCMeasure()
    found.SetWidth(5)
    assert found.GetWidth() == found.Width == 5
    source = "local m = finale.FCMeasure() m:SetWidth(5.9) return m:GetWidth(), m.Width"
    assert lua(finale, source) == [5, 5]
