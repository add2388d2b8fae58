"""The part of ``FCString`` that is about Enigma text: its commands, its fonts, its plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.text import FONT_COMMANDS, Command, join, tokenise
from postlude.finale.arguments import method
from postlude.finale.constants import constant

if TYPE_CHECKING:
    from postlude.finale.marks.categories import FCCategoryDef
    from postlude.finale.session import Session
    from postlude.finale.text.fonts import FCFontInfo
    from postlude.finale.text.stringlists import FCStrings

FILE_INFO_COMMANDS = frozenset(
    {"arranger", "composer", "copyright", "description", "lyricist", "subtitle", "title"}
)
FONT_NAMES = frozenset({"font", "Font", "fontid", "fontMus", "fontNum", "fontTxt"})
"""Commands that choose a font; the other font commands choose its size and style."""
TEXT_INSERTS = FILE_INFO_COMMANDS | {
    "date", "fdate", "filename", "page", "partname", "perftime", "time", "totpages",
    "value", "control", "pass", "cprsym", "flat", "natural", "sharp",
}  # fmt: skip


class EnigmaString:
    """What a string with Enigma commands can do."""

    text_value: str
    _session: Session

    @method
    def IsEnigmaCommand(self) -> bool:
        tokens = tokenise(self.text_value)
        return bool(tokens) and isinstance(tokens[0], Command)

    @method
    def IsEnigmaFont(self) -> bool:
        """Whether the text begins with a command that chooses a font."""
        return self._command in FONT_NAMES

    @method
    def IsEnigmaTextInsert(self, only_file_info_inserts: bool = True) -> bool:
        """Whether the text begins with a command that inserts a text."""
        return self._command in (FILE_INFO_COMMANDS if only_file_info_inserts else TEXT_INSERTS)

    @method
    def IsEnigmaFileInfoArranger(self) -> bool:
        return self._command == "arranger"

    @method
    def IsEnigmaFileInfoComposer(self) -> bool:
        return self._command == "composer"

    @method
    def IsEnigmaFileInfoCopyright(self) -> bool:
        return self._command == "copyright"

    @method
    def IsEnigmaFileInfoLyricist(self) -> bool:
        return self._command == "lyricist"

    @method
    def IsEnigmaFileInfoSubtitle(self) -> bool:
        return self._command == "subtitle"

    @method
    def IsEnigmaFileInfoTitle(self) -> bool:
        return self._command == "title"

    @property
    def _command(self) -> str:
        """The name of the command that the text begins with."""
        tokens = tokenise(self.text_value)
        return tokens[0].name if tokens and isinstance(tokens[0], Command) else ""

    @method
    def TrimEnigmaTags(self) -> bool:
        """Leave the plain text only."""
        return self._trim(lambda command: True)

    @method
    def TrimEnigmaFontTags(self) -> bool:
        """Take out the commands that choose fonts, sizes and styles."""
        return self._trim(lambda command: command.name in FONT_COMMANDS)

    def _trim(self, drop: Any) -> bool:
        tokens = tokenise(self.text_value)
        text = join(token for token in tokens if not (isinstance(token, Command) and drop(token)))
        changed = text != self.text_value
        self.text_value = text
        return changed

    @method
    def ContainsEnigmaTextInsert(self, only_file_info_inserts: bool = True) -> bool:
        wanted = FILE_INFO_COMMANDS if only_file_info_inserts else TEXT_INSERTS
        return any(isinstance(token, Command) and token.name in wanted for token in tokenise(self.text_value))

    @method
    def CreateEnigmaStrings(self, include_non_commands: bool = False) -> FCStrings:
        """The commands of the text, one string each, and the plain runs between them if asked for."""
        from postlude.finale.text.stringlists import FCStrings
        from postlude.finale.text.strings import FCString

        strings = FCStrings(self._session)
        for token in tokenise(self.text_value):
            if include_non_commands or isinstance(token, Command):
                strings._items.append(FCString(self._session, token.source))
        return strings

    @method
    def CreateLastFontInfo(self) -> FCFontInfo:
        """The font in force at the text's end. Where the text names none it is that of a new ``FCFontInfo``:
        scripts rely on an object."""
        from postlude.finale.text.fonts import FCFontInfo

        info = FCFontInfo(self._session)
        for token in tokenise(self.text_value):
            if isinstance(token, Command) and token.name in FONT_COMMANDS:
                info.apply_command(token)
        return info

    @method
    def ReplaceCategoryFonts(self, category: FCCategoryDef, fontmode: int, replacefonttag: bool) -> bool:
        """Give the runs in a category's font (``fontMus``, ``fontTxt`` or ``fontNum``, by a ``CATEGORYMODE_``
        number) the font that the category has now; false if there are none.

        The commands keep their name, or become ``^font`` if asked for.
        """
        from postlude.finale.text.fonts import FCFontInfo

        name, get = {
            constant("CATEGORYMODE_MUSIC"): ("fontMus", category.GetMusicFontInfo),
            constant("CATEGORYMODE_TEXT"): ("fontTxt", category.GetTextFontInfo),
            constant("CATEGORYMODE_NUMBER"): ("fontNum", category.GetNumberFontInfo),
        }.get(fontmode, ("", None))
        info = FCFontInfo(self._session)
        if get is None or not get(info):
            return False
        font = info.CreateEnigmaString("^font" if replacefonttag else f"^{name}").text_value
        pieces: list[str] = []
        following = found = False
        for token in tokenise(self.text_value):
            command = token.name if isinstance(token, Command) else ""
            if command == name:
                pieces.append(font)
                following = found = True
            elif not (following and command in ("size", "nfx")):
                following = False
                pieces.append(token.source)
        self.text_value = "".join(pieces)
        return found
