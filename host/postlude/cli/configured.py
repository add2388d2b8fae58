"""``postlude config list``, ``add``, ``remove`` and ``check``: the scripts and folders that are configured."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import PluginError, PostludeError, UsageError

if TYPE_CHECKING:
    from postlude.plugins.config import Config, ConfiguredFolder, ConfiguredScript

FLAGS = {
    "active": "whether it counts at all",
    "trusted": "run it as with --trust",
    "debug": "finenv.DebugEnabled, and no check for changes of a startup script",
    "load_as_string": "end the script at its first NUL",
    "error_on_hash_mismatch": "fail if its HashURL does not vouch for it",
    "allow_at_startup": "let it run with --at-startup, as it is now",
}


def add_parsers(parts: Any) -> None:
    listing = parts.add_parser(
        "list", help="the scripts and folders that are configured", allow_abbrev=False,
        description="List the scripts and folders that are configured, with their numbers.",
    )  # fmt: skip
    _json_option(listing)
    listing.set_defaults(handler=_list)

    add = parts.add_parser(
        "add", help="configure a script or a folder of scripts, or change how it is", allow_abbrev=False,
        description="Configure a script, or a folder whose scripts are all plugins. One script may be configured "
        "several times, each with another --menu. What is configured already is changed.",
    )  # fmt: skip
    add.add_argument("path", metavar="PATH", type=Path, help="a .lua, .luac or .py file, or a folder")
    for name, text in (
        ("menu", "the item's menu text"),
        ("undo", "its undo text"),
        ("description", "what it does"),
    ):
        add.add_argument(f"--{name}", metavar="TEXT", help=text)
    add.add_argument("--prefix", metavar="FILE", type=Path, help="Lua code that runs before it")
    for name, text in FLAGS.items():
        option = "--" + name.replace("_", "-")
        add.add_argument(option, dest=name, action=argparse.BooleanOptionalAction, help=text)
    _json_option(add)
    add.set_defaults(handler=_add)

    remove = parts.add_parser(
        "remove", help="take a script or folder out of the configuration", allow_abbrev=False,
        description="Take a script or folder out of the configuration. The file itself stays.",
    )  # fmt: skip
    remove.add_argument("which", metavar="N|PATH|MENU", help="its number, its path, or its menu text")
    _json_option(remove)
    remove.set_defaults(handler=_remove)

    check = parts.add_parser(
        "check", help="look for what is wrong in the configuration", allow_abbrev=False,
        description="Look for what is wrong in the configuration. The status is 1 if there is something, 2 if the "
        "file can't be read at all.",
    )  # fmt: skip
    _json_option(check)
    check.set_defaults(handler=_check)


def _json_option(parser: argparse.ArgumentParser) -> None:
    # Suppressed, so that it does not undo a --json that stands before the part's name.
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


Entry = tuple[str, int, Any]
"""Its kind, its place among those, and the configured folder or script."""


def _entries(config: Config) -> list[Entry]:
    folders: list[Entry] = [("folder", index, each) for index, each in enumerate(config.folders)]
    return [*folders, *(("script", index, each) for index, each in enumerate(config.scripts))]


def flags_of(entry: ConfiguredScript | ConfiguredFolder) -> list[str]:
    """What is set otherwise than usual, in the words of the file."""
    set_ = [name for name in FLAGS if name != "active" and getattr(entry, name, False)]
    return set_ if entry.active else ["not active", *set_]


def folder_facts(folder: ConfiguredFolder) -> dict[str, Any]:
    return {
        "path": str(folder.path),
        "exists": folder.path.is_dir(),
        "set": flags_of(folder),
        "prefix": str(folder.prefix) if folder.prefix is not None else None,
    }


def _facts(number: int, kind: str, entry: Any) -> dict[str, Any]:
    return {
        "number": number,
        "kind": kind,
        "path": str(entry.path),
        "menu": getattr(entry, "menu_text", ""),
        "undo": getattr(entry, "undo_text", ""),
        "description": getattr(entry, "description", ""),
        "prefix": str(entry.prefix) if entry.prefix is not None else None,
        "active": entry.active,
        **{name: bool(getattr(entry, name, False)) for name in FLAGS if name != "active"},
    }


def _list(options: argparse.Namespace) -> int:
    from postlude.plugins.config import load_config

    rows = [_facts(number, kind, each) for number, (kind, _, each) in enumerate(_entries(load_config()), 1)]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        notes = [repr(row["menu"])] if row["menu"] else []
        notes += [name for name in FLAGS if name != "active" and row[name]]
        if row["prefix"]:
            notes.append(f"prefix {row['prefix']}")
        if not row["active"]:
            notes.insert(0, "not active")
        shown = ", ".join(notes)
        _say(f"{row['number']}  {row['kind']}  {row['path']}" + (f"  ({shown})" if shown else ""))
    if not rows:
        print("nothing is configured: postlude config add PATH")
    return 0


def _add(options: argparse.Namespace) -> int:
    from postlude.plugins.config import config_folder
    from postlude.plugins.configedit import add_entry

    path = Path(options.path).expanduser().absolute()
    kind = "folder" if path.is_dir() else "script"
    settings: dict[str, Any] = {
        name: getattr(options, name)
        for name in ("menu", "undo", "description", *FLAGS)
        if getattr(options, name) is not None
    }
    if options.prefix is not None:
        prefix = options.prefix.expanduser().absolute()
        if not prefix.is_file():
            raise UsageError(f"--prefix {options.prefix}: there is no such file")
        settings["prefix"] = str(prefix)
    if kind == "folder":
        for name in ("menu", "undo", "description", "allow_at_startup"):
            if name in settings:
                raise UsageError(f"--{name.replace('_', '-')} is for a script, and {path} is a folder")
    else:
        _check_script(path, settings)
    was_there = add_entry(config_folder(), kind, path, settings)
    if options.json:
        print(json.dumps({"kind": kind, "path": str(path), "changed": was_there}, ensure_ascii=False))
        return 0
    _say(f"{'changed' if was_there else 'added'}: {kind} {path}")
    return 0


def _check_script(path: Path, settings: dict[str, Any]) -> None:
    """Raise UsageError for a file that is no plugin; a script that is allowed at startup is so as it is now."""
    import hashlib

    from postlude.plugins.discovery import plugin_at, read_script

    if not path.is_file():
        raise UsageError(f"{path}: there is no such script or folder")
    plugin = plugin_at(path, "configured")
    if settings.get("allow_at_startup"):
        try:
            asks = plugin.describe().properties.ExecuteAtStartup
        except PostludeError as error:
            raise UsageError(f"{path}: its plugindef can't be read: {error.message}") from None
        if not asks:
            raise UsageError(f"{path}: plugindef doesn't set ExecuteAtStartup, so there is nothing to allow")
        settings["sha256"] = hashlib.sha256(read_script(path)).hexdigest()
    elif "allow_at_startup" in settings:
        settings["sha256"] = None


def _remove(options: argparse.Namespace) -> int:
    from postlude.plugins.config import load_config
    from postlude.plugins.configedit import remove_entry

    config = load_config()
    kind, index, entry = _chosen(_entries(config), options.which)
    remove_entry(config.folder, kind, index)
    if options.json:
        print(json.dumps({"kind": kind, "path": str(entry.path)}, ensure_ascii=False))
        return 0
    _say(f"removed: {kind} {entry.path}; the file itself is where it was")
    return 0


def _chosen(entries: list[Entry], which: str) -> Entry:
    from postlude.plugins.menu import normalise

    if which.isascii() and which.isdigit():
        if 1 <= int(which) <= len(entries):
            return entries[int(which) - 1]
        raise UsageError(f"nothing has the number {which}; `postlude config list` shows the numbers")
    path = Path(which).expanduser().resolve()
    found = [each for each in entries if each[2].path.resolve() == path]
    found = found or [
        each for each in entries if normalise(getattr(each[2], "menu_text", "")) == normalise(which)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{which} is configured {len(found)} times; give a number (postlude config list)")
    raise UsageError(f"{which!r} is not configured; `postlude config list` shows what is")


def _check(options: argparse.Namespace) -> int:
    from postlude.plugins.config import load_config

    config = load_config()
    rows: list[dict[str, Any]] = [
        {"number": number, "kind": kind, "path": str(entry.path), "problems": _problems(kind, entry, config)}
        for number, (kind, _, entry) in enumerate(_entries(config), 1)
    ]
    wrong = [row for row in rows if row["problems"]]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for row in wrong:
            for problem in row["problems"]:
                _say(f"{row['number']}  {row['path']}: {problem}")
        if not wrong:
            print(f"nothing is wrong ({len(rows)} configured)")
    return 1 if wrong else 0


def _problems(kind: str, entry: Any, config: Config) -> list[str]:
    problems = []
    if entry.prefix is not None:
        problems += _prefix_problems(entry.prefix)
    if kind == "folder":
        return problems if entry.path.is_dir() else ["there is no such folder", *problems]
    if not entry.path.is_file():
        return ["there is no such file", *problems]
    return [*_script_problems(entry, config), *problems]


def _script_problems(script: ConfiguredScript, config: Config) -> list[str]:
    from postlude.plugins.discovery import left_out, plugin_at, read_script

    try:
        plugin = plugin_at(script.path, "configured")
        plugindef = plugin.describe()
    except PostludeError as error:
        return [error.message.splitlines()[0]]
    problems = list(plugindef.problems)
    if reason := left_out(plugindef, plugin, config):
        problems.append(reason)
    if script.allow_at_startup and not plugindef.properties.ExecuteAtStartup:
        problems.append("it is allowed at startup, and doesn't ask for it")
    elif (
        script.active
        and script.allow_at_startup
        and not config.allows_at_startup(script.path, read_script(script.path))
    ):
        problems.append(
            "it was modified since it was allowed at startup: look at it, then "
            "postlude config add PATH --allow-at-startup"
        )
    return problems


def _prefix_problems(prefix: Path) -> list[str]:
    """What hinders a prefix from running; its text, in which a key may stand, is not quoted."""
    from postlude.plugins.prefixes import syntax_problem

    try:
        source = prefix.read_bytes()
    except OSError as error:
        return [f"prefix {prefix}: {error.strerror}"]
    try:
        syntax_problem(prefix, source)
    except PluginError as error:
        return [error.message]
    return []


def _say(text: str) -> None:
    from postlude.dialogs.answers import printable
    from postlude.result import visible

    print(printable(visible(text)))
