"""Staff report: the range, the durations and the oddities of each selected staff.

It prints a report to read and returns the same as data (under ``returned`` in ``postlude run --json``). Nothing
in the score is changed.
"""

from collections import Counter

WHOLE = 4096
SHORTEST_USUAL = 64  # EDU: a 64th
TONES = 12
ROUNDING = 2  # EDU that positions in tuplets may differ by

# Usual sounding ranges in MIDI keys (middle C is 60), wide enough for professional players. Instruments that
# are not here have no range that could be left.
RANGES = {
    "PICCOLO": (74, 108), "FLUTE": (59, 98), "OBOE": (58, 93), "ENGLISHHORN": (52, 84),
    "CLARINETBFLAT": (50, 94), "CLARINETA": (49, 93), "BASSCLARINET": (34, 79), "BASSOON": (34, 77),
    "ALTOSAX": (49, 81), "TENORSAX": (44, 76), "HORNF": (34, 77), "TRUMPETBFLAT": (52, 85),
    "TRUMPETC": (54, 87), "TROMBONE": (34, 77), "TUBA": (26, 67), "VIOLIN": (55, 105), "VIOLINSECTION": (55, 105),
    "VIOLA": (48, 93), "VIOLASECTION": (48, 93), "CELLO": (36, 88), "CELLOSECTION": (36, 88),
    "DOUBLEBASS": (24, 67), "DOUBLEBASSSECTION": (24, 67), "HARP": (23, 104), "PIANO": (21, 108),
    "SOPRANOVOICE": (59, 84), "MEZZOSOPRANOVOICE": (57, 81), "ALTOVOICE": (53, 77), "TENORVOICE": (47, 72),
    "BARITONEVOICE": (43, 67), "BASSVOICE": (40, 64),
}  # fmt: skip

NAMES = {
    2 * WHOLE: "double whole", WHOLE: "whole", 2048: "half", 1024: "quarter", 512: "8th", 256: "16th",
    128: "32nd", 64: "64th", 32: "128th", 16: "256th", 8: "512th", 4: "1024th",
}  # fmt: skip
DOTS = {1: "dotted ", 2: "double-dotted ", 3: "triple-dotted "}


def plugindef(finaleplugin):
    finaleplugin.RequireSelection = True
    finaleplugin.NoStore = True
    finaleplugin.IgnoreReturnValue = True
    finaleplugin.Author = "The Postlude authors"
    finaleplugin.Version = "1.0"
    finaleplugin.CategoryTags = "Staff, Report"
    return "Staff Report", "Staff Report", "Reports ranges, durations and oddities of each selected staff"


def run(finale, finenv):
    region = finenv.Region()
    uuids = {getattr(finale, f"FFUUID_{name}"): reach for name, reach in RANGES.items()}
    staves = [
        StaffReport(finale, region, region.CalcStaffNumber(slot), uuids).result()
        for slot in range(region.StartSlot, region.EndSlot + 1)
    ]
    for staff in staves:
        print("\n".join(readable(staff)))
    return {"measures": [region.StartMeasure, region.EndMeasure], "staves": staves}


class StaffReport:
    """What there is to say of one staff."""

    def __init__(self, finale, region, number, uuids):
        self.finale, self.region, self.number = finale, region, number
        self.staff = finale.FCStaff()
        self.staff.Load(number)
        self.reach = uuids.get(self.staff.InstrumentUUID)
        self.pitched = self.staff.NotationStyle == finale.STAFFNOTATION_NORMAL
        self.notes, self.rests = Counter(), Counter()
        self.lowest = self.highest = None
        self.oddities = []
        self.starts, self.ends = [], []

    def result(self):
        first, last = self.region.StartMeasure, self.region.EndMeasure
        for measure in range(first - 1, last + 2):  # one more on either side, for ties
            self.take_measure(measure, first <= measure <= last)
        self.check_ties()
        if not self.notes:
            self.odd("empty", None, "no notes in the selection")
        self.oddities.sort(key=lambda odd: (odd["measure"] or 0, odd["beat"] or 0))
        found = self.lowest is not None
        return {
            "staff": self.number,
            "name": self.staff.CreateDisplayFullNameString().LuaString.replace("\n", " "),
            "notes": sum(self.notes.values()),
            "rests": sum(self.rests.values()),
            "range": {"lowest": self.lowest[1], "highest": self.highest[1]} if found else None,
            "durations": {"notes": histogram(self.notes), "rests": histogram(self.rests)},
            "oddities": self.oddities,
        }

    def take_measure(self, measure, selected):
        cell = self.finale.FCCell(measure, self.number)
        entries = self.finale.FCNoteEntryCell(measure, self.number)
        if measure < 1 or not entries.Load():
            return
        self.beat = max(cell.TimeSignature.CalcSmallestBeatDuration(), 1)
        full = cell.CalcDuration()
        for entry in entries:
            inside = selected and self.region.IsEntryPosWithin(entry)
            self.note_ties(entry, full, inside)
            if inside:
                self.take_entry(entry, cell)
        for layer in range(1, self.finale.FCLayerPrefs.GetMaxLayers() + 1):
            filled = entries.CalcLayerDuration(layer)
            if selected and filled and abs(filled - full) > ROUNDING:
                kind, word = ("underfull", "only ") if filled < full else ("overfull", "")
                text = f"holds {word}{in_quarters(filled)} of {in_quarters(full)} quarters"
                self.odd(kind, (measure, None, layer), text)

    def take_entry(self, entry, cell):
        counted = self.notes if entry.IsNote() else self.rests
        counted[entry.Duration] += 1
        where = (entry.Measure, self.beat_of(entry), entry.LayerNumber)
        if not entry.GraceNote and entry.Duration < SHORTEST_USUAL:
            self.odd(
                "short", where, f"{duration_name(entry.Duration)} {'note' if entry.IsNote() else 'rest'}"
            )
        if entry.IsNote() and not entry.Visible:
            self.odd("hidden", where, f"hidden {duration_name(entry.Duration)} note")
        if not (entry.IsNote() and self.pitched):
            return
        steps = cell.KeySignature.CalcTotalChromaticSteps()
        if steps != TONES:
            self.odd("key", where, f"a key with {steps} tones to the octave: pitches are left out")
            return
        keys = [note.CalcMIDIKey() for note in entry]
        for note, key in zip(entry, keys, strict=True):
            self.take_pitch(note, key, cell, where)
        if len(set(keys)) < len(keys):
            self.odd("unison", where, "the chord has a pitch twice")

    def take_pitch(self, note, key, cell, where):
        sounding, written = self.finale.FCString(), self.finale.FCString()
        note.GetString(sounding, cell.KeySignature, False, False)
        note.GetString(written, cell.KeySignature, False, True)
        place = {
            "sounding": sounding.LuaString,
            "written": written.LuaString,
            "measure": where[0],
            "beat": where[1],
        }
        if self.lowest is None or key < self.lowest[0]:
            self.lowest = (key, place)
        if self.highest is None or key > self.highest[0]:
            self.highest = (key, place)
        if self.reach and not self.reach[0] <= key <= self.reach[1]:
            side = "below" if key < self.reach[0] else "above"
            self.odd("range", where, f"{sounding.LuaString} is {side} the usual range of the instrument")

    def note_ties(self, entry, full, inside):
        """Remember where notes begin and end, in EDU of their measure, and which are tied."""
        begin = (entry.Measure, entry.MeasurePos)
        end = (entry.Measure, entry.MeasurePos + entry.ActualDuration)
        if end[1] >= full - ROUNDING:
            end = (entry.Measure + 1, 0)
        where = (entry.Measure, self.beat_of(entry), entry.LayerNumber)
        for note in entry:
            about = (entry.EntryNumber, note.CalcMIDIKey(), where, inside)
            self.starts.append((*begin, note.TieBackwards, *about))
            self.ends.append((*end, note.Tie, *about))

    def check_ties(self):
        for places, others, text in (
            (self.ends, self.starts, "the tie leads to no note"),
            (self.starts, self.ends, "the tie comes from no note"),
        ):
            for measure, position, tied, number, key, where, inside in places:
                if tied and inside and not any(
                    (other[0], other[4]) == (measure, key)
                    and abs(other[1] - position) <= ROUNDING
                    and other[3] != number
                    for other in others
                ):  # fmt: skip
                    self.odd("tie", where, text)

    def beat_of(self, entry):
        """The beat from 1, counted in beats of the measure's time signature."""
        return round(1 + entry.MeasurePos / self.beat, 3)

    def odd(self, kind, where, text):
        measure, beat, layer = where or (None, None, None)
        odd = {"kind": kind, "measure": measure, "beat": beat, "layer": layer, "text": text}
        self.oddities.append(odd)


def duration_name(edu):
    """The name of a written duration in EDU: "dotted quarter"."""
    head = 1 << (edu.bit_length() - 1) if edu > 0 else 0
    for dots in range(4):
        if edu == 2 * head - (head >> dots) and head in NAMES:
            return DOTS.get(dots, "") + NAMES[head]
    return f"{edu} EDU"


def histogram(counted):
    return {duration_name(edu): count for edu, count in sorted(counted.items(), reverse=True)}


def in_quarters(edu):
    return f"{edu / 1024:.3f}".rstrip("0").rstrip(".")


def readable(staff):
    """The lines of a staff's report."""
    yield f"Staff {staff['staff']}: {staff['name']}".rstrip(" :")
    yield f"  notes and chords: {staff['notes']}, rests: {staff['rests']}"
    if staff["range"]:
        for side in ("lowest", "highest"):
            note = staff["range"][side]
            written = f" (written {note['written']})" if note["written"] != note["sounding"] else ""
            yield f"  {side} {note['sounding']}{written} in measure {note['measure']}, beat {note['beat']:g}"
    for kind in ("notes", "rests"):
        if staff["durations"][kind]:
            counts = ", ".join(f"{count} {name}" for name, count in staff["durations"][kind].items())
            yield f"  durations of {kind}: {counts}"
    for odd in staff["oddities"]:
        beat = f", beat {odd['beat']:g}" if odd["beat"] is not None else ""
        place = (
            f" measure {odd['measure']}{beat}, layer {odd['layer']}:" if odd["measure"] is not None else ""
        )
        yield f"  !{place} {odd['text']}"
