"""The options ``--lua-coverage...`` of pytest: which lines of Lua plugins and libraries the tests ran."""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from postlude.errors import UsageError

if TYPE_CHECKING:
    from postlude.covering.measured import Measured

_OUTPUT = "postlude_lua_lines"


class LuaCoverage:
    """Counts the lines of all Lua states of a session, and reports at its end."""

    def __init__(self, config: pytest.Config) -> None:
        from postlude.lua.counting import LineCounter, counting

        self._config = config
        self._counter = LineCounter()
        self._measured: Measured | None = None
        self._said: list[tuple[str, bool]] = []
        self._stack = ExitStack()
        self._stack.enter_context(counting(self._counter))
        config.add_cleanup(self._stack.close)
        for source in self._paths("source"):
            if not source.exists():
                raise pytest.UsageError(f"--lua-coverage-source {source}: no such file or folder")

    def _paths(self, option: str) -> list[Path]:
        folder = self._config.invocation_params.dir
        return [folder / each for each in self._config.getoption(f"lua_coverage_{option}")]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A process of pytest-xdist has ended: what it counted."""
        content = getattr(node, "workeroutput", {}).get(_OUTPUT)
        if content:
            self._counter.merge(*pickle.loads(content))

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        output = getattr(self._config, "workeroutput", None)
        if output is not None:
            output[_OUTPUT] = pickle.dumps(self._counter.content)
            return
        if self._report(ran=exitstatus != pytest.ExitCode.NO_TESTS_COLLECTED):
            return
        if exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _report(self, *, ran: bool) -> bool:
        """Write the reports; whether all is well with them."""
        from postlude.covering.formats import write_report
        from postlude.covering.measured import measure

        config = self._config
        try:
            self._measured = measured = measure(
                self._counter, config.rootpath, self._paths("source"), specs=config.getoption("lua_coverage_specs")
            )  # fmt: skip
        except UsageError as error:
            self._said.append((error.message, False))
            return False
        ok = True
        for name, file in zip(config.getoption("lua_coverage_report"), self._paths("report"), strict=True):
            try:
                write_report(measured, file)
            except OSError as error:
                self._said.append((f"{name}: can't be written: {error.strerror}", False))
                ok = False
            else:
                self._said.append((f"wrote {name}", True))
        wanted = config.getoption("lua_coverage_fail_under")
        if ran and wanted is not None and measured.percent < wanted:
            self._said.append(
                (f"{_short(measured.percent)} % of the lines ran, fewer than {wanted:g} %", False)
            )
            ok = False
        return ok

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        from postlude.covering.summary import summary

        terminalreporter.section("Lua coverage", "-")
        if self._measured is not None and not self._measured.files and not self._measured.problems:
            terminalreporter.write_line(f"no Lua file below {self._measured.root} was loaded")
        elif self._measured is not None:
            for line in summary(self._measured):
                terminalreporter.write_line(line)
        for text, fine in self._said:
            terminalreporter.write_line(text, red=not fine)


def _short(percent: float) -> str:
    """Rounded down, so that it never reads as the percentage that was missed."""
    return f"{int(percent * 100) / 100:g}"
