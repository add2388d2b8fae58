"""``postlude config``: what the user configured and approved, and where it lies."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from postlude.cli import keys
from postlude.errors import UsageError

if TYPE_CHECKING:
    from postlude.plugins.approved import Approved
    from postlude.plugins.config import Config, ConfiguredScript

STATES = {
    "unchanged": "",
    "changed": "  (its text has changed since: it will ask again)",
    "gone": "  (this file is no longer there)",
}


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "config",
        help="your configuration: scripts, folders, prefixes, approvals, the key",
        description="Show what is configured and where it lies.",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(handler=_config)
    parser.complete = lambda: _add_parts(parser)


def _add_parts(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(metavar="PART", title="parts")
    from postlude.cli import configured

    configured.add_parsers(parts)
    approvals = parts.add_parser(
        "approvals",
        help="the POSTs that were approved for good",
        description="List the POSTs that were approved for good, or take approvals back.",
        allow_abbrev=False,
    )
    _json_option(approvals)
    which = approvals.add_mutually_exclusive_group()
    which.add_argument(
        "--remove",
        nargs="+",
        metavar=("N|SCRIPT", "HOST[:PORT]"),
        help="take back one of the list by its number, or what a script (its path or name) may send to a host",
    )
    which.add_argument("--clear", action="store_true", help="take back all of them")
    approvals.set_defaults(handler=_approvals)
    keys.add_parser(parts)


def _json_option(parser: argparse.ArgumentParser) -> None:
    # Suppressed, so that it does not undo a --json that stands before the part's name.
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def _config(options: argparse.Namespace) -> int:
    from postlude.plugins.config import load_config

    facts = describe(load_config())
    if options.json:
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    _title("configuration", facts["folder"], "" if facts["exists"] else "not there yet")
    system = facts["system_prefix"]
    _title(
        "system prefix", system["file"], "yours" if system["yours"] else "the one that ships with Postlude"
    )
    _title("script data", facts["data_dir"])
    for folder in facts["plugin_folders"]:
        _title("plugin folder", folder["path"], "" if folder["exists"] else "not there")
    for script in facts["scripts"]:
        extra = [script["menu"], *script["set"], "" if script["exists"] else "not there"]
        if script["prefix"]:
            extra.append(f"prefix {script['prefix']}")
        if script["at_startup"] is not None:
            extra.append("runs at startup" if script["at_startup"] else "changed: not run at startup")
        _title("script", script["path"], *extra)
    if not facts["approvals"]:
        _title("approved POSTs", "none")
    for entry in facts["approvals"]:
        _title("approved POSTs", _line(entry))
    for place in facts["key"]["keyring"]:
        _title("keyring", f"a key for {place['host']}", "" if place["state"] == "there" else place["problem"])
    _title("the key", facts["key"]["source"])
    return 0


def describe(config: Config) -> dict[str, Any]:
    """What ``config`` shows. Raises UsageError for a file of the configuration that can't be used."""
    from postlude.cli import configured
    from postlude.plugins.approved import approved
    from postlude.plugins.config import APPROVALS_FILE, CONFIG_FILE
    from postlude.plugins.folders import default_data_folder
    from postlude.plugins.shipped import shipped_prefixes

    system = config.system_prefix
    file = config.folder / CONFIG_FILE
    return {
        "folder": str(config.folder),
        "exists": config.folder.is_dir(),
        "file": str(file) if file.is_file() else None,
        "system_prefix": {
            "file": str(system or shipped_prefixes() / "system.lua"),
            "yours": system is not None,
        },
        "data_dir": str(default_data_folder()),
        "plugin_folders": [{"path": str(path), "exists": path.is_dir()} for path in config.plugin_folders],
        "scripts": [_script(script, config) for script in config.scripts],
        "folders": [configured.folder_facts(folder) for folder in config.folders],
        "approvals": [_approval(entry) for entry in approved(config.folder / APPROVALS_FILE)],
        "key": keys.describe(config),
    }


def _script(script: ConfiguredScript, config: Config) -> dict[str, Any]:
    from postlude.cli import configured

    exists = script.path.is_file()
    starts: bool | None = None
    if script.allow_at_startup:
        starts = exists and config.allows_at_startup(script.path, script.path.read_bytes())
    return {
        "path": str(script.path),
        "exists": exists,
        "menu": script.menu_text,
        "set": configured.flags_of(script),
        "prefix": str(script.prefix) if script.prefix is not None else None,
        "at_startup": starts,
    }


def _approval(entry: Approved) -> dict[str, Any]:
    return {
        "number": entry.number,
        "script": entry.script,
        "sha256": entry.sha256,
        "host": entry.host,
        "port": entry.port,
        "place": entry.place,
        "text": entry.state(),
    }


def _approvals(options: argparse.Namespace) -> int:
    from postlude.plugins.approved import approved, choose, clear, remove
    from postlude.plugins.config import APPROVALS_FILE, config_folder

    store = config_folder() / APPROVALS_FILE
    if options.clear:
        count = clear(store)
        if options.json:
            print(json.dumps({"removed": count}))
        else:
            print(
                f"{count} approval{'s' * (count != 1)} removed" if count else "nothing was approved for good"
            )
        return 0
    entries = approved(store)
    if options.remove is None:
        rows = [_approval(entry) for entry in entries]
        if options.json:
            print(json.dumps(rows, ensure_ascii=False))
        for row in rows if not options.json else ():
            _say(_line(row))
        if not rows and not options.json:
            print("nothing is approved for good")
        return 0
    if len(options.remove) > 2:
        raise UsageError("--remove takes a number or a script, and a host for a script")
    which, place = (*options.remove, None)[:2]
    chosen = choose(entries, which, place)
    remove(store, chosen)
    if options.json:
        print(json.dumps({"removed": len(chosen)}))
        return 0
    for entry in chosen:
        _say(f"removed: {entry.script} may no longer send data to {entry.place} unasked")
    return 0


def _line(row: dict[str, Any]) -> str:
    return f"{row['number']}  {row['place']}  {row['script']}{STATES[row['text']]}"


def _title(title: str, value: str, *extra: str) -> None:
    notes = ", ".join(each for each in extra if each)
    _say(f"{title + ':':16}{value}" + (f"  ({notes})" if notes else ""))


def _say(text: str) -> None:
    from postlude.dialogs.answers import printable
    from postlude.result import visible

    print(printable(visible(text)))
