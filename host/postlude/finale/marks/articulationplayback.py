"""What an articulation does in playback: to attack, duration and velocity, of the top and the bottom note.

Each of the three is a percentage or a difference; a definition keeps them in elements of different names. A
percentage of 0 is written out where nothing else would tell that it is one.
"""

from __future__ import annotations

from typing import Any

from postlude.finale.arguments import to_bool, to_int
from postlude.finale.base import Property

ATTACK, DURATION, VELOCITY = "start", "dur", "amp"


def _path(kind: str, note: str, unit: str) -> str:
    return f"{kind}{note}Note{unit}"


def _is_percent(record: Any, kind: str) -> bool:
    return any(record._text_at(_path(kind, note, "Percent")) is not None for note in ("Top", "Bot"))


def _value(record: Any, kind: str, note: str) -> int:
    stored = (record._text_at(_path(kind, note, unit)) for unit in ("Percent", "Delta"))
    return next((int(text) for text in stored if text), 0)


def _put(record: Any, kind: str, note: str, value: int, percent: bool) -> None:
    other = _path(kind, "Bot" if note == "Top" else "Top", "Percent")
    alone = percent and record._text_at(other) is None
    record._put_text(_path(kind, note, "Percent"), str(value) if percent and (value or alone) else None)
    record._put_text(_path(kind, note, "Delta"), str(value) if value and not percent else None)
    record._cache.clear()


def effect(kind: str, note: str) -> Property:
    """The effect on a note (``Top`` or ``Bot``), in percent, in EDU or in steps of velocity."""
    return Property(
        lambda record: _value(record, kind, note),
        lambda record, value: _put(record, kind, note, to_int(value), _is_percent(record, kind)),
    )


def in_percent(kind: str) -> Property:
    """Whether an effect is a percentage; the numbers stay what they are when that changes."""

    def put(record: Any, value: Any) -> None:
        percent = to_bool(value)
        if percent == _is_percent(record, kind):
            return
        values = {note: _value(record, kind, note) for note in ("Top", "Bot")}
        for note in values:
            for unit in ("Percent", "Delta"):
                record._put_text(_path(kind, note, unit), None)
        # Those that aren't 0 come first: they tell by themselves that they are percentages.
        for note in sorted(values, key=lambda each: values[each] == 0):
            _put(record, kind, note, values[note], percent)

    return Property(lambda record: _is_percent(record, kind), put)
