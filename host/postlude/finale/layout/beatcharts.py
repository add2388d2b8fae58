"""Beat charts: where the beats of a measure stand, as Finale's spacing or a user has put them.

The first record of a measure is a control element; the others are beats. After automatic spacing ``pos`` and
``endPos`` are ideal positions and ``minPos`` the ones that collisions ask for; a chart that somebody has edited
holds its positions in ``pos`` (musxdom, BeatChartElement).
"""

from __future__ import annotations

from itertools import pairwise

from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.deleting import delete_record
from postlude.finale.fields import integer
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther

_MANUAL = 1
"""The least position of each beat, except the first, in a chart that was edited by hand."""


class FCBeatChartElement(InciOther, tag="beatChart"):
    """A beat of a measure, or the chart's control element; positions in EVPU, durations in EDU."""

    MinimumPosition = integer("minPos")
    NextHorizontalPosition = integer("endPos")

    @prop
    def Measure(self) -> int:
        return int(self._key.cmper1)

    @prop
    def InitElement(self) -> bool:
        """Whether it is the control element."""
        return self._node.find("control") is not None

    @method
    def DeleteData(self) -> bool:
        """Remove it; without its control element a chart is none, so that takes the beats along."""
        if not self.InitElement:
            return bool(super().DeleteData())
        keys = self._of_cmper(int(self._key.cmper1))
        deleted = [delete_record(self._session, self.section, self.tag, key) for key in reversed(keys)]
        return any(deleted)

    def _number(self, path: str) -> int:
        return int(self._text_at(path) or 0)

    def _put_number(self, path: str, value: int) -> None:
        self._put_text(path, str(value) if value else None)
        self._cache.clear()

    def _put_control(self, path: str, value: int) -> None:
        if not self.InitElement:
            self._session.notes[f"beatChart {path}"] = (
                f"FCBeatChartElement: a beat of measure {self.Measure} doesn't keep the widths and durations of the "
                "whole chart: only its first element has them"
            )
        else:
            # The width and duration stay in the file as zero, so that the element remains what it is.
            self._node.set(f"control/{path}", str(value) if value or path.startswith("total") else None)
            self._cache.clear()

    @prop
    def HorizontalPosition(self) -> int:
        """Of the control element: the width of all."""
        return self._number("control/totalWidth" if self.InitElement else "pos")

    @HorizontalPosition.setter
    def _set_horizontal_position(self, value: int) -> None:
        if self.InitElement:
            self._put_control("totalWidth", value)
        else:
            self._put_number("pos", value)

    @prop
    def MeasurePos(self) -> int:
        """Of the control element: the duration of all."""
        return self._number("control/totalDur" if self.InitElement else "dur")

    @MeasurePos.setter
    def _set_measure_pos(self, value: int) -> None:
        if self.InitElement:
            self._put_control("totalDur", value)
        else:
            self._put_number("dur", value)

    @prop
    def FullSpan(self) -> int:
        return self._number("control/totalWidth")

    @FullSpan.setter
    def _set_full_span(self, value: int) -> None:
        self._put_control("totalWidth", value)

    @prop
    def TotalDuration(self) -> int:
        return self._number("control/totalDur")

    @TotalDuration.setter
    def _set_total_duration(self, value: int) -> None:
        self._put_control("totalDur", value)

    @prop
    def MinimumWidth(self) -> int:
        return self._number("control/minWidth")

    @MinimumWidth.setter
    def _set_minimum_width(self, value: int) -> None:
        self._put_control("minWidth", value)

    @prop
    def ReferenceWidth(self) -> int:
        """The width that the spacing allotted before justification."""
        return self._number("control/allotWidth")

    @ReferenceWidth.setter
    def _set_reference_width(self, value: int) -> None:
        self._put_control("allotWidth", value)

    @write_only
    def Width(self, value: int) -> None:
        """The distance to the next beat."""
        self.NextHorizontalPosition = self.HorizontalPosition + value

    @method
    def CalcWidth(self) -> int:
        """EVPU from its position to the next one's."""
        return int(self.NextHorizontalPosition - self.HorizontalPosition)

    @method
    def MoveHorizontalPosition(self, offset: int, beatchart: FCBeatChartElements) -> bool:
        """Move it between its neighbours, the end of the one before it too; false where it can't go there."""
        beats = beatchart.beats()
        at = next((index for index, beat in enumerate(beats) if beat.ItemInci == self.ItemInci), -1)
        wanted = self.HorizontalPosition + offset
        if (
            at < 0
            or not (beats[at - 1].HorizontalPosition if at else 0) <= wanted <= self.NextHorizontalPosition
        ):
            return False
        beats[at].HorizontalPosition = self.HorizontalPosition = wanted
        if at:
            beats[at - 1].NextHorizontalPosition = wanted
        return True


class FCBeatChartElements(InciOthers, of=FCBeatChartElement):
    """The beat chart of a measure, its control element first."""

    def control(self) -> FCBeatChartElement | None:
        return self._items[0] if self._items and self._items[0].InitElement else None

    def beats(self) -> list[FCBeatChartElement]:
        return [item for item in self._items if not item.InitElement]

    def widths(self) -> list[int]:
        """How far each beat is from the next in print: the ideal width or the least one, the greater."""
        beats, control = self.beats(), self.control()
        ends = [beat.MinimumPosition for beat in beats[1:]] + [control.MinimumWidth if control else 0]
        return [
            max(beat.CalcWidth(), end - beat.MinimumPosition) for beat, end in zip(beats, ends, strict=True)
        ]

    @method
    def IsValid(self) -> bool:
        """Whether there is a control element and a beat, and the beats go forwards."""
        positions = [beat.MeasurePos for beat in self.beats()]
        return self.control() is not None and bool(positions) and positions == sorted(set(positions))

    @method
    def CalcElementWidth(self, index: int) -> int:
        """EVPU from an element of the chart to the next in print; of the control element, all of them."""
        if not 0 <= index < len(self._items):
            return 0
        widths = self.widths()
        return (
            sum(widths)
            if self.control() is not None and index == 0
            else widths[index - len(self) + len(widths)]
        )

    @method
    def CalcIsManual(self) -> bool:
        """Whether the chart was edited by hand."""
        control, beats = self.control(), self.beats()
        if control is None or not beats or control.MinimumWidth != _MANUAL:
            return False
        return all(beat.MinimumPosition == _MANUAL for beat in beats[1:])

    @method
    def FindMeasurePos(self, durationpos: int) -> FCBeatChartElement | None:
        """The beat at a position in EDU."""
        return next((beat for beat in self.beats() if durationpos == beat.MeasurePos), None)

    @method
    def RebuildNextHorizontalPositions(self) -> None:
        """Let each beat end where the next one begins, and the last with the chart."""
        beats, control = self.beats(), self.control()
        for beat, after in pairwise(beats):
            beat.NextHorizontalPosition = after.HorizontalPosition
        if beats and control is not None:
            beats[-1].NextHorizontalPosition = control.FullSpan

    @method
    def RebuildAfter(self, index: int, updateinitrecord: bool = False) -> bool:
        """Move what comes behind an element to its end, each with its width; the chart's width too, if asked."""
        if not 0 <= index < len(self._items):
            return False
        control = self.control()
        for before, beat in pairwise(self._items[index:]):
            if not before.InitElement:
                width = beat.CalcWidth()
                beat.HorizontalPosition = before.NextHorizontalPosition
                beat.Width = width
        if updateinitrecord and control is not None and self.beats():
            control.FullSpan = self.beats()[-1].NextHorizontalPosition
        return True

    @method
    def TransitionToManual(self) -> None:
        """Make the positions in print the chart's own, as Finale does when somebody edits it."""
        control, beats = self.control(), self.beats()
        if control is None or not beats:
            return
        position = beats[0].MinimumPosition
        for beat, width in zip(beats, self.widths(), strict=True):
            beat.HorizontalPosition = position
            position = beat.NextHorizontalPosition = position + width
            beat.MinimumPosition = _MANUAL
        beats[0].MinimumPosition = 0
        control.FullSpan = position
        control.MinimumWidth = _MANUAL
