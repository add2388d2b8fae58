"""`luaosutils.menu` on the model of Finale's menus: read by all, changed by those who may."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.session import Session, Surroundings
from postlude.lua.gates import GATES
from postlude.lua.modules.luaosutils.menu import DEEPEST, menu_namespace

from .conftest import Lua, World

FLAG = GATES["menu.redraw"]

MENU = """local menu = require('luaosutils').menu
    local bar = menu.get_top_level_menu(...)
    local function texts(handle)
        local found = {}
        for i = 0, menu.get_item_count(handle) - 1 do found[#found + 1] = menu.get_item_text(handle, i) end
        return table.concat(found, '|')
    end """
CHANGES = (
    "insert_separator(bar)", "insert_submenu('x', bar)", "delete_submenu(bar)", "move_item(bar, 0, bar)",
    "redraw()", "set_item_text(bar, 0, 'x')", "set_title(bar, nil, 'x')",
)  # fmt: skip


def menus(world: World, platform: str = "mac", plugins: tuple[str, ...] = ("Transpose", "Explode...")) -> Lua:
    surroundings = Surroundings(platform=platform, plugin_items=lambda: plugins)
    session = Session(None, surroundings=surroundings)
    made: dict[str, Any] = {}
    lua = world.state(
        platform=platform, namespaces=lambda: {"menu": menu_namespace(made["state"], session, world.permit)}
    )
    made["state"] = lua.state
    return lua


@pytest.fixture
def lua(world: World) -> Lua:
    world.permitted.add(FLAG)
    return menus(world)


def test_the_menu_bar_is_finales(lua: Lua) -> None:
    shown = lua(MENU + "return texts(bar), menu.get_title(bar), type(bar)")
    assert shown == [
        b"Finale|File|Edit|Utilities|View|Document|Tools|Plug-ins|MIDI/Audio|Window|Help",
        b"",
        b"userdata",
    ]


def test_on_windows_the_applications_own_menu_is_not_there_and_a_window_is_needed(world: World) -> None:
    lua = menus(world, "windows")
    window = lua("return io.stdout")
    assert lua(MENU + "return texts(bar)", window).startswith(b"File|Edit|")
    assert "param 1 expected userdata, got nil" in lua.error(MENU)


def test_a_handle_is_the_same_one_for_the_same_menu(lua: Lua) -> None:
    source = """local file, again = menu.get_item_submenu(bar, 1), menu.get_item_submenu(bar, 1)
        return rawequal(file, again), file == bar"""
    assert lua(MENU + source) == [True, False]


def test_the_plug_ins_menu_lists_the_plugins(lua: Lua) -> None:
    source = """local found, index = menu.find_item(bar, 'RGP Lua...', 6)
        return texts(found), index, menu.get_title(found)"""
    assert lua(MENU + source) == [b"RGP Lua...|Transpose|Explode...", 0, b"Plug-ins"]


def test_items_say_what_they_are(lua: Lua) -> None:
    source = """local edit = menu.get_item_submenu(bar, 2)
        local types = {}
        for i = -1, 3 do types[#types + 1] = menu.get_item_type(edit, i) end
        return table.concat(types, ' '), menu.get_item_text(edit, 3), menu.get_item_command_id(edit, 3),
            menu.get_item_text(edit, 99), menu.get_item_submenu(edit, 0), menu.get_item_type(bar, 0),
            menu.get_item_command_id(bar, 0), menu.ITEMTYPE_SEPARATOR"""
    assert lua(MENU + source) == [b"-1 0 0 0 2", b"-", None, b"", None, 1, None, 2]


def test_an_item_is_found_by_how_it_begins_submenus_first(lua: Lua) -> None:
    source = """local one, at = menu.find_item(bar, 'Apply Note')
        local two, place = menu.find_item(bar, 'Plug-ins')
        return menu.get_title(one), at, rawequal(two, bar), place, menu.find_item(bar, 'apply note'),
            menu.find_item(bar, ''), menu.find_item(bar, 'Apply Note', 4)"""
    assert lua(MENU + source) == [b"Music Spacing", 0, True, 7, None, None, None]


@pytest.mark.parametrize(("platform", "found"), [("mac", False), ("windows", True)])
def test_ampersands_count_on_a_mac_only(world: World, platform: str, found: bool) -> None:
    lua = menus(world, platform, ("Trans&pose",))
    assert lua(MENU + "return menu.find_item(bar, 'Tra&nspose') ~= nil", lua("return io.stdout")) is found


def test_the_example_of_the_manual_moves_the_spacing_commands(lua: Lua) -> None:
    source = """local spacing = menu.find_item(bar, 'Apply Note Spacing')
        local new, index = menu.insert_submenu('Spacing', bar, 4)
        local early = menu.delete_submenu(spacing)
        for i = 0, menu.get_item_count(spacing) - 1 do assert(menu.move_item(spacing, 0, new)) end
        return early, menu.delete_submenu(spacing), index, texts(bar):match('Utilities|(.-)|'),
            menu.get_item_count(new), menu.find_item(bar, 'Music Spacing')"""
    assert lua(MENU + source) == [False, True, 4, b"Spacing", 5, None]


def test_a_submenu_cannot_be_moved(lua: Lua) -> None:
    assert lua(MENU + "return menu.move_item(bar, 1, bar), menu.move_item(bar, 99, bar)") == [False, False]


@pytest.mark.parametrize(("platform", "index", "order"), [("mac", 2, b"b|a|c"), ("windows", 2, b"b|c|a")])
def test_moved_within_a_menu_places_count_as_the_system_counts_them(
    world: World, platform: str, index: int, order: bytes
) -> None:
    world.permitted.add(FLAG)
    lua = menus(world, platform, ("a", "b", "c"))
    source = """local m = menu.find_item(bar, 'RGP Lua...')
        local away = menu.insert_submenu('Away', bar)
        menu.move_item(m, 0, away)
        local _, at = menu.move_item(m, 0, m, 2)
        return at, texts(m)"""
    assert lua(MENU + source, lua("return io.stdout")) == [index, order]


def test_texts_titles_and_separators_change(lua: Lua) -> None:
    source = """local plugins = menu.get_item_submenu(bar, 7)
        local results = { menu.set_item_text(plugins, 1, 'Higher'), menu.set_item_text(plugins, 9, 'No'),
            menu.set_item_text(plugins, 0, ''), menu.set_title(plugins, nil, 'Scripts') }
        local at, last = menu.insert_separator(plugins, 1), menu.insert_separator(plugins)
        for i = 1, #results do results[i] = tostring(results[i]) end
        return table.concat(results, ' '), at, last, texts(plugins), menu.get_title(plugins),
            menu.get_item_text(bar, 7), menu.set_item_text(plugins, 1, 'of a separator')"""
    expected = [
        b"true false false true",
        1,
        4,
        b"RGP Lua...|-|Higher|Explode...|-",
        b"Scripts",
        b"Scripts",
        False,
    ]
    assert lua(MENU + source) == expected


def test_menus_outlive_their_deletion_as_handles(lua: Lua) -> None:
    source = """local gone = menu.insert_submenu('Gone', bar)
        local first, again = menu.delete_submenu(gone), menu.delete_submenu(gone)
        return first, again, menu.get_item_count(gone), menu.delete_submenu(bar), menu.delete_submenu(nil)"""
    assert lua(MENU + source) == [True, False, 0, False, False]


def test_no_script_digs_without_end(lua: Lua) -> None:
    source = """local depth, m = 0, bar
        while m and depth < 10000 do m = menu.insert_submenu('deeper', m); depth = depth + 1 end
        return depth, menu.find_item(bar, 'not there')"""
    assert lua(MENU + source) == [DEEPEST + 1, None]


@pytest.mark.parametrize("change", CHANGES)
def test_changes_are_for_those_who_may(world: World, change: str) -> None:
    lua = menus(world)
    name = change.partition("(")[0]
    assert f"set finaleplugin.{FLAG}" in lua.error(MENU + f"menu.{change}")
    assert world.asked == [(FLAG, f"menu.{name}")]


def test_reading_and_running_ask_for_nothing(world: World) -> None:
    lua = menus(world)
    lua(MENU + "texts(bar) menu.find_item(bar, 'x') menu.execute_command_id(1)")
    assert world.asked == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("get_item_count(nil)", "param 1 expected userdata, got nil"),
        ("get_item_count({})", "param 1 expected userdata, got table"),
        ("get_item_count(io.stdout)", "param 1 expected a menu handle"),
        ("get_item_text(bar, '1')", "param 2 expected number, got string"),
        ("find_item(bar, 1)", "param 2 expected string, got number"),
        ("get_title(bar, 'window')", "param 2 expected userdata, got string"),
    ],
)
def test_arguments_are_of_their_types(lua: Lua, call: str, message: str) -> None:
    assert message in lua.error(MENU + f"menu.{call}")
