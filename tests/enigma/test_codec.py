"""score.dat: the pad, gzip within a limit, and what is refused."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.enigma import codec
from postlude.enigma.codec import UnreadableError


def test_pad_is_the_stream_of_the_generator() -> None:
    state, expected = 0x28006D45, bytearray()
    for _ in range(codec.PAD_LENGTH):
        state = (state * 0x41C64E6D + 0x3039) & 0xFFFFFFFF
        upper = state >> 16
        expected.append((upper + upper // 255) & 0xFF)
    assert codec.pad() == bytes(expected)


def test_pad_starts_again_after_its_length() -> None:
    zeros = codec.apply_pad(bytes(codec.PAD_LENGTH + 10))
    assert zeros == codec.pad() + codec.pad()[:10]


@given(st.binary(max_size=500))
def test_applying_the_pad_twice_gives_the_data_back(data: bytes) -> None:
    assert codec.apply_pad(codec.apply_pad(data)) == data


@pytest.mark.parametrize("system", [0x03, 0x0B, 0x13])
def test_encoding_again_keeps_the_operating_system_in_the_header(system: int) -> None:
    header = bytes.fromhex("1f8b08000000000000") + bytes([system])
    score = codec.encode_score(b"<finale/>" * 100, header)
    xml, found = codec.decode_score(score)
    assert (xml, found) == (b"<finale/>" * 100, header)
    assert codec.encode_score(xml, found) == score


def test_inflating_stops_at_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    with pytest.raises(UnreadableError, match="more than the limit of 1,000,000 bytes"):
        codec.inflate(bomb, 31, 1_000_000, "it")
    assert codec.inflate(gzip.compress(bytes(1000)), 31, 1000, "it") == bytes(1000)


def _padded(stream: bytes) -> bytes:
    return codec.apply_pad(stream)


@pytest.mark.parametrize(
    ("score", "what"),
    [
        (b"", "not Enigma data"),
        (b"no score at all", "not Enigma data"),
        (_padded(gzip.compress(b"x" * 1000, mtime=0)[:-9]), "cut off"),
        (_padded(gzip.compress(b"x" * 1000, mtime=0)[:-8] + bytes(8)), "broken"),
        (_padded(gzip.compress(b"x" * 1000, mtime=0)[:10] + b"\xff" * 30), "broken"),
        (_padded(gzip.compress(b"x", mtime=0) + b"more"), "data after its end"),
        (_padded(b"\x1f\x8b\x08\x08" + bytes(40)), "header"),
    ],
)
def test_broken_scores_are_refused_in_one_line(score: bytes, what: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        codec.decode_score(score)
    assert what in caught.value.what
    assert "\n" not in caught.value.what + caught.value.advice


def test_data_longer_than_a_piece_is_read_whole() -> None:
    data = bytes(range(256)) * 2000 + zlib.compress(b"x") * 9000
    assert codec.inflate(gzip.compress(data, 0), 31, codec.DEFAULT_LIMIT, "it") == data
