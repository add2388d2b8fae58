"""Opening and saving: what goes wrong has one clear line, and a save leaves the old file or the new one."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from postlude.enigma.codec import encode_score
from postlude.enigma.container import Container
from postlude.enigma.document import Document, document_from_bytes, open_document
from postlude.enigma.node import Key
from postlude.errors import DocumentError
from tests.enigma.builders import document_xml, entry, measure

XML = document_xml(
    others=measure(1) + measure(2), entries=entry(1, 0, 0, 3), texts='<verse number="1">é</verse>'
)
MUSX = Container.new("27.4").with_score(XML)


@pytest.fixture
def score(tmp_path: Path) -> Path:
    path = tmp_path / "score.musx"
    path.write_bytes(MUSX)
    return path


def set_width(opened: Document, width: str) -> None:
    node = opened.store.load("others", "measSpec", Key(1))
    assert node is not None
    node.set("width", width)
    opened.store.save("others", "measSpec", Key(1), node)


def test_both_kinds_of_file_open(score: Path, tmp_path: Path) -> None:
    plain = tmp_path / "score.enigmaxml"
    plain.write_bytes(XML)
    for path in (score, plain, str(plain)):
        opened = open_document(path)
        assert (opened.path, opened.version) == (Path(path), "27.4")
        assert list(opened.store.keys("others", "measSpec")) == [Key(1), Key(2)]
        assert opened.to_bytes(".enigmaxml") == XML


def test_changed_saved_changed_back_and_saved_gives_the_original(score: Path, tmp_path: Path) -> None:
    first = open_document(score)
    set_width(first, "601")
    first.save(tmp_path / "changed.musx")
    second = open_document(tmp_path / "changed.musx")
    assert second.to_bytes(anew=True) != MUSX
    set_width(second, "600")
    second.save(tmp_path / "back.musx")
    assert (tmp_path / "back.musx").read_bytes() == MUSX


def test_an_unchanged_document_made_anew_is_the_same(score: Path) -> None:
    opened = open_document(score)
    assert opened.to_bytes(anew=True) == opened.to_bytes() == MUSX


def test_an_archive_by_another_writer_is_kept_as_long_as_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "other.musx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("mimetype", "application/vnd.makemusic.notation")
        file.writestr("score.dat", encode_score(XML))
    opened = open_document(path)
    assert opened.to_bytes() == path.read_bytes()
    set_width(opened, "601")
    assert document_from_bytes(opened.to_bytes()).to_xml() == XML.replace(b"600", b"601", 1)


def test_formats_convert_into_each_other(score: Path, tmp_path: Path) -> None:
    open_document(score).save(tmp_path / "out.enigmaxml")
    assert (tmp_path / "out.enigmaxml").read_bytes() == XML
    open_document(tmp_path / "out.enigmaxml").save(tmp_path / "again.musx")
    assert open_document(tmp_path / "again.musx").to_xml() == XML


def test_xml_in_another_form_is_kept_unless_something_changes() -> None:
    loose = XML.replace(b"\r\n", b"\n").replace(b"<width>", b"<!-- w --><width>")
    opened = document_from_bytes(loose)
    assert opened.to_bytes(".enigmaxml") == loose
    set_width(opened, "1")
    assert opened.to_bytes(".enigmaxml") == XML.replace(b"\r\n", b"\n").replace(b"600", b"1", 1)
    opened.store.rollback(0)
    assert opened.to_bytes(".enigmaxml") == loose


# ---- what cannot be opened --------------------------------------------------------------------

BOMB = b'<?xml version="1.0"?><!DOCTYPE finale [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><finale>&b;</finale>'


def musx(xml: bytes) -> bytes:
    return Container.new("27.4").with_score(xml)


@pytest.mark.parametrize("suffix", [".musx", ".enigmaxml"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b"just words", "it is not a zip archive"),
        (MUSX[:100], "truncated"),
        (MUSX[:-30], "truncated"),
        (MUSX.replace(b"score.dat", b"score.xyz"), "the archive has no member 'score.dat'"),
        (musx(XML[:400]), "malformed XML at line"),
        (XML[:400], "malformed XML at line"),
        (musx(XML.replace(b"</dura>", b"</durx>")), "malformed XML at line 24: mismatched tag"),
        (XML.replace(b"</dura>", b"</durx>"), "malformed XML at line 24: mismatched tag"),
        (BOMB, "declares a document type"),
        (musx(BOMB), "declares a document type"),
        (b"<html><body/></html>", "the root element is <html>, not <finale>"),
        (musx(b""), "malformed XML at line 1: no element found"),
    ],
)
def test_what_cannot_be_opened_gives_one_clear_line(
    tmp_path: Path, suffix: str, data: bytes, what: str
) -> None:
    path = tmp_path / f"score{suffix}"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        open_document(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 5


def test_a_bad_checksum_is_told(tmp_path: Path) -> None:
    path = tmp_path / "score.musx"
    at = MUSX.index(b"score.dat") + 9
    path.write_bytes(MUSX[:at] + bytes([MUSX[at] ^ 1]) + MUSX[at + 1 :])
    with pytest.raises(DocumentError, match=r"score.dat"):
        open_document(path)


def test_bombs_stop_at_the_limit(score: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="more than the limit of 100 bytes"):
        open_document(score, limit=100)
    (tmp_path / "long.enigmaxml").write_bytes(XML)
    with pytest.raises(DocumentError, match="longer than the limit of 100 bytes"):
        open_document(tmp_path / "long.enigmaxml", limit=100)
    (tmp_path / "bomb.musx").write_bytes(musx(XML + b" " * 30_000_000))
    assert (tmp_path / "bomb.musx").stat().st_size < 50_000
    with pytest.raises(DocumentError, match="more than the limit of 20,000,000 bytes"):
        open_document(tmp_path / "bomb.musx", limit=20_000_000)


def test_directories_and_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"it is a directory: give a \.musx"):
        open_document(tmp_path)
    with pytest.raises(DocumentError, match=r"there is no such file"):
        open_document(tmp_path / "nothing.musx")
    with pytest.raises(DocumentError, match=r"cannot be read|no such file"):
        open_document(tmp_path / "a\0b.musx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(score: Path) -> None:
    score.chmod(0)
    with pytest.raises(DocumentError, match="you may not read it"):
        open_document(score)


def test_a_refused_read_is_told(score: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="you may not read it"):
        open_document(score)


# ---- saving -----------------------------------------------------------------------------------


def test_saving_keeps_the_permissions_of_the_file(score: Path) -> None:
    score.chmod(0o640)
    opened = open_document(score)
    set_width(opened, "5")
    opened.save(score)
    assert stat.S_IMODE(score.stat().st_mode) == 0o640 or os.name == "nt"
    assert open_document(score).to_xml() == opened.to_xml()


def test_a_new_file_gets_the_usual_permissions(score: Path, tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    reference.touch()
    open_document(score).save(tmp_path / "new.musx")
    assert (tmp_path / "new.musx").stat().st_mode == reference.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_saving_through_a_link_changes_what_it_points_to(score: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.musx"
    link.symlink_to(score)
    opened = open_document(link)
    set_width(opened, "5")
    opened.save(link)
    assert link.is_symlink()
    assert open_document(score).to_xml() == opened.to_xml()


@pytest.mark.parametrize("name", ["score.xml", "score", "score.musx.bak"])
def test_other_suffixes_are_refused(score: Path, tmp_path: Path, name: str) -> None:
    opened = open_document(score)
    with pytest.raises(DocumentError, match="use the suffix"):
        opened.save(tmp_path / name)
    with pytest.raises(DocumentError, match="use the suffix"):
        opened.to_bytes(".mxl")


def test_a_suffix_in_capitals_will_do(score: Path, tmp_path: Path) -> None:
    open_document(score).save(tmp_path / "SCORE.MUSX")
    assert (tmp_path / "SCORE.MUSX").read_bytes() == MUSX


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_missing_folder_is_told(score: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"cannot be written .*nothing was changed"):
        open_document(score).save(tmp_path / "no" / "such" / "score.musx")


def test_a_folder_in_the_way_is_told(score: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.musx").mkdir()
    with pytest.raises(DocumentError, match="it is a directory"):
        open_document(score).save(tmp_path / "folder.musx")


@pytest.mark.parametrize("step", ["fsync", "write", "replace", "mkstemp", "chmod"])
def test_a_failure_at_any_step_loses_nothing(score: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    opened = open_document(score)
    set_width(opened, "5")
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    elif step == "write":
        monkeypatch.setattr(os, "fdopen", full)
    elif step == "mkstemp":
        monkeypatch.setattr(tempfile, "mkstemp", full)
    else:
        monkeypatch.setattr(Path, step, full)
    with pytest.raises(DocumentError, match=r"No space left on device.*nothing was changed"):
        opened.save(score)
    monkeypatch.undo()
    assert score.read_bytes() == MUSX
    assert files_in(score.parent) == ["score.musx"]
    opened.save(score)
    assert open_document(score).to_xml() == opened.to_xml()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_place_is_told(score: Path) -> None:
    opened = open_document(score)
    score.parent.chmod(0o500)
    try:
        with pytest.raises(DocumentError, match="cannot be written"):
            opened.save(score)
    finally:
        score.parent.chmod(0o700)
    assert score.read_bytes() == MUSX


def test_a_write_protected_file_is_not_replaced(score: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(DocumentError, match="write-protected"):
        open_document(score).save(score)
    assert score.read_bytes() == MUSX


CRASH = """
import os, sys
from pathlib import Path
from postlude.enigma.document import open_document
from postlude.enigma.node import Key

path, step = Path(sys.argv[1]), sys.argv[2]
opened = open_document(path)
opened.store.delete("others", "measSpec", Key(2))
original = getattr(os if step == "fsync" else Path, step)


def crash(*arguments, **options):
    if step == "replace after":
        original(*arguments, **options)
    os._exit(9)


setattr(os if step == "fsync" else Path, step, crash)
opened.save(path)
"""


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_crash_leaves_the_old_file(score: Path, step: str) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(score), step], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (9, b"")
    assert score.read_bytes() == MUSX
