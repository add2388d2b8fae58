"""Answers for alerts, dialogs and file dialogs, from a file, from Python or from a person.

What nobody answers gets the safe answer (cancel, no), and is reported; nothing hangs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postlude.errors import UsageError

CHOICES = {
    "info": ("ok",),
    "error": ("ok",),
    "neutral": ("ok",),
    "ok-cancel": ("ok", "cancel"),
    "yes-no": ("yes", "no"),
    "yes-no-cancel": ("yes", "no", "cancel"),
}
"""The answers that each kind of alert takes; the last one is the safe one."""

MODES = ("ok", "cancel", "ask")

Ask = Callable[[str, str, str, Sequence[str]], str]
"""Asks a person: kind, text, caption and the choices; gives one of the choices."""


@dataclass
class AlertBlock:
    """One ``[[alert]]``: an answer for the next alert whose text it fits."""

    answer: str
    text: re.Pattern[str] | None = None
    repeat: bool = False
    used: bool = False


@dataclass
class Answers:
    """The answers for one run, and the record of what was asked.

    ``mode`` answers what no block does: ``ok``, ``cancel`` (the default) or ``ask``.
    """

    alerts: list[AlertBlock] = field(default_factory=list)
    dialogs: list[Mapping[str, Any]] = field(default_factory=list)
    files: list[Mapping[str, Any]] = field(default_factory=list)
    mode: str = "cancel"
    ask: Ask | None = None
    shown: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was answered without anybody having said so, one line each, for the user."""
    misfit: str | None = None
    """The first answer that its alert can't take."""

    def fresh(self) -> Answers:
        """The same answers, unused, for another run."""
        blocks = [AlertBlock(block.answer, block.text, block.repeat) for block in self.alerts]
        return Answers(blocks, self.dialogs, self.files, self.mode, self.ask)

    def alert(self, kind: str, text: str, caption: str, redact: Callable[[str], str] = str) -> str:
        """Answer an alert and record it. ``redact`` is applied to what a person is shown.

        Raises UsageError for an answer that does not fit the kind of alert.
        """
        choices = CHOICES[kind]
        answer = self._answer(kind, redact(text), redact(caption), choices)
        self.shown.append({"kind": kind, "text": text, "caption": caption, "answer": answer})
        return answer

    def _answer(self, kind: str, text: str, caption: str, choices: Sequence[str]) -> str:
        block = self._block(text, choices)
        if block is not None:
            if block.answer not in choices:
                message = (
                    f"the answers give {block.answer!r} to the alert {_short(text)!r}, which takes "
                    f"{' or '.join(choices)}"
                )
                self.misfit = self.misfit or message
                raise UsageError(message)
            block.used = not block.repeat
            return block.answer
        if self.mode == "ask" and self.ask is not None:
            return self.ask(kind, text, caption, choices)
        answer = choices[0] if self.mode == "ok" else choices[-1]
        if len(choices) > 1:
            self.notes.append(f"nothing answers the alert {_short(text)!r}: it was answered {answer!r}")
        return answer

    def _block(self, text: str, choices: Sequence[str]) -> AlertBlock | None:
        """The first block that is left for an alert.

        An alert that only informs has its answer: it passes over blocks without text that are for a question.
        """
        for block in self.alerts:
            if block.used or (block.text is not None and not block.text.search(text)):
                continue
            if block.text is None and len(choices) == 1 and block.answer not in choices:
                continue
            return block
        return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:200] + "..."


def read_answers(path: Path) -> Answers:
    """The answers in a TOML file. Raises UsageError, with the file and what is wrong."""
    import tomllib  # late: most runs have no answers

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: can't read the answers: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: the answers are not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    unknown = set(content) - {"alert", "dialog", "file"}
    if unknown:
        raise UsageError(
            f"{path}: unknown key {sorted(unknown)[0]!r}: there are [[alert]], [[dialog]], [[file]]"
        )
    return Answers(
        [_alert(path, number, block) for number, block in enumerate(_blocks(path, content, "alert"), 1)],
        _blocks(path, content, "dialog"),
        _blocks(path, content, "file"),
    )


def _blocks(path: Path, content: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    blocks = content.get(name, [])
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise UsageError(f"{path}: {name!r} is written [[{name}]]")
    return blocks


def _alert(path: Path, number: int, block: Mapping[str, Any]) -> AlertBlock:
    where = f"{path}: [[alert]] number {number}"
    unknown = set(block) - {"text", "answer", "repeat"}
    if unknown:
        raise UsageError(f"{where}: unknown key {sorted(unknown)[0]!r}: there are text, answer, repeat")
    answer = block.get("answer")
    if answer not in ("ok", "cancel", "yes", "no"):
        raise UsageError(f"{where}: answer is ok, cancel, yes or no, not {answer!r}")
    text, repeat = block.get("text"), block.get("repeat", False)
    if not isinstance(repeat, bool) or not isinstance(text, (str, type(None))):
        raise UsageError(f"{where}: text is a string, repeat true or false")
    try:
        pattern = re.compile(text) if text is not None else None
    except re.error as error:
        raise UsageError(f"{where}: text is no regular expression: {error}") from None
    return AlertBlock(answer, pattern, repeat)


def ask_on_terminal(kind: str, text: str, caption: str, choices: Sequence[str]) -> str:
    """Show an alert on the terminal and wait for an answer; an end of input is the safe one."""
    title = f"{caption}: " if caption else ""
    print(printable(f"{title}{text}"), file=sys.stderr)
    if len(choices) == 1:
        return choices[0]
    while True:
        print(f"[{'/'.join(choices)}] ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return choices[-1]
        wanted = line.strip().lower()
        for choice in choices:
            if wanted and choice.startswith(wanted):
                return choice


def printable(text: str) -> str:
    """Without control characters: a plugin must not write to the terminal what it likes."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)
