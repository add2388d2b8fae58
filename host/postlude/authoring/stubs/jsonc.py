"""JSON with comments, as editors keep settings: read with the places of its values, so that something can be added
and all else stays as it was written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.S)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_WORD = re.compile(r"[-+.\w]+")
_BLANK = re.compile(r"[ \t]*")
_REST = re.compile(r"[ \t]*(?://[^\r\n]*)?(?=\r?\n)")
_DEEPEST = 100


class NotJson(Exception):
    """The text isn't JSON with comments; ``line`` says from where on."""

    def __init__(self, text: str, place: int) -> None:
        super().__init__("not JSON")
        self.line = text.count("\n", 0, place) + 1


@dataclass
class Node:
    """A value and where it stands: ``members`` of an object, ``items`` of an array, ``value`` of anything else."""

    start: int
    end: int = 0
    value: object = None
    members: dict[str, Node] | None = None
    items: list[Node] | None = None
    ends: list[int] = field(default_factory=list)
    """Where the members or items end; a comma at the very end is behind the last."""
    comma: bool = False


def parse(text: str) -> Node:
    """The value of a text, comments and commas at the end allowed. Raises NotJson."""
    found = _value(text, _skip(text, 0), 0)
    rest = _skip(text, found.end)
    if rest < len(text):
        raise NotJson(text, rest)
    return found


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    assert match
    return match.end()


def _value(text: str, place: int, depth: int) -> Node:
    if depth > _DEEPEST:
        raise NotJson(text, place)
    if text[place : place + 1] in ("{", "["):
        return _container(text, place, depth)
    match = _STRING.match(text, place) or _WORD.match(text, place)
    if match is None:
        raise NotJson(text, place)
    try:
        return Node(place, match.end(), json.loads(match[0], strict=False))
    except ValueError:
        raise NotJson(text, place) from None


def _container(text: str, place: int, depth: int) -> Node:
    is_object = text[place] == "{"
    found = Node(place, members={} if is_object else None, items=None if is_object else [])
    at = _skip(text, place + 1)
    while text[at : at + 1] != ("}" if is_object else "]"):
        if found.ends and not found.comma:
            raise NotJson(text, at)
        name = ""
        if is_object:
            match = _STRING.match(text, at)
            colon = _skip(text, match.end()) if match else at
            if match is None or text[colon : colon + 1] != ":":
                raise NotJson(text, at)
            name = json.loads(match[0], strict=False)
            at = _skip(text, colon + 1)
        child = _value(text, at, depth + 1)
        if found.members is not None:
            found.members[name] = child
        elif found.items is not None:
            found.items.append(child)
        found.ends.append(child.end)
        at = _skip(text, child.end)
        found.comma = text[at : at + 1] == ","
        if found.comma:
            at = _skip(text, at + 1)
    found.end = at + 1
    return found


def added(text: str, container: Node, entry: str) -> str:
    """The text with an entry (``"name": value``, or a value) at the end of a container, laid out as others are."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    margin = line_end + _margin(text, container.ends[-1] if container.ends else container.start)
    if not container.ends:
        return f"{text[: container.start + 1]}{margin}    {entry}{margin}{text[container.end - 1 :]}"
    last = container.ends[-1]
    behind = text.index(",", _skip(text, last)) + 1 if container.comma else last
    before = text[:behind] if container.comma else f"{text[:last]},"
    if "\n" not in text[container.start : container.end]:
        return f"{before} {entry}{text[behind:]}"
    # A comment behind the last entry stays with it.
    line = _REST.match(text, behind)
    end = line.end() if line else behind
    return f"{before}{text[behind:end]}{margin}{entry}{text[end:]}"


def _margin(text: str, place: int) -> str:
    """The space before the line of a place."""
    match = _BLANK.match(text, text.rfind("\n", 0, place) + 1)
    return match[0] if match else ""
