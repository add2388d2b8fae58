"""Windows of finale-lua's mixin library, unmodified: what its users once reported as broken works.

The numbers are those of issues and pull requests of finale-lua/lua-scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.result import RunResult
from tests.conftest import sources_path
from tests.frontdoor import PARTS

HEAD = """
function plugindef() finaleplugin.HandlesUndo = true return "Plugin" end
local mixin = require("library.mixin")
local function say(...) print(table.concat({...}, " ")) end
"""
Use = Callable[[Any], None]


class Desk:
    """One script in one host, run again and again."""

    def __init__(self, folder: Path) -> None:
        library = sources_path("lua-scripts", "src").as_posix()
        self.folder = folder
        self.prefix = folder / "prefix.lua"
        self.prefix.write_text(f'package.path = "{library}/?.lua;" .. package.path\n', "utf-8")
        self.host = Host(data_dir=folder / "data", config_dir=folder / "config")
        self.score = self.host.open_document(PARTS)

    def run(self, source: str, *uses: Use | dict[str, Any]) -> RunResult:
        script = self.folder / "plugin.lua"
        script.write_text(HEAD + source, "utf-8")
        result = self.host.run(
            script, self.score, answers=list(uses), prefix=self.prefix, system_prefix=False
        )
        assert result.ok, result.message
        return result


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    with made.host:
        yield made


def test_425_controls_of_a_mixin_window_have_their_own_handlers(desk: Desk) -> None:
    source = """
    local dialog = mixin.FCXCustomLuaWindow()
    for i = 1, 4 do dialog:CreateCheckbox(0, i * 20, "box" .. i):SetText("Box " .. i):SetCheck(0) end
    local function set_all(state)
        for i = 1, 4 do dialog:GetControl("box" .. i):SetCheck(state) end
    end
    local all = dialog:CreateButton(60, 20):SetText("Set All")
    local none = dialog:CreateButton(60, 40):SetText("Clear All")
    dialog:RegisterHandleControlEvent(all, function(control) say(control:ClassName()) set_all(1) end)
    dialog:RegisterHandleControlEvent(none, function() set_all(0) end)
    dialog:CreateOkButton()
    dialog:ExecuteModal(nil)
    """

    def use(window: Any) -> None:
        boxes = [f"Box {number}" for number in range(1, 5)]
        window.press("Set All")
        assert [window.value(box) for box in boxes] == [True] * 4
        window.press("Clear All")
        assert [window.value(box) for box in boxes] == [False] * 4
        window.press("OK")

    assert desk.run(source, use).printed == "FCCtrlButton\n"


def test_631_a_window_without_handlers_is_shown_and_read(desk: Desk) -> None:
    source = """
    local dialog = mixin.FCMCustomWindow():SetTitle("Plain")
    dialog:CreateStatic(0, 0):SetText("Name:")
    dialog:CreateEdit(50, 0, "name"):SetText("")
    dialog:CreateOkButton()
    say(dialog:ExecuteModal(nil) == finale.EXECMODAL_OK and "ok" or "no", dialog:GetControl("name"):GetText())
    """
    result = desk.run(source, {"set": {"Name:": "Ada"}, "press": "OK"})
    assert result.printed == "ok Ada\n"


RETAINED = """
if not dialog then
    dialog = mixin.FCXCustomLuaWindow():SetTitle("Kept")
    dialog:CreateStatic(0, 0, "label"):SetText("Name:")
    dialog:CreateEdit(60, 0, "name")
    dialog:CreatePopup(60, 25, "kind"):AddStrings("Verse", "Chorus")
    dialog:CreateCheckbox(60, 50, "all"):SetText("All")
    dialog:CreateCloseButton(60, 75)
end
dialog:RunModeless()
"""


def test_175_a_kept_window_opens_with_its_values_where_it_was_and_as_large_as_it_was(desk: Desk) -> None:
    seen: list[tuple[Any, ...]] = []

    def look(window: Any) -> tuple[Any, ...]:
        shown = window.window
        values = [window.value(name) for name in ("name", "kind", "All")]
        return *values, shown.x, shown.y, float(shown.Width), float(shown.Height)

    def first(window: Any) -> None:
        window.set({"name": "Ada", "kind": "Chorus", "All": True})
        window.window.x, window.window.y = 120.0, 80.0
        seen.append(look(window))
        window.press("Close")

    def later(window: Any) -> None:
        seen.append(look(window))
        window.press("Close")

    for use in (first, later, later):
        desk.run(RETAINED, use)
    assert seen[0][:5] == ("Ada", "Chorus", True, 120.0, 80.0)
    assert seen == [seen[0]] * 3


def test_588_controls_stay_where_they_are_each_time_a_window_is_shown(desk: Desk) -> None:
    places: list[list[tuple[float, ...]]] = []

    def use(window: Any) -> None:
        places.append([(each.left, each.top, each.width, each.height) for each in window.controls])
        window.press("Close")

    for _ in range(3):
        desk.run(RETAINED, use)
    assert places == [places[0]] * 3
    assert [place[:2] for place in places[0][:3]] == [(0, 0), (60, 0), (60, 25)]


def test_430_a_window_that_is_made_anew_is_another_window(desk: Desk) -> None:
    source = RETAINED.replace("if not dialog then", "do")

    def use(window: Any) -> None:
        assert window.value("name") == ""
        window.set("name", "Ada")
        window.press("Close")

    desk.run(source, use)
    desk.run(source, use)


def test_a_timer_of_a_mixin_window_has_several_handlers(desk: Desk) -> None:
    source = """
    local dialog = mixin.FCXCustomLuaWindow()
    local turns, first, second = 0, nil, nil
    dialog:RegisterInitWindow(function(self)
        first, second = 1, 2
        self:SetTimer(first, 100)
        self:SetTimer(second, 250)
        self:AddHandleTimer(first, function(window, id)
            turns = turns + 1
            if turns == 3 then window:StopTimer(id) end
        end)
        self:AddHandleTimer(first, function(_, id) say("first", id == first and "its own" or "another", turns) end)
        self:AddHandleTimer(second, function(window, id) say("second") window:StopTimer(id) end)
    end)
    dialog:RegisterCloseWindow(function() say("closed") end)
    dialog:CreateCancelButton()
    dialog:RunModeless()
    """
    result = desk.run(source, {"steps": [{"wait": "idle"}, {"press": "Cancel"}]})
    assert result.printed.splitlines() == [
        "first its own 1",
        "first its own 2",
        "second",
        "first its own 3",
        "closed",
    ]


def test_changes_are_told_with_what_was_there_before(desk: Desk) -> None:
    source = """
    local dialog = mixin.FCXCustomLuaWindow()
    dialog:CreatePopup(0, 0, "kind"):AddStrings("Verse", "Chorus", "Section")
        :AddHandleSelectionChange(function(_, last_item, last_text) say("popup", last_item, last_text) end)
    dialog:CreateEdit(0, 25, "name"):SetText("one")
        :AddHandleChange(function(_, last_value) say("edit", last_value) end)
    dialog:CreateCheckbox(0, 50, "all"):SetText("All")
        :AddHandleCheckChange(function(_, last_check) say("box", last_check) end)
    dialog:CreateOkButton()
    dialog:ExecuteModal(nil)
    """
    steps = [
        {"set": {"kind": "Section", "name": "two", "all": True}},
        {"set": {"kind": "Chorus"}},
        {"press": "OK"},
    ]
    told = desk.run(source, {"steps": steps}).printed.splitlines()
    # As the library has it, what is there when the window opens is a change, too.
    assert sorted(told[:2]) == ["edit ", "popup -1 "]
    assert told[2:] == ["popup 0 Verse", "edit one", "box 0", "popup 2 Section"]
