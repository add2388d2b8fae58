"""Undo blocks: each sentence of RGP Lua's manual on them, and of the contracts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude import Document, Host, RunResult, open_document
from postlude.enigma.node import Key
from tests.frontdoor import PARTS

HEAD = """
local function widen(measure, by)
    local m = finale.FCMeasure()
    m:Load(measure)
    m.Width = m.Width + (by or 10)
    m:Save()
end
local function width(measure)
    local m = finale.FCMeasure()
    m:Load(measure)
    return m.Width
end
"""


class Undoing:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = Host(data_dir=folder / "data", config_dir=folder / "config")
        self.document = open_document(PARTS)
        self.before = self.widths

    def run(self, source: str, plugindef: str = "", **settings: Any) -> RunResult:
        script = self.folder / "plugin.lua"
        head = f"function plugindef() {plugindef} return 'Widen...', 'Undo text' end\n"
        script.write_text(head + HEAD + source, encoding="utf-8")
        return self.host.run(script, self.document, **settings)

    @property
    def widths(self) -> tuple[int, int]:
        return width(self.document, 1), width(self.document, 2)

    @property
    def grown(self) -> tuple[int, int]:
        """By how much each measure is wider than it was."""
        one, two = self.widths
        return one - self.before[0], two - self.before[1]


def width(document: Document, measure: int) -> int:
    node = document.store.load("others", "measSpec", Key(measure))
    assert node is not None
    return int(node.get("width") or 0)


def blocks(result: RunResult) -> list[tuple[str, bool, int]]:
    return [(block["text"], block["stored"], block["records"]) for block in result.undo]


@pytest.fixture
def undoing(tmp_path: Path) -> Iterator[Undoing]:
    made = Undoing(tmp_path)
    yield made
    made.host.close()


# ---- the automatic block


def test_a_script_runs_in_an_undo_block_named_after_the_item(undoing: Undoing) -> None:
    """By default scripts run within an undo block named according to the undo string of plugindef."""
    result = undoing.run("widen(1) widen(2)")
    assert blocks(result) == [("Undo text", True, 2)]
    assert undoing.grown == (10, 10)


def test_each_item_names_its_block(undoing: Undoing) -> None:
    items = 'finaleplugin.AdditionalMenuOptions = "Two\\nThree" finaleplugin.AdditionalUndoText = "Undo two"'
    assert blocks(undoing.run("widen(1)", items, item=2)) == [("Undo two", True, 1)]
    assert blocks(undoing.run("widen(1)", items, item="Three")) == [("Three", True, 1)]


def test_only_blocks_that_contain_changes_are_stored(undoing: Undoing) -> None:
    """Finale will only store Undo/Redo blocks that contain edit changes to the documents."""
    result = undoing.run(
        """
        finenv.StartNewUndoBlock("empty", true)
        finenv.StartNewUndoBlock("same again", true)
        widen(1, 10) widen(1, -10)
        finenv.StartNewUndoBlock("full", true)
        widen(1)
        """
    )
    assert blocks(result) == [("full", True, 1)]


# ---- StartNewUndoBlock


def test_start_ends_the_active_block_and_begins_one_of_the_new_name(undoing: Undoing) -> None:
    """Ends the currently active Undo/Redo block (if any) and starts a new one with new undo text."""
    result = undoing.run("widen(1) finenv.StartNewUndoBlock('Second', true) widen(2)")
    assert blocks(result) == [("Undo text", True, 1), ("Second", True, 1)]
    assert undoing.grown == (10, 10)


@pytest.mark.parametrize("second", ["", ", true", ", nil"])
def test_start_stores_the_previous_block_by_default(undoing: Undoing, second: str) -> None:
    """The second parameter is optional, default is true."""
    result = undoing.run(f"widen(1) finenv.StartNewUndoBlock('Second'{second}) widen(2)")
    assert blocks(result) == [("Undo text", True, 1), ("Second", True, 1)]
    assert undoing.grown == (10, 10)


def test_start_with_false_cancels_the_previous_block(undoing: Undoing) -> None:
    """The edits in the previous Undo/Redo block should be stored (=true) or canceled (=false)."""
    result = undoing.run("widen(1) finenv.StartNewUndoBlock('Second', false) print(width(1)) widen(2)")
    assert blocks(result) == [("Undo text", False, 1), ("Second", True, 1)]
    assert undoing.grown == (0, 10)
    assert result.printed == f"{undoing.before[0]}\n"


def test_blocks_are_not_nested(undoing: Undoing) -> None:
    """These calls cannot be nested: each ends the block before it, and one end ends the last."""
    result = undoing.run(
        """
        finenv.StartNewUndoBlock('A', true) widen(1)
        finenv.StartNewUndoBlock('B', true) widen(2)
        finenv.EndUndoBlock(false)
        finenv.EndUndoBlock(false)
        """
    )
    assert blocks(result) == [("A", True, 1), ("B", False, 1)]
    assert undoing.grown == (10, 0)


# ---- EndUndoBlock


@pytest.mark.parametrize(("store", "grown"), [("true", (10, 0)), ("false", (0, 0)), ("", (0, 0))])
def test_end_stores_or_cancels_the_active_block(undoing: Undoing, store: str, grown: tuple[int, int]) -> None:
    """The current Undo/Redo block should be stored (=true) or canceled (=false)."""
    result = undoing.run(f"widen(1) finenv.EndUndoBlock({store})")
    assert blocks(result) == [("Undo text", store == "true", 1)]
    assert undoing.grown == grown


def test_end_without_an_active_block_does_nothing(undoing: Undoing) -> None:
    """Ends the currently active Undo/Redo block in Finale (if any)."""
    result = undoing.run("widen(1) finenv.EndUndoBlock(true) finenv.EndUndoBlock(false)")
    assert blocks(result) == [("Undo text", True, 1)]
    assert undoing.grown == (10, 0)


def test_after_end_a_new_block_is_started_before_further_changes(undoing: Undoing) -> None:
    """If your script will make further changes after this call, it should call StartNewUndoBlock again."""
    result = undoing.run(
        "widen(1) finenv.EndUndoBlock(true) finenv.StartNewUndoBlock('More', false) widen(2)"
    )
    assert blocks(result) == [("Undo text", True, 1), ("More", True, 1)]
    assert undoing.grown == (10, 10)


def test_changes_after_end_without_a_new_block_are_not_lost(undoing: Undoing) -> None:
    """In Finale the undo stack could become corrupted; here they make another automatic block."""
    result = undoing.run("widen(1) finenv.EndUndoBlock(true) widen(2)")
    assert blocks(result) == [("Undo text", True, 1), ("Undo text", True, 1)]
    assert undoing.grown == (10, 10)


# ---- NoStore


NO_STORE = "finaleplugin.NoStore = true"


def test_no_store_rolls_back_any_saves_after_the_script_has_run(undoing: Undoing) -> None:
    """Any saves are automatically rolled back, so such a script never does any permanent edits."""
    result = undoing.run("widen(1) widen(2) print(width(1))", NO_STORE)
    assert result.ok
    assert result.printed == f"{undoing.before[0] + 10}\n"  # until then they are there
    assert undoing.grown == (0, 0)
    assert result.changes == []
    assert undoing.document.to_bytes(".enigmaxml") == PARTS.read_bytes()


def test_no_store_makes_start_without_effect(undoing: Undoing) -> None:
    """If your script has set NoStore = true, this function has no effect and changes are rolled back."""
    result = undoing.run(
        "widen(1) finenv.StartNewUndoBlock('Second', false) print(width(1)) widen(2)", NO_STORE
    )
    assert result.printed == f"{undoing.before[0] + 10}\n"  # not even cancelled
    assert [(text, stored) for text, stored, _ in blocks(result)] == [("Undo text", False)]
    assert undoing.grown == (0, 0)


def test_no_store_prevents_end_from_storing(undoing: Undoing) -> None:
    """NoStore = true prevents EndUndoBlock from saving any permanent edits, even if you specify true."""
    result = undoing.run("widen(1) finenv.EndUndoBlock(true) widen(2)", NO_STORE)
    assert not any(stored for _, stored, _ in blocks(result))
    assert undoing.grown == (0, 0)


# ---- HandlesUndo


HANDLES_UNDO = "finaleplugin.HandlesUndo = true"


def test_handles_undo_cancels_the_automatic_block_at_exit(undoing: Undoing) -> None:
    """This tells RGP Lua to cancel the automatic undo block when the main script exits."""
    result = undoing.run("widen(1)", HANDLES_UNDO)
    assert result.ok
    assert blocks(result) == [("Undo text", False, 1)]
    assert undoing.grown == (0, 0)


def test_handles_undo_keeps_the_script_s_own_blocks_and_loses_what_is_outside(undoing: Undoing) -> None:
    result = undoing.run(
        """
        widen(1, 1)
        finenv.StartNewUndoBlock('Own', false)
        widen(1, 20) widen(2, 20)
        finenv.EndUndoBlock(true)
        widen(2, 300)
        """,
        HANDLES_UNDO,
    )
    assert blocks(result) == [("Undo text", False, 1), ("Own", True, 2), ("Undo text", False, 1)]
    assert undoing.grown == (20, 20)
    assert [change.key for change in result.changes] == [{"cmper": 1}, {"cmper": 2}]


def test_handles_undo_stores_a_block_of_its_own_that_is_left_open(undoing: Undoing) -> None:
    result = undoing.run("finenv.StartNewUndoBlock('Own', false) widen(1)", HANDLES_UNDO)
    assert blocks(result) == [("Own", True, 1)]
    assert undoing.grown == (10, 0)


# ---- a script that fails


ENDINGS = [
    ("error('no')", 1), ("os.exit(1)", 1), ("local x = nil .. 1", 1), ("os.execute('x')", 4),
    ("while true do end", 6), ("local t = {} while true do t[#t + 1] = #t .. 'xxxxxxxxxxxxx' end", 6),
    ("coroutine.wrap(function() while true do end end)()", 6), ("pcall(os.exit, 2)", 1),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "status"), ENDINGS)
@pytest.mark.parametrize("plugindef", ["", HANDLES_UNDO])
def test_a_script_that_fails_keeps_its_stored_blocks_and_loses_the_open_one(
    undoing: Undoing, ending: str, status: int, plugindef: str
) -> None:
    result = undoing.run(
        f"""
        finenv.StartNewUndoBlock('Stored', true) widen(1, 10)
        finenv.StartNewUndoBlock('Open', true) widen(1, 20) widen(2, 20)
        {ending}
        """,
        plugindef,
        timeout=0.15,
        memory=40 * 1024 * 1024,
    )
    assert (result.ok, result.exit_status) == (False, status)
    assert blocks(result) == [("Stored", True, 1), ("Open", False, 2)]
    assert undoing.grown == (10, 0)
    assert [change.key for change in result.changes] == [{"cmper": 1}]


@pytest.mark.parametrize(("ending", "status"), ENDINGS[:1])
def test_no_store_holds_for_a_script_that_fails(undoing: Undoing, ending: str, status: int) -> None:
    result = undoing.run(f"widen(1) finenv.EndUndoBlock(true) widen(2) {ending}", NO_STORE)
    assert result.exit_status == status
    assert undoing.grown == (0, 0)


def test_os_exit_without_failure_keeps_everything(undoing: Undoing) -> None:
    result = undoing.run("widen(1) os.exit() widen(2)")
    assert result.ok
    assert blocks(result) == [("Undo text", True, 1)]
    assert undoing.grown == (10, 0)


def test_the_document_can_be_used_after_a_failure(undoing: Undoing) -> None:
    undoing.run("widen(1) error('no')")
    assert undoing.document.to_bytes(".enigmaxml") == PARTS.read_bytes()
    assert undoing.run("widen(1)").ok
    assert undoing.grown == (10, 0)


# ---- Python plugins have the same


def test_undo_of_a_python_plugin(undoing: Undoing) -> None:
    script = undoing.folder / "plugin.py"
    script.write_text(
        """
def plugindef(finaleplugin):
    return "Widen", "Undo of Python"

def run(finale, finenv):
    measure = finale.FCMeasure()
    for number in (1, 2):
        measure.Load(number)
        measure.Width += 10
        measure.Save()
        finenv.StartNewUndoBlock(f"After {number}", True)
    measure.Load(1)
    measure.Width += 500
    measure.Save()
    raise ValueError("no")
""",
        encoding="utf-8",
    )
    result = undoing.host.run(script, undoing.document)
    assert blocks(result) == [("Undo of Python", True, 1), ("After 1", True, 1), ("After 2", False, 1)]
    assert undoing.grown == (10, 10)
    assert result.error is not None
    assert result.error.line == 15


def test_lists_of_clefs_that_no_cell_has_are_gone_when_the_block_ends(undoing: Undoing) -> None:
    result = undoing.run(
        """
        local clefs = finale.FCCellClefChanges()
        for place = 0, 1 do
            local clef = finale.FCCellClefChange()
            clef.ClefIndex, clef.MeasurePos = place, place * 2048
            clefs:InsertCellClefChange(clef)
            clefs:SaveAllAsNew()
        end
        local hold = finale.FCCellFrameHold()
        hold:ConnectCell(finale.FCCell(1, 1))
        local found = hold:Load()
        hold:SetCellClefChanges(clefs)
        if found then hold:Save() else hold:SaveNew() end
        """
    )
    assert result.ok, result.message
    store = undoing.document.store
    hold = store.load("details", "gfhold", Key(1, 1))
    assert hold is not None
    assert {str(key.cmper1) for key in store.keys("others", "clefEnum")} == {hold.get("clefListID")}
