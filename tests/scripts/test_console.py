"""RGP Lua's own console (finale-lua/rgplua-utilities) runs what is typed into it, as script items."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postlude import Host
from postlude.result import RunResult
from tests.conftest import sources_path
from tests.frontdoor import SAMPLE, WIDEN


def typed(folder: Path, code: str, *, trusted: bool) -> RunResult:
    """Type ``code`` into the console's editor, run it, and close the console."""
    console = Path(shutil.copy(sources_path("rgplua-utilities", "rgpluaconsole.lua"), folder))
    steps = [{"set": {"#4": code, "Run As Trusted": trusted}}, {"press": "Run Script"}, {"close": True}]
    answers = {"dialog": [{"title": ".*Console.*", "steps": steps}], "alert": [{"answer": "no"}]}
    with Host(data_dir=folder / "data", config_dir=folder / "config") as host:
        return host.run(
            console, host.open_document(SAMPLE), answers=answers, trust=True, allow_write=(folder,)
        )


@pytest.mark.parametrize("trusted", [False, True])
def test_the_console_runs_what_is_typed(tmp_path: Path, trusted: bool) -> None:
    note = tmp_path / "note.txt"
    proof = f"io.open([[{note}]], 'w'):write(finenv.TrustedMode, ' ', finenv.RunningLuaFilePath()):close()"
    result = typed(tmp_path, f"{WIDEN}\n{proof}", trusted=trusted)
    assert result.ok, result.message
    # The console itself stores nothing: the script that it ran does.
    (change,) = result.changes
    before, after = change.fields["width"]
    assert before is not None and after is not None and int(after) - int(before) == 10
    assert [block["records"] for block in result.undo if block["stored"]] == [1]
    mode, path = note.read_text(encoding="utf-8").split(" ", 1)
    assert (mode, Path(path).name) == (str(int(trusted)), "Untitled1.lua")


def test_an_error_in_what_is_typed_is_no_error_of_the_console(tmp_path: Path) -> None:
    result = typed(tmp_path, f"{WIDEN}\nerror('oh')", trusted=False)
    assert result.ok, result.message
    assert result.changes == []
