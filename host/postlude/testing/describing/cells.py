"""The cells of a score: clefs, frames, and the music in them."""

from __future__ import annotations

from fractions import Fraction

from postlude.enigma.node import Key
from postlude.testing.describing.fields import Fields, joined, shown, whole
from postlude.testing.describing.notes import Notes
from postlude.testing.describing.scene import CLICK_TRACK, Scene
from postlude.testing.notation import CLEFS
from postlude.testing.reading import beat_of

_CLEF_NAMES = {number: name for name, number in CLEFS.items()}
_USUAL = {"clefPercent": "75"}


def clef_name(number: int) -> str:
    return _CLEF_NAMES.get(number) or f"clef {number}"


def describe_cells(scene: Scene, notes: Notes) -> None:
    """The lines of all cells, staff by staff."""
    running: dict[int, int] = {}
    for key, fields in scene.walk("details", "gfhold", _USUAL):
        staff, measure = int(key.cmper1), key.cmper2
        if staff not in running:
            spec = scene.store.load("others", "staffSpec", Key(staff))
            running[staff] = whole(spec.get("defaultClef")) if spec is not None else 0
        before, several = running[staff], fields.peek("clefListID") is not None
        words = _clefs(scene, fields, staff, running)
        clef = before if several else running[staff]
        frames = {layer: fields.number(f"frame{layer}") for layer in range(1, 5)}
        used = {layer: frame for layer, frame in frames.items() if frame}
        for layer, frame in used.items():
            words.extend(_frame(scene, notes, (staff, measure), layer, frame, len(used) == 1, clef))
        words.extend(fields.words())
        if not used:
            words.append("empty")
        if words:
            scene.at(measure, staff, None, joined(words))


def _clefs(scene: Scene, fields: Fields, staff: int, running: dict[int, int]) -> list[str]:
    """The clefs of a cell, where they aren't what was before."""
    if fields.peek("clefListID") is None:
        clef = fields.value("clefID")
        changed = clef != running[staff]
        running[staff] = clef
        return [clef_name(clef)] if changed else []
    number = fields.number("clefListID")
    words = []
    for key in scene.store.keys_of("others", "clefEnum", number):
        node = scene.take("others", "clefEnum", key)
        if node is None or key.part:
            continue
        each = Fields(node, {"percent": "75"})
        clef, position = each.value("clef"), each.number("xEduPos")
        running[staff] = clef
        at = f" at beat {beat_of(Fraction(position))}" if position else ""
        words.append(f"{clef_name(clef)}{at}{each.in_brackets()}")
    return words or [f"clefListID={number}"]


def _frame(
    scene: Scene, notes: Notes, cell: tuple[int, int], layer: int, frame: int, alone: bool, clef: int
) -> list[str]:
    """Tell the events of a layer; what there is to say of the frame besides."""
    words: list[str] = []
    keys = [key for key in scene.store.keys_of("others", "frameSpec", frame) if not key.part]
    if not keys:
        return [f"frame{layer}={shown(str(frame))} isn't there"]
    for key in keys:
        node = scene.take("others", "frameSpec", key)
        assert node is not None
        fields = Fields(node)
        first, last = fields.number("startEntry"), fields.number("endEntry")
        if first:
            notes.layer(cell, layer, alone, first, last, clef)
        words.extend(f"layer {layer}: {each}" for each in fields.words())
    return words


def event_lines(scene: Scene) -> None:
    """Make lines of the events, once all that belongs to them has been said."""
    for (staff, measure), events in scene.events.items():
        rank = scene.ranks.get(staff, 1000 + staff)
        if staff == CLICK_TRACK:
            text = ", ".join(
                joined(_odd(event.layer, event.second), event.words, event.after) for event in events
            )
            scene.lines.append(scene.line(measure, (rank, 0, 0), f"click track  {text}"))
            continue
        for event in events:
            order = (rank, event.layer, Fraction(event.order))
            text = f"{event.head}  {' '.join(event.words + event.after)}"
            scene.lines.append(scene.line(measure, order, text))


def _odd(layer: int, second: bool) -> list[str]:
    """Where an event of the click track is, if not where all are."""
    return ([f"L{layer}"] if layer > 1 else []) + (["v2"] if second else [])
