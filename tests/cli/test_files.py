"""The file fence and the folders of scripts, through the front door."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.frontdoor import PARTS, Door


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "file.txt").write_text("content", encoding="utf-8")
    (folder / "code.lua").write_text("return 'code'", encoding="utf-8")
    return folder


REACHING = [
    "io.open([[{file}]])", "io.open([[{file}]], 'w')", "io.lines([[{file}]])", "io.input([[{file}]])",
    "io.output([[{file}]])", "os.remove([[{file}]])", "os.rename([[{file}]], [[{file}.x]])",
    "require('lfs').dir([[{folder}]])", "require('lfs').attributes([[{file}]])", "require('lfs').mkdir([[{folder}/x]])",
    "require('lfs').rmdir([[{folder}]])", "require('lfs').touch([[{file}]])", "loadfile([[{code}]])",
    "dofile([[{code}]])", "require('luaosutils').process.make_dir([[{folder}/x]])",
    "require('luaosutils').process.list_dir([[{folder}]])", "io.open('../outside/file.txt')", "io.open('link.txt')",
    "io.open('linked/file.txt')", "io.open([[{file}]], 'a')", "io.open([[{file}]], 'r+')",
]  # fmt: skip


@pytest.mark.parametrize("reaching", REACHING)
def test_the_fence_holds_for_everything_that_opens_files(door: Door, outside: Path, reaching: str) -> None:
    (door.folder / "link.txt").symlink_to(outside / "file.txt")
    (door.folder / "linked").symlink_to(outside)
    names = {"file": outside / "file.txt", "folder": outside, "code": outside / "code.lua"}
    call = reaching.format(**names)
    done = door.run(call, "--json")
    assert (done.status, done.json["kind"]) == (4, "LUA_ERROR")
    (refused,) = done.json["permissions"]["refused"]
    assert refused["rule"] == "files"
    assert refused["reason"]
    done = door.run(f"print(pcall(function() return {call} end))", "--json")
    assert done.status == 0
    assert done.json["printed"].startswith("false\t")
    assert [each["rule"] for each in done.json["permissions"]["refused"]] == ["files"]
    assert (outside / "file.txt").read_text(encoding="utf-8") == "content"
    assert sorted(path.name for path in outside.iterdir()) == ["code.lua", "file.txt"]


def test_require_looks_in_the_script_s_folder_and_those_of_a_prefix(door: Door, outside: Path) -> None:
    door.file("near.lua", "return 'near'")
    assert door.run("print((require 'near'))").out == "near\n"
    done = door.run(f"package.path = package.path .. ';{outside}/?.lua' print(pcall(require, 'code'))")
    assert done.out.startswith("false")
    prefix = door.file("pre.lua", f"package.path = package.path .. ';{outside}/?.lua'")
    done = door.run("print((require 'code'), io.open([[" + str(outside / "file.txt") + "]]):read('a'))",
                    "--prefix", prefix)  # fmt: skip
    assert done.out.split() == ["code", "content"]


def test_the_script_s_and_the_document_s_folders_can_be_read(door: Door, tmp_path: Path) -> None:
    door.file("near.txt", "near")
    other = tmp_path / "scores"
    other.mkdir()
    (other / "beside.txt").write_text("beside", encoding="utf-8")
    (other / "score.enigmaxml").write_bytes(PARTS.read_bytes())
    source = f"print(io.open('near.txt'):read('a'), io.open([[{other / 'beside.txt'}]]):read('a'))"
    assert door.run(source, other / "score.enigmaxml").out.split() == ["near", "beside"]


@pytest.mark.parametrize(
    "name", ["score.enigmaxml", "new.lua", "new.LUA", "x.luac", "x.py", "plugin.lua", "x.lua."]
)
def test_the_input_document_and_plugins_are_never_written(door: Door, name: str) -> None:
    done = door.run(f"io.open('{name}', 'w')", "--allow-write", door.folder, "--json")
    assert done.status == 4
    assert (door.folder / "score.enigmaxml").read_bytes() == PARTS.read_bytes()
    assert "io.open" in (door.folder / "plugin.lua").read_text(encoding="utf-8")
    for other in (f"os.remove('{name}')", f"os.rename('made.txt', '{name}')"):
        door.file("made.txt", "x")
        done = door.run(other, "--allow-write", door.folder, "--json")
        assert done.status in (1, 4) or done.json["permissions"]["refused"], other
        assert (door.folder / "score.enigmaxml").read_bytes() == PARTS.read_bytes()


def test_other_files_are_written_where_the_user_allows(door: Door) -> None:
    source = "local f = io.open('made.txt', 'w') f:write('made') f:close()"
    assert door.run(source).status == 4
    assert door.run(source, "--allow-write", door.folder / "made.txt").status == 0
    assert (door.folder / "made.txt").read_text(encoding="utf-8") == "made"


def test_prefixes_reach_all_files_and_scripts_after_them_do_not(door: Door, outside: Path) -> None:
    prefix = door.file("pre.lua", f"content = io.open([[{outside / 'file.txt'}]]):read('a') reach = io.open")
    assert door.run("print(content)", "--prefix", prefix).out == "content\n"
    assert door.run(f"reach([[{outside / 'file.txt'}]])", "--prefix", prefix).status == 4


FOLDERS = """
local s = finale.FCString()
for _, name in ipairs { "UserOptions", "PreferencesFolder", "MusicFolder", "TempFolder", "PluginsFolder",
        "RunningLuaFolder" } do
    local name = "Set" .. name .. "Path"
    s[name](s)
    print(s.LuaString)
end
print(finenv.RunningLuaFolderPath())
"""


def test_folders_are_real_end_with_a_separator_and_lie_under_one_root(door: Door) -> None:
    for platform in ("mac", "windows"):
        done = door.run(FOLDERS, "--platform", platform)
        *folders, lua, running = done.out.splitlines()
        assert len(folders) == 5
        for folder in folders:
            assert folder.endswith(os.sep)
            assert Path(folder).is_relative_to(door.data)
        for folder in folders[:3] + folders[4:]:  # the temporary one was the run's
            assert Path(folder).is_dir()
        assert lua == running == str(door.folder) + os.sep


def test_a_temporary_file_lies_in_the_run_s_folder_and_goes_with_it(door: Door) -> None:
    source = "local n = os.tmpname() local f = io.open(n, 'w') f:write('x') f:close() print(n)"
    name = Path(door.run(source).out.strip())
    assert name.is_relative_to(door.data)
    assert not name.exists()


def test_a_script_reads_data_behind_its_text(door: Door) -> None:
    """LoadAsString: the text ends at a NUL, binary data follows."""
    text = (
        b"function plugindef() finaleplugin.LoadAsString = true end\n"
        b"local f = io.open(finenv.RunningLuaFilePath(), 'rb') local all = f:read('a') f:close()\n"
        b"print(finenv.LoadedAsString, #all:match('%z(.*)$'))\n\0"
    )
    script = door.file("data.lua", text + bytes(range(1, 256)))
    assert door("run", script, door.score()).out.split() == ["true", "255"]


# ---- compiled scripts


def compiled(source: str) -> bytes:
    from lupa.lua54 import LuaRuntime

    made = LuaRuntime(encoding=None).eval(b"function(s) return string.dump(load(s)) end")(source.encode())
    assert isinstance(made, bytes)
    return made


COMPILED = """
function plugindef()
    finaleplugin.{flag} = true
    return "Compiled item", "Compiled undo"
end
local m = finale.FCMeasure()
m:Load(1)
m.Width = m.Width + 10
m:Save()
print("ran")
"""


@pytest.mark.parametrize("name", ["plugin.luac", "plugin.lua"])
def test_a_compiled_script_runs_only_when_trusted(door: Door, name: str) -> None:
    script = door.file(name, compiled(COMPILED.format(flag="RequireSelection")))
    done = door("run", script, door.score(), "--json")
    assert (done.status, done.json["printed"]) == (4, "")
    assert "--trust" in done.json["message"]
    result = door("run", script, door.score(), "--json", "--trust").json
    assert (result["ok"], result["printed"]) == (True, "ran\n")
    assert result["item"] == "Compiled item"
    assert result["undo"] == [{"text": "Compiled undo", "stored": True, "records": 1}]


def test_the_flags_that_a_compiled_script_leaves_hold_for_its_undo(door: Door) -> None:
    for flag in ("NoStore", "HandlesUndo"):
        script = door.file("plugin.luac", compiled(COMPILED.format(flag=flag)))
        result = door("run", script, door.score(), "--json", "--trust").json
        assert (result["ok"], result["changes"]) == (True, [])
