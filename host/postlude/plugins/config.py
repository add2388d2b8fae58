"""The user's configuration: a folder with ``config.toml``, prefixes and plugins.

.. code-block:: toml

    plugin_folders = ["~/finale/scripts"]   # scanned besides the folder `plugins` beside this file

    [[script]]                              # one script may stand here several times
    path = "~/finale/scripts/transpose.lua"
    menu = "Transpose Up"                   # the item's own menu text; without it: the plugin's items
    undo = "Transpose Up"
    description = "Transposes up"
    prefix = "prefixes/up.lua"              # a file, relative to this folder
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


@dataclass(frozen=True)
class ConfiguredScript:
    """A script bound to its own menu item and prefix; ``path`` and ``prefix`` are resolved paths."""

    path: Path
    menu_text: str = ""
    undo_text: str = ""
    description: str = ""
    prefix: Path | None = None
    allow_at_startup: bool = False
    sha256: str = ""


@dataclass(frozen=True)
class Config:
    """What the user configured; ``folder`` need not exist."""

    folder: Path
    plugin_folders: tuple[Path, ...] = ()
    scripts: tuple[ConfiguredScript, ...] = ()
    system_prefix: Path | None = field(default=None)

    def scripts_at(self, path: Path) -> list[ConfiguredScript]:
        """The configurations of the script at ``path``, whatever links lead to it, in the file's order."""
        wanted = _real(path)
        return [script for script in self.scripts if script.path == wanted or _same(script.path, wanted)]

    def allows_at_startup(self, path: Path, text: bytes) -> bool:
        """Whether the user allowed this script at startup, and it is unmodified since."""
        import hashlib

        allowed = [script.sha256 for script in self.scripts_at(path) if script.allow_at_startup]
        return hashlib.sha256(text).hexdigest() in allowed


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
    reader.only(values, {"plugin_folders", "script"})
    folders = tuple(reader.path(item, "plugin_folders") for item in reader.many(values, "plugin_folders"))
    scripts = tuple(
        _script(reader, item, number) for number, item in enumerate(reader.many(values, "script"), 1)
    )
    return Config(folder, (own_plugins, *folders), scripts, system_prefix)


def _script(reader: _Reader, item: Any, number: int) -> ConfiguredScript:
    if not isinstance(item, dict):
        raise reader.error("script", "each script is a table: write [[script]]")
    reader.number = number
    reader.only(
        item, {"path", "menu", "undo", "description", "prefix", "allow_at_startup", "sha256"}, "of [[script]]"
    )
    if "path" not in item:
        raise reader.error("script", "this [[script]] has no path")
    startup = item.get("allow_at_startup", False)
    if not isinstance(startup, bool):
        raise reader.error("allow_at_startup", "allow_at_startup is true or false")
    return ConfiguredScript(
        path=_real(reader.path(item["path"], "path")),
        menu_text=reader.text(item, "menu"),
        undo_text=reader.text(item, "undo"),
        description=reader.text(item, "description"),
        prefix=reader.path(item["prefix"], "prefix") if "prefix" in item else None,
        allow_at_startup=startup,
        sha256=reader.text(item, "sha256").lower(),
    )


class _Reader:
    """Reads checked values; ``number`` is the [[script]] being read, for the line in a message."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text
        self.number = 0

    def error(self, key: str, message: str) -> UsageError:
        lines = self._text.splitlines()
        tables = [index for index, line in enumerate(lines) if re.match(r"\s*\[\[\s*script\s*\]\]", line)]
        start = tables[self.number - 1] if 0 < self.number <= len(tables) else 0
        key_line = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(key)}\b")
        line = next((i for i, text in enumerate(lines[start:], start + 1) if key_line.match(text)), start + 1)
        return UsageError(f"{self._file}:{line}: {message}")

    def only(self, table: dict[str, Any], known: set[str], where: str = "here") -> None:
        for key in table:
            if key not in known:
                raise self.error(
                    key, f"{key!r} is not a setting {where}; there are {', '.join(sorted(known))}"
                )

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
