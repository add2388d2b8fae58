"""What a caller can set for a host and for a run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from postlude.dialogs.answers import Answers
from postlude.lua.services import Limits

PrefixChoice = Path | Literal[False] | None
"""A prefix file, False for none, None for the one that is found."""

Place = tuple[str, int]
Approve = Callable[[str, str, int], bool]
"""Whether a script (its path) may POST to a host and port."""


def default_platform() -> str:
    return "windows" if sys.platform == "win32" else "mac"


@dataclass(frozen=True)
class RunOptions:
    """Everything that may differ from run to run; the command line's options have the same names.

    ``timeout`` is in seconds, ``memory`` in bytes; None is no limit. ``output`` sees what the plugin prints
    as it comes.
    """

    item: str | int | None = None
    select: str = "all"
    part: int = 0
    prefix: PrefixChoice = None
    system_prefix: PrefixChoice = None
    answers: Answers = field(default_factory=Answers)
    modifiers: frozenset[str] = frozenset()
    platform: str = field(default_factory=default_platform)
    locale: str = "en_US"
    trust: bool = False
    allow_post: Iterable[str] = ()
    allow_read: Iterable[Path] = ()
    allow_write: Iterable[Path] = ()
    saves: Iterable[Path] = ()
    """Where the caller writes the document when the run is over: a script that saves it may write there, too."""
    resolve: Mapping[Place, Place] = field(default_factory=dict)
    ca_file: Path | None = None
    timeout: float | None = 60.0
    memory: int | None = 1024 * 1024 * 1024
    approve: Approve | None = None
    dry_run: bool = False
    """Send nothing: requests are noted and fail, and the global ``<plugin>_dry_run`` tells the plugin."""
    at_startup: bool = False
    """Run as RGP Lua does when Finale starts: only what the user's configuration allows then."""
    ask_posts: bool = False
    """Ask on the terminal about POSTs that nothing else allows."""
    output: Callable[[bytes], None] | None = None

    @property
    def limits(self) -> Limits:
        return Limits(seconds=self.timeout, memory=self.memory)
