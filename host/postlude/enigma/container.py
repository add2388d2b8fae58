"""The .musx archive at the level of bytes: only score.dat is ever made anew."""

from __future__ import annotations

import struct
import time
import zlib
from typing import NamedTuple

from postlude.enigma.codec import DEFAULT_LIMIT, UnreadableError, decode_score, encode_score, inflate

SCORE = "score.dat"
_END = struct.Struct("<4s4H2IH")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_MAXIMUM = 0x0002
_DESCRIPTOR = 0x0008
_FULL = 0xFFFFFFFF


class Member(NamedTuple):
    """One member: its central record, and its local record with everything up to the next one, as bytes."""

    name: str
    central: bytes
    local: bytes
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    data_at: int

    @property
    def data(self) -> bytes:
        """The bytes as they are stored in the archive."""
        return self.local[self.data_at : self.data_at + self.packed]


class Container:
    """An archive taken apart so that it can be put together to the very same bytes."""

    def __init__(self, members: list[Member], order: list[int], tail: bytes, prefix: bytes = b"") -> None:
        self.members = members
        self._order = order
        self._tail = tail
        self._prefix = prefix

    @classmethod
    def read(cls, data: bytes, limit: int = DEFAULT_LIMIT) -> Container:
        """Take apart an archive and check every member: names, sizes, checksums. Raises UnreadableError."""
        end_at = _find_end(data)
        _, disk, first_disk, _, count, size, start, _ = _END.unpack_from(data, end_at)
        if disk or first_disk:
            raise UnreadableError("the archive is one part of several", "Join the parts first.")
        if start == _FULL or count == 0xFFFF:
            raise UnreadableError("the archive is in the Zip64 format, which Finale does not write")
        if start + size != end_at:
            raise UnreadableError(
                "the archive is truncated or damaged (its directory is not where it should be)"
            )
        found: list[Member] = []
        places: list[tuple[int, int]] = []
        position = start
        for number in range(count):
            if position + _CENTRAL.size > end_at or data[position : position + 4] != b"PK\x01\x02":
                raise UnreadableError("the archive is damaged (its directory is broken)")
            fields = _CENTRAL.unpack_from(data, position)
            length = _CENTRAL.size + sum(fields[10:13])
            central = data[position : position + length]
            places.append((fields[16], number))
            found.append(_member(central, fields))
            position += length
        if position != end_at:
            raise UnreadableError("the archive is damaged (its directory is broken)")
        places.sort()
        bounds = [place for place, _ in places] + [start]
        for (place, number), following in zip(places, bounds[1:], strict=True):
            found[number] = _with_local(found[number], data[place:following] if place < following else b"")
        container = cls(found, [number for _, number in places], data[end_at:], data[: bounds[0]])
        container._check(limit)
        return container

    @classmethod
    def new(cls, version: str) -> Container:
        """A container as Finale makes them, still with an empty score.dat."""
        stamp = _timestamp()
        texts = {
            "mimetype": b"application/vnd.makemusic.notation",
            "META-INF/container.xml": _CONTAINER_XML.replace("\n", "\r\n").encode(),
            "NotationMetadata.xml": _METADATA_XML.format(version=version).replace("\n", "\r\n").encode(),
            SCORE: b"",
        }
        members = [_new_member(name, data, stamp) for name, data in texts.items()]
        tail = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), 0, 0, 0)
        return cls(members, list(range(len(members))), tail)

    def member(self, name: str) -> Member:
        """The member of that name. Raises UnreadableError if there is none."""
        for member in self.members:
            if member.name == name:
                return member
        raise UnreadableError(
            f"the archive has no member {name!r}", "It may be another kind of zip file: give a .musx score."
        )

    def contents(self, name: str, limit: int = DEFAULT_LIMIT) -> bytes:
        """A member, inflated to at most ``limit`` bytes."""
        return _contents(self.member(name), limit)

    def score_xml(self, limit: int = DEFAULT_LIMIT) -> tuple[bytes, bytes]:
        """The XML of the score and the gzip header of score.dat."""
        return decode_score(self.contents(SCORE, limit), limit)

    def with_score(self, xml: bytes, gzip_header: bytes | None = None) -> bytes:
        """The archive with that XML in score.dat and everything else verbatim."""
        score = encode_score(xml, gzip_header) if gzip_header else encode_score(xml)
        return self._join(SCORE, score)

    def to_bytes(self) -> bytes:
        """The archive as it was read."""
        return self._join(None, b"")

    def _join(self, name: str | None, data: bytes) -> bytes:
        pieces = [self._prefix]
        offset = len(self._prefix)
        centrals: dict[int, bytes] = {}
        for number in self._order:
            member = self.members[number]
            if member.name == name:
                member = _replaced(member, data)
            central = bytearray(member.central)
            struct.pack_into("<I", central, 42, offset)
            centrals[number] = bytes(central)
            pieces.append(member.local)
            offset += len(member.local)
        directory = b"".join(centrals[number] for number in range(len(self.members)))
        tail = bytearray(self._tail)
        struct.pack_into("<2I", tail, 12, len(directory), offset)
        return b"".join([*pieces, directory, bytes(tail)])

    def _check(self, limit: int) -> None:
        names = [member.name for member in self.members]
        if len(set(names)) < len(names):
            raise UnreadableError("the archive has two members of one name")
        for member in self.members:
            if member.name != SCORE:  # score.dat is checked when it is read, its gzip stream too
                _contents(member, limit)


def _find_end(data: bytes) -> int:
    if not data:
        raise UnreadableError("the file is empty")
    if data[:4] != b"PK\x03\x04":
        raise UnreadableError("it is not a zip archive", "Give a .musx score (or .enigmaxml).")
    at = len(data)
    while (at := data.rfind(b"PK\x05\x06", max(0, len(data) - 0x10000 - _END.size), at)) >= 0:
        if at + _END.size + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
            return at
    raise UnreadableError("the archive is truncated (its directory is missing)")


def _member(central: bytes, fields: tuple[int, ...]) -> Member:
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    raw_name = central[_CENTRAL.size : _CENTRAL.size + fields[10]]
    name = raw_name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    if flags & _ENCRYPTED:
        raise UnreadableError(f"member {name!r} is encrypted", "Decrypt the archive first.")
    if method not in (_STORED, _DEFLATED):
        raise UnreadableError(f"member {name!r} is compressed by method {method}, which Finale does not use")
    if _FULL in (packed, size):
        raise UnreadableError("the archive is in the Zip64 format, which Finale does not write")
    return Member(name, central, b"", method, flags, crc, packed, size, 0)


def _with_local(member: Member, local: bytes) -> Member:
    """The member together with its local record, which runs up to the next one."""
    if local[:4] != b"PK\x03\x04" or len(local) < _LOCAL.size:
        raise UnreadableError(f"the archive is damaged (member {member.name!r} is not where it should be)")
    fields = _LOCAL.unpack_from(local)
    data_at = _LOCAL.size + fields[9] + fields[10]
    name = member.central[_CENTRAL.size : _CENTRAL.size + fields[9]]
    if data_at + member.packed > len(local) or local[_LOCAL.size : _LOCAL.size + fields[9]] != name:
        raise UnreadableError(f"the archive is damaged (member {member.name!r} is cut off)")
    return member._replace(local=local, data_at=data_at)


def _contents(member: Member, limit: int) -> bytes:
    what = f"member {member.name!r}"
    if member.size > limit:
        raise UnreadableError(
            f"{what} inflates to more than the limit of {limit:,} bytes",
            "If it is meant to be that large, raise the limit.",
        )
    data = member.data if member.method == _STORED else inflate(member.data, -15, limit, what)
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise UnreadableError(f"{what} has a bad checksum")
    return data


def _packed(data: bytes, method: int, flags: int) -> bytes:
    """Deflate as the writer did: one at level 9 says so in the flags, the other used zlib's defaults."""
    if method == _STORED:
        return data
    level, memory = (9, 9) if flags & 0x0006 == _MAXIMUM else (zlib.Z_DEFAULT_COMPRESSION, 8)
    engine = zlib.compressobj(level, zlib.DEFLATED, -15, memory)
    return engine.compress(data) + engine.flush()


def _replaced(member: Member, data: bytes) -> Member:
    """The member with other contents, its headers patched in place."""
    packed = _packed(data, member.method, member.flags)
    sizes = struct.pack("<3I", zlib.crc32(data), len(packed), len(data))
    central = bytearray(member.central)
    central[16:28] = sizes
    head = bytearray(member.local[: member.data_at])
    rest = bytearray(member.local[member.data_at + member.packed :])
    if member.flags & _DESCRIPTOR:
        at = 4 if rest[:4] == b"PK\x07\x08" else 0
        rest[at : at + 12] = sizes
    else:
        head[14:26] = sizes
    local = b"".join([head, packed, rest])
    return Member(
        member.name,
        bytes(central),
        local,
        member.method,
        member.flags,
        zlib.crc32(data),
        len(packed),
        len(data),
        member.data_at,
    )


# ---- a container where there was none ---------------------------------------------------------

_CONTAINER_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="25" xmlns="http://www.makemusic.com/2012/container">
  <rootfiles>
    <rootfile full-path="score.dat" media-type="application/vnd.makemusic.notation.dat.1"/>
  </rootfiles>
</container>
"""
_METADATA_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<metadata version="{version}" xmlns="http://www.makemusic.com/2012/NotationMetadata">
  <fileInfo>
    <creatorString>Postlude</creatorString>
  </fileInfo>
</metadata>
"""


def _timestamp() -> int:
    now = time.localtime()
    date = (max(now.tm_year, 1980) - 1980) << 9 | now.tm_mon << 5 | now.tm_mday
    return date << 16 | now.tm_hour << 11 | now.tm_min << 5 | now.tm_sec // 2


def _new_member(name: str, data: bytes, stamp: int) -> Member:
    method, flags, needed = (_STORED, 0, 10) if name == "mimetype" else (_DEFLATED, _MAXIMUM, 20)
    packed = _packed(data, method, flags)
    raw, crc = name.encode(), zlib.crc32(data)
    clock, date = stamp & 0xFFFF, stamp >> 16
    head = _LOCAL.pack(
        b"PK\x03\x04", needed, flags, method, clock, date, crc, len(packed), len(data), len(raw), 0
    )
    central = _CENTRAL.pack(
        b"PK\x01\x02",
        needed,
        needed,
        flags,
        method,
        clock,
        date,
        crc,
        len(packed),
        len(data),
        len(raw),
        0,
        0,
        0,
        0,
        0,
        0,
    )
    return Member(
        name,
        central + raw,
        head + raw + packed,
        method,
        flags,
        crc,
        len(packed),
        len(data),
        len(head) + len(raw),
    )
