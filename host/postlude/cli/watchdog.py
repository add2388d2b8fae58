"""The last resort against a script that can't be stopped from inside.

A C function that spins (a pathological ``string.find``) never lets the state's own limit take effect. A thread
of the command line waits a little longer than the run may take, writes the result, and ends the process with
status 6. Nothing has been written to a document by then.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from postlude.errors import LimitError

if TYPE_CHECKING:
    from postlude.options import RunOptions
    from postlude.run import Run

GRACE = 2.0
"""Seconds beyond the run's own limit."""


class Watchdog:
    """Watches the run that is given to :meth:`watch` until the ``with`` block ends."""

    def __init__(self, settings: RunOptions, document: Path | None) -> None:
        self._settings = settings
        self._document = document
        self._over = threading.Event()
        self._run: Run | None = None

    def __enter__(self) -> Watchdog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()

    def watch(self, run: Run) -> None:
        """Start watching; without a time limit there is nothing to watch."""
        if self._settings.timeout is None:
            return
        self._run = run
        threading.Thread(target=self._wait, name="watchdog", daemon=True).start()

    def _wait(self) -> None:
        run = self._run
        assert run is not None
        overdue = 0.0
        while not self._over.wait(0.25):
            left = run.state.deadline()
            overdue = overdue or (time.monotonic() if left is not None and left <= 0 else 0.0)
            if left is not None and left > 0:
                overdue = 0.0
            if overdue and time.monotonic() - overdue > GRACE:
                self._end(run)

    def _end(self, run: Run) -> None:
        error = LimitError(f"the script ran longer than its {self._settings.timeout:g} seconds")
        result = run.overdue(error)
        if self._settings.output is None:
            sys.stdout.write(json.dumps(result.as_json(), ensure_ascii=False) + "\n")
        else:
            sys.stderr.write(f"postlude: {result.message}\n")
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(error.exit_status)
