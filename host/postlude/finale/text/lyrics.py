"""Lyrics: the texts of verses, choruses and sections, and how they fall into syllables.

A syllable ends at a hyphen or at white space; with smart word extensions an underscore is white space, too
(musxdom ``LyricsTextBase`` reads texts the same way). What stands between two syllables, commands included,
belongs to the first of them, as RGP Lua's own tests say.
"""

from __future__ import annotations

from dataclasses import dataclass

from postlude.enigma.text import FONT_COMMANDS, Command, tokenise
from postlude.finale.arguments import method
from postlude.finale.records import NO_KEY
from postlude.finale.text.fonts import FCFontInfo
from postlude.finale.text.strings import FCString
from postlude.finale.text.texts import FCRawText, shown, stored
from postlude.finale.text.utf16 import gathered, spread


@dataclass
class Syllables:
    """A text of lyrics taken apart, in UTF-16 units of what scripts see."""

    units: str
    starts: list[int]
    """Where each syllable begins, the first at 0, and behind the last one the length of the text."""
    texts: list[str]
    """The syllables without commands and separators."""
    hyphens: list[bool]
    """Whether a hyphen follows."""

    def __len__(self) -> int:
        return len(self.texts)


def syllables_of(text: str, *, underscores_part: bool) -> Syllables:
    """Take a text apart."""
    units = spread(text)
    found = Syllables(units, [0], [], [])
    current = ""
    separated = spaced = False
    at = 0
    for token in tokenise(units):
        if isinstance(token, Command):
            at += len(token.source)
            continue
        for unit in token.source:
            if unit == "-" or unit.isspace() or unit in "\x01\x06" or (underscores_part and unit == "_"):
                if current:
                    if not separated:
                        separated, spaced = True, False
                        found.hyphens.append(False)
                    if unit == "-":
                        found.hyphens[-1] = found.hyphens[-1] or not spaced
                    else:
                        spaced = True
            else:
                if separated:
                    found.texts.append(gathered(current))
                    found.starts.append(at)
                    current, separated = "", False
                current += unit
            at += 1
    if current:
        found.texts.append(gathered(current))
        if not separated:
            found.hyphens.append(False)
    if found.texts:
        found.starts.append(len(units))
    return found


class LyricsBase(FCRawText, name="__FCLyricsBase"):
    """The text of a verse, chorus or section."""

    font_prefs = 0
    """The ``FONTPREF_`` number of the font that it has where the text chooses none."""

    def syllables(self) -> Syllables:
        """The text taken apart."""
        options = self._session.store.load("options", "lyricOptions", NO_KEY)
        smart = options is not None and options.get("useSmartWordExtensions") is not None
        return syllables_of(shown(self._node.text, self._session), underscores_part=smart)

    @method
    def GetSyllableText(self, into: FCString, syllableno: int) -> bool:
        """A syllable's text, by its number from 1."""
        found = self.syllables()
        if not 0 < syllableno <= len(found):
            return False
        into.text_value = found.texts[syllableno - 1]
        return True

    def font_at(self, number: int) -> FCFontInfo:
        """The font in force where a syllable's first letter stands."""
        found = self.syllables()
        font = FCFontInfo(self._session)
        font.LoadFontPrefs(self.font_prefs)
        at = 0
        letter_at = _letter_of(found, number)
        for token in tokenise(found.units):
            if at > letter_at:
                break
            if isinstance(token, Command) and token.name in FONT_COMMANDS:
                font.apply_command(token)
            at += len(token.source)
        return font

    def replace_syllable(self, number: int, text: str) -> bool:
        """Put a text in place of what belongs to a syllable, commands and separators included, and save."""
        found = self.syllables()
        if not 0 < number <= len(found):
            return False
        start, end = found.starts[number - 1 : number + 1]
        changed = gathered(found.units[:start] + spread(text) + found.units[end:])
        self._node.text = stored(changed, self._node.text, self._session)
        return self._save(self._key)


def _letter_of(found: Syllables, number: int) -> int:
    """Where the first letter of a syllable stands: behind the commands that its part of the text begins with."""
    at = found.starts[number - 1]
    for token in tokenise(found.units[at:]):
        if not isinstance(token, Command):
            blank = len(token.source) - len(token.source.lstrip("- \t\r\n_"))
            if blank < len(token.source):
                return at + blank
        at += len(token.source)
    return at


class FCVerseLyricsText(LyricsBase, tag="verse"):
    """The lyrics of a verse."""

    block_type = 1
    font_prefs = 9


class FCChorusLyricsText(LyricsBase, tag="chorus"):
    """The lyrics of a chorus."""

    block_type = 2
    font_prefs = 10


class FCSectionLyricsText(LyricsBase, tag="section"):
    """The lyrics of a section."""

    block_type = 3
    font_prefs = 11
