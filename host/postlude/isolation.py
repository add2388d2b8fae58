"""Runs a plugin in a process of its own, which can be ended whatever it does.

The document goes over as the bytes of its file, the changes come back as records and are put into the
caller's document: it ends up as after a plain run.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
import time
from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from postlude.enigma.document import Document, document_from_bytes, open_document
from postlude.enigma.node import Key, Node
from postlude.errors import DocumentError, LimitError, PostludeError, UsageError
from postlude.lua.counting import LineCounter, counting, current_counter
from postlude.result import RunResult, fail

if TYPE_CHECKING:
    from postlude.host import Host
    from postlude.options import RunOptions

GRACE = 1.0
"""Seconds that the process gets beyond the run's own limit, to end by itself."""
START = 60.0
"""Seconds that it gets to start, and to open the document."""

STARTED = "started"

Edit = tuple[str, str, Key, Node | None]

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from postlude.isolation import serve; serve()"
)


def run_isolated(host: Host, plugin: Any, document: Any, options: RunOptions) -> RunResult:
    """As ``Host.run``; nothing in the options can be asked back, so ``approve`` and ``answers.ask`` are refused."""
    answers = options.answers
    asks = answers.ask or answers.ask_window or any(callable(block.steps) for block in answers.dialogs)
    if options.approve is not None or asks:
        raise UsageError(
            "an isolated run can't ask back: use allow_post, and answers that are given beforehand"
        )
    found = plugin if hasattr(plugin, "where") else host.find(plugin)
    try:
        score = document if isinstance(document, (Document, type(None))) else open_document(document)
    except DocumentError as error:
        result = RunResult(plugin=found.name, document=str(document), name=found.where)
        fail(result, error)
        return result
    counter = current_counter()
    task = {
        "plugin": str(found.path or found.name),
        "options": replace(
            options,
            item=options.item if options.item is not None else found.item,
            output=None,
            allow_post=tuple(options.allow_post),
            allow_read=tuple(options.allow_read),
            allow_write=tuple(options.allow_write),
            resolve=dict(options.resolve),
        ),
        "data": None if score is None else score.to_xml(),
        "path": None if score is None else score.path,
        "data_dir": host.data_dir,
        "config_dir": host.config.folder,
        "counts": counter is not None,
    }
    started = time.monotonic()
    answer = _converse(pickle.dumps(task), options.timeout)
    if isinstance(answer, UsageError):
        raise answer
    if isinstance(answer, PostludeError):
        result = RunResult(plugin=found.name, name=found.where, seconds=time.monotonic() - started)
        result.document = str(score.path) if score is not None and score.path else None
        fail(result, answer)
        return result
    result, edits, counted = answer
    if counter is not None:
        counter.merge(*counted)
    assert isinstance(result, RunResult)
    if score is not None:
        for section, tag, key, node in edits:
            if node is None:
                score.store.delete(section, tag, key)
            else:
                score.store.save(section, tag, key, node)
    if options.output is not None and result.printed:
        options.output(result.printed.encode("utf-8", "surrogateescape"))
    return result


def _converse(task: bytes, timeout: float | None) -> Any:
    """Start the process and wait for its answer; a LimitError if there is none in time."""
    path = json.dumps([os.fspath(folder) for folder in sys.path])
    process = subprocess.Popen(
        [sys.executable, "-c", _BOOT, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None and process.stdout is not None
    messages: queue.Queue[Any] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process.stdout, messages), daemon=True)
    reader.start()
    try:
        with suppress(OSError):  # it ended at once: the reader knows
            _send(process.stdin, task)
        answer = messages.get(timeout=START)
        if answer == STARTED:
            answer = messages.get(timeout=None if timeout is None else timeout + GRACE)
        if answer is None:
            return LimitError(f"the plugin's process ended without a result (status {process.wait()})")
        return answer
    except queue.Empty:
        seconds = START if timeout is None else timeout
        return LimitError(f"the script ran longer than its {seconds:g} seconds and was ended")
    finally:
        process.kill()
        process.wait()
        reader.join(5)
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()


def _read(stream: IO[bytes], messages: queue.Queue[Any]) -> None:
    """Put the messages into the queue, and None when there are no more."""
    while True:
        head = stream.read(8)
        if len(head) < 8:
            break
        (size,) = struct.unpack("<Q", head)
        content = stream.read(size)
        if len(content) < size:
            break
        messages.put(pickle.loads(content))
    messages.put(None)


def _send(stream: IO[bytes], content: bytes) -> None:
    stream.write(struct.pack("<Q", len(content)) + content)
    stream.flush()


def serve() -> None:
    """The process's side: one task on standard input, messages on what was standard output."""
    from postlude.host import Host

    counter = LineCounter()
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints past the capture must not stand between the messages
    (size,) = struct.unpack("<Q", sys.stdin.buffer.read(8))
    task = pickle.loads(sys.stdin.buffer.read(size))
    answer: Any
    try:
        counts = counting(counter) if task["counts"] else nullcontext()
        with counts, Host(data_dir=task["data_dir"], config_dir=task["config_dir"]) as host:
            score = None if task["data"] is None else document_from_bytes(task["data"], task["path"])
            result = host.run(
                task["plugin"],
                score,
                options=task["options"],
                started=lambda run: _send(channel, pickle.dumps(STARTED)),
            )
            answer = result, [] if score is None else _edits(score), counter.content
    except PostludeError as error:
        answer = UsageError(error.message) if error.exit_status == 2 else error
    _send(channel, pickle.dumps(answer))
    channel.close()


def _edits(score: Document) -> list[Edit]:
    edits: list[Edit] = []
    for change in score.changes():
        key = _key(change.key)
        edits.append((change.section, change.tag, key, score.store.load(change.section, change.tag, key)))
    return edits


def _key(names: dict[str, int | str]) -> Key:
    first = next(
        (names[name] for name in ("cmper", "cmper1", "entnum", "number", "type") if name in names), 0
    )
    return Key(first, int(names.get("cmper2", 0)), int(names.get("part", 0)), int(names.get("inci", -1)))
