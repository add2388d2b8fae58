"""How a staff or a staff style says that it transposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.base import prop
from postlude.finale.fields import flag, integer, inverted_flag

if TYPE_CHECKING:
    from postlude.finale.records import NoInciOther as Record
else:
    Record = object

_TRANSPOSITION = {
    False: ("transposition/keysig/interval", "transposition/keysig/adjust"),
    True: ("transposition/chromatic/diatonic", "transposition/chromatic/alteration"),
}
"""Where a transposition keeps its steps and its fifths or semitones: by key, chromatic."""


class StaffTransposition(Record):
    """A piece of the classes of staves and staff styles: from the sounding to the written note."""

    TransposeClefIndex = integer("transposedClef")
    TransposeSimplifyKey = inverted_flag("transposition/noKeyOpt")
    TransposeUseClef = flag("transposition/setToClef")

    @prop
    def Transpose(self) -> bool:
        return self._node.find("transposition") is not None

    @prop
    def TransposeChromatic(self) -> bool:
        """Whether all notes move by one interval and the key signature stays."""
        return self._node.find("transposition/chromatic") is not None

    @TransposeChromatic.setter
    def _set_transpose_chromatic(self, value: bool) -> None:
        interval, alteration = self._transposition()
        self._put_text("transposition/keysig" if value else "transposition/chromatic", None)
        self._put_transposition(interval, alteration, value)

    @prop
    def TransposeInterval(self) -> int:
        """Scale steps from the concert to the written note."""
        return self._transposition()[0]

    @TransposeInterval.setter
    def _set_transpose_interval(self, value: int) -> None:
        self._put_transposition(value, self._transposition()[1], self.TransposeChromatic)

    @prop
    def TransposeAlteration(self) -> int:
        """Fifths that the key moves by, or semitones in a chromatic transposition."""
        return self._transposition()[1]

    @TransposeAlteration.setter
    def _set_transpose_alteration(self, value: int) -> None:
        self._put_transposition(self._transposition()[0], value, self.TransposeChromatic)

    def _transposition(self) -> tuple[int, int]:
        paths = _TRANSPOSITION[self.TransposeChromatic]
        return int(self._text_at(paths[0]) or 0), int(self._text_at(paths[1]) or 0)

    def _put_transposition(self, interval: int, alteration: int, chromatic: bool) -> None:
        group = self._node.find("transposition")
        flags = group is not None and any(not child.children for child in group.children)
        if interval or alteration or chromatic or flags:
            # Finale writes both numbers, zero as well, once there is a transposition at all.
            for path, number in zip(_TRANSPOSITION[chromatic], (interval, alteration), strict=True):
                self._put_text(path, str(number))
        else:
            self._put_text("transposition", None)
        self._cache.clear()
