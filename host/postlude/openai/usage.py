"""What the requests of one run cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

COUNTED = ("prompt_tokens", "completion_tokens", "total_tokens")


@dataclass
class Usage:
    """Requests that were sent, those sent again included, and the tokens that the servers counted."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0

    def add(self, response: Any) -> None:
        """Count the ``usage`` of a response, where there is one."""
        used = response.get("usage") if isinstance(response, Mapping) else None
        for name in COUNTED:
            count = used.get(name) if isinstance(used, Mapping) else None
            if isinstance(count, int) and not isinstance(count, bool) and 0 <= count < 2**53:
                setattr(self, name, getattr(self, name) + count)

    def take(self, more: Mapping[str, int] | None) -> None:
        """Add what another client used."""
        for name, count in (more or {}).items():
            setattr(self, name, getattr(self, name) + count)

    def since(self, before: Usage) -> dict[str, int] | None:
        """What was added since ``before``; None if no request was made."""
        if self.requests == before.requests:
            return None
        earlier = asdict(before)
        return {name: count - earlier[name] for name, count in asdict(self).items()}
