"""Whose failure it is, from what a script said when it failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.finale.framework import framework_class, framework_names
from postlude.sweeping.blame import is_internal, judge, missing_members

CALL = "attempt to call a nil value"


def owners(member: str) -> list[str]:
    classes = {name: framework_class(name) for name in framework_names()}
    return [
        name for name, facts in classes.items() if facts and member in {*facts.methods, *facts.properties}
    ]


def test_a_member_that_says_so_is_named() -> None:
    text = "a.lua:3: finale.FCNote.CalcShade is not implemented in Postlude (docs/coverage.md lists what is)"
    assert missing_members(["", text, text]) == ["FCNote.CalcShade"]


def test_a_nil_method_counts_if_the_framework_has_it() -> None:
    assert owners("CalcNoteheadWidth") == ["FCNote"]
    assert missing_members([f"a.lua:1: {CALL} (method 'CalcNoteheadWidth')"]) == ["FCNote.CalcNoteheadWidth"]
    assert len(owners("GetItemNo")) > 1
    assert missing_members([f"a.lua:1: {CALL} (method 'GetItemNo')"]) == ["*.GetItemNo"]
    assert missing_members([f"a.lua:1: {CALL} (method 'MyOwnMethod')"]) == []


@pytest.mark.parametrize(
    ("line", "field", "missing"),
    [
        (
            "local items = finenv.CreateLuaScriptItems()",
            "CreateLuaScriptItems",
            "finenv.CreateLuaScriptItems",
        ),
        ("luaosutils.menu.get_top_level_menu()", "menu", "luaosutils.menu"),
        ("local a = finale.FCNote()", "FCNote", "finale.FCNote"),
        ("local a = mine.FCNote()", "FCNote", None),
        ("finenv.MyOwn()", "MyOwn", None),
        ("finale.MyOwn()", "MyOwn", None),
    ],
)
def test_a_nil_field_counts_if_its_line_reads_it_from_the_host(
    tmp_path: Path, line: str, field: str, missing: str | None
) -> None:
    file = tmp_path / "script.lua"
    file.write_text(f"-- a script\n{line}\n")
    for what in ("call", "index"):
        message = f"{file}:2: attempt to {what} a nil value (field '{field}')"
        assert missing_members([message], str(file), 2) == ([missing] if missing else [])
    assert missing_members([message], str(file), 1) == []


def test_globals_and_modules_of_rgp_lua_count_and_no_others() -> None:
    assert missing_members([f"a.lua:1: {CALL} (global 'eachentry')"]) == ["eachentry"]
    assert missing_members([f"a.lua:1: {CALL} (global 'my_function')"]) == []
    assert missing_members(["a.lua:1: module 'lfs' not found:\n no field"]) == ["require 'lfs'"]
    assert missing_members(["a.lua:1: module 'library.mixin' not found:\n no field"]) == []


@pytest.mark.parametrize(
    ("status", "blame"),
    [
        (0, None),
        (1, "script"),
        (2, "usage"),
        (3, "requirement"),
        (4, "refusal"),
        (5, "document"),
        (6, "host"),
    ],
)
def test_the_exit_status_tells_unless_something_is_missing(status: int, blame: str | None) -> None:
    assert judge(status, missing=False, defects=False, unanswered=False) == blame
    assert judge(status, missing=True, defects=False, unanswered=True) == "host"
    assert judge(status, missing=False, defects=True, unanswered=False) == "host"


def test_a_failure_after_a_question_that_nothing_answers_is_told_from_the_scripts_own() -> None:
    assert judge(1, missing=False, defects=False, unanswered=True) == "dialog"
    assert judge(6, missing=False, defects=False, unanswered=True) == "dialog"
    assert judge(2, missing=False, defects=False, unanswered=True) == "dialog"
    assert judge(0, missing=False, defects=False, unanswered=True) is None
    assert judge(3, missing=False, defects=False, unanswered=True) == "requirement"


def test_defects_are_known_by_their_message() -> None:
    assert is_internal("a.lua:1: internal error in FCNote.Save: KeyError: 3")
    assert is_internal("internal error: KeyError: 3 in run; this is a defect of Postlude")
    assert not is_internal("a.lua:1: the server had an internal error")
