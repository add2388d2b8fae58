"""Writes the records of a document that is being made: the music's frame, texts, definitions, parts.

Only records and children that real documents have are written: the store orders them by the schema and refuses a name
that the schema does not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from postlude.enigma.canonical import canonicalise
from postlude.enigma.document import document_from_bytes
from postlude.enigma.node import Key, Node

if TYPE_CHECKING:
    from postlude.testing.notation import StaffText

Fields = Mapping[str, Any]
_TEXT_TYPES = frozenset({
    "chord", "ending", "tuplet", "textBlock", "lyricVerse", "lyricChorus", "lyricSection", "multiMeasRest",
    "tablature", "chordSuffix", "expression", "repeat", "measNumb", "staffNames", "abbrvStaffNames",
    "groupNames", "abbrvGroupNames", "bendCurveFull", "bendCurveWhole", "bendCurveFrac",
})  # fmt: skip
_FONT_TYPES = (
    "music", "key", "clef", "time", "chord", "chordAcci", "ending", "tuplet", "textBlock", "lyricVerse",
    "lyricChorus", "lyricSection", "multiMeasRest", "tablature", "chordSuffix", "expression", "repeat",
    "fretboard", "flags", "accis", "altNotSlash", "altNotNum", "rests", "reptDots", "noteheads", "augDots",
    "timePlus", "articulation", "percussion", "smartShape8va", "measNumb", "staffNames", "abbrvStaffNames",
    "groupNames", "smartShape8vb", "smartShape15ma", "smartShape15mb", "smartShapeTrill",
    "smartShapeWiggle", "abbrvGroupNames", "bendCurveFull", "bendCurveWhole", "bendCurveFrac", "timeParts",
    "timePlusParts",
)  # fmt: skip
CATEGORIES = ("dynamic", "tempo", "alteration", "expressive", "technique", "rehearsal", "misc")
"""The kinds of expressions, in the order of their categories' numbers from 1."""
_CATEGORY_RECORDS = (
    ("dynamics", "Dynamics"), ("tempoMarks", "Tempo Marks"), ("tempoAlts", "Tempo Alterations"),
    ("expressiveText", "Expressive Text"), ("techniqueText", "Technique Text"),
    ("rehearsalMarks", "Rehearsal Marks"), ("misc", "Miscellaneous"),
)  # fmt: skip
CATEGORY_TYPES = tuple(kind for kind, _ in _CATEGORY_RECORDS)
"""What a document calls them."""
ARTICULATION_CHARACTERS = {
    # Main and alternate character in Maestro, and whether it stays outside of the staff.
    "staccato": (46, 46, False), "accent": (62, 62, True), "tenuto": (45, 45, False),
    "marcato": (94, 118, True), "staccatissimo": (174, 39, False), "fermata": (85, 117, True),
}  # fmt: skip
DYNAMIC_CHARACTERS = {
    "ppp": 184, "pp": 185, "p": 112, "mp": 80, "mf": 70, "f": 102, "ff": 196,
    "fff": 236, "fp": 234, "sf": 83, "sfz": 167,
}  # fmt: skip
FONT = "^fontTxt(Times New Roman,4096)^size(12)^nfx(0)"
NAME_FONT = "^fontid(1)^size(12)^nfx(0)"


def node(tag: str, fields: Fields | str) -> Node:
    """A tree of elements: True is a flag, None or False leave out, a list repeats the element; an element's
    own attributes are its fields that begin with ``@``."""
    if isinstance(fields, str):
        return Node(tag, fields)
    made = Node(tag, "")
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


class Writer:
    """A document that is being made."""

    def __init__(self, xml: bytes | None = None) -> None:
        self.store = document_from_bytes(_template() if xml is None else xml).store
        self._blocks = 0
        self._texts: dict[str, int] = {}
        self._definitions: dict[tuple[str, str], int] = {}
        self._articulations: dict[str, int] = {}
        self.measure_flags: dict[int, set[str]] = {}

    def add(self, section: str, tag: str, key: Key, fields: Fields | str) -> None:
        """Write a record. Raises ScriptError for what real documents do not have."""
        self.store.save(section, tag, key, node(tag, fields))

    def text_block(self, text: str, tag: str = "blockText") -> int:
        """A text and the block that shows it; the block's number."""
        number = self._texts[tag] = self._texts.get(tag, 0) + 1
        self.add("texts", tag, Key(number), text)
        self._blocks += 1
        self.add(
            "others", "textBlock", Key(self._blocks),
            {"textID": number, "lineSpacingPercent": 100, "newPos36": True, "showShape": True,
             "wordWrap": True, "roundCorners": True, "cornerRadius": 512,
             "textTag": "block" if tag == "blockText" else "expression"},
        )  # fmt: skip
        return self._blocks

    def expression(self, kind: str, text: str) -> int:
        """The definition of a text expression, made when it is first asked for; its number."""
        number = self._definitions.get((kind, text))
        if number is not None:
            return number
        number = self._definitions[kind, text] = len(self._definitions) + 1
        if kind == "dynamic":
            shown = f"^fontMus(Maestro,0)^size(24)^nfx(0){chr(DYNAMIC_CHARACTERS[text])}"
        elif kind == "rehearsal" and not text:
            shown = f"{FONT}^rehearsal()"
        else:
            shown = FONT + text
        more = {"rehearsalMarkStyle": "letters"} if kind == "rehearsal" and not text else {}
        self.add(
            "others", "textExprDef", Key(number),
            {"textIDKey": self.text_block(shown, "expression"), "categoryID": CATEGORIES.index(kind) + 1,
             "useCategoryFonts": True, "useCategoryPos": True, **more},
        )  # fmt: skip
        return number

    def assign(self, expression: int, measure: int, staff: int, edu: int) -> None:
        """Put an expression into a measure of a staff."""
        taken = [key for key in self.store.keys("others", "measExprAssign") if key.cmper1 == measure]
        self.add(
            "others", "measExprAssign", Key(measure, inci=len(taken)),
            {"textExprID": expression, "staffAssign": staff, "horzEduOff": edu or None, "playbackStart": "attach"},
        )  # fmt: skip
        self.measure_flags.setdefault(measure, set()).add("hasExpr")

    def articulate(self, entry: int, names: Sequence[str]) -> None:
        """Articulations on an entry; their definitions are made when they are first asked for."""
        for inci, name in enumerate(names):
            number = self._articulations.get(name)
            if number is None:
                number = self._articulations[name] = len(self._articulations) + 1
                main, other, outside = ARTICULATION_CHARACTERS[name]
                self.add(
                    "others", "articDef", Key(number),
                    {"charMain": main, "sizeMain": 24, "autoHorz": True, "autoVert": True,
                     "autoVertMode": "autoNoteStem", "outsideStaff": outside, "belowSymbolAlt": True,
                     "insideSlur": not outside, "autoStack": True, "slurInteractionMode": "insideSlur",
                     "charAlt": other, "defVertPos": 14, "avoidStaffLines": True, "sizeAlt": 24},
                )  # fmt: skip
            self.add("details", "articAssign", Key(entry, inci=inci), {"articDef": number})

    def fonts_and_options(self) -> None:
        """What every document has whatever its music is."""
        for number, name in enumerate(("Maestro", "Times New Roman", "Arial")):
            bank = {"charsetBank": "Mac", "charsetVal": 0 if number else 4095}
            self.add("others", "fontName", Key(number), {**bank, "pitch": 0, "family": 0, "name": name})
        fonts = [
            {
                "@type": kind,
                "fontID": 1 if kind in _TEXT_TYPES else None,
                "fontSize": 12 if kind in _TEXT_TYPES else 24,
            }
            for kind in _FONT_TYPES
        ]
        self.add("options", "fontOptions", Key(), {"font": fonts})
        signs = ((-10, 38, -6), (-4, 66, -4), (-2, 66, -2), (2, 63, -2))
        clefs = [
            {"@index": index, "adjust": adjust, "clefChar": sign, "clefYDisp": place}
            for index, (adjust, sign, place) in enumerate(signs)
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
        for number, (kind, name) in enumerate(_CATEGORY_RECORDS, 1):
            self.add("others", "markingsCategory", Key(number),
                     {"categoryType": kind, "textFont": {"fontID": 1, "fontSize": 12},
                      "musicFont": {"fontSize": 24}, "numberFont": {"fontID": 1, "fontSize": 12},
                      "horzAlign": "manual", "vertAlign": "aboveStaffOrEntry", "vertOffsetEntry": 36,
                      "usesTextFont": True, "usesPositioning": True, "staffList": 1})  # fmt: skip
            self.add("others", "markingsCategoryName", Key(number), {"name": name})
        for tag in ("categoryStaffListParts", "categoryStaffListScore"):
            self.add("others", tag, Key(1), {"inst": -1})
        for tag, distance in (("Chords", 144), ("ExprAboveStaff", 144), ("ExprBelowStaff", -144)):
            self.add("details", f"baselines{tag}", Key(0, 0), {"basedisp": distance})
        for kind in ("Chorus", "Section", "Verse"):
            for inci in range(2):
                self.add("details", f"baselinesLyrics{kind}", Key(0, 0, inci=inci),
                         {"basedisp": -144 - 40 * inci, "lyricNumber": inci + 1})  # fmt: skip

    def staves_and_parts(self, staves: Sequence[StaffText], parts: Sequence[tuple[str, list[int]]]) -> None:
        """Staves with their names and transpositions, and the parts."""
        self.add("others", "partDef", Key(0),
                 {"nameID": self.text_block(f"{NAME_FONT}Score"), "partOrder": 0, "copies": 1,
                  "printPart": True})  # fmt: skip
        view = {"showTransposed": True, "studioViewIUlist": 65400}
        self.add("others", "partGlobals", Key(65534), view)
        for number, (name, _) in enumerate(parts, 1):
            self.add("others", "partDef", Key(number),
                     {"nameID": self.text_block(NAME_FONT + name), "partOrder": number, "copies": 1,
                      "extractPart": True, "useAsSmpInst": True, "smartMusicInst": -1})  # fmt: skip
            self.own("partGlobals", Key(65534, part=number), view)
        for number, staff in enumerate(staves, 1):
            moved = staff.transposition
            self.add("others", "staffSpec", Key(number),
                     {"staffLines": 5, "lineSpace": 24, "instUuid": staff.uuid or None,
                      "transposedClef": staff.clef or None, "defaultClef": staff.clef or None,
                      "transposition": moved and {"keysig": {"interval": moved[0], "adjust": moved[1]}},
                      "dwRestOffset": -4, "wRestOffset": -4, "hRestOffset": -4, "otherRestOffset": -4,
                      "stemReversal": -4, "fullName": self.text_block(NAME_FONT + staff.name),
                      "abbrvName": self.text_block(NAME_FONT + staff.short),
                      "botRepeatDotOff": -5, "topRepeatDotOff": -3, "vertTabNumOff": -1024})  # fmt: skip

    def measures(self, signatures: Sequence[tuple[int, tuple[int, int]]], parts: int) -> None:
        """The measures: the key and the time of each."""
        for number, (key, time) in enumerate(signatures, 1):
            flags = dict.fromkeys(self.measure_flags.get(number, ()), True)
            beats, unit = time[0], 4096 // time[1]
            if unit < 1024 and beats > 3 and beats % 3 == 0:
                beats, unit = beats // 3, unit * 3
            self.add("others", "measSpec", Key(number),
                     {"width": 600, "keySig": {"key": key} if key else None, "beats": beats, "divbeat": unit,
                      "dispBeats": beats, "dispDivbeat": unit, "posMode": "timesigPlusPos",
                      "barline": "final" if number == len(signatures) else "normal",
                      "leftBarline": "default", **flags})  # fmt: skip
            for part in range(1, parts + 1):
                self.own("measSpec", Key(number, part=part), {"width": 450}, shared=True)

    def pages(self, measures: int, views: Sequence[Sequence[int]]) -> None:
        """One page and one system for the score, and one for each part; ``views`` are their staves."""
        page = {
            "height": 3168, "width": 2448, "percent": 100, "firstSystem": 1, "scaleContentOnly": True,
            "margTop": -180, "margLeft": 144, "margBottom": 180, "margRight": -144,
        }  # fmt: skip
        system = {
            "startMeas": 1, "endMeas": measures + 1, "horzPercent": 10000, "ssysPercent": 100,
            "staffHeight": 5248, "top": -432, "left": 144, "bottom": -200, "scaleVert": True,
            "scaleContentOnly": True,
        }  # fmt: skip
        always = {"startMeas": 1, "startEdu": 0, "endMeas": 32767, "endEdu": 2147483647}
        for part, staves in enumerate(views):
            self.own("pageSpec", Key(1, part=part), page)
            self.own("staffSystemSpec", Key(1, part=part), system)
            for view in (0, 1):
                for inci, staff in enumerate(staves):
                    self.own("instUsed", Key(view, inci=inci, part=part),
                             {"inst": staff, "trackType": "staff", "distFromTop": -288 * inci,
                              "range": always})  # fmt: skip

    def own(self, tag: str, key: Key, fields: Fields, *, shared: bool = False) -> None:
        """A record of a part, or of the score where ``key.part`` is 0."""
        attributes = {"@part": key.part, "@shared": str(shared).lower()} if key.part else {}
        self.add("others", tag, key, {**fields, **attributes})


@cache
def _template() -> bytes:
    """A document that holds what no music changes: written once a process."""
    writer = Writer(_empty())
    writer.fonts_and_options()
    return writer.store.to_xml()


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
