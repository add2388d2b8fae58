"""The lines of notes and rests, with all that hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.schema import attributes
from postlude.enigma.text import plain
from postlude.finale.music.entryflags import FLAGS
from postlude.finale.signatures.pitches import KeyValue
from postlude.finale.text.lyrics import syllables_of
from postlude.testing.describing.fields import Fields, flatten, quoted
from postlude.testing.describing.scene import CLICK_TRACK, Event, Scene, measure_token, place
from postlude.testing.reading import Clock, length_text, pitch_text

if TYPE_CHECKING:
    from postlude.enigma.store import Store

_LYRICS = {"lyrDataVerse": "verse", "lyrDataChorus": "chorus", "lyrDataSection": "section"}
_LIKE_BUILDER = {
    "autoBracketStyle": "unbeamedOnly", "tupOffY": "24", "numStyle": "number", "allowHorz": "", "matchHooks": "",
    "brackStyle": "bracket", "leftHookLen": "-12", "rightHookLen": "-12",
}  # fmt: skip
_NOT_OF_EACH_TUPLET = frozenset({"tupMaxSlope", "tupLineWidth", "tupNUpstemOffset", "tupNDownstemOffset"})
_NOTE = {"isValid": ""}
_QUARTER = 1024


class EntryDetails:
    """What hangs on entries, by the entry's number."""

    def __init__(self, store: Store) -> None:
        self._by_entry: dict[int, list[tuple[str, Key, Node]]] = defaultdict(list)
        for tag in store.tags("details"):
            if "entnum" in attributes("details", tag):
                for key, node in store.walk("details", tag):
                    if not key.part:
                        self._by_entry[int(key.cmper1)].append((tag, key, node))

    def of(self, entry: int) -> list[tuple[str, Key, Node]]:
        return self._by_entry.get(entry, [])


class Notes:
    """Describes the events of cells."""

    def __init__(self, scene: Scene, shape_marks: Mapping[int, set[int]]) -> None:
        self.scene = scene
        self.details = EntryDetails(scene.store)
        self._shape_marks = shape_marks
        self._syllables: dict[tuple[str, int], list[str]] = {}
        self._sung: dict[tuple[int, str, int], int] = {}
        self._clefs = self._middle_lines()

    def _middle_lines(self) -> dict[int, int]:
        """Scale steps from middle C to the middle line, by clef."""
        options = self.scene.store.load("options", "clefOptions", Key())
        clefs = options.find_all("clefDef") if options is not None else []
        return {
            int(clef.attrs.get("index") or at): -4 - int(clef.get("adjust") or 0)
            for at, clef in enumerate(clefs)
        }

    @cached_property
    def _tuplets(self) -> dict[str, str]:
        """How tuplets look in this document if nobody says otherwise."""
        options = self.scene.store.load("options", "tupletOptions", Key())
        if options is None:
            return _LIKE_BUILDER
        return {path: value for path, value in flatten(options).items() if path not in _NOT_OF_EACH_TUPLET}

    def layer(self, cell: tuple[int, int], layer: int, alone: bool, first: int, last: int, clef: int) -> None:
        """Tell the events of a layer of a cell (staff, measure)."""
        scene, (staff, measure) = self.scene, cell
        octave, key = scene.music.octave(staff), scene.music.key(measure)
        events = scene.events.setdefault(cell, [])
        clock, number, before = Clock(), first, 0
        seen: dict[str, int] = {}
        while number:
            entry = scene.store.load("entries", "entry", Key(number))
            if entry is None:
                scene.at(measure, staff, None, f"layer {layer}: its entry {number} isn't there")
                return
            if number in scene.cells:
                scene.at(
                    measure, staff, None, f"layer {layer}: its entries are those of {scene.places[number]}"
                )
                return
            scene.told["entries", "entry"].add(Key(number))
            fields = Fields(entry)
            length = fields.number("dura")
            grace, second = fields.flag("graceNote"), fields.flag("v2")
            details = self.details.of(number)
            for tag, _, node in details:
                if tag == "tupletDef":
                    clock.begin(second, *(int(node.get(each) or 0) for each in
                                          ("symbolicNum", "symbolicDur", "refNum", "refDur")))  # fmt: skip
            position = clock.take(second, 0 if grace else length)
            head = place(staff, position, layer) + (" v2" if second else "") + (" grace" if grace else "")
            count = seen[head] = seen.get(head, 0) + 1
            if count > 1:
                head += f" {count}"
            event = Event(head, layer, position, len(events), grace, second)
            events.append(event)
            scene.cells[number] = cell
            scene.places[number] = f"{measure_token(measure)} {head}"
            usual = {"isValid": "", "sorted": ""}
            names = self._notes(entry, fields, key, octave)
            rest = fields.peek("isNote") is None
            usual["floatRest" if rest else "isNote"] = ""
            if staff != CLICK_TRACK and (number == first or length >= _QUARTER or rest):
                usual["beam"] = ""
            if not rest and self._up(entry, key, layer, alone, clef) and not second:
                usual["upStem"] = ""
            event.words.append(self._what(names, rest, length_text(length), grace))
            if fields.peek("numNotes") == str(len(names)):
                fields.text("numNotes")
            sung: list[str] = []
            event.words.extend(self._details(number, staff, details, names, usual, sung))
            event.after.extend(sung)
            if before and entry.attrs.get("prev") != str(before):
                event.after.append("(not joined to the one before)")
            fields.expect(usual)
            event.after.extend(fields.words())
            if number == last:
                return
            before, number = number, int(entry.attrs.get("next") or 0)
        if last:
            scene.at(measure, staff, None, f"layer {layer}: ends before its last entry")

    # ---- notes

    def _notes(
        self, entry: Node, fields: Fields, key: KeyValue, octave: int
    ) -> list[tuple[str, str, Fields]]:
        """The number, the name and the fields of each note; takes their fields out of the entry's."""
        found = []
        for at, note in enumerate(child for child in entry.children if child.tag == "note"):
            prefix = "note/" if at == 0 else f"note[{at + 1}]/"
            own = Fields(note, _NOTE)
            for path in flatten(note):
                fields.text(prefix + path)
            identity = note.attrs.get("id", "")
            fields.text(f"{prefix}@id")
            own.text("@id")
            level, alteration = own.number("harmLev"), own.number("harmAlt")
            for path in ("harmLev", "harmAlt"):
                if own.peek(path) == "0":
                    own.text(path)
            pitch = key.pitch(level, alteration)
            name = pitch_text(pitch, octave)
            if not key.predefined and key.place(pitch) != (level, alteration):
                name += f"[{level},{alteration}]"
            if alteration:
                own.expect({**_NOTE, "showAcci": ""})
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

    def _up(self, entry: Node, key: KeyValue, layer: int, alone: bool, clef: int) -> bool:
        """Whether stems go up here as a rule."""
        if entry.get("graceNote") is not None:
            return True
        if not alone:
            return layer % 2 == 1
        middle = self._clefs.get(clef, 6)
        steps = [
            key.pitch(int(note.get("harmLev") or 0), 0).step for note in entry.children if note.tag == "note"
        ]
        return bool(steps) and middle - min(steps) > max(steps) - middle

    # ---- what hangs on them

    def _details(
        self, entry: int, staff: int, details: list[tuple[str, Key, Node]],
        names: list[tuple[str, str, Fields]], usual: dict[str, str], sung: list[str],
    ) -> Iterator[str]:  # fmt: skip
        """Words for them; syllables go into ``sung``, since they come last."""
        told = self.scene.told
        others: list[str] = []
        for tag, key, node in details:
            told["details", tag].add(key)
            if tag in FLAGS:
                usual[FLAGS[tag]] = ""
            fields = Fields(node)
            if tag == "articAssign":
                name = self.scene.names.articulation(fields.number("articDef"))
                yield name + fields.in_brackets()
            elif tag == "tupletDef":
                yield self._tuplet(fields)
            elif tag in _LYRICS:
                sung.append(self._lyric(_LYRICS[tag], staff, fields))
            elif tag == "smartShapeEntryMark":
                shape = fields.number("shapeNum")
                if entry not in self._shape_marks.get(shape, ()):
                    others.append(f"mark of a smart shape elsewhere{fields.in_brackets()}")
            else:
                note = fields.text("noteID")
                if note is not None:
                    name = next((name for identity, name, _ in names if identity == note), f"note {note}")
                    others.append(f"{tag}[{name}]{fields.in_brackets()}")
                else:
                    others.append(f"{tag}{fields.in_brackets()}")
        yield from sorted(others)

    def _tuplet(self, fields: Fields) -> str:
        count, unit, room, reference = (
            fields.number(each) for each in ("symbolicNum", "symbolicDur", "refNum", "refDur")
        )
        fields.expect(self._tuplets)
        of = length_text(unit) if unit == reference else f"{length_text(unit)}:{length_text(reference)}"
        return f"tuplet {count}:{room} of {of}{fields.in_brackets()}"

    def _lyric(self, kind: str, staff: int, fields: Fields) -> str:
        number, syllable = fields.number("lyricNumber"), fields.number("syll")
        texts = self._syllables.get((kind, number))
        if texts is None:
            texts = self._syllables[kind, number] = self._all_syllables(kind, number)
        expected = self._sung.get((staff, kind, number), 0) + 1
        self._sung[staff, kind, number] = syllable
        text = quoted(texts[syllable - 1]) if 0 < syllable <= len(texts) else "nothing"
        where = "" if syllable == expected else f" (syllable {syllable})"
        return f"{kind} {number}: {text}{where}{fields.in_brackets()}"

    def _all_syllables(self, kind: str, number: int) -> list[str]:
        record = self.scene.store.load("texts", kind, Key(number))
        if record is None or not plain(record.text).strip():
            return []
        found = syllables_of(record.text, underscores_part=True)
        return [
            text + ("-" if hyphen else "") for text, hyphen in zip(found.texts, found.hyphens, strict=False)
        ]
