"""Windows at the command line: answers files, ``--dialogs``, the JSON, pictures."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest

from tests.dialogs.conftest import HELPERS
from tests.frontdoor import Door

FORM = (
    HELPERS
    + """
local d = finale.FCCustomLuaWindow()
d:SetTitle(text("Form <1> & more"))
local label = d:CreateStatic(0, 0)
label:SetText(text("Steps:"))
local steps = d:CreateEdit(60, 0)
local keep = d:CreateCheckbox(0, 30)
keep:SetText(text("Keep"))
local unit = d:CreatePopup(0, 60)
for _, words in ipairs{"up", "down"} do unit:AddString(text(words)) end
d:CreateOkButton()
d:CreateCancelButton()
local result = d:ExecuteModal(nil)
say(result, steps:GetInteger(), keep:GetCheck(), unit:GetSelectedItem())
"""
)
ANSWERS = """
[[dialog]]
title = "^Form"
steps = [
    { set = { "Steps" = 3, "Keep" = true } },
    { set = { "#4" = "down" } },
    { press = "OK" },
]
"""


def test_an_answers_file_fills_in_a_form_and_presses_ok(door: Door) -> None:
    done = door.run(FORM, "--answers", door.file("answers.toml", ANSWERS))
    assert (done.status, done.out, done.err) == (0, "1 3 1 1\n", "")


def test_set_and_press_alone_need_no_steps(door: Door) -> None:
    file = door.file("answers.toml", '[[dialog]]\nset = { "Steps" = 3 }\npress = "OK"\n')
    assert door.run(FORM, "--answers", file).out == "1 3 0 0\n"


def test_what_no_answer_says_gets_ok_or_cancel_and_is_reported(door: Door) -> None:
    done = door.run(FORM)
    assert done.out == "2 0 0 0\n"
    assert done.err == "postlude: nothing answers the dialog 'Form <1> & more': 'Cancel' was pressed\n"
    assert door.run(FORM, "--dialogs", "cancel").out == "2 0 0 0\n"
    done = door.run(FORM, "--dialogs", "ok")
    assert done.out == "1 0 0 0\n"
    assert done.err == "postlude: nothing answers the dialog 'Form <1> & more': 'OK' was pressed\n"


def test_the_json_has_each_dialog_with_its_controls(door: Door) -> None:
    done = door.run(FORM, "--answers", door.file("answers.toml", ANSWERS), "--json")
    assert done.json["dialogs"] == [
        {
            "title": "Form <1> & more",
            "controls": [
                {"number": 1, "kind": "static", "text": "Steps:"},
                {"number": 2, "kind": "edit", "text": "Steps:", "value": "3"},
                {"number": 3, "kind": "checkbox", "text": "Keep", "value": True},
                {"number": 4, "kind": "popup", "text": "", "value": "down", "choices": ["up", "down"]},
                {"number": 5, "kind": "button", "text": "OK"},
                {"number": 6, "kind": "button", "text": "Cancel"},
            ],
            "pressed": "OK",
            "answered": True,
        }
    ]


def test_each_document_gets_all_the_answers(door: Door) -> None:
    file = door.file("answers.toml", ANSWERS)
    done = door.run(FORM, door.score("a.enigmaxml"), door.score("b.enigmaxml"), "--answers", file)
    assert done.out == "1 3 1 1\n" * 2


def test_a_block_is_used_once_unless_it_repeats(door: Door) -> None:
    twice = FORM + FORM.replace("local result", "result").replace("local function", "function")
    file = door.file("answers.toml", '[[dialog]]\npress = "OK"\n')
    assert door.run(twice, "--answers", file).out.split()[::4] == ["1", "2"]
    file = door.file("answers.toml", '[[dialog]]\npress = "OK"\nrepeat = true\n')
    assert door.run(twice, "--answers", file).out.split()[::4] == ["1", "1"]


def test_an_answer_that_fits_no_control_is_status_2_whatever_the_script_catches(door: Door) -> None:
    file = door.file("answers.toml", ANSWERS.replace("Steps", "Paces"))
    for source in (FORM, f"pcall(function() {FORM} end)"):
        done = door.run(source, "--answers", file, "--in-place", "--json")
        assert (done.status, done.json["saved"]) == (2, None)
        assert done.json["message"] == (
            "answers for the dialog 'Form <1> & more': there is no control 'Paces': there are #2 edit 'Steps:', "
            "#3 checkbox 'Keep', #4 popup, #5 button 'OK', #6 button 'Cancel'"
        )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[dialog]]\ntitel = 'x'", "unknown key 'titel'"),
        ("[[dialog]]\ntitle = '('", "no regular expression"),
        ("[[dialog]]\nsteps = [{}]", 'a step is a table such as { press = "OK" }'),
        ("[[dialog]]\nsteps = [{ push = 'OK' }]", "step 1: unknown key 'push'"),
        ("[[dialog]]\nsteps = [{ wait = 'long' }]", 'wait takes "idle" or seconds'),
        ("[[dialog]]\nsteps = [{ wait = -1 }]", "wait takes"),
        ("[[dialog]]\nsteps = [{ close = false }]", "close takes true"),
        ("[[dialog]]\nset = 'x'", "set takes a table"),
        ("[[dialog]]\npress = 'OK'\nsteps = []", "stands in a step"),
        ("[[dialog]]\npress = 'OK'\nmodifiers = 'hyper'", "no key 'hyper'"),
        ("[[dialog]]\nsteps = 'OK'", "steps is a list"),
        ("[[file]]\nanswer = 3", "answer is a path"),
        ("[[file]]\nanswer = 'a'\nkind = 'close'", "kind is open, save or folder"),
        ("[[font]]\nsize = 3", "a font has a name"),
        ("[[font]]\nname = 'Arial'\nsize = 'big'", "size is a number"),
        ("[[font]]\nname = 'Arial'\nstyles = ['fat']", "styles is a list of bold"),
        ("[dialog]\npress = 'OK'", "is written [[dialog]]"),
        ("[[dialog]]\nrepeat = 1", "repeat is true or false"),
    ],
)
def test_answers_that_cannot_be_understood_are_usage_errors_with_their_place(
    door: Door, text: str, says: str
) -> None:
    done = door.run("print(1)", "--answers", door.file("answers.toml", text))
    assert (done.status, done.out) == (2, "")
    assert "answers.toml" in done.err and says in done.err


def test_pictures_show_each_window_when_it_opens_and_when_it_is_answered(door: Door) -> None:
    file = door.file("answers.toml", ANSWERS)
    done = door.run(FORM, "--answers", file, "--dialogs", "ok,show=pictures")
    assert (done.status, done.err) == (0, "")
    pictures = sorted((door.folder / "pictures").iterdir())
    assert [path.name for path in pictures] == ["001-form-1-more-open.svg", "002-form-1-more-answered.svg"]
    opened, answered = ("".join(ElementTree.parse(path).getroot().itertext()) for path in pictures)
    assert "Form <1> & more" in opened and "Steps:" in opened and "up" in opened and "OK" in opened
    assert "down" in answered and "down" not in opened


def test_pictures_of_a_further_run_do_not_replace_the_first(door: Door) -> None:
    for count in (2, 4):
        door.run(FORM, "--dialogs", "show=pictures")
        assert len(list((door.folder / "pictures").iterdir())) == count


def test_every_kind_of_control_is_drawn(door: Door) -> None:
    kinds = [
        "Button", "Checkbox", "ComboBox", "DataList", "Edit", "Image", "ListBox", "Popup", "RadioButton", "Slider",
        "Static", "Switcher", "TextEditor", "Tree", "UpDown",
    ]  # fmt: skip
    lines = "".join(
        f"d:Create{kind}(10, {20 * row}):SetText(text('{kind}\\7'))\n" for row, kind in enumerate(kinds)
    )
    source = HELPERS + "local d = finale.FCCustomLuaWindow()\n" + lines
    source += "d:CreateHorizontalLine(0, 0, 50) d:CreateVerticalLine(0, 0, 50)\nd:ExecuteModal(nil)"
    assert door.run(source, "--dialogs", "show=pictures").status == 0
    for path in (door.folder / "pictures").iterdir():
        text = "".join(ElementTree.parse(path).getroot().itertext())
        for kind in ("Button", "Checkbox", "ComboBox", "Edit", "RadioButton", "Static", "TextEditor"):
            assert f"{kind} " in text


@pytest.mark.parametrize("value", ["maybe", "ok,cancel", "show=", "show=a,show=b"])
def test_dialogs_takes_one_way_and_one_folder(door: Door, value: str) -> None:
    done = door.run("print(1)", "--dialogs", value)
    assert done.status == 2 and "is not ok, cancel or ask, show=FOLDER" in done.err


def test_a_place_for_pictures_that_is_a_file_is_refused(door: Door) -> None:
    door.file("pictures", "")
    done = door.run("print(1)", "--dialogs", "show=pictures")
    assert done.status == 2 and "pictures is no folder" in done.err


def test_asking_needs_a_terminal(door: Door) -> None:
    door.monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    done = door.run(FORM, "--dialogs", "ask")
    assert done.status == 2 and "--dialogs ask needs a terminal" in done.err


def test_a_window_of_thousands_of_controls_and_a_tree_without_end_are_no_trouble(door: Door) -> None:
    source = (
        HELPERS
        + """
    local d = finale.FCCustomLuaWindow()
    for i = 1, 3000 do d:CreateEdit(0, i) end
    local tree = d:CreateTree(0, 0)
    local node
    for i = 1, 3000 do node = tree:AddNode(node, true, text("node")) end
    tree:ExpandAllContainers()
    d:ExecuteModal(nil)
    """
    )
    done = door.run(source, "--dialogs", "show=pictures", "--json")
    assert done.status == 0
    assert len(done.json["dialogs"][0]["controls"]) == 3001
