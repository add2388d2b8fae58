"""Finale's menus for a script that is run: the plugins are in it, commands act on the document."""

from __future__ import annotations

from tests.frontdoor import Door

READ = """
local menu = require("luaosutils").menu
local bar = menu.get_top_level_menu()
"""
LIST = """
local plugins = menu.find_item(bar, "RGP Lua...")
for i = 0, menu.get_item_count(plugins) - 1 do print(menu.get_item_text(plugins, i)) end
"""


def test_the_plugins_that_list_shows_are_in_the_plug_ins_menu(door: Door) -> None:
    (door.config / "plugins").mkdir()
    own = 'function plugindef() print("noise") return "Mine, All Mine..." end'
    (door.config / "plugins" / "own.lua").write_text(own, encoding="utf-8")
    (door.config / "plugins" / "noisy.py").write_text('print("noise")\nraise ValueError\n', encoding="utf-8")
    done = door.run(READ + LIST)
    lines = done.out.splitlines()
    assert lines[0] == "RGP Lua..."
    assert "Mine, All Mine..." in lines and "Hyphenate Lyrics" in lines
    assert "noise" not in done.out


def test_select_all_changes_the_selection(door: Door) -> None:
    source = """
local edit, index = menu.find_item(bar, "Select All")
print(finenv.Region():IsEmpty(), menu.execute_command_id(menu.get_item_command_id(edit, index)))
local region = finale.FCMusicRegion()
print(region:SetCurrentSelection(), region.StartMeasure, region.EndMeasure)
"""
    assert door.run(READ + source, "--select", "none").out.splitlines() == ["true\ttrue", "true\t1\t2"]


def test_a_command_that_only_finale_can_do_is_told(door: Door) -> None:
    done = door.run(READ + "print(menu.execute_command_id(1296387179), menu.execute_command_id(7))")
    assert done.out == "false\tfalse\n"
    assert "'Utilities > Lock Systems' was left out: there is no Finale to do it" in done.err


def test_changing_menus_needs_the_flag_and_trust(door: Door) -> None:
    change = READ + 'print(menu.insert_submenu("Mine", bar) ~= nil)'
    flag = 'finaleplugin.ModifyFinaleMenus = true return "Menus"'
    (refused,) = door.run(change, "--json").json["permissions"]["refused"]
    assert (refused["rule"], refused["what"]) == ("ModifyFinaleMenus", "menu.insert_submenu")
    assert door.run(change, "--trust").status == 4
    assert door.run(change, plugindef=flag).status == 4
    assert door.run(change, "--trust", plugindef=flag).out == "true\n"
