"""``finale_lua_menu_organizer``, which arranges the Plug-ins menu by a file, on the model of Finale's menus."""

from __future__ import annotations

import pytest

from tests.conftest import sources_path
from tests.frontdoor import Door, door

__all__ = ["door"]

LAYOUT = """
MENUNAME  RGP Lua  // where the scripts are
USEMAINMENU  &Scripts
>Barlines
    Double Barlines at Rehearsal Marks
    Not There
<
>Texts
    Hyphenate Lyrics => Divide the Words
    -
    >Deeper
        Staff Report
    <
<
RGP Lua...
"""
RUN = """
dofile(SCRIPT)
local menu = require("luaosutils").menu
local function show(handle, indent)
    for i = 0, menu.get_item_count(handle) - 1 do
        print(indent .. menu.get_item_text(handle, i))
        local submenu = menu.get_item_submenu(handle, i)
        if submenu then show(submenu, indent .. "  ") end
    end
end
local bar = menu.get_top_level_menu(finenv.GetFinaleMainWindow())
local holder, index = menu.find_item(bar, TITLE)
show(menu.get_item_submenu(holder, index), "")
"""
ARRANGED = """\
Barlines
  Double Barlines at Rehearsal Marks
Texts
  Divide the Words
  {separator}
  Deeper
    Staff Report
RGP Lua...
"""


@pytest.mark.parametrize(
    ("platform", "title", "separator"), [("mac", "Scripts", "-"), ("windows", "&Scripts", "")]
)
def test_scripts_are_arranged_in_a_menu_of_their_own(
    door: Door, platform: str, title: str, separator: str
) -> None:
    script = sources_path("lua-scripts", "src", "finale_lua_menu_organizer.lua")
    door.file("finale_lua_menus.txt", LAYOUT)
    prefix = door.file(
        "prefix.lua",
        f"package.path = package.path .. ';{script.parent.as_posix()}/?.lua' "
        f"SCRIPT, TITLE = '{script.as_posix()}', '{title}'",
    )
    plugindef = 'finaleplugin.ModifyFinaleMenus = true return "Arrange"'
    done = door.run(RUN, "--trust", "--prefix", prefix, "--platform", platform, plugindef=plugindef)
    assert done.status == 0, done.err
    shown = [line.rstrip() for line in done.out.splitlines()]
    assert shown == [line.rstrip() for line in ARRANGED.format(separator=separator).splitlines()]
