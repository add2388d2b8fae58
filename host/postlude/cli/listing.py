"""``postlude list``: the plugins that can be run by name."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import redirect_stdout
from typing import Any


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "list",
        help="plugins found: menu texts, where from, permissions asked for",
        description="Show the plugins that ship with Postlude, those of the user's folders, and installed ones.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a plugin, one a line")
    parser.add_argument("--locale", default="en_US", metavar="TEXT", help="the locale given to plugindef")
    parser.set_defaults(handler=_list)


def _list(options: argparse.Namespace) -> int:
    from postlude.plugins.config import load_config
    from postlude.plugins.discovery import list_plugins

    with redirect_stdout(sys.stderr):  # a plugin may print while it is loaded
        rows = list(list_plugins(load_config(), options.locale))
    if options.json:
        for row in rows:
            print(json.dumps(_row(row), ensure_ascii=False))
        return 0
    from rich.console import Console
    from rich.table import Table

    from postlude.result import visible

    table = Table(box=None, pad_edge=False)
    for title in ("name", "menu items", "permissions", "from"):
        table.add_column(title, overflow="fold")
    for row in rows:
        plugin = row.plugin
        origin = plugin.origin if plugin.path is None else f"{plugin.origin} {plugin.path}"
        if row.problem:
            cells = (plugin.name, f"cannot be read: {row.problem}", "", origin)
        else:
            group = [f"{row.group[0]}:"] if row.group[0] else []
            items = "\n".join([*group, *row.items, *(f"note: {note}" for note in row.notes)])
            cells = (plugin.name, items, ", ".join(row.permissions), origin)
        table.add_row(*map(visible, cells))
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 10_000
    console.print(table)
    return 0


def _row(row: Any) -> dict[str, Any]:
    return {
        "name": row.plugin.name,
        "kind": row.plugin.kind,
        "origin": row.plugin.origin,
        "where": row.plugin.where,
        "items": list(row.items),
        "group": {"name": row.group[0], "description": row.group[1]} if any(row.group) else None,
        "permissions": list(row.permissions),
        "notes": list(row.notes),
        "problem": row.problem,
    }
