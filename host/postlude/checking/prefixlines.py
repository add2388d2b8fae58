"""The lines of ``AdditionalPrefixes``: each is Lua code that runs before the script for one menu item."""

from __future__ import annotations

from dataclasses import replace

from postlude.checking import tree
from postlude.checking.findings import Finding
from postlude.checking.members import check_members
from postlude.checking.plugindefs import place_of
from postlude.checking.project import Project
from postlude.checking.script import LuaFile, Script
from postlude.checking.types import Types

_NAME = "AdditionalPrefixes"


def check_prefixes(file: LuaFile, project: Project) -> None:
    """Look at each line on its own: its syntax, and the members that it names."""
    if file.plugindef is None:
        return
    for line in file.plugindef.properties.AdditionalPrefixes.splitlines():
        text = line.strip().encode("utf-8", "surrogateescape")
        problem = project.problem_in(text)
        where = _where(file, text)
        if problem is not None:
            file.report("menu-items", where, f"finaleplugin.{_NAME}: {problem[1]}")
            continue
        part = LuaFile(file.path, file.shown, text, text)
        known = project.script(part)
        check_members(Script(part, Types(part.resolved), [], True, known.known))
        for finding in part.findings:
            file.findings.append(_moved(finding, where))


def _where(file: LuaFile, text: bytes) -> tree.Node | int:
    """The line of the script on which it stands, where it does as it is."""
    start = place_of(file, _NAME)
    first = start if isinstance(start, int) else start.line
    lines = file.text.split(b"\n")
    found = (number for number, line in enumerate(lines[first - 1 :], first) if line.strip() == text)
    return next(found, start)


def _moved(finding: Finding, where: tree.Node | int) -> Finding:
    line, column = (where, 1) if isinstance(where, int) else (where.line, where.column)
    return replace(finding, line=line, column=column)
