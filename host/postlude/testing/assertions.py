"""What tests assert on scores, with messages that say where: measure, staff, layer, beat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from postlude.enigma.document import Document
from postlude.enigma.journal import Change
from postlude.enigma.node import Key
from postlude.testing.builder import score
from postlude.testing.reading import Heard, Music, beat_of

_MEASURES = frozenset({"measSpec", "measExprAssign", "measNumbIndivPos", "textRepeatAssign", "repeatBack"})
_CELLS = frozenset({"gfhold", "chordAssign", "clefEnum", "measTextAssign"})


def assert_music(document: Document, *lines: str) -> None:
    """The notes, rests, lengths and ties of a score are these, in the notation of the builder.

    Each line is a staff from the top; articulations, expressions, lyrics and signatures are not compared.
    AssertionError names the first event that differs in each measure:
    measure, staff, layer, beat, what was expected and what is there.
    """
    __tracebackhide__ = True
    expected, there = Music(score(*lines)), Music(document)
    wrong: list[str] = []
    wanted_staves, staves = expected.staves, there.staves
    if len(wanted_staves) > len(staves):
        wrong.append(f"expected {len(wanted_staves)} staves, there are {len(staves)}")
    if len(expected.measures) != len(there.measures):
        wrong.append(f"expected {_count(len(expected.measures), 'measure')}, there are {len(there.measures)}")
    for number, (wanted, staff) in enumerate(zip(wanted_staves, staves, strict=False), 1):
        octave = expected.octave(wanted)
        for measure in range(1, min(len(expected.measures), len(there.measures)) + 1):
            mine, theirs = expected.layers(wanted, measure), there.layers(staff, measure)
            for layer in sorted({*mine, *theirs}):
                where = f"measure {measure}, staff {number}" + (
                    f", layer {layer}" if len({*mine, *theirs}) > 1 else ""
                )
                difference = _difference(mine.get(layer, []), theirs.get(layer, []), octave)
                if difference:
                    wrong.append(f"{where}, {difference}")
    if wrong:
        raise AssertionError("the music differs:\n" + "\n".join(f"  {line}" for line in wrong))


def _difference(expected: Sequence[Heard], there: Sequence[Heard], octave: int) -> str | None:
    for at in range(max(len(expected), len(there))):
        wanted = expected[at] if at < len(expected) else None
        found = there[at] if at < len(there) else None
        if wanted is not None and found is not None and wanted.same(found):
            continue
        place = wanted or found
        assert place is not None
        return (
            f"beat {beat_of(place.position)}: expected {_shown(wanted, octave)}, "
            f"there is {_shown(found, octave, place if found is not place else None)}"
        )
    return None


def _shown(event: Heard | None, octave: int, beside: Heard | None = None) -> str:
    if event is None:
        return "nothing"
    place = (
        f" on beat {beat_of(event.position)}"
        if beside is not None and beside.position != event.position
        else ""
    )
    return event.text(octave) + (" in voice 2" if event.second_voice else "") + place


def describe_changes(document: Document | None, changes: Iterable[Change]) -> list[str]:
    """What changed, a line a field: ``measure 4: barline normal -> double``, ``measure 2, staff 1, beat 3:
    note[1]/harmLev 1 -> 2``."""
    found = list(changes)
    needs_entries = document is not None and any(
        change.section == "entries" or "entnum" in change.key for change in found
    )
    music = Music(document) if needs_entries and document is not None else None
    places = music.places() if music is not None else {}
    lines: list[str] = []
    for change in found:
        where = _where(change, places)
        fields = dict(change.fields)
        if music is not None and change.op == "change" and change.tag == "entry":
            place = places.get(int(change.key["entnum"]))
            if place is not None:
                lines.extend(
                    f"{where}: {line}" for line in _pitches(music, place[1], change.key["entnum"], fields)
                )
                if not fields:
                    continue
        for name, (old, new) in fields.items():
            what = "text" if name == "." else name
            lines.append(f"{where}: {what} {_value(old)} -> {_value(new)}")
        if not fields:
            lines.append(f"{where}: {change.op}")
    return lines


def _pitches(music: Music, measure: int, entry: object, fields: dict[str, Any]) -> Iterator[str]:
    """Notes that became others, by name; takes their fields out."""
    record = music.document.store.load("entries", "entry", Key(entry))
    notes = [child for child in record.children if child.tag == "note"] if record is not None else []
    for at, note in enumerate(notes):
        single = len(notes) == 1 and f"note[{at + 1}]/harmLev" not in fields and "note/harmLev" in fields
        path = "note" if single else f"note[{at + 1}]"
        level, alteration = fields.get(f"{path}/harmLev"), fields.get(f"{path}/harmAlt")
        if level is None and alteration is None:
            continue
        was, now = (
            music.key(measure).pitch(
                int((level[side] if level else note.get("harmLev")) or 0),
                int((alteration[side] if alteration else note.get("harmAlt")) or 0),
            )
            for side in (0, 1)
        )
        fields.pop(f"{path}/harmLev", None)
        fields.pop(f"{path}/harmAlt", None)
        yield f"{str(was).lower()} -> {str(now).lower()}"


def _where(change: Change, places: dict[int, tuple[int, int, int, Fraction]]) -> str:
    key, tag = change.key, change.tag
    part = f" of part {key['part']}" if key.get("part") else ""
    verb = {"add": "new ", "delete": "deleted "}.get(change.op, "")
    if "entnum" in key:
        place = places.get(int(key["entnum"]))
        what = "" if tag == "entry" and not verb else f" {verb}{tag}"
        if place is None:
            return f"{verb}entry {key['entnum']}" + ("" if tag == "entry" else f" {tag}") + part
        staff, measure, layer, position = place
        in_layer = f", layer {layer}" if layer > 1 else ""
        return f"measure {measure}, staff {staff}{in_layer}, beat {beat_of(position)}{what}{part}"
    if tag in _MEASURES:
        what = "" if tag == "measSpec" and not verb else f" {verb}{tag}"
        return f"measure {key.get('cmper')}{what}{part}"
    if tag in _CELLS:
        return f"measure {key.get('cmper2')}, staff {key.get('cmper1')} {verb}{tag}{part}"
    if tag == "staffSpec":
        return f"staff {key.get('cmper')}{' ' + verb.strip() if verb else ''}{part}"
    numbers = " ".join(str(value) for name, value in key.items() if name not in ("part", "inci"))
    return f"{verb}{tag} {numbers}".rstrip() + part


def _value(value: object) -> str:
    return "nothing" if value is None else "set" if value is True else str(value)


def assert_changes(document: Document | None, changes: Iterable[Change], expected: Sequence[str]) -> None:
    """Exactly these lines of :func:`describe_changes`, in any order; AssertionError lists what lacks or is more."""
    __tracebackhide__ = True
    there = describe_changes(document, changes)
    left = list(there)
    lacking = []
    for line in expected:
        if line in left:
            left.remove(line)
        else:
            lacking.append(line)
    if lacking or left:
        shown = [f"  expected, not there: {line}" for line in lacking] + [
            f"  not expected: {line}" for line in left
        ]
        raise AssertionError("the changes differ:\n" + "\n".join(shown))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
