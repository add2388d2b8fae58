"""``--resolve HOST:PORT:ADDRESS[:PORT]``: connect elsewhere; the original host name is still verified."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postlude.errors import UsageError

Place = tuple[str, int]

_NAME = r"(?P<{0}>\[[^\]]+\]|[^:\[\]]+)"
_SYNTAX = re.compile(
    _NAME.format("host") + r":(?P<port>\d{1,5}):" + _NAME.format("address") + r"(?::(?P<to>\d{1,5}))?\Z"
)


def parse_resolve(options: Iterable[str]) -> dict[Place, Place]:
    """Each ``(host, port)`` and the ``(address, port)`` to connect to; IPv6 addresses stand in brackets.

    :class:`UsageError` on any other form.
    """
    places: dict[Place, Place] = {}
    for option in options:
        match = _SYNTAX.match(option)
        if match is None:
            raise UsageError(f"--resolve {option}: expected HOST:PORT:ADDRESS or HOST:PORT:ADDRESS:PORT")
        port = int(match["port"])
        to = int(match["to"] or port)
        if not (0 < port < 65536 and 0 < to < 65536):
            raise UsageError(f"--resolve {option}: a port is a number from 1 to 65535")
        places[match["host"].strip("[]").lower(), port] = (match["address"].strip("[]"), to)
    return places
