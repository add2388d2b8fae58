"""Findings, and the rules that they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple


class Severity(IntEnum):
    """How bad a finding is; a higher number is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Rule(NamedTuple):
    """``severity`` is what its findings mostly are, ``about`` one line for reports."""

    name: str
    severity: Severity
    about: str


@dataclass(frozen=True, order=True)
class Finding:
    """Line and column count from 1; ``file`` is the path as the user will know it."""

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: Final[Mapping[str, Rule]] = {
    rule.name: rule
    for rule in (
        Rule("syntax", _E, "Lua or Python can't read the file"),
        Rule("plugindef", _W, "something is wrong with plugindef"),
        Rule("menu-items", _W, "the lists of additional menu items don't fit together"),
        Rule("version", _E, "the plugin asks for versions that Postlude isn't"),
        Rule("unknown-property", _W, "finaleplugin has no such property"),
        Rule("unknown-member", _E, "a class, object or module has no such member"),
        Rule("unknown-constant", _E, "finale has no such constant"),
        Rule("undocumented", _W, "the framework's documentation has no such member"),
        Rule("not-implemented", _N, "Postlude doesn't implement the member"),
        Rule("colon-call", _W, "`:` where `.` is meant"),
        Rule("dot-call", _E, "`.` where `:` is meant"),
        Rule("not-a-function", _E, "a property is called"),
        Rule("not-called", _E, "a function is used as if it were its result"),
        Rule("read-only", _E, "what is assigned to can't be written"),
        Rule("missing-argument", _E, "a call lacks an argument"),
        Rule("missing-permission", _E, "a gated function without the permission"),
        Rule("unused-permission", _W, "a permission that nothing needs"),
        Rule("global-leak", _W, "a function sets a global that only it uses"),
        Rule("undefined-global", _W, "nothing sets the global"),
        Rule("missing-module", _W, "require finds no such module"),
        Rule("bad-suppression", _W, "a comment that suppresses an unknown rule"),
    )
}
"""All rules by name."""
