"""Entries in a compact form: what a script reads of them, without a tree of elements for each.

A symphony has 150,000 entries, and most of them say the same as another one: the bodies are understood once and
shared. Who wants to change an entry parses its record (:func:`postlude.enigma.node.parse`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postlude.enigma.node import parse

_HEAD = re.compile(rb'\s*<entry entnum="\d+" prev="(\d+)" next="(\d+)">')
_KEPT = 1 << 15


class NoteBody(NamedTuple):
    """A note of an entry: its id and the texts of its elements. Not to be changed: it is shared."""

    id: str
    facts: dict[str, str]


class EntryBody(NamedTuple):
    """An entry: the texts of its own elements, and its notes. Not to be changed: it is shared."""

    facts: dict[str, str]
    notes: tuple[NoteBody, ...]


_bodies: dict[bytes, EntryBody] = {}


def next_and_body(record: bytes, newline: str) -> tuple[int, EntryBody]:
    """The number of the entry that follows (0: none), and what the record says."""
    match = _HEAD.match(record)
    if match is None:
        return _by_parsing(record, newline)
    content = record[match.end() :]
    body = _bodies.get(content)
    if body is None:
        body = _by_parsing(record, newline)[1]
        if len(_bodies) >= _KEPT:
            _bodies.clear()
        _bodies[content] = body
    return int(match[2]), body


def _by_parsing(record: bytes, newline: str) -> tuple[int, EntryBody]:
    node = parse(record, newline)
    facts: dict[str, str] = {}
    notes = []
    for child in node.children:
        if child.tag == "note":
            own: dict[str, str] = {}
            for each in child.children:
                own.setdefault(each.tag, each.text)
            notes.append(NoteBody(child.attrs.get("id", "0"), own))
        else:
            facts.setdefault(child.tag, child.text)
    return int(node.attrs.get("next") or 0), EntryBody(facts, tuple(notes))
