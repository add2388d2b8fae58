"""Reads the music of a document back: as events to compare, and as text in the notation of the builder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from postlude.enigma.document import Document
from postlude.enigma.node import Key, Node
from postlude.finale.session import Session
from postlude.finale.signatures.keys import key_in, resolved
from postlude.finale.signatures.pitches import LETTERS, KeyValue, Pitch, signs
from postlude.testing.notation import CLEFS, OCTAVES, WHOLE

BEAT = WHOLE // 4


@dataclass
class Heard:
    """An event as a document has it; ``length`` as written and ``position`` in the measure are in EDU."""

    entry: int
    pitches: tuple[Pitch, ...]
    length: int
    position: Fraction
    tie: bool = False
    grace: bool = False
    second_voice: bool = False
    tuplet: tuple[int, int, int, int] | None = None

    def same(self, other: Heard) -> bool:
        return self.facts == other.facts

    @property
    def facts(self) -> tuple[object, ...]:
        """All that makes it what is heard and written: where it is stored does not count."""
        return (self.pitches, self.length, self.position, self.tie, self.grace, self.second_voice)

    def text(self, octave: int) -> str:
        """The event in the builder's notation, with its length."""
        names = [pitch_text(pitch, octave) for pitch in self.pitches]
        what = "r" if not names else names[0] if len(names) == 1 else f"<{' '.join(names)}>"
        return f"{'*' if self.grace else ''}{what}{length_text(self.length)}{'~' if self.tie else ''}"


class Music:
    """The events of a document by staff, measure (both from 1) and layer."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._session = Session(document)
        self._store = document.store
        self._keys: dict[int, KeyValue] = {}
        self.measures = sorted(
            int(key.cmper1) for key in self._store.keys("others", "measSpec") if not key.part
        )

    @property
    def staves(self) -> list[int]:
        """The numbers of the staves, from the top of the score."""
        found = []
        for key, used in self._store.walk("others", "instUsed"):
            if key.cmper1 == 0 and not key.part:
                found.append(int(used.get("inst") or 0))
        return found

    def octave(self, staff: int) -> int:
        """The octave that a note without marks is in."""
        record = self._store.load("others", "staffSpec", Key(staff))
        clef = int((record.get("defaultClef") if record is not None else None) or 0)
        name = next((name for name, number in CLEFS.items() if number == clef), "treble")
        return OCTAVES[name]

    def layers(self, staff: int, measure: int) -> dict[int, list[Heard]]:
        """The events of a measure of a staff, by layer from 1."""
        hold = self._store.load("details", "gfhold", Key(staff, measure))
        found = {}
        for layer in range(1, 5):
            frame = int((hold.get(f"frame{layer}") if hold is not None else None) or 0)
            record = self._store.load("others", "frameSpec", Key(frame, inci=0)) if frame else None
            if record is not None and record.get("startEntry"):
                found[layer] = list(self._events(record, measure))
        return found

    def key(self, measure: int) -> KeyValue:
        found = self._keys.get(measure)
        if found is None:
            record = self._store.load("others", "measSpec", Key(measure))
            found = resolved(self._session, key_in(record)) if record is not None else KeyValue()
            self._keys[measure] = found
        return found

    def _events(self, frame: Node, measure: int) -> Iterator[Heard]:
        number, last = int(frame.get("startEntry") or 0), int(frame.get("endEntry") or 0)
        clock = Clock()
        while number:
            entry = self._store.load("entries", "entry", Key(number))
            if entry is None:
                return
            yield self._event(entry, number, measure, clock)
            if number == last:
                return
            number = int(entry.attrs.get("next") or 0)

    def _event(self, entry: Node, number: int, measure: int, clock: Clock) -> Heard:
        key = self.key(measure)
        notes = (
            [child for child in entry.children if child.tag == "note"]
            if entry.get("isNote") is not None
            else []
        )
        pitches = [key.pitch(int(note.get("harmLev") or 0), int(note.get("harmAlt") or 0)) for note in notes]
        length, grace = int(entry.get("dura") or 0), entry.get("graceNote") is not None
        second = entry.get("v2") is not None
        tuplet = None
        if entry.get("tupletStart") is not None:
            for inci in range(8):
                record = self._store.load("details", "tupletDef", Key(number, inci=inci))
                if record is None:
                    break
                parts = [
                    int(record.get(name) or 0) for name in ("symbolicNum", "symbolicDur", "refNum", "refDur")
                ]
                tuplet = (parts[0], parts[1], parts[2], parts[3])
                clock.begin(second, *tuplet)
        position = clock.take(second, 0 if grace else length)
        return Heard(
            number, tuple(sorted(pitches, key=lambda pitch: pitch.midi)), length, position,
            any(note.get("tieStart") is not None for note in notes), grace, second, tuplet,
        )  # fmt: skip

    def text(self, staff: int, layer: int = 1) -> str:
        """A layer of a staff in the builder's notation, measures separated by ``|``; lengths only where they change."""
        writer = _Writing(self.octave(staff))
        return " | ".join(
            writer.measure(self.layers(staff, measure).get(layer, ())) for measure in self.measures
        ).strip()

    def places(self) -> dict[int, tuple[int, int, int, Fraction]]:
        """Staff, measure, layer and position by the number of an entry."""
        return {
            event.entry: (staff, measure, layer, event.position)
            for staff in self.staves
            for measure in self.measures
            for layer, events in self.layers(staff, measure).items()
            for event in events
        }


class _Writing:
    """Writes events in the builder's notation, and a length only where it changes."""

    def __init__(self, octave: int) -> None:
        self._octave, self._shown = octave, "4"

    def measure(self, events: Sequence[Heard]) -> str:
        words: list[str] = []
        opening, voice = "", False
        open_tuplets: list[int] = []
        for event in events:
            if event.second_voice != voice:
                voice = event.second_voice
                if voice:
                    opening = "{v2 "
                else:
                    words[-1] += "}"
            if event.tuplet is not None:
                count, unit, room, _ = event.tuplet
                open_tuplets.append(count * unit)
                opening += f"{count}:{room}{{"
            words.append(opening + self._word(event))
            opening = ""
            if not event.grace:
                open_tuplets = [left - event.length for left in open_tuplets]
                while open_tuplets and open_tuplets[-1] <= 0:
                    open_tuplets.pop()
                    words[-1] += "}"
        if words:
            words[-1] += "}" * (len(open_tuplets) + voice)
        return " ".join(words)

    def _word(self, event: Heard) -> str:
        word, length = event.text(self._octave), length_text(event.length)
        if length == self._shown:
            head, _, tail = word.rpartition(length)
            word = head + tail
        self._shown = length
        return word


class Clock:
    """Where events sound in a measure: tuplets shorten what is in them; a second voice begins with the note before."""

    def __init__(self) -> None:
        self.now = self.before = Fraction(0)
        self.second: Fraction | None = None
        self.tuplets: list[tuple[Fraction, Fraction]] = []
        """How much each that is open makes of a length, and what is left of it, as written at its level."""

    def begin(self, second: bool, count: int, unit: int, room: int, reference: int) -> None:
        if count and unit:
            self.tuplets.append((Fraction(room * reference, count * unit), Fraction(count * unit)))

    def take(self, second: bool, length: int) -> Fraction:
        if second and self.second is None:
            self.second = self.before
        if not second:
            self.second = None
        at = self.second if second and self.second is not None else self.now
        sounding = Fraction(length)
        for place in range(len(self.tuplets) - 1, -1, -1):
            ratio, left = self.tuplets[place]
            self.tuplets[place] = (ratio, left - sounding)
            sounding *= ratio
        self.tuplets = [each for each in self.tuplets if each[1] > 0]
        if second:
            self.second = at + sounding
        elif length:
            self.before, self.now = at, at + sounding
        return at


def beat_of(position: Fraction) -> str:
    """A position as musicians count it: quarters from 1."""
    beat = 1 + position / BEAT
    whole, rest = divmod(beat, 1)
    return str(whole) if not rest else f"{whole} {rest}"


def pitch_text(pitch: Pitch, octave: int) -> str:
    """A pitch in the builder's notation, where the octave without marks is ``octave``."""
    shift = pitch.octave - octave
    return (
        LETTERS[pitch.letter].lower() + signs(pitch.alteration) + ("'" * shift if shift > 0 else "," * -shift)
    )


def length_text(length: int) -> str:
    """A length in EDU in the builder's notation; ``(n EDU)`` for what has no name."""
    if length <= 0:
        return f"({length} EDU)"
    base = 1 << (length.bit_length() - 1)
    for dots in range(4):
        if length == base * 2 - (base >> dots) and (base >> dots):
            number = str(WHOLE // base) if base <= WHOLE else "0" if base == WHOLE * 2 else ""
            if number:
                return number + "." * dots
    return f"({length} EDU)"
