"""What a sweep runs: the scripts of a folder, and the documents."""

from __future__ import annotations

import ast
import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from postlude.errors import UsageError
from postlude.plugins.extract import extract_plugindef

SCRIPTS = (".lua", ".luac", ".py")
DOCUMENTS = (".musx", ".enigmaxml")


@dataclass(frozen=True)
class Item:
    """A script or a document: its file, and its name within what was searched."""

    path: Path
    name: str


def find_scripts(where: Path, pattern: str | None = None) -> tuple[list[Item], int]:
    """The scripts below a folder, by their paths, and how many files of such names were left out.

    A script is a ``.lua`` or ``.py`` file with a ``plugindef`` of its own; what has none is taken for a library.
    ``pattern`` (``*.lua``, ``tools/**/*.lua``) takes whatever fits it instead. Names that begin with a dot are
    passed over. ``where`` may be a script itself. Raises UsageError if there is nothing.
    """
    if where.is_file():
        if where.suffix.lower() not in SCRIPTS:
            raise UsageError(f"{where}: not a script: a script is a .lua, .luac or .py file")
        return [Item(where, where.name)], 0
    if not where.is_dir():
        raise UsageError(f"{where}: there is no such folder or script")
    if pattern is not None:
        try:
            fitting = sorted(path for path in where.glob(pattern) if path.is_file())
        except (ValueError, NotImplementedError):
            raise UsageError(
                f"--pattern {pattern!r} is not a pattern such as '*.lua' or '**/*.lua'"
            ) from None
        chosen = [path for path in fitting if path.suffix.lower() in SCRIPTS]
        left_out = 0
    else:
        files = [path for path in _walk(where) if path.suffix.lower() in SCRIPTS]
        chosen = [path for path in files if _has_plugindef(path)]
        left_out = len(files) - len(chosen)
    if not chosen:
        hint = (
            "no script fits --pattern" if pattern else "no script with a plugindef (--pattern takes others)"
        )
        raise UsageError(f"{where}: {hint}")
    return [Item(path, path.relative_to(where).as_posix()) for path in chosen], left_out


def find_documents(values: Sequence[str]) -> list[Item]:
    """The documents that are meant: files, those below folders, those that fit a pattern; each once.

    Raises UsageError for a value that gives none.
    """
    found: dict[str, Item] = {}
    for value in values:
        items = list(_documents(value))
        if not items:
            raise UsageError(f"--document {value}: no .musx or .enigmaxml document there")
        for item in items:
            found.setdefault(os.path.realpath(item.path), item)
    return list(found.values())


def targets(out: Path, script: Item | None, documents: Sequence[Item]) -> list[Path]:
    """Where the changed documents of a script go; ``script`` is None if there is only one.

    Raises UsageError if two would have the same name.
    """
    taken: dict[str, Item] = {}
    for document in documents:
        twin = taken.setdefault(document.name.casefold(), document)
        if twin is not document:
            raise UsageError(f"--out would write {twin.path} and {document.path} under the same name")
    folder = out if script is None else out / script.name
    return [folder / document.name for document in documents]


def _documents(value: str) -> Iterator[Item]:
    path = Path(value).expanduser()
    if path.is_dir():
        for file in _walk(path):
            if file.suffix.lower() in DOCUMENTS:
                yield Item(file, file.relative_to(path).as_posix())
    elif path.exists() or not glob.has_magic(value):
        if not path.is_file():
            raise UsageError(f"--document {value}: there is no such file or folder")
        if path.suffix.lower() not in DOCUMENTS:
            raise UsageError(f"--document {value}: a document is a .musx or .enigmaxml file")
        yield Item(path, path.name)
    else:
        for name in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - takes absolute ones
            if PurePath(name).suffix.lower() in DOCUMENTS and Path(name).is_file():
                yield Item(Path(name), Path(name).name)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != "." and name != "__pycache__")
        for name in sorted(files):
            if name[0] != ".":
                yield Path(parent, name)


def _has_plugindef(path: Path) -> bool:
    try:
        source = path.read_bytes()
    except OSError:
        return True  # its row says why it can't be read
    if path.suffix.lower() != ".py":
        return extract_plugindef(source).text is not None
    if b"plugindef" not in source:
        return False
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return any(isinstance(each, ast.FunctionDef) and each.name == "plugindef" for each in module.body)
