"""Approval of POSTs for (script, host, port)."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.plugins.approval import (
    Allowed,
    Approvals,
    ScriptIdentity,
    ask_on_terminal,
    parse_allow_post,
    terminal_ask,
)

SCRIPT = ScriptIdentity("/scripts/a.lua", "aa")
CHANGED = ScriptIdentity("/scripts/a.lua", "bb")
OTHER = ScriptIdentity("/scripts/b.lua", "aa")


def test_a_script_is_its_resolved_path_and_the_hash_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.lua").write_text("x", encoding="utf-8")
    (tmp_path / "b.lua").symlink_to("a.lua")
    one = ScriptIdentity.of(tmp_path / "a.lua", b"x")
    assert one == ScriptIdentity.of(tmp_path / "b.lua", b"x")
    assert one != ScriptIdentity.of(tmp_path / "a.lua", b"y")
    assert len(one.sha256) == 64


def test_without_anyone_to_ask_the_answer_is_no() -> None:
    assert not Approvals().approve(SCRIPT, "api.openai.com", 443)


def test_the_option_allows_a_host_and_port_for_every_script() -> None:
    approvals = Approvals(allowed=[parse_allow_post("API.openai.com"), parse_allow_post("localhost:8080")])
    assert approvals.approve(SCRIPT, "api.openai.com", 443) and approvals.approve(
        OTHER, "Api.OpenAI.com.", 443
    )
    assert approvals.approve(SCRIPT, "localhost", 8080)
    assert not approvals.approve(SCRIPT, "localhost", 443)
    assert not approvals.approve(SCRIPT, "api.openai.com", 8443)
    assert not approvals.approve(SCRIPT, "evil.api.openai.com", 443)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("a.example", Allowed("a.example", 443)),
        ("A.example:80", Allowed("a.example", 80)),
        ("[::1]:8443", Allowed("::1", 8443)),
        ("127.0.0.1:1", Allowed("127.0.0.1", 1)),
    ],
)
def test_hosts_and_ports_are_understood(text: str, allowed: Allowed) -> None:
    assert parse_allow_post(text) == allowed


@pytest.mark.parametrize(
    "text", ["", "https://x", "x/y", "x:", "x:0", "x:65536", "x:y", "a b", "u@x", "::1", "[::1"]
)
def test_what_is_not_a_host_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="--allow-post"):
        parse_allow_post(text)


def test_once_is_asked_again_and_always_is_not(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []
    answers = iter(["once", "always", "no", "no", "no", "no"])

    def ask(script: ScriptIdentity, host: str, port: int) -> str:
        asked.append((host, port))
        return next(answers)

    approvals = Approvals(tmp_path / "config/approvals.json", ask=ask)  # type: ignore[arg-type]
    assert approvals.approve(SCRIPT, "h", 443)
    assert approvals.approve(SCRIPT, "h", 443)
    assert approvals.approve(SCRIPT, "H.", 443)
    assert len(asked) == 2
    again = Approvals(tmp_path / "config/approvals.json", ask=ask)  # type: ignore[arg-type]
    assert again.approve(SCRIPT, "h", 443) and len(asked) == 2
    for script, host, port in ((CHANGED, "h", 443), (OTHER, "h", 443), (SCRIPT, "g", 443), (SCRIPT, "h", 80)):
        assert not again.approve(script, host, port)
    assert len(asked) == 6


@pytest.mark.parametrize(
    ("answer", "approved"), [(True, True), (False, False), ("once", True), ("no", False)]
)
def test_a_host_program_may_answer_itself(answer: object, approved: bool) -> None:
    assert Approvals(ask=lambda script, host, port: answer).approve(SCRIPT, "h", 443) is approved  # type: ignore[arg-type, return-value]


def test_the_store_is_the_user_s_alone_and_whole(tmp_path: Path) -> None:
    store = tmp_path / "approvals.json"
    approvals = Approvals(store)
    approvals.remember(SCRIPT, "h", 443)
    approvals.remember(ScriptIdentity("/x/\udcff.lua", "cc"), "g", 80)
    if os.name == "posix":
        assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert [entry["host"] for entry in json.loads(store.read_text(encoding="utf-8"))["post"]] == ["h", "g"]
    assert Approvals(store).approve(ScriptIdentity("/x/\udcff.lua", "cc"), "g", 80)
    assert [p.name for p in tmp_path.iterdir()] == ["approvals.json"]


def test_a_failed_write_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "approvals.json"
    Approvals(store).remember(SCRIPT, "h", 443)
    before = store.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match="can't store the approvals: No space left"):
        Approvals(store).remember(OTHER, "h", 443)
    assert store.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["approvals.json"]


@pytest.mark.parametrize("text", ['{\n"post": [}', "[]", '{"post": [1]}', '{"post": {}}'])
def test_a_damaged_store_is_an_error_with_file_and_line_and_approves_nothing(
    tmp_path: Path, text: str
) -> None:
    store = tmp_path / "approvals.json"
    store.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"approvals\.json:\d+: not"):
        Approvals(store, ask=lambda *_: True).approve(SCRIPT, "h", 443)
    assert store.read_text(encoding="utf-8") == text


def test_the_time_of_a_question_is_not_the_script_s() -> None:
    events: list[str] = []

    @contextmanager
    def paused() -> Iterator[None]:
        events.append("pause")
        yield
        events.append("go on")

    def ask(*_: object) -> bool:
        events.append("ask")
        return True

    assert Approvals(ask=ask, paused=paused).approve(SCRIPT, "h", 443)
    assert events == ["pause", "ask", "go on"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("o\n", "once"), ("Always\n", "always"), ("n\n", "no"), ("\n", "no"), ("", "no"), ("y\n", "no")],
)
def test_the_question_on_the_terminal(monkeypatch: pytest.MonkeyPatch, typed: str, answer: str) -> None:
    error = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", error)
    ask = terminal_ask(json_output=False)
    assert ask is ask_on_terminal
    assert ask_on_terminal(ScriptIdentity("/x/\x1b[2J.lua", "a"), "h", 8080) == answer
    assert "h:8080" in error.getvalue() and "\x1b" not in error.getvalue()


def test_nobody_is_asked_without_a_terminal_or_with_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert terminal_ask(json_output=True) is None
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert terminal_ask(json_output=False) is None
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert terminal_ask(json_output=False) is None
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal_ask(json_output=False) is None
