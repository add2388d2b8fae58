"""``postlude test``: the tests of plugins, in Python and in Lua."""

from __future__ import annotations

import argparse
from typing import Any


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "test",
        help="run tests of plugins: test_*.py and *_spec.lua",
        description="Run tests of plugins with pytest: functions of test_*.py and the specs of *_spec.lua files.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders; default: where pytest looks"
    )
    parser.add_argument("-k", dest="expression", metavar="TEXT", help="only tests whose names match")
    parser.add_argument("-x", "--exitfirst", action="store_true", help="end with the first failure")
    parser.add_argument("-v", "--verbose", action="store_true", help="a line for each test")
    parser.set_defaults(handler=_test)


def _test(options: argparse.Namespace) -> int:
    from postlude.testing.running import run_tests

    arguments = [*options.paths]
    if options.expression:
        arguments += ["-k", options.expression]
    if options.exitfirst:
        arguments.append("-x")
    return run_tests([*arguments, "-v" if options.verbose else "-q"])
