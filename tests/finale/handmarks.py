"""What scripts put on the music: shapes, expressions, articulations, lyrics, chords, repeats, and their definitions."""

from __future__ import annotations

from tests.finale.handplaces import Places

BY_ENTRY = (0, 1, 8, 15, 16, 25, 26, 40)
"""Slurs, glissandos, tab slides."""
BY_MEASURE = (2, 3, 4, 5, 7, 10, 11, 14, 17, 18, 20, 29)
"""Hairpins, octave lines, trills, brackets, custom lines."""
RECORDS = (
    "FCArticulation", "FCArticulationDef", "FCBackwardRepeat", "FCCategoryDef", "FCCellText", "FCChord",
    "FCEndingRepeat", "FCExpression", "FCFreezeSystem", "FCGroup", "FCMeasureNumberRegion",
    "FCMultiMeasureRest", "FCMultiStaffInstrument", "FCPageText", "FCShapeDef", "FCShapeExpressionDef",
    "FCSmartShape", "FCStaffList", "FCStaffStyleAssign",
    "FCStaffStyleDef", "FCSystemStaff", "FCTextBlock", "FCTextExpressionDef", "FCTextRepeat", "FCTextRepeatDef",
    "FCTuplet", "FCVerseLyricsText", "FCVerseSyllable", "FCSeparatePlacement", "FCSeparateMeasureNumber",
    "FCBeatChartElement", "FCCellClefChange", "FCCellFrameHold", "FCCrossStaffMod", "FCPage", "FCStaffSystem",
    "FCPart", "FCMeasure", "FCChordSuffixElement", "FCPageGraphic", "FCCellGraphic",
)  # fmt: skip
"""Classes whose records scripts delete."""


class MarkSteps(Places):
    """Marks, and the records behind them that are deleted."""

    def slur(self, a: int, b: int, c: int) -> None:
        layer = self.finale.FCNoteEntryLayer(0, self.staff(a), 1, self.session.measure_count())
        layer.Load()
        entries = list(layer)
        if len(entries) > 1:
            first = b % (len(entries) - 1)
            last = first + 1 + c % (len(entries) - 1 - first)
            shape = self.finale.FCSmartShape()
            shape.ShapeType = BY_ENTRY[(a + b + c) % len(BY_ENTRY)]
            shape.SetSlurFlags(True)
            for segment, entry in (
                (shape.TerminateSegmentLeft, entries[first]),
                (shape.TerminateSegmentRight, entries[last]),
            ):
                segment.SetEntry(entry)
                segment.Staff, segment.Measure = entry.Staff, entry.Measure
            shape.SaveNewEverything(entries[first], entries[last])

    def hairpin(self, a: int, b: int, c: int) -> None:
        first, last = sorted((self.measure(a), self.measure(b)))
        shape = self.finale.FCSmartShape()
        shape.ShapeType = BY_MEASURE[(a + b + c) % len(BY_MEASURE)]
        shape.SetHairpinFlags()
        for segment, measure, place in (
            (shape.TerminateSegmentLeft, first, 0),
            (shape.TerminateSegmentRight, last, 1024),
        ):
            segment.Staff, segment.Measure, segment.MeasurePos = self.staff(c), measure, place
        shape.SaveNewEverything(None, None)

    def move_shape(self, a: int, b: int, c: int) -> None:
        """A shape of measures whose end comes elsewhere."""
        if (shape := self._record("FCSmartShape", a)) and shape.BeatAttached:
            left, right = shape.TerminateSegmentLeft, shape.TerminateSegmentRight
            right.Measure = min(max(left.Measure, self.measure(b)), self.session.measure_count())
            right.MeasurePos = 256 * c
            shape.Save()

    def copy_shape(self, a: int, b: int, c: int) -> None:
        if shape := self._record("FCSmartShape", a):
            shape.SaveNewEverything(None, None)

    def expression(self, a: int, b: int, c: int) -> None:
        if definition := self._record("FCTextExpressionDef", c):
            attached = self.finale.FCExpression()
            attached.ID, attached.MeasurePos = definition.ItemNo, 512 * (c % 8)
            attached.SaveNewToCell(self.finale.FCCell(self.measure(a), self.staff(b)))

    def new_expression(self, a: int, b: int, c: int) -> None:
        definition = self.finale.FCTextExpressionDef()
        category = self.finale.FCCategoryDef()
        if category.LoadFirst():
            definition.AssignToCategory(category)
            definition.SaveNewTextBlock(f"text {a}")
            definition.SaveNew()
            attached = self.finale.FCExpression()
            attached.AssignTextExpressionDef(definition)
            attached.SaveNewToCell(self.finale.FCCell(self.measure(a), self.staff(b)))

    def move_expression(self, a: int, b: int, c: int) -> None:
        if attached := self._record("FCExpression", a):
            attached.Staff = self.staff(b)
            attached.HorizontalPos += c
            attached.Save()

    def articulation(self, a: int, b: int, c: int) -> None:
        definition = self._record("FCArticulationDef", a + b)
        found = self._entry(a, b, c)
        if definition and found:
            made = self.finale.FCArticulation()
            made.SetNoteEntry(found[1])
            made.ID = definition.ItemNo
            made.SaveNew()

    def lyrics(self, a: int, b: int, c: int) -> None:
        """A verse, and syllables at the entries of a cell."""
        text = self.finale.FCVerseLyricsText()
        if not text.Load(1 + c % 2):
            text.SetText("one two-three four five")
            text.SaveAs(1 + c % 2)
        for number, entry in enumerate(self._cell(a, b) or (), 1):
            syllable = self.finale.FCVerseSyllable()
            syllable.SetNoteEntry(entry)
            syllable.RawTextNumber, syllable.SyllableNumber = 1 + c % 2, number
            syllable.SaveNew()

    def chord(self, a: int, b: int, c: int) -> None:
        chord = self.finale.FCChord()
        chord.ConnectCell(self.finale.FCCell(self.measure(a), self.staff(b)))
        chord.MeasurePos, chord.ScaleNumber = 1024 * (c % 4), c % 7
        if suffix := self._record("FCChordSuffixElement", c):
            chord.ChordSuffixID = suffix.ItemCmper
        chord.SaveNew()

    def clef(self, a: int, b: int, c: int) -> None:
        hold = self.finale.FCCellFrameHold()
        hold.ConnectCell(self.finale.FCCell(self.measure(a), self.staff(b)))
        hold.Load()
        hold.ClefIndex = c % 4
        hold.Save()

    def clefs(self, a: int, b: int, c: int) -> None:
        """Several clefs in a cell, or one again."""
        hold = self.finale.FCCellFrameHold()
        hold.ConnectCell(self.finale.FCCell(self.measure(a), self.staff(b)))
        found = hold.Load()
        if c % 3 == 0:
            hold.MakeCellSingleClef(None)
        else:
            changes = hold.CreateCellClefChanges() or self.finale.FCCellClefChanges()
            for place in range(1 + c % 3):
                change = self.finale.FCCellClefChange()
                change.ClefIndex, change.MeasurePos = (a + place) % 4, 1024 * place
                changes.InsertCellClefChange(change)
            hold.SetCellClefChanges(changes)
        if found:
            hold.Save()
        else:
            hold.SaveNew()

    def one_hold(self, a: int, b: int, c: int) -> None:
        """One object for several cells, as scripts have it in loops, while their entries change."""
        hold = self.finale.FCCellFrameHold()
        for measure in (a, a + b, a + c):
            hold.ConnectCell(self.finale.FCCell(self.measure(measure), self.staff(b)))
            found = hold.Load()
            if c % 3 == 0 and (cell := self._cell(measure, b)):
                cell.AppendEntriesInLayer(1 + c % 4, 1).Duration = 512
                cell.Save()
            hold.ClefAfterBarline = not hold.ClefAfterBarline
            if found:
                hold.Save()
            else:
                hold.SaveNew()

    def backward_repeat(self, a: int, b: int, c: int) -> None:
        measure = self.finale.FCMeasure()
        measure.Load(self.measure(a))
        measure.BackwardRepeat = True
        measure.Save()
        repeat = self.finale.FCBackwardRepeat()
        repeat.TargetMeasure, repeat.TotalPasses = self.measure(b), 2
        repeat.SaveAs(self.measure(a))

    def ending(self, a: int, b: int, c: int) -> None:
        ending = self.finale.FCEndingRepeat()
        ending.TargetMeasure = self.measure(b)
        ending.SaveAs(self.measure(a))
        numbers = self.finale.FCNumbers()
        numbers.IntTable = [1, 2]
        ending.SetPassNumbers(numbers)

    def text_repeat(self, a: int, b: int, c: int) -> None:
        definition = self._record("FCTextRepeatDef", a)
        if definition is None:
            definition = self.finale.FCTextRepeatDef()
            definition.DeepSaveNew("D.S.", None)
        repeat = self.finale.FCTextRepeat()
        repeat.AssignTextRepeatDef(definition)
        repeat.TargetTrigger, repeat.Target = 1, self.measure(b)
        repeat.SaveNew(self.measure(c))

    def lists(self, a: int, b: int, c: int) -> None:
        """All records of a number, copied to another one or deleted together."""
        names = (
            "FCExpressions", "FCBeatChartElements", "FCStaffStyleAssigns", "FCTextRepeats", "FCTempoElements",
            "FCPageTexts", "FCChordSuffixElements", "FCCellClefChanges",
        )  # fmt: skip
        found = getattr(self.finale, names[a % len(names)])()
        if c % 4 == 0:
            found.LoadAll()
            found.SaveAll()
        elif c % 4 == 1:
            found.SaveDataAs(1 + b % 9, 1 + c % 9)
        elif c % 4 == 2:
            found.DeleteDataForItem(1 + b % 9)
        elif found.LoadAllForItem(1 + b % 9):
            found._items.pop()
            found.SaveAllForItem(1 + c % 9)

    def nowhere(self, a: int, b: int, c: int) -> None:
        """Records for a measure, a staff or an entry that isn't there."""
        measure, staff = (1000 + a, self.staff(b)) if a % 2 else (self.measure(a), 1000 + b)
        self.finale.FCExpression().SaveNew(1000 + a)
        for name in ("FCChord", "FCCellText", "FCCellFrameHold"):
            record = getattr(self.finale, name)()
            record.ConnectCell(self.finale.FCCell(measure, staff))
            record.SaveNew()
        for name in ("FCArticulation", "FCTuplet", "FCVerseSyllable"):
            record = getattr(self.finale, name)()
            record.SetEntnumAndInci(10**6 if c % 2 else 0, 0)
            record.SaveNew()

    def copied_definition(self, a: int, b: int, c: int) -> None:
        names = ("FCArticulationDef", "FCTextExpressionDef", "FCStaffStyleDef", "FCTextRepeatDef")
        if record := self._record(names[c % len(names)], a):
            record.SaveNew()

    def deleted(self, a: int, b: int, c: int) -> None:
        """Any record, deleted."""
        if record := self._record(RECORDS[(21 * c + b) % len(RECORDS)], a):
            if a % 3:
                record.DeleteData()
            else:
                record.DeepDeleteData()
