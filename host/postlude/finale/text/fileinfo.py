"""The texts of Finale's File Info dialog: title, composer and the like."""

from __future__ import annotations

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.text.texts import FCRawText

KINDS = ("title", "composer", "copyright", "description", "lyricist", "arranger", "subtitle")
"""The texts in the order of their numbers, from 1 (musxdom Texts.h FileInfoText)."""


class FCFileInfoText(FCRawText, tag="fileInfo"):
    """A text of the File Info dialog. One that is empty has no record: loading it gives false."""

    block_type = 6

    @prop
    def ItemNo(self) -> int:
        kind = str(self._key.cmper1)
        return KINDS.index(kind) + 1 if kind in KINDS else 0

    @method
    def Load(self, number: int) -> bool:
        return 0 < number <= len(KINDS) and self._load_kind(KINDS[number - 1])

    @method
    def SaveAs(self, number: int) -> bool:
        return 0 < number <= len(KINDS) and self._save(Key(KINDS[number - 1]))

    @method
    def DeleteData(self) -> bool:
        return self._store.delete(self.section, self.tag, self._key)

    def _load_kind(self, kind: str) -> bool:
        if self._load(Key(kind)):
            return True
        self._take(Key(kind), Node(self.tag))
        return False

    @method
    def LoadArranger(self) -> bool:
        return self._load_kind("arranger")

    @method
    def LoadComposer(self) -> bool:
        return self._load_kind("composer")

    @method
    def LoadCopyright(self) -> bool:
        return self._load_kind("copyright")

    @method
    def LoadDescription(self) -> bool:
        return self._load_kind("description")

    @method
    def LoadLyricist(self) -> bool:
        return self._load_kind("lyricist")

    @method
    def LoadSubtitle(self) -> bool:
        return self._load_kind("subtitle")

    @method
    def LoadTitle(self) -> bool:
        return self._load_kind("title")

    @method
    def SaveAsArranger(self) -> bool:
        return self._save(Key("arranger"))

    @method
    def SaveAsComposer(self) -> bool:
        return self._save(Key("composer"))

    @method
    def SaveAsCopyright(self) -> bool:
        return self._save(Key("copyright"))

    @method
    def SaveAsDescription(self) -> bool:
        return self._save(Key("description"))

    @method
    def SaveAsLyricist(self) -> bool:
        return self._save(Key("lyricist"))

    @method
    def SaveAsSubtitle(self) -> bool:
        return self._save(Key("subtitle"))

    @method
    def SaveAsTitle(self) -> bool:
        return self._save(Key("title"))
