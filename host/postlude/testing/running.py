"""What ``postlude test`` does: pytest over tests in Python and specs in Lua."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postlude.errors import UsageError

_STATUS = {0: 0, 1: 1, 2: 130, 3: 1, 4: 2, 5: 2}
"""The exit status for each of pytest's: passed, failed, interrupted, internal error, usage, no tests."""


def run_tests(arguments: Sequence[str], plugins: Sequence[object] = ()) -> int:
    """Run pytest in this process; the exit status. Raises UsageError where pytest isn't installed."""
    try:
        import pytest
    except ImportError:
        raise UsageError("test needs pytest: pip install 'postlude[testing]'") from None
    from postlude.testing import plugin

    chosen = _WithFixtures(plugin)
    status = int(pytest.main([*arguments], plugins=[chosen, *plugins]))
    if status == pytest.ExitCode.INTERRUPTED and not chosen.interrupted:
        return 1  # a file that can't be loaded interrupts pytest, too
    return _STATUS.get(status, 1)


class _WithFixtures:
    """Brings the plugin to an installation that has no entry points, such as a plain folder on the path."""

    def __init__(self, plugin: Any) -> None:
        self._plugin = plugin
        self.interrupted = False

    def pytest_addoption(self, parser: object) -> None:
        self._plugin.pytest_addoption(parser)

    def pytest_keyboard_interrupt(self, excinfo: Any) -> None:
        self.interrupted = excinfo.type is KeyboardInterrupt

    def pytest_configure(self, config: object) -> None:
        manager = config.pluginmanager  # type: ignore[attr-defined]
        if not manager.is_registered(self._plugin):
            manager.register(self._plugin, "postlude")
