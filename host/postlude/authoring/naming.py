"""What a plugin can be called: one name gives its file, its module and the texts of its menu."""

from __future__ import annotations

import importlib.util
import keyword
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from postlude.errors import UsageError
from postlude.plugins.shipped import shipped_plugins

Kind = Literal["lua", "python"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _-]+[A-Za-z0-9]+)*")
_BETWEEN_WORDS = re.compile(r"[ _-]+|(?<=[a-z0-9])(?=[A-Z])")
_LONGEST = 60
# Windows has no files of these names, whatever their extension.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(1, 10))}
_PYTEST = {"conftest", "test", "tests"}


@dataclass(frozen=True)
class PluginName:
    """The forms of one name: ``double_bars`` for files and modules, ``Double Bars`` for menus, ``double-bars`` for
    the package."""

    file: str
    title: str
    package: str


def plugin_name(text: str, kind: Kind, folder: Path) -> PluginName:
    """The forms of ``text``, whose words are parted by spaces, ``-``, ``_`` or a capital letter.

    Raises UsageError for what can't be the name of a new plugin in ``folder``.
    """
    if not _NAME.fullmatch(text):
        raise UsageError(
            f"{text!r} can't be a plugin's name: it takes letters from a to z, digits, spaces, - and _, and begins "
            "with a letter"
        )
    if len(text) > _LONGEST:
        raise UsageError(f"{text!r} is too long for a plugin's name: {_LONGEST} characters at most")
    words = _BETWEEN_WORDS.split(text)
    lower = [word.lower() for word in words]
    capitals = " ".join(word[0].upper() + word[1:] for word in words)
    # Who types spaces has written the text of a menu.
    name = PluginName("_".join(lower), text if " " in text else capitals, "-".join(lower))
    if reason := _taken(name.file, kind, folder):
        raise UsageError(f"{text!r} can't be a plugin's name: {reason}")
    return name


def _taken(file: str, kind: Kind, folder: Path) -> str | None:
    """Why no plugin can be called so, if none can."""
    if file in _DEVICES:
        return f"Windows has no files called {file}"
    if any((shipped_plugins() / f"{file}{suffix}").exists() for suffix in (".lua", ".py")):
        return f"{file} is a plugin that comes with Postlude"
    if kind == "lua":
        return "files that end with _spec are tests" if file.endswith("_spec") else None
    if keyword.iskeyword(file):
        return f"{file} is a word of Python's own"
    if file in _PYTEST or file.startswith("test_") or file.endswith("_test"):
        return "pytest takes files that are called so for tests"
    if file in sys.stdlib_module_names or _module_elsewhere(file, folder):
        return f"there is a Python module called {file} already"
    return None


def _module_elsewhere(name: str, folder: Path) -> bool:
    """Whether ``import name`` finds something outside of ``folder``."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:  # a folder of that name, which a module hides
        return False
    return not Path(spec.origin).resolve().is_relative_to(folder.resolve())
