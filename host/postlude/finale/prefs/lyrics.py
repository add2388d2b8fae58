"""Options for lyrics."""

from __future__ import annotations

from postlude.finale.fields import choice, flag, integer
from postlude.finale.prefs.base import Prefs

SIDES: dict[str | None, int] = {None: 0, "center": 1, "left": 2, "right": 3}


class FCLyricsPrefs(Prefs, tag="lyricOptions"):
    """Hyphens, word extensions (their line in EFIX) and where syllables stand; distances in EVPU."""

    FirstSyllableAlignment = choice("lyricSyllPosStyle[type=first]/align", SIDES)
    FirstSyllableJustification = choice("lyricSyllPosStyle[type=first]/justify", SIDES)
    HyphenSystemStart = choice("smartHyphenStart", {None: 0, "always": 0, "sometimes": 1, "never": 2})
    MaxSpaceBetweenHyphens = integer("maxHyphenSeparation")
    OtherSyllableAlignment = choice("lyricSyllPosStyle[type=default]/align", SIDES)
    OtherSyllableJustification = choice("lyricSyllPosStyle[type=default]/justify", SIDES)
    StartSystemSyllableAlignment = choice("lyricSyllPosStyle[type=systemStart]/align", SIDES)
    StartSystemSyllableJustification = choice("lyricSyllPosStyle[type=systemStart]/justify", SIDES)
    UseFirstSyllable = flag("lyricSyllPosStyle[type=first]/on")
    UseSmartHyphens = flag("useSmartHyphens")
    UseStartSystemSyllable = flag("lyricSyllPosStyle[type=systemStart]/on")
    UseWordExtSyllable = flag("lyricSyllPosStyle[type=wordExt]/on")
    WordExtLineThickness = integer("wordExtLineWidth")
    WordExtSyllableAlignment = choice("lyricSyllPosStyle[type=wordExt]/align", SIDES)
    WordExtSyllableJustification = choice("lyricSyllPosStyle[type=wordExt]/justify", SIDES)
