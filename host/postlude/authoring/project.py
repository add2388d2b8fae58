"""New projects: a plugin, its test and what belongs to them, from the templates beside this module."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath
from string import Template

from postlude.authoring.installed import Installed, how_installed
from postlude.authoring.naming import Kind, PluginName, plugin_name
from postlude.errors import UsageError

PYPROJECT = "pyproject.toml"
WORKFLOW = ".github/workflows/test.yml"

# Where the files go ($file is the plugin's name there), and the templates that they are made from.
_PLUGIN: Mapping[Kind, Mapping[str, str]] = {
    "lua": {"$file.lua": "lua/plugin.lua.txt", "tests/${file}_spec.lua": "lua/spec.lua.txt"},
    "python": {"src/$file.py": "python/plugin.py.txt", "tests/test_$file.py": "python/test.py.txt"},
}
_PROJECT: Mapping[Kind, Mapping[str, str]] = {
    "lua": {
        WORKFLOW: "lua/workflow.yml.txt",
        ".gitignore": "both/gitignore.txt",
        "README.md": "lua/README.md.txt",
    },
    "python": {
        PYPROJECT: "python/pyproject.toml.txt",
        WORKFLOW: "python/workflow.yml.txt",
        ".gitignore": "both/gitignore.txt",
        "README.md": "python/README.md.txt",
    },
}


@dataclass(frozen=True)
class Made:
    """What was made in ``folder``, what was there and stays as it is, and what is left for a person to do."""

    folder: Path
    made: tuple[str, ...]
    kept: tuple[str, ...]
    left_to_do: tuple[str, ...]


def make_project(kind: Kind, text: str, folder: Path, *, bare: bool = False) -> Made:
    """Make the plugin called ``text`` and its test in ``folder``, and, unless ``bare``, those files of a project that
    aren't there yet.

    Raises UsageError, with nothing made, for a name that can't be one, or if the plugin or its test is there already.
    """
    name = plugin_name(text, kind, folder)
    installed = how_installed()
    values = {**vars(name), "requirement": installed.requirement}
    wanted = _files(_PLUGIN[kind], values)
    for path in wanted:
        if os.path.lexists(folder / path):
            raise UsageError(
                f"{folder / path}: is there already, and stays as it is: choose another name or --folder"
            )
    kept: list[str] = []
    for path, content in ({} if bare else _files(_PROJECT[kind], values)).items():
        if os.path.lexists(folder / path):
            kept.append(path)
        else:
            wanted[path] = content
    _write_all(folder, wanted)
    return Made(folder, tuple(wanted), tuple(kept), tuple(_left_to_do(folder, name, kind, wanted, installed)))


def _files(templates: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """The texts of files by their paths."""
    home = resources.files("postlude.authoring") / "templates"
    return {
        Template(path).substitute(values): Template((home / template).read_text(encoding="utf-8")).substitute(
            values
        )
        for path, template in templates.items()
    }


def _left_to_do(
    folder: Path, name: PluginName, kind: Kind, made: Mapping[str, str], installed: Installed
) -> list[str]:
    """What the templates can't do."""
    todo = []
    if WORKFLOW in made and installed.only_here:
        todo.append(
            f"{WORKFLOW}: name the repository of Postlude, unless a package index has it (yours is from this machine)"
        )
    if kind == "python" and PYPROJECT not in made and not _offered(folder / PYPROJECT, name.file):
        todo.append(f'{PYPROJECT}: below [project.entry-points.postlude], add {name.file} = "{name.file}"')
    return todo


def _offered(pyproject: Path, name: str) -> bool:
    """Whether a project needs no entry point more: it has that one, or it is no project of Python's."""
    try:
        content = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return not pyproject.exists()
    project = content.get("project", {})
    return name in project.get("entry-points", {}).get("postlude", {})


def _write_all(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files, or none: what can't be completed is taken away again, and nothing is written over."""
    made: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / PurePosixPath(name)
            _make_folder(path.parent, made)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
    except BaseException as error:
        for path in reversed(made):
            with suppress(OSError):  # a folder that somebody else has put a file into stays
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            reason = "is in the way" if isinstance(error, FileExistsError) else error.strerror
            raise UsageError(f"{error.filename}: can't be made: {reason}; nothing was made") from error
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    if folder.parent != folder:
        _make_folder(folder.parent, made)
    folder.mkdir()
    made.append(folder)
