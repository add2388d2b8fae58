"""Reads the measures of one staff, written in the notation for tests."""

from __future__ import annotations

import re
from fractions import Fraction

from postlude.testing.notation import (
    ARTICULATIONS,
    CLEFS,
    DYNAMICS,
    EXPRESSIONS,
    WHOLE,
    Event,
    Measure,
    Name,
    Reader,
    ScoreText,
    Signature,
    StaffText,
)

_TIME = re.compile(r"(\d+)/(\d+)")
_KEY = re.compile(r"(\d)([#b])(m?)")
_PITCH = re.compile(r"([a-g])(##|#|bb|b|)('+|,+|)")
_LENGTH = re.compile(r"(\d*)(\.*)")
_TUPLET = re.compile(r"(\d+):(\d+)\{")


def read_signature(reader: Reader, word: str, at: int, before: Signature) -> Signature:
    """What a word of a signature adds to it."""
    if word in CLEFS:
        return before._replace(clef=CLEFS[word])
    if found := _TIME.fullmatch(word):
        beats, unit = int(found[1]), int(found[2])
        if not beats or unit not in (1, 2, 4, 8, 16, 32, 64):
            reader.fail(f"{word} is no time signature", at)
        return before._replace(time=(beats, unit))
    if (found := _KEY.fullmatch(word)) and int(found[1]) <= 7:
        fifths = int(found[1]) * (1 if found[2] == "#" else -1)
        return before._replace(key=(fifths & 255) + (256 if found[3] else 0))
    clefs = ", ".join(CLEFS)
    reader.fail(
        f'expected a clef ({clefs}), a time (3/4), a key (2#, 3b, 1#m), in Bb, for flute or "a name", not {word!r}',
        at,
    )
    return None


class MusicReader:
    """Reads the measures of one staff."""

    def __init__(self, score: ScoreText, reader: Reader, staff: StaffText, signature: Signature) -> None:
        self.score, self.reader, self.staff, self.pending = score, reader, staff, signature
        self.time = (4, 4)
        self.length, self.dots = WHOLE // 4, 0
        self.ratio = Fraction(1)
        self.second_voice = False
        self._begin()

    def _begin(self) -> None:
        self.measure = Measure(signature=self.pending)
        self.pending = Signature()
        self._take_signature()
        self.layer, self.inexact, self.started = 1, False, self.reader.at
        self.position = Fraction(0)

    def read(self) -> None:
        reader = self.reader
        while True:
            reader.skip()
            if reader.at >= len(reader.text):
                break
            if reader.next_is("//"):
                self._check_length()
                self.layer, self.position, self.inexact = self.layer + 1, Fraction(0), False
                if self.layer > 4:
                    reader.fail("a measure has four layers")
            elif reader.next_is("|"):
                self._end()
                self._begin()
            elif reader.next_is("..."):
                self.inexact = True
            elif reader.next_is("["):
                self._change()
            else:
                self._item()
        self._end()
        if not self.staff.measures:
            self.staff.measures.append(self.measure)

    def _change(self) -> None:
        reader, start = self.reader, self.reader.at
        end = reader.text.find("]", start)
        if end < 0:
            reader.fail("expected ] behind the signature", start)
        if self.position or self.measure.layers:
            reader.fail("a key, time or clef changes at the beginning of a measure", start)
        for found in re.finditer(r"\S+", reader.text[start:end]):
            signature = read_signature(reader, found[0], start + found.start(), self.measure.signature)
            self.measure.signature = signature
        self._take_signature()
        reader.at = end + 1

    def _take_signature(self) -> None:
        """Key and time are the whole score's: what one staff states holds for all."""
        at, signature = len(self.staff.measures), self.measure.signature
        time, key = signature.time, signature.key
        if time is not None and self.score.times.setdefault(at, time) != time:
            self.reader.fail(f"another staff has another time in measure {at + 1}")
        if key is not None and self.score.keys.setdefault(at, key) != key:
            self.reader.fail(f"another staff has another key in measure {at + 1}")
        self.time = self.score.times.get(at, self.time)

    def _end(self) -> None:
        self._check_length()
        self.staff.measures.append(self.measure)

    def _check_length(self) -> None:
        wanted = Fraction(self.time[0] * WHOLE, self.time[1])
        number = len(self.staff.measures) + 1
        if not self.measure.layers.get(self.layer):
            return
        if self.position != wanted and not self.inexact:
            hint = "has too much" if self.position > wanted else "ends early"
            self.reader.fail(
                f"measure {number} holds {_quarters(self.position)}, "
                f"{self.time[0]}/{self.time[1]} takes {_quarters(wanted)} (write ... where it {hint})"
            )

    def _item(self) -> None:
        reader, start = self.reader, self.reader.at
        if found := reader.take(_TUPLET):
            self._tuplet(int(found[1]), int(found[2]), start)
        elif reader.next_is("{v2"):
            if self.second_voice:
                reader.fail("a second voice has no second voice", start)
            if not self.measure.layers.get(self.layer):
                reader.fail("a second voice stands behind the note that it begins with", start)
            last = next(event for event in reversed(self.measure.layers[self.layer]) if not event.grace)
            kept, self.position, self.second_voice = self.position, last.position, True
            self._braced(start)
            self.position, self.second_voice = kept, False
        else:
            self._event()

    def _braced(self, start: int) -> None:
        reader = self.reader
        while True:
            reader.skip()
            if reader.next_is("}"):
                return
            if reader.at >= len(reader.text) or reader.text[reader.at] == "|":
                reader.fail("this brace has no } in its measure", start)
            self._item()

    def _tuplet(self, count: int, room: int, start: int) -> None:
        if not count or not room:
            self.reader.fail("a tuplet is written as 3:2{c8 d e}", start)
        events = self.measure.layers.setdefault(self.layer, [])
        first, outer = len(events), self.ratio
        self.ratio = outer * Fraction(room, count)
        self._braced(start)
        self.ratio = outer
        inside = [event for event in events[first:] if not event.grace]
        if not inside:
            self.reader.fail("expected notes in the tuplet", start)
        unit = inside[0].length >> (1 if inside[0].length & (inside[0].length - 1) else 0)
        total = sum(event.length for event in inside)
        if all(event.tuplet is None for event in inside) and total % count == 0:
            unit = total // count
        inside[0].tuplet = (count, unit, room, unit)

    def _event(self) -> None:
        reader, start = self.reader, self.reader.at
        grace = reader.next_is("*")
        pitches: list[Name] = []
        if reader.next_is("<"):
            while True:
                reader.skip()
                if reader.next_is(">"):
                    break
                pitches.append(self._pitch("a note of the chord, or >"))
            if not pitches:
                reader.fail("expected notes between < and >", start)
        elif not reader.next_is("r"):
            pitches.append(self._pitch("a note (c to b), r, <, |, //, [, 3:2{ or {v2"))
        self._length()
        dotted = self.length * 2 - (self.length >> self.dots)
        sounding = Fraction(0) if grace else dotted * self.ratio
        event = Event(pitches, dotted, self.position, sounding, grace=grace, second_voice=self.second_voice)
        self._marks(event)
        self.measure.layers.setdefault(self.layer, []).append(event)
        self.position += sounding
        if reader.at < len(reader.text) and not (
            reader.text[reader.at].isspace() or reader.text[reader.at] in "|}/"
        ):
            reader.fail(f"{reader.text[reader.at]!r} can't stand behind a note: expected a blank or a mark")

    def _pitch(self, expected: str) -> Name:
        found = self.reader.take(_PITCH)
        if found is None:
            self.reader.fail(f"expected {expected}")
        letter, sign, octave = found.groups()
        shift = len(octave) * (1 if octave.startswith("'") else -1)
        alteration = len(sign) * (1 if sign.startswith("#") else -1)
        return Name("cdefgab".index(letter), alteration, self.staff.octave + shift)

    def _length(self) -> None:
        reader, start = self.reader, self.reader.at
        if reader.text.startswith("...", start):
            return
        found = reader.take(_LENGTH)
        assert found is not None
        if found[1]:
            number = int(found[1])
            if number and (number > 1024 or number & (number - 1)):
                reader.fail(f"{number} is no length: expected 1, 2, 4, 8 ... 1024, or 0 for a breve", start)
            self.length, self.dots = WHOLE // number if number else WHOLE * 2, len(found[2])
        elif found[2]:
            self.dots = len(found[2])
        if self.length >> self.dots == 0:
            reader.fail("too many dots for this length", start)

    def _marks(self, event: Event) -> None:
        reader = self.reader
        while reader.at < len(reader.text):
            start = reader.at
            if reader.next_is("~"):
                event.tie = True
            elif reader.next_is("-"):
                sign = reader.text[reader.at : reader.at + 1]
                if sign not in ARTICULATIONS or not sign:
                    known = ", ".join(f"-{each} {name}" for each, name in ARTICULATIONS.items())
                    reader.fail(f"expected an articulation: {known}", start)
                event.articulations.append(ARTICULATIONS[sign])
                reader.at += 1
            elif reader.next_is("^"):
                event.expressions.append(("expressive", reader.quoted()))
            elif reader.next_is("\\"):
                word = reader.take(re.compile(r"[a-z]+"))
                kind = word[0] if word else ""
                if kind in DYNAMICS:
                    event.expressions.append(("dynamic", kind))
                elif kind in EXPRESSIONS:
                    event.expressions.append((kind, reader.quoted()))
                else:
                    known = ", ".join(
                        f"\\{each}" for each in (*DYNAMICS, *(f'{e}"..."' for e in EXPRESSIONS))
                    )
                    reader.fail(f"expected {known}", start)
            else:
                return


def _quarters(length: Fraction) -> str:
    count = length / (WHOLE // 4)
    whole = str(count.numerator) if count.denominator == 1 else f"{count.numerator}/{count.denominator}"
    return f"{whole} quarter{'' if count == 1 else 's'}"
