"""Finding plugins by name, and listing them."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.plugins import discovery
from postlude.plugins.config import Config, load_config
from postlude.plugins.discovery import find_plugin, find_plugins, list_plugins

LUA = """
function plugindef()
    finaleplugin.ExecuteHttpsCalls = true
    finaleplugin.AdditionalMenuOptions = "More"
    return "{}"
end
"""
PYTHON = "def plugindef(): return '{}'\ndef run(): pass\n"


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No shipped plugins and no installed packages but those that a test makes."""
    monkeypatch.setattr(discovery, "shipped_plugins", lambda: tmp_path / "shipped")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [])


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for folder in ("shipped", "config/plugins"):
        (tmp_path / folder).mkdir(parents=True)
    return load_config(tmp_path / "config")


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, encoding="utf-8")


def test_folders_are_scanned_for_plugins(tmp_path: Path, config: Config) -> None:
    write(tmp_path / "shipped", ranges_py=PYTHON, hyphenate_lua=LUA)
    write(tmp_path / "config/plugins", mine_lua="print(1)", old_luac="\x1bLua")
    found = [(p.name, p.kind, p.origin) for p in find_plugins(config)]
    assert found == [
        ("hyphenate", "lua", "shipped"),
        ("ranges", "python", "shipped"),
        ("mine", "lua", "user"),
        ("old", "luac", "user"),
    ]


def test_libraries_private_files_and_other_files_are_not_plugins(tmp_path: Path, config: Config) -> None:
    folder = tmp_path / "config/plugins"
    (folder / "library").mkdir()
    (folder / "folder.lua").mkdir()
    write(folder / "library", thing_lua="return {}")
    write(folder, _helper_lua="", __init___py="", mobdebug_lua="", notes_txt="", real_LUA="")
    (folder / ".hidden.lua").write_text("", encoding="utf-8")
    assert [p.name for p in find_plugins(config)] == ["real"]


def test_configured_scripts_and_packages_are_found_and_each_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config/plugins").mkdir(parents=True)
    write(tmp_path / "config/plugins", a_lua="")
    write(tmp_path, b_lua="")
    (tmp_path / "config/config.toml").write_text(
        '[[script]]\npath = "plugins/a.lua"\n[[script]]\npath = "../b.lua"\n[[script]]\npath = "../b.lua"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [EntryPoint("packed", "x.y", group)])
    found = [(p.name, p.origin) for p in find_plugins(load_config(tmp_path / "config"))]
    assert found == [("a", "user"), ("b", "configured"), ("packed", "package ?")]


def test_rows_have_items_and_permissions_or_the_reason(tmp_path: Path, config: Config) -> None:
    write(
        tmp_path / "config/plugins",
        a_lua=LUA.format("Good"),
        b_lua="\nfunction plugindef()\n  return x.y\nend",
        c_py="import nothing_of_that_name\n",
        d_py=PYTHON.format("Python"),
        e_py="raise SystemExit(2)\n",
        f_lua="print('no plugindef')",
        g_luac="\x1bLua",
    )
    (tmp_path / "config/plugins/h.lua").symlink_to(tmp_path / "gone.lua")
    rows = {row.plugin.name: row for row in list_plugins(config)}
    assert (rows["a"].items, rows["a"].permissions, rows["a"].problem) == (
        ("Good", "More"),
        ("ExecuteHttpsCalls",),
        None,
    )
    assert rows["b"].problem is not None and "b.lua:3:" in rows["b"].problem
    assert rows["c"].problem is not None and "c.py:1:" in rows["c"].problem
    assert rows["d"].items == ("Python",)
    assert rows["e"].problem is not None and "sys.exit(2)" in rows["e"].problem
    assert rows["f"].items == ("f",)
    assert rows["g"].notes == ("compiled Lua: runs only when trusted (--trust)",)
    assert rows["h"].problem is not None and "can't read this plugin" in rows["h"].problem
    assert all("\n" not in (row.problem or "") for row in rows.values())


def test_an_item_kept_out_of_the_menu_is_not_listed(tmp_path: Path, config: Config) -> None:
    write(
        tmp_path / "config/plugins",
        a_lua='function plugindef() finaleplugin.IncludeInPluginMenu = false return "Hidden" end',
    )
    assert [row.items for row in list_plugins(config)] == [()]


def test_a_plugin_is_found_by_its_name(tmp_path: Path, config: Config) -> None:
    write(tmp_path / "shipped", ranges_py=PYTHON, hyphenate_lua=LUA)
    assert find_plugin("ranges", config).path == tmp_path / "shipped/ranges.py"
    assert find_plugin("HYPHENATE", config).path == tmp_path / "shipped/hyphenate.lua"
    assert find_plugin("ranges.py", config).path == tmp_path / "shipped/ranges.py"


def test_finding_by_name_loads_nothing(tmp_path: Path, config: Config) -> None:
    write(tmp_path / "shipped", broken_py="raise SystemExit\n", good_lua="")
    assert find_plugin("good", config).name == "good"


def test_a_file_is_taken_as_it_is(tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, own_lua="")
    found = find_plugin(str(tmp_path / "own.lua"), config)
    assert (found.kind, found.origin, found.path) == ("lua", "file", tmp_path / "own.lua")
    monkeypatch.chdir(tmp_path)
    assert find_plugin("own.lua", config).origin == "file"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nothing", "no plugin 'nothing'"),
        ("nothing.lua", "no plugin 'nothing.lua'"),
        ("folder/nothing.lua", "folder/nothing.lua: no such plugin file"),
        ("folder/score.musx", "no such plugin file"),
        ("", "no plugin ''"),
    ],
)
def test_what_is_not_there_is_a_usage_error(config: Config, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_plugin(text, config)
    assert message in caught.value.message.replace("\\", "/")


def test_a_file_that_is_no_plugin_is_a_usage_error(tmp_path: Path, config: Config) -> None:
    (tmp_path / "score.musx").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a plugin is a \.lua, \.luac or \.py file"):
        find_plugin(str(tmp_path / "score.musx"), config)


def test_an_ambiguous_name_is_a_usage_error_that_says_where(tmp_path: Path, config: Config) -> None:
    write(tmp_path / "shipped", same_py=PYTHON, other_lua="")
    write(tmp_path / "config/plugins", same_lua=LUA, Other_lua="")
    with pytest.raises(UsageError) as caught:
        find_plugin("same", config)
    assert str(tmp_path / "shipped/same.py") in caught.value.message
    assert str(tmp_path / "config/plugins/same.lua") in caught.value.message
    assert find_plugin("same.lua", config).kind == "lua"
    if sys.platform == "linux":
        assert find_plugin("Other", config).origin == "user"
        with pytest.raises(UsageError):
            find_plugin("OTHER", config)
