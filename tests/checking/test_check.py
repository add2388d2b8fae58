"""`postlude check` at the command line: each rule where it holds and where it doesn't, and what goes around it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from postlude.checking import parser
from postlude.checking.findings import RULES
from postlude.finale import reference
from tests.conftest import ROOT, sources_path
from tests.frontdoor import Door
from tests.frontdoor import door as door

ITEMS = "finaleplugin.AdditionalMenuOptions = 'A\\nB' finaleplugin.AdditionalPrefixes = [[\n{}\n]]"
PLUGINDEF = 'function plugindef()\n    {} return "Plugin"\nend\n'


def found(
    door: Door, source: str | bytes, name: str = "plugin.lua", *options: str
) -> list[tuple[str, int, str]]:
    """Rule, line and message of each finding on a script."""
    outcome = door("check", door.file(name, source), "--format", "json", *options)
    assert outcome.status in (0, 1), outcome.err
    return [(each["rule"], each["line"], each["message"]) for each in outcome.json["findings"]]


def plugindef(line: str, code: str = "") -> str:
    return PLUGINDEF.format(line) + code


WRONG = [
    ("syntax", "local x =", 1, "unexpected symbol near <eof>"),
    ("syntax", "print(1)\nif x the end", 2, "'then' expected near 'the'"),
    ("plugindef", plugindef("finaleplugin.NoStore = 1"), 2, "NoStore is a number, not true or false"),
    ("plugindef", plugindef("finaleplugin.requiredocument = true"), 2, "it is spelled RequireDocument"),
    ("plugindef", plugindef("finaleplugin.HashURL = 'http://x.org/a'"), 2, "not an https address"),
    ("plugindef", plugindef("local x = nil + 1"), 2, "plugindef fails"),
    ("plugindef", "function plugindef() end", 1, "returns no menu text"),
    ("plugindef", plugindef("") + plugindef(""), 4, "the first one counts"),
    (
        "menu-items",
        plugindef("finaleplugin.AdditionalMenuOptions = 'A\\nB' finaleplugin.AdditionalUndoText = 'A'"),
        2,
        "AdditionalUndoText has 1 line, AdditionalMenuOptions has 2",
    ),
    ("menu-items", plugindef(ITEMS.format("a = 1\nb = = 2")), 4, "AdditionalPrefixes: unexpected symbol near '='"),
    ("unknown-constant", plugindef(ITEMS.format("a = 1\nb = finale.NOPE")), 4, "no constant NOPE"),
    ("unknown-member", "print(finale.FCString().LuaString:uper())", 1, "a string has no method uper"),
    ("version", plugindef("finaleplugin.MinJWLuaVersion = 0.99"), 2, "MinJWLuaVersion = 0.99, and this is RGP Lua"),
    ("unknown-property", plugindef("finaleplugin.RequiresSelection = true"), 2, "did you mean RequireSelection?"),
    ("unknown-member", "local m = finale.FCMeasure()\nm:GetWitdh()", 2, "did you mean GetWidth?"),
    ("unknown-member", "print(finale.FCMeasures():GetItemAt(0).Widht)", 1, "FCMeasure has no member Widht"),
    ("unknown-member", "for m in loadall(finale.FCMeasures()) do\n m.Widht = 3\nend", 2, "did you mean Width?"),
    ("unknown-member", "for e in eachentry(finenv.Region()) do print(e:GetItemAt(0).Nope) end", 1, "FCNote"),
    ("unknown-member", "finale.FCNotes()", 1, "did you mean finale.FCNote?"),
    ("unknown-member", "finale.UI()", 1, "finenv.UI is meant"),
    ("unknown-member", "finenv.FCMeasure()", 1, "finale.FCMeasure is meant"),
    ("unknown-member", "print(finenv.IsRPGLua)", 1, "did you mean finenv.IsRGPLua?"),
    ("unknown-member", "finenv.RetainState = true", 1, "finenv has no member RetainState"),
    ("unknown-member", "finale.FCLayerPrefs.GetMaximum()", 1, "has no static GetMaximum"),
    ("unknown-member", "local o = require('luaosutils')\no.process.run('x')", 2, "process has no member run"),
    ("unknown-member", "local ok, o = pcall(require, 'luaosutils')\no.nothing()", 2, "has no member nothing"),
    ("unknown-member", "print(tinyxml2.XMLDocumnt())", 1, "did you mean tinyxml2.XMLDocument?"),
    ("unknown-member", "require('cjson').encod({})", 1, "did you mean cjson.encode?"),
    ("unknown-member", "string.trim('x')", 1, "string has no member trim"),
    ("unknown-member", "---@param n FCNote\nlocal function f(n) n:Nope() end\nreturn f", 2, "FCNote has no member"),
    ("unknown-member", "---@type FCNote?\nlocal n = ...\nn:Nope()", 3, "FCNote has no member Nope"),
    ("unknown-member", "local d = { m = finale.FCMeasure() }\nd.m:Nope()", 2, "FCMeasure has no member Nope"),
    ("unknown-member", "local function f(m) m:Nope() end\nf(finale.FCMeasure())", 1, "FCMeasure has no member Nope"),
    ("unknown-member", "local function f() return finale.FCCell(1, 1) end\nf():Nope()", 2, "FCCell has no member"),
    ("unknown-member", "local m\nif x == nil then m = finale.FCMeasure() end\nm:Nope()", 3, "FCMeasure"),
    ("unknown-member", "local e = finale.FCNoteEntry()\nwhile e do\n e = e:Next()\n print(e.Layer)\nend", 4, "Layer"),
    ("unknown-constant", "local m = finale.FCMeasure()\nprint(m.Barline == finale.BARLINE_DOTED)", 2, "BARLINE_"),
    ("unknown-constant", "local x = y and finale.NOTHING_AT_ALL or 3", 1, "finale has no constant"),
    ("undocumented", "finale.FCString():ContainsLuaString('x')", 1, "FCString.ContainsLuaString"),
    ("colon-call", "local s = finale:FCStaff()", 1, "finale.FCStaff() is meant"),
    ("colon-call", "finenv:UI():AlertInfo('', '')", 1, "finenv.UI() is meant"),
    ("dot-call", "local m = finale.FCMeasures()\nm.LoadAll()", 2, "called with `:`"),
    ("dot-call", "finale.FCMeasures.LoadAll()", 1, "called on an object"),
    ("not-a-function", "finale.FCMeasure():Width()", 1, "Width is a property"),
    ("not-a-function", "print(finenv.IsRGPLua())", 1, "IsRGPLua is a property"),
    ("not-a-function", "finale.__FCBase()", 1, "it is a base of other classes"),
    ("not-called", "finenv.UI:AlertInfo('', '')", 1, "finenv.UI() is meant"),
    ("not-called", "local m = finale.FCMeasure()\nif m.GetWidth > 3 then print(1) end", 2, "GetWidth() is meant"),
    ("not-called", "local e = finale.FCNoteEntry\nprint(finenv.Region().CalcMeasureSpan + 1)", 2, "CalcMeasureSpan"),
    ("not-called", "local e = finale.FCNoteEntry()\nif e.IsRest then print(1) end", 2, "always true"),
    ("read-only", "finale.FCMeasures().Count = 3", 1, "FCMeasures.Count can't be written"),
    ("read-only", "finale.FCMeasure().SetWidth = 3", 1, "is a method"),
    ("read-only", "finenv.MajorVersion = 3", 1, "finenv.MajorVersion can't be written"),
    ("missing-argument", "finale.FCMeasure():Load()", 1, "FCMeasure.Load needs an argument"),
    ("missing-argument", "finale.FCNoteEntryCell(1)", 1, "needs 2 arguments"),
    ("missing-permission", "os.execute('ls')", 1, "ExecuteExternalCode = true in plugindef, and a trusted run"),
    ("missing-permission", "local i = require('luaosutils').internet\ni.get_sync('', 1)", 2, "ExecuteHttpsCalls"),
    ("missing-permission", "local c = require('openai')", 1, 'require "openai" needs'),
    ("unused-permission", plugindef("finaleplugin.ExecuteHttpsCalls = true"), 2, "nothing needs"),
    ("global-leak", "local function f() x = 1 return x end\nprint(f())", 1, "x is global"),
    ("undefined-global", "local message = 1\nprint(mesage)", 2, "did you mean message?"),
    ("undefined-global", "do local a = 1 end\nprint(a)", 2, "the local variable of that name doesn't reach here"),
    ("undefined-global", "print(1)\nno_such_function()", 2, "nothing sets the global no_such_function"),
    ("missing-module", "require 'nowhere.to_be_found'", 1, "'nowhere.to_be_found'"),
    ("bad-suppression", "print(1) -- check: ignore nonsense", 1, "there is no rule 'nonsense'"),
    ("bad-suppression", "print(1) -- check: ignore", 1, "name the rule"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "source", "line", "message"), WRONG)
def test_a_mistake_is_told_with_its_line(door: Door, rule: str, source: str, line: int, message: str) -> None:
    (finding,) = found(door, source, "plugin.lua", "--only", rule)
    assert finding[:2] == (rule, line)
    assert message in finding[2]


RIGHT = [
    ("plugindef", "print('a script without plugindef')"),
    ("plugindef", plugindef("finaleplugin.RequireSelection = true finaleplugin.Version = 1")),
    ("menu-items", plugindef("local p = finaleplugin p.AdditionalMenuOptions = [[\n A\n]] p.AdditionalUndoText = 'A'")),
    ("version", plugindef("finaleplugin.MinJWLuaVersion = 0.63")),
    ("unknown-member", "if finenv.Newer then finenv.Newer() end"),
    ("unknown-member", "local m = finale.FCMeasure()\nif m.Newer then m:Newer() end"),
    ("unknown-member", "local m = finale.FCMeasure()\npcall(function() m:Newer() end)"),
    ("unknown-member", "local x = finale.FCMeasure()\nx = finale.FCStaff()\nx:Anything()"),
    ("unknown-member", "local function f(x) x:Anything() end\nf(finale.FCMeasure()) f(finale.FCStaff())"),
    ("unknown-member", "local function f(x) x:Anything() end\nf(finale.FCMeasure()) print(f)"),
    ("unknown-member", "function string.trim(s) return s end\nstring.trim('x')"),
    ("unknown-member", "function string:trim() return self end\nprint((' x'):trim(), ('x'):upper())"),
    ("unknown-member", "print(finale.FCMeasure.__class, finale.FCMeasure.__parent)"),
    ("unknown-member", "print(finale.FCMeasure():ClassName())"),
    ("unknown-member", "local finale = { UI = print }\nfinale.UI()"),
    ("unknown-member", "local t = setmetatable({}, {})\nt.m = finale.FCMeasure()\nt.m = t.other\nt.m:Anything()"),
    ("unknown-constant", "local x = finale.NOT_YET or 3"),
    ("unknown-constant", "if finale.NOT_YET ~= nil then print(finale.NOT_YET) end"),
    ("undocumented", "local m = finale.FCMeasure()\nm:SetWidth(m:GetWidth() + m.Width)"),
    ("dot-call", "local m = finale.FCMeasures()\nm.LoadAll(m)"),
    ("dot-call", "print(finale.FCLayerPrefs.GetMaxLayers())"),
    ("not-called", "local m = finale.FCMeasure()\nif m.GetWidth then print(m:GetWidth()) end"),
    ("not-called", "local e = finale.FCNoteEntry()\nprint(e.IsRest and e:IsRest())"),
    ("not-called", "local get = finenv.UI\nprint(get)"),
    ("read-only", "finale.FCMeasure().Width = 3\nfinenv.RetainLuaState = true"),
    ("missing-argument", "finale.FCMeasure():Load(...)"),
    ("missing-argument", "local m = finale.FCMeasure()\nm:Load(1)\nfinale.FCMeasures():LoadAll()"),
    ("missing-permission", plugindef("finaleplugin.ExecuteExternalCode = true", "os.execute('ls')")),
    ("missing-permission", "print(require('luaosutils').internet.url_escape('x'))"),
    ("unused-permission", plugindef("finaleplugin.ExecuteExternalCode = true", "io.popen('ls')")),
    ("unused-permission", plugindef("finaleplugin.ExecuteHttpsCalls = true", "require('lib' .. 1)")),
    ("global-leak", "function f() return 1 end\nfunction g() h = f end\nfunction i() return h end"),
    ("global-leak", "local function f() x = x or 1 return x end\nf()"),
    ("missing-permission", "package.preload['a'] = package.preload['a'] or function() os.execute('ls') end"),
    ("global-leak", "x = nil\nlocal function f() x = 1 end\nf()"),
    ("undefined-global", "print(setting or 3)\nif other then other() end"),
    ("undefined-global", "_G.made = 1\nprint(made)"),
    ("undefined-global", "_G['ma' .. 'de'] = 1\nprint(made)"),
    ("undefined-global", "load('x = 1')()\nprint(x)"),
    ("undefined-global", "print(plugin_setting, openai_api_key)"),
    ("undefined-global", plugindef("finaleplugin.AdditionalPrefixes = 'direction = 1'", "print(direction)")),
    ("missing-module", "package.preload['a.b'] = function() return 1 end\nrequire('a.b')"),
    ("missing-module", "pcall(require, 'a.b')"),
    ("missing-module", "require('luaosutils') require('cjson.safe') require('lfs') require('string')"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "source"), RIGHT)
def test_what_is_right_or_in_doubt_is_not_told(door: Door, rule: str, source: str) -> None:
    assert found(door, source, "plugin.lua", "--only", rule) == []


def test_what_is_not_implemented_is_a_note(door: Door) -> None:
    names = (name for name in reference.class_names() if name.startswith("FC"))
    lacking = next(
        (name for name in names if not (reference.describe(name) or pytest.fail(name)).implemented), None
    )
    if lacking is None:
        pytest.skip("everything is implemented")
    outcome = door("check", door.file("a.lua", f"local x = finale.{lacking}\n"))
    assert outcome.status == 0
    assert f"a.lua:1:18: note: Postlude doesn't implement finale.{lacking} [not-implemented]" in outcome.out


def test_required_files_are_followed(door: Door) -> None:
    door.file(
        "library/tools.lua", "shared = 1\nlocal M = {}\nfunction M.go() os.execute('x') end\nreturn M\n"
    )
    source = plugindef(
        "finaleplugin.ExecuteExternalCode = true", "local t = require('library.tools')\nprint(shared)\n"
    )
    assert found(door, source) == []
    assert [rule for rule, *_ in found(door, source.replace("library.", "libary."))] == ["missing-module"]


def test_a_folder_has_libraries_scripts_specs_and_python_plugins(door: Door) -> None:
    door.file("all/script.lua", plugindef("", "from_script = 1\nrequire('lib.one').go()\n"))
    door.file("all/lib/one.lua", "return { go = function() print(from_script) os.execute('x') end }\n")
    door.file(
        "all/script_spec.lua",
        "describe('x', function() it('y', function() assert.are.equal(1, 1) end) end)\n",
    )
    door.file(
        "all/plugin.py",
        "def plugindef():\n    return 'Plugin'\n\ndef run(finale):\n    return finale.FCMesure()\n",
    )
    door.file("all/other.py", "no plugin")
    door.file("all/.hidden/broken.lua", "(")
    outcome = door("check", "all")
    assert outcome.status == 1
    assert outcome.out.splitlines() == [
        "all/plugin.py:5:12: error: finale has no member FCMesure; did you mean finale.FCMeasure? [unknown-member]",
        "4 files: 1 error",
    ]


def test_findings_are_suppressed_by_comments(door: Door) -> None:
    mistake = "finale.FCMeasure():Nope()"
    assert found(door, f"{mistake} -- check: ignore unknown-member") == []
    assert found(door, f"print(1)\n-- check: ignore dot-call, unknown-member\n{mistake}") == []
    assert found(door, f"-- About this file.\n-- check: ignore unknown-member\n\nprint(1)\n{mistake}") == []
    assert len(found(door, f"print(1) -- check: ignore unknown-member\n{mistake}")) == 1
    assert len(found(door, f"{mistake} -- check: ignore dot-call")) == 1


def test_rules_are_chosen_on_the_command_line(door: Door) -> None:
    source = "finale.UI()\nprint(mesage)\n"
    assert [rule for rule, *_ in found(door, source, "a.lua", "--ignore", "unknown-member")] == [
        "undefined-global"
    ]
    assert [rule for rule, *_ in found(door, source, "a.lua", "--only", "unknown-member,dot-call")] == [
        "unknown-member"
    ]
    outcome = door("check", "a.lua", "--only", "nonsense")
    assert outcome.status == 2 and "there is no rule 'nonsense'; there are syntax, " in outcome.err


@pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("note", 1)])
def test_the_level_decides_about_the_exit_status(door: Door, level: str, status: int) -> None:
    door.file("a.lua", "finale:FCStaff()\n")
    assert door("check", "a.lua", "--level", level).status == status


def test_a_mistake_on_the_command_line_has_status_2(door: Door) -> None:
    for argument, message in (
        ("nowhere.lua", "nowhere.lua: there is no such file or folder"),
        (door.file("a.txt", ""), "neither a .lua or .py file nor a folder"),
        (door.folder, "no .lua file and no Python plugin"),
    ):
        outcome = door("check", argument)
        assert outcome.status == 2 and message in outcome.err


def test_columns_count_characters(door: Door) -> None:
    outcome = door("check", door.file("ä.lua", "local t = 'äöü' .. finale.UI()\n"))
    assert "ä.lua:1:27: error: " in outcome.out


@pytest.mark.parametrize("source", ["\ufeff#!lua\nfinale.UI()\n", "#!lua\r\nfinale.UI()\r\n"])
def test_marks_at_the_start_change_no_line(door: Door, source: str) -> None:
    assert [(rule, line) for rule, line, _ in found(door, source)] == [("unknown-member", 2)]


def test_a_script_that_ends_at_its_first_nul_is_read_so_far(door: Door) -> None:
    source = plugindef("finaleplugin.LoadAsString = true", "finale.UI()\n").encode() + b"\0\0 no ( Lua"
    assert [rule for rule, *_ in found(door, source)] == ["unknown-member"]
    assert [rule for rule, *_ in found(door, source.replace(b"true", b"false"))] == ["syntax"]


def test_compiled_lua_is_told(door: Door) -> None:
    assert [message for *_, message in found(door, b"\x1bLua\x54")] == ["compiled Lua has no text to check"]


def test_without_the_parser_it_says_what_to_install(door: Door) -> None:
    parser._parser.cache_clear()
    door.monkeypatch.setitem(sys.modules, "tree_sitter_lua", None)
    outcome = door("check", door.file("a.lua", "print(1)\n"))
    assert (outcome.status, outcome.err) == (
        2,
        "postlude: check needs tree-sitter: pip install 'postlude[testing]'\n",
    )


# ---- the pages and the project's own files


def sections() -> dict[str, tuple[str, str]]:
    """By rule: the severity that docs/check.md gives it, and the example."""
    text = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    pattern = r"^### ([\w-]+) \((\w+)\)\n(?:(?!^### ).*\n)*?^```lua fragment\n((?:.*\n)*?)^```$"
    return {name: (severity, code) for name, severity, code in re.findall(pattern, text, re.M)}


def test_each_rule_is_documented_and_no_other() -> None:
    documented = {name: severity.upper() for name, (severity, _) in sections().items()}
    assert documented == {name: rule.severity.name for name, rule in RULES.items()}


@pytest.mark.parametrize("rule", RULES)
def test_the_example_of_a_rule_breaks_it_and_no_other(door: Door, rule: str) -> None:
    if rule == "not-implemented" and (reference.describe("FCMidiExpressions") or pytest.fail()).implemented:
        pytest.skip("the example's class is implemented")
    assert {each for each, *_ in found(door, sections()[rule][1])} == {rule}


@pytest.mark.parametrize("folder", ["plugins", "prefix", "tests/shipped"])
def test_what_ships_is_clean(door: Door, folder: str) -> None:
    outcome = door("check", ROOT / folder, "--level", "note")
    assert (outcome.status, outcome.out.endswith("nothing found\n")) == (0, True), outcome.out


def test_real_scripts_have_the_mistakes_that_are_known(door: Door) -> None:
    folder = sources_path("lua-scripts", "src")
    outcome = door("check", folder, "--format", "json")
    seen = {(Path(each["file"]).name, each["rule"]) for each in outcome.json["findings"]}
    assert {
        ("harp_pedal_wizard.lua", "undocumented"),
        ("lyrics_openai_hyphenation.lua", "unknown-member"),
        ("musicxml_massage_export.lua", "colon-call"),
    } <= seen
    assert outcome.json["errors"] < 8, json.dumps(outcome.json["findings"], indent=1)
