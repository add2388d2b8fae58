"""``postlude run``: one plugin over one or many documents."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.cli import arguments
from postlude.errors import DocumentError, PostludeError, UsageError
from postlude.result import fail, internal_error, visible

if TYPE_CHECKING:
    from postlude.enigma.document import Document
    from postlude.host import Host
    from postlude.options import RunOptions
    from postlude.result import RunResult


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "run",
        help="run a plugin on documents",
        description="Run a plugin on each document. Nothing is written without -o, --in-place or --out.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("plugin", metavar="PLUGIN", help="a .lua, .luac or .py file, or a name that `postlude list` shows")
    add("documents", metavar="DOCUMENT", nargs="*", help=".musx or .enigmaxml files")
    add("--item", metavar="TEXT|N", help="the menu item: any of its texts, or its number from 1; default 1")
    add("--select", metavar="SPEC", default="all", help="all, none, m1-8, s1-3, m1-8:s1-3, m2b3-m4b1:s2")
    add("--part", metavar="ID", type=arguments.part, default=0, help="the part in view; default: the score")
    prefix = parser.add_mutually_exclusive_group()
    prefix.add_argument("--prefix", metavar="FILE", type=arguments.existing_file, help="the script's prefix")
    prefix.add_argument("--no-prefix", action="store_true", help="no script prefix")
    system = parser.add_mutually_exclusive_group()
    system.add_argument(
        "--system-prefix", metavar="FILE", type=arguments.existing_file, help="the system prefix"
    )
    system.add_argument("--no-system-prefix", action="store_true", help="no system prefix")
    add(
        "--answers",
        metavar="FILE",
        type=arguments.existing_file,
        help="answers for alerts and dialogs (TOML)",
    )
    add(
        "--dialogs",
        metavar="ok|cancel|ask|show=FOLDER",
        type=arguments.dialogs,
        default=(None, None),
        help="the answer for all that --answers does not answer, by default cancel; a picture of each window",
    )
    add("--modifiers", metavar="LIST", type=arguments.modifiers, default=frozenset(),
        help="keys held when the item was invoked: shift,alt,command,control")  # fmt: skip
    add("--platform", choices=("mac", "windows"), help="what IsOnMac() and IsOnWindows() report")
    add("--locale", metavar="TEXT", default="en_US")
    add("--at-startup", action="store_true",
        help="run as when Finale starts: only if the script asks for it and your configuration allows it")  # fmt: skip
    add("--trust", action="store_true", help="run as user-trusted: lifts the file fence")
    add("--allow-post", metavar="HOST[:PORT]", action="append", default=[], help="approve POSTs to a host")
    add("--allow-read", metavar="PATH", type=arguments.existing_path, action="append", default=[])
    add("--allow-write", metavar="PATH", type=Path, action="append", default=[])
    add("--resolve", metavar="HOST:PORT:ADDRESS[:PORT]", type=arguments.resolve, action="append", default=[],
        help="connect elsewhere; the certificate must still be the original host's")  # fmt: skip
    add("--ca-file", metavar="FILE", type=arguments.ca_file, help="trust one more authority")
    add("--data-dir", metavar="FOLDER", type=Path, help="where scripts' settings live")
    target = parser.add_mutually_exclusive_group()
    target.add_argument("-o", "--output", metavar="PATH", type=Path, help="write the result to PATH")
    target.add_argument("--in-place", action="store_true", help="write the result back")
    target.add_argument("--out", metavar="FOLDER", type=Path, help="write each result under its own name")
    target.add_argument(
        "--dry-run", action="store_true", help="send and write nothing; show what would be sent"
    )
    add("--diff", action="store_true", help="print what changed, record by record")
    add("--timeout", metavar="SECONDS", type=arguments.positive_seconds, default=60.0)
    add("--memory", metavar="MB", type=arguments.megabytes, default=1024 * 1024 * 1024)
    add("--json", action="store_true", help="one JSON object for each document, one a line, and nothing else")
    parser.set_defaults(handler=_run)


def _run(options: argparse.Namespace) -> int:
    targets = _targets(options)
    settings = _settings(options)
    from postlude.host import Host

    with Host(data_dir=options.data_dir) as host:
        found = host.find(options.plugin)
        if len(options.documents) > 1:
            from postlude.cli.batch import run_many

            documents = [Path(name) for name in options.documents]
            return run_many(host, found, documents, targets, settings, options)
        source = Path(options.documents[0]) if options.documents else None
        result = run_one(host, found, source, targets[0], settings, options)
        report(result, options)
        return result.exit_status


def _targets(options: argparse.Namespace) -> list[Path | None]:
    """Where each document is written, decided and checked before anything runs. Raises UsageError."""
    sources = [Path(name) for name in options.documents]
    if not sources:
        if options.output or options.in_place or options.out:
            raise UsageError("there is no document to write: name a DOCUMENT, or leave -o, --in-place, --out")
        return [None]
    if options.in_place:
        for source in sources:
            _check_suffix(source)
        return list(sources)
    if options.output is not None:
        if len(sources) > 1:
            raise UsageError("-o takes one document; use --out FOLDER for several")
        _check_suffix(options.output)
        return [options.output]
    if options.out is None:
        return [None] * len(sources)
    names: dict[str, Path] = {}
    for source in sources:
        twin = names.setdefault(source.name.casefold(), source)
        if twin is not source:
            raise UsageError(f"--out would write {twin} and {source} under the same name")
        _check_suffix(source)
    if options.out.exists() and not options.out.is_dir():
        raise UsageError(f"--out {options.out}: not a folder")
    return [options.out / source.name for source in sources]


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in (".musx", ".enigmaxml"):
        raise UsageError(f"{path}: the suffix decides the format: use .musx or .enigmaxml")


def _settings(options: argparse.Namespace) -> RunOptions:
    from postlude.dialogs.answers import Answers, ask_on_terminal
    from postlude.finale.selecting import check_selection
    from postlude.options import RunOptions, default_platform
    from postlude.plugins.approval import parse_allow_post

    check_selection(options.select)
    for text in options.allow_post:
        parse_allow_post(text)
    answers = Answers()
    if options.answers:
        from postlude.dialogs.reading import read_answers  # late: most runs have none

        answers = read_answers(options.answers)
    mode, answers.show = options.dialogs
    if mode == "ask" and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("--dialogs ask needs a terminal; use --answers, --dialogs ok or --dialogs cancel")
    answers.mode = mode or "cancel"
    if mode == "ask":
        from postlude.dialogs.asking import ask_path, ask_window

        answers.ask, answers.ask_window, answers.ask_path = ask_on_terminal, ask_window, ask_path
    return RunOptions(
        item=options.item,
        select=options.select,
        part=options.part,
        prefix=False if options.no_prefix else options.prefix,
        system_prefix=False if options.no_system_prefix else options.system_prefix,
        answers=answers,
        modifiers=options.modifiers,
        platform=options.platform or default_platform(),
        locale=options.locale,
        trust=options.trust,
        at_startup=options.at_startup,
        allow_post=tuple(options.allow_post),
        allow_read=tuple(options.allow_read),
        allow_write=tuple(options.allow_write),
        resolve=dict(options.resolve),
        ca_file=options.ca_file,
        timeout=options.timeout,
        memory=options.memory,
        dry_run=options.dry_run,
        ask_posts=not options.json,
        output=None if options.json else printer(),
    )


def printer() -> Callable[[bytes], None]:
    """What passes on, byte for byte, what a plugin prints to what is standard output now."""
    stream: Any = sys.stdout

    def write(data: bytes) -> None:
        if hasattr(stream, "rich_proxied_file"):  # above a progress bar, on a terminal
            stream.write(data.decode("utf-8", "backslashreplace"))
            return
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()

    return write


def run_one(
    host: Host,
    found: Any,
    source: Path | None,
    target: Path | None,
    settings: RunOptions,
    options: argparse.Namespace,
    due: Callable[[], int] = lambda: 0,
) -> RunResult:
    """Run on one document and write it where it should go, if the plugin did not fail."""
    from postlude.cli.watchdog import Watchdog

    document: Document | None = None
    try:
        with Watchdog(settings, lambda result: report(result, options), due) as watchdog:
            if source is not None:
                document = host.open_document(source)
            if target is not None:
                settings = replace(settings, saves=(target,))
            result = host.run(found, document, options=settings, started=watchdog.watch)
    except PostludeError as error:
        return _failed(found, source, error)
    except Exception as error:
        if os.environ.get("POSTLUDE_DEBUG"):
            raise
        return _failed(found, source, PostludeError(internal_error(error)))
    if result.ok and target is not None and document is not None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            document.save(target)
            result.saved = str(target)
        except DocumentError as error:
            fail(result, error)
        except OSError as error:
            fail(result, DocumentError(f"{target}: cannot be written ({error.strerror or error})"))
    return result


def _failed(found: Any, source: Path | None, error: PostludeError) -> RunResult:
    from postlude.result import RunResult

    result = RunResult(plugin=found.name, name=found.where)
    result.document = str(source) if source is not None else None
    fail(result, error)
    return result


def report(result: RunResult, options: argparse.Namespace) -> None:
    """Print a result: one line of JSON, or what a person wants to know."""
    if options.json:
        print(json.dumps(result.as_json(), ensure_ascii=False, allow_nan=False), flush=True)
        return
    sys.stdout.flush()
    for alert in result.alerts:
        caption = f"{alert['caption']}: " if alert["caption"] else ""
        answer = f" [{alert['answer']}]" if alert["kind"] not in ("info", "error", "neutral") else ""
        _tell(f"{caption}{alert['text']}{answer}")
    for note in result.notes:
        _tell(f"postlude: {note}")
    for refusal in result.permissions["refused"]:
        if result.exit_status != 4:
            _tell(f"postlude: refused: {refusal['what']}: {refusal['reason']}")
    if options.diff:
        from postlude.cli.diffing import print_changes

        print_changes(result.changes)
    if result.ok:
        if result.message:
            _tell(f"postlude: {result.plugin} returned: {result.message}")
        if result.saved:
            count = len(result.changes)
            _tell(f"postlude: {result.saved}: {count} record{'s' * (count != 1)} changed")
        return
    where = f"{result.document}: " if result.document and result.document not in result.message else ""
    _tell(f"postlude: {where}{result.message}")
    if result.error is not None and result.error.traceback:
        _tell(result.error.traceback)


def _tell(text: str) -> None:
    from postlude.dialogs.answers import printable

    print(printable(visible(text)), file=sys.stderr)
