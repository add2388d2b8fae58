"""The part of ``FCString`` that is about measurements: lengths in the user's units."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from postlude.finale.arguments import method

if TYPE_CHECKING:
    from postlude.finale.session import Session

DEFAULT, EVPUS, INCHES, CENTIMETERS, POINTS, PICAS, SPACES = range(7)
MILLIMETERS = 100
PER_UNIT = {
    EVPUS: 1.0,
    INCHES: 288.0,
    CENTIMETERS: 288 / 2.54,
    POINTS: 4.0,
    PICAS: 48.0,
    SPACES: 24.0,
    MILLIMETERS: 28.8 / 2.54,
}
"""EVPUs in each unit, by its ``MEASUREMENTUNIT_`` number."""

SUFFIXES = (
    ("e", EVPUS),
    ("i", INCHES),
    ('"', INCHES),
    ("\N{RIGHT DOUBLE QUOTATION MARK}", INCHES),
    ("c", CENTIMETERS),
    ("mm", MILLIMETERS),
    ("m", MILLIMETERS),
    ("pt", POINTS),
    ("p", PICAS),
    ("s", SPACES),
)
"""How the name of a unit begins behind a number; what stands after that doesn't matter."""

_NUMBER = re.compile(r"\s*([-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))\s*")
_COMMA_LANGUAGES = frozenset(
    {
        "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "nb",
        "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi",
    }
)  # fmt: skip


def decimal_separator(locale: str) -> str:
    """The separator of the locale's language: a comma where that is the custom."""
    return "," if locale[:2].lower() in _COMMA_LANGUAGES else "."


def written(evpus: float, unit: int, separator: str) -> str:
    """A length in that unit, to five places; picas as picas and points, ``1p6``."""
    if unit == PICAS:
        whole = math.floor(evpus / 48)
        return f"{whole}p{_number((evpus - whole * 48) / 4, 4, separator)}"
    return _number(evpus / PER_UNIT.get(unit, 1.0), 5, separator)


def _number(value: float, places: int, separator: str) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(".", separator)


def read(text: str, unit: int) -> float:
    """The EVPUs that a text says, 0 if it begins with no number; a unit in the text counts, not the given."""
    found = _NUMBER.match(text)
    if found is None:
        return 0.0
    number = _float(found[1])
    rest = text[found.end() :]
    unit = next((each for suffix, each in SUFFIXES if rest.lower().startswith(suffix)), unit)
    if unit == PICAS:
        points = _NUMBER.match(rest[1:]) if rest[:1].lower() == "p" else None
        return number * 48 + (_float(points[1]) * 4 if points else 0.0)
    return number * PER_UNIT.get(unit, 0.0)


def _float(text: str) -> float:
    return float(text.replace(",", "."))


class MeasurementString:
    """What a string that is a length can do. Lengths are in EVPUs, 288 to the inch."""

    text_value: str
    _session: Session

    @method
    def GetMeasurement(self, unit: int) -> float:
        """EVPUs, from a text in that unit, or in the one that the text names: ``2.5cm``."""
        return read(self.text_value, self._unit(unit))

    @method
    def SetMeasurement(self, value: float, unit: int) -> None:
        """Write EVPUs in that unit, with the locale's decimal separator."""
        separator = decimal_separator(self._session.surroundings.locale)
        self.text_value = written(value, self._unit(unit), separator)

    def _unit(self, unit: int) -> int:
        return self._session.surroundings.measurement_unit if unit == DEFAULT else unit
