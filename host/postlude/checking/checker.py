"""What ``postlude check`` does: finds the files, reads each once, and asks every rule."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from postlude.checking import tree
from postlude.checking.findings import RULES, Finding, Severity
from postlude.checking.globalnames import check_globals
from postlude.checking.members import check_members
from postlude.checking.permissions import check_modules, check_permissions
from postlude.checking.plugindefs import check_plugindef
from postlude.checking.prefixlines import check_prefixes
from postlude.checking.project import Project
from postlude.checking.pythonfiles import check_python, is_plugin
from postlude.checking.script import LuaFile
from postlude.checking.suppression import Suppressions
from postlude.errors import UsageError
from postlude.plugins.plugindef import describe_plugin

SUFFIXES = (".lua", ".py")
_RECURSION = 20_000
"""Frames of Python for a script that nests as deeply as Lua allows."""


@dataclass
class Report:
    """The findings of a check, by file and line, and how many files were looked at."""

    findings: list[Finding] = field(default_factory=list)
    files: int = 0

    def count(self, severity: Severity) -> int:
        return sum(each.severity is severity for each in self.findings)

    def worst(self) -> Severity | None:
        return max((each.severity for each in self.findings), default=None)


def check(paths: Sequence[Path], *, only: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    """Check files, and the scripts below folders. Raises UsageError for what is neither, or no rule."""
    for name in (*only, *ignore):
        if name not in RULES:
            raise UsageError(f"there is no rule {name!r}; there are {', '.join(RULES)}")
    targets = list(_targets(paths))
    found: list[Finding] = []
    project = Project([path for path in paths if path.is_dir()])
    try:
        with _deep_recursion():
            found = list(_findings(project, targets))
    finally:
        project.close()
    kept = [each for each in found if (not only or each.rule in only) and each.rule not in ignore]
    return Report(sorted(set(kept)), len(targets))


def _targets(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """The files, each once, and whether it was named itself."""
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files = [each for each in _inside(path) if _wanted(each)]
            if not files:
                raise UsageError(f"{path}: no .lua file and no Python plugin is in this folder")
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            files = [path]
        else:
            reason = (
                "neither a .lua or .py file nor a folder"
                if path.exists()
                else "there is no such file or folder"
            )
            raise UsageError(f"{path}: {reason}")
        for file in files:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, file is path


def _inside(folder: Path) -> list[Path]:
    """The files below a folder that could be scripts. What is hidden, generated or installed is passed over."""
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _passed_over(Path(where, name))]
        found += [Path(where, name) for name in names if Path(name).suffix.lower() in SUFFIXES]
    return sorted(path for path in found if not path.name.startswith(".") and path.is_file())


def _passed_over(folder: Path) -> bool:
    installed = folder.name in ("__pycache__", "node_modules", "site-packages")
    return installed or folder.name.startswith(".") or (folder / "pyvenv.cfg").is_file()


def _wanted(path: Path) -> bool:
    """Python files of a folder are only looked at if they are plugins."""
    return path.suffix.lower() != ".py" or is_plugin(path)


def _findings(project: Project, targets: Sequence[tuple[Path, bool]]) -> Iterator[Finding]:
    files: list[LuaFile] = []
    for path, named in targets:
        try:
            if path.suffix.lower() == ".py":
                yield from check_python(path)
                continue
            file = project.add(path, path.as_posix())
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror or error}") from None
        check_plugindef(file)
        if named and file.plugindef is None and _is_script(file):
            file.plugindef = describe_plugin(path.stem, (), {})
        files.append(file)
    for file in files:
        if any(each.rule == "syntax" for each in file.findings):
            yield from file.findings
            continue
        if file.chunk.complete:
            script = project.script(file)
            for rule in (check_modules, check_members, check_globals, check_permissions):
                rule(script)
            check_prefixes(file, project)
        else:
            file.report(
                "syntax", 1, "not all of it could be read here; most rules were left out", Severity.NOTE
            )
        suppressions = Suppressions(file.chunk.comments, file.chunk.first)
        yield from filter(suppressions.keeps, file.findings)
        yield from suppressions.mistakes(file.shown)


def _is_script(file: LuaFile) -> bool:
    """Whether a file without plugindef is a script all the same: a library ends by returning something."""
    if file.extract.text is not None or file.is_spec or any(each.rule == "syntax" for each in file.findings):
        return False
    return not (file.chunk.body and isinstance(file.chunk.body[-1], tree.Return))


@contextmanager
def _deep_recursion() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
