"""Snapshots: the state of a score as text, kept in a file beside the test and compared with what is there now.

They lie in ``snapshots/<test file>/<test>.txt``. One that isn't there is never made by the way: the test fails and says
how to make it, so none comes to be unseen.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from postlude.enigma.document import Document, write_atomically
from postlude.errors import DocumentError, UsageError
from postlude.testing.plugin import DESELECTED, SNAPSHOTS

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

OPTION = "update_score_snapshots"
LONGEST = 100
SHOWN = 60
"""So many lines of a state are shown where there is no snapshot of it."""
_OF_TESTS = re.compile(r"test_.*|.*_test|.*_spec")
"""Folders that can be of a test file; others in a folder called snapshots may be anybody's."""
_KEY = pytest.StashKey["Snapshots"]()


def check(node: pytest.Item, document: Document, name: str | None = None) -> None:
    """The state of a score is that of the test's snapshot; AssertionError shows how it differs.

    A test may have several: they are numbered, unless they have names.
    """
    __tracebackhide__ = True
    if not isinstance(document, Document):
        raise UsageError(f"a snapshot is of a score, not of {type(document).__name__}")
    from postlude.testing.describing import describe_with_changes  # most suites have no snapshots

    snapshots_of(node.config).check(node, describe_with_changes(document), name)


def snapshots_of(config: pytest.Config) -> Snapshots:
    """The snapshots of a session of pytest."""
    if _KEY not in config.stash:
        config.stash[_KEY] = made = Snapshots(config)
        config.pluginmanager.register(made)
    return config.stash[_KEY]


class Snapshots:
    """All that is known of the snapshots of one session; it is a plugin of pytest once there are any."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.update = bool(config.getoption(OPTION, False))
        self._count: Counter[str] = Counter()
        self._owners: dict[Path, str] = {}
        self._passed: set[str] = set()
        self.written: list[Path] = []
        self.removed: list[Path] = []
        self.unused: list[Path] = []

    # ---- in a test

    def check(self, node: pytest.Item, lines: list[str], name: str | None) -> None:
        __tracebackhide__ = True
        path = self._path(node, name)
        shown = self._shown(path)
        owner = self._owners.setdefault(path, node.nodeid)
        if owner != node.nodeid:
            raise UsageError(f"{shown} is the snapshot of {owner}, too: give the tests different names")
        now = "".join(f"{line}\n" for line in lines)
        before = _read(path)
        if now == before:
            return
        if self.update:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise DocumentError(f"{path.parent}: cannot be made ({error.strerror})") from None
            write_atomically(path, now.encode())
            self.written.append(path)
        elif before is None:
            some = [f"  {line}" for line in lines[:SHOWN]]
            if len(lines) > SHOWN:
                some.append(f"  ... and {len(lines) - SHOWN} lines more")
            raise AssertionError(
                "\n".join([f"there is no snapshot {shown} yet. The state is:", *some, self._advice(node)])
            )
        else:
            differing = difflib.unified_diff(before.splitlines(), lines, "stored", "now", lineterm="")
            body = [f"  {line}" for line in differing]
            raise AssertionError("\n".join([f"the state differs from {shown}:", *body, self._advice(node)]))

    def _path(self, node: pytest.Item, name: str | None) -> Path:
        base = _base(node)
        if name is None:
            self._count[node.nodeid] += 1
            number = self._count[node.nodeid]
            base += f"-{number}" if number > 1 else ""
        else:
            base += f"-{_file_name(name)}"
        return _folder(node.path) / f"{base}.txt"

    def _advice(self, node: pytest.Item) -> str:
        quote = shlex.quote if sys.platform != "win32" else '"{}"'.format
        # pytest's own names are seen from its root folder, the command is given where pytest was started.
        file = os.path.relpath(node.path, self._config.invocation_params.dir)
        test = "::".join([Path(file).as_posix(), *node.nodeid.split("::")[1:]])
        return f"if it is as it should be, keep it: postlude test {quote(test)} --update"

    def _shown(self, path: Path) -> str:
        root = self._config.rootpath
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    # ---- at the end

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self._passed.add(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self._config, "workerinput"):
            return  # one of several processes, none of which knows what the others used
        self.unused = sorted(self._unused(session))
        if self.update:
            for path in self.unused:
                path.unlink(missing_ok=True)
                self.removed.append(path)
                _remove_empty(path.parent)
                _remove_empty(path.parent.parent)

    def _unused(self, session: pytest.Session) -> Iterable[Path]:
        """The snapshots that no test has: of files all of whose tests ran, and of files that are gone."""
        nothing: set[Path] = set()
        partial = {*self._config.stash.get(DESELECTED, nothing)}
        for argument in self._config.args:
            if "::" in argument:
                partial.add((self._config.invocation_params.dir / argument.partition("::")[0]).resolve())
        tests: dict[Path, list[pytest.Item]] = {}
        for item in session.items:
            tests.setdefault(item.path, []).append(item)
        for file, items in tests.items():
            if file in partial or file.resolve() in partial:
                continue
            # What failed or was skipped may have snapshots that it didn't come to.
            kept = [_base(item) for item in items if item.nodeid not in self._passed]
            for path in _folder(file).glob("*.txt"):
                if path not in self._owners and not any(
                    path.stem == base or path.stem.startswith(f"{base}-") for base in kept
                ):
                    yield path
        for folder in {file.parent / SNAPSHOTS for file in tests} if not partial else ():
            for of_file in folder.iterdir() if folder.is_dir() else ():
                gone = not _has_source(folder.parent, of_file.name)
                if gone and _OF_TESTS.fullmatch(of_file.name) and of_file.is_dir():
                    yield from of_file.glob("*.txt")

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        say = terminalreporter.write_line
        if self.written or self.removed:
            say(f"snapshots: {len(self.written)} written, {len(self.removed)} removed")
        elif self.unused:
            say(f"snapshots that no test uses ({len(self.unused)}; --update removes them):")
            for path in self.unused:
                say(f"  {self._shown(path)}")


def _folder(file: Path) -> Path:
    return file.parent / SNAPSHOTS / file.stem


def _has_source(folder: Path, stem: str) -> bool:
    return any((folder / f"{stem}{suffix}").exists() for suffix in (".py", ".lua"))


def _base(node: pytest.Item) -> str:
    """The file name of a test's first snapshot: its name, with those of the classes or blocks around it."""
    names: list[str] = []
    current: Any = node
    while current is not None and not isinstance(current, pytest.File):
        names.append(current.name)
        current = current.parent
    return _file_name(".".join(reversed(names)))


def _file_name(name: str) -> str:
    """A name that every system takes for a file; one that had to be changed much stays different from others."""
    plain = re.sub(r"\s+", "_", name)
    safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", plain)
    if safe == plain and len(safe) <= LONGEST:
        return safe
    return f"{safe[:LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _read(path: Path) -> str | None:
    """A snapshot's text, whatever line breaks a version control system gave it; None if there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise DocumentError(f"{path}: cannot be read ({reason}): remove it, and make it anew") from None


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
