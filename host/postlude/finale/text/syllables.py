"""Syllables at entries: which syllable of which text an entry carries, and how it is set.

Scripts reach each lyrics text by its kind (verse, chorus, section) and its number; a syllable by its number in
the text, from 1. Offsets are in EVPU.
"""

from __future__ import annotations

from typing import ClassVar

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.fields import choice, flag, integer
from postlude.finale.marks.entrydetails import EntryDetail
from postlude.finale.recordlists import EntryDetails
from postlude.finale.text.fonts import FCFontInfo
from postlude.finale.text.lyrics import (
    FCChorusLyricsText,
    FCSectionLyricsText,
    FCVerseLyricsText,
    LyricsBase,
    Syllables,
)
from postlude.finale.text.strings import FCString
from postlude.finale.text.utf16 import gathered


class FCSyllableBase(EntryDetail):
    """A syllable at an entry."""

    text_class: ClassVar[type[LyricsBase]] = LyricsBase

    FloatingHorizontalOffset = integer("floatingHorzOff")
    HorizontalOffset = integer("horzOff")
    IncludeLyricNumber = flag("displayVerseNum")
    RawTextNumber = integer("lyricNumber")
    SyllableNumber = integer("syll")
    VerticalOffset = integer("vertOff")
    WordExtensionID = integer("wext")

    @method
    def CreateLyricText(self) -> LyricsBase | None:
        """The text that it is a syllable of."""
        text = self.text_class(self._session)
        return text if text.tag and text._load(Key(self.RawTextNumber)) else None

    def _syllables(self) -> Syllables | None:
        """The syllables of its text; None if the text lacks this one."""
        text = self.CreateLyricText()
        found = text.syllables() if text is not None else None
        return found if found is not None and 0 < self.SyllableNumber <= len(found) else None

    @method
    def IsValidSyllableNumber(self) -> bool:
        """Whether the text has a syllable of that number."""
        return self._syllables() is not None

    @method
    def GetText(self, into: FCString) -> bool:
        """The syllable itself, without commands, hyphens and blanks."""
        found = self._syllables()
        if found is None:
            return False
        into.text_value = found.texts[self.SyllableNumber - 1]
        return True

    @method
    def GetRawText(self, into: FCString) -> bool:
        """All of the text from this syllable to the next one."""
        found = self._syllables()
        if found is None:
            return False
        start, end = found.starts[self.SyllableNumber - 1 : self.SyllableNumber + 1]
        into.text_value = gathered(found.units[start:end])
        return True

    @method
    def SaveRawText(self, text: str) -> bool:
        """Put a text in place of what ``GetRawText`` gives, at once."""
        lyrics = self.CreateLyricText()
        return lyrics is not None and lyrics.replace_syllable(self.SyllableNumber, text)

    @method
    def CalcStringPos(self) -> int:
        """Where it begins in its text, in characters; -1 if it isn't there."""
        found = self._syllables()
        return -1 if found is None else found.starts[self.SyllableNumber - 1]

    @method
    def CalcNextStringPos(self) -> int:
        """Where the next one begins; behind the last one, the length of the text."""
        found = self._syllables()
        return -1 if found is None else found.starts[self.SyllableNumber]

    @method
    def CalcHyphen(self) -> bool:
        """Whether a hyphen follows."""
        found = self._syllables()
        return found is not None and found.hyphens[self.SyllableNumber - 1]

    @method
    def CreateFontInfo(self) -> FCFontInfo | None:
        """The font of its first letter."""
        return self._font(self.SyllableNumber)

    @method
    def CreateNextFontInfo(self) -> FCFontInfo | None:
        """The font of the next syllable's first letter; nil behind the last one."""
        return self._font(self.SyllableNumber + 1)

    def _font(self, number: int) -> FCFontInfo | None:
        text = self.CreateLyricText()
        return text.font_at(number) if text is not None and 0 < number <= len(text.syllables()) else None

    @method
    def IsVerse(self) -> bool:
        return False

    @method
    def IsChorus(self) -> bool:
        return False

    @method
    def IsSection(self) -> bool:
        return False


class FCVerseSyllable(FCSyllableBase, tag="lyrDataVerse"):
    """A syllable of a verse."""

    text_class = FCVerseLyricsText

    @method
    def IsVerse(self) -> bool:
        return True


class FCChorusSyllable(FCSyllableBase, tag="lyrDataChorus"):
    """A syllable of a chorus."""

    text_class = FCChorusLyricsText

    @method
    def IsChorus(self) -> bool:
        return True


class FCSectionSyllable(FCSyllableBase, tag="lyrDataSection"):
    """A syllable of a section."""

    text_class = FCSectionLyricsText

    @method
    def IsSection(self) -> bool:
        return True


class FCVerseSyllables(EntryDetails, of=FCVerseSyllable):
    """The verse syllables of an entry."""


class FCChorusSyllables(EntryDetails, of=FCChorusSyllable):
    """The chorus syllables of an entry."""


class FCSectionSyllables(EntryDetails, of=FCSectionSyllable):
    """The section syllables of an entry."""


PLACES: dict[str | None, int] = {None: 0, "center": 1, "left": 2, "right": 3}


class FCSyllableEntryMod(EntryDetail, tag="lyricEntryInfo"):
    """How all syllables at an entry stand and are justified, where it differs from the document's options."""

    Alignment = choice("align", PLACES)
    Justification = choice("justify", PLACES)
