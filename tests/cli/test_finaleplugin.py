"""What ``plugindef`` sets in ``finaleplugin`` has its effect, and ``finenv`` has all that its manual names."""

from __future__ import annotations

import dataclasses
import re

import pytest

from postlude.plugins.finaleplugin import FinalePlugin
from tests.conftest import sources_path
from tests.frontdoor import Door

DOCS = ("lua-scripts", "docs", "rgp-lua")


def headings(page: str) -> list[str]:
    """The names that a page of RGP Lua's manual describes."""
    text = sources_path(*DOCS, page).read_text(encoding="utf-8")
    return re.findall(r"^#### (\w+)", text, re.MULTILINE)


@pytest.mark.conformance
def test_every_property_of_the_manual_is_read() -> None:
    names = headings("finaleplugin-properties.md")
    assert len(names) >= 40
    known = {field.name for field in dataclasses.fields(FinalePlugin)}
    assert [name for name in names if name not in known] == []


@pytest.mark.conformance
def test_everything_in_the_manual_of_finenv_is_there(door: Door) -> None:
    names = headings("finenv-properties.md")
    assert len(names) >= 33
    code = f"for name in ([[{' '.join(names)}]]):gmatch('%w+') do if finenv[name] == nil then print(name) end end"
    assert door.run(code, "--json").json["printed"] == ""


def test_an_external_luaosutils_is_found_where_the_embedded_one_is_not_wanted(door: Door) -> None:
    door.file("luaosutils.lua", "return 'external'")
    code = "print(type(require('luaosutils')))"
    assert door.run(code).out == "table\n"
    assert door.run(code, plugindef="finaleplugin.LoadLuaOSUtils = false").out == "string\n"
    (door.folder / "luaosutils.lua").unlink()
    done = door.run(code, plugindef="finaleplugin.LoadLuaOSUtils = false")
    assert done.status == 1 and "module 'luaosutils' not found" in done.err


def test_a_script_without_menu_item_of_its_own_can_be_run_and_started(door: Door) -> None:
    hidden = door.file(
        "hidden.lua",
        "function plugindef() finaleplugin.IncludeInPluginMenu = false\n"
        "finaleplugin.AdditionalMenuOptions = 'Shown' finaleplugin.AdditionalPrefixes = 'how = 1'\n"
        "return 'Hidden' end\nprint(how)",
    )
    assert door("run", hidden, door.score()).out == "1\n"
    assert door("run", hidden, door.score(), "--item", "Hidden").out == "nil\n"
    code = f"""
    for item in each(finenv.CreateLuaScriptItemsFromFilePath([[{hidden}]])) do
        print(item.ExecutableIndex, item.MenuItemText)
        finenv.ExecuteLuaScriptItem(item)
    end
    """
    assert door.run(code).out == "0\tHidden\nnil\n1\tShown\n1\n"


def test_what_follows_a_nul_is_no_code_for_a_script_that_says_so(door: Door) -> None:
    source = (
        b"function plugindef() finaleplugin.LoadAsString = %s end print(finenv.LoadedAsString)\n\0 appendix"
    )
    wanted = door.file("wanted.lua", source % b"true")
    assert door("run", wanted, door.score()).out == "true\n"
    assert door("run", door.file("other.lua", source % b"false"), door.score()).status == 1


@pytest.mark.parametrize(
    ("bound", "kind"),
    [
        ("MinFinaleVersion = 10028", "FINALE_VERSION_MISMATCH"),
        ("MaxFinaleVersion = 10026", "FINALE_VERSION_MISMATCH"),
        ("MinFinaleVersionRaw = 0x1c000000", "FINALE_VERSION_MISMATCH"),
        ("MaxFinaleVersionRaw = 0x1b300000", "FINALE_VERSION_MISMATCH"),
        ("MinJWLuaVersion = 0.77", "LUA_PLUGIN_VERSION_MISMATCH"),
        ("MaxJWLuaVersion = 0.75", "LUA_PLUGIN_VERSION_MISMATCH"),
    ],
)
def test_a_script_for_other_versions_does_not_run(door: Door, bound: str, kind: str) -> None:
    done = door.run("print(1)", "--json", plugindef=f"finaleplugin.{bound}")
    assert (done.status, done.json["kind"], done.json["printed"]) == (3, kind, "")
    item = f"""
    local text = "function plugindef() finaleplugin.{bound} end return 1"
    local item = finenv.CreateLuaScriptItemsFromFilePath(finenv.RunningLuaFilePath(), text):GetItemAt(0)
    local ok, _, kind = finenv.ExecuteLuaScriptItem(item)
    print(item.VersionCompatible, ok, kind == finenv.MessageResultType.{kind})
    """
    assert door.run(item).out == "false\tfalse\ttrue\n"
