"""What records Finale writes: their names and order, their attributes, their children, in order, with form.

The data (``schema.txt``) lists every record and child seen in 266 real documents. Nothing else is ever
written, except children that came with the record from the file and the few elements of ``additions.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postlude.enigma.additions import ADDITIONS, RECORDS, Addition
from postlude.enigma.node import Key, Node

FILE_INFO_TYPES = ("title", "composer", "copyright", "description", "lyricist", "arranger", "subtitle")
"""The kinds of texts/fileInfo in the order in which Finale writes them."""

OFF_IN_PART = "offInPart"
"""The child that turns a flag of the score off in a part."""


class Element(NamedTuple):
    """One element of the schema. ``form``: flag, int, float, text, enum or group."""

    form: str
    attributes: tuple[str, ...]
    values: tuple[str, ...]
    children: Mapping[str, Element]
    ranks: Mapping[str, int]


_BLOCK = re.compile(r"^\[(\w+)\]|^(\w+).*(?:\n .*)*", re.MULTILINE)


@cache
def _blocks() -> dict[str, dict[str, str]]:
    """The text of the data file by section and record; a record's is understood when asked for."""
    text = Path(__file__).with_name("schema.txt").read_text(encoding="utf-8")
    sections: dict[str, dict[str, str]] = {}
    tags: dict[str, str] = {}
    for match in _BLOCK.finditer(text):
        section, tag = match.groups()
        if section:
            tags = sections[section] = {}
        else:
            tags[tag] = match[0]
    for (section, tag), twin in RECORDS.items():
        tags = sections[section]
        names = list(tags)
        names.insert(names.index(twin.after) + 1, tag)
        tags[tag] = tags[twin.like].replace(twin.like, tag, 1)
        sections[section] = {name: tags[name] for name in names}
    return sections


def _element(lines: list[str], at: int, depth: int) -> tuple[Element, int]:
    _, *words = lines[at].split()
    attributes = tuple(word[1:] for word in words if word[0] == "@")
    form, *values = words[len(attributes) :]
    children: dict[str, Element] = {}
    at += 1
    while at < len(lines) and lines[at].startswith(" " * (depth + 1)):
        tag = lines[at].split(None, 1)[0]
        children[tag], at = _element(lines, at, depth + 1)
    ranks = {tag: rank for rank, tag in enumerate(children)}
    return Element(form, attributes, tuple(values), children, ranks), at


@cache
def record(section: str, tag: str) -> Element | None:
    """The schema of a record, None if no real document has one."""
    block = _blocks().get(section, {}).get(tag)
    if not block:
        return None
    found = _element(block.split("\n"), 0, 0)[0]
    for path, addition in ADDITIONS.get((section, tag), {}).items():
        found = _with(found, path.split("/"), addition)
    return found


def _with(group: Element, path: list[str], addition: Addition) -> Element:
    """The schema of a group with one element more."""
    name, *rest = path
    children = dict(group.children)
    if rest:
        children[name] = _with(children[name], rest, addition)
        return group._replace(children=children)
    new = Element(addition.form, (), addition.values, {}, {})
    names = list(children)
    names.insert(names.index(addition.after) + 1 if addition.after else 0, name)
    children[name] = new
    return group._replace(
        children={each: children[each] for each in names},
        ranks={each: rank for rank, each in enumerate(names)},
    )


@cache
def tag_order(section: str) -> tuple[str, ...]:
    """All record names of a section in writing order."""
    return tuple(_blocks().get(section, {}))


@cache
def tag_ranks(section: str) -> dict[str, int]:
    return {tag: rank for rank, tag in enumerate(tag_order(section))}


def element(section: str, path: str) -> Element | None:
    """The schema of the element at ``path``, which begins with the record's name ("entry/note")."""
    tag, *steps = path.split("/")
    found = record(section, tag)
    for step in steps:
        if found is None:
            return None
        found = found.children.get(step)
    return found


def child_order(section: str, path: str) -> tuple[str, ...]:
    """The children that the element at ``path`` may have, in writing order."""
    found = element(section, path)
    return tuple(found.children) if found else ()


def attributes(section: str, tag: str) -> tuple[str, ...]:
    """All attributes that records of that name carry, in writing order."""
    found = record(section, tag)
    return found.attributes if found else ()


def form(section: str, path: str) -> str | None:
    """flag, int, float, text, enum or group; None where no real document has the element."""
    found = element(section, path)
    return found.form if found else None


def enum_values(section: str, path: str) -> tuple[str, ...]:
    """The strings seen at an element of form enum, sorted; real Finale may know more."""
    found = element(section, path)
    return found.values if found else ()


def is_known(section: str, path: str) -> bool:
    """Whether any real document has this element."""
    return element(section, path) is not None


# ---- what a record's key is called ------------------------------------------------------------


def key_attributes(section: str, tag: str, key: Key) -> dict[str, str]:
    """The attributes that ``key`` becomes, in writing order (``shared`` is not part of a key)."""
    known = attributes(section, tag)
    attrs: dict[str, str] = {}
    if section == "texts":
        attrs["type" if tag == "fileInfo" else "number"] = str(key.cmper1)
    elif section == "entries" or "entnum" in known:
        attrs["entnum"] = str(key.cmper1)
    elif section == "details":
        attrs["cmper1"], attrs["cmper2"] = str(key.cmper1), str(key.cmper2)
    elif section == "others":
        attrs["cmper"] = str(key.cmper1)
    if key.inci >= 0:
        attrs["inci"] = str(key.inci)
    if key.part:
        attrs["part"] = str(key.part)
    return attrs


def sort_key(section: str, tag: str, key: Key) -> tuple[object, ...]:
    """What a tag's records sort by; only texts/fileInfo, whose keys are words, needs it."""
    if tag == "fileInfo" and section == "texts":
        known = key.cmper1 in FILE_INFO_TYPES
        return (FILE_INFO_TYPES.index(key.cmper1) if known else len(FILE_INFO_TYPES), key.cmper1)
    return key


# ---- order and form of what is written --------------------------------------------------------

_FORMS = {
    "flag": re.compile(r""),
    "int": re.compile(r"-?\d+"),
    "float": re.compile(r"-?\d\.\d{6}e[+-]\d\d"),
    "enum": re.compile(r"[A-Za-z0-9][\w.-]*"),
}
_FORM_NAMES = {
    "flag": "empty (a flag)",
    "int": "a whole number",
    "float": "a number in the form 1.000000e+00",
    "enum": "one word",
}


def is_arranged(node: Node, schema: Element) -> bool:
    """Whether the children are in writing order, all the way down."""
    ranks = schema.ranks
    highest = -1
    for child in node.children:
        rank = ranks.get(child.tag, highest)
        if rank < highest:
            return False
        highest = rank
        if child.children:
            inner = schema.children.get(child.tag)
            if inner is not None and not is_arranged(child, inner):
                return False
    return True


def arrange(node: Node, schema: Element) -> None:
    """Put the children into writing order, all the way down; unknown ones stay behind their neighbour."""
    order: list[tuple[int, Node]] = []
    rank = -1
    for child in node.children:
        rank = schema.ranks.get(child.tag, rank)
        order.append((rank, child))
        inner = schema.children.get(child.tag)
        if inner is not None and child.children:
            arrange(child, inner)
    order.sort(key=lambda pair: pair[0])
    node.children = [child for _, child in order]


class Fault(NamedTuple):
    """A departure from what Finale writes: where, the text there, and what is wrong with it."""

    path: str
    text: str
    what: str


def faults(node: Node, schema: Element) -> list[Fault]:
    """What Finale would not write so in a record."""
    found = [
        Fault(f"{node.tag}/@{name}", node.attrs[name], "is not an attribute that Finale writes")
        for name in node.attrs
        if name not in schema.attributes and name not in ("inci", "part", "shared")
    ]
    if node.text and schema.form in ("group", "flag"):
        found.append(Fault(node.tag, node.text, f"holds {node.text!r} where no text belongs"))
    found.extend(_faults(node, schema, node.tag))
    return found


def _faults(node: Node, schema: Element, path: str) -> list[Fault]:
    found: list[Fault] = []

    def fault(child: Node, what: str) -> None:
        found.append(Fault(f"{path}/{child.tag}", child.text, what))

    for child in node.children:
        inner = schema.children.get(child.tag)
        if inner is None:
            if child.tag != OFF_IN_PART or schema.form != "flag":
                fault(child, "is not an element that Finale writes")
            continue
        form, text = inner.form, child.text
        pattern = _FORMS.get(form)
        if form == "group":
            if text:
                fault(child, f"holds {text!r} where it has children")
        elif pattern is not None and not pattern.fullmatch(text):
            fault(child, f"must be {_FORM_NAMES[form]}, not {text!r}")
        elif form == "int" and len(text) > 9 and not -(2**31) <= int(text) < 2**31:
            fault(child, f"must be a number of 32 bits, not {text}")
        for name, value in child.attrs.items():
            if name not in inner.attributes:
                where = f"{path}/{child.tag}/@{name}"
                found.append(Fault(where, value, "is not an attribute that Finale writes"))
        if child.children or form == "group":
            found.extend(_faults(child, inner, f"{path}/{child.tag}"))
    return found
