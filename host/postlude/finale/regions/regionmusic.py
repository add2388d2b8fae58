"""What a region does with its music: copying, cutting and pasting it, barlines and beams drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.regions.regionstaves import RegionStaves
from postlude.finale.staves.staves import scroll_view

if TYPE_CHECKING:
    from postlude.finale.regions.musicclips import Clip
    from postlude.finale.regions.partialclips import PartialClip


class RegionMusic(RegionStaves):
    """The music of ``FCMusicRegion``. The modules musicclips and partialclips say what is carried along."""

    _clip: Clip | PartialClip | None

    def _is_partial(self) -> bool:
        from postlude.finale.regions.inforce import meter_at
        from postlude.finale.session import END_OF_MEASURE

        it = self._it
        if it.start_pos > 0:
            return True
        if it.end_pos == END_OF_MEASURE:
            return False
        # The last EDU of a measure is as good as its end.
        ends = [meter_at(self._session, staff, it.end_measure).duration for staff in self.staves()]
        return it.end_pos + 1 < max(ends, default=0)

    @method
    def CopyMusic(self) -> bool:
        """Take the music of the region into a clip that this object keeps.

        Raises ScriptError for an empty region.
        """
        from postlude.finale.regions.musicclips import copy_music
        from postlude.finale.regions.partialclips import copy_partial

        if self._it.empty or not self.staves():
            raise ScriptError("there is no music to copy: the region is empty")
        copy = copy_partial if self._is_partial() else copy_music
        self._clip = copy(self._session, self._global())
        return True

    @method
    def CutMusic(self) -> bool:
        """As ``CopyMusic``, and remove the music from the region; in parts of measures rests stand for it."""
        from postlude.finale.regions.clippieces import clear_music
        from postlude.finale.regions.partialclips import clear_partials

        self.CopyMusic()
        it = self._global()
        if self._is_partial():
            clear_partials(self._session, it)
        else:
            measures = it.end_measure - it.start_measure + 1
            clear_music(self._session, self.staves(), it.start_measure, measures)
        return True

    @method
    def CutDeleteMusic(self) -> bool:
        """As ``CutMusic``, and take the measures out of the document.

        False, and nothing is done, unless the region is whole measures of all staves and leaves one.
        """
        from postlude.finale.measures.measures import FCMeasures

        it = self._global()
        count = it.end_measure - it.start_measure + 1
        full = it.start_slot == 1 and it.end_slot >= len(scroll_view(self._session))
        if it.empty or not full or self._is_partial() or count >= self._session.measure_count():
            return False
        self.CopyMusic()
        return bool(FCMeasures.Delete.call(self._session, it.start_measure, count))

    @method
    def PasteMusic(self) -> bool:
        """Put the clip where the region begins now, in place of what is there.

        It is pasted once and whole, wherever the region ends. False without a clip, and where the document has
        no staff or no measure for it.
        """
        from postlude.finale.regions.musicclips import Clip, paste_music
        from postlude.finale.regions.partialclips import paste_partial

        clip, it = self._clip, self._global()
        if clip is None:
            return False
        if isinstance(clip, Clip):
            return paste_music(self._session, clip, it.start_slot, it.start_measure)
        return paste_partial(self._session, clip, it.start_slot, it.start_measure, it.start_pos)

    @method
    def ReleaseMusic(self) -> bool:
        """Forget the clip; false if there is none."""
        kept, self._clip = self._clip, None
        return kept is not None

    @method
    def RebarMusic(self, stopflags: int, rebeam: bool, padwithrests: bool) -> None:
        """Distribute the region's entries anew over measures, by the time signatures there.

        Whole measures are taken. With ``REBARSTOP_REGIONEND`` the music stays in the region: what doesn't fit is
        left in the last measure. Else it may move on: with one of the other flags to where what it names
        stands. ``padwithrests`` fills the last measure that has music.
        """
        from postlude.finale.regions.rebarring import rebar

        it = self._it
        if it.empty:
            return
        measures = range(it.start_measure, it.end_measure + 1)
        rebar(self._session, self.staves(), measures, stopflags, beams=rebeam, pad=padwithrests)

    @method
    def RebeamMusic(self) -> None:
        """Beam the region's entries anew by their time signatures and the document's beam options."""
        from postlude.finale.music.beams import rebeam

        for measure in range(self._it.start_measure, self._it.end_measure + 1):
            for staff in self.staves():
                rebeam(self._session, staff, measure)
