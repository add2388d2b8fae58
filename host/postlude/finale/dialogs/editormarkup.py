"""Enigma text and rich text, as a text editor takes and gives them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from postlude.enigma.text import Command, escape, tokenise
from postlude.finale.arguments import method
from postlude.finale.base import write_only
from postlude.finale.dialogs.editortext import EditorText
from postlude.finale.dialogs.rtf import read_rtf, write_rtf
from postlude.finale.dialogs.styledtext import Look, StyledText
from postlude.finale.points import FCRange
from postlude.finale.text.fonts import FCFontInfo
from postlude.finale.text.strings import FCString

SHIFTS = ("baseline", "superscript", "tracking")


class EditorMarkup(EditorText):
    """Texts that say how they look."""

    if TYPE_CHECKING:

        def plain_look(self) -> Look: ...

    @method
    def SetEnigmaString(self, text: str, rawtexttype: int = 0) -> bool:
        """Take over an Enigma text with the fonts that its commands choose; what they insert stays as it is
        written."""
        self.styled = self._from_enigma(text, self.plain_look())
        self.selection = (0, 0)
        return True

    @method
    def ReplaceTextInRangeWithEnigmaString(self, text: str, part: FCRange) -> bool:
        if not self._within(part):
            return False
        start, end = self._bounds(part)
        new = self._from_enigma(text, self.styled.look_at(start))
        self.styled.insert(start, new, end)
        self.selection = (start + len(new), start + len(new))
        return True

    def _from_enigma(self, text: str, look: Look) -> StyledText:
        result = StyledText(look)
        for token in tokenise(text):
            if isinstance(token, Command) and token.is_style:
                look = self._changed(look, token)
                continue
            end = len(result)
            result.replace(end, end, token.source if isinstance(token, Command) else token.text, look)
        if not len(result):
            result.look = look
        return result

    def _changed(self, look: Look, command: Command) -> Look:
        if command.name in SHIFTS:
            argument = command.arguments[0] if command.arguments else ""
            shift: dict[str, Any] = {command.name: int(argument) if re.fullmatch(r"-?\d+", argument) else 0}
            return replace(look, **shift)
        info = FCFontInfo.construct(self._session, look.font, look.size, look.styles)
        info.apply_command(command)
        return replace(look, font=info.Name, size=info.size, styles=info.styles)

    @method
    def CreateEnigmaString(self, part: FCRange | None = None) -> FCString:
        """The text with the commands that choose its fonts; without colours, which Enigma text has not."""
        pieces: list[str] = []
        before = Look()
        for start, end, look in self.styled.runs(*self._bounds(part)):
            pieces += self._style_commands(look, before)
            for token in tokenise(self.styled.part(start, end)):
                pieces.append(token.source if isinstance(token, Command) else escape(token.source))
            before = look
        return FCString(self._session, "".join(pieces))

    def _style_commands(self, look: Look, before: Look) -> list[str]:
        commands = []
        if look.font and (look.font, look.size, look.styles) != (before.font, before.size, before.styles):
            info = FCFontInfo.construct(self._session, look.font, look.size, look.styles)
            commands.append(info.CreateEnigmaString(None).text_value)
        for name in SHIFTS:
            if getattr(look, name) != getattr(before, name):
                commands.append(f"^{name}({getattr(look, name)})")
        return commands

    @method
    def CreateRTFString(self) -> FCString:
        return FCString(self._session, write_rtf(self.styled))

    @method
    def SetRTFString(self, text: str) -> bool:
        """Take over a rich text; false if it is none."""
        styled = read_rtf(text, self.plain_look())
        if styled is None:
            return False
        self.styled, self.selection = styled, (0, 0)
        return True

    @write_only
    def RTFString(self, text: str) -> None:
        self.SetRTFString(text)
