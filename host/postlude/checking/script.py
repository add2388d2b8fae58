"""One Lua file as the rules see it, with all that has been found out about it, and the findings on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from postlude.checking import tree
from postlude.checking.findings import RULES, Finding, Severity
from postlude.checking.parser import parse
from postlude.checking.scopes import resolve
from postlude.checking.types import Types
from postlude.checking.uses import Resolved
from postlude.plugins.extract import Extract, extract_plugindef

if TYPE_CHECKING:
    from postlude.plugins.plugindef import PluginDef


@dataclass(eq=False)
class LuaFile:
    """A file that Lua can read. ``text`` is what Lua is given of it."""

    path: Path
    shown: str
    source: bytes
    text: bytes
    findings: list[Finding] = field(default_factory=list)
    plugindef: PluginDef | None = None
    """What the file says of itself, if it is a script and that could be found out."""

    @cached_property
    def chunk(self) -> tree.Chunk:
        return parse(self.text)

    @cached_property
    def resolved(self) -> Resolved:
        return resolve(self.chunk)

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.text.split(b"\n")

    @cached_property
    def extract(self) -> Extract:
        return extract_plugindef(self.source)

    @property
    def is_spec(self) -> bool:
        return self.path.name.endswith("_spec.lua")

    def report(
        self, rule: str, place: tree.Node | int, message: str, severity: Severity | None = None
    ) -> None:
        """Add a finding at a node or on a line."""
        line, column = (place, 1) if isinstance(place, int) else (place.line, place.column)
        if 0 < line <= len(self._lines):
            # Trees count bytes, people characters.
            column = len(self._lines[line - 1][: column - 1].decode("utf-8", "replace")) + 1
        found = Finding(self.shown, line, column, rule, severity or RULES[rule].severity, message)
        self.findings.append(found)


@dataclass
class Script:
    """A file with what it requires. ``whole`` is false where a required file can't be found or read."""

    file: LuaFile
    types: Types
    required: list[LuaFile]
    whole: bool
    known: Callable[[str], bool]
    """Whether scripts find a global of that name without setting it."""
    missing: list[tuple[tree.Call, str]] = field(default_factory=list)
    dynamic: bool = False
    """Whether it may set globals that can't be told from its text."""
    open_ended: bool = False
    """Whether more may be required than can be told from its text."""

    @property
    def files(self) -> list[LuaFile]:
        return [self.file, *self.required]

    def sets(self, name: str) -> bool:
        """Whether the file or one that it requires gives the global a value."""
        return any(
            (variable := each.resolved.globals.get(name)) is not None and bool(variable.assigned)
            for each in self.files
        )

    def adds(self, library: str, member: str) -> bool:
        """Whether one of the files adds a member to a library of the language."""
        return any(
            isinstance(owner, tree.Name) and owner.name == library
            for each in self.files
            for owner, _ in each.resolved.fields.get(member, ())
        )
