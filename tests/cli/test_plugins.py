"""What a plugin is: plugindef, prefixes and their order, plugins in Python, the versions that they meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import sources_path
from tests.frontdoor import PARTS, WIDEN, Door

# ---- plugindef


def test_plugindef_is_optional(door: Door) -> None:
    result = door.run("print(plugindef, finaleplugin ~= nil)", "--json").json
    assert (result["item"], result["printed"]) == ("plugin", "nil\ttrue\n")


def test_plugindef_is_taken_from_the_text_and_called_alone(door: Door) -> None:
    source = """
        -- function plugindef() return "comment" end
        local text = [[ function plugindef() return "string" end ]]
        local t = { plugindef = function() return "field" end }
        called = (called or 0) + 1
        function plugindef(locale)
            called = (called or 0) + 100
            return "Real " .. locale, "Undo", "Description"
        end
        print(called)
    """
    result = door.run(source, "--json", "--locale", "fr_FR").json
    assert (result["item"], result["printed"]) == ("Real fr_FR", "1\n")


def test_plugindef_has_the_standard_libraries_without_files(door: Door) -> None:
    ok = door.run(
        "function plugindef() return ('x'):rep(3) .. math.max(1, 2) .. #table.pack(1) end", "--json"
    )
    assert ok.json["item"] == "xxx21"
    for reach in (
        "io.open('plugin.lua')",
        "os.execute('x')",
        "require('lfs')",
        "dofile('plugin.lua')",
        "finale.FCString()",
    ):
        done = door.run(f"function plugindef() local x = {reach} return 'x' end print('ran')", "--json")
        assert (done.json["ok"], done.json["printed"]) == (False, "")


def test_plugindef_has_its_own_limits(door: Door) -> None:
    door.monkeypatch.setattr("postlude.plugins.plugindef.SECONDS", 0.2)
    done = door.run("function plugindef() while true do end end", "--json")
    assert (done.status, done.json["kind"]) == (6, "EXTERNAL_TERMINATION")


def test_get_plugindef_function_gives_the_text(door: Door) -> None:
    text = "function plugindef()\n    -- a comment\n    return 'x'\nend"
    assert door.run(f"local before = 1\n{text}\nprint(finenv.GetPluginDefFunction())").out == text + "\n"
    assert door.run("print(finenv.GetPluginDefFunction() == '')").out == "true\n"


def test_plugindef_and_finaleplugin_are_there_before_the_prefixes(door: Door) -> None:
    prefix = door.file("pre.lua", "seen = finaleplugin.Version .. type(plugindef) .. plugindef()")
    done = door.run(
        "function plugindef() finaleplugin.Version = '1.5' return 'Item' end print(seen, finaleplugin.Version)",
        "--prefix", prefix,
    )  # fmt: skip
    assert done.out.split() == ["1.5functionItem", "1.5"]


def test_changing_finaleplugin_later_changes_no_permission(door: Door) -> None:
    source = """
        finaleplugin.ExecuteHttpsCalls = true
        finaleplugin.ExecuteExternalCode = true
        finaleplugin.NoStore = true
        function plugindef() finaleplugin.ExecuteHttpsCalls = os and os.getenv ~= nil end
        print(pcall(require, "openai"))
        print(pcall(os.execute, "x"))
    """.replace("function plugindef", "local function plugindef")
    result = door.run(WIDEN + source, "--json", "--trust").json
    assert [line.partition("\t")[0] for line in result["printed"].splitlines()] == ["false", "false"]
    assert result["permissions"]["requested"] == []
    assert len(result["changes"]) == 1  # NoStore, too, is plugindef's


def test_a_bundled_script_s_plugindef_stands_thousands_of_lines_down(door: Door) -> None:
    library = (
        "package.preload['x'] = function() local t = {} function t.plugindef() end return t end\n" * 3000
    )
    result = door.run(library + "function plugindef() return 'Far down' end", "--json").json
    assert result["item"] == "Far down"
    done = door.run(library + "function plugindef()\n  error('x')\nend", "--json")
    assert done.json["error"]["line"] == 3002


def test_real_bundled_scripts_are_read(door: Door) -> None:
    folder = sources_path("lua-scripts", "dist")
    door.file("../config/config.toml", f"plugin_folders = ['{folder}']")
    rows = [row for row in door("list", "--json").lines if str(folder) in row["where"]]
    assert len(rows) > 50
    assert [row["name"] for row in rows if row["problem"]] == []


def test_startup_is_granted_by_configuration_and_an_unmodified_file(door: Door) -> None:
    import hashlib

    script = door.file("plugin.lua", "function plugindef() finaleplugin.ExecuteAtStartup = true end")
    score = door.score()

    def granted() -> object:
        return door("run", script, score, "--json").json["permissions"]["granted"]

    assert granted() == []
    digest = hashlib.sha256(script.read_bytes()).hexdigest()
    door.file(
        "../config/config.toml",
        f"[[script]]\npath = '{script}'\nallow_at_startup = true\nsha256 = '{digest}'",
    )
    assert granted() == ["ExecuteAtStartup"]
    door.file("plugin.lua", script.read_text(encoding="utf-8") + " -- modified")
    assert granted() == []


# ---- prefixes


def test_the_order_is_system_script_item_script_in_one_state(door: Door) -> None:
    system = door.file("sys.lua", "order = 'system ' .. tostring(finale ~= nil) .. tostring(finenv.IsRGPLua)")
    script = door.file("pre.lua", "order = order .. ' script ' .. tostring(finale.FCString() ~= nil)")
    source = """
        function plugindef()
            finaleplugin.AdditionalMenuOptions = "Second"
            finaleplugin.AdditionalPrefixes = "order = order .. ' item'"
            return "First"
        end
        print(order .. ' script')
    """
    options = ("--system-prefix", system, "--prefix", script)
    assert door.run(source, *options, "--item", "2").out == "system truetrue script true item script\n"
    assert door.run(source, *options).out == "system truetrue script true script\n"


def test_a_configured_script_has_a_prefix_and_a_menu_text_for_each_time_it_is_configured(door: Door) -> None:
    script = door.file("plugin.lua", "function plugindef() return 'Own' end print(how)")
    door.file("../config/up.lua", "how = 'up'")
    door.file("../config/down.lua", "how = 'down'")
    door.file(
        "../config/config.toml",
        f"""
        [[script]]
        path = '{script}'
        menu = "Go Up"
        prefix = "up.lua"
        [[script]]
        path = '{script}'
        menu = "Go Down"
        undo = "Undo Down"
        prefix = "down.lua"
        """,
    )
    score = door.score()
    assert door("run", script, score, "--item", "go up").out == "up\n"
    assert door("run", script, score, "--item", "Undo Down").out == "down\n"
    assert door("run", script, score, "--item", "Own").out == "nil\n"
    assert door("run", script, score, "--item", "Own", "--prefix", door.config / "up.lua").out == "up\n"


def test_an_error_in_an_item_s_line_names_the_item(door: Door) -> None:
    head = """
        finaleplugin.AdditionalMenuOptions = "Second"
        finaleplugin.AdditionalPrefixes = "error('in the line')"
    """
    done = door.run("print(1)", "--item", 2, "--json", plugindef=head)
    assert (done.status, done.json["printed"]) == (1, "")
    assert "AdditionalPrefixes of item 2 'Second'" in done.json["message"]


def test_an_item_s_line_has_the_script_s_rights_and_not_the_user_s(door: Door, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("x", encoding="utf-8")
    head = f"""
        finaleplugin.AdditionalMenuOptions = "Second"
        finaleplugin.AdditionalPrefixes = "io.open('{tmp_path / "outside.txt"}')"
    """
    assert door.run("print(1)", "--item", 2, plugindef=head).status == 4


def test_prefixes_are_never_chained(door: Door) -> None:
    door.file("../config/system.lua", "user = true")
    option = door.file("sys.lua", "option = true")
    door.monkeypatch.setenv("OPENAI_API_KEY", "sk-proj-something-long")
    done = door.run("print(option, user, openai_api_key)", "--system-prefix", option)
    assert done.out.split() == ["true", "nil", "nil"]


# ---- plugins in Python


PYTHON = """
def plugindef(finaleplugin, locale):
    finaleplugin.ExecuteHttpsCalls = True
    return f"Widen {locale}", "Undo text", "Description"

def run(finale, finenv, openai, prefix):
    measure = finale.FCMeasure()
    measure.Load(1)
    measure.Width += 10
    measure.Save()
    region = finenv.Region()
    return region.StartMeasure, finenv.StringVersion, sorted(prefix), callable(openai.create_completion)
"""


def test_a_python_plugin_has_the_same_finale_undo_and_result(door: Door) -> None:
    prefix = door.file("pre.lua", "x = 1")
    python = door.run(PYTHON, "--prefix", prefix, "--select", "m2", "--json", suffix=".py").json
    lua = door.run(WIDEN, "--json").json
    assert python["changes"] == lua["changes"]
    assert python["undo"] == [{"text": "Undo text", "stored": True, "records": 1}]
    assert python["item"] == "Widen en_US"
    assert python["returned"] == [2, "0.76", ["x"], True]
    assert python["message"] == "2"
    assert list(python) == list(lua)


def test_each_function_names_only_the_arguments_that_it_wants(door: Door) -> None:
    for signature in ("", "finale", "prefix", "finenv, finale", "openai"):
        assert door.run(f"def run({signature}):\n    print('ran')\n", suffix=".py").out == "ran\n"
    done = door.run("def run(finale, window):\n    pass\n", "--json", suffix=".py")
    assert done.status == 1
    assert "window" in done.json["message"]


def test_openai_raises_naming_the_flag_unless_it_was_granted(door: Door) -> None:
    source = "def run(openai):\n    openai.create_completion('m', 'p', 0.5)\n"
    done = door.run(source, "--json", suffix=".py")
    assert done.status == 4
    assert "ExecuteHttpsCalls" in done.json["message"]
    assert done.json["error"]["line"] == 2


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("def run(finale):\n    raise ValueError('unfortunate')\n", 2, "ValueError: unfortunate"),
        ("def run(finale):\n    finale.FCMeasure().Load('x')\n", 2, "param 1 expected"),
        ("x = 1\ndef run(finale:\n", 2, "SyntaxError"),
        ("import nothing_like_it\ndef run(): pass\n", 1, "nothing_like_it"),
        ("x = 1\n", None, "no function `run`"),
        ("def plugindef():\n    1 / 0\ndef run(): pass\n", 2, "ZeroDivisionError"),
        ("import sys\ndef run():\n    sys.exit('over')\n", 3, "over"), ("async def run(): pass\n", 1, "plain function"),
        ("def run():\n    raise KeyError\n", 2, "KeyError"), ("def run():\n    run()\n", 2, "RecursionError"),
    ],
)  # fmt: skip
def test_errors_of_python_plugins_have_file_line_and_message(
    door: Door, source: str, line: int | None, says: str
) -> None:
    done = door.run(source, "--json", suffix=".py")
    assert (done.status, done.json["kind"]) == (1, "LUA_ERROR")
    assert says in done.json["message"]
    assert done.json["error"]["file"].endswith("plugin.py")
    assert done.json["error"]["line"] == line


def test_a_python_plugin_ends_itself_without_failure(door: Door) -> None:
    assert door.run("import sys\ndef run():\n    print('x')\n    sys.exit()\n", suffix=".py").out == "x\n"


def test_alerts_of_a_python_plugin_are_answered(door: Door) -> None:
    source = "def run(finale, finenv):\n    return finenv.UI().AlertYesNo('Sure?', '') == finale.YESRETURN\n"
    assert door.run(source, "--json", "--dialogs", "ok", suffix=".py").json["returned"] == [True]
    assert door.run(source, "--json", suffix=".py").json["returned"] == [False]


def test_only_the_chosen_plugin_is_run(door: Door) -> None:
    for name in ("one", "two"):
        door.file(f"../config/plugins/{name}.py", f"def run():\n    print('{name}')\n")
    done = door("run", "one", door.score())
    assert done.out == "one\n"


def test_an_installed_package_s_plugin_is_run_by_name(door: Door) -> None:
    from importlib.metadata import EntryPoint

    door.file("../site/packed_plugin.py", "def run(finenv):\n    print(finenv.RunningLuaFilePath())\n")
    door.monkeypatch.syspath_prepend(str(door.folder.parent / "site"))
    offered = [
        EntryPoint("packed", "packed_plugin", "postlude"),
        EntryPoint("broken", "not_there", "postlude"),
    ]
    door.monkeypatch.setattr("importlib.metadata.entry_points", lambda group: offered)
    done = door("run", "packed", door.score())
    assert (done.status, done.out) == (0, f"{door.folder.parent / 'site' / 'packed_plugin.py'}\n")
    rows = {row["name"]: row for row in door("list", "--json").lines}
    assert rows["packed"]["problem"] is None
    assert "not_there" in rows["broken"]["problem"]


# ---- versions


def test_the_versions_that_scripts_see(door: Door) -> None:
    source = """
        local e = finenv
        print(e.StringVersion, e.MajorVersion, e.MinorVersion, _VERSION, e.RawFinaleVersion == 0x1b400000,
            e.FinaleVersion, e.IsRGPLua, e.IsFinaleDemo, e.DebugEnabled, e.EmbeddedLuaOSUtils, e.ConsoleIsAvailable)
        print(require("luaosutils")._VERSION)
        print(e.LuaBridgeVersion)
        print(e.LuaReleaseVersion)
        print(e.IsScriptActive(), e.QueryInitializationInProgress(), e.LoadedAsString, e.TrustedMode,
            e.TrustedModeType.USER_TRUSTED, e.MessageResultType.LUA_ERROR, e.NoSuchMember)
        print(pcall(function() e.StringVersion = "1" end))
    """
    from lupa.lua54 import LuaRuntime

    release = "Lua " + ".".join(map(str, LuaRuntime().lua_version))
    lines = door.run(source).out.splitlines()
    assert lines[0].split("\t") == [
        "0.76", "0", "76", "Lua 5.4", "true", "10027", "true", "false", "false", "true", "true",
    ]  # fmt: skip
    assert lines[1] == "Luaosutils 2.5.0"
    assert "Postlude" in lines[2]
    assert lines[3].startswith(release)
    assert lines[4].split("\t") == ["true", "false", "false", "0", "1", "8", "nil"]
    assert lines[5].startswith("false\t")
    assert "plugin.lua" in lines[5]


def test_finenv_tells_class_browsers_what_can_be_read_and_written(door: Door) -> None:
    source = """
        print(type(finenv.__propget.StringVersion), finenv.__propget.UI, finenv.__propset.StringVersion)
        finenv.__propget.StringVersion = nil
        print(next(finenv.__propset), finenv.StringVersion, finenv.__class)
        for name in pairs(finenv) do assert(not name:find("__", 1, true)) end
    """
    lines = door.run(source).out.splitlines()
    assert lines[0].split("\t") == ["function", "nil", "nil"]
    first, *others = lines[1].split("\t")
    assert first == "RetainLuaState"
    assert others[-2:] == ["0.76", "nil"]


def test_user_value_input_shows_an_error_and_gives_nil(door: Door) -> None:
    result = door.run("return finenv.UserValueInput()", "--json").json
    assert result["ok"]
    assert [alert["kind"] for alert in result["alerts"]] == ["error"]


def test_a_document_s_own_path_is_reported(door: Door) -> None:
    assert door.run("print(1)", PARTS, "--json").json["document"] == str(PARTS)
