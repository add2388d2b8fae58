"""What answers consist of: one block for each alert, window, file dialog or font dialog."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.dialogs.openwindow import OpenWindow

CANCEL = "cancel"


@dataclass
class Block:
    """A block is used once, or as often as it fits if ``repeat`` is true."""

    text: re.Pattern[str] | None = None
    """What it is for: found in the alert's text, or in the dialog's title; None is the next one, whichever."""
    repeat: bool = False
    used: bool = False

    def fits(self, text: str) -> bool:
        return not self.used and (self.text is None or self.text.search(text) is not None)

    def use(self) -> None:
        self.used = not self.repeat


@dataclass
class AlertBlock(Block):
    """One ``[[alert]]``: an answer for the next alert whose text it fits."""

    answer: str = CANCEL


@dataclass(frozen=True)
class Step:
    """One thing that is done in a window: ``action`` is a key of a step in the answers."""

    action: str
    argument: Any
    modifiers: int = 0
    """The ``CMDMODKEY_`` keys that are held."""


Steps = tuple[Step, ...]
Act = Callable[["OpenWindow"], object]
"""A test's own function, which does in the window what it likes."""


@dataclass
class DialogBlock(Block):
    """One ``[[dialog]]``: what is done in the next window whose title it fits."""

    steps: Steps | Act = ()


@dataclass
class FileBlock(Block):
    """One ``[[file]]``: the paths for a file dialog; none is its cancel button."""

    paths: tuple[str, ...] = ()
    kind: str | None = None
    """``open``, ``save`` or ``folder``; None is any of them."""


@dataclass
class FontBlock(Block):
    """One ``[[font]]``: what is chosen in a font dialog; ``font`` None is its cancel button."""

    font: str | None = None
    size: float | None = None
    styles: tuple[str, ...] | None = None


@dataclass
class ChoiceBlock(Block):
    """One ``[[choice]]``: what is chosen in one of Finale's own dialogs; ``number`` None is its cancel button."""

    number: int | None = None
    """The number of an item, or the code point of a symbol."""
    kind: str | None = None
    """``articulation``, ``expression``, ``shape`` or ``symbol``; None is any of them."""
    is_shape: bool = False
    """Whether the number is that of a shape expression."""
