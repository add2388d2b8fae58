"""The fields of a record, and which of them a line has told already: what is left is shown by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from postlude.enigma.node import Node, parse

_HIDDEN = frozenset(
    {"cmper", "cmper1", "cmper2", "entnum", "number", "type", "inci", "part", "shared", "prev", "next"}
)
_BARE = re.compile(r"[\w.+#^~/:-]+", re.ASCII)
_LEAF = re.compile(r"\n      <(\w+)(?:/>|>([^<\n]+)</\w+>)")
_NUMBER = re.compile(r"-?\d+", re.ASCII)
_INNER_LEAF = re.compile(r"\n        <(\w+)(?:/>|>([^<\n]+)</\w+>)")
_ENTRY_NOTE = re.compile(r'\n      <note id="(\d+)">(.*?)\n      </note>', re.DOTALL)


def flatten(node: Node) -> dict[str, str]:
    """Every element of a record by its path, flags as "": the same for two records only if they say the same."""
    fields: dict[str, str] = {}
    if node.text:
        fields["."] = node.text
    for name, value in node.attrs.items():
        if name not in _HIDDEN:
            fields[f"@{name}"] = value
    if node.children:
        _flatten(node.children, "", fields)
    return fields


def fields_of(record: bytes, newline: str) -> dict[str, str]:
    """What `flatten` gives for a record in its bytes; faster for one without groups, as most are."""
    if b"\n        <" not in record and b"&" not in record:
        text = record.decode()
        leaves = _LEAF.findall(text)
        fields = dict(leaves)
        # Anything else, such as attributes or a text of several lines, leaves lines over.
        if len(fields) == text.count("\n") - 2:
            return fields
    return flatten(parse(record, newline))


def entry_of(record: bytes, newline: str) -> tuple[dict[str, str], list[tuple[str, dict[str, str]]]]:
    """An entry's own fields, and the number and fields of each of its notes."""
    if b"&" not in record:
        text = record.decode()
        fields = dict(_LEAF.findall(text))
        notes = [(identity, dict(_INNER_LEAF.findall(body))) for identity, body in _ENTRY_NOTE.findall(text)]
        if len(fields) + sum(len(note) + 2 for _, note in notes) == text.count("\n") - 2:
            return fields, notes
    entry = parse(record, newline)
    parsed = [(child.attrs.pop("id", ""), flatten(child)) for child in entry.children if child.tag == "note"]
    entry.children = [child for child in entry.children if child.tag != "note"]
    return flatten(entry), parsed


def _flatten(children: list[Node], prefix: str, fields: dict[str, str]) -> None:
    counts: dict[str, int] = {}
    for child in children:
        number = counts[child.tag] = counts.get(child.tag, 0) + 1
        path = f"{prefix}{child.tag}" if number == 1 else f"{prefix}{child.tag}[{number}]"
        inner = child.children
        if not inner:
            fields[path] = child.text
        for name, value in child.attrs.items():
            fields[f"{path}/@{name}"] = value
        if inner:
            _flatten(inner, f"{path}/", fields)


class Fields:
    """A record's fields, from which a line takes what it has words for."""

    __slots__ = ("_left", "_quiet")

    def __init__(self, source: Node | Mapping[str, str], quiet: Mapping[str, str] | None = None) -> None:
        self._left = dict(source) if isinstance(source, Mapping) else flatten(source)
        self._quiet = quiet or {}

    def text(self, path: str) -> str | None:
        """Take a field; None if it isn't there."""
        return self._left.pop(path, None)

    def value(self, path: str) -> int:
        """Take a number, a 0 as well. What is none stays, to be shown as it is."""
        if _NUMBER.fullmatch(self._left.get(path, "0")):
            return whole(self._left.pop(path, None))
        return 0

    def flag(self, path: str) -> bool:
        return self._left.pop(path, None) is not None

    def number(self, path: str) -> int:
        """Take a number. What is none stays, to be shown as it is."""
        value = self._left.get(path)
        if value is None:
            return 0
        found = whole(value)
        if str(found) == value and found:  # an explicit 0 is not the same as nothing
            del self._left[path]
        return found

    def peek(self, path: str) -> str | None:
        return self._left.get(path)

    def has_below(self, path: str, *, besides: str) -> bool:
        """Whether there are fields within an element other than that one."""
        return any(each.startswith(f"{path}/") and each != f"{path}/{besides}" for each in self._left)

    def expect(self, usual: Mapping[str, str]) -> None:
        """These values go without saying; others, and their absence, do not."""
        self._quiet = {**self._quiet, **usual}

    def not_usual(self, *paths: str) -> None:
        """These may lack here."""
        self._quiet = {name: value for name, value in self._quiet.items() if name not in paths}

    def put(self, path: str, value: str) -> None:
        """Have a field shown so."""
        self._left[path] = value

    def words(self) -> list[str]:
        """What nothing has been said about: ``name=value``, ``name`` for a flag, ``no name`` for what is usual
        and lacks."""
        left, quiet = self._left, self._quiet
        if not quiet:
            return [word(path, value) for path, value in left.items()]
        found = [word(path, value) for path, value in left.items() if quiet.get(path) != value]
        found.extend(f"no {path}" for path in quiet if path not in left)
        return found

    def in_brackets(self) -> str:
        """The same behind a name: ``(horzOff=12)``, or nothing."""
        words = self.words()
        return f"({' '.join(words)})" if words else ""


def whole(text: str | None) -> int:
    """The number that a text is, 0 if it is none."""
    return int(text) if text and _NUMBER.fullmatch(text) else 0


def word(path: str, value: str) -> str:
    """A field as it is shown."""
    return f"{path}={shown(value)}" if value else path


def shown(value: str) -> str:
    """A value: in quotes unless it is one plain word."""
    return value if _BARE.fullmatch(value) else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes on one line, whose characters can all be seen."""
    return "".join(
        each if each.isprintable() else f"\\u{ord(each):04x}" for each in json.dumps(text, ensure_ascii=False)
    )


def joined(*words: str | Iterable[str] | None) -> str:
    """The words that there are, with blanks between."""
    return " ".join(_each(words))


def phrase(text: str, words: list[str]) -> str:
    """A sentence, and behind it the fields that it has no words for."""
    if not words:
        return text
    return f"{text}{'' if text.endswith(':') else ','} {' '.join(words)}"


def _each(words: Iterable[str | Iterable[str] | None]) -> Iterator[str]:
    for each in words:
        if isinstance(each, str):
            if each:
                yield each
        elif each is not None:
            yield from (inner for inner in each if inner)
