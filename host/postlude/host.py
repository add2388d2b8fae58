"""``Host``: the front door for Python callers.

::

    from postlude import Host

    with Host() as host:
        score = host.open_document("score.musx")
        result = host.run("plugin.lua", score, select="m1-8")
        if result.ok:
            score.save("out.musx")
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from postlude.collector import calm_collector
from postlude.enigma.document import Document
from postlude.enigma.document import open_document as _open
from postlude.errors import LimitError, PostludeError, UsageError
from postlude.finale.namespace import Namespace
from postlude.finale.session import AnyFiles, Session, Surroundings
from postlude.finale.undo import Undo
from postlude.options import Approve, RunOptions
from postlude.plugins.config import Config, load_config
from postlude.plugins.discovery import FoundPlugin, find_plugin, plugin_at
from postlude.plugins.folders import ScriptFolders
from postlude.result import RunResult, fail
from postlude.retained import Retained
from postlude.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postlude.api import Finale

PathLike = str | os.PathLike[str]


def open_document(path: PathLike) -> Document:
    """Open a ``.musx`` or ``.enigmaxml`` document. Raises DocumentError."""
    return _open(path)


class Host:
    """Finds plugins and runs them on documents.

    ``data_dir`` is where scripts' settings live, ``config_dir`` the user's configuration; both default to the
    system's usual places. ``approve(script, host, port)`` decides on POSTs that no option of a run allows.
    Use a host from one thread. A script's retained state lives as long as the host.
    """

    def __init__(
        self,
        *,
        data_dir: PathLike | None = None,
        config_dir: PathLike | None = None,
        approve: Approve | None = None,
    ) -> None:
        self.config: Config = load_config(Path(config_dir) if config_dir is not None else None)
        self._folders = ScriptFolders(Path(data_dir) if data_dir is not None else None)
        self.data_dir = self._folders.root
        self._approve = approve
        self._retained = Retained()
        self._running: list[Run] = []

    def open_document(self, path: PathLike) -> Document:
        """Open a ``.musx`` or ``.enigmaxml`` document. Raises DocumentError."""
        return _open(path)

    def find(self, plugin: PathLike) -> FoundPlugin:
        """The plugin in a file, or of a name that ``postlude list`` shows. Raises UsageError."""
        if not isinstance(plugin, os.PathLike):
            return find_plugin(plugin, self.config)
        found = plugin_at(Path(plugin))
        if not Path(plugin).is_file():
            raise UsageError(f"{plugin}: no such plugin file")
        return found

    def run(
        self,
        plugin: PathLike | FoundPlugin,
        document: Document | PathLike | None = None,
        *,
        options: RunOptions | None = None,
        isolate: bool = False,
        started: Callable[[Run], None] | None = None,
        **settings: Any,
    ) -> RunResult:
        """Run a plugin on a document, which changes in memory only; save it with ``document.save``.

        ``settings`` are the fields of :class:`postlude.options.RunOptions` (``item``, ``select``, ``trust``,
        ``timeout`` ...). ``started`` is given the run before the plugin begins. ``answers`` may be a dictionary
        or a list, see :func:`postlude.dialogs.reading.answers_from`.

        A plain run can't interrupt a C function that spins, such as a pathological ``string.find``; with
        ``isolate`` the plugin runs in a process of its own, which is ended when its time is over; no state is
        retained then.

        What the plugin or the document does wrong is in the result; a mistake of the caller raises UsageError.
        """
        options = options or run_options(settings)
        if options.approve is None and self._approve is not None:
            options = replace(options, approve=self._approve)
        if isolate:
            from postlude.isolation import run_isolated

            return run_isolated(self, plugin, document, options)
        found = plugin if isinstance(plugin, FoundPlugin) else self.find(plugin)
        path = None if isinstance(document, (Document, type(None))) else Path(document)
        try:
            score = _open(path) if path is not None else document
            assert not isinstance(score, (str, os.PathLike))
            run = self._retained.take(found, score, options)
            again = run is not None
            if run is None:
                run = Run(found, score, options, self.config, self._folders, retained=self._retained)
            run.launched = None
        except PostludeError as error:
            if error.exit_status == 2:
                raise
            result = RunResult(plugin=found.name, name=found.where)
            result.document = str(path) if path is not None else _name(document)
            fail(result, error)
            return result
        self._running.append(run)
        try:
            if started is not None:
                started(run)
            with calm_collector(), _interruptible(run):
                result = run.invoke(options if again else None)
        except UsageError:
            # Only of another invocation's options: nothing has run, the state is as it was.
            self._retained.keep(run)
            raise
        except BaseException:
            run.close()
            raise
        finally:
            self._running.remove(run)
        if run.retained:
            self._retained.keep(run)
        else:
            run.close()
        return result

    def start_up(self, **settings: Any) -> list[RunResult]:
        """Run, without a document, every script that asks to run when Finale starts and that the user's
        configuration allows then."""
        results = []
        for script in self.config.scripts:
            if not script.allow_at_startup or not script.active:
                continue
            item = script.menu_text or None
            result = self.run(script.path, None, at_startup=True, item=item, **settings)
            results.append(result)
        return results

    @contextmanager
    def edit(self, document: Document | PathLike, text: str = "Edit", *, part: int = 0) -> Iterator[Finale]:
        """``finale`` on a document, without a plugin: what changes is one transaction.

        If something is raised inside, the document is as it was before. Nothing is written to a file;
        ``document.save`` does that. ``part`` is the number of the part in view, 0 the score.
        """
        score = document if isinstance(document, Document) else _open(Path(document))
        surroundings = Surroundings(
            files=AnyFiles(),
            folders=self._folders.folder,
            smufl_fonts=self._folders.has_smufl_metadata,
        )
        session = Session(score, part=part, surroundings=surroundings)
        undo = Undo(session, text)
        try:
            yield cast("Finale", Namespace(session))
        except BaseException:
            undo.finish(failed=True)
            raise
        undo.finish()

    def close(self) -> None:
        """Drop retained states, abort what is pending, remove the host's temporary folder.

        Called from another thread it ends a plugin that runs: its requests at once, its code soon.
        """
        for run in list(self._running):
            run.abandon(LimitError("the host was closed while the plugin ran"))
        self._retained.close()
        self._folders.close()

    def __enter__(self) -> Host:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _interruptible(run: Run) -> Iterator[None]:
    """Let an interrupt from the keyboard end the run, where it would raise KeyboardInterrupt otherwise.

    Raised inside a call from Lua, the exception would be a script's to catch.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return

    def handle(number: int, frame: object) -> None:
        if not run.interrupt():
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def run_options(settings: Mapping[str, Any]) -> RunOptions:
    """The options that ``settings`` name. Raises UsageError for a name that is none."""
    known = {each.name for each in fields(RunOptions)}
    for name in settings:
        if name not in known:
            raise UsageError(f"{name!r} is not a setting of a run; there are {', '.join(sorted(known))}")
    if "answers" in settings:
        from postlude.dialogs.reading import answers_from  # late: most runs have none

        settings = {**settings, "answers": answers_from(settings["answers"])}
    return RunOptions(**settings)


def _name(document: Any) -> str | None:
    path = getattr(document, "path", None)
    return str(path) if path else None
