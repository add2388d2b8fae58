"""The part of ``FCString`` that is about Enigma text: its commands, its fonts, its plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.text import FONT_COMMANDS, Command, join, tokenise
from postlude.finale.arguments import method

if TYPE_CHECKING:
    from postlude.finale.fonts import FCFontInfo
    from postlude.finale.session import Session
    from postlude.finale.strings import FCStrings

FILE_INFO_COMMANDS = frozenset(
    {"arranger", "composer", "copyright", "description", "lyricist", "subtitle", "title"}
)
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
    def ContainsEnigmaTextInsert(self, only_file_info_inserts: bool) -> bool:
        wanted = FILE_INFO_COMMANDS if only_file_info_inserts else TEXT_INSERTS
        return any(isinstance(token, Command) and token.name in wanted for token in tokenise(self.text_value))

    @method
    def CreateEnigmaStrings(self, include_non_commands: bool = False) -> FCStrings:
        """The commands of the text, one string each, and the plain runs between them if asked for."""
        from postlude.finale.strings import FCString, FCStrings

        strings = FCStrings(self._session)
        for token in tokenise(self.text_value):
            if include_non_commands or isinstance(token, Command):
                strings._items.append(FCString(self._session, token.source))
        return strings

    @method
    def CreateLastFontInfo(self) -> FCFontInfo | None:
        """The font in force at the text's end; nil if the text names none."""
        from postlude.finale.fonts import FCFontInfo

        info = FCFontInfo(self._session)
        found = False
        for token in tokenise(self.text_value):
            if isinstance(token, Command) and token.name in FONT_COMMANDS:
                found = info.apply_command(token) or found
        return info if found else None
