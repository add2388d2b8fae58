"""``.luarc.json``: what the Lua language server must know to find the definitions.

What is there stays: settings are added, never changed. Settings may stand as ``"workspace.library"``, with ``Lua.``
before it, or in objects within objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from postlude.authoring.stubs.jsonc import Node, NotJson, added, parse
from postlude.errors import UsageError

NAME = ".luarc.json"
_MARK = "\ufeff"  # some editors begin a file with it
SCHEMA = "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json"


def settings(library: str) -> Mapping[str, object]:
    """The settings that are wanted: lists that hold something, and values."""
    return {
        "runtime.version": "Lua 5.4",
        "workspace.library": [library],
        "workspace.checkThirdParty": False,
        # The script makes this global, and is right to.
        "diagnostics.globals": ["plugindef"],
    }


def new_text(library: str) -> str:
    """The file of a project that has none."""
    return json.dumps({"$schema": SCHEMA, **settings(library)}, indent=4) + "\n"


def merged(text: str, library: str, file: str) -> tuple[str, list[str]]:
    """The text of a file with all settings in it, and notes on those that are otherwise there.

    Raises UsageError, with file and line, for what isn't JSON (comments are fine) or no object.
    """
    notes = []
    mark = text[: text.startswith(_MARK)]
    text = text.removeprefix(_MARK)
    for name, wanted in settings(library).items():
        root = _parsed(text, file)
        found = _found(root, name)
        if found is None:
            text = added(text, root, f"{json.dumps(name)}: {json.dumps(wanted)}")
        elif isinstance(wanted, list):
            for each in wanted:
                text = _with_item(text, found, each, f"{file}:{_line(text, found)}: {name}")
        elif found.value != wanted:
            notes.append(f"{file}:{_line(text, found)}: {name} stays {text[found.start : found.end]}")
    _parsed(text, file)
    return mark + text, notes


def _parsed(text: str, file: str) -> Node:
    try:
        root = parse(text)
    except NotJson as error:
        raise UsageError(f"{file}:{error.line}: not JSON: mend it, or remove the file") from None
    if root.members is None:
        raise UsageError(f"{file}:1: not a JSON object: mend it, or remove the file")
    return root


def _found(node: Node, name: str) -> Node | None:
    """A setting, however its name is divided."""
    members = node.members or {}
    for head, rest in _divisions(name):
        for spelled in (head, f"Lua.{head}"):
            if spelled in members and (not rest or members[spelled].members is not None):
                found = members[spelled] if not rest else _found(members[spelled], rest)
                if found is not None:
                    return found
    return _found(members["Lua"], name) if "Lua" in members and members["Lua"].members is not None else None


def _divisions(name: str) -> Iterator[tuple[str, str]]:
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count]), ".".join(parts[count:])


def _with_item(text: str, node: Node, item: str, what: str) -> str:
    if node.items is not None:
        there = any(each.value == item for each in node.items)
        return text if there else added(text, node, json.dumps(item))
    if node.members is not None:  # an older form: {"folder": true}
        return text if item in node.members else added(text, node, f"{json.dumps(item)}: true")
    raise UsageError(f"{what} is not a list: mend it, and try again")


def _line(text: str, node: Node) -> int:
    return text.count("\n", 0, node.start) + 1
