"""Scripts that start other scripts: ``finenv.CreateLuaScriptItems``, ``ExecuteLuaScriptItem`` and their items."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.versions import RAW_FINALE_VERSION
from tests.frontdoor import WIDEN, Door, Outcome

AD_HOC = """
local items = finenv.CreateLuaScriptItemsFromFilePath()
local item = items:GetItemAt(0)
item.AutomaticallyReportErrors = false
local function try(text)
    item.OptionalScriptText = text
    return finenv.ExecuteLuaScriptItem(item)
end
"""
WIDER = "finale.FCMeasure():Load(1) " + WIDEN.replace("\n", " ")
LOOP = "while true do end"
KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"


def configure(door: Door, text: str) -> None:
    (door.config / "config.toml").write_text(text, encoding="utf-8")


def ad_hoc(door: Door, code: str, *options: object, plugindef: str = "") -> Outcome:
    return door.run(AD_HOC + code, *options, plugindef=plugindef)


# ---- what comes of an item


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("return 12, 13", "true\t12\t0"),
        ("return 'text'", "true\ttext\t0"),
        ("return false", "true\tfalse\t0"),
        ("return ''", "true\t\t0"),
        ("return", "true\tnil\tnil"),
        ("return nil, 1", "true\tnil\tnil"),
        ("return finale.FCString('shown')", "true\tshown\t0"),
        ("error('no')", "false\t[string \"error('no')\"]:1: no\t8"),
        ("x = = 1", "false\t[string \"x = = 1\"]:1: unexpected symbol near '='\t8"),
        ("os.exit(3)", "false\tthe script ended itself with status 3\t8"),
    ],
)
def test_an_item_gives_success_a_message_and_its_type(door: Door, code: str, outcome: str) -> None:
    assert ad_hoc(door, f"print(try([[{code}]]))").out == outcome + "\n"


def test_a_requirement_that_is_not_met_has_its_own_type(door: Door) -> None:
    code = """
    local _, _, kind = try("function plugindef() finaleplugin.RequireSelection = true end")
    print(kind == finenv.MessageResultType.SELECTION_REQUIRED)
    """
    assert ad_hoc(door, code, "--select", "none").out == "true\n"


def test_each_item_has_a_state_of_its_own(door: Door) -> None:
    code = "mine = 1 try('mine = 2 io.stdout:write(type(item))') print(mine)"
    assert ad_hoc(door, code).out == "nil1\n"


def test_an_item_that_retains_its_state_finds_it_again_until_its_code_changes(door: Door) -> None:
    code = """
    local count = "finenv.RetainLuaState = true n = (n or 0) + 1 return n"
    print(try(count)) print(try(count)) print(try(count .. " ")) print(try(count))
    local other = finenv.CreateLuaScriptItemsFromFilePath():GetItemAt(0)
    other.OptionalScriptText = count
    print(finenv.ExecuteLuaScriptItem(other))
    """
    assert [line.split("\t")[1] for line in ad_hoc(door, code).out.splitlines()] == ["1", "2", "1", "1", "1"]


def test_only_items_can_be_executed(door: Door) -> None:
    done = ad_hoc(door, "finenv.ExecuteLuaScriptItem('x')")
    assert done.status == 1 and "param 1 expected FCLuaScriptItem, got string" in done.err


# ---- callbacks


def test_the_callbacks_are_told_what_happened(door: Door) -> None:
    code = """
    item:RegisterOnExecutionWillStart(function(it) print("starts", it == item, it:IsExecuting()) end)
    item:RegisterOnExecutionDidStop(function(it, ok, message, kind, line, source)
        print("stopped", it == item, it:IsExecuting(), ok, message, kind, line, source)
    end)
    try("return 5")
    try("\\n\\nlocal t = nil + 1")
    try("function plugindef()\\n  os.execute('ls')\\nend")
    """
    lines = ad_hoc(door, code).out.split("starts\ttrue\ttrue\n")[1:]
    assert lines[0] == "stopped\ttrue\tfalse\ttrue\t5\t0\t0\tnil\n"
    assert (
        lines[1].startswith("stopped\ttrue\tfalse\tfalse\t") and "\t8\t3\t\n\nlocal t = nil + 1\n" in lines[1]
    )
    assert "current permissions environment does not allow" in lines[2]
    assert lines[2].endswith("\t8\t2\tfunction plugindef()\n  os.execute('ls')\nend\n")


def test_the_source_of_an_error_in_a_file_is_the_file(door: Door) -> None:
    other = door.file("other.lua", "\nerror('there')")
    code = f"""
    local item = finenv.CreateLuaScriptItemsFromFilePath([[{other}]]):GetItemAt(0)
    item.AutomaticallyReportErrors = false
    item:RegisterOnExecutionDidStop(function(_, _, _, _, line, source) print(line, source) end)
    finenv.ExecuteLuaScriptItem(item)
    """
    assert door.run(code).out == f"2\t@{other}\n"


def test_a_print_function_gets_the_values(door: Door) -> None:
    code = """
    item:RegisterPrintFunction(function(...)
        for i = 1, select("#", ...) do io.write(math.type((select(i, ...))) or type((select(i, ...))), " ") end
        print(...)
    end)
    try("print(3, 4.5, nil, false, 'text', finale.FCString('a horse'), nil)")
    item:RegisterPrintFunction(nil)
    try("print('as ever')")
    """
    assert ad_hoc(door, code).out == (
        "integer float nil boolean string string nil 3\t4.5\tnil\tfalse\ttext\ta horse\tnil\nas ever\n"
    )


def test_a_print_function_is_told_of_an_error(door: Door) -> None:
    code = "item:RegisterPrintFunction(function(...) print('P', ...) end) try('error(\"oh\", 0)')"
    assert ad_hoc(door, code).out == "P\toh\n"


def test_an_error_in_a_print_function_is_the_starting_script_s(door: Door) -> None:
    code = "item:RegisterPrintFunction(function()\n  error('in the function')\nend)\nprint(try('print(1) return 2'))"
    done = ad_hoc(door, code)
    assert done.status == 1 and "in the function" in done.err
    assert done.out.endswith("true\t2\t0\n")


def test_a_script_is_ended_from_its_print_function(door: Door) -> None:
    code = """
    item:RegisterPrintFunction(function() item:StopExecuting() end)
    local ok, _, kind = try("print(1) while true do end")
    print(ok, kind == finenv.MessageResultType.EXTERNAL_TERMINATION)
    item:StopExecuting()
    """
    assert ad_hoc(door, code, "--timeout", 20).out == "false\ttrue\n"


def test_windows_are_told_and_answered_as_the_starting_script_s(door: Door) -> None:
    answers = door.file("answers.toml", '[[alert]]\ntext = "Sure"\nanswer = "yes"\n')
    code = """
    item:RegisterOnModalWindowWillOpen(function() print("opens") end)
    item:RegisterOnModalWindowDidClose(function() print("closed") end)
    print(try("return finenv.UI():AlertYesNo('Sure?', '') == finale.YESRETURN"))
    """
    done = ad_hoc(door, code, "--answers", answers, "--json").json
    assert done["printed"] == "opens\nclosed\ntrue\ttrue\t0\n"
    assert [alert["text"] for alert in done["alerts"]] == ["Sure?"]


def test_an_error_is_reported_unless_the_item_says_otherwise(door: Door) -> None:
    loud = "item.AutomaticallyReportErrors = true item.MenuItemText = 'Loud' try('error(\"oh\", 0)')"
    (alert,) = ad_hoc(door, loud, "--json").json["alerts"]
    assert (alert["kind"], alert["text"], alert["caption"]) == ("error", "oh", "Loud")
    assert ad_hoc(door, "try('error(\"oh\", 0)')", "--json").json["alerts"] == []


# ---- the document


def test_a_script_that_has_ended_starts_no_other(door: Door) -> None:
    code = f"""
    kept = setmetatable({{}}, {{ __gc = function() print(try([[{WIDEN}]])) end }})
    """
    done = ad_hoc(door, code, "-o", "out.enigmaxml", "--json").json
    assert done["ok"] and done["changes"] == []
    before = door.score("again.enigmaxml").read_bytes()
    assert (door.folder / "out.enigmaxml").read_bytes() == before


def test_an_item_has_undo_blocks_of_its_own(door: Door) -> None:
    code = f"{WIDEN} item.UndoText = 'Inner' try([[{WIDEN}]]) {WIDEN}"
    done = ad_hoc(door, code, "--json", plugindef="return 'Outer'").json
    assert [(block["text"], block["stored"]) for block in done["undo"]] == [
        ("Outer", True), ("Inner", True), ("Outer", True)
    ]  # fmt: skip
    (change,) = done["changes"]
    before, after = change["fields"]["width"]
    assert int(after) - int(before) == 30


def test_what_an_item_changes_stays_when_the_starting_script_stores_nothing(door: Door) -> None:
    code = f"{WIDEN} item.UndoText = 'Inner' try([[{WIDEN}]]) {WIDEN}"
    done = ad_hoc(door, code, "--json", plugindef="finaleplugin.NoStore = true return 'Outer'").json
    (change,) = done["changes"]
    before, after = change["fields"]["width"]
    assert int(after) - int(before) == 10
    assert [block["text"] for block in done["undo"] if block["stored"]] == ["Inner"]


def test_a_failing_item_loses_its_changes_and_leaves_the_others(door: Door) -> None:
    done = ad_hoc(door, f"{WIDEN} try([[{WIDEN} error('x')]])", "--json").json
    assert done["ok"] and len(done["changes"]) == 1
    before, after = done["changes"][0]["fields"]["width"]
    assert int(after) - int(before) == 10


def test_the_selection_is_shared(door: Door) -> None:
    code = """
    print(try("return finenv.Region().StartMeasure"))
    try("local r = finenv.Region() r.StartMeasure = 1 r.EndMeasure = 1 r:SetInDocument()")
    local now = finale.FCMusicRegion()
    now:SetCurrentSelection()
    print(now.StartMeasure, now.EndMeasure)
    """
    assert ad_hoc(door, code, "--select", "m2").out == "true\t2\t0\n1\t1\n"


# ---- files and their items


def test_a_file_s_items_are_what_plugindef_says(door: Door) -> None:
    door.file(
        "scripts/many.lua",
        """
        function plugindef()
            finaleplugin.Version = "1.5"
            finaleplugin.NoStore = true
            finaleplugin.MinJWLuaVersion = 0.55
            finaleplugin.MinFinaleVersionRaw = 0x1a000000
            finaleplugin.AdditionalMenuOptions = "Down"
            finaleplugin.AdditionalPrefixes = "way = 'down'"
            return "Up", "Undo up", "Goes up"
        end
        return way or "up"
        """,
    )
    code = """
    local items = finenv.CreateLuaScriptItemsFromFilePath(finenv.RunningLuaFolderPath() .. "scripts/many.lua")
    for item in each(items) do
        print(item.MenuItemText, item.UndoText, item.Description, item.Prefix, item.ExecutableIndex, item.FileName)
        print(finenv.ExecuteLuaScriptItem(item))
    end
    local first = items:GetItemAt(0)
    print(first:CreateFinalePluginValue("Version").LuaString, first:CreateFinalePluginValue("NoStore").LuaString)
    print(first:CreateFinalePluginValue("Author"), first.VersionCompatible, first.OptionalScriptText, first.Trusted)
    print(first:GetRequiredVersion(finale.REQVERSIONTYPE_MINIMUM_LUAX1000),
        first:GetRequiredVersion(finale.REQVERSIONTYPE_MINIMUM_FINALE),
        first:GetRequiredVersion(finale.REQVERSIONTYPE_MAXIMUM_FINALE))
    items:InsertItemAt(items:GetItemAt(1), 0)
    print(items.Count, items:GetItemAt(0).MenuItemText, items:GetItemAt(9))
    """
    assert door.run(code).out.splitlines() == [
        "Up\tUndo up\tGoes up\t\t0\tmany.lua",
        "true\tup\t0",
        "Down\tDown\tGoes up\tway = 'down'\t1\tmany.lua",
        "true\tdown\t0",
        "1.5\ttrue",
        "nil\ttrue\tnil\tfalse",
        f"550\t{0x1A000000}\t0",
        "3\tDown\tnil",
    ]
    assert RAW_FINALE_VERSION > 0x1A000000


def test_a_text_stands_for_the_file_whose_path_it_has(door: Door) -> None:
    code = """
    local path = finenv.RunningLuaFolderPath() .. "unwritten.lua"
    local item = finenv.CreateLuaScriptItemsFromFilePath(path, "return finenv.RunningLuaFilePath()"):GetItemAt(0)
    local _, message = finenv.ExecuteLuaScriptItem(item)
    print(message == path, item.MenuItemText)
    local items = finenv.CreateLuaScriptItemsFromFilePath(nil, "return finenv.RunningLuaFilePath()")
    print(finenv.ExecuteLuaScriptItem(items:GetItemAt(0)))
    """
    assert door.run(code).out == "true\tunwritten\ntrue\t\t0\n"


def test_settings_of_an_item_hold_where_plugindef_says_nothing(door: Door) -> None:
    body = b"return finenv.LoadedAsString\n\0\0 no Lua here"
    door.file("plain.lua", body)
    door.file("forced.lua", b"function plugindef() finaleplugin.LoadAsString = false end " + body)
    code = """
    local function item(name)
        local found = finenv.CreateLuaScriptItemsFromFilePath(finenv.RunningLuaFolderPath() .. name):GetItemAt(0)
        found.AutomaticallyReportErrors = false
        return found
    end
    local plain, forced = item("plain.lua"), item("forced.lua")
    print(plain.LoadAsString, (finenv.ExecuteLuaScriptItem(plain)))
    plain.LoadAsString, forced.LoadAsString = true, true
    print(finenv.ExecuteLuaScriptItem(plain))
    print((finenv.ExecuteLuaScriptItem(forced)))
    """
    assert door.run(code).out == "false\tfalse\ntrue\ttrue\t0\nfalse\n"
    assert ad_hoc(door, "item.Debug = true print(try('return finenv.DebugEnabled'))").out == "true\ttrue\t0\n"


# ---- the menu


def test_items_of_the_menu_are_those_that_are_configured(door: Door) -> None:
    up = door.file("menu/up.lua", "return how")
    prefix = door.file("menu/up.prefix", "how = 'configured'")
    configure(
        door,
        f"[[script]]\npath = '{up}'\nmenu = 'Higher'\nundo = 'Raise'\nprefix = '{prefix}'\n"
        f"[[script]]\npath = '{up}'\nmenu = 'Sleeping'\nactive = false\n",
    )
    code = """
    local shown = {}
    for item in each(finenv.CreateLuaScriptItems()) do shown[item.MenuItemText] = item end
    print(shown.Higher.UndoText, shown.Higher.Prefix, shown.Sleeping)
    print(finenv.ExecuteLuaScriptItem(shown.Higher))
    """
    assert door.run(code).out == "Raise\t\tnil\ntrue\tconfigured\t0\n"


def test_a_script_cannot_execute_itself_nor_what_started_it(door: Door) -> None:
    source = """
    for item in each(finenv.CreateLuaScriptItems()) do
        if item.MenuItemText == "One" or item.MenuItemText == "Two" then
            print(finenv.RunningLuaFilePath():match("(%w+).lua"), item.MenuItemText, finenv.ExecuteLuaScriptItem(item))
        end
    end
    """
    one, two = (door.file(f"{name}.lua", source) for name in ("one", "two"))
    configure(door, f"[[script]]\npath = '{one}'\nmenu = 'One'\n[[script]]\npath = '{two}'\nmenu = 'Two'\n")
    assert door("run", "One", door.score()).out.splitlines() == [
        "one\tOne\tfalse\ta script cannot execute itself\t6",
        "two\tOne\tfalse\tthat script is running already\t6",
        "two\tTwo\tfalse\ta script cannot execute itself\t6",
        "one\tTwo\ttrue\tnil\tnil",
    ]


def test_scripts_that_start_each_other_come_to_an_end(door: Door) -> None:
    source = """
    local items = finenv.CreateLuaScriptItemsFromFilePath(finenv.RunningLuaFilePath())
    local ok, message = finenv.ExecuteLuaScriptItem(items:GetItemAt(0))
    print(ok, message)
    """
    lines = door.run(source).out.splitlines()
    assert lines[0] == "false\tscripts start each other, more than 8 deep"
    assert lines[1:] == ["true\tnil"] * 8


# ---- rights


def test_an_ad_hoc_script_is_trusted_only_by_a_script_that_is(door: Door) -> None:
    code = """
    item.Trusted = true
    local code = "function plugindef() finaleplugin.ExecuteExternalCode = true end "
        .. "os.execute('cd .') return finenv.TrustedMode"
    print(try(code))
    item.Trusted = false
    print((try(code)))
    """
    flag = "finaleplugin.ExecuteExternalCode = true"
    assert ad_hoc(door, code, "--trust", plugindef=flag).out == "true\t1\t0\nfalse\n"
    done = ad_hoc(door, code, "--json", plugindef=flag).json
    assert done["printed"].startswith("false\t") and done["printed"].endswith("false\n")
    assert [each["what"] for each in done["permissions"]["refused"]] == ["os.execute"]


def test_an_ad_hoc_script_has_no_more_permissions_than_the_script_that_starts_it(door: Door) -> None:
    code = """
    print(try("function plugindef() finaleplugin.ExecuteHttpsCalls = true end\\n"
        .. "return require('luaosutils').internet.get_sync('https://example.com/', 1)"))
    """
    done = ad_hoc(door, code, "--json").json
    assert "current permissions environment" in done["printed"]
    (refusal,) = done["permissions"]["refused"]
    assert "in the script that started this one as well" in refusal["reason"]
    assert done["network"] == []


def test_an_item_of_the_menu_is_trusted_as_configured_and_only_as_it_is(door: Door) -> None:
    asks = "function plugindef() finaleplugin.ExecuteExternalCode = true end "
    mine = door.file("mine.lua", asks + "return finenv.TrustedMode")
    configure(door, f"[[script]]\npath = '{mine}'\nmenu = 'Mine'\ntrusted = true\n")
    code = """
    local mine
    for item in each(finenv.CreateLuaScriptItems()) do if item.MenuItemText == "Mine" then mine = item end end
    print(mine.Trusted, finenv.ExecuteLuaScriptItem(mine))
    mine.OptionalScriptText = "return finenv.TrustedMode"
    print(finenv.ExecuteLuaScriptItem(mine))
    mine.OptionalScriptText = nil
    mine.Prefix = "hijacked = true"
    print(finenv.ExecuteLuaScriptItem(mine))
    mine.Prefix = ""
    print(finenv.ExecuteLuaScriptItem(mine))
    mine.LoadAsString = true
    print(finenv.ExecuteLuaScriptItem(mine))
    """
    modes = [line.split("\t")[-2] for line in door.run(code).out.splitlines()]
    assert modes == ["1", "0", "0", "1", "0"]


def test_trust_in_an_item_of_the_menu_can_be_given_by_a_trusted_script_and_taken_by_any(door: Door) -> None:
    for name, setting in (("yes", "--trusted"), ("no", "--no-trusted")):
        script = door.file(f"{name}.lua", "return finenv.TrustedMode")
        door("config", "add", script, "--menu", name, setting)
    code = """
    for item in each(finenv.CreateLuaScriptItems()) do
        if item.MenuItemText == "yes" or item.MenuItemText == "no" then
            item.Trusted = not item.Trusted
            local _, mode = finenv.ExecuteLuaScriptItem(item)
            io.write(item.MenuItemText, mode, " ")
        end
    end
    """
    assert sorted(door.run(code).out.split()) == ["no0", "yes0"]
    assert sorted(door.run(code, "--trust").out.split()) == ["no1", "yes0"]


@pytest.mark.parametrize("text", ["nil", "'return 1'"])
def test_a_path_outside_the_fence_is_refused(door: Door, tmp_path: Path, text: str) -> None:
    outside = tmp_path / "outside" / "x.lua"
    outside.parent.mkdir()
    outside.write_text("return 1", encoding="utf-8")
    door.file("plugin.lua", "")
    folder = door.folder / "own"
    folder.mkdir()
    code = f"print(pcall(finenv.CreateLuaScriptItemsFromFilePath, [[{outside}]], {text}))"
    done = door.run(code, "--json").json
    assert done["printed"].startswith("false\t") and "is not allowed" in done["printed"]
    assert done["permissions"]["refused"][0]["rule"] == "files"


def test_a_file_that_may_be_read_does_not_open_its_folder(door: Door, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.lua").write_text("return io.open('secret.txt'):read('a')", encoding="utf-8")
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    code = f"print(pcall(finenv.CreateLuaScriptItemsFromFilePath, [[{outside / 'x.lua'}]]))"
    done = door.run(code, "--allow-read", outside / "x.lua")
    assert done.out.startswith("false\t") and "secret" not in done.out.replace(str(outside), "")


def test_a_prefix_that_a_script_may_not_read_is_kept_from_what_it_starts(door: Door) -> None:
    prefix = door.file("mine.prefix", "secret = 1")
    code = f"""
    print(pcall(io.open, [[{prefix}]]))
    print(try([==[return io.open([[{prefix}]])]==]))
    """
    first, second = ad_hoc(door, code, "--prefix", prefix).out.splitlines()
    for line in (first, second):
        assert line.startswith("false\t") and "belongs to Postlude's configuration" in line


def test_alerts_of_a_retained_state_are_answered_and_listed(door: Door) -> None:
    code = """
    for number = 1, 2 do
        print(try("finenv.RetainLuaState = true return finenv.UI():AlertYesNo('Sure?', '')"))
    end
    """
    done = ad_hoc(door, code, "--dialogs", "ok", "--json").json
    assert [alert["answer"] for alert in done["alerts"]] == ["yes", "yes"]


def test_a_trusted_script_s_key_does_not_go_to_the_script_that_starts_it(door: Door) -> None:
    mine = door.file("mine.lua", "print(openai_api_key, #openai_api_key) return openai_api_key")
    configure(door, f"[[script]]\npath = '{mine}'\nmenu = 'Mine'\ntrusted = true\n")
    prefix = door.file("system.lua", f'openai_api_key = "{KEY}"')
    code = """
    for item in each(finenv.CreateLuaScriptItems()) do
        if item.MenuItemText == "Mine" then
            item:RegisterPrintFunction(function(...) seen = table.concat({...}, " ") end)
            local _, message = finenv.ExecuteLuaScriptItem(item)
            for byte in (seen .. message):gmatch(".") do io.write(byte:byte(), " ") end
        end
    end
    """
    done = door.run(code, "--system-prefix", prefix)
    told = bytes(map(int, done.out.split())).decode()
    assert str(len(KEY)) in told  # it did hold the key
    assert KEY not in told


def test_code_can_not_pass_for_the_host_s(door: Door) -> None:
    code = """
    print(try("=[postlude] x"))
    print(try("--[postlude]\\nreturn debug.getinfo(1, 'S').source"))
    """
    done = ad_hoc(door, code)
    assert done.out == (
        "false\t[script]:1: unexpected symbol near '='\t8\ntrue\t--[postlude]\n"
        "return debug.getinfo(1, 'S').source\t0\n"
    )


def test_the_time_of_an_item_is_the_starting_script_s(door: Door) -> None:
    done = ad_hoc(door, f"print(try('{LOOP}')) print('not reached')", "--timeout", 0.5, "--json").json
    assert done["kind"] == "EXTERNAL_TERMINATION" and "not reached" not in done["printed"]


def test_the_memory_of_an_item_is_limited(door: Door) -> None:
    code = "print(try('t = {} for i = 1, 1e9 do t[i] = i end'))"
    done = ad_hoc(door, code, "--memory", 64)
    assert done.out.startswith("false\tthe script used more than its 32 MB of memory")


def test_without_a_host_there_are_no_other_scripts() -> None:
    from postlude.errors import ScriptError
    from postlude.finale.finenv import Finenv, ScriptFacts
    from postlude.finale.session import Session
    from postlude.finale.undo import Undo

    session = Session(None)
    with pytest.raises(ScriptError, match="run this one through the host"):
        Finenv(session, Undo(session, ""), ScriptFacts()).CreateLuaScriptItems()


def test_finale_s_window_is_a_handle_on_windows_and_nothing_on_a_mac(door: Door) -> None:
    code = "local w = finenv.GetFinaleMainWindow() print(type(w), w == finenv.GetFinaleMainWindow())"
    assert door.run(code, "--platform", "mac").out == "nil\ttrue\n"
    assert door.run(code, "--platform", "windows").out == "userdata\ttrue\n"


def test_what_a_script_says_of_debugging_opens_no_socket(door: Door) -> None:
    code = (
        "item.Debug, item.Trusted = true, true print(try('return type(socket), pcall(require, [[socket]])'))"
    )
    assert ad_hoc(door, code).out == "true\tnil\t0\n"
    assert ad_hoc(door, code, "--trust").out == "true\ttable\t0\n"


def test_a_python_plugin_starts_scripts_too(door: Door) -> None:
    source = """
def run(finale, finenv):
    item = finenv.CreateLuaScriptItemsFromFilePath("", "print(1, nil) return finenv.TrustedMode").GetItemAt(0)
    seen = []
    item.RegisterPrintFunction(lambda *values: seen.append(values))
    return seen, finenv.ExecuteLuaScriptItem(item)
"""
    done = door.run(source, "--json", suffix=".py").json
    assert done["returned"] == [[[1, None]], [True, "0", 0]]
