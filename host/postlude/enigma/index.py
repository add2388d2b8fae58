"""Where the records of a section lie in the bytes of a document, found when somebody asks for them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from postlude.enigma import schema
from postlude.enigma.canonical import Span
from postlude.enigma.node import Key

_ATTRIBUTE = re.compile(rb' (\w+)="([^"]*)"')
_NUMBER = re.compile(rb"-?\d+")


class TagIndex:
    """The records of one tag: keys in sorted order, and for each the span of its bytes."""

    __slots__ = ("_ends", "_places", "_starts", "_words", "finish", "in_file", "keys", "start")

    def __init__(self, section: str, tag: str, xml: bytes, runs: list[tuple[int, int]], lead: bytes) -> None:
        starts, ends = array("Q"), array("Q")
        keys: list[Key] = []
        head = re.compile(lead + tag.encode() + _KEY_PATTERNS[section])
        for begin, end in runs:
            first = len(starts)
            _read_keys(head.finditer(xml, begin, end), section, starts, keys)
            ends.extend(starts[first + 1 :])
            ends.append(end)
        self._starts, self._ends = starts, ends
        self.start, self.finish = runs[0][0], runs[-1][1]
        self.in_file = keys
        """The keys in file order; a key that occurs twice (no real file) stands for its first record."""
        self._places: dict[Key, int] = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        self._words = section == "texts" and tag == "fileInfo"
        if self._words:
            self.keys = sorted(self._places, key=lambda key: schema.sort_key(section, tag, key))
        else:
            self.keys = sorted(self._places)

    def span(self, key: Key) -> tuple[int, int] | None:
        """Start and end of the record's bytes, from the line break before it; None if there is none."""
        place = self._places.get(key)
        return None if place is None else (self._starts[place], self._ends[place])

    def next_start(self, key: Key) -> int:
        """Where a new record of that key goes: before the next one, or behind the last."""
        if self._words:
            rank = schema.sort_key("texts", "fileInfo", key)
            later = (each for each in self.keys if schema.sort_key("texts", "fileInfo", each) > rank)
            following = next(later, None)
        else:
            at = bisect_right(self.keys, key)
            following = self.keys[at] if at < len(self.keys) else None
        return self.finish if following is None else self._starts[self._places[following]]

    def spans(self) -> Iterator[tuple[Key, int, int]]:
        """Every record in file order."""
        return zip(self.in_file, self._starts, self._ends, strict=True)


# The key's attributes as they are always written, or else (the last group) any attributes.
_ANY = rb'|((?: \w+="[^"]*")*))'
_PART = rb'(?: part="(\d+)" shared="\w+"|)(?=[/>])'
_KEY_PATTERNS = {
    "header": b"(?:()()()()(?=>)" + _ANY,
    "options": b"(?:()()()()(?=[/>])" + _ANY,
    "others": rb'(?: cmper="(\d+)"()(?: inci="(\d+)"|)' + _PART + _ANY,
    "details": rb'(?: (?:cmper1|entnum)="(\d+)"(?: cmper2="(\d+)"|)(?: inci="(\d+)"|)' + _PART + _ANY,
    "entries": rb'(?: entnum="(\d+)"()()()' + _ANY,
    "texts": rb'(?: number="(\d+)"()()()(?=[/>])' + _ANY,
}


def _read_keys(heads: Iterator[re.Match[bytes]], section: str, starts: array[int], keys: list[Key]) -> None:
    """Read the keys of one run of records and where each begins."""
    make, key_class = tuple.__new__, Key
    add_start, add_key = starts.append, keys.append
    for match in heads:
        one, two, inci, part, odd = match.groups()
        add_start(match.start())
        if odd is not None:
            add_key(_key_of(section, dict(_ATTRIBUTE.findall(odd))))
        elif two or inci or part:
            add_key(make(key_class, (int(one), int(two or 0), int(part or 0), int(inci) if inci else -1)))
        else:
            add_key(make(key_class, (int(one or 0), 0, 0, -1)))


def _key_of(section: str, attrs: dict[bytes, bytes]) -> Key:
    """The key that any attributes make: -1 for what should be a number and is none."""
    if section == "texts" and b"type" in attrs:
        return Key(attrs[b"type"].decode())

    def number(name: bytes, default: int) -> int:
        value = attrs.get(name)
        return default if value is None else int(value) if _NUMBER.fullmatch(value) else -1

    names = (b"cmper", b"cmper1", b"entnum", b"number") if section != "options" else ()
    first = next((name for name in names if name in attrs), b"")
    return Key(number(first, 0), number(b"cmper2", 0), number(b"part", 0), number(b"inci", -1))


class SectionIndex:
    """The tags of one section in file order, each with an index made on first use."""

    def __init__(self, section: str, xml: bytes, span: Span, newline: str) -> None:
        self.section = section
        self.span = span
        self._xml = xml
        self._lead = newline.encode() + b"    <"
        self._runs: dict[str, list[tuple[int, int]]] = {}
        self._tags: dict[str, TagIndex] = {}
        current, begin = b"", span.start
        for match in re.compile(self._lead + rb"(\w+)").finditer(xml, span.start, span.end):
            tag = match[1]
            if tag != current:
                if current:
                    self._runs.setdefault(current.decode(), []).append((begin, match.start()))
                current, begin = tag, match.start()
        if current:
            self._runs.setdefault(current.decode(), []).append((begin, span.end))

    def tags(self) -> list[str]:
        """The tags that the file has in this section, in its order."""
        return list(self._runs)

    def place_of(self, tag: str) -> int:
        """Where the first record of a tag that the file does not have goes."""
        ranks = schema.tag_ranks(self.section)
        for other, runs in self._runs.items():
            if ranks.get(other, -1) > ranks[tag]:
                return runs[0][0]
        return self.span.end

    def tag(self, tag: str) -> TagIndex | None:
        """The index of one tag, None if the file has no such record."""
        index = self._tags.get(tag)
        if index is None:
            runs = self._runs.get(tag)
            if runs is None:
                return None
            index = self._tags[tag] = TagIndex(self.section, tag, self._xml, runs, self._lead)
        return index
