"""``postlude diff``: how two scores differ, in lines that musicians read."""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.enigma.document import Document
    from postlude.testing.describing.comparing import Compared, Comparison

_STYLES = {"-": "red", "+": "green", "@": "cyan"}


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "diff",
        help="how two scores differ, a line an event",
        description="Show how two scores differ, a line an event. Exit status 0: they are the same, 1: they differ.",
    )
    parser.add_argument("old", metavar="A", help="a .musx or .enigmaxml score")
    parser.add_argument("new", metavar="B", help="the score that it is compared with")
    parser.add_argument(
        "--context", type=_count, default=3, metavar="N", help="lines around each difference; default 3"
    )
    parser.add_argument(
        "--records", action="store_true", help="compare record by record, as run --diff shows it"
    )
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default auto")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(handler=_diff)


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lines: give 0 or more")
    return int(text)


def _diff(options: argparse.Namespace) -> int:
    from postlude.collector import calm_collector
    from postlude.enigma.document import open_document

    old, new = open_document(options.old), open_document(options.new)
    with calm_collector():
        if options.records:
            return _records(options, old, new)
        return _lines(options, old, new)


def _lines(options: argparse.Namespace, old: Document, new: Document) -> int:
    from postlude.testing.describing.comparing import compare

    found = compare(old, new)
    if options.json:
        print(json.dumps(_as_json(options, found), ensure_ascii=False))
    elif not found.same:
        _print(options, found)
    if found.same and found.renumbered and not options.json:
        records = (
            "record differs in its number" if found.renumbered == 1 else "records differ in their numbers"
        )
        print(
            f"the scores are the same; {found.renumbered} {records} or order: see --records", file=sys.stderr
        )
    return 0 if found.same else 1


def _print(options: argparse.Namespace, found: Comparison) -> None:
    write = _writer(options.color)
    write("@", f"--- {options.old}")
    write("@", f"+++ {options.new}")
    for line, beside in _with_counterparts(list(found.unified(options.context))):
        if isinstance(line, str):
            write("@", line)
        else:
            write(line.op, f"{line.op}{line.text}", beside)
    for first, last, start in found.moved:
        end = f" to m{last}" if last > first else ""
        new_end = f" to m{start + last - first}" if last > first else ""
        write("@", f"\\ m{first}{end} of the first score: m{start}{new_end} of the second")


def _with_counterparts(lines: list[Compared | str]) -> Iterator[tuple[Compared | str, str | None]]:
    """Each line with the text that stands in its place in the other score, if it is clear which that is."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _differs(lines[end]):
            end += 1
        run = lines[at:end]
        taken = [line for line in run if not isinstance(line, str) and line.op == "-"]
        given = [line for line in run if not isinstance(line, str) and line.op == "+"]
        if run and len(taken) == len(given) and run == [*taken, *given]:
            yield from ((line, given[place].text) for place, line in enumerate(taken))
            yield from ((line, taken[place].text) for place, line in enumerate(given))
        else:
            run = run or [lines[at]]
            yield from ((line, None) for line in run)
        at += len(run)


def _differs(line: Compared | str) -> bool:
    return not isinstance(line, str) and line.op != " "


def _as_json(options: argparse.Namespace, found: Comparison) -> dict[str, Any]:
    return {
        "same": found.same,
        "documents": [options.old, options.new],
        "lines": [
            {"op": line.op, "measure": line.measure or None, "text": line.text}
            for line in found.lines
            if line.op != " "
        ],
        "moved": [
            {"old": [first, last], "new": [start, start + last - first]} for first, last, start in found.moved
        ],
        "renumbered": found.renumbered,
    }


def _records(options: argparse.Namespace, old: Document, new: Document) -> int:
    from postlude.cli.diffing import print_changes

    changes = new.store.changes_from(old.store)
    if options.json:
        print(
            json.dumps(
                {
                    "same": not changes,
                    "documents": [options.old, options.new],
                    "changes": [change.to_json() for change in changes],
                },
                ensure_ascii=False,
            )
        )
    else:
        print_changes(changes)
    return 1 if changes else 0


def _writer(color: str) -> Callable[..., None]:
    """Prints a line in the colour of its kind, on a terminal or where it is asked for; words that the line in its
    place hasn't are marked."""
    if color == "never" or (color == "auto" and not sys.stdout.isatty()):
        return lambda _, text, beside=None: print(text)
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True if color == "always" else None, highlight=False, soft_wrap=True)

    def write(kind: str, text: str, beside: str | None = None) -> None:
        style = _STYLES.get(kind, "")
        shown = Text(text, style=style)
        if beside is not None:
            for start, end in _marked(text[1:], beside):
                shown.stylize("bold reverse", start + 1, end + 1)
        console.print(shown)

    return write


def _marked(text: str, beside: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text are that the other one hasn't."""
    from difflib import SequenceMatcher

    mine, theirs = (re.findall(r"[^\s(),]+|[\s(),]", each) for each in (text, beside))
    ends = [0, *itertools.accumulate(map(len, mine))]
    for op, first, last, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if op != "equal" and last > first:
            yield ends[first], ends[last]
