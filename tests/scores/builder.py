"""Makes whole documents from a few lines of music: what the sample scores are built with.

Only records and children that real documents have are written: the store orders them by the schema and refuses
a name that the schema does not know. Music is written as
``"d4/4 e4/8 f#4/8 r/2 g4+b4/4. c4/4~ | ..."``: pitches at concert pitch joined by ``+``, a slash and the
duration (4 is a quarter, dots behind it), then marks: ``~`` a tie begins, ``_`` one ends, ``h`` hidden. Bars are
separated by ``|``; an empty one has no entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from postlude.enigma.document import Document, document_from_bytes
from postlude.enigma.node import Key
from postlude.testing.notation import StaffText
from postlude.testing.records import Fields, Writer

WHOLE = 4096
TREBLE, ALTO, BASS = 0, 1, 3
_MIDDLE_LINE = {TREBLE: 6, ALTO: 0, BASS: -6}
"""Scale steps from middle C to a clef's middle line."""
_LETTERS = "cdefgab"
_SHARPS, _FLATS = "fcgdaeb", "beadgcf"
_NOTE = re.compile(r"([a-g])(##?|bb?|)(-?\d)")
_ITEM = re.compile(r"(r|[^/]+)/(\d+)(\.*)([~_h]*)")


@dataclass
class Staff:
    """A staff and its instrument. ``transposition`` is what the staff writes: (scale steps, fifths)."""

    name: str
    short: str
    uuid: str
    clef: int = TREBLE
    transposition: tuple[int, int] | None = None
    layers: dict[int, str] = field(default_factory=dict)
    """Music by layer, 1 to 4."""


class Score:
    """A document that is being made."""

    def __init__(self, staves: Sequence[Staff], *, measures: int, fifths: int = 0, beats: int = 4) -> None:
        self._writer = Writer()
        self.store, self.add, self.text_block = self._writer.store, self._writer.add, self._writer.text_block
        self.staves = list(staves)
        self.measures, self.fifths, self.beats = measures, fifths, beats
        self.entries_of: dict[tuple[int, int], list[int]] = {}
        """Entry numbers by staff and layer, in order."""
        self._lyric_entries: set[int] = set()
        self._parts: list[tuple[str, list[int]]] = []

    def about(self, kind: str, text: str) -> None:
        """Title, composer, description: what the document says of itself."""
        self.add("texts", "fileInfo", Key(kind), text)

    def part(self, name: str, staves: list[int]) -> None:
        """A linked part with these staves."""
        self._parts.append((name, staves))

    def lyrics(self, kind: str, number: int, text: str) -> None:
        """The text of a verse, chorus or section."""
        self.add("texts", kind, Key(number), text)

    def sing(self, staff: int, verse: int, syllables: int, first: int = 0) -> None:
        """Put the syllables 1 to ``syllables`` of a verse under a staff's notes."""
        numbers = self.entries_of[staff, 1][first : first + syllables]
        for syllable, number in enumerate(numbers, 1):
            self.add("details", "lyrDataVerse", Key(number, inci=0), {"lyricNumber": verse, "syll": syllable})
            self._lyric_entries.add(number)

    def chord(self, staff: int, measure: int, degree: int, *, suffix: int = 0, edu: int = 0) -> None:
        """A chord symbol on a degree of the key (0 is the tonic)."""
        taken = [key for key in self.store.keys("details", "chordAssign") if key[:2] == (staff, measure)]
        self.add(
            "details",
            "chordAssign",
            Key(staff, measure, inci=len(taken)),
            {"suffix": suffix or None, "rootScaleNum": degree or None, "playSuffix": True,
             "showRoot": True, "playRoot": True, "showSuffix": bool(suffix), "horzEdu": edu or None,
             "chPercent": 100, "fbPercent": 100},
        )  # fmt: skip
        self._flag(measure, "hasChord")

    def chord_suffix(self, number: int, text: str) -> None:
        """The characters behind a chord's root."""
        for inci, character in enumerate(text):
            self.add(
                "others",
                "chordSuffix",
                Key(number, inci=inci),
                {"suffix": ord(character), "fontID": 1, "fontSize": 11, "xdisp": 8 * inci or None},
            )

    def expression(self, text: str, *, category: int, enclosure: Fields | None = None, **more: Any) -> int:
        """Define a text expression; its number."""
        number = len(self.store.keys("others", "textExprDef")) + 1
        block = self.text_block(text, "expression")
        self.add(
            "others",
            "textExprDef",
            Key(number),
            {"textIDKey": block, "categoryID": category, "newEnclosure": enclosure is not None,
             "useCategoryFonts": True, "useCategoryPos": True, **more},
        )  # fmt: skip
        if enclosure is not None:
            self.add("others", "textExpressionEnclosure", Key(number), enclosure)
        return number

    def assign(self, expression: int, measure: int, staff: int, **more: Any) -> None:
        """Put an expression into a measure of a staff."""
        taken = [key for key in self.store.keys("others", "measExprAssign") if key.cmper1 == measure]
        self.add(
            "others",
            "measExprAssign",
            Key(measure, inci=len(taken)),
            {"textExprID": expression, "staffAssign": staff, "playbackStart": "attach", **more},
        )
        self._flag(measure, "hasExpr")

    def _flag(self, measure: int, name: str) -> None:
        self._writer.measure_flags.setdefault(measure, set()).add(name)

    # ---- music ----

    def music(self) -> None:
        """Write the entries of all staves; before lyrics, which hang on entries."""
        entry, frame = 1, 1
        for staff_number, staff in enumerate(self.staves, 1):
            cells: dict[int, dict[str, int]] = {}
            for layer, text in sorted(staff.layers.items()):
                bars = [bar.split() for bar in text.split("|")]
                chain = [(bar, item) for bar, items in enumerate(bars, 1) for item in items]
                first = entry
                for place, (bar, item) in enumerate(chain):
                    new_bar = place == 0 or chain[place - 1][0] != bar
                    last = place == len(chain) - 1
                    self._entry(staff, item, entry, entry - 1 if place else 0, 0 if last else entry + 1,
                                layer if len(staff.layers) > 1 else 0, new_bar)  # fmt: skip
                    if new_bar:
                        start = entry
                    if last or chain[place + 1][0] != bar:
                        self.add("others", "frameSpec", Key(frame, inci=0),
                                 {"startEntry": start, "endEntry": entry})  # fmt: skip
                        cells.setdefault(bar, {})[f"frame{layer}"] = frame
                        frame += 1
                    entry += 1
                self.entries_of[staff_number, layer] = list(range(first, entry))
            for measure, frames in cells.items():
                self.add("details", "gfhold", Key(staff_number, measure),
                         {"clefID": staff.clef, "clefPercent": 75, **frames})  # fmt: skip

    def _entry(
        self, staff: Staff, item: str, number: int, before: int, after: int, layer: int, new_bar: bool
    ) -> None:
        match = _ITEM.fullmatch(item)
        if match is None:
            raise ValueError(f"{item!r} is neither a note nor a rest")
        pitches, length, dots, marks = match.groups()
        base = WHOLE // int(length)
        levels = sorted(self._level(pitch) for pitch in pitches.split("+")) if pitches != "r" else []
        notes: list[Fields] = [
            {"@id": identity, "harmLev": level, "harmAlt": alteration, "isValid": True,
             "tieStart": "~" in marks, "tieEnd": "_" in marks, "showAcci": bool(alteration)}
            for identity, (level, alteration) in enumerate(levels, 1)
        ]  # fmt: skip
        up = layer % 2 == 1
        if not layer and levels:
            middle = _MIDDLE_LINE[staff.clef] - self._tonic
            up = middle - levels[0][0] > levels[-1][0] - middle
        self.add(
            "entries",
            "entry",
            Key(number),
            {"@entnum": number, "@prev": before, "@next": after,
             "dura": base * 2 - (base >> len(dots)), "numNotes": len(notes), "isValid": True,
             "isNote": bool(notes), "floatRest": not notes, "ignore": "h" in marks,
             "beam": new_bar or base >= 1024 or not notes, "freezeStem": bool(layer and notes),
             "upStem": bool(notes) and up, "sorted": True, "note": notes},
        )  # fmt: skip

    @property
    def _tonic(self) -> int:
        return self.fifths * 4 % 7

    def _level(self, pitch: str) -> tuple[int, int]:
        """Scale steps from the key's tonic, and the alteration against the key."""
        match = _NOTE.fullmatch(pitch)
        if match is None:
            raise ValueError(f"{pitch!r} is not a pitch")
        letter, sign, octave = match.groups()
        altered = (_SHARPS[: self.fifths], 1) if self.fifths >= 0 else (_FLATS[: -self.fifths], -1)
        by_key = altered[1] if letter in altered[0] else 0
        sounding = len(sign) * (-1 if sign.startswith("b") else 1)
        return (int(octave) - 4) * 7 + _LETTERS.index(letter) - self._tonic, sounding - by_key

    # ---- the frame around the music ----

    def document(self) -> Document:
        """Write what is left, and return the document."""
        writer = self._writer
        staves = [
            StaffText(staff.name, staff.short, staff.clef, staff.transposition, uuid=staff.uuid)
            for staff in self.staves
        ]
        writer.staves_and_parts(staves, self._parts)
        writer.measures([(self.fifths % 256, (self.beats, 4))] * self.measures, len(self._parts))
        everyone = list(range(1, len(self.staves) + 1))
        writer.pages(self.measures, [everyone, *(staves for _, staves in self._parts)])
        for number in self._lyric_entries:
            record = self.store.load("entries", "entry", Key(number))
            assert record is not None
            record.set("lyricDetail", "")
            self.store.save("entries", "entry", Key(number), record)
        return document_from_bytes(writer.store.to_xml())
