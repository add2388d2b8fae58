"""Scripts with windows, run by a host of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.enigma.document import Document
from postlude.result import RunResult
from tests.frontdoor import PARTS

HELPERS = """
local function text(words)
    local s = finale.FCString()
    s.LuaString = words
    return s
end
local function say(...) print(table.concat({...}, " ")) end
"""


class Stage:
    """Runs a script's text. ``window`` is the Lua code before the window is shown; ``say`` prints."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = Host(data_dir=folder / "data", config_dir=folder / "config")
        self.score: Document = self.host.open_document(PARTS)

    def script(self, source: str, plugindef: str = "") -> Path:
        path = self.folder / "plugin.lua"
        head = f"function plugindef() {plugindef} return 'Plugin' end\n" if plugindef else ""
        path.write_text(head + HELPERS + source, "utf-8")
        return path

    def run(self, source: str, answers: Any = (), *, plugindef: str = "", **settings: Any) -> RunResult:
        return self.host.run(
            self.script(source, plugindef), self.score, answers=answers, system_prefix=False, **settings
        )

    def said(self, source: str, answers: Any = (), **settings: Any) -> list[str]:
        """What a script that must not fail printed, line by line."""
        result = self.run(source, answers, **settings)
        assert result.ok, result.message
        return result.printed.splitlines()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)
