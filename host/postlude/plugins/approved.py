"""What POSTs were approved for good, as ``postlude config`` shows and removes it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from postlude.errors import UsageError
from postlude.plugins.approval import STORED_AS, parse_place, place_text
from postlude.plugins.stored import read_entries, write_entries

State = Literal["unchanged", "changed", "gone"]


@dataclass(frozen=True)
class Approved:
    """One approval: ``number`` is its place in the list, from 1."""

    number: int
    script: str
    sha256: str
    host: str
    port: int

    @property
    def place(self) -> str:
        """``host`` or ``host:port``."""
        return place_text(self.host, self.port)

    def state(self) -> State:
        """Whether the script still has the text that was approved; with another one it asks again."""
        try:
            text = Path(self.script).read_bytes()
        except (OSError, ValueError):
            return "gone"
        return "unchanged" if hashlib.sha256(text).hexdigest() == self.sha256 else "changed"


def approved(store: Path) -> list[Approved]:
    """All that is stored. Raises :class:`UsageError` if the file can't be used."""
    found = []
    for number, entry in enumerate(read_entries(store, *STORED_AS), 1):
        script, sha256, host, port = (entry.get(name) for name in ("script", "sha256", "host", "port"))
        if not (isinstance(script, str) and isinstance(sha256, str) and isinstance(host, str)):
            raise UsageError(f"{store}: approval {number} lacks its script, sha256 or host")
        if not isinstance(port, int):
            raise UsageError(f"{store}: approval {number} has no port")
        found.append(Approved(number, script, sha256, host, port))
    return found


def choose(entries: Collection[Approved], which: str, place: str | None) -> list[Approved]:
    """The approvals that a number of the list means, or a script's path or name.

    With ``place`` (``HOST`` for all its ports, or ``HOST:PORT``) only those for it. Raises
    :class:`UsageError` if there is none, or if a name means several scripts.
    """
    if which.isascii() and which.isdigit():
        if place is not None:
            raise UsageError(f"--remove {which} {place}: a number means one approval; leave the host out")
        chosen = [entry for entry in entries if entry.number == int(which)]
        if not chosen:
            raise UsageError(f"--remove {which}: there is no such approval; {_there_are(entries)}")
        return chosen
    path = os.path.realpath(Path(which).expanduser())
    chosen = [entry for entry in entries if entry.script in (which, path)]
    if not chosen:
        chosen = [entry for entry in entries if which in (Path(entry.script).name, Path(entry.script).stem)]
        if len({entry.script for entry in chosen}) > 1:
            paths = ", ".join(sorted({entry.script for entry in chosen}))
            raise UsageError(f"--remove {which}: this name means several scripts: {paths}")
    if not chosen:
        raise UsageError(f"--remove {which}: nothing was approved for this script; {_there_are(entries)}")
    if place is None:
        return chosen
    host, port = parse_place(place, f"--remove {which}")
    there = [entry for entry in chosen if entry.host == host and port in (None, entry.port)]
    if not there:
        hosts = ", ".join(sorted({entry.place for entry in chosen}))
        raise UsageError(f"--remove {which} {place}: not approved for this script, which has {hosts}")
    return there


def remove(store: Path, chosen: Collection[Approved]) -> None:
    """Store the list without those, and without others that say the same. Raises :class:`UsageError`."""
    gone = {(entry.script, entry.sha256, entry.host, entry.port) for entry in chosen}
    rest = [
        entry
        for entry in read_entries(store, *STORED_AS)
        if (entry.get("script"), entry.get("sha256"), entry.get("host"), entry.get("port")) not in gone
    ]
    write_entries(store, *STORED_AS, rest)


def clear(store: Path) -> int:
    """Remove all, a list that can't be read too; how many there were. Raises :class:`UsageError`."""
    try:
        count = len(read_entries(store, *STORED_AS))
    except UsageError:
        count = 1
    if count:
        write_entries(store, *STORED_AS, [])
    return count


def _there_are(entries: Collection[Approved]) -> str:
    if not entries:
        return "nothing is approved for good"
    return f"`postlude config approvals` lists {len(entries)}"
