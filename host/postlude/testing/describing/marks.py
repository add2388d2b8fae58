"""What stands in measures besides notes: expressions, smart shapes, chords, repeats, texts, staff styles."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from postlude.enigma.node import Key
from postlude.enigma.schema import attributes
from postlude.finale.signatures.pitches import LETTERS, signs
from postlude.testing.describing.fields import Fields, joined, whole
from postlude.testing.describing.notes import FAR
from postlude.testing.describing.scene import Event, Scene, measure_token, place

_END_OF_MEASURE = "2147483647"
_SHAPES = {
    "slurAuto": "slur", "slurUp": "slur above", "slurDown": "slur below", "cresc": "crescendo",
    "decresc": "diminuendo", "octaveUp": "8va", "octaveDown": "8vb", "twoOctaveUp": "15ma",
    "twoOctaveDown": "15mb", "trill": "trill", "trillExt": "trill extension", "glissando": "glissando",
    "hyphen": "hyphen", "wordExt": "word extension", "smartLine": "line", "solidLine": "solid line",
    "dashLine": "dashed line",
}  # fmt: skip
_MEASURE_MARKS = {
    "repeatBack": "backward repeat", "repeatEndingStart": "ending", "repeatEndingText": "ending text",
    "repeatPassList": "ending passes", "textRepeatAssign": "text repeat", "mmRest": "multimeasure rest",
    "lockMeas": "locked system", "tempoDef": "tempo", "separatesRepeatBack": "backward repeat of a staff",
    "separatesRepeatEndingLine": "ending of a staff", "separatesRepeatEndingText": "ending text of a staff",
    "separatesTextRepeat": "text repeat of a staff",
}  # fmt: skip
"""Records of a measure, and what they are called."""
_UNTIL = {"lockMeas": "endMeas", "mmRest": "nextMeas"}
"""Where the measure stands that comes after them."""
_CELL_MARKS = {
    "measTextAssign": "text", "measNumbIndivPos": "measure number", "measGraphicAssign": "graphic",
    "floats": "own signatures", "chordAssign": "chord",
}  # fmt: skip
_CHORD = {
    "playSuffix": "", "showRoot": "", "playRoot": "", "showSuffix": "", "showFretboard": "", "chPercent": "100",
    "fbPercent": "100",
}  # fmt: skip


_OF_LYRICS = frozenset({"hyphen", "wordExt"})
"""These are at entries without being called entry-based."""
_SWITCHED = (
    *(
        f"{end}/{path}"
        for end in ("startTermSeg", "endTermSeg")
        for path in ("endPtAdj", "ctlPtAdj", "breakAdj")
    ),
    "fullCtlPtAdj",
)
"""Adjustments, which are switched on if there are any."""
_ADJUSTMENTS = {
    "startTermSeg/endPtAdj/": "start/", "endTermSeg/endPtAdj/": "end/",
    "startTermSeg/": "start/", "endTermSeg/": "end/",
    "fullCtlPtAdj/": "curve/",
}  # fmt: skip


def shape_entries(scene: Scene) -> dict[int, set[int]]:
    """The entries at the ends of each smart shape."""
    found: dict[int, set[int]] = defaultdict(set)
    for key, node in scene.store.walk("others", "smartShape"):
        if not key.part:
            for end in ("startTermSeg", "endTermSeg"):
                entry = whole(node.get(f"{end}/endPt/entryNum"))
                if entry:
                    found[int(key.cmper1)].add(entry)
    return found


def describe_marks(scene: Scene) -> None:
    """All their lines; expressions at a note become words of its line."""
    _expressions(scene)
    _smart_shapes(scene)
    _chords_and_texts(scene)
    _measure_marks(scene)
    _staff_styles(scene)


# ---- expressions


def _expressions(scene: Scene) -> None:
    names = scene.names
    for key, fields in scene.walk("others", "measExprAssign", {"playbackStart": "attach"}):
        measure = int(key.cmper1)
        position = Fraction(fields.number("horzEduOff"))
        number, shape = fields.number("textExprID"), fields.number("shapeExprID")
        what = names.expression(number) if number else f"expression shape {shape}"
        staff = whole(fields.peek("staffAssign"))
        target: int | None = None
        if staff > 0:
            target = fields.number("staffAssign")
        text = what + fields.in_brackets()
        event = _event_at(scene.events.get((staff, measure), []), position)
        if event is not None:
            event.words.append(text)
        else:
            scene.at(measure, target, position, text)


def _event_at(events: list[Event], position: Fraction) -> Event | None:
    return next(
        (each for each in events if each.position == position and not each.grace and not each.second), None
    )


# ---- smart shapes


def _smart_shapes(scene: Scene) -> None:
    marked: dict[int, list[int]] = defaultdict(list)
    at_entries: dict[int, set[int]] = defaultdict(set)
    for key, node in scene.store.walk("details", "smartShapeEntryMark"):
        at_entries[whole(node.get("shapeNum"))].add(int(key.cmper1))
    centers: dict[int, list[str]] = defaultdict(list)
    shapes = {int(key.cmper1) for key in scene.store.keys("others", "smartShape") if not key.part}
    for key, fields in scene.walk("others", "smartShapeMeasMark"):
        number = fields.number("shapeNum")
        measure = int(key.cmper1)
        if number not in shapes or fields.peek("centerShapeNum"):
            center = fields.number("centerShapeNum")
            shape = scene.take("details", "centerShape", Key(number, center)) if center else None
            looks = Fields(shape).in_brackets() if shape is not None else ""
            centers[number].append(f"through {measure_token(measure)}{looks}{fields.in_brackets()}")
        else:
            marked[number].append(measure)
    for number, words in centers.items():
        if number not in shapes:
            scene.head((80, number, 0), f"mark of smart shape {number}, which isn't there: {joined(words)}")
    for key, fields in scene.walk("others", "smartShape"):
        number = int(key.cmper1)
        kind = fields.text("shapeType") or "slur below"
        by_entry = fields.peek("entryBased") is not None
        ends: list[tuple[int, int | None, Fraction | None, str]] = []
        entries: set[int] = set()
        for which in ("startTermSeg", "endTermSeg"):
            ends.append(_end(scene, fields, which, entries))
        (first, staff, position, start), (last, _, _, end) = ends
        if entries and kind not in _OF_LYRICS:
            fields.expect({"entryBased": ""})
        expected = {first, last} if by_entry else set(range(first, min(last, first + 1000) + 1))
        extra = [
            f"marked in {measure_token(each)}" for each in sorted(marked[number]) if each not in expected
        ]
        extra += [f"not marked in {measure_token(each)}" for each in sorted(expected - set(marked[number]))]
        if by_entry and not entries <= at_entries[number]:
            extra.append("not marked at its notes")
        style = fields.number("lineStyleID")
        what = _SHAPES.get(kind, kind) + (f" of style {style}" if style else "")
        head = start.partition(" ")[2]
        scene.shapes[number] = f"{what} from {start} to {end}"
        text = joined(f"{what} to {end}", *centers.get(number, ()), *extra, _shape_words(fields))
        if position is None:
            order = scene.order(staff, Fraction(0))
            scene.lines.append(scene.line(first, order, f"{head}  {text}"))
        else:
            scene.at(first, staff, position, text)


def _shape_words(fields: Fields) -> list[str]:
    """What is left of a smart shape, with short names for its adjustments."""
    for path in _SWITCHED:
        if fields.has_below(path, besides="on"):
            fields.expect({f"{path}/on": ""})
    words = fields.words()
    for long, short in _ADJUSTMENTS.items():
        words = [f"{short}{each.removeprefix(long)}" if each.startswith(long) else each for each in words]
    return words


def _end(
    scene: Scene, fields: Fields, which: str, entries: set[int]
) -> tuple[int, int | None, Fraction | None, str]:
    """Measure, staff, position and words of one end."""
    path = f"{which}/endPt"
    measure, staff, entry = (fields.number(f"{path}/{each}") for each in ("meas", "inst", "entryNum"))
    if entry in scene.places:
        entries.add(entry)
        if scene.cells[entry] != (staff, measure):
            fields.put(f"{path}/inst", str(staff))
            fields.put(f"{path}/meas", str(measure))
        staff, measure = scene.cells[entry]
        return measure, staff, None, scene.places[entry]
    if entry:
        fields.put(f"{path}/entryNum", str(entry))
    position = Fraction(fields.number(f"{path}/edu"))
    words = f"{measure_token(measure)} {place(staff or None, position)}"
    return measure, staff or None, position, words


# ---- chords, texts, signatures of a staff


def _chords_and_texts(scene: Scene) -> None:
    names = scene.names
    for tag, what in _CELL_MARKS.items():
        for key, fields in scene.walk("details", tag, _CHORD if tag == "chordAssign" else None):
            staff, measure = int(key.cmper1), key.cmper2
            position: Fraction | None = None
            if tag == "chordAssign":
                position = Fraction(fields.number("horzEdu"))
                text = f"chord {_chord(scene, fields, measure)}"
            elif tag == "measTextAssign":
                position = Fraction(fields.number("xdispEdu"))
                text = f"{what} {names.text(fields.number('block'))}"
            else:
                text = what
            scene.at(measure, staff, position, text + fields.in_brackets())


def _chord(scene: Scene, fields: Fields, measure: int) -> str:
    """A chord's name: its root by the key of the measure, its suffix, its bass."""
    key = scene.music.key(measure)

    def tone(which: str) -> str:
        step, alteration = fields.number(f"{which}ScaleNum"), fields.number(f"{which}Alter")
        if not 0 <= step < len(LETTERS) or abs(alteration) > FAR:
            return f"({step}, {alteration})"
        pitch = key.pitch(step, alteration)
        return LETTERS[pitch.letter] + signs(pitch.alteration)

    root = tone("root")
    suffix = fields.number("suffix")
    if not suffix:
        fields.not_usual("showSuffix")
    bass = ""
    if fields.flag("showAltBass"):
        bass = f"/{tone('bass')}"
    return root + (f" suffix {scene.names.chord_suffix(suffix)}" if suffix else "") + bass


# ---- what belongs to measures


def _measure_marks(scene: Scene) -> None:
    for tag, what in _MEASURE_MARKS.items():
        listed = "inci" in attributes("others", tag)
        for key, fields in scene.walk("others", tag):
            text = what
            if tag == "textRepeatAssign":
                text += f" {scene.names.repeat_text(fields.number('repnum'))}"
            elif tag in _UNTIL:
                text += f" to before {measure_token(fields.number(_UNTIL[tag]))}"
            elif listed and key.inci > 0:
                text += f" {key.inci + 1}"
            scene.at(int(key.cmper1), None, None, joined(text, fields.words()))


def _staff_styles(scene: Scene) -> None:
    for key, fields in scene.walk("others", "staffStyleAssign", {"endEdu": _END_OF_MEASURE}):
        staff = int(key.cmper1)
        style = scene.names.staff_style(fields.number("style"))
        first, last = fields.number("startMeas"), fields.number("endMeas")
        position = Fraction(fields.number("startEdu"))
        until = measure_token(last)
        if fields.peek("endEdu") not in (None, _END_OF_MEASURE):
            until += f" {place(None, Fraction(fields.number('endEdu')))}"
            fields.not_usual("endEdu")
        scene.at(first, staff, position, joined(f"staff style {style} to {until}", fields.words()))
