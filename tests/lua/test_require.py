"""``require``, ``package`` and the functions that load chunks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from postlude.errors import PluginError
from postlude.lua.state import LuaState
from tests.lua.conftest import Script


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_modules_beside_the_script(run: Script, tmp_path: Path) -> None:
    write(tmp_path / "library" / "one.lua", "return {name = ..., path = select(2, ...)}")
    write(tmp_path / "two" / "init.lua", "loads = (loads or 0) + 1 return nil")
    path = str(tmp_path / "library" / "one.lua").encode()
    assert run(
        "local m, where = require('library.one') return m.name, m.path, where, require('library.one') == m,"
        " package.loaded['library.one'] == m, select('#', require('library.one'))"
    ) == [b"library.one", path, path, True, True, 1]
    assert run("return require('two'), select(2, require('two')), loads, package.loaded.two") == [
        True,
        None,
        1,
        True,
    ]


def test_a_missing_module_is_told_as_lua_does(run: Script, tmp_path: Path) -> None:
    ok, message, found = run(
        "local ok, e = pcall(function() local x = require('not.there') end)"
        " return ok, e, e:match(\"module '[^']-' not found\")"
    )
    folder = f"{tmp_path}{os.sep}not{os.sep}there"
    library = "dll" if os.name == "nt" else "so"
    assert (ok, found) == (False, b"module 'not.there' not found")
    assert message.decode().splitlines() == [
        "script.lua:1: module 'not.there' not found:",
        "\tno field package.preload['not.there']",
        f"\tno file '{folder}.lua'",
        f"\tno file '{folder}{os.sep}init.lua'",
        f"\tno file '{folder}.{library}'",
    ]


def test_an_error_in_a_module_names_its_file(run: Script, tmp_path: Path) -> None:
    write(tmp_path / "broken.lua", "x = = 1")
    write(tmp_path / "fails.lua", "\nerror('inside')")
    with pytest.raises(
        PluginError,
        match=r"^script.lua:1: error loading module 'broken' from file '.*broken.lua':\n\t.*broken.lua:1:",
    ):
        run("local x = require('broken')")
    with pytest.raises(PluginError, match=r"fails\.lua:2: inside") as caught:
        run("local x = require('fails')")
    assert caught.value.file == str(tmp_path / "fails.lua")
    assert caught.value.traceback is not None and "script.lua:1" in caught.value.traceback


def test_nothing_comes_from_the_current_folder(
    run: Script, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere / "stray.lua", "return 1")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("LUA_PATH", str(elsewhere / "?.lua"))
    assert run("return (pcall(require, 'stray')), package.path:find('elsewhere')") == [False, None]


def test_preloaded_modules(state: LuaState) -> None:
    opened: list[Any] = []

    def opener(given: LuaState) -> dict[str, Any]:
        opened.append(given)
        return {"answer": 42}

    state.preload("extra", opener)
    assert not opened
    assert state.run(b"local m, how = require('extra') return m.answer, how, require('extra') == m", "=x") == [
        42, b":preload:", True,
    ]  # fmt: skip
    assert opened == [state]
    state.run(b"package.preload.mine = function(name) return name .. '!' end", "=x")
    assert state.run(b"local m = require('mine') return m", "=x") == [b"mine!"]


def test_searchers_and_paths_can_be_changed(run: Script, tmp_path: Path) -> None:
    write(tmp_path / "other" / "deep.lua", "return 'deep'")
    assert run("package.path = package.path .. ';other/?.lua' return (require('deep'))") == [b"deep"]
    assert run(
        "table.insert(package.searchers, 2, function(name) if name == 'odd' then"
        " return function(n, extra) return n .. extra end, '+' end return '\\n\\tnothing odd' end)"
        " return require('odd')"
    ) == [b"odd+", b"+"]
    assert (
        run("return package.searchpath('other.deep', './?.lua'), package.searchpath('no', './?.x')")[0]
        == b"./other/deep.lua"
    )
    assert run("package.path = nil return pcall(require, 'zzz')")[0] is False
    (message,) = run("package.searchers = nil return select(2, pcall(require, 'zzz'))")
    assert message.endswith(b"'package.searchers' must be a table")


def test_libraries_are_modules(run: Script) -> None:
    assert run(
        "local n = 0 for _, name in ipairs{'string', 'table', 'math', 'utf8', 'coroutine', 'io', 'os', 'debug',"
        " 'package', '_G'} do if require(name) == _G[name] then n = n + 1 end end return n"
    ) == [10]


def test_loading_files(run: Script, tmp_path: Path) -> None:
    write(tmp_path / "chunk.lua", "#!first line\nreturn ..., debug.getinfo(1, 'l').currentline, where")
    assert run("where = 'global' return loadfile('chunk.lua')(5)") == [5, 2, b"global"]
    assert run("return loadfile('chunk.lua', 't', {debug = debug, where = 'own'})(5)") == [5, 2, b"own"]
    assert run("return dofile('chunk.lua')") == [None, 2, b"global"]
    assert run("return loadfile('none.lua')") == [None, b"cannot open none.lua: No such file or directory"]
    with pytest.raises(PluginError, match=r"cannot open none\.lua"):
        run("dofile('none.lua') return")
    with pytest.raises(PluginError) as caught:
        run("local f = loadfile('/etc/passwd')")
    assert caught.value.refusal


def test_load(run: Script) -> None:
    assert run("return load('return 1 + ...')(2), load('x = ')") == [
        3, None, b"[string \"x = \"]:1: unexpected symbol near <eof>",
    ]  # fmt: skip
    assert run(
        "local parts = {'return ', '4', nil} local i = 0"
        " return load(function() i = i + 1 return parts[i] end, '=parts')()"
    ) == [4]
    assert run("g = 1 return load('return g')(), load('return g', 'n', 't', {g = 2})()") == [1, 2]
    assert run("return pcall(load('return x', 'n', 't', nil))")[0] is False
    assert run("return (load('return 1', 'n', 'b'))") == [None]
    assert run("return load(function() return {} end)") == [None, b"reader function must return a string"]
    assert run("return pcall(load('error(\"m\")', '=[postlude]'))") == [False, b"[script]:1: m"]


def test_a_c_library_needs_permission(run: Script, tmp_path: Path) -> None:
    (tmp_path / ("clib.dll" if os.name == "nt" else "clib.so")).write_bytes(b"")
    with pytest.raises(PluginError, match="ExecuteExternalCode") as caught:
        run("local x = require('clib')")
    assert caught.value.refusal
