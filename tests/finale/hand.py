"""Somebody at work on a score: what scripts do to it, as steps made from numbers of any size.

:class:`Hand` has them all; ``STEPS`` are their names. A step that the framework refuses is none: it raises
ScriptError, and must leave the score whole too.
"""

from __future__ import annotations

from typing import Any

from postlude.finale.music.framehold import purge_clefs
from postlude.finale.music.frames import purge_displaced
from postlude.finale.namespace import Namespace
from tests.finale.handmarks import MarkSteps
from tests.finale.handmusic import MusicSteps
from tests.finale.handplaces import region
from tests.finale.handviews import ViewSteps


class Hand(MusicSteps, MarkSteps, ViewSteps):
    """Measures, staves and regions of music; the other steps are in the classes above."""

    def __init__(self, finale: Namespace) -> None:
        self.finale = finale
        self.session = finale._session

    def take(self, step: str, *numbers: int) -> None:
        """Take a step as an undo block of its own."""
        begin = self.session.store.mark()
        try:
            getattr(self, step)(*numbers)
        finally:
            purge_displaced(self.session)
            purge_clefs(self.session, begin)

    def insert(self, a: int, b: int, c: int) -> None:
        self.finale.FCMeasures.Insert(self.measure(a), 1 + b % 3, bool(c % 2))

    def delete(self, a: int, b: int, c: int) -> None:
        self.finale.FCMeasures.Delete(self.measure(a), 1 + b % 3)

    def paste(self, a: int, b: int, c: int) -> None:
        source = self._region(a, b, c)
        if source.CopyMusic():
            self._paste(source, b + c)

    def _paste(self, source: Any, a: int) -> None:
        measures = source.EndMeasure - source.StartMeasure
        source.StartMeasure = self.measure(a)
        source.EndMeasure = min(source.StartMeasure + measures, self.session.measure_count())
        source.PasteMusic()
        source.ReleaseMusic()

    def paste_elsewhere(self, a: int, b: int, c: int) -> None:
        """From a staff to another one."""
        source = region(self.finale, self.measure(a), self.measure(a + b % 3), self.staff(b))
        if source.CopyMusic():
            source.StartStaff = source.EndStaff = self.staff(c)
            self._paste(source, a + c)

    def paste_part(self, a: int, b: int, c: int) -> None:
        source = self._part_of_measures(a, b, c)
        if source.CopyMusic():
            self._paste(source, b + c)

    def cut(self, a: int, b: int, c: int) -> None:
        self._region(a, b, c).CutMusic()

    def cut_part(self, a: int, b: int, c: int) -> None:
        self._part_of_measures(a, b, c).CutMusic()

    def cut_out(self, a: int, b: int, c: int) -> None:
        self._region(a, a + b % 2, c).CutDeleteMusic()

    def clear(self, a: int, b: int, c: int) -> None:
        (self._region(a, b, c) if c % 2 else self._part_of_measures(a, b, c)).Clear()

    def meter(self, a: int, b: int, c: int) -> None:
        """Other beats, and the music barred anew."""
        record = self.finale.FCMeasure()
        assert record.Load(self.measure(a))
        signature = record.GetTimeSignature()
        signature.Beats = 1 + b % 5
        record.Save()
        region(self.finale, record.ItemNo, self.session.measure_count(), None).RebarMusic(
            0, True, bool(c % 2)
        )

    def key(self, a: int, b: int, c: int) -> None:
        """Another key in some measures."""
        for number in range(self.measure(a), min(self.measure(a) + 1 + b % 3, self.session.measure_count())):
            record = self.finale.FCMeasure()
            assert record.Load(number)
            signature = record.GetKeySignature()
            signature.SetMajorKey(c % 15 - 7)
            record.Save()

    def independent(self, a: int, b: int, c: int) -> None:
        """A cell with a key and a time of its own."""
        cell = self.finale.FCCell(self.measure(a), self.staff(b))
        if c % 2:
            cell.AssureSavedIndependentKeySig()
        else:
            cell.AssureSavedIndependentTimeSig()

    def rebeam(self, a: int, b: int, c: int) -> None:
        self._region(a, b, c).RebeamMusic()

    def rebar(self, a: int, b: int, c: int) -> None:
        self._region(a, b, c).RebarMusic(c % 2, bool(a % 2), bool(b % 2))

    def append_staff(self, a: int, b: int, c: int) -> None:
        self.finale.FCStaves.Append()

    def delete_staff(self, a: int, b: int, c: int) -> None:
        if len(self.staves()) > 1:
            self.finale.FCStaves.Delete(self.staff(a))

    def delete_staff_record(self, a: int, b: int, c: int) -> None:
        """As ``FCStaff:DeleteData`` does it."""
        record = self.finale.FCStaff()
        if len(self.staves()) > 1 and record.Load(self.staff(a)):
            record.DeleteData()

    def copy_staff(self, a: int, b: int, c: int) -> None:
        record = self.finale.FCStaff()
        if record.Load(self.staff(a)):
            record.SaveAs(self.finale.FCStaves.Append())


STEPS = sorted(
    name
    for cls in Hand.__mro__
    for name, function in vars(cls).items()
    if callable(function) and not name.startswith("_") and function.__code__.co_argcount == 4
)
