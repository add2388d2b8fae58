"""Memory that a script makes Python hold counts as its own."""

from __future__ import annotations

from pathlib import Path

from postlude import Host

MEGABYTE = 1024 * 1024


def test_long_texts_kept_in_objects_count_towards_the_memory(tmp_path: Path) -> None:
    plugin = tmp_path / "hoard.lua"
    plugin.write_text(
        "function plugindef() finaleplugin.RequireDocument = false end\n"
        "local kept = {}\n"
        "for i = 1, 20000 do\n"
        "    kept[i] = finale.FCString()\n"
        "    kept[i].LuaString = ('x'):rep(100000)\n"
        "end\n",
        encoding="utf-8",
    )
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(plugin, memory=32 * MEGABYTE)
    assert (result.exit_status, result.kind) == (6, "EXTERNAL_TERMINATION")
    assert result.message == "the script used more than its 32 MB of memory"


def test_texts_that_are_let_go_do_not_count(tmp_path: Path) -> None:
    plugin = tmp_path / "frugal.lua"
    plugin.write_text(
        "function plugindef() finaleplugin.RequireDocument = false end\n"
        "for i = 1, 3000 do\n"
        "    local text = finale.FCString()\n"
        "    text.LuaString = ('x'):rep(100000)\n"
        "end\n",
        encoding="utf-8",
    )
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(plugin, memory=32 * MEGABYTE)
    assert result.ok, result.message
