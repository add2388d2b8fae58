"""The shipped plugin that puts metronome marks from a list into a score."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude import Document, Host, RunResult, open_document
from postlude.enigma import schema
from postlude.enigma.node import Key, Node
from tests.conftest import shared_path
from tests.shipped.conftest import PLUGINS, SCORES

PLUGIN = PLUGINS / "tempo_marks.lua"
WISH = "1 - 111, 3 - 109\n5 - 105; 8 - 55"
QUARTER = "^fontMus(Maestro,8191)^size(24)^nfx(0)q^fontTxt(Times New Roman,4096)^size(12)^nfx(0) = "


@pytest.fixture
def score() -> Document:
    return open_document(SCORES / "sample.musx")


@pytest.fixture
def prefix(tmp_path: Path) -> Iterator[Any]:
    def write(text: str | None, more: str = "") -> Path:
        path = tmp_path / "tempos.lua"
        path.write_text(("" if text is None else f"tempo_marks = [[{text}]]\n") + more, encoding="utf-8")
        return path

    yield write


def mark(host: Host, score: Document, prefix: Path) -> RunResult:
    result = host.run(PLUGIN, score, prefix=prefix)
    assert result.ok, result.message
    return result


def loaded(score: Document, section: str, tag: str, key: Key) -> Node:
    node = score.store.load(section, tag, key)
    assert node is not None, (tag, key)
    return node


def marks(score: Document) -> list[tuple[int, str, str]]:
    """Measure, text and tempo of all marks that play."""
    found = []
    for key, assignment in score.store.walk("others", "measExprAssign"):
        definition = loaded(score, "others", "textExprDef", Key(int(assignment.get("textExprID") or 0)))
        if definition.get("playType") == "time":
            assert (definition.get("categoryID"), definition.get("auxdata1")) == ("2", "1024")
            block = loaded(score, "others", "textBlock", Key(int(definition.get("textIDKey") or 0)))
            text = loaded(score, "texts", "expression", Key(int(block.get("textID") or 0)))
            assert loaded(score, "others", "measSpec", Key(key.cmper1)).get("hasExpr") is not None
            found.append((int(key.cmper1), text.text, definition.get("value") or ""))
    return found


def test_marks_with_the_difference_to_the_one_before(host: Host, score: Document, prefix: Any) -> None:
    result = mark(host, score, prefix(WISH))
    assert marks(score) == [
        (1, f"{QUARTER}111", "111"),
        (3, f"{QUARTER}109 (-2)", "109"),
        (5, f"{QUARTER}105 (-4)", "105"),
        (8, f"{QUARTER}55 (-50)", "55"),
    ]
    assert [(alert["kind"], alert["text"]) for alert in result.alerts] == [
        ("info", "4 of 4 tempo marks added.")
    ]
    assert [block["text"] for block in result.undo if block["stored"]] == ["Tempo Marks"]


def test_they_are_for_the_staff_list_of_their_category(host: Host, score: Document, prefix: Any) -> None:
    mark(host, score, prefix(WISH))
    new = loaded(score, "others", "measExprAssign", Key(1, inci=1))
    assert {child.tag: child.text for child in new.children} == {
        "textExprID": "4", "staffAssign": "-1", "playbackStart": "attach", "staffGroup": "1", "staffList": "1",
    }  # fmt: skip


def test_without_a_staff_list_they_are_for_the_top_staff(host: Host, score: Document, prefix: Any) -> None:
    category = loaded(score, "others", "markingsCategory", Key(2))
    category.set("staffList", None)
    score.store.save("others", "markingsCategory", Key(2), category)
    mark(host, score, prefix("2 - 60"))
    new = loaded(score, "others", "measExprAssign", Key(2, inci=1))
    assert (new.get("staffAssign"), new.get("staffList"), new.get("staffGroup")) == ("1", None, None)


def test_a_second_run_adds_nothing_and_a_longer_list_what_is_new(
    host: Host, score: Document, prefix: Any
) -> None:
    mark(host, score, prefix(WISH))
    again = mark(host, score, prefix(WISH))
    assert again.changes == [] and "measure 3: 109 is there already" in again.printed
    more = mark(host, score, prefix(WISH + ", 7 - 105, 6 - 111"))
    assert [change.key["cmper"] for change in more.changes if change.tag == "measExprAssign"] == [6, 7]
    assert marks(score)[3:5] == [(6, f"{QUARTER}111 (+6)", "111"), (7, f"{QUARTER}105 (-6)", "105")]


def test_equal_texts_share_a_definition(host: Host, score: Document, prefix: Any) -> None:
    result = mark(host, score, prefix("1 - 80, 2 - 80, 3 - 80", "tempo_marks_differences = false"))
    assert len([change for change in result.changes if change.tag == "textExprDef"]) == 1
    assert [text for _, text, _ in marks(score)] == [f"{QUARTER}80"] * 3


@pytest.mark.parametrize(
    ("more", "fonts", "text"),
    [
        ("tempo_marks_note = 'x'", "Maestro", "^fontMus(Maestro,8191)^size(24)^nfx(0)x^fontTxt("),
        ("", "Engraver Text T", "^fontMus(Engraver Text T,8191)^size(24)^nfx(0)q^fontTxt("),
        ("", "Another", "^fontTxt(Times New Roman,4096)^size(12)^nfx(0)Quarter = 90"),
    ],
)
def test_what_stands_for_the_quarter(
    host: Host, score: Document, prefix: Any, more: str, fonts: str, text: str
) -> None:
    font = loaded(score, "others", "fontName", Key(0))
    font.set("name", fonts)
    score.store.save("others", "fontName", Key(0), font)
    mark(host, score, prefix("2 - 90", more))
    assert marks(score)[0][1].startswith(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "there is no list: a prefix has to set it, such as tempo_marks = "),
        ("", "the list is empty"),
        ("1 - 111, fast", "'fast' is not a measure and a tempo, such as 7 - 109"),
        ("1 - 111, 9 - 100", "there is no measure 9"),
        ("0 - 111", "there is no measure 0"),
        ("1 - 111, 1 - 100", "measure 1 is there twice"),
        ("1 - 5", "5 is not a tempo from 10 to 500"),
    ],
)
def test_a_list_with_a_mistake_changes_nothing(
    host: Host, score: Document, prefix: Any, text: str | None, why: str
) -> None:
    result = mark(host, score, prefix(text))
    assert result.changes == []
    assert [alert["kind"] for alert in result.alerts] == ["error"]
    assert why in result.alerts[0]["text"] and result.alerts[0]["text"].startswith("Nothing was changed: ")


def test_a_score_of_finale_gets_records_as_finale_writes_them(
    host: Host, prefix: Any, tmp_path: Path
) -> None:
    score = open_document(shared_path() / "documents" / "zwei_gesange.musx")
    before = len(marks_of_category(score))
    mark(host, score, prefix("1 - 84, 28 - 72"))
    score.save(tmp_path / "marked.musx")
    again = open_document(tmp_path / "marked.musx")
    assert again.to_xml() == score.to_xml()
    added = marks_of_category(again)[before:]
    assert [loaded(again, "others", "textExprDef", Key(number)).get("value") for number in added] == [
        "84",
        "72",
    ]
    for change in score.changes():
        for path in change.fields:
            whole = f"{change.tag}/{path}" if path != "." else change.tag
            assert schema.is_known(change.section, whole), whole


def marks_of_category(score: Document) -> list[int]:
    """The numbers of the definitions in the category of tempo marks."""
    return [
        int(key.cmper1)
        for key, definition in score.store.walk("others", "textExprDef")
        if definition.get("categoryID") == "2"
    ]
