"""Each option of ``postlude run``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frontdoor import WIDEN, Door

MENU = """
function plugindef()
    finaleplugin.AdditionalMenuOptions = [[
        &Second Item...
        Third
    ]]
    finaleplugin.AdditionalUndoText = [[
        Undo Second
        Undo Third
    ]]
    finaleplugin.AdditionalPrefixes = [[
        which = 2
        which = 3
    ]]
    return "First Item", "Undo First", "What it does"
end
"""


@pytest.mark.parametrize(
    ("item", "which"),
    [
        (None, "nil"), ("1", "nil"), ("2", "2"), ("3", "3"), ("first item", "nil"), ("Second Item", "2"),
        ("&second item...", "2"), ("UNDO THIRD", "3"), ("What it does", None),
    ],
)  # fmt: skip
def test_item_is_a_number_or_any_of_the_item_s_texts(door: Door, item: str | None, which: str | None) -> None:
    done = door.run(MENU + "print(which)", *(["--item", item] if item else []))
    if which is None:  # all three items share the description
        assert done.status == 2
        assert "several menu items fit" in done.err
        return
    assert (done.status, done.out) == (0, f"{which}\n")


def test_an_item_that_is_not_there_is_a_usage_error_that_lists_them(door: Door) -> None:
    done = door.run(MENU, "--item", "Fourth")
    assert done.status == 2
    assert "1 'First Item', 2 '&Second Item...', 3 'Third'" in done.err


SHOW_REGION = """
local r = finenv.Region()
print(r.StartMeasure, r.EndMeasure, r.StartSlot, r.EndSlot, r.StartMeasurePos, r.EndMeasurePos)
"""


@pytest.mark.parametrize(
    ("select", "shown"),
    [
        ("all", "1 2 1 2 0 2147483647"), ("m2", "2 2 1 2 0 2147483647"), ("m1-2", "1 2 1 2 0 2147483647"),
        ("s2", "1 2 2 2 0 2147483647"), ("s1-2", "1 2 1 2 0 2147483647"), ("m2:s1", "2 2 1 1 0 2147483647"),
        ("s2:m1", "1 1 2 2 0 2147483647"), ("m1b2-m2b3:s2", "1 2 2 2 1024 3071"), ("M1B4", "1 1 1 2 3072 4095"),
    ],
)  # fmt: skip
def test_select_is_measures_beats_and_staves_by_position(door: Door, select: str, shown: str) -> None:
    done = door.run(SHOW_REGION, "--select", select)
    assert (done.status, done.out.split()) == (0, shown.split())


def test_select_none_selects_nothing(door: Door) -> None:
    assert door.run("print(finenv.Region():IsEmpty())", "--select", "none").out == "true\n"
    assert door.run("print(finenv.Region():IsEmpty())").out == "false\n"


@pytest.mark.parametrize(
    "select",
    ["", "x", "m", "m0", "m-1", "m2-1", "m1-", "s", "m1:m2", "s1:s1", "m1b0", "1-2", "m1 s1", "m" + "9" * 5000,
     "m\u0661", "all:s1", "m1b3-m1b2"],
)  # fmt: skip
def test_a_selection_of_another_form_is_a_usage_error(door: Door, select: str) -> None:
    done = door.run("print(1)", "--select=" + select)
    assert (done.status, done.out) == (2, "")
    assert "--select" in done.err


@pytest.mark.parametrize(
    ("select", "says"),
    [("m9", "the last one is 2"), ("s3", "the last one is 2"), ("m1b5", "has 4 beats")],
)
def test_a_selection_beyond_the_document_says_where_it_ends(door: Door, select: str, says: str) -> None:
    done = door.run("print(1)", "--select", select)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_part_puts_a_part_in_view(door: Door) -> None:
    source = "print(finenv.UI():IsPartView(), finale.FCPart(finale.PARTID_CURRENT).ID)"
    assert door.run(source).out.split() == ["false", "0"]
    assert door.run(source, "--part", 2).out.split() == ["true", "2"]


def test_a_part_that_is_not_there_is_a_usage_error_that_lists_them(door: Door) -> None:
    done = door.run("print(1)", "--part", 9)
    assert (done.status, done.out) == (2, "")
    assert "the document has 1, 2, 3" in done.err
    assert door.run("print(1)", "--part", "one").status == 2


def test_prefix_options_take_the_place_of_the_prefixes_that_are_found(door: Door) -> None:
    door.file("../config/system.lua", "a = 'configured'")
    system, script = door.file("sys.lua", "a = 'option'"), door.file("pre.lua", "b = (a or '') .. '+b'")
    show = "print(a, b)"
    assert door.run(show).out.split() == ["configured", "nil"]
    assert door.run(show, "--prefix", script).out.split() == ["configured", "configured+b"]
    assert door.run(show, "--system-prefix", system, "--prefix", script).out.split() == ["option", "option+b"]
    assert door.run(show, "--no-system-prefix", "--no-prefix").out.split() == ["nil", "nil"]


def test_modifiers_are_the_keys_held_when_the_item_was_invoked(door: Door) -> None:
    show = """
        local f = finenv.QueryInvokedModifierKeys
        print(f(finale.CMDMODKEY_SHIFT), f(finale.CMDMODKEY_ALT), f(finale.CMDMODKEY_SHIFT + finale.CMDMODKEY_ALT))
    """
    assert door.run(show).out.split() == ["false"] * 3
    assert door.run(show, "--modifiers", "shift").out.split() == ["true", "false", "false"]
    assert door.run(show, "--modifiers", "Alt, shift").out.split() == ["true"] * 3
    done = door.run(show, "--modifiers", "hyper")
    assert done.status == 2
    assert "shift, alt" in done.err


def test_platform_and_locale_are_what_scripts_ask(door: Door) -> None:
    show = """
        local s = finale.FCString()
        finenv.UI():GetUserLocaleName(s)
        print(finenv.UI():IsOnMac(), finenv.UI():IsOnWindows(), s.LuaString)
    """
    assert door.run(show, "--platform", "mac").out.split() == ["true", "false", "en_US"]
    done = door.run(show, "--platform", "windows", "--locale", "de_DE")
    assert done.out.split() == ["false", "true", "de_DE"]
    assert door.run(show, "--platform", "amiga").status == 2


def test_the_locale_is_plugindef_s_argument(door: Door) -> None:
    source = "function plugindef(locale) return locale == 'de_DE' and 'Breiter' or 'Wider' end"
    assert door.run(source, "--json", "--locale", "de_DE").json["item"] == "Breiter"
    assert door.run(source, "--json").json["item"] == "Wider"


def test_trust_lifts_the_file_fence_and_grants_nothing_that_was_not_asked_for(
    door: Door, tmp_path: Path
) -> None:
    (tmp_path / "outside.txt").write_text("content", encoding="utf-8")
    read = f"print(pcall(function() return io.open([[{tmp_path / 'outside.txt'}]]):read('a') end))"
    assert door.run(read).out.startswith("false")
    assert door.run(read, "--trust").out.split() == ["true", "content"]
    execute = "print(finenv.TrustedMode, pcall(os.execute, 'exit 0'))"
    assert door.run(execute, "--trust").out.startswith("1\tfalse")
    asks = "finaleplugin.ExecuteExternalCode = true"
    assert door.run(execute, plugindef=asks).out.startswith("0\tfalse")
    assert door.run(execute, "--trust", plugindef=asks).out.startswith("1\ttrue")


def test_allow_read_and_allow_write_open_the_fence_for_a_path(door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "in.txt").write_text("content", encoding="utf-8")
    read = f"print(io.open([[{folder / 'in.txt'}]]):read('a'))"
    write = f"local f = io.open([[{folder / 'out.txt'}]], 'w') f:write('made') f:close()"
    assert door.run(read).status == 4
    assert door.run(read, "--allow-read", folder).out == "content\n"
    assert door.run(write, "--allow-read", folder).status == 4
    assert not (folder / "out.txt").exists()
    assert door.run(write, "--allow-write", folder).status == 0
    assert (folder / "out.txt").read_text(encoding="utf-8") == "made"
    assert door.run(read, "--allow-read", tmp_path / "nothing").status == 2


def test_data_dir_is_where_settings_persist(door: Door, tmp_path: Path) -> None:
    source = """
        local s = finale.FCString()
        s:SetUserOptionsPath()
        local path = s.LuaString .. "settings.txt"
        local f = io.open(path)
        local count = f and tonumber(f:read("a")) or 0
        if f then f:close() end
        f = io.open(path, "w")
        f:write(count + 1)
        f:close()
        print(count)
    """
    one, two = tmp_path / "one", tmp_path / "two"
    assert door.run(source, "--data-dir", one).out == "0\n"
    assert door.run(source, "--data-dir", one).out == "1\n"
    assert door.run(source, "--data-dir", two).out == "0\n"
    assert door.run(source).out == "0\n"
    assert list(one.rglob("settings.txt")) == [one / "user-options" / "settings.txt"]


def test_timeout_and_memory_end_a_script_with_status_6(door: Door) -> None:
    done = door.run("while true do end", "--timeout", "0.2", "--json")
    assert (done.status, done.json["kind"]) == (6, "EXTERNAL_TERMINATION")
    assert "0.2 seconds" in done.json["message"]
    done = door.run("local t = {} while true do t[#t+1] = ('x'):rep(1e6) .. #t end", "--memory", 50, "--json")
    assert (done.status, done.json["kind"]) == (6, "EXTERNAL_TERMINATION")
    assert "50 MB" in done.json["message"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--timeout", "0"], ["--timeout", "soon"], ["--timeout", "inf"], ["--timeout", "nan"],
        ["--memory", "0"], ["--memory", "much"], ["--memory", "nan"], ["--resolve", "host"],
        ["--resolve", "host:0:127.0.0.1"], ["--ca-file", "none.pem"], ["--answers", "none.toml"],
        ["--prefix", "none.lua"], ["--prefix", "."], ["--system-prefix", "none.lua"], ["--dialogs", "maybe"],
        ["--allow-post", "a b"], ["--allow-post", "host:99999"], ["--unknown"], ["--js"],
        ["--prefix", "plugin.lua", "--no-prefix"], ["--in-place", "--out", "x"], ["-o", "a.musx", "--in-place"],
        ["--part", "-1"], ["--dialogs", "ask"],
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_a_usage_error_before_anything_runs(
    door: Door, wrong: list[str]
) -> None:
    door.file("plugin.lua", "print(1)")
    done = door("run", "plugin.lua", door.score(), *wrong)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("postlude: ")
    assert len(done.err.splitlines()) == 1


def test_options_stand_before_between_and_behind_documents(door: Door) -> None:
    door.file("plugin.lua", "print(finenv.Region().StartMeasure)")
    door.score("a.enigmaxml")
    door.score("b.enigmaxml")
    for arguments in (
        ["--select", "m2", "plugin.lua", "a.enigmaxml", "b.enigmaxml"],
        ["plugin.lua", "--select", "m2", "a.enigmaxml", "b.enigmaxml"],
        ["plugin.lua", "a.enigmaxml", "--select", "m2", "b.enigmaxml"],
        ["plugin.lua", "a.enigmaxml", "b.enigmaxml", "--select", "m2"],
    ):
        done = door("run", *arguments)
        assert (done.status, done.out) == (0, "2\n2\n")


def test_diff_prints_the_changes_record_by_record(door: Door) -> None:
    done = door.run(WIDEN, "--diff")
    assert done.status == 0
    head, field = done.out.splitlines()
    assert head == "~ others/measSpec cmper=1"
    assert field.startswith("    width: ")
    old, new = field.removeprefix("    width: ").split(" -> ")
    assert int(new) == int(old) + 10
