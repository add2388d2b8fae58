"""What answers do to controls: how they are found, what they can be set to, which events follow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import sources_path
from tests.dialogs.conftest import Stage

EVENTS = """
d:SetTitle(text("Controls"))
d:CreateOkButton()
d:RegisterHandleCommand(function(control) say("command", control:GetControlID()) end)
d:RegisterHandleUpDownPressed(function(control, delta) say("arrow", delta) end)
d:RegisterHandleDataListSelect(function(control, line) say("select", line) end)
d:RegisterHandleDataListCheck(function(control, line, state) say("check", line, tostring(state)) end)
d:RegisterHandleListDoubleClick(function(control) say("double click") end)
d:RegisterMouseTrackingStarted(function(control) say("tracking", control:GetThumbPosition()) end)
d:RegisterMouseTrackingStopped(function(control) say("tracked", control:GetThumbPosition()) end)
d:RegisterTextSelectionChanged(function(control) say("selection") end)
d:ExecuteModal(nil)
"""
HEAD = "local d = finale.FCCustomLuaWindow()\n"


def use(stage: Stage, controls: str, *steps: dict[str, Any]) -> list[str]:
    """What a window with those controls says while it is used."""
    return stage.said(HEAD + controls + EVENTS, [{"steps": [*steps, {"press": "OK"}]}])


def refused(stage: Stage, controls: str, *steps: dict[str, Any]) -> str:
    """Why the answers don't fit."""
    result = stage.run(HEAD + controls + EVENTS, [{"steps": list(steps)}])
    assert result.exit_status == 2 and not result.ok
    head = "answers for the dialog 'Controls': "
    assert result.message.startswith(head)
    return result.message.removeprefix(head)


LIST = """
local c = d:Create{kind}(0, 0)
for _, words in ipairs{{"Minor Second", "Major Second", "Third:"}} do c:AddString(text(words)) end
"""


@pytest.mark.parametrize("kind", ["Popup", "ListBox"])
def test_items_are_chosen_by_their_text_or_their_number_from_one(stage: Stage, kind: str) -> None:
    controls = LIST.format(kind=kind)
    show = "d:RegisterHandleOkButtonPressed(function() say(c:GetSelectedItem()) end)\n"
    assert use(stage, controls + show, {"set": {"#1": "Major Second"}}) == ["command 1001", "1"]
    assert use(stage, controls + show, {"set": {"#1": "third"}}) == ["command 1001", "2"]
    assert use(stage, controls + show, {"set": {"#1": 2}}) == ["command 1001", "1"]
    once_more = use(stage, controls + show, {"set": {"#1": 2}}, {"set": {"#1": 2}})
    assert once_more == ["command 1001", "1"]
    for wrong in ("Fourth", 0, 4, True, 1.5):
        there = "'Minor Second', 'Major Second', 'Third:'"
        assert refused(stage, controls, {"set": {"#1": wrong}}) == (
            f"#1: it has no item {wrong!r}: there are {there}"
        )


def test_the_item_that_a_list_shows_at_first_can_be_chosen(stage: Stage) -> None:
    first = {"set": {"#1": 1}}
    assert use(stage, LIST.format(kind="Popup"), first) == []
    controls = LIST.format(kind="ListBox")
    assert use(stage, controls, first, first) == ["command 1001"]
    assert use(stage, controls + "c:SetSelectedItem(0)\n", first) == []
    again = "d:RegisterInitWindow(function() c:SetSelectedItem(1) c:Clear() c:AddString(text('New')) end)\n"
    assert use(stage, controls + again, first) == ["command 1001"]


def test_texts_and_numbers_are_typed_into_edit_boxes(stage: Stage) -> None:
    controls = """
    local e = d:CreateEdit(0, 0)
    e:SetMaxLength(4)
    d:RegisterHandleOkButtonPressed(function() local s = finale.FCString() e:GetText(s) say(s.LuaString) end)
    """
    assert use(stage, controls, {"set": {"#1": "abc"}}) == ["command 1001", "abc"]
    assert use(stage, controls, {"set": {"#1": 12}}) == ["command 1001", "12"]
    assert refused(stage, controls, {"set": {"#1": "abcde"}}) == (
        "#1: it takes at most 4 characters, not the 5 of 'abcde'"
    )
    assert "it takes a text or a number" in refused(stage, controls, {"set": {"#1": True}})
    assert refused(stage, controls + "e:SetReadOnly(true)\n", {"set": {"#1": "a"}}) == "#1: it is read-only"


def test_text_editors_hear_of_their_text_and_of_their_selection(stage: Stage) -> None:
    controls = "local e = d:CreateTextEditor(0, 0)\n"
    assert use(stage, controls, {"set": {"#1": "one\ntwo"}}) == ["command 1001", "selection"]


def test_checkboxes_have_two_states_or_three(stage: Stage) -> None:
    controls = "local c = d:CreateCheckbox(0, 0)\nc:SetText(text('&Keep it'))\n"
    show = "d:RegisterHandleOkButtonPressed(function() say(c:GetCheck()) end)\n"
    assert use(stage, controls + show, {"set": {"keep it": True}}) == ["command 1001", "1"]
    assert use(stage, controls + show, {"press": "Keep it"}, {"press": "Keep it"}) == [
        "command 1001", "command 1001", "0",
    ]  # fmt: skip
    assert refused(stage, controls, {"set": {"Keep it": "mixed"}}) == (
        'Keep it: this checkbox has two states: it can\'t be "mixed"'
    )
    assert "a checkbox is true, false" in refused(stage, controls, {"set": {"Keep it": "yes"}})
    three = controls + "c:SetThreeStatesMode(true)\n"
    assert use(stage, three + show, {"set": {"Keep it": "mixed"}}) == ["command 1001", "2"]


RADIO = """
local label = d:CreateStatic(0, 0)
label:SetText(text("Mode:"))
local g = d:CreateRadioButtonGroup(60, 0, 3)
for i, words in ipairs{"Up", "Down", "Both"} do g:GetItemAt(i - 1):SetText(text(words)) end
d:RegisterHandleOkButtonPressed(function() say("chosen", g:GetSelectedItem()) end)
"""


def test_radio_buttons_are_chosen_themselves_or_by_what_stands_before_the_group(stage: Stage) -> None:
    for step in ({"set": {"Down": True}}, {"press": "Down"}, {"set": {"Mode": "Down"}}, {"set": {"Mode": 2}}):
        said = use(stage, RADIO, step)
        assert said == ["command 1003", "chosen 1"], step
    assert "it has no item 'Left'" in refused(stage, RADIO, {"set": {"Mode": "Left"}})
    assert "a radio button is set to true" in refused(stage, RADIO, {"set": {"Down": False}})


def test_the_control_that_a_radio_button_reports_is_found_by_its_number(stage: Stage) -> None:
    """Of finale-lua/lua-scripts, issue 520."""
    controls = (
        RADIO
        + """
    d:RegisterHandleControlEvent(g:GetItemAt(1), function(c)
        say(tostring(d:FindControl(c:GetControlID()) == c))
    end)
    """
    )
    assert use(stage, controls, {"press": "Down"}) == ["true", "command 1003", "chosen 1"]


def test_buttons_with_events_of_their_own_change_other_controls(stage: Stage) -> None:
    """Of finale-lua/lua-scripts, issue 425."""
    controls = """
    local checks = {}
    for i = 1, 4 do checks[i] = d:CreateCheckbox(0, i * 20) end
    local all = d:CreateButton(60, 20) all:SetText(text("Set All"))
    local none = d:CreateButton(60, 40) none:SetText(text("Clear All"))
    local function set(state) for i = 1, 4 do checks[i]:SetCheck(state) end end
    d:RegisterHandleControlEvent(all, function() set(1) end)
    d:RegisterHandleControlEvent(none, function() set(0) end)
    d:RegisterHandleOkButtonPressed(function() local n = 0 for i = 1, 4 do n = n + checks[i]:GetCheck() end say(n) end)
    """
    assert use(stage, controls, {"press": "Set All"})[-1] == "4"
    assert use(stage, controls, {"press": "Set All"}, {"press": "Clear All"})[-1] == "0"


def test_arrows_count_the_number_in_their_edit_box(stage: Stage) -> None:
    controls = """
    local e = d:CreateEdit(0, 0)
    e:SetInteger(3)
    local u = d:CreateUpDown(50, 0)
    u:ConnectIntegerEdit(e, 0, 4)
    d:RegisterHandleOkButtonPressed(function() say(e:GetInteger()) end)
    """
    assert use(stage, controls, {"up": "#2"}) == ["arrow 1", "command 1001", "4"]
    assert use(stage, controls, {"up": "#2"}, {"up": "#2"}) == ["arrow 1", "command 1001", "arrow 1", "4"]
    assert use(stage, controls, {"down": "#2"}) == ["arrow -1", "command 1001", "2"]
    assert use(stage, controls, {"set": {"#2": 1}}) == ["arrow -2", "command 1001", "1"]
    assert "goes from 0 to 4, not to 9" in refused(stage, controls, {"set": {"#2": 9}})
    assert "has no arrows" in refused(stage, controls, {"up": "#1"})


def test_sliders_are_dragged_within_their_range(stage: Stage) -> None:
    controls = "local s = d:CreateSlider(0, 0)\ns:SetMinValue(-10)\ns:SetMaxValue(10)\n"
    assert use(stage, controls, {"set": {"#1": 7}}) == ["tracking 0", "command 1001", "tracked 7"]
    assert "the slider goes from -10 to 10, not to 11" in refused(stage, controls, {"set": {"#1": 11}})


def test_rows_of_data_lists_are_selected_and_checked(stage: Stage) -> None:
    controls = """
    local l = d:CreateDataList(0, 0)
    l.UseCheckboxes = true
    l:AddColumn(text("Staff"), 100)
    l:AddColumn(text("Clef"), 50)
    for _, words in ipairs{"Flute", "Oboe", "Horn"} do
        local row = l:CreateRow()
        row:GetItemAt(0).LuaString = words
        row:GetItemAt(1).LuaString = "treble"
    end
    """
    assert use(stage, controls, {"set": {"#1": "Oboe"}}) == ["select 1"]
    assert use(stage, controls, {"set": {"#1": "Horn | treble"}}) == ["select 2"]
    assert use(stage, controls, {"set": {"#1": {"check": ["Flute", 3], "select": 2}}}) == [
        "check 0 true", "check 2 true", "select 1",
    ]  # fmt: skip
    assert use(stage, controls, {"set": {"#1": 1}}, {"double_click": "#1"}) == ["select 0", "double click"]
    assert "only one row" in refused(stage, controls, {"set": {"#1": ["Flute", "Oboe"]}})
    assert "not 'tick'" in refused(stage, controls, {"set": {"#1": {"tick": 1}}})
    assert "have no checkboxes" in refused(
        stage, controls + "l.UseCheckboxes = false\n", {"set": {"#1": {"check": 1}}}
    )


def test_trees_and_switchers_are_set_by_the_texts_they_show(stage: Stage) -> None:
    tree = """
    local t = d:CreateTree(0, 0)
    local root = t:AddNode(nil, true, text("Woodwinds"))
    t:AddNode(root, false, text("Oboe"))
    d:RegisterHandleOkButtonPressed(function()
        local s = finale.FCString() t:GetSelectedNode():GetText(s) say(s.LuaString)
    end)
    """
    assert use(stage, tree, {"set": {"#1": "Oboe"}}) == ["command 1001", "Oboe"]
    switcher = """
    local s = d:CreateSwitcher(0, 0)
    s:AddPage(text("First")) s:AddPage(text("Second"))
    local c = d:CreateCheckbox(0, 30)
    c:SetText(text("Hidden"))
    s:AttachControl(c, 1)
    """
    assert use(stage, switcher, {"set": {"#1": "Second"}}, {"press": "Hidden"}) == [
        "command 1001", "command 1002",
    ]  # fmt: skip
    assert refused(stage, switcher, {"press": "Hidden"}) == "Hidden: it is hidden"


def test_what_a_user_cannot_use_answers_cannot_either(stage: Stage) -> None:
    controls = "local b = d:CreateButton(0, 0)\nb:SetText(text('Go'))\nlocal s = d:CreateStatic(0, 9)\n"
    assert refused(stage, controls + "b:SetEnable(false)\n", {"press": "Go"}) == "Go: it is disabled"
    assert refused(stage, controls, {"set": {"Go": 1}}) == "Go: a button can't be set; press it"
    assert refused(stage, controls, {"set": {"#2": "text"}}) == "#2: a static can't be set"
    assert refused(stage, controls, {"press": "#2"}).startswith("#2: a static can't be pressed")
    assert refused(stage, controls, {"double_click": "Go"}).startswith("Go: a button can't be clicked twice")
    assert refused(stage, controls, {"key": "F17"}).startswith("there is no key 'F17'")


FORM = """
local function static(words, x, y) local c = d:CreateStatic(x, y) c:SetText(text(words)) end
static("Size:", 0, 0)
static("Unit", 0, 30)
local size, unit = d:CreateEdit(60, 2), d:CreatePopup(60, 28)
unit:AddString(text("mm")) unit:AddString(text("inches"))
static("Remarks", 0, 60)
local remarks = d:CreateEdit(0, 80)
local again = d:CreateEdit(140, 2)
"""


def test_a_control_is_found_by_the_text_beside_it_or_above_it(stage: Stage) -> None:
    assert use(stage, FORM, {"set": {"Size": "1", "Unit": "inches", "Remarks": "none"}}) == [
        "command 1003", "command 1004", "command 1006",
    ]  # fmt: skip


def test_a_name_that_no_control_has_says_which_there_are(stage: Stage) -> None:
    assert refused(stage, FORM, {"set": {"Sizes": 1}}) == (
        "there is no control 'Sizes': there are #3 edit 'Size:', #4 popup 'Unit', #6 edit 'Remarks', #7 edit, "
        "#8 button 'OK'"
    )
    assert refused(stage, FORM, {"press": "#9"}).startswith("there is no control #9: there are #3 edit")


def test_a_name_that_several_controls_have_is_refused(stage: Stage) -> None:
    controls = "for y = 0, 60, 30 do d:CreateCheckbox(0, y):SetText(text('Same')) end\n"
    assert refused(stage, controls, {"press": "Same"}) == "several controls are called 'Same': #1, #2, #3"


def test_the_windows_own_buttons_are_found_whatever_they_say(stage: Stage) -> None:
    source = HEAD + "d:CreateOkButton():SetText(text('Transpose'))\nsay(d:ExecuteModal(nil))"
    for name in ("Transpose", "OK", "ok"):
        assert stage.said(source, [{"press": name}]) == ["1"]


def test_names_that_the_mixin_library_gives_are_known(stage: Stage) -> None:
    library = sources_path("lua-scripts", "src")
    source = f"""
    package.path = "{library.as_posix()}/?.lua;" .. package.path
    local mixin = require("library.mixin")
    local d = mixin.FCXCustomLuaWindow()
    local e = d:CreateEdit(0, 0, "interval"):SetText("1")
    d:CreateRadioButtonGroup(0, 30, 3, "mode")
    d:CreateOkButton()
    e:AddHandleChange(function(control, last) say("from", last) end)
    d:RegisterHandleOkButtonPressed(function(self)
        say(self:GetControl("interval"):GetText(), self:GetControl("mode"):GetSelectedItem())
    end)
    d:ExecuteModal(nil)
    """
    answers = [{"set": {"interval": "5", "mode": 3}, "press": "OK"}]
    result = stage.run(source, answers, allow_read=[library])
    assert result.ok, result.message
    assert result.printed.splitlines()[-2:] == ["from 1", "5 2"]
