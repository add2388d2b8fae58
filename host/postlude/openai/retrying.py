"""When to send a request again: only where asked for, never past its timeout."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from postlude.https.replies import Reply

if TYPE_CHECKING:
    from datetime import datetime

RETRIES_GLOBAL = "openai_max_retries"
"""The global by which a prefix asks for retries."""
MOST_RETRIES = 10
LONGEST_PAUSE = 60.0
"""Seconds. A server that asks for more is not asked again."""
_FIRST_PAUSE, _LONGEST_BACKOFF = 0.5, 8.0


def retries_of(value: object) -> int | None:
    """A number of retries as somebody wrote it: a whole number of 0 to 10, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if 0 <= value <= MOST_RETRIES and value == int(value) else None


def worth_retrying(reply: Reply) -> bool:
    """Whether the same request may succeed later: status 408, 409, 429 and 5xx, unless credit is used up."""
    if reply.status == 429:
        return error_code(reply) != "insufficient_quota"
    return reply.status in (408, 409) or 500 <= reply.status < 600


def error_code(reply: Reply) -> str:
    """The code of an error as OpenAI gives it, or an empty text."""
    try:
        decoded: Any = json.loads(reply.body)
        error = decoded["error"]
        found = error.get("code") or error.get("type")
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""


def _now() -> datetime:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _chance() -> float:
    import random

    return random.random()


def backoff(retry: int, chance: Callable[[], float] = _chance) -> float:
    """Seconds before the retry of that number, from 0: twice as long each time, a random part of it less."""
    return min(_FIRST_PAUSE * 2.0**retry, _LONGEST_BACKOFF) * (1 - 0.25 * chance())


def pause(
    headers: Mapping[str, str],
    retry: int,
    *,
    now: Callable[[], datetime] = _now,
    chance: Callable[[], float] = _chance,
) -> float | None:
    """Seconds to wait after a reply: what it asks for (``Retry-After``), else more with each retry.

    None if it asks for too much.
    """
    asked = _asked(headers, now)
    if asked is None:
        return backoff(retry, chance)
    return asked if math.isfinite(asked) and 0 <= asked <= LONGEST_PAUSE else None


def _asked(headers: Mapping[str, str], now: Callable[[], datetime]) -> float | None:
    if not headers.keys() & {"retry-after", "retry-after-ms"}:
        return None
    from datetime import UTC
    from email.utils import parsedate_to_datetime

    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return float(headers.get(name, "")) * unit
        except ValueError:
            pass
    try:
        when = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # A date without a zone is in UTC, as HTTP has it; one that has passed means now.
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now()).total_seconds())
