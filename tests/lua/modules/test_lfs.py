"""`lfs`: LuaFileSystem 1.8 behind the fence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Lua, World

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX links and permissions")
LFS = "local lfs = require('lfs') "


def test_it_names_its_version_and_sets_the_global(lua: Lua) -> None:
    assert lua("local before = lfs return before, require('lfs') == lfs, lfs._VERSION") == [
        None,
        True,
        b"LuaFileSystem 1.8.0",
    ]


# Attributes


def test_attributes_has_every_field(lua: Lua, world: World) -> None:
    path = world.script / "read.txt"
    found = path.stat()
    values = lua(LFS + "return lfs.attributes('read.txt')").to_dict()
    expected = {
        b"mode": b"file",
        b"dev": found.st_dev,
        b"ino": found.st_ino,
        b"nlink": 1,
        b"uid": found.st_uid,
        b"gid": found.st_gid,
        b"size": 14,
        b"access": int(found.st_atime),
        b"modification": int(found.st_mtime),
        b"change": int(found.st_ctime),
    }
    assert expected.items() <= values.items()
    assert {b"rdev", b"permissions"} <= values.keys()
    if os.name != "nt":
        assert values[b"blocks"] == found.st_blocks
        assert values[b"blksize"] == found.st_blksize


def test_one_attribute_by_name(lua: Lua) -> None:
    assert lua(LFS + "return lfs.attributes('.', 'mode'), lfs.attributes('read.txt', 'size')") == [
        b"directory",
        14,
    ]
    assert lua.error(LFS + "\nlfs.attributes('.', 'colour')") == "test.lua:2: invalid attribute name 'colour'"


def test_a_table_can_be_given_to_fill(lua: Lua) -> None:
    assert lua(LFS + "local t = {mine = 1} return lfs.attributes('.', t) == t, t.mode, t.mine") == [
        True,
        b"directory",
        1,
    ]


def test_what_is_missing_is_nil_a_message_and_a_number(lua: Lua) -> None:
    assert lua(LFS + "return lfs.attributes('none')") == [
        None,
        b"cannot obtain information from file 'none': No such file or directory",
        2,
    ]


@posix
def test_permissions_are_nine_letters(lua: Lua, world: World) -> None:
    (world.script / "read.txt").chmod(0o640)
    assert lua(LFS + "return lfs.attributes('read.txt', 'permissions')") == b"rw-r-----"


@posix
def test_a_link_has_attributes_of_its_own(lua: Lua, world: World) -> None:
    (world.script / "link").symlink_to("read.txt")
    source = (
        LFS
        + """local t = lfs.symlinkattributes('link')
        return lfs.attributes('link', 'mode'), t.mode, t.target, lfs.symlinkattributes('link', 'target'),
            lfs.symlinkattributes('read.txt', 'mode'), lfs.symlinkattributes('read.txt').target"""
    )
    assert lua(source) == [b"file", b"link", b"read.txt", b"read.txt", b"file", None]
    assert lua(LFS + "return lfs.symlinkattributes('read.txt', 'target')")[0] is None


@posix
def test_a_link_that_leads_out_shows_itself_and_nothing_behind_it(lua: Lua, world: World) -> None:
    (world.script / "out").symlink_to(world.outside / "secret.txt")
    assert lua(LFS + "return lfs.symlinkattributes('out', 'mode')") == b"link"
    assert "may not reach" in lua.error(LFS + "lfs.attributes('out')")


# Directories


def test_dir_feeds_every_name(lua: Lua, world: World) -> None:
    for name in ("b", "a", "ü"):
        (world.script / name).write_bytes(b"")
    assert lua(LFS + "local t = {} for n in lfs.dir('.') do t[#t+1] = n end return table.concat(t, ' ')") == (
        ". .. a b read.txt ü".encode()
    )


def test_a_directory_object_reads_and_closes(lua: Lua) -> None:
    source = (
        LFS
        + """local iterate, dir, none, closing = lfs.dir('.')
        local first, second = dir:next(), iterate(dir)
        dir:close()
        return first, second, none, closing == dir, (pcall(dir.next, dir)), (pcall(dir.close, dir))"""
    )
    assert lua(source) == [b".", b"..", None, True, False, True]


def test_a_break_closes_the_directory(lua: Lua) -> None:
    source = (
        LFS
        + """local iterate, dir, none, closing = lfs.dir('.')
        for name in iterate, dir, none, closing do break end return pcall(iterate, dir)"""
    )
    assert lua(source) == [False, b"bad argument #1 to 'next' (closed directory)"]


def test_dir_of_what_is_no_directory_is_an_error(lua: Lua) -> None:
    assert lua.error(LFS + "\nfor n in lfs.dir('none') do end") == (
        "test.lua:2: cannot open none: No such file or directory"
    )
    assert lua.error(LFS + "lfs.dir('read.txt')").endswith("cannot open read.txt: Not a directory")


def test_mkdir_and_rmdir(lua: Lua, world: World) -> None:
    folder = str(world.data / "new")
    assert lua(LFS + "return lfs.mkdir(...)", folder) is True
    assert lua(LFS + "return lfs.mkdir(...)", folder) == [None, b"File exists", 17]
    assert lua(LFS + "return lfs.rmdir(...)", folder) is True
    assert lua(LFS + "return lfs.rmdir(...)", folder) == [None, b"No such file or directory", 2]
    (world.data / "file").write_bytes(b"")
    assert lua(LFS + "return lfs.rmdir(...)", str(world.data / "file")) == [None, b"Not a directory", 20]


def test_chdir_changes_the_state_and_not_the_process(lua: Lua, world: World) -> None:
    (world.data / "there.txt").write_bytes(b"there")
    before = Path.cwd()
    source = (
        LFS
        + """local first = lfs.currentdir()
        assert(lfs.chdir(...))
        return first, lfs.currentdir(), io.open("there.txt"):read(), lfs.attributes("there.txt", "size")"""
    )
    assert lua(source, str(world.data)) == [bytes(world.script), bytes(world.data), b"there", 5]
    assert Path.cwd() == before


def test_chdir_to_nowhere_says_so(lua: Lua, world: World) -> None:
    assert lua(LFS + "return lfs.chdir('none')") == [
        None,
        b"Unable to change working directory to 'none'\nNo such file or directory\n",
    ]
    assert "may not reach" in lua.error(LFS + f"lfs.chdir('{world.outside}')")


# Links, times, locks


@posix
def test_link_makes_both_kinds(lua: Lua, world: World) -> None:
    (world.data / "file").write_bytes(b"x")
    source = LFS + "local a, b = ... return lfs.link(a, b .. '1'), lfs.link('file', b .. '2', true)"
    assert lua(source, str(world.data / "file"), str(world.data / "link")) == [True, True]
    assert (world.data / "link1").samefile(world.data / "file")
    assert (world.data / "link2").readlink() == Path("file")
    assert lua(LFS + "return lfs.link(...)", str(world.data / "none"), str(world.data / "new")) == [
        None,
        b"No such file or directory",
        2,
    ]


@posix
def test_a_hard_link_is_no_way_to_write_a_file(lua: Lua, world: World) -> None:
    assert "may not reach" in lua.error(LFS + f"lfs.link('read.txt', '{world.data}/mine')")
    assert not (world.data / "mine").exists()


@posix
def test_a_symbolic_link_may_not_lead_out(lua: Lua, world: World) -> None:
    assert "may not reach" in lua.error(LFS + f"lfs.link('../outside/secret.txt', '{world.data}/mine', true)")
    assert not (world.data / "mine").is_symlink()


def test_touch_sets_the_times(lua: Lua, world: World) -> None:
    path = world.data / "file"
    path.write_bytes(b"")
    assert lua(LFS + "return lfs.touch(..., 1000, 2000)", str(path)) is True
    assert (int(path.stat().st_atime), int(path.stat().st_mtime)) == (1000, 2000)
    assert lua(LFS + "return lfs.touch(..., 3000)", str(path)) is True
    assert (int(path.stat().st_atime), int(path.stat().st_mtime)) == (3000, 3000)
    assert lua(LFS + "return lfs.touch(...)", str(path)) is True
    assert path.stat().st_mtime > 1e9
    assert lua(LFS + "return lfs.touch(...)", str(world.data / "none")) == [
        None,
        b"No such file or directory",
        2,
    ]
    assert lua.error(LFS + "lfs.touch('x', 'y')").endswith(
        "bad argument #2 to 'touch' (number expected, got string)"
    )


def test_lock_unlock_and_setmode_check_their_file(lua: Lua) -> None:
    source = (
        LFS
        + """local f = io.open('read.txt')
        return lfs.lock(f, 'r'), lfs.unlock(f), select('#', lfs.setmode(f, 'binary')),
            (pcall(lfs.lock, f, 'x'))"""
    )
    assert lua(source) == [True, True, 2, False]
    assert (
        lua.error(LFS + "\nlfs.lock({}, 'r')")
        == "test.lua:2: bad argument #1 to 'lock' (FILE* expected, got table)"
    )
    assert lua.error(LFS + "local f = io.open('read.txt') f:close() lfs.lock(f, 'r')").endswith(
        "lock: closed file"
    )


def test_a_directory_is_locked_once(lua: Lua, world: World) -> None:
    source = (
        LFS
        + """local lock = lfs.lock_dir(...)
        local second, message = lfs.lock_dir(...)
        lock:free() lock:free()
        local third = lfs.lock_dir(...)
        third:free()
        return second, message, third ~= nil"""
    )
    assert lua(source, str(world.data)) == [None, b"File exists", True]
    assert list(world.data.iterdir()) == []


# The fence


@pytest.mark.parametrize(
    "call",
    [
        "attributes(p)",
        "symlinkattributes(p)",
        "dir(p)",
        "chdir(p)",
        "mkdir(p .. '/x')",
        "rmdir(p)",
        "touch(p)",
        "lock_dir(p)",
    ],
)
def test_every_function_stays_behind_the_fence(lua: Lua, world: World, call: str) -> None:
    message = lua.error(f"local p = '{world.outside}' {LFS}\nlocal x = lfs.{call} return x")
    assert message.startswith("test.lua:2: lfs.")
    assert "may not reach" in message
    assert sorted(path.name for path in world.outside.iterdir()) == ["secret.txt"]


@pytest.mark.parametrize("call", ["mkdir('x')", "rmdir('.')", "touch('read.txt')", "lock_dir('.')"])
def test_what_changes_a_folder_needs_to_write_there(lua: Lua, call: str) -> None:
    assert "may not reach" in lua.error(f"{LFS} lfs.{call}")


# The platform


@posix
def test_on_windows_names_come_and_go_in_the_default_code_page(world: World) -> None:
    (world.script / "ü.txt").write_bytes(b"1234")
    lua = world.state(platform="windows")
    source = (
        LFS
        + """local found
        for n in lfs.dir('.') do if n:find('%.txt') and n ~= 'read.txt' then found = n end end
        return found, lfs.attributes(found, 'size')"""
    )
    assert lua(source) == [b"\xfc.txt", 4]
