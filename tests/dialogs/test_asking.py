"""Windows on a terminal, used by keys."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude.dialogs.answers import Answers
from postlude.dialogs.asking import ask_path, ask_window, describe
from tests.dialogs.conftest import Stage

FORM = """
local d = finale.FCCustomLuaWindow()
d:SetTitle(text("Form"))
local label = d:CreateStatic(0, 0)
label:SetText(text("Name:"))
local name = d:CreateEdit(60, 0)
local keep = d:CreateCheckbox(0, 30)
keep:SetText(text("Keep"))
local unit = d:CreatePopup(0, 60)
for _, words in ipairs{"mm", "cm", "inches"} do unit:AddString(text(words)) end
d:CreateOkButton()
d:CreateCancelButton()
d:RegisterHandleCommand(function(control) say("command", control:GetControlID()) end)
local result = d:ExecuteModal(nil)
local s = finale.FCString()
name:GetText(s)
say(result, s.LuaString, keep:GetCheck(), unit:GetSelectedItem())
"""
UP, DOWN, RIGHT, LEFT, ESCAPE = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b"


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Types keys into the prompts of a session that shows nothing."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe.send_text


def asking() -> Answers:
    return Answers(mode="ask", ask_window=ask_window, ask_path=ask_path)


def test_keys_move_change_and_press(stage: Stage, keys: Any) -> None:
    keys("\rMozart\r" + DOWN + " " + DOWN + RIGHT + RIGHT + LEFT + DOWN + "\r")
    result = stage.run(FORM, asking())
    assert result.ok, result.message
    assert result.printed.splitlines() == [
        "command 1002", "command 1003", "command 1004", "command 1004", "command 1004", "1 Mozart 1 1",
    ]  # fmt: skip
    assert [(each["pressed"], each["answered"]) for each in result.dialogs] == [("OK", True)]


def test_escape_cancels(stage: Stage, keys: Any) -> None:
    keys(ESCAPE)
    assert stage.said(FORM, asking()) == ["2  0 0"]


def test_what_cannot_be_typed_is_said_and_nothing_ends(stage: Stage, keys: Any) -> None:
    source = FORM.replace("local keep", "name:SetMaxLength(3)\nlocal keep", 1)
    keys("\rMozart\r" + "\rBax\r" + UP + "\r")
    assert stage.said(source, asking()) == ["command 1002", "2 Bax 0 0"]


def test_answers_come_first_and_a_person_does_the_rest(stage: Stage, keys: Any) -> None:
    keys(ESCAPE)
    answers = asking()
    from postlude.dialogs.reading import answers_from

    answers.dialogs = answers_from([{"set": {"Name": "Bach"}}]).dialogs
    assert stage.said(FORM, answers) == ["command 1002", "2 Bach 0 0"]


def test_an_interrupt_ends_the_run(stage: Stage, keys: Any) -> None:
    keys("\x03")
    with pytest.raises(KeyboardInterrupt):
        stage.run(FORM, asking())


def test_a_path_is_asked_for(stage: Stage, keys: Any, tmp_path: Path) -> None:
    source = """
    local d = finale.FCFileSaveAsDialog(finenv.UI())
    say(tostring(d:Execute()))
    local s = finale.FCString() d:GetFileName(s) say(s.LuaString)
    """
    keys(f"{tmp_path / 'out.txt'}\r")
    assert stage.said(source, asking()) == ["true", str(tmp_path / "out.txt")]
    keys("\r")
    assert stage.said(source, asking()) == ["false", ""]


def test_without_prompt_toolkit_the_message_says_what_to_install(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("prompt_toolkit"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = stage.run(FORM, asking())
    assert result.exit_status == 2
    assert "pip install 'postlude[dialogs]'" in result.message


def test_each_control_has_a_line(stage: Stage) -> None:
    lines = []

    def look(window: Any) -> None:
        from postlude.dialogs.finding import labels_of

        window.set("Keep", True)
        for control, label in zip(window.controls, labels_of(window.window), strict=True):
            lines.append(describe(control, label))

    stage.run(FORM, [look])
    assert lines == ["Name:", "  Name: _", "  [x] Keep", "  < mm >", "  [ OK ]", "  [ Cancel ]"]
