"""score.dat: gzipped XML under a fixed XOR pad, decoded within a limit and encoded as Finale does."""

from __future__ import annotations

import io
import zlib
from functools import cache

PAD_LENGTH = 0x20000
DEFAULT_LIMIT = 1 << 30
"""Bytes of XML (or of one member of an archive) beyond which a document is refused: 1 GiB."""

_SEED = 0x28006D45
_MULTIPLIER = 0x41C64E6D
_INCREMENT = 0x3039
_WORD = 0xFFFFFFFF
_GZIP_HEADER = bytes.fromhex("1f8b0800000000000003")
_PIECE = 1 << 16


class UnreadableError(Exception):
    """What is wrong with some bytes, and what the user can do; the caller knows the path."""

    def __init__(
        self, what: str, advice: str = "Restore it from a backup or save it anew from Finale."
    ) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


@cache
def pad() -> bytes:
    """The fixed pad of 131,072 bytes.

    The states of the generator are computed in 64-bit lanes of one big integer, twice as many at
    each step: a loop over the bytes would take longer than opening a document may.
    """
    lanes = 1
    states = (_SEED * _MULTIPLIER + _INCREMENT) & _WORD
    factor, addend = _MULTIPLIER, _INCREMENT  # state n+lanes = state n * factor + addend
    ones, words = 1, _WORD
    while lanes < PAD_LENGTH:
        shift = 64 * lanes
        later = (states * factor + ones * addend) & words
        states |= later << shift
        ones |= ones << shift
        words |= words << shift
        addend = (addend * factor + addend) & _WORD
        factor = factor * factor & _WORD
        lanes *= 2
    upper = (states >> 16) & (ones * 0xFFFF)
    quotient = ((upper * 0x8081) >> 23) & (ones * 0x1FF)  # upper // 255, exact below 65536
    return (upper + quotient).to_bytes(8 * lanes + 8, "little")[0 : 8 * lanes : 8]


def apply_pad(data: bytes) -> bytes:
    """XOR ``data`` with the pad; the same call decodes and encodes."""
    size = len(data)
    stream = (pad() * (size // PAD_LENGTH + 1))[:size]
    mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")
    return mixed.to_bytes(size, "little")


def inflate(data: bytes, wbits: int, limit: int, what: str) -> bytes:
    """Decompress all of ``data``, which is one complete stream, to at most ``limit`` bytes.

    Works in pieces into one growing buffer: the size that a file states is never trusted.
    """
    engine = zlib.decompressobj(wbits)
    out = io.BytesIO()
    room = limit
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            piece = engine.decompress(view[start : start + _PIECE], room + 1)
            room -= len(piece)
            if room < 0:
                raise UnreadableError(
                    f"{what} inflates to more than the limit of {limit:,} bytes",
                    "If it is meant to be that large, raise the limit.",
                )
            out.write(piece)
            if engine.eof:
                if engine.unused_data or start + _PIECE < len(data):
                    raise UnreadableError(f"{what} has data after its end")
                return out.getvalue()
    except zlib.error as error:
        raise UnreadableError(f"{what} is broken ({str(error).rpartition(': ')[2]})") from None
    raise UnreadableError(f"{what} is cut off")


def decode_score(data: bytes, limit: int = DEFAULT_LIMIT) -> tuple[bytes, bytes]:
    """The XML in a score.dat, and the gzip header that encoding it again needs."""
    stream = apply_pad(data)
    if stream[:3] != _GZIP_HEADER[:3]:
        raise UnreadableError("score.dat is not Enigma data")
    if stream[3]:  # a name, a comment or the like: Finale writes none
        raise UnreadableError("score.dat has a gzip header that Finale does not write")
    return inflate(stream, 31, limit, "the gzip stream in score.dat"), stream[:10]


def encode_score(xml: bytes, gzip_header: bytes = _GZIP_HEADER) -> bytes:
    """The score.dat of ``xml``: zlib's default level, memLevel 8, the header as it was."""
    engine = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, 31, 8)
    stream = engine.compress(xml) + engine.flush()
    return apply_pad(gzip_header + stream[10:])
