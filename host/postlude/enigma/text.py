"""Enigma text: literal runs with commands like ``^size(12)`` between them.

A command is a caret, letters, and mostly arguments in parentheses, which may hold balanced parentheses
themselves; ``^^`` is a caret in the text; a caret that begins neither is text. What is split here joins back
to the very same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FONT_COMMANDS = frozenset({"font", "Font", "fontid", "fontMus", "fontNum", "fontTxt", "size", "nfx"})
STYLE_COMMANDS = FONT_COMMANDS | {"baseline", "superscript", "tracking"}
"""Commands that say how text looks; all others insert something where they stand."""

_START = re.compile(r"\^(?:\^|([A-Za-z]+)(\()?)")
_PARENTHESIS = re.compile(r"[()]")
_SPLIT = re.compile(r"[(),]")


class Run(NamedTuple):
    """Literal text, as it stands in the document."""

    source: str

    @property
    def text(self) -> str:
        """What a reader sees: ``^^`` shown as one caret."""
        return self.source.replace("^^", "^")


class Command(NamedTuple):
    """One command; ``arguments`` are the texts between top-level commas, without any trimming."""

    source: str
    name: str
    arguments: tuple[str, ...]

    @property
    def is_style(self) -> bool:
        """Whether it changes the look of what follows, and inserts nothing."""
        return self.name in STYLE_COMMANDS


Token = Run | Command


def tokenise(text: str) -> list[Token]:
    """Split a text; ``join`` gives it back. Neighbouring literal text is one run."""
    return list(_tokens(text))


def join(tokens: Iterable[Token]) -> str:
    """The text that the tokens make."""
    return "".join(token.source for token in tokens)


def run(text: str) -> Run:
    """A literal run that shows ``text``."""
    return Run(escape(text))


def command(name: str, *arguments: object) -> Command:
    """A command with parentheses, as Finale writes all of them."""
    words = tuple(str(argument) for argument in arguments)
    return Command(f"^{name}({','.join(words)})", name, words)


def escape(text: str) -> str:
    """Text in which carets stand for themselves."""
    return text.replace("^", "^^")


def plain(text: str) -> str:
    """What is left without any command."""
    return "".join(token.text for token in _tokens(text) if isinstance(token, Run))


def _tokens(text: str) -> Iterator[Token]:
    begin = at = 0
    closings = _closings(text)
    while (match := _START.search(text, at)) is not None:
        name, parenthesis = match.groups()
        at = match.end()
        if name is None:
            continue
        end = closings.get(at - 1) if parenthesis else at
        if end is None:
            continue  # never closed: text
        if begin < match.start():
            yield Run(text[begin : match.start()])
        inside = text[at : end - 1] if parenthesis else ""
        yield Command(text[match.start() : end], name, _arguments(inside))
        begin = at = end
    if begin < len(text):
        yield Run(text[begin:])


def _closings(text: str) -> dict[int, int]:
    """For each opening parenthesis that is closed, the position behind the one that closes it."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for match in _PARENTHESIS.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            closings[opened.pop()] = match.end()
    return closings


def _arguments(inside: str) -> tuple[str, ...]:
    if not inside:
        return ()
    words: list[str] = []
    depth = begin = 0
    for match in _SPLIT.finditer(inside):
        if match[0] == ",":
            if depth == 0:
                words.append(inside[begin : match.start()])
                begin = match.end()
        else:
            depth += 1 if match[0] == "(" else -1
    words.append(inside[begin:])
    return tuple(words)
