"""RGP Lua's global functions, on stand-ins for collections, regions and cells."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Lua

# A collection of the values given, that counts its loads; a region of staves 5, 3 and 8 whose part of entries
# can be restricted; cells whose entries are tables and whose saving is noted.
STAND_INS = """
function collection(...)
    local items, made = {...}, {loaded = {}}
    function made:GetItemAt(i) return items[i + 1] end
    function made:GetCount() return #items end
    function made:LoadAll() self.loaded[#self.loaded + 1] = "all" end
    function made:LoadAllForRegion(r) self.loaded[#self.loaded + 1] = r end
    return made
end
staves = {5, 3, 8}
function region(first, last, first_slot, last_slot)
    local made = {StartMeasure = first, EndMeasure = last}
    function made:GetStartSlot() return first_slot end
    function made:GetEndSlot() return last_slot end
    function made:CalcStaffNumber(slot) return staves[slot] or -1 end
    function made:IsFullMeasureIncluded() return false end
    function made:IsEntryPosWithin(entry) return not entry.outside end
    return made
end
log = {}
frames = {}
finale = {}
function finale.FCNoteEntryCell(measure, staff)
    local name = measure .. ":" .. staff
    local cell = {entries = frames[name] or {}, mirrors = true}
    function cell:SetLoadMirrors(on) self.mirrors = on end
    function cell:SetLoadLayerMode(mode) self.mode = mode end
    function cell:Load()
        log[#log + 1] = "load " .. name .. " " .. self.mode .. " " .. tostring(self.mirrors)
    end
    function cell:GetItemAt(i) return self.entries[i + 1] end
    function cell:DeleteAllNullEntries()
        local kept = {}
        for _, entry in ipairs(self.entries) do if entry.Duration ~= 0 then kept[#kept + 1] = entry end end
        frames[name], self.entries = kept, kept
        log[#log + 1] = "delete null " .. name
    end
    function cell:Save() log[#log + 1] = "save " .. name end
    return cell
end
function entry(duration, outside) return {Duration = duration, outside = outside} end
"""


@pytest.fixture
def stage(lua: Lua) -> Lua:
    lua(STAND_INS)
    return lua


def test_each_feeds_a_collection_in_order(stage: Lua) -> None:
    assert (
        stage("local t = {} for x in each(collection('a', 'b')) do t[#t+1] = x end return table.concat(t)")
        == b"ab"
    )


def test_eachbackwards_feeds_it_from_the_end(stage: Lua) -> None:
    source = (
        "local t = {} for x in eachbackwards(collection(1, 2, 3)) do t[#t+1] = x end return table.concat(t)"
    )
    assert stage(source) == b"321"


@pytest.mark.parametrize("factory", ["each", "eachbackwards", "loadall", "loadallforregion"])
@pytest.mark.parametrize("nothing", ["nil", "{}"])
def test_factories_answer_nil_for_what_is_no_collection(stage: Lua, factory: str, nothing: str) -> None:
    assert stage(f"return {factory}({nothing}) == nil") is True


def test_a_loop_over_nil_fails_where_it_stands(stage: Lua) -> None:
    assert stage.error("\nfor x in each(nil) do end").startswith("test.lua:2: attempt to call a nil value")


def test_loadall_loads_and_feeds(stage: Lua) -> None:
    source = """local c, t = collection(1, 2), {}
        for x in loadall(c) do t[#t+1] = x end
        return table.concat(t), table.concat(c.loaded, ",")"""
    assert stage(source) == [b"12", b"all"]


def test_loadallforregion_loads_for_that_region(stage: Lua) -> None:
    source = """local c, t = collection(1, 2), {}
        for x in loadallforregion(c, "here") do t[#t+1] = x end
        return table.concat(t), table.concat(c.loaded, ",")"""
    assert stage(source) == [b"12", b"here"]


def test_coll2table_counts_from_one(stage: Lua) -> None:
    assert stage("local t = coll2table(collection('a', 'b')) return #t, t[1], t[2], t[0]") == [
        2,
        b"a",
        b"b",
        None,
    ]


def test_coll2table_of_nothing_is_an_error_of_the_caller(stage: Lua) -> None:
    assert stage.error("coll2table(nil)").startswith("test.lua:1: bad argument #1 to 'coll2table'")


def test_eachcell_goes_measure_by_measure_then_staff_by_staff(stage: Lua) -> None:
    source = """local t = {} for m, s in eachcell(region(2, 3, 1, 2)) do t[#t+1] = m .. ":" .. s end
        return table.concat(t, " ")"""
    assert stage(source) == b"2:5 3:5 2:3 3:3"


def test_eachcell_includes_measures_selected_in_part(stage: Lua) -> None:
    source = """local r, n = region(1, 2, 1, 1), 0
        r.StartMeasurePos, r.EndMeasurePos = 1024, 512
        for m in eachcell(r) do n = n + m end return n"""
    assert stage(source) == 3


def test_eachstaff_goes_from_top_to_bottom(stage: Lua) -> None:
    assert stage(
        "local t = {} for s in eachstaff(region(1, 1, 1, 3)) do t[#t+1] = s end return table.unpack(t)"
    ) == [
        5,
        3,
        8,
    ]


def test_eachentry_feeds_entries_within_the_region_and_saves_none(stage: Lua) -> None:
    source = """frames["1:5"] = {entry(1), entry(2, true)} frames["2:3"] = {entry(4)}
        local t = {} for e in eachentry(region(1, 2, 1, 2)) do t[#t+1] = e.Duration end
        return table.concat(t, " "), table.concat(log, ",")"""
    fed, log = stage(source)
    assert fed == b"1 4"
    assert log == b"load 1:5 0 true,load 2:5 0 true,load 1:3 0 true,load 2:3 0 true"


def test_eachentry_loads_the_layer_asked_for(stage: Lua) -> None:
    assert stage("for e in eachentry(region(1, 1, 1, 1), 3) do end return log[1]") == b"load 1:5 3 true"


def test_eachentrysaved_saves_each_frame_when_it_runs_out(stage: Lua) -> None:
    source = """frames["1:5"] = {entry(1)}
        for e in eachentrysaved(region(1, 2, 1, 1)) do log[#log+1] = "entry" end
        return table.concat(log, ",")"""
    assert stage(source) == (
        b"load 1:5 0 false,entry,delete null 1:5,save 1:5,load 2:5 0 false,delete null 2:5,save 2:5"
    )


def test_eachentrysaved_leaves_mirrors_out_in_every_cell(stage: Lua) -> None:
    source = """for e in eachentrysaved(region(1, 3, 1, 1)) do end
        local n = 0 for _, line in ipairs(log) do if line:find("load .* false") then n = n + 1 end end
        return n"""
    assert stage(source) == 3


def test_eachentrysaved_deletes_entries_of_no_duration(stage: Lua) -> None:
    source = """frames["1:5"] = {entry(1), entry(2)}
        for e in eachentrysaved(region(1, 1, 1, 1)) do if e.Duration == 1 then e.Duration = 0 end end
        return #frames["1:5"], frames["1:5"][1].Duration"""
    assert stage(source) == [1, 2]


def test_a_break_leaves_its_frame_unsaved(stage: Lua) -> None:
    source = """frames["1:5"] = {entry(1)} frames["2:5"] = {entry(2), entry(3)}
        for e in eachentrysaved(region(1, 2, 1, 1)) do if e.Duration == 2 then break end end
        local saved = {} for _, line in ipairs(log) do saved[#saved+1] = line:match("save .*") end
        return table.concat(saved, ",")"""
    assert stage(source) == b"save 1:5"


def test_pairsbykeys_sorts_and_takes_an_order(stage: Lua) -> None:
    source = """local t = {} for k, v in pairsbykeys({b = 2, a = 1, c = 3}) do t[#t+1] = k .. v end
        for k in pairsbykeys({b = 2, a = 1, c = 3}, function(x, y) return x > y end) do t[#t+1] = k end
        return table.concat(t, " ")"""
    assert stage(source) == b"a1 b2 c3 c b a"


def test_dumpproperties_answers_nil_for_what_is_no_object(stage: Lua) -> None:
    assert (
        stage(
            "return dumpproperties({}) == nil and dumpproperties(nil) == nil and dumpproperties('x') == nil"
        )
        is True
    )
    assert stage("return dumpproperties(io.stdout) == nil") is True


def test_dumpproperties_reads_getters_and_with_bases_those_above(stage: Lua) -> None:
    # A file handle stands for an object: a userdata whose members can be chosen here.
    source = """local members = {A = 1, B = 2, Fails = false, ClassName = function() return "FCSub" end}
        getmetatable(io.stdout).__index = function(_, name)
            if name == "Fails" then error("not in this version") end
            return members[name]
        end
        finale.FCBase = {__propget = {A = true}, __parent = {}}
        finale.FCSub = {__propget = {B = true, Fails = true}, __parent = {FCBase = true}}
        local own, all = dumpproperties(io.stdout), dumpproperties(io.stdout, true)
        return own.A, own.B, own.Fails, all.A, all.B"""
    assert stage(source) == [None, 2, None, 1, 2]


def test_prettyformatjson_breaks_lines_and_indents_by_three(lua: Lua) -> None:
    expected = '{\n   "a": [\n      1,\n      "x,{\\"}"\n   ],\n   "b": {\n      \n   }\n}\n'
    assert lua("return prettyformatjson(...)", b'{"a":[1,"x,{\\"}"],"b":{}}') == expected.encode()


def test_prettyformatjson_takes_a_tab_width(lua: Lua) -> None:
    assert lua("return prettyformatjson('[1]', 1)") == b"[\n 1\n]\n"


@given(
    st.recursive(st.none() | st.text() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_prettyformatjson_changes_no_value(value: object) -> None:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    assert json.loads(_shared_pretty(text.encode("utf-8", "surrogatepass"))) == value


def _shared_pretty(text: bytes) -> bytes:
    from .shared_state import shared_lua

    result = shared_lua()("return prettyformatjson(...)", text)
    assert isinstance(result, bytes)
    return result
