"""The selected region of a document: measures by position, staves by slot, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Selection:
    """Measures from 1, slots (staves by position in scroll view) from 1, positions in EDU.

    Zero measures mean that nothing is selected. ``end_pos`` of :data:`END_OF_MEASURE` is the measure's end.
    """

    start_measure: int = 0
    end_measure: int = 0
    start_pos: int = 0
    end_pos: int = 0
    start_slot: int = 0
    end_slot: int = 0

    @property
    def empty(self) -> bool:
        return self.start_measure <= 0 or self.start_slot <= 0
