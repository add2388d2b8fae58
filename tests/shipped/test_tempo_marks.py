"""What the shipped plugin tempo_marks writes, record by record; its other tests are in tempo_marks_spec.lua."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from postlude import Document, open_document
from postlude.enigma import schema
from postlude.enigma.node import Key, Node
from postlude.testing.bench import Ran
from tests.conftest import shared_path


def loaded(document: Document, tag: str, number: int) -> Node:
    node = document.store.load("others", tag, Key(number))
    assert node is not None, (tag, number)
    return node


def tempo_definitions(document: Document) -> list[str | None]:
    """The tempos of the definitions in the category of tempo marks."""
    return [
        definition.get("value")
        for _, definition in document.store.walk("others", "textExprDef")
        if definition.get("categoryID") == "2"
    ]


def test_a_score_of_finale_gets_records_as_finale_writes_them(
    run_plugin: Callable[..., Ran], score: Callable[..., Document], tmp_path: Path
) -> None:
    document = score(str(shared_path() / "documents" / "zwei_gesange.musx"))
    before = len(tempo_definitions(document))
    run_plugin("tempo_marks", document, prefix_text="tempo_marks = '1 - 84, 28 - 72'").assert_ok()
    document.save(tmp_path / "marked.musx")
    again = open_document(tmp_path / "marked.musx")
    assert again.to_xml() == document.to_xml()
    assert tempo_definitions(again)[before:] == ["84", "72"]
    for change in document.changes():
        for path in change.fields:
            whole = f"{change.tag}/{path}" if path != "." else change.tag
            assert schema.is_known(change.section, whole), whole


def test_fonts_for_metronome_marks_have_the_quarter_at_a_letter(
    run_plugin: Callable[..., Ran], score: Callable[..., Document]
) -> None:
    document = score("treble: c1")
    font = loaded(document, "fontName", 0)
    font.set("name", "Engraver Text T")
    document.store.save("others", "fontName", Key(0), font)
    run_plugin("tempo_marks", document, prefix_text="tempo_marks = '1 - 90'").assert_ok()
    text = document.store.load("texts", "expression", Key(1))
    assert text is not None
    assert text.text.startswith("^fontMus(Engraver Text T,8191)^size(24)^nfx(0)q^fontTxt(")
