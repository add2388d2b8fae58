"""Runs a plugin in a process of its own, which can be ended whatever it does.

The document goes over as the bytes of its file, the changes come back as records and are put into the
caller's document: it ends up as after a plain run.
"""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from postlude.enigma.document import Document, document_from_bytes, open_document
from postlude.enigma.node import Key, Node
from postlude.errors import LimitError, PostludeError, UsageError
from postlude.result import RunResult

if TYPE_CHECKING:
    from pathlib import Path

    from postlude.host import Host
    from postlude.options import RunOptions

GRACE = 2.0
"""Seconds that the process gets beyond the run's own limit, and for starting."""
START = 10.0

Edit = tuple[str, str, Key, Node | None]


def run_isolated(host: Host, plugin: Any, document: Any, options: RunOptions) -> RunResult:
    """As ``Host.run``; functions in the options can't go along, so ``approve`` and ``output`` are refused."""
    if options.approve is not None:
        raise UsageError("an isolated run can't call back: use allow_post instead of approve")
    score = document if isinstance(document, (Document, type(None))) else open_document(document)
    found = plugin if hasattr(plugin, "where") else host.find(plugin)
    task = {
        "plugin": str(found.path or found.name),
        "options": replace(options, output=None),
        "data": None if score is None else score.to_xml(),
        "path": None if score is None else score.path,
        "data_dir": host.data_dir,
        "config_dir": host.config.folder,
    }
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(there, task), daemon=True)
    started = time.monotonic()
    process.start()
    there.close()
    try:
        wait = None if options.timeout is None else options.timeout + GRACE + START
        answer = here.recv() if here.poll(wait) else None
    except EOFError:
        answer = None
    finally:
        if process.is_alive():
            process.kill()
        process.join()
        here.close()
    if answer is None:
        return _lost(found, score, options, time.monotonic() - started, process.exitcode)
    if isinstance(answer, PostludeError):
        raise answer
    result, edits = answer
    if score is not None:
        for section, tag, key, node in edits:
            if node is None:
                score.store.delete(section, tag, key)
            else:
                score.store.save(section, tag, key, node)
    if options.output is not None and result.printed:
        options.output(result.printed.encode("utf-8"))
    assert isinstance(result, RunResult)
    return result


def _lost(
    found: Any, score: Document | None, options: RunOptions, seconds: float, status: int | None
) -> RunResult:
    over = options.timeout is not None and seconds >= options.timeout
    error = LimitError(
        f"the plugin ran longer than its {options.timeout:g} seconds and was ended"
        if over
        else f"the plugin's process ended without a result (status {status})"
    )
    return RunResult(
        plugin=found.name,
        document=str(score.path) if score is not None and score.path else None,
        ok=False,
        kind=error.kind,
        exit_status=error.exit_status,
        message=error.message,
        seconds=seconds,
        name=found.where,
    )


def _child(connection: Connection, task: dict[str, Any]) -> None:
    from postlude.host import Host

    path: Path | None = task["path"]
    answer: Any
    try:
        with Host(data_dir=task["data_dir"], config_dir=task["config_dir"]) as host:
            score = None if task["data"] is None else document_from_bytes(task["data"], path)
            result = host.run(task["plugin"], score, options=task["options"])
            edits = [] if score is None else _edits(score)
            result.returned = [value for value in result.returned if _simple(value)]
            answer = result, edits
    except PostludeError as error:
        answer = UsageError(error.message) if error.exit_status == 2 else error
    connection.send(answer)
    connection.close()


def _edits(score: Document) -> list[Edit]:
    edits: list[Edit] = []
    for change in score.changes():
        key = _key(change.key)
        edits.append((change.section, change.tag, key, score.store.load(change.section, change.tag, key)))
    return edits


def _key(names: dict[str, int | str]) -> Key:
    first = next((names[name] for name in ("cmper", "cmper1", "entnum", "number", "type") if name in names), 0)
    return Key(first, int(names.get("cmper2", 0)), int(names.get("part", 0)), int(names.get("inci", -1)))


def _simple(value: Any) -> bool:
    return isinstance(value, (type(None), bool, int, float, str, bytes, list, dict))
