"""How staves are played."""

from __future__ import annotations

from postlude.finale.arguments import method
from postlude.finale.base import FCBase, prop
from postlude.finale.fields import flag, integer
from postlude.finale.prefs.base import PartOf
from postlude.finale.records import NoInciOther


class FCLayerPlaybackData(PartOf, FCBase):
    """How a layer of a staff, its chord symbols or its expressions are played.

    ``InstrumentDefID`` is the number of an ``FCInstrumentDef``: one more than what is stored.
    """

    InstrumentDefID = integer("playbackRouteNum", add=1)
    Play = flag("play")
    Solo = flag("solo")


class FCInstrumentPlaybackData(NoInciOther, tag="staffPlayData"):
    """How the layers of a staff are played; ``ItemNo`` is the staff."""

    @prop
    def ChordLayerData(self) -> FCLayerPlaybackData:
        return FCLayerPlaybackData(self._session, self, "chords")

    @prop
    def MidiExpressionLayerData(self) -> FCLayerPlaybackData:
        return FCLayerPlaybackData(self._session, self, "midiExpressions")

    @method
    def GetNoteLayerData(self, layernumber: int) -> FCLayerPlaybackData | None:
        """That of a layer, from 1; nil for another number."""
        if not 1 <= layernumber <= 4:
            return None
        return FCLayerPlaybackData(self._session, self, f"layer{layernumber}")
