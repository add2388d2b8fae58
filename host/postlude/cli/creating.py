"""``postlude new``: a project with a plugin, its test and a CI workflow."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "new",
        help="make a plugin, its test, and a project around them",
        description="Make a plugin with a test that passes, and a project around them: README, CI workflow, what git "
        "ignores. Files of a project that are there already stay as they are; nothing is ever written over.",
        epilog="exit status: 0 if all was made; 2 if not, and then nothing was made.",
        allow_abbrev=False,
    )
    parser.add_argument("kind", choices=("lua", "python"), help="the language of the plugin")
    parser.add_argument(
        "name", metavar="NAME", help="such as 'Double Bars' or double_bars: letters, digits, spaces, - and _"
    )
    parser.add_argument(
        "--folder",
        metavar="DIR",
        type=Path,
        default=Path(),
        help="where; made if need be; default: the current one",
    )
    parser.add_argument("--bare", action="store_true", help="the plugin and its test alone")
    parser.set_defaults(handler=_new)


def _new(options: argparse.Namespace) -> int:
    import shlex

    from postlude.authoring.project import make_project
    from postlude.result import visible

    done = make_project(options.kind, options.name, options.folder, bare=options.bare)
    lines = [f"made   {done.folder / path}" for path in done.made]
    if done.kept:
        lines.append(f"kept   {', '.join(str(done.folder / path) for path in done.kept)}")
    lines += [f"to do  {text}" for text in done.left_to_do]
    at_home = done.folder.resolve() == Path.cwd()
    command = "postlude test" if at_home else f"cd {shlex.quote(str(done.folder))} && postlude test"
    lines.append(f"test with: {command}")
    print("\n".join(map(visible, lines)))
    return 0
