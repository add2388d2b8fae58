"""What stands before the music: titles, pages, systems, staves, groups, parts, lyrics; and the measures themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlude.enigma.node import Key
from postlude.finale.constants import constants
from postlude.finale.signatures.pitches import LETTERS, signs
from postlude.testing.describing.cells import clef_name
from postlude.testing.describing.fields import Fields, joined, phrase, quoted, whole
from postlude.testing.describing.scene import Line, Scene, measure_token
from postlude.testing.notation import TRANSPOSITIONS, WHOLE

_FLAGS = {
    "hasExpr": "measExprAssign", "hasSmartShape": "smartShapeMeasMark", "bacRepBar": "repeatBack",
    "barEnding": "repeatEndingStart", "txtRepeats": "textRepeatAssign",
}  # fmt: skip
"""Flags of a measure that only say that there is such a record."""
_CELL_FLAGS = {"hasChord": "chordAssign", "hasTextBlock": "measTextAssign"}
_STAFF = {
    "staffLines": "5", "lineSpace": "24", "dwRestOffset": "-4", "wRestOffset": "-4", "hRestOffset": "-4",
    "otherRestOffset": "-4", "stemReversal": "-4", "botRepeatDotOff": "-5", "topRepeatDotOff": "-3",
    "vertTabNumOff": "-1024",
}  # fmt: skip
_USED = {
    "trackType": "staff", "range/startMeas": "1", "range/startEdu": "0", "range/endMeas": "32767",
    "range/endEdu": "2147483647",
}  # fmt: skip
_PART = {"copies": "1"}
_PAGE = {"scaleContentOnly": "", "percent": "100"}
_SYSTEM = {"scaleVert": "", "scaleContentOnly": "", "horzPercent": "10000", "ssysPercent": "100"}
_WHOLE_PIECE = 32767
_TRANSPOSITIONS = {
    ("0", "0"): "C",
    **{(str(value[0]), str(value[1])): name for name, value in TRANSPOSITIONS.items() if value is not None},
}


def describe_frame(scene: Scene) -> None:
    """The lines before the music, and one for each measure."""
    _texts(scene)
    _pages(scene)
    _staves(scene)
    _groups_and_parts(scene)
    _measures(scene)


def _texts(scene: Scene) -> None:
    for at, (key, fields) in enumerate(scene.walk("texts", "fileInfo")):
        text = fields.text(".") or ""
        scene.head((1, at, 0), joined(f"{key.cmper1}: {quoted(text)}", fields.words()))
    for rank, tag in enumerate(("verse", "chorus", "section")):
        for key, fields in scene.walk("texts", tag):
            text = fields.text(".") or ""
            scene.head(
                (8, rank, int(key.cmper1)), joined(f"{tag} {key.cmper1}: {quoted(text)}", fields.words())
            )


def _pages(scene: Scene) -> None:
    for key, fields in scene.walk("others", "pageSpec", _PAGE):
        width, height, first = (fields.number(each) for each in ("width", "height", "firstSystem"))
        scene.head(
            (2, int(key.cmper1), 0),
            phrase(f"page {key.cmper1}: {width} x {height}, from system {first}", fields.words()),
        )
    for key, fields in scene.walk("others", "staffSystemSpec", _SYSTEM):
        first, last = fields.number("startMeas"), fields.number("endMeas")
        scene.head(
            (3, int(key.cmper1), 0),
            phrase(
                f"system {key.cmper1}: {measure_token(first)} to before {measure_token(last)}", fields.words()
            ),
        )
    for key, fields in scene.walk("others", "pageTextAssign"):
        text = scene.names.text(fields.number("block"))
        first, last = fields.number("startPage"), fields.number("endPage")
        pages = f"page {first}" if first == last else f"pages {first} to {last or 'the last'}"
        scene.head((7, int(key.cmper1), key.inci), phrase(f"{pages}: text {text}", fields.words()))


# ---- staves


def _staves(scene: Scene) -> None:
    instruments = {
        value: name.removeprefix("FFUUID_")
        for name, value in constants().items()
        if name.startswith("FFUUID_")
    }
    used: dict[int, list[Fields]] = {}
    for key, node in scene.store.walk("others", "instUsed"):
        if key.cmper1 == 0 and not key.part:
            scene.told["others", "instUsed"].add(key)
            fields = Fields(node, _USED)
            used.setdefault(fields.number("inst"), []).append(fields)
    for rank, (staff, entries) in enumerate(used.items()):
        placed = [each for fields in entries for each in fields.words()]
        scene.head((4, rank, 0), _line_of_staff(scene, staff, instruments, placed))
    for key in scene.store.keys("others", "staffSpec"):
        if not key.part and key.cmper1 not in used:
            text = _line_of_staff(scene, int(key.cmper1), instruments, ["(not in scroll view)"])
            scene.head((4, 100000, int(key.cmper1)), text)


def _line_of_staff(scene: Scene, staff: int, instruments: Mapping[Any, str], placed: list[str]) -> str:
    node = scene.take("others", "staffSpec", Key(staff))
    if node is None:
        return phrase(f"staff {staff} isn't there", placed)
    fields = Fields(node, _STAFF)
    names = []
    for path in ("fullName", "abbrvName"):
        number = fields.number(path)
        names.append(scene.names.text(number) if number else "")
    full, short = names
    # The clef may be left out of a record; a stored 0 is a treble clef as well.
    clef, other = fields.number("defaultClef"), fields.number("transposedClef")
    clefs = clef_name(clef) if clef == other else f"{clef_name(clef)} (transposed: {clef_name(other)})"
    transposition = ""
    interval = fields.peek("transposition/keysig/interval")
    adjust = fields.peek("transposition/keysig/adjust")
    if interval is not None and adjust is not None:
        name = _TRANSPOSITIONS.get((interval, adjust))
        if name is not None:
            transposition = f" in {name}"
            if name == "C":
                fields.expect({"transposition/noKeyOpt": ""})
            for path in ("interval", "adjust"):
                fields.text(f"transposition/keysig/{path}")
    identity = fields.peek("instUuid")
    if identity in instruments:
        fields.put("instUuid", instruments[identity])
    shown = (
        f"staff {staff}{f' {full}' if full else ''}{f' / {short}' if short else ''}: {clefs}{transposition}"
    )
    return phrase(shown, [*fields.words(), *placed])


def _groups_and_parts(scene: Scene) -> None:
    for key, fields in scene.walk("details", "staffGroup"):
        first, last = fields.number("startInst"), fields.number("endInst")
        names = [
            scene.names.text(number) for path in ("fullID", "abbrvID") if (number := fields.number(path))
        ]
        start, end = fields.number("startMeas"), fields.number("endMeas")
        where = f" from {measure_token(start)}" if start != 1 else ""
        where += f" to {measure_token(end)}" if end != _WHOLE_PIECE else ""
        kind = f"group {key.cmper2}" + (f" of list {key.cmper1}" if key.cmper1 else "")
        scene.head(
            (5, int(key.cmper1), key.cmper2),
            phrase(joined(kind, " / ".join(names)) + f": staves {first} to {last}{where}", fields.words()),
        )
    lists: dict[int, list[str]] = {}
    for key, node in scene.store.walk("others", "instUsed"):
        if key.part and key.cmper1 == 0:
            lists.setdefault(key.part, []).append(node.get("inst") or "0")
    for key, fields in scene.walk("others", "partDef", _PART):
        number = int(key.cmper1)
        name = fields.number("nameID")
        what = f"part {number}" if number else "score"
        staves = f" staves {' '.join(lists[number])}" if number in lists else ""
        order = fields.text("partOrder")
        if order is not None and order != str(number):
            fields.put("partOrder", order)
        scene.head(
            (6, number, 0),
            phrase(f"{what}{f' {scene.names.text(name)}' if name else ''}:{staves}", fields.words()),
        )


# ---- measures


def _measures(scene: Scene) -> None:
    tagged = {
        flag: {int(key.cmper1) for key in scene.store.keys("others", tag)} for flag, tag in _FLAGS.items()
    }
    for flag, tag in _CELL_FLAGS.items():
        tagged[flag] = {key.cmper2 for key in scene.store.keys("details", tag)}
    for key, fields in scene.walk("others", "measSpec"):
        number = int(key.cmper1)
        usual = {flag: "" for flag, measures in tagged.items() if number in measures}
        usual.update(posMode="timesigPlusPos", barline="normal", leftBarline="default")
        signature = _time(scene, fields, usual)
        words = [f"{signature}, {_key(scene, fields, number)}"]
        width = fields.number("width")
        words.append(f"width {width}")
        barline = fields.peek("barline")
        if barline not in (None, "normal"):
            fields.text("barline")
            del usual["barline"]
            words.append(f"{barline} barline")
        if fields.flag("lineBreak"):
            words.append("new system")
        if fields.flag("pageBreak"):
            words.append("new page")
        fields.expect(usual)
        text = ", ".join([*words, *([" ".join(left)] if (left := fields.words()) else [])])
        scene.lines.append(Line(number, (-2, 0, 0), f" {text}"))


def _time(scene: Scene, fields: Fields, usual: dict[str, str]) -> str:
    beats, unit = fields.peek("beats") or "0", fields.peek("divbeat") or "0"
    usual.update(dispBeats=beats, dispDivbeat=unit)
    above = _composite(scene, fields, "altNumTsig", "timeUpper", beats)
    below = _composite(scene, fields, "altDenTsig", "timeLower", unit)
    fields.text("beats")
    fields.text("divbeat")
    if above or below:
        return f"{above or beats}/{below or unit}"
    if not (beats.isdigit() and unit.isdigit()):
        return f"{beats} of {unit}"
    return time_signature(int(beats), int(unit))


def _composite(scene: Scene, fields: Fields, flag: str, tag: str, number: str) -> str:
    """A side of a composite time signature, from its record."""
    if fields.peek(flag) is None:
        return ""
    node = scene.take("others", tag, Key(whole(number)))
    if node is None:
        return ""
    fields.text(flag)
    return f"({joined(Fields(node).words())})"


def time_signature(beats: int, unit: int) -> str:
    """Beats of so many EDU as musicians write it; ``in 2`` where the beats are dotted."""
    if unit and WHOLE % unit == 0:
        return f"{beats}/{WHOLE // unit}"
    third = unit // 3
    if unit and unit % 3 == 0 and WHOLE % third == 0:
        return f"{beats * 3}/{WHOLE // third} in {beats}"
    return f"{beats} of {unit} EDU"


def _key(scene: Scene, fields: Fields, measure: int) -> str:
    number = fields.number("keySig/key")
    if fields.flag("keySig/keyless"):
        return f"keyless {number}" if number else "keyless"
    key = scene.music.key(measure)
    if not key.predefined:
        return f"key {number}"
    tonic = LETTERS[key.tonic] + signs(key.alteration_of(key.tonic))
    return f"{tonic} minor" if key.minor else f"{tonic} major"
