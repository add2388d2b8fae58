"""The processes of a sweep: each runs one task, under limits, and can be ended whatever it does."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from postlude.errors import DocumentError, LimitError, PostludeError, UsageError
from postlude.options import RunOptions
from postlude.sweeping.finding import Item
from postlude.sweeping.row import DOCUMENT, HOST, USAGE, Row, row_from
from postlude.sweeping.worker import BEGUN, DONE, LOADED, Task, for_child

GRACE = 2.0
"""Seconds that a process gets beyond the run's own limit, to end by itself."""
START = 60.0
"""Seconds that it gets to start, to read the script's plugindef and to open the document."""

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from postlude.sweeping.worker import serve; serve()"
)


@dataclass(frozen=True)
class Job:
    """What one process is to do."""

    script: Item
    document: Item | None
    options: RunOptions
    config_dir: Path
    target: Path | None = None


class StoppedError(Exception):
    """The sweep has been ended."""


@dataclass
class Children:
    """The processes that run now."""

    _running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: bool = False

    def stop(self) -> None:
        """End them all, and start no more."""
        with self._lock:
            self.stopped = True
            for process in self._running:
                _kill(process)

    def run(self, job: Job) -> Row:
        """Do a job in a process and a folder of its own, which is gone afterwards. Raises StoppedError."""
        row = Row(job.script.name, None if job.document is None else job.document.name)
        with tempfile.TemporaryDirectory(prefix="postlude-sweep-", ignore_cleanup_errors=True) as name:
            scratch = Path(name)
            try:
                task = _task(job, scratch)
            except OSError as error:
                place = job.document.path if job.document is not None else job.script.path
                _fail(row, DocumentError(f"{place}: cannot be read ({error.strerror or error})"), DOCUMENT)
                return row
            with (scratch / "errors").open("w+b") as errors:
                return self._converse(task, row, scratch, errors)

    def _converse(self, task: Task, row: Row, scratch: Path, errors: IO[bytes]) -> Row:
        process = self._start(scratch, errors)
        assert process.stdin is not None and process.stdout is not None
        deadline = _Deadline(process)
        deadline.set(START)
        content = pickle.dumps(task)
        try:
            with suppress(OSError):  # it ended at once: the messages end, too
                process.stdin.write(struct.pack("<Q", len(content)) + content)
                process.stdin.flush()
            for line in process.stdout:
                message = _message(line)
                event = message.pop("event", None)
                if event == DONE:
                    done = row_from(message["row"])
                    return replace(done, script=row.script, document=row.document)
                if event == LOADED:
                    row.loaded, row.items = True, message["items"]
                    row.permissions, row.item = message["permissions"], message["item"]
                elif event == BEGUN:
                    row.loaded = message["loaded"]
                    seconds = task.options.timeout
                    deadline.set(None if seconds is None else seconds + GRACE)
        finally:
            deadline.set(None)
            self._end(process)
        if self.stopped:
            raise StoppedError
        if deadline.over:
            seconds = task.options.timeout
            limit = START if seconds is None else seconds
            _fail(row, LimitError(f"the script ran longer than its {limit:g} seconds and was ended"), HOST)
        else:
            _fail(row, LimitError(_how_it_ended(process.returncode, errors)), HOST)
        return row

    def _start(self, scratch: Path, errors: IO[bytes]) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch / "temporary")),
            # Nobody is there to unlock a keyring.
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        path = json.dumps([str(Path(folder).absolute()) for folder in sys.path])
        more: dict[str, Any] = {}
        if sys.platform == "win32":
            more["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            more["start_new_session"] = True  # an interrupt from the keyboard is the sweep's to handle
        with self._lock:
            if self.stopped:
                raise StoppedError
            process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                **more,
            )
            self._running.add(process)
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(subprocess.TimeoutExpired):
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()
            process.wait(GRACE)
        with self._lock:
            self._running.discard(process)
            _kill(process)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


class _Deadline:
    """Ends a process when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer: threading.Timer | None = None
        self.over = False

    def set(self, seconds: float | None) -> None:
        """Count anew, or no longer."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if seconds is not None:
            self._timer = threading.Timer(seconds, self._end)
            self._timer.daemon = True
            self._timer.start()

    def _end(self) -> None:
        self.over = True
        _kill(self._process)


def _task(job: Job, scratch: Path) -> Task:
    for name in ("data", "temporary", "document"):
        (scratch / name).mkdir()
    copy = None
    if job.document is not None:
        copy = scratch / "document" / job.document.path.name
        shutil.copyfile(job.document.path, copy)
    return Task(
        script=job.script.path.absolute(),
        document=copy,
        original=None if job.document is None else job.document.name,
        options=for_child(job.options),
        data_dir=scratch / "data",
        config_dir=job.config_dir,
        target=None if job.target is None else job.target.absolute(),
    )


def _message(line: bytes) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except ValueError:  # cut off in the middle
        return {}
    return content if isinstance(content, dict) else {}


def _fail(row: Row, error: PostludeError, blame: str) -> None:
    row.kind, row.exit_status, row.message = error.kind, error.exit_status, error.message
    row.blame = USAGE if isinstance(error, UsageError) else blame


def _how_it_ended(status: int, errors: IO[bytes]) -> str:
    how = f"status {status}"
    if status < 0:
        with suppress(ValueError):
            how = signal.Signals(-status).name
    errors.seek(0)
    lines = errors.read(100_000).decode("utf-8", "backslashreplace").splitlines()
    last = [line for line in lines if line.strip() and not line[0].isspace()][-1:]
    said = [line for line in lines if line.startswith("Fatal Python error")][:1] or last
    return ": ".join([f"the script's process ended without a result ({how})", *said])


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
