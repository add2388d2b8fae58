"""Spec files as pytest sees them: a collector for a file and for each ``describe``, an item for each ``it``."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from postlude.errors import LimitError, PluginError, PostludeError
from postlude.host import Host
from postlude.lua.values import LuaFunction
from postlude.plugins.folders import ScriptFolders
from postlude.testing.bench import Bench
from postlude.testing.plugin import assertion
from postlude.testing.server import HttpsServer
from postlude.testing.specstate import Spec, SpecState

_FOLDER = pytest.StashKey[Path]()
_SERVER = pytest.StashKey[HttpsServer]()


def _folder(config: pytest.Config) -> Path:
    """A folder for all specs of a session."""
    if _FOLDER not in config.stash:
        config.stash[_FOLDER] = folder = Path(tempfile.mkdtemp(prefix="postlude-specs-"))
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    return config.stash[_FOLDER]


def _server(config: pytest.Config) -> Callable[[], HttpsServer]:
    def make() -> HttpsServer:
        if _SERVER not in config.stash:
            config.stash[_SERVER] = server = HttpsServer(_folder(config))
            config.add_cleanup(server.close)
        return config.stash[_SERVER]

    return make


class SpecFile(pytest.File):
    """One ``*_spec.lua`` file; it has one Lua state for all its tests."""

    state: SpecState
    spec: Spec

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        folder = Path(tempfile.mkdtemp(dir=_folder(self.config)))
        host = Host(data_dir=folder / "data", config_dir=folder / "config")
        self._host = host
        folders = ScriptFolders(folder / "data")
        bench = self.bench()
        try:
            self.state = SpecState(self.path, bench, host.config, folders)
        except PostludeError as error:
            raise self.CollectError(error.message) from None
        self.config.add_cleanup(self._close)
        try:
            self.spec = self.state.load()
        except PluginError as error:
            raise self.CollectError(str(_failure(error, self.path))) from None
        except LimitError as error:
            raise self.CollectError(f"{self.path}: {error.message}") from None
        yield from _nodes(self, self.spec)

    def bench(self) -> Bench:
        """What a test has: relative paths lead beside the file and into pytest's root folder."""
        return Bench(self._host, (self.path.parent, self.config.rootpath), _server(self.config))

    def setup(self) -> None:
        _run_all(self, self.spec.around.get("setup", ()))

    def teardown(self) -> None:
        _run_all(self, self.spec.around.get("teardown", ()))

    def _close(self) -> None:
        self.state.close()
        self._host.close()


class SpecBlock(pytest.Collector):
    """A ``describe``."""

    spec: Spec

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        yield from _nodes(self, self.spec)

    def setup(self) -> None:
        _run_all(self, self.spec.around.get("setup", ()))

    def teardown(self) -> None:
        _run_all(self, self.spec.around.get("teardown", ()))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return _told(self, excinfo) or super().repr_failure(excinfo)


class SpecItem(pytest.Item):
    """An ``it``."""

    spec: Spec

    def runtest(self) -> None:
        if self.spec.body is None:
            pytest.skip("pending")
        file = _file(self)
        state, blocks = file.state, _blocks(self)
        state.bench = bench = file.bench()
        bench.assert_snapshot = assertion(self)
        reason: str | None = None
        try:
            state.begin()
            try:
                for block in blocks:
                    _run_all(self, block.around.get("before_each", ()))
                state.do(self.spec.body)
            except PluginError:
                reason, finalizers = state.over()
                self._end(finalizers, blocks, quiet=True)
                if reason is None:
                    raise
            else:
                _, finalizers = state.over()
                self._end(finalizers, blocks, quiet=False)
        finally:
            bench.restore()
        if reason is not None:
            pytest.skip(reason)

    def _end(self, finalizers: list[LuaFunction], blocks: list[Spec], *, quiet: bool) -> None:
        """Run what stands at the end of a test; after a failure its own failures are not the first ones."""
        inner_first = [each for block in reversed(blocks) for each in block.around.get("after_each", ())]
        first: PluginError | None = None
        for function in (*finalizers, *inner_first):
            try:
                _file(self).state.do(function)
            except PluginError as error:
                first = first or error
        if first is not None and not quiet:
            raise first

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return _told(self, excinfo) or super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return (
            self.path,
            self.spec.line - 1,
            " ".join([*(block.name for block in _blocks(self)[1:]), self.name]),
        )


def _nodes(parent: Any, spec: Spec) -> Iterator[pytest.Item | pytest.Collector]:
    for child in spec.children:
        kind = SpecBlock if child.kind == "describe" else SpecItem
        node: Any = kind.from_parent(parent, name=child.name)
        node.spec = child
        yield node


def _file(node: pytest.Item | pytest.Collector) -> SpecFile:
    found = node.getparent(SpecFile)
    assert found is not None
    return found


def _blocks(node: pytest.Item) -> list[Spec]:
    """The file and the ``describe``s around a test, from the outermost."""
    return [each.spec for each in node.listchain() if isinstance(each, (SpecFile, SpecBlock))]


def _run_all(node: Any, functions: Any) -> None:
    for function in functions:
        _file(node).state.do(function)


def _told(node: Any, excinfo: pytest.ExceptionInfo[BaseException]) -> _Shown | str | None:
    error = excinfo.value
    if isinstance(error, PluginError):
        return _failure(error, node.path)
    if isinstance(error, PostludeError):
        return error.message
    return None


def _failure(error: PluginError, path: Path) -> _Shown:
    """A failure with the lines of the spec that lead to it, as pytest shows Python's."""
    file, line = error.file or str(path), error.line
    # Lua shortens a long path to its end.
    message = re.sub(rf"^[^\n]*?{re.escape(Path(file).name)}:{line}: ", "", error.message, count=1)
    shown: list[str] = []
    source = Path(file)
    if line is not None and source.is_file():
        lines = source.read_text(encoding="utf-8", errors="replace").splitlines()
        for number in range(max(1, line - 4), min(line, len(lines)) + 1):
            shown.append(f"{'>' if number == line else ' '} {number:4}  {lines[number - 1]}")
    shown.extend(f"E       {each}" for each in message.splitlines())
    shown.append("")
    shown.append(f"{file}:{line}: {message.splitlines()[0] if message else 'failed'}")
    frames = [each for each in (error.traceback or "").splitlines()[1:] if "tail calls" not in each]
    if len(frames) > 1:
        shown.extend(["called from:", *frames[1:]])
    return _Shown("\n".join(shown), message)


class _Shown:
    """A failure as pytest shows it: whole on the terminal, and the message alone in its summary."""

    def __init__(self, text: str, message: str) -> None:
        self.text = text
        self.reprcrash = SimpleNamespace(message=message)

    def __str__(self) -> str:
        return self.text

    def toterminal(self, terminal: Any) -> None:
        for line in self.text.splitlines():
            terminal.line(line, red=line.startswith("E  "), bold=line.startswith((">", "E  ")))
