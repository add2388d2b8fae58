"""Chord symbols: what is attached to a place in a cell, in EVPU from its default place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.recordlists import CellDetails
from postlude.finale.records import CellDetail

if TYPE_CHECKING:
    from postlude.finale.marks.chordsuffixes import FCChordSuffixElements
    from postlude.finale.signatures.transposer import FCTransposer

MINOR_FRETBOARDS, MAJOR_FRETBOARDS = 65533, 65534
"""The groups of diagrams for chords without a suffix, as musxdom has them."""


class FCChord(CellDetail, tag="chordAssign", made_with={"chPercent": "100", "fbPercent": "100"}):
    """A chord symbol. ``MeasurePos`` is in EDU, sizes in percent, alterations in semitones against the key."""

    Alteration = integer("rootAlter")
    AlternateBassAlteration = integer("bassAlter")
    AlternateBassScaleNumber = integer("bassScaleNum")
    Capo = integer("capoValue")
    ChordAlternateBassLowercase = flag("bassLowerCase")
    ChordAlternateBassPlacement = choice("bassPosition", {None: 0, "underRoot": 1, "subtext": 2})
    ChordAlternateBassPlayback = flag("playAltBass")
    ChordAlternateBassVisible = flag("showAltBass")
    ChordHorizontalPos = integer("horzOff")
    ChordResize = integer("chPercent")
    ChordRootLowercase = flag("rootLowerCase")
    ChordRootPlayback = flag("playRoot")
    ChordRootVisible = flag("showRoot")
    ChordSuffixID = integer("suffix")
    ChordSuffixPlayback = flag("playSuffix")
    ChordSuffixVisible = flag("showSuffix")
    ChordVerticalPos = integer("vertOff")
    ChordVisible = inverted_flag("hidden")
    FretboardHorizontalPos = integer("fbHorzOff")
    FretboardID = integer("fretInci")
    FretboardPlayback = flag("playFretboard")
    FretboardResize = integer("fbPercent")
    FretboardStyleID = integer("fbStyleID")
    FretboardUseFont = flag("useFretFont")
    FretboardVerticalPos = integer("fbVertOff")
    FretboardVisible = flag("showFretboard")
    MeasurePos = integer("horzEdu")
    ScaleNumber = integer("rootScaleNum")
    UseCapo = flag("useLocalCapo")

    @prop
    def Transposer(self) -> FCTransposer:
        """A transposer that begins at the root."""
        from postlude.finale.regions.cells import FCCell
        from postlude.finale.signatures.transposer import FCTransposer

        cell = FCCell.construct(self._session, self.Measure, self.Staff)
        return FCTransposer.construct(self._session, self.ScaleNumber, self.Alteration, cell.KeySignature)

    @method
    def CalcFretboardGroupID(self) -> int:
        """The number of the group of its diagrams: that of its suffix, or of plain minor or major chords."""
        if self.ChordSuffixID:
            return int(self.ChordSuffixID)
        return MINOR_FRETBOARDS if self.ChordRootLowercase else MAJOR_FRETBOARDS

    @method
    def CreateChordSuffixElements(self) -> FCChordSuffixElements | None:
        """The characters of the suffix; nil if the chord has none."""
        from postlude.finale.marks.chordsuffixes import FCChordSuffixElements

        elements = FCChordSuffixElements(self._session)
        return elements if elements.LoadAllForItem(self.ChordSuffixID) else None

    @method
    def IsEarlierThan(self, other: FCChord) -> bool:
        return bool((self.Measure, self.MeasurePos) < (other.Measure, other.MeasurePos))


class FCChords(CellDetails, of=FCChord):
    """The chord symbols of a cell, a region or the document."""

    @method
    def FindMeasurePos(self, position: int) -> FCChord | None:
        return next((chord for chord in self._items if chord.MeasurePos == position), None)
