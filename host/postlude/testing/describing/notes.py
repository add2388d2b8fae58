"""The lines of notes and rests, with all that hangs on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from postlude.enigma.node import Key
from postlude.finale.signatures.pitches import KeyValue
from postlude.testing.describing.fields import Fields, entry_of, whole
from postlude.testing.describing.hanging import LYRICS, EntryDetails, Hanging, Sung
from postlude.testing.describing.scene import CLICK_TRACK, Event, Scene, measure_token, place
from postlude.testing.reading import Clock, length_text, pitch_text

_NEXT = re.compile(rb' next="(\d+)"')
_NOTE = {"isValid": ""}
_QUARTER = 1024
FAR = 128
"""Steps and alterations beyond this are nothing that a note can have."""


Told = tuple[str, Fraction, bool, bool, tuple[str, ...], tuple[str, ...]]
"""An event as it was told: head, position, grace, second voice, words, words behind them."""


class Notes:
    """Describes the events of cells.

    What another document has in just the same bytes is not described again: ``like`` is the one before.
    """

    def __init__(self, scene: Scene, shapes: Mapping[int, set[int]], like: Notes | None = None) -> None:
        self.scene = scene
        self.details = EntryDetails(scene.store)
        self._shapes: dict[int, list[int]] = defaultdict(list)
        """The smart shapes that begin or end at an entry."""
        for shape in sorted(shapes):
            for entry in shapes[shape]:
                self._shapes[entry].append(shape)
        self._hanging = Hanging(scene, self._shapes)
        self._clefs = self._middle_lines()
        self._octaves: dict[int, int] = {}
        self._memory: dict[object, tuple[list[Told], Sung]] = {}
        if like is not None and self._clefs == like._clefs and self._hanging.fits(like._hanging):
            self._memory = like._memory

    def _middle_lines(self) -> dict[int, int]:
        """Scale steps from middle C to the middle line, by clef."""
        options = self.scene.store.load("options", "clefOptions", Key())
        clefs = options.find_all("clefDef") if options is not None else []
        return {
            whole(clef.attrs.get("index") or str(at)): -4 - whole(clef.get("adjust"))
            for at, clef in enumerate(clefs)
        }

    def layer(self, cell: tuple[int, int], layer: int, alone: bool, first: int, last: int, clef: int) -> None:
        """Tell the events of a layer of a cell (staff, measure)."""
        scene, (staff, measure) = self.scene, cell
        octave = self._octaves.get(staff)
        if octave is None:
            octave = self._octaves[staff] = scene.music.octave(staff)
        key = scene.music.key(measure)
        chain = self._chain(cell, layer, first, last)
        numbers = [number for number, _ in chain]
        hanging = [each for number in numbers for each in self.details.of(number)]
        told: list[Told] | None = None
        signature: object = None
        if key.predefined:  # a custom key is a matter of its document
            sung = self._hanging.sung.setdefault(staff, {})
            signature = (
                staff, layer, alone, clef, octave, key.number, tuple(chain),
                tuple((tag, self.details.raw(tag, detail)) for tag, detail in hanging),
                tuple(tuple(self._shapes.get(number, ())) for number in numbers),
                tuple(sung.items()) if any(tag in LYRICS for tag, _ in hanging) else (),
            )  # fmt: skip
            known = self._memory.get(signature)
            if known is not None:
                told, after_it = known
                self._hanging.sung[staff] = dict(after_it)
        if told is None:
            told = list(self._events(chain, staff, layer, alone, clef, key, octave))
            if signature is not None:
                self._memory[signature] = told, tuple(self._hanging.sung[staff].items())
        for tag, detail in hanging:
            scene.told["details", tag].add(detail)
        events, entries = scene.events.setdefault(cell, []), scene.told["entries", "entry"]
        for number, (head, position, grace, second, words, after) in zip(numbers, told, strict=True):
            entries.add(Key(number))
            scene.cells[number] = cell
            scene.places[number] = f"{measure_token(measure)} {head}"
            event = Event(head, layer, position, len(events), grace, second)
            event.words.extend(words)
            event.after.extend(after)
            events.append(event)

    def _chain(self, cell: tuple[int, int], layer: int, first: int, last: int) -> list[tuple[int, bytes]]:
        """The numbers and bytes of a layer's entries; says where the chain is broken."""
        scene, (staff, measure) = self.scene, cell
        found: list[tuple[int, bytes]] = []
        seen: set[int] = set()
        number = first
        while number:
            raw = scene.store.raw("entries", "entry", Key(number))
            if raw is None:
                scene.at(measure, staff, None, f"layer {layer}: its entry {number} isn't there")
                return found
            if number in scene.cells or number in seen:
                where = scene.places.get(number, "the same layer")
                scene.at(measure, staff, None, f"layer {layer}: its entries are those of {where}")
                return found
            seen.add(number)
            found.append((number, raw))
            if number == last:
                return found
            link = _NEXT.search(raw)
            number = int(link[1]) if link is not None else 0
        scene.at(measure, staff, None, f"layer {layer}: ends before its last entry")
        return found

    def _events(
        self, chain: Sequence[tuple[int, bytes]], staff: int, layer: int, alone: bool, clef: int,
        key: KeyValue, octave: int,
    ) -> Iterator[Told]:  # fmt: skip
        newline = self.scene.store.newline
        clock, before = Clock(), 0
        seen: dict[str, int] = {}
        for number, raw in chain:
            own, notes = entry_of(raw, newline)
            fields = Fields(own)
            length = fields.number("dura")
            grace, second = fields.flag("graceNote"), fields.flag("v2")
            details = [(tag, self.details.fields(tag, detail)) for tag, detail in self.details.of(number)]
            for tag, content in details:
                if tag == "tupletDef":
                    clock.begin(second, *(whole(content.get(each)) for each in
                                          ("symbolicNum", "symbolicDur", "refNum", "refDur")))  # fmt: skip
            position = clock.take(second, 0 if grace else length)
            head = place(staff, position, layer) + (" v2" if second else "") + (" grace" if grace else "")
            count = seen[head] = seen.get(head, 0) + 1
            if count > 1:
                head += f" {count}"
            usual = {"isValid": "", "sorted": ""}
            names = self._notes(notes, key, octave)
            rest = fields.peek("isNote") is None
            usual["floatRest" if rest else "isNote"] = ""
            if staff != CLICK_TRACK and (number == chain[0][0] or length >= _QUARTER or rest):
                usual["beam"] = ""
            if not rest and not second and (grace or self._up(notes, key, layer, alone, clef)):
                usual["upStem"] = ""
            if fields.peek("numNotes") == str(len(names)):
                fields.text("numNotes")
            sung: list[str] = []
            words = [
                self._what(names, rest, length_text(length), grace),
                *self._hanging.words(number, staff, details, names, usual, sung),
            ]
            if before and f' prev="{before}"'.encode() not in raw:
                sung.append("(not joined to the one before)")
            fields.expect(usual)
            yield head, position, grace, second, tuple(words), (*sung, *fields.words())
            before = number

    # ---- notes

    def _notes(
        self, notes: list[tuple[str, dict[str, str]]], key: KeyValue, octave: int
    ) -> list[tuple[str, str, Fields]]:
        """The number, the name and the fields of each note."""
        found = []
        for identity, content in notes:
            own = Fields(content, _NOTE)
            level, alteration = own.number("harmLev"), own.number("harmAlt")
            for path in ("harmLev", "harmAlt"):
                if own.peek(path) == "0":
                    own.text(path)
            name = _note_name(key, level, alteration, octave)
            if alteration:
                own.expect({"showAcci": ""})
            found.append((identity, name, own))
        return found

    @staticmethod
    def _what(names: list[tuple[str, str, Fields]], rest: bool, length: str, grace: bool) -> str:
        """The event itself in the builder's notation; ``~`` before it is a tie that ends here."""
        sign = "*" if grace else ""
        if rest or not names:
            # A rest may keep the notes that it was made of.
            kept = " ".join(name + own.in_brackets() for _, name, own in names)
            what = "r" if rest else "nothing"
            return f"{sign}{what}{length}" + (f" hides <{kept}>" if kept else "")
        ended, begun = ([own.flag(path) for *_, own in names] for path in ("tieEnd", "tieStart"))
        words = [
            f"{'~' if ends and not all(ended) else ''}{name}{'~' if begins and not all(begun) else ''}"
            for (_, name, _), ends, begins in zip(names, ended, begun, strict=True)
        ]
        looks = [own.in_brackets() for *_, own in names]
        text = (
            f"{words[0]}{length}{looks[0]}"
            if len(names) == 1
            else f"<{' '.join(map(str.__add__, words, looks))}>{length}"
        )
        return f"{'~' if all(ended) else ''}{sign}{text}{'~' if all(begun) else ''}"

    def _up(
        self, notes: list[tuple[str, dict[str, str]]], key: KeyValue, layer: int, alone: bool, clef: int
    ) -> bool:
        """Whether stems go up here as a rule."""
        if not alone:
            return layer % 2 == 1
        middle = self._clefs.get(clef, 6)
        # A step above the tonic is one scale step, whatever the key.
        steps = [whole(note.get("harmLev")) + key.tonic for _, note in notes]
        return bool(steps) and middle - min(steps) > max(steps) - middle


@lru_cache(4096)
def _note_name(key: KeyValue, level: int, alteration: int, octave: int) -> str:
    if abs(level) > FAR or abs(alteration) > FAR:
        return f"[{level},{alteration}]"  # no name that anybody would read
    pitch = key.pitch(level, alteration)
    name = pitch_text(pitch, octave)
    if not key.predefined and key.place(pitch) != (level, alteration):
        name += f"[{level},{alteration}]"
    return name
