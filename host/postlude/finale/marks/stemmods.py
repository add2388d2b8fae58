"""What is changed by hand at the stem of an entry, and its size."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.fields import integer
from postlude.finale.marks.entrydetails import EntryDetail

STEM_SHAPES = ("stemDefDown", "stemDefUp")
ADJUSTMENTS = ("stemAdjust", "beamStemAdjust")


class FCStemMod(EntryDetail, tag=ADJUSTMENTS[0]):
    """The place of a stem and its length, in EVPU, for stems that go up and down.

    Under a beam whose notes have stems in both directions another record counts (``UseBeamedData``).
    """

    HorizontalDownOffset = integer("downHorzAdjust")
    HorizontalUpOffset = integer("upHorzAdjust")
    VerticalDownOffset = integer("downVertAdjust")
    VerticalUpOffset = integer("upVertAdjust")

    @method
    def UseBeamedData(self, usebeam: bool) -> None:
        self._use(ADJUSTMENTS[usebeam])


class FCCustomStemMod(EntryDetail, tag=STEM_SHAPES[0]):
    """The shape that is drawn in place of an entry's stem; shape 0 hides it.

    An entry has one for a stem that goes down and one for a stem that goes up (``UseUpStemData``).
    """

    ShapeID = integer("shapeDef")

    @method
    def UseUpStemData(self, useupstem: bool) -> None:
        self._use(STEM_SHAPES[useupstem])


class FCEntryAlterMod(EntryDetail, tag="entrySize"):
    """The size of an entry, in percent."""

    Resize = integer("percent", default=100)
