"""Makes whole documents from a few lines of music: what the sample scores are built with.

Only records and children that real documents have are written: the store orders them by the schema and refuses
a name that the schema does not know. Music is written as
``"d4/4 e4/8 f#4/8 r/2 g4+b4/4. c4/4~ | ..."``: pitches at concert pitch joined by ``+``, a slash and the
duration (4 is a quarter, dots behind it), then marks: ``~`` a tie begins, ``_`` one ends, ``h`` hidden. Bars are
separated by ``|``; an empty one has no entries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from postlude.enigma.canonical import canonicalise
from postlude.enigma.document import Document, document_from_bytes
from postlude.enigma.node import Key, Node

WHOLE = 4096
TREBLE, ALTO, BASS = 0, 1, 3
_MIDDLE_LINE = {TREBLE: 6, ALTO: 0, BASS: -6}
"""Scale steps from middle C to a clef's middle line."""
_LETTERS = "cdefgab"
_SHARPS, _FLATS = "fcgdaeb", "beadgcf"
_NOTE = re.compile(r"([a-g])(##?|bb?|)(-?\d)")
_ITEM = re.compile(r"(r|[^/]+)/(\d+)(\.*)([~_h]*)")
_FONT_TYPES = (
    "music", "key", "clef", "time", "chord", "chordAcci", "ending", "tuplet", "textBlock", "lyricVerse",
    "lyricChorus", "lyricSection", "multiMeasRest", "tablature", "chordSuffix", "expression", "repeat",
    "fretboard", "flags", "accis", "altNotSlash", "altNotNum", "rests", "reptDots", "noteheads", "augDots",
    "timePlus", "articulation", "percussion", "smartShape8va", "measNumb", "staffNames", "abbrvStaffNames",
    "groupNames", "smartShape8vb", "smartShape15ma", "smartShape15mb", "smartShapeTrill",
    "smartShapeWiggle", "abbrvGroupNames", "bendCurveFull", "bendCurveWhole", "bendCurveFrac", "timeParts",
    "timePlusParts",
)  # fmt: skip
_TEXT_TYPES = {
    "chord", "ending", "tuplet", "textBlock", "lyricVerse", "lyricChorus", "lyricSection", "multiMeasRest",
    "tablature", "chordSuffix", "expression", "repeat", "measNumb", "staffNames", "abbrvStaffNames",
    "groupNames", "abbrvGroupNames", "bendCurveFull", "bendCurveWhole", "bendCurveFrac",
}  # fmt: skip

Fields = Mapping[str, Any]


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


def node(tag: str, fields: Fields | str, attrs: dict[str, str] | None = None) -> Node:
    """A tree of elements: True is a flag, None or False leave out, a list repeats the element; an element's
    own attributes are its fields that begin with ``@``."""
    if isinstance(fields, str):
        return Node(tag, fields, attrs)
    made = Node(tag, "", attrs)
    for name, value in fields.items():
        if name.startswith("@"):
            made.attrs[name[1:]] = str(value)
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                made.children.append(node(name, item))
            elif item is not None and item is not False:
                made.add(name, "" if item is True else str(item))
    return made


class Score:
    """A document that is being made."""

    def __init__(self, staves: Sequence[Staff], *, measures: int, fifths: int = 0, beats: int = 4) -> None:
        self._document = document_from_bytes(_empty())
        self._store = self._document.store
        self.staves = list(staves)
        self.measures, self.fifths, self.beats = measures, fifths, beats
        self.entries_of: dict[tuple[int, int], list[int]] = {}
        """Entry numbers by staff and layer, in order."""
        self._measure_flags: dict[int, set[str]] = {}
        self._lyric_entries: set[int] = set()
        self._blocks = 0
        self._texts: dict[str, int] = {}
        self._parts: list[tuple[str, list[int]]] = []

    def add(self, section: str, tag: str, key: Key, fields: Fields | str) -> None:
        """Write a record. Raises ScriptError for what real documents do not have."""
        self._store.save(section, tag, key, node(tag, fields))

    def text_block(self, text: str, tag: str = "blockText") -> int:
        """A text and the block that shows it; the block's number."""
        number = self._texts[tag] = self._texts.get(tag, 0) + 1
        self.add("texts", tag, Key(number), text)
        self._blocks += 1
        self.add(
            "others",
            "textBlock",
            Key(self._blocks),
            {"textID": number, "lineSpacingPercent": 100, "newPos36": True, "showShape": True,
             "wordWrap": True, "roundCorners": True, "cornerRadius": 512,
             "textTag": "block" if tag == "blockText" else "expression"},
        )  # fmt: skip
        return self._blocks

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
        taken = [key for key in self._store.keys("details", "chordAssign") if key[:2] == (staff, measure)]
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
        number = len(self._store.keys("others", "textExprDef")) + 1
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
        taken = [key for key in self._store.keys("others", "measExprAssign") if key.cmper1 == measure]
        self.add(
            "others",
            "measExprAssign",
            Key(measure, inci=len(taken)),
            {"textExprID": expression, "staffAssign": staff, "playbackStart": "attach", **more},
        )
        self._flag(measure, "hasExpr")

    def _flag(self, measure: int, name: str) -> None:
        self._measure_flags.setdefault(measure, set()).add(name)

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
        self._fonts_and_layers()
        self._names()
        self._measures()
        self._pages()
        for number in self._lyric_entries:
            record = self._store.load("entries", "entry", Key(number))
            assert record is not None
            record.set("lyricDetail", "")
            self._store.save("entries", "entry", Key(number), record)
        return document_from_bytes(self._document.store.to_xml())

    def _fonts_and_layers(self) -> None:
        for number, name in enumerate(("Maestro", "Times New Roman", "Arial")):
            bank = {"charsetBank": "Mac", "charsetVal": 0 if number else 4095}
            self.add("others", "fontName", Key(number), {**bank, "pitch": 0, "family": 0, "name": name})
        fonts = [
            {"@type": kind, "fontID": 1 if kind in _TEXT_TYPES else None,
             "fontSize": 12 if kind in _TEXT_TYPES else 24}
            for kind in _FONT_TYPES
        ]  # fmt: skip
        self.add("options", "fontOptions", Key(), {"font": fonts})
        clefs = [
            {"@index": index, "adjust": adjust, "clefChar": sign, "clefYDisp": place}
            for index, (adjust, sign, place) in enumerate(
                ((-10, 38, -6), (-4, 66, -4), (-2, 66, -2), (2, 63, -2))
            )
        ]
        self.add("options", "clefOptions", Key(),
                 {"endMeasClefPercent": 75, "cautionaryClefChanges": True, "clefDef": clefs})  # fmt: skip
        self.add("options", "keySignatureOptions", Key(),
                 {"doKeyCancel": True, "keyFront": 24, "keyBack": 12, "cautionaryKeyChanges": True})  # fmt: skip
        self.add("options", "lyricOptions", Key(),
                 {"hyphenChar": 45, "maxHyphenSeparation": 144, "useSmartWordExtensions": True,
                  "useSmartHyphens": True, "wordExtLineWidth": 115})  # fmt: skip
        self.add("options", "stemOptions", Key(),
                 {"halfStemLength": 18, "stemLength": 84, "stem2": 60, "stemWidth": 115})  # fmt: skip
        for layer in range(4):
            self.add("others", "layerAtts", Key(layer),
                     {"restOffset": -6 if layer % 2 else 6, "flipTies": True, "floatLayer": True,
                      "useRestOff": True, "freezeLayUp": layer % 2 == 0, "freezeLayer": True,
                      "playback": True, "spacing": True, "ignoreHidden": True})  # fmt: skip
        categories = (
            ("dynamics", "Dynamics"), ("tempoMarks", "Tempo Marks"), ("tempoAlts", "Tempo Alterations"),
            ("expressiveText", "Expressive Text"), ("techniqueText", "Technique Text"),
            ("rehearsalMarks", "Rehearsal Marks"), ("misc", "Miscellaneous"),
        )  # fmt: skip
        for number, (kind, name) in enumerate(categories, 1):
            self.add("others", "markingsCategory", Key(number),
                     {"categoryType": kind, "textFont": {"fontID": 1, "fontSize": 12},
                      "musicFont": {"fontSize": 24}, "numberFont": {"fontID": 1, "fontSize": 12},
                      "horzAlign": "manual", "vertAlign": "aboveStaffOrEntry", "vertOffsetEntry": 36,
                      "usesTextFont": True, "usesPositioning": True, "staffList": 1})  # fmt: skip
            self.add("others", "markingsCategoryName", Key(number), {"name": name})
        for tag in ("categoryStaffListParts", "categoryStaffListScore"):
            self.add("others", tag, Key(1), {"inst": -1})
        for tag, distance in (
            ("Chords", 144), ("ExprAboveStaff", 144), ("ExprBelowStaff", -144),
        ):  # fmt: skip
            self.add("details", f"baselines{tag}", Key(0, 0), {"basedisp": distance})
        for kind in ("Chorus", "Section", "Verse"):
            for inci in range(2):
                self.add("details", f"baselinesLyrics{kind}", Key(0, 0, inci=inci),
                         {"basedisp": -144 - 40 * inci, "lyricNumber": inci + 1})  # fmt: skip

    def _names(self) -> None:
        font = "^fontid(1)^size(12)^nfx(0)"
        score_name = self.text_block(f"{font}Score")
        self.add("others", "partDef", Key(0),
                 {"nameID": score_name, "partOrder": 0, "copies": 1, "printPart": True})  # fmt: skip
        self.add("others", "partGlobals", Key(65534), {"showTransposed": True, "studioViewIUlist": 65400})
        for number, (name, _) in enumerate(self._parts, 1):
            self.add("others", "partDef", Key(number),
                     {"nameID": self.text_block(font + name), "partOrder": number, "copies": 1,
                      "extractPart": True, "useAsSmpInst": True, "smartMusicInst": -1})  # fmt: skip
            self._own("partGlobals", Key(65534, part=number),
                      {"showTransposed": True, "studioViewIUlist": 65400})  # fmt: skip
        for number, staff in enumerate(self.staves, 1):
            moved = staff.transposition
            self.add("others", "staffSpec", Key(number),
                     {"staffLines": 5, "lineSpace": 24, "instUuid": staff.uuid,
                      "transposedClef": staff.clef or None, "defaultClef": staff.clef or None,
                      "transposition": moved and {"keysig": {"interval": moved[0], "adjust": moved[1]}},
                      "dwRestOffset": -4, "wRestOffset": -4, "hRestOffset": -4, "otherRestOffset": -4,
                      "stemReversal": -4, "fullName": self.text_block(font + staff.name),
                      "abbrvName": self.text_block(font + staff.short),
                      "botRepeatDotOff": -5, "topRepeatDotOff": -3, "vertTabNumOff": -1024})  # fmt: skip

    def _measures(self) -> None:
        key = {"key": self.fifths % 256} if self.fifths else None
        for number in range(1, self.measures + 1):
            flags = dict.fromkeys(self._measure_flags.get(number, ()), True)
            final = number == self.measures
            self.add("others", "measSpec", Key(number),
                     {"width": 600, "keySig": key, "beats": self.beats, "divbeat": 1024,
                      "dispBeats": self.beats, "dispDivbeat": 1024, "posMode": "timesigPlusPos",
                      "barline": "final" if final else "normal", "leftBarline": "default", **flags})  # fmt: skip
            for part in range(1, len(self._parts) + 1):
                self._own("measSpec", Key(number, part=part), {"width": 450}, shared=True)

    def _pages(self) -> None:
        everyone = list(range(1, len(self.staves) + 1))
        page = {
            "height": 3168, "width": 2448, "percent": 100, "firstSystem": 1, "scaleContentOnly": True,
            "margTop": -180, "margLeft": 144, "margBottom": 180, "margRight": -144,
        }  # fmt: skip
        system = {
            "startMeas": 1, "endMeas": self.measures + 1, "horzPercent": 10000, "ssysPercent": 100,
            "staffHeight": 5248, "top": -432, "left": 144, "bottom": -200, "scaleVert": True,
            "scaleContentOnly": True,
        }  # fmt: skip
        for part, staves in enumerate([everyone, *(staves for _, staves in self._parts)]):
            self._own("pageSpec", Key(1, part=part), page)
            self._own("staffSystemSpec", Key(1, part=part), system)
            for view in (0, 1):
                for inci, staff in enumerate(staves):
                    self._own("instUsed", Key(view, inci=inci, part=part),
                              {"inst": staff, "trackType": "staff", "distFromTop": -288 * inci,
                               "range": {"startMeas": 1, "startEdu": 0, "endMeas": 32767,
                                         "endEdu": 2147483647}})  # fmt: skip

    def _own(self, tag: str, key: Key, fields: Fields, *, shared: bool = False) -> None:
        """A record of a part, or of the score where ``key.part`` is 0."""
        attributes = {"@part": key.part, "@shared": str(shared).lower()} if key.part else {}
        self.add("others", tag, key, {**fields, **attributes})


def _empty() -> bytes:
    """A document without records; its header says who made it."""
    version = "<major>27</major><minor>4</minor><devStatus>release</devStatus>"
    stamp = (
        "<year>2026</year><month>1</month><day>1</day><modifiedBy>Postlude</modifiedBy>"
        f"<enigmaVersion>{version}</enigmaVersion><application>FIN</application><platform>MAC</platform>"
        f"<appVersion>{version}</appVersion><fileVersion>{version}</fileVersion><appRegion>US</appRegion>"
    )
    return canonicalise(
        b'<?xml version="1.0" encoding="UTF-8"?>\r\n'
        b'<finale version="27.4" xmlns="http://www.makemusic.com/2012/finale"><header><headerData>'
        b"<wordOrder>lo-endian</wordOrder><textEncoding>Mac</textEncoding>"
        + f"<created>{stamp}</created><modified>{stamp}</modified>".encode()
        + b"</headerData></header><options/><others/><details/><entries/><texts/></finale>"
    )
