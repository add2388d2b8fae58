"""Rich text (RTF): as much of it as notes in a dialog use, read and written."""

from __future__ import annotations

import re
from dataclasses import replace

from postlude.finale.dialogs.styledtext import BLACK, WHITE, Colour, Look, StyledText
from postlude.finale.text.fonts import STYLE_BITS

_TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_CHARACTERS = {
    "par": "\n", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "~": "\N{NO-BREAK SPACE}", "_": "\N{NON-BREAKING HYPHEN}",
}  # fmt: skip
_STYLES = {"b": "bold", "i": "italic", "ul": "underline", "strike": "strikeout"}
_SKIPPED = frozenset({"stylesheet", "info", "pict", "header", "footer", "generator", "themedata"})
_RESET = STYLE_BITS["bold"] | STYLE_BITS["italic"] | STYLE_BITS["underline"] | STYLE_BITS["strikeout"]


class _Reader:
    """One pass over an RTF text."""

    def __init__(self, look: Look) -> None:
        self.result = StyledText(look)
        self.look = look
        self.fonts: dict[int, str] = {}
        self.colours: list[Colour | None] = []
        self.colour = dict.fromkeys(("red", "green", "blue"), -1)
        self.destination = ""
        self.font = 0
        self.skip = 1
        """How many characters stand behind ``\\u`` for readers that don't know it."""
        self.skipping = 0

    def read(self, source: str) -> StyledText:
        stack: list[tuple[Look, str, int, int]] = []
        for match in _TOKEN.finditer(source):
            word, number, byte, symbol, brace, text = match.groups()
            if brace == "{":
                stack.append((self.look, self.destination, self.font, self.skip))
            elif brace == "}":
                if stack:
                    self.look, self.destination, self.font, self.skip = stack.pop()
            elif word:
                self._word(word, int(number) if number else None)
            elif byte:
                self._write(bytes([int(byte, 16)]).decode("cp1252", "replace"))
            elif symbol == "*":
                self.destination = "*"
            elif symbol:
                self._write(_CHARACTERS.get(symbol, "" if symbol == "-" else symbol))
            elif text:
                self._write(text)
        return self.result

    def _word(self, word: str, number: int | None) -> None:
        if word in ("fonttbl", "colortbl") or word in _SKIPPED:
            self.destination = word
        elif self.destination == "*":
            self.destination = "skipped"
        elif word == "f":
            self.font = number or 0
            if not self.destination:
                self.look = replace(self.look, font=self.fonts.get(self.font, self.look.font))
        elif word in self.colour:
            self.colour[word] = number or 0
        elif word == "fs":
            self.look = replace(self.look, size=(number or 24) / 2)
        elif word in _STYLES or word == "ulnone":
            bit = STYLE_BITS[_STYLES.get(word, "underline")]
            off = number == 0 or word == "ulnone"
            self.look = replace(self.look, styles=self.look.styles & ~bit if off else self.look.styles | bit)
        elif word == "plain":
            self.look = replace(self.look, styles=self.look.styles & ~_RESET, colour=BLACK, background=WHITE)
        elif word in ("cf", "cb", "highlight"):
            known = self.colours[number or 0] if (number or 0) < len(self.colours) else None
            if word == "cf":
                self.look = replace(self.look, colour=known or BLACK)
            else:
                self.look = replace(self.look, background=known or WHITE)
        elif word == "uc":
            self.skip = number or 0
        elif word == "u":
            self._write(chr((number or 0) % 0x10000))
            self.skipping = self.skip
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])

    def _write(self, text: str) -> None:
        if self.destination == "fonttbl":
            name = self.fonts.get(self.font, "") + text
            self.fonts[self.font] = name.split(";")[0].strip() if ";" in name else name
        elif self.destination == "colortbl":
            for _ in range(text.count(";")):
                red, green, blue = self.colour.values()
                self.colours.append(None if red < 0 else (red, max(green, 0), max(blue, 0)))
                self.colour = dict.fromkeys(self.colour, -1)
        elif not self.destination:
            dropped = min(self.skipping, len(text))
            self.skipping -= dropped
            end = len(self.result)
            self.result.replace(end, end, text[dropped:], self.look)


def read_rtf(source: str, look: Look) -> StyledText | None:
    """The text that an RTF source says; ``look`` is what it doesn't say. None if it is no RTF."""
    if not source.lstrip().startswith("{\\rtf"):
        return None
    return _Reader(look).read(source)


def write_rtf(text: StyledText) -> str:
    """A text with its looks as RTF."""
    runs = list(text.runs(0, len(text)))
    fonts = list(dict.fromkeys(look.font for _, _, look in runs))
    colours = [BLACK, WHITE]
    colours += [each for _, _, look in runs for each in (look.colour, look.background)]
    colours = list(dict.fromkeys(colours))
    table = "".join(f"{{\\f{index}\\fnil {name};}}" for index, name in enumerate(fonts))
    shades = "".join(f"\\red{red}\\green{green}\\blue{blue};" for red, green, blue in colours)
    parts = [f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{{\\fonttbl{table}}}{{\\colortbl;{shades}}}"]
    for start, end, look in runs:
        words = f"\\f{fonts.index(look.font)}\\fs{round(look.size * 2)}\\cf{colours.index(look.colour) + 1}"
        if look.background != WHITE:
            words += f"\\cb{colours.index(look.background) + 1}"
        words += "".join(f"\\{word}" for word, name in _STYLES.items() if look.styles & STYLE_BITS[name])
        parts.append(f"{{{words} {_escaped(text.units[start:end])}}}")
    return "".join(parts) + "}"


def _escaped(units: str) -> str:
    found = []
    for unit in units.replace("\r\n", "\n"):
        if unit in "\\{}":
            found.append(f"\\{unit}")
        elif unit in "\r\n":
            found.append("\\par ")
        elif unit == "\t":
            found.append("\\tab ")
        elif unit.isascii():
            found.append(unit)
        else:
            number = ord(unit)
            found.append(f"\\u{number - 0x10000 if number > 0x7FFF else number}?")
    return "".join(found)
