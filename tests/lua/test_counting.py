"""Counting which lines run: what is counted, and that the script is none the wiser."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude.errors import LimitError
from postlude.lua.counting import LineCounter, counting, current_counter
from postlude.lua.state import LuaState

Run = Callable[[str], dict[int, int]]


@pytest.fixture
def counter() -> Iterator[LineCounter]:
    with counting(LineCounter()) as counter:
        yield counter


@pytest.fixture
def lines(counter: LineCounter, make_state: Callable[..., LuaState], tmp_path: Path) -> Run:
    """Runs a text as a file; how often each of its lines ran."""

    def run(text: str) -> dict[int, int]:
        make_state(seconds=20.0).run(text.encode(), f"@{tmp_path / 'script.lua'}")
        return total(counter, tmp_path / "script.lua")

    return run


def total(counter: LineCounter, file: Path) -> dict[int, int]:
    found: dict[int, int] = {}
    for counts in counter.counts.get(file, {}).values():
        for line, count in counts.items():
            found[line] = found.get(line, 0) + count
    return found


def test_each_line_is_counted_as_often_as_it_runs(lines: Run) -> None:
    assert lines("local n = 0\nfor i = 1, 3 do\n  n = n + i\nend\nif n > 9 then\n  n = 0\nend") == {
        1: 1, 2: 4, 3: 3, 5: 1, 7: 1,
    }  # fmt: skip


@pytest.mark.parametrize("maker", ["create", "wrap"])
def test_lines_of_coroutines_are_counted(lines: Run, maker: str) -> None:
    body = "function()\n  local x = 1\n  coroutine.yield(x)\n  x = 2\nend"
    go = "coroutine.resume(co)" if maker == "create" else "co()"
    found = lines(f"local co = coroutine.{maker}({body})\n{go}\n{go}")
    assert {line: found[line] for line in (2, 3, 4)} == {2: 1, 3: 1, 4: 1}


def test_lines_before_an_error_are_counted(lines: Run) -> None:
    assert lines("pcall(function()\n  local x = 1\n  error('x')\n  x = 2\nend)") == {1: 2, 2: 1, 3: 1, 5: 2}


def test_a_file_that_is_required_counts_under_its_own_name(
    counter: LineCounter, lines: Run, tmp_path: Path
) -> None:
    (tmp_path / "library.lua").write_text("local M = {}\nfunction M.f()\n  return 1\nend\nreturn M")
    lines("require 'library'.f()\ndofile('library.lua')")
    assert total(counter, tmp_path / "library.lua") == {1: 2, 3: 1, 4: 2, 2: 2, 5: 2}
    assert list(counter.loaded) == [tmp_path / "library.lua"]


def test_text_that_is_no_file_and_the_hosts_own_lua_are_not_counted(counter: LineCounter, lines: Run) -> None:
    lines(
        "load('local x = 1')()\nload('local x = 1', '=[postlude x]')()\nlocal t = {} for i in pairs(t) do end"
    )
    assert [file.name for file in counter.counts] == ["script.lua"]


def test_nobody_counts_unless_asked(make_state: Callable[..., LuaState], tmp_path: Path) -> None:
    before, outer = make_state(), current_counter()
    with counting(LineCounter()) as counter:
        before.run(b"local x = 1", "@x.lua")
        assert current_counter() is counter
    assert current_counter() is outer and not counter.counts


@pytest.mark.parametrize(
    "source",
    [
        "return debug.gethook()",
        "return pcall(debug.sethook)",
        "debug.sethook = nil debug.gethook = nil debug = nil return 1",
        "local n = 0 for level = 0, 20 do local i = debug.getinfo(level, 'S') n = n + (i and 1 or 0) end return n",
        "coroutine.wrap(function() debug = nil end)()",
        "return #debug.traceback()",
    ],
)
def test_a_script_sees_nothing_of_it(
    make_state: Callable[..., LuaState], tmp_path: Path, source: str
) -> None:
    without = make_state().run(source.encode(), "=script")
    with counting(LineCounter()) as counter:
        state = make_state()
    assert state.run(source.encode(), "=script") == without
    state.run(b"local x = 1\nlocal y = 2", f"@{tmp_path / 'after.lua'}")
    assert total(counter, tmp_path / "after.lua") == {1: 1, 2: 1}


@pytest.mark.parametrize(
    "source",
    [
        "while true do end",
        "while true do\n local x = 1\nend",
        "local function f()\n return f()\nend\nf()",
        "coroutine.wrap(function()\n while true do\n pcall(function()\n while true do end\n end)\n end\n end)()",
        "setmetatable({}, {__gc = function()\n while true do\n end\n end}) collectgarbage()",
    ],
)
def test_the_time_limit_holds(counter: LineCounter, make_state: Callable[..., LuaState], source: str) -> None:
    state = make_state(seconds=0.2)
    with pytest.raises(LimitError, match="longer than its"):
        state.run(source.encode(), "@script.lua")
    assert counter.counts


def test_the_memory_limit_holds(counter: LineCounter, make_state: Callable[..., LuaState]) -> None:
    state = make_state(seconds=20.0, memory=16 * 1024 * 1024)
    with pytest.raises(LimitError, match="more than its 16 MB"):
        state.run(b"local t = {}\nwhile true do\n t[#t + 1] = {}\nend", "@script.lua")
    assert counter.counts


HOOK = """
local seen = {}
local function look(event, line) seen[#seen + 1] = event .. " " .. tostring(line) end
debug.sethook(look, MASK)
local function f(x)
  return x
end
local x = f(1)
x = x + 1
debug.sethook()
return table.concat(seen, ", ")
"""


@pytest.mark.parametrize("mask", ["l", "c", "r", "crl"])
def test_a_hook_of_a_script_that_is_debugged_is_called_as_ever(
    make_state: Callable[..., LuaState], mask: str
) -> None:
    source = HOOK.replace("MASK", f'"{mask}"').encode()

    def run(state: LuaState) -> list[Any]:
        state.core(b"allow_hooks")
        return state.run(source, "@script.lua")

    without = run(make_state())
    with counting(LineCounter()) as counter:
        state = make_state()
    assert run(state) == without != [b""]
    (file,) = counter.counts
    assert total(counter, file) == {2: 1, 3: 1, 4: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1}


def test_objects_that_die_while_lines_are_counted_come_back_whole(
    counter: LineCounter, make_state: Callable[..., LuaState]
) -> None:
    from tests.lua.conftest import Things

    state = make_state(seconds=20.0)
    state.bind_namespace("finale", Things())
    state.run(
        b"for i = 1, 3000 do\n local t = finale.FCThing():Me()\n assert(t.Width == 600)\n end", "@script.lua"
    )
    state.collect()
    gc.collect()
    assert not state.border.objects.by_number
