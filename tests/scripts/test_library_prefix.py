"""Scripts without a library of their own find one through a prefix, as the README shows.

rpatters1/patterson-finalelua-scripts is such a collection: its README asks for a line in RGP Lua's system prefix
that leads to a checkout of finale-lua/lua-scripts.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, shared_path, sources_path
from tests.frontdoor import SAMPLE, Door, door

__all__ = ["door"]

LIBRARY = {
    "system_adjust_for_multistaff_bracket": "general_library",
    "openai_chatbot": "mixin",
    "move_exports": "utils",
    "monitor_current_doc": "mixin",
    "extract_enigmaxml": "enigmaxml",
}
"""Scripts whose main chunk begins with a `require` from the library, and what they ask for first."""


def patterson(name: str) -> Path:
    return sources_path("patterson-finalelua-scripts", "src", f"{name}.lua")


@pytest.fixture
def prefix(door: Door) -> Path:
    """The README's prefix, with the folder where the library is here."""
    library = sources_path("lua-scripts", "src")
    (line,) = re.findall(r"^package\.path = .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert "/path/to/lua-scripts/src" in line
    return door.file("library.lua", line.replace("/path/to/lua-scripts/src", library.as_posix()))


@pytest.mark.parametrize("name", LIBRARY)
def test_require_finds_the_library_with_the_prefix_and_not_without(
    door: Door, prefix: Path, name: str
) -> None:
    script = patterson(name)
    missing = f"module 'library.{LIBRARY[name]}' not found"
    without = door("run", script, SAMPLE, "--json")
    assert without.status == 1 and missing in without.json["message"]
    # Most of them go on to classes that are not in the catalogue yet; `require` is behind them then.
    done = door("run", script, SAMPLE, "--json", "--prefix", prefix)
    assert "not found" not in (done.json["message"] or "")
    assert done.json["permissions"]["refused"] == []


def test_the_library_runs_and_its_folder_is_all_that_opens(door: Door, prefix: Path) -> None:
    """A script like those, from the library's first call to the refusal of what lies beside its folder."""
    sources = sources_path("lua-scripts")
    script = door.file(
        "scripts/region.lua",
        'local library = require("library.general_library")\n'
        'local utils = require("library.utils")\n'
        "local region = library.get_selected_region_or_whole_doc()\n"
        'print(region.StartMeasure, region.EndMeasure, utils.split_file_path("/a/b.musx"))\n'
        "print(library.get_current_part():IsScore())\n"
        f'print(io.open("{sources.as_posix()}/src/library/utils.lua") ~= nil)\n'
        f'print(pcall(io.open, "{sources.as_posix()}/README.md"))\n'
        f'print(pcall(io.open, "{sources.as_posix()}/src/library/new.txt", "w"))\n',
    )
    done = door("run", script, SAMPLE, "--select", "m2-3", "--json", "--prefix", prefix)
    assert done.status == 0, done.json["message"]
    lines = done.json["printed"].splitlines()
    assert lines[:3] == ["2\t3\t/a/\tb\t.musx", "true", "true"]
    assert [line.split("\t")[0] for line in lines[3:]] == ["false", "false"]
    assert [each["rule"] for each in done.json["permissions"]["refused"]] == ["files", "files"]
    assert not (sources / "src" / "library" / "new.txt").exists()


def test_simple_scripts_run_with_it_too(door: Door, prefix: Path) -> None:
    done = door("run", patterson("exps-score-only"), SAMPLE, "--json", "--prefix", prefix)
    assert done.status == 0, done.json["message"]
    assert [change["fields"] for change in done.json["changes"]] == [
        {"showStaffList": [None, "scoreOnly"]}
    ] * 3


@pytest.mark.parametrize(
    ("name", "document", "expected"),
    [
        ("exps-all-layers", "zwei_gesange", {("change", "measExprAssign", "layer")}),
        ("playback_all", "zwei_gesange", {("change", "entry", "noPlayback")}),
    ],
)
def test_they_run_on_scores_of_finale(
    door: Door, prefix: Path, name: str, document: str, expected: set[tuple[str, str, str]]
) -> None:
    score = shared_path() / "documents" / f"{document}.musx"
    done = door("run", patterson(name), score, "--json", "--prefix", prefix)
    assert done.status == 0, done.json["message"]
    changes = done.json["changes"]
    assert {(each["op"], each["tag"], field) for each in changes for field in each["fields"]} == expected


def test_a_prefix_of_one_run_opens_nothing_for_the_next(door: Door, prefix: Path) -> None:
    script = door.file("plain.lua", 'print(pcall(require, "library.utils"))')
    assert door("run", script, SAMPLE, "--prefix", prefix).out.startswith("true")
    assert door("run", script, SAMPLE).out.startswith("false")
