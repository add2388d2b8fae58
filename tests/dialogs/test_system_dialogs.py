"""Dialogs for files, folders and fonts: the answer is the user's, and so the script may use the path."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.dialogs.answers import Answers
from postlude.enigma.node import Key, Node
from postlude.errors import UsageError
from tests.dialogs.conftest import Stage

OPEN = """
local d = finale.FCFileOpenDialog(finenv.UI())
d:SetWindowTitle(text("Choose a list"))
d:AddFilter(text("*.txt"), text("Text"))
say(tostring(d:Execute()))
local s = finale.FCString()
d:GetFileName(s)
say(s.LuaString)
local file, why = io.open(s.LuaString)
say(file and file:read("a") or "no file")
"""
SAVE = """
local d = finale.FCFileSaveAsDialog(finenv.UI())
d:SetWindowTitle(text("Save the list"))
say(tostring(d:Execute()))
local s = finale.FCString()
d:GetFileName(s)
local file <close> = assert(io.open(s.LuaString, "w"))
file:write("saved")
"""
FOLDER = """
local d = finale.FCFolderBrowseDialog(finenv.UI())
say(tostring(d:Execute()))
local s = finale.FCString()
d:GetFolderPath(s)
say(s.LuaString)
local file <close> = assert(io.open(s.LuaString .. "new.txt", "w"))
file:write("saved")
"""


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the script may not reach by itself."""
    return tmp_path_factory.mktemp("outside")


def test_a_file_that_the_user_opens_can_be_read(stage: Stage, outside: Path) -> None:
    path = outside / "list.txt"
    path.write_text("content")
    assert stage.said(OPEN, {"file": [{"answer": str(path)}]}) == ["true", str(path), "content"]


def test_without_the_users_answer_the_same_file_is_refused(stage: Stage, outside: Path) -> None:
    path = outside / "list.txt"
    path.write_text("content")
    result = stage.run(f"print(io.open('{path.as_posix()}'))")
    assert "content" not in result.printed and result.permissions["refused"]


def test_a_file_that_the_user_saves_to_can_be_written(stage: Stage, outside: Path) -> None:
    path = outside / "out.txt"
    assert stage.said(SAVE, {"file": [{"answer": path, "kind": "save", "title": "Save"}]}) == ["true"]
    assert path.read_text() == "saved"


@pytest.mark.parametrize(
    ("filters", "name", "saved"),
    [
        (("*.txt", "*.csv"), "list", "list.txt"),
        (("*.txt", "*.csv"), "list.csv", "list.csv"),
        (("*.*",), "list", "list"),
        (("*.txt; *.md",), "list", "list"),
        (("*.txt",), "a.b/list", "a.b/list.txt"),
    ],
)
def test_a_name_without_an_extension_gets_that_of_the_filter(
    stage: Stage, outside: Path, filters: tuple[str, ...], name: str, saved: str
) -> None:
    (outside / "a.b").mkdir()
    added = "".join(f"d:AddFilter(text('{each}'), text('Files'))\n" for each in filters)
    source = SAVE.replace("say(", added + "say(", 1)
    assert stage.said(source, {"file": [{"answer": outside / name}]}) == ["true"]
    assert (outside / saved).read_text() == "saved"


def test_a_folder_that_the_user_chooses_can_be_written_into(stage: Stage, outside: Path) -> None:
    said = stage.said(FOLDER, {"file": [{"answer": str(outside)}]})
    assert said[0] == "true" and Path(said[1]) == outside
    assert (outside / "new.txt").read_text() == "saved"


def test_a_plugin_stays_out_of_reach_even_if_the_user_names_it(stage: Stage, outside: Path) -> None:
    result = stage.run(SAVE, {"file": [{"answer": str(outside / "out.lua")}]})
    assert result.exit_status == 1 or result.exit_status == 4
    assert not (outside / "out.lua").exists()


def test_what_is_not_answered_is_cancelled_and_reported(stage: Stage) -> None:
    result = stage.run(SAVE.split("local s")[0])
    assert result.printed == "false\n"
    assert result.notes == ["nothing answers the dialog for a file to save 'Save the list': it was cancelled"]
    assert [(each["kind"], each["pressed"], each["answered"]) for each in result.dialogs] == [
        ("save", "Cancel", False)
    ]
    result = stage.run(SAVE.split("local s")[0], {"file": [{"answer": "cancel"}]})
    assert (result.printed, result.notes) == ("false\n", [])


def test_blocks_are_for_their_kind_of_dialog_and_their_title(stage: Stage, outside: Path) -> None:
    (outside / "in.txt").write_text("in")
    answers = {
        "file": [
            {"kind": "save", "answer": str(outside / "out.txt")},
            {"title": "^Choose", "answer": str(outside / "in.txt"), "repeat": True},
        ]
    }
    source = f"do {OPEN} end do {SAVE} end do {OPEN} end"
    assert stage.said(source, answers)[::3] == ["true", "true", "in"]


@pytest.mark.parametrize(
    ("source", "name", "says"),
    [
        (OPEN, "missing.txt", "the answer for the dialog for a file to open 'Choose a list' is no file"),
        (FOLDER, "missing", "the answer for the dialog for a folder is no folder"),
        (SAVE, "no/such/out.txt", "'Save the list' lies in no folder that exists"),
    ],
)
def test_an_answer_that_no_person_could_give_is_refused(
    stage: Stage, outside: Path, source: str, name: str, says: str
) -> None:
    result = stage.run(source, {"file": [{"answer": str(outside / name)}]})
    assert result.exit_status == 2 and says in result.message


def test_several_files_only_where_the_script_wants_several(stage: Stage, outside: Path) -> None:
    paths = [outside / "a.txt", outside / "b.txt"]
    for path in paths:
        path.write_text(path.name)
    result = stage.run(OPEN, {"file": [{"answer": paths}]})
    assert result.exit_status == 2 and "takes one path, not 2" in result.message
    source = """
    local d = finale.FCFileOpenDialog(finenv.UI())
    d.MultiSelect = true
    d:Execute()
    local names = finale.FCStrings()
    d:GetFileNames(names)
    for name in each(names) do say(name.LuaString) end
    """
    assert stage.said(source, {"file": [{"answer": paths}]}) == list(map(str, paths))


FONT = """
local font = finale.FCFontInfo("Times", 12)
local d = finale.FCFontDialog(finenv.UI(), font)
say(tostring(d:Execute()), font.Name, font.Size, tostring(font.Bold), tostring(font.Italic))
"""


def test_a_font_is_chosen_with_its_size_and_styles(stage: Stage) -> None:
    block = {"name": "Arial", "size": 14, "styles": ["italic"]}
    assert stage.said(FONT, {"font": [block]}) == ["true Arial 14 false true"]
    assert stage.said(FONT, {"font": [{"name": "Arial"}]}) == ["true Arial 12 false false"]
    assert stage.said(FONT, {"font": [{"answer": "cancel"}]}) == ["false Times 12 false false"]
    assert stage.run(FONT).notes == ["nothing answers the font dialog: it was cancelled"]


CHOICES = """
local ui = finenv.UI()
say(ui:DisplayArticulationDialog(1))
local number, is_shape = ui:DisplayExpressionDialog(1, false)
say(number, tostring(is_shape))
say(ui:DisplayTextExpressionDialog(), ui:DisplayShapeDialog(3))
say(ui:DisplaySymbolDialog(finale.FCFontInfo("Times", 12), 65))
"""


@pytest.fixture
def definitions(stage: Stage) -> Stage:
    """A score with three articulations, two expressions of text and one of a shape, and four shapes."""
    stage.run("""
    for n = 1, 3 do finale.FCArticulationDef():SaveNew() end
    for n = 1, 2 do finale.FCTextExpressionDef():SaveNew() end
    """)
    store = stage.score.store
    for tag, count in (("articDef", 3), ("textExprDef", 2), ("shapeExprDef", 1), ("shapeDef", 4)):
        for number in range(1, count + 1):
            if not store.exists("others", tag, Key(number)):
                store.save("others", tag, Key(number), Node(tag))
    return stage


def test_items_of_the_document_are_chosen_in_finales_own_dialogs(definitions: Stage) -> None:
    answers = [
        {"kind": "symbol", "answer": "♯"},
        {"kind": "articulation", "answer": 2},
        {"kind": "expression", "answer": 1, "shape": True},
        {"answer": 2},
        {"answer": 4},
    ]
    assert definitions.said(CHOICES, {"choice": answers}) == ["2", "1 true", "2 4", str(ord("♯"))]


def test_without_an_answer_what_is_proposed_is_taken_or_nothing(definitions: Stage) -> None:
    assert definitions.said(CHOICES, Answers(mode="ok")) == ["1", "1 false", "0 3", "65"]
    result = definitions.run(CHOICES)
    assert result.printed.splitlines() == ["0", "0 false", "0 0", "0"]
    assert "nothing answers the dialog for an articulation: it was cancelled" in result.notes
    assert [each["kind"] for each in result.dialogs] == [
        "articulation", "expression", "expression", "shape", "symbol",
    ]  # fmt: skip
    assert {each["pressed"] for each in result.dialogs} == {"Cancel"}
    cancelled = {"choice": [{"answer": "cancel", "repeat": True}]}
    assert definitions.run(CHOICES, cancelled).notes == []


def test_what_cant_be_chosen_is_no_answer(definitions: Stage) -> None:
    result = definitions.run(CHOICES, {"choice": [{"answer": 9}]})
    assert result.exit_status == 2
    assert "there is no articulation 9" in result.message
    for wrong, said in (
        ({"answer": 0}, "answer is the number"),
        ({"answer": "ab"}, "answer is the number"),
        ({"answer": 1, "kind": "page"}, "kind is one of articulation"),
        ({"answer": 1, "shape": 1}, "shape is true or false"),
        ({"number": 1}, "unknown key 'number'"),
    ):
        with pytest.raises(UsageError, match=said):
            definitions.run(CHOICES, {"choice": [wrong]})


def test_there_is_no_midi_instrument_to_listen_to(stage: Stage) -> None:
    result = stage.run("print(finenv.UI():DisplayListenToMidiDialog(finale.FCListenToMidiResult()))")
    assert result.printed == "false\n"
    assert result.notes == ["listening to a MIDI instrument was left out: there is none"]
