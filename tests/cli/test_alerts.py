"""Answers to alerts: from a file, from ``--dialogs``, from a person."""

from __future__ import annotations

import io
import re
import sys

import pytest

from postlude.dialogs.answers import Answers
from postlude.dialogs.blocks import AlertBlock
from tests.frontdoor import Door

ASK = """
local ui = finenv.UI()
local names = {
    [finale.OKRETURN] = "ok", [finale.CANCELRETURN] = "cancel", [finale.YESRETURN] = "yes", [finale.NORETURN] = "no",
}
local function ask(kind, text) print(names[ui["Alert" .. kind](ui, text, "")]) end
"""


def answers(door: Door, text: str) -> str:
    return str(door.file("answers.toml", text))


def test_what_is_not_answered_gets_the_safe_answer_and_is_reported(door: Door) -> None:
    done = door.run(
        ASK + "ask('YesNo', 'A') ask('OkCancel', 'B') ask('YesNoCancel', 'C') ui:AlertInfo('D', 'Title')"
    )
    assert done.out.split() == ["no", "cancel", "cancel"]
    lines = done.err.splitlines()
    assert lines[:4] == ["A [no]", "B [cancel]", "C [cancel]", "Title: D"]
    assert lines[4:] == [
        "postlude: nothing answers the alert 'A': it was answered 'no'",
        "postlude: nothing answers the alert 'B': it was answered 'cancel'",
        "postlude: nothing answers the alert 'C': it was answered 'cancel'",
    ]


def test_dialogs_ok_and_cancel_answer_all_that_no_block_answers(door: Door) -> None:
    source = ASK + "ask('YesNo', 'A') ask('OkCancel', 'B') ask('YesNoCancel', 'C')"
    assert door.run(source, "--dialogs", "ok").out.split() == ["yes", "ok", "yes"]
    assert door.run(source, "--dialogs", "cancel").out.split() == ["no", "cancel", "cancel"]
    file = answers(door, '[[alert]]\ntext = "A"\nanswer = "no"\n')
    assert door.run(source, "--dialogs", "ok", "--answers", file).out.split() == ["no", "ok", "yes"]


def test_answers_are_the_numbers_that_real_scripts_compare_them_with(door: Door) -> None:
    source = """
        local ui = finenv.UI()
        print(ui:AlertOkCancel("A", nil), ui:AlertYesNo("B", nil), ui:AlertOkCancel("C", nil), ui:AlertYesNo("D", nil))
    """
    file = answers(door, '[[alert]]\ntext = "A"\nanswer = "ok"\n[[alert]]\ntext = "B"\nanswer = "yes"\n')
    assert door.run(source, "--answers", file).out.split() == ["0", "2", "1", "3"]


def test_a_block_is_found_by_regular_expression_in_order_and_used_once(door: Door) -> None:
    file = answers(
        door,
        """
        [[alert]]
        text = "Replace .* with"
        answer = "yes"
        [[alert]]
        answer = "cancel"
        [[alert]]
        text = "^Go"
        answer = "ok"
        repeat = true
        """,
    )
    source = (
        ASK
        + """
        ask("OkCancel", "Go on")           -- the next alert, which is the second block
        ask("YesNo", "Replace a with b?")
        ask("YesNo", "Replace a with b?")  -- its block is used up
        ask("OkCancel", "Go on") ask("OkCancel", "Go on")
    """
    )
    done = door.run(source, "--answers", file, "--json")
    assert done.json["printed"].split() == ["cancel", "yes", "no", "ok", "ok"]
    assert [alert["answer"] for alert in done.json["alerts"]] == ["cancel", "yes", "no", "ok", "ok"]


def test_an_alert_that_only_informs_takes_no_answer_from_a_question(door: Door) -> None:
    file = answers(door, '[[alert]]\nanswer = "yes"\n')
    done = door.run(ASK + "ui:AlertInfo('Note', '') ask('YesNo', 'Sure?')", "--answers", file, "--json")
    assert done.json["printed"] == "yes\n"
    file = answers(door, '[[alert]]\nanswer = "ok"\n[[alert]]\nanswer = "yes"\n')
    done = door.run(ASK + "ui:AlertInfo('Note', '') ask('YesNo', 'Sure?')", "--answers", file, "--json")
    assert done.json["printed"] == "yes\n"


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("YesNo", "ok"), ("YesNo", "cancel"), ("OkCancel", "yes"), ("YesNoCancel", "ok"), ("Info", "no")],
)
def test_an_answer_that_does_not_fit_is_an_error_that_no_script_can_hide(
    door: Door, kind: str, answer: str
) -> None:
    file = answers(door, f'[[alert]]\ntext = "."\nanswer = "{answer}"\n')
    for call in (
        "finenv.UI():Alert%s('Sure?', '')",
        "pcall(function() finenv.UI():Alert%s('Sure?', '') end)",
    ):
        done = door.run(call % kind, "--answers", file, "--in-place", "--json")
        assert (done.status, done.json["ok"], done.json["saved"]) == (2, False, None)
        assert f"{answer!r} to the alert 'Sure?'" in done.json["message"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[alert", "not TOML"), ("alert = 3", "[[alert]]"), ("[[alert]]\ntext = 'x'", "answer is"),
        ("[[alert]]\nanswer = 'maybe'", "'maybe'"), ("[[alert]]\nanswer = 'ok'\ntext = '('", "regular expression"),
        ("[[alert]]\nanswer = 'ok'\nrepeat = 1", "repeat"), ("[[alert]]\nanswer = 'ok'\nwhen = 1", "'when'"),
        ("[[alarm]]\nanswer = 'ok'", "'alarm'"), ("[[alert]]\nanswer = 'ok'\ntext = 3", "text"),
        ("[alert]\nanswer = 'ok'", "[[alert]]"), ("[[alert]]\nanswer = ['ok']", "answer is"),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_understood_are_usage_errors_with_the_file(
    door: Door, text: str, says: str
) -> None:
    done = door.run("print(1)", "--answers", answers(door, text))
    assert (done.status, done.out) == (2, "")
    assert "answers.toml" in done.err
    assert says in done.err
    done = door.run("print(1)", "--answers", str(door.file("answers.toml", b"\xff\xfe")))
    assert done.status == 2


def test_each_document_gets_all_the_answers(door: Door) -> None:
    file = answers(door, '[[alert]]\nanswer = "yes"\n')
    source = ASK + "ask('YesNo', 'A') ask('YesNo', 'A')"
    done = door.run(source, door.score("a.enigmaxml"), door.score("b.enigmaxml"), "--answers", file)
    assert done.out.split() == ["yes", "no", "yes", "no"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_dialogs_ask_asks_a_person_on_the_terminal(door: Door) -> None:
    door.monkeypatch.setattr(sys, "stdin", Terminal("what\ny\nc\n"))
    door.monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    source = (
        ASK + "ask('YesNo', 'A\\27[2J') ask('OkCancel', 'B') ask('YesNo', 'C') ui:AlertInfo('D', 'Title')"
    )
    done = door.run(source, "--dialogs", "ask")
    assert done.out.split() == ["yes", "cancel", "no"]  # the end of input is the safe answer
    assert "[yes/no]" in done.err
    assert "Title: D" in done.err
    assert "\x1b" not in done.err


def test_the_same_answers_in_python() -> None:
    given = Answers([AlertBlock(re.compile("Sure"), answer="yes"), AlertBlock(answer="no", repeat=True)])
    assert [given.alert("yes-no", text, "") for text in ("Sure?", "Sure?", "x")] == ["yes", "no", "no"]
    assert len(given.shown) == 3
    assert given.notes == []
    assert given.fresh().alert("yes-no", "Sure?", "") == "yes"
