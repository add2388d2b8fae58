"""The command line: parses, calls the host, prints."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from postlude import __version__
from postlude.capture import OutputLost
from postlude.cli import (
    checking,
    comparing,
    configuring,
    creating,
    info,
    listing,
    running,
    stubs,
    sweeping,
    testing,
)
from postlude.collector import THRESHOLDS
from postlude.errors import PostludeError
from postlude.result import internal_error, visible

PROGRAM = "postlude"


class _Parser(argparse.ArgumentParser):
    """Reports a wrong argument in one line, with status 2."""

    def error(self, message: str) -> NoReturn:
        # A key that someone gave as an argument, which is never right, is not repeated.
        message = re.sub(r"\bsk-\S+", "[redacted]", message)
        print(f"{PROGRAM}: {message} (see {self.prog} --help)", file=sys.stderr)
        raise SystemExit(2)


class _CommandParser(_Parser):
    """Takes options before, between and behind the documents."""

    _inside = False
    complete: Callable[[], None] | None = None
    """Adds what is costly to make, once the command is the one that was given."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.complete is not None:
            complete, self.complete = self.complete, None
            complete()
        if self._inside or self._subparsers is not None:  # argparse mixes no subcommands
            return super().parse_known_args(args, namespace)
        self._inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._inside = False


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = _Parser(
        prog=PROGRAM,
        description="Run Finale's Lua and Python plugins on .musx scores, without Finale.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_CommandParser
    )
    for module in (
        running,
        sweeping,
        listing,
        info,
        configuring,
        testing,
        checking,
        creating,
        stubs,
        comparing,
    ):
        module.add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    _utf8_streams()
    gc.set_threshold(*THRESHOLDS)
    options = build_parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.handler
    try:
        return command(options)
    except PostludeError as error:
        print(f"{PROGRAM}: {visible(error.message)}", file=sys.stderr)
        return error.exit_status
    except OutputLost as lost:
        return _output_lost(lost.cause)
    except BrokenPipeError as error:
        return _output_lost(error)
    except KeyboardInterrupt:
        print(f"{PROGRAM}: interrupted", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("POSTLUDE_DEBUG"):
            raise
        print(f"{PROGRAM}: {internal_error(error)}", file=sys.stderr)
        return 1


def _output_lost(error: OSError) -> int:
    """Standard output takes no more; if its reader has gone, there is nobody left to tell."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        print(f"{PROGRAM}: standard output: {error.strerror or error}", file=sys.stderr)
    return 1


def _utf8_streams() -> None:
    """Text in and out is UTF-8 everywhere; what can't be shown is escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
