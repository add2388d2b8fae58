"""One run of the tests under ``--watch``, in a process of its own: what concerns the change comes first, and what the
tests read and wrote is reported."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

import pytest


class Task(TypedDict):
    """What is to run: pytest's arguments, the test files that come first, what changed (for people), the folders whose
    files count, and the file for the :class:`Report`."""

    arguments: list[str]
    first: list[str]
    changed: str
    roots: list[str]
    report: str


class Report(TypedDict):
    """What came of it: the test files that ran and those that failed; the files that each one read; the files that the
    tests wrote, with time and size as they left them; and whether pytest's arguments were wrong."""

    ran: list[str]
    failed: list[str]
    reads: dict[str, list[str]]
    written: dict[str, list[int]]
    misused: bool


def run_watched(task: Task) -> int:
    """Run the tests and write the report; the exit status of ``postlude test``."""
    from postlude.testing.running import run_tests

    files = _Files(task["roots"])
    watched = _Watched(task, files)
    try:
        return run_tests(task["arguments"], plugins=[watched])
    except KeyboardInterrupt:
        return 130
    finally:
        if watched.session is not None:
            Path(task["report"]).write_text(json.dumps(watched.report()), encoding="utf-8")


class _Files:
    """The files below some folders that Python code opens. A hook of the interpreter: it can't be removed, so it is for
    a process that ends soon."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._roots = tuple(root.rstrip(os.sep) + os.sep for root in roots)
        self.here: str | None = None
        """The test file that is collected or runs."""
        self.reads: dict[str, set[str]] = {}
        self.written: set[str] = set()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            name, mode, flags = arguments
            writes = any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool(flags & 3)
            self._note(name, writes)
        elif event == "os.rename":
            self._note(arguments[1], True)

    def _note(self, name: Any, writes: bool) -> None:
        if not isinstance(name, (str, bytes, os.PathLike)):
            return
        path = os.path.abspath(os.fsdecode(name))  # noqa: PTH100 - as it is now, and asked often
        if not path.startswith(self._roots):
            return
        folder, _, compiled = path.rpartition(f"{os.sep}__pycache__{os.sep}")
        if folder:  # a module, which is read as it was compiled before
            path, writes = f"{folder}{os.sep}{compiled.partition('.')[0]}.py", False
        if writes:
            self.written.add(path)
        elif self.here is not None:
            self.reads.setdefault(self.here, set()).add(path)


class _Watched:
    """A plugin of pytest."""

    def __init__(self, task: Task, files: _Files) -> None:
        self._task, self._files = task, files
        self.session: pytest.Session | None = None
        self._first = set(task["first"])
        self._last_of_first: str | None = None
        self._waiting = 0
        self._ran: set[str] = set()
        self._failed: set[str] = set()
        self._misused = False

    def report(self) -> Report:
        written = {}
        for path in self._files.written:
            try:
                facts = os.stat(path)  # noqa: PTH116
            except OSError:
                written[path] = [0, 0]
            else:
                written[path] = [facts.st_mtime_ns, facts.st_size]
        reads = {test: sorted(paths) for test, paths in self._files.reads.items()}
        return Report(
            ran=sorted(self._ran),
            failed=sorted(self._failed),
            reads=reads,
            written=written,
            misused=self._misused,
        )

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.session = session

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self._misused = exitstatus == pytest.ExitCode.USAGE_ERROR

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Any:
        file = str(collector.path) if isinstance(collector, pytest.File) else None
        if file is not None:
            self._files.here = file
        try:
            report = yield
        finally:
            self._files.here = None
        if report.failed:
            self._failed.add(str(collector.path))
            self._ran.add(str(collector.path))
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Files as a whole, so that what is set up for a file is set up once."""
        first = [item for item in items if str(item.path) in self._first]
        if 0 < len(first) < len(items):
            items[:] = [*first, *(item for item in items if str(item.path) not in self._first)]
            self._last_of_first, self._waiting = first[-1].nodeid, len(items) - len(first)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self._files.here = str(item.path)
        self._ran.add(str(item.path))
        try:
            return (yield)
        finally:
            self._files.here = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self._files.here is not None:
            self._failed.add(self._files.here)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        if nodeid == self._last_of_first and self._failed and self.session is not None:
            count = f"{self._waiting} other{'s' if self._waiting > 1 else ''}"
            self.session.shouldfail = f"what concerns {self._task['changed']} fails: {count} not run"
