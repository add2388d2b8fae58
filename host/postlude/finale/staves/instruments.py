"""Instruments that staves are played on, as the document's list of instruments has them."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.fields import integer, read_only
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.strings import FCString


class FCInstrumentDef(NoInciOther, tag="playbackRoute"):
    """An instrument for playback. ``VirtualChannel`` is as stored, from 0."""

    PercussionMapID = integer("percMapRefID")
    VirtualChannel = read_only(integer("virtChannel"))

    @method
    def CreateNameString(self) -> FCString:
        node = self._store.load("others", "playbackRouteName", Key(self.ItemNo))
        return FCString(self._session, (node.get("name") if node is not None else None) or "")


class FCInstrumentDefs(NoInciOthers, of=FCInstrumentDef):
    """The instruments of the document."""
