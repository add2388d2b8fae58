"""Real scores: nothing that nobody touched ever changes, byte for byte.

A few small ones in every run; all of ../shared/documents and every .musx of the public repositories rpatters1/denigma
and rpatters1/musxdom with POSTLUDE_SOURCES set.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from postlude.enigma import canonical
from postlude.enigma.codec import decode_score, encode_score
from postlude.enigma.container import SCORE, Container
from postlude.enigma.document import document_from_bytes, open_document
from postlude.enigma.node import Node, parse, serialise
from tests.conftest import ROOT

FEW = (
    "cross_staffs",
    "enclosures",
    "piano3staff",
    "scratch",
    "slurs_2voices",
    "testtemplate-fin2011format",
    "tuplets_nested",
    "voiced_parts",
)
SOURCES = os.environ.get("POSTLUDE_SOURCES")


def _documents() -> list[Path]:
    shared = sorted((ROOT.parent / "shared" / "documents").glob("*.musx"))
    if not SOURCES:
        return [path for path in shared if path.stem in FEW]
    public = (Path(SOURCES) / name for name in ("denigma", "musxdom"))
    return shared + sorted(path for folder in public for path in folder.rglob("*.musx"))


DOCUMENTS = _documents()
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="../shared (real scores) is not here")
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


@each_document
def test_the_codec_alone_gives_the_same_bytes(path: Path) -> None:
    container = Container.read(path.read_bytes())
    score = container.contents(SCORE)
    xml, header = decode_score(score)
    assert encode_score(xml, header) == score
    assert container.with_score(xml, header) == container.to_bytes() == path.read_bytes()


@each_document
def test_a_record_changed_and_changed_back_gives_the_original_archive(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    opened = open_document(path)
    key = opened.store.keys("others", "measSpec")[-1]
    node = opened.store.load("others", "measSpec", key)
    assert node is not None
    width = node.get("width")
    node.set("width", "12345")
    opened.store.save("others", "measSpec", key, node)
    opened.save(tmp_path / "changed.musx")

    changed = Container.read((tmp_path / "changed.musx").read_bytes())
    original = Container.read(data)
    for member, other in zip(original.members, changed.members, strict=True):
        assert member.name == other.name
        if member.name != SCORE:
            assert member.local == other.local
    before, after = original.score_xml()[0], changed.score_xml()[0]
    record = serialise(node, "\r\n" if b"\r\n" in before else "\n")
    at = after.index(record)
    assert after[:at] == before[:at]
    assert before.endswith(after[at + len(record) :])

    again = open_document(tmp_path / "changed.musx")
    node = again.store.load("others", "measSpec", key)
    assert node is not None
    node.set("width", width)
    again.store.save("others", "measSpec", key, node)
    again.save(tmp_path / "back.musx")
    assert (tmp_path / "back.musx").read_bytes() == data


@each_document
def test_every_record_is_written_as_it_was_read(path: Path) -> None:
    store = open_document(path).store
    newline = store.newline
    seen: set[bytes] = set()
    for section in canonical.SECTIONS[1:]:
        for tag in store.tags(section):
            for key in store.keys(section, tag):
                record = store.raw(section, tag, key)
                assert record is not None
                if record not in seen:
                    seen.add(record)
                    assert serialise(parse(record, newline), newline) == record
    assert store.to_xml() == open_document(path).to_xml()


@each_document
def test_every_record_may_be_saved_as_it_is(path: Path) -> None:
    opened = open_document(path)
    store = opened.store
    for section in canonical.SECTIONS[2:]:
        for tag in store.tags(section):
            for key in store.keys(section, tag)[:40]:
                node = store.load(section, tag, key)
                assert node is not None
                store.save(section, tag, key, node)
    assert opened.changes() == []


@each_document
def test_deleting_everything_and_rolling_back_gives_the_document(path: Path) -> None:
    opened = open_document(path)
    store = opened.store
    mark = store.mark()
    for section in ("others", "entries", "texts"):
        for tag in store.tags(section):
            for key in store.keys(section, tag):
                store.delete(section, tag, key)
    emptied = document_from_bytes(opened.to_xml())
    assert emptied.store.tags("others") == emptied.store.tags("entries") == []
    assert emptied.store.tags("details") == store.tags("details")
    store.rollback(mark)
    assert opened.to_bytes(anew=True) == path.read_bytes()


@each_document
def test_the_slow_reader_and_the_fast_one_agree(path: Path) -> None:
    xml = open_document(path).to_xml()
    assert canonical.recognise(xml) is not None
    assert canonical.canonicalise(xml) == xml
    squeezed = xml.replace(b"\r\n    <", b"\r\n<").replace(b'"/>', b'" />')
    assert canonical.read(squeezed).xml == xml


@each_document
def test_records_added_to_a_real_document_come_in_order(path: Path) -> None:
    opened = open_document(path)
    store = opened.store
    for section, tag in (("others", "measSpec"), ("details", "gfhold"), ("entries", "entry")):
        keys = store.keys(section, tag)
        if not keys:
            continue
        for key in (keys[-1]._replace(cmper1=keys[-1].cmper1 + 5), keys[0]._replace(cmper1=0, part=0)):
            store.save(section, tag, key, Node(tag))
    again = document_from_bytes(opened.to_xml()).store
    for section in ("others", "details", "entries"):
        for tag in again.tags(section):
            assert list(again.keys(section, tag)) == list(store.keys(section, tag))
    assert again.tags("others") == store.tags("others")
