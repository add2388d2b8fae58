"""What Finale's own export says is in a score: ``../shared/documents/musicxml``, read with the standard library."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

QUARTER = 1024
EVPU_OF_A_TENTH = 2.4
"""The export counts in tenths of the space between two lines."""
NAMES = (
    "chords", "clef_changes", "cross_staffs", "enclosures", "ffz", "grace_beamed", "harmonics_artificial",
    "indtime_clefchange", "keysigs_independent", "large_orchestra", "measnums_staffoverride", "measure_text",
    "metronome_marks", "multimeas_rests", "rehearsal_marks", "repeats", "slurs_2voices", "smartshape_lines",
    "techniques", "tempo_varied_staves", "tie_target_types", "timesigs_changing", "timesigs_composite",
    "transposition", "voices", "whole_rests", "zwei_gesange",
)  # fmt: skip

Place = tuple[int, int]
"""A staff, counted from the top from 0, and a measure."""


@dataclass(frozen=True)
class Marks:
    """How a note is drawn; ``first``: it is the one of its chord that stem and beams stand at."""

    stem: str | None = None
    stem_end: float | None = None
    """EVPU from the top line of the staff, upwards."""
    accidental: bool = False
    beams: tuple[tuple[int, str], ...] = ()
    first: bool = True


@dataclass(frozen=True, order=True)
class ExportedNote:
    """A written pitch (``Bb4``; ``unpitched`` for percussion) and where it begins, in EDU."""

    position: int
    pitch: str
    grace: bool
    marks: Marks = field(default=Marks(), compare=False)


@dataclass
class Export:
    """What is written at which place."""

    notes: dict[Place, list[ExportedNote]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[Place, int] = field(default_factory=dict)
    """Sharps, or flats below zero, where a key signature stands."""
    times: dict[Place, str] = field(default_factory=dict)
    clefs: dict[Place, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Positions in EDU with sign, line and octave, as in ``G2-1``."""
    staves: int = 0


@cache
def export(shared: Path, name: str) -> Export:
    """Finale's export of a document."""
    root = ElementTree.parse(shared / "documents" / "musicxml" / f"{name}.musicxml").getroot()
    found = Export()
    for part in root.findall("part"):
        reader = _Part(found)
        for number, measure in enumerate(part.findall("measure"), 1):
            reader.measure(number, measure)
        found.staves += reader.staves
    return found


class _Part:
    def __init__(self, into: Export) -> None:
        self.into = into
        self.first = into.staves
        self.staves = 1
        self.divisions = 1
        self.position = self.last = Fraction()

    def measure(self, number: int, measure: ElementTree.Element) -> None:
        self.position = self.last = Fraction()
        for element in measure:
            if element.tag == "attributes":
                self.attributes(number, element)
            elif element.tag in ("backup", "forward"):
                self.position += self.duration(element) * (1 if element.tag == "forward" else -1)
            elif element.tag == "note":
                self.note(number, element)

    def duration(self, element: ElementTree.Element) -> Fraction:
        return Fraction(int(element.findtext("duration") or 0), self.divisions) * QUARTER

    def staves_of(self, element: ElementTree.Element) -> list[int]:
        """The staves that a signature is for: one, or all of the part."""
        number = element.get("number")
        return [self.first + int(number) - 1] if number else list(range(self.first, self.first + self.staves))

    def attributes(self, number: int, element: ElementTree.Element) -> None:
        self.divisions = int(element.findtext("divisions") or self.divisions)
        self.staves = int(element.findtext("staves") or self.staves)
        for key in element.findall("key"):
            for staff in self.staves_of(key):
                self.into.keys[staff, number] = int(key.findtext("fifths") or 0)
        for time in element.findall("time"):
            for staff in self.staves_of(time):
                beats = [each.text or "" for each in time.findall("beats")]
                kinds = [each.text or "" for each in time.findall("beat-type")]
                pairs = zip(beats, kinds, strict=True)
                self.into.times[staff, number] = " | ".join(f"{top}/{bottom}" for top, bottom in pairs)
        for clef in element.findall("clef"):
            staff = self.first + int(clef.get("number") or 1) - 1
            octave = clef.findtext("clef-octave-change") or ""
            name = f"{clef.findtext('sign')}{clef.findtext('line') or ''}{octave}"
            self.into.clefs[staff, number].append((int(self.position), name))

    def note(self, number: int, element: ElementTree.Element) -> None:
        chord = element.find("chord") is not None
        grace = element.find("grace") is not None
        at = self.last if chord else self.position
        pitch = self.pitch(element)
        if pitch is not None:
            staff = self.first + int(element.findtext("staff") or 1) - 1
            note = ExportedNote(int(at // 1), pitch, grace, self.marks(element, first=not chord))
            self.into.notes[staff, number].append(note)
        if not chord:
            self.last = at
            self.position += Fraction() if grace else self.duration(element)

    def marks(self, element: ElementTree.Element, first: bool) -> Marks:
        stem = element.find("stem")
        end = stem.get("default-y") if stem is not None else None
        return Marks(
            stem.text if stem is not None else None,
            float(end) * EVPU_OF_A_TENTH if end is not None else None,
            element.find("accidental") is not None,
            tuple((int(beam.get("number") or 1), beam.text or "") for beam in element.findall("beam")),
            first,
        )

    def pitch(self, element: ElementTree.Element) -> str | None:
        if element.find("unpitched") is not None:
            return "unpitched"
        pitch = element.find("pitch")
        if pitch is None:
            return None
        alteration = int(pitch.findtext("alter") or 0)
        sign = "#" * alteration if alteration > 0 else "b" * -alteration
        return f"{pitch.findtext('step')}{sign}{pitch.findtext('octave')}"
