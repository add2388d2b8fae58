"""The numbers of a record's key as Finale keeps them in memory, whatever the record is."""

from __future__ import annotations

from typing import ClassVar

from postlude.enigma.node import Key
from postlude.finale.base import prop


def words(section: str, key: Key) -> tuple[int, int, int]:
    """The three numbers of a key. Those of the kinds of records share their place: the inci of an "other" is
    the second cmper of a detail, and both cmpers of a detail are an entry number."""
    if isinstance(key.cmper1, str):
        return 0, 0, 0
    first, inci = int(key.cmper1), max(key.inci, 0)
    if section == "others":
        return first & 0xFFFF, inci, 0
    if section == "details" and first > 0xFFFF:
        return first & 0xFFFF, first >> 16, inci
    return first & 0xFFFF, key.cmper2 & 0xFFFF, inci


def entry_number(first: int, second: int) -> int:
    """The entry number, with a sign, in two cmpers."""
    return (first | second << 16) - (1 << 32 if second & 0x8000 else 0)


class RawKey:
    """The members of every record about its key."""

    section: ClassVar[str]
    _key: Key

    @property
    def _words(self) -> tuple[int, int, int]:
        return words(self.section, self._key)

    @prop
    def RawOtherCmper(self) -> int:
        return self._words[0]

    @prop
    def RawOtherInci(self) -> int:
        return self._words[1]

    @prop
    def RawDetailCmper1(self) -> int:
        return self._words[0]

    @prop
    def RawDetailCmper2(self) -> int:
        return self._words[1]

    @prop
    def RawDetailInci(self) -> int:
        return self._words[2]

    @prop
    def RawEntryDetailEntryNumber(self) -> int:
        return entry_number(self._words[0], self._words[1])

    @prop
    def RawEntryDetailInci(self) -> int:
        return self._words[2]
