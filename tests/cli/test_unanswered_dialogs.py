"""Dialogs that a script shows and nobody answers, and the model that it builds before."""

from __future__ import annotations

from tests.frontdoor import Door

DIALOG = """
local dialog = finale.FCCustomLuaWindow()
local title = finale.FCString()
title.LuaString = "Set width"
dialog:SetTitle(title)
local edit = dialog:CreateEdit(0, 0)
edit:SetInteger(12)
"""


def test_a_dialog_that_nobody_answers_is_cancelled_and_reported(door: Door) -> None:
    done = door.run(DIALOG + "print(dialog:ExecuteModal(nil) == finale.EXECMODAL_CANCEL, edit:GetInteger())")
    assert (done.status, done.out) == (0, "true\t12\n")
    assert "nothing answers the dialog 'Set width'" in done.err


def test_file_dialogs_are_cancelled_too(door: Door) -> None:
    for kind in ("FCFileOpenDialog", "FCFileSaveAsDialog", "FCFolderBrowseDialog", "FCFontDialog"):
        done = door.run(f"print(finale.{kind}(finenv.UI()):Execute())")
        assert (done.status, done.out) == (0, "false\n"), kind
        assert "nothing answers the " in done.err and "it was cancelled" in done.err


def test_functions_of_the_script_are_called_with_its_own_objects(door: Door) -> None:
    done = door.run(
        DIALOG
        + """
        dialog:RegisterHandleCommand(function(control)
            print(control:GetControlID() == edit:GetControlID(), control:ClassName())
            return true
        end)
        dialog:RegisterHandleTimer(function(id) print(id) end)
        dialog:RegisterInitWindow(function(...) print(select("#", ...)) end)
        print(dialog:HandleCommand(edit))
        dialog:HandleTimer(7)
        dialog:InitWindow()
        dialog:RegisterHandleCommand(function() error("inside") end)
        print(pcall(function() dialog:HandleCommand(edit) end))
        for control in each(dialog) do print(control.Integer) end
        """
    )
    lines = done.out.splitlines()
    assert lines[:4] == ["true\tFCCtrlEdit", "true", "7", "0"]
    assert lines[4].startswith("false\t") and lines[4].endswith("inside") and lines[5] == "12"


def test_windows_that_stay_are_announced(door: Door) -> None:
    done = door.run(DIALOG + "finenv.RegisterModelessDialog(dialog) print(dialog:WindowExists())")
    assert done.out == "false\n"
    done = door.run("finenv.RegisterModelessDialog(5)")
    assert "param 1 expected FCCustomLuaWindow, got number" in done.err
