"""A real language server reads the definitions: it finds a script's mistakes, and none in scripts that ship."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from postlude.authoring.stubs.project import write_stubs
from tests.authoring.languageserver import LanguageServer
from tests.conftest import ROOT

SCRIPT = """\
local m = finale.FCMeasure()
m:Load(1)
print(m.Widht)
for each_measure in loadall(finale.FCMeasures()) do print(each_measure.Width, each_measure.Wrong1) end
for entry in eachentry(finenv.Region()) do
    for note in each(entry) do print(note:CalcMIDIKey(), note.Wrong2) end
end
local function anything(list) for item in each(list) do print(item.Whatever) end end
local window = finale.FCCustomLuaWindow()
print(window:CreateStatic(0, 0).Wrong3, finale.WRONG4, finenv.Wrong5, anything)
local utils, json = require("luaosutils"), require("cjson.safe")
for _, it in ipairs(coll2table(finale.FCStaves())) do print(it.ItemNo, it.Wrong8) end
print(utils.text.get_utf8_codepage(), utils.wrong6, json.decode("x"), math.pow(2, 3), bit32.band(1, 2))
for element in xmlelements(tinyxml2.XMLDocument()) do print(element:Name(), element:Wrong7()) end
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_stubs(folder)
    (folder / "mistakes.lua").write_text(SCRIPT, encoding="utf-8")
    for source in (*(ROOT / "plugins").glob("*.lua"), *(ROOT / "tests" / "shipped").glob("*_spec.lua")):
        shutil.copy(source, folder)
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[LanguageServer]:
    command = shutil.which("emmylua_ls")
    if command is None:
        pytest.skip("emmylua_ls, a language server for Lua, is not installed")
    server = LanguageServer(command, project)
    try:
        server.wait_for(project / "mistakes.lua", 0, 6, "FCMeasure")
        yield server
    finally:
        server.close()


def test_mistakes_are_found(server: LanguageServer, project: Path) -> None:
    found = [line.split("`")[1] for line in server.problems(project / "mistakes.lua") if "ndefined" in line]
    wrong = ["Widht", "Wrong1", "Wrong2", "Wrong3", "WRONG4", "Wrong5", "wrong6", "Wrong7", "Wrong8"]
    assert sorted(found) == sorted(wrong)


def test_scripts_that_ship_name_nothing_that_is_not_there(server: LanguageServer, project: Path) -> None:
    names = sorted(path.name for path in project.glob("*.lua") if path.name != "mistakes.lua")
    assert len(names) > 3
    for name in names:
        found = [line for line in server.problems(project / name) if "field" in line]
        assert found == [], name
