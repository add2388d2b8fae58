"""``--diff``: the changes of a run, record by record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlude.enigma.journal import Change

SIGNS = {"add": "+", "change": "~", "delete": "-"}


def print_changes(changes: Iterable[Change]) -> None:
    """A line for each record, and one for each field that differs."""
    for change in changes:
        key = " ".join(f"{name}={value}" for name, value in change.key.items())
        print(f"{SIGNS[change.op]} {change.section}/{change.tag} {key}".rstrip())
        for path, (old, new) in change.fields.items():
            print(f"    {path}: {_shown(old)} -> {_shown(new)}")


def _shown(value: object) -> str:
    """A value on one line; text that could be taken for something else stands in quotes."""
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    plain = text.isprintable() and text == text.strip() and text not in ("", "(none)", "true", "false")
    return text if plain and " -> " not in text else repr(text)
