"""Where typing lyrics goes on."""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.constants import constant
from postlude.finale.fields import choice, integer
from postlude.finale.staves.groups import NoInciDetail


class FCActiveLyric(NoInciDetail, tag="activeLyric"):
    """The lyric that Finale's Lyrics tool works on, and its syllable; a document has one."""

    BlockType = choice(
        "assignmentTag",
        {
            "verse": constant("LYRICSTEXTBLOCKVERSE"),
            "chorus": constant("LYRICSTEXTBLOCKCHORUS"),
            "section": constant("LYRICSTEXTBLOCKSECTION"),
        },
    )
    Syllable = integer("syll")
    TextBlockID = integer("lyricNumber")

    @method
    def Load(self) -> bool:  # type: ignore[override]  # As the framework has it: there is one.
        return self._load(Key(1, 1))

    @method
    def Save(self) -> bool:
        return self._save(Key(1, 1))
