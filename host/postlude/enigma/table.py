"""The records of one tag as they are now, and the splicing of changed ones into the bytes of the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from postlude.enigma import schema
from postlude.enigma.canonical import SECTIONS, Canonical
from postlude.enigma.index import SectionIndex, TagIndex
from postlude.enigma.node import Key


class Table:
    """One tag: the file's records and what became of them."""

    __slots__ = ("base", "changed", "handed_out", "keys", "revision", "section", "tag")

    def __init__(self, section: str, tag: str, base: TagIndex | None) -> None:
        self.section, self.tag = section, tag
        self.base = base
        self.changed: dict[Key, bytes | None] = {}
        self.keys: list[Key] = base.keys if base else []
        self.handed_out = True  # the list of the base must never be changed
        self.revision = 0

    def add_key(self, key: Key) -> None:
        self._own_keys().insert(self.order_of(key), key)

    def drop_key(self, key: Key) -> None:
        keys = self._own_keys()
        del keys[self.order_of(key)]

    def order_of(self, key: Key) -> int:
        """Where the key is, or would be, among the table's keys."""
        if self.tag == "fileInfo":
            rank = schema.sort_key(self.section, self.tag, key)
            return sum(schema.sort_key(self.section, self.tag, each) < rank for each in self.keys)
        return bisect_left(self.keys, key)

    def _own_keys(self) -> list[Key]:
        if self.handed_out:
            self.keys = list(self.keys)
            self.handed_out = False
        return self.keys


class _Edit(NamedTuple):
    """Bytes of the file to replace. New records of one place sort by section, tag and key."""

    start: int
    end: int
    section: int
    tag: int
    order: int
    record: bytes


def splice(
    source: Canonical,
    tables: Iterable[Table],
    indexes: Mapping[str, SectionIndex | None],
    has_records: Mapping[str, bool],
) -> bytes:
    """The document with the changes of ``tables``; ``has_records`` says which sections will not be empty."""
    edits: list[_Edit] = []
    by_section: dict[str, list[Table]] = {}
    for table in tables:
        by_section.setdefault(table.section, []).append(table)
    for section, changed in by_section.items():
        edits.extend(_section_edits(source, section, changed, indexes.get(section), has_records[section]))
    edits.sort()
    view = memoryview(source.xml)
    pieces: list[bytes | memoryview] = []
    position = 0
    for edit in edits:
        pieces.append(view[position : edit.start])
        pieces.append(edit.record)
        position = edit.end
    pieces.append(view[position:])
    return b"".join(pieces)


def _section_edits(
    source: Canonical, section: str, tables: list[Table], index: SectionIndex | None, stays: bool
) -> list[_Edit]:
    span = source.sections.get(section)
    rank = SECTIONS.index(section)
    edits: list[_Edit] = []
    for table in tables:
        tag_rank = schema.tag_ranks(section)[table.tag]
        for key, record in table.changed.items():
            start, end = _place(table, index, key)
            edits.append(_Edit(start, end, rank, tag_rank, table.order_of(key), record or b""))
    if span is not None and span.start < span.end and stays:
        return edits
    # The section opens with its first record or closes with its last.
    edits.sort()
    records = b"".join(edit.record for edit in edits)
    lead, name = f"{source.newline}  ".encode(), section.encode()
    whole = b"%b<%b>%b%b</%b>" % (lead, name, records, lead, name) if records else b"%b<%b/>" % (lead, name)
    if span is not None:
        return [_Edit(span.begin, span.finish, rank, 0, 0, whole)]
    if not records:
        return []
    at = max(other.finish for label, other in source.sections.items() if SECTIONS.index(label) < rank)
    return [_Edit(at, at, rank, 0, 0, whole)]


def _place(table: Table, index: SectionIndex | None, key: Key) -> tuple[int, int]:
    """The bytes of the file that a changed record replaces: none if it is new."""
    if table.base is None:
        at = index.place_of(table.tag) if index else 0
        return at, at
    span = table.base.span(key)
    if span is not None:
        return span
    at = table.base.next_start(key)
    return at, at
