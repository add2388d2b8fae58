"""The archive byte by byte: what is kept, what is patched, what is refused."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from postlude.enigma.codec import UnreadableError, encode_score
from postlude.enigma.container import SCORE, Container
from tests.enigma.builders import document_xml, measure

XML = document_xml(others=measure(1))


def archive(
    members: dict[str, bytes] | None = None, *, method: int = zipfile.ZIP_DEFLATED, stream: bool = False
) -> bytes:
    """A zip by Python's own library, in the order given; ``stream``: with data descriptors."""
    target = io.BytesIO()
    if stream:
        target.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(target, "w", method) as file:
        for name, data in (
            members or {"mimetype": b"m", SCORE: encode_score(XML), "presets/a": b"x" * 99}
        ).items():
            file.writestr(zipfile.ZipInfo(name, (2011, 2, 3, 4, 5, 6)), data, method)
    return target.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("stream", [False, True])
def test_an_archive_comes_out_as_it_went_in(method: int, stream: bool) -> None:
    data = archive(method=method, stream=stream)
    container = Container.read(data)
    assert container.to_bytes() == data
    assert container.score_xml()[0] == XML


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("stream", [False, True])
def test_a_new_score_leaves_the_other_members_alone(method: int, stream: bool) -> None:
    before = Container.read(archive(method=method, stream=stream))
    other = document_xml(others=measure(1) + measure(2))
    data = before.with_score(other)
    after = Container.read(data)
    assert after.score_xml()[0] == other
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert file.read("presets/a") == b"x" * 99
        assert file.getinfo(SCORE).date_time == (2011, 2, 3, 4, 5, 6)
        assert file.getinfo(SCORE).compress_type == method
    for name in ("mimetype", "presets/a"):
        assert after.member(name).local == before.member(name).local


def test_a_container_made_from_nothing_has_the_members_of_a_real_one() -> None:
    data = Container.new("27.4").with_score(XML)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.namelist() == ["mimetype", "META-INF/container.xml", "NotationMetadata.xml", SCORE]
        assert file.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert file.read("mimetype") == b"application/vnd.makemusic.notation"
        assert b'full-path="score.dat"' in file.read("META-INF/container.xml")
        assert file.testzip() is None
    assert Container.read(data).score_xml()[0] == XML


def test_bytes_before_the_first_member_are_kept() -> None:
    with pytest.raises(UnreadableError, match="not a zip"):
        Container.read(b"#!prefix" + archive())


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


GOOD = archive()
CENTRAL = GOOD.index(b"PK\x01\x02")
END = GOOD.index(b"PK\x05\x06")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"Rar!\x1a\x07\x00 something else", "not a zip"),
        (GOOD[:40], "truncated"),
        (GOOD[: len(GOOD) // 2], "truncated"),
        (GOOD[:-1], "truncated"),
        (GOOD[:60] + GOOD[90:], "damaged"),
        (archive(method=0).replace(b"xxx", b"xyx"), "checksum"),
        (patched(GOOD, CENTRAL, b"XXXX"), "damaged"),
        (patched(GOOD, CENTRAL + 8, b"\x01\x00"), "encrypted"),
        (patched(GOOD, CENTRAL + 10, b"\x0c\x00"), "method 12"),
        (patched(GOOD, CENTRAL + 42, b"\x07\x00"), "damaged"),
        (patched(GOOD, CENTRAL + 20, struct.pack("<I", 9999)), "cut off"),
        (patched(GOOD, CENTRAL + 20, b"\xff\xff\xff\xff"), "Zip64"),
        (patched(GOOD, END + 4, b"\x01\x00"), "one part of several"),
        (patched(GOOD, END + 10, b"\x09\x00"), "damaged"),
        (archive({"mimetype": b"m"}), "no member 'score.dat'"),
    ],
)
def test_damaged_archives_are_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        Container.read(data).score_xml()
    assert what in caught.value.what
    assert "\n" not in caught.value.what + caught.value.advice


def test_two_members_of_one_name_are_refused() -> None:
    data = archive({"mimetype": b"m", "score.dax": b"1", SCORE: b"2"}).replace(b"score.dax", b"score.dat")
    with pytest.raises(UnreadableError, match="two members of one name"):
        Container.read(data)


def test_a_member_that_inflates_beyond_the_limit_is_refused() -> None:
    data = archive({"mimetype": b"m", SCORE: encode_score(XML), "graphics/1.tif": bytes(3_000_000)})
    assert len(data) < 10_000
    with pytest.raises(UnreadableError, match="limit of 1,000,000 bytes"):
        Container.read(data, limit=1_000_000)


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = archive({"mimetype": b"m", "graphics/1.tif": bytes(3_000_000), SCORE: encode_score(XML)})
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    lying = patched(data, at + 24, struct.pack("<I", 1000))
    with pytest.raises(UnreadableError, match="limit of 1,000,000 bytes"):
        Container.read(lying, limit=1_000_000)


def test_every_single_byte_damage_is_refused_or_harmless() -> None:
    for at in range(len(GOOD)):
        try:
            container = Container.read(patched(GOOD, at, bytes([GOOD[at] ^ 0x55])))
            xml, _ = container.score_xml()
        except UnreadableError:
            continue
        assert xml == XML
