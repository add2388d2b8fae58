"""`io`: files behind the fence, and the standard streams that join the run's capture."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from .conftest import Lua, World

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX file types")


# Reading and writing


def test_a_file_is_read_with_the_native_methods(lua: Lua) -> None:
    source = """local f <close> = io.open("read.txt")
        return io.type(f), f:read(), f:read("n", "l"), f:seek("set", 4), f:read("a")"""
    assert lua(source) == [b"file", b"one", None, 4, b"two\nthree\n"]


def test_a_file_is_written_where_the_fence_allows(lua: Lua, world: World) -> None:
    path = str(world.data / "out.bin")
    source = """local f = assert(io.open(..., "wb"))
        assert(f:write("a", 1, 2.5, 2^53, "\\0") == f)
        return f:close(), io.type(f)"""
    assert lua(source, path.encode()) == [True, b"closed file"]
    assert (world.data / "out.bin").read_bytes() == b"a12.59.007199254741e+15\0"


def test_relative_paths_count_from_the_scripts_folder(lua: Lua) -> None:
    assert lua("return io.open('./read.txt'):read()") == b"one"


def test_a_missing_file_is_nil_a_message_and_a_number(lua: Lua) -> None:
    assert lua("return io.open('none.txt')") == [None, b"none.txt: No such file or directory", 2]


@pytest.mark.parametrize("mode", ["r", "rb", "r+", "w", "a", "w+b", "a+"])
def test_outside_the_fence_every_mode_is_an_error_where_it_was_asked(
    lua: Lua, world: World, mode: str
) -> None:
    message = lua.error(f"\nio.open('{world.outside / 'secret.txt'}', '{mode}')")
    assert message.startswith("test.lua:2: io.open: ")
    assert world.fence.refused
    assert (world.outside / "secret.txt").read_bytes() == b"secret\n"


@pytest.mark.parametrize("mode", ["w", "a", "r+", "w+"])
def test_a_file_that_may_only_be_read_is_not_opened_for_writing(lua: Lua, world: World, mode: str) -> None:
    assert "may not reach" in lua.error(f"io.open('read.txt', '{mode}')")
    assert (world.script / "read.txt").read_bytes().startswith(b"one")


@pytest.mark.parametrize("mode", ["", "x", "rw", "r++", "rt", "+r"])
def test_other_modes_are_errors(lua: Lua, mode: str) -> None:
    assert lua.error(f"io.open('read.txt', '{mode}')").endswith("bad argument #2 to 'open' (invalid mode)")


def test_a_name_must_be_a_string(lua: Lua) -> None:
    assert lua.error("io.open()").endswith("bad argument #1 to 'open' (string expected, got no value)")
    assert lua.error("io.open({})").endswith("bad argument #1 to 'open' (string expected, got table)")


def test_a_method_on_a_closed_file_is_an_error_of_the_script(lua: Lua) -> None:
    source = "local f = io.open('read.txt') f:close()\nf:{}"
    assert lua.error(source.format("close()")) == "test.lua:2: attempt to use a closed file"
    assert lua.error(source.format("write('x')")) == "test.lua:2: attempt to use a closed file"


def test_what_cannot_be_written_is_an_error_of_the_script(lua: Lua) -> None:
    assert lua.error("io.stdout:write('a', nil)") == (
        "test.lua:1: bad argument #2 to 'write' (string expected, got no value)"
    )
    assert lua.error("io.write({})") == "test.lua:1: bad argument #1 to 'write' (string expected, got table)"


# Lines and default files


def test_lines_feeds_and_closes_at_the_end(lua: Lua) -> None:
    source = """local t = {} for line in io.lines("read.txt") do t[#t+1] = line end
        local iterate, none, nothing, file = io.lines("read.txt", 1, "n")
        iterate() return table.concat(t, ","), io.type(file), none, nothing"""
    assert lua(source) == [b"one,two,three", b"file", None, None]
    source = """local iterate, _, _, file = io.lines("read.txt", "a")
        iterate() iterate() iterate() return io.type(file)"""
    assert lua.error("local i = io.lines('read.txt', 'l') for n = 1, 5 do i() end").endswith(
        "file is already closed"
    )


def test_lines_closes_on_a_break(lua: Lua) -> None:
    source = """local seen
        for line in io.lines("read.txt") do break end
        local iterate, a, b, file = io.lines("read.txt")
        for line in iterate, a, b, file do break end
        return io.type(file)"""
    assert lua(source) == b"closed file"


def test_lines_of_a_missing_file_is_an_error(lua: Lua) -> None:
    assert lua.error("\nfor l in io.lines('none') do end") == "test.lua:2: none: No such file or directory"


def test_lines_of_a_file_out_of_bounds_is_refused(lua: Lua, world: World) -> None:
    assert "may not reach" in lua.error(f"io.lines('{world.outside / 'secret.txt'}')")


def test_standard_input_is_empty(lua: Lua) -> None:
    source = """local n = 0 for _ in io.lines() do n = n + 1 end
        return io.read(), io.read('a'), io.stdin:read('n'), n"""
    assert lua(source) == [None, b"", None, 0]


def test_input_takes_a_name_or_a_file(lua: Lua) -> None:
    source = """local before = io.input()
        local opened = io.input("read.txt") local first = io.read()
        io.input(before) return before == io.stdin, io.type(opened), first, io.read()"""
    assert lua(source) == [True, b"file", b"one", None]


def test_output_takes_a_name_behind_the_fence(lua: Lua, world: World) -> None:
    target = world.data / "out.txt"
    lua(
        "io.output(...) io.write('to the file') io.close() io.output(io.stdout) io.write('captured')",
        str(target),
    )
    assert target.read_bytes() == b"to the file"
    assert lua.printed == b"captured"
    assert "may not reach" in lua.error(f"io.output('{world.outside / 'new'}')")
    assert not (world.outside / "new").exists()


def test_default_files_that_cannot_be_opened_are_errors(lua: Lua) -> None:
    assert (
        lua.error("\nio.input('none')") == "test.lua:2: cannot open file 'none' (No such file or directory)"
    )
    assert lua.error("io.input({})").endswith("bad argument #1 to 'input' (FILE* expected, got table)")


def test_a_closed_default_file_is_an_error(lua: Lua) -> None:
    assert lua.error("io.input('read.txt') io.close(io.input()) io.read()").endswith(
        "default input file is closed"
    )


# Standard streams


def test_all_that_is_printed_joins_in_order(lua: Lua) -> None:
    lua("print('a') io.write('b', 1, 2.0) io.stdout:write('c'):write('d') io.stderr:write('e\\n') print('f')")
    assert lua.printed == b"a\nb12cde\nf\n"


def test_standard_streams_are_files_in_every_respect(lua: Lua) -> None:
    source = """local t = {}
        for name, f in pairs({stdout = io.stdout, stderr = io.stderr, stdin = io.stdin}) do
            t[#t+1] = io.type(f) .. type(f) .. tostring(f):match("^file %(")
            f:setvbuf("no") f:seek() f:flush()
        end
        return table.concat(t, " "), io.stdout:close()"""
    assert lua(source) == [b" ".join([b"fileuserdatafile ("] * 3), None, b"cannot close standard file"]
    lua("do local f <close> = io.stdout end io.close(io.stdout) io.close() io.stdout:write('still open')")
    assert lua.printed == b"still open"


def test_all_bytes_are_captured(lua: Lua) -> None:
    lua("io.write(...)", bytes(range(256)))
    assert lua.printed == bytes(range(256))


def test_nothing_reaches_the_streams_of_the_process(lua: Lua, capfd: pytest.CaptureFixture[str]) -> None:
    lua("print('x') io.write('x') io.stderr:write('x') io.stdout:write('x')")
    sys.stdout.flush()
    assert capfd.readouterr() == ("", "")


# Temporary files, processes


def test_tmpfile_is_in_the_runs_temporary_folder(lua: Lua, world: World) -> None:
    assert lua("local f = io.tmpfile() f:write('x') f:seek('set') return f:read(), io.type(f)") == [
        b"x",
        b"file",
    ]
    assert all(path.parent == world.temp for path in world.temp.iterdir())


def test_popen_needs_its_permission(lua: Lua, world: World) -> None:
    assert lua.error("\nio.popen('echo x')") == (
        "test.lua:2: io.popen: not permitted, set finaleplugin.ExecuteExternalCode"
    )
    assert world.asked == [("ExecuteExternalCode", "io.popen")]


@posix
def test_popen_runs_in_the_scripts_folder_without_input(lua: Lua, world: World) -> None:
    world.permitted.add("ExecuteExternalCode")
    assert lua("local p = io.popen('cat read.txt; cat; exit 3') return p:read('a'), p:close()") == [
        b"one\ntwo\nthree\n",
        None,
        b"exit",
        3,
    ]


# Hostile paths


@pytest.mark.parametrize(
    "path", ["../outside/secret.txt", "./../outside/../outside/secret.txt", "//etc/passwd"]
)
def test_dots_lead_nowhere(lua: Lua, path: str) -> None:
    assert "may not reach" in lua.error(f"io.open('{path}')")


@posix
def test_links_are_resolved_first(lua: Lua, world: World) -> None:
    (world.script / "link.txt").symlink_to(world.outside / "secret.txt")
    (world.data / "folder").symlink_to(world.outside)
    assert "may not reach" in lua.error("io.open('link.txt')")
    assert "may not reach" in lua.error(f"io.open('{world.data}/folder/new.txt', 'w')")
    assert not (world.outside / "new.txt").exists()


def test_a_nul_byte_does_not_hide_a_path(lua: Lua, world: World) -> None:
    name = bytes(world.outside / "secret.txt") + b"\0.txt"
    assert lua("return io.open(...)", name) == [None, name + b": Invalid argument", 22]


def test_a_very_long_path_is_an_ordinary_failure(lua: Lua) -> None:
    for path in (b"x" * 1000, b"x" * 5000, b"x/" * 100_000):
        assert lua("return io.open(...)", path) == [None, path + b": File name too long", errno.ENAMETOOLONG]


def test_bytes_that_are_not_utf8_are_a_name_like_any_other(lua: Lua, world: World) -> None:
    path = bytes(world.data) + b"/\xff\xfe.txt"
    lua("io.open(..., 'w'):write('x'):close()", path)
    assert Path(os.fsdecode(path)).read_bytes() == b"x"


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "/proc/self/environ", "/dev/fd/0"])
def test_devices_are_out_of_bounds(lua: Lua, device: str) -> None:
    assert "may not reach" in lua.error(f"io.open('{device}')")


@posix
def test_a_pipe_inside_the_fence_cannot_hang_a_run(lua: Lua, world: World) -> None:
    os.mkfifo(world.data / "pipe")
    assert lua("return io.open(...)", str(world.data / "pipe"))[1].endswith(
        b"is a named pipe, and scripts may open files only"
    )
    assert lua.error(f"io.lines('{world.data}/pipe')").endswith("scripts may open files only")


def test_a_directory_can_be_opened_but_not_read(lua: Lua) -> None:
    result = lua("local f, message = io.open('.') if not f then return nil, message end return f:read('a')")
    assert result is None or result[0] is None


def test_no_function_in_reach_opens_a_file_past_the_fence(lua: Lua, world: World) -> None:
    # Every function that can be got at from the environment, by tables, metatables and upvalues.
    source = """
        local target = ...
        local seen, leaks = {}, {}
        local debug = debug or {}
        local function visit(value, path)
            if value == nil or seen[value] or #path > 200 then return end
            local kind = type(value)
            if kind == "table" then
                seen[value] = true
                for k, v in next, value do visit(k, path .. ".k") visit(v, path .. "." .. tostring(k)) end
            elseif kind == "function" then
                seen[value] = true
                if path:find("io") or path:find("upvalue") then
                    for _, mode in ipairs({"r", "w"}) do
                        local ok, result = pcall(value, target, mode)
                        if ok and io.type(result) == "file" and (result:read("a") or "") ~= "" then
                            leaks[#leaks+1] = path
                        end
                    end
                end
                for i = 1, 60 do
                    local ok, name, inner = pcall(debug.getupvalue or error, value, i)
                    if not ok or not name then break end
                    visit(inner, path .. ".upvalue " .. name)
                end
            elseif kind ~= "userdata" then
                return
            end
            visit((debug.getmetatable or getmetatable)(value), path .. ".meta")
        end
        visit(io, "io") visit(os, "os") visit(package, "package") visit(io.stdout, "io.stdout")
        visit(require("lfs"), "lfs")
        return table.concat(leaks, "\\n")"""
    assert lua(source, str(world.outside / "secret.txt")) == b""
    assert (world.outside / "secret.txt").read_bytes() == b"secret\n"


@posix
def test_popen_gives_a_process_what_is_written(lua: Lua, world: World) -> None:
    world.permitted.add("ExecuteExternalCode")
    source = "local p = io.popen('tr a-z A-Z; exit 2', 'w') p:write('loud\\n') return p:close()"
    assert lua(source) == [None, b"exit", 2]
    lua("do local p <close> = io.popen('cat', 'w') p:write('closed') end")
    assert lua.printed == b"LOUD\nclosed"
    assert list(world.temp.iterdir()) == []
