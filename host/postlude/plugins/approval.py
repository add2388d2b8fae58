"""Who may be sent data to: every POST needs the user's approval for (script, host, port).

A script is its resolved path *and* the SHA-256 of its text: a changed script asks again.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from postlude.errors import UsageError
from postlude.plugins.stored import read_entries, write_entries

Answer = Literal["once", "always", "no"]
Ask = Callable[["ScriptIdentity", str, int], "bool | Answer"]

HTTPS_PORT = 443
STORED_AS = "post", "approvals"
"""The list's name in the file, and what messages call it."""


@dataclass(frozen=True)
class ScriptIdentity:
    """A script as approvals know it."""

    path: str
    sha256: str

    @classmethod
    def of(cls, path: Path, text: bytes) -> ScriptIdentity:
        import hashlib

        return cls(os.path.realpath(path), hashlib.sha256(text).hexdigest())


@dataclass(frozen=True)
class Allowed:
    """One ``--allow-post``, for whatever script runs."""

    host: str
    port: int = HTTPS_PORT


def parse_place(text: str, option: str) -> tuple[str, int | None]:
    """The host and port of ``HOST`` or ``HOST:PORT``; an IPv6 address stands in brackets. Raises
    :class:`UsageError` that names ``option``.
    """
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/@\[\]]+))(?::([0-9]{1,5}))?", text.strip())
    port = int(found[3]) if found and found[3] else None
    if found is None or (port is not None and not 0 < port < 65536):
        raise UsageError(f"{option} {text}: not HOST or HOST:PORT")
    return _host(found[1] or found[2]), port


def parse_allow_post(text: str) -> Allowed:
    """``HOST`` (port 443) or ``HOST:PORT``. Raises :class:`UsageError`."""
    host, port = parse_place(text, "--allow-post")
    return Allowed(host, HTTPS_PORT if port is None else port)


def place_text(host: str, port: int) -> str:
    """``host``, or ``host:port`` if the port is not the usual one."""
    name = f"[{host}]" if ":" in host else host
    return name if port == HTTPS_PORT else f"{name}:{port}"


class Approvals:
    """Decides on POSTs; implements ``approve(script, host, port) -> bool``.

    ``store`` is the file with what the user approved for good, ``allowed`` the ``--allow-post`` of this run,
    ``ask`` a function that decides on what neither allows (for the command line :func:`ask_on_terminal`;
    without one the answer is no). ``paused`` is entered while a person is asked: that time does not count as
    the script's.
    """

    def __init__(
        self,
        store: Path | None = None,
        *,
        allowed: Iterable[Allowed] = (),
        ask: Ask | None = None,
        paused: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._store = store
        self._allowed = {(each.host, each.port) for each in allowed}
        self._ask = ask
        self._paused = paused

    def approve(self, script: ScriptIdentity, host: str, port: int) -> bool:
        """Whether ``script`` may POST to ``host`` now. Raises :class:`UsageError` if the store can't be
        used.
        """
        host = _host(host)
        if (host, port) in self._allowed or self._entry(script, host, port) in self._stored():
            return True
        if self._ask is None:
            return False
        with self._paused():
            answer = self._ask(script, host, port)
        if answer == "always":
            self.remember(script, host, port)
        return answer is True or answer in ("once", "always")

    def remember(self, script: ScriptIdentity, host: str, port: int) -> None:
        """Store an approval for good, for the user alone to read, whole or not at all."""
        if self._store is None:
            return
        entries = [*self._stored(), self._entry(script, _host(host), port)]
        write_entries(self._store, *STORED_AS, entries)

    @staticmethod
    def _entry(script: ScriptIdentity, host: str, port: int) -> dict[str, object]:
        path = script.path.encode("utf-8", "backslashreplace").decode("utf-8")
        return {"script": path, "sha256": script.sha256, "host": host, "port": port}

    def _stored(self) -> list[dict[str, Any]]:
        if self._store is None:
            return []
        return read_entries(self._store, *STORED_AS)


def terminal_ask(*, json_output: bool) -> Ask | None:
    """:func:`ask_on_terminal` if there is a person to ask: input and error are terminals, and no
    ``--json``.
    """
    try:
        there = sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        there = False
    return ask_on_terminal if there and not json_output else None


def ask_on_terminal(script: ScriptIdentity, host: str, port: int) -> Answer:
    """Ask on the terminal; no answer, or none that is understood, is no."""
    place = place_text(host, port)
    print(
        f"{_printable(script.path)} wants to send data to {_printable(place)}.\n"
        "Allow it [o]nce, [a]lways for this script and server, or [n]ot? ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    answer = sys.stdin.readline().strip().casefold()
    if answer in ("o", "once"):
        return "once"
    return "always" if answer in ("a", "always") else "no"


def _host(host: str) -> str:
    return host.strip().rstrip(".").casefold().removeprefix("[").removesuffix("]")


def _printable(text: str) -> str:
    """Without control characters: a path must not write to the terminal what it likes."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
