"""``postlude sweep``: every script of a folder on documents, to see what works."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.cli import arguments
from postlude.errors import UsageError
from postlude.result import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from postlude.options import RunOptions
    from postlude.sweeping.children import Children, Job
    from postlude.sweeping.row import Row
    from postlude.sweeping.summary import Summary

INTERRUPTED = 130
WIDEST = 200
"""Characters of a message that the table shows."""

_STATUS = """exit status: 0 if nothing went wrong that is of Postlude's making (scripts may still have failed by
themselves: the table says so); 1 if something did: a member that is missing, an internal error, a crash, a
limit; 2 for a mistake on the command line; 130 after an interrupt."""


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "sweep",
        help="run a collection of scripts on copies of documents, and show what works",
        description="Run every script below a folder on copies of documents, each in a process of its own, and "
        "show what works. Nothing is written without --out, and nothing sent without --network.",
        epilog=_STATUS,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("where", metavar="DIR", type=Path, help="a folder of scripts, or one script")
    add("--document", metavar="DOC", dest="documents", nargs="+", action="extend", default=[],
        help="documents, folders of documents, patterns such as 'archive/**/*.musx'")  # fmt: skip
    add("--pattern", metavar="GLOB", help="take the files that fit it, instead of those with a plugindef")
    item = parser.add_mutually_exclusive_group()
    item.add_argument("--all-items", action="store_true", help="each menu item, not only the first")
    item.add_argument("--item", metavar="TEXT|N", help="the menu item; default 1")
    add("--select", metavar="SPEC", default="all", help="all, none, m1-8, s1-3, m1-8:s1-3, m2b3-m4b1:s2")
    add("--part", metavar="ID", type=arguments.part, default=0, help="the part in view; default: the score")
    add(
        "--answers",
        metavar="FILE",
        type=arguments.existing_file,
        help="answers for alerts and dialogs (TOML)",
    )
    add("--dialogs", choices=("ok", "cancel"), default="cancel",
        help="the answer for all that --answers does not answer; default: cancel")  # fmt: skip
    prefix = parser.add_mutually_exclusive_group()
    prefix.add_argument("--prefix", metavar="FILE", type=arguments.existing_file, help="the scripts' prefix")
    prefix.add_argument("--no-prefix", action="store_true", help="no script prefix")
    system = parser.add_mutually_exclusive_group()
    system.add_argument(
        "--system-prefix", metavar="FILE", type=arguments.existing_file, help="the system prefix"
    )
    system.add_argument("--no-system-prefix", action="store_true", help="no system prefix")
    add("--platform", choices=("mac", "windows"), help="what IsOnMac() and IsOnWindows() report")
    add("--locale", metavar="TEXT", default="en_US")
    add("--trust", action="store_true", help="run as user-trusted: lifts the file fence")
    add("--network", action="store_true", help="let requests out as `postlude run` does")
    add("--allow-read", metavar="PATH", type=arguments.existing_path, action="append", default=[])
    add("--jobs", metavar="N", type=_jobs, default=None, help="how many run at a time; default: one a core")
    add("--timeout", metavar="SECONDS", type=arguments.positive_seconds, default=60.0)
    add("--memory", metavar="MB", type=arguments.megabytes, default=1024 * 1024 * 1024)
    add("--out", metavar="FOLDER", type=Path,
        help="keep the changed documents, as FOLDER/SCRIPT/DOCUMENT; FOLDER/DOCUMENT for one script")  # fmt: skip
    add("--diff", action="store_true", help="count the changed records by kind")
    add("--json", action="store_true", help="one JSON object a run, one a line; the summary is the last")
    parser.set_defaults(handler=_sweep)


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of jobs from 1 to 256")
    return int(text)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sweep(options: argparse.Namespace) -> int:
    from postlude.sweeping.children import Children
    from postlude.sweeping.summary import Summary

    jobs, left_out = _plan(options)
    summary = Summary(left_out=left_out)
    rows: list[Row] = []
    children = Children()
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(options.jobs or _cores(), "sweep"))
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        stack.callback(children.stop)
        progress = _progress(len(jobs), options)
        if progress is not None:
            stack.enter_context(progress)
        waiting = [pool.submit(_run, children, job, options.all_items) for job in jobs]
        if progress is not None:
            for each in waiting:
                each.add_done_callback(lambda _: progress.advance(progress.task_ids[0]))
        try:
            for row in _finished(waiting):
                summary.add(row)
                rows.append(row)
                if options.json:
                    print(json.dumps(row.as_json(), ensure_ascii=False, allow_nan=False), flush=True)
        except KeyboardInterrupt:
            summary.interrupted = True
    if options.json:
        print(json.dumps({"summary": summary.as_json()}, ensure_ascii=False), flush=True)
    else:
        _print(rows, summary, options)
    if summary.interrupted:
        print("postlude: interrupted", file=sys.stderr)
        return INTERRUPTED
    return summary.exit_status


def _plan(options: argparse.Namespace) -> tuple[list[Job], int]:
    """What there is to do, script by script. Raises UsageError."""
    from postlude.plugins.config import load_config
    from postlude.sweeping.children import Job
    from postlude.sweeping.finding import find_documents, find_scripts, targets

    scripts, left_out = find_scripts(options.where, options.pattern)
    documents = find_documents(options.documents)
    if options.out is not None and not documents:
        raise UsageError("there is no document to write: give --document, or leave --out")
    if options.out is not None and options.out.exists() and not options.out.is_dir():
        raise UsageError(f"--out {options.out}: not a folder")
    settings = _settings(options)
    config = load_config().folder.absolute()
    alone = options.where.is_file()
    jobs = []
    for script in scripts:
        places: Sequence[Path | None] = [None] * len(documents)
        if options.out is not None:
            places = targets(options.out, None if alone else script, documents)
        if not documents:
            jobs.append(Job(script, None, settings, config))
        for document, place in zip(documents, places, strict=True):
            jobs.append(Job(script, document, settings, config, place))
    return jobs, left_out


def _settings(options: argparse.Namespace) -> RunOptions:
    from postlude.dialogs.answers import Answers
    from postlude.dialogs.reading import read_answers
    from postlude.finale.selecting import check_selection
    from postlude.options import RunOptions, default_platform

    check_selection(options.select)
    answers = read_answers(options.answers) if options.answers else Answers()
    answers.mode = options.dialogs
    return RunOptions(
        item=options.item,
        select=options.select,
        part=options.part,
        prefix=False if options.no_prefix else _absolute(options.prefix),
        system_prefix=False if options.no_system_prefix else _absolute(options.system_prefix),
        answers=answers,
        platform=options.platform or default_platform(),
        locale=options.locale,
        trust=options.trust,
        allow_read=tuple(path.absolute() for path in options.allow_read),
        timeout=options.timeout,
        memory=options.memory,
        dry_run=not options.network,
    )


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _run(children: Children, job: Job, all_items: bool) -> list[Row]:
    """The rows of one script on one document: one, or one a menu item."""
    rows = [children.run(job)]
    if not all_items:
        return rows
    for number in range(2, len(rows[0].items) + 1):
        place = job.target
        if place is not None:
            place = place.with_name(f"{place.stem}-{number}{place.suffix}")
        rows.append(children.run(replace(job, options=replace(job.options, item=number), target=place)))
    return rows


def _finished(waiting: Sequence[Future[list[Row]]]) -> Iterator[Row]:
    """The rows in the order of the jobs, each as soon as those before it are there."""
    for each in waiting:
        yield from each.result()


def _progress(total: int, options: argparse.Namespace) -> Any:
    if options.json or not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task("runs", total=total)
    return progress


def _print(rows: Sequence[Row], summary: Summary, options: argparse.Namespace) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 10_000  # one line a run, for whoever reads the file
    titles = ["script", "document", "item", "loaded", "items", "permissions", "ran", "changed"]
    titles += ["records"] * options.diff + ["blame", "missing", "message"]
    table = Table(box=None, pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold", justify="right" if title in ("items", "changed") else "left")
    for row in rows:
        cells = [row.script, row.document or "", row.item, _yes(row.loaded), str(len(row.items))]
        cells += [", ".join(row.permissions), _yes(row.ran), str(row.changed)]
        if options.diff:
            cells.append(", ".join(f"{tag} {count}" for tag, count in row.records.items()))
        cells += [row.blame or "", row.missing[0] if row.missing else "", _message(row)]
        table.add_row(*map(_line, cells))
    if rows:
        _show(console, table)
    if summary.missing:
        most = Table(title="missing most", title_justify="left", box=None, pad_edge=False)
        for title in ("member", "runs", "scripts"):
            most.add_column(title, overflow="fold", justify="right" if title == "runs" else "left")
        for member, runs, scripts in summary.missing:
            most.add_row(_line(member), str(runs), _line(", ".join(scripts)))
        _show(console, most)
    console.print(summary.text())
    if summary.left_out:
        left_out = summary.left_out
        console.print(
            f"{left_out} file{'s' * (left_out != 1)} without plugindef left out (--pattern takes them)"
        )


def _show(console: Console, table: Table) -> None:
    """Print a table and an empty line, without blanks at the ends of lines."""
    with console.capture() as captured:
        console.print(table)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()), end="\n\n")


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _message(row: Row) -> str:
    """What a row has to say: its failure or what the script returned, else what it last told the user."""
    if row.message:
        return row.message
    return row.alerts[-1]["text"] if row.alerts else ""


def _line(text: str) -> str:
    """A text in one line of the table."""
    from postlude.dialogs.answers import printable

    line = printable(" ".join(visible(text).split()))
    return line if len(line) <= WIDEST else line[:WIDEST] + "..."
