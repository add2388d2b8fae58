"""Answers for alerts, dialogs and file dialogs, from a file, from Python or from a person.

What nobody answers gets the safe answer (cancel, no), and is reported; nothing hangs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from postlude.errors import UsageError

if TYPE_CHECKING:
    from postlude.dialogs.blocks import AlertBlock, Block, ChoiceBlock, DialogBlock, FileBlock, FontBlock

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
AskWindow = Callable[[Any], None]
"""Lets a person use a window (:class:`~postlude.dialogs.openwindow.OpenWindow`) until it is closed."""
AskPath = Callable[[str, str, str], str]
"""Asks a person for a path: open, save or folder, the title and what is proposed; empty is cancel."""

B = TypeVar("B", bound="Block")


@dataclass
class Answers:
    """The answers for one run, and the record of what was asked.

    ``mode`` answers what no block does: ``ok``, ``cancel`` (the default) or ``ask``.
    """

    alerts: list[AlertBlock] = field(default_factory=list)
    dialogs: list[DialogBlock] = field(default_factory=list)
    files: list[FileBlock] = field(default_factory=list)
    fonts: list[FontBlock] = field(default_factory=list)
    choices: list[ChoiceBlock] = field(default_factory=list)
    mode: str = "cancel"
    ask: Ask | None = None
    ask_window: AskWindow | None = None
    ask_path: AskPath | None = None
    show: Path | None = None
    """A folder for pictures of each window, when it opens and when it is answered."""
    shown: list[dict[str, str]] = field(default_factory=list)
    """The alerts."""
    windows: list[dict[str, Any]] = field(default_factory=list)
    """The windows and other dialogs, as in the JSON."""
    notes: list[str] = field(default_factory=list)
    """What was answered without anybody having said so, one line each, for the user."""
    misfit: str | None = None
    """The first answer that does not fit what it is for."""
    raised: Exception | None = None
    """What a test's own function raised in place of an answer; the caller of the run gets it."""

    def fresh(self) -> Answers:
        """The same answers, unused, for another run."""
        return replace(
            self,
            alerts=[replace(block, used=False) for block in self.alerts],
            dialogs=[replace(block, used=False) for block in self.dialogs],
            files=[replace(block, used=False) for block in self.files],
            fonts=[replace(block, used=False) for block in self.fonts],
            choices=[replace(block, used=False) for block in self.choices],
            shown=[],
            windows=[],
            notes=[],
            misfit=None,
            raised=None,
        )

    def wrong(self, message: str) -> UsageError:
        """The error for an answer that does not fit; the run fails with the first one, whatever its script does."""
        self.misfit = self.misfit or message
        return UsageError(message)

    def note(self, line: str) -> None:
        if line not in self.notes:
            self.notes.append(line)

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
                raise self.wrong(
                    f"the answers give {block.answer!r} to the alert {short(text)!r}, which takes "
                    f"{' or '.join(choices)}"
                )
            block.use()
            return block.answer
        if self.mode == "ask" and self.ask is not None:
            return self.ask(kind, text, caption, choices)
        answer = choices[0] if self.mode == "ok" else choices[-1]
        if len(choices) > 1:
            self.notes.append(f"nothing answers the alert {short(text)!r}: it was answered {answer!r}")
        return answer

    def _block(self, text: str, choices: Sequence[str]) -> AlertBlock | None:
        """The first block that is left for an alert.

        An alert that only informs has its answer: it passes over blocks without text that are for a question.
        """
        for block in self.alerts:
            if not block.fits(text):
                continue
            if block.text is None and len(choices) == 1 and block.answer not in choices:
                continue
            return block
        return None


def next_block(blocks: Sequence[B], title: str, fits: Callable[[B], bool] = lambda block: True) -> B | None:
    """The first block that is left for a dialog of that title; it counts as used."""
    for block in blocks:
        if block.fits(title) and fits(block):
            block.use()
            return block
    return None


def short(text: str) -> str:
    """A text in one line that isn't too long for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:200] + "..."


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
