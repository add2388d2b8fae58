"""``postlude stubs``: definitions for editors."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "stubs",
        help="let an editor complete and check Lua plugins",
        description="Write definitions of finale and all else that a script finds into .postlude/stubs of a project, "
        "and name them in its .luarc.json, for the Lua language server of your editor. Settings that are there stay as "
        "they are. Do it again after Postlude was updated.",
        epilog="exit status: 0 if all is there; 2 if not.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        nargs="?",
        default=Path(),
        help="the project; default: the current folder",
    )
    parser.set_defaults(handler=_stubs)


def _stubs(options: argparse.Namespace) -> int:
    from postlude.authoring.stubs.luarc import NAME
    from postlude.authoring.stubs.project import LIBRARY, write_stubs
    from postlude.result import visible

    done = write_stubs(options.folder)
    removed = f", {done.removed} old ones removed" if done.removed else ""
    lines = [
        f"{options.folder / LIBRARY}: {done.files} files, {done.written} written{removed}",
        f"{options.folder / NAME}: {done.settings}",
        *(f"note: {note}" for note in done.notes),
    ]
    print("\n".join(map(visible, lines)))
    return 0
