"""What a hostile script tries on files, processes, the network and the environment: refused, and each listed.

Every attempt runs at the door, once caught by the script and once not. ``{out}`` stands for a folder that the
script may not reach, with ``secret.txt``, ``code.lua`` and ``score.enigmaxml``; ``{config}`` for Postlude's
configuration, ``{tmp}`` for a folder that it may write.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.frontdoor import PARTS, Door

SECRET = "the-secret-that-no-script-sees"
VARIABLES = ("OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "SSH_AUTH_SOCK", "DATABASE_URL")
FILES, EXTERNAL, HTTPS, MENUS = "files", "ExecuteExternalCode", "ExecuteHttpsCalls", "ModifyFinaleMenus"


@dataclass(frozen=True)
class Attempt:
    """``code`` is a chunk; ``rule`` by which it is refused, ``what`` a word of the entry in the list."""

    code: str
    rule: str
    what: str
    raises: bool = True
    """Whether it ends in an error; otherwise the script gets nil."""
    plugindef: str = ""


def files(what: str, *codes: str, raises: bool = True) -> list[Attempt]:
    return [Attempt(code, FILES, what, raises) for code in codes]


READING = [
    *files(
        "io.open",
        "io.open '{out}/secret.txt'",
        "io.open('{out}/secret.txt', 'rb')",
        "io.open('{out}/secret.txt', 'r+')",
        "io.open '../outside/secret.txt'",
        "io.open './../outside/./secret.txt'",
        "io.open 'folder/../../outside/secret.txt'",
        "io.open 'not-there/../../outside/secret.txt'",
        "io.open '/{out}/secret.txt'",
        "io.open '{out}//secret.txt'",
        "io.open 'link.txt'",
        "io.open 'linked/secret.txt'",
        "io.open 'linked/../outside/secret.txt'",
        "io.open 'round/round/link.txt'",
        "io.open '{config}/system.lua'",
        "io.open '{config}/config.toml'",
        "io.open '{config}/approvals.json'",
        "io.open '/etc/passwd'",
        "io.open '/etc/shadow'",
        "io.open '/proc/self/environ'",
        "io.open '/proc/self/cmdline'",
        "io.open '/proc/self/root/etc/passwd'",
        "io.open '/proc/self/cwd/../outside/secret.txt'",
        "io.open '/proc/1/environ'",
        "io.open '/proc/self/fd/0'",
        "io.open '/dev/stdin'",
        "io.open '/dev/zero'",
        "io.open '/dev/tty'",
        "io.open(os.getenv('HOME') .. '/.ssh/id_rsa')",
        "io.open(os.getenv('HOME') .. '/.netrc')",
        "coroutine.wrap(io.open)('{out}/secret.txt')",
        "assert(pcall(io.open, '{out}/secret.txt'))",
        "setmetatable({{}}, {{ __index = function(_, path) return io.open(path) end }})['{out}/secret.txt']",
        "table.pack(pcall(io.open, '{out}/secret.txt')) error('caught')",
    ),
    *files("io.lines", "io.lines '{out}/secret.txt'", "io.lines('../outside/secret.txt', 'a')"),
    *files("io.input", "io.input '{out}/secret.txt'"),
    *files(
        "loadfile", "loadfile '{out}/code.lua'", "loadfile 'linked/code.lua'", "loadfile '/proc/self/environ'"
    ),
    *files("loadfile", "loadfile 'plugin.lua\\0.txt'"),
    *files("loadfile", "dofile '{out}/code.lua'", "dofile '../outside/code.lua'"),
    *files(
        "require",
        "package.path = '{out}/?.lua' require 'code'",
        "package.path = '../outside/?.lua' require 'code'",
    ),
    *files(
        "require",
        "package.path = '?' require '{out}/code.lua'",
        "package.searchers[2]('..outside.code')"
        " package.path = '{out}/?.lua' error(package.searchers[2]('code'))",
    ),
    *files(
        "require",
        "assert(package.searchpath('code', '{out}/?.lua'))",
        "package.cpath = '{out}/?.so' require 'code'",
    ),
    *files(
        "lfs.",
        "require'lfs'.attributes '{out}/secret.txt'",
        "require'lfs'.attributes('link.txt', 'size')",
        "require'lfs'.symlinkattributes '{out}/secret.txt'",
        "require'lfs'.dir '{out}'",
        "require'lfs'.dir '/'",
        "require'lfs'.dir 'linked'",
        "require'lfs'.chdir '{out}'",
        "require'lfs'.chdir '..'",
        "require'lfs'.link('{out}/secret.txt', '{tmp}/hard')",
        "require'lfs'.link('{out}/secret.txt', '{tmp}/soft', true)",
        "require'lfs'.link('../../outside', '{tmp}/soft', true)",
    ),
    *files(
        "process.list_dir",
        "require'luaosutils'.process.list_dir '{out}'",
        "require'luaosutils'.process.list_dir '/'",
    ),
    *files("process.list_dir", "require'luaosutils'.process.list_dir('linked', '-la')"),
    *files(
        "crypto.calc_file_hash",
        "require'luaosutils'.crypto.calc_file_hash '{out}/secret.txt'",
        "require'luaosutils'.crypto.calc_file_hash '/proc/self/environ'",
        "require'luaosutils'.crypto.calc_file_hash '{config}/system.lua'",
    ),
    *files(
        "LoadFile",
        "tinyxml2.XMLDocument():LoadFile '{out}/secret.txt'",
        "tinyxml2.XMLDocument():LoadFile 'link.txt'",
    ),
    *files(
        "FCDocument.Open", "finale.FCDocument():Open('{out}/score.enigmaxml', true, nil, false, false, true)"
    ),
    *files(
        "FCStrings.", "finale.FCStrings():LoadFolderFiles '{out}'", "finale.FCStrings():LoadSubfolders '/'"
    ),
    *files(
        "SetImageFromFilePath",
        "finale.FCCustomLuaWindow():CreateImage(0, 0):SetImageFromFilePath '{out}/secret.txt'",
    ),
    *files("CreateLuaScriptItems", "finenv.CreateLuaScriptItemsFromFilePath '{out}/code.lua'"),
]

WRITING = [
    *files(
        "io.open",
        "io.open('{out}/secret.txt', 'w')",
        "io.open('{out}/secret.txt', 'a')",
        "io.open('{out}/new.txt', 'w+b')",
        "io.open('new.txt', 'w')",
        "io.open('score.enigmaxml', 'r+')",
        "io.open('score.enigmaxml', 'w')",
        "io.open('plugin.lua', 'a')",
        "io.open('{tmp}/new.lua', 'w')",
        "io.open('{tmp}/NEW.LUA', 'w')",
        "io.open('{tmp}/new.luac', 'w')",
        "io.open('{tmp}/new.py', 'w')",
        "io.open('{tmp}/new.lua.', 'w')",
        "io.open('{tmp}/new.lua ', 'w')",
        "io.open('{tmp}/new.py::$DATA', 'w')",
        "io.open('{config}/config.toml', 'w')",
        "io.open('{config}/plugins/new.txt', 'w')",
        "io.open('/dev/sda', 'w')",
        "io.open('/etc/cron.d/x', 'w')",
        "io.open('\\\\\\\\server\\\\share\\\\new.txt', 'w')",
        "io.open('//server/share/new.txt', 'w')",
        "io.open('\\\\\\\\.\\\\PhysicalDrive0', 'w')",
        "io.open('C:\\\\Windows\\\\new.txt', 'w')",
        "io.open('CON', 'w')",
        "io.open('~/.profile', 'a')",
        "io.open('file:///tmp/new.txt', 'w')",
        "io.open(('../'):rep(60) .. 'etc/new.txt', 'w')",
        "io.open(finenv.RunningLuaFolderPath() .. 'new.txt', 'w')",
        "io.open(os.tmpname() .. '/' .. ('../'):rep(60) .. 'etc/new.txt', 'w')",
    ),
    *files("io.output", "io.output '{out}/new.txt'"),
    *files(
        "os.remove",
        "os.remove '{out}/secret.txt'",
        "os.remove 'score.enigmaxml'",
        "os.remove 'plugin.lua'",
        "os.remove 'linked/secret.txt'",
        "os.remove 'link.txt'",
        "os.remove '{config}/system.lua'",
        "os.remove '{config}'",
    ),
    *files(
        "os.rename",
        "os.rename('{out}/secret.txt', '{tmp}/stolen.txt')",
        "os.rename(os.tmpname(), '{out}/new.txt')",
        "os.rename(os.tmpname(), '{tmp}/new.lua')",
        "os.rename('score.enigmaxml', '{tmp}/score.enigmaxml')",
        "os.rename(os.tmpname(), 'score.enigmaxml')",
        "os.rename('plugin.lua', '{tmp}/plugin.txt')",
        "os.rename('{config}', '{tmp}/config')",
    ),
    *files(
        "lfs.",
        "require'lfs'.mkdir '{out}/new'",
        "require'lfs'.rmdir '{out}/empty'",
        "require'lfs'.touch '{out}/secret.txt'",
        "require'lfs'.touch 'score.enigmaxml'",
        "require'lfs'.lock_dir '{out}'",
    ),
    *files("process.make_dir", "require'luaosutils'.process.make_dir '{out}/new'"),
    *files("process.make_dir", "require'luaosutils'.process.make_dir('new', '{out}')"),
    *files(
        "SaveFile",
        "tinyxml2.XMLDocument():SaveFile '{out}/new.xml'",
        "tinyxml2.XMLDocument():SaveFile '{tmp}/new.lua'",
    ),
    *files(
        "FCDocument.Save",
        "finale.FCDocument():Save(finale.FCString '{out}/new.musx')",
        "finale.FCDocument():Save()",
    ),
]

ASKING = "finaleplugin.ExecuteExternalCode = true finaleplugin.ModifyFinaleMenus = true"
SOCKETS = "finaleplugin.LoadLuaSocket = true"
GATED = [
    *(
        Attempt(code, EXTERNAL, code.partition("(")[0].rpartition("'.")[2], plugindef=plugindef)
        for code in (
            "os.execute('echo x > {out}/new.txt')",
            "os.execute()",
            "io.popen('cat {out}/secret.txt')",
            "io.popen('cat > {out}/new.txt', 'w')",
            "require'luaosutils'.process.execute('cat {out}/secret.txt')",
            "require'luaosutils'.process.execute('pwd', '{out}')",
            "require'luaosutils'.process.launch('touch {out}/new.txt')",
            "package.loadlib('{out}/code.so', 'luaopen_code')",
            "package.loadlib('/lib/x86_64-linux-gnu/libc.so.6', '*')",
        )
        for plugindef in ("", ASKING)
    ),
    Attempt(
        "package.cpath = finenv.RunningLuaFolderPath() .. '?.so' require 'near'", EXTERNAL, "package.loadlib"
    ),
    *(
        Attempt(f"require'luaosutils'.internet.{code}", HTTPS, f"internet.{code.partition('(')[0]}")
        for code in (
            "get('https://example.com/', print)",
            "get_sync('https://example.com/', 1)",
            "post('https://example.com/', '{out}', print)",
            "post_sync('https://example.com/', 'x', 1)",
            "download_url('https://example.com/', print)",
            "download_url_sync('https://example.com/', 1)",
        )
    ),
    Attempt("require 'openai'", HTTPS, "openai"),
    *(
        Attempt(
            f"local menu = require'luaosutils'.menu local bar = menu.get_top_level_menu() menu.{code}",
            MENUS,
            f"menu.{code.partition('(')[0]}",
            plugindef=plugindef,
        )
        for code in (
            "insert_submenu('New', bar)",
            "insert_separator(bar)",
            "move_item(bar, 0, bar)",
            "delete_submenu(bar)",
            "set_item_text(bar, 0, 'x')",
            "set_title(bar, nil, 'x')",
            "redraw()",
        )
        for plugindef in ("", ASKING)
    ),
    Attempt("require 'socket'", "LoadLuaSocket", "socket", plugindef=SOCKETS),
    *(
        Attempt(f"os.getenv '{name}'", "environment", f"os.getenv: {name}", raises=False)
        for name in VARIABLES
    ),
]

ATTEMPTS = [*READING, *WRITING, *GATED]


@pytest.fixture
def world(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    out, tmp = tmp_path / "outside", tmp_path / "allowed"
    for folder in (out, out / "empty", tmp, door.folder / "folder", door.config / "plugins"):
        folder.mkdir()
    (out / "secret.txt").write_text(SECRET, encoding="utf-8")
    (out / "code.lua").write_text(f"print '{SECRET}'", encoding="utf-8")
    (out / "score.enigmaxml").write_bytes(PARTS.read_bytes())
    for library in (out / "code.so", door.folder / "near.so"):
        library.write_bytes(b"\x7fELF")
    (door.folder / "link.txt").symlink_to(out / "secret.txt")
    (door.folder / "linked").symlink_to(out)
    (door.folder / "round").symlink_to(door.folder)
    (door.config / "system.lua").write_text(f"key = '{SECRET}'", encoding="utf-8")
    (door.config / "config.toml").write_text("plugin_folders = []", encoding="utf-8")
    (door.config / "approvals.json").write_text("{}", encoding="utf-8")
    for name in VARIABLES:
        monkeypatch.setenv(name, SECRET)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text(SECRET, encoding="utf-8")
    return {"out": out, "tmp": tmp, "config": door.config}


def state_of(world: dict[str, Path], door: Door) -> dict[str, bytes]:
    """All files that the attempts are about, with their content."""
    folders = [*world.values(), door.folder]
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "plugin.lua"
    }


def test_there_are_more_than_a_hundred_different_attempts() -> None:
    assert len({(each.code, each.plugindef) for each in ATTEMPTS}) == len(ATTEMPTS) > 100


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="paths of Linux")
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.code[:60])
def test_a_hostile_attempt_is_refused_and_listed(
    door: Door, world: dict[str, Path], attempt: Attempt
) -> None:
    code = attempt.code.format(**world)
    plugindef = attempt.plugindef and attempt.plugindef + " return 'Hostile'"
    options = ("--allow-write", world["tmp"], "--json")
    door.score()
    before = state_of(world, door)
    caught = f"local ok, value = pcall(function() {_returning(code)} end) print(ok, value)"
    for source, status in ((caught, 0), (_returning(code), 4 if attempt.raises else 0)):
        done = door.run(source, *options, plugindef=plugindef)
        result = done.json
        listed = result["permissions"]["refused"]
        assert [each for each in listed if each["rule"] == attempt.rule and attempt.what in each["what"]], (
            listed
        )
        assert all(each["reason"] for each in listed)
        assert SECRET not in done.out + done.err
        assert result["network"] == [] and result["saved"] is None
        if source == caught:
            assert result["printed"].startswith("false\t" if attempt.raises else "true\tnil"), result[
                "printed"
            ]
        assert done.status in ((status, 1) if attempt.raises else (0,)), result["message"]
    assert state_of(world, door) == before


def _returning(code: str) -> str:
    """The chunk with its last expression returned, where it is one."""
    statement = code.startswith(("local ", "package.", "table.pack")) and not code.startswith(
        "package.loadlib"
    )
    return code if statement else f"return {code}"
