"""What one test works with: a host of its own, scores, runs, answers and a server. The pytest fixtures and the
functions of Lua specs are both made of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from postlude.enigma.document import Document, open_document
from postlude.errors import UsageError
from postlude.host import Host
from postlude.plugins.discovery import FoundPlugin
from postlude.result import RunResult
from postlude.testing.assertions import assert_changes, assert_music, describe_changes
from postlude.testing.builder import score as build
from postlude.testing.reading import Music
from postlude.testing.server import HttpsServer, OpenAIReplies

KEY = "sk-test-0123456789abcdefghijklmnopqrstuv"
"""The key that plugins have in a test: it is none."""

AssertSnapshot = Callable[[Document, str | None], None]

_FOUND: WeakKeyDictionary[Host, dict[str, FoundPlugin]] = WeakKeyDictionary()


class Ran:
    """A run that is over: all of its :class:`~postlude.result.RunResult`, its score, and assertions."""

    def __init__(
        self, result: RunResult, score: Document | None, assert_snapshot: AssertSnapshot | None = None
    ) -> None:
        self.result, self.score = result, score
        self._assert_snapshot = assert_snapshot

    def __getattr__(self, name: str) -> Any:
        return getattr(self.result, name)

    def __repr__(self) -> str:
        return f"<run of {self.result.plugin}: {'ok' if self.result.ok else self.result.message}>"

    @property
    def changed(self) -> list[str]:
        """What changed, as lines such as ``measure 4: barline normal -> double``."""
        return describe_changes(self.score, self.result.changes)

    def assert_ok(self) -> Ran:
        """The plugin ended well; its message and place are in the AssertionError otherwise."""
        __tracebackhide__ = True
        if not self.result.ok:
            error = self.result.error
            place = f"{error.file}:{error.line}" if error is not None and error.file else ""
            where = f" ({place})" if place not in self.result.message else ""
            trace = f"\n{error.traceback}" if error is not None and error.traceback else ""
            raise AssertionError(f"{self.result.plugin} failed: {self.result.message}{where}{trace}")
        return self

    def assert_fails(self, pattern: str = "") -> Ran:
        """The plugin failed, with a message in which the regular expression is found."""
        __tracebackhide__ = True
        if self.result.ok:
            raise AssertionError(f"{self.result.plugin} ended well, expected it to fail")
        if not re.search(pattern, self.result.message):
            raise AssertionError(f"expected a failure that says {pattern!r}, it says {self.result.message!r}")
        return self

    def assert_changes(self, *expected: str) -> Ran:
        """It ended well and changed exactly this; see :func:`postlude.testing.describe_changes`."""
        __tracebackhide__ = True
        self.assert_ok()
        assert_changes(self.score, self.result.changes, expected)
        return self

    def assert_unchanged(self) -> Ran:
        """Nothing in the score differs; whether the run ended well doesn't matter."""
        __tracebackhide__ = True
        assert_changes(self.score, self.result.changes, ())
        return self

    def assert_music(self, *lines: str) -> Ran:
        """It ended well and the score has this music; see :func:`postlude.testing.assert_music`."""
        __tracebackhide__ = True
        self.assert_ok()
        if self.score is None:
            raise UsageError("the run had no score")
        assert_music(self.score, *lines)
        return self

    def assert_snapshot(self, name: str | None = None) -> Ran:
        """It ended well and the score is as the test's snapshot has it; see :mod:`postlude.testing.snapshots`."""
        __tracebackhide__ = True
        self.assert_ok()
        if self.score is None:
            raise UsageError("the run had no score")
        if self._assert_snapshot is None:
            raise UsageError("a snapshot needs the fixture run_plugin, or a spec: it lies beside the test")
        self._assert_snapshot(self.score, name)
        return self

    def assert_alert(self, pattern: str) -> Ran:
        """It showed an alert in whose text the regular expression is found."""
        __tracebackhide__ = True
        _assert_shown("alert", pattern, [alert["text"] for alert in self.result.alerts])
        return self

    def assert_dialog(self, pattern: str) -> Ran:
        """It showed a dialog in whose title the regular expression is found."""
        __tracebackhide__ = True
        _assert_shown("dialog", pattern, [str(each.get("title", "")) for each in self.result.dialogs])
        return self

    def assert_printed(self, pattern: str) -> Ran:
        """It printed a text in which the regular expression is found."""
        __tracebackhide__ = True
        if not re.search(pattern, self.result.printed):
            raise AssertionError(f"nothing printed fits {pattern!r}; it printed {self.result.printed!r}")
        return self


def _assert_shown(kind: str, pattern: str, shown: Sequence[str]) -> None:
    __tracebackhide__ = True
    if not any(re.search(pattern, text) for text in shown):
        listed = "\n".join(f"  {text}" for text in shown) or "  none"
        raise AssertionError(f"no {kind} fits {pattern!r}; there were:\n{listed}")


class Dialogs:
    """The answers that the next runs of a test get; what nothing answers is cancelled."""

    def __init__(self) -> None:
        self._blocks: dict[str, list[Any]] = {"alert": [], "dialog": [], "file": [], "font": []}

    def alert(self, answer: str = "ok", text: str | None = None, *, repeat: bool = False) -> Dialogs:
        """Answer an alert (``ok``, ``cancel``, ``yes``, ``no``) whose text a regular expression is found in."""
        return self._add("alert", {"answer": answer, "text": text, "repeat": repeat})

    def answer(self, answer: Any = None, /, *, title: str | None = None, **block: Any) -> Dialogs:
        """Answer a window: with ``set={...}, press="OK"`` and whatever else a block of an answers file has, or with a
        function that is given the open window."""
        if answer is not None:
            block["steps"] = answer
        return self._add("dialog", {"title": title, **block})

    def file(self, answer: Any, **block: Any) -> Dialogs:
        """Answer a dialog for a file or folder with a path, or ``cancel``."""
        return self._add("file", {"answer": answer, **block})

    def font(self, name: str, **block: Any) -> Dialogs:
        """Answer a dialog for a font."""
        return self._add("font", {"name": name, **block})

    def _add(self, kind: str, block: Mapping[str, Any]) -> Dialogs:
        self._blocks[kind].append({name: value for name, value in block.items() if value is not None})
        return self

    @property
    def content(self) -> dict[str, Any]:
        """In the form that ``Host.run`` takes."""
        return {kind: blocks for kind, blocks in self._blocks.items() if blocks}


class Bench:
    """All that one test has; relative paths of plugins and scores are looked for in ``places``."""

    def __init__(self, host: Host, places: Sequence[Path], server: Callable[[], HttpsServer]) -> None:
        self.host, self.places = host, places
        self.dialogs = Dialogs()
        self.server: HttpsServer | None = None
        self._make_server = server
        self._environment: dict[str, str | None] = {}
        self.assert_snapshot: AssertSnapshot | None = None
        """Compares a score with a snapshot of the test."""

    def score(self, *lines: str) -> Document:
        """A document: that of a file, if the one text is a name with ``.musx`` or ``.enigmaxml``, or a built one."""
        if len(lines) == 1 and str(lines[0]).endswith((".musx", ".enigmaxml")):
            return open_document(self.path(lines[0]))
        return build(*map(str, lines))

    def path(self, name: str | os.PathLike[str]) -> Path:
        """A file by its name from one of the places; the name itself where there is none."""
        wanted = Path(name)
        for place in self.places:
            found = place / wanted
            if found.exists():
                plain = Path(os.path.normpath(found))  # messages show it; links may make it another file
                return plain if plain.exists() and plain.samefile(found) else found
        return wanted

    def run(self, plugin: str | os.PathLike[str], score: Any = None, **settings: Any) -> Ran:
        """Run a plugin, by file or name, on a document, a path or nothing.

        ``settings`` are those of ``Host.run``; ``prefix_text`` is the text of a prefix in place of its file, and
        ``approve`` may be plain true or false.
        """
        settings = self._with_paths(settings)
        document = self.score(str(score)) if isinstance(score, (str, os.PathLike)) else score
        chosen = self.path(plugin)
        found = chosen if chosen.is_file() else self._named(str(plugin))
        if self.server is not None:
            settings = {**self.server.settings, **settings}
        if "answers" not in settings:
            settings["answers"] = self.dialogs.content
        ran = Ran(self.host.run(found, document, **settings), document, self.assert_snapshot)
        if self.server is not None and self.server.failure is not None:
            raise self.server.failure
        return ran

    def _named(self, name: str) -> FoundPlugin:
        """A plugin by its name; looked for once a host, since that goes through all installed packages."""
        known = _FOUND.setdefault(self.host, {})
        if name not in known:
            known[name] = self.host.find(name)
        return known[name]

    def _with_paths(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Settings that name files, as paths."""
        found = dict(settings)
        text = found.pop("prefix_text", None)
        if text is not None:
            file = self.host.data_dir / "prefix of the test.lua"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            found["prefix"] = file
        approved = found.get("approve")
        if isinstance(approved, bool):
            found["approve"] = lambda *_: approved
        for name in ("prefix", "system_prefix", "ca_file"):
            if isinstance(found.get(name), str):
                found[name] = self.path(found[name])
        for name in ("allow_read", "allow_write", "saves"):
            if name in found:
                found[name] = [self.path(each) for each in found[name]]
        return found

    def https_server(self) -> HttpsServer:
        """The server, which all runs of the test can reach from now on."""
        if self.server is None:
            self.server = self._make_server()
            self.server.clear()
        return self.server

    def openai_replies(self, *replies: Any, key: str | None = KEY) -> OpenAIReplies:
        """A language model that says this, and a key in the environment that is none; ``key=None``: no key."""
        model = OpenAIReplies(self.https_server(), replies, key)
        self._environment.setdefault("OPENAI_API_KEY", os.environ.get("OPENAI_API_KEY"))
        _set("OPENAI_API_KEY", key)
        return model

    def music(self, document: Document, staff: int = 1, layer: int = 1) -> str:
        """A layer of a staff (by position from the top) in the builder's notation."""
        read = Music(document)
        if not 1 <= staff <= len(read.staves):
            raise UsageError(f"there is no staff {staff}: the score has {len(read.staves)}")
        return read.text(read.staves[staff - 1], layer)

    def close(self) -> None:
        """The test is over: :meth:`restore`, and the host is closed."""
        self.restore()
        self.host.close()

    def restore(self) -> None:
        """Leave the environment as it was."""
        for name, value in self._environment.items():
            _set(name, value)
        self._environment.clear()


def _set(name: str, value: str | None) -> None:
    """A variable of the environment, or without a value none."""
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
