"""How a run of text looks: ``FCEnigmaTextStyle``."""

from __future__ import annotations

from postlude.finale.arguments import constructor
from postlude.finale.base import FCBase, prop
from postlude.finale.fields import held
from postlude.finale.text.fonts import FCFontInfo


class FCEnigmaTextStyle(FCBase):
    """A font with the shifts that Enigma text knows: ``^baseline``, ``^superscript`` and ``^tracking``."""

    baseline_shift: int = 0
    superscript: int = 0
    spacing: int = 0

    @constructor
    def created(self, font: FCFontInfo) -> None:
        self._font = FCFontInfo(self._session)
        self._font.CopyFrom(font)

    @prop
    def Font(self) -> FCFontInfo:
        return self._font

    BaselineShift = held("baseline_shift", int, "EVPU, upwards")
    InterletterSpacing = held("spacing", int, "thousandths of an em")
    Superscript = held("superscript", int, "EVPU, upwards")
