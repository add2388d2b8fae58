"""Modeless windows and timers: how long a run lives, and what each callback's changes belong to."""

from __future__ import annotations

import time

import pytest

from postlude.errors import UsageError
from tests.dialogs.conftest import Stage

PALETTE = """
local d = finale.FCCustomLuaWindow()
d:SetTitle(text("Palette"))
local go = d:CreateButton(0, 0)
go:SetText(text("Go"))
d:CreateOkButton()
d:CreateCancelButton()
d:RegisterInitWindow(function() say("init") end)
d:RegisterHandleCommand(function() say("go") end)
d:RegisterHandleOkButtonPressed(function() say("ok") end)
d:RegisterCloseWindow(function() say("close") end)
"""
SHOW = """
finenv.RegisterModelessDialog(d)
say("shown", tostring(d:ShowModeless()), tostring(d:WindowExists()))
say("main part over")
"""
WIDEN = """
local function widen()
    local m = finale.FCMeasure()
    m:Load(1)
    m.Width = m.Width + 10
    m:Save()
end
"""


def test_the_window_opens_at_once_and_is_used_when_the_main_part_is_over(stage: Stage) -> None:
    answers = [{"steps": [{"press": "Go"}, {"press": "OK"}]}]
    assert stage.said(PALETTE + SHOW, answers) == [
        "init", "shown true true", "main part over", "go", "ok", "close",
    ]  # fmt: skip


def test_a_palette_whose_ok_does_not_close_stays_until_it_is_closed(stage: Stage) -> None:
    source = PALETTE + "d.OkButtonCanClose = false\n" + SHOW
    answers = [{"steps": [{"press": "OK"}, {"press": "OK"}, {"close": True}]}]
    assert stage.said(source, answers)[3:] == ["ok", "ok", "close"]


def test_what_nobody_answers_is_cancelled_and_reported(stage: Stage) -> None:
    result = stage.run(PALETTE + SHOW)
    assert result.printed.splitlines()[-1] == "close"
    assert result.notes == ["nothing answers the dialog 'Palette': 'Cancel' was pressed"]
    assert [(dialog["pressed"], dialog["answered"]) for dialog in result.dialogs] == [("Cancel", False)]


def test_answers_that_only_use_a_palette_leave_the_closing_to_the_end(stage: Stage) -> None:
    result = stage.run(PALETTE + SHOW, [{"press": "Go"}])
    assert result.printed.splitlines()[-2:] == ["go", "close"]
    assert result.notes == []


def test_several_windows_are_used_one_after_the_other(stage: Stage) -> None:
    source = """
    for _, name in ipairs{"One", "Two"} do
        local d = finale.FCCustomLuaWindow()
        d:SetTitle(text(name))
        d:CreateOkButton()
        d:RegisterHandleOkButtonPressed(function() say("ok", name) end)
        d:RegisterCloseWindow(function() say("close", name) end)
        finenv.RegisterModelessDialog(d)
        d:ShowModeless()
    end
    say("over")
    """
    assert stage.said(source, [{"title": "Two", "press": "OK"}, {"title": "One", "press": "OK"}]) == [
        "over", "ok One", "close One", "ok Two", "close Two",
    ]  # fmt: skip


def test_a_callback_can_open_a_further_modeless_window(stage: Stage) -> None:
    source = (
        PALETTE.replace('say("go")', 'say("go") finenv.RegisterModelessDialog(e) e:ShowModeless()') + SHOW
    )
    other = """
    e = finale.FCCustomLuaWindow()
    e:SetTitle(text("Other"))
    e:CreateOkButton()
    e:RegisterHandleOkButtonPressed(function() say("other") end)
    """
    answers = [
        {"title": "Palette", "steps": [{"press": "Go"}, {"press": "OK"}]},
        {"title": "Other", "press": "OK"},
    ]
    assert stage.said(other + source, answers)[3:] == ["go", "ok", "close", "other"]


def test_a_window_that_was_not_registered_goes_with_the_script(stage: Stage) -> None:
    result = stage.run(PALETTE + SHOW.replace("finenv.RegisterModelessDialog(d)", ""), [{"press": "OK"}])
    assert result.printed.splitlines() == ["init", "shown true true", "main part over"]
    assert "the window 'Palette' was closed as the script ended" in result.notes[0]


def test_each_callback_changes_the_document_in_undo_blocks_of_its_own(stage: Stage) -> None:
    source = WIDEN + PALETTE.replace(
        'say("go")', 'finenv.StartNewUndoBlock("Widen", false) widen() finenv.EndUndoBlock(true)'
    )
    answers = [{"steps": [{"press": "Go"}, {"press": "Go"}, {"press": "OK"}]}]
    result = stage.run(source + "widen()" + SHOW, answers, plugindef="finaleplugin.HandlesUndo = true")
    assert result.ok
    assert [(block["text"], block["stored"]) for block in result.undo if block["records"]] == [
        ("Plugin", False), ("Widen", True), ("Widen", True),
    ]  # fmt: skip
    (change,) = result.changes
    before, after = change.fields["width"]
    assert int(after) == int(before) + 20


def test_a_callback_that_fails_closes_the_windows_and_fails_the_run(stage: Stage) -> None:
    source = PALETTE.replace('say("go")', 'finenv.RetainLuaState = true error("broken")')
    result = stage.run(source + SHOW, [{"steps": [{"press": "Go"}, {"press": "OK"}]}])
    assert result.exit_status == 1 and result.message.endswith("broken")
    assert "ok" not in result.printed.split()
    assert [(alert["kind"], alert["text"]) for alert in result.alerts] == [("error", result.message)]


def test_the_selection_can_change_beside_a_palette(stage: Stage) -> None:
    source = PALETTE.replace('say("go")', "say(finenv.Region().StartMeasure, finenv.Region().EndMeasure)")
    steps = [{"press": "Go"}, {"select": "m2"}, {"press": "Go"}, {"press": "OK"}]
    assert stage.said(source + SHOW, [{"steps": steps}])[3:5] == ["1 2", "2 2"]
    result = stage.run(source + SHOW, [{"steps": [{"select": "m9"}]}])
    assert result.exit_status == 2 and "'Palette': select:" in result.message
    modal = stage.run(source + "d:ExecuteModal(nil)", [{"steps": [{"select": "m2"}]}])
    assert modal.exit_status == 2 and "while a modal dialog is open" in modal.message


def test_a_retained_window_opens_again_with_its_values_and_its_position(stage: Stage) -> None:
    source = """
    if not dialog then
        dialog = finale.FCCustomLuaWindow()
        edit = dialog:CreateEdit(0, 0)
        dialog:CreateOkButton()
        dialog:RegisterCloseWindow(function() dialog:StorePosition(false) end)
        dialog:SetRestorePositionOnlyData(30, 40)
    end
    dialog:RestorePosition()
    finenv.RegisterModelessDialog(dialog)
    finenv.RetainLuaState = dialog:ShowModeless()
    local s = finale.FCString()
    edit:GetText(s)
    say(s.LuaString, dialog.StoredX, dialog.StoredY)
    """
    path = stage.script(source)
    answers = [{"set": {"#1": "kept"}, "press": "OK"}]
    first = stage.host.run(path, stage.score, answers=answers)
    second = stage.host.run(path, stage.score, answers=answers)
    assert [first.printed.split(), second.printed.split()] == [["30.0", "40.0"], ["kept", "30.0", "40.0"]]


TIMER = """
local d = finale.FCCustomLuaWindow()
d:SetTitle(text("Timer"))
d:CreateOkButton()
local turns = 0
d:RegisterInitWindow(function() d:SetTimer(7, 250) end)
d:RegisterHandleTimer(function(id)
    turns = turns + 1
    say("timer", id, turns)
    if turns == limit then d:StopTimer(7) end
end)
"""


@pytest.mark.parametrize("show", ["d:ExecuteModal(nil)", "finenv.RegisterModelessDialog(d) d:ShowModeless()"])
def test_timers_have_their_turns_while_the_user_waits(stage: Stage, show: str) -> None:
    answers = [{"steps": [{"wait": 1}, {"press": "OK"}]}]
    assert stage.said(TIMER + show, answers) == [f"timer 7 {turn}" for turn in (1, 2, 3, 4)]


def test_waiting_for_timers_alone_takes_no_time(stage: Stage) -> None:
    began = time.monotonic()
    said = stage.said(TIMER + "d:ExecuteModal(nil)", [{"steps": [{"wait": 100}, {"press": "OK"}]}])
    assert len(said) == 400 and time.monotonic() - began < 30


def test_idle_is_when_no_timer_runs(stage: Stage) -> None:
    source = "limit = 9\n" + TIMER + "d:ExecuteModal(nil)"
    assert len(stage.said(source, [{"steps": [{"wait": "idle"}, {"press": "OK"}]}])) == 9


def test_a_window_that_works_by_a_timer_and_closes_itself_needs_no_answer(stage: Stage) -> None:
    source = "limit = 5\n" + TIMER.replace("d:StopTimer(7)", "d:CloseWindow()")
    show = "finenv.RegisterModelessDialog(d) d:ShowModeless()"
    result = stage.run(source + show)
    assert result.ok and len(result.printed.splitlines()) == 5
    assert result.notes == []


def test_timers_that_are_set_before_the_window_is_shown_do_not_run(stage: Stage) -> None:
    source = TIMER.replace("d:RegisterInitWindow(function() d:SetTimer(7, 250) end)", "d:SetTimer(7, 250)")
    assert stage.said(source + "d:ExecuteModal(nil)", [{"steps": [{"wait": 2}, {"press": "OK"}]}]) == []


def test_an_error_in_a_timer_ends_the_window(stage: Stage) -> None:
    source = TIMER.replace("turns = turns + 1", 'error("in the timer")')
    result = stage.run(source + "d:ExecuteModal(nil)", [{"steps": [{"wait": 2}, {"press": "OK"}]}])
    assert result.exit_status == 1 and "in the timer" in result.message
    assert len(result.alerts) == 1


def test_a_script_cannot_outlive_its_time_by_timers(stage: Stage) -> None:
    source = TIMER.replace('say("timer", id, turns)', "").replace("d:SetTimer(7, 250)", "d:SetTimer(7, 1)")
    result = stage.run(source + "d:ExecuteModal(nil)", [{"wait": 1e12}], timeout=0.3)
    assert result.exit_status == 6


def test_a_script_that_asks_for_ever_is_stopped(stage: Stage) -> None:
    source = PALETTE + "repeat until d:ExecuteModal(nil) == finale.EXECMODAL_OK"
    result = stage.run(source)
    assert result.exit_status == 2
    assert (
        "the plugin asked 100 times with dialogs that nothing answers, the last one 'Palette'"
        in result.message
    )


def test_a_window_that_its_script_keeps_open_is_closed_in_the_end(stage: Stage) -> None:
    result = stage.run(PALETTE + "d.PreventClosing = true\n" + SHOW)
    assert result.ok and result.printed.splitlines()[-1] == "close"
    assert "its script keeps it open" in result.notes[0]


def test_answers_in_a_form_that_is_none_are_refused(stage: Stage) -> None:
    for wrong in ("ok", 7, {"dialogs": []}):
        with pytest.raises(UsageError):
            stage.run(PALETTE + SHOW, wrong)
