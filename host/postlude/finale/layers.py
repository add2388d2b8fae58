"""Layer preferences."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.finale.arguments import static
from postlude.finale.base import prop
from postlude.finale.fields import flag, integer
from postlude.finale.music.frames import LAYERS
from postlude.finale.prefs.base import Prefs


class FCLayerPrefs(Prefs, tag="layerAtts", section="others"):
    """How a layer behaves when others are in use; ``Load`` takes the layer from 0."""

    FreezeStemsUp = flag("freezeLayUp")
    FreezeTiesSameDirection = flag("flipTies")
    HideWhenInactive = flag("hideLayer")
    IgnoreHiddenLayers = flag("ignoreHiddenLayers")
    IgnoreHiddenNotes = flag("ignoreHidden")
    Playback = flag("playback")
    RestOffset = integer("restOffset")
    Spacing = flag("spacing")
    UseFreezeStemsTies = flag("freezeLayer")
    UseRestOffset = flag("useRestOff")
    UseRestOffsetInMultiple = flag("floatLayer")

    @prop
    def LayerIndex(self) -> int:
        return int(self._key.cmper1)

    @prop
    def LayerNumber(self) -> int:
        return int(self._key.cmper1) + 1

    def _key_of(self, prefsno: int) -> Key:
        return Key(prefsno)

    @static
    def GetMaxLayers(self) -> int:
        return len(LAYERS)
