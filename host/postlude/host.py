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
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from postlude.enigma.document import Document
from postlude.enigma.document import open_document as _open
from postlude.errors import PostludeError
from postlude.options import RunOptions
from postlude.plugins.config import Config, load_config
from postlude.plugins.discovery import FoundPlugin, find_plugin, plugin_at
from postlude.plugins.folders import ScriptFolders
from postlude.result import RunResult
from postlude.run import Run, _fail

if TYPE_CHECKING:
    from collections.abc import Callable

PathLike = str | os.PathLike[str]


def open_document(path: PathLike) -> Document:
    """Open a ``.musx`` or ``.enigmaxml`` document. Raises DocumentError."""
    return _open(path)


class Host:
    """Finds plugins and runs them on documents.

    ``data_dir`` is where scripts' settings live, ``config_dir`` the user's configuration; both default to the
    system's usual places. Use it from one thread. A script's retained state lives as long as the host.
    """

    def __init__(self, *, data_dir: PathLike | None = None, config_dir: PathLike | None = None) -> None:
        self.config: Config = load_config(Path(config_dir) if config_dir is not None else None)
        self._folders = ScriptFolders(Path(data_dir) if data_dir is not None else None)
        self.data_dir = self._folders.root
        self._retained: dict[tuple[Any, ...], Run] = {}

    def open_document(self, path: PathLike) -> Document:
        """Open a ``.musx`` or ``.enigmaxml`` document. Raises DocumentError."""
        return _open(path)

    def find(self, plugin: PathLike) -> FoundPlugin:
        """The plugin in a file, or of a name that ``postlude list`` shows. Raises UsageError."""
        return (
            plugin_at(Path(plugin)) if isinstance(plugin, os.PathLike) else find_plugin(plugin, self.config)
        )

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
        ``timeout`` ...). ``started`` is given the run before the plugin begins.

        A plain run can't interrupt a C function that spins, such as a pathological ``string.find``; with
        ``isolate`` the plugin runs in a process of its own, which is ended when its time is over.

        What the plugin or the document does wrong is in the result; a mistake of the caller raises UsageError.
        """
        options = options or RunOptions(**settings)
        if isolate:
            from postlude.isolation import run_isolated

            return run_isolated(self, plugin, document, options)
        found = plugin if isinstance(plugin, FoundPlugin) else self.find(plugin)
        path = None if isinstance(document, (Document, type(None))) else Path(document)
        try:
            score = _open(path) if path is not None else document
            assert not isinstance(score, (str, os.PathLike))
            key = (found.where, options.item, id(score))
            run = self._retained.pop(key, None)
            again = run is not None
            run = run or Run(found, score, options, self.config, self._folders)
        except PostludeError as error:
            if error.exit_status == 2:
                raise
            result = RunResult(plugin=found.name, name=found.where)
            result.document = str(path) if path is not None else _name(document)
            _fail(result, error)
            return result
        try:
            if started is not None:
                started(run)
            result = run.invoke(options if again else None)
        except BaseException:
            run.close()
            raise
        if run.retained:
            self._retained[key] = run
        else:
            run.close()
        return result

    def close(self) -> None:
        """Drop retained states, abort what is pending, remove the host's temporary folder."""
        for run in self._retained.values():
            run.close()
        self._retained.clear()
        self._folders.close()

    def __enter__(self) -> Host:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _name(document: Any) -> str | None:
    path = getattr(document, "path", None)
    return str(path) if path else None
