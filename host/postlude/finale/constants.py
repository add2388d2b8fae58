"""The constants of ``finale``: PDK names and values, from ``constants.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_STAND_IN = -0x6F000000
"""Where stand-ins begin: far from any number that Finale uses."""


@cache
def _table() -> tuple[Mapping[str, int | float | str], frozenset[str]]:
    values: dict[str, int | float | str] = {}
    unknown: list[str] = []
    source = Path(__file__).with_name("constants.txt").read_text("utf-8")
    for line in source.splitlines():
        if not line or line[0] == "#":
            continue
        name, value = line.split("\t")
        if value == "?":
            values[name] = _STAND_IN - len(unknown)
            unknown.append(name)
        elif value[0] == '"':
            values[name] = value[1:-1]
        else:
            values[name] = int(value.lstrip("="))
    return MappingProxyType(values), frozenset(unknown)


def constants() -> Mapping[str, int | float | str]:
    """Every constant by name."""
    return _table()[0]


def stand_ins() -> frozenset[str]:
    """The names whose real value is not known: never nil, each different, good for comparison only."""
    return _table()[1]


def constant(name: str) -> int:
    """A constant that is a number, for the host's own use."""
    value = constants()[name]
    assert isinstance(value, int)
    return value
