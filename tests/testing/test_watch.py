"""`postlude test --watch`: what makes the tests run again, what comes first, and how it ends."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude.cli.main import main
from postlude.testing.runners import Fresh, Tell
from postlude.testing.watching import Watching, _roots
from tests.testing.test_specs import postlude_test

LONG = 60.0
"""Seconds to wait for what should take one, on a machine that is busy."""
WAITING = "postlude: waiting for changes (Ctrl-C ends)"
PLUGIN = """function plugindef()
    finaleplugin.RequireDocument = false
    return "A"
end
local done = require("lib")
"""
FILES = {
    "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-p no:cacheprovider'\n",
    "plugins/a.lua": PLUGIN,
    "plugins/lib.lua": "return { 1 }\n",
    "plugins/b.lua": "local x = 1\n",
    "tests/a_spec.lua": "it('runs a', function() run_plugin('plugins/a.lua'):assert_ok() end)\n",
    "tests/test_b.py": "def test_b(run_plugin, score):\n"
    "    run_plugin('plugins/b.lua', score('treble: c1')).assert_ok()\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class Watch:
    """A command that watches, and what it says."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "postlude", "test", "--watch", *arguments],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            env={**os.environ, "COLUMNS": "150"},
        )  # fmt: skip
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until(self, text: str) -> str:
        """What it says, to the first line that has this text in it."""
        said: list[str] = []
        end = time.monotonic() + LONG
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                line = None
            assert line is not None, f"it never said {text!r}, but:\n" + "\n".join(said)
            said.append(line)
            if text in line:
                return "\n".join(said)

    def write(self, name: str, text: str) -> str:
        """Write a file; what it says until it waits again."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.until(WAITING)

    def end(self) -> int:
        """What it ends with after an interrupt."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LONG)


Start = Callable[..., Watch]


@pytest.fixture
def start(project: Path) -> Iterator[Start]:
    started: list[Watch] = []

    def begin(*arguments: str) -> Watch:
        started.append(Watch(project, *arguments))
        return started[-1]

    yield begin
    for watch in started:
        if watch.process.poll() is None:
            watch.end()


def test_what_concerns_a_change_runs_first_and_alone_until_it_passes(start: Start) -> None:
    watch = start()
    assert "2 passed" in watch.until(WAITING)
    said = watch.write("plugins/lib.lua", "return nil + 1\n")
    assert said.startswith("postlude: plugins/lib.lua changed, first tests/a_spec.lua\n")
    assert "what concerns plugins/lib.lua fails: 1 other not run" in said
    assert "lib.lua:1: attempt to perform arithmetic on a nil value" in said and "1 failed in" in said
    said = watch.write("plugins/b.lua", "local x = 2\n")  # what failed is no less urgent
    assert said.startswith("postlude: plugins/b.lua changed\n") and "1 failed, 1 passed" in said
    assert "2 passed" in watch.write("plugins/lib.lua", "return { 2 }\n")
    assert "3 passed" in watch.write("tests/more_spec.lua", "it('is more', function() end)\n")
    (watch.folder / "tests" / "more_spec.lua").unlink()
    assert "2 passed" in watch.until(WAITING)
    assert "\033" not in said
    assert watch.end() == 130


def test_what_tests_write_makes_no_further_run(start: Start, project: Path) -> None:
    write = "import subprocess, sys, time\n\ndef test_writes():\n    open('out.txt', 'w').write(str(time.time()))\n"
    (project / "tests" / "test_b.py").write_text(write, encoding="utf-8")
    report = ("--coverage-report", "report.info")
    watch = start("-k", "writes or runs", "--coverage-report", "lcov.info", *report)
    said = watch.until(WAITING)
    assert "2 passed" in said and "wrote report.info" in said
    # The change that is seen next is the one that is made now.
    assert watch.write("plugins/b.lua", "local y = 1\n").startswith("postlude: plugins/b.lua changed\n")
    assert watch.write("out.txt", "by hand").startswith("postlude: out.txt changed\n")
    # What another process writes can't be told from what a person does, but by its coming back each time.
    late = '    subprocess.run([sys.executable, \'-c\', \'open("late.txt", "w").write("x")\'])\n'
    said = watch.write("tests/test_b.py", write + late)
    assert said.count(" passed") <= 4
    assert "ignored during runs, since each one changes it: late.txt" in said


def test_a_change_ends_the_run_that_it_makes_useless(start: Start, project: Path) -> None:
    slow = "import time\n\ndef test_slow():\n    open('begun', 'w').close()\n    time.sleep(1000)\n"
    (project / "tests" / "test_b.py").write_text(slow, encoding="utf-8")
    watch = start("tests/test_b.py")
    end = time.monotonic() + LONG
    while not (project / "begun").exists() and time.monotonic() < end:
        time.sleep(0.05)
    said = watch.write("tests/test_b.py", "def test_quick():\n    pass\n")
    assert "postlude: tests/test_b.py changed" in said and "1 passed" in said


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_a_terminal_is_cleared_before_a_run_that_a_change_makes(project: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "postlude", "test", "--watch", "tests/a_spec.lua"],
        cwd=project, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    try:
        while b"waiting for changes" not in seen:
            seen += os.read(ours, 4096)
        assert b"\033[2J" not in seen
        seen = b""
        (project / "plugins" / "a.lua").write_text(PLUGIN + "-- more\n", encoding="utf-8")
        while b"waiting for changes" not in seen:
            seen += os.read(ours, 4096)
        assert seen.lstrip().startswith(b"\033[H\033[2Jpostlude: plugins/a.lua changed")
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: the whole group gets it
        assert process.wait(LONG) == 130
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(ours)


def test_a_mistake_on_the_command_line_ends_it(project: Path) -> None:
    done = postlude_test(project, "--watch", "tests/none_spec.lua")
    assert done.returncode == 2 and "none_spec.lua" in done.stderr


def test_without_watchfiles_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["test", "--watch"]) == 2
    assert capsys.readouterr().err == (
        "postlude: test --watch needs watchfiles: pip install 'postlude[testing]'\n"
    )


class Nobody:
    """A runner whose runs are over at once."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.closed = False

    def run(self, task: Any) -> None:
        self.tell("done", 0)

    def interrupt(self, *, hard: bool = False) -> None:
        """Too late."""

    def is_old(self, path: str) -> bool:
        return path.endswith("tool.py")

    def close(self) -> None:
        self.closed = True


def test_where_processes_can_not_be_copied_each_run_is_a_new_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    watching = Watching(["-q"], [project], project / "report.json", runner=Fresh)

    def watch(*roots: Path, **settings: Any) -> Iterator[set[tuple[int, str]]]:
        while "waiting" not in said():
            time.sleep(0.05)
        (project / "plugins" / "b.lua").write_text("error('wrong')")
        yield {(2, str(project / "plugins" / "b.lua"))}
        while "waiting" not in said():
            time.sleep(0.05)
        raise OSError("no more")

    heard = ""

    def said() -> str:
        nonlocal heard
        new = capfd.readouterr().out
        heard += new
        return new

    with pytest.raises(Exception, match=r"can't see changes: no more; WATCHFILES_FORCE_POLLING=1"):
        watching.until_interrupted(watch)
    heard += capfd.readouterr().out
    assert "2 passed" in heard and "plugins/b.lua changed, first tests/test_b.py" in heard
    assert "what concerns plugins/b.lua fails: 1 other not run" in heard


def test_a_change_of_the_tools_themselves_starts_them_anew(project: Path) -> None:
    made: list[Nobody] = []

    def runner(tell: Tell) -> Nobody:
        made.append(Nobody(tell))
        return made[-1]

    def watch(*roots: Path, **settings: Any) -> Iterator[set[tuple[int, str]]]:
        (project / "tool.py").write_text("")
        yield {(1, str(project / "tool.py"))}
        end = time.monotonic() + LONG
        while len(made) < 2 and time.monotonic() < end:
            time.sleep(0.02)
        raise OSError("no more")

    with pytest.raises(Exception, match="no more"):
        Watching([], [project], project / "report.json", runner=runner).until_interrupted(watch)
    assert [each.closed for each in made] == [True, True]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("plugins/a.lua", True), ("tests/test_a.py", True), ("tests/snapshots/a/b.txt", True), ("song.musx", True),
        ("builder/x.lua", True), ("pyproject.toml", True), ("data.json", True),
        ("__pycache__/a.pyc", False), (".pytest_cache/v/x", False), (".git/index", False), ("a/.b.lua.swp", False),
        ("a.lua~", False), ("#a.lua#", False), ("4913", False), ("lcov.info", False), ("out/report.info", False),
        ("node_modules/x/y.lua", False), ("venv/lib/x.py", False), ("a.egg-info/PKG-INFO", False),
        ("build/lib/a.py", False), (".venv/lib/a.py", False), (".coverage", False),
    ],
)  # fmt: skip
def test_files_that_an_author_writes_count(tmp_path: Path, name: str, counts: bool) -> None:
    watching = Watching([], [tmp_path], tmp_path / "r", [str(tmp_path / "out" / "report.info")], Nobody)
    assert watching._counts(1, str(tmp_path / name)) is counts


def test_the_project_and_the_folders_of_the_paths_are_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("project/tests/deep", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "project" / "pyproject.toml").touch()
    (tmp_path / "elsewhere" / "a_spec.lua").touch()
    monkeypatch.chdir(tmp_path / "project" / "tests")
    assert _roots(["deep", "../../elsewhere/a_spec.lua::x"]) == [tmp_path / "elsewhere", tmp_path / "project"]
