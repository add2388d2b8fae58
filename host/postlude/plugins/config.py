"""The user's configuration: a folder with ``config.toml``, prefixes and plugins.

.. code-block:: toml

    plugin_folders = ["~/finale/scripts"]   # scanned besides the folder `plugins` beside this file
    hash_hosts = ["scripts.example.org"]    # servers whose HashURL files are believed, besides the usual ones

    [[folder]]                              # a folder to scan, with settings for all scripts in it
    path = "~/finale/mine"
    trusted = true                          # and active, debug, load_as_string, error_on_hash_mismatch, prefix

    [[script]]                              # one script may stand here several times
    path = "~/finale/scripts/transpose.lua"
    menu = "Transpose Up"                   # the item's own menu text; without it: the plugin's items
    undo = "Transpose Up"
    description = "Transposes up"
    prefix = "prefixes/up.lua"              # a file, relative to this folder
    active = true                           # false: as if it did not stand here
    trusted = false                         # run as with --trust
    debug = false                           # finenv.DebugEnabled; no check for changes of a startup script
    load_as_string = false                  # the script ends at its first NUL; plugindef can say otherwise
    error_on_hash_mismatch = false          # a script that its HashURL does not vouch for fails
    allow_at_startup = false
    sha256 = "..."                          # of the script's text when it was allowed at startup

The system prefix is the file ``system.lua`` in the same folder.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postlude.errors import UsageError

CONFIG_FILE = "config.toml"
SYSTEM_PREFIX = "system.lua"
APPROVALS_FILE = "approvals.json"


FLAGS = ("active", "debug", "trusted", "load_as_string", "error_on_hash_mismatch")
"""Settings that are true or false, of scripts and folders."""


@dataclass(frozen=True)
class ConfiguredScript:
    """A script bound to its own menu item and prefix; ``path`` and ``prefix`` are resolved paths.

    ``folder`` is that of a script which has its settings from a ``[[folder]]``.
    """

    path: Path
    menu_text: str = ""
    undo_text: str = ""
    description: str = ""
    prefix: Path | None = None
    active: bool = True
    debug: bool = False
    trusted: bool = False
    load_as_string: bool = False
    error_on_hash_mismatch: bool = False
    allow_at_startup: bool = False
    sha256: str = ""
    folder: Path | None = None


@dataclass(frozen=True)
class ConfiguredFolder:
    """A folder whose scripts are all plugins (an Auto Folder of RGP Lua); settings as those of a script."""

    path: Path
    prefix: Path | None = None
    active: bool = True
    debug: bool = False
    trusted: bool = False
    load_as_string: bool = False
    error_on_hash_mismatch: bool = False

    def settings_of(self, script: Path) -> ConfiguredScript:
        """The settings of a script that lies in it."""
        flags = {name: getattr(self, name) for name in FLAGS}
        return ConfiguredScript(script, prefix=self.prefix, folder=self.path, **flags)


@dataclass(frozen=True)
class Config:
    """What the user configured; ``folder`` need not exist. ``plugin_folders`` has those of ``folders``, too."""

    folder: Path
    plugin_folders: tuple[Path, ...] = ()
    scripts: tuple[ConfiguredScript, ...] = ()
    system_prefix: Path | None = field(default=None)
    folders: tuple[ConfiguredFolder, ...] = ()
    hash_hosts: tuple[str, ...] = ()

    def scripts_at(self, path: Path) -> list[ConfiguredScript]:
        """The active configurations of the script at ``path``, whatever links lead to it, in the file's order.

        The settings of a folder hold for the script's own items, unless a ``[[script]]`` stands for these.
        """
        if not self.scripts and not self.folders:
            return []
        wanted = _real(path)
        found = [
            script
            for script in self.scripts
            if script.active and (script.path == wanted or _same(script.path, wanted))
        ]
        if all(script.menu_text for script in found):
            here = (each for each in self.folders if each.active and _real(each.path) == wanted.parent)
            found += [each.settings_of(wanted) for each in here][:1]
        return found

    def allows_at_startup(self, path: Path, text: bytes) -> bool:
        """Whether the user allowed this script at startup, and it is unmodified since (or being debugged)."""
        import hashlib

        digest = hashlib.sha256(text).hexdigest()
        allowed = (script for script in self.scripts_at(path) if script.allow_at_startup)
        return any(script.debug or script.sha256 == digest for script in allowed)


def config_folder() -> Path:
    """Where the user's configuration lies: ``$POSTLUDE_CONFIG_DIR``, else the system's usual place."""
    own = os.environ.get("POSTLUDE_CONFIG_DIR")
    if own:
        return Path(own).expanduser().absolute()
    import platformdirs

    folder = platformdirs.user_config_path("postlude", appauthor=False, roaming=True)
    # On macOS configuration and data have one folder; scripts may write to the data, never to the
    # configuration.
    return folder / "config" if sys.platform == "darwin" else folder


def load_config(folder: Path | None = None) -> Config:
    """The configuration in ``folder`` (default: :func:`config_folder`); an empty one if there is no file.

    Raises :class:`UsageError` naming file and line if the file can't be read or holds what it should not.
    """
    folder = folder or config_folder()
    file = folder / CONFIG_FILE
    system = folder / SYSTEM_PREFIX
    system_prefix = system if system.is_file() else None
    own_plugins = folder / "plugins"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config(folder, (own_plugins,), (), system_prefix)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: can't read the configuration: {error}") from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, line = _located(str(error), text)
        raise UsageError(f"{file}:{line}: {message}") from error
    reader = _Reader(file, text)
    reader.only(values, {"plugin_folders", "hash_hosts", "folder", "script"})
    named = [reader.path(item, "plugin_folders") for item in reader.many(values, "plugin_folders")]
    hosts = reader.many(values, "hash_hosts")
    if not all(isinstance(host, str) and host for host in hosts):
        raise reader.error("hash_hosts", 'hash_hosts is a list of hosts, such as ["scripts.example.org"]')
    folders = tuple(
        _folder(reader, item, number) for number, item in enumerate(reader.many(values, "folder"), 1)
    )
    scripts = tuple(
        _script(reader, item, number) for number, item in enumerate(reader.many(values, "script"), 1)
    )
    active = (each.path for each in folders if each.active)
    return Config(
        folder,
        (own_plugins, *named, *active),
        scripts,
        system_prefix,
        folders=folders,
        hash_hosts=tuple(hosts),
    )


_TEXTS = ("menu", "undo", "description", "sha256")


def _folder(reader: _Reader, item: Any, number: int) -> ConfiguredFolder:
    reader.table = "folder", number
    reader.entry(item, {"path", "prefix", *FLAGS})
    return ConfiguredFolder(
        path=reader.path(item["path"], "path"), prefix=reader.prefix(item), **reader.flags(item)
    )


def _script(reader: _Reader, item: Any, number: int) -> ConfiguredScript:
    reader.table = "script", number
    reader.entry(item, {"path", "prefix", "allow_at_startup", *_TEXTS, *FLAGS})
    flags = reader.flags(item)
    return ConfiguredScript(
        path=_real(reader.path(item["path"], "path")),
        menu_text=reader.text(item, "menu"),
        undo_text=reader.text(item, "undo"),
        description=reader.text(item, "description"),
        prefix=reader.prefix(item),
        allow_at_startup=reader.flag(item, "allow_at_startup", False),
        sha256=reader.text(item, "sha256").lower(),
        active=flags["active"],
        debug=flags["debug"],
        trusted=flags["trusted"],
        load_as_string=flags["load_as_string"],
        error_on_hash_mismatch=flags["error_on_hash_mismatch"],
    )


class _Reader:
    """Reads checked values; ``table`` is the one being read, a kind and a number, for the line in a message."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text
        self.table = "", 0

    def error(self, key: str, message: str) -> UsageError:
        lines = self._text.splitlines()
        kind, number = self.table
        head = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
        tables = [index for index, line in enumerate(lines) if head.match(line)]
        start = tables[number - 1] if 0 < number <= len(tables) else 0
        key_line = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(key)}\b")
        line = next((i for i, text in enumerate(lines[start:], start + 1) if key_line.match(text)), start + 1)
        return UsageError(f"{self._file}:{line}: {message}")

    def only(self, table: dict[str, Any], known: set[str], where: str = "here") -> None:
        for key in table:
            if key not in known:
                raise self.error(
                    key, f"{key!r} is not a setting {where}; there are {', '.join(sorted(known))}"
                )

    def entry(self, item: Any, known: set[str]) -> None:
        """Check the keys of the table being read."""
        kind = self.table[0]
        if not isinstance(item, dict):
            raise self.error(kind, f"each {kind} is a table: write [[{kind}]]")
        self.only(item, known, f"of [[{kind}]]")
        if "path" not in item:
            raise self.error(kind, f"this [[{kind}]] has no path")

    def flag(self, table: dict[str, Any], key: str, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"{key} is true or false, without quotes")
        return value

    def flags(self, table: dict[str, Any]) -> dict[str, bool]:
        return {name: self.flag(table, name, name == "active") for name in FLAGS}

    def prefix(self, table: dict[str, Any]) -> Path | None:
        return self.path(table["prefix"], "prefix") if "prefix" in table else None

    def many(self, table: dict[str, Any], key: str) -> list[Any]:
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self.error(key, f"{key} is a list")
        return value

    def text(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self.error(key, f"{key} is text")
        return value

    def path(self, value: Any, key: str) -> Path:
        if not isinstance(value, str) or not value or "\0" in value:
            raise self.error(key, f"{key} is a path")
        try:
            return self._file.parent / Path(value).expanduser()
        except RuntimeError as error:
            raise self.error(key, f"{value!r}: the home folder is not known") from error


def _located(message: str, text: str) -> tuple[str, int]:
    """A TOML error's message without its position, and its line."""
    found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$", message)
    if found is None:
        return message, 1
    return message[: found.start()], int(found[1]) if found[1] else max(1, len(text.splitlines()))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
