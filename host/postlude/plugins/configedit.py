"""Changing the user's ``config.toml``: what else stands there, comments and all, stays as it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from postlude.errors import UsageError
from postlude.plugins.config import CONFIG_FILE, load_config

HEAD = "Postlude's configuration: see `postlude config --help`, and `postlude config check`."

Settings = Mapping[str, str | bool | None]
"""Settings of an entry by their names in the file; None takes one out."""


def add_entry(folder: Path, kind: str, path: Path, settings: Settings) -> bool:
    """Put a ``script`` or a ``folder`` into the configuration in ``folder``, or change it if it stands there.

    One script with two menu texts is two entries. True if it was there. Raises UsageError.
    """

    def change(content: Any) -> bool:
        entries = content.get(kind)
        menu = settings.get("menu") or ""
        found = None
        for entry in entries or ():
            if _is_at(folder, entry, path) and entry.get("menu", "") == menu:
                found = entry
        if found is not None:
            _fill(found, settings)
            return True
        made = _table({"path": str(path)}, settings)
        if entries is None:
            content.append(kind, _array_of(made))
        else:
            entries.append(made)
        return False

    return bool(_rewrite(folder, change))


def remove_entry(folder: Path, kind: str, index: int) -> None:
    """Take out an entry by its place, from 0. Raises UsageError."""

    def change(content: Any) -> None:
        del content[kind][index]
        if not content[kind]:
            del content[kind]

    _rewrite(folder, change)


def _rewrite(folder: Path, change: Callable[[Any], Any]) -> Any:
    import tomlkit

    load_config(folder)  # what can't be read is not written over
    file = folder / CONFIG_FILE
    try:
        content = tomlkit.parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        content = tomlkit.document()
        content.add(tomlkit.comment(HEAD))
    result = change(content)
    _replace(file, tomlkit.dumps(content))
    return result


def _replace(file: Path, text: str) -> None:
    import tempfile

    # A link stays one: the file that it leads to is replaced.
    target = Path(os.path.realpath(file))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o777)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{file}: can't write the configuration: {error.strerror or error}") from error


def _is_at(folder: Path, entry: Mapping[str, Any], path: Path) -> bool:
    mine = os.path.realpath(folder / Path(str(entry["path"])).expanduser())
    return mine == os.path.realpath(path)


def _fill(entry: Any, settings: Settings) -> None:
    for name, value in settings.items():
        if value is None:
            entry.pop(name, None)
        else:
            entry[name] = value


def _table(first: Mapping[str, str], settings: Settings) -> Any:
    import tomlkit

    made = tomlkit.table()
    _fill(made, first)
    _fill(made, {name: value for name, value in settings.items() if value is not None})
    return made


def _array_of(table: Any) -> Any:
    import tomlkit

    made = tomlkit.aot()
    made.append(table)
    return made
