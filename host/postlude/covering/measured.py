"""What was measured: for each file the lines that can run and how often they did."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from postlude.errors import UsageError
from postlude.lua.bytecode import Function, compiled, functions_of
from postlude.lua.counting import Counts, LineCounter
from postlude.lua.loader import script_text

SPEC = "_spec.lua"
_ELSEWHERE = {"node_modules", "__pycache__", "site-packages"}
"""Folders that hold other people's files, besides those that begin with a dot."""
_DEFINITION = re.compile(rb"([\w.]+)(?:\s*,\s*[\w.]+)*\s*=\s*function\b|\bfunction\b\s*([\w.:]*)")


@dataclass
class Called:
    """A function, by its name in the text, and how often it was called; at least once where loops lead back to its
    first line, which is what is counted."""

    name: str
    line: int
    last: int
    count: int


@dataclass
class FileLines:
    """A file: how often each line ran that can, 0 for those that never did. ``name`` is its path from the root folder,
    with ``/``, if it lies there."""

    path: Path
    name: str
    lines: dict[int, int] = field(default_factory=dict)
    functions: list[Called] = field(default_factory=list)

    @property
    def hit(self) -> int:
        return sum(1 for count in self.lines.values() if count)

    @property
    def missed(self) -> list[tuple[int, int]]:
        """The lines that never ran, as ranges; lines between that can't run don't end one."""
        ranges: list[tuple[int, int]] = []
        ran = True
        for line, count in sorted(self.lines.items()):
            if not count:
                ranges.append((line, line) if ran else (ranges.pop()[0], line))
            ran = count > 0
        return ranges


@dataclass
class Measured:
    """All files, by name, and what could not be measured, one line each."""

    root: Path
    files: list[FileLines] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(len(file.lines) for file in self.files)

    @property
    def hit(self) -> int:
        return sum(file.hit for file in self.files)

    @property
    def percent(self) -> float:
        """Of the lines of all files; 100 if there are none."""
        return 100 * self.hit / self.total if self.total else 100.0


def measure(
    counter: LineCounter, root: Path, sources: Sequence[Path] = (), *, specs: bool = False
) -> Measured:
    """What ran of the scripts and libraries below ``root``; or, with ``sources``, of all Lua files in these folders and
    of these files, whether they were loaded or not. Files of tests only with ``specs``, or by name.

    Raises UsageError for a source that isn't there.
    """
    root = Path(os.path.realpath(root))
    measured = Measured(root)
    for path in sorted(_chosen(counter, root, sources, specs)):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        try:
            text = counter.loaded.get(path)
            text = script_text(path.read_bytes()) if text is None else text
            functions = functions_of(compiled(text))
        except OSError as error:
            measured.problems.append(f"{name}: can't be read: {error.strerror}")
        except ValueError as error:
            measured.problems.append(f"{name}:{error}")
        else:
            measured.files.append(_file(path, name, text, functions, counter.counts.get(path, {})))
    return measured


def _chosen(counter: LineCounter, root: Path, sources: Sequence[Path], specs: bool) -> set[Path]:
    named: set[Path] = set()
    if not sources:
        found = {path for path in counter.loaded if path.is_relative_to(root) and _own(path, root)}
    else:
        found = set()
        for source in sources:
            if not source.exists():
                raise UsageError(f"{source}: no such file or folder to measure the coverage of")
            real = Path(os.path.realpath(source))
            if real.is_file():
                named.add(real)
            found |= named if real.is_file() else set(_below(real))
            found |= {path for path in counter.loaded if path.is_relative_to(real) and _own(path, real)}
    # The text of compiled Lua is elsewhere.
    found = {path for path in found if path.suffix != ".luac"}
    tests = set() if specs else {path for path in found if path in counter.specs or path.name.endswith(SPEC)}
    return found - (tests - named)


def _own(path: Path, root: Path) -> bool:
    folders = path.relative_to(root).parts[:-1]
    return not any(name.startswith(".") or name in _ELSEWHERE for name in folders)


def _below(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _ELSEWHERE]
        for name in names:
            if name.endswith(".lua"):
                yield Path(os.path.realpath(Path(at, name)))


def _file(path: Path, name: str, text: bytes, functions: Iterable[Function], counts: Counts) -> FileLines:
    found = FileLines(path, name)
    ran: dict[int, int] = {}
    for each in counts.values():
        for line, count in each.items():
            ran[line] = ran.get(line, 0) + count
    functions = list(functions)
    for function in functions:
        for line in function.lines:
            found.lines[line] = ran.get(line, 0)
    found.lines = dict(sorted(found.lines.items()))
    found.functions = list(_called(text.split(b"\n"), functions[1:], counts))
    return found


def _called(lines: list[bytes], functions: Iterable[Function], counts: Counts) -> Iterator[Called]:
    taken: set[str] = set()
    order: dict[int, int] = {}
    for function in sorted(functions, key=lambda function: function.defined):
        line = function.defined
        position = order[line] = order.get(line, -1) + 1
        names = _DEFINITION.findall(lines[line - 1]) if line <= len(lines) else []
        found = b"".join(names[position]) if position < len(names) else b""
        name = found.decode("utf-8", "replace") or "anonymous"
        if not found or name in taken:
            name = f"{name}:{line}" if not position else f"{name}:{line}.{position + 1}"
        taken.add(name)
        own = counts.get(line, {})
        count = own.get(function.entry, 0) if function.once and not position else int(any(own.values()))
        yield Called(name, line, function.last, count)
