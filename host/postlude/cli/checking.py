"""``postlude check``: what can be said of scripts without running them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "check",
        help="find mistakes in scripts without running them",
        description="Find mistakes in Lua scripts and Python plugins without running them; docs/check.md has "
        "the rules. The exit status is 1 if there is a finding of --level or worse.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="scripts, or folders of them")
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="leave out a rule; may be repeated"
    )
    parser.add_argument("--only", action="append", default=[], metavar="RULE", help="only this rule")
    parser.add_argument(
        "--level",
        choices=("error", "warning", "note"),
        default="error",
        help="what makes the exit status 1; default: error",
    )
    parser.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    parser.set_defaults(handler=_check)


def _check(options: argparse.Namespace) -> int:
    from postlude.checking.checker import check
    from postlude.checking.findings import Severity
    from postlude.checking.formats import FORMATS

    report = check(options.paths, only=_names(options.only), ignore=_names(options.ignore))
    for line in FORMATS[options.format](report):
        print(line)
    worst = report.worst()
    return int(worst is not None and worst >= Severity[options.level.upper()])


def _names(given: list[str]) -> list[str]:
    return [name.strip() for each in given for name in each.split(",") if name.strip()]
