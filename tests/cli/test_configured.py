"""``postlude config list|add|remove|check``, and what is configured at work: names, rights, startup."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.frontdoor import Door

MODE = "print(finenv.TrustedMode, finenv.DebugEnabled, finenv.LoadedAsString)"
STARTS = """
function plugindef()
    finaleplugin.RequireDocument = false
    finaleplugin.ExecuteAtStartup = true
    finaleplugin.AdditionalMenuOptions = "Later"
    return "Starts"
end
print("runs", finenv.QueryInitializationInProgress())
"""


def configuration(door: Door) -> str:
    return (door.config / "config.toml").read_text(encoding="utf-8")


# ---- list, add, remove


def test_what_is_added_is_listed_and_can_be_removed(door: Door) -> None:
    up, prefix = door.file("up.lua", MODE), door.file("pre.lua", "")
    door.folder.joinpath("mine").mkdir()
    door.config.rmdir()
    assert door("config", "list").out == "nothing is configured: postlude config add PATH\n"
    assert door("config", "add", up, "--menu", "Higher", "--trusted", "--prefix", prefix).status == 0
    assert door("config", "add", up, "--menu", "Lower", "--undo", "Low", "--no-active").status == 0
    assert door("config", "add", door.folder / "mine", "--debug").out == (
        f"added: folder {door.folder / 'mine'}\n"
    )
    assert door("config", "list").out.splitlines() == [
        f"1  folder  {door.folder / 'mine'}  (debug)",
        f"2  script  {up}  ('Higher', trusted, prefix {prefix})",
        f"3  script  {up}  (not active, 'Lower')",
    ]
    rows = door("config", "list", "--json").json
    assert [(row["number"], row["kind"], row["menu"], row["undo"], row["active"]) for row in rows] == [
        (1, "folder", "", "", True), (2, "script", "Higher", "", True), (3, "script", "Lower", "Low", False)
    ]  # fmt: skip
    done = door("config", "remove", up)
    assert done.status == 2 and "configured 2 times; give a number" in done.err
    assert door("config", "remove", "lower").out.startswith(f"removed: script {up}")
    assert door("config", "remove", door.folder / "mine").status == 0
    assert door("config", "remove", 1).status == 0
    assert door("config", "list", "--json").json == []
    assert up.is_file()


def test_adding_again_changes_what_is_there_and_leaves_comments_alone(door: Door) -> None:
    up = door.file("up.lua", MODE)
    before = f"""# mine
plugin_folders = [
    "a",  # first
]

[[script]]
path = '{up}'   # the one
menu = "Higher" # a text
debug = true

# the end
"""
    (door.config / "config.toml").write_text(before, encoding="utf-8")
    done = door("config", "add", up, "--menu", "Higher", "--no-debug", "--trusted")
    assert done.out == f"changed: script {up}\n"
    after = configuration(door)
    assert after.replace("debug = false", "debug = true").replace("trusted = true\n", "") == before
    assert "trusted = true\n" in after


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "none.lua"], "there is no such script or folder"),
        (["add", "text.txt"], "not a plugin: a plugin is a .lua, .luac or .py file"),
        (["add", "folder", "--menu", "x"], "--menu is for a script, and"),
        (["add", "plain.lua", "--prefix", "none.lua"], "--prefix none.lua: there is no such file"),
        (["add", "plain.lua", "--allow-at-startup"], "plugindef doesn't set ExecuteAtStartup"),
        (["remove", "7"], "nothing has the number 7"),
        (["remove", "none"], "'none' is not configured; `postlude config list` shows what is"),
    ],
)
def test_a_mistake_is_said_in_a_line_and_changes_nothing(
    door: Door, arguments: list[str], message: str
) -> None:
    door.file("plain.lua", "")
    door.file("text.txt", "")
    (door.folder / "folder").mkdir()
    done = door("config", *arguments)
    assert (done.status, done.out) == (2, "")
    assert message in done.err and done.err.count("\n") == 1
    assert list(door.config.iterdir()) == []


def test_a_file_that_cannot_be_read_is_not_written_over(door: Door) -> None:
    (door.config / "config.toml").write_text("\n[[script]]\nmenu = 'x'\n", encoding="utf-8")
    done = door("config", "add", door.file("up.lua", ""))
    assert done.status == 2 and "config.toml:2: this [[script]] has no path" in done.err
    assert configuration(door) == "\n[[script]]\nmenu = 'x'\n"


# ---- check


def test_check_says_what_is_wrong(door: Door) -> None:
    fine, bad = door.file("fine.lua", MODE), door.file("bad.lua", "function plugindef() error('oh') end")
    changed = door.file("changed.lua", STARTS)
    wrong = door.file("wrong.prefix", "key = 'sk-secret-secret' = 1")
    assert door("config", "add", fine).status == 0
    assert door("config", "check").out == "nothing is wrong (1 configured)\n"
    door("config", "add", changed, "--allow-at-startup")
    changed.write_text(STARTS + "-- new", encoding="utf-8")
    (door.config / "config.toml").write_text(
        configuration(door)
        + f"\n[[script]]\npath = '{bad}'\n[[script]]\npath = 'gone.lua'\nprefix = '{wrong}'\n"
        "[[folder]]\npath = 'nowhere'\n",
        encoding="utf-8",
    )
    done = door("config", "check")
    assert done.status == 1
    numbers = [line.split()[0] for line in done.out.splitlines()]
    assert numbers == ["1", "3", "4", "5", "5"]
    for text in ("there is no such folder", "modified since it was allowed at startup", "oh", "no such file"):
        assert text in done.out
    assert f"prefix {wrong}:1: " in done.out and "secret" not in done.out
    rows = door("config", "check", "--json").json
    assert [len(row["problems"]) for row in rows] == [1, 0, 1, 1, 2]


# ---- at work


def test_a_plugin_is_run_by_the_text_of_its_menu_item(door: Door) -> None:
    up = door.file("deep/up.lua", "print(how)")
    higher, lower = door.file("h.lua", "how = 'up'"), door.file("l.lua", "how = 'down'")
    door("config", "add", up, "--menu", "&Higher...", "--prefix", higher)
    door("config", "add", up, "--menu", "Lower/Deeper", "--prefix", lower)
    assert door("run", "higher", door.score()).out == "up\n"
    assert door("run", "Lower/Deeper", door.score()).out == "down\n"
    assert door("run", "up", door.score(), "--item", "lower/deeper").out == "down\n"
    assert door("run", "Lower/Other", door.score()).status == 2
    twin = door.file("other/twin.lua", 'function plugindef() return "Higher" end')
    door("config", "add", twin)
    done = door("run", "higher", door.score())
    assert done.status == 2 and "several plugins have a menu item 'higher'" in done.err


def test_settings_of_a_script_hold_when_it_runs(door: Door) -> None:
    up = door.file("up.lua", MODE)
    assert door("run", up, door.score()).out == "0\tfalse\tfalse\n"
    door("config", "add", up, "--trusted", "--debug", "--load-as-string")
    assert door("run", up, door.score()).out == "1\ttrue\ttrue\n"
    door("config", "add", up, "--no-active")
    assert door("run", up, door.score()).out == "0\tfalse\tfalse\n"
    assert "up" not in [row["name"] for row in door("list", "--json").lines]


def test_settings_of_a_folder_hold_for_its_scripts_and_no_deeper(door: Door) -> None:
    one, deep = door.file("mine/one.lua", MODE), door.file("mine/deep/two.lua", MODE)
    own = door.file("mine/own.lua", MODE)
    door("config", "add", door.folder / "mine", "--trusted")
    door("config", "add", own)
    assert door("run", one, door.score()).out == "1\tfalse\tfalse\n"
    assert door("run", deep, door.score()).out == "0\tfalse\tfalse\n"
    assert door("run", own, door.score()).out == "0\tfalse\tfalse\n"
    names = [row["name"] for row in door("list", "--json").lines]
    assert {"one", "own"} <= set(names) and "two" not in names


def test_a_script_runs_at_startup_as_it_was_when_it_was_allowed(door: Door) -> None:
    script = door.file("starts.lua", STARTS)
    done = door("run", script, "--at-startup")
    assert done.status == 3 and "is not allowed at startup" in done.err
    assert door("config", "add", script, "--allow-at-startup").status == 0
    assert hashlib.sha256(script.read_bytes()).hexdigest() in configuration(door)
    assert door("run", script, "--at-startup").out == "runs\ttrue\n"
    assert door("run", script).out == "runs\tfalse\n"
    done = door("run", script, "--at-startup", "--item", "Later")
    assert done.status == 3 and "only a script's main item" in done.err
    script.write_text(STARTS + "-- new", encoding="utf-8")
    done = door("run", script, "--at-startup")
    assert done.status == 3 and "was modified since it was allowed" in done.err
    door("config", "add", script, "--debug")
    assert door("run", script, "--at-startup").out == "runs\ttrue\n"
    door("config", "add", script, "--no-debug", "--allow-at-startup")
    assert door("run", script, "--at-startup").out == "runs\ttrue\n"
    plain = door.file("plain.lua", "")
    assert "plugindef doesn't set ExecuteAtStartup" in door("run", plain, "--at-startup").err


def test_a_host_runs_what_is_allowed_at_startup(door: Door) -> None:
    from postlude import Host

    script, other = door.file("starts.lua", STARTS), door.file("other.lua", STARTS)
    door("config", "add", script, "--allow-at-startup")
    door("config", "add", other)
    with Host(data_dir=door.data, config_dir=door.config) as host:
        (result,) = host.start_up()
    assert (result.ok, result.printed, Path(result.name)) == (True, "runs\ttrue\n", script)


def test_list_says_which_scripts_are_not_in_the_menu(door: Door) -> None:
    door.file("mine/starts.lua", STARTS)
    door.file("mine/newer.lua", "function plugindef() finaleplugin.MinJWLuaVersion = 9 return 'New' end")
    door.file(
        "mine/group.lua",
        "function plugindef() finaleplugin.ScriptGroupName = 'All' finaleplugin.ScriptGroupDescription = 'D' "
        "finaleplugin.AdditionalMenuOptions = 'B' finaleplugin.IncludeInPluginMenu = false return 'A' end",
    )
    door("config", "add", door.folder / "mine")
    rows = {row["name"]: row for row in door("list", "--json").lines}
    assert rows["starts"]["items"] == [] and "run at startup" in rows["starts"]["notes"][-1]
    assert rows["newer"]["items"] == [] and "MinJWLuaVersion" in rows["newer"]["notes"][-1]
    assert rows["group"]["items"] == ["B"]
    assert rows["group"]["group"] == {"name": "All", "description": "D"}
    assert rows["double_barlines"]["group"] is None
    assert "All:" in door("list").out
