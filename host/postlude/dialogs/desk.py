"""The user of a run: opens the windows that a script shows, does in them what the answers say, closes them.

What no answer says gets the mode of the answers: a person is asked, or OK or cancel is pressed. A modal window is
used at once, until it is closed. A modeless one opens at once and is used when the script's main part is over.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from postlude.dialogs.answers import Answers, next_block, short
from postlude.dialogs.blocks import DialogBlock
from postlude.dialogs.model import CANCELLED, CLOSED, Surface
from postlude.dialogs.openwindow import AbortedError, OpenWindow
from postlude.dialogs.system import SYSTEM_DIALOGS
from postlude.dialogs.waiting import Waiting
from postlude.errors import PostludeError, ScriptError, UsageError

DEEPEST = 16
"""Windows that are opened from each other, at most; each takes its part of Lua's and of Python's stack."""
MOST_UNANSWERED = 100
"""How often a script may ask again with a dialog that nothing answers."""


class Desk:
    """The open windows of a run. ``answers`` gives those of the current invocation."""

    def __init__(self, surface: Surface, answers: Callable[[], Answers]) -> None:
        self.surface = surface
        self._answers = answers
        self._open: list[OpenWindow] = []
        self._blocks: dict[int, DialogBlock | None] = {}
        self._pictures: Any = None
        self._unanswered = 0
        self.waiting = Waiting(surface, lambda: [each.window for each in self._open], self._timer)

    @property
    def answers(self) -> Answers:
        return self._answers()

    @property
    def has_modeless(self) -> bool:
        """Whether a window is open that the script goes on with."""
        return any(not each.modal for each in self._open)

    # ---- asked by the framework

    def run_dialog(self, dialog: Any) -> int:
        """Show a dialog until it is closed: an ``EXECMODAL_`` number."""
        answer = SYSTEM_DIALOGS.get(dialog.lua_name)
        if answer is not None:
            return answer(self, dialog)
        if dialog.exists:
            raise ScriptError(f"the window {short(dialog.title)!r} is shown already")
        if sum(each.modal for each in self._open) >= DEEPEST:
            raise ScriptError("dialogs open from each other, too many of them")
        held = OpenWindow(self, dialog, modal=True)
        try:
            self._show(held)
            self._use(held)
        finally:
            held.finish(CANCELLED, quietly=True)
        return held.result

    def show_modeless(self, window: Any) -> bool:
        """Show a window, which is used when the script's main part is over."""
        if window.exists:
            window.visible = True
            return True
        held = OpenWindow(self, window, modal=False)
        self._show(held)
        return True

    # ---- asked by the run

    def use_modeless(self, registered: Callable[[Any], bool]) -> None:
        """Use the modeless windows, in the order in which they were shown, until none is open."""
        while (held := next((each for each in self._open if not each.modal), None)) is not None:
            if registered(held.window):
                self._use(held)
            else:
                self.answers.note(
                    f"the window {short(held.title)!r} was closed as the script ended: "
                    "finenv.RegisterModelessDialog lets it stay"
                )
            held.finish(CLOSED, quietly=not registered(held.window))

    def drop(self) -> None:
        """The run is over: close what is left, without the script."""
        for held in list(self._open):
            held.finish(CANCELLED, quietly=True)
        self._blocks.clear()
        self._unanswered = 0

    # ---- one window

    def _show(self, held: OpenWindow) -> None:
        self._open.append(held)
        self._blocks[id(held)] = next_block(self.answers.dialogs, held.title)
        self.answers.windows.append(held.report)
        held.open()

    def _use(self, held: OpenWindow) -> None:
        block = self._blocks.get(id(held))
        with suppress(AbortedError):
            self._follow(block, held)

    def _follow(self, block: DialogBlock | None, held: OpenWindow) -> None:
        if block is not None:
            if callable(block.steps):
                self._let(block.steps, held)
            else:
                for step in block.steps:
                    held.perform(step)
        if not held.is_open:
            return
        if self.answers.mode == "ask" and self.answers.ask_window is not None:
            self._ask(held)
        if held.is_open:
            self._answer_by_itself(held, unanswered=block is None)

    def _ask(self, held: OpenWindow) -> None:
        assert self.answers.ask_window is not None
        try:
            self.answers.ask_window(held)
        except UsageError as error:
            raise self.answers.wrong(error.message) from None

    def _let(self, act: Callable[[OpenWindow], object], held: OpenWindow) -> None:
        """Call a test's own function; what it raises is the test's, and ends the run."""
        try:
            act(held)
        except (PostludeError, AbortedError):
            raise
        except Exception as error:
            self.answers.raised = self.answers.raised or error
            raise self.answers.wrong(f"{type(error).__name__}: {error}") from error

    def _answer_by_itself(self, held: OpenWindow, *, unanswered: bool) -> None:
        """Press OK or cancel, as the mode says, and take the way that closes it in the end."""
        ok = self.answers.mode == "ok"
        if not held.modal or ok or not unanswered:
            self.waiting.idle(lambda: not held.is_open)
        if not held.is_open:
            return
        held.answered = False
        if held.modal:
            self._count_unanswered(held)
        ways: list[Callable[[], None]] = [held.escape, held.close]
        button = held.own_button("ok")
        if ok and button is not None and button.enabled:
            ways.insert(0, lambda: held.press_control(button, "OK"))
        for way in ways:
            if held.is_open:
                way()
        what = "nothing answers the dialog" if unanswered else "the answers don't close the dialog"
        if held.is_open:
            held.finish(CANCELLED, "close")
            self.answers.note(f"{what} {short(held.title)!r}, and its script keeps it open: it was closed")
        elif held.modal or unanswered or ok:
            self.answers.note(f"{what} {short(held.title)!r}: {held.presses}")

    def _count_unanswered(self, held: OpenWindow) -> None:
        self._unanswered += 1
        if self._unanswered > MOST_UNANSWERED:
            raise self.answers.wrong(
                f"the plugin asked {MOST_UNANSWERED} times with dialogs that nothing answers, the last one "
                f"{short(held.title)!r}: give --answers"
            )

    # ---- asked by the windows

    def closed(self, held: OpenWindow) -> None:
        self._open = [each for each in self._open if each is not held]
        self._blocks.pop(id(held), None)
        held.report["answered"] = held.answered

    def failed(self) -> None:
        """A callback failed: its script is at its end, and all its windows close."""
        for held in list(self._open):
            held.aborted = True
            held.finish(CANCELLED, quietly=True)

    def sweep(self) -> None:
        """Close the windows that the script wants closed."""
        for held in list(self._open):
            if held.is_open and held.window.closing:
                held.finish(CLOSED)

    def _timer(self, window: Any, number: int) -> None:
        held = next((each for each in self._open if each.window is window), None)
        if held is not None:
            held.call(lambda: window.HandleTimer(number))

    def picture(self, held: OpenWindow, moment: str) -> None:
        """Draw a window, if pictures are wanted."""
        folder = self.answers.show
        if folder is None:
            return
        if self._pictures is None:
            from postlude.dialogs.drawing import Pictures

            self._pictures = Pictures(folder, self.surface.redact)
        self._pictures.draw(held.window, moment)
