"""Suffixes of chord symbols: the characters they are written with, and the tones they are played with."""

from __future__ import annotations

from typing import Any

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method, to_bool
from postlude.finale.base import Property, prop
from postlude.finale.fields import flag, integer
from postlude.finale.numbers import FCNumbers
from postlude.finale.recordlists import InciOthers
from postlude.finale.records import InciOther
from postlude.finale.text.recordfonts import NewFonts, font_at

PLAYED = ("others", "chordSuffixPlay")
TONES = 6
"""Every suffix in real documents has as many, the last ones 0."""


def _prefix(word: str) -> Property:
    """Whether that sign stands before the character; there is one at most."""

    def put(element: Any, value: object) -> None:
        wanted = to_bool(value)
        if wanted or element._text_at("prefix") == word:
            element._put_text("prefix", word if wanted else None)

    return Property(lambda element: element._text_at("prefix") == word, put)


class FCChordSuffixElement(NewFonts, InciOther, tag="chordSuffix", made_with={"fontID": "0"}):
    """One character of a suffix. Its number is that of the suffix, its inci its place in it; offsets in EVPU."""

    FontInfo = font_at(always=True)
    HorizontalOffset = integer("xdisp")
    NumberRepresentation = flag("isNumber")
    PrefixFlat = _prefix("flat")
    PrefixMinus = _prefix("minus")
    PrefixPlus = _prefix("plus")
    PrefixSharp = _prefix("sharp")
    Symbol = integer("suffix", explicit=True)
    VerticalOffset = integer("ydisp")


class FCChordSuffixElements(InciOthers, of=FCChordSuffixElement):
    """The characters of a suffix, or of all suffixes."""


class FCChordSuffixKeyNumberOffsets(FCNumbers):
    """The tones of a suffix, in semitones from the root."""

    suffix = 0

    @prop
    def ChordSuffixID(self) -> int:
        return self.suffix

    @method
    def Load(self, suffixno: int) -> bool:
        node = self._session.store.load(*PLAYED, Key(suffixno))
        if node is None:
            return False
        self.suffix = suffixno
        tones = [float(child.text) for child in node.find_all("data")]
        while tones and not tones[-1]:
            tones.pop()
        self._take(tones)
        return True

    @method
    def Save(self) -> bool:
        return self._save(self.suffix)

    @method
    def SaveAs(self, suffixno: int) -> bool:
        return self._save(suffixno)

    def _save(self, suffix: int) -> bool:
        tones = [number.Int for number in self._items]
        if len(tones) > TONES:
            raise ScriptError(f"a chord suffix has at most {TONES} tones, not {len(tones)}")
        node = Node(PLAYED[1])
        for tone in tones + [0] * (TONES - len(tones)):
            node.add("data", str(tone))
        self._session.store.save(*PLAYED, Key(suffix), node)
        self.suffix = suffix
        return True
