"""Changes of tempo inside a measure, as the tempo tool and plugins put them."""

from __future__ import annotations

from postlude.finale.arguments import method, to_int
from postlude.finale.base import prop, write_only
from postlude.finale.fields import integer
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther

_TICKS = 1000
"""Ticks a second, the usual unit of an absolute ratio."""
_ABSOLUTE, _RELATIVE = "absoluteRatio", "relativeRatio"


class FCTempoElement(InciOther, tag="tempoDef"):
    """A change of tempo; ``MeasurePos`` in EDU.

    An absolute ratio is EDU a tick in 65536ths, so that 60 quarters a minute are ``(1024 << 16) / 1000``;
    a relative one is per mille of the tempo that was.
    """

    MeasurePos = integer("eldur")

    @prop
    def Measure(self) -> int:
        return int(self._key.cmper1)

    @prop
    def Ratio(self) -> int:
        return int(self._text_at(_ABSOLUTE) or self._text_at(_RELATIVE) or 0)

    @Ratio.setter
    def _set_ratio(self, value: int) -> None:
        self._put_ratio(value, self.Absolute)

    @prop
    def Absolute(self) -> bool:
        return self._text_at(_ABSOLUTE) is not None

    @Absolute.setter
    def _set_absolute(self, value: bool) -> None:
        self._put_ratio(self.Ratio, value)

    def _put_ratio(self, ratio: float, absolute: bool) -> None:
        value = to_int(ratio + 0.5)
        self._put_text(_RELATIVE if absolute else _ABSOLUTE, None)
        self._put_text(_ABSOLUTE if absolute else _RELATIVE, str(value))
        if self._text_at("unit") is None:
            self._put_text("unit", str(_TICKS))
        self._cache.clear()

    @property
    def _a_beat(self) -> float:
        """The absolute ratio of one quarter a minute."""
        return (1024 << 16) / int(self._text_at("unit") or _TICKS) / 60

    @write_only
    def AbsoluteValue(self, value: float) -> None:
        """The tempo in quarters a minute."""
        self._put_ratio(value * self._a_beat, True)

    @write_only
    def RelativeValue(self, value: float) -> None:
        """The tempo in percent of what it was."""
        self._put_ratio(value * 10, False)

    @method
    def CalcValue(self) -> float:
        """Quarters a minute, or percent."""
        return float(self.Ratio / self._a_beat if self.Absolute else self.Ratio / 10)


class FCTempoElements(InciOthers, of=FCTempoElement):
    """The changes of tempo of a measure."""

    @method
    def AssureSorted(self) -> None:
        """Put them in order of their positions."""
        self._items.sort(key=lambda item: (int(item.Measure), int(item.MeasurePos)))
