"""The last resort against a plugin that can't be stopped from inside.

A C function that spins (a pathological ``string.find``) never lets the state's own limit take effect, nor an
interrupt from the keyboard; no limit stops a plugin written in Python. A thread of the command line waits a
little longer than the run may take, writes the result, and ends the process. Nothing has been written to a
document by then.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from postlude.errors import LimitError

if TYPE_CHECKING:
    from postlude.options import RunOptions
    from postlude.result import RunResult
    from postlude.run import Run

GRACE = 1.0
"""Seconds beyond the run's own limit, and after an interrupt."""
STEP = 0.1
INTERRUPTED = 130


class Watchdog:
    """Watches the run that is given to :meth:`watch` until the ``with`` block ends.

    ``report`` writes a result as for any other run; ``status`` gives the exit status that is already due to
    an earlier document, or 0.
    """

    def __init__(
        self,
        settings: RunOptions,
        report: Callable[[RunResult], None],
        status: Callable[[], int] = lambda: 0,
    ) -> None:
        self._settings = settings
        self._report = report
        self._status = status
        self._over = threading.Event()
        self._run: Run | None = None
        self._interrupts = _Interrupts()

    def __enter__(self) -> Watchdog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._interrupts.close()

    def watch(self, run: Run) -> None:
        """Start watching."""
        self._run = run
        threading.Thread(target=self._wait, name="watchdog", daemon=True).start()

    def _wait(self) -> None:
        run = self._run
        assert run is not None
        since: float | None = None
        interrupted: float | None = None
        while not self._over.wait(STEP):
            now = time.monotonic()
            if interrupted is None and self._interrupts.seen():
                interrupted = now
            since = (since or now) if run.overdue else None
            if since is not None and now - since > GRACE:
                self._end(run)
            if interrupted is not None and now - interrupted > GRACE:
                sys.stderr.write("postlude: interrupted\n")
                self._exit(run, INTERRUPTED)

    def _end(self, run: Run) -> None:
        seconds = self._settings.timeout or 0.0
        error = LimitError(f"the plugin ran longer than its {seconds:g} seconds")
        with run.printing.real():
            self._report(run.lost(error))
            self._exit(run, self._status() or error.exit_status)

    def _exit(self, run: Run, status: int) -> None:
        run.folders.close()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)


class _Interrupts:
    """Whether there was an interrupt from the keyboard, which a thread can ask although Python's handler has
    to wait until a C function returns.
    """

    def __init__(self) -> None:
        self._sockets: tuple[socket.socket, socket.socket] | None = None
        self._before = -1
        if threading.current_thread() is not threading.main_thread():
            return
        reading, writing = socket.socketpair()
        reading.setblocking(False)
        writing.setblocking(False)
        self._before = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        self._sockets = reading, writing

    def seen(self) -> bool:
        if self._sockets is None:
            return False
        try:
            return signal.SIGINT in self._sockets[0].recv(64)
        except OSError:
            return False

    def close(self) -> None:
        if self._sockets is None:
            return
        signal.set_wakeup_fd(self._before)
        for each in self._sockets:
            each.close()
        self._sockets = None
