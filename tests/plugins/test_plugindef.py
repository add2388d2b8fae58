"""Calling plugindef, alone, and what it says."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from lupa.lua54 import LuaRuntime

from postlude.errors import LimitError, PluginError
from postlude.lua.services import Services
from postlude.lua.state import LuaState
from postlude.plugins.finaleplugin import FinalePlugin, read_finaleplugin
from postlude.plugins.plugindef import (
    PluginDef,
    install_plugindef,
    plugindef_left_by,
    read_plugindef,
    require_trust,
)
from tests.conftest import sources_path

FILE = Path("scripts") / "my_script.lua"


def read(text: str, locale: str = "en_US") -> PluginDef:
    return read_plugindef(textwrap.dedent(text).encode(), FILE, locale)


class OpenFence:
    def read(self, path: str, what: str) -> Path:
        return Path(path)

    write = read


def fresh_state(trusted: bool = False) -> LuaState:
    return LuaState(
        Services(fence=OpenFence(), permit=lambda flag, what: None, getenv=lambda name: None, trusted=trusted)
    )


def test_it_returns_menu_text_undo_text_and_description() -> None:
    found = read('function plugindef() return "Menu...", "Undo", "What it does" end')
    assert (found.menu_text, found.undo_text, found.description) == ("Menu...", "Undo", "What it does")
    assert found.problems == ()


def test_a_script_without_it_is_called_like_its_file() -> None:
    found = read("print('x')")
    assert (found.menu_text, found.undo_text, found.description) == ("my_script", "my_script", "")
    assert found.properties == FinalePlugin()
    assert found.text is None


def test_all_three_texts_are_optional() -> None:
    assert read("function plugindef() end").menu_text == "my_script"
    assert read('function plugindef() return "Only" end').undo_text == "Only"


def test_the_locale_is_its_argument() -> None:
    text = 'function plugindef(locale) return locale:sub(1, 2) == "de" and "Deutsch" or "English" end'
    assert read(text, "de_DE").menu_text == "Deutsch"
    assert read(text).menu_text == "English"


def test_properties_are_read_with_their_types() -> None:
    found = read(
        """
        function plugindef()
            finaleplugin.RequireSelection = true
            finaleplugin.RequireDocument = false
            finaleplugin.MinJWLuaVersion = 0.62
            finaleplugin.MinFinaleVersionRaw = 0x1a200000
            finaleplugin.Version = 1.5
            finaleplugin.Notes = [[
                two
                lines]]
            finaleplugin.Own = "kept"
            return "A"
        end
        """
    )
    properties = found.properties
    assert properties.RequireSelection is True and properties.RequireDocument is False
    assert properties.MinJWLuaVersion == 0.62 and properties.MinFinaleVersionRaw == 0x1A200000
    assert properties.Version == "1.5" and properties.Notes.endswith("lines")
    assert found.raw["Own"] == "kept" and found.raw["Version"] == 1.5
    assert found.problems == ()


def test_wrong_types_are_reported_and_the_default_holds() -> None:
    found = read(
        """
        function plugindef()
            finaleplugin.ExecuteHttpsCalls = "true"
            finaleplugin.RequireDocument = 0
            finaleplugin.MinFinaleVersion = true
            finaleplugin.Author = { "x" }
            finaleplugin.requireselection = true
            return 12, {}, print
        end
        """
    )
    assert found.properties == FinalePlugin()
    assert found.menu_text == "12"
    assert sorted(found.problems) == [
        "finaleplugin.Author is a table: ignored",
        "finaleplugin.ExecuteHttpsCalls is text, not true or false: ignored",
        "finaleplugin.MinFinaleVersion is true, not a number: ignored",
        "finaleplugin.RequireDocument is a number, not true or false: ignored",
        "finaleplugin.requireselection has no effect: it is spelled RequireSelection",
        "result 2 of plugindef is not text: ignored",
        "result 3 of plugindef is not text: ignored",
    ]


def test_numerals_are_numbers_as_in_lua() -> None:
    read_one, problems = read_finaleplugin({"MinJWLuaVersion": "0.60", "MinFinaleVersionRaw": "0x1a200000"})
    assert (read_one.MinJWLuaVersion, read_one.MinFinaleVersionRaw, problems) == (0.6, 0x1A200000, [])
    assert read_finaleplugin({"MinJWLuaVersion": "new"})[1] != []


def test_only_the_function_runs_and_none_of_the_script() -> None:
    found = read(
        """
        ran = "yes"
        error("the script ran")
        function plugindef() return tostring(ran) end
        """
    )
    assert found.menu_text == "nil"


def test_lua_s_libraries_are_there_without_finale() -> None:
    found = read(
        """
        function plugindef()
            return string.upper("a") .. math.max(1, 2) .. table.concat({ "b" }) .. utf8.char(233),
                tostring(finale) .. tostring(finenv), os.date("%Y") .. tostring(os.clock() >= 0)
        end
        """
    )
    assert found.menu_text == "A2bé"
    assert found.undo_text == "nilnil"
    assert found.description.endswith("true")


@pytest.mark.parametrize(
    "call",
    [
        'io.open("x")',
        'io.lines("x")',
        'io.popen("ls")',
        "io.write('x')",
        "io.stdout:write('x')",
        'os.execute("ls")',
        'os.remove("x")',
        'os.rename("x", "y")',
        "os.tmpname()",
        'os.getenv("HOME")',
        "os.exit()",
        'require("lfs")',
        'require("luaosutils")',
        'dofile("x.lua")',
        'loadfile("x.lua")',
        'package.loadlib("x", "y")',
        'package.searchpath("x", "?.lua")',
        'assert(type(package.searchers[2]("x")) == "function")',
        "package.preload.lfs()",
        "package.loaded.io.open('x')",
    ],
)
def test_no_files_no_programs_no_modules(call: str) -> None:
    with pytest.raises(PluginError) as caught:
        read(f"\n\nfunction plugindef()\n    local x = {call}\n    return 'got through'\nend")
    assert caught.value.line == 4 or "attempt to" in caught.value.message
    assert "got through" not in caught.value.message
    if call.startswith(("os.execute", "io.open", "require")):
        assert (
            "the current permissions environment does not allow this function to run" in caught.value.message
        )


def test_a_compiler_error_names_file_and_line_of_the_script() -> None:
    with pytest.raises(PluginError) as caught:
        read("-- one\n-- two\nfunction plugindef()\n    sdfsdfsd-!dfdsf\nend")
    assert (caught.value.file, caught.value.line) == (str(FILE), 4)
    assert caught.value.exit_status == 1


def test_a_runtime_error_names_file_and_line_of_the_script() -> None:
    with pytest.raises(PluginError) as caught:
        read("\n" * 5000 + "function plugindef()\n\n    return finenv.UI()\nend\n")
    assert (caught.value.file, caught.value.line) == (str(FILE), 5003)
    assert "finenv" in caught.value.message


def test_it_has_limits_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postlude.plugins.plugindef.SECONDS", 0.2)
    with pytest.raises(LimitError):
        read("function plugindef() while true do pcall(function() while true do end end) end end")
    with pytest.raises(LimitError):
        read("function plugindef() local t = {} while true do t[#t + 1] = ('x'):rep(1e6) .. #t end end")


def test_a_hostile_one_can_change_nothing_but_its_own_answer() -> None:
    found = read(
        """
        function plugindef()
            setmetatable(_G, { __index = function() error("index") end, __newindex = function() error("new")
            end }) setmetatable(finaleplugin, { __index = { ExecuteHttpsCalls = true }, __pairs = error })
            next, type, select, tostring = nil, nil, nil, nil table.unpack = nil finaleplugin[1],
            finaleplugin[{}] = 2, 3 rawset(finaleplugin, "Author", "me") return "A"
        end
        """
    )
    assert (found.menu_text, dict(found.raw)) == ("A", {"Author": "me"})
    assert not found.properties.ExecuteHttpsCalls


def test_its_text_is_kept_as_it_stands_in_the_script() -> None:
    text = b"function plugindef()\r\n  return '\xe9'\r\nend"
    found = read_plugindef(b"local a\r\n" + text + b"\r\nprint(a)", FILE)
    assert found.text == text
    assert found.menu_text == "\udce9"


def test_it_exists_in_the_script_s_own_state_with_the_same_values() -> None:
    found = read(
        """
        function plugindef()
            finaleplugin.Version = "1.2"
            finaleplugin.NoStore = true
            return "A", "B"
        end
        """
    )
    state = fresh_state()
    install_plugindef(state, found, FILE)
    assert state.run(
        b"local f, a, b = finaleplugin, plugindef() return a, b, f.Version, f.NoStore, f.Date", "@s"
    ) == [b"A", b"B", b"1.2", True, None]


def test_the_installed_function_sees_the_script_s_globals() -> None:
    found = read("function plugindef() return tostring(shared) end")
    state = fresh_state()
    install_plugindef(state, found, FILE)
    assert state.run(b"shared = 5 return plugindef()", "@s") == [b"5"]


def test_without_one_finaleplugin_is_there_and_empty() -> None:
    state = fresh_state()
    install_plugindef(state, read("print(1)"), FILE)
    assert state.run(b"return type(finaleplugin), next(finaleplugin), plugindef", "@s") == [
        b"table",
        None,
        None,
    ]


def test_installing_runs_nothing_of_the_script_s() -> None:
    # Even if the extracted text held more than a function, it could reach nothing.
    sly = PluginDef("A", "A", "", text=b"function plugindef() end _G.stolen = true", line=1)
    state = fresh_state()
    with pytest.raises(PluginError):
        install_plugindef(state, sly, FILE)
    assert state.run(b"return stolen", "@s") == [None]


def test_changing_finaleplugin_in_the_script_changes_no_permission() -> None:
    found = read("function plugindef() end")
    state = fresh_state()
    install_plugindef(state, found, FILE)
    state.run(b"finaleplugin.ExecuteHttpsCalls = true", "@s")
    assert not found.properties.ExecuteHttpsCalls


def compiled_script() -> bytes:
    text = """
    finaleplugin = {}
    function plugindef(locale)
        finaleplugin.Author = locale
        return 'Compiled', 'Undo'
    end
    """
    runtime = LuaRuntime(encoding=None)
    result = runtime.eval(b"function(text) return string.dump(load(text)) end")(text.encode())
    assert isinstance(result, bytes) and result.startswith(b"\x1bLua")
    return result


def test_a_compiled_script_runs_only_when_trusted() -> None:
    with pytest.raises(PluginError) as caught:
        require_trust(b"\x1bLuaT", FILE, trusted=False)
    assert caught.value.exit_status == 4
    assert "--trust" in caught.value.message
    require_trust(b"\x1bLuaT", FILE, trusted=True)
    require_trust(b"print(1)", FILE, trusted=False)


def test_a_compiled_script_s_plugindef_is_what_its_main_chunk_leaves() -> None:
    state = fresh_state(trusted=True)
    compiled = compiled_script()
    before = read_plugindef(compiled, Path("x/thing.luac"))
    assert (before.menu_text, before.text) == ("thing", None)
    state.run(compiled, "@thing.luac")
    after = plugindef_left_by(state, Path("x/thing.luac"))
    assert (after.menu_text, after.undo_text, after.properties.Author) == ("Compiled", "Undo", "en_US")


def test_a_compiled_script_without_plugindef_is_called_like_its_file() -> None:
    assert plugindef_left_by(fresh_state(), Path("thing.luac")).menu_text == "thing"


@pytest.mark.parametrize("folder", ["src", "dist"])
def test_all_real_scripts_can_be_read(folder: str) -> None:
    for file in sorted(sources_path("lua-scripts", folder).glob("*.lua")):
        found = read_plugindef(file.read_bytes(), file)
        assert found.menu_text != file.stem and found.undo_text, file.name
        assert found.problems == (), file.name
