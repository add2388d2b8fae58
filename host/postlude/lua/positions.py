"""Where an error of Lua happened, by its message."""

from __future__ import annotations

import re

_POSITION = re.compile(r"""(?s)^(\[string "[^\n]*?"\]|.*?):(\d+): """)


def position(message: str, chunkname: str | None) -> tuple[str | None, int | None]:
    """File and line that a Lua error message begins with."""
    found = _POSITION.match(message)
    path = chunkname[1:] if chunkname and chunkname[0] in "@=" else None
    if not found:
        return path, None
    short, line = found[1], int(found[2])
    if path and (short == path or (short.startswith("...") and path.endswith(short[3:]))):
        return path, line
    return short, line
