"""What a request ends in: a reply, or a failure with one line that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

TIMED_OUT = "Request timed out."
"""RGP Lua's own words on both platforms; scripts compare against them."""


class NetworkFailure(Exception):
    """No reply can be had. ``message`` is one line for the script and its user; it never holds a header.

    ``unreachable``: the server was not found or took no connection, so nothing was sent. ``unanswered``: not
    even the beginning of a reply came, so that sending it again may help.
    """

    def __init__(self, message: str, *, unreachable: bool = False, unanswered: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.unreachable = unreachable
        self.unanswered = unanswered or unreachable


class PostRefused(NetworkFailure):
    """Nobody approved the POST; nothing was sent."""


@dataclass(frozen=True)
class Reply:
    """A whole answer: ``status`` and ``reason`` as the server sent them, ``body`` undecoded."""

    status: int
    reason: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    """Names in lower case."""

    @property
    def ok(self) -> bool:
        """RGP Lua counts 200 alone as success."""
        return self.status == 200
