"""What ``ls`` (macOS) and ``dir`` (Windows) print for a directory, without running them."""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from postlude.errors import ScriptError

_LS_LETTERS = frozenset("1aAdFprRtSUfmx")


def _unknown(option: str) -> ScriptError:
    return ScriptError(f"process.list_dir: the option '{option}' is not supported")


def _is_folder(path: Path) -> bool:
    """Whether a name stands for a folder, also through a link; one that can't be looked at does not."""
    try:
        return path.is_dir()
    except OSError:
        return False


# ls ----------------------------------------------------------------------------------------------------


def list_unix(folder: Path, options: str) -> str:
    """The output of ``ls`` with options, run in ``folder``; names one a line, as always where no terminal is.

    Options: ``1aAFprRtSU`` and ``d``; other words are patterns of names. Raises ScriptError for any other
    option.
    """
    try:
        words = shlex.split(options)
    except ValueError:
        raise _unknown(options) from None
    letters = {letter for word in words if word.startswith("-") for letter in word[1:]}
    for letter in sorted(letters - _LS_LETTERS):
        raise _unknown(f"-{letter}")
    patterns = [word for word in words if not word.startswith("-")]
    if not patterns:
        return "".join(
            f"{line}\n" for line in (["."] if "d" in letters else _unix_lines(folder, letters, ""))
        )

    names = sorted(os.listdir(folder))  # noqa: PTH208
    matches = [
        n for p in patterns for n in fnmatch.filter(names, p) if p.startswith(".") or not n.startswith(".")
    ]
    shown = [n for n in matches if "d" in letters or not _is_folder(folder / n)]
    blocks = ["".join(f"{_mark(folder / n, n, letters)}\n" for n in _in_order(shown, folder, letters))]
    for name in matches:
        if name not in shown:
            title = f"{name}:\n" if len(matches) > 1 else ""
            blocks.append(title + "".join(f"{line}\n" for line in _unix_lines(folder / name, letters, "")))
    return "\n".join(block for block in blocks if block)


def _unix_lines(folder: Path, letters: set[str], shown_as: str) -> Iterable[str]:
    names = sorted(os.listdir(folder))  # noqa: PTH208
    if not letters & {"a", "A", "f"}:
        names = [name for name in names if not name.startswith(".")]
    elif "A" not in letters:
        names = [".", "..", *names]
    names = _in_order(names, folder, letters)
    yield from (_mark(folder / name, name, letters) for name in names)
    if "R" in letters:
        for name in names:
            path = folder / name
            if name not in (".", "..") and _is_folder(path) and not path.is_symlink():
                inner = f"{shown_as or '.'}/{name}"
                yield ""
                yield f"{inner}:"
                yield from _unix_lines(path, letters, inner)


def _in_order(names: list[str], folder: Path, letters: set[str]) -> list[str]:
    def newest(name: str) -> float:
        return -(folder / name).lstat().st_mtime

    def largest(name: str) -> float:
        return -(folder / name).lstat().st_size

    key: Callable[[str], float] | None = newest if "t" in letters else largest if "S" in letters else None
    ordered = sorted(names, key=key) if key else names
    return ordered[::-1] if "r" in letters else ordered


def _mark(path: Path, name: str, letters: set[str]) -> str:
    """A name with the sign that -p or -F puts after it."""
    if "F" in letters and path.is_symlink():
        return name + "@"
    if letters & {"p", "F"} and _is_folder(path) and not path.is_symlink():
        return name + "/"
    if "F" in letters and os.access(path, os.X_OK):
        return name + "*"
    return name


# dir ---------------------------------------------------------------------------------------------------


def list_windows(folder: Path, options: str) -> str:
    """The output of ``dir`` with options, run in ``folder``.

    Options: ``/b``, ``/a`` with ``d``, ``h`` or ``-d``, ``/s`` (with ``/b``), ``/o`` with ``n``, ``d``,
    ``s``, ``g`` and ``-``; one other word is a pattern of names. Raises ScriptError for any other option.
    """
    bare = deep = all_names = False
    kind = order = pattern = ""
    for word in re.findall(r"/[^/\s]*|\"[^\"]*\"|[^/\s]+", options):
        option = word.lower()
        if option == "/b":
            bare = True
        elif option == "/s":
            deep = True
        elif match := re.fullmatch(r"/a:?(-?d|h|-h)?", option):
            all_names, kind = True, match[1] or ""
        elif match := re.fullmatch(r"/o:?((?:-?[gnsd])*)", option):
            order = match[1] or "gn"
        elif option.startswith("/"):
            raise _unknown(word)
        else:
            pattern = word.strip('"')
    if deep and not bare:
        raise _unknown("/s")

    folders = [folder, *(p for p in sorted(folder.rglob("*")) if _is_folder(p))] if deep else [folder]
    found: list[Path] = []
    for place in folders:
        names = sorted(place.iterdir(), key=lambda p: p.name.lower())
        found += _ordered([p for p in names if _wanted(p, kind, all_names, pattern)], order)
    if bare:
        lines = [str(p) if deep else p.name for p in found]
    else:
        lines = ["", f" Directory of {folder}", "", *map(_row, found)] if found else []
    return "".join(f"{line}\r\n" for line in lines) if lines else "File Not Found\r\n"


def _wanted(path: Path, kind: str, all_names: bool, pattern: str) -> bool:
    hidden = path.name.startswith(".")
    if kind in ("d", "-d") and _is_folder(path) != (kind == "d"):
        return False
    if kind in ("h", "-h") and hidden != (kind == "h"):
        return False
    if hidden and not all_names:
        return False
    return not pattern or fnmatch.fnmatch(path.name.lower(), pattern.lower())


def _ordered(paths: list[Path], order: str) -> list[Path]:
    keys: dict[str, Callable[[Path], object]] = {
        "g": lambda p: not _is_folder(p),
        "n": lambda p: p.name.lower(),
        "s": lambda p: p.lstat().st_size,
        "d": lambda p: p.lstat().st_mtime,
    }
    for sign, letter in reversed(re.findall(r"(-?)([gnsd])", order)):
        paths = sorted(paths, key=keys[letter], reverse=bool(sign))  # type: ignore[arg-type]
    return paths


def _row(path: Path) -> str:
    status = path.lstat()
    when = datetime.fromtimestamp(status.st_mtime).strftime("%m/%d/%Y  %I:%M %p")
    size = "   <DIR>          " if _is_folder(path) else f"{status.st_size:>17,} "
    return f"{when} {size}{path.name}"
