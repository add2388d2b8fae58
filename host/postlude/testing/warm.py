"""A process that has pytest and Postlude loaded and gives each run of the tests a fresh copy of itself.

Starting Python and loading them takes half a second; a copy takes a few milliseconds. It does nothing but that, so that
no thread runs in it when it is copied. Where the system can't copy a process, each run starts one.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from postlude.testing.watched import Task, run_watched

_TRY = """
it("is warm", function()
    local document = score("treble: c4 d e f")
    edit(document, function() finale.FCMeasure():Load(1) end)
    run_plugin("plugin.lua", document):assert_unchanged():assert_music("treble: c4 d e f")
end)
"""


def serve(commands: int, answers: int) -> None:
    """Run the tasks that come on one pipe, a line of JSON each, and say on the other what becomes of them.

    SIGUSR1 interrupts the run, SIGUSR2 ends it at once, SIGTERM ends everything; an interrupt from the keyboard is for
    the run alone.
    """
    child = 0

    def interrupt(number: int, frame: Any) -> None:
        if child:
            os.kill(child, signal.SIGINT if number == signal.SIGUSR1 else signal.SIGKILL)

    def end(number: int, frame: Any) -> None:
        if child:
            os.kill(child, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, interrupt)
    signal.signal(signal.SIGUSR2, interrupt)
    signal.signal(signal.SIGTERM, end)
    _warm_up()
    gc.collect()
    gc.freeze()  # shared with the copies, not copied with them
    _say(answers, {"loaded": _files()})
    with os.fdopen(commands, "rb") as lines:
        for line in lines:
            child = os.fork()
            if child == 0:
                _child(json.loads(line), commands, answers)
            _say(answers, {"started": child})
            _, status = os.waitpid(child, 0)
            child = 0
            _say(answers, {"done": os.waitstatus_to_exitcode(status)})


def _child(task: Task, commands: int, answers: int) -> NoReturn:
    signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    signal.signal(signal.SIGUSR2, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.close(commands)
    os.close(answers)
    status = 1
    with suppress(KeyboardInterrupt):
        status = run_watched(task)
    sys.stdout.flush()
    sys.stderr.flush()
    _leave(status)


def _leave(status: int) -> NoReturn:
    import atexit

    with suppress(Exception):
        atexit._run_exitfuncs()  # locks of pytest's temporary folders; no more of the copy is worth tidying up
    os._exit(status)


def _say(pipe: int, message: dict[str, Any]) -> None:
    os.write(pipe, json.dumps(message).encode() + b"\n")


def _warm_up() -> None:
    """Run a small spec with pytest: it loads what tests need, and fills what is made once a process."""
    import pytest

    from postlude.testing.running import run_tests

    options = os.environ.pop("PYTEST_ADDOPTS", None)
    with (
        tempfile.TemporaryDirectory(prefix="postlude-warm-") as folder,
        redirect_stdout(StringIO()),
        redirect_stderr(StringIO()),
        suppress(Exception, pytest.UsageError),
    ):
        Path(folder, "warm_spec.lua").write_text(_TRY, encoding="utf-8")
        Path(folder, "plugin.lua").write_text("local x = 1", encoding="utf-8")
        Path(folder, "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        run_tests([folder, "--rootdir", folder, "-c", f"{folder}/pytest.ini", "-q", "-p", "no:cacheprovider"])
    if options is not None:
        os.environ["PYTEST_ADDOPTS"] = options


def _files() -> list[str]:
    """The files of all that is loaded and lies in no folder of installed packages."""
    found = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted({path for path in found if path and "site-packages" not in path and path.endswith(".py")})
