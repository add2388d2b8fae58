"""Modal windows: what is called in which order, and what closes them."""

from __future__ import annotations

import pytest

from postlude.errors import UsageError
from tests.dialogs.conftest import Stage

ORDER = """
local d = finale.FCCustomLuaWindow()
d:SetTitle(text("Order"))
local edit = d:CreateEdit(0, 0)
local check = d:CreateCheckbox(0, 30)
check:SetText(text("Check"))
local go = d:CreateButton(0, 60)
go:SetText(text("Go"))
d:CreateOkButton()
d:CreateCancelButton()
d:RegisterInitWindow(function() say("init", tostring(d:WindowExists())) end)
d:RegisterHandleCommand(function(control)
    say("command", control == edit and "edit" or control == check and "check" or control == go and "go" or "?")
end)
d:RegisterHandleControlEvent(go, function(control) say("event", tostring(control == go)) end)
d:RegisterHandleOkButtonPressed(function() say("ok") end)
d:RegisterHandleCancelButtonPressed(function() say("cancel") end)
d:RegisterCloseWindow(function() say("close", tostring(d:WindowExists())) end)
"""
SHOW = 'local result = d:ExecuteModal(nil) say("result", result, tostring(d:WindowExists()))'


def test_init_comes_first_then_what_the_user_does_then_ok_and_close(stage: Stage) -> None:
    steps = [{"set": {"#1": "7", "Check": True}}, {"press": "Go"}, {"press": "OK"}]
    assert stage.said(ORDER + SHOW, [{"steps": steps}]) == [
        "init true", "command edit", "command check", "event true", "command go",
        "ok", "close true", "result 1 false",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "last"),
    [
        ({"press": "Cancel"}, ["cancel", "close true", "result 2 false"]),
        ({"key": "escape"}, ["cancel", "close true", "result 2 false"]),
        ({"key": "return"}, ["ok", "close true", "result 1 false"]),
        ({"close": True}, ["close true", "result 2 false"]),
    ],
)
def test_each_way_out_has_its_callbacks_and_its_result(
    stage: Stage, step: dict[str, object], last: list[str]
) -> None:
    assert stage.said(ORDER + SHOW, [{"steps": [step]}]) == ["init true", *last]


def test_the_close_button_closes_without_ok_and_without_cancel(stage: Stage) -> None:
    source = ORDER.replace("d:CreateCancelButton()", "d:CreateCloseButton(0, 90)")
    for step in ({"press": "Close"}, {"key": "escape"}):
        assert stage.said(source + SHOW, [step]) == ["init true", "close true", "result 0 false"]


def test_a_button_without_a_shortcut_is_not_pressed_by_a_key(stage: Stage) -> None:
    source = ORDER.replace("d:CreateOkButton()", "d:CreateOkButton():ClearShortcutKey()")
    said = stage.said(source + SHOW, [{"steps": [{"key": "return"}, {"press": "Cancel"}]}])
    assert said == ["init true", "cancel", "close true", "result 2 false"]


def test_a_window_is_active_once_it_is_ready(stage: Stage) -> None:
    source = ORDER + 'd:RegisterHandleActivate(function(active) say("active", tostring(active)) end)\n' + SHOW
    assert stage.said(source, [{"press": "OK"}])[:2] == ["init true", "active true"]


def test_what_is_set_to_what_it_is_calls_nothing(stage: Stage) -> None:
    answers = [{"steps": [{"set": {"Check": False, "#1": ""}}, {"press": "OK"}]}]
    assert stage.said(ORDER + SHOW, answers) == ["init true", "ok", "close true", "result 1 false"]


def test_ok_that_cannot_close_leaves_the_window_open(stage: Stage) -> None:
    source = ORDER + "d.OkButtonCanClose = false\n" + SHOW
    answers = [{"steps": [{"press": "OK"}, {"press": "OK"}, {"press": "Cancel"}]}]
    assert stage.said(source, answers)[1:] == ["ok", "ok", "cancel", "close true", "result 2 false"]


def test_a_handler_can_keep_the_window_open_until_the_input_is_right(stage: Stage) -> None:
    source = ORDER.replace('say("ok")', 'say("ok") d.PreventClosing = edit:GetInteger() < 5') + SHOW
    answers = [{"steps": [{"press": "OK"}, {"set": {"#1": "8"}}, {"press": "OK"}]}]
    assert stage.said(source, answers)[1:] == ["ok", "command edit", "ok", "close true", "result 1 false"]


def test_a_handler_can_close_its_own_window(stage: Stage) -> None:
    source = ORDER.replace('say("event",', 'd:CloseWindow() say("event",') + SHOW
    said = stage.said(source, [{"press": "Go"}])
    assert said == ["init true", "event true", "close true", "result 0 false"]


def test_init_can_close_the_window_before_anybody_uses_it(stage: Stage) -> None:
    source = ORDER.replace("d:WindowExists())) end)", "d:WindowExists())) d:CloseWindow() end)", 1) + SHOW
    assert stage.said(source) == ["init true", "close true", "result 0 false"]


def test_a_window_can_be_shown_again_with_the_values_that_it_had(stage: Stage) -> None:
    source = (
        ORDER + SHOW + "\nsay(edit:GetInteger())\n" + SHOW.replace("local ", "") + "\nsay(edit:GetInteger())"
    )
    answers = [{"set": {"#1": "3"}, "press": "OK"}, {"press": "OK"}]
    said = stage.said(source, answers)
    assert said == [
        "init true", "command edit", "ok", "close true", "result 1 false", "3",
        "init true", "ok", "close true", "result 1 false", "3",
    ]  # fmt: skip


def test_child_windows_open_from_handlers_and_know_their_parent(stage: Stage) -> None:
    source = """
    local child = finale.FCCustomLuaWindow()
    child:SetTitle(text("Child"))
    child:CreateOkButton()
    local d = finale.FCCustomLuaWindow()
    d:SetTitle(text("Parent"))
    local more = d:CreateButton(0, 0)
    more:SetText(text("More..."))
    d:CreateOkButton()
    child:RegisterInitWindow(function() say("child", tostring(child.Parent == d)) end)
    d:RegisterHandleCommand(function() say("more") say(child:ExecuteModal(d)) end)
    say(d:ExecuteModal(nil))
    say(tostring(child.Parent))
    """
    answers = [
        {"title": "Parent", "steps": [{"press": "more"}, {"press": "OK"}]},
        {"title": "Child", "press": "OK"},
    ]
    result = stage.run(source, answers)
    assert result.printed.split() == ["more", "child", "true", "1", "1", "nil"]
    assert [dialog["title"] for dialog in result.dialogs] == ["Parent", "Child"]


def test_windows_that_open_themselves_without_end_are_an_error_of_the_script(stage: Stage) -> None:
    source = """
    local function open()
        local d = finale.FCCustomLuaWindow()
        d:RegisterInitWindow(open)
        d:ExecuteModal(nil)
    end
    open()
    """
    result = stage.run(source)
    assert result.exit_status == 1
    assert "dialogs open from each other, too many of them" in result.message


def test_an_error_in_a_handler_fails_the_run_with_its_line_and_closes_the_window(stage: Stage) -> None:
    source = ORDER.replace('say("event",', 'error("broken") say("event",') + SHOW
    result = stage.run(source, [{"steps": [{"press": "Go"}, {"press": "OK"}]}])
    assert not result.ok and result.exit_status == 1
    line = next(
        at for at, each in enumerate(stage.script(source).read_text().splitlines(), 1) if "broken" in each
    )
    assert result.error is not None and result.error.line == line
    assert result.message.endswith(f"plugin.lua:{line}: broken")
    assert "result 2 false" in result.printed
    assert [alert["kind"] for alert in result.alerts] == ["error"]


def test_what_a_failing_handler_changed_is_not_kept(stage: Stage) -> None:
    source = """
    local d = finale.FCCustomLuaWindow()
    d:CreateOkButton()
    d:RegisterHandleOkButtonPressed(function()
        local m = finale.FCMeasure() m:Load(1) m.Width = m.Width + 10 m:Save()
        error("too late")
    end)
    d:ExecuteModal(nil)
    """
    result = stage.run(source, [{"press": "OK"}])
    assert not result.ok and result.changes == []


def test_a_script_that_ends_itself_in_a_handler_ends(stage: Stage) -> None:
    result = stage.run(ORDER.replace('say("ok")', "os.exit(0)") + SHOW, [{"press": "OK"}])
    assert result.ok and result.printed == "init true\n"


def test_a_window_is_not_shown_twice_at_once(stage: Stage) -> None:
    source = ORDER.replace('say("ok")', "d:ExecuteModal(nil)") + SHOW
    result = stage.run(source, [{"press": "OK"}])
    assert "the window 'Order' is shown already" in result.message


def test_modifier_keys_are_those_of_the_last_command(stage: Stage) -> None:
    source = ORDER.replace(
        'say("ok")', 'say("ok", tostring(d:QueryLastCommandModifierKeys(finale.CMDMODKEY_SHIFT)))'
    )
    assert "ok true" in stage.said(source + SHOW, [{"press": "OK", "modifiers": "shift,alt"}])
    assert "ok false" in stage.said(source + SHOW, [{"press": "OK"}])


def test_keys_go_to_the_control_that_has_the_focus_before_they_close_anything(stage: Stage) -> None:
    source = (
        ORDER
        + """
    d:RegisterHandleKeyboardCommand(function(control, key)
        say(control == edit and "edit" or "?", key)
        return key == 27
    end)
    """
    )
    steps = [{"set": {"#1": "a"}}, {"key": "x"}, {"key": "escape"}, {"key": "return"}]
    said = stage.said(source + SHOW, [{"steps": steps}])
    assert said[2:] == ["edit 120", "edit 27", "edit 13", "ok", "close true", "result 1 false"]


def test_steps_after_the_window_has_closed_are_a_mistake_in_the_answers(stage: Stage) -> None:
    result = stage.run(ORDER + SHOW, [{"steps": [{"press": "OK"}, {"press": "Go"}]}])
    assert result.exit_status == 2
    assert result.message == "answers for the dialog 'Order': Go: it is closed already"


def test_python_plugins_show_windows_too(stage: Stage) -> None:
    path = stage.folder / "plugin.py"
    path.write_text(
        """
def run(finale, finenv):
    window = finale.FCCustomLuaWindow()
    edit = window.CreateEdit(0, 0)
    window.CreateOkButton()
    window.RegisterHandleOkButtonPressed(lambda: print("ok", edit.Integer))
    print(window.ExecuteModal(None))
"""
    )
    result = stage.host.run(path, stage.score, answers=[{"set": {"#1": 12}, "press": "OK"}])
    assert result.ok and result.printed == "ok 12\n1\n"


def test_a_handler_of_a_python_plugin_fails_with_its_line(stage: Stage) -> None:
    path = stage.folder / "plugin.py"
    path.write_text(
        """
def run(finale, finenv):
    window = finale.FCCustomLuaWindow()
    window.CreateOkButton()
    window.RegisterHandleOkButtonPressed(lambda: 1 / 0)
    window.ExecuteModal(None)
"""
    )
    result = stage.host.run(path, stage.score, answers=[{"press": "OK"}])
    assert result.exit_status == 1 and result.error is not None and result.error.line == 5


def test_a_test_may_use_the_window_itself(stage: Stage) -> None:
    seen: list[object] = []

    def act(window: object) -> None:
        from postlude.dialogs.openwindow import OpenWindow

        assert isinstance(window, OpenWindow)
        window.set("Check", True)
        seen.extend([window.title, window.value("Check"), window.is_open, len(window.controls)])
        window.press("OK")
        seen.append(window.is_open)

    assert "result 1 false" in stage.said(ORDER + SHOW, [act])
    assert seen == ["Order", True, True, 5, False]


def test_what_a_tests_own_function_raises_comes_back_to_the_test(stage: Stage) -> None:
    def act(window: object) -> None:
        raise AssertionError("not as expected")

    with pytest.raises(AssertionError, match="not as expected"):
        stage.run(ORDER + SHOW, {"dialog": [act]})


def test_functions_cannot_answer_in_another_process(stage: Stage) -> None:
    with pytest.raises(UsageError, match="can't ask back"):
        stage.run(ORDER + SHOW, [lambda window: None], isolate=True)


def test_an_isolated_run_is_answered_as_any_other(stage: Stage) -> None:
    assert "result 1 false" in stage.said(ORDER + SHOW, [{"press": "OK"}], isolate=True)
