"""What is changed by hand at the beams of an entry."""

from __future__ import annotations

from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import write_only
from postlude.finale.fields import flag
from postlude.finale.records import EntryDetail

BREAKS = (
    "do16th", "do32nd", "do64th", "do128th", "do256th", "do512th", "do1024th", "do2048th", "do4096th",
)  # fmt: skip
"""The beams that can be broken, from the second one on."""


class FCSecondaryBeamBreakMod(EntryDetail, tag="secBeamBreak"):
    """Which beams are broken before an entry, inside a group; the beam of the eighths goes on."""

    Break128th = flag("do128th")
    Break16th = flag("do16th")
    Break256th = flag("do256th")
    Break32nd = flag("do32nd")
    Break64th = flag("do64th")

    @write_only
    def BreakAll(self, value: bool) -> None:
        for path in BREAKS:
            self._put_text(path, "" if value else None)
        self._cache.clear()

    @method
    def GetBreak(self, beamindex: int) -> bool:
        """Whether a beam is broken; 0 is that of the sixteenths, 8 the last."""
        return self._text_at(_break(beamindex)) is not None

    @method
    def SetBreak(self, beamindex: int, value: bool) -> None:
        self._put_text(_break(beamindex), "" if value else None)
        self._cache.clear()

    @method
    def CalcLowestBreak(self) -> int:
        """The index of the first beam that is broken, -1 if none is."""
        return next((index for index, path in enumerate(BREAKS) if self._text_at(path) is not None), -1)


def _break(index: int) -> str:
    if not 0 <= index < len(BREAKS):
        raise ScriptError(f"param 1 expected 0 to {len(BREAKS) - 1}, got {index}")
    return BREAKS[index]
