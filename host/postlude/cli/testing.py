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
    parser.add_argument(
        "--update", action="store_true", help="keep the states of scores as they are now, as snapshots"
    )
    parser.add_argument(
        "--watch", action="store_true", help="run them again whenever a file of the project changes"
    )
    covering = parser.add_argument_group(
        "coverage", "Which lines of Lua plugins and libraries the tests ran."
    )
    covering.add_argument("--coverage", action="store_true", help="show a table")
    covering.add_argument(
        "--coverage-report", action="append", default=[], metavar="FILE",
        help="and write it to FILE: Cobertura for *.xml, else LCOV (repeatable)",
    )  # fmt: skip
    covering.add_argument(
        "--coverage-source", action="append", default=[], metavar="PATH",
        help="of this file, or all Lua files of this folder, also those that never ran (repeatable)",
    )  # fmt: skip
    covering.add_argument(
        "--coverage-fail-under", type=float, metavar="PERCENT", help="status 1 if less of all lines ran"
    )
    covering.add_argument("--coverage-specs", action="store_true", help="of *_spec.lua files, too")
    parser.set_defaults(handler=_test)


def _test(options: argparse.Namespace) -> int:
    from postlude.testing.running import run_tests

    arguments = [*options.paths]
    if options.expression:
        arguments += ["-k", options.expression]
    if options.exitfirst:
        arguments.append("-x")
    if options.update:
        arguments.append("--update-score-snapshots")
    arguments += _coverage(options)
    arguments.append("-v" if options.verbose else "-q")
    if options.watch:
        from postlude.testing.watching import watch_tests

        return watch_tests(arguments, options.paths, options.coverage_report)
    return run_tests(arguments)


def _coverage(options: argparse.Namespace) -> list[str]:
    """The same options as pytest has them."""
    found = [f"--lua-coverage-report={file}" for file in options.coverage_report]
    found += [f"--lua-coverage-source={path}" for path in options.coverage_source]
    if options.coverage_fail_under is not None:
        found.append(f"--lua-coverage-fail-under={options.coverage_fail_under}")
    return [
        *found,
        *(["--lua-coverage"] if options.coverage else []),
        *(["--lua-coverage-specs"] if options.coverage_specs else []),
    ]
