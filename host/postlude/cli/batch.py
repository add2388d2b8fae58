"""One plugin over many documents: a progress bar on a terminal, a table of what failed at the end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.cli.running import printer, report, run_one

if TYPE_CHECKING:
    from postlude.host import Host
    from postlude.options import RunOptions
    from postlude.result import RunResult


def run_many(
    host: Host,
    found: Any,
    documents: Sequence[Path],
    targets: Sequence[Path | None],
    settings: RunOptions,
    options: argparse.Namespace,
) -> int:
    """Run one after another, each on its own; the status of the first that failed."""
    failed: list[RunResult] = []

    def due() -> int:
        return failed[0].exit_status if failed else 0

    with _progress(len(documents), options) as progress:
        if settings.output is not None:
            settings = replace(settings, output=printer())
        for source, target in zip(documents, targets, strict=True):
            result = run_one(host, found, source, target, settings, options, due)
            report(result, options)
            if not result.ok:
                failed.append(result)
            if progress is not None:
                progress.advance(progress.task_ids[0])
    if failed and not options.json:
        _table(failed, len(documents))
    return due()


def _progress(total: int, options: argparse.Namespace) -> Any:
    if options.json or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.progress import Progress

    # On one terminal with the bar, what is printed goes above it; elsewhere it must stay what it is.
    progress = Progress(
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
        redirect_stderr=True,
    )
    progress.add_task("documents", total=total)
    return progress


def _table(failed: Sequence[RunResult], total: int) -> None:
    from rich.console import Console
    from rich.table import Table

    from postlude.result import visible

    table = Table(
        title=f"{len(failed)} of {total} documents failed", title_justify="left", box=None, pad_edge=False
    )
    for title in ("document", "status", "message"):
        table.add_column(title, overflow="fold")
    for result in failed:
        row = (result.document or "", f"{result.exit_status} {result.kind}", result.message)
        table.add_row(*map(visible, row))
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 10_000  # one line a document, for whoever reads the file
    console.print(table)
