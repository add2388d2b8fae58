"""Which lines of a Lua file can run: what Lua's hook meets when everything runs, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude import Host
from postlude.lua.bytecode import compiled, functions_of, without_lines
from postlude.lua.counting import LineCounter, counting
from postlude.lua.loader import script_text
from tests.conftest import sources_path
from tests.frontdoor import PARTS


def lines(text: str) -> set[int]:
    return {line for function in functions_of(compiled(text.encode())) for line in function.lines}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("local x = 1\n\n-- nothing\nlocal y = 2", {1, 4}),
        ("local x <const> = 1\nreturn x", {2}),
        ("local x\nx = 1", {1, 2}),
        # The return that Lua adds behind a function's own is never met; where the function is made is the `end`.
        ("local f = function()\n  return 1\nend", {2, 3}),
        ("local function f(x)\n  if x then\n    return 1\n  else\n    return 2\n  end\nend", {2, 3, 5, 7}),
        ("do return end\nlocal x = 1", {1}),
        ("while true do\n  local x = 1\nend\nlocal never = 1", {2}),
        ("if false then\n  local never = 1\nend", {1, 2, 3}),
        ("local t = {\n  a = 1,\n  b = f(),\n}", {1, 2, 3, 4}),
        ("goto there\nnever = 1\n::there::\nlocal x = 1", {1, 4}),
        ("for i = 1, 2 do\n  break\nend", {1, 2, 3}),
        ("", {1}),
    ],
)
def test_lines_that_can_run(text: str, expected: set[int]) -> None:
    assert lines(text) == expected


EVERYTHING = """
local M = {}
function M.f(x)
  if x then
    return 1
  end
  return 2
end
local function g(...)
  for i = 1, 3 do
    local a = i + 1
    if a == 2 then goto continue end
    a = a * 2 // 1 % 7 - (a << 1) | 3
    ::continue::
  end
  for k, v in pairs({1,
     2, [3] = "x" .. 3}) do
    while v ~= 0 do v = 0 end
  end
  for _ in pairs({ 1 }) do break end
  repeat
    local z = select('#', ...)
  until z
  return M.f(...)
end
local co = coroutine.wrap(function()
  coroutine.yield(1)
  local y = M.f(nil)
end)
co() co()
g(true)
local ok = pcall(function(...)
  local t <close> = setmetatable({}, { __close = function()
    ok = ok
  end })
  error("x")
end)
local a = not ok and
  M.f(1) == 1 or
  M.f(2) == 3
local text = [[
no code
]]
local big = 1e300
local long = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
  29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, g(1) }
return a
"""


@pytest.mark.parametrize(
    "text", [EVERYTHING, EVERYTHING + "\n" * 300 + "local far = away\nlocal x = far == 1"]
)
def test_a_program_that_runs_everything_runs_exactly_these_lines(tmp_path: Path, text: str) -> None:
    file = tmp_path / "all.lua"
    file.write_text(text.replace("return a\n", "local z = a\n") if "far" in text else text)
    with counting(LineCounter()) as counter, Host(data_dir=tmp_path / "d", config_dir=tmp_path / "c") as host:
        assert host.run(file, PARTS).ok
    ran = {line for counts in counter.counts[file].values() for line in counts}
    assert ran == lines(file.read_text())


def test_functions_begin_and_end_where_they_stand() -> None:
    functions = functions_of(
        compiled(b"local x\nfunction f()\n  for i = 1, 2 do end\nend\nfunction g() return 1 end")
    )
    assert [(f.defined, f.last, f.entry, f.once) for f in functions] == [
        (0, 0, 1, True), (2, 4, 3, False), (5, 5, 5, True),
    ]  # fmt: skip


def test_a_chunk_without_its_lines_has_none_that_can_run() -> None:
    from lupa.lua54 import LuaRuntime

    runtime = LuaRuntime(encoding=None)
    stripped = runtime.eval(b"string.dump")(runtime.compile(b"local x = 1"), True)
    assert functions_of(stripped)[0].lines == set()


def test_what_another_lua_compiled_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not compiled by Lua 5\.4"):
        functions_of(b"\x1bLuaS\x00")


@pytest.mark.conformance
def test_real_scripts_run_no_line_that_can_not_run(tmp_path: Path) -> None:
    scripts = sorted(sources_path("lua-scripts", "src").glob("*.lua"))[::10]
    with counting(LineCounter()) as counter, Host(data_dir=tmp_path / "d", config_dir=tmp_path / "c") as host:
        for script in scripts:
            host.run(script, PARTS, timeout=5)
    assert len(counter.loaded) >= len(scripts) > 9
    for file, text in counter.loaded.items():
        assert text == script_text(file.read_bytes())
        ran = {line for counts in counter.counts[file].values() for line in counts}
        assert ran <= lines(text.decode()), file.name


def test_without_its_lines_a_chunk_keeps_its_names() -> None:
    from lupa.lua54 import LuaRuntime

    code = without_lines(compiled(EVERYTHING.encode()))
    assert {line for function in functions_of(code) for line in function.lines} == set()
    runtime = LuaRuntime(encoding=None)
    assert (
        runtime.eval(b"function(c) local i = debug.getinfo(load(c), 'S') return i.source end")(code)
        == b"=file"
    )
    assert runtime.eval(b"function(c) return load(c)() end")(without_lines(compiled(b"return 1 + 2"))) == 3
