"""``FCRawData``: bytes as Finale keeps them in memory, told by a tag of two characters and the numbers of a key.

EnigmaXML holds no such bytes: it names fields, and how Finale packs them is not public. So an object can be
filled, read and taken apart here, but what would exchange its bytes with a document is not implemented.
"""

from __future__ import annotations

from collections.abc import Sequence

from postlude.errors import ScriptError
from postlude.finale.arguments import decode, expected, method, sequence, static, to_int
from postlude.finale.base import FCBase, Property, prop
from postlude.finale.fields import held
from postlude.finale.rawkeys import entry_number

OTHER, DETAIL, ENTRY_DETAIL = 1, 2, 3
"""What a tag is of, in the second word of its number; these values, and that the incis stand above them, are
Postlude's own."""


def _tag(kind: int, chars: str, incis: int) -> int:
    data = chars.encode("latin-1", "replace")
    if len(data) != 2:
        raise ScriptError(f"param 1 expected a tag of two characters, got {len(chars)}")
    if not 0 < incis < 256:
        raise ScriptError(f"param 2 expected 1 to 255, got {incis}")
    return int.from_bytes(data, "little") | kind << 16 | incis << 24


def _table(size: int, signed: bool = False) -> Property:
    """A property: the bytes as numbers of so many bytes, little-endian, the last one filled up with zeros."""

    def get(raw: FCRawData) -> list[int]:
        data = raw.data + bytes(-len(raw.data) % size)
        return [
            int.from_bytes(data[at : at + size], "little", signed=signed) for at in range(0, len(data), size)
        ]

    def put(raw: FCRawData, value: object) -> None:
        raw.data = _packed(sequence(value), size, signed)

    return Property(get, put)


def _packed(numbers: Sequence[object], size: int, signed: bool) -> bytes:
    bits = 8 * size
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    packed = bytearray()
    for value in numbers:
        number = to_int(value)
        if not low <= number <= high:
            raise ScriptError(f"a value of the table is {number}, not between {low} and {high}")
        packed += number.to_bytes(size, "little", signed=signed)
    return bytes(packed)


class FCRawData(FCBase):
    """Bytes with a tag and a key. The three kinds of key lie in the same place, as in Finale: the inci of an
    "other" is the second cmper of a detail, and both cmpers of a detail are an entry number."""

    tag: int = 0
    data: bytes = b""
    version: int = 0
    first: int = 0
    second: int = 0
    third: int = 0

    # The tag.

    Tag = held("tag", int)
    Version = held("version", int)

    @prop
    def TagChars(self) -> str:
        return (self.tag & 0xFFFF).to_bytes(2, "little").decode("latin-1")

    @prop
    def TagDataType(self) -> int:
        """The upper half of the tag."""
        return (self.tag & 0xFFFFFFFF) >> 16

    @prop
    def IncisPerStruct(self) -> int:
        """How many incis one structure takes."""
        return (self.tag >> 24 & 255) or 1

    @static
    def MakeOtherTag(self, tagchars: str, incisperstruct: int = 1) -> int:
        return _tag(OTHER, tagchars, incisperstruct)

    @static
    def MakeDetailTag(self, tagchars: str, incisperstruct: int = 1) -> int:
        return _tag(DETAIL, tagchars, incisperstruct)

    @static
    def MakeEntryDetailTag(self, tagchars: str, incisperstruct: int = 1) -> int:
        return _tag(ENTRY_DETAIL, tagchars, incisperstruct)

    @method
    def SetTagAsOther(self, tagchars: str, incisperstruct: int = 1) -> None:
        self.tag = _tag(OTHER, tagchars, incisperstruct)

    @method
    def SetTagAsDetail(self, tagchars: str, incisperstruct: int = 1) -> None:
        self.tag = _tag(DETAIL, tagchars, incisperstruct)

    @method
    def SetTagAsEntryDetail(self, tagchars: str, incisperstruct: int = 1) -> None:
        self.tag = _tag(ENTRY_DETAIL, tagchars, incisperstruct)

    # The key.

    @prop
    def OtherCmper(self) -> int:
        return self.first

    @prop
    def OtherInci(self) -> int:
        return self.second

    @prop
    def DetailCmper1(self) -> int:
        return self.first

    @prop
    def DetailCmper2(self) -> int:
        return self.second

    @prop
    def DetailInci(self) -> int:
        return self.third

    @prop
    def EntryDetailEntryNumber(self) -> int:
        return entry_number(self.first, self.second)

    @prop
    def EntryDetailInci(self) -> int:
        return self.third

    @method
    def SetDataIDAsOther(self, cmper: int, inci: int = 0) -> None:
        self.first, self.second, self.third = cmper & 0xFFFF, inci & 0xFFFF, 0

    @method
    def SetDataIDAsDetail(self, cmper1: int, cmper2: int, inci: int = 0) -> None:
        self.first, self.second, self.third = cmper1 & 0xFFFF, cmper2 & 0xFFFF, inci

    @method
    def SetDataIDAsEntryDetail(self, entrynumber: int, inci: int = 0) -> None:
        self.first, self.second, self.third = entrynumber & 0xFFFF, entrynumber >> 16 & 0xFFFF, inci

    @method
    def SetTargetAsOther(self, tagchars: str, cmper: int, inci: int = 0, incisperstruct: int = 1) -> None:
        self.SetTagAsOther(tagchars, incisperstruct)
        self.SetDataIDAsOther(cmper, inci)

    @method
    def SetTargetAsDetail(
        self, tagchars: str, cmper1: int, cmper2: int, inci: int = 0, incisperstruct: int = 1
    ) -> None:
        self.SetTagAsDetail(tagchars, incisperstruct)
        self.SetDataIDAsDetail(cmper1, cmper2, inci)

    @method
    def SetTargetAsEntryDetail(
        self, tagchars: str, entrynumber: int, inci: int = 0, incisperstruct: int = 1
    ) -> None:
        self.SetTagAsEntryDetail(tagchars, incisperstruct)
        self.SetDataIDAsEntryDetail(entrynumber, inci)

    # The bytes.

    ByteTable = _table(1)
    TwoByteTable = _table(2)
    FourByteTable = _table(4, signed=True)

    @prop
    def ByteCount(self) -> int:
        return len(self.data)

    Data = Property(
        lambda raw: decode(raw.data),
        lambda raw, value: raw._put_data(value),
        "The bytes as Lua's strings hold them; in Python those that are not UTF-8 are surrogate escapes.",
    )

    def _put_data(self, value: object) -> None:
        if isinstance(value, str):
            value = value.encode("utf-8", "surrogateescape")
        if not isinstance(value, bytes):
            raise expected(1, "string", value)
        self.data = value

    @method
    def ClearData(self) -> None:
        self.data = b""

    @method
    def GetFourByte(self, byteoffset: int) -> int:
        """The number in four bytes; 0 where there are not so many."""
        if not 0 <= byteoffset <= len(self.data) - 4:
            return 0
        return int.from_bytes(self.data[byteoffset : byteoffset + 4], "little", signed=True)

    @method
    def SetFourByte(self, byteoffset: int, value: int) -> bool:
        if not 0 <= byteoffset <= len(self.data) - 4:
            return False
        self.data = self.data[:byteoffset] + _packed([value], 4, True) + self.data[byteoffset + 4 :]
        return True
