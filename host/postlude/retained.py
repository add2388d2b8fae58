"""Runs whose scripts asked for their Lua state to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlude.enigma.document import Document
    from postlude.options import RunOptions
    from postlude.plugins.discovery import FoundPlugin
    from postlude.run import Run


class Retained:
    """The retained runs of one host, each for a script, an item and a document.

    ``verified`` has the scripts that their HashURL vouched for: name, hash and URL.
    """

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self.verified: set[tuple[str, str, str]] = set()

    def take(self, found: FoundPlugin, score: Document | None, options: RunOptions) -> Run | None:
        """The run whose state this invocation gets, which is handed over; None if there is none."""
        for run in self._runs:
            if run.takes(found, score, options):
                self._runs.remove(run)
                return run
        return None

    def keep(self, run: Run) -> None:
        self._runs.append(run)

    def close(self) -> None:
        for run in self._runs:
            run.close()
        self._runs.clear()
