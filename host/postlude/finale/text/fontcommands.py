"""The part of ``FCFontInfo`` that is about Enigma text: reading and writing the commands that choose a font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.text import Command, tokenise
from postlude.finale.arguments import method

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.strings import FCString


class FontCommands:
    """What a font can do with commands."""

    _session: Session
    size: float
    styles: int

    if TYPE_CHECKING:
        Name: str
        Size: int

        def _set_font_id(self, value: int) -> None: ...

        def _set_name(self, value: str) -> None: ...

        def _style(self, name: str) -> bool: ...

    @method
    def ParseEnigmaCommand(self, command: str) -> bool:
        """Take over what a font command says; false if the string doesn't begin with one."""
        for token in tokenise(command):
            if isinstance(token, Command) and self.apply_command(token):
                return True
            break
        return False

    def apply_command(self, command: Command) -> bool:
        """Take over what one parsed command says; false if it isn't about fonts."""
        args = command.arguments
        if command.name == "fontid":
            self._set_font_id(_number(args[0] if args else ""))
        elif command.name in ("font", "Font", "fontMus", "fontTxt", "fontNum"):
            name = args[0] if args else ""
            if name.isascii() and name.isdigit():
                self._set_font_id(int(name))
            elif name.startswith("Font") and name[4:].isdigit():
                self._set_font_id(int(name[4:]))
            else:
                self._set_name(name)
        elif command.name == "size":
            self.size = _number(args[0] if args else "")
        elif command.name == "nfx":
            self.styles = _number(args[0] if args else "")
        else:
            return False
        return True

    @method
    def CreateEnigmaString(self, tag: str | None = None) -> FCString:
        """The commands that choose this font: ``^font(Times)^size(12)^nfx(0)``.

        ``tag`` stands in place of ``^font``; an empty one leaves only the bracket, for callers that put
        a tag of their own before it.
        """
        from postlude.finale.text.strings import FCString

        name = "^font" if tag is None else tag
        return FCString(self._session, f"{name}({self.Name})^size({self.Size})^nfx({self.styles})")

    @method
    def MakeEnigmaString(self, into: FCString, tag: str | None = None) -> bool:
        """The same into a string."""
        into.text_value = self.CreateEnigmaString(tag).text_value
        return True

    @method
    def MakeEnigmaSizeString(self, into: FCString) -> None:
        into.text_value = f"^size({self.Size})"

    @method
    def MakeEnigmaStyleString(self, into: FCString) -> None:
        into.text_value = f"^nfx({self.styles})"

    @method
    def CreateEnigmaStyleString(self) -> FCString:
        from postlude.finale.text.strings import FCString

        return FCString(self._session, f"^nfx({self.styles})")

    @method
    def CreateDescription(self) -> FCString:
        """The font in words: name, size, styles."""
        from postlude.finale.text.strings import FCString

        styles = [
            name for name in ("bold", "italic", "underline", "strikeout", "hidden") if self._style(name)
        ]
        words = [f"{self.Name} {self.size:g}", *styles]
        return FCString(self._session, " ".join(words))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
