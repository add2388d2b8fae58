"""Windows of finale-lua's mixin library, which wraps all of them: bugs that it has had before do not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.result import RunResult
from tests.conftest import sources_path
from tests.dialogs.conftest import Stage


class Mixin:
    """Runs scripts that have the library as ``mixin``."""

    def __init__(self, stage: Stage, library: Path) -> None:
        self._stage = stage
        self._library = library

    def __call__(self, source: str, answers: object) -> RunResult:
        head = f'package.path = "{self._library.as_posix()}/?.lua;" .. package.path\n'
        head += 'local mixin = require("library.mixin")\n'
        result = self._stage.run(head + source, answers, allow_read=[self._library])
        assert result.ok, result.message
        return result


@pytest.fixture
def mixin(stage: Stage) -> Mixin:
    return Mixin(stage, sources_path("lua-scripts", "src"))


PALETTE = """
if not dialog then
    dialog = mixin.FCXCustomLuaWindow():SetTitle("Palette")
    edit = dialog:CreateEdit(10, 10)
    dialog:CreateOkButton()
    dialog:RegisterHandleOkButtonPressed(function(self) say("ok", edit:GetText()) end)
end
dialog:RunModeless()
say(dialog.StoredX, dialog.StoredY)
"""


def test_values_and_position_are_kept_from_one_run_to_the_next(mixin: Mixin) -> None:
    """Pull requests 175, where what was typed into an edit box was lost, and 430, where the position was."""

    def use(text: str, x: float) -> object:
        def act(window: object) -> None:
            from postlude.dialogs.openwindow import OpenWindow

            assert isinstance(window, OpenWindow)
            seen.append((window.value("#1"), window.window.x))
            window.set("#1", text)
            window.window.x = x
            window.press("OK")
            window.close()

        return act

    seen: list[object] = []
    mixin(PALETTE, [use("first", 40.0)])
    mixin(PALETTE, [use("second", 60.0)])
    mixin(PALETTE, [use("third", 0.0)])
    assert seen == [("", 0.0), ("first", 40.0), ("second", 60.0)]


def test_windows_register_themselves_and_their_ok_leaves_them_open(mixin: Mixin) -> None:
    """Pull request 182."""
    result = mixin(PALETTE, [{"steps": [{"press": "OK"}, {"press": "OK"}, {"close": True}]}])
    assert result.printed.split().count("ok") == 2
    assert result.notes == []


@pytest.mark.parametrize("kind", ["FCMCustomWindow", "FCMCustomLuaWindow", "FCXCustomLuaWindow"])
def test_every_kind_of_window_can_be_made_and_shown(mixin: Mixin, kind: str) -> None:
    """Issue 631, where making one ended the application."""
    source = f"local d = mixin.{kind}() d:CreateOkButton() say(d:ExecuteModal(nil))"
    assert mixin(source, [{"press": "OK"}]).printed == "1\n"


def test_events_of_a_control_and_of_radio_buttons_get_the_librarys_own_objects(mixin: Mixin) -> None:
    """Issues 425 and 520."""
    source = """
    local d = mixin.FCXCustomLuaWindow()
    local go = d:CreateButton(0, 0):SetText("Go")
    local group = d:CreateRadioButtonGroup(0, 30, 3)
    for i = 0, 2 do group:GetItemAt(i):SetText(text("Button " .. i)) end
    d:CreateOkButton()
    d:RegisterHandleControlEvent(go, function(control) say("event", tostring(control == go)) end)
    d:RegisterHandleCommand(function(control) say("command", control:GetText()) end)
    d:ExecuteModal(nil)
    say(group:GetSelectedItem())
    """
    result = mixin(source, [{"steps": [{"press": "Go"}, {"press": "Button 2"}, {"press": "OK"}]}])
    assert result.printed.splitlines() == ["event true", "command Go", "command Button 2", "2"]
