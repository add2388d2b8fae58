"""The committed sample scores are what their builder makes, and honest documents."""

from __future__ import annotations

import pytest

from postlude.enigma import parts, schema
from postlude.enigma.document import open_document
from postlude.enigma.node import Key
from tests.scores.build import HERE, SCORES
from tests.scores.builder import Score, Staff

NAMES = pytest.mark.parametrize("name", SCORES)


@NAMES
def test_a_score_in_the_repository_is_what_its_builder_makes(name: str) -> None:
    assert open_document(HERE / name).to_xml() == SCORES[name]().to_xml()


@NAMES
def test_its_records_written_anew_give_the_same_file(name: str) -> None:
    document = open_document(HERE / name)
    assert document.to_bytes(document.path.suffix, anew=True) == document.path.read_bytes()


@NAMES
def test_it_has_only_records_and_children_that_real_documents_have(name: str) -> None:
    store = open_document(HERE / name).store
    for section in ("options", "others", "details", "entries", "texts"):
        for tag in store.tags(section):
            for _, record in store.walk(section, tag):
                for path, child in record.walk(tag):
                    assert schema.is_known(section, path), f"{section}/{path}"
                    values = schema.enum_values(section, path)
                    assert not values or child.text in values, f"{section}/{path}: {child.text}"


@NAMES
def test_what_one_record_names_another_is(name: str) -> None:
    """Frames lead along their entries, texts and fonts exist, syllables hang on entries that say so."""
    store = open_document(HERE / name).store
    in_frames = []
    for _, cell in store.walk("details", "gfhold"):
        for child in cell.children:
            if child.tag.startswith("frame"):
                spec = store.load("others", "frameSpec", Key(int(child.text), inci=0))
                assert spec is not None
                number, last = int(spec.get("startEntry") or 0), int(spec.get("endEntry") or 0)
                while True:
                    in_frames.append(number)
                    entry = store.load("entries", "entry", Key(number))
                    assert entry is not None
                    assert len(entry.find_all("note")) == int(entry.get("numNotes") or 0)
                    if number == last:
                        break
                    number = int(entry.attrs["next"])
    assert sorted(in_frames) == [key.cmper1 for key in store.keys("entries", "entry")]
    for key, block in store.walk("others", "textBlock"):
        tag = "blockText" if block.get("textTag") == "block" else "expression"
        assert store.exists("texts", tag, Key(int(block.get("textID") or 0))), key
    for _, definition in store.walk("others", "textExprDef"):
        assert store.exists("others", "textBlock", Key(int(definition.get("textIDKey") or 0)))
    for key, assignment in store.walk("others", "measExprAssign"):
        assert store.exists("others", "textExprDef", Key(int(assignment.get("textExprID") or 0)))
        measure = store.load("others", "measSpec", Key(key.cmper1))
        assert measure is not None and measure.get("hasExpr") == ""
    for key, _ in store.walk("details", "lyrDataVerse"):
        entry = store.load("entries", "entry", Key(key.cmper1))
        assert entry is not None and entry.get("lyricDetail") == ""


def test_the_sample_is_small_and_has_what_it_is_for() -> None:
    path = HERE / "sample.musx"
    assert path.stat().st_size < 30_000
    store = open_document(path).store
    for section, tag in (
        ("texts", "verse"), ("texts", "chorus"), ("texts", "section"), ("details", "lyrDataVerse"),
        ("details", "chordAssign"), ("others", "textExpressionEnclosure"), ("others", "measExprAssign"),
    ):  # fmt: skip
        assert store.keys(section, tag), tag
    assert [key.cmper1 for key in store.keys("others", "partDef")] == [0, 1, 2]
    clarinet = store.load("others", "staffSpec", Key(2))
    assert clarinet is not None and clarinet.get("transposition/keysig/adjust") == "2"
    in_part = parts.load_for_part(store, "others", "measSpec", Key(1), 1)
    assert in_part is not None and (in_part.get("width"), in_part.get("beats")) == ("450", "4")


@pytest.mark.parametrize("music", ["h4/4", "c4", "c4/4 nonsense"])
def test_music_that_is_none_is_refused(music: str) -> None:
    score = Score([Staff("A", "A", "", layers={1: music})], measures=1)
    with pytest.raises(ValueError, match=r"neither a note nor a rest|is not a pitch"):
        score.music()
