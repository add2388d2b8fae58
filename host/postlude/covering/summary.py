"""The table for people."""

from __future__ import annotations

from collections.abc import Iterator

from postlude.covering.measured import Measured

_HEAD = ("file", "lines", "hit", "%", "missed")


def summary(measured: Measured) -> Iterator[str]:
    """A line for each file with the lines that never ran, and one for all."""
    rows = [
        (file.name, len(file.lines), file.hit, ", ".join(_range(*each) for each in file.missed))
        for file in measured.files
    ]
    shown = [_HEAD]
    for name, total, hit, missed in (*rows, ("total", measured.total, measured.hit, "")):
        shown.append((name, str(total), str(hit), f"{percent(hit, total)}", missed))
    widths = [max(len(row[column]) for row in shown) for column in range(4)]
    for row in shown:
        numbers = (row[column].rjust(widths[column]) for column in range(1, 4))
        yield "  ".join((row[0].ljust(widths[0]), *numbers, row[4])).rstrip()
    yield from measured.problems


def percent(hit: int, total: int) -> int:
    """A whole percentage: 100 only if nothing is missed, 0 only if nothing is hit."""
    if hit == total:
        return 100
    return max(1, 100 * hit // total) if hit else 0


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
