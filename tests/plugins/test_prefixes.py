"""Prefixes: which ones are found, how they run, and what their errors say."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.errors import LimitError, PluginError, RefusedError, UsageError
from postlude.lua.modules import install
from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState
from postlude.plugins import prefixes, shipped
from postlude.plugins.config import Config, ConfiguredScript, load_config
from postlude.plugins.fence import FileFence
from postlude.plugins.folders import ScriptEnvironment
from postlude.plugins.menu import MenuItem, choose_item, menu_items
from postlude.plugins.plugindef import describe_plugin
from postlude.plugins.prefixes import (
    Prefix,
    find_script_prefix,
    find_system_prefix,
    run_item_prefix,
    run_user_prefix,
    without_source,
)

KEY = "sk-proj-abcdefghijklmnop"
ITEM = MenuItem("A", "A", "")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    (tmp_path / "shipped/prefix/scripts").mkdir(parents=True)
    (tmp_path / "shipped/plugins").mkdir()
    (tmp_path / "shipped/prefix/system.lua").write_text("shipped = true", encoding="utf-8")
    (tmp_path / "shipped/prefix/scripts/ours.lua").write_text("ours = true", encoding="utf-8")
    (tmp_path / "config").mkdir()
    for name in ("option", "up", "down"):
        (tmp_path / f"{name}.lua").write_text(f"{name} = true", encoding="utf-8")
    monkeypatch.setattr(prefixes, "shipped_prefixes", lambda: tmp_path / "shipped/prefix")
    monkeypatch.setattr(shipped, "shipped_plugins", lambda: tmp_path / "shipped/plugins")
    return load_config(tmp_path / "config")


class Run:
    """A state with a fence and an environment as a run has them."""

    def __init__(self, folder: Path, **values: str) -> None:
        self.environment = ScriptEnvironment({"HOME": "/h", "OPENAI_API_KEY": KEY, **values})
        self.fence = FileFence(folder)
        self.state = LuaState(
            Services(fence=self.fence, permit=lambda flag, what: None, getenv=self.environment),
            Limits(seconds=2.0),
            folder,
        )
        install(self.state)

    def user_prefix(self, source: str, file: Path = Path("prefix.lua"), kind: str = "system") -> None:
        run_user_prefix(self.state, Prefix(kind, file, source.encode()), self.environment, self.fence)

    def value(self, expression: str) -> object:
        return self.state.run(f"return {expression}".encode(), "@test")[0]


# ---- the order of looking


def test_the_system_prefix_is_the_option_s_then_the_user_s_then_the_shipped_one(
    tmp_path: Path, config: Config
) -> None:
    found = find_system_prefix(None, config)
    assert found is not None and found.source == b"shipped = true" and found.kind == "system"
    (tmp_path / "config/system.lua").write_text("mine = true", encoding="utf-8")
    mine = load_config(tmp_path / "config")
    found = find_system_prefix(None, mine)
    assert found is not None and found.source == b"mine = true"
    found = find_system_prefix(tmp_path / "option.lua", mine)
    assert found is not None and found.source == b"option = true"
    assert find_system_prefix(False, mine) is None


def test_the_script_s_prefix_is_the_option_s_then_the_configured_one(tmp_path: Path, config: Config) -> None:
    script = tmp_path / "scripts/a.lua"
    item = MenuItem("A", "A", "", configured=ConfiguredScript(script, prefix=tmp_path / "up.lua"))
    found = find_script_prefix(None, script, item)
    assert found is not None and found.source == b"up = true" and found.kind == "script"
    found = find_script_prefix(tmp_path / "option.lua", script, item)
    assert found is not None and found.source == b"option = true"
    assert find_script_prefix(False, script, item) is None
    assert find_script_prefix(None, script, ITEM) is None


def test_one_script_may_have_a_prefix_for_each_menu_text(tmp_path: Path, config: Config) -> None:
    script = tmp_path / "a.lua"
    configured = [
        ConfiguredScript(script, menu_text="Up", prefix=tmp_path / "up.lua"),
        ConfiguredScript(script, menu_text="Down", prefix=tmp_path / "down.lua"),
    ]
    items = menu_items(describe_plugin("a", [], {}), configured)
    sources = {}
    for text in ("up", "down", "a"):
        found = find_script_prefix(None, script, choose_item(items, text))
        sources[text] = found and found.source
    assert sources == {"up": b"up = true", "down": b"down = true", "a": None}


def test_a_shipped_script_prefix_is_for_the_shipped_plugin_of_that_name_only(
    tmp_path: Path, config: Config
) -> None:
    for folder in ("shipped/plugins", "elsewhere"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "ours.lua").write_text("", encoding="utf-8")
    found = find_script_prefix(None, tmp_path / "shipped/plugins/ours.lua", ITEM)
    assert found is not None and found.source == b"ours = true"
    assert find_script_prefix(None, tmp_path / "elsewhere/ours.lua", ITEM) is None
    assert find_script_prefix(None, tmp_path / "shipped/plugins/other.lua", ITEM) is None
    bound = MenuItem("A", "A", "", configured=ConfiguredScript(Path("x"), prefix=tmp_path / "up.lua"))
    found = find_script_prefix(None, tmp_path / "shipped/plugins/ours.lua", bound)
    assert found is not None and found.source == b"up = true"


def test_a_prefix_that_is_named_and_not_there_is_a_usage_error(tmp_path: Path, config: Config) -> None:
    with pytest.raises(UsageError, match=r"none\.lua: can't read this system prefix"):
        find_system_prefix(tmp_path / "none.lua", config)
    with pytest.raises(UsageError, match=r"none\.lua: can't read this script prefix"):
        find_script_prefix(tmp_path / "none.lua", tmp_path / "a.lua", ITEM)
    (tmp_path / "compiled.lua").write_bytes(b"\x1bLua")
    with pytest.raises(UsageError, match="not compiled Lua"):
        find_system_prefix(tmp_path / "compiled.lua", config)


def test_the_shipped_system_prefix_takes_the_key_from_the_environment(tmp_path: Path) -> None:
    found = find_system_prefix(None, load_config(tmp_path))
    assert found is not None
    code = [line for line in found.source.decode().splitlines() if line and not line.startswith("--")]
    assert code == ['openai_api_key = os.getenv("OPENAI_API_KEY")']
    assert "sk-" not in found.source.decode()


# ---- running


def test_a_prefix_sets_globals_that_the_script_finds(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.user_prefix('interval = 7 function helper() return "helped" end')
    assert run.value("interval") == 7 and run.value("helper()") == b"helped"


def test_prefixes_run_in_one_state_system_script_item(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.user_prefix("order = 's'")
    run.user_prefix("order = order .. 'p'", kind="script")
    run_item_prefix(run.state, MenuItem("A", "A", "", prefix="order = order .. 'i'"), tmp_path / "a.lua")
    assert run.value("order") == b"spi"


def test_a_user_s_prefix_sees_the_whole_environment_and_the_item_s_line_does_not(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.user_prefix('openai_api_key = os.getenv("OPENAI_API_KEY")')
    assert run.value("openai_api_key") == KEY.encode()
    item = MenuItem("A", "A", "", prefix='stolen = os.getenv("OPENAI_API_KEY") home = os.getenv("HOME")')
    run_item_prefix(run.state, item, tmp_path / "a.lua")
    assert run.value("stolen") is None and run.value("home") == b"/h"


def test_the_environment_is_closed_again_after_a_failure(tmp_path: Path) -> None:
    run = Run(tmp_path)
    with pytest.raises(PluginError):
        run.user_prefix("error('x')")
    assert run.environment("OPENAI_API_KEY") is None
    with pytest.raises(RefusedError):
        run.fence.read("/etc/passwd", "io.open")


def test_a_user_s_prefix_may_read_a_file_outside_the_fence(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "keys.lua").write_text(f"openai_api_key = '{KEY}'", encoding="utf-8")
    run = Run(tmp_path / "scripts")
    run.user_prefix(f"dofile([[{tmp_path / 'keys.lua'}]])")
    assert run.value("openai_api_key") == KEY.encode()


def test_an_item_without_a_line_runs_nothing(tmp_path: Path) -> None:
    run_item_prefix(Run(tmp_path).state, ITEM, tmp_path / "a.lua")


def test_an_error_in_an_item_s_line_names_the_script_and_the_item(tmp_path: Path) -> None:
    with pytest.raises(PluginError) as caught:
        run_item_prefix(
            Run(tmp_path).state, MenuItem("Up", "", "", prefix="a = = 1", number=3), Path("a.lua")
        )
    assert "a.lua: AdditionalPrefixes of item 3 'Up': " in caught.value.message
    assert caught.value.file == "a.lua"


# ---- errors never show what the prefix holds


@pytest.mark.parametrize(
    "source",
    [
        "openai_api_key = = '{key}'",
        "openai_api_key '{key}' '{key}'",
        "openai_api_key = '{key}",
        'openai_api_key = "{key}',
        "openai_api_key = [[{key}",
        "openai_api_key = {key}",
        "'{key}' = openai_api_key",
        "openai_api_key := '{key}'",
        "openai_api_key = '{key}' \\q",
        "openai_api_key = '\\q{key}'",
        "x = '{key}' + 1",
        "x = #'{key}' .. nil",
        "x = ('{key}').y.z",
        "x = t['{key}'].y",
        "x = '{key}' < 1",
        "local t = {{}} t['{key}']()",
        "local t = {{}} t['{key}'].x = 1",
        "_G['{key}']()",
        "error('{key}')",
        "error('bad: {key}', 0)",
        "error('{key}', 2)",
        "assert(false, '{key}')",
        "error({{ '{key}' }})",
        "local k = '{key}' error(k .. '!')",
        "error(os.getenv('OPENAI_API_KEY'))",
        "error('a\\n{key}')",
        "tonumber('1', '{key}')",
        "string.rep('x', '{key}')",
        "require('{key}')",
        "dofile('{key}')",
        "load('x = = [[{key}]]', '{key}')() error(select(2, load('= {key}')))",
        "string.format('%Y{key}', 1)",
        "setmetatable(1, '{key}')",
        "for i = 1, '{key}' do end",
        "error('\\115k-proj-\\x61bcdefgh\\z   ijklmnop')",
        "goto {name}",
        "local {name} <const> = 1; {name} = 2",
    ],
)
def test_an_error_has_file_line_and_message_without_the_source(tmp_path: Path, source: str) -> None:
    name = "k" + KEY.replace("-", "_")
    text = "-- mine\n\n" + source.format(key=KEY, name=name)
    file = tmp_path / "my prefix.lua"
    with pytest.raises(PluginError) as caught:
        Run(tmp_path).user_prefix(text, file)
    shown = f"{caught.value.message} {caught.value.traceback} {caught.value.file}"
    assert KEY not in shown and name not in shown
    assert "abcdefgh" not in shown
    assert caught.value.file == str(file)
    assert caught.value.message.startswith(f"system prefix {file}:")
    assert caught.value.__cause__ is None and caught.value.__suppress_context__


def test_the_line_is_the_prefix_s(tmp_path: Path) -> None:
    for source in ("x = 1\n\nx.y.z = 2", "x = 1\n\n= 2"):
        with pytest.raises(PluginError) as caught:
            Run(tmp_path).user_prefix(source)
        assert caught.value.line == 3
        assert caught.value.message.startswith("system prefix prefix.lua:3: ")


def test_what_says_why_stays_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"attempt to index a nil value \(global 'finenv_'\)"):
        Run(tmp_path).user_prefix("finenv_.x = 1")


def test_a_prefix_that_runs_too_long_is_named(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.state.limits.seconds = 0.2
    with pytest.raises(LimitError, match=r"system prefix prefix\.lua: "):
        run.user_prefix("while true do end")


def test_quoted_source_is_taken_out_of_any_message() -> None:
    assert without_source("p.lua:1: syntax error near '\"sk-x\"'", b"") == "syntax error"
    assert without_source('[string "key = 1"]:2: bad', b"") == "bad"
    assert without_source("p.lua:1: a longsecret b", b"", {"longsecret"}) == "a ... b"
