"""Windows and requests: what a callback of the network finds, and when a run is idle."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.https.resolve import parse_resolve
from tests.dialogs.conftest import Stage
from tests.https.conftest import _https_server, https_server
from tests.https.server import Server

__all__ = ["_https_server", "https_server"]

PLUGINDEF = "finaleplugin.ExecuteHttpsCalls = true"
WINDOW = """
local internet = require('luaosutils').internet
local d = finale.FCCustomLuaWindow()
d:SetTitle(text("Ask"))
local go = d:CreateButton(0, 0)
go:SetText(text("Go"))
local answer = d:CreateStatic(0, 30)
d:CreateOkButton()
d:RegisterHandleCommand(function()
    session = internet.get('https://example.com/%s', function(ok, data)
        say("answer", tostring(ok), tostring(d:WindowExists()))
        answer:SetText(text(data))
    end)
end)
d:RegisterHandleOkButtonPressed(function()
    local s = finale.FCString() answer:GetText(s) say("shown", s.LuaString)
end)
"""
MODAL = "d:ExecuteModal(nil)"
MODELESS = "finenv.RegisterModelessDialog(d) d:ShowModeless()"


@pytest.fixture
def reach(https_server: Server) -> dict[str, Any]:
    """Settings of runs that reach the test server."""
    return {
        "resolve": parse_resolve(https_server.resolve_options()),
        "ca_file": https_server.ca_file,
        "plugindef": PLUGINDEF,
    }


@pytest.mark.parametrize("show", [MODAL, MODELESS])
def test_idle_waits_until_the_answer_is_there(stage: Stage, reach: dict[str, Any], show: str) -> None:
    answers = [{"steps": [{"press": "Go"}, {"wait": "idle"}, {"press": "OK"}]}]
    said = stage.said(WINDOW % "ok" + show, answers, **reach)
    assert said == ["answer true true", "shown all is well"]


def test_an_unanswered_palette_closes_when_nothing_is_pending(stage: Stage, reach: dict[str, Any]) -> None:
    result = stage.run(WINDOW % "ok" + MODELESS, [{"press": "Go"}], **reach)
    assert result.printed == "answer true true\n"


def test_timers_run_on_while_a_request_is_on_its_way(stage: Stage, reach: dict[str, Any]) -> None:
    source = WINDOW % "ok" + (
        "d:RegisterInitWindow(function() d:SetTimer(1, 10) end)"
        "d:RegisterHandleTimer(function() ticks = (ticks or 0) + 1 if answer_is_there() then d:StopTimer(1) end end)"
        "function answer_is_there() local s = finale.FCString() answer:GetText(s) return s.LuaString ~= '' end "
    )
    answers = [{"steps": [{"press": "Go"}, {"wait": "idle"}, {"press": "OK"}]}]
    assert stage.said(source + MODAL + " say(tostring(ticks > 0))", answers, **reach)[-1] == "true"


def test_a_request_that_never_ends_ends_with_the_runs_time(stage: Stage, reach: dict[str, Any]) -> None:
    answers = [{"steps": [{"press": "Go"}, {"wait": "idle"}, {"press": "OK"}]}]
    result = stage.run(WINDOW % "silent" + MODAL, answers, timeout=0.5, **reach)
    assert result.exit_status == 6 or result.printed.startswith("answer false")
    assert result.seconds < 10
