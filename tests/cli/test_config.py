"""``postlude config``: what is configured and where it lies, and what POSTs were approved for good."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from postlude.plugins.approval import Approvals, ScriptIdentity
from tests.conftest import ROOT
from tests.frontdoor import Door

KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
ASKS = 'function plugindef() finaleplugin.ExecuteHttpsCalls = true return "Ask" end\n'
ASK = (
    ASKS
    + """
local ok, answer = require("openai").create_completion("gpt-4o", "Ave Maria", 0.2, 5)
print(ok, type(answer) == "table" and answer.choices[1].message.content or answer)
"""
)


# ---- what is shown


def test_config_shows_what_lies_where(door: Door) -> None:
    script = door.file("scripts/up.lua", "print(1)")
    system = door.config / "system.lua"
    config = f"plugin_folders = ['{script.parent}']\n"
    config += f"[[script]]\npath = '{script}'\nmenu = 'Up'\nprefix = 'up.lua'\n"
    config += "[[script]]\npath = 'gone.lua'\nallow_at_startup = true\n"
    (door.config / "config.toml").write_text(config, encoding="utf-8")
    facts = door("config", "--json").json
    assert facts["folder"] == str(door.config)
    assert facts["file"] == str(door.config / "config.toml")
    assert facts["system_prefix"]["yours"] is False
    assert Path(facts["system_prefix"]["file"]).read_bytes() == (ROOT / "prefix" / "system.lua").read_bytes()
    assert facts["data_dir"] == str(door.data)
    assert facts["plugin_folders"] == [
        {"path": str(door.config / "plugins"), "exists": False},
        {"path": str(script.parent), "exists": True},
    ]
    up, gone = facts["scripts"]
    assert up == {
        "path": os.path.realpath(script), "exists": True, "menu": "Up", "set": [],
        "prefix": str(door.config / "up.lua"), "at_startup": None,
    }  # fmt: skip
    assert (gone["exists"], gone["at_startup"]) == (False, False)
    assert facts["approvals"] == []
    assert facts["key"]["keyring"] == []
    system.write_text("x = 1", encoding="utf-8")
    shown = door("config").out
    for text in (
        str(system),
        "(yours)",
        str(door.data),
        str(script),
        "Up",
        "approved POSTs:",
        str(door.config),
    ):
        assert text in shown
    assert f"the key:        what {system} sets" in shown


def test_config_without_any_configuration(door: Door) -> None:
    door.config.rmdir()
    done = door("config")
    assert done.status == 0
    assert "not there yet" in done.out
    assert "the key:        nowhere" in done.out
    assert not door.config.exists()


def test_a_configuration_that_cannot_be_read_is_a_usage_error_with_its_line(door: Door) -> None:
    (door.config / "config.toml").write_text("\nbad", encoding="utf-8")
    done = door("config")
    assert (done.status, done.out) == (2, "")
    assert "config.toml:2" in done.err


def test_the_key_of_the_environment_is_named_and_not_shown(door: Door) -> None:
    door.monkeypatch.setenv("OPENAI_API_KEY", KEY)
    done = door("config")
    assert "OPENAI_API_KEY in the environment" in done.out
    facts = door("config", "--json")
    assert facts.json["key"]["environment"] is True
    assert KEY not in done.out + done.err + facts.out


# ---- approvals


@pytest.fixture
def approved(door: Door) -> tuple[Path, Path]:
    """Two scripts: one may send to two places, the other to one."""
    one, two = door.file("a/one.lua", "print(1)"), door.file("b/two.lua", "print(2)")
    approvals = Approvals(door.config / "approvals.json")
    for script, host, port in (
        (one, "api.openai.com", 443),
        (one, "localhost", 8080),
        (two, "localhost", 8080),
    ):
        approvals.remember(ScriptIdentity.of(script, script.read_bytes()), host, port)
    return one, two


def numbers(door: Door) -> list[tuple[str, str]]:
    return [(Path(row["script"]).name, row["place"]) for row in door("config", "approvals", "--json").json]


ALL = [("one.lua", "api.openai.com"), ("one.lua", "localhost:8080"), ("two.lua", "localhost:8080")]


def test_approvals_are_listed_with_whether_the_script_is_still_the_same(
    door: Door, approved: tuple[Path, Path]
) -> None:
    one, two = approved
    rows = door("config", "approvals", "--json").json
    assert [(row["number"], row["host"], row["port"], row["text"]) for row in rows] == [
        (1, "api.openai.com", 443, "unchanged"),
        (2, "localhost", 8080, "unchanged"),
        (3, "localhost", 8080, "unchanged"),
    ]
    assert rows[0]["sha256"] == hashlib.sha256(one.read_bytes()).hexdigest()
    one.write_text("print(3)", encoding="utf-8")
    two.unlink()
    lines = door("config", "approvals").out.splitlines()
    assert lines[0].startswith(f"1  api.openai.com  {os.path.realpath(one)}  (its text has changed")
    assert lines[2].endswith("(this file is no longer there)")
    assert len(lines) == 3
    assert [row["text"] for row in door("config", "--json").json["approvals"]] == [
        "changed",
        "changed",
        "gone",
    ]
    assert lines[1] in door("config").out


@pytest.mark.parametrize(
    ("which", "left"),
    [
        (["2"], [ALL[0], ALL[2]]),
        (["a/one.lua"], [ALL[2]]),
        (["one.lua"], [ALL[2]]),
        (["two"], ALL[:2]),
        (["one", "localhost"], [ALL[0], ALL[2]]),
        (["one", "LOCALHOST:8080"], [ALL[0], ALL[2]]),
        (["a/one.lua", "api.openai.com:443"], ALL[1:]),
    ],
)
def test_an_approval_is_taken_back(
    door: Door, approved: tuple[Path, Path], which: list[str], left: list[tuple[str, str]]
) -> None:
    done = door("config", "approvals", "--remove", *which)
    assert done.status == 0
    assert done.out.count("may no longer send data to") == 3 - len(left)
    assert numbers(door) == left
    assert [path.name for path in door.config.iterdir()] == ["approvals.json"]


@pytest.mark.parametrize(
    ("which", "message"),
    [
        (["4"], "no such approval; `postlude config approvals` lists 3"),
        (["0"], "no such approval"),
        (["1", "localhost"], "leave the host out"),
        (["three.lua"], "nothing was approved for this script"),
        (["one", "example.com"], "not approved for this script, which has api.openai.com, localhost:8080"),
        (["one", "localhost:81"], "not approved for this script"),
        (["one", "https://x"], "not HOST or HOST:PORT"),
        (["one", "localhost", "localhost"], "a number or a script, and a host"),
    ],
)
def test_what_is_not_there_is_a_usage_error_and_removes_nothing(
    door: Door, approved: tuple[Path, Path], which: list[str], message: str
) -> None:
    done = door("config", "approvals", "--remove", *which)
    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert numbers(door) == ALL


def test_a_name_that_means_several_scripts_is_a_usage_error(door: Door, approved: tuple[Path, Path]) -> None:
    twin = door.file("c/one.lua", "")
    Approvals(door.config / "approvals.json").remember(ScriptIdentity.of(twin, b""), "h", 443)
    done = door("config", "approvals", "--remove", "one")
    assert done.status == 2
    assert "means several scripts" in done.err
    assert str(twin) in done.err


def test_an_approval_that_is_stored_twice_is_removed_as_a_whole(
    door: Door, approved: tuple[Path, Path]
) -> None:
    store = door.config / "approvals.json"
    values = json.loads(store.read_text(encoding="utf-8"))
    values["post"].append(values["post"][0])
    store.write_text(json.dumps(values), encoding="utf-8")
    assert door("config", "approvals", "--remove", "1").status == 0
    assert numbers(door) == ALL[1:]


def test_all_approvals_are_removed_even_of_a_damaged_list(door: Door, approved: tuple[Path, Path]) -> None:
    assert door("config", "approvals", "--clear").out == "3 approvals removed\n"
    assert numbers(door) == []
    assert door("config", "approvals").out == "nothing is approved for good\n"
    assert door("config", "approvals", "--clear").out == "nothing was approved for good\n"
    (door.config / "approvals.json").write_text("{", encoding="utf-8")
    assert door("config", "approvals").status == 2
    assert door("config", "approvals", "--clear").status == 0
    assert door("config", "approvals").status == 0


@pytest.mark.parametrize("entry", ['{"script": 1}', '{"script": "a", "sha256": "b", "host": "c"}'])
def test_a_list_with_something_else_in_it_is_a_usage_error(door: Door, entry: str) -> None:
    (door.config / "approvals.json").write_text(f'{{"post": [{entry}]}}', encoding="utf-8")
    done = door("config", "approvals")
    assert (done.status, done.out) == (2, "")
    assert "approvals.json: approval 1" in done.err


def test_a_failed_write_leaves_the_approvals(door: Door, approved: tuple[Path, Path]) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left")

    with door.monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        done = door("config", "approvals", "--remove", "1")
    assert done.status == 2
    assert "No space left" in done.err
    assert numbers(door) == ALL


def test_a_post_that_is_taken_back_is_asked_for_again(door: Door) -> None:
    script = door.file("plugin.lua", ASK)
    Approvals(door.config / "approvals.json").remember(
        ScriptIdentity.of(script, script.read_bytes()), "localhost", 1
    )
    prefix = door.file("pre.lua", 'openai_api_key = "some-long-key" openai_base_url = "http://localhost:1"')
    run = ("run", script, door.score(), "--prefix", prefix, "--json")
    assert door(*run).json["permissions"]["refused"] == []
    assert door("config", "approvals", "--remove", "plugin.lua").status == 0
    assert "not approved" in door(*run).json["permissions"]["refused"][0]["reason"]
