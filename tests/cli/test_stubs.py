"""``postlude stubs``: what it writes into a project, and what it leaves alone."""

from __future__ import annotations

import json
import sys

import pytest

from postlude import __version__
from tests.frontdoor import Door
from tests.frontdoor import door as door


def test_a_project_gets_definitions_and_its_settings_name_them(door: Door) -> None:
    done = door("stubs")
    assert done.status == 0 and done.err == ""
    library = door.folder / ".postlude" / "stubs"
    files = list(library.rglob("*.lua"))
    assert done.out.splitlines() == [
        f".postlude/stubs: {len(files)} files, {len(files)} written",
        ".luarc.json: made",
    ]
    assert json.loads((door.folder / ".luarc.json").read_text())["workspace.library"] == [".postlude/stubs"]
    assert all(
        path.read_text().startswith("---@meta") and __version__ in path.read_text()[:200] for path in files
    )
    # The language server reads no larger files.
    assert max(path.stat().st_size for path in files) < 500_000
    assert (door.folder / ".postlude" / ".gitignore").read_text().endswith("\n*\n")


def test_a_second_time_nothing_is_written(door: Door) -> None:
    door("stubs")
    again = door("stubs")
    assert ", 0 written\n" in again.out and again.out.endswith(".luarc.json: current\n")


def test_definitions_of_another_release_are_replaced_and_other_files_stay(door: Door) -> None:
    door("stubs")
    library = door.folder / ".postlude" / "stubs"
    (library / "lfs.lua").write_text("---@meta lfs\n-- Made by `postlude stubs` (0.0.1)\n")
    (library / "gone.lua").write_text("---@meta _\n-- Made by `postlude stubs` (0.0.1)\n")
    (library / "mine.lua").write_text("---@meta _\n")
    assert ", 1 written, 1 old ones removed\n" in door("stubs").out
    assert not (library / "gone.lua").exists() and (library / "mine.lua").exists()


def test_settings_that_are_otherwise_there_are_told(door: Door) -> None:
    door.file("sub/.luarc.json", '{\n    "runtime.version": "Lua 5.3"\n}\n')
    done = door("stubs", "sub")
    assert "sub/.luarc.json: changed\n" in done.out
    assert 'note: sub/.luarc.json:2: runtime.version stays "Lua 5.3"\n' in done.out


@pytest.mark.parametrize(
    ("folder", "message"), [("nowhere", "nowhere: there is no such folder"), (".", ".luarc.json:1: not JSON")]
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(door: Door, folder: str, message: str) -> None:
    door.file(".luarc.json", "{,}")
    done = door("stubs", folder)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"postlude: {message}")
    assert not (door.folder / ".postlude").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="files can't be in the place of folders so")
def test_a_file_in_the_way_is_told(door: Door) -> None:
    door.file(".postlude", "a file")
    done = door("stubs")
    assert done.status == 2
    assert done.err.startswith("postlude: .postlude/stubs/") and "can't be written" in done.err
