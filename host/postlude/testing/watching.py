"""``postlude test --watch``: the tests run again when a file of the project changes."""

from __future__ import annotations

import json
import os
import queue
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from postlude.errors import UsageError
from postlude.testing.runners import Runner, Tell, make_runner
from postlude.testing.watched import Report, Task

DEBOUNCE = 30
"""Milliseconds without a further change, after which a change counts: editors write in several steps."""
ECHOES = 2
"""After so many runs in a row that change the same files, these are taken for the tests' own."""
PATIENCE = 3.0
"""Seconds that an interrupted run gets to tidy up."""

Finds = Callable[..., Iterable[set[tuple[Any, str]]]]
"""``watchfiles.watch``."""

_FOLDERS = {"__pycache__", "node_modules", "site-packages", "venv", "htmlcov", "build", "dist"}
_ENDS = ("~", ".pyc", ".pyo", ".swp", ".swx", ".swo", ".tmp", ".bak", ".part", ".orig", ".egg-info", ".log")
_NAMES = {"4913", "lcov.info", "coverage.xml"}
"""Files of editors, and what coverage writes."""


def watch_tests(arguments: Sequence[str], paths: Sequence[str], ignored: Sequence[str] = ()) -> int:
    """Run the tests now and after each change below the current folder and ``paths``, until an interrupt; the exit
    status. ``ignored`` are files that the tests' tools write. Raises UsageError where watchfiles isn't installed."""
    try:
        import pytest  # noqa: F401
        from watchfiles import watch
    except ImportError as error:
        raise UsageError(f"test --watch needs {error.name}: pip install 'postlude[testing]'") from None
    roots = _roots(paths)
    with tempfile.TemporaryDirectory(prefix="postlude-watch-") as folder:
        watching = Watching(arguments, roots, Path(folder, "report.json"), ignored)
        return watching.until_interrupted(watch)


def _roots(paths: Sequence[str]) -> list[Path]:
    """The folders to watch, none of them within another: those of the paths, the current one, and the one above it that
    is the project's."""
    here = Path.cwd()
    project = next((at for at in (here, *here.parents) if _is_project(at)), here)
    files = [Path(os.path.abspath(path.partition("::")[0])) for path in paths]  # noqa: PTH100
    folders = {project, *(file if file.is_dir() else file.parent for file in files if file.exists())}
    return sorted(each for each in folders if not any(each != o and each.is_relative_to(o) for o in folders))


def _is_project(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("pyproject.toml", "pytest.ini", "tox.ini", "setup.cfg"))


class Watching:
    """What is known from one run to the next."""

    def __init__(
        self,
        arguments: Sequence[str],
        roots: Sequence[Path],
        report: Path,
        ignored: Sequence[str] = (),
        runner: Callable[[Tell], Runner] = make_runner,
    ) -> None:
        self._arguments, self._roots, self._report = list(arguments), list(roots), report
        self._ignored = {os.path.abspath(path) for path in ignored}  # noqa: PTH100
        self._events: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._make_runner = runner
        self._runner = self._new_runner()
        self._reads: dict[str, set[str]] = {}
        self._failed: set[str] = set()
        self._written: dict[str, list[int]] = {}
        self._during: set[str] = set()
        """What changed while the tests ran."""
        self._cut = False
        """Whether the last run was interrupted for that."""
        self._running = False
        self._echoing: set[str] = set()
        """What processes of the tests write, which can't be seen."""
        self._echo: set[str] = set()
        self._echoes = 0
        """How many runs, one after another, were made by the same changes, each during the run before."""
        self._stop = threading.Event()

    def _new_runner(self) -> Runner:
        # What a runner says that has been replaced is of no interest.
        def tell(what: str, content: Any) -> None:
            if made and made[0] is self._runner:
                self._events.put((what, content))

        made: list[Runner] = []
        self._runner = runner = self._make_runner(tell)
        made.append(runner)
        return runner

    def until_interrupted(self, watch: Finds) -> int:
        """Run, wait, run again; 130 after an interrupt, 2 if the tests can't be begun at all."""
        watcher = threading.Thread(target=self._watch, args=(watch,), daemon=True)
        watcher.start()
        changed: set[str] = set()
        begun = False
        try:
            while True:
                if not self._run(changed) and not begun:
                    return 2  # pytest has said why
                begun = True
                meanwhile = self._since_then()
                changed = changed | meanwhile if self._cut else meanwhile
                if not changed and not self._cut:
                    _say("waiting for changes (Ctrl-C ends)")
                    changed = self._wait()
        except KeyboardInterrupt:
            self._end_run()
            return 130
        finally:
            self._stop.set()
            self._runner.close()
            watcher.join(1)

    # ---- what changes

    def _watch(self, watch: Finds) -> None:
        try:
            for changes in watch(
                *self._roots, watch_filter=self._counts, debounce=400, step=DEBOUNCE, stop_event=self._stop,
                rust_timeout=1000, raise_interrupt=False, ignore_permission_denied=True,
            ):  # fmt: skip
                self._events.put(("changed", {path for _, path in changes}))
        except Exception as error:
            self._events.put(("blind", error))

    def _counts(self, change: object, path: str) -> bool:
        """Whether a file is one that an author writes."""
        root = next((root for root in self._roots if Path(path).is_relative_to(root)), Path("/"))
        *folders, name = Path(path).relative_to(root).parts or ("",)
        return not (
            any(each.startswith(".") or each in _FOLDERS or each.endswith(_ENDS) for each in folders)
            or name.startswith((".", "#"))
            or name.endswith(_ENDS)
            or name in _NAMES
            or path in self._ignored
            or (name in _FOLDERS and not folders)
        )

    def _own(self, path: str) -> bool:
        """Whether a file is as the tests wrote it."""
        if path in self._echoing:
            return True
        facts = self._written.get(path)
        if facts is None:
            return False
        try:
            now = os.stat(path)  # noqa: PTH116
        except OSError:
            return True
        return facts == [now.st_mtime_ns, now.st_size]

    def _foreign(self, paths: Iterable[str]) -> set[str]:
        """The files that somebody else changed; a file that came and went, as editors make them, is none."""
        return {
            path for path in paths if not self._own(path) and (self._matters(path) or Path(path).exists())
        }

    def _next(self, seconds: float | None = None) -> tuple[str, Any] | None:
        """The next event; None if there is none in time. Waits in pieces: elsewhere a wait can't be interrupted."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            left = 0.5 if end is None else min(0.5, end - time.monotonic())
            try:
                what, content = self._events.get(timeout=max(0.0, left))
            except queue.Empty:
                if end is not None and time.monotonic() >= end:
                    return None
                continue
            if what == "blind":
                raise UsageError(
                    f"test --watch can't see changes: {content}; WATCHFILES_FORCE_POLLING=1 looks for them"
                )
            return what, content

    def _wait(self) -> set[str]:
        """The files that change next."""
        self._echo, self._echoes = set(), 0
        self._echoing.clear()  # while nothing runs, somebody else writes
        while True:
            event = self._next()
            if event is not None and event[0] == "changed":
                changed = self._foreign(event[1])
                if changed:
                    return changed

    def _since_then(self) -> set[str]:
        """The files that changed while the tests ran, without those that they wrote themselves."""
        while (event := self._next(2 * DEBOUNCE / 1000)) is not None:
            if event[0] == "changed":
                self._during |= event[1]
        changed = self._foreign(self._during)
        self._echoes = self._echoes + 1 if changed and changed <= self._echo else 0
        self._echo = changed
        if self._echoes == ECHOES:
            self._echoing |= changed
            _say(f"ignored during runs, since each one changes it: {self._names(changed)}")
        return changed

    # ---- one run

    def _run(self, changed: set[str]) -> bool:
        """Run the tests; whether pytest could begin."""
        self._during, self._cut = set(), False
        if any(self._runner.is_old(path) for path in changed):
            self._runner.close()
            self._new_runner()
        first = self._first(changed)
        if changed:
            if sys.stdout.isatty():
                sys.stdout.write("\033[H\033[2J")
            order = f", first {self._names(first)}" if first and set(self._reads) - first else ""
            _say(f"{self._names(changed)} changed{order}")
        self._report.unlink(missing_ok=True)
        self._running = True
        self._runner.run(
            Task(
                arguments=self._arguments, first=sorted(first), changed=self._names(changed),
                roots=[str(root) for root in self._roots], report=str(self._report),
            )
        )  # fmt: skip
        status = self._until_done()
        return self._learn() or status != 2

    def _until_done(self) -> int:
        end: float | None = None
        while True:
            event = self._next(None if end is None else max(0.0, end - time.monotonic()))
            if event is None:
                self._runner.interrupt(hard=True)
                end = None
                continue
            what, content = event
            if what == "changed":
                self._during |= content
                if not self._cut and any(self._matters(path) for path in content):
                    self._cut, end = True, time.monotonic() + PATIENCE
                    self._runner.interrupt()
                continue
            self._running = False
            if what == "lost":
                _say(f"the process of the tests ended (status {content})")
                self._new_runner()
                return 1
            if content < 0 and not self._cut:
                _say(f"the tests were ended by signal {-content}")
            return int(content)

    def _matters(self, path: str) -> bool:
        """Whether a run is of no use any more when this file changes."""
        if path in self._written or path in self._echoing:
            return False
        return path.endswith((".lua", ".py")) or any(path in reads for reads in self._reads.values())

    def _end_run(self) -> None:
        """After an interrupt from the keyboard, which reached the run as well: let it end."""
        with suppress(UsageError, KeyboardInterrupt):
            if self._running:
                self._next(1.0)

    def _first(self, changed: set[str]) -> set[str]:
        """The test files that failed, are changed, or have read what is changed."""
        concerned = {test for test, reads in self._reads.items() if reads & changed}
        return self._failed | (changed & set(self._reads)) | concerned

    def _learn(self) -> bool:
        """Read what came of the run; whether pytest took its arguments."""
        try:
            report: Report = json.loads(self._report.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        self._failed = (self._failed - set(report["ran"])) | set(report["failed"])
        for test, paths in report["reads"].items():
            self._reads.setdefault(test, set()).update(paths)
        self._written |= report["written"]
        return not report["misused"]

    def _names(self, paths: Iterable[str]) -> str:
        here = Path.cwd()
        shown = [
            str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
            for path in sorted(paths)
        ]
        return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


def _say(text: str) -> None:
    print(f"postlude: {text}", flush=True)
