"""`os`: files behind the fence, the environment, processes, and a locale that stays."""

from __future__ import annotations

import locale
import os
import time
from pathlib import Path

import pytest

from postlude.errors import LimitError
from postlude.lua.services import Limits

from .conftest import Lua, World

posix = pytest.mark.skipif(os.name == "nt", reason="commands of a POSIX shell")


def test_time_and_date_are_luas_own(lua: Lua) -> None:
    assert lua(
        "return os.date('!%Y-%m-%d', 86400), os.difftime(5, 3), math.type(os.time()), os.clock() >= 0"
    ) == [
        b"1970-01-02",
        2.0,
        b"integer",
        True,
    ]
    assert lua("local t = {year = 2024, month = 2, day = 30, hour = 12} os.time(t) return t.month == 3")


def test_getenv_asks_the_run(lua: Lua, world: World) -> None:
    world.environment["NAME"] = "wért"
    assert lua("return os.getenv('NAME'), os.getenv('PATH')") == ["wért".encode(), None]


def test_tmpname_makes_a_file_in_the_runs_temporary_folder(lua: Lua, world: World) -> None:
    first, second = lua("return os.tmpname(), os.tmpname()")
    assert first != second
    assert Path(first.decode()).parent == world.temp
    assert Path(first.decode()).is_file()
    assert lua("local f = io.open(..., 'w') f:write('x') f:close() return os.remove(...)", first) is True


def test_remove_takes_files_and_empty_folders(lua: Lua, world: World) -> None:
    (world.data / "file").write_bytes(b"")
    (world.data / "folder").mkdir()
    (world.data / "full" / "inner").mkdir(parents=True)
    assert lua("return os.remove(...)", str(world.data / "file")) is True
    assert lua("return os.remove(...)", str(world.data / "folder")) is True
    failed = lua("return os.remove(...)", str(world.data / "full"))
    assert failed[0] is None
    assert failed[1].startswith(bytes(world.data / "full") + b": ")
    assert lua("return os.remove(...)", str(world.data / "none"))[1:] == [
        bytes(world.data / "none") + b": No such file or directory",
        2,
    ]


def test_remove_and_rename_stay_behind_the_fence(lua: Lua, world: World) -> None:
    secret = world.outside / "secret.txt"
    assert "may not reach" in lua.error(f"os.remove('{secret}')")
    assert "may not reach" in lua.error("os.remove('read.txt')")
    assert "may not reach" in lua.error(f"os.rename('{secret}', '{world.data}/mine')")
    (world.data / "mine").write_bytes(b"x")
    assert "may not reach" in lua.error(f"os.rename('{world.data}/mine', '{world.outside}/theirs')")
    assert secret.exists()
    assert not (world.outside / "theirs").exists()


def test_rename_moves_within_the_fence(lua: Lua, world: World) -> None:
    (world.data / "a").write_bytes(b"x")
    assert lua("return os.rename(...)", str(world.data / "a"), str(world.data / "b")) is True
    assert (world.data / "b").read_bytes() == b"x"
    assert lua("return os.rename(...)", str(world.data / "a"), str(world.data / "c"))[1:] == [
        bytes(world.data / "a") + b": No such file or directory",
        2,
    ]


@posix
def test_a_link_is_removed_and_not_what_it_leads_to(lua: Lua, world: World) -> None:
    (world.data / "target").write_bytes(b"x")
    (world.data / "link").symlink_to("target")
    assert lua("return os.remove(...)", str(world.data / "link")) is True
    assert (world.data / "target").exists()
    assert not (world.data / "link").is_symlink()


@posix
def test_a_link_that_leads_out_is_left_alone(lua: Lua, world: World) -> None:
    (world.data / "out").symlink_to(world.outside / "secret.txt")
    assert "may not reach" in lua.error(f"os.remove('{world.data}/out')")
    assert (world.data / "out").is_symlink()


def test_the_locale_is_the_hosts(lua: Lua) -> None:
    before = locale.setlocale(locale.LC_ALL)
    source = """return os.setlocale(), os.setlocale("C"), os.setlocale("", "numeric"),
        os.setlocale("de_DE.UTF-8"), os.setlocale(nil, "time")"""
    assert lua(source) == [b"C", b"C", b"C", None, b"C"]
    assert lua.error("os.setlocale('C', 'colour')").endswith(
        "bad argument #2 to 'setlocale' (invalid option 'colour')"
    )
    assert locale.setlocale(locale.LC_ALL) == before


def test_execute_needs_its_permission_even_to_ask(lua: Lua, world: World) -> None:
    for call in ("os.execute()", "os.execute('true')"):
        assert lua.error(call).endswith("os.execute: not permitted, set finaleplugin.ExecuteExternalCode")
    assert world.asked == [("ExecuteExternalCode", "os.execute")] * 2


@posix
def test_execute_reports_how_a_command_ended(
    lua: Lua, world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    world.permitted.add("ExecuteExternalCode")
    assert lua("return os.execute()") is True
    assert lua("return os.execute('cat read.txt')") == [True, b"exit", 0]
    assert lua("return os.execute('echo out; echo err >&2; exit 3')") == [None, b"exit", 3]
    assert lua("return os.execute('kill -9 $$')") == [None, b"signal", 9]
    assert lua.printed == b"one\ntwo\nthree\nout\nerr\n"
    assert capfd.readouterr() == ("", "")


@posix
def test_a_child_ends_with_the_runs_time(world: World) -> None:
    world.permitted.add("ExecuteExternalCode")
    lua = world.state(limits=Limits(seconds=0.5))
    started = time.monotonic()
    with pytest.raises(LimitError):
        lua("os.execute('sleep 20 & sleep 20')")
    assert time.monotonic() - started < 10


def test_wrong_arguments_are_named(lua: Lua) -> None:
    assert lua.error("os.rename('a')").endswith("bad argument #2 to 'rename' (string expected, got no value)")
    assert lua.error("os.getenv({})").endswith("bad argument #1 to 'getenv' (string expected, got table)")
