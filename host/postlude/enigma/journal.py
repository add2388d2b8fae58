"""What changed: the difference between two versions of a record, field by field."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from postlude.enigma import schema
from postlude.enigma.node import Key, Node

Value = str | bool | None
"""The text of an element, True for a flag, None where the version does not have it."""


class Change(NamedTuple):
    """One record added, changed or deleted.

    ``key`` names the record by its attributes. A field's name is its path in the record, with a
    position from 1 behind an element that carries attributes or has siblings of its name in either
    version; ``@name`` is an attribute, ``.`` the record's own text. Its value is ``[old, new]``.
    """

    op: Literal["add", "change", "delete"]
    section: str
    tag: str
    key: dict[str, int | str]
    fields: dict[str, list[Value]]

    def to_json(self) -> dict[str, Any]:
        """The change as `--json` shows it."""
        return {
            "op": self.op,
            "section": self.section,
            "tag": self.tag,
            "key": self.key,
            "fields": self.fields,
        }


_KEY_NAMES = frozenset({"cmper", "cmper1", "cmper2", "entnum", "number", "type", "inci", "part"})


def describe(section: str, tag: str, key: Key, old: Node | None, new: Node | None) -> Change:
    """The change that made ``new`` out of ``old`` (None: no such record)."""
    names = schema.key_attributes(section, tag, key)
    shown: dict[str, int | str] = {
        name: value if name == "type" else int(value)
        for name, value in names.items()
        if _is_number(name, value)
    }
    fields: dict[str, list[Value]] = {}
    _compare(old, new, "", fields, _KEY_NAMES)
    op: Literal["add", "change", "delete"] = "add" if old is None else "delete" if new is None else "change"
    return Change(op, section, tag, shown, fields)


def _is_number(name: str, value: str) -> bool:
    return name == "type" or value.lstrip("-").isdigit()


def _own_value(node: Node | None, path: str) -> Value:
    if node is None or node.children:
        return None
    if node.text:
        return node.text
    return True if path else None


def _compare(
    old: Node | None,
    new: Node | None,
    path: str,
    fields: dict[str, list[Value]],
    hidden: frozenset[str] = frozenset(),
) -> None:
    before, after = _own_value(old, path), _own_value(new, path)
    if before != after:
        fields[path or "."] = [before, after]
    prefix = f"{path}/" if path else ""
    names = [*(old.attrs if old else ()), *(new.attrs if new else ())]
    for name in dict.fromkeys(names):
        if name in hidden:
            continue
        was = old.attrs.get(name) if old else None
        is_now = new.attrs.get(name) if new else None
        if was != is_now:
            fields[f"{prefix}@{name}"] = [was, is_now]
    old_children, new_children = _by_tag(old), _by_tag(new)
    for tag in _merged(list(old_children), list(new_children)):
        mine, theirs = old_children.get(tag, []), new_children.get(tag, [])
        count = max(len(mine), len(theirs))
        numbered = count > 1 or any(child.attrs for child in (*mine, *theirs))
        for at in range(count):
            name = f"{prefix}{tag}[{at + 1}]" if numbered else prefix + tag
            _compare(
                mine[at] if at < len(mine) else None, theirs[at] if at < len(theirs) else None, name, fields
            )


def _by_tag(node: Node | None) -> dict[str, list[Node]]:
    groups: dict[str, list[Node]] = {}
    for child in node.children if node else ():
        groups.setdefault(child.tag, []).append(child)
    return groups


def _merged(first: list[str], second: list[str]) -> list[str]:
    """Both orders in one: what only the second has comes behind its predecessor there."""
    merged = list(first)
    at = 0
    for tag in second:
        if tag in merged:
            at = merged.index(tag) + 1
        else:
            merged.insert(at, tag)
            at += 1
    return merged
