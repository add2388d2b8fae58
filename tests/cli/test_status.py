"""Exit status and kind of each way to end, and no traceback for anybody's mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frontdoor import WIDEN, Door


def test_0_the_plugin_ran(door: Door) -> None:
    done = door.run("print('hello')", "--json")
    assert (done.status, done.json["kind"], done.json["ok"]) == (0, "SCRIPT_RESULT", True)


def test_1_the_plugin_failed_with_its_line_and_a_traceback(door: Door) -> None:
    source = "local function inner()\n  error('broken')\nend\ninner()"
    done = door.run(source, "--json")
    result = done.json
    assert (done.status, result["kind"], result["ok"]) == (1, "LUA_ERROR", False)
    assert result["message"].endswith("plugin.lua:2: broken")
    assert Path(result["error"]["file"]).name == "plugin.lua"
    assert result["error"]["line"] == 2
    assert "in local 'inner'" in result["error"]["traceback"] or "inner" in result["error"]["traceback"]
    done = door.run(source)
    assert done.status == 1
    assert "plugin.lua:2: broken" in done.err
    assert "stack traceback" in done.err
    assert done.out == ""


def test_1_a_syntax_error_has_its_line(door: Door) -> None:
    done = door.run("local x = 1\nlocal y = = 2", "--json")
    assert (done.status, done.json["error"]["line"]) == (1, 2)


def test_1_an_error_in_plugindef_has_the_script_s_line(door: Door) -> None:
    done = door.run("-- a line\nfunction plugindef()\n  local x = nil .. 'a'\nend", "--json")
    assert (done.status, done.json["kind"], done.json["error"]["line"]) == (1, "LUA_ERROR", 3)


def test_1_an_error_in_a_prefix_has_its_file_and_line_and_no_source(door: Door) -> None:
    prefix = door.file("pre.lua", "x = 1\nlocal y = 'sk-abcdefgh1234567' .. nil")
    done = door.run("print(1)", "--prefix", prefix, "--json")
    assert (done.status, done.json["kind"]) == (1, "LUA_ERROR")
    assert done.json["error"]["file"] == str(prefix)
    assert done.json["error"]["line"] == 2
    assert "sk-abcdefgh" not in done.raw.decode()


def test_1_os_exit_with_a_status_is_a_failure_and_without_one_is_not(door: Door) -> None:
    assert door.run("print(1) os.exit() print(2)").out == "1\n"
    assert door.run("os.exit(0)").status == 0
    assert door.run("os.exit(true)").status == 0
    for code in ("1", "false", "7"):
        done = door.run(f"os.exit({code})", "--json")
        assert (done.status, done.json["kind"]) == (1, "LUA_ERROR")


@pytest.mark.parametrize(
    ("requirement", "options", "kind"),
    [
        ("RequireSelection = true", ["--select", "none"], "SELECTION_REQUIRED"),
        ("RequireScore = true", ["--part", "1"], "SCORE_REQUIRED"),
        ("MinFinaleVersion = 10028", [], "FINALE_VERSION_MISMATCH"),
        ("MaxFinaleVersion = 2014", [], "FINALE_VERSION_MISMATCH"),
        ("MinFinaleVersionRaw = 0x1c000000", [], "FINALE_VERSION_MISMATCH"),
        ("MaxFinaleVersionRaw = 0x1a000000", [], "FINALE_VERSION_MISMATCH"),
        ("MinJWLuaVersion = 0.77", [], "LUA_PLUGIN_VERSION_MISMATCH"),
        ("MaxJWLuaVersion = 0.54", [], "LUA_PLUGIN_VERSION_MISMATCH"),
    ],
)
def test_3_a_requirement_is_not_met(door: Door, requirement: str, options: list[str], kind: str) -> None:
    done = door.run("print(1)", "--json", *options, plugindef=f"finaleplugin.{requirement}")
    assert (done.status, done.json["kind"], done.json["printed"]) == (3, kind, "")


def test_3_a_document_is_required_unless_plugindef_says_otherwise(door: Door) -> None:
    script = door.file("plugin.lua", "print(1)")
    done = door("run", script, "--json")
    assert (done.status, done.json["kind"], done.json["document"]) == (3, "DOCUMENT_REQUIRED", None)
    script = door.file("plugin.lua", "function plugindef() finaleplugin.RequireDocument = false end print(1)")
    done = door("run", script)
    assert (done.status, done.out) == (0, "1\n")


def test_4_a_refusal_ended_the_plugin_and_0_when_it_was_handled(door: Door) -> None:
    done = door.run("os.execute('x')", "--json")
    assert (done.status, done.json["kind"]) == (4, "LUA_ERROR")
    refused = done.json["permissions"]["refused"]
    assert [(each["rule"], each["what"]) for each in refused] == [("ExecuteExternalCode", "os.execute")]
    done = door.run("print(pcall(os.execute, 'x'))", "--json")
    assert (done.status, done.json["ok"]) == (0, True)
    assert [each["what"] for each in done.json["permissions"]["refused"]] == ["os.execute"]
    done = door.run("print(pcall(os.execute, 'x'))")
    assert "postlude: refused: os.execute" in done.err
    done = door.run("pcall(os.execute, 'x') error('something else')")
    assert done.status == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"not a document", b"PK\x03\x04 truncated", b"<?xml version='1.0'?><finale", b"\x00" * 100],
)
def test_5_a_document_that_cannot_be_read(door: Door, content: bytes) -> None:
    done = door.run("print(1)", door.file("bad.musx", content), "--json")
    assert (done.status, done.json["kind"], done.json["printed"]) == (5, "MISCELLANEOUS", "")
    assert "bad.musx" in done.json["message"]
    assert len(done.json["message"].splitlines()) == 1


def test_5_a_missing_document_and_a_directory(door: Door) -> None:
    done = door("run", door.file("plugin.lua", "print(1)"), "missing.musx")
    assert done.status == 5
    assert "no such file" in done.err
    (door.folder / "folder.musx").mkdir()
    done = door("run", "plugin.lua", "folder.musx")
    assert done.status == 5
    assert "directory" in done.err


def test_5_a_target_that_cannot_be_written(door: Door) -> None:
    (door.folder / "taken.musx").mkdir()
    done = door.run(WIDEN, "-o", "taken.musx", "--json")
    assert (done.status, done.json["kind"], done.json["ok"]) == (5, "MISCELLANEOUS", False)
    assert done.json["saved"] is None
    assert len(done.json["changes"]) == 1
    door.file("file", "")
    done = door.run(WIDEN, "-o", "file/out.musx")
    assert done.status == 5
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("limit", [["--timeout", "0.1"], ["--memory", "40"]])
def test_6_a_limit(door: Door, limit: list[str]) -> None:
    done = door.run("pcall(function() local t = {} while true do t[#t+1] = #t .. 'x' end end)", *limit)
    assert done.status == 6
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("plugin", "says"),
    [
        ("missing.lua", "no plugin"), ("nowhere/missing.lua", "no such plugin file"), ("score.txt", "no plugin"),
        ("folder", "no plugin"), ("folder.lua", "no plugin"), ("", "no plugin"), ("no-such-name", "no plugin"),
    ],
)  # fmt: skip
def test_2_a_plugin_that_is_not_there(door: Door, plugin: str, says: str) -> None:
    (door.folder / "folder").mkdir()
    (door.folder / "folder.lua").mkdir()
    door.file("score.txt", "")
    done = door("run", plugin, door.score())
    assert (done.status, done.out) == (2, "")
    assert says in done.err
    assert len(done.err.splitlines()) == 1


def test_2_no_command_and_an_unknown_one(door: Door) -> None:
    for arguments in ([], ["walk"], ["run"], ["info"]):
        done = door(*arguments)
        assert (done.status, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1


def test_2_a_configuration_that_cannot_be_read(door: Door) -> None:
    door.file("../config/config.toml", "plugin_folders = 3")
    done = door.run("print(1)")
    assert done.status == 2
    assert "config.toml:1" in done.err


def test_a_script_that_is_not_utf_8_reports_its_error_legibly(door: Door) -> None:
    script = door.file("plugin.lua", b"error('caf\xe9')")
    done = door("run", script, door.score(), "--json")
    assert done.json["message"].endswith("caf\\xe9")
    done = door("run", script, door.score())
    assert "caf\\xe9" in done.err


def test_returned_text_is_a_message_unless_ignored(door: Door) -> None:
    done = door.run("return 'all done', 2", "--json")
    assert (done.json["message"], done.json["returned"]) == ("all done", ["all done", 2])
    assert "returned: all done" in door.run("return 'all done'").err
    done = door.run("return 'all done'", "--json", plugindef="finaleplugin.IgnoreReturnValue = true")
    assert (done.json["message"], done.json["returned"]) == ("", ["all done"])


@pytest.mark.parametrize(
    ("value", "message"),
    [("true", "true"), ("false", "false"), ("1e15", "1e+15"), ("3", "3"), ("nil, 'x'", ""), ("nil", "")],
)
def test_the_message_is_what_tostring_shows_of_the_first_value(door: Door, value: str, message: str) -> None:
    assert door.run(f"return {value}", "--json").json["message"] == message
    assert door.run("return {}", "--json").json["message"].startswith("table: 0x")


def test_what_a_plugin_prints_goes_to_standard_output_byte_for_byte(door: Door) -> None:
    source = r"print('a', 1, nil) io.write('b\255\0c') io.stderr:write('d') warn('@on') warn('e')"
    done = door.run(source)
    assert done.raw == b"a\t1\tnil\nb\xff\0cdLua warning: e\n"
    assert done.err == ""
    assert door.run(source, "--json").json["printed"] == "a\t1\tnil\nb\\xff\0cdLua warning: e\n"


def test_a_last_line_without_line_end_is_printed(door: Door) -> None:
    assert door.run("io.write('no end')").raw == b"no end"


def test_version_and_help(door: Door) -> None:
    assert door("--version").out.startswith("postlude ")
    for arguments in (["--help"], ["run", "--help"], ["list", "--help"], ["info", "--help"]):
        done = door(*arguments)
        assert done.status == 0
        assert done.out.startswith("usage: postlude")
