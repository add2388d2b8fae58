"""``--resolve HOST:PORT:ADDRESS[:PORT]``: connect elsewhere; the original host name is still verified."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postlude.errors import UsageError

Place = tuple[str, int]

_HOST = r"(\[[0-9a-fA-F:.]+\]|[^\[\]:/\s]+)"
_RESOLVE = re.compile(rf"{_HOST}:(\d{{1,5}}):{_HOST}(?::(\d{{1,5}}))?")


def parse_resolve(options: Iterable[str]) -> dict[Place, Place]:
    """Each ``(host, port)`` and the ``(address, port)`` to connect to; IPv6 addresses stand in brackets.

    :class:`UsageError` on any other form.
    """
    places: dict[Place, Place] = {}
    for option in options:
        match = _RESOLVE.fullmatch(option)
        if match is None:
            raise UsageError(f"{option!r} is not HOST:PORT:ADDRESS[:PORT]")
        host, port, address, other = match.groups()
        ports = [int(port), int(other or port)]
        if not all(0 < number < 65536 for number in ports):
            raise UsageError(f"{option!r}: a port is a number from 1 to 65535")
        places[host.strip("[]").lower(), ports[0]] = (address.strip("[]"), ports[1])
    return places
