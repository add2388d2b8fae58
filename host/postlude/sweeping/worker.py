"""The process of one run of a sweep: it gets a task, tells how far it is, and answers with a row."""

from __future__ import annotations

import faulthandler
import json
import os
import pickle
import struct
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from postlude.errors import PostludeError
from postlude.options import RunOptions
from postlude.result import ErrorPlace, RunResult, fail, internal_error, visible
from postlude.run import Run
from postlude.sweeping.blame import is_internal, judge, missing_members
from postlude.sweeping.row import Row

LOADED, BEGUN, DONE = "loaded", "begun", "done"
MOST_SHOWN = 100
"""Alerts, dialogs, notes and refusals that a row keeps of each."""


@dataclass(frozen=True)
class Task:
    """One script and item on one document; all paths are absolute."""

    script: Path
    document: Path | None
    """The copy."""
    original: str | None
    """The name of the document in messages, in place of the copy's."""
    options: RunOptions
    data_dir: Path
    config_dir: Path
    target: Path | None = None
    """Where the document is written if the script changed it."""


def serve() -> None:
    """One task on standard input, messages on what was standard output, one JSON object a line."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)  # what a plugin prints past the capture must not stand between the messages
    faulthandler.enable()
    parent = os.fdopen(os.dup(0), "rb", buffering=0)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    task = pickle.loads(_exactly(parent, struct.unpack("<Q", _exactly(parent, 8))[0]))
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()

    def send(event: str, **content: Any) -> None:
        channel.write(json.dumps({"event": event, **content}) + "\n")
        channel.flush()

    row = Work(task, send).row()
    send(DONE, row=row.as_json())
    channel.close()


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        part = stream.read(size - len(content))
        if not part:
            raise SystemExit(1)
        content += part
    return bytes(content)


def _end_with(parent: IO[bytes]) -> None:
    """End when the sweep does, however that ends."""
    with suppress(OSError):
        parent.read(1)
    os._exit(1)


class Work:
    """A task while it is worked on."""

    def __init__(self, task: Task, send: Any) -> None:
        self._task = task
        self._send = send
        self._run: Run | None = None
        self._row = Row(str(task.script), task.original)

    def row(self) -> Row:
        """Run the script; whatever happens is in the row."""
        from postlude.host import Host

        row = self._row
        defects = False
        try:
            with Host(data_dir=self._task.data_dir, config_dir=self._task.config_dir) as host:
                result = self._result(host)
        except PostludeError as error:
            result = _failed(error)
        except Exception as error:
            defects = True
            result = _failed(PostludeError(internal_error(error)))
        run = self._run
        texts = [result.message, result.printed, *(alert["text"] for alert in result.alerts)]
        place = result.error or ErrorPlace()
        row.missing = list(
            dict.fromkeys(
                [
                    *(run.state.missing if run is not None else ()),
                    *missing_members(texts, place.file, place.line),
                ]
            )
        )
        defects = defects or any(map(is_internal, texts)) or bool(run is not None and run.state.defects)
        unanswered = run is not None and bool(run.answers.notes)
        self._fill(result)
        row.blame = judge(
            result.exit_status, missing=bool(row.missing), defects=defects, unanswered=unanswered
        )
        return row

    def _result(self, host: Any) -> RunResult:
        from postlude.plugins.discovery import plugin_at
        from postlude.plugins.menu import choose_item, menu_items
        from postlude.plugins.permissions import requested_flags

        task, row = self._task, self._row
        found = plugin_at(task.script)
        plugindef = found.describe(task.options.locale)
        items = menu_items(plugindef, host.config.scripts_at(task.script))
        row.items = [visible(item.text) for item in items]
        row.permissions = list(requested_flags(plugindef.properties))
        row.loaded = True
        row.item = visible(choose_item(items, task.options.item).text)
        self._send(LOADED, items=row.items, permissions=row.permissions, item=row.item)
        document = host.open_document(task.document) if task.document is not None else None
        result: RunResult = host.run(found, document, options=task.options, started=self._started)
        if result.ok and result.changes and task.target is not None and document is not None:
            try:
                task.target.parent.mkdir(parents=True, exist_ok=True)
                document.save(task.target)
                row.saved = str(task.target)
            except OSError as error:
                raise PostludeError(f"{task.target}: cannot be written ({error.strerror or error})") from None
        return result

    def _started(self, run: Run) -> None:
        self._run = run
        if run.source:
            try:
                run.state.compile(run.source, f"@{run.path}")
            except PostludeError:
                self._row.loaded = False  # the run fails with the same message
        self._send(BEGUN, loaded=self._row.loaded)

    def _fill(self, result: RunResult) -> None:
        row = self._row
        content = result.as_json()
        row.ran = result.ok
        row.kind, row.exit_status = result.kind, result.exit_status
        row.message = self._named(content["message"])
        row.error = content["error"]
        row.changed = len(result.changes)
        for change in result.changes:
            row.changes[change.op] += 1
        row.records = dict(Counter(change.tag for change in result.changes).most_common())
        row.alerts = content["alerts"][:MOST_SHOWN]
        row.dialogs = [str(dialog.get("title", "")) for dialog in content["dialogs"]][:MOST_SHOWN]
        row.notes = [self._named(visible(note)) for note in result.notes[:MOST_SHOWN]]
        row.refused = content["permissions"]["refused"][:MOST_SHOWN]
        row.seconds = content["seconds"]

    def _named(self, text: str) -> str:
        """A message with the document's own name in place of the copy's."""
        if self._task.document is None or self._task.original is None:
            return text
        return text.replace(str(self._task.document), self._task.original)


def _failed(error: PostludeError) -> RunResult:
    result = RunResult()
    fail(result, error)
    return result


def for_child(options: RunOptions) -> RunOptions:
    """The options without what can't go into another process."""
    return replace(options, output=None, approve=None, ask_posts=False)
