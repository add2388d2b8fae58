"""What scripts do to staves, pages, texts and parts."""

from __future__ import annotations

from tests.finale.handplaces import Places


class ViewSteps(Places):
    """Staff styles, groups, the layout, texts, parts."""

    def part(self, a: int, b: int, c: int) -> None:
        """Another part in view."""
        parts = [
            0,
            *sorted(int(key.cmper1) for key in self.session.store.keys("others", "partDef") if key.cmper1),
        ]
        self.session.part = parts[a % len(parts)]

    def relink(self, a: int, b: int, c: int) -> None:
        names = (
            "FCMeasure",
            "FCExpression",
            "FCSmartShape",
            "FCArticulation",
            "FCChord",
            "FCGroup",
            "FCStaff",
        )
        if record := self._record(names[b % len(names)], a):
            if c % 2:
                record.RelinkToScore()
            else:
                record.RelinkToCurrentView()

    def new_part(self, a: int, b: int, c: int) -> None:
        part = self.finale.FCPart(a)
        part.OrderID = a
        part.SaveNew()

    def width(self, a: int, b: int, c: int) -> None:
        if record := self._record("FCMeasure", a):
            record.Width += b - 10
            record.PositioningNotesMode = c % 3
            record.Save()

    def breaks(self, a: int, b: int, c: int) -> None:
        """Breaks of systems and pages, and the layout fitted to them."""
        if record := self._record("FCMeasure", a):
            record.SystemBreak, record.PageBreak = bool(b % 2), b % 5 == 0
            record.Save()
            if c % 2:
                self.finale.FCStaffSystems.UpdateFullLayout()

    def lock(self, a: int, b: int, c: int) -> None:
        """A system whose measures stay together."""
        lock = self.finale.FCFreezeSystem()
        lock.NextSysMeasure = min(self.measure(a) + 1 + b % 3, self.session.measure_count() + 1)
        lock.SaveAs(self.measure(a))
        if c % 2:
            self.finale.FCStaffSystems.UpdateFullLayout()

    def page(self, a: int, b: int, c: int) -> None:
        if c % 3 == 0:
            self.finale.FCPages.AppendBlank(1 + a % 2)
        elif c % 3 == 1:
            self.finale.FCPages.InsertBlank(1 + b % 2, 1 + a % 2)
        elif record := self._record("FCPage", a):
            record.Width += 72
            record.UpdateLayout(bool(b % 2))
            record.Save()

    def hide_staff(self, a: int, b: int, c: int) -> None:
        """A staff taken out of a system, or all given back to it."""
        system = 1 + a % max(1, len(self.session.keys("others", "staffSystemSpec")))
        staves = self.finale.FCSystemStaves()
        if staves.LoadAllForItem(system) > 1:
            staves._items.pop(b % len(staves))
            staves.SaveAllForItem(system)

    def sort_staves(self, a: int, b: int, c: int) -> None:
        """Another order of staves in scroll view."""
        staves = self.finale.FCSystemStaves()
        staves.LoadScrollView()
        staves._items.reverse()
        staves.SaveAllForItem(0)

    def multimeasure_rest(self, a: int, b: int, c: int) -> None:
        rest = self.finale.FCMultiMeasureRest()
        rest.PrefsReset()
        rest.StartMeasure = self.measure(a)
        rest.EndMeasure = min(rest.StartMeasure + 1 + b % 3, self.session.measure_count())
        rest.Save()

    def number_region(self, a: int, b: int, c: int) -> None:
        numbers = self.finale.FCMeasureNumberRegion()
        numbers.StartMeasure = self.measure(a)
        numbers.EndMeasure = min(numbers.StartMeasure + b % 2, self.session.measure_count())
        numbers.SaveNew()

    def own_number(self, a: int, b: int, c: int) -> None:
        if numbers := self._record("FCMeasureNumberRegion", c):
            own = self.finale.FCSeparateMeasureNumber()
            own.ConnectCell(self.finale.FCCell(self.measure(a), self.staff(b)))
            own.AssignMeasureNumberRegion(numbers)
            own.SaveNew()

    def staff_style(self, a: int, b: int, c: int) -> None:
        if style := self._record("FCStaffStyleDef", c):
            assigned = self.finale.FCStaffStyleAssign()
            assigned.StyleID = style.ItemNo
            first, last = sorted((self.measure(a), self.measure(b)))
            assigned.StartMeasure, assigned.EndMeasure = first, last
            assigned.SetEndMeasurePosRight()
            assigned.SaveNew(self.staff(a + c))

    def group(self, a: int, b: int, c: int) -> None:
        group = self.finale.FCGroup()
        staves = self.finale.FCSystemStaves()
        if staves.LoadScrollView():
            first, last = sorted((a % len(staves), b % len(staves)))
            group.StartStaff, group.EndStaff = staves[first].Staff, staves[last].Staff
            measures = sorted((self.measure(b), self.measure(c)))
            group.StartMeasure, group.EndMeasure = measures if c % 2 else (1, 32767)
            group.SaveNewFullNameBlock("Group")
            group.SaveNew(0)

    def instrument(self, a: int, b: int, c: int) -> None:
        """Two staves that are one instrument."""
        staves = self.finale.FCSystemStaves()
        instruments = self.finale.FCMultiStaffInstruments()
        if staves.LoadScrollView() > 1 and not instruments.LoadAll():
            first = a % (len(staves) - 1)
            instrument = self.finale.FCMultiStaffInstrument()
            instrument.FirstStaff, instrument.SecondStaff = (
                staves[each].Staff for each in (first, first + 1)
            )
            instrument.SaveNew()

    def page_text(self, a: int, b: int, c: int) -> None:
        text = self.finale.FCPageText()
        text.SaveNewTextBlock("Title")
        text.SaveNew(c % 2)

    def cell_text(self, a: int, b: int, c: int) -> None:
        text = self.finale.FCCellText()
        text.ConnectCell(self.finale.FCCell(self.measure(a), self.staff(b)))
        text.SaveNewTextBlock("here")
        text.SaveNew()

    def names(self, a: int, b: int, c: int) -> None:
        staff = self.finale.FCStaff()
        if staff.Load(self.staff(a)):
            staff.SaveNewFullNameString("Name")
            staff.SaveNewAbbreviatedNameString("N.")
            staff.Save()

    def baseline(self, a: int, b: int, c: int) -> None:
        baselines = self.finale.FCBaselines()
        baselines.AssureSavedStaffForPiece(c % 4, self.staff(a))
