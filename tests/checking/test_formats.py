"""The forms in which `postlude check` writes findings."""

from __future__ import annotations

import json
import re

import pytest

from tests.frontdoor import Door
from tests.frontdoor import door as door

SOURCE = "finale.UI()\nlocal s = finale:FCStaff()\nfinenv:UI()\n"


@pytest.fixture
def script(door: Door) -> str:
    door.file("my scripts/a,b 100%.lua", SOURCE)
    return "my scripts/a,b 100%.lua"


def test_text_is_a_line_a_finding_and_a_summary(door: Door, script: str) -> None:
    lines = door("check", script).out.splitlines()
    assert len(lines) == 4
    for line in lines[:3]:
        assert re.fullmatch(r"my scripts/a,b 100%\.lua:\d:\d+: (error|warning|note): .+ \[[a-z-]+\]", line)
    assert lines[3] == "1 file: 1 error, 1 warning, 1 note"
    door.file("fine.lua", "print(1)\n")
    assert door("check", "fine.lua").out == "1 file: nothing found\n"


def test_json_is_one_object(door: Door, script: str) -> None:
    outcome = door("check", script, "--format", "json")
    assert outcome.status == 1
    told = outcome.json
    assert {name: told[name] for name in ("files", "errors", "warnings", "notes")} == {
        "files": 1,
        "errors": 1,
        "warnings": 1,
        "notes": 1,
    }
    assert told["findings"][0] == {
        "file": script,
        "line": 1,
        "column": 8,
        "severity": "error",
        "rule": "unknown-member",
        "message": "finale has no member UI; finenv.UI is meant",
    }


def test_github_gets_commands_with_what_is_special_escaped(door: Door, script: str) -> None:
    first, second, third, _ = door("check", door.folder / script, "--format", "github").out.splitlines()
    place = "file=my scripts/a%2Cb 100%25.lua,line=1,col=8,title=unknown-member"
    assert first == f"::error {place}::finale has no member UI; finenv.UI is meant [unknown-member]"
    assert second.startswith("::warning file=") and third.startswith("::notice file=")


def test_sarif_has_what_code_hosts_read(door: Door, script: str) -> None:
    log = json.loads(door("check", script, "--format", "sarif").out)
    assert log["version"] == "2.1.0" and "sarif-2.1.0" in log["$schema"]
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert driver["name"] == "postlude check" and len(set(rules)) == len(rules)
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        where = location["physicalLocation"]
        assert where["artifactLocation"]["uri"] == "my%20scripts/a%2Cb%20100%25.lua"
        assert where["region"]["startLine"] >= 1 and where["region"]["startColumn"] >= 1
    door.file("fine.lua", "print(1)\n")
    assert json.loads(door("check", "fine.lua", "--format", "sarif").out)["runs"][0]["results"] == []
