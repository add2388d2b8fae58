"""`luaosutils`: the package, its text and its processes."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.errors import LimitError
from postlude.lua.modules.luaosutils.listing import list_unix, list_windows
from postlude.lua.modules.luaosutils.text import convert
from postlude.lua.services import Limits

from .conftest import Lua, World

posix = pytest.mark.skipif(os.name == "nt", reason="commands of a POSIX shell")
PROCESS = "local process = require('luaosutils').process "
TEXT = "local text = require('luaosutils').text "


# The package


def test_it_names_its_version_and_its_namespaces(world: World) -> None:
    lua = world.state(
        namespaces={"internet": {"server_name": lambda url: b"host", "limit": 3, "name": "nämé"}}
    )
    source = """local u = require('luaosutils')
        return u._VERSION, type(u.text), type(u.process), u.internet.server_name('x'), u.internet.limit,
            u.internet.name"""
    assert lua(source) == [b"Luaosutils 2.5.0", b"table", b"table", b"host", 3, "nämé".encode()]


def test_a_script_can_do_without_it(world: World) -> None:
    assert "module 'luaosutils' not found" in world.state(load_luaosutils=False).error(
        "require('luaosutils')"
    )


# text


@pytest.mark.parametrize(("platform", "codepage"), [("mac", 65001), ("windows", 1252)])
def test_the_default_code_page_is_the_platforms(world: World, platform: str, codepage: int) -> None:
    lua = world.state(platform=platform)
    assert lua(TEXT + "return text.get_default_codepage(), text.get_utf8_codepage()") == [codepage, 65001]


@pytest.mark.parametrize(
    ("codepage", "sample"),
    [
        (1250, "Dvořák"),
        (1251, "Шостакович"),
        (1252, "Händel – “Œuvre”"),
        (1253, "Ξενάκης"),
        (437, "Händel"),
        (850, "Fauré"),
        (932, "武満徹"),
        (936, "冼星海"),
        (949, "윤이상"),
        (950, "馬水龍"),
        (10000, "Fauré “Élégie”"),
        (37, "Händel"),
        (10010, "Enescu – Oedipe"),
        (10082, "Lisinski: Ljubav i zloba – Šulek"),
        (20127, "Bach"),
        (20273, "Händel"),
        (28591, "Händel"),
        (38598, "הללויה"),
        (51936, "冼星海"),
        (65001, "𝄞 Händel"),
    ],
)
def test_text_goes_there_and_back(lua: Lua, codepage: int, sample: str) -> None:
    there = lua(TEXT + f"return text.convert_encoding(..., 65001, {codepage})", sample.encode())
    assert there is not None
    assert lua(TEXT + f"return text.convert_encoding(..., {codepage})", there) == sample.encode()


def test_known_bytes_of_a_code_page(lua: Lua) -> None:
    assert lua(TEXT + "return text.convert_encoding('\\x80\\xfc', 1252)") == "€ü".encode()
    assert lua(TEXT + "return text.convert_encoding('\\x8a', 10000)") == "ä".encode()
    assert lua(TEXT + "return text.convert_encoding('\\x84', 437)") == "ä".encode()


@pytest.mark.parametrize(
    "arguments", ["'x', 1200", "'x', 65001, 1200", "'x', 0", "'x', 65001, 99999", "'x', -5"]
)
def test_code_pages_that_are_no_8_bit_text_give_nil(lua: Lua, arguments: str) -> None:
    assert lua(TEXT + f"return text.convert_encoding({arguments})") is None


def test_invalid_text_gives_nil_and_so_tells_utf8(lua: Lua) -> None:
    assert lua(TEXT + "return text.convert_encoding('\\xff', 65001, 65001)") is None
    assert lua(TEXT + "return text.convert_encoding('\\x81\\x20', 932)") is None
    assert lua(TEXT + "return text.convert_encoding('', 65001)") == b""


def test_what_a_code_page_lacks_is_a_question_mark_on_windows_only(world: World) -> None:
    source = TEXT + "return text.convert_encoding('a𝄞', 65001, 1252)"
    assert world.state()(source) is None
    assert world.state(platform="windows")(source) == b"a?"


def test_wrong_arguments_have_the_librarys_words(lua: Lua) -> None:
    assert (
        lua.error(TEXT + "\ntext.convert_encoding(12, 1252)")
        == "test.lua:2: param 1 expected string, got number"
    )
    assert lua.error(TEXT + "text.convert_encoding('x')").endswith("param 2 expected number, got no value")


@given(st.binary(), st.sampled_from([1250, 1251, 1252, 1254, 1256, 1258]))
def test_every_byte_of_a_windows_code_page_survives(data: bytes, codepage: int) -> None:
    utf8 = convert(data, codepage, 65001, "windows")
    assert utf8 is not None
    assert convert(utf8, 65001, codepage, "windows") == data


# process: children


@pytest.mark.parametrize("function", ["execute", "launch"])
def test_children_need_their_permission(lua: Lua, world: World, function: str) -> None:
    assert lua.error(f"{PROCESS}\nprocess.{function}('echo x')") == (
        f"test.lua:2: process.{function}: not permitted, set finaleplugin.ExecuteExternalCode"
    )
    assert world.asked == [("ExecuteExternalCode", f"process.{function}")]


@posix
def test_execute_gives_what_a_command_prints(lua: Lua, world: World) -> None:
    world.permitted.add("ExecuteExternalCode")
    assert (
        lua(PROCESS + "return process.execute('cat read.txt; echo error >&2; exit 1')")
        == b"one\ntwo\nthree\n"
    )
    assert lua(PROCESS + "return process.execute('cat secret.txt', ...)", str(world.outside)) == b"secret\n"
    assert lua(PROCESS + "return process.execute('')") is None
    assert lua(PROCESS + "return process.execute('echo x', '/no/such/folder')") is None
    assert lua(PROCESS + "return process.execute('no-such-command-anywhere')") == b""


@posix
def test_execute_ends_with_the_runs_time(world: World) -> None:
    world.permitted.add("ExecuteExternalCode")
    lua = world.state(limits=Limits(seconds=0.5))
    started = time.monotonic()
    with pytest.raises(LimitError):
        lua(PROCESS + "pcall(process.execute, 'sleep 20')")
    assert time.monotonic() - started < 10


@posix
def test_launch_does_not_wait(lua: Lua, world: World) -> None:
    world.permitted.add("ExecuteExternalCode")
    started = time.monotonic()
    assert (
        lua(PROCESS + "return process.launch('sleep 1; echo done > launched.txt', ...)", str(world.data))
        is True
    )
    assert time.monotonic() - started < 0.9
    deadline = time.monotonic() + 10
    while not (world.data / "launched.txt").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (world.data / "launched.txt").exists()
    assert lua(PROCESS + "return process.launch('x', '/no/such/folder'), process.launch('')") == [
        False,
        False,
    ]


# process: directories


def test_make_dir_makes_one_behind_the_fence(lua: Lua, world: World) -> None:
    path = str(world.data / "new")
    assert lua(PROCESS + "return process.make_dir(...), process.make_dir(...)", path) == [True, True]
    assert (world.data / "new").is_dir()
    assert lua(PROCESS + "return process.make_dir('inner', ...)", path) is True
    assert (world.data / "new" / "inner").is_dir()
    assert lua(PROCESS + "return process.make_dir('x', ...)", str(world.data / "none")) is False
    assert "may not reach" in lua.error(PROCESS + f"process.make_dir('{world.outside}/x')")
    assert "may not reach" in lua.error(PROCESS + "process.make_dir('x')")
    assert not (world.outside / "x").exists()


@pytest.mark.parametrize(("platform", "made"), [("mac", False), ("windows", True)])
def test_make_dir_makes_those_above_on_windows(world: World, platform: str, made: bool) -> None:
    world.state(platform=platform)(PROCESS + "process.make_dir(...)", str(world.data / "a" / "b"))
    assert (world.data / "a" / "b").is_dir() is made


def test_list_dir_answers_as_ls_does(lua: Lua, world: World) -> None:
    for name in ("Bravura", "Petaluma", "alpha", ".hidden"):
        (world.data / name).mkdir()
    source = PROCESS + "return process.list_dir(..., '-1')"
    assert lua(source, str(world.data) + "/") == b"Bravura\nPetaluma\nalpha\n"
    assert lua(PROCESS + "return process.list_dir('')") == b"read.txt\n"
    assert lua(source, str(world.data / "none")) is None
    assert "may not reach" in lua.error(PROCESS + f"process.list_dir('{world.outside}', '-1')")


def test_list_dir_answers_as_dir_does_on_windows(world: World) -> None:
    (world.data / "Petaluma").mkdir()
    (world.data / "bravura").mkdir()
    (world.data / "readme.txt").write_bytes(b"")
    lua = world.state(platform="windows")
    source = PROCESS + "return process.list_dir(..., '/b /ad')"
    assert lua(source, str(world.data)) == b"bravura\r\nPetaluma\r\n"
    assert lua(source, str(world.data / "Petaluma")) == b"File Not Found\r\n"


def test_an_option_that_is_not_known_is_an_error(lua: Lua) -> None:
    assert lua.error(PROCESS + "process.list_dir('.', '-1Z')").endswith("the option '-Z' is not supported")


@posix
@pytest.mark.parametrize(
    "options", ["", "-1", "-a", "-A", "-p", "-F", "-r", "-S", "-aF", "-R", "*.txt", "-d *", "*"]
)
def test_the_listing_is_that_of_ls(world: World, options: str) -> None:
    import subprocess

    folder = world.data
    (folder / "folder" / "deeper").mkdir(parents=True)
    (folder / "folder" / "in.txt").write_bytes(b"")
    (folder / "empty").mkdir()
    (folder / "a.txt").write_bytes(b"1")
    (folder / "B.txt").write_bytes(b"123")
    (folder / "run").write_bytes(b"12")
    (folder / "run").chmod(0o755)
    (folder / ".dot").write_bytes(b"")
    (folder / "link").symlink_to("a.txt")
    real = subprocess.run(
        f"ls {options}",
        shell=True,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    shown = list_unix(folder, options)
    if options == "-S":  # names of one size may stand in any order, and a folder's size is the file system's
        assert sorted(shown.splitlines()) == sorted(real.stdout.decode().splitlines())
    elif options == "-R":  # GNU names the top folder first, macOS doesn't
        assert shown == real.stdout.decode().removeprefix(".:\n")
    else:
        assert shown == real.stdout.decode()


def test_dir_sorts_filters_and_shows_sizes(world: World) -> None:
    (world.data / "b.txt").write_bytes(b"12345")
    (world.data / "A.txt").write_bytes(b"1")
    (world.data / "folder").mkdir()
    assert list_windows(world.data, "/b") == "A.txt\r\nb.txt\r\nfolder\r\n"
    assert list_windows(world.data, "/b /o-n") == "folder\r\nb.txt\r\nA.txt\r\n"
    assert list_windows(world.data, "/b/a-d") == "A.txt\r\nb.txt\r\n"
    assert list_windows(world.data, "*.TXT /b") == "A.txt\r\nb.txt\r\n"
    lines = list_windows(world.data, "").split("\r\n")
    assert lines[1] == f" Directory of {world.data}"
    assert lines[4].endswith("5 b.txt")
    assert "<DIR>" in lines[5]


# process: waiting


def test_run_event_loop_waits(lua: Lua) -> None:
    started = time.monotonic()
    assert lua(PROCESS + "return select('#', process.run_event_loop(0.2))") in (0, 1)
    assert time.monotonic() - started >= 0.19
    assert lua.error(PROCESS + "process.run_event_loop('x')").endswith("param 1 expected number, got string")


def test_run_event_loop_waits_by_the_pump_it_was_given(world: World) -> None:
    waits: list[float] = []
    world.state(pump=waits.append)(PROCESS + "process.run_event_loop(0.25) process.run_event_loop(-1)")
    assert waits == [0.25, 0.0]


def test_run_event_loop_does_not_outlast_the_run(world: World) -> None:
    lua = world.state(limits=Limits(seconds=0.3))
    started = time.monotonic()
    with pytest.raises(LimitError):
        lua(PROCESS + "process.run_event_loop(30) while true do end")
    assert time.monotonic() - started < 5
