"""The definitions in a project: written, kept current, and known to its Lua language server."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from postlude import __version__
from postlude.authoring.stubs import globalslua, luarc
from postlude.authoring.stubs.finalelua import finale_files
from postlude.errors import UsageError

LIBRARY = ".postlude/stubs"
"""Where the definitions lie in a project: a folder of Postlude's own, which git leaves out."""
_HEAD = "-- Made by `postlude stubs`"
_IGNORED = "# Made by `postlude stubs`, and to be made again by it.\n*\n"


def lua_definitions() -> dict[str, str]:
    """All definition files for the Lua language server: their texts by their paths."""
    found = {name: "\n".join(lines) for name, lines in finale_files()}
    found["finenv.lua"] = "\n".join(globalslua.finenv_lines())
    found["finaleplugin.lua"] = "\n".join(globalslua.finaleplugin_lines())
    found["loops.lua"] = "\n".join(globalslua.loop_lines())
    found.update(_by_hand(resources.files("postlude.authoring.stubs") / "library", ""))
    return {name: _headed(found[name]) for name in sorted(found)}


def _by_hand(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _by_hand(each, f"{path}{each.name}/")
        elif each.name.endswith(".lua"):
            yield f"{path}{each.name}", each.read_text(encoding="utf-8")


def _headed(text: str) -> str:
    meta, rest = text.split("\n", 1)
    return f"{meta}\n{_HEAD} ({__version__}): definitions for editors, not to be run or edited.\n{rest.rstrip()}\n"


@dataclass
class Done:
    """What was written, relative to the folder; ``notes`` are for the user to read."""

    files: int
    written: int
    removed: int
    settings: str
    notes: list[str] = field(default_factory=list)


def write_stubs(folder: Path) -> Done:
    """Write the definitions into a project, and see to it that ``.luarc.json`` names them.

    Files that are current are left alone, those of an earlier release removed. Raises UsageError if something can't be
    written, or for a ``.luarc.json`` that can't be read; that is looked at first.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder: make it first")
    settings = folder / luarc.NAME
    before = _read(settings)
    after, notes = (
        (luarc.new_text(LIBRARY), []) if before is None else luarc.merged(before, LIBRARY, str(settings))
    )
    library = folder / LIBRARY
    files = lua_definitions()
    written = sum(_write(library / name, text) for name, text in files.items())
    removed = _remove_old(library, files)
    _write(library.parent / ".gitignore", _IGNORED)
    _write(settings, after)
    what = "made" if before is None else "current" if before == after else "changed"
    return Done(len(files), written, removed, what, notes)


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"{file}: can't be read: {reason}") from None


def _write(file: Path, text: str) -> bool:
    """Write a file in one step; whether there was something to write."""
    data = text.encode("utf-8")
    try:
        if file.is_file() and file.read_bytes() == data:
            return False
        target = Path(os.path.realpath(file))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{file}: can't be written: {error.strerror or error}") from None
    return True


def _remove_old(library: Path, files: dict[str, str]) -> int:
    """Remove definitions that an earlier release made and this one doesn't; others' files stay."""
    current = {library / name for name in files}
    removed = 0
    for path in library.rglob("*.lua"):
        try:
            if path in current or _HEAD.encode() not in path.read_bytes()[:300]:
                continue
            path.unlink()
        except IsADirectoryError:
            continue
        except OSError as error:
            raise UsageError(f"{path}: can't be removed: {error.strerror or error}") from None
        removed += 1
    return removed
