"""A parsed record: a small tree of elements, read from and written to canonical record bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from postlude.errors import ScriptError


class Key(NamedTuple):
    """What tells a record from the others of its tag.

    others: ``cmper1`` is the cmper; details: ``cmper1`` and ``cmper2``; entries and details of
    entries: ``cmper1`` is the entry number; texts: the number (``fileInfo``: the type); options:
    ``Key()``. ``part`` 0 is the score; ``inci`` is -1 where the record has none. Keys sort as
    the records of a tag do.
    """

    cmper1: Any = 0
    cmper2: int = 0
    part: int = 0
    inci: int = -1


def _taken_apart(step: str) -> tuple[str, str, str]:
    """Tag, attribute and value of a step ("a[type=x]")."""
    tag, _, condition = step[:-1].partition("[")
    name, _, value = condition.partition("=")
    return tag, name, value


class Node:
    """One element. ``text`` is "" for a flag (an empty element) and for an element with children."""

    __slots__ = ("attrs", "children", "tag", "text")
    tag: str
    text: str
    attrs: dict[str, str]
    children: list[Node]

    def __init__(self, tag: str, text: str = "", attrs: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.text = text
        if attrs:
            self.attrs = attrs

    def __getattr__(self, name: str) -> Any:
        # Most elements are leaves without attributes: their list and dict are made when asked for.
        if name == "children":
            children: list[Node] = []
            self.children = children
            return children
        if name == "attrs":
            attrs: dict[str, str] = {}
            self.attrs = attrs
            return attrs
        raise AttributeError(f"a Node has no {name!r}")

    def find(self, path: str) -> Node | None:
        """The first element at ``path`` ("a", "a/b" or, with one of its attributes, "a[type=x]/b"), or None."""
        node: Node | None = self
        for tag in path.split("/") if "/" in path else (path,):
            for child in node.children:  # type: ignore[union-attr]
                if child.tag == tag:
                    node = child
                    break
            else:
                if tag[-1:] != "]":
                    return None
                node = node._told_by_attribute(tag)  # type: ignore[union-attr]
                if node is None:
                    return None
        return node

    def _told_by_attribute(self, step: str) -> Node | None:
        tag, name, value = _taken_apart(step)
        return next(
            (each for each in self.children if each.tag == tag and each.attrs.get(name) == value), None
        )

    def _made(self, step: str, text: str = "") -> Node:
        """A new child for a step of a path."""
        if step[-1:] != "]":
            return self.add(step, text)
        tag, name, value = _taken_apart(step)
        return self.add(tag, text, {name: value})

    def find_all(self, tag: str) -> list[Node]:
        """All children of that tag, in order."""
        return [child for child in self.children if child.tag == tag]

    def get(self, path: str) -> str | None:
        """The text of the first element at ``path``: "" for a flag, None if it isn't there."""
        node = self.find(path)
        return None if node is None else node.text

    def set(self, path: str, text: str | None) -> None:
        """Give the first element at ``path`` that text, making it and its parents where missing.

        ``None`` removes it. A flag is set with "". The store puts new children into writing order.
        """
        parent_path, _, tag = path.rpartition("/")
        parent = self
        if parent_path:
            for step in parent_path.split("/"):
                child = parent.find(step)
                if child is None:
                    if text is None:
                        return
                    child = parent._made(step)
                parent = child
        node = parent.find(tag)
        if text is None:
            if node is not None:
                parent.remove(node)
        elif node is None:
            parent._made(tag, text)
        else:
            node.text = text
            if node.children:
                node.children = []

    def add(self, tag: str, text: str = "", attrs: dict[str, str] | None = None) -> Node:
        """Append a new child and return it."""
        child = Node(tag, text, attrs)
        self.children.append(child)
        return child

    def remove(self, child: Node) -> None:
        """Take out that very child (an equal one does not count)."""
        for index, candidate in enumerate(self.children):
            if candidate is child:
                del self.children[index]
                return

    def copy(self) -> Node:
        """A deep copy."""
        twin = Node(self.tag, self.text, dict(self.attrs))
        if self.children:
            twin.children = [child.copy() for child in self.children]
        return twin

    def walk(self, path: str = "") -> Iterator[tuple[str, Node]]:
        """Every element below this one with its path from here, in writing order."""
        for child in self.children:
            child_path = f"{path}/{child.tag}" if path else child.tag
            yield child_path, child
            yield from child.walk(child_path)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Node):
            return NotImplemented
        return (
            self.tag == other.tag
            and self.text == other.text
            and self.attrs == other.attrs
            and self.children == other.children
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        attrs = "".join(f' {name}="{value}"' for name, value in self.attrs.items())
        inner = f"{len(self.children)} children" if self.children else repr(self.text)
        return f"<Node {self.tag}{attrs}: {inner}>"


# ---- reading ----------------------------------------------------------------------------------

_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = re.compile(r"&(\w+);")
_ATTRIBUTE = re.compile(r' (\w+)="([^"]*)"')
_LINE = re.compile(r"\s*<(?:(\w+)((?: \w+=\"[^\"]*\")*)(?:(/)>|>(?:([^<]*)</\1>)?)|/\w+>)")
_HEAD = re.compile(r' *<(\w+)((?: \w+="[^"&]*")*)>')
_TOKEN = re.compile(r"<(?:(\w+)((?: \w+=\"[^\"]*\")*)(?:(/)>|>(?:([^<]*)</\1>)?)|/\w+>)")

_LEAF, _LEAF_WITH_ATTRS, _OPEN, _CLOSE = range(4)
_Line = tuple[int, str, str, dict[str, str]]
_CACHE_LINES = 1 << 14
_lines: dict[str, _Line] = {}


def unescape(text: str) -> str:
    """Replace the five entities that XML predefines."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], text)


def _classify(match: re.Match[str]) -> _Line:
    tag, attributes, empty, text = match.groups()
    if tag is None:
        return _CLOSE, "", "", {}
    attrs = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {}
    if empty is None and text is None:
        return _OPEN, tag, "", attrs
    return (_LEAF_WITH_ATTRS if attrs else _LEAF), tag, unescape(text or ""), attrs


def _understand(line: str) -> _Line | None:
    """What one line of a record says; None if the line is a piece of a longer text."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    fact = _classify(match)
    if len(_lines) >= _CACHE_LINES:
        _lines.clear()
    if len(line) < 64:
        _lines[line] = fact
    return fact


def parse(record: bytes, newline: str = "\r\n") -> Node:
    """The tree of one canonical record.

    Lines repeat all over a document, so what a line says is remembered: three times as fast as
    taking each apart again.
    """
    text = record.decode()
    lines = text.split(newline)
    if len(lines) < 3:
        return _parse_tokens(text)
    head = _HEAD.fullmatch(lines[1])
    if head is None or lines[0]:
        return _parse_tokens(text)
    get, node_class = _lines.get, Node
    tag, attributes = head.groups()
    top = node_class(tag, "", dict(_ATTRIBUTE.findall(attributes)) if attributes else None)
    siblings: list[Node] = []
    top.children = siblings
    stack: list[list[Node]] = []
    for line in lines[2:-1]:
        fact = get(line) or _understand(line)
        if fact is None:
            return _parse_tokens(text)
        kind, tag, value, attrs = fact
        if kind == _LEAF:
            siblings.append(node_class(tag, value))
        elif kind == _CLOSE:
            if not siblings or not stack:
                return _parse_tokens(text)  # no group, but a text that is nothing but line breaks
            siblings = stack.pop()
        else:
            node = node_class(tag, value, attrs.copy())
            siblings.append(node)
            if kind == _OPEN:
                stack.append(siblings)
                siblings = node.children = []
    return top if siblings and not stack else _parse_tokens(text)


def _parse_tokens(text: str) -> Node:
    """``parse`` for a record whose text spans lines."""
    top = Node("")
    siblings = top.children
    stack: list[list[Node]] = []
    for match in _TOKEN.finditer(text):
        kind, tag, value, attrs = _classify(match)
        if kind == _CLOSE:
            siblings = stack.pop()
            continue
        node = Node(tag, value, attrs)
        siblings.append(node)
        if kind == _OPEN:
            stack.append(siblings)
            siblings = node.children = []
    return top.children[0]


# ---- writing ----------------------------------------------------------------------------------

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&apos;"}
_PLAIN = re.compile(r"[\w .,:;()^+-]*", re.ASCII)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_good_names: set[str] = set()


def escape(text: str) -> str:
    """Text as canonical XML has it. Raises ScriptError for characters that XML cannot hold.

    Line ends become LF, as in every document seen: a CR would not survive being read again.
    """
    if text.isalnum() or _PLAIN.fullmatch(text):
        return text
    bad = _ILLEGAL.search(text)
    if bad:
        raise ScriptError(
            f"text holds U+{ord(bad[0]):04X}, which a document cannot store (is it valid UTF-8?): remove it"
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_ESCAPES)


def serialise(node: Node, newline: str = "\r\n", depth: int = 2) -> bytes:
    """The canonical bytes of a record, beginning with the line break before it."""
    out: list[str] = []
    _write(node, newline + "  " * depth, out)
    return "".join(out).encode()


def _write(node: Node, lead: str, out: list[str]) -> None:
    tag = node.tag
    if tag not in _good_names:
        if not _NAME.fullmatch(tag):
            raise ScriptError(f"{tag!r} is not the name of an element")
        if len(_good_names) < _CACHE_LINES:
            _good_names.add(tag)
    head = f"{lead}<{tag}"
    for name, value in node.attrs.items():
        head += f' {name}="{escape(value)}"'
    if node.children:
        out.append(head + ">")
        inner = lead + "  "
        for child in node.children:
            _write(child, inner, out)
        out.append(f"{lead}</{tag}>")
    elif node.text:
        out.append(f"{head}>{escape(node.text)}</{tag}>")
    else:
        out.append(head + "/>")
