"""Where the plugins and prefixes that ship with Postlude are: in a checkout, or inside an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped_root() -> Path:
    """The folder that holds ``plugins`` and ``prefix``."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_shipped"
    return installed if installed.is_dir() else package.parent.parent


def shipped_plugins() -> Path:
    """The folder of shipped plugins."""
    return shipped_root() / "plugins"


def shipped_prefixes() -> Path:
    """The folder of the shipped system prefix, ``system.lua``, and of ``scripts/<name>.lua``."""
    return shipped_root() / "prefix"


def is_shipped(script: Path) -> bool:
    """Whether ``script`` is one of the shipped plugins, whatever links lead to it."""
    return shipped_plugins().resolve() in script.resolve().parents
