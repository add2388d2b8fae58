"""Articulations: what is attached to an entry, in EVPU from its default place."""

from __future__ import annotations

from postlude.finale.fields import integer, inverted_flag
from postlude.finale.recordlists import EntryDetails
from postlude.finale.records import EntryDetail


class FCArticulation(EntryDetail, tag="articAssign"):
    """One articulation of an entry; ``ID`` is the number of its definition."""

    HorizontalCopyToPos = integer("horzAdd")
    HorizontalPos = integer("horzOff")
    ID = integer("articDef")
    VerticalCopyToPos = integer("vertAdd")
    VerticalPos = integer("vertOff")
    Visible = inverted_flag("hide")


class FCArticulations(EntryDetails, of=FCArticulation):
    """The articulations of an entry, or of the document."""
