"""Elements that no real document at hand shows and that are written all the same.

RGP Lua's own tests, or a real script, set the property that lies in them, and an independent reader of the format
(musxdom) names the element; or the element is in real documents in another record of the same build. All else that
isn't in ``schema.txt`` is refused when a record is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Addition(NamedTuple):
    """An element that is added to a record: its form, the sibling that it follows, and what is known of it."""

    form: str
    after: str
    known_from: str
    values: tuple[str, ...] = ()


def flag(after: str, known_from: str) -> Addition:
    return Addition("flag", after, known_from)


def number(after: str, known_from: str) -> Addition:
    return Addition("int", after, known_from)


def word(after: str, known_from: str, *values: str) -> Addition:
    return Addition("enum", after, known_from, values)


ADDITIONS: Mapping[tuple[str, str], Mapping[str, Addition]] = {
    ("others", "staffSpec"): {
        "blankMeasure": flag("hideFretboards", "staffStyle, a staff with a mask"),
    },
    ("details", "chordAssign"): {
        "hidden": flag("showAltBass", "learnedChordDef, a chord with a key"),
    },
}
"""By section and record: the path of each added element. ``after`` is a sibling's name, "" for the first place."""
